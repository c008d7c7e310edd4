"""The cells that rules enclose.

Contract: takes a `Sheet`; gives its `RuledTable`s, each a list of `Cell`s, blank ones included, in rows from the top.
A rule that does not reach from side to side (a line under an address) parts no cells. A table that a page's end cuts is
closed there, and its cells say so. Reports nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import attrs

from ._pdf_sheet import PrintedWord, Rule, Sheet

_SNAP = 2.6
"""Points: rules nearer to each other are one, such as the borders of two neighbouring cells."""
_SPREAD = 4.5
"""Points: and so are chains of them, up to this far."""
_REACH = 2.0
"""Points by which a rule may fall short of the one it meets; the lines under an address fall short by 2.2 or more."""
_TOUCH = 3.0
"""Points: rules nearer to each other than this are of one table."""
_MAX_MEETINGS = 1_000_000
"""A page of thirty rows has 130 lying and 130 standing rules; a page of a thousand of each is a drawing."""
_NARROW = 5.0
"""Points: no letter fits between borders so near to each other."""
_BRIDGED = 14.0
_PAGE_TOP = 45.0
"""Points: behind a page's end, so far down, some browsers leave out so much of a standing rule."""
_ONE_ROW = 0.65
"""Cells whose heights overlap by this share of both are of one row; of a heading of two rows the upper ones by less."""
_CUT_SURENESS = 0.5
"""What stands in a cell that goes on beyond the page's right edge may have lost letters: `939` of `939,016`."""
_TABLE_CELLS = 2
"""A single cell is a box around something."""


@attrs.define(slots=True, eq=False)
class Cell:
    """A place that rules enclose, and the words in it."""

    x0: float
    top: float
    x1: float
    bottom: float
    cut_above: bool = False
    cut_below: bool = False
    cut_right: bool = False
    words: list[PrintedWord] = attrs.field(factory=list)
    rest: list[list[PrintedWord]] = attrs.field(factory=list)
    """What of the cell stands on the pages that follow."""


@attrs.define(slots=True, eq=False)
class RuledTable:
    """Cells in rows: those of a row begin at the same height."""

    rows: list[list[Cell]]

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return self.rows[0][0].top


class _Groups:
    """Things by number, joined to groups."""

    def __init__(self, count: int) -> None:
        self._leader = list(range(count))

    def of(self, i: int) -> int:
        """The number that stands for the group of thing `i`."""
        leader = self._leader
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make one group of two."""
        self._leader[self.of(i)] = self.of(j)


class _Grid(NamedTuple):
    """The rules of one table."""

    lying: list[Rule]
    standing: list[Rule]


def _merge(rules: list[Rule], bridged_to: float = -1.0) -> list[Rule]:
    """Rules that lie side by side or end to end, made one; up to `bridged_to` longer gaps are closed."""
    clusters: list[list[Rule]] = []
    for rule in sorted(rules):
        if clusters and rule.at - clusters[-1][-1].at <= _SNAP and rule.at - clusters[-1][0].at <= _SPREAD:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    out: list[Rule] = []
    for cluster in clusters:
        at = (cluster[0].at + cluster[-1].at) / 2
        run: list[float] = []
        for _, start, end in sorted(cluster, key=lambda r: r.start):
            if run and start <= run[1] + (_BRIDGED if start < bridged_to else _SNAP):
                run[1] = max(run[1], end)
            else:
                if run:
                    out.append(Rule(at, *run))
                run = [start, end]
        out.append(Rule(at, *run))
    return out


def _meet(lying: Rule, standing: Rule) -> bool:
    return (
        lying.start - _TOUCH <= standing.at <= lying.end + _TOUCH
        and standing.start - _TOUCH <= lying.at <= standing.end + _TOUCH
    )


def _tables_of(lying: list[Rule], standing: list[Rule]) -> list[_Grid]:
    """The rules that hang together."""
    groups = _Groups(len(lying) + len(standing))
    for j, upright in enumerate(standing):
        for i, flat in enumerate(lying):
            if _meet(flat, upright):
                groups.join(i, len(lying) + j)
    found: dict[int, _Grid] = {}
    for i, flat in enumerate(lying):
        found.setdefault(groups.of(i), _Grid([], [])).lying.append(flat)
    for j, upright in enumerate(standing):
        found.setdefault(groups.of(len(lying) + j), _Grid([], [])).standing.append(upright)
    return [grid for grid in found.values() if len(grid.standing) > 1]


def _close(grid: _Grid) -> tuple[_Grid, float | None, float | None, float | None]:
    """Put rules where the page's edges cut a table off; gives the places of those put above, below and at its right."""
    lying, above, below = _close_ends(grid.lying, grid.standing)
    standing, _, right = _close_ends(grid.standing, lying)
    return _Grid(lying, standing), above, below, right


def _close_ends(across: list[Rule], along: list[Rule]) -> tuple[list[Rule], float | None, float | None]:
    """Put a rule across where others end together and nothing closes them; gives the places of those put there."""
    out = list(across)
    if not along:
        return out, None, None
    low, high = min(r.start for r in along), max(r.end for r in along)
    placed: list[float | None] = []
    for edge, ends in (
        (low, [r.at for r in along if r.start <= low + _TOUCH]),
        (high, [r.at for r in along if r.end >= high - _TOUCH]),
    ):
        first, last = min(ends), max(ends)
        near = [r for r in out if abs(r.at - edge) <= _SPREAD and r.start < last and r.end > first]
        covered = sum(min(r.end, last) - max(r.start, first) for r in near)
        is_open = len(ends) > 1 and covered < 0.5 * (last - first)
        if is_open:
            out = [r for r in out if r not in near]
            out.append(Rule(edge, first, last))
        placed.append(edge if is_open else None)
    return out, placed[0], placed[1]


