"""Stage 5b4: what a table of so many rows needs, and what there is to fill it with.

Takes a table's spec, the chunks of its cells and how many rows are expected. Gives a `Plan`: of every sort of cell
(titles, dates, amounts, letters) how many are needed beyond those that there are, and what it costs to use up a chunk
on another sort: a title that is not one leaves a true title without a row, and a nature without its text. Reports
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..spec.lexicon import NATURE_STARTS
from ..spec.tables import CODE, DATE, FORM, MONEY, NUMBER, SIDE, TEXT, TableSpec
from ._blanks import blank_costs, blank_transaction, rivals
from ._chunks import Chunk, begins_inside, title_share
from ._solver import Option

TITLE, NATURE, DATED, CODED, AMOUNT, LETTER = range(6)
"""Sorts of cells."""
_SORT_OF_KIND = {DATE: DATED, CODE: CODED, NUMBER: AMOUNT, MONEY: AMOUNT, SIDE: LETTER, FORM: LETTER}
_SHORT = (3.5, 1.5, 1.5, 3.5, 2.5, 2.5)
"""What one cell costs that stays blank, by sort."""
_LEFT = (2.5, 2.0, 9.0, 2.0, 9.0, 2.0)
"""What one chunk costs that finds no cell."""
_SOME_BLANK = 1.0
"""A cell that costs less to leave blank is blank as often as not."""

Debts = tuple[int, ...]
"""Cells of each sort that there will be nothing for; below zero, chunks that there will be no cell for."""


class Debt:
    """What is lacking by now, and what it will cost in the end; a search comes to the same few again and again."""

    __slots__ = ("_after", "_known", "_owed", "price")

    def __init__(self, owed: Debts, known: dict[Debts, Debt]) -> None:
        self.price = sum(_SHORT[sort] * debt if debt > 0 else _LEFT[sort] * -debt for sort, debt in enumerate(owed))
        self._owed = owed
        self._known = known
        self._after: dict[tuple[int | None, int | None], Debt] = {}

    def used(self, chunk: int | None, cell: int | None) -> Debt:
        """The debt after a chunk of one sort filled a cell of another, or none."""
        if chunk == cell:
            return self
        after = self._after.get((chunk, cell))
        if after is None:
            after = self._after[chunk, cell] = self._paid(chunk, cell)
        return after

    def _paid(self, chunk: int | None, cell: int | None) -> Debt:
        out = list(self._owed)
        if chunk is not None:
            out[chunk] += 1
        if cell is not None:
            out[cell] -= 1
        owed = tuple(out)
        if owed not in self._known:
            self._known[owed] = Debt(owed, self._known)
        return self._known[owed]


@lru_cache(maxsize=32)
def sorts(spec: TableSpec) -> tuple[int | None, ...]:
    """The sort of every column's cells."""
    return tuple(
        (NATURE if c.field == "nature_of_ownership" else TITLE) if c.kind == TEXT else _SORT_OF_KIND.get(c.kind)
        for c in spec.columns
    )


def sort_of(chunk: Chunk, options: Sequence[Option], spec: TableSpec) -> int | None:
    """The sort of cell that the chunk fills by its looks; None where it goes with another or is a mark."""
    if chunk.is_text:
        if begins_inside(chunk):
            return None
        natural = title_share(chunk.keys) < _LIKE_A_TITLE or (bool(chunk.keys) and chunk.keys[0] in NATURE_STARTS)
        return NATURE if natural else TITLE
    of_column = sorts(spec)
    found = {of_column[column] for column, cost, reading in options if reading.value is not None and cost < _LOOSE}
    return next((sort for sort in (LETTER, DATED, AMOUNT, CODED) if sort in found), None)


_LIKE_A_TITLE = 0.6
_LOOSE = 3.0


def _needs(spec: TableSpec, is_transaction: bool) -> list[int]:
    """How many cells of each sort a row has filled."""
    out = [0] * len(_SHORT)
    seen = 0
    groups = rivals(spec)
    for i, (column, sort) in enumerate(zip(spec.columns, sorts(spec), strict=True)):
        blank = column.blank if is_transaction else column.holding or 0.0
        if sort is not None and blank > _SOME_BLANK and not seen & groups[i]:
            out[sort] += 1
            seen |= groups[i]
    return out


class Plan:
    """So many rows, of them so many transactions, made of these chunks.

    Args:
        chunks: the sort of every chunk.
        rows: rows expected.
        transactions: how many of them are transactions.
    """

    def __init__(self, spec: TableSpec, chunks: Sequence[int | None], rows: int, transactions: int) -> None:
        self.rows = rows
        self.transactions = transactions
        traded, held = _needs(spec, True), _needs(spec, False)
        needs = [transactions * t + (rows - transactions) * h for t, h in zip(traded, held, strict=True)]
        self.debt = Debt(tuple(need - chunks.count(sort) for sort, need in enumerate(needs)), {})
        self._row = blank_costs(spec, True)[0]
        self._transaction = blank_transaction(spec)

    def to_pay(self, debt: Debt, rows: int, transactions: int) -> float:
        """What a beginning with so many rows will have to pay for what it used up."""
        price = debt.price
        if rows > self.rows:
            price += (rows - self.rows) * self._row
        if transactions > self.transactions:
            price += (transactions - self.transactions) * self._transaction
        return price
