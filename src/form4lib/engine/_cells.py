"""Stage 5e: the cells of a row, read.

Takes the words that the solver put into a row's columns, and wrapped text. Gives `RowReading`s: for each field of the
record a `Cell`: value, words, cost, footnote marks, state and what was repaired. Reports nothing by itself.
"""

from __future__ import annotations

import re

import attrs

from ..spec.tables import TEXT
from ._atoms import MARK, Reading, Value
from ._date_atoms import AS_DATE
from ._page import BLOCK, GLUED, LINE, NEXT_CELL, SPACE, WIDE, Word
from ._remembered import remembered
from ._solver import Placed, Row

_TRAILING_MARKS = re.compile(r"\s*((?:\(\d{1,2}\)\s*)+)$")
UNREAD = 2.0
"""The cost of a value of which nothing was read; it follows from others."""
DEALT = frozenset(("dealt", "across"))
"""Ways of rows that were put together from cells that stand apart."""
_MARK_ID = re.compile(r"\d{1,2}")
_BORDERS = " |_—~"
"""What rules leave at the ends of a text."""


@attrs.define(slots=True, eq=False, weakref_slot=False)
class Cell:
    """One field of a row as read; `value` None with state blank or missing."""

    value: Value = None
    words: list[Word] = attrs.field(factory=list)
    cost: float = 0.0
    marks: tuple[str, ...] = ()
    state: str = "read"
    repairs: tuple[str, ...] = ()
    confidence: float = 1.0
    span: tuple[int, int] | None = None
    """Where the value is only a part of its one word."""
    agree: tuple[str, ...] = ()
    """The relations that speak for the value, see `spec.relations`."""
    disagree: tuple[str, ...] = ()


@attrs.define(slots=True, eq=False)
class RowReading:
    """A row of the record to be: its cells by field, and how it was laid out."""

    table: str
    cells: dict[str, Cell]
    row: Row
    exact: bool
    """Places told the columns, so a blank is a blank."""
    noise: list[Word] = attrs.field(factory=list)
    way: str = "blocks"
    """How the row was found: in a block of its own, cell by cell, across blocks, or dealt out."""
    sided: bool = False
    """The number stands below the heading that says acquired, or disposed of."""

    @property
    def is_transaction(self) -> bool:
        """A row is a transaction if it has a date or a code."""
        return self.value("transaction_date") is not None or self.value("transaction_code") is not None

    def value(self, field: str) -> Value:
        """The field's value, None where the row has no such cell."""
        cell = self.cells.get(field)
        return cell.value if cell else None


@remembered
def is_said(text: str) -> bool:
    """Has the word a letter or a digit?"""
    return any(c.isalnum() for c in text)


_SHOWN = 6
"""So many words are quoted in a message."""


def quoted(words: list[Word]) -> str:
    """The words as a message names them."""
    shown = ", ".join([repr(w.text) for w in words[:_SHOWN]])
    return shown + (f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else "")


_ALIKE = frozenset((SPACE,))
"""What parts the words of most texts."""
_OF_LINES = frozenset((SPACE, WIDE, LINE, BLOCK))
"""What parts those of longer ones: a word goes on only behind a hyphen."""


def join_words(words: list[Word]) -> str:
    """The words of a text cell; a word cut by a cell's border or a hyphen at a line's end is put together."""
    if len(words) == 1 and AS_DATE not in words[0].text:
        return words[0].text
    gaps = {word.gap for word in words[1:]}
    if _OF_LINES.issuperset(gaps):
        plain = " ".join([word.text for word in words])
        if AS_DATE not in plain and ("- " not in plain or _ALIKE.issuperset(gaps)):
            return plain
    said: list[str] = []
    for word in words:
        text = word.text
        if AS_DATE in text:
            text = text.partition(AS_DATE)[0]
        if said and (word.gap == SPACE or not _goes_on(said, word.gap, text)):
            said.append(" ")
        if text:
            said.append(text)
    return "".join(said)


def _goes_on(said: list[str], gap: int, text: str) -> bool:
    """Is it the rest of the word before it?"""
    last = said[-1]
    if gap == GLUED:
        return True
    if gap == NEXT_CELL:
        return last[-1].isalpha() and text[0].islower()
    if gap < LINE or last[-1] != "-":
        return False
    before = last[-2:-1] or (said[-2][-1] if len(said) > 1 else "")
    return before.isalnum()


def _text_cell(placed: list[Placed]) -> Cell:
    words = [p.word for p in placed]
    marks: list[str] = []
    kept: list[Word] = []
    for p in placed:
        if p.reading is not None and p.reading.kind == MARK and not (p is not placed[-1] and is_article(p.word, kept)):
            marks += p.reading.marks
        else:
            kept.append(p.word)
    text, glued = part_marks(join_words(kept).strip(_BORDERS))
    marks = [*glued, *marks]
    cost = max((p.reading.cost for p in placed if p.reading is not None and p.reading.kind != MARK), default=0.0)
    return Cell(text.strip(_BORDERS) or None, words, cost, tuple(marks), "read" if text else "blank")


def part_marks(text: str) -> tuple[str, list[str]]:
    """The text without the footnotes that it cites at its end, and those: `Phantom Stock Unit(1)`."""
    match = _TRAILING_MARKS.search(text) if text.endswith(")") else None
    return (text[: match.start()], _MARK_ID.findall(match[1])) if match else (text, [])


def is_article(word: Word, before: list[Word]) -> bool:
    """`representing a`, `in a share`: behind a word in small letters it is no mark that a scan has misread."""
    return word.text == "a" and bool(before) and len(before[-1].text) > 1 and before[-1].text.islower()


def _value_cell(placed: list[Placed]) -> Cell:
    words: list[Word] = []
    marks: tuple[str, ...] = ()
    cost = 0.0
    main: Reading | None = None
    for word, _, reading in placed:
        words.append(word)
        if reading is not None:
            marks += reading.marks
            cost += reading.cost
            if main is None and reading.kind != MARK:
                main = reading
    if main is None:
        return Cell(None, words, cost, marks, "blank")
    state = "repaired" if main.repair else "read"
    return Cell(main.value, words, cost, marks, state, (main.repair,) if main.repair else ())


def read_cells(row: Row, exact: bool) -> RowReading:
    """Turn the solver's columns into fields."""
    cells: dict[str, Cell] = {}
    side: Cell | None = None
    by_column = row.by_column()
    blank = "blank" if exact else "missing"
    for index, column in enumerate(row.spec.columns):
        placed = by_column.get(index)
        if not placed:
            if column.field not in cells:
                cells[column.field] = Cell(None, [], 0.0, (), blank)
            continue
        cell = _text_cell(placed) if column.kind == TEXT else _value_cell(placed)
        cells[column.field] = cell
        if column.side and cell.value is not None:
            side = Cell(column.side, cell.words, cell.cost, (), "read")
    if side is not None:
        cells["acquired_disposed_code"] = side
    voluntary = cells.get("is_voluntary")
    if voluntary is not None:
        voluntary.value = voluntary.value == "V" if voluntary.words else False
    noise = [p.word for p in row.placed if p.column is None]
    return RowReading(row.spec.table, cells, row, exact, noise)


__all__ = ["UNREAD", "Cell", "RowReading", "join_words", "read_cells"]
