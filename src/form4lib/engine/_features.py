"""Stage 7d3: everything that bears on whether the values are right.

Takes a reconciled `Reading`. Gives the `Sight` of every cell of the record to be, of every row and of both tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from ._head_sights import head_sights
from ._reading import Reading
from ._row_sights import table_sights
from ._sights import Sight, set_scene


def see(reading: Reading) -> Iterator[Sight]:
    """Every cell, row and table as the models see them."""
    scene = set_scene(reading)
    for table, got in reading.tables():
        yield from table_sights(reading, scene, table, got)
    yield from head_sights(reading, scene)
