"""The page text: what is printed on the sheets, written down as a text that the engine reads.

Contract: takes `Sheet`s in order; gives a `PageText`: a text with a row of a table on each line and its cells parted by
tabs, its fold with the breaks that the rules draw, and for each word where it stands on which page. A row that a page's
end cuts is put together; nothing is left out. Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from ..engine._breaks import BR, CELL, ROW
from ..engine._source import Source, fold, fold_characters
from ..evidence import Box
from ._pdf_grid import Cell, RuledTable, deal_out, find_tables
from ._pdf_layout import Piece, in_lines, in_pieces
from ._pdf_sheet import PrintedWord, Sheet

_DATA_COLUMNS = 5
"""A row of so many cells holds one value in each; rows of fewer are boxes, whose cells are laid out like pages."""
_SAME_COLUMN = 3.0
"""Points by which a column may move from page to page."""


@attrs.frozen
class Placed:
    """Where a word stands: `text[start:end]`, and its box."""

    start: int
    end: int
    box: Box
    sureness: float


@attrs.define(slots=True, eq=False)
class _Writer:
    """Collects the text, its fold's breaks and the places."""

    text: list[str] = attrs.field(factory=list)
    breaks: list[str] = attrs.field(factory=list)
    places: list[Placed] = attrs.field(factory=list)
    length: int = 0

    def part(self, seen: str, meant: str) -> None:
        """Write a break: as it is seen in the text, and as it is meant."""
        self.text.append(seen)
        self.breaks.append(meant)
        self.length += len(seen)

    def word(self, word: PrintedWord) -> None:
        """Write a word."""
        start = self.length
        self.text.append(word.text)
        self.breaks.append("\0" * len(word.text))
        self.length += len(word.text)
        box = (word.page, round(word.x0, 1), round(word.top, 1), round(word.x1, 1), round(word.bottom, 1))
        self.places.append(Placed(start, self.length, box, word.sureness))

    def lines(self, lines: Iterable[list[PrintedWord]], seen: str, meant: str) -> None:
        """Write lines of words, each line but the first behind a break."""
        before = ""
        for line in lines:
            if before and not _is_broken(before):
                self.part(seen, meant)
            for i, word in enumerate(line):
                if i:
                    self.part(" ", " ")
                self.word(word)
            before = line[-1].text


@attrs.frozen
class PageText:
    """The text of all pages, its fold, and where each word stands."""

    source: Source
    places: tuple[Placed, ...]
    ruled: bool
    """The breaks were drawn by rules; else words stand where spaces put them."""


def _is_broken(end: str) -> bool:
    """Does the line end inside a word, as in `Non-` / `voting`, `07/19-` / `05:00/2024`, `and/` / `or`?"""
    return len(end) > 1 and end[-1] in _BREAKS_BEHIND and end[-2].isalnum()


_BREAKS_BEHIND = frozenset("-/\u2010")
"""Behind these a browser goes on in the next line without a blank."""


def write_text(sheets: Sequence[Sheet]) -> PageText:
    """Write down what the sheets show."""
    writer = _Writer()
    pages = [_Parts(sheet) for sheet in sheets]
    scanned = any(sheet.scanned for sheet in sheets)
    _drop_furniture(pages)
    if not any(len(row) >= _DATA_COLUMNS for part in pages for table in part.tables for row in table.rows):
        return _spaced(writer, pages, scanned)
    for block in _joined([_blocks(part) for part in pages]):
        if isinstance(block, RuledTable):
            _write_table(writer, block)
        else:
            _write_loose(writer, block)
    text = "".join(writer.text)
    folded = "".join(
        letter if meant == "\0" else meant
        for letter, meant in zip(fold_characters(text), "".join(writer.breaks), strict=True)
    )
    return PageText(Source(text, folded, scanned), tuple(writer.places), ruled=True)


class _Parts:
    """The tables of a page, and what stands outside them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.tables = find_tables(sheet)
        self.loose = deal_out(sheet.words, self.tables)


_MARGIN_SHARE = 0.08
"""Of a page's height: so far from its edges browsers print the file's name, the date and the page's number."""
_DIGITS = re.compile(r"\d+")


def _drop_furniture(pages: list[_Parts]) -> None:
    """Leave out lines in the margins that stand on more than one page, digits apart."""
    seen: dict[str, list[tuple[_Parts, list[PrintedWord]]]] = {}
    for part in pages:
        edge = _MARGIN_SHARE * part.sheet.height
        words = [w for w in part.loose if w.bottom < edge or w.top > part.sheet.height - edge]
        for line in in_lines(words):
            key = _DIGITS.sub("#", " ".join(w.text for w in line))
            seen.setdefault(f"{line[0].base < edge} {key}", []).append((part, line))
    for lines in seen.values():
        if len({part.sheet.number for part, _ in lines}) > 1:
            for part, line in lines:
                gone = {id(word) for word in line}
                part.loose = [word for word in part.loose if id(word) not in gone]


