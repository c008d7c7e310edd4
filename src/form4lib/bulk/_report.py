"""What a run came to: counts, and which documents to look at first.

Takes a `Summary` of each form, and each `Failure`. Gives counts by form, by diagnostic and by the confidence of the
least sure value, and the keys of those most in doubt. Reports of parts add up to that of the whole.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from typing import Any

import attrs

from ..evidence import DIAGNOSTIC_CODES
from ._attempt import Failure
from ._rows import Summary

BANDS = ((0.99, "0.99 and above"), (0.95, "0.95 to 0.99"), (0.9, "0.90 to 0.95"), (0.5, "0.50 to 0.90"))
LOWEST = "under 0.50"
_LISTED = 20
"""Keys to look at first that are kept."""


def band_of(confidence: float | None) -> str:
    """The band of a form whose least sure value has this confidence."""
    return next((name for least, name in BANDS if confidence is None or confidence >= least), LOWEST)


@attrs.define(slots=True)
class Report:
    """Counts of a run, or of a part of it."""

    documents: int = 0
    filings: int = 0
    failed: int = 0
    review: int = 0
    forms: Counter[str] = attrs.field(factory=Counter)
    diagnostics: Counter[str] = attrs.field(factory=Counter)
    bands: Counter[str] = attrs.field(factory=Counter)
    first: list[tuple[int, int, float, str]] = attrs.field(factory=list)
    """Errors, doubtful values, how unsure the least sure value is, key; the greatest are kept."""

    def count(self, key: str, forms: list[Summary] | Failure) -> None:
        """Count one document."""
        self.documents += 1
        if isinstance(forms, Failure):
            self.failed += 1
            self.diagnostics[forms.diagnostic.code] += 1
            return
        for form in forms:
            self.filings += 1
            self.forms[form.form_type] += 1
            self.diagnostics.update(form.codes)
            self.bands[band_of(form.least)] += 1
            if form.needs_review:
                self.review += 1
                self._list((_errors(form), form.doubtful, round(1 - (form.least or 0), 3), key))

    def _list(self, entry: tuple[int, int, float, str]) -> None:
        if len(self.first) < _LISTED:
            heapq.heappush(self.first, entry)
        else:
            heapq.heappushpop(self.first, entry)

    def add(self, other: Report) -> None:
        """Count what another report has counted, too."""
        self.documents += other.documents
        self.filings += other.filings
        self.failed += other.failed
        self.review += other.review
        self.forms += other.forms
        self.diagnostics += other.diagnostics
        self.bands += other.bands
        for entry in other.first:
            self._list(entry)

    def to_data(self) -> dict[str, Any]:
        """The report as plain data."""
        return attrs.asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Report:
        """The report that `to_data` made the data of."""
        counters = {name: Counter(data[name]) for name in ("forms", "diagnostics", "bands")}
        first: list[tuple[int, int, float, str]] = [(e, d, u, k) for e, d, u, k in data["first"]]
        heapq.heapify(first)
        return cls(data["documents"], data["filings"], data["failed"], data["review"], **counters, first=first)

    def __str__(self) -> str:
        lines = [
            f"documents {self.documents:>10,}",
            f"  failed  {self.failed:>10,}",
            f"filings   {self.filings:>10,}",
            f"  review  {self.review:>10,}",
        ]
        lines += _section("filings by form", sorted(self.forms.items()))
        bands = [name for _, name in BANDS] + [LOWEST]
        lines += _section("filings by the confidence of their least sure value", [(b, self.bands[b]) for b in bands])
        lines += _section(
            "filings and documents by diagnostic", sorted(self.diagnostics.items(), key=_most_first), severities=True
        )
        if self.first:
            lines += ["", "to review first"]
            lines += [f"  {key} ({doubtful} in doubt)" for _, doubtful, _, key in sorted(self.first, reverse=True)]
        return "\n".join(lines)


def _errors(form: Summary) -> int:
    return sum([DIAGNOSTIC_CODES[code].severity == "error" for code in form.codes])


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _section(title: str, counts: list[tuple[str, int]], *, severities: bool = False) -> list[str]:
    if not counts:
        return []
    names = [f"{DIAGNOSTIC_CODES[name].severity} {name}" if severities else name for name, _ in counts]
    width = max(map(len, names))
    return ["", title, *(f"  {name:<{width}} {count:>10,}" for name, (_, count) in zip(names, counts, strict=True))]
