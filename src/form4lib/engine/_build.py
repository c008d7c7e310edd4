"""Stage 8: the immutable record.

Takes a `Reading` that is reconciled and weighed, and the diagnostics. Gives the `Filing`, with evidence for every
field of every record, None values included. Decides nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from .._mapping import DeferredMap, FrozenMap
from ..evidence import Diagnostic, Evidence
from ..records import (
    Address,
    DerivativeHolding,
    DerivativeTransaction,
    Filing,
    Footnote,
    Issuer,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    Relationship,
    ReportingOwner,
    Signature,
)
from ._cells import Cell, RowReading
from ._page import Word
from ._people import OwnerReading
from ._reading import Reading
from ._ticks import FIELDS, Ticks

_KINDS = {
    ("non_derivative", True): NonDerivativeTransaction,
    ("non_derivative", False): NonDerivativeHolding,
    ("derivative", True): DerivativeTransaction,
    ("derivative", False): DerivativeHolding,
}
_ROW_FIELDS = {
    kind: tuple((f.name, f.default) for f in attrs.fields(kind) if f.name != "footnotes") for kind in _KINDS.values()
}
_NAMES = {kind: tuple(name for name, _ in fields) for kind, fields in _ROW_FIELDS.items()}
_NOT_PRINTED = Cell(state="missing", confidence=1.0)
"""What the form has no place for: CIKs, and columns that an edition does not have."""
_NOT_FOUND = Cell(state="missing", confidence=0.5)
"""What the form always has a place for, when none was found."""


def text_of(cell: Cell) -> str | None:
    """A cell's value where the record wants text: composed characters, whatever the text is made of."""
    value = cell.value
    if not isinstance(value, str):
        return None
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def date_of(cell: Cell) -> date | None:
    """A cell's value where the record wants a date."""
    return cell.value if isinstance(cell.value, date) else None


def flag_of(cell: Cell) -> bool | None:
    """A cell's value where the record wants a tick; None where the text does not tell."""
    value: object = cell.value
    return value if isinstance(value, bool) else None


_Noted = dict[str, Cell | tuple[tuple[str, ...], list[Cell]]]
"""By path a cell, or the fields of a row and their cells."""


class Builder:
    """Collects, while records are made, which cell each of their values comes from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._noted: _Noted = {}

    def note(self, path: str, cell: Cell) -> None:
        """Record where a value was read, and how surely."""
        self._noted[path] = cell

    def note_row(self, path: str, names: tuple[str, ...], cells: list[Cell]) -> None:
        """The same for the fields of a row; a table may have thousands."""
        self._noted[path] = names, cells

    @property
    def cells(self) -> dict[str, Cell]:
        """All that was noted, by path."""
        return _by_path(self._noted)

    def evidence(self) -> FrozenMap[str, Evidence]:
        """The evidence for all that was noted, worked out when it is first looked at."""
        return DeferredMap(_evidence, self.text, self._noted)


def _by_path(noted: _Noted) -> dict[str, Cell]:
    out: dict[str, Cell] = {}
    for path, held in noted.items():
        if isinstance(held, Cell):
            out[path] = held
        else:
            out.update({f"{path}.{name}": cell for name, cell in zip(*held, strict=True)})
    return out


def _evidence(text: str, noted: _Noted) -> dict[str, Evidence]:
    """What the cells say of where they were read. Most cells are empty: one record does for all that are as sure."""
    nothing: dict[tuple[str, float], Evidence] = {}
    out: dict[str, Evidence] = {}
    for path, cell in _by_path(noted).items():
        confidence = round(cell.confidence, 3)
        if cell.words or cell.span or cell.repairs:
            spans = (cell.span,) if cell.span else spans_of(text, cell.words)
            raw = " ".join([text[a:b] for a, b in spans])
            out[path] = Evidence(
                spans=spans,
                raw=raw,
                confidence=confidence,
                state=cell.state,  # type: ignore[arg-type]
                repairs=cell.repairs,
            )
            continue
        key = (cell.state, confidence)
        if key not in nothing:
            nothing[key] = Evidence(confidence=confidence, state=cell.state)  # type: ignore[arg-type]
        out[path] = nothing[key]
    return out


def spans_of(text: str, words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """The words' spans in the text, neighbours on one line joined."""
    spans: list[tuple[int, int]] = []
    last = -1
    if len(words) == 1 and not words[0].more:
        return ((words[0].start, words[0].end),)
    for word in words:
        for start, end in ((word.start, word.end), *word.more):
            apart = start - last
            if spans and (apart == 0 or (apart == 1 and text[last] == " ")):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
            last = end
    return tuple(spans)


