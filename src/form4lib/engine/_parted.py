"""Stage 5i: titles, parted from what is woven into them.

Takes the rows of a table read in the order of the text, and the words of its lines. OCR reads a table's lines across:
`Restricted | Common`, `Stock Unit | Stock` is a title and the title of what underlies it. Gives rows whose title is no
whole one the title that begins the lines around their values: each line gives its first words, and all of them
together are a title as the grammar of titles knows them (`Stock Option (right to buy)`, `Series B Preferred Stock`).
Titles that are whole, and lines that make no title, are left alone. A title so found says so by its cost.
"""

from __future__ import annotations

from functools import cache

import attrs
import regex

from ..spec.lexicon import TITLE_TAILS, TITLE_WORDS, TITLES_1, TITLES_2
from ._atoms import is_strong
from ._cells import Cell, RowReading
from ._chunks import STUCK_MARKS
from ._labels import squeeze
from ._page import LINE, Word
from ._remembered import remembered
from ._titles import respell

_PARTED = 0.8
"""What it costs a title that it was put together from the beginnings of lines."""
_VALUES = (
    "transaction_date",
    "transaction_code",
    "shares",
    "underlying_security_shares",
    "shares_owned_following",
    "exercise_date",
    "expiration_date",
)
_PAR = ("$0", "$.")
"""How a par value begins, unlike most prices."""
_REACH = 5
"""Lines between a row's values and the beginning of its title."""
_WORD = regex.compile(r"^\W*?(\(?[A-Za-z]{4,})(\)?)(?!-\d{1,2}\b)[^A-Za-z]*$")
_RULES = ",;:|}{][)("
_EDGE = regex.compile(r"^[^\w(]+|(?<=\w)[^\w)%]+$|(?<=\w)[^\w)]+\)$")


@cache
def grammar_of(derivative: bool) -> regex.Pattern[str]:
    """Compiled when first asked for: it takes milliseconds."""
    return regex.compile(TITLES_2 if derivative else TITLES_1)


@attrs.define(slots=True, eq=False)
class _Found:
    """A title: its words, and the lines where it begins and ends."""

    words: list[Word]
    first: int
    last: int


def _by_line(words: list[Word]) -> list[list[Word]]:
    """The words line by line, without the rules before them."""
    lines: list[list[Word]] = []
    for word in words:
        if not lines or word.gap >= LINE:
            lines.append([])
        if lines[-1] or squeeze(word.text):
            lines[-1].append(word)
    return lines


@remembered
def _bare(text: str) -> str:
    """The word of a title without what marks and rules left on it: `Common}`, `STOCK2°)`."""
    if " " in text:
        return " ".join(map(_bare, text.split()))
    if text.startswith(_PAR):
        return text.rstrip(_RULES)
    text = STUCK_MARKS.sub("", text)
    text = respell(text) or text
    match = _WORD.match(text)
    if match and match[1].strip("(").lower() in TITLE_WORDS:
        return match[1] + match[2]
    return _EDGE.sub("", text)


@remembered
def key_of(text: str) -> str:
    """The word in small letters; none where it is a value and no part of a title (`$0.01` is one).

    `value $0.01` is one word by now, and two of a title.
    """
    if " " in text:
        return " ".join(key for part in text.split() if (key := key_of(part)))
    key = squeeze(_bare(text))
    if (is_strong(text) or key[:1].isdigit()) and not text.startswith(_PAR):
        return ""
    return key


