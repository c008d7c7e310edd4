"""Stage 7b: how the rows stand to each other.

Takes a `Reading`. Gives the `Standing` of each row of both tables: its neighbours, the row of the same holding
before and after it, its twin in the other table. One pass over each table, with look-ups by key, so that it is
linear in the rows. Changes nothing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..spec.codes import EXERCISES
from ._cells import RowReading
from ._labels import squeeze
from ._reading import Reading
from ._relations import Standing, number, word
from ._titles import TITLES

Holding = tuple[str, str, str]


def _holding(row: RowReading, above: Holding | None, last: dict[Holding, Standing]) -> Holding | None:
    """What tells one holding from another: title, form of ownership, and through whom.

    Where the form was lost, the holding is the one that the row's amounts follow from.
    """
    form = word(row, "direct_or_indirect")
    title = squeeze(word(row, "security_title") or "") or (above[0] if above else "")
    if not title:
        return None
    if form is None:
        return next((h for h in reversed(last) if h[0] == title and _follows(row, last[h].row)), (title, "", ""))
    return title, form, squeeze(word(row, "nature_of_ownership") or "") if form == "I" else ""


def _follows(row: RowReading, before: RowReading) -> bool:
    shares, owned = number(row, "shares"), number(row, "shares_owned_following")
    balance = number(before, "shares_owned_following")
    return bool(shares) and owned is not None and balance is not None and abs(owned - balance) == shares


def _code(row: RowReading) -> str:
    return (word(row, "transaction_code") or "")[:1]


def _pair_twins(first: list[Standing], second: list[Standing]) -> None:
    """Exercises of Table II with those of Table I: the same code, and the same amount or price."""
    by_shares: dict[tuple[object, ...], list[Standing]] = {}
    by_price: dict[tuple[object, ...], list[Standing]] = {}
    for s in reversed(first):
        code = _code(s.row)
        if code in EXERCISES:
            by_shares.setdefault((code, number(s.row, "shares")), []).append(s)
            by_price.setdefault((code, number(s.row, "price_per_share")), []).append(s)
    for s in second:
        code = _code(s.row)
        if code not in EXERCISES:
            continue
        shares, price = number(s.row, "shares"), number(s.row, "conversion_or_exercise_price")
        found = _free(by_shares.get((code, shares), []) if shares is not None else [])
        found = found or _free(by_price.get((code, price), []) if price else [])
        if found is not None:
            s.twin, found.twin = found.row, s.row


def _mark_received(standings: list[Standing]) -> None:
    """What preferred stock or units turn into may be a derivative, too: so many shares as underlie the rows above."""
    for i, s in enumerate(standings):
        shares, owned = number(s.row, "shares"), number(s.row, "shares_owned_following")
        if shares is None or owned is None or owned < shares or _code(s.row) not in EXERCISES:
            continue
        left, own = shares, _exercise(s.row, "security_title")
        for above in reversed(standings[max(0, i - _MOST_EXERCISED) : i]):
            underlying = number(above.row, "underlying_security_shares")
            from_it, into = _exercise(above.row, "security_title"), _exercise(above.row, "underlying_security_title")
            if underlying is None or into != own or from_it == own:
                break
            left -= underlying
            s.received = s.received or left == 0


_MOST_EXERCISED = 30
"""Rows that a table may have."""


def _exercise(row: RowReading, title: str) -> tuple[object, ...]:
    """When, with which code, and from or to what."""
    return row.value("transaction_date"), _code(row), squeeze(word(row, title) or "")


def _free(candidates: list[Standing]) -> Standing | None:
    while candidates:
        candidate = candidates.pop()
        if candidate.twin is None:
            return candidate
    return None


def _table(
    rows: list[RowReading], derivative: bool, period: date | None, signed: date | None, titles: dict[str, int]
) -> list[Standing]:
    out: list[Standing] = []
    last: dict[Holding, Standing] = {}
    holding: Holding | None = None
    for i, row in enumerate(rows):
        standing = Standing(row, derivative, period=period, signed=signed, titles=titles)
        if i:
            standing.above, out[-1].below = rows[i - 1], row
        holding = _holding(row, holding, last)
        if holding is not None:
            if (previous := last.get(holding)) and (holding[1] or _follows(row, previous.row)):
                standing.before, previous.after = previous.row, row
            last[holding] = standing
        out.append(standing)
    return out


def _sort_prices(first: list[Standing]) -> None:
    prices: dict[str, list[Decimal]] = {}
    for s in first:
        price = number(s.row, "price_per_share")
        if price is not None:
            prices.setdefault(_code(s.row), []).append(price)
        s.prices = prices
    for of_code in prices.values():
        of_code.sort()


def _titles(reading: Reading) -> dict[str, int]:
    titles: dict[str, int] = {}
    for _, row in reading.rows():
        for field in TITLES:
            if title := word(row, field):
                titles[squeeze(title)] = titles.get(squeeze(title), 0) + 1
    return titles


def stand(reading: Reading) -> tuple[list[Standing], list[Standing]]:
    """The standing of every row of Table I and of Table II."""
    period = reading.heading.period.value if reading.heading.form == "4" else None
    dates = [when.value for _, when in reading.notes.signatures if isinstance(when.value, date)]
    signed = max(dates, default=None)
    titles = _titles(reading)
    period = period if isinstance(period, date) else None
    first = _table(reading.table_1.rows, False, period, signed, titles)
    second = _table(reading.table_2.rows, True, period, signed, titles)
    _pair_twins(first, second)
    _mark_received(second)
    _sort_prices(first)
    return first, second
