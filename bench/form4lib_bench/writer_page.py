"""The pieces a printed form consists of, before any layout draws them.

`writer_form` turns a filing into these blocks, once for an edition; a renderer draws blocks and
knows nothing of filings. Text is either the form's own wording (a label) or what somebody filled
in (a value): layouts draw the two differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import attrs

from .writer_columns import Column

Role = Literal["label", "value", "tick", "rule"]


@attrs.frozen
class Run:
    """A piece of one line, in a cell of its own where the layout has cells."""

    text: str
    role: Role = "label"


Line = tuple[Run, ...]


@attrs.frozen
class Box:
    """One numbered box of the heading."""

    lines: tuple[Line, ...] = ()


@attrs.frozen
class Masthead:
    """The top of the form: its number, the boxes to tick, the title, the OMB block."""

    form: str
    ticks: tuple[tuple[bool, str], ...]
    title: tuple[str, ...]
    omb: tuple[str, ...]


@attrs.frozen
class Boxes:
    """The numbered boxes in rows; an empty box continues the one above it."""

    rows: tuple[tuple[Box, ...], ...]


@attrs.frozen
class Cell:
    """A table cell: its value (lines parted by a line feed), a dollar sign, footnote marks."""

    value: str = ""
    dollar: bool = False
    marks: tuple[str, ...] = ()


@attrs.frozen
class Grid:
    """A table: its title lines, its columns, its rows."""

    title: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@attrs.frozen
class Notes:
    """Footnotes and the like: pairs of a mark and a text."""

    items: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Each text behind its mark."""
        return tuple(f"{mark} {text}" for mark, text in self.items)


@attrs.frozen
class Signed:
    """Signatures with their dates; the caption stands under each or under the last."""

    pairs: tuple[tuple[str, str], ...]
    caption: tuple[str, str]
    caption_under_each: bool

    def rows(self) -> Iterator[tuple[str, str, bool]]:
        """Name and date of each signature, and the caption where it stands; is the row a caption?"""
        for number, (name, day) in enumerate(self.pairs, 1):
            yield name, day, False
            if self.caption_under_each or number == len(self.pairs):
                yield *self.caption, True


@attrs.frozen
class Prose:
    """Lines of running text, the form's or the filer's."""

    lines: tuple[str, ...]


Block = Masthead | Boxes | Grid | Notes | Signed | Prose
Page = tuple[Block, ...]


@attrs.frozen
class CellStyle:
    """How a layout writes what stands in a cell."""

    dollar: str = "$"
    value: str = "{}"
    mark: str = "({})"
    mark_gap: str = ""

    def text(self, cell: Cell) -> str:
        """The cell as this layout writes it, lines still parted by line feeds."""
        value = self.value.format(cell.value) if cell.value else ""
        marks = self.mark_gap.join(self.mark.format(m) for m in cell.marks)
        if not value:
            return marks
        value = (self.dollar if cell.dollar else "") + value
        return value + (self.mark_gap + marks if marks else "")


@attrs.frozen
class PdfStyle:
    """What differs between the PDF texts of the two editions."""

    cell: CellStyle
    boxes_are_text: bool  # the viewer writes an X into a ticked box of the masthead, the others draw it
    rows_apart: bool  # a blank line stands between two rows of a table


VIEWER_PDF = PdfStyle(CellStyle(), boxes_are_text=True, rows_apart=True)
REDUCED_PDF = PdfStyle(CellStyle("$ ", "{}", "({})", " "), boxes_are_text=False, rows_apart=False)


def header_rows(columns: tuple[Column, ...]) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """The two heading rows: what stands above with how many columns it spans, and below it.

    A column without a group stands in the upper row alone; below it the cell is empty.
    """
    upper: list[tuple[str, int]] = []
    lower: list[str] = []
    previous = ""
    for column in columns:
        if column.group and column.group == previous:
            text, span = upper[-1]
            upper[-1] = (text, span + 1)
        else:
            upper.append((column.group or column.head, 1))
        lower.append(column.head if column.group else "")
        previous = column.group
    return tuple(upper), tuple(lower)


@attrs.frozen(kw_only=True)
class Renderer:
    """How a layout draws each kind of block."""

    masthead: Callable[[Masthead], str]
    boxes: Callable[[Boxes], str]
    grid: Callable[[Grid], str]
    signed: Callable[[Signed], str]
    notes: Callable[[Notes], str]
    prose: Callable[[Prose], str]

    def blocks(self, page: Page) -> Iterator[str]:
        """Each block of the page as it is drawn."""
        for block in page:
            if isinstance(block, Masthead):
                yield self.masthead(block)
            elif isinstance(block, Boxes):
                yield self.boxes(block)
            elif isinstance(block, Grid):
                yield self.grid(block)
            elif isinstance(block, Signed):
                yield self.signed(block)
            elif isinstance(block, Notes):
                yield self.notes(block)
            else:
                yield self.prose(block)

    def page(self, page: Page) -> str:
        """The drawn blocks with a blank line between them; blocks that drew nothing leave none."""
        return "\n\n".join(filter(None, self.blocks(page))) + "\n"
