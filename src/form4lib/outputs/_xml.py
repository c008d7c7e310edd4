"""A filing as the ownership XML of EDGAR.

Contract: a `Filing` becomes a document that is valid against the schema, or one `XmlOutputError` names everything that
keeps it from being so: what the schema demands and the filing does not say, what is not of the schema's form, and what
the schema has no place for. Nothing is shortened, made up or left out to make a document valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

import attrs

from .._paths import get_path, iter_paths
from ..errors import XmlOutputError
from ..records import Filing
from ..spec.xml_schema import (
    DOCUMENTS,
    NUMBER,
    ROOT,
    Cell,
    Cites,
    Facet,
    Group,
    OneOf,
    Part,
    Several,
    Value,
)
from ._extra import step
from ._xml_fill import filled

_NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOOTNOTE_ID = re.compile(r"[1-9][0-9]?")
_LARGEST = Decimal("999999999999.9999")
_DECIMALS = Decimal("0.0001")
_MOST_FOOTNOTES = 99

_HOW = {
    "issuer.cik": "pass issuer_cik=",
    "cik": "pass owner_ciks=",
    "rule_10b5_1": "pass rule_10b5_1=",
    "transaction_form_type": "pass transaction_form_type=",
}
"""Field -> how the caller supplies what the form does not give; all others by `correct`."""


def to_xml(
    filing: Filing,
    *,
    issuer_cik: str | None = None,
    owner_ciks: Sequence[str] = (),
    rule_10b5_1: bool | None = None,
    transaction_form_type: str | None = None,
) -> str:
    """The filing as ownership XML, valid against EDGAR's schema of version 5.5.

    The text is ASCII, other characters being written as references, so that it may be stored in any encoding. A state
    that is printed by its name gets its code; a street line that is too long, because the edition prints both lines as
    one, is parted at a comma. A transaction of a Form 4 that does not say which form it belongs to is one of Form 5 if
    V is printed beside its code (reported early), of Form 4 if not. What the header of a full submission says
    (`submission`) and the evidence are no part of the document.

    Args:
        filing: what to write.
        issuer_cik: the issuer's CIK, where the filing has none: the printed form does not give it.
        owner_ciks: the reporting owners' CIKs in the order of the filing, for those that have none.
        rule_10b5_1: the Rule 10b5-1(c) box, where the edition of the form has none; Forms 4 and 5 demand it.
        transaction_form_type: '4' or '5', for the transactions of a Form 5 that do not say which form they belong to.

    Raises:
        XmlOutputError: the schema does not allow the document; the error lists all that is in its way.
        TypeError: `filing` is no Filing.
    """
    if not isinstance(filing, Filing):
        raise TypeError(f"to_xml() takes a Filing, not a {type(filing).__name__}")
    full = filled(filing, issuer_cik, owner_ciks, rule_10b5_1, transaction_form_type)
    writer = _Writer(full)
    if owner_ciks and len(owner_ciks) != len(filing.reporting_owners):
        count = f"owner_ciks has {len(owner_ciks)}, and the filing {len(filing.reporting_owners)}"
        writer.problem("reporting_owners", count)
    writer.document()
    if writer.problems:
        raise XmlOutputError(tuple(writer.problems))
    return "".join(f"{line}\n" for line in ('<?xml version="1.0"?>', *writer.lines))


@attrs.frozen
class _Place:
    """Where the writer is: the record, its path in the filing, the elements around, by name."""

    record: object
    path: str
    elements: tuple[str, ...]

    def at(self, field: str) -> str:
        return f"{self.path}.{field}" if self.path else field

    def inside(self, element: str) -> _Place:
        return _Place(self.record, self.path, (*self.elements, element))

    def key(self, element: str) -> str:
        """The key in `Filing.xml_extra` of an element here."""
        return "/".join((*self.elements[1:], element))

    def citing(self, field: str) -> tuple[str, ...]:
        """The footnotes that a field of the record cites."""
        cited: tuple[str, ...] = getattr(self.record, "footnotes", {}).get(field, ())
        return cited


class _Writer:
    """Writes the lines of the document, and notes what is in their way."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self.lines: list[str] = []
        self.problems: list[tuple[str, str]] = []
        self._written: set[str] = set()
        self._refused: tuple[str, ...] = ()
        self._known = {note.id for note in filing.footnotes}

    def problem(self, path: str, text: str) -> None:
        self.problems.append((path, text))

    def document(self) -> None:
        self._line(0, f"<{ROOT}>")
        for part in DOCUMENTS[self.filing.form_type]:
            self._part(part, _Place(self.filing, "", (ROOT,)))
        self._line(0, f"</{ROOT}>")
        for path, why in self._left_out():
            self.problem(path, why)

    def _line(self, depth: int, text: str) -> None:
        self.lines.append(f"{'    ' * depth}{text}")

    def _part(self, part: Part, place: _Place) -> None:
        if isinstance(part, Value):
            self._value(part, place)
        elif isinstance(part, Cell):
            self._cell(part, place)
        elif isinstance(part, OneOf):
            self._one_of(part, place)
        elif isinstance(part, Group):
            self._group(part, place)
        elif isinstance(part, Several):
            self._several(part, place)
        elif isinstance(part, Cites):
            self._cites(part.fields, place)
        else:
            self._notes(place)

    def _value(self, part: Value, place: _Place) -> None:
        text = self._text_of(part, place)
        if text is not None:
            self._line(len(place.elements), f"<{part.element}>{text}</{part.element}>")
        elif part.required:
            self._missing(place.at(part.field), part.field, part.facet)

    def _text_of(self, part: Value, place: _Place) -> str | None:
        """The checked text of a value, from its field or from what the XML said beside the fields."""
        if part.field:
            return self._checked(place.at(part.field), part.facet)
        key = place.key(part.element)
        text = self.filing.xml_extra.get(key)
        return None if text is None else self._fitting(_extra_path(key), text, part.facet)

    def _cell(self, cell: Cell, place: _Place) -> None:
        if not (cell.required or _has(cell, place)):
            return
        path = place.at(cell.field)
        text = self._checked(path, cell.facet)
        cited = place.citing(cell.field) if cell.citable else ()
        if text is None and (cell.needs == "value" or (cell.needs == "value or footnote" and not cited)):
            self._missing(path, cell.field, cell.facet, cell.needs)
        depth = len(place.elements)
        self._line(depth, f"<{cell.element}>")
        if text is not None or cell.value_always:
            self._line(depth + 1, f"<value>{text or ''}</value>")
        if cell.citable:
            self._cites((cell.field,), place.inside(cell.element))
        self._line(depth, f"</{cell.element}>")

    def _one_of(self, part: OneOf, place: _Place) -> None:
        given = [cell for cell in part.cells if _has(cell, place)]
        if len(given) > 1:
            self.problem(place.at(given[1].field), f"only one of this and {given[0].field} can be given")
            self._written.add(place.at(given[1].field))
        if given or part.required:
            self._cell((given or part.cells)[0], place)

    def _group(self, group: Group, place: _Place) -> None:
        if not (group.required or any(self._says(part, place.inside(group.element)) for part in group.parts)):
            return
        depth = len(place.elements)
        self._line(depth, f"<{group.element}>")
        for part in group.parts:
            self._part(part, place.inside(group.element))
        self._line(depth, f"</{group.element}>")

    def _says(self, part: Part, place: _Place) -> bool:
        """Is there anything to write for a part of a group that may be left out?"""
        if isinstance(part, Value) and not part.field:
            return place.key(part.element) in self.filing.xml_extra
        return _has(part, place)

    def _several(self, part: Several, place: _Place) -> None:
        records = getattr(self.filing, part.field)
        if not part.least <= len(records) <= part.most:
            wanted = f"at most {part.most}" if records else f"at least {part.least}"
            self.problem(part.field, f"there are {len(records)}, and the schema wants {wanted}")
        inner = place.inside(part.inside) if part.inside and records else place
        if inner is not place:
            self._line(len(place.elements), f"<{part.inside}>")
        counts: dict[str, int] = {}
        for i, record in enumerate(records):
            group = part.elements.get(getattr(record, "kind", ""))
            path = f"{part.field}[{i}]"
            if group is None:
                self.problem(path, f"a Form {self.filing.form_type} has no transactions")
                self._refused += (f"{path}.",)
                continue
            number = counts[group.element] = counts.get(group.element, -1) + 1
            outer = _Place(record, path, inner.elements)
            self._line(len(inner.elements), f"<{group.element}>")
            for child in group.parts:
                self._part(child, outer.inside(step(group.element, number)))
            self._line(len(inner.elements), f"</{group.element}>")
        if inner is not place:
            self._line(len(place.elements), f"</{part.inside}>")

    def _cites(self, fields: tuple[str, ...], place: _Place) -> None:
        cited: dict[str, None] = {}
        for field in fields:
            self._written.add(_citing(place.at(field)))
            cited.update(dict.fromkeys(place.citing(field)))
        for number in cited:
            if number not in self._known:
                self.problem(place.at("footnotes"), f"cites footnote {number}, which the filing does not have")
            self._line(len(place.elements), f'<footnoteId id="F{escape(number)}"/>')

    def _notes(self, place: _Place) -> None:
        notes = self.filing.footnotes
        if not notes:
            return
        if len(notes) > _MOST_FOOTNOTES:
            self.problem("footnotes", f"there are {len(notes)}, and the schema wants at most {_MOST_FOOTNOTES}")
        self._line(len(place.elements), "<footnotes>")
        seen: set[str] = set()
        for i, note in enumerate(notes):
            path = f"footnotes[{i}]"
            if not _FOOTNOTE_ID.fullmatch(note.id) or note.id in seen:
                self.problem(f"{path}.id", f"a number from 1 to 99 of its own is wanted, not {note.id!r}")
            seen.add(note.id)
            self._written.add(f"{path}.id")
            text = self._fitting(f"{path}.text", note.text or "", None)
            self._line(len(place.elements) + 1, f'<footnote id="F{escape(note.id)}">{text}</footnote>')
        self._line(len(place.elements), "</footnotes>")

    def _checked(self, path: str, facet: Facet) -> str | None:
        """The text of what stands at a path of the filing, None where it says nothing."""
        value = get_path(self.filing, path)
        return None if value is None else self._fitting(path, value, facet)

    def _fitting(self, path: str, value: object, facet: Facet | None) -> str:
        """A value as the text of an element; a value that does not fit is noted."""
        self._written.add(path)
        text = _plain(value)
        if _NOT_OF_XML.search(text):
            self.problem(path, "has a character that XML cannot hold: set it with correct()")
            text = _NOT_OF_XML.sub("", text)
        elif facet is not None and not _fits(value, text, facet):
            self.problem(path, f"{_short(text)} is not {facet.called}: set it with correct()")
        return escape(text, {"\r": "&#13;"}).encode("ascii", "xmlcharrefreplace").decode("ascii")

    def _missing(self, path: str, field: str, facet: Facet, needs: str = "value") -> None:
        how = _HOW.get(field, "set it with correct()")
        note = " or a footnote" if needs == "value or footnote" else ""
        self.problem(path, f"is missing, and the schema demands {facet.called}{note}: {how}")

    def _told_early(self, row: str) -> bool:
        """Does the document say what V says in print? EDGAR prints it for these."""
        belongs_to = get_path(self.filing, f"{row}.transaction_form_type")
        early = get_path(self.filing, f"{row}.timeliness") == "E"
        return early or (self.filing.form_type.startswith("4") and belongs_to == "5")

    def _left_out(self) -> Iterator[tuple[str, str]]:
        """What the filing says and the document has no place for."""
        no_place = f"the schema of a Form {self.filing.form_type} has no place for it"
        for path, value in iter_paths(self.filing):
            if _says_nothing(value) or path in self._written or path.startswith(("submission.", *self._refused)):
                continue
            if path.endswith(".is_voluntary"):
                if not self._told_early(path.rpartition(".")[0]):
                    yield path, "reported early: set transaction_form_type to 5, or timeliness to E, with correct()"
            else:
                yield path, no_place
        for table in ("non_derivative", "derivative"):
            for i, row in enumerate(getattr(self.filing, table)):
                for field, cited in row.footnotes.items():
                    path = f"{table}[{i}].{field}"
                    if cited and _citing(path) not in self._written and not path.startswith(self._refused):
                        yield f"{table}[{i}].footnotes", f"{no_place}: the footnotes of {field}"
        for key in self.filing.xml_extra:
            if _extra_path(key) not in self._written:
                yield _extra_path(key), no_place


