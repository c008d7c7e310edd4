"""Stage 6c1: ticks that stand beside the lines of their labels.

Takes the words of box 5 of a page laid out by spaces, where a tick may have a line of its own between those of the
labels. Gives the box that each tick stands before: the page prints two columns of boxes, `Director` above `Officer`
and `10% Owner` above `Other`. Where each of the four is drawn, ticked or not, their columns alone tell which is which:

    __X__         _____ 10%
    Director      Owner

and where the lines of boxes are not set alike, those above `Director` and above `Officer`. In cells a tick may stand in
the one above its label's. Else a tick is set half way down its label, so that one below `Director` is the director's,
and the officer's stands below the first line of its label. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ._page import Word

_ALIGNED = 2
"""Labels of one column of boxes begin within so many characters."""
_LEAST_WIDTH = 8
_BEFORE = 16
"""A tick stands within so many characters before its label."""
_AROUND = 2
"""Lines above the first label and below the last that a tick may stand in."""


def boxes_by_column(drawn: Sequence[Word]) -> dict[str, Word] | None:
    """The four boxes, ticked or not, by the two columns that they are drawn in; None where they are not so drawn."""
    if len(drawn) != 4:
        return None
    columns = sorted(drawn, key=lambda w: w.x)
    left, right = (sorted(pair, key=lambda w: w.line) for pair in (columns[:2], columns[2:]))
    if right[0].x - left[0].x < _LEAST_WIDTH or any(
        abs(a.x - b.x) > _ALIGNED or a.line == b.line for a, b in (left, right)
    ):
        return None
    return {"director": left[0], "ten_percent": right[0], "officer": left[1], "other": right[1]}


def boxes_by_line(where: Mapping[str, Word], drawn: Sequence[Word]) -> dict[str, Word] | None:
    """The four boxes, two a line above the labels that are theirs; None where they are not so drawn.

    Args:
        where: the first word of each label found.
        drawn: the boxes, ticked or not.
    """
    if len(drawn) != 4 or "director" not in where or "officer" not in where:
        return None
    a, b, c, d = sorted(drawn, key=lambda w: (w.line, w.x))
    if not a.line == b.line < where["director"].line <= c.line == d.line < where["officer"].line:
        return None
    return {"director": a, "ten_percent": b, "officer": c, "other": d}


def boxes_by_cell(where: Mapping[str, Word], ticks: Sequence[Word]) -> dict[str, Word] | None:
    """The tick of each ticked box, where each stands in a cell by itself, right above that of its label."""
    out: dict[str, Word] = {}
    for tick in ticks:
        below = [n for n, w in where.items() if w.cell == tick.cell and w.row == tick.row + 1]
        if len(below) != 1 or any((w.row, w.cell) == (tick.row, tick.cell) for w in where.values()):
            return None
        out[below[0]] = tick
    return out or None


def boxes_by_place(where: Mapping[str, Word], ticks: Sequence[Word]) -> dict[str, Word] | None:
    """The tick of each ticked box; None where the places tell nothing, or nothing that the order does not.

    Args:
        where: the first word of each of the four labels.
        ticks: the ticks among them.
    """
    if len(where) < 4 or not ticks:
        return None
    director, officer, ten, other = (where[name] for name in ("director", "officer", "ten_percent", "other"))
    lines = {w.line for w in where.values()}
    if all(t.line in lines for t in ticks):
        return None
    if abs(director.x - officer.x) > _ALIGNED or abs(ten.x - other.x) > _ALIGNED or ten.x - director.x < _LEAST_WIDTH:
        return None
    if director.line >= officer.line or ten.line >= other.line:
        return None
    out: dict[str, Word] = {}
    for tick in ticks:
        names = ("ten_percent", "other") if tick.x > director.x else ("director", "officer")
        upper, lower = (where[name] for name in names)
        if not 0 < upper.x - tick.x <= _BEFORE or not upper.line - _AROUND <= tick.line <= lower.line + _AROUND:
            return None
        out[names[tick.line >= lower.line]] = tick
    return out if len(out) == len(ticks) else None
