"""A cell that a converter has drawn with lines of characters."""

from __future__ import annotations

import attrs


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
