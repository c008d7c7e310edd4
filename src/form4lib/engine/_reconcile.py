"""Stage 7: what must agree."""

from __future__ import annotations

from ..spec.codes import DERIVATIVE_SIDE, NON_DERIVATIVE_SIDE
from ._build import Builder
from ._cells import Cell, RowReading
from ._heading import Heading
from ._notes import Notes
from ._people import OwnerReading
from ._tables import TableReading


def reconcile(heading: Heading, owners: list[OwnerReading], table_1: TableReading, table_2: TableReading, notes: Notes, builder: Builder) -> None:
    for table, sides in ((table_1, NON_DERIVATIVE_SIDE), (table_2, DERIVATIVE_SIDE)):
        for row in table.rows:
            _side(row, sides)


def _side(row: RowReading, sides: object) -> None:
    code = row.value("transaction_code")
    if row.exact or code is None:
        return
    expected = sides.get(str(code)[0])  # type: ignore[attr-defined]
    if expected and row.row.spec.table == "derivative" and row.cells.get("acquired_disposed_code", Cell()).value != expected:
        row.cells["acquired_disposed_code"] = Cell(expected, [], 1.0, (), "inferred", (f"from the code {code}",), 0.85)
