"""What two filings say differently.

Contract: takes two filings and gives their differences in the order of the record; none where they say the same.
Records of a list are paired by what they say, not by their number. Numbers are compared by value, texts without regard
to the blanks between their words. A box that is not ticked says the same as a box that is not there; two street lines
the same as one line of both, a state's name the same as its code, and an address in the United States the same with its
country as without. Evidence, diagnostics and source text are not compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

import attrs

from .._shapes import Field, Many, Nested, Scalar, Table, fields_of
from ..records import Address, Filing, Footnote, Relationship
from ..spec.places import UNITED_STATES, country_code, state_code
from ._align import align
from ._extra import STATE_DESCRIPTION, address_key

DifferenceKind = Literal["changed", "only_in_a", "only_in_b"]
"""`changed`: both say something there. `only_in_a`, `only_in_b`: the other has None there, or no such record."""

NOT_PRINTED: frozenset[str] = frozenset(
    {
        "schema_version",
        "issuer.cik",
        "reporting_owners.cik",
        *(f"{table}.{field}" for table in ("non_derivative", "derivative") for field in (
            "transaction_form_type", "timeliness",
        )),
        "xml_extra",
        "submission",
        "rule_10b5_1?",
        "reporting_owners[1:].relationship?",
    }
)  # fmt: skip
"""Fields that the printed form does not show, for `diff(..., ignore=NOT_PRINTED)`. Those with a question mark are shown
by some editions alone, and are compared where both filings say something: editions before April 2023 have no box for
Rule 10b5-1, and the form has one box 5 for all its owners, of which only the reduced editions tell each one's own."""

_SHOWN = 80
"""Characters of a value that a line shows."""

_WEIGHTS: Mapping[str, float] = {"name": 6, "cik": 6, "text": 6}
_WEIGHT_OF_A_NUMBER = 2.0
"""Numbers tell the rows of a table apart; a name tells owners apart who share an address and a relationship."""


@attrs.frozen(kw_only=True, slots=True)
class Difference:
    """One thing that two filings say differently.

    Attributes:
        kind: `changed`, `only_in_a` or `only_in_b`.
        path_a: path in the first filing; None where it has no such record.
        path_b: path in the second filing; None where it has no such record.
        a: what the first one says there: a value, a record, or a mapping such as a row's footnotes.
        b: what the second one says there.
    """

    kind: DifferenceKind
    path_a: str | None
    path_b: str | None
    a: Any
    b: Any

    def __str__(self) -> str:
        place = self.path_a or self.path_b or ""
        if self.path_a and self.path_b and self.path_a != self.path_b:
            place = f"{self.path_a} (in b: {self.path_b})"
        if self.kind == "changed" and self.a == self.b:
            return f"{place}: the same numbers of other footnotes: {_shown(dict(self.a))}"
        if self.kind == "changed":
            a, b = _differing(self.a, self.b)
            return f"{place}: {_shown(a)} -> {_shown(b)}"
        value = self.a if self.kind == "only_in_a" else self.b
        return f"{place}: only in {self.kind[-1]}: {_shown(value)}"


def diff(a: Filing, b: Filing, *, ignore: Collection[str] = ()) -> tuple[Difference, ...]:
    """What two filings say differently, field by field.

    An amendment against its original, or what was read from a scan against the XML. A row, an owner, a footnote or a
    signature that only one of them has is one difference. Where footnotes are numbered differently, their ids differ,
    and the cells that cite them do not.

    Args:
        a: the one filing.
        b: the other one.
        ignore: fields that are not compared, with all that is in them, as paths without numbers in brackets:
            `schema_version`, `reporting_owners.cik`; with `[1:]` for all items but the first, and with a question mark
            at the end where only what one of them says nothing of is to be left out: `rule_10b5_1?`. `NOT_PRINTED` has
            all that the printed form does not show.

    Raises:
        TypeError: one of them is no Filing.
    """
    for filing in (a, b):
        if not isinstance(filing, Filing):
            raise TypeError(f"diff() takes two filings, not a {type(filing).__name__}")
    comparison = _Comparison(a, b, frozenset(ignore))
    return tuple(comparison.records(a, b, "", ""))


