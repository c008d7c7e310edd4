"""The page as tables drawn with borders, as browsers for terminals and converters to plain text draw them.

A cell wraps inside its borders, from its top down. A heading that stands over others has a border below it only where
they begin, and what stands beside them goes on behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import attrs

from .writer_page import Box, Boxes, CellStyle, Grid, Line, Masthead, Notes, Page, Prose, Renderer, Signed, header_rows
from .writer_spaced import Canvas, column_widths, wrapped

_BOX_WIDTH = 42
_MASTHEAD_WIDTHS = (40, 46, 30)
_NOTE_WIDTH = 120
_TICK_WIDTH = 4
_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8


@attrs.frozen
class BorderStyle:
    """What differs between the drawings of the two editions."""

    cell: CellStyle
    tick: tuple[str, str]  # a box of the masthead, ticked or not
    rule: str  # what a rule within a box is drawn with
    borders: str  # by the directions a line goes from there: 1 up, 2 down, 4 left, 8 right


_THIN = " │││─┘┐┤─└┌├─┴┬┼"
_PLAIN = " |||-+++-+++-+++"
VIEWER_BOXES = BorderStyle(CellStyle(mark="^({})"), ("X", " "), "━", _THIN)
REDUCED_BOXES = BorderStyle(CellStyle("$ ", "{}", "({})", " "), ("[X]", "[ ]"), "_", _PLAIN)


@attrs.frozen
class _Cell:
    """A cell of a drawn table: where it begins, how far it reaches, and its lines (wrapped when drawn)."""

    row: int
    column: int
    lines: tuple[str, ...]
    rows: int = 1
    columns: int = 1


def _lines_in(cell: _Cell, widths: Sequence[int]) -> list[str]:
    width = sum(widths[cell.column : cell.column + cell.columns]) + 3 * (cell.columns - 1)
    return [part for line in cell.lines for part in wrapped(line, width) or [""]]


def _heights(cells: Sequence[_Cell], widths: Sequence[int]) -> list[int]:
    """Lines of each row; a cell that reaches over several has those of their borders, too."""
    heights = [1] * max(cell.row + cell.rows for cell in cells)
    for cell in sorted(cells, key=lambda c: c.rows):
        last = cell.row + cell.rows
        room = sum(heights[cell.row : last]) + cell.rows - 1
        heights[last - 1] += max(0, len(_lines_in(cell, widths)) - room)
    return heights


def draw_table(cells: Sequence[_Cell], widths: Sequence[int], borders: str) -> str:
    """The cells with their borders around them."""
    lefts, tops = [0], [0]
    for width in widths:
        lefts.append(lefts[-1] + width + 3)
    for height in _heights(cells, widths):
        tops.append(tops[-1] + height + 1)
    drawn: dict[tuple[int, int], int] = {}

    def join(x: int, y: int, ways: int) -> None:
        drawn[x, y] = drawn.get((x, y), 0) | ways

    canvas = Canvas()
    for cell in cells:
        left, right = lefts[cell.column], lefts[cell.column + cell.columns]
        top, bottom = tops[cell.row], tops[cell.row + cell.rows]
        for x in range(left, right):
            for y in (top, bottom):
                join(x, y, _RIGHT)
                join(x + 1, y, _LEFT)
        for y in range(top, bottom):
            for x in (left, right):
                join(x, y, _DOWN)
                join(x, y + 1, _UP)
        canvas.write(left + 2, top + 1, _lines_in(cell, widths))
    for (x, y), ways in drawn.items():
        canvas.write(x, y, [borders[ways]])
    return canvas.text()


def _flat(line: Line, style: BorderStyle) -> str:
    """The runs of a line side by side, a tick in a narrow cell."""
    if line and line[0].role == "rule":
        return style.rule * (_BOX_WIDTH // 2)
    return "".join(
        f" {run.text}".ljust(_TICK_WIDTH) if run.role == "tick" else f"{run.text}   " for run in line
    ).rstrip()


def _boxes(block: Boxes, style: BorderStyle) -> str:
    """An empty box continues the one above it."""
    cells: list[_Cell] = []
    for column, boxes in enumerate(zip(*block.rows, strict=True)):
        here: list[_Cell] = []
        for row, box in enumerate(boxes):
            if box == Box() and here:
                here[-1] = attrs.evolve(here[-1], rows=here[-1].rows + 1)
            else:
                here.append(_Cell(row, column, tuple(_flat(line, style) for line in box.lines)))
        cells += here
    return draw_table(cells, [_BOX_WIDTH] * len(block.rows[0]), style.borders)


def _heading(block: Grid) -> Iterable[_Cell]:
    upper, lower = header_rows(block.columns)
    at = 0
    for text, span in upper:
        yield _Cell(0, at, (text,), rows=1 if lower[at] else 2, columns=span)
        at += span
    for column, text in enumerate(lower):
        if text:
            yield _Cell(1, column, (text,))


def _grid(block: Grid, style: BorderStyle) -> str:
    rows = [[style.cell.text(cell) for cell in row] for row in block.rows]
    widths = column_widths(block.columns, rows)
    cells = [_Cell(2 + i, j, tuple(text.split("\n"))) for i, row in enumerate(rows) for j, text in enumerate(row)]
    return "\n".join((*block.title, draw_table([*_heading(block), *cells], widths, style.borders)))


def _masthead(block: Masthead, style: BorderStyle) -> str:
    ticks = [f"{style.tick[0 if ticked else 1]} {text}" for ticked, text in block.ticks]
    texts = ((block.form, *ticks), block.title, block.omb)
    return draw_table([_Cell(0, i, text) for i, text in enumerate(texts)], _MASTHEAD_WIDTHS, style.borders)


def _signed(block: Signed) -> str:
    return "\n".join(f"    {name:<46}    {day}" for name, day, _ in block.rows())


def _lines(block: Notes | Prose) -> str:
    return "\n".join("\n".join(wrapped(line, _NOTE_WIDTH)) for line in block.lines)


def _renderer(style: BorderStyle) -> Renderer:
    return Renderer(
        masthead=partial(_masthead, style=style),
        boxes=partial(_boxes, style=style),
        grid=partial(_grid, style=style),
        signed=_signed,
        notes=_lines,
        prose=_lines,
    )


def viewer_boxes(page: Page) -> str:
    """Borders of the characters made for drawing them."""
    return _renderer(VIEWER_BOXES).page(page)


def reduced_boxes(page: Page) -> str:
    """Borders of pluses, hyphens and bars."""
    return _renderer(REDUCED_BOXES).page(page)
