"""The ink of a cell, cut into lines and the marks raised behind them.

Contract: takes the grey picture of one cell; gives its `InkLine`s from the top, each with the places of its main part
and of the footnote marks raised behind it, so that `757,756(1)` is not read as one number. Reports nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

Picture = Any
"""A numpy array of one byte a dot, 0 black."""
INK = 150
"""Darker dots are ink, once the paper is white."""
_SPECK = 3
"""Dots: less ink than so many rows or columns is dust."""
_BORDER = 2.0
"""Points from its edge that a cell's border may be left in its picture."""
_BORDER_SHARE = 0.5
"""Of an edge's length: so much ink along it is a border."""
_SLIVER = 0.8
"""Points: narrower ink at a cell's side is a rest of its border; the narrowest letters are wider."""
_RAISED = 0.15
"""Of the letters' height: what ends so far above the feet of the letters before it is raised."""
_LETTER = 0.6
"""Of the tallest letter's height: what is lower is a comma or a dot."""
_SEPARATOR = 0.4
"""Of the letters' height: a dot or a comma begins no higher above their feet."""
_TAIL = 0.045
"""Of the letters' height: a comma goes further below their feet; of 178 printed ones dots reach 0.03, commas 0.06."""
_TALL = 0.4
"""Of the letters' height: a raised hyphen or quote is lower than this, a mark is taller."""


class Place(NamedTuple):
    """A part of a picture, in dots."""

    x0: int
    top: int
    x1: int
    bottom: int


class InkLine(NamedTuple):
    """One line of a cell."""

    main: Place
    mark: Place | None
    glyphs: int
    """How many letters the main part has, those that touch counted as one."""


def _spans(filled: Any, least: int, gap: int) -> list[tuple[int, int]]:
    """The runs of True, those parted by less than `gap` joined."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.astype(np.int8), [0]))))
    out: list[list[int]] = []
    for a, b in edges.reshape(-1, 2).tolist():
        if out and a - out[-1][1] < gap:
            out[-1][1] = b
        else:
            out.append([a, b])
    return [(a, b) for a, b in out if b - a >= least]


def without_borders(picture: Picture, scale: float) -> Picture:
    """The picture of a cell without what is left of its borders along its edges."""
    out = picture.copy()
    deep = int(_BORDER * scale)
    for edge in (out.T, out.T[::-1], out, out[::-1]):
        dark = (edge[:deep] < INK).mean(axis=1) > _BORDER_SHARE if edge.shape[1] else np.zeros(0, dtype=bool)
        if dark.any():
            edge[: int(np.flatnonzero(dark)[-1]) + 2] = 255
    for edge in (out.T, out.T[::-1]):
        for first, last in _spans((edge < INK).any(axis=1), 1, 1)[:1]:
            if last <= deep and last - first <= _SLIVER * scale:
                edge[:last] = 255
    return out


def without_underlines(picture: Picture, scale: float) -> Picture:
    """The picture without thin lines under its words, such as links have."""
    dark = picture < INK
    length = int(5.5 * scale)
    padded = np.zeros((dark.shape[0], dark.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = dark
    edges = np.diff(padded, axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    out = picture.copy()
    for y, a, b in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        if b - a >= length:
            t = int(1.2 * scale)
            above = dark[max(0, y - t), a:b].mean() if y >= t else 0.0
            below = dark[y + t, a:b].mean() if y + t < dark.shape[0] else 0.0
            if above < 0.3 and below < 0.1:
                out[max(0, y - 1) : y + 2, a:b] = 255
    return out


def lines_of_ink(picture: Picture) -> list[InkLine]:
    """The lines of a cell, from the top."""
    dark = picture < INK
    lines = []
    for top, bottom in _spans(dark.any(axis=1), _SPECK, 2):
        runs = _runs_of(dark[top:bottom], top)
        if runs:
            lines.append(_split(runs))
    return lines


def _runs_of(dark: Picture, top: int = 0) -> list[Place]:
    """The letters of one line, those that touch as one."""
    runs = []
    for x0, x1 in _spans(dark.any(axis=0), 1, 1):
        rows = np.flatnonzero(dark[:, x0:x1].any(axis=1))
        runs.append(Place(x0, top + int(rows[0]), x1, top + int(rows[-1]) + 1))
    return runs


def separators(picture: Picture) -> str:
    """For each letter of a line a comma, a dot, or a blank where it is neither; a comma goes below the feet.

    `757,576` is easily read as `757.576`; the ink tells the two apart.
    """
    runs = _runs_of(picture < INK)
    tall = max((r.bottom - r.top for r in runs), default=0)
    feet = sorted(r.bottom for r in runs if r.bottom - r.top >= _LETTER * tall)
    if not feet:
        return ""
    foot = feet[len(feet) // 2]
    out = ""
    for run in runs:
        is_low = run.bottom - run.top < _LETTER * tall and run.top > foot - _SEPARATOR * tall
        out += " " if not is_low else "," if run.bottom > foot + _TAIL * tall else "."
    return out


def around(line: InkLine) -> Place:
    """The whole of a line."""
    return line.main if line.mark is None else _around([line.main, line.mark])


def _around(runs: list[Place]) -> Place:
    return Place(
        min(r.x0 for r in runs), min(r.top for r in runs), max(r.x1 for r in runs), max(r.bottom for r in runs)
    )


def _split(runs: list[Place]) -> InkLine:
    """Part a line where all that follows is raised; whether those are marks is for the reading to tell."""
    for k in range(1, len(runs) - 1):
        main, rest = runs[:k], runs[k:]
        tall = max(r.bottom - r.top for r in main)
        feet = min(r.bottom for r in main if r.bottom - r.top >= _LETTER * tall)
        if all(r.bottom <= feet - _RAISED * tall for r in rest):
            mark = _around(rest)
            if mark.bottom - mark.top >= _TALL * tall:
                return InkLine(_around(main), mark, len(main))
            break
    return InkLine(_around(runs), None, len(runs))
