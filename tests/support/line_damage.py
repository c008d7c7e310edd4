"""What becomes of a record when one line of its text is lost, moved or doubled, or the text is cut.

`damages` makes such texts; `changes` compares the record of the damaged text with that of the whole one and gives
every difference that nothing marks. A difference that the damaged text plainly says is no silent change, and
`Change.faithful` tells it: a holding that is gone with the very line it stood on, or a transaction whose loss leaves no
trace; a row printed twice; a text without the one of its lines that is gone. A value that became the true one, where
the truth is known, is no change for the worse and is not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

import attrs

from form4lib.records import Filing, NonDerivativeTransaction
from form4lib_bench.compare import CORE

SURE = 0.9
KINDS = ("drop", "swap", "duplicate", "cut")
TABLES = ("non_derivative", "derivative")
WITH_VALUE = {
    "shares": "transaction_total_value",
    "shares_owned_following": "value_owned_following",
    "underlying_security_shares": "underlying_security_value",
}


@attrs.frozen
class LineDamage:
    """A damaged text: how it was done, and the pieces of the whole text that are gone or were moved."""

    kind: str
    text: str
    touched: tuple[tuple[int, int], ...]
    what: str


def damages(text: str, rng: Random, count: int, kinds: tuple[str, ...] = KINDS) -> Iterator[LineDamage]:
    """As many damaged texts, of the kinds in turn."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    told = [i for i, line in enumerate(lines) if line.strip()]
    for n in range(count):
        kind = kinds[n % len(kinds)]
        i = rng.choice(told)
        if kind == "drop":
            yield LineDamage(kind, text[: starts[i]] + text[starts[i + 1] :], ((starts[i], starts[i + 1]),), lines[i])
        elif kind == "duplicate":
            done = text[: starts[i + 1]] + text[starts[i] :]
            yield LineDamage(kind, done, ((starts[i], starts[i + 1]),), lines[i])
        elif kind == "swap":
            j = rng.choice(told)
            moved = list(lines)
            moved[i], moved[j] = moved[j], moved[i]
            touched = tuple((starts[k], starts[k + 1]) for k in sorted((i, j)))
            yield LineDamage(kind, "".join(moved), touched, f"{lines[i]!r} <-> {lines[j]!r}")
        else:
            at = rng.randrange(len(text))
            yield LineDamage(kind, text[:at], ((at, len(text)),), text[max(0, at - 60) : at] + "<CUT>")


@attrs.frozen
class Change:
    """One difference that nothing marks."""

    path: str
    field: str
    before: object
    after: object
    faithful: bool
    """The damaged text plainly says so."""

    @property
    def is_core(self) -> bool:
        """Is it a value that a trade is made of, or a whole row?"""
        return self.field.removeprefix("row.") in CORE or " row " in self.field or self.field == "kind"


def is_marked(filing: Filing, *paths: str) -> bool:
    """Does the filing say of one of the paths that it is in doubt?"""
    if any((e := filing.evidence.get(path)) is not None and e.confidence < SURE for path in paths):
        return True
    return any(d.severity != "info" and d.path in paths for d in filing.diagnostics)


def _names(record: object) -> tuple[str, ...]:
    return tuple(f.name for f in attrs.fields(type(record)))  # type: ignore[arg-type]


def _alike(a: object, b: object) -> float:
    names = [n for n in _names(a) if getattr(a, n) not in (None, False)]
    same = [n for n in names if getattr(a, n) == getattr(b, n, None)]
    return len(same) / (len(names) or 1)


def _pairs(before: tuple[object, ...], after: tuple[object, ...]) -> list[tuple[int | None, int | None]]:
    """Each row with the one most like it, in any order."""
    near = sorted(
        ((_alike(a, b), -abs(i - j), i, j) for i, a in enumerate(before) for j, b in enumerate(after)), reverse=True
    )
    left, right = set(range(len(before))), set(range(len(after)))
    pairs: list[tuple[int | None, int | None]] = []
    for likeness, _, i, j in near:
        if i in left and j in right and likeness > 0.2:
            left.discard(i)
            right.discard(j)
            pairs.append((i, j))
    return [*pairs, *((i, None) for i in sorted(left)), *((None, j) for j in sorted(right))]


def _cited(filing: Filing) -> set[str]:
    """The footnotes that any row cites."""
    return {
        number for table in TABLES for row in getattr(filing, table) for ids in row.footnotes.values() for number in ids
    }


def _street(address: object) -> str:
    lines = (getattr(address, name) for name in ("street1", "street2"))
    return " ".join(line for line in lines if line).replace(",", "")


def changes(before: Filing, after: Filing, damage: LineDamage, truth: Filing | None = None) -> list[Change]:
    """The differences that nothing marks."""
    found = [change for change in _Changes(before, after, damage).all() if change is not None]
    return [change for change in found if truth is None or not _is_true(truth, change)]


