"""Stage 7g2: what no value accounts for, and values that hold too much.

Takes a `Reading`. Gives the `Fault`s of words that neither a label nor a value accounts for, of rows that stand outside
the tables, of text that swallowed a row, a heading or itself a second time. Changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

import attrs

from ..spec import labels as spec
from ._cells import Cell
from ._labels import squeeze
from ._lines import head_share
from ._page import BLOCK, LINE, NEXT_CELL, WIDE, Word
from ._reading import HEAD, NOTES, Fault, Reading
from ._regions import Range
from ._ticks import Ticks

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
_CELLS_OF_A_ROW = 3
_HEADING = 0.8
"""A line of which this share of the letters belongs to column headings is one."""
_OF_OWNERS = (spec.NAME_ADDRESS, spec.NAME_PARTS, spec.STREET, spec.CITY, spec.STATE, spec.ZIP, spec.COUNTRY)
_LONGEST = 400
"""Words of a text that are looked through for what stands there twice."""
_SHOWN = 6


Held = tuple[str, Cell, bool]
"""The part of the form that a cell belongs to, the cell, and whether it holds text of any kind."""


_TEXTS = frozenset(("security_title", "underlying_security_title", "nature_of_ownership"))


_TICKS = tuple(attrs.fields_dict(Ticks))


def held(reading: Reading) -> Iterator[Held]:
    """Every cell of the reading."""
    for path, cell in reading.boxes():
        yield NOTES if path == "remarks" else HEAD, cell, path in ("remarks", "issuer.name")
    for owner in reading.owners:
        for named in (owner.name, owner.street1, owner.street2, owner.city, owner.state, owner.zip_code, owner.country):
            yield HEAD, named, True
        if owner.ticks is not None:
            for name in _TICKS:
                tick: object = getattr(owner.ticks, name)
                if isinstance(tick, Cell):
                    yield HEAD, tick, name in ("officer_title", "other_text")
    for table, got in reading.tables():
        for row in got.rows:
            for name, cell in row.cells.items():
                yield table, cell, name in _TEXTS
    for _, note in reading.notes.footnotes:
        yield NOTES, note, True
    for signed, when in reading.notes.signatures:
        yield NOTES, signed, True
        yield NOTES, when, False


def part_at(reading: Reading, index: int) -> str:
    """The part of the form that a word stands in."""
    regions = reading.regions
    if regions.table_1 is not None and regions.table_1[0] <= index < regions.table_1[1]:
        return "non_derivative"
    if regions.table_2 is not None and regions.table_2[0] <= index < regions.table_2[1]:
        return "derivative"
    return HEAD if index < regions.head_stop else NOTES


def find_leftovers(reading: Reading) -> Iterator[Fault]:
    """All such faults."""
    cells = list(held(reading))
    words = [word for _, cell, _ in cells for word in cell.words]
    used = {word.start for word in words}
    used |= {start for word in words if word.more for start, _ in word.more}
    yield from _unclaimed(reading, used)
    for part, cell, is_text in cells:
        if is_text and isinstance(cell.value, str):
            yield from _swallowed(part, cell.words)


def _fault(part: str, what: str, words: list[Word]) -> Fault:
    return Fault("leftover_values", (part,), f"{what} {', '.join(repr(w.text) for w in words[:_SHOWN])}", words)


def _stray(row: list[Word]) -> Fault:
    shown = ", ".join(repr(w.text) for w in row[:_SHOWN])
    return Fault("line_misplaced", ("non_derivative", "derivative"), f"no table holds {shown}", row)


@lru_cache(maxsize=8192)
def is_of_form(text: str) -> bool:
    """Is the word one of those that the form has beside its labels?"""
    return _SMALL.match(text) is not None or squeeze(text).lstrip("0123456789") in _FORM_WORDS


def _unclaimed(reading: Reading, used: set[int]) -> Iterator[Fault]:
    """Words that no value and no label accounts for; beside the form, and among the owners named before, only rows."""
    labels = reading.labels
    hits, words, owner = labels.hits, labels.words, labels.owner
    starts = [hit.start for hit in hits]
    masthead = next((hit.start for hit in hits if hit.name == spec.NAME_ADDRESS), 0)
    heads = set(range(masthead))
    for table in ("non_derivative", "derivative"):
        heads.update(range(*_heads_of(reading, table)))
    named = {squeeze(w.text) for o in reading.owners for c in (o.name, o.street1, o.street2, o.city) for w in c.words}
    left: dict[str, list[Word]] = {}
    row: list[Word] = []
    for i, (word, label) in enumerate(zip(words, owner, strict=True)):
        if row and word.gap >= LINE:
            if is_row(row):
                yield _stray(row)
            row = []
        if label is not None or word.start in used:
            continue
        at = bisect_right(starts, i) - 1
        part = part_at(reading, i)
        before = hits[at].name if at >= 0 else None
        listed = before in (spec.OWNER_HEADS, spec.OWNERS) or (part == NOTES and before in _OF_OWNERS)
        if listed or at < 0 or i >= hits[-1].stop:
            row.append(word)
        elif i in heads and not _FILLED.search(word.text):
            continue  # the form's own words above box 1, and headings of columns, are cut and worded in many ways
        elif part == HEAD and squeeze(word.text) in named:
            continue  # an address that was read where it stands once more
        elif not is_of_form(word.text):
            left.setdefault(part, []).append(word)
    if is_row(row):
        yield _stray(row)
    for part, found in left.items():
        yield _fault(part, "no field accounts for", found)


def _heads_of(reading: Reading, table: str) -> Range:
    """From where a table begins to where its rows do."""
    region = reading.regions.table_1 if table == "non_derivative" else reading.regions.table_2
    got = reading.table_1 if table == "non_derivative" else reading.table_2
    if region is None:
        return (0, 0)
    first = min((w.start for row in got.rows for c in row.cells.values() for w in c.words), default=None)
    words = reading.labels.words
    stop = region[1] if first is None else bisect_left(words, first, key=lambda w: w.start)
    return (region[0], stop)


def is_row(words: list[Word]) -> bool:
    """Cells side by side with an amount in them: a row of a table, wherever it stands."""
    apart = sum(w.gap in (WIDE, NEXT_CELL) for w in words)
    return apart >= _CELLS_OF_A_ROW and any(_AMOUNT.match(w.text) for w in words)


def _printed_lines(words: list[Word]) -> list[list[Word]]:
    """By the lines of the page: a note's number, which began one, is not among its words."""
    return [list(line) for _, line in groupby(words, key=lambda w: w.line)]


