"""Stage 7a0: codes and prices of rows that were put together, exchanged where the other table tells.

Takes the rows of both tables. An exercise stands in Table I and in Table II, with one code, day and amount, and its
price in Table I is what Table II says it costs. Where a page gave its cells in another order than the rows', a row may
have the code, or the price, of another row of its table: where the row's counterpart tells what it should have, and one
row has that whose own counterpart does not bear it out, the two cells change places. They are `repaired` and say why.
Reports `value_repaired`, through the cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ..spec.codes import EXERCISES
from ._cells import DEALT, Cell, RowReading

_CODE, _DATE, _SHARES = "transaction_code", "transaction_date", "shares"
_PRICE, _EXERCISE = "price_per_share", "conversion_or_exercise_price"
_WHY = "taken for that of another row: the row of the other table with its amount tells"

_Deed = tuple[object, object]
"""Day and amount of a transaction."""
_Deeds = dict[_Deed, list[RowReading]]


def exchange_cells(first: list[RowReading], second: list[RowReading]) -> None:
    """Give rows the codes and prices of their counterparts, where rows beside them have those."""
    exercises = _by_deed(second)
    if not exercises or not any(row.way in DEALT for row in (*first, *second)):
        return
    _exchange_codes(first, exercises)
    pairs = list(_pairs(_by_deed(first), exercises))
    borne_out = {id(row) for pair in pairs if _is_borne_out(*pair) for row in pair}
    for row, other in pairs:
        price, exercise = row.value(_PRICE), other.value(_EXERCISE)
        if price and exercise and price != exercise:
            exchanged = _exchange(other, _EXERCISE, price, (r for r in second if id(r) not in borne_out))
            if not exchanged:
                _exchange(row, _PRICE, exercise, (r for r in first if id(r) not in borne_out))


def _by_deed(rows: list[RowReading]) -> _Deeds:
    """The exercises among the rows, by day and amount."""
    out: _Deeds = {}
    for row in rows:
        if row.value(_CODE) in EXERCISES and row.value(_SHARES):
            out.setdefault(_deed(row), []).append(row)
    return out


def _deed(row: RowReading) -> _Deed:
    return row.value(_DATE), row.value(_SHARES)


def _exchange_codes(first: list[RowReading], exercises: _Deeds) -> None:
    """Give a row the code of the only exercise of its day and amount, where no row of Table I is that."""
    known = _by_deed(first)
    loose = [row for deed, rows in known.items() if deed not in exercises for row in rows]
    for row in first:
        alike = exercises.get(_deed(row), ())
        if len(alike) == 1 and _deed(row) not in known and row.value(_CODE):
            _exchange(row, _CODE, alike[0].value(_CODE), loose)


def _pairs(first: _Deeds, second: _Deeds) -> Iterator[tuple[RowReading, RowReading]]:
    """The rows of both tables that are one exercise, where no other is of its day and amount."""
    for deed, rows in first.items():
        others = second.get(deed, ())
        if len(rows) == len(others) == 1 and rows[0].value(_CODE) == others[0].value(_CODE):
            yield rows[0], others[0]


def _is_borne_out(row: RowReading, other: RowReading) -> bool:
    return row.value(_PRICE) == other.value(_EXERCISE)


def _exchange(row: RowReading, field: str, value: object, among: Iterable[RowReading]) -> bool:
    """Give the row the value that one other row has, and that row what this one had."""
    if row.way not in DEALT or row.exact:
        return False
    having = [r for r in among if r is not row and r.way in DEALT and not r.exact and r.value(field) == value]
    if len(having) != 1:
        return False
    mine, theirs = row.cells[field], having[0].cells[field]
    row.cells[field], having[0].cells[field] = _repaired(theirs), _repaired(mine)
    return True


def _repaired(cell: Cell) -> Cell:
    return attrs.evolve(cell, state="repaired", repairs=(*cell.repairs, _WHY))
