"""The rules in the picture of a page.

Contract: takes a grey picture as an array and its scale; gives the lying and the standing rules in points, and the
picture without them. A rule is a straight run of dark dots, longer than any stroke of a letter. Reports nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ._pdf_sheet import Rule

_LONG = 18.0
"""Points: the least length of a rule; a cell is at least so wide, the longest stroke of a heading is 14."""
_THICK = 4.0
"""Points: thicker runs are letters or pictures."""

Picture = Any
"""A numpy array of one byte a dot, 0 black."""


def find_rules(picture: Picture, scale: float) -> tuple[list[Rule], list[Rule]]:
    """The lying and the standing rules of a picture of `scale` dots a point."""
    dark = picture < _threshold(picture)
    lying = _runs(dark, scale)
    standing = _runs(dark.T, scale)
    return lying, standing


def _threshold(picture: Picture) -> float:
    """Halfway between the paper and the ink; some pages are printed on grey."""
    paper = float(np.median(picture))
    return max(60.0, paper * 0.72)


def _runs(dark: Picture, scale: float) -> list[Rule]:
    """Runs of dark dots along the rows, as rules in points."""
    length = int(_LONG * scale)
    padded = np.zeros((dark.shape[0], dark.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = dark | np.roll(dark, 1, axis=0) | np.roll(dark, -1, axis=0)
    edges = np.diff(padded, axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    keep = ends - starts >= length
    found: list[list[float]] = []
    live: list[list[float]] = []
    for y, a, b in zip(rows[keep].tolist(), starts[keep].tolist(), ends[keep].tolist(), strict=True):
        live = [r for r in live if y - r[1] <= 2]
        home = next((r for r in live if a < r[3] and r[2] < b), None)
        if home is None:
            home = [y, y, a, b]
            found.append(home)
            live.append(home)
        else:
            home[1], home[2], home[3] = y, min(home[2], a), max(home[3], b)
    return [
        Rule((y0 + y1 + 1) / 2 / scale, a / scale, b / scale)
        for y0, y1, a, b in found
        if y1 - y0 + 1 <= _THICK * scale + 2
    ]
