"""Stage 5b6b: amounts of Table II that were dealt to each other's rows.

Takes the rows of Table II that were dealt out. Exchanges amounts of two rows, two at a time, where every row has as
many underlying securities then as derivative ones: a search sees that only when both amounts are dealt. Each column
should keep its own order. Rows whose cells were changed say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from ._agreeing import TWIN
from ._cells import Cell, RowReading

_LEAST = 0.9
"""What an exchange has to bring."""
_ORDER = 0.4
"""What two amounts of a column cost that stand in another order than their rows."""
_MOST_AMOUNTS = 60
_MOST_EXCHANGES = 6
_FIELDS = SHARES, UNDERLYING, OWNED = "shares", "underlying_security_shares", "shares_owned_following"

_Place = tuple[int, str]
"""A row and a field."""


class _Amounts:
    """The amounts of a table by their places."""

    def __init__(self, rows: Sequence[RowReading]) -> None:
        self.held: dict[_Place, Cell] = {
            (at, field): cell
            for at, row in enumerate(rows)
            for field in _FIELDS
            if (cell := row.cells.get(field)) is not None and isinstance(cell.value, Decimal) and cell.words
        }

    def _value(self, row: int, field: str) -> object:
        cell = self.held.get((row, field))
        return None if cell is None else cell.value

    def is_paired(self, row: int) -> bool:
        """Is a row of as many underlying securities as it is of, or as are owned?"""
        underlying = self._value(row, UNDERLYING)
        return underlying is not None and underlying in (self._value(row, SHARES), self._value(row, OWNED))

    def is_settled(self) -> bool:
        """Are all transactions paired?"""
        return all(self.is_paired(row) for row, field in self.held if field == SHARES)

    def _disorder(self, place: _Place) -> int:
        """How many amounts of its column stand before it that are of a row further down, or the other way round."""
        row, field = place
        at = self.held[place].words[0].start
        return sum(
            (other < row) != (cell.words[0].start < at)
            for (other, name), cell in self.held.items()
            if name == field and other != row
        )

    def worth(self, *places: _Place) -> float:
        """How far the rows of these places are paired, and their columns in order."""
        return TWIN * sum(self.is_paired(row) for row, _ in places) - _ORDER * sum(map(self._disorder, places))

    def exchange(self, a: _Place, b: _Place) -> None:
        self.held[a], self.held[b] = self.held[b], self.held[a]

    def gains(self) -> Iterator[tuple[float, _Place, _Place]]:
        """What every exchange of amounts of two rows would bring."""
        for a, b in combinations(self.held, 2):
            if a[0] != b[0] and not (self.is_paired(a[0]) and self.is_paired(b[0])):
                before = self.worth(a, b)
                self.exchange(a, b)
                yield self.worth(a, b) - before, a, b
                self.exchange(a, b)


def exchange_amounts(rows: Sequence[RowReading]) -> None:
    """Put amounts into the rows where they are paired."""
    table = _Amounts(rows)
    if not 2 <= len(table.held) <= _MOST_AMOUNTS or table.is_settled():
        return
    for _ in range(_MOST_EXCHANGES):
        gain, a, b = max(table.gains(), key=lambda found: found[0], default=(0.0, (0, ""), (0, "")))
        if gain <= _LEAST:
            break
        table.exchange(a, b)
    if not table.is_settled():
        return
    for (at, field), cell in table.held.items():
        if rows[at].cells[field] is not cell:
            rows[at].cells[field] = cell
            rows[at].row.exchanged = True


__all__ = ["exchange_amounts"]
