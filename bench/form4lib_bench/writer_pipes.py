"""The page as markdown tables, nested tables flattened into their cells as converters do it."""

from __future__ import annotations

from itertools import groupby

import attrs

from .writer_page import (
    Block,
    Box,
    Boxes,
    CellStyle,
    Grid,
    Line,
    Masthead,
    Notes,
    Page,
    Run,
    Signed,
    header_rows,
    join_blocks,
)


@attrs.frozen
class PipeStyle:
    """What differs between the markdown of the two editions."""

    cell: CellStyle
    tick: tuple[str, str]  # a box of the masthead, ticked or not
    title_row: bool  # a table's title is its first row, or a paragraph above it


VIEWER_PIPES = PipeStyle(CellStyle(), ("X", ""), title_row=True)
REDUCED_PIPES = PipeStyle(CellStyle("$ ", "{}", "[({0})](#F{0})", " "), ("[x]", "[ ]"), title_row=False)
_RULE: Line = (Run("", "rule"),)


def _md(text: str) -> str:
    return text.replace("*", "\\*").replace("_", "\\_").replace("\n", " ")


def _nested(rows: list[Line]) -> str:
    """A table within a cell, as converters flatten it: blank heading, ruler and rows on one line."""
    width = max(len(row) for row in rows)
    blank, ruler = "|" + "  |" * width, "|" + " --- |" * width
    drawn = ["| " + " | ".join(_md(run.text) for run in row) + " |" for row in rows]
    return " ".join((blank, ruler, *drawn))


def _pipe_box(box: Box) -> str:
    """Lines of several cells make a nested table, so do values above a rule; the rule is a `---`."""
    ruled = _RULE in box.lines
    parts = []

    def in_table(line: Line) -> tuple[bool, int]:
        return len(line) > 1 or (ruled and line[:1] != _RULE and line[0].role == "value"), len(line)

    for (nested, _), lines in groupby(box.lines, key=in_table):
        if nested:
            parts.append(_nested(list(lines)))
            continue
        for line in lines:
            parts.append("---" if line[:1] == _RULE else " ".join(_md(run.text) for run in line))
    return "  ".join(part for part in parts if part)


def _pipe_table(rows: list[list[str]], width: int) -> str:
    """A table whose rows all stand below a blank heading."""
    blank, ruler = "|" + "  |" * width, "|" + " --- |" * width
    return "\n".join([blank, ruler, *("| " + " | ".join(row) + " |" for row in rows)])


def _pipe_grid(block: Grid, style: PipeStyle) -> str:
    upper, lower = header_rows(block.columns)
    first = [text + " |" * (span - 1) for text, span in upper]
    second = [text for text in lower if text]
    rows = [[_md(style.cell.text(cell)) for cell in row] for row in block.rows]
    body = ["| " + " | ".join(row) + " |" for row in (first, *([second] if second else []), *rows)]
    ruler = "|" + " --- |" * len(block.columns)
    if style.title_row:
        title = f"| **{'** **'.join(block.title)}** |" + " |" * (len(block.columns) - 1)
        return "\n".join((title, ruler, *body))
    title = "**" + "\n".join(block.title) + "**"
    return "\n".join((title, "", body[0], ruler, *body[1:]))


def _pipe_masthead(block: Masthead, style: PipeStyle) -> str:
    ticks = [(Run(style.tick[0 if ticked else 1]), Run(text)) for ticked, text in block.ticks]
    left = "  ".join((f"**{block.form}**", *([_nested(list(ticks))] if ticks else [])))
    return _pipe_table([[left, " ".join(block.title), " ".join(block.omb)]], 3)


def _pipe_signed(block: Signed) -> str:
    caption = ["", *(_md(text) for text in block.caption)]
    rows = []
    for name, day in block.pairs:
        rows.append(["", _md(name), day])
        if block.caption_under_each:
            rows.append(caption)
    return _pipe_table(rows if block.caption_under_each else [*rows, caption], 3)


def _pipe_block(block: Block, style: PipeStyle) -> str:
    if isinstance(block, Masthead):
        return _pipe_masthead(block, style)
    if isinstance(block, Boxes):
        rows = [[_pipe_box(box) for box in row if box.lines] for row in block.rows]
        return _pipe_table(rows, len(block.rows[0]))
    if isinstance(block, Grid):
        return _pipe_grid(block, style)
    if isinstance(block, Signed):
        return _pipe_signed(block)
    if isinstance(block, Notes):
        if not block.items:
            return ""
        return _pipe_table([[f"**{_md(mark)}**", _md(text)] for mark, text in block.items], 2)
    return "\n".join(_md(line) for line in block.lines)


def viewer_pipes(page: Page) -> str:
    """A markdown converter's pipes of the viewer's page."""
    return join_blocks(_pipe_block(block, VIEWER_PIPES) for block in page)


def reduced_pipes(page: Page) -> str:
    """The same of the reduced edition: marks as links, boxes as `[x]`, titles above their tables."""
    return join_blocks(_pipe_block(block, REDUCED_PIPES) for block in page)
