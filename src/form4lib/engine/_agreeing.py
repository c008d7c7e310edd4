"""Stage 5b5: how far rows that were dealt out agree with themselves.

Takes the values of each row, by field. Gives what their agreement is worth, in the units of the row solver: the amount
of an exercise is that of the underlying security, what is owned is what was owned in the row before and the shares.
Reports nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from ..spec.codes import NON_DERIVATIVE_SIDE
from ._atoms import Value

Values = Mapping[str, Value]

_TWIN = 1.0
"""Two amounts of one row that are the same, where they mostly are."""
_AT_ODDS = 1.5
"""`D` beside a nature of indirect ownership, `I` without one, a sale that acquires: no form has them."""
_BALANCE = 1.5
"""Shares and what is owned before and after add up; by chance that is rare."""


def agreement(rows: Sequence[Values]) -> float:
    """What speaks for these rows."""
    twins = sum(_is_twin(row) for row in rows)
    balances = sum(_adds_up(before, row) for before, row in pairwise(rows))
    return _TWIN * twins + _BALANCE * balances - _AT_ODDS * sum(map(_odds, rows))


def _odds(row: Values) -> int:
    """How many of the row's letters cannot stand together with what is beside them."""
    form, code = row.get("direct_or_indirect"), row.get("transaction_code")
    odd = form is not None and (form == "D") == ("nature_of_ownership" in row)
    side = row.get("acquired_disposed_code")
    told = NON_DERIVATIVE_SIDE.get(code[:1]) if isinstance(code, str) and side is not None else None
    return odd + (told is not None and told != side)


def _is_twin(row: Values) -> bool:
    """Has a derivative as many of the underlying shares as it is of, or as are owned of it?"""
    underlying = row.get("underlying_security_shares")
    return underlying is not None and underlying in (row.get("shares"), row.get("shares_owned_following"))


def _adds_up(before: Values, row: Values) -> bool:
    shares, owned, had = row.get("shares"), row.get("shares_owned_following"), before.get("shares_owned_following")
    if not (isinstance(shares, Decimal) and isinstance(owned, Decimal) and isinstance(had, Decimal)):
        return False
    return shares != 0 and abs(owned - had) == shares
