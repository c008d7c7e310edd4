"""The page in columns of characters, as `pdftotext -layout` gives it.

Heading and title cells wrap inside their column; the lines of a wrapped cell stand above and
below the line that holds the rest of its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from textwrap import wrap

import attrs

from .writer_columns import Column
from .writer_page import (
    REDUCED_PDF,
    VIEWER_PDF,
    Box,
    Boxes,
    Grid,
    Line,
    Masthead,
    Notes,
    Page,
    PdfStyle,
    Prose,
    Renderer,
    Run,
    Signed,
    header_rows,
)

_BOX_WIDTHS = (62, 66, 76)
_PAGE_WIDTH = 200
_GAP = 2
_TICK_WIDTH = 6


@attrs.define
class Canvas:
    """Lines of text to write on at any place."""

    lines: list[str] = attrs.field(factory=list)

    def write(self, x: int, y: int, texts: Sequence[str]) -> None:
        """Put lines of text at column x from line y down."""
        for i, text in enumerate(texts, y):
            while len(self.lines) <= i:
                self.lines.append("")
            self.lines[i] = self.lines[i].ljust(x)[:x] + text + self.lines[i][x + len(text) :]

    def text(self) -> str:
        """What was written, no line with spaces at its end."""
        return "\n".join(line.rstrip() for line in self.lines)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text in a column, no word cut."""
    parts = []
    for line in text.split("\n"):
        parts += wrap(line, width, break_long_words=False, break_on_hyphens=False)
    return parts


def _longest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=1)


def column_widths(columns: tuple[Column, ...], rows: list[list[str]]) -> list[int]:
    """No word is cut: a column is as wide as its description says or its longest word."""
    return [
        max(column.width, _longest_word([column.head, *(row[i] for row in rows)])) for i, column in enumerate(columns)
    ]


def _draw_head(canvas: Canvas, columns: tuple[Column, ...], starts: list[int]) -> None:
    upper, lower = header_rows(columns)
    at = 0
    tall_group = 0
    for text, span in upper:
        width = starts[at + span] - starts[at] - _GAP
        lines = wrapped(text, max(width, _longest_word([text])))
        canvas.write(starts[at], 0, lines)
        tall_group = max(tall_group, len(lines) if lower[at] else 0)
        at += span
    for i, text in enumerate(lower):
        if text:
            lines = wrapped(text, starts[i + 1] - starts[i] - _GAP)
            canvas.write(starts[i], tall_group + 1, lines)


def _draw_row(canvas: Canvas, row: list[str], widths: list[int], starts: list[int]) -> None:
    """One row, numbers in the middle of their column, lower cells in the middle of the tallest.

    Lines are placed in half steps: beside a cell of two lines, one line stands between them.
    """
    cells = [wrapped(text, width) for text, width in zip(row, widths, strict=True)]
    height = max((len(lines) for lines in cells), default=0)
    drawn = Canvas()
    for i, (lines, width) in enumerate(zip(cells, widths, strict=True)):
        longest = max(map(len, lines), default=0)
        inset = (width - longest) // 2 if 0 < i < len(row) - 1 else 0
        for step, line in enumerate(lines):
            drawn.write(starts[i] + inset, height - len(lines) + 2 * step, [line])
    canvas.lines += [line for line in drawn.lines if line]


def _grid(block: Grid, style: PdfStyle) -> str:
    rows = [[style.cell.text(cell) for cell in row] for row in block.rows]
    widths = column_widths(block.columns, rows)
    starts = [0]
    for width in widths:
        starts.append(starts[-1] + width + _GAP)
    canvas = Canvas()
    _draw_head(canvas, block.columns, starts)
    for row in rows:
        if style.rows_apart:
            canvas.lines.append("")
        _draw_row(canvas, row, widths, starts)
    title = "\n".join(line.center(starts[-1]).rstrip() for line in block.title)
    return f"{title}\n{canvas.text()}"


def _draw_line(canvas: Canvas, x: int, y: int, line: Line, width: int) -> int:
    """The runs of a line side by side, ticks narrow, the rest in equal shares; how many lines."""
    ticks = sum(run.role == "tick" for run in line)
    share = (width - ticks * _TICK_WIDTH) // max(len(line) - ticks, 1)
    tallest = 1
    for run in line:
        if run.role == "tick":
            canvas.write(x + 2, y, [run.text] if run.text else [])
            x += _TICK_WIDTH
        else:
            lines = wrapped(run.text, share - 1)
            canvas.write(x, y, lines)
            tallest = max(tallest, len(lines))
            x += share
    return tallest


def _draw_box(canvas: Canvas, x: int, y: int, box: Box, width: int) -> int:
    """A box from line y down; returns the line behind it, one left blank."""
    for line in box.lines:
        y += 1 if line[:1] == (Run("", "rule"),) else _draw_line(canvas, x, y, line, width)
    return y + 1


def _boxes(block: Boxes) -> str:
    canvas = Canvas()
    x = 0
    for i in range(len(block.rows[0])):
        y = 0
        for row in block.rows:
            if row[i].lines:
                y = _draw_box(canvas, x, y, row[i], _BOX_WIDTHS[i] - _GAP)
        x += _BOX_WIDTHS[i]
    return canvas.text()


def _masthead(block: Masthead, style: PdfStyle) -> str:
    canvas = Canvas()
    canvas.write(6, 0, [block.form])
    y = 2
    for ticked, text in block.ticks:
        lines = wrapped(text, 38)
        canvas.write(1, y + len(lines) // 2, ["X"] if ticked and style.boxes_are_text else [])
        canvas.write(6, y, lines)
        y += len(lines) + 1
    y = 0
    for text in block.title:
        lines = wrapped(text, 80)
        canvas.write(60, y, lines)
        y += len(lines) + 1
    canvas.write(160, 0, [block.omb[0], f"{block.omb[1]}    {block.omb[2]}"])
    canvas.write(160, 2, ["Estimated average burden", f"hours per response:    {block.omb[3]}"])
    return canvas.text()


def _signed(block: Signed) -> str:
    canvas = Canvas()
    for number, (name, day) in enumerate(block.pairs, 1):
        lines = wrapped(name, 44)
        y = len(canvas.lines)
        canvas.write(110, y, lines)
        canvas.write(160, y + (len(lines) - 1) // 2, [day])
        if block.caption_under_each or number == len(block.pairs):
            canvas.write(110, len(canvas.lines), [block.caption[0]])
            canvas.write(160, len(canvas.lines) - 1, [block.caption[1]])
    return canvas.text()


def _lines(block: Notes | Prose) -> str:
    return "\n".join("\n".join(wrapped(line, _PAGE_WIDTH)) for line in block.lines)


def _renderer(style: PdfStyle) -> Renderer:
    return Renderer(
        masthead=partial(_masthead, style=style),
        boxes=_boxes,
        grid=partial(_grid, style=style),
        signed=_signed,
        notes=_lines,
        prose=_lines,
    )


def viewer_spaced(page: Page) -> str:
    """The viewer's page in columns of characters."""
    return _renderer(VIEWER_PDF).page(page)


def reduced_spaced(page: Page) -> str:
    """The reduced edition's page in columns of characters."""
    return _renderer(REDUCED_PDF).page(page)