def _has(part: Part, place: _Place) -> bool:
    """Does the record say anything of this part? A box that is not ticked says nothing."""
    if isinstance(part, (Value, Cell)):
        value: object = place.record
        for name in part.field.split("."):
            value = getattr(value, name)
        return not _says_nothing(value) or (isinstance(part, Cell) and bool(place.citing(part.field)))
    if isinstance(part, Cites):
        return any(place.citing(field) for field in part.fields)
    if isinstance(part, OneOf):
        return any(_has(cell, place) for cell in part.cells)
    return True


def _says_nothing(value: object) -> bool:
    """Is it None, or a box that is not ticked? The number 0, which equals False, is a value."""
    return value is None or value is False


def _extra_path(key: str) -> str:
    """How a problem names what the XML said beside the fields."""
    return f"xml_extra[{key!r}]"


def _citing(path: str) -> str:
    """What marks the footnotes of a field as written."""
    return f"{path}#"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        text = format(value, "f")
        whole, dot, decimals = text.partition(".")
        return f"{whole}{dot}{decimals[:4]}" if dot and not decimals[4:].strip("0") else text
    return str(value)


def _fits(value: object, text: str, facet: Facet) -> bool:
    if isinstance(value, Decimal):
        return facet is NUMBER and value.is_finite() and 0 <= value <= _LARGEST and value == value.quantize(_DECIMALS)
    if facet.choices and text not in facet.choices:
        return False
    if facet.pattern is not None and not re.fullmatch(facet.pattern, text):
        return False
    return facet.shortest <= len(text) <= (len(text) if facet.longest is None else facet.longest)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
