"""Stage 5d4: the row of a block.

Takes the words of one block, a table's spec, and the places on the page. Gives the `Row` they make, and whether each
word went where it stands: as printed where the page's cells hold just what they should, cell by cell where its lines
were put together so, in the order of the words where a converter has put them in other cells, and else as it costs
least. Reports nothing.
"""

from __future__ import annotations

from ..spec.tables import DATE, TableSpec
from ._blocks import Block
from ._lay_out import lay_out
from ._pieces import join_pieces
from ._places import Places
from ._solver import DateCost, Placed, Row, never, nowhere, solve
from ._stream import solve_stream
from ._unbraided import lay_cells

_OUT_OF_PLACE, _IN_ORDER = 20.0, 4.0
"""Words that cost so little in their order are a row whose cells a converter has put elsewhere, where their places cost
so much."""


def solve_block(
    block: Block, spec: TableSpec, places: Places, date_cost: DateCost, alone: bool
) -> tuple[list[Row], bool]:
    """One block is one row, unless a whole table stands in it (pages that lost their lines).

    `alone`: the table has one line, its headings included. Says, too, whether each word went where it stands.
    """
    if block.cells is not None:
        return [lay_cells(block.cells, spec, date_cost)], False
    words = join_pieces(block.words)
    row = lay_out(words, spec, places.cell, date_cost) if places.exact else None
    if row is not None:
        return [row], True
    dates = sum("/" in w.text for w in words)
    if alone or dates > sum(column.kind == DATE for column in spec.columns) or len(words) >= 60:
        return solve_stream(words, spec, places.cost, date_cost), False
    rows = solve(words, spec, places.cost, never, date_cost)
    if rows and rows[-1].cost > _OUT_OF_PLACE:
        ordered = solve(words, spec, nowhere, never, date_cost)
        if ordered[-1].cost < _IN_ORDER:
            return ordered, False
    return rows, places.exact and all(_in_place(p, spec, places) for row in rows for p in row.placed)


def _in_place(placed: Placed, spec: TableSpec, places: Places) -> bool:
    """Does a value stand in the cell of the column that it was read in?"""
    if placed.column is None or placed.column not in range(len(spec.columns)):
        return True
    cell = places.cell(placed.word)
    return cell is None or cell == spec.cells[placed.column]


__all__ = ["solve_block"]
