"""Stage 7g2: what no value accounts for, and values that hold too much.

Takes a `Reading`. Gives the `Fault`s of words that neither a label nor a value accounts for, of rows that stand outside
the tables, of text that swallowed a row, a heading or itself a second time. Changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from ..spec import labels as spec
from ._cells import quoted
from ._claims import Claims
from ._labels import Labels, squeeze
from ._lines import head_share
from ._page import BLOCK, LINE, NEXT_CELL, WIDE, Word
from ._reading import HEAD, NOTES, Fault, Reading
from ._regions import Range
from ._remembered import remembered
from ._several import TITLES
from ._whole_page import moved

_SMALL = re.compile(r"[\W_]*(?:\d{1,2}[a-z]?|[a-z]|[01]\.[05]|3235-0\d{3})?[\W_]*$", re.IGNORECASE)
"""Ticks, marks, the numbers of boxes, of notes and of the form's own approval."""
_FORM_WORDS = (
    spec.TABLE_WORDS
    | spec.BOILERPLATE_WORDS
    | frozenset(
        "sec form director officer hours per response estimated average burden instr check all applicable applicab"
        " line filing united states washington dor ad di box no longer subject section obligations may continue see"
        " below give title specify indicate that was made pursuant contract plan intended satisfy affirmative defense"
        " conditions rule filed by one more than reporting person commission".split()
    )
)
_AMOUNT = re.compile(r"(?:\$?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\$\d[\d,.]*)\W*(?:\(\d+\))*$")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}$")
_FILLED = re.compile(r"\d/\d|\d,\d{3}|\$\d")
"""Dates, amounts and prices; `1934` and `1(b)` are the form's own."""
_OF_PRINTER = re.compile(r"\d{4}T|\(\d{1,2}-\d{2}\)$")
"""`SEC 2770T (03-26)`: number and date of the form's print."""
_CELLS_OF_A_ROW = 3
_HEADING = 0.8
"""A line of which this share of the letters belongs to column headings is one."""
_OF_OWNERS = (spec.NAME_ADDRESS, spec.NAME_PARTS, spec.STREET, spec.CITY, spec.STATE, spec.ZIP, spec.COUNTRY)
_LISTS_OWNERS = (spec.OWNER_HEADS, spec.OWNERS)
_LONGEST = 400
"""Words of a text that are looked through for what stands there twice."""


def part_at(reading: Reading, index: int) -> str:
    """The part of the form that a word stands in."""
    regions = reading.regions
    if regions.table_1 is not None and regions.table_1[0] <= index < regions.table_1[1]:
        return "non_derivative"
    if regions.table_2 is not None and regions.table_2[0] <= index < regions.table_2[1]:
        return "derivative"
    return HEAD if index < regions.head_stop else NOTES


def find_leftovers(reading: Reading, claims: Claims, whole: bool) -> Iterator[Fault]:
    """All such faults; `whole`: the page keeps the rows and cells of the form."""
    yield from _unclaimed(reading, claims, whole)
    for part, cell, _ in claims.texts:
        if len(cell.words) > 1:
            yield from _swallowed(part, cell.words)


def _fault(part: str, what: str, words: list[Word]) -> Fault:
    return Fault("leftover_values", (part,), f"{what} {quoted(words)}", words)


def _stray(row: list[Word]) -> Fault:
    return Fault("line_misplaced", ("non_derivative", "derivative"), f"no table holds {quoted(row)}", row)


@remembered
def is_of_form(text: str) -> bool:
    """Is the word one of those that the form has beside its labels?"""
    return _SMALL.match(text) is not None or squeeze(text).lstrip("0123456789") in _FORM_WORDS


def form_start(labels: Labels) -> int:
    """Where the form begins: behind the title of the page that it stands on, where that has the form's title, too."""
    hits = labels.hits
    return hits[1].start if hits[0].name in TITLES and len(labels.all(hits[0].name)) > 1 else hits[0].start


@remembered
def _is_amount(text: str) -> bool:
    return _AMOUNT.match(text) is not None


def _unclaimed(reading: Reading, claims: Claims, whole: bool) -> Iterator[Fault]:
    """Words that no value and no label accounts for; beside the form, and among the owners named before, only rows.

    Above and below the form stand the words of the page that it was taken from: `Skip to main content`.
    """
    hits, words = reading.labels.hits, claims.words
    left: Sequence[int] = claims.left
    if not any(map(_is_amount, [words[i].text for i in left])):  # then no row is among them
        left = [i for i in left if not is_of_form(words[i].text)]
    if not left:
        return
    starts = [hit.start for hit in hits]
    begin = form_start(reading.labels)
    box_1 = reading.labels.first(spec.NAME_ADDRESS)
    masthead = box_1.start if box_1 else 0
    heads = [_heads_of(reading, claims, region) for region in (reading.regions.table_1, reading.regions.table_2)]
    found: dict[str, list[Word]] = {}
    listed: list[Word] = []
    skipped: list[Word] = []
    for i in left:
        word = words[i]
        before = hits[bisect_right(starts, i) - 1].name if i >= begin else None
        beside = before is None or i >= hits[-1].stop
        if beside or before in _LISTS_OWNERS or (before in _OF_OWNERS and part_at(reading, i) == NOTES):
            listed.append(word)
            if not beside and squeeze(word.text) and not is_of_form(word.text):
                skipped.append(word)
        elif is_of_form(word.text):
            continue
        elif (i < masthead or any(i in head for head in heads)) and not _FILLED.search(word.text):
            skipped.append(word)  # the form's own words above box 1, and headings, are cut and worded in many ways
        else:
            found.setdefault(part_at(reading, i), []).append(word)
    yield from _stray_rows(listed, holdings=whole)
    if whole and not reading.heading.typed:
        named = _named(reading) | {squeeze(w.text) for w in found.get(HEAD, ())}  # of an address that was not made out
        if lost := [w for w in skipped if squeeze(w.text) not in named and not _OF_PRINTER.match(w.text)]:
            yield moved(f"no part of the form holds {quoted(lost)}", HEAD)
    for part, here in found.items():
        named = _named(reading) if part == HEAD else frozenset()  # an address that was read where it stands once more
        if unread := [word for word in here if squeeze(word.text) not in named]:
            yield _fault(part, "no field accounts for", unread)
            if whole and (strays := _whole_lines(unread, reading, claims)):
                yield _stray(strays)


