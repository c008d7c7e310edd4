"""The elements of an ownership document, read into the fields of the record.

Takes the root of a document, as `xml.etree` or the scanner gives it. Gives the values of every field, what has no
field, and the oddities met: values that the specification does not allow, mandatory ones that are absent, footnotes
that are not there, elements unknown or out of place. `spec.xml` says what goes where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeAlias

import attrs

from .._mapping import FrozenMap
from ..records import (
    FORM_TYPES,
    Address,
    DerivativeHolding,
    DerivativeRow,
    DerivativeTransaction,
    Footnote,
    Issuer,
    NonDerivativeHolding,
    NonDerivativeRow,
    NonDerivativeTransaction,
    Relationship,
    ReportingOwner,
    Signature,
)
from ..spec import xml as spec
from ..spec.xml import Citation, Element
from ._values import CONVERTERS, Odd, shown

Values: TypeAlias = dict[str, Any]
Notes: TypeAlias = dict[str, list[str]]

ROW_CLASSES: Mapping[str, type[NonDerivativeRow | DerivativeRow]] = {
    "nonDerivativeTransaction": NonDerivativeTransaction,
    "nonDerivativeHolding": NonDerivativeHolding,
    "derivativeTransaction": DerivativeTransaction,
    "derivativeHolding": DerivativeHolding,
}


_Plan: TypeAlias = Mapping[str, Any]
"""Element -> what to do with it: a tuple of field, converter and `Element` for a value, the field a footnote is cited
for, or the plan of a group. Made of `spec.xml` once, so that nothing is looked up for each value of each document."""


def _plan(content: spec.Content) -> _Plan:
    plan: dict[str, Any] = {}
    for tag, entry in content.items():
        if isinstance(entry, Element):
            plan[tag] = (entry.field, CONVERTERS[entry.kind], entry)
        else:
            plan[tag] = entry.field if isinstance(entry, Citation) else _plan(entry)
    return plan


_HEADING, _ISSUER, _OWNER_ID = _plan(spec.HEADING), _plan(spec.ISSUER), _plan(spec.OWNER_ID)
_ADDRESS, _RELATIONSHIP, _SIGNATURE = _plan(spec.ADDRESS), _plan(spec.RELATIONSHIP), _plan(spec.SIGNATURE)
_ROWS = {tag: _plan(content) for tag, content in spec.ROWS.items()}
_PARTS = frozenset({"issuer", "reportingOwner", *spec.TABLES, "footnotes", "ownerSignature"})
_FORM_NUMBER = re.compile(r"(?<![0-9])[345](?![0-9])")
_NO_NOTES: FrozenMap[str, tuple[str, ...]] = FrozenMap()


class XmlElement(Protocol):
    """What the elements of `xml.etree` and the scanner's nodes have in common."""

    tag: Any
    attrib: dict[str, str]
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> Any: ...
    def get(self, key: str, /) -> Any: ...
    def iter(self) -> Iterator[Any]: ...
    def itertext(self) -> Iterator[str]: ...


@attrs.frozen
class Oddity:
    """Something in a document that has to be said.

    Attributes:
        path: the value, row or table it is about.
        code: the diagnostic's code.
        problem: what is wrong.
        element: where it stands, None where nothing stands.
        repair: what was changed in the value, '' where nothing was.
    """

    path: str
    code: str
    problem: str
    element: XmlElement | None = None
    repair: str = ""


