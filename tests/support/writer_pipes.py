"""The page as markdown tables, nested tables flattened into their cells as converters do it."""

from __future__ import annotations

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
    Signed,
    header_rows,
    join_blocks,
)


def _md(text: str) -> str:
    return text.replace("*", "\\*").replace("_", "\\_").replace("\n", " ")


def _nested(runs: Line) -> str:
    """A table within a cell, as converters flatten it: its rows and its ruler on one line."""
    cells = " | ".join(_md(run.text) for run in runs)
    return f"| {cells} | | {' | '.join('---' for _ in runs)} |"


def _pipe_box(box: Box) -> str:
    parts = []
    for line in box.lines:
        if len(line) > 1:
            parts.append(_nested(line))
        elif line and line[0].role == "rule":
            parts.append("---")
        elif line:
            parts.append(_md(line[0].text))
    return "  ".join(part for part in parts if part)


def _pipe_table(rows: list[list[str]], width: int) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _pipe_grid(block: Grid, style: CellStyle) -> str:
    upper, lower = header_rows(block.columns)
    first: list[str] = []
    for text, span in upper:
        first += [text + " |" * (span - 1)]
    second = [text for text in lower if text]
    rows = [[_md(style.text(cell)) for cell in row] for row in block.rows]
    title = f"| **{' '.join(block.title)}** |" + " |" * (len(block.columns) - 1)
    ruler = "|" + " --- |" * len(block.columns)
    body = ["| " + " | ".join(row) + " |" for row in (first, *([second] if second else []), *rows)]
    return "\n".join((title, ruler, *body))


def _pipe_masthead(block: Masthead, box_tick: tuple[str, str]) -> str:
    ticks = [f"| {box_tick[0 if ticked else 1]} | {text} |" for ticked, text in block.ticks]
    left = "  ".join((f"**{block.form}**", *ticks))
    return _pipe_table([[left, " ".join(block.title), " ".join(block.omb)]], 3)


def _pipe_signed(block: Signed) -> str:
    caption = ["", *(_md(text) for text in block.caption)]
    rows = []
    for name, day in block.pairs:
        rows.append(["", _md(name), day])
        if block.caption_under_each:
            rows.append(caption)
    return _pipe_table(rows if block.caption_under_each else [*rows, caption], 3)


def _pipe_block(block: Block, style: CellStyle, box_tick: tuple[str, str]) -> str:
    if isinstance(block, Masthead):
        return _pipe_masthead(block, box_tick)
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
    """A markdown converter's pipes, nested tables flattened."""
    style = CellStyle()
    return join_blocks(_pipe_block(block, style, ("X", "")) for block in page)


def reduced_pipes(page: Page) -> str:
    """Pipes with marks as links and boxes as `[x]`."""
    style = CellStyle("$ ", "{}", "[({0})](#F{0})", " ")
    return join_blocks(_pipe_block(block, style, ("[x]", "[ ]")) for block in page)
