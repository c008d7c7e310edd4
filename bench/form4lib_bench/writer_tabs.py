"""The page with its cells parted by tabs, as HTML-to-text converters give it."""

from __future__ import annotations

from functools import partial

import attrs

from .writer_page import Boxes, Cell, CellStyle, Grid, Line, Masthead, Notes, Page, Prose, Renderer, Signed, header_rows

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@attrs.frozen
class TabStyle:
    """What differs between the tabbed texts of the two editions."""

    cell: CellStyle
    value: str  # around what a filer wrote
    tick: tuple[str, str]  # a box of the masthead, ticked or not
    rule: str
    box_gap: str  # between the boxes of one row, and between rows
    row_gap: str
    spanned: bool  # an empty cell for each further column a heading spans


VIEWER_TABS = TabStyle(
    cell=CellStyle("\\$", "<u>{}</u>", "⁽{}⁾"),
    value="<u>{}</u>",
    tick=("X\t", "\t"),
    rule="<hr/>",
    box_gap="\t",
    row_gap="\n",
    spanned=True,
)

REDUCED_TABS = TabStyle(
    cell=CellStyle("\\$ ", "{}", "⁽{}⁾", " "),
    value="{}",
    tick=('<input checked="" type="checkbox"/> ', ""),
    rule="",
    box_gap=" ",
    row_gap=" ",
    spanned=False,
)


def _flat(line: Line, style: TabStyle) -> str:
    words = []
    for run in line:
        if run.role == "rule":
            words.append(style.rule)
        elif run.text:
            words.append(run.text if run.role == "label" else style.value.format(run.text))
    return " ".join(word for word in words if word)


def _boxes(block: Boxes, style: TabStyle) -> str:
    rows = []
    for row in block.rows:
        boxes = [" ".join(filter(None, (_flat(x, style) for x in box.lines))) for box in row]
        rows.append(style.box_gap.join(text for text in boxes if text))
    return style.row_gap.join(rows)


def _tab_cell(cell: Cell, style: TabStyle) -> str:
    marks = tuple(mark.translate(_SUPERSCRIPT) for mark in cell.marks)
    value = cell.value.replace("$", "\\$").replace("\n", " ")
    return style.cell.text(attrs.evolve(cell, value=value, marks=marks))


def _grid(block: Grid, style: TabStyle) -> str:
    upper, lower = header_rows(block.columns)
    first = "\t".join(text + "\t" * ((span - 1) * style.spanned) for text, span in upper)
    second = "\t".join(lower) if style.spanned else "\t".join(text for text in lower if text)
    head = [" ".join(block.title), first, *([second] if second.strip() else [])]
    rows = ["\t".join(_tab_cell(cell, style) for cell in row) for row in block.rows]
    return "\n".join(head + rows)


def _signed(block: Signed, style: TabStyle) -> str:
    value = style.value.format
    return "\n".join(
        f"\t{left}\t{right}" if is_caption else f"\t{value(left)}\t{value(right)}"
        for left, right, is_caption in block.rows()
    )


def _masthead(block: Masthead, style: TabStyle) -> str:
    title, omb = " ".join(block.title), " ".join(block.omb)
    ticks = [style.tick[0 if ticked else 1] + text for ticked, text in block.ticks]
    if style.spanned:
        return "\n".join((f"{block.form}\t{title}\t{omb}", *ticks))
    return "\t".join((" ".join((block.form, *ticks)), title, omb))


def _notes(block: Notes, style: TabStyle) -> str:
    gap = " " if style.spanned else "\t"
    return "\n".join(mark + gap + text.replace("$", "\\$") for mark, text in block.items)


def _prose(block: Prose) -> str:
    return (" " if block.lines[:1] == ("Remarks:",) else "\n").join(block.lines)


def _renderer(style: TabStyle) -> Renderer:
    return Renderer(
        masthead=partial(_masthead, style=style),
        boxes=partial(_boxes, style=style),
        grid=partial(_grid, style=style),
        signed=partial(_signed, style=style),
        notes=partial(_notes, style=style),
        prose=_prose,
    )


def viewer_tabs(page: Page) -> str:
    """Tabs between cells, `<u>` around what was filled in."""
    return _renderer(VIEWER_TABS).page(page)


def reduced_tabs(page: Page) -> str:
    """Tabs between the cells of the tables; the heading's boxes run into one line."""
    return _renderer(REDUCED_TABS).page(page)
