"""What pages for readers say of a value: how it reads, and why it is in doubt.

Contract: the words for a value, its state and its doubt are the same on every page.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import attrs

from .._review import doubtful_paths, is_doubtful
from ..evidence import Diagnostic, Evidence
from ..records import Filing
from ..spec.printed import STATES

NONE = "\N{EM DASH}"
"""Stands where a form gives no value."""


def worded(value: object, *, money: bool = False) -> str:
    """A value as a reader writes it: 1,234.5, $0.33, 2024-05-31, yes; '' for None. Text stays as it is."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"${value:,f}" if money else f"{value:,f}"
    return value.isoformat() if isinstance(value, date) else str(value)


@attrs.frozen
class Doubts:
    """The doubt in one filing, by path."""

    evidence: Mapping[str, Evidence]
    paths: frozenset[str]
    said: Mapping[str, tuple[Diagnostic, ...]]

    def reason(self, path: str) -> str:
        """Why the value at a path needs a look, or what was done to it; '' where there is nothing to say."""
        evidence = self.evidence.get(path)
        parts = []
        if evidence is not None and (is_doubtful(evidence) or evidence.state in ("repaired", "inferred", "corrected")):
            parts.append(f"{STATES[evidence.state]}, confidence {evidence.confidence:.2f}")
            parts += [] if not evidence.raw else [f"the text has: {evidence.raw}"]
            parts += evidence.repairs
        parts += [d.message for d in self.said.get(path, ()) if d.message not in parts]
        return "\n".join(parts)

    def state(self, path: str) -> str:
        """The state of the value at a path."""
        evidence = self.evidence.get(path)
        return "read" if evidence is None else evidence.state


def doubts_of(filing: Filing) -> Doubts:
    """The doubt in a filing."""
    said: dict[str, tuple[Diagnostic, ...]] = {}
    for d in filing.diagnostics:
        said[d.path] = (*said.get(d.path, ()), d)
    return Doubts(filing.evidence, frozenset(doubtful_paths(filing)), said)
