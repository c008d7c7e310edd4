"""Inventing the rows of Tables I and II, and the footnotes they cite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Literal, TypedDict, TypeVar

import attrs

from form4lib.records import (
    DerivativeHolding,
    DerivativeRow,
    DerivativeTransaction,
    Footnote,
    NonDerivativeHolding,
    NonDerivativeRow,
    NonDerivativeTransaction,
)

from . import writer_lexicon as words

Era = Literal["edgar", "typed"]
T = TypeVar("T")
Row = TypeVar("Row", NonDerivativeRow, DerivativeRow)

MOST_NOTES = 12
CENT, BASIS = Decimal("0.01"), Decimal("0.0001")

# code -> the directions it goes in
_TABLE_I_CODES = {
    "P": "A",
    "S": "D",
    "A": "A",
    "F": "D",
    "M": "A",
    "C": "A",
    "G": "AD",
    "J": "AD",
    "D": "D",
}
_TABLE_II_CODES = {"A": "A", "M": "D", "C": "D", "G": "D", "J": "AD"}
_FREE = frozenset("AGJC")  # these come at no price or at $0


def pick(rng: Random, options: Sequence[T]) -> T:
    """One of the options."""
    return rng.choice(options)


def chance(rng: Random, percent: int) -> bool:
    """True about so often in a hundred."""
    return rng.randint(1, 100) > 100 - percent


def numbers_of_shares(rng: Random) -> Decimal:
    """Mostly whole and often round; plans and reinvested dividends give fractions."""
    size = pick(rng, (100, 5_000, 50_000, 3_000_000))
    whole = rng.randint(1, size)
    if chance(rng, 30):
        whole = max(whole // 100 * 100, 100)
    if chance(rng, 8):
        return Decimal(whole) + Decimal(rng.randint(1, 9999)) * BASIS
    return Decimal(whole)


def prices(rng: Random) -> Decimal:
    """Up to four decimals, no zeros at their end, as EDGAR prints them."""
    cents = Decimal(rng.randint(1, 40_000)) * CENT
    if chance(rng, 25):
        cents += Decimal(rng.randint(1, 99)) * BASIS
    return plain(cents)


def plain(value: Decimal) -> Decimal:
    """The number without zeros behind its decimals and without an exponent."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _natures(rng: Random) -> tuple[str, str | None]:
    if chance(rng, 75):
        return "D", None
    return "I", pick(rng, words.NATURES)


def _price(rng: Random, code: str) -> Decimal | None:
    if code in _FREE:
        return None if chance(rng, 40) else Decimal(0)
    return prices(rng)


def _days(rng: Random, count: int, day: date) -> list[date]:
    """Days of the rows from the given one on, never decreasing, mostly the same."""
    days = []
    for _ in range(count):
        day += timedelta(days=rng.randint(1, 5) if chance(rng, 20) else 0)
        days.append(day)
    return days


def _owned(rng: Random, side: str, shares: Decimal) -> Decimal:
    """What somebody owns after a row, but no less than the row acquires."""
    owned = numbers_of_shares(rng)
    return max(owned, shares) if side == "A" else owned


def table_i(rng: Random, era: Era, first: date, most: int) -> tuple[NonDerivativeRow, ...]:
    """Transactions with running balances, then holdings."""
    title = pick(rng, words.SECURITIES)
    direct, nature = _natures(rng)
    balance = numbers_of_shares(rng) * 10
    rows: list[NonDerivativeRow] = []
    for day in _days(rng, rng.randint(0, most), first):
        code = pick(rng, sorted(_TABLE_I_CODES))
        side = pick(rng, _TABLE_I_CODES[code])
        shares = numbers_of_shares(rng)
        balance = balance - shares if side == "D" and balance > shares else balance + shares
        following = _owned(rng, side, shares) if chance(rng, 10) else balance
        deemed = day if era == "edgar" and chance(rng, 5) else None
        rows.append(
            NonDerivativeTransaction(
                security_title=title,
                transaction_date=day,
                deemed_execution_date=deemed,
                transaction_code=code,
                is_voluntary=chance(rng, 4),
                shares=shares,
                acquired_disposed_code=side,
                price_per_share=_price(rng, code),
                shares_owned_following=following,
                direct_or_indirect=direct,
                nature_of_ownership=nature,
            )
        )
    return (*rows, *holdings_i(rng, title, rng.randint(0, 1)))


def holdings_i(rng: Random, title: str, count: int) -> tuple[NonDerivativeRow, ...]:
    """Rows that only say what is held, and through whom."""
    return tuple(
        NonDerivativeHolding(
            security_title=title,
            shares_owned_following=numbers_of_shares(rng),
            direct_or_indirect="I",
            nature_of_ownership=pick(rng, words.NATURES),
        )
        for _ in range(count)
    )


class _Terms(TypedDict):
    exercise_date: date | None
    expiration_date: date | None


