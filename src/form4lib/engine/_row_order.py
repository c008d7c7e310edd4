"""Stage 5b7: rows in the order in which the page has them.

Takes rows whose cells were dealt out. Gives them in the order of their columns: what tells is cells that differ, since
of two equal dates either may be the first row's. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ._cells import Cell, RowReading


def in_page_order(rows: Sequence[RowReading]) -> list[RowReading]:
    """The rows, those first that stand before most others in most columns."""
    if len(rows) > _MOST_COMPARED:
        return sorted(rows, key=_first)
    wins = [sum(_is_before(row, other) for other in rows if other is not row) for row in rows]
    return [row for _, _, row in sorted(zip(wins, map(_first, rows), rows, strict=True), key=lambda x: (-x[0], x[1]))]


_MOST_COMPARED = 60
"""Twice the rows that a form may have."""


def _first(row: RowReading) -> int:
    return min((p.word.start for p in row.row.placed), default=0)


def _is_before(row: RowReading, other: RowReading) -> bool:
    """Do more of its cells stand before the other's than behind them?"""
    votes = sum(_vote(cell, other.cells.get(field)) for field, cell in row.cells.items())
    return votes > 0 or (votes == 0 and _first(row) < _first(other))


def _vote(cell: Cell, other: Cell | None) -> int:
    if other is None or not cell.words or not other.words or cell.value == other.value:
        return 0
    return 1 if cell.words[0].start < other.words[0].start else -1
