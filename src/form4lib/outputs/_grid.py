"""Columns of text, aligned and wrapped.

Contract: `grid` sets cells below their headings, wraps them at blanks, and gives lines
no wider than asked for; `fits` tells whether that needs no word to be cut.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import attrs

_GAP = "  "
_NARROWEST = 6
"""A column is never cut below this many characters, whatever the width asked for."""


@attrs.frozen
class Column:
    """The cells of one column, from the top; `to_the_right` sets numbers below each other."""

    heading: str
    cells: tuple[str, ...]
    to_the_right: bool = False

    @property
    def widest(self) -> int:
        """The width that needs no wrapping."""
        return max(map(len, (self.heading, *self.cells)))

    @property
    def narrowest(self) -> int:
        """The width that needs no word to be cut."""
        return max(len(word) for text in (self.heading, *self.cells) for word in text.split(" "))


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text as lines of at most `width`, broken at blanks only, so that dates stay whole.

    Args:
        text: what to wrap.
        width: the most characters of a line; only a word longer than it is cut.
        first: stands before the first line.
        rest: stands before the others.
    """
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def fits(columns: Sequence[Column], width: int) -> bool:
    """Can the columns stand side by side within `width` without a word being cut?"""
    return sum(c.narrowest for c in columns) + len(_GAP) * (len(columns) - 1) <= width


def grid(columns: Sequence[Column], width: int) -> list[str]:
    """The lines of a table: headings, a rule, and the cells."""
    widths = _widths(columns, width - len(_GAP) * (len(columns) - 1))
    rule = [("-" * w,) for w in widths]
    headings = _wrapped([c.heading for c in columns], widths)
    rows = zip(*(c.cells for c in columns), strict=True)
    lines = [*_joined(headings, columns, widths), *_joined(rule, columns, widths)]
    for row in rows:
        lines += _joined(_wrapped(row, widths), columns, widths)
    return lines


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """Take from the widest column what is too much: first down to whole words, then by cutting."""
    widths = [c.widest for c in columns]
    for floors in ([c.narrowest for c in columns], [_NARROWEST] * len(columns)):
        while sum(widths) > room:
            spare, i = max((w - floor, i) for i, (w, floor) in enumerate(zip(widths, floors, strict=True)))
            if spare <= 0:
                break
            widths[i] -= 1
    return widths


def _wrapped(texts: Sequence[str], widths: Sequence[int]) -> list[tuple[str, ...]]:
    return [tuple(wrap(text, w)) for text, w in zip(texts, widths, strict=True)]


def _joined(cells: Sequence[tuple[str, ...]], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """One row of wrapped cells as lines."""
    lines = []
    for n in range(max(len(cell) for cell in cells)):
        parts = [cell[n] if n < len(cell) else "" for cell in cells]
        set_out = [
            part.rjust(w) if column.to_the_right else part.ljust(w)
            for part, column, w in zip(parts, columns, widths, strict=True)
        ]
        lines.append(_GAP.join(set_out).rstrip())
    return lines
