"""The page as HTML, boxed as EDGAR serves it: the viewer's markup and the reduced edition's."""

from __future__ import annotations

from functools import partial
from html import escape

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
class Markup:
    """The tags one edition wraps its pieces in."""

    label: str
    value: str
    mark: str
    dollar: str
    mark_gap: str
    heading: str
    box_tick: tuple[str, str]  # ticked, not ticked
    rule: str = ""
    pad: str = ""  # white space around what a filer wrote


VIEWER_MARKUP = Markup(
    label='<span class="m">{}</span>',
    value='<span class="d">{}</span>',
    mark='<span class="n"><sup>({})</sup></span>',
    dollar='<span class="m">$</span>',
    mark_gap="",
    heading='<th class="m">{}</th>',
    box_tick=("&nbsp;X&nbsp;", "&nbsp;&nbsp;&nbsp;"),
    rule='<hr width="98%">',
)

REDUCED_MARKUP = Markup(
    label='<font size="2">{}</font>',
    value="{}",
    mark='<a href="#F{0}"><sup>({0})</sup></a>',
    dollar="\n           $\n",
    mark_gap="\n                ",
    heading='<font size="2"><center><b>{}</b></center></font>',
    box_tick=(
        '<input type="checkbox" checked onclick="return false" disabled>',
        '<input type="checkbox" onclick="return false" disabled>',
    ),
    pad="\n                ",
)

_TABLE = '<table width="100%" border="{}" cellspacing="0" cellpadding="4">'


def _run(run: Run, markup: Markup) -> str:
    if run.role == "rule":
        return markup.rule
    if not run.text:
        return ""
    wrap = markup.label if run.role == "label" else markup.value
    return wrap.format(escape(run.text, quote=False))


def _line(line: Line, markup: Markup) -> str:
    if len(line) == 1:
        return _run(line[0], markup) + ("" if line[0].role == "rule" else "<br>")
    cells = "".join(f"<td>{_run(run, markup)}</td>" for run in line)
    return f"{_TABLE.format(0)}<tr>{cells}</tr></table>"


def _box(box: Box, markup: Markup) -> str:
    return "\n".join(_line(line, markup) for line in box.lines)


def _boxes(block: Boxes, markup: Markup) -> str:
    rows = []
    for y, row in enumerate(block.rows):
        cells = []
        for x, box in enumerate(row):
            if not box.lines:
                continue  # spanned by the box above
            below = [r[x] for r in block.rows[y + 1 :]]
            span = 1 + next((i for i, b in enumerate(below) if b.lines), len(below))
            cells.append(f'<td rowspan="{span}" valign="top">{_box(box, markup)}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return _TABLE.format(1) + "\n" + "\n".join(rows) + "</table>"


def _masthead(block: Masthead, markup: Markup) -> str:
    ticks = "".join(
        f"<tr><td>{markup.box_tick[0 if ticked else 1]}</td><td>{markup.label.format(text)}</td></tr>"
        for ticked, text in block.ticks
    )
    title = "<br>".join(f"<b>{line}</b>" for line in block.title)
    approval, label, omb, hours = block.omb
    return (
        f"{_TABLE.format(0)}<tr><td><b>{block.form}</b>{_TABLE.format(0)}{ticks}</table></td>\n"
        f'<td align="center">{title}</td>\n'
        f"<td>{_TABLE.format(1)}<tr><td>{approval}</td></tr><tr><td>{label} {omb}</td></tr>"
        f"<tr><td>Estimated average burden hours per response: {hours}</td></tr></table></td>"
        "</tr></table>"
    )


def _cell_style(markup: Markup) -> CellStyle:
    value = markup.value.format(f"{markup.pad}{{}}{markup.pad}")
    return CellStyle(markup.dollar, value, markup.mark, markup.mark_gap)


def _grid(block: Grid, markup: Markup) -> str:
    style = _cell_style(markup)
    upper, lower = header_rows(block.columns)
    grouped = {column.group for column in block.columns if column.group}
    first = "".join(
        f'<td colspan="{span}" rowspan="{1 if text in grouped else 2}">'
        f"{markup.label.format(escape(text, quote=False))}</td>"
        for text, span in upper
    )
    second = "".join(f"<td>{markup.label.format(text)}</td>" for text in lower if text)
    head = f"<tr>{first}</tr>\n<tr>{second}</tr>" if second else f"<tr>{first}</tr>"
    rows = []
    for row in block.rows:
        cells = []
        for cell in row:
            value = escape(cell.value, quote=False).replace("\n", "<br>")
            cells.append(f"<td>{style.text(attrs.evolve(cell, value=value))}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    title = markup.label.format("<b>" + "<br>\n".join(block.title) + "</b>")
    return f"<center>{title}</center>{_TABLE.format(1)}\n{head}\n{''.join(rows)}</table>"


def _signed(block: Signed, markup: Markup) -> str:
    rows = []
    for left, right, is_caption in block.rows():
        name = f"<u>{markup.value.format(escape(left, quote=False))}</u>"
        cells = f"<td>{left}</td><td>{right}</td>" if is_caption else f"<td>{name}</td><td><u>{right}</u></td>"
        rows.append(f"<tr><td></td>{cells}</tr>")
    return _TABLE.format(0) + "\n".join(rows) + "</table>"


def _notes(block: Notes) -> str:
    rows = "".join(
        f"<tr><td><b>{mark}</b></td><td>{escape(text, quote=False)}</td></tr>\n" for mark, text in block.items
    )
    return f"{_TABLE.format(0)}{rows}</table>" if rows else ""


def _prose(block: Prose) -> str:
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in block.lines)


def _renderer(markup: Markup) -> Renderer:
    return Renderer(
        masthead=partial(_masthead, markup=markup),
        boxes=partial(_boxes, markup=markup),
        grid=partial(_grid, markup=markup),
        signed=partial(_signed, markup=markup),
        notes=_notes,
        prose=_prose,
    )


def _render(page: Page, markup: Markup) -> str:
    body = "\n".join(_renderer(markup).blocks(page))
    return (
        "<html><head><title>Ownership Submission</title>\n"
        "<style>td { border: solid black; }</style></head>\n"
        f"<body>{body}</body></html>\n"
    )


def viewer_html(page: Page) -> str:
    """The markup of EDGAR's viewer."""
    return _render(page, VIEWER_MARKUP)


def reduced_html(page: Page) -> str:
    """The markup of the reduced-content edition, white space and checkboxes included."""
    return _render(page, REDUCED_MARKUP)
