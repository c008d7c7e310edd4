"""The page with each cell on lines of its own and blank cells gone, as PDF tools give it."""

from __future__ import annotations

from functools import partial
from textwrap import wrap

from .writer_page import (
    REDUCED_PDF,
    VIEWER_PDF,
    Boxes,
    Grid,
    Masthead,
    Notes,
    Page,
    PdfStyle,
    Prose,
    Renderer,
    Signed,
    header_rows,
)

_BOX_WIDTH = 60
_NOTE_WIDTH = 200


def _cell_lines(text: str, width: int) -> list[str]:
    """A cell as it was wrapped inside its column."""
    return [part for line in text.split("\n") for part in wrap(line, width, break_long_words=False)]


def _grid(block: Grid, style: PdfStyle) -> str:
    upper, lower = header_rows(block.columns)
    widths = iter(block.columns)
    parts = ["\n".join(block.title)]
    for text, span in upper:
        width = sum(next(widths).width for _ in range(span))
        parts.append("\n".join(_cell_lines(text, width)))
    parts += ["\n".join(_cell_lines(text, 12)) for text in lower if text]
    for row in block.rows:
        for column, cell in zip(block.columns, row, strict=True):
            text = style.cell.text(cell)
            if text:  # a blank cell leaves no trace
                parts.append("\n".join(_cell_lines(text, max(column.width, 12))))
    return "\n\n".join(parts)


def _boxes(block: Boxes) -> str:
    parts = []
    for row in block.rows:
        for box in row:
            for line in box.lines:
                for run in line:
                    if run.text:
                        parts.append("\n".join(_cell_lines(run.text, _BOX_WIDTH)))
    return "\n\n".join(parts)


def _masthead(block: Masthead, style: PdfStyle) -> str:
    ticks = []
    for ticked, text in block.ticks:
        ticks += (["X"] if ticked and style.boxes_are_text else []) + ["\n".join(_cell_lines(text, 36))]
    commission, washington, statement, law = block.title
    omb = "\n".join(block.omb)
    return "\n\n".join((block.form, commission, washington, omb, statement, *ticks, law))


def _signed(block: Signed) -> str:
    lines = []
    for left, right, is_caption in block.rows():
        lines += [f"{left}\n{right}"] if is_caption else ["\n".join(_cell_lines(left, _BOX_WIDTH)), right]
    return "\n\n".join(lines)


def _lines(block: Notes | Prose) -> str:
    return "\n".join("\n".join(wrap(line, _NOTE_WIDTH)) for line in block.lines)


def _renderer(style: PdfStyle) -> Renderer:
    return Renderer(
        masthead=partial(_masthead, style=style),
        boxes=_boxes,
        grid=partial(_grid, style=style),
        signed=_signed,
        notes=_lines,
        prose=_lines,
    )


def viewer_lines(page: Page) -> str:
    """A PDF's text in reading order: each cell on lines of its own, blanks gone."""
    return _renderer(VIEWER_PDF).page(page)


def reduced_lines(page: Page) -> str:
    """The same of the reduced edition, a space behind the dollar sign and before the marks."""
    return _renderer(REDUCED_PDF).page(page)