class _Comparison:
    def __init__(self, a: Filing, b: Filing, ignore: frozenset[str]) -> None:
        self.filings = (a, b)
        self.ignore = ignore
        self.notes = align(a.footnotes, b.footnotes, likeness)
        self.id_in_b: dict[str, str | None] = {}
        """What a footnote of the first filing is cited by in the second; None where that id is another footnote's."""
        taken = {note.id for note in b.footnotes}
        for i, j in self.notes:
            if i is not None and (j is not None or a.footnotes[i].id in taken):
                self.id_in_b[a.footnotes[i].id] = None if j is None else b.footnotes[j].id

    def records(self, a: Any, b: Any, path_a: str, path_b: str) -> Iterator[Difference]:
        """Two records, field by field; rows of different kinds share most of their fields."""
        if type(a) is not type(b):
            yield Difference(kind="changed", path_a=path_a, path_b=path_b, a=a.kind, b=b.kind)
        same = self.same_in_address(a, b, path_a, path_b) if isinstance(a, Address) else frozenset()
        for name, field in _fields(a, b).items():
            if not field.reported or name in same:
                continue
            at_a, at_b = _joined(path_a, name), _joined(path_b, name)
            x, y = getattr(a, name, None), getattr(b, name, None)
            if self.ignored(at_a, x, y):
                continue
            if isinstance(field.shape, Many) and isinstance(field.shape.item, Nested):
                yield from self.lists(x, y, at_a, at_b)
            elif isinstance(field.shape, Nested) and x is not None and y is not None:
                yield from self.records(x, y, at_a, at_b)
            elif isinstance(field.shape, Table):
                yield from self.mappings(x, y, at_a, at_b)
            elif not _same(x, y):
                yield _difference(at_a if hasattr(a, name) else None, at_b if hasattr(b, name) else None, x, y)

    def ignored(self, path: str, x: object, y: object) -> bool:
        """Is the field not to be compared, at all or where one of the two says nothing?"""
        names = {_plain_path(path), _FURTHER.sub("[1:]", path.replace("[0]", ""))}
        if names & self.ignore:
            return True
        return any(f"{name}?" in self.ignore for name in names) and (_is_silent(x) or _is_silent(y))

    def lists(self, a: Any, b: Any, path_a: str, path_b: str) -> Iterator[Difference]:
        pairs = self.notes if path_a == "footnotes" else align(a, b, likeness)
        for i, j in pairs:
            at_a = None if i is None else f"{path_a}[{i}]"
            at_b = None if j is None else f"{path_b}[{j}]"
            if at_a is not None and at_b is not None:
                yield from self.records(a[i], b[j], at_a, at_b)
            else:
                yield _difference(at_a, at_b, None if i is None else a[i], None if j is None else b[j])

    def mappings(self, a: Any, b: Any, path_a: str, path_b: str) -> Iterator[Difference]:
        """A row's footnotes, by what the ids of the one are in the other; or what the XML says beside the fields."""
        if path_a.endswith(".footnotes"):
            seen = {field: tuple(self.id_in_b.get(i, i) for i in ids) for field, ids in a.items()}
        else:
            seen = dict(a)
        if seen != b:
            yield Difference(kind="changed", path_a=path_a, path_b=path_b, a=a, b=b)

    def same_in_address(self, a: Address, b: Address, path_a: str, path_b: str) -> frozenset[str]:
        """The fields of two addresses that are written differently and say the same."""
        same = set()
        if _street(a) == _street(b):
            same |= {"street1", "street2"}
        if a.state is not None and b.state is not None:
            names_a = {state_code(a.state), self.described_state(0, path_a)}
            names_b = {state_code(b.state), self.described_state(1, path_b)}
            if state_code(a.state) in names_b or state_code(b.state) in names_a:
                same.add("state")
        if _country(a) == _country(b):
            same.add("country")
        return frozenset(same)

    def described_state(self, side: int, path: str) -> str | None:
        """The state's name that the XML gives beside its code."""
        number = int(re.findall(r"\d+", path)[0])
        return self.filings[side].xml_extra.get(address_key(number, STATE_DESCRIPTION))


