"""Stage 5k: transactions that were read as holdings.

Takes the rows of Table II and the period of the report. Where a scan has lost the number or the code of a
transaction, what is left looks like a holding, and the transaction's date like one on which the security can be
exercised or expires. A date within days of the period is neither: the row is laid out again as a transaction. Its
titles stay as they were put together. Reports nothing.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import attrs

from ..spec.tables import TEXT, TableSpec
from ._cells import RowReading, read_cells
from ._solver import DateCost, Row, never, nowhere, solve

_DAYS = 5
"""A form is filed within two business days; its transactions are a few days apart at most."""
_DATES = ("expiration_date", "exercise_date", "deemed_execution_date")


def find_trades(rows: list[RowReading], period: date | None, date_cost: DateCost) -> None:
    """Read those rows as transactions that have the date of one."""
    for row in rows if period is not None else ():
        spec = row.row.spec
        if not spec.transactions or row.is_transaction or row.exact or not _has_date_near(row, period):
            continue
        words = [p.word for p in row.row.placed]
        found = solve(words, _only_transactions(spec), nowhere, never, date_cost)
        if len(found) == 1:
            _read_again(row, Row(spec, found[0].placed, found[0].cost))


def _has_date_near(row: RowReading, period: date | None) -> bool:
    dates = [value for field in _DATES if isinstance(value := row.value(field), date)]
    return period is not None and any(0 <= (value - period).days <= _DAYS for value in dates)


@lru_cache(maxsize=32)
def _only_transactions(spec: TableSpec) -> TableSpec:
    return attrs.evolve(spec, columns=tuple([attrs.evolve(c, holding=None) for c in spec.columns]))


def _read_again(row: RowReading, found: Row) -> None:
    fresh = read_cells(found, False)
    if fresh.value("transaction_date") is None:
        return
    texts = {column.field for column in found.spec.columns if column.kind == TEXT}
    for field, cell in fresh.cells.items():
        if field not in texts or row.value(field) is None:
            row.cells[field] = cell
    row.row, row.noise = found, fresh.noise
