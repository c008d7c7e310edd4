"""Stage 6j: footnotes.

Takes the words behind `Explanation of Responses`. Gives the notes by number, as `Cell`s, and the words before the
first. Notes are told by their numbers in sequence, `1.` or `(1)`, at the head of a line or behind a sentence. The
reduced editions print the number beside the middle of its note: lines above and below belong to it, as many of
either. Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial

import attrs

from ._cells import Cell, is_said, join_words
from ._labels import squeeze
from ._page import BLOCK, LINE, NEXT_CELL, SPACE, Word, lines_of

Notes = list[tuple[str, Cell]]

_NUMBER = re.compile(r"[\[(]?(\d{1,2})(?:[.)\]]+|,$|$)(.*)$")
_NUMBER_BEGINS = frozenset("[(0123456789")
_MARK = re.compile(r"[\[({](\d{1,2})[)\]}]$")
_LOOSE_MARK = re.compile(r"[\[({]?[\w@®©$£%&?]{1,3}[)}\]]$")
_GLUED_MARK = re.compile(r"([\[({]\d{1,2}[)\]}])(\W?[A-Za-z].*)")
"""`(2)Includes`."""
_ODD_DIGITS = "@®©"
"""What OCR makes of `(1)`."""
_ROMAN = re.compile(r"\(?[ivxa-h]{1,3}\)$")
_TAG = re.compile(r"(?:</?\w{1,9}/?>)+$")
_SENTENCE_END = re.compile(r"[.!?:;)\"'*]$")
_SKIP = 2
"""Footnotes whose number was lost before one that is read; more is not a sequence."""
MISREAD_COST = 1.0
_PARTED_COST = 0.2
_UNNUMBERED_COST = 1.5
"""Doubt in a note whose number was not read: a paragraph of the note before may be taken for it."""
_SHORTEST = 2
_BROKEN = 2.0
"""Price of parting two notes where no sentence ends, or none begins; a line out of balance costs 1."""
_FORM_TEXT = ("filedbymorethan", "misstatementsor", "78ffa", "federalcriminal")


def _note_number(word: Word, last: int, previous: Word | None) -> int | None:
    match = _NUMBER.match(word.text)
    if not match:
        return None
    number = int(match[1])
    if not last < number <= last + 1 + _SKIP:
        return None
    closed = word.text.endswith((".", ")", "]")) or bool(match[2]) or word.text.startswith("(")
    starts = previous is None or word.gap >= NEXT_CELL
    if starts and (closed or number == last + 1):
        return number
    exact = number == last + 1 and closed
    behind = previous is not None and _SENTENCE_END.search(previous.text) and len(word.text) <= 4
    return number if exact and behind else None


def _is_doubled(words: list[Word], start: int, note: tuple[str, list[Word], str]) -> bool:
    """Does the note stand there once more, number and all, as on a line that was printed twice?"""
    number, body, tail = note
    if words[start].text.strip("[(.)]") != number or tail or not body:
        return False
    again = words[start + 1 : start + 1 + len(body)]
    return [w.text for w in again] == [w.text for w in body]


def _in_sequence(words: list[Word]) -> tuple[Notes, list[Word]]:
    """Notes that begin with their numbers."""
    notes: list[tuple[str, list[Word], str]] = []
    before: list[Word] = []
    last = repeated = 0
    body = before
    for i, word in enumerate(words):
        if word.gap < NEXT_CELL and word.text[0] not in _NUMBER_BEGINS and not repeated:
            body.append(word)
            continue
        number = _note_number(word, last, words[i - 1] if i else None) if word.text[0] in _NUMBER_BEGINS else None
        if number is None and word.gap >= NEXT_CELL and notes and _is_doubled(words, i, notes[-1]):
            repeated = len(notes[-1][1]) + 1
        if repeated:
            repeated -= 1
        elif number is not None:
            rest = _NUMBER.match(word.text)
            tail = rest[2] if rest and not rest[2].isdigit() else ""
            body = []
            notes.append((str(number), body, tail))
            last = number
        else:
            body.append(word)
    return [_note(number, body, tail, 0.0) for number, body, tail in notes], before


def _note(number: str, body: list[Word], tail: str, cost: float) -> tuple[str, Cell]:
    while body and not is_said(body[-1].text):
        body.pop()
    text = " ".join(t for t in (tail, join_words(body)) if t)
    return number, Cell(text or None, body, cost, (), "read" if text else "blank")


@attrs.define(slots=True, eq=False)
class _Line:
    """A line of the notes: its number, where it has one, and its words."""

    number: int | None
    words: list[Word]
    cost: float = 0.0

    def ends(self) -> bool:
        """Does a sentence end here?"""
        return bool(self.words) and bool(_SENTENCE_END.search(self.words[-1].text))

    def begins(self) -> bool:
        """Could a note begin here?"""
        return bool(self.words) and not self.words[0].text[:1].islower()


def _numbered(words: list[Word]) -> list[_Line]:
    """The lines with their numbers; a number misread is told by its place in the sequence."""
    out: list[_Line] = []
    last = 0
    for line in lines_of(words):
        while line and not any(c.isalnum() or c in _ODD_DIGITS for c in line[0].text):
            line = line[1:]
        plain = squeeze("".join([w.text for w in line]))
        if not line or any(text in plain for text in _FORM_TEXT):
            continue
        first = line[0].text
        match = _MARK.match(first)
        if match and last < int(match[1]) <= last + 1 + _SKIP:
            last = int(match[1])
            out.append(_Line(last, line[1:]))
        elif (
            _LOOSE_MARK.match(first)
            and not _ROMAN.match(first)
            and (not out or out[-1].ends() or not out[-1].words or len(line) == 1)
        ):
            last += 1
            out.append(_Line(last, line[1:], MISREAD_COST))
        else:
            out.append(_Line(None, line))
    return out


def _is_centred(lines: list[_Line]) -> bool:
    """Do numbers stand in the middle of their notes? Then some begin in the middle of a sentence."""
    marks = [i for i, line in enumerate(lines) if line.number is not None and line.cost == 0]
    if not marks or (lines[marks[0]].number != 1 and not marks[0]):
        return False
    inside = sum(1 for i in marks if i and lines[i].words and not lines[i].begins() and not lines[i - 1].ends())
    return (
        bool(inside)
        or (0 < marks[0] <= 8 and any(line.number == 1 for line in lines[: marks[0] + 1]))
        or any(i and not lines[i].words and not lines[i - 1].ends() for i in marks)
    )


def _width(line: _Line) -> int:
    return sum(len(w.text) + 1 for w in line.words)


def _below_a_gap(before: _Line, line: _Line) -> bool:
    return line.words[0].gap >= BLOCK and before.ends()


def _below_an_end(before: _Line, line: _Line) -> bool:
    return before.ends()


def _below_a_short_line(least: float, before: _Line, line: _Line) -> bool:
    return before.ends() or _width(before) < least


def _beside(lines: list[_Line], cited: Collection[str]) -> Notes:
    """Notes whose numbers were read as a column of their own, before their texts; none where they do not add up."""
    alone = [line for line in lines if line.number is not None and not line.words]
    if len(alone) < _COLUMN:
        return []
    told = [line.number for line in lines if line.number is not None and line.cost == 0]
    last = max([*told, *(int(i) for i in cited if i.isdigit())], default=0)
    texts = [line for line in lines if line.words]
    widest = max(map(_width, texts), default=0)
    for is_new in (_below_a_gap, _below_an_end, partial(_below_a_short_line, _SHORT_LINE * widest)):
        parts: list[list[_Line]] = []
        for line in texts:
            if not parts or line.number is not None or (line.begins() and is_new(parts[-1][-1], line)):
                parts.append([])
            parts[-1].append(line)
        agree = all(part[0].number in (None, k) for k, part in enumerate(parts, 1))
        first_lines = {tuple(w.text for w in part[0].words) for part in parts}
        if agree and len(parts) == last and len(first_lines) * 2 > last:
            return [
                _note(
                    str(k),
                    [w for line in part for w in line.words],
                    "",
                    part[0].cost if part[0].number else _UNNUMBERED_COST,
                )
                for k, part in enumerate(parts, 1)
            ]
    return []


_COLUMN = 2
_SHORT_LINE = 0.8
"""So many numbers alone on their lines are a column; a line shorter than this share of the widest ends its paragraph.
Where most notes begin alike their lines may have been cut off: then they are left alone."""


def _border(lines: list[_Line], mark: int, following: int, above: int) -> int:
    """Where the note numbered in line `mark` ends: the cheapest of all lines before the next number."""
    best, cost = following, float("inf")
    alone = not lines[mark].words
    for stop in range(mark + 1, following + 1):
        below = stop - mark - 1
        price = float(abs(below - above))
        if alone and not above and not below:
            price += _BROKEN
        if not lines[stop - 1].ends():
            price += _BROKEN
        begins = lines[stop].begins() if lines[stop].words else stop == following
        if not begins:
            price += _BROKEN
        if price < cost:
            best, cost = stop, price
    return best


def _centred(lines: list[_Line]) -> Notes:
    """Notes around their numbers."""
    marks = [i for i, line in enumerate(lines) if line.number is not None]
    out: Notes = []
    start = 0
    for k, mark in enumerate(marks):
        stop = _border(lines, mark, marks[k + 1], mark - start) if k + 1 < len(marks) else len(lines)
        body = [w for line in lines[start:stop] for w in line.words]
        cost = lines[mark].cost + (_PARTED_COST if stop - start > 1 else 0.0)
        out.append(_note(str(lines[mark].number), body, "", cost))
        start = stop
    return out


def _without_bullets(words: list[Word]) -> list[Word]:
    """The words without the signs that lines begin with; a mark at a line's head parted from the word glued to it."""
    out: list[Word] = []
    gap = 0
    for word in words:
        if not gap and word.gap < LINE and out:
            out.append(word)
            continue
        gap = max(gap, word.gap)
        heads = not out or gap >= LINE
        if heads and not any(c.isalnum() or c in _ODD_DIGITS for c in word.text):
            continue
        first = attrs.evolve(word, gap=gap) if gap > word.gap else word
        match = _GLUED_MARK.match(word.text) if heads and not word.more else None
        if match is not None:
            at = word.size - len(match[2])
            out.append(attrs.evolve(first, text=match[1], size=len(match[1])))
            text, start, x = match[2], word.start + at, word.x + at
            out.append(attrs.evolve(word, text=text, start=start, size=len(text), x=x, gap=SPACE))
        else:
            out.append(first)
        gap = 0
    return out