def likeness(a: Any, b: Any) -> float:
    """How much of what two records say is the same, 0 to 1; a number counts twice, a name six times."""
    if isinstance(a, Footnote):
        return _likeness_of_texts(a, b)
    same = said = 0.0
    for weight, x, y in _facts(a, b):
        said += weight
        same += weight if _same_letters(x, y) else 0.0
    return same / said if said else 1.0


def _fields(a: attrs.AttrsInstance, b: attrs.AttrsInstance) -> dict[str, Field]:
    """The fields of two records, those that only one of them has included."""
    return {**fields_of(type(a)), **fields_of(type(b))}


def _street(address: Address) -> list[str]:
    """The words of both street lines; editions that print them as one may part them by a comma."""
    return [word.strip(",") for word in f"{address.street1 or ''} {address.street2 or ''}".split()]


def _country(address: Address) -> str:
    """The country. Editions before X09 do not print that of a state of the United States; X09 prints `UNITED STATES`
    wherever the XML names no country, behind `BRITISH COLUMBIA, CANADA` too."""
    return UNITED_STATES if address.country is None else country_code(address.country)


def _facts(a: Any, b: Any) -> Iterator[tuple[float, object, object]]:
    """Every value that one of two records says, with its weight."""
    for name, field in _fields(a, b).items():
        x, y = getattr(a, name, None), getattr(b, name, None)
        if isinstance(field.shape, Nested):
            yield from _facts(x, y)
        elif isinstance(field.shape, Scalar) and not (_says_nothing(x) and _says_nothing(y)):
            yield _WEIGHTS.get(name, _WEIGHT_OF_A_NUMBER if field.shape.type is Decimal else 1.0), x, y


def _likeness_of_texts(a: Footnote, b: Footnote) -> float:
    """The share of words that two footnotes have in common; the same number holds a garbled one to its original."""
    words, others = (Counter(re.findall(r"\w+", (note.text or "").casefold())) for note in (a, b))
    most = max(words.total(), others.total())
    common = (words & others).total() / most if most else 1.0
    return 0.7 * common + (0.3 if a.id == b.id else 0.0)


def _difference(path_a: str | None, path_b: str | None, a: object, b: object) -> Difference:
    kind: DifferenceKind = "only_in_b" if a is None else "only_in_a" if b is None else "changed"
    return Difference(kind=kind, path_a=path_a, path_b=path_b, a=a, b=b)


def _same(a: object, b: object) -> bool:
    if _says_nothing(a) and _says_nothing(b):
        return True
    if isinstance(a, str) and isinstance(b, str):
        return a.split() == b.split()
    return a == b


def _same_letters(a: object, b: object) -> bool:
    """As `_same`, but for case and signs, which OCR gets wrong first."""
    if isinstance(a, str) and isinstance(b, str):
        return _folded(a) == _folded(b)
    return a == b


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _says_nothing(value: object) -> bool:
    return value is None or value is False


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


_FURTHER = re.compile(r"\[[1-9]\d*\]")


def _is_silent(value: object) -> bool:
    """None, or a relationship of which nothing is known."""
    if isinstance(value, Relationship):
        return all(getattr(value, name) is None for name in fields_of(Relationship))
    return value is None


def _plain_path(path: str) -> str:
    """The path without numbers."""
    return re.sub(r"\[\d+\]", "", path)


def _differing(a: object, b: object) -> tuple[object, object]:
    """Of two mappings what differs in them; anything else as it is."""
    if not (isinstance(a, Mapping) and isinstance(b, Mapping)):
        return a, b
    return {k: v for k, v in a.items() if b.get(k) != v}, {k: v for k, v in b.items() if a.get(k) != v}


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, Decimal) or hasattr(value, "isoformat") else repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
