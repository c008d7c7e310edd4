"""What `explain` says of one field: a record, and its words.

Contract: an `Explanation` holds what bears on one value; `str()` of it says so in plain sentences, a fact a line. It
is made by `engine._explain` from a text, or here from a filing's evidence alone, where no engine read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import attrs

from ._paths import Value, get_path, iter_paths
from ._review import SURE, is_doubtful
from .errors import PathError
from .evidence import Diagnostic, Evidence
from .records import Filing

__all__ = ["Explanation", "RunnerUp", "line_starts", "value_at"]

_NEW_LINE = re.compile(r"\r\n?|\n")
_HOW = {
    "read": "read as printed",
    "repaired": "repaired: what stands there was changed",
    "blank": "blank: the cell is there and is empty",
    "missing": "missing: no place for it was found",
    "unreadable": "unreadable: something is there, and no value could be made of it",
    "ambiguous": "ambiguous: it can be read in more than one way",
    "inferred": "inferred: not printed or not legible, and derived from something else",
    "corrected": "corrected by a person",
}

_TOLD_ABOVE = frozenset({"value_repaired", "relation_failed"})
"""Diagnostics that say what the trace and the relations say."""


@attrs.frozen(kw_only=True, slots=True)
class RunnerUp:
    """Another value that a field could have had.

    Attributes:
        value: the value.
        how: the characters it would be read from, and how, in words.
        speaks_for: the relations of the form that would hold with it, in words.
        speaks_against: those that would fail.
    """

    value: Value
    how: str
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, slots=True)
class Explanation:
    """Why one field has the value it has; `str()` says it in words.

    Attributes:
        path: the field, such as `non_derivative[0].shares`.
        value: its value.
        evidence: where it was read, its state, its confidence and its repairs.
        lines: for each span of the evidence, the line of the text it begins in, from 1.
        speaks_for: what must agree on the form, and does with this value; a sentence each.
        speaks_against: what must agree on the form, and does not. Filers do break these relations.
        runners_up: what else the characters could be, the likelier first; for a value that was not found, what stands
            unclaimed in its table and could be it.
        diagnostics: what the filing's diagnostics say at this very path.
    """

    path: str
    value: Value
    evidence: Evidence
    lines: tuple[int, ...] = ()
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    runners_up: tuple[RunnerUp, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        evidence = self.evidence
        yield f"{self.path}: {'no value' if self.value is None else shown(self.value)}"
        yield f"  {_HOW[evidence.state]}"
        for line, (start, end) in zip(self.lines, evidence.spans, strict=True):
            yield f"  stands in line {line}, characters {start} to {end}"
        if evidence.raw:
            yield f"  as {evidence.raw!r}"
        doubt = "in doubt" if is_doubtful(evidence) else "not in doubt"
        yield f"  confidence {evidence.confidence:.3f}, {doubt} (values under {SURE} are)"
        yield from (f"  trace: {repair}" for repair in evidence.repairs)
        yield from (f"  for it: {sentence}" for sentence in self.speaks_for)
        yield from (f"  against it: {sentence}" for sentence in self.speaks_against)
        for other in self.runners_up:
            yield f"  runner-up: {shown(other.value)}, {other.how}"
            yield from (f"    for it: {sentence}" for sentence in other.speaks_for)
            yield from (f"    against it: {sentence}" for sentence in other.speaks_against)
        if not self.runners_up:
            yield "  no runner-up"
        for d in self.diagnostics:
            if d.code not in _TOLD_ABOVE:
                yield f"  {d.severity}: {d.message} [{d.code}]"


def shown(value: Value) -> str:
    """A value as a sentence gives it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return repr(value) if isinstance(value, str) else str(value)


def line_starts(text: str) -> list[int]:
    """Where each line of the text begins; a line ends with a new line, a carriage return or both."""
    return [0, *(match.end() for match in _NEW_LINE.finditer(text))]


def value_at(filing: Filing, path: str) -> Value:
    """The single value at a path, or a `PathError` that says what to give in its place."""
    found = get_path(filing, path)
    for known, value in iter_paths(filing):
        if known == path:
            return value
    inside = next((known for known, _ in iter_paths(filing) if known.startswith(path)), "issuer.name")
    kind = "list" if isinstance(found, tuple) else "record"
    raise PathError(path, f"this is a {kind}; give the path of a single value, such as {inside}")


def of_evidence(filing: Filing, text: str, path: str) -> Explanation:
    """What a filing itself says of one field; `text` is what its spans index."""
    from bisect import bisect_right

    value = value_at(filing, path)
    evidence = filing.evidence.get(path, Evidence())
    starts = line_starts(text)
    return Explanation(
        path=path,
        value=value,
        evidence=evidence,
        lines=tuple(bisect_right(starts, start) for start, _ in evidence.spans),
        diagnostics=tuple(d for d in filing.diagnostics if d.path == path),
    )
