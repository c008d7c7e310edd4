"""Stage 7: what must agree.

Takes a `Reading`. Weighs every value of the tables by the relations of the form, and leaves on each cell which of them
speak for it and which against. Infers only what is fixed by another value of the row, and repairs only what was read
loosely. May report `relation_failed` and
`value_repaired`, through the cells.
"""

from __future__ import annotations

from datetime import date

from ..spec.codes import DERIVATIVE_SIDE
from ._cells import Cell
from ._reading import Reading
from ._relations import Standing, judge, word
from ._repair import doubt_open, repair, trim_mark
from ._standing import stand

_SIDE = "acquired_disposed_code"


def reconcile(reading: Reading) -> None:
    """Infer and repair what relations fix, then judge every value of the tables."""
    first, second = stand(reading)
    uncited = reading.uncited()
    for standing in second:
        _infer_side(standing)
    for standing in (*first, *second):
        doubt_open(standing)
        trim_mark(standing, uncited)
        repair(standing)
    for standing in (*first, *second):
        _judge(standing)
    _infer_period(reading)


_UNREAD_PERIOD = 2.0
"""A period that was not read where it is printed: one row's lost date would make it another's."""


def _infer_period(reading: Reading) -> None:
    """Box 3 of Form 4 is the date of the earliest transaction; a typed form may print only its month."""
    heading = reading.heading
    if heading.form != "4" or heading.period.value is not None:
        return
    dates = [v for _, got in reading.tables() for r in got.rows if isinstance(v := r.value("transaction_date"), date)]
    if dates:
        why = ("from the earliest transaction date",)
        heading.period = Cell(min(dates), heading.period.words, _UNREAD_PERIOD, (), "inferred", why)


def _judge(standing: Standing) -> None:
    for field, cell in standing.row.cells.items():
        if cell.value is not None:
            cell.agree, cell.disagree = judge(standing, field, cell.value)


def _infer_side(standing: Standing) -> None:
    """In Table II the side is the column the number stands in; where columns are lost, the code tells it."""
    row = standing.row
    code = word(row, "transaction_code")
    expected = DERIVATIVE_SIDE.get(code[:1]) if code else None
    side = word(row, _SIDE)
    if row.exact or expected is None or side == expected:
        return
    why = (
        f"from the code {code}"
        if side is None
        else f"from the code {code}: the column of the number is not certain ({side})"
    )
    row.cells[_SIDE] = Cell(expected, [], 1.0, (), "inferred", (why,))
