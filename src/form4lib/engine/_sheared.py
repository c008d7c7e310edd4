"""Stage 7b3b: titles without the words of box 5 and the closing table.

Takes a `Reading` whose rows were read from a page that gives one cell a line. Box 5 stands above Table I, and the table
of owners below Table II, so that an officer's title and the headings of the owners are read behind the title of a
security: `Common Stock CEO`, `Stock Option (right to buy) Relationships Director Officer`. Gives such titles without
them, and the officer's title to an officer of whom none was read. What is cut off says so.
"""

from __future__ import annotations

import attrs

from ..spec.lexicon import OFFICER_WORDS, TITLE_WORDS
from ._cells import Cell, join_words
from ._labels import squeeze
from ._page import BLOCK, LINE
from ._reading import Reading
from ._titles import CUT_OUT, TITLES

_HEADING = "relationships"
_FOUND = 1.2
"""What it costs an officer's title that it was found in a table."""


def shear_titles(reading: Reading) -> None:
    """Cut the headings of the closing table, and the officer's title, off the titles of securities."""
    ticks = reading.owners[0].ticks if reading.owners else None
    for _, row in reading.rows():
        if row.exact:
            continue
        for field in TITLES:
            cell = row.cells.get(field)
            if cell is None or len(cell.words) < 2:
                continue
            officer = [squeeze(w.text) for w in ticks.officer_title.words] if ticks is not None else []
            at = _end_of(cell, officer)
            if ticks is not None and not (at or officer) and ticks.officer.value and (at := _officer_in(cell)):
                ticks.officer_title = Cell(join_words(cell.words[at:]), cell.words[at:], _FOUND)
            if at:
                row.cells[field] = _cut(cell, at)


def _end_of(cell: Cell, officer: list[str]) -> int:
    """The place of the first word of the closing table, which begins a line; 0 where there is none."""
    keys = [squeeze(w.text) for w in cell.words]
    for at in range(1, len(keys)):
        rest = keys[at:]
        named = bool(officer) and rest[: len(officer)] == officer[: len(rest)] and rest[0] not in TITLE_WORDS
        if (named or rest[0] == _HEADING) and cell.words[at].gap >= LINE:
            return at
    return 0


def _officer_in(cell: Cell) -> int:
    """Where a block of officers' words alone ends the title: `Common Stock / Senior Vice President`; else 0."""
    at = max(i for i, word in enumerate(cell.words) if not i or word.gap >= BLOCK)
    keys = [key for w in cell.words[at:] if (key := squeeze(w.text))]
    return at if OFFICER_WORDS.issuperset(keys) and not TITLE_WORDS.issuperset(keys) else 0


def _cut(cell: Cell, at: int) -> Cell:
    words = cell.words[:at]
    note = f"left out {join_words(cell.words[at:])!r} of the table of owners"
    repairs = (*cell.repairs, note)
    cost = cell.cost + CUT_OUT
    return attrs.evolve(cell, value=join_words(words), words=words, cost=cost, state="repaired", repairs=repairs)
