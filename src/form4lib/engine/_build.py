"""Stage 8: the immutable record.

Takes everything read: heading, owners, tables, notes. Gives the `Filing`, with evidence for every field of every record,
None values included, and the diagnostics collected on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from .._mapping import FrozenMap
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

_KINDS = {
    ("non_derivative", True): NonDerivativeTransaction,
    ("non_derivative", False): NonDerivativeHolding,
    ("derivative", True): DerivativeTransaction,
    ("derivative", False): DerivativeHolding,
}
_XML_ONLY = frozenset(("cik", "timeliness", "transaction_form_type", "transaction_total_value", "value_owned_following", "underlying_security_value"))
_NOT_FIELDS = frozenset(("footnotes",))


def text_of(cell: Cell) -> str | None:
    """A cell's value where the record wants text."""
    return cell.value if isinstance(cell.value, str) else None


def date_of(cell: Cell) -> date | None:
    """A cell's value where the record wants a date."""
    return cell.value if isinstance(cell.value, date) else None


def flag_of(cell: Cell) -> bool | None:
    """A cell's value where the record wants a tick; None where the text does not tell."""
    return cell.value if isinstance(cell.value, bool) else None


class Builder:
    """Collects evidence and diagnostics while records are made."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.evidence: dict[str, Evidence] = {}
        self.diagnostics: list[Diagnostic] = []

    def spans(self, words: Iterable[Word]) -> tuple[tuple[int, int], ...]:
        """The words' spans, neighbours on one line joined."""
        spans: list[tuple[int, int]] = []
        for word in words:
            for start, end in ((word.start, word.end), *word.more):
                if spans and spans[-1][1] <= start and self.text[spans[-1][1] : start] in ("", " "):
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
        return tuple(spans)

    def note(self, path: str, cell: Cell) -> None:
        """Record where a value was read."""
        spans = (cell.span,) if cell.span else self.spans(cell.words)
        raw = " ".join(self.text[a:b] for a, b in spans)
        self.evidence[path] = Evidence(
            spans=spans, raw=raw, confidence=round(cell.confidence, 3), state=cell.state, repairs=tuple(cell.repairs)  # type: ignore[arg-type]
        )


_MISSING = Cell(state="missing", confidence=0.95)
_NOT_PRINTED = Cell(state="missing", confidence=1.0)


def build_row(builder: Builder, path: str, reading: RowReading) -> object:
    """One row of a table as a record."""
    kind = _KINDS[reading.table, reading.is_transaction]
    values: dict[str, object] = {}
    for field in attrs.fields(kind):
        if field.name in _NOT_FIELDS:
            continue
        cell = reading.cells.get(field.name, _NOT_PRINTED if field.name in _XML_ONLY else _MISSING)
        if field.name == "equity_swap_involved":
            code = reading.cells.get("transaction_code", _MISSING)
            cell = Cell(str(code.value or "").endswith("/K"), code.words, code.cost, (), "read" if code.words else "blank", confidence=code.confidence)
        if field.name == "transaction_code" and isinstance(cell.value, str):
            cell = attrs.evolve(cell, value=cell.value.partition("/")[0])
        builder.note(f"{path}.{field.name}", cell)
        if cell.value is not None or field.default is None:
            values[field.name] = cell.value
    marks = {name: cell.marks for name, cell in reading.cells.items() if cell.marks and name in attrs.fields_dict(kind)}
    return kind(**values, footnotes=FrozenMap(marks))


def build_owner(builder: Builder, path: str, owner: object) -> ReportingOwner:
    """One reporting owner as a record."""
    from ._people import OwnerReading

    assert isinstance(owner, OwnerReading)
    cells = {name: getattr(owner, name) for name in ("street1", "street2", "city", "state", "zip_code", "country")}
    for name, cell in cells.items():
        builder.note(f"{path}.address.{name}", cell)
    builder.note(f"{path}.name", owner.name)
    builder.note(f"{path}.cik", _NOT_PRINTED)
    return ReportingOwner(
        name=text_of(owner.name),
        address=Address(**{name: text_of(cell) for name, cell in cells.items()}),
        relationship=_relationship(builder, f"{path}.relationship", owner),
    )


_RELATIONS = (("is_director", "director"), ("is_officer", "officer"), ("is_ten_percent_owner", "ten_percent"), ("is_other", "other"))


def _relationship(builder: Builder, path: str, owner: object) -> Relationship:
    ticks = getattr(owner, "ticks", None)
    if ticks is None:
        for name in attrs.fields_dict(Relationship):
            builder.note(f"{path}.{name}", _MISSING)
        return Relationship()
    flags = {}
    for field, name in _RELATIONS:
        cell: Cell = getattr(ticks, name)
        builder.note(f"{path}.{field}", cell)
        flags[field] = flag_of(cell)
    builder.note(f"{path}.officer_title", ticks.officer_title)
    builder.note(f"{path}.other_text", ticks.other_text)
    return Relationship(**flags, officer_title=text_of(ticks.officer_title), other_text=text_of(ticks.other_text))


def build_signature(builder: Builder, path: str, name: Cell, when: Cell) -> Signature:
    """One signature as a record."""
    builder.note(f"{path}.name", name)
    builder.note(f"{path}.date", when)
    return Signature(name=text_of(name), date=date_of(when))


def build_footnote(builder: Builder, path: str, number: str, cell: Cell) -> Footnote:
    """One footnote as a record."""
    builder.note(f"{path}.text", cell)
    builder.note(f"{path}.id", attrs.evolve(cell, value=number))
    return Footnote(id=number, text=text_of(cell))


__all__ = ["Address", "Builder", "Decimal", "Filing", "Issuer", "build_footnote", "build_owner", "build_row", "build_signature", "date_of", "flag_of", "text_of"]
