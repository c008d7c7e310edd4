"""Everything read from one text, before it is a record.

What the stages up to the notes give, in one piece, for the stages that look at the filing as a whole: what must agree,
how sure each value is, what there is to say.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ._cells import RowReading
from ._heading import Heading
from ._labels import Labels
from ._notes import Notes
from ._people import OwnerReading
from ._regions import Regions
from ._tables import TableReading


@attrs.define(slots=True, eq=False)
class Reading:
    """Labels, regions, and what was read in each part."""

    labels: Labels
    regions: Regions
    heading: Heading
    owners: list[OwnerReading]
    table_1: TableReading
    table_2: TableReading
    notes: Notes
    positioned: bool = False
    """Columns of characters mean something on this page."""

    def tables(self) -> Iterator[tuple[str, TableReading]]:
        """Each table with the name of its field in the record."""
        yield "non_derivative", self.table_1
        yield "derivative", self.table_2

    def rows(self) -> Iterator[tuple[str, RowReading]]:
        """Each row of both tables with its path in the record."""
        for table, got in self.tables():
            for i, row in enumerate(got.rows):
                yield f"{table}[{i}]", row