def _swallowed(part: str, words: list[Word]) -> Iterator[Fault]:
    """Text that holds a row of a table or a line of headings, or says the same twice in a row."""
    if part == HEAD and len(words) > 1 and all(squeeze(w.text) in spec.TABLE_WORDS for w in words):
        yield _fault(part, "in box 1 stands a heading of the tables:", words)
    if len(words) < _CELLS_OF_A_ROW:
        return
    if part not in (HEAD, NOTES) and _DATE.match(words[0].text):
        yield _fault(part, "a title begins with a date:", words)
    gaps = [w.gap for w in words]
    lines = _printed_lines(words) if part == HEAD or WIDE in gaps or NEXT_CELL in gaps else []
    for line in lines:
        apart = sum(w.gap in (WIDE, NEXT_CELL) for w in line)
        if is_row(line) or ((apart >= _CELLS_OF_A_ROW or part == HEAD) and head_share(line) >= _HEADING):
            yield _fault(part, "in a text stands what belongs in a table:", line)
    if part == NOTES and gaps.count(LINE) + gaps.count(BLOCK) < _TWO_LINES:
        return
    twice = _doubled([w.text for w in words[:_LONGEST]])
    if twice is not None and (part != NOTES or all(words[i].gap >= LINE for i in twice)):  # prose may say things twice
        yield _fault(part, "twice in a row stands", words[twice[0] : twice[1]])


_TWO_LINES = 2


def _doubled(words: list[str]) -> tuple[int, int] | None:
    """Two words or more that stand there twice, one time behind the other."""
    if len(set(pairwise(words))) == max(0, len(words) - 1):
        return None
    last: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        for before in last.get(word, [])[-3:]:
            size = i - before
            if size > 1 and words[before:i] == words[i : i + size]:
                return before, i
        last.setdefault(word, []).append(i)
    return None
