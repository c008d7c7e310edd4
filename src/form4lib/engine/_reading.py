"""Everything read from one text, before it is a record.

What the stages up to the notes give, in one piece, for the stages that look at the filing as a whole: what must agree,
how sure each value is, what there is to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from ..spec.labels import COUNTRY, FOREIGN
from ._atoms import is_grimy
from ._cells import Cell, RowReading
from ._heading import Heading
from ._labels import Labels
from ._lines import has_cells
from ._notes import Notes
from ._page import Word
from ._people import OwnerReading
from ._regions import Regions
from ._tables import TableReading

_AMENDED = re.compile(r"[345]/[Aa]\b")


HEAD, NOTES = "head", "notes"
"""Parts of the form beside its tables, which are named as in the record."""
PARTS = (HEAD, "non_derivative", "derivative", NOTES)


@attrs.frozen
class Fault:
    """A trace of a line that was lost, doubled or moved: what to say of it, and the parts that it puts in doubt."""

    code: str
    parts: tuple[str, ...]
    message: str
    words: list[Word] = attrs.field(factory=list)


@attrs.define(slots=True, eq=False)
class Reading:
    """Labels, regions, and what was read in each part."""

    labels: Labels
    regions: Regions
    heading: Heading
    owners: list[OwnerReading]
    table_1: TableReading
    table_2: TableReading
    notes: Notes
    positioned: bool = False
    """Columns of characters mean something on this page."""
    form_type: Cell = attrs.field(factory=Cell)
    trust: dict[str, float] = attrs.field(factory=dict)
    """Path of a row or a table -> how likely the row is a row of the form, and the table whole."""
    faults: list[Fault] = attrs.field(factory=list)
    """What shows that the text is not whole, or not in order."""

    has_columns: bool = attrs.field(init=False)
    """The text tells which columns of the tables its words stand in; else it is in reading order."""
    is_celled: bool = attrs.field(init=False)
    """The words of the whole page stand in cells."""
    gaps: bytes = attrs.field(init=False)
    """What parts each word from the one before it."""
    grime: float = attrs.field(init=False)
    """The share of the tables' words that look like what scans leave of rules and specks."""
    _rows: list[tuple[str, RowReading]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.form_type = _form_type(self.heading)
        self.gaps = bytes([word.gap for word in self.labels.words])
        regions = [r for r in (self.regions.table_1, self.regions.table_2) if r is not None]
        tables = slice(regions[0][0], regions[-1][1]) if regions else slice(0)  # one begins where the other ends
        self.has_columns = self.positioned or has_cells(self.gaps[tables])
        self.is_celled = has_cells(self.gaps)
        words = [w.text for w in self.labels.words[tables]]
        self.grime = sum(map(is_grimy, words)) / len(words) if words else 0.0
        self._rows = [(f"{table}[{i}]", row) for table, got in self.tables() for i, row in enumerate(got.rows)]

    @property
    def is_scanned(self) -> bool:
        """Are labels misread, or do the tables hold what scans leave of rules and specks?"""
        return self.grime > _SPECKS or not self.labels.as_printed

    @property
    def is_amendment_printed(self) -> bool:
        """Does the title say /A?"""
        return any(_AMENDED.search(w.text) for w in self.heading.form_words)

    def tables(self) -> Iterator[tuple[str, TableReading]]:
        """Each table with the name of its field in the record."""
        yield "non_derivative", self.table_1
        yield "derivative", self.table_2

    def rows(self) -> Iterator[tuple[str, RowReading]]:
        """Each row of both tables with its path in the record."""
        return iter(self._rows)

    def uncited(self) -> frozenset[str]:
        """The footnotes that no cell of the tables cites: those that cite them, or their marks, may be lost."""
        if not self.notes.footnotes:
            return frozenset()
        cited = {mark for _, row in self._rows for cell in row.cells.values() if cell.marks for mark in cell.marks}
        return frozenset([name for name, _ in self.notes.footnotes if name not in cited])

    def boxes(self) -> Iterator[tuple[str, Cell]]:
        """Every value that the form has once, with its path in the record."""
        heading = self.heading
        yield "form_type", self.form_type
        yield "period_of_report", heading.period
        yield "date_of_original_submission", heading.original
        yield "not_subject_to_section16", heading.section16
        yield "rule_10b5_1", heading.rule_10b5_1
        yield "no_securities_owned", self.notes.no_securities
        yield "form3_holdings_reported", heading.form3_holdings
        yield "form4_transactions_reported", heading.form4_transactions
        yield "issuer.name", heading.issuer
        yield "issuer.trading_symbol", heading.ticker
        yield "issuer.foreign_trading_symbol", heading.foreign
        yield "remarks", self.notes.remarks

    def unprinted(self) -> frozenset[str]:
        """Paths of what this form, or this edition of it, has no place for."""
        absent = {path for path, form in _ONLY_ON.items() if form != self.heading.form}
        if self.labels.first(FOREIGN) is None:
            absent.add("issuer.foreign_trading_symbol")
        if self.labels.first(COUNTRY) is None:
            absent |= {f"reporting_owners[{i}].address.country" for i in range(len(self.owners))}
        return frozenset(absent)


_SPECKS = 0.02
"""Where nothing was scanned, no larger share of the words looks like a speck or a rule."""
_ONLY_ON = {
    "no_securities_owned": "3",
    "form3_holdings_reported": "5",
    "form4_transactions_reported": "5",
}
"""Boxes and answers that one form alone has a place for."""


def _form_type(heading: Heading) -> Cell:
    """The form's number; /A where the title prints it or item 4 gives the date of an original filing."""
    printed = any(_AMENDED.search(w.text) for w in heading.form_words)
    dated = heading.original.value is not None
    repairs = []
    if dated and not printed:
        repairs.append("/A from the date of the original filing")
    if heading.form_inferred:
        repairs.append(f"Form {heading.form} from its boxes and tables")
    state = "inferred" if repairs else "read"
    return Cell(heading.form + ("/A" if dated or printed else ""), heading.form_words, 0.0, (), state, tuple(repairs))