def _terms(rng: Random, day: date) -> _Terms:
    """Date exercisable and expiration date, either of them often left to a footnote."""
    start = day + timedelta(days=rng.randint(0, 400))
    return {
        "exercise_date": start if chance(rng, 50) else None,
        "expiration_date": start.replace(day=1, year=start.year + 7) if chance(rng, 75) else None,
    }


def table_ii(rng: Random, era: Era, first: date, most: int) -> tuple[DerivativeRow, ...]:
    """Options, units, warrants: transactions in derivative securities."""
    rows: list[DerivativeRow] = []
    for day in _days(rng, rng.randint(0, most), first):
        code = pick(rng, sorted(_TABLE_II_CODES))
        shares = numbers_of_shares(rng)
        direct, nature = _natures(rng)
        rows.append(
            DerivativeTransaction(
                security_title=pick(rng, words.DERIVATIVES),
                conversion_or_exercise_price=prices(rng) if chance(rng, 70) else None,
                transaction_date=day,
                deemed_execution_date=day if era == "edgar" and chance(rng, 5) else None,
                transaction_code=code,
                shares=shares,
                acquired_disposed_code=(side := pick(rng, _TABLE_II_CODES[code])),
                underlying_security_title=pick(rng, words.SECURITIES),
                underlying_security_shares=shares if chance(rng, 85) else numbers_of_shares(rng),
                price_per_share=Decimal(0) if chance(rng, 60) else _price(rng, code),
                shares_owned_following=_owned(rng, side, shares),
                direct_or_indirect=direct,
                nature_of_ownership=nature,
                **_terms(rng, day),
            )
        )
    return tuple(rows)


def holdings_ii(rng: Random, first: date, most: int) -> tuple[DerivativeRow, ...]:
    """Form 3: what derivative securities somebody starts with."""
    rows = []
    for day in _days(rng, rng.randint(0, most), first):
        direct, nature = _natures(rng)
        rows.append(
            DerivativeHolding(
                security_title=pick(rng, words.DERIVATIVES),
                conversion_or_exercise_price=prices(rng) if chance(rng, 80) else None,
                underlying_security_title=pick(rng, words.SECURITIES),
                underlying_security_shares=numbers_of_shares(rng),
                direct_or_indirect=direct,
                nature_of_ownership=nature,
                **_terms(rng, day),
            )
        )
    return tuple(rows)


# Cells a footnote may stand in, in the order they are printed.
_MARKED_I = (
    "security_title",
    "transaction_code",
    "shares",
    "price_per_share",
    "shares_owned_following",
    "nature_of_ownership",
)
_MARKED_II = (
    "security_title",
    "conversion_or_exercise_price",
    "transaction_code",
    "exercise_date",
    "expiration_date",
    "underlying_security_shares",
    "price_per_share",
    "shares_owned_following",
    "nature_of_ownership",
)
# An empty one of these cells holds a footnote more often than not.
_LEFT_TO_A_FOOTNOTE = frozenset({"conversion_or_exercise_price", "exercise_date", "expiration_date", "price_per_share"})


@attrs.define
class _Notes:
    """Footnotes as they are cited, numbered in that order."""

    notes: list[Footnote] = attrs.field(factory=list)

    def cite(self, rng: Random, table: Sequence[Row], fields: Sequence[str]) -> tuple[Row, ...]:
        """The same rows, some of their cells citing footnotes."""
        rows = []
        for row in table:
            cited: dict[str, tuple[str, ...]] = {}
            for field in (f for f in fields if hasattr(row, f)):
                if chance(rng, _how_often_cited(field, getattr(row, field))):
                    if len(self.notes) < MOST_NOTES and (not self.notes or chance(rng, 70)):
                        text = pick(rng, words.FOOTNOTES)
                        self.notes.append(Footnote(id=str(len(self.notes) + 1), text=text))
                    cited[field] = (self.notes[-1].id,)
            rows.append(attrs.evolve(row, footnotes=cited))
        return tuple(rows)


def _how_often_cited(field: str, value: object) -> int:
    if value is not None:
        return 6
    return 60 if field in _LEFT_TO_A_FOOTNOTE else 0


Tables = tuple[tuple[NonDerivativeRow, ...], tuple[DerivativeRow, ...], tuple[Footnote, ...]]


def tables_of(rng: Random, form: str, era: Era, first: date, most: int) -> Tables:
    """Both tables of a form, and the footnotes their cells cite; only a Form 3 may have no row."""
    one: tuple[NonDerivativeRow, ...]
    two: tuple[DerivativeRow, ...]
    if form == "3":
        one = holdings_i(rng, pick(rng, words.SECURITIES), rng.randint(0, 2))
        two = holdings_ii(rng, first, 2)
    else:
        one = table_i(rng, era, first, most)
        two = table_ii(rng, era, first, max(most - 2, 1))
        if not one and not two:
            one = holdings_i(rng, "Common Stock", 1)
    notes = _Notes()
    one = notes.cite(rng, one, _MARKED_I)
    two = notes.cite(rng, two, _MARKED_II)
    return one, two, tuple(notes.notes)