def _spaced(writer: _Writer, pages: list[_Parts], scanned: bool) -> PageText:
    """Pages whose tables have no rules, laid out by spaces: the engine finds columns from where words stand."""
    for part in pages:
        gone = {id(word) for word in part.sheet.words} - {id(word) for word in part.loose}
        words = part.loose + [w for w in part.sheet.words if id(w) in gone and part.tables]
        widths = sorted((w.x1 - w.x0) / len(w.text) for w in words)
        unit = max(1.0, _NARROWER * widths[len(widths) // 2]) if widths else 1.0
        below = 0.0
        for line in in_lines(words):
            if below and min(w.top for w in line) - below > _BLANK_LINE * line[0].height:
                writer.part("\n", "\n")
            below = max(w.bottom for w in line)
            column, end = 0, None
            for word in line:
                apart = 0 if end is None else 2 if word.x0 - end > _APART * word.height else 1
                at = max(column + apart, round(word.x0 / unit) if apart != 1 else 0)
                writer.part(" " * (at - column), " " * (at - column))
                writer.word(word)
                column, end = at + len(word.text), word.x1
            writer.part("\n", "\n")
    source = attrs.evolve(fold("".join(writer.text)), scanned=scanned)
    return PageText(source, tuple(writer.places), ruled=False)


_NARROWER = 0.9
"""Of the letters' median width: columns so narrow keep narrow cells apart."""
_APART = 0.7
_BLANK_LINE = 0.6
"""Of the letters' height: lines further apart have a blank one between them."""


Loose = list[list[Piece]]
"""Rows of what stands outside the tables."""


def _blocks(part: _Parts) -> list[RuledTable | Loose]:
    """The tables of a page, and between them what stands outside."""
    loose = part.loose
    out: list[RuledTable | Loose] = []
    for table in part.tables:
        above = [w for w in loose if w.y < table.top]
        loose = [w for w in loose if w.y >= table.top]
        if above:
            out.append(in_pieces(above, boxed=False))
        if any(cell.words for row in table.rows for cell in row):
            out.append(table)
    if loose:
        out.append(in_pieces(loose, boxed=False))
    return out


def _joined(pages: list[list[RuledTable | Loose]]) -> list[RuledTable | Loose]:
    """The blocks of all pages; a table row that a page's end cuts is put together again."""
    out: list[RuledTable | Loose] = []
    for blocks in pages:
        before, after = (out[-1] if out else None), (blocks[0] if blocks else None)
        if isinstance(before, RuledTable) and isinstance(after, RuledTable):
            _join(before, after)
        out += [block for block in blocks if not isinstance(block, RuledTable) or block.rows]
    return out


def _join(before: RuledTable, after: RuledTable) -> None:
    """Move what a page's end has cut off from the cells below it to those above it."""
    cut = [cell for row in before.rows for cell in row if cell.cut_below]
    pairs = [
        (cell, rest)
        for row in after.rows
        for rest in row
        if rest.cut_above
        for cell in cut
        if abs(cell.x0 - rest.x0) < _SAME_COLUMN and abs(cell.x1 - rest.x1) < _SAME_COLUMN
    ]
    if sum(_is_value(cell) and _is_value(rest) for cell, rest in pairs) >= _TWO_ROWS:
        return
    for cell, rest in pairs:
        cell.rest += [rest.words, *rest.rest]
        rest.words, rest.cut_above = [], False
    moved = {id(rest) for _, rest in pairs}
    after.rows[:] = [row for row in after.rows if not all(id(cell) in moved for cell in row)]


_TWO_ROWS = 2
"""A value above and one below in so many columns are two rows, between which no border was drawn."""


def _is_value(cell: Cell) -> bool:
    """Does the cell begin with an amount, a date or a letter that stands alone?"""
    text = cell.words[0].text if cell.words else ""
    return text[:1].isdigit() or text[:1] == "$" or (len(text) == 1 and text.isupper())


def _write_loose(writer: _Writer, rows: Loose) -> None:
    """What stands outside the tables: a line each, what stands apart behind tabs."""
    for row in rows:
        for i, piece in enumerate(row):
            if i:
                writer.part("\t", CELL)
            writer.lines(piece.lines, *((" ", " ") if len(row) > 1 else ("\n", "\n")))
        writer.part("\n", "\n")


def _write_table(writer: _Writer, table: RuledTable) -> None:
    """A line for each row of cells, the words of a cell together."""
    for row in table.rows:
        writer.part("\n", ROW)
        for i, cell in enumerate(row):
            if i:
                writer.part("\t", CELL)
            if len(row) < _DATA_COLUMNS:
                _write_box(writer, cell)
            else:
                _write_value(writer, cell)
    writer.part("\n", ROW)


def _write_value(writer: _Writer, cell: Cell) -> None:
    """A cell that holds one thing: its lines one after the other."""
    writer.lines([line for words in (cell.words, *cell.rest) for line in in_lines(words)], " ", BR)


def _write_box(writer: _Writer, cell: Cell) -> None:
    """A cell that is laid out like a page."""
    rows = [row for words in (cell.words, *cell.rest) for row in in_pieces(words, boxed=True)]
    for i, row in enumerate(rows):
        if i:
            writer.part("\n", BR)
        for j, piece in enumerate(row):
            if j:
                writer.part("\t", CELL)
            writer.lines(piece.lines, "\n", BR)
