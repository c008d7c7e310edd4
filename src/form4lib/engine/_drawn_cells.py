"""A cell that a converter has drawn with lines of characters."""

from __future__ import annotations

from itertools import pairwise

import attrs

from ._breaks import FILL


@attrs.define
class DrawnCell:
    """A drawn cell: where it begins, and the piece of the text it holds in each of its lines, with those left empty."""

    top: int
    left: int
    right: int
    lines: list[tuple[int, int]] = attrs.field(factory=list)

    def pieces(self, folded: str) -> list[tuple[int, int]]:
        """The lines that hold something."""
        return [span for span in self.lines if folded[slice(*span)].strip()]

    def fitting(self, folded: str) -> list[bool]:
        """For each of its words that begin a line below another, would it have stood behind the one above?"""
        texts = [folded[slice(*span)].strip(" ") for span in self.lines]
        widths = [
            len(above) + 3 + len(below.partition(" ")[0])
            for above, below in pairwise(texts)
            if above.strip(FILL) and below.strip(FILL)
        ]
        return [width < self.right - self.left - 1 for width in widths]
