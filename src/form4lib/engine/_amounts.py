"""Stage 5b6b: amounts that were dealt to each other's cells.

Takes the steps by which chunks were dealt out to rows. Gives them with amounts exchanged where the rows agree better
then: what is owned is what was owned in the row before and the shares, there are as many underlying securities as
derivative ones. A search sees that only when both amounts are dealt. Each column should keep its own order. Reports
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from ..spec.tables import NUMBER, TableSpec
from ._agreeing import BALANCE, TWIN, adds_up
from ._beam import Step

_LEAST = 0.9
"""What an exchange has to bring."""
_ORDER = 0.4
"""What two amounts of a column cost that stand in another order than their rows."""
_UNCOVERED = 1.0
_MOST_AMOUNTS = 60
_MOST_EXCHANGES = 6

_Cell = tuple[int, str]
"""A row and a field."""
_Exchange = tuple[float, Sequence[_Cell], Sequence[int]]
"""What it brings, the cells, and which amount goes to each."""


class _Amounts:
    """The amounts of a table by their cells."""

    def __init__(self, steps: Sequence[Step], spec: TableSpec) -> None:
        fields = [c.field for c in spec.columns]
        self.held: dict[_Cell, int] = {}
        self.sides: dict[int, str] = {}
        self.amounts: list[Decimal] = []
        self.at: list[int] = []
        for i, step in enumerate(steps):
            if step.column is None or step.reading is None:
                continue
            value, field = step.reading.value, fields[step.column]
            if isinstance(value, Decimal) and spec.columns[step.column].kind == NUMBER:
                if (step.row, field) not in self.held:
                    self.held[step.row, field] = len(self.amounts)
                    self.amounts.append(value)
                    self.at.append(i)
            elif field == "acquired_disposed_code":
                self.sides[step.row] = str(value)
        self.paired = "underlying_security_shares" in fields

    def _value(self, row: int, field: str) -> Decimal | None:
        index = self.held.get((row, field))
        return None if index is None else self.amounts[index]

    def worth(self, rows: Iterable[int]) -> float:
        """How far these rows agree with themselves and those before them."""
        return sum(map(self._worth, rows))

    def _worth(self, row: int) -> float:
        shares, owned = self._value(row, "shares"), self._value(row, "shares_owned_following")
        if self.paired:
            underlying = self._value(row, "underlying_security_shares")
            return TWIN if underlying is not None and underlying in (shares, owned) else 0.0
        if not shares or owned is None:
            return 0.0
        side = self.sides.get(row)
        sums = adds_up(self._value(row - 1, "shares_owned_following"), shares, side, owned)
        return (BALANCE if sums else 0.0) - (_UNCOVERED if side == "A" and shares > owned else 0.0)

    def is_settled(self) -> bool:
        """Do all rows agree, that have the amounts for it?"""
        rows = {row for row, field in self.held if field == "shares"}
        if self.paired:
            return all(self._worth(row) > 0 for row in rows)
        return all(self._worth(row) > 0 for row in rows if (row - 1, "shares_owned_following") in self.held)

    def disorder(self, cells: Iterable[_Cell]) -> int:
        """How many amounts stand before one of a row further up."""
        count = 0
        for row, field in cells:
            at = self.held[row, field]
            count += sum(
                (other < row) != (index < at)
                for (other, name), index in self.held.items()
                if name == field and other != row
            )
        return count

    def exchange(self, cells: Sequence[_Cell], indices: Sequence[int]) -> None:
        for cell, index in zip(cells, indices, strict=True):
            self.held[cell] = index


def exchange_amounts(steps: Sequence[Step], spec: TableSpec) -> list[Step]:
    """The steps, their amounts in the cells where they agree best."""
    table = _Amounts(steps, spec)
    if not table.paired or not 2 <= len(table.amounts) <= _MOST_AMOUNTS or table.is_settled():
        return list(steps)
    before = dict(table.held)
    for _ in range(_MOST_EXCHANGES):
        gain, cells, order = max(_exchanges(table), key=lambda found: found[0], default=(0.0, (), ()))
        if gain <= _LEAST:
            break
        table.exchange(cells, order)
    return _moved(steps, table, before) if table.is_settled() else list(steps)


def _exchanges(table: _Amounts) -> Iterator[_Exchange]:
    """The exchanges after which the rows agree better."""
    for cells in _groups(table):
        indices = [table.held[c] for c in cells]
        rows = {r for row, _ in cells for r in (row, row + 1)}
        worth, disorder = table.worth(rows), None
        for order in permutations(indices):
            table.exchange(cells, order)
            gain = table.worth(rows) - worth
            if gain > 0:
                after = table.disorder(cells)
                if disorder is None:
                    table.exchange(cells, indices)
                    disorder = table.disorder(cells)
                yield gain - _ORDER * (after - disorder), cells, order
        table.exchange(cells, indices)


def _moved(steps: Sequence[Step], table: _Amounts, before: Mapping[_Cell, int]) -> list[Step]:
    """The steps with the amounts in other cells than before."""
    out = list(steps)
    column = {cell: steps[table.at[index]].column for cell, index in before.items()}
    for cell, index in table.held.items():
        if before[cell] != index:
            i = table.at[index]
            out[i] = steps[i]._replace(row=cell[0], column=column[cell])
    return out


def _groups(table: _Amounts) -> list[Sequence[_Cell]]:
    """Cells among which amounts may have been exchanged: those of two rows, one after the other, or two of a column."""
    by_row: dict[int, list[_Cell]] = {}
    for cell in table.held:
        by_row.setdefault(cell[0], []).append(cell)
    out: list[Sequence[_Cell]] = (
        [by_row[r] + by_row[r + 1] for r in by_row if r + 1 in by_row] if not table.paired else []
    )
    out += [pair for pair in combinations(table.held, 2) if pair[0][0] != pair[1][0]]
    return out


__all__ = ["exchange_amounts"]