def _covers(runs: list[Rule], a: float, b: float) -> bool:
    middle = (a + b) / 2
    return any(r.start <= a + _REACH and r.end >= b - _REACH and r.start < middle < r.end for r in runs)


def _cells(grid: _Grid, above: float | None, below: float | None, right: float | None) -> list[Cell]:
    """The places that the rules of one table enclose."""
    xs, ys = sorted({r.at for r in grid.standing}), sorted({r.at for r in grid.lying})
    if len(xs) < 2 or len(ys) < 2:
        return []
    by_x: dict[float, list[Rule]] = {x: [] for x in xs}
    by_y: dict[float, list[Rule]] = {y: [] for y in ys}
    for rule in grid.standing:
        by_x[rule.at].append(rule)
    for rule in grid.lying:
        by_y[rule.at].append(rule)
    wide, tall = len(xs) + 1, len(ys) + 1
    groups = _Groups(wide * tall)
    for row in range(tall):
        for column in range(wide):
            here = row * wide + column
            inside_y, inside_x = 0 < row < tall - 1, 0 < column < wide - 1
            if column + 1 < wide and not (inside_y and _covers(by_x[xs[column]], ys[row - 1], ys[row])):
                groups.join(here, here + 1)
            if row + 1 < tall and not (inside_x and _covers(by_y[ys[row]], xs[column - 1], xs[column])):
                groups.join(here, here + wide)
    outside = groups.of(0)
    cells: dict[int, Cell] = {}
    for row in range(1, tall - 1):
        for column in range(1, wide - 1):
            mine = groups.of(row * wide + column)
            if mine == outside:
                continue
            x0, x1, top, bottom = xs[column - 1], xs[column], ys[row - 1], ys[row]
            cell = cells.get(mine)
            if cell is None:
                cells[mine] = Cell(x0, top, x1, bottom)
            else:
                cell.x0, cell.x1 = min(cell.x0, x0), max(cell.x1, x1)
                cell.top, cell.bottom = min(cell.top, top), max(cell.bottom, bottom)
    kept = [c for c in cells.values() if min(c.x1 - c.x0, c.bottom - c.top) >= _NARROW]
    for cell in kept:
        cell.cut_above, cell.cut_below = cell.top == above, cell.bottom == below
        cell.cut_right = cell.x1 == right
    return kept


def _in_rows(cells: list[Cell]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda c: c.top):
        home = next((row for row in reversed(rows[-4:]) if _of_row(cell, row)), None)
        if home is None:
            rows.append([cell])
        else:
            home.append(cell)
    return [sorted(row, key=lambda c: c.x0) for row in rows]


def _of_row(cell: Cell, row: list[Cell]) -> bool:
    """Does the cell begin where the row does, or end where it ends and stand beside most of it?"""
    if abs(cell.top - row[0].top) <= _SNAP:
        return True
    if any(c.x0 < cell.x1 - _SNAP and cell.x0 < c.x1 - _SNAP for c in row):
        return False
    for other in row:
        low, high = max(cell.top, other.top), min(cell.bottom, other.bottom)
        if abs(cell.bottom - other.bottom) <= _SNAP and high - low >= _ONE_ROW * max(
            cell.bottom - cell.top, other.bottom - other.top
        ):
            return True
    return False


def find_tables(sheet: Sheet) -> list[RuledTable]:
    """The ruled tables of a page, from the top; a table inside a cell of another is a part of that cell."""
    found: list[list[Cell]] = []
    top = min((rule.start for rule in sheet.standing), default=0.0)
    lying, standing = _merge(sheet.lying), _merge(sheet.standing, top + _PAGE_TOP)
    if len(lying) * len(standing) > _MAX_MEETINGS:
        return []
    for grid in _tables_of(lying, standing):
        cells = _cells(*_close(grid))
        if len(cells) >= _TABLE_CELLS:
            found.append(cells)
    outer = [cells for cells in found if not any(_inside(cells, other) for other in found if other is not cells)]
    return sorted((RuledTable(_in_rows(cells)) for cells in outer), key=lambda t: t.top)


def _inside(inner: list[Cell], outer: list[Cell]) -> bool:
    x0, top, x1, bottom = _bounds(RuledTable([inner]))
    return any(c.x0 <= x0 and x1 <= c.x1 and c.top <= top and bottom <= c.bottom for c in outer)


def deal_out(words: list[PrintedWord], tables: list[RuledTable]) -> list[PrintedWord]:
    """Put the words into the cells they stand in; gives those that stand in none."""
    bounded = [(_bounds(table), [cell for row in table.rows for cell in row]) for table in tables]
    loose: list[PrintedWord] = []
    for word in words:
        x, y = word.x, word.y
        here = [
            c
            for (x0, top, x1, bottom), cells in bounded
            if x0 <= x <= x1 and top <= y <= bottom
            for c in cells
            if c.x0 <= x <= c.x1 and c.top <= y <= c.bottom
        ]
        if here:
            cell = min(here, key=lambda c: (c.x1 - c.x0) * (c.bottom - c.top))
            sureness = min(word.sureness, _CUT_SURENESS if cell.cut_right else 1.0)
            cell.words.append(word._replace(sureness=sureness))
        else:
            loose.append(word)
    return loose


def _bounds(table: RuledTable) -> tuple[float, float, float, float]:
    cells = [cell for row in table.rows for cell in row]
    return (
        min(c.x0 for c in cells),
        min(c.top for c in cells),
        max(c.x1 for c in cells),
        max(c.bottom for c in cells),
    )