def _paragraphs(words: list[Word]) -> list[list[Word]]:
    """The parts of a note's text that could be notes of their own: a sentence has ended, another begins below."""
    out: list[list[Word]] = []
    for word in words:
        begins = word.gap >= BLOCK and not word.text[:1].islower() and any(c.isalpha() for c in word.text)
        if not out or (begins and _SENTENCE_END.search(out[-1][-1].text)):
            out.append([])
        out[-1].append(word)
    return out


def _unnumbered(notes: Notes, before: list[Word], cited: Collection[str]) -> tuple[Notes, list[Word]]:
    """Put in the notes whose numbers were lost: just as many paragraphs stand where their numbers are missing."""
    last = max((int(number) for number, _ in notes), default=0)
    told = max((int(i) for i in cited if i.isdigit()), default=0)
    out: Notes = []
    paragraphs = _paragraphs([w for i, w in enumerate(before) if i or not w.text.isdigit()])
    ids = [int(number) for number, _ in notes]
    lost = range(1, ids[0]) if ids else range(1, told + 1)
    if lost and len(paragraphs) == len(lost) and all(len(p) >= _SHORTEST for p in paragraphs):
        out += [_note(str(k), part, "", _UNNUMBERED_COST) for k, part in zip(lost, paragraphs, strict=True)]
        before = []
    for (number, cell), following in zip(notes, [*ids, 0][1:], strict=True):
        at = int(number)
        lost = range(at + 1, following) if following else range(last + 1, told + 1)
        parts = _paragraphs(cell.words) if lost else []
        if lost and len(parts) == len(lost) + 1 and (following or {str(k) for k in lost} <= set(cited)):
            glued = str(cell.value or "")[: -len(join_words(cell.words)) or None].strip() if cell.words else ""
            out.append(_note(number, parts[0], glued, cell.cost))
            out += [_note(str(k), part, "", _UNNUMBERED_COST) for k, part in zip(lost, parts[1:], strict=True)]
        else:
            out.append((number, cell))
    return out, before


def read_footnotes(words: list[Word], cited: Collection[str]) -> tuple[Notes, list[Word]]:
    """The numbered notes, and what stands before the first; `cited` are the numbers that the tables give."""
    words = _without_bullets([w for w in words if w.text[0] != "<" or not _TAG.match(w.text)])
    if any(_MARK.match(w.text) for w in words if w.text[0] in "[({"):
        lines = _numbered(words)
        if beside := _beside(lines, cited):
            return beside, []
        if _is_centred(lines):
            return _unnumbered(_centred(lines), [], cited)
    return _unnumbered(*_in_sequence(words), cited)
