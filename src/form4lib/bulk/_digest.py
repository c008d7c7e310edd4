"""What a run keeps of a document, made in the process that reads it.

Takes a document's key and source. Gives a `Digest`: lines of JSON, rows of the tables wanted, and a summary of each
form; of a document that gives no record, the `Failure`. Numbers that a typed table cannot hold to the last digit are a
failure of their document.
"""

from __future__ import annotations

import json

import attrs

from .._review import doubtful_paths
from ..errors import TableValueError
from ..evidence import diagnostic
from ..outputs import to_dict
from ..outputs._arrow import checked
from ..outputs._tables import iter_rows, table_named
from ..records import Filing
from ..spec.data_sets import ColumnType
from ._attempt import Failure, Outcome, Source, Unreadable, attempt
from ._rows import COLUMNS, Row, Summary, form_row, rows_of, storable, summary_of

FILINGS = "filings"
"""The table of forms and failures; the others are those of `TABLES`, with the key before their columns."""


@attrs.frozen(slots=True)
class Digest:
    """What is kept of one document."""

    forms: list[Summary] | Failure
    lines: list[str]
    rows: dict[str, list[Row]]


@attrs.frozen
class Digesting:
    """Reads documents, given as pairs of key and source.

    Attributes:
        budget: steps granted to each.
        as_lines: are lines of JSON wanted?
        tables: the names of the tables wanted.
        typed: do their columns have Arrow's types?
    """

    budget: int
    as_lines: bool
    tables: tuple[str, ...]
    typed: bool

    def __call__(self, document: tuple[str, Source | Unreadable]) -> Digest:
        key, source = document
        outcome = attempt(source, self.budget)
        try:
            return self.digest(key, outcome)
        except TableValueError as error:
            refused = diagnostic("document_refused", str(error))
            return self.digest(key, Failure(diagnostic=refused, error=type(error).__name__))

    def digest(self, key: str, outcome: Outcome) -> Digest:
        """What is kept of an outcome."""
        if isinstance(outcome, Failure):
            return Digest(outcome, [], {FILINGS: rows_of(key, outcome)} if FILINGS in self.tables else {})
        forms = [summary_of(filing) for filing in outcome]
        lines = [_line(key, filing) for filing in outcome] if self.as_lines else []
        rows = {name: self._rows(name, key, outcome) for name in self.tables if name != FILINGS}
        if FILINGS in self.tables:
            rows[FILINGS] = [form_row(key, i, f, s) for i, (f, s) in enumerate(zip(outcome, forms, strict=True))]
        return Digest(forms, lines, rows)

    def _rows(self, table: str, key: str, filings: tuple[Filing, ...]) -> list[Row]:
        columns = table_named(table).columns
        rows = list(iter_rows(filings, table))
        if self.typed:
            for number, row in enumerate(rows):
                for column, value in zip(columns, row, strict=True):
                    checked(value, column, table, number)
        return [storable((key, *row)) for row in rows]


def _line(key: str, filing: Filing) -> str:
    return json.dumps({"key": key, "doubtful": list(doubtful_paths(filing)), **to_dict(filing)}) + "\n"


def columns_of(table: str) -> tuple[tuple[str, ColumnType], ...]:
    """The names and types of a table's columns, the key first."""
    if table == FILINGS:
        return COLUMNS
    return (("key", "text"), *((column.name, column.type) for column in table_named(table).columns))


def number_column(table: str) -> int | None:
    """Which column numbers the filings of a run, if one does."""
    if table == FILINGS:
        return None
    return next((i + 1 for i, column in enumerate(table_named(table).columns) if column.source == "key"), None)