def _is_true(truth: Filing, change: Change) -> bool:
    """Does the XML of the filing say at the same path what the damaged text was read as?"""
    record: object = truth
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", change.path):
        record = getattr(record, name, None)
        if index:
            rows = record if isinstance(record, tuple) else ()
            record = rows[int(index)] if int(index) < len(rows) else None
        if change.field == "address.street" and name == "address":
            return record is not None and _street(record) == change.after
    return record is not None and record == change.after


_OTHER_BALANCES = 2
"""Filers break balances: one that does not follow speaks of a lost row only beside so many that do."""


def _adds_up(row: object, following: object) -> bool | None:
    """Is the second row's balance the first's and what the second acquired or disposed of? None for unlike rows."""
    if not isinstance(row, NonDerivativeTransaction) or not isinstance(following, NonDerivativeTransaction):
        return None
    if (row.security_title, row.direct_or_indirect) != (following.security_title, following.direct_or_indirect):
        return None
    a, b, shares = row.shares_owned_following, following.shares_owned_following, following.shares
    if a is None or b is None or shares is None:
        return None
    return b == (a + shares if following.acquired_disposed_code == "A" else a - shares)


@attrs.frozen
class _Changes:
    before: Filing
    after: Filing
    damage: LineDamage

    def all(self) -> Iterator[Change | None]:
        for name in _names(self.before):
            value = getattr(self.before, name)
            if not isinstance(value, tuple) and name not in (
                "issuer",
                "evidence",
                "source_text",
                "xml_extra",
                "submission",
            ):
                yield self._value(name, name, name, value, getattr(self.after, name))
        for name in _names(self.before.issuer):
            path = f"issuer.{name}"
            yield self._value(path, path, path, getattr(self.before.issuer, name), getattr(self.after.issuer, name))
        yield from self._owners()
        for table in TABLES:
            yield from self._rows(table)
        yield from self._notes()
        yield from self._many("signatures", self.before.signatures, self.after.signatures)

    def _value(self, was: str, path: str, field: str, a: object, b: object, *also: str) -> Change | None:
        if a == b or b is None:
            return None
        if is_marked(self.after, path, *also):
            return None
        return Change(path, field, a, b, self._shortened(was, a, b))

    def _touches(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.damage.touched)

    def _shortened(self, was: str, a: object, b: object) -> bool:
        """A line of a text is gone, or a note that it cites: the text says so, and no other trace of it is left."""
        evidence = self.before.evidence.get(was)
        if self.damage.kind != "drop" or evidence is None or not any(self._touches(*s) for s in evidence.spans):
            return False
        if isinstance(a, tuple) and isinstance(b, tuple):
            return set(b) < set(a) and set(a) - set(b) <= _cited(self.after)
        return isinstance(a, str) and isinstance(b, str) and set(b.split()) < set(a.split())

    def _owners(self) -> Iterator[Change | None]:
        a, b = self.before.reporting_owners, self.after.reporting_owners
        for i, j in _pairs(a, b):
            if i is None or j is None:
                yield self._row_change("reporting_owners", a, b, i, j)
                continue
            path = f"reporting_owners[{j}]"
            was = f"reporting_owners[{i}]"
            yield self._value(f"{was}.name", f"{path}.name", "owner.name", a[i].name, b[j].name, path)
            for part in ("address", "relationship"):
                x, y = getattr(a[i], part), getattr(b[j], part)
                for name in _names(x):
                    at = f"{path}.{part}.{name}"
                    if name in ("street1", "street2"):
                        if name == "street1":
                            yield self._streets(f"{was}.{part}", f"{path}.{part}", x, y, path)
                        continue
                    yield self._value(
                        f"{was}.{part}.{name}", at, f"{part}.{name}", getattr(x, name), getattr(y, name), path
                    )

    def _streets(self, was: str, path: str, x: object, y: object, owner: str) -> Change | None:
        """Both lines as one, as the closing table prints them; lost from box 1, they stand nowhere else."""
        a, b = _street(x), _street(y)
        if a == b or not b or is_marked(self.after, f"{path}.street1", f"{path}.street2", owner):
            return None
        faithful = any(self._shortened(f"{was}.{line}", a, b) for line in ("street1", "street2"))
        return Change(f"{path}.street1", "address.street", a, b, faithful)

    def _row_change(
        self, table: str, a: tuple[object, ...], b: tuple[object, ...], i: int | None, j: int | None
    ) -> Change | None:
        if i is None:
            assert j is not None
            path = f"{table}[{j}]"
            if is_marked(self.after, table, path):
                return None
            held = [e for at, e in self.after.evidence.items() if at.startswith(path) and e.spans]
            if all(e.confidence < SURE for e in held):
                return None  # nothing is given, or nothing as if it were sure
            return Change(path, f"{table} row gained", None, b[j], b[j] in a and self.damage.kind == "duplicate")
        if is_marked(self.after, table, ""):
            return None
        gone = any(self._gone(f"{table}[{k}]") for k, row in enumerate(a) if row == a[i])
        faithful = self.damage.kind == "drop" and gone and self._leaves_no_trace(table, i)
        return Change(f"{table}[{i}]", f"{table} row lost", a[i], None, faithful)

    def _leaves_no_trace(self, table: str, i: int) -> bool:
        """Nothing that is left speaks of the row: no note that only it cites, no date or balance that needs it."""
        if table not in TABLES:
            return True
        rows = getattr(self.before, table)
        cited = {number for ids in rows[i].footnotes.values() for number in ids}
        if cited & {note.id for note in self.after.footnotes} - _cited(self.after):
            return False
        if not isinstance(rows[i], NonDerivativeTransaction):
            return True
        dates = {getattr(row, "transaction_date", None) for name in TABLES for row in getattr(self.after, name)}
        period = self.before.period_of_report
        if (
            period == rows[i].transaction_date
            and self.before.form_type[0] == "4"
            and dates - {None}
            and period not in dates
        ):
            return False
        told = [_adds_up(x, y) for x, y in pairwise(getattr(self.after, table))]
        adds_up = [_adds_up(x, y) for x, y in pairwise(rows)]
        return None in adds_up[max(0, i - 1) : i + 1] or told.count(True) < _OTHER_BALANCES or told.count(False) != 1

    def _gone(self, row: str) -> bool:
        """The whole row stood in what is gone."""
        spans = [s for path, e in self.before.evidence.items() if path.startswith(row) for s in e.spans]
        return all(any(a <= s and e <= b for a, b in self.damage.touched) for s, e in spans)

    def _rows(self, table: str) -> Iterator[Change | None]:
        a, b = getattr(self.before, table), getattr(self.after, table)
        for i, j in _pairs(a, b):
            if i is None or j is None:
                yield self._row_change(table, a, b, i, j)
                continue
            was, path = f"{table}[{i}]", f"{table}[{j}]"
            if type(a[i]) is not type(b[j]) and not is_marked(
                self.after, path, table, *(f"{path}.{name}" for name in _names(b[j]))
            ):
                yield Change(path, "kind", type(a[i]).__name__, type(b[j]).__name__, False)
            for name in _names(a[i]):
                if name not in _names(b[j]):
                    continue
                x, y = getattr(a[i], name), getattr(b[j], name)
                twin = WITH_VALUE.get(name)
                also = [f"{path}.{twin}"] if twin else []
                if name == "footnotes":
                    for cell in sorted(set(x) | set(y)):
                        at = f"{path}.{cell}"
                        yield self._value(f"{was}.{cell}", at, "row.footnotes", x.get(cell), y.get(cell), path, table)
                else:
                    yield self._value(f"{was}.{name}", f"{path}.{name}", f"row.{name}", x, y, path, *also)

    def _notes(self) -> Iterator[Change | None]:
        a = {n.id: (i, n.text) for i, n in enumerate(self.before.footnotes)}
        b = {n.id: (i, n.text) for i, n in enumerate(self.after.footnotes)}
        for number in sorted({*a, *b}):
            i, x = a.get(number, (-1, None))
            j, y = b.get(number, (-1, None))
            if y is None:
                yield self._note_lost(number, x)
                continue
            path = f"footnotes[{j}]"
            yield self._value(f"footnotes[{i}].text", f"{path}.text", "footnote", x, y, path, "footnotes")

    def _note_lost(self, number: str, text: object) -> Change | None:
        """A footnote is lost: the rows that cite it, or the numbers of those behind it, say so."""
        if is_marked(self.after, "footnotes", ""):
            return None
        faithful = self.damage.kind == "drop" and number not in _cited(self.after)
        return Change(f"footnotes.{number}", "footnote lost", text, None, faithful)

    def _many(self, name: str, a: tuple[object, ...], b: tuple[object, ...]) -> Iterator[Change | None]:
        for i, j in _pairs(a, b):
            if j is None:
                if b and i is not None and not is_marked(self.after, name, ""):
                    # the line of a name may begin with the date of who signed before, and leave that of the name behind
                    end = ".name" if all(signed.date is not None for signed in b) else ""  # type: ignore[attr-defined]
                    alike = [k for k, signed in enumerate(a) if signed == a[i]]
                    gone = self.damage.kind == "drop" and any(self._gone(f"{name}[{k}]{end}") for k in alike)
                    yield Change(f"{name}[{i}]", f"{name} lost", a[i], None, gone)
                continue
            path = f"{name}[{j}]"
            for field in _names(b[j]):
                x = getattr(a[i], field) if i is not None else None
                if i is None and self.damage.kind == "duplicate" and b[j] in a:
                    continue  # several people may sign with the same line
                yield self._value(
                    f"{name}[{i}].{field}", f"{path}.{field}", f"{name}.{field}", x, getattr(b[j], field), path
                )
