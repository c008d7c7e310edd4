"""The page on one line, a space between any two pieces of text: all that is left where a converter drops the markup."""

from __future__ import annotations

from functools import partial

from .writer_page import Boxes, CellStyle, Grid, Masthead, Notes, Page, Prose, Renderer, Signed, header_rows

VIEWER_CELL = CellStyle("$ ", mark_gap=" ")


def _masthead(block: Masthead, tick: str) -> str:
    ticks = (tick * ticked + text for ticked, text in block.ticks)
    return " ".join((block.form, *ticks, *block.title, *block.omb))


def _boxes(block: Boxes) -> str:
    return " ".join(run.text for row in block.rows for box in row for line in box.lines for run in line)


def _grid(block: Grid) -> str:
    upper, lower = header_rows(block.columns)
    cells = (VIEWER_CELL.text(cell) for row in block.rows for cell in row)
    return " ".join((*block.title, *(text for text, _ in upper), *lower, *cells))


def _signed(block: Signed) -> str:
    return " ".join(f"{left} {right}" for left, right, _ in block.rows())


def _lines(block: Notes | Prose) -> str:
    return " ".join(block.lines)


def _flat(page: Page, tick: str) -> str:
    renderer = Renderer(
        masthead=partial(_masthead, tick=tick), boxes=_boxes, grid=_grid, signed=_signed, notes=_lines, prose=_lines
    )
    return " ".join(renderer.page(page).split()) + "\n"


def viewer_flat(page: Page) -> str:
    """The viewer's page, whose ticks are letters."""
    return _flat(page, tick="X ")


def reduced_flat(page: Page) -> str:
    """The reduced edition's, whose boxes above are controls of the page and leave no text."""
    return _flat(page, tick="")
