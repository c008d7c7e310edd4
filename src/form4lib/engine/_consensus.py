"""Stage 7b2: what a row lacks and its neighbours tell.

Takes the `Standing`s of one table's rows, in order. Fills cells of transactions that were not legible where the
other rows leave one answer: dates never go back, rows of one day repeat their code, balances add up, the underlying
amount is that of the derivatives. Every value so found is `inferred` and says from what. Cells of a page that tells
blank from lost are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ..spec.codes import DERIVATIVE_SIDE, NON_DERIVATIVE_SIDE
from ._atoms import MARK, Value, readings
from ._cells import UNREAD, Cell, RowReading
from ._relations import Standing, number, word

_DATE, _CODE, _SIDE = "transaction_date", "transaction_code", "acquired_disposed_code"
_SHARES, _OWNED = "shares", "shares_owned_following"
_BETWEEN = 1.2
"""Doubt in what stands above as well as below; what follows from one side only is `UNREAD`."""


def _lacks(row: RowReading, field: str) -> bool:
    """The cell is empty, and not because the form leaves it empty or gives a footnote in its place."""
    cell = row.cells.get(field)
    return cell is not None and cell.value is None and not cell.marks and not row.exact


def _set(row: RowReading, field: str, value: Value, cost: float, why: str) -> None:
    cell = row.cells[field]
    row.cells[field] = Cell(value, cell.words, cost, cell.marks, "inferred", (why,))


def _is_traded(row: RowReading) -> bool:
    """Has the row what only a transaction has?"""
    return row.is_transaction or (row.value(_SHARES) is not None and row.value(_SIDE) is not None)


def nearest(rows: list[RowReading], at: int, field: str) -> tuple[Value, Value]:
    """The field's value in the nearest row above that has one, and in the nearest below."""
    above, below = (
        next((v for i in places if (v := rows[i].value(field)) is not None), None) for places in _around(rows, at)
    )
    return above, below


def _around(rows: list[RowReading], at: int) -> tuple[range, range]:
    """The places above one, the nearest first, and those below."""
    return range(at - 1, -1, -1), range(at + 1, len(rows))


def _infer_date(rows: list[RowReading], at: int, period: date | None) -> None:
    """Dates never go back from row to row, and none is before the period."""
    row = rows[at]
    if not _lacks(row, _DATE):
        return
    above, below = nearest(rows, at, _DATE)
    first = above or period
    if isinstance(first, date) and first == below:
        if period is None or first >= period:  # else both were misread: `1/11/2021` for 11/11/2021
            _set(row, _DATE, first, _BETWEEN, "from the dates of the rows above and below, which are the same")
        return
    if above is None and below is None and period is not None:
        _set(row, _DATE, period, UNREAD, "from the date of the earliest transaction")


def _infer_code(s: Standing, rows: list[RowReading], at: int) -> None:
    """Rows of one filing mostly repeat their code; the side has to fit it."""
    row = rows[at]
    if not _lacks(row, _CODE) and not _is_alone(rows, at):
        return
    sides = DERIVATIVE_SIDE if s.derivative else NON_DERIVATIVE_SIDE
    side = word(row, _SIDE)
    codes = {code for places in _around(rows, at) if (code := _fitting_code(rows, places, side, sides)) is not None}
    if len(codes) != 1:
        return
    (code,) = codes
    _set(row, _CODE, code, UNREAD, f"from the rows beside it, {side or 'all'} by {code}")


def _fitting_code(rows: list[RowReading], places: range, side: str | None, sides: Mapping[str, str]) -> str | None:
    """The code of the first of these rows whose side may be this one."""
    for i in places:
        code = word(rows[i], _CODE)
        if code and _fits(side, word(rows[i], _SIDE) or sides.get(code[:1])):
            return code
    return None


_MISREAD = 1.2


def _is_alone(rows: list[RowReading], at: int) -> bool:
    """A code made of what hardly looks like one (`ey`), which no other row has, between two that are the same."""
    cell = rows[at].cells.get(_CODE)
    if cell is None or cell.value is None or cell.cost < _MISREAD or rows[at].exact or cell.state == "inferred":
        return False
    above, below = nearest(rows, at, _CODE)
    return above == below != cell.value and sum([r.value(_CODE) == cell.value for r in rows]) == 1


def _fits(side: str | None, other: str | None) -> bool:
    return side is None or other is None or side == other


def _infer_amounts(s: Standing) -> None:
    """The amount owned is that of the row before, and the shares more or less."""
    row, before, owned = s.row, number(s.before, _OWNED), number(s.row, _OWNED)
    shares, side = number(row, _SHARES), word(row, _SIDE)
    if s.derivative:
        underlying = number(row, "underlying_security_shares")
        if shares is None and underlying is not None and _lacks(row, _SHARES):
            _set(row, _SHARES, underlying, UNREAD, "from the amount of the underlying security")
        return
    unread = shares is None or _is_mark(row.cells[_SHARES])
    if before is not None and owned is not None and owned != before:
        if _lacks(row, _SIDE) and shares in (owned - before, before - owned):
            _set(row, _SIDE, "A" if owned > before else "D", _BETWEEN, "from the amounts owned before and after")
        if unread and _is_loose(row, _SHARES) and _fits(side, "A" if owned > before else "D"):
            _set(row, _SHARES, abs(owned - before), _BETWEEN, "from the amounts owned before and after")
    elif owned is None and _lacks(row, _OWNED) and shares is not None and side is not None and not unread:
        _infer_owned(s, shares, side)


def _is_loose(row: RowReading, field: str) -> bool:
    return field in row.cells and not row.exact


_FEW_SHARES = 100


def _is_mark(cell: Cell) -> bool:
    """`2)`, `(3`: what is left of a footnote mark where the number before it was lost."""
    if not isinstance(cell.value, Decimal) or cell.value >= _FEW_SHARES or cell.cost < _LOOSE or len(cell.words) != 1:
        return False
    return any(r.kind == MARK for r in readings(cell.words[0].text))


_LOOSE = 0.5


def _infer_owned(s: Standing, shares: Decimal, side: str) -> None:
    before = number(s.before, _OWNED)
    if before is not None:
        value = before + shares if side == "A" else before - shares
        if value >= 0:
            _set(s.row, _OWNED, value, UNREAD, "from the amount owned before and the shares")
        return
    after = s.after
    following, moved, way = number(after, _OWNED), number(after, _SHARES), after and word(after, _SIDE)
    if following is not None and moved is not None and way is not None:
        value = following - moved if way == "A" else following + moved
        if value >= (shares if side == "A" else 0):
            _set(s.row, _OWNED, value, UNREAD, "from the amount owned after the next row, and its shares")


def agree(table: list[Standing]) -> None:
    """Fill what the rows of one table leave no doubt about."""
    traded = [s for s in table if _is_traded(s.row)]
    rows = [s.row for s in traded]
    for s in traded:
        _infer_amounts(s)
    for at, s in enumerate(traded):
        _infer_date(rows, at, s.period)
        _infer_code(s, rows, at)