class Reader:
    """Reads one document.

    Attributes:
        values: the fields of the filing, as far as they were met.
        kept: elements without a field, unknown ones among them.
        oddities: what has to be said.
        places: path -> the element that holds its value, where that was asked for.
        derived: path -> what a value was inferred from.

    Args:
        root: the document.
        unfinished: elements whose end the document does not have: their text may be cut. None where nobody asks for
            `places`.
    """

    def __init__(self, root: XmlElement, unfinished: frozenset[XmlElement] | None = None) -> None:
        self.root = root
        self.placing = unfinished is not None
        self.unfinished = unfinished or frozenset()
        self.values: Values = {}
        self.kept: list[XmlElement] = []
        self.oddities: list[Oddity] = []
        self.again: set[XmlElement] = set()
        self.said: set[str] = set()
        self.places: dict[str, XmlElement] = {}
        self.derived: dict[str, str] = {}
        self.cited: list[tuple[str, str, str, XmlElement]] = []
        self._read()

    def say(self, path: str, code: str, problem: str, element: XmlElement | None = None) -> None:
        """Take down that something is odd."""
        self.said.add(path)
        self.oddities.append(Oddity(path, code, problem, element))

    def _keep(self, element: XmlElement) -> None:
        """Keep an element that has no field; one that the specification knows and that is empty says nothing."""
        if element.text or len(element) or element.tag not in spec.WITHOUT_FIELD:
            self.kept.append(element)

    def _read(self) -> None:
        parts: dict[str, list[XmlElement]] = {}
        simple: list[XmlElement] = []
        for element in self.root:
            (parts.setdefault(element.tag, []) if element.tag in _PARTS else simple).append(element)
        values = self.values
        self._fields(simple, _HEADING, values, {}, "")
        if values.get("period_of_report") is None:
            self._missing("", "period_of_report", "period_of_report")
        if values.get("form_type") not in FORM_TYPES:
            values["form_type"] = self._form_type(values)
        values["issuer"] = self._issuer(parts.get("issuer", ()))
        owners = enumerate(parts.get("reportingOwner", ()))
        values["reporting_owners"] = tuple([self._owner(e, f"reporting_owners[{i}].") for i, e in owners])
        if not values["reporting_owners"]:
            self._missing("", "reporting_owners", "reporting_owners")
        for tag, table in spec.TABLES.items():
            values[table] = self._table(parts.get(tag, ()), table)
        values["footnotes"] = self._footnotes(parts.get("footnotes", ()))
        signatures = enumerate(parts.get("ownerSignature", ()))
        values["signatures"] = tuple(
            [Signature(**self._group(e, _SIGNATURE, f"signatures[{i}].")) for i, e in signatures]
        )

    def _form_type(self, values: Values) -> str:
        """The form's number where the document does not say it in so many words."""
        given = values.get("form_type") or ""
        digit = found[0] if (found := _FORM_NUMBER.search(given)) else None
        if digit is None:
            digit = "3" if "no_securities_owned" in values else "5" if "form3_holdings_reported" in values else "4"
        form = f"{digit}/A" if values.get("date_of_original_submission") or given.endswith("/A") else digit
        problem = f"the document type is not told; by its elements it is a Form {form}"
        self.say("form_type", "form_type_inferred", problem, self.places.get("form_type"))
        self.places.setdefault("form_type", self.root)
        self.derived["form_type"] = "from the elements of the document"
        return form

    def _issuer(self, elements: Iterable[XmlElement]) -> Issuer:
        values: Values = {}
        for element in elements:
            self._fields(element, _ISSUER, values, {}, "issuer.")
        self._expect_name(values, "issuer.")
        return Issuer(**values)

    def _expect_name(self, values: Values, prefix: str) -> None:
        """Filers may leave a name to EDGAR, which takes it from the CIK; one of the two is always there."""
        if values.get("name") is None and values.get("cik") is None:
            self._missing(prefix, "name", "cik")

    def _owner(self, owner: XmlElement, prefix: str) -> ReportingOwner:
        name: Values = {}
        address: Values = {}
        relationship: Values = {}
        foreign = None
        for part in owner:
            if part.tag == "reportingOwnerId":
                self._fields(part, _OWNER_ID, name, {}, prefix)
            elif part.tag == "reportingOwnerAddress":
                self._fields(part, _ADDRESS, address, {}, f"{prefix}address.")
                foreign = next((e for e in part if e.tag == spec.FOREIGN_STATE), foreign)
            elif part.tag == "reportingOwnerRelationship":
                self._fields(part, _RELATIONSHIP, relationship, {}, f"{prefix}relationship.")
            else:
                self._keep(part)
        if foreign is not None and address.get("state") is None and foreign.text:
            address["state"] = " ".join(foreign.text.split()) or None
            self.places[f"{prefix}address.state"] = foreign
        self._expect_name(name, prefix)
        return ReportingOwner(**name, address=Address(**address), relationship=Relationship(**relationship))

    def _group(self, element: XmlElement, content: _Plan, prefix: str) -> Values:
        values: Values = {}
        self._fields(element, content, values, {}, prefix)
        return values

    def _table(self, tables: Iterable[XmlElement], table: str) -> tuple[Any, ...]:
        rows: list[NonDerivativeRow | DerivativeRow] = []
        for element in tables:
            for row in element:
                if row.tag in _ROWS and row.tag.startswith("nonDerivative") != (table == "non_derivative"):
                    self.say(
                        table, "table_incomplete", f"a {row.tag} stands in the other table; xml_extra keeps it", row
                    )
                    self._keep(row)
                elif row.tag in _ROWS:
                    rows.append(self._row(row, f"{table}[{len(rows)}]."))
                else:
                    self._keep(row)
        return tuple(rows)

    def _row(self, row: XmlElement, prefix: str) -> NonDerivativeRow | DerivativeRow:
        values: Values = {}
        notes: Notes = {}
        tag = row.tag
        self._fields(row, _ROWS[tag], values, notes, prefix)
        for field, other in spec.EXPECTED[tag]:
            if values.get(field) is None and field not in notes and values.get(other) is None and other not in notes:
                self._missing(prefix, field, other)
        if "Transaction" in tag:
            values.setdefault("equity_swap_involved", None)
            values["is_voluntary"] = self._is_voluntary(values, prefix)
        cited = FrozenMap({field: tuple(ids) for field, ids in notes.items()}) if notes else _NO_NOTES
        return ROW_CLASSES[tag](**values, footnotes=cited)

    def _missing(self, prefix: str, field: str, other: str) -> None:
        """A mandatory value is absent; where it is there and cannot be read, that has been said."""
        path = f"{prefix}{field}"
        if path not in self.said and f"{prefix}{other}" not in self.said:
            names = field if other == field else f"{field} and no {other}"
            self.say(path, "value_missing", f"the document gives no {names}", self.places.get(path))

    def _is_voluntary(self, values: Values, prefix: str) -> bool | None:
        """The V of the printed form: on a Form 4, EDGAR adds it to what is reported early."""
        number = self.values["form_type"][0]
        timeliness, form = values.get("timeliness"), values.get("transaction_form_type")
        source = "timeliness" if timeliness else "transaction_form_type"
        if self.placing and (timeliness or form):
            self.places[f"{prefix}is_voluntary"] = self.places[f"{prefix}{source}"]
            self.derived[f"{prefix}is_voluntary"] = f"from {source} {timeliness or form} on a Form {number}"
        if timeliness == "E" or (form == "5" and number == "4"):
            return True
        return None if form is None and timeliness is None else False

    def _footnotes(self, groups: Iterable[XmlElement]) -> tuple[Footnote, ...]:
        found: list[Footnote] = []
        for group in groups:
            for element in group:
                if element.tag != "footnote":
                    self._keep(element)
                    continue
                text = "".join(element.itertext()) if len(element) else element.text or ""
                if self.placing:
                    self._place_footnote(element, f"footnotes[{len(found)}]")
                found.append(Footnote(id=self._id(element), text=" ".join(text.split()) or None))
        known = {footnote.id for footnote in found}
        if len(known) < len(found):
            self.say("footnotes", "footnote_unmatched", "several footnotes have the same id")
        for prefix, field, number, element in self.cited:
            if number not in known:
                self.say(
                    f"{prefix}{field}", "footnote_unmatched", f"footnote {number} is cited and is not there", element
                )
        return tuple(found)

    def _place_footnote(self, element: XmlElement, path: str) -> None:
        self.places[f"{path}.id"] = self.places[f"{path}.text"] = element
        if element in self.unfinished:
            problem = "the document breaks off within the footnote; its end may be lost"
            self.say(f"{path}.text", "value_ambiguous", problem, element)

    def _id(self, element: XmlElement) -> str:
        """A footnote's number: `1` for the id `F1`."""
        given: str = (element.get("id") or "").strip()
        return given[1:] if given[:1] == "F" and given[1:].isdigit() else given

    def _cite(self, element: XmlElement, field: str, notes: Notes, prefix: str) -> None:
        number = self._id(element)
        notes.setdefault(field, []).append(number)
        self.cited.append((prefix, field, number, element))

    def _fields(self, group: Iterable[XmlElement], content: _Plan, values: Values, notes: Notes, prefix: str) -> None:
        """Read the elements of a group, and of the groups in it, into `values` and `notes`.

        Every value of a document passes here: the common case, a cell with a `value` and nothing else, is first.
        """
        for element in group:
            entry = content.get(element.tag)
            if entry.__class__ is tuple:
                field, convert, leaf = entry
                if field in values:
                    self._again(element, f"{prefix}{field}")
                    continue
                holder = element
                if len(element) == 1 and leaf.valued and not len(element[0]) and element[0].tag == "value":
                    holder = element[0]
                elif leaf.valued or len(element):
                    holder = self._holder(element, leaf, notes, prefix)
                text = holder.text
                value = convert(text, leaf) if text else None
                if value.__class__ is Odd or (self.unfinished and holder in self.unfinished):
                    value = self._odd(value, holder, f"{prefix}{field}")
                values[field] = value
                if self.placing:
                    self.places[f"{prefix}{field}"] = holder
            elif entry is None:
                self._keep(element)
            elif entry.__class__ is str:
                self._cite(element, entry, notes, prefix)
            else:
                self._fields(element, entry, values, notes, prefix)

    def _holder(self, element: XmlElement, leaf: Element, notes: Notes, prefix: str) -> XmlElement:
        """The element in a cell that holds the value; footnotes cited beside it are noted."""
        holder = element
        for part in element:
            if not leaf.valued:
                self._keep(part)
            elif part.tag == "value" and holder is element:
                holder = part
            elif part.tag == "footnoteId":
                self._cite(part, leaf.field, notes, prefix)
            else:
                self._keep(part)
        if holder is not element:
            for part in holder:
                self._keep(part)
        elif leaf.valued and element.text and not element.text.isspace():
            problem = f"the value of {element.tag} stands in no element of its own"
            self.say(f"{prefix}{leaf.field}", "xml_tolerated", problem, element)
        return holder

    def _again(self, element: XmlElement, path: str) -> None:
        """An element that may stand once stands there again."""
        self.kept.append(element)
        self.again.add(element)
        self.say(path, "value_ambiguous", f"{element.tag} stands there again; the first one counts", element)

    def _odd(self, value: Any, holder: XmlElement, path: str) -> Any:
        """What is made of a value that is not what it may be."""
        if holder in self.unfinished:
            self.say(path, "value_unreadable", f"the document breaks off within {holder.tag}", holder)
            return None
        self.said.add(path)
        self.oddities.append(Oddity(path, value.code, value.problem, holder, value.repair))
        return value.value

    def unknown(self) -> list[XmlElement]:
        """Elements that the specification does not know, or not there."""
        known = spec.WITHOUT_FIELD
        return [element for element in self.kept if element.tag not in known and element not in self.again]


def cut(element: XmlElement) -> str:
    """An element's text for a message."""
    return shown(" ".join("".join(element.itertext()).split()))
