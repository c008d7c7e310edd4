"""The page with a ruler of dashes over the columns of its tables, as pandoc writes them.

In a table of several lines the cells wrap in their columns, an empty line parts two rows, and a line of dashes opens
and closes the table; in a simple one each row is a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import attrs

from .writer_page import Boxes, CellStyle, Grid, Line, Masthead, Notes, Page, Prose, Renderer, Signed, header_rows
from .writer_spaced import column_widths, wrapped

_LINE_WIDTH = 120
_NARROWEST = 3


@attrs.frozen
class RulerStyle:
    """What differs between the tables of the two editions."""

    cell: CellStyle
    wraps: bool  # cells wrap in their columns


VIEWER_RULER = RulerStyle(CellStyle(), wraps=True)
REDUCED_RULER = RulerStyle(CellStyle("$ ", "{}", "^({})^", " "), wraps=False)


def _row(texts: Sequence[str], widths: Sequence[int]) -> list[str]:
    """A row's lines, the first and the last column to the left, the others in the middle."""
    cells = [wrapped(text, width) for text, width in zip(texts, widths, strict=True)]
    lines = []
    for y in range(max(map(len, cells), default=0)):
        parts = [cell[y] if y < len(cell) else "" for cell in cells]
        inner = [part.center(width) for part, width in zip(parts, widths, strict=True)][1:-1]
        lines.append("  " + " ".join((parts[0].ljust(widths[0]), *inner, parts[-1])).rstrip())
    return lines


def _grid(block: Grid, style: RulerStyle) -> str:
    """The heading that stands over others is in the column of the first of them."""
    upper, lower = header_rows(block.columns)
    heading = [text for group, span in upper for text in (group, *[""] * (span - 1))]
    rows = [[style.cell.text(cell) for cell in row] for row in block.rows]
    if style.wraps:
        widths = column_widths(block.columns, [heading, *rows])
    else:
        rows = [[text.replace("\n", " ") for text in row] for row in rows]
        widths = [max(_NARROWEST, *map(len, column)) for column in zip(heading, lower, *rows, strict=True)]
    ruler = "  " + " ".join("-" * width for width in widths)
    solid = ["  " + "-" * (len(ruler) - 2)]
    body = [_row(row, widths) for row in (lower, *rows) if any(row)]
    head = _row(heading, widths)
    if not style.wraps:
        return "\n".join((*block.title, "", *head, ruler, *(line for row in body for line in row)))
    return "\n".join((*solid, *block.title, ruler, *head, *(line for row in body for line in ["", *row]), *solid))


def _flat(line: Line) -> str:
    return " ".join(run.text for run in line if run.text)


def _boxes(block: Boxes) -> str:
    boxes = ["\n".join(filter(None, map(_flat, box.lines))) for row in block.rows for box in row]
    return "\n\n".join(filter(None, boxes))


def _masthead(block: Masthead) -> str:
    ticks = [("X " if ticked else "") + text for ticked, text in block.ticks]
    return "\n\n".join((block.form, *ticks, *block.title, "\n".join(block.omb)))


def _signed(block: Signed) -> str:
    return "\n".join(f"    {name:<46}    {day}" for name, day, _ in block.rows())


def _lines(block: Notes | Prose) -> str:
    return "\n\n".join("\n".join(wrapped(line, _LINE_WIDTH)) for line in block.lines)


def _renderer(style: RulerStyle) -> Renderer:
    return Renderer(
        masthead=_masthead,
        boxes=_boxes,
        grid=partial(_grid, style=style),
        signed=_signed,
        notes=_lines,
        prose=_lines,
    )


def viewer_ruler(page: Page) -> str:
    """Tables whose cells wrap in their columns."""
    return _renderer(VIEWER_RULER).page(page)


def reduced_ruler(page: Page) -> str:
    """Tables of one line a row."""
    return _renderer(REDUCED_RULER).page(page)
