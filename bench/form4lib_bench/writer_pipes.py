"""The page as markdown tables, nested tables flattened into their cells as converters do it."""

from __future__ import annotations

from functools import partial
from itertools import groupby

import attrs

from .writer_page import (
    Box,
    Boxes,
    CellStyle,
    Grid,
    Line,
    Masthead,
    Notes,
    Page,
    Prose,
    Renderer,
    Run,
    Signed,
    header_rows,
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


def _grid(block: Grid, style: PipeStyle) -> str:
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


def _masthead(block: Masthead, style: PipeStyle) -> str:
    ticks = [(Run(style.tick[0 if ticked else 1]), Run(text)) for ticked, text in block.ticks]
    left = "  ".join((f"**{block.form}**", *([_nested(list(ticks))] if ticks else [])))
    return _pipe_table([[left, " ".join(block.title), " ".join(block.omb)]], 3)


def _boxes(block: Boxes) -> str:
    rows = [[_pipe_box(box) for box in row if box.lines] for row in block.rows]
    return _pipe_table(rows, len(block.rows[0]))


def _signed(block: Signed) -> str:
    rows = [["", _md(left), _md(right) if is_caption else right] for left, right, is_caption in block.rows()]
    return _pipe_table(rows, 3)


def _notes(block: Notes) -> str:
    return _pipe_table([[f"**{_md(mark)}**", _md(text)] for mark, text in block.items], 2) if block.items else ""


def _prose(block: Prose) -> str:
    return "\n".join(_md(line) for line in block.lines)


def _renderer(style: PipeStyle) -> Renderer:
    return Renderer(
        masthead=partial(_masthead, style=style),
        boxes=_boxes,
        grid=partial(_grid, style=style),
        signed=_signed,
        notes=_notes,
        prose=_prose,
    )


def viewer_pipes(page: Page) -> str:
    """A markdown converter's pipes of the viewer's page."""
    return _renderer(VIEWER_PIPES).page(page)


def reduced_pipes(page: Page) -> str:
    """The same of the reduced edition: marks as links, boxes as `[x]`, titles above their tables."""
    return _renderer(REDUCED_PIPES).page(page)
