"""What a door has to say about a filing, put before the filing's own diagnostics.

Takes filings, and diagnostics of how they were come by. Gives the filings with them. May report `several_forms`.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..evidence import Diagnostic, diagnostic
from ..records import Filing


def noted(filing: Filing, notices: Iterable[Diagnostic]) -> Filing:
    """The filing, with what there is to say of how it was come by."""
    first = tuple(notices)
    return attrs.evolve(filing, diagnostics=(*first, *filing.diagnostics)) if first else filing


def first_of(filing: Filing, forms: int, notices: Iterable[Diagnostic]) -> Filing:
    """The first of so many forms; where there are more, it says so."""
    if forms == 1:
        return noted(filing, notices)
    message = f"the source holds {forms} forms; this is the first of them"
    return noted(filing, (*notices, diagnostic("several_forms", message)))
