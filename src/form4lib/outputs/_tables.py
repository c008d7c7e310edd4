"""Filings as rows of tables.

Contract: every table has the columns that `spec.data_sets` gives it, and its rows follow the filings and their order.
A value is what the record has, or None; nothing is rounded, and nothing of the record is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

import attrs

from .._review import doubtful_paths
from ..records import Filing
from ..spec.data_sets import TABLES, Column, Source, Table
from ._extra import STATE_DESCRIPTION, address_key

TableValue = str | int | Decimal | date | bool | float | None
"""What a cell of a table holds."""

_RELATIONSHIPS = (
    ("is_director", "Director"),
    ("is_officer", "Officer"),
    ("is_ten_percent_owner", "TenPercentOwner"),
    ("is_other", "Other"),
)
"""As the SEC's data sets write them, joined by commas."""


def to_rows(filings: Iterable[Filing], table: str = "lines") -> Iterator[dict[str, TableValue]]:
    """The rows of one table of the filings, each as column name -> value.

    Args:
        filings: any number of filings.
        table: one of `TABLES`: `lines`, a row for each line of the form's tables, with the confidence of each value;
            or one of the SEC's Insider Transactions Data Sets, such as `NONDERIV_TRANS`.

    Raises:
        ValueError: there is no such table.
        TypeError: something among `filings` is no Filing.
    """
    columns = table_named(table).columns
    names = [column.name for column in columns]
    return (dict(zip(names, row, strict=True)) for row in iter_rows(filings, table))


def iter_rows(filings: Iterable[Filing], table: str) -> Iterator[tuple[TableValue, ...]]:
    """The rows as tuples, in the order of the columns."""
    spec = table_named(table)
    if isinstance(filings, Filing):
        raise TypeError("filings are wanted, and this is one Filing: pass a list")
    return _rows(filings, spec)


def table_named(name: str) -> Table:
    """The table of that name, or a ValueError that tells the names there are."""
    if name not in TABLES:
        raise ValueError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]


def _rows(filings: Iterable[Filing], table: Table) -> Iterator[tuple[TableValue, ...]]:
    doubts_wanted = any(column.source in ("doubt", "review") for column in table.columns)
    for key, filing in enumerate(filings):
        if not isinstance(filing, Filing):
            raise TypeError(f"filings are wanted, and number {key} is a {type(filing).__name__}")
        doubts = _Doubts(doubtful_paths(filing), filing.needs_review) if doubts_wanted else _Doubts((), False)
        for part, number, record in _records(filing, table):
            line = _Line(filing, key, doubts, part, number, record)
            yield tuple(_value(line, column) for column in table.columns)


def _records(filing: Filing, table: Table) -> Iterator[tuple[str, int, object]]:
    """The records that are rows of a table, with the field they stand in and their number there."""
    if not table.of:
        yield "", 0, filing
    for part in table.of:
        for number, record in enumerate(getattr(filing, part)):
            if table.kind in ("", getattr(record, "kind", "")):
                yield part, number, record


@attrs.frozen
class _Doubts:
    """What is in doubt in a filing, worked out once for all its lines."""

    paths: tuple[str, ...]
    needs_review: bool


@attrs.frozen
class _Line:
    """A row to be: its record, and where it stands."""

    filing: Filing
    key: int
    doubts: _Doubts
    part: str
    number: int
    record: object

    @property
    def path(self) -> str:
        return f"{self.part}[{self.number}]"


def _value(line: _Line, column: Column) -> TableValue:
    worked_out = _WORKED_OUT.get(column.source)
    if worked_out is not None:
        return worked_out(line, column)
    record, path = _record(line, column.source)
    field = column.fields[0]
    if column.type == "confidence":
        evidence = line.filing.evidence.get(f"{path}{field}")
        return None if evidence is None else evidence.confidence
    return _at(record, field)


def _record(line: _Line, source: Source) -> tuple[object, str]:
    """The record that a column takes its field from, and what stands before the field in its path."""
    if source == "filing":
        return line.filing, ""
    if source == "record":
        return line.record, f"{line.path}."
    owners = line.filing.reporting_owners
    return (owners[0] if owners else None), "reporting_owners[0]."


def _at(record: object, field: str) -> TableValue:
    """What stands at a field of a record; None where it, or a record on the way, is not there."""
    for step in field.split("."):
        record = getattr(record, step, None)
    value: TableValue = record  # type: ignore[assignment]  # the columns name fields of single values
    return value


def _cites(line: _Line, column: Column) -> str | None:
    footnotes: Mapping[str, tuple[str, ...]] = getattr(line.record, "footnotes", {})
    ids = dict.fromkeys(f"F{i}" for field in column.fields for i in footnotes.get(field, ()))
    return ",".join(ids) or None


def _all_cites(line: _Line, column: Column) -> str | None:
    footnotes: Mapping[str, tuple[str, ...]] = getattr(line.record, "footnotes", {})
    return "; ".join(f"{field}: {','.join(ids)}" for field, ids in footnotes.items()) or None


def _relationship(line: _Line, column: Column) -> str | None:
    return ",".join(name for field, name in _RELATIONSHIPS if _at(line.record, f"relationship.{field}")) or None


def _state_description(line: _Line, column: Column) -> str | None:
    return line.filing.xml_extra.get(address_key(line.number, STATE_DESCRIPTION))


def _doubt(line: _Line, column: Column) -> bool:
    """Is the line itself, or any of its values, in doubt?"""
    return any(path == line.path or path.startswith(f"{line.path}.") for path in line.doubts.paths)


_WORKED_OUT: Mapping[Source, Callable[[_Line, Column], TableValue]] = {
    "key": lambda line, column: line.key,
    "line": lambda line, column: line.number,
    "table": lambda line, column: line.part,
    "kind": lambda line, column: _at(line.record, "kind"),
    "owner count": lambda line, column: len(line.filing.reporting_owners),
    "cites": _cites,
    "all cites": _all_cites,
    "footnote id": lambda line, column: f"F{_at(line.record, 'id')}",
    "relationship": _relationship,
    "state description": _state_description,
    "doubt": _doubt,
    "review": lambda line, column: line.doubts.needs_review,
    "nothing": lambda line, column: None,
}
"""Source -> how its value is worked out; the others are fields."""
