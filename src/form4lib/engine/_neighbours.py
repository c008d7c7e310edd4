"""Stage 7d0: whether a row's cells stand beside each other on the page.

Takes a table as read. Gives for every cell of a row how many of its two neighbours in the row are its neighbours in the
text as well: a cell that was dealt out from afar has none. Reports nothing.
"""

from __future__ import annotations

from itertools import pairwise

from ._cells import RowReading
from ._tables import TableReading

_NEAR = 2
"""A lone sign between two cells does not part them."""


class Neighbours:
    """The order of a table's words."""

    def __init__(self, got: TableReading) -> None:
        words = {id(p.word): p.word for row in got.rows for p in row.row.placed}
        words |= {id(w): w for row in got.rows for cell in row.cells.values() for w in cell.words}
        words |= {id(w): w for w in got.leftover}
        ordered = sorted(words.values(), key=lambda w: w.start)
        self._places = {id(w): place for place, w in enumerate(ordered)}

    def of(self, row: RowReading) -> dict[str, int]:
        """How many neighbours each filled cell of the row has beside it."""
        spans: list[tuple[str, int, int]] = []
        for field, cell in row.cells.items():
            places = [self._places[id(w)] for w in cell.words]
            if places:
                spans.append((field, min(places), max(places)))
        spans.sort(key=lambda span: span[1])
        out = dict.fromkeys((field for field, _, _ in spans), 0)
        for (left, _, end), (right, start, _) in pairwise(spans):
            if start - end <= _NEAR:
                out[left] += 1
                out[right] += 1
        return out
