"""Stage 5b5: how far rows that are dealt out agree with themselves.

Takes what is known of the rows so far, and one value more. Gives what its agreement is worth, in the units of the row
solver: the amount of an exercise is that of the underlying security, what is owned is what was owned in the row before
and the shares. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..spec.codes import NON_DERIVATIVE_SIDE
from ..spec.tables import TableSpec
from ._atoms import Value

SHARES, UNDERLYING, OWNED, SIDE_OF, CODE_OF, FORM_OF, NATURE_OF = range(7)
"""What is kept of a row."""
_SLOTS = {
    "shares": SHARES,
    "underlying_security_shares": UNDERLYING,
    "shares_owned_following": OWNED,
    "acquired_disposed_code": SIDE_OF,
    "transaction_code": CODE_OF,
    "direct_or_indirect": FORM_OF,
    "nature_of_ownership": NATURE_OF,
}

Kept = tuple[Value, ...]
EMPTY: Kept = (None,) * len(_SLOTS)

TWIN = 1.0
"""Two amounts of one row that are the same, where they mostly are."""
_AT_ODDS = 1.5
"""`D` beside a nature of indirect ownership, `I` without one, a sale that acquires: no form has them."""
BALANCE = 1.5
"""Shares and what is owned before and after add up; by chance that is rare."""


def slots_of(spec: TableSpec) -> tuple[int | None, ...]:
    """Which slot of a row each column fills."""
    return tuple(_SLOTS.get(c.field) for c in spec.columns)


def with_value(kept: Kept, slot: int, value: Value) -> Kept:
    """The row, one value richer."""
    return (*kept[:slot], value, *kept[slot + 1 :])


def gain(rows: Sequence[Kept], at: int, slot: int, value: Value) -> float:
    """What a value in a slot that was empty speaks for the rows so far."""
    row = rows[at] if at < len(rows) else EMPTY
    if slot <= OWNED:
        if not value:
            return 0.0  # nothing is owned of many securities
        return _of_amounts(row, slot, value) + _of_balances(rows, at, with_value(row, slot, value))
    if slot in (SIDE_OF, CODE_OF):
        code, side = (value, row[SIDE_OF]) if slot == CODE_OF else (row[CODE_OF], value)
        told = NON_DERIVATIVE_SIDE.get(code[:1]) if isinstance(code, str) and side is not None else None
        return -_AT_ODDS if told is not None and told != side else 0.0
    return 0.0


def _of_amounts(row: Kept, slot: int, value: Value) -> float:
    """Has a derivative as many of the underlying shares as it is of, or as are owned of it?"""
    underlying = row[UNDERLYING]
    if slot == UNDERLYING:
        return TWIN if value in (row[SHARES], row[OWNED]) else 0.0
    other = row[OWNED if slot == SHARES else SHARES]
    return TWIN if underlying == value and underlying != other else 0.0


def _of_balances(rows: Sequence[Kept], at: int, row: Kept) -> float:
    before = _follows(rows[at - 1], row) if 0 < at <= len(rows) else False
    after = _follows(row, rows[at + 1]) if at + 1 < len(rows) else False
    return BALANCE * (before + after)


def _follows(before: Kept, row: Kept) -> bool:
    return adds_up(before[OWNED], row[SHARES], None, row[OWNED])


def adds_up(before: Value, shares: Value, side: Value, owned: Value) -> bool:
    """Are so many owned after so many shares were acquired, or disposed of, or either where the side is not known?"""
    if not (isinstance(before, Decimal) and isinstance(shares, Decimal) and isinstance(owned, Decimal)):
        return False
    change = owned - before
    return shares != 0 and abs(change) == shares and side != ("D" if change > 0 else "A")


def odds(row: Kept) -> float:
    """What speaks against a row whose cells are all dealt out."""
    form = row[FORM_OF]
    return _AT_ODDS if form is not None and (form == "D") == (row[NATURE_OF] is not None) else 0.0