def _parse(lines: list[list[Word]], first: int, stop: int, grammar: regex.Pattern[str]) -> _Found | None:
    """The longest title that begins with this line: of each line its first words, as many as go on with it."""
    text = ""
    words: list[Word] = []
    found: _Found | None = None
    for at in range(first, stop):
        for word in lines[at]:
            key = key_of(word.text)
            longer = f"{text} {key}".strip()
            if not key or not (grammar.fullmatch(longer) or grammar.fullmatch(longer + " ", partial=True)):
                if found is not None and words[-1] is found.words[-1] and found.last == at and key in TITLE_TAILS:
                    return None
                break
            text = longer
            words.append(word)
            if grammar.fullmatch(text):
                found = _Found(list(words), first, at)
        if not words or (words[-1].text.endswith("-") and at > first and lines[at - 1] and words[-1] in lines[at - 1]):
            return None
    # `Common Stock, par value` of which no more is left is not the whole title
    if found is None or len(found.words) < len(words) or words[-1].text.endswith(","):
        return None
    return found


def title_cell(words: list[Word], cost: float, marks: tuple[str, ...]) -> Cell:
    """A title put together from these words, with what was respelled in it."""
    repairs = tuple(f"read {w.text!r} as {_bare(w.text)!r}" for w in words if respell(STUCK_MARKS.sub("", w.text)))
    return Cell(_printed(words), words, cost, marks, "repaired" if repairs else "read", repairs)


def _printed(words: list[Word]) -> str:
    """The title without what marks and rules left on its words; brackets in pairs."""
    out: list[str] = []
    opened = False
    for word in words:
        text = _bare(word.text)
        if text.startswith("("):
            opened = True
        if text.endswith(")"):
            text, opened = (text, False) if opened else (text.rstrip(")"), opened)
        if out and out[-1].endswith("-"):
            out[-1] += text
        else:
            out.append(text)
        if word.text.endswith("-") and word is not words[-1]:
            out[-1] += "-"
    return " ".join(out) + (")" if opened else "")


def _anchors(rows: list[RowReading], lines: list[list[Word]]) -> list[int | None]:
    """The line on which most of a row's values stand."""
    line_of = {id(w): i for i, line in enumerate(lines) for w in line}
    out: list[int | None] = []
    for row in rows:
        at = [line_of[id(w)] for f in _VALUES if (c := row.cells.get(f)) for w in c.words if id(w) in line_of]
        out.append(max(sorted(set(at)), key=at.count) if at else None)
    return out


def _best(lines: list[list[Word]], start: int, anchor: int, stop: int, grammar: regex.Pattern[str]) -> _Found | None:
    """The title that stands whole on the line of the values; else that of most words, on the fewest lines."""
    found: list[_Found] = []
    for first in range(max(start, anchor - _REACH), min(anchor + 2, stop)):
        title = _parse(lines, first, min(stop, first + 2 * _REACH), grammar)
        if title is not None and title.last >= anchor - 1:
            found.append(title)
    found = [f for f in found if not any(f is not g and f.words == g.words[-len(f.words) :] for g in found)]
    whole = [f for f in found if f.first == f.last == anchor]
    return max(whole or found, key=lambda f: (len(f.words), f.first - f.last), default=None)


def _is_whole(title: object, grammar: regex.Pattern[str]) -> bool:
    text = " ".join(k for k in (squeeze(t) for t in str(title or "").split()) if k)
    return grammar.fullmatch(text) is not None


def part_titles(rows: list[RowReading], words: list[Word]) -> None:
    """Give rows without a whole title the one that begins the lines around their values."""
    if not rows:
        return
    grammar = grammar_of("underlying_security_title" in rows[0].cells)
    lines = _by_line(words)
    anchors = _anchors(rows, lines)
    start = 0
    for i, (row, anchor) in enumerate(zip(rows, anchors, strict=True)):
        if anchor is None:
            continue
        after = next((a for a in anchors[i + 1 :] if a is not None and a > anchor), len(lines))
        found = _best(lines, start, anchor, after, grammar)
        if found is None:
            continue
        start = found.last + 1
        cell = row.cells.get("security_title")
        if cell is not None and not row.exact and not _is_whole(cell.value, grammar):
            cost = max(cell.cost, _PARTED)
            row.cells["security_title"] = title_cell(found.words, cost, cell.marks)


__all__ = ["grammar_of", "key_of", "part_titles", "title_cell"]
