"""Stage 6j: footnotes.

Takes the words behind `Explanation of Responses`. Gives the notes by number, as `Cell`s, and the words before the
first. Notes are told by their numbers in sequence, `1.` or `(1)`, at the head of a line or behind a sentence. The
reduced editions print the number beside the middle of its note: lines above and below belong to it, as many of
either. Reports nothing.
"""

from __future__ import annotations

import re

import attrs

from ._cells import Cell, join_words
from ._labels import squeeze
from ._page import LINE, NEXT_CELL, SPACE, Word, lines_of

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
_MISREAD_COST = 1.0
_PARTED_COST = 0.2
_BROKEN = 2.0
"""Price of parting two notes where no sentence ends, or none begins; a line out of balance costs 1."""
_FORM_TEXT = ("filedbymorethan", "misstatementsor", "78ffa", "federalcriminal")


def _note_number(word: Word, last: int, previous: Word | None) -> int | None:
    match = _NUMBER.match(word.text) if word.text[0] in _NUMBER_BEGINS else None
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


def _in_sequence(words: list[Word]) -> tuple[Notes, list[Word]]:
    """Notes that begin with their numbers."""
    notes: list[tuple[str, list[Word], str]] = []
    before: list[Word] = []
    last = 0
    for i, word in enumerate(words):
        number = _note_number(word, last, words[i - 1] if i else None)
        if number is not None:
            rest = _NUMBER.match(word.text)
            tail = rest[2] if rest and not rest[2].isdigit() else ""
            notes.append((str(number), [], tail))
            last = number
        elif notes:
            notes[-1][1].append(word)
        else:
            before.append(word)
    return [_note(number, body, tail, 0.0) for number, body, tail in notes], before


def _note(number: str, body: list[Word], tail: str, cost: float) -> tuple[str, Cell]:
    while body and not any(c.isalnum() for c in body[-1].text):
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
        if not line or any(f in squeeze("".join(w.text for w in line)) for f in _FORM_TEXT):
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
            out.append(_Line(last, line[1:], _MISREAD_COST))
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
        bool(inside) or (0 < marks[0] <= 8) or any(i and not lines[i].words and not lines[i - 1].ends() for i in marks)
    )


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
        gap = max(gap, word.gap)
        heads = not out or gap >= LINE
        if heads and not any(c.isalnum() or c in _ODD_DIGITS for c in word.text):
            continue
        first = attrs.evolve(word, gap=gap) if gap > word.gap else word
        match = _GLUED_MARK.match(word.text) if heads and word.end - word.start == len(word.text) else None
        if match is not None:
            at = match.end(1)
            out.append(attrs.evolve(first, text=match[1], end=word.start + at))
            out.append(attrs.evolve(word, text=match[2], start=word.start + at, x=word.x + at, gap=SPACE))
        else:
            out.append(first)
        gap = 0
    return out


def read_footnotes(words: list[Word]) -> tuple[Notes, list[Word]]:
    """The numbered notes, and what stands before the first."""
    words = _without_bullets([w for w in words if w.text[0] != "<" or not _TAG.match(w.text)])
    if any(_MARK.match(w.text) for w in words if w.text[0] in "[({"):
        lines = _numbered(words)
        if _is_centred(lines):
            return _centred(lines), []
    return _in_sequence(words)
