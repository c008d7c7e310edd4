"""The page on one line, a space between any two pieces of text: all that is left where a converter drops the markup."""

from __future__ import annotations

from collections.abc import Iterator

from .writer_page import Block, Boxes, CellStyle, Grid, Masthead, Notes, Page, Prose, Signed, header_rows

VIEWER_CELL = CellStyle("$ ", mark_gap=" ")
_TICK = "X"


def _grid(block: Grid) -> Iterator[str]:
    upper, lower = header_rows(block.columns)
    yield from block.title
    yield from (text for text, _ in upper)
    yield from lower
    for row in block.rows:
        yield from (VIEWER_CELL.text(cell) for cell in row)


def _signed(block: Signed) -> Iterator[str]:
    for pair in block.pairs:
        yield from pair
        if block.caption_under_each:
            yield from block.caption
    if not block.caption_under_each:
        yield from block.caption


def _pieces(block: Block, ticks_are_text: bool) -> Iterator[str]:
    if isinstance(block, Masthead):
        yield block.form
        for ticked, text in block.ticks:
            yield f"{_TICK} {text}" if ticked and ticks_are_text else text
        yield from block.title
        yield from block.omb
    elif isinstance(block, Boxes):
        yield from (run.text for row in block.rows for box in row for line in box.lines for run in line)
    elif isinstance(block, Grid):
        yield from _grid(block)
    elif isinstance(block, Signed):
        yield from _signed(block)
    elif isinstance(block, Notes):
        yield from (f"{mark} {text}" for mark, text in block.items)
    elif isinstance(block, Prose):
        yield from block.lines


def _flat(page: Page, ticks_are_text: bool) -> str:
    return " ".join(word for block in page for text in _pieces(block, ticks_are_text) for word in text.split()) + "\n"


def viewer_flat(page: Page) -> str:
    """The viewer's page, whose ticks are letters."""
    return _flat(page, ticks_are_text=True)


def reduced_flat(page: Page) -> str:
    """The reduced edition's, whose boxes above are controls of the page and leave no text."""
    return _flat(page, ticks_are_text=False)
