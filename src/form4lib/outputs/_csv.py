"""Filings as CSV.

Contract: RFC 4180 with a heading and lines ended by one newline character. Numbers are plain decimals with the digits
of the record, dates ISO, boxes `true` and `false`; None is an empty cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ..records import Filing
from ._tables import TableValue, iter_rows, table_named


def to_csv(filings: Iterable[Filing], table: str = "lines") -> str:
    """One table of the filings as CSV, its heading first.

    Args:
        filings: any number of filings.
        table: one of `TABLES`, as `to_rows` takes it.

    Raises:
        ValueError: there is no such table.
        TypeError: something among `filings` is no Filing.
    """
    return csv_text([column.name for column in table_named(table).columns], iter_rows(filings, table))


def csv_text(names: Iterable[str], rows: Iterable[Iterable[TableValue]]) -> str:
    """A heading and its rows."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return lines.getvalue()


def _cell(value: TableValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
