"""Which values of a filing are in doubt.

Contract: a value is in doubt when its evidence says so (a confidence under `SURE`, or a state that
is a doubt by itself) or when a diagnostic of severity warning or error stands at its path.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .evidence import Evidence
    from .records import Filing

SURE = 0.9
"""Values of this confidence and above are offered without a mark."""
DOUBT = 0.89
"""What a value is worth at most that reads well, and may not be the one that was printed."""

DOUBTFUL_STATES = frozenset({"ambiguous", "unreadable"})

CORE_FIELDS = frozenset(
    {
        # the heading
        "period_of_report",
        "issuer.name",
        "issuer.trading_symbol",
        # each reporting owner
        "name",
        "relationship.is_director",
        "relationship.is_officer",
        "relationship.is_ten_percent_owner",
        # each row of the tables
        "security_title",
        "transaction_date",
        "transaction_code",
        "shares",
        "transaction_total_value",
        "acquired_disposed_code",
        "price_per_share",
        "shares_owned_following",
        "value_owned_following",
        "direct_or_indirect",
        "conversion_or_exercise_price",
        "expiration_date",
        "underlying_security_shares",
        "underlying_security_value",
    }
)
"""What a trade is made of, as paths within the heading, an owner or a row."""

CORE_PARTS = frozenset({"reporting_owners", "non_derivative", "derivative"})


@lru_cache(maxsize=4096)
def is_core(path: str) -> bool:
    """Is the value at `path` one that a trade is made of, or an owner or a row as a whole?"""
    part, bracket, rest = path.partition("[")
    if not bracket:
        return path in CORE_FIELDS
    field = rest.partition("].")[2]
    return part in CORE_PARTS and (not field or field in CORE_FIELDS)


def is_doubtful(evidence: Evidence) -> bool:
    """Does the evidence leave its value in doubt?"""
    return evidence.confidence < SURE or evidence.state in DOUBTFUL_STATES


def needs_review(filing: Filing) -> bool:
    """Is a core value in doubt, or does a diagnostic of severity warning or error stand?"""
    if any(d.severity != "info" for d in filing.diagnostics):
        return True
    return any(is_doubtful(e) and is_core(path) for path, e in filing.evidence.items())


def doubtful_paths(filing: Filing) -> tuple[str, ...]:
    """The paths of values, rows and tables that are in doubt, '' for the filing as a whole.

    Those with evidence come first, in its order; then those that only a diagnostic names.
    """
    by_evidence = [path for path, e in filing.evidence.items() if is_doubtful(e)]
    by_diagnostic = [d.path for d in filing.diagnostics if d.severity != "info"]
    return tuple(dict.fromkeys(by_evidence + by_diagnostic))
