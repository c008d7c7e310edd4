"""Stage 7b6: natures of ownership, with the rows that they stand beside.

Takes the rows of one table. A nature of several lines stands around the line of its row, or begins on it; one that
stands below that line as a whole is the beginning of the next row's (`By` above `10,000 I`, with `Spouse` below), or no
nature at all. It is given to the next row, and the row that had it has none. Only rows whose letter was not read are
looked at. Reports nothing.
"""

from __future__ import annotations

from itertools import pairwise

from ._cells import UNREAD, Cell, RowReading, join_words
from ._page import Word

_FORM, _NATURE = "direct_or_indirect", "nature_of_ownership"
_VALUES = ("transaction_date", "shares", "shares_owned_following", "expiration_date")
_BESIDE = 2
"""So many values tell where a row is."""


def return_natures(rows: list[RowReading]) -> None:
    """Give the natures that stand below their row to the next one."""
    for row, after in pairwise(rows):
        cell = row.cells.get(_NATURE)
        if cell is None or row.exact or row.value(_FORM) is not None or after.value(_FORM) != "I":
            continue
        if isinstance(cell.value, str) and cell.words and _is_nearer(cell.words, row, after):
            _prepend(cell.words, after)
            row.cells[_NATURE] = Cell(None, [], UNREAD, (), "missing")


def _is_nearer(words: list[Word], row: RowReading, after: RowReading) -> bool:
    """Do they stand below all values of their row, and no farther from those of the next?"""
    above, below = _lines(row), _lines(after)
    if len(above) < _BESIDE or not below:
        return False
    first, last = words[0].row - max(above), min(below) - max(word.row for word in words)
    return 0 <= last <= first and all(word.row > max(above) for word in words)


def _lines(row: RowReading) -> list[int]:
    cells = [row.cells[field] for field in _VALUES if field in row.cells]
    return [cell.words[0].row for cell in cells if cell.words and cell.value is not None]


def _prepend(words: list[Word], row: RowReading) -> None:
    cell = row.cells[_NATURE]
    joined = [*words, *cell.words]
    why = (*cell.repairs, f"with {join_words(words)!r}, which stands between the row above and this one")
    row.cells[_NATURE] = Cell(join_words(joined), joined, max(cell.cost, UNREAD), cell.marks, "repaired", why)
