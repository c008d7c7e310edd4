"""The rows of Tables I and II, as records.

Contract: that of `records`, of which these are a part: a value is plain or None, `footnotes` says which notes its cell
cites. A row is a transaction if it has a date or a code; a holding has neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

import attrs

from ._mapping import FrozenMap

__all__ = [
    "Brief",
    "DerivativeHolding",
    "DerivativeRow",
    "DerivativeTransaction",
    "NonDerivativeHolding",
    "NonDerivativeRow",
    "NonDerivativeTransaction",
]

FootnoteIds = FrozenMap[str, tuple[str, ...]]
"""Field name -> ids of the footnotes that the cell cites, in the order printed."""


def _frozen_footnotes(value: Mapping[str, tuple[str, ...]]) -> FootnoteIds:
    return value if isinstance(value, FrozenMap) else FrozenMap(value)


class Brief:
    """Gives a record a repr that leaves out what was not reported."""

    __slots__ = ()
    __attrs_attrs__: ClassVar[tuple[object, ...]]

    def __repr__(self) -> str:
        fields = attrs.fields_dict(type(self)).values()
        parts = [(f.name, getattr(self, f.name), f.default) for f in fields]
        shown = ", ".join(f"{name}={value!r}" for name, value, default in parts if value != default)
        return f"{type(self).__name__}({shown})"


@attrs.frozen(kw_only=True, slots=True, repr=False)
class NonDerivativeTransaction(Brief):
    """A row of Table I that reports a transaction: it has a date or a code.

    Attributes:
        security_title: title of the security (column 1).
        transaction_date: date of the transaction (column 2).
        deemed_execution_date: deemed execution date, if any (column 2A).
        transaction_code: one letter, such as P or S (column 3, Code).
        transaction_form_type: the form the transaction is reported on, from ownership XML only.
        equity_swap_involved: the code is printed with K for an equity swap (column 3).
        is_voluntary: reported voluntarily early (column 3, V).
        timeliness: E early or L late, from ownership XML only.
        shares: number of shares acquired or disposed of (column 4, Amount).
        transaction_total_value: US dollars where column 4 gives a value in place of shares.
        acquired_disposed_code: A acquired or D disposed of (column 4).
        price_per_share: US dollars per share (column 4, Price); a printed $0 is 0, a blank None.
        shares_owned_following: shares owned after the transaction (column 5).
        value_owned_following: US dollars where column 5 gives a value in place of shares.
        direct_or_indirect: D direct or I indirect ownership (column 6).
        nature_of_ownership: nature of the indirect ownership (column 7).
        footnotes: field name -> ids of the footnotes its cell cites.
    """

    kind: ClassVar[Literal["transaction"]] = "transaction"

    security_title: str | None = None
    transaction_date: date | None = None
    deemed_execution_date: date | None = None
    transaction_code: str | None = None
    transaction_form_type: str | None = None
    equity_swap_involved: bool | None = False
    is_voluntary: bool | None = False
    timeliness: str | None = None
    shares: Decimal | None = None
    transaction_total_value: Decimal | None = None
    acquired_disposed_code: str | None = None
    price_per_share: Decimal | None = None
    shares_owned_following: Decimal | None = None
    value_owned_following: Decimal | None = None
    direct_or_indirect: str | None = None
    nature_of_ownership: str | None = None
    footnotes: FootnoteIds = attrs.field(default=FrozenMap(), converter=_frozen_footnotes)


@attrs.frozen(kw_only=True, slots=True, repr=False)
class NonDerivativeHolding(Brief):
    """A row of Table I that reports a holding: no date, code, amount or price.

    Attributes:
        security_title: title of the security (column 1).
        transaction_form_type: the form a late holding is reported for, from ownership XML only.
        shares_owned_following: shares owned (column 5; Form 3: column 2).
        value_owned_following: US dollars where that column gives a value in place of shares.
        direct_or_indirect: D direct or I indirect ownership (column 6; Form 3: column 3).
        nature_of_ownership: nature of the indirect ownership (column 7; Form 3: column 4).
        footnotes: field name -> ids of the footnotes its cell cites.
    """

    kind: ClassVar[Literal["holding"]] = "holding"

    security_title: str | None = None
    transaction_form_type: str | None = None
    shares_owned_following: Decimal | None = None
    value_owned_following: Decimal | None = None
    direct_or_indirect: str | None = None
    nature_of_ownership: str | None = None
    footnotes: FootnoteIds = attrs.field(default=FrozenMap(), converter=_frozen_footnotes)


@attrs.frozen(kw_only=True, slots=True, repr=False)
class DerivativeTransaction(Brief):
    """A row of Table II that reports a transaction: it has a date or a code.

    Attributes:
        security_title: title of the derivative security (column 1).
        conversion_or_exercise_price: US dollars per underlying share (column 2).
        transaction_date: date of the transaction (column 3).
        deemed_execution_date: deemed execution date, if any (column 3A).
        transaction_code: one letter, such as A or M (column 4, Code).
        transaction_form_type: the form the transaction is reported on, from ownership XML only.
        equity_swap_involved: the code is printed with K for an equity swap (column 4).
        is_voluntary: reported voluntarily early (column 4, V).
        timeliness: E early or L late, from ownership XML only.
        shares: number of derivative securities acquired or disposed of (column 5).
        transaction_total_value: US dollars where column 5 gives a value in place of a number.
        acquired_disposed_code: A or D: the half of column 5 in which the number stands.
        exercise_date: date exercisable (column 6).
        expiration_date: expiration date (column 6).
        underlying_security_title: title of the underlying security (column 7, Title).
        underlying_security_shares: number of underlying shares (column 7, Amount).
        underlying_security_value: US dollars where column 7 gives a value in place of shares.
        price_per_share: US dollars per derivative security (column 8).
        shares_owned_following: derivative securities owned after the transaction (column 9).
        value_owned_following: US dollars where column 9 gives a value in place of a number.
        direct_or_indirect: D direct or I indirect ownership (column 10).
        nature_of_ownership: nature of the indirect ownership (column 11).
        footnotes: field name -> ids of the footnotes its cell cites.
    """

    kind: ClassVar[Literal["transaction"]] = "transaction"

    security_title: str | None = None
    conversion_or_exercise_price: Decimal | None = None
    transaction_date: date | None = None
    deemed_execution_date: date | None = None
    transaction_code: str | None = None
    transaction_form_type: str | None = None
    equity_swap_involved: bool | None = False
    is_voluntary: bool | None = False
    timeliness: str | None = None
    shares: Decimal | None = None
    transaction_total_value: Decimal | None = None
    acquired_disposed_code: str | None = None
    exercise_date: date | None = None
    expiration_date: date | None = None
    underlying_security_title: str | None = None
    underlying_security_shares: Decimal | None = None
    underlying_security_value: Decimal | None = None
    price_per_share: Decimal | None = None
    shares_owned_following: Decimal | None = None
    value_owned_following: Decimal | None = None
    direct_or_indirect: str | None = None
    nature_of_ownership: str | None = None
    footnotes: FootnoteIds = attrs.field(default=FrozenMap(), converter=_frozen_footnotes)


@attrs.frozen(kw_only=True, slots=True, repr=False)
class DerivativeHolding(Brief):
    """A row of Table II that reports a holding: no date, code, number or price.

    Attributes:
        security_title: title of the derivative security (column 1).
        conversion_or_exercise_price: US dollars per underlying share (column 2; Form 3: column 4).
        transaction_form_type: the form a late holding is reported for, from ownership XML only.
        exercise_date: date exercisable (column 6; Form 3: column 2).
        expiration_date: expiration date (column 6; Form 3: column 2).
        underlying_security_title: title of the underlying security (column 7; Form 3: column 3).
        underlying_security_shares: number of underlying shares (column 7; Form 3: column 3).
        underlying_security_value: US dollars where that column gives a value in place of shares.
        shares_owned_following: derivative securities owned (column 9; Form 3 has none).
        value_owned_following: US dollars where column 9 gives a value in place of a number.
        direct_or_indirect: D direct or I indirect ownership (column 10; Form 3: column 5).
        nature_of_ownership: nature of the indirect ownership (column 11; Form 3: column 6).
        footnotes: field name -> ids of the footnotes its cell cites.
    """

    kind: ClassVar[Literal["holding"]] = "holding"

    security_title: str | None = None
    conversion_or_exercise_price: Decimal | None = None
    transaction_form_type: str | None = None
    exercise_date: date | None = None
    expiration_date: date | None = None
    underlying_security_title: str | None = None
    underlying_security_shares: Decimal | None = None
    underlying_security_value: Decimal | None = None
    shares_owned_following: Decimal | None = None
    value_owned_following: Decimal | None = None
    direct_or_indirect: str | None = None
    nature_of_ownership: str | None = None
    footnotes: FootnoteIds = attrs.field(default=FrozenMap(), converter=_frozen_footnotes)


NonDerivativeRow = NonDerivativeTransaction | NonDerivativeHolding
"""A row of Table I; `row.kind` tells which."""

DerivativeRow = DerivativeTransaction | DerivativeHolding
"""A row of Table II; `row.kind` tells which."""