def find_stray_rows(claims: Claims) -> Iterator[Fault]:
    """Rows that no table took, on a page of any layout."""
    return _stray_rows([claims.words[i] for i in claims.left])


def _stray_rows(words: list[Word], *, holdings: bool = False) -> Iterator[Fault]:
    for _, line in groupby(words, key=lambda w: w.line):
        row = list(line)
        if is_row(row) or (holdings and _is_holding(row)):
            yield _stray(row)


def _is_holding(words: list[Word]) -> bool:
    """`Common Stock  8,940  D`: a row of so few cells as a holding has."""
    texts = [w.text for w in words]
    return ("D" in texts or "I" in texts) and any(map(_is_amount, texts))


def _whole_lines(unread: list[Word], reading: Reading, claims: Claims) -> list[Word]:
    """The words of lines that hold no label and no value: they are another place's, but for a long name's in box 1."""
    left = set(claims.left)
    read = {word.line for i, word in enumerate(claims.words) if i not in left}
    alone = [word for word in unread if word.line not in read]
    return [word for word in alone if reading.labels.hits[claims.label_before(word)].name not in _OF_OWNERS]


def _named(reading: Reading) -> frozenset[str]:
    """The words of the owners' names, addresses and titles."""
    cells = [c for o in reading.owners for c in (o.name, o.street1, o.street2, o.city, o.state, o.zip_code, o.country)]
    for ticks in [ticks for o in reading.owners for ticks in (o.ticks, o.closing and o.closing.ticks) if ticks]:
        cells += (ticks.officer_title, ticks.other_text)
    return frozenset([squeeze(word.text) for cell in cells for word in cell.words])


def _heads_of(reading: Reading, claims: Claims, region: Range | None) -> range:
    """From where a table begins to where its rows do."""
    if region is None:
        return range(0)
    got = reading.table_1 if region == reading.regions.table_1 else reading.table_2
    first = min([c.words[0].start for row in got.rows for c in row.cells.values() if c.words], default=None)
    return range(region[0], region[1] if first is None else bisect_left(claims.words, first, key=_START_OF))


_START_OF: Callable[[Word], int] = attrgetter("start")


def is_row(words: list[Word]) -> bool:
    """Cells side by side with an amount in them: a row of a table, wherever it stands."""
    return _is_parted(words) and any(map(_is_amount, [w.text for w in words]))


def _is_parted(words: list[Word]) -> bool:
    """Are there as many cells, or wide gaps, as a row of a table has?"""
    gaps = bytes([w.gap for w in words])
    return gaps.count(WIDE) + gaps.count(NEXT_CELL) >= _CELLS_OF_A_ROW


def _printed_lines(words: list[Word]) -> list[list[Word]]:
    """By the lines of the page: a note's number, which began one, is not among its words."""
    if words[0].line == words[-1].line:
        return [words]
    return [list(line) for _, line in groupby(words, key=lambda w: w.line)]


@remembered
def _is_of_tables(text: str) -> bool:
    return squeeze(text) in spec.TABLE_WORDS


def _swallowed(part: str, words: list[Word]) -> Iterator[Fault]:
    """Text that holds a row of a table or a line of headings, or says the same twice in a row."""
    if part == HEAD and all(map(_is_of_tables, [w.text for w in words])):
        yield _fault(part, "in box 1 stands a heading of the tables:", words)
    if len(words) < _CELLS_OF_A_ROW:
        return
    if part not in (HEAD, NOTES) and _DATE.match(words[0].text):
        yield _fault(part, "a title begins with a date:", words)
    gaps = bytes([w.gap for w in words])
    apart = gaps.count(WIDE) + gaps.count(NEXT_CELL)
    for line in _printed_lines(words) if part == HEAD or apart else ():
        if (apart and is_row(line)) or ((part == HEAD or _is_parted(line)) and head_share(line) >= _HEADING):
            yield _fault(part, "in a text stands what belongs in a table:", line)
    if part == NOTES and gaps.count(LINE) + gaps.count(BLOCK) < _TWO_LINES:
        return
    twice = said_twice([w.text for w in words])
    if twice is not None and (part != NOTES or all(words[i].gap >= LINE for i in twice)):  # prose may say things twice
        yield _fault(part, "twice in a row stands", words[twice[0] : twice[1]])


_TWO_LINES = 2


def said_twice(words: list[str]) -> tuple[int, int] | None:
    """Two words or more that stand there twice, one time behind the other."""
    words = words[:_LONGEST]
    if len(set(words)) == len(words) or len(set(pairwise(words))) == len(words) - 1:
        return None
    last: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        for before in last.get(word, [])[-3:]:
            size = i - before
            if size > 1 and words[before:i] == words[i : i + size]:
                return before, i
        last.setdefault(word, []).append(i)
    return None
