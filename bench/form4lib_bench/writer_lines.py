"""The page with each cell on lines of its own and blank cells gone, as PDF tools give it."""

from __future__ import annotations

from textwrap import wrap

from .writer_page import (
    REDUCED_PDF,
    VIEWER_PDF,
    Block,
    Boxes,
    Grid,
    Masthead,
    Notes,
    Page,
    PdfStyle,
    Signed,
    header_rows,
    join_blocks,
)

_BOX_WIDTH = 60
_NOTE_WIDTH = 200


def _cell_lines(text: str, width: int) -> list[str]:
    """A cell as it was wrapped inside its column."""
    return [part for line in text.split("\n") for part in wrap(line, width, break_long_words=False)]


def _lines_grid(block: Grid, style: PdfStyle) -> str:
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


def _lines_boxes(block: Boxes) -> str:
    parts = []
    for row in block.rows:
        for box in row:
            for line in box.lines:
                for run in line:
                    if run.text:
                        parts.append("\n".join(_cell_lines(run.text, _BOX_WIDTH)))
    return "\n\n".join(parts)


def _lines_signed(block: Signed) -> str:
    caption = "\n".join(block.caption)
    lines = []
    for name, day in block.pairs:
        lines += ["\n".join(_cell_lines(name, _BOX_WIDTH)), day]
        if block.caption_under_each:
            lines.append(caption)
    return "\n\n".join(lines if block.caption_under_each else [*lines, caption])


def _lines_block(block: Block, style: PdfStyle) -> str:
    if isinstance(block, Masthead):
        ticks = []
        for ticked, text in block.ticks:
            ticks += (["X"] if ticked and style.boxes_are_text else []) + ["\n".join(_cell_lines(text, 36))]
        commission, washington, statement, law = block.title
        omb = "\n".join(block.omb)
        return "\n\n".join((block.form, commission, washington, omb, statement, *ticks, law))
    if isinstance(block, Boxes):
        return _lines_boxes(block)
    if isinstance(block, Grid):
        return _lines_grid(block, style)
    if isinstance(block, Signed):
        return _lines_signed(block)
    if isinstance(block, Notes):
        notes = [f"{mark} {text}" for mark, text in block.items]
        return "\n".join("\n".join(wrap(note, _NOTE_WIDTH)) for note in notes)
    return "\n".join("\n".join(wrap(line, _NOTE_WIDTH)) for line in block.lines)


def viewer_lines(page: Page) -> str:
    """A PDF's text in reading order: each cell on lines of its own, blanks gone."""
    return join_blocks(_lines_block(block, VIEWER_PDF) for block in page)


def reduced_lines(page: Page) -> str:
    """The same of the reduced edition, a space behind the dollar sign and before the marks."""
    return join_blocks(_lines_block(block, REDUCED_PDF) for block in page)
