"""Where a parsed filing differs from the one that was printed, and whether it says so.

Only what the layout prints is compared. A difference counts as marked when the record says of
the value, its row, its table or the whole filing that it is in doubt.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

import attrs

from form4lib.records import Filing, ReportingOwner

from .writer import Layout
from .writer_words import STATE_NAMES

Same = Callable[[str, object, object], bool]

SURE = 0.9
DOUBTFUL_STATES = frozenset({"ambiguous", "unreadable", "missing"})

HEADER = (
    "form_type",
    "period_of_report",
    "date_of_original_submission",
    "not_subject_to_section16",
    "rule_10b5_1",
    "no_securities_owned",
    "form3_holdings_reported",
    "form4_transactions_reported",
    "remarks",
)
RELATIONSHIP = (
    "is_director",
    "is_officer",
    "is_ten_percent_owner",
    "is_other",
    "officer_title",
    "other_text",
)
BOXES_OF_MASTHEAD = frozenset(
    {"not_subject_to_section16", "rule_10b5_1", "form3_holdings_reported", "form4_transactions_reported"}
)
# A box that is not ticked and a box that is not there come to the same.
TICKS = frozenset(
    {
        "not_subject_to_section16",
        "no_securities_owned",
        "form3_holdings_reported",
        "form4_transactions_reported",
        "is_director",
        "is_officer",
        "is_ten_percent_owner",
        "is_other",
        "is_voluntary",
        "equity_swap_involved",
    }
)
NOT_PRINTED = frozenset({"transaction_form_type", "timeliness"})
CORE = frozenset(
    {
        "period_of_report",
        "issuer.name",
        "issuer.trading_symbol",
        "owner.name",
        "is_director",
        "is_officer",
        "is_ten_percent_owner",
        "security_title",
        "transaction_date",
        "transaction_code",
        "shares",
        "acquired_disposed_code",
        "price_per_share",
        "shares_owned_following",
        "direct_or_indirect",
        "conversion_or_exercise_price",
        "expiration_date",
        "underlying_security_shares",
    }
)
"""The fields a trade is made of."""


@attrs.frozen
class Checked:
    """One value of the form: what was printed, what was read, whether the reading is marked."""

    path: str
    field: str
    printed: object
    read: object
    same: bool
    marked: bool
    lost: tuple[object, ...] = ()
    """Of a row or an owner that is missing or invented, its core values."""


def exact(field: str, a: object, b: object) -> bool:
    """The same value; a state may be spelled out, white space is as the layout wraps it."""
    if field in TICKS:
        return bool(a) == bool(b)
    if isinstance(a, str) and isinstance(b, str):
        if field == "state":
            a, b = STATE_NAMES.get(a, a), STATE_NAMES.get(b, b)
        return " ".join(a.split()) == " ".join(b.split())
    return a == b


def letters_and_digits(field: str, a: object, b: object) -> bool:
    """As `exact`, but for case, punctuation and spaces, which damage may change without harm."""
    if isinstance(a, str) and isinstance(b, str) and field != "state":
        return _plain(a) == _plain(b)
    return exact(field, a, b)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() and unicodedata.category(c) != "Lm")  # Lm: an apostrophe's twin


def is_marked(filing: Filing, *paths: str) -> bool:
    """True when one of the paths is in doubt, or a warning or error stands at one or at ''."""
    for path in paths:
        evidence = filing.evidence.get(path)
        if evidence and (evidence.confidence < SURE or evidence.state in DOUBTFUL_STATES):
            return True
    places = {*paths, ""}
    return any(d.severity != "info" and d.path in places for d in filing.diagnostics)


def _field_names(record: object) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(type(record)))  # type: ignore[arg-type]


def _similarity(a: object, b: object) -> float:
    fields = [name for name in _field_names(a) if getattr(a, name) is not None]
    alike = [field for field in fields if getattr(a, field) == getattr(b, field, None)]
    return len(alike) / len(fields) + 0.001


def align(printed: Sequence[object], read: Sequence[object]) -> list[tuple[int | None, int | None]]:
    """Pairs of row numbers in order, None where a row has no partner on the other side."""
    n, m = len(printed), len(read)
    if n == m:
        return [(i, i) for i in range(n)]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    near = [[_similarity(a, b) for b in read] for a in printed]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + near[i][j])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < n and j < m:
        if best[i][j] == best[i + 1][j + 1] + near[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs + [(k, None) for k in range(i, n)] + [(None, k) for k in range(j, m)]


@attrs.frozen
class Comparison:
    """Compares the filing that was printed in a layout with the one that was read from it."""

    printed: Filing
    read: Filing
    layout: Layout
    same: Same = exact

    def checks(self) -> Iterator[Checked]:
        """Every value the layout prints."""
        yield from self._header()
        yield from self._owners()
        for table in ("non_derivative", "derivative"):
            yield from self._table(table)
        yield from self._notes()
        yield from self._signatures()

    def _check(self, path: str, field: str, a: object, b: object, *also: str) -> Checked:
        same = self.same(field.rsplit(".", 1)[-1], a, b)
        return Checked(path, field, a, b, same, is_marked(self.read, path, *also))

    def _header(self) -> Iterator[Checked]:
        typed = self.layout.edition == "typed"
        for field in HEADER:
            if field == "rule_10b5_1" and typed:
                continue
            if field in BOXES_OF_MASTHEAD and not self.layout.prints_ticks:
                continue
            if field == "not_subject_to_section16" and self.printed.form_type.startswith("3"):
                continue  # that form has no such box
            yield self._check(field, field, getattr(self.printed, field), getattr(self.read, field))
        for field in ("name", "trading_symbol"):
            path = f"issuer.{field}"
            a, b = getattr(self.printed.issuer, field), getattr(self.read.issuer, field)
            yield self._check(path, path, a, b)

    def _owners(self) -> Iterator[Checked]:
        a, b = self.printed.reporting_owners, self.read.reporting_owners
        for i, j in align(a, b):
            if i is None or j is None:
                path = "reporting_owners"
                owner = a[i] if i is not None else b[j or 0]
                printed = [
                    name for name in RELATIONSHIP if name in CORE and self._prints_boxes(i if i is not None else j)
                ]
                boxes = (getattr(owner.relationship, name) for name in printed)
                names = owner.name if i is not None else None, owner.name if j is not None else None
                marked = is_marked(self.read, path)
                yield Checked(path, "owner.name", *names, False, marked, (owner.name, *boxes))
            else:
                yield from self._owner(i, a[i], j, b[j])

    def _prints_boxes(self, owner: int | None) -> bool:
        """The viewer's edition prints the relationship of the first owner only."""
        return not owner or self.layout.edition != "viewer"

    def _owner(self, i: int, a: ReportingOwner, j: int, b: ReportingOwner) -> Iterator[Checked]:
        path = f"reporting_owners[{j}]"
        yield self._check(f"{path}.name", "owner.name", a.name, b.name, path, "reporting_owners")
        streets = [", ".join(s for s in (o.address.street1, o.address.street2) if s) for o in (a, b)]
        street = (street.replace(",", "") for street in streets)  # some editions join the lines
        yield self._check(f"{path}.address.street1", "street", *street, f"{path}.address.street2")
        for field in ("city", "state", "zip_code"):
            at = f"{path}.address.{field}"
            yield self._check(at, field, getattr(a.address, field), getattr(b.address, field))
        if not self._prints_boxes(i):
            return
        for field in RELATIONSHIP:
            at = f"{path}.relationship.{field}"
            values = getattr(a.relationship, field), getattr(b.relationship, field)
            yield self._check(at, field, *values, f"{path}.relationship")

    def _table(self, table: str) -> Iterator[Checked]:
        a: tuple[object, ...] = getattr(self.printed, table)
        b: tuple[object, ...] = getattr(self.read, table)
        for i, j in align(a, b):
            if i is None or j is None:
                marked = is_marked(self.read, table)
                row = a[i] if i is not None else b[j or 0]
                lost = tuple(getattr(row, name) for name in _field_names(row) if name in CORE)
                yield Checked(table, "row", i is not None, j is not None, False, marked, lost)
            else:
                yield from self._row(f"{table}[{j}]", table, a[i], b[j])

    def _row(self, path: str, table: str, a: object, b: object) -> Iterator[Checked]:
        places = (path, table)
        yield self._check(f"{path}.kind", "kind", type(a), type(b), *places)
        typed = self.layout.edition == "typed"
        for field in _field_names(a):
            if field in NOT_PRINTED or (typed and field == "deemed_execution_date"):
                continue
            at = f"{path}.{field}"
            yield self._check(at, field, getattr(a, field), getattr(b, field, None), *places)

    def _notes(self) -> Iterator[Checked]:
        a = {note.id: note.text for note in self.printed.footnotes}
        b = {note.id: note.text for note in self.read.footnotes}
        places = {note.id: f"footnotes[{i}]" for i, note in enumerate(self.read.footnotes)}
        for number in sorted({*a, *b}):
            path = places.get(number, "footnotes")
            values = a.get(number), b.get(number)
            yield self._check(f"{path}.text", "footnote", *values, path, "footnotes")

    def _signatures(self) -> Iterator[Checked]:
        a, b = self.printed.signatures, self.read.signatures
        for i in range(max(len(a), len(b))):
            for field in ("name", "date"):
                x = getattr(a[i], field) if i < len(a) else None
                y = getattr(b[i], field) if i < len(b) else None
                path = f"signatures[{i}]"
                yield self._check(f"{path}.{field}", f"signature.{field}", x, y, path, "signatures")


def differences(printed: Filing, read: Filing, layout: Layout, same: Same = exact) -> list[Checked]:
    """The values that came back as something else."""
    return [c for c in Comparison(printed, read, layout, same).checks() if not c.same]