def _row(builder: Builder, path: str, reading: RowReading) -> object:
    """One row of a table as a record."""
    kind = _KINDS[reading.table, reading.is_transaction]
    values: dict[str, object] = {}
    cells: list[Cell] = []
    for name, default in _ROW_FIELDS[kind]:
        cell = reading.cells.get(name, _NOT_PRINTED)
        value: object = cell.value
        if name == "equity_swap_involved":
            cell = reading.cells.get("transaction_code", _NOT_PRINTED)
            value = str(cell.value or "").endswith("/K")
        elif name == "transaction_code" and isinstance(value, str):
            value = value.partition("/")[0]
        elif isinstance(value, str):
            value = text_of(cell)
        cells.append(cell)
        if value is not None or default is None:
            values[name] = value
    builder.note_row(path, _NAMES[kind], cells)
    cited = [(name, cell.marks) for name, cell in reading.cells.items() if cell.marks]
    marks = {name: tuple(dict.fromkeys(ids)) for name, ids in cited if name in _NAMES[kind]}
    return kind(**values, footnotes=FrozenMap(marks))


_ADDRESS = ("street1", "street2", "city", "state", "zip_code", "country")


def _owner(
    builder: Builder, path: str, owner: OwnerReading, is_first: bool, unprinted: frozenset[str]
) -> ReportingOwner:
    """One reporting owner as a record."""
    builder.note(f"{path}.name", owner.name)
    builder.note(f"{path}.cik", _NOT_PRINTED)
    address = {}
    for name in _ADDRESS:
        cell: Cell = getattr(owner, name)
        absent = cell.state == "missing" and f"{path}.address.{name}" in unprinted
        builder.note(f"{path}.address.{name}", _NOT_PRINTED if absent else cell)
        address[name] = text_of(cell)
    return ReportingOwner(
        name=text_of(owner.name),
        address=Address(**address),
        relationship=_relationship(builder, f"{path}.relationship", owner.ticks, is_first),
    )


def _relationship(builder: Builder, path: str, ticks: Ticks | None, is_first: bool) -> Relationship:
    if ticks is None:
        for name in attrs.fields_dict(Relationship):
            builder.note(f"{path}.{name}", _NOT_FOUND if is_first else _NOT_PRINTED)
        return Relationship()
    flags = {}
    for field, name in FIELDS.items():
        cell: Cell = getattr(ticks, name)
        builder.note(f"{path}.{field}", cell)
        flags[field] = flag_of(cell)
    builder.note(f"{path}.officer_title", ticks.officer_title)
    builder.note(f"{path}.other_text", ticks.other_text)
    return Relationship(**flags, officer_title=text_of(ticks.officer_title), other_text=text_of(ticks.other_text))


def _signature(builder: Builder, path: str, name: Cell, when: Cell) -> Signature:
    """One signature as a record."""
    builder.note(f"{path}.name", name)
    builder.note(f"{path}.date", when)
    return Signature(name=text_of(name), date=date_of(when))


def _footnote(builder: Builder, path: str, number: str, cell: Cell) -> Footnote:
    """One footnote as a record."""
    builder.note(f"{path}.id", cell)
    builder.note(f"{path}.text", cell)
    return Footnote(id=number, text=text_of(cell))


def build(text: str, reading: Reading, diagnostics: Iterable[Diagnostic], builder: Builder | None = None) -> Filing:
    """The record of what was read in the text; a builder of one's own has every cell afterwards."""
    builder = builder or Builder(text)
    heading, notes = reading.heading, reading.notes
    builder.note("schema_version", _NOT_PRINTED)
    unprinted = reading.unprinted()
    for path, cell in reading.boxes():
        builder.note(path, _NOT_PRINTED if path in unprinted and cell.state == "missing" else cell)
    builder.note("issuer.cik", _NOT_PRINTED)
    issuer = Issuer(
        name=text_of(heading.issuer),
        trading_symbol=text_of(heading.ticker),
        foreign_trading_symbol=text_of(heading.foreign),
    )
    rows = {
        table: tuple(_row(builder, f"{table}[{i}]", row) for i, row in enumerate(got.rows))
        for table, got in reading.tables()
    }
    owners = tuple(
        _owner(builder, f"reporting_owners[{i}]", o, i == 0, unprinted) for i, o in enumerate(reading.owners)
    )
    footnotes = tuple(_footnote(builder, f"footnotes[{i}]", n, c) for i, (n, c) in enumerate(notes.footnotes))
    signatures = tuple(_signature(builder, f"signatures[{i}]", n, d) for i, (n, d) in enumerate(notes.signatures))
    return Filing(
        form_type=reading.form_type.value,  # type: ignore[arg-type]
        period_of_report=date_of(heading.period),
        date_of_original_submission=date_of(heading.original),
        not_subject_to_section16=flag_of(heading.section16),
        rule_10b5_1=flag_of(heading.rule_10b5_1),
        form3_holdings_reported=flag_of(heading.form3_holdings),
        form4_transactions_reported=flag_of(heading.form4_transactions),
        no_securities_owned=flag_of(notes.no_securities),
        issuer=issuer,
        reporting_owners=owners,
        non_derivative=rows["non_derivative"],  # type: ignore[arg-type]
        derivative=rows["derivative"],  # type: ignore[arg-type]
        footnotes=footnotes,
        remarks=text_of(notes.remarks),
        signatures=signatures,
        evidence=builder.evidence(),
        diagnostics=tuple(diagnostics),
    )
