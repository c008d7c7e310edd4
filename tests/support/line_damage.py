"""What becomes of a record when one line of its text is lost, moved or doubled, or the text is cut.

`damages` makes such texts; `changes` compares the record of the damaged text with that of the whole one and gives
every difference that nothing marks. A difference that the damaged text plainly says is no silent change, and
`Change.faithful` tells it: a row that is gone with the very line it stood on, a row printed twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import attrs

from form4lib.records import Filing
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


def _street(address: object) -> str:
    lines = (getattr(address, name) for name in ("street1", "street2"))
    return " ".join(line for line in lines if line).replace(",", "")


def changes(before: Filing, after: Filing, damage: LineDamage) -> list[Change]:
    """The differences that nothing marks."""
    return [change for change in _Changes(before, after, damage).all() if change is not None]


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
        if a == b or b is None or (not a and not b):
            return None
        if is_marked(self.after, path, *also):
            return None
        return Change(path, field, a, b, self._shortened(was, a, b))

    def _touches(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.damage.touched)

    def _shortened(self, was: str, a: object, b: object) -> bool:
        """A line of a text is gone or came to it: the text says so, and no other trace of it is left."""
        evidence = self.before.evidence.get(was)
        if not isinstance(a, str) or not isinstance(b, str) or evidence is None:
            return False
        return (
            len(evidence.spans) > 0
            and any(self._touches(*s) for s in evidence.spans)
            and set(b.split()) < set(a.split())
        )

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
                    if name == "street2" or (name == "street1" and _street(x) == _street(y)):
                        continue  # the closing table prints both lines as one
                    at = f"{path}.{part}.{name}"
                    yield self._value(
                        f"{was}.{part}.{name}", at, f"{part}.{name}", getattr(x, name), getattr(y, name), path
                    )

    def _row_change(
        self, table: str, a: tuple[object, ...], b: tuple[object, ...], i: int | None, j: int | None
    ) -> Change | None:
        if is_marked(self.after, table, "", *([] if j is None else [f"{table}[{j}]"])):
            return None
        if i is None:
            assert j is not None
            doubtful = any(
                path.startswith(f"{table}[{j}]") and e.confidence < SURE for path, e in self.after.evidence.items()
            )
            if doubtful:
                return None
            return Change(
                f"{table}[{j}]", f"{table} row gained", None, b[j], b[j] in a and self.damage.kind == "duplicate"
            )
        return Change(
            f"{table}[{i}]", f"{table} row lost", a[i], None, self.damage.kind == "drop" and self._gone(f"{table}[{i}]")
        )

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
            if type(a[i]) is not type(b[j]):
                if not is_marked(self.after, path, table, *(f"{path}.{name}" for name in _names(b[j]))):
                    yield Change(path, "kind", type(a[i]).__name__, type(b[j]).__name__, False)
                continue
            for name in _names(a[i]):
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
                continue
            path = f"footnotes[{j}]"
            yield self._value(f"footnotes[{i}].text", f"{path}.text", "footnote", x, y, path, "footnotes")

    def _many(self, name: str, a: tuple[object, ...], b: tuple[object, ...]) -> Iterator[Change | None]:
        for i, j in _pairs(a, b):
            if j is None:
                continue
            path = f"{name}[{j}]"
            for field in _names(b[j]):
                x = getattr(a[i], field) if i is not None else None
                if i is None and self.damage.kind == "duplicate" and b[j] in a:
                    continue  # several people may sign with the same line
                yield self._value(
                    f"{name}[{i}].{field}", f"{path}.{field}", f"{name}.{field}", x, getattr(b[j], field), path
                )
