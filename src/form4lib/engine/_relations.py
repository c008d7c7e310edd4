"""Stage 7a: which relations speak for a value, and which against.

Takes the rows of a table as they stand among each other (`Standing`): the rows above and below, the rows of the
same holding before and after, the twin in the other table, the dates of the whole form. Gives, for a field and a
value that it could have, the relations that hold and those that fail; a relation that cannot be checked says
nothing. Values are asked about one at a time, so that the reading given and its rivals are judged by the same
measure. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial

import attrs

from ..spec import relations as rel
from ..spec.codes import DERIVATIVE_SIDE, NON_DERIVATIVE_SIDE
from ._atoms import Value
from ._cells import RowReading
from ._chunks import strange_words
from ._labels import squeeze
from ._titles import is_broken

Verdict = tuple[str, bool]
"""A relation's name, and whether it holds."""


@attrs.define(slots=True, eq=False)
class Standing:
    """One row among the others."""

    row: RowReading
    derivative: bool
    above: RowReading | None = None
    below: RowReading | None = None
    before: RowReading | None = None
    """The row before of the same security, held in the same way."""
    after: RowReading | None = None
    twin: RowReading | None = None
    period: date | None = None
    signed: date | None = None
    titles: dict[str, int] = attrs.field(factory=dict)
    """How often each title stands in the filing, squeezed."""
    prices: dict[str, list[Decimal]] = attrs.field(factory=dict)
    """The prices of Table I by transaction code, in order of size."""
    received: bool = False
    """Is the row's security what the rows above it were exercised for?"""


def number(row: RowReading | None, field: str) -> Decimal | None:
    """The field's value where it is a number."""
    value = row.value(field) if row is not None else None
    return value if isinstance(value, Decimal) else None


def day(row: RowReading | None, field: str) -> date | None:
    """The field's value where it is a date."""
    value = row.value(field) if row is not None else None
    return value if isinstance(value, date) else None


def word(row: RowReading | None, field: str) -> str | None:
    """The field's value where it is text."""
    value = row.value(field) if row is not None else None
    return value if isinstance(value, str) else None


def _code(row: RowReading | None) -> str | None:
    code = word(row, "transaction_code")
    return code[:1] if code else None


def _adds_up(before: Decimal | None, shares: Decimal | None, side: str | None, owned: Decimal | None) -> bool | None:
    if before is None or shares is None or side is None or owned is None:
        return None
    if owned == before:
        return None
    return owned == (before + shares if side == "A" else before - shares)


def _balances(s: Standing, shares: Decimal | None, side: str | None, owned: Decimal | None) -> Iterator[Verdict]:
    """The balance with the row before, and with the row after."""
    if not s.row.is_transaction:
        return
    before = number(s.before, "shares_owned_following")
    holds = _adds_up(before, shares, side, owned)
    if holds is not None and (holds or not s.derivative):
        yield rel.BALANCE_BEFORE, holds
    elif before is not None and owned == before:
        yield rel.BALANCE_REPEATED, True
    if shares is not None and side == "A" and owned is not None:
        yield rel.OWNED_COVERS, owned >= shares


def _follows(s: Standing, owned: Value) -> Iterator[Verdict]:
    """Does the amount owned lead to that of the next row?"""
    if s.after is None or not s.after.is_transaction or not isinstance(owned, Decimal):
        return
    following = number(s.after, "shares_owned_following")
    holds = _adds_up(owned, number(s.after, "shares"), word(s.after, "acquired_disposed_code"), following)
    if holds is not None and (holds or not s.derivative):
        yield rel.BALANCE_AFTER, holds


def _shares(s: Standing, value: Value) -> Iterator[Verdict]:
    if not isinstance(value, Decimal):
        return
    yield from _balances(s, value, word(s.row, "acquired_disposed_code"), number(s.row, "shares_owned_following"))
    if (other := number(s.twin, "shares")) is not None:
        yield rel.TWIN, other == value
    if s.derivative and (underlying := number(s.row, "underlying_security_shares")) is not None:
        yield rel.UNDERLYING, underlying == value


def _owned(s: Standing, value: Value) -> Iterator[Verdict]:
    if isinstance(value, Decimal):
        yield from _balances(s, number(s.row, "shares"), word(s.row, "acquired_disposed_code"), value)
        yield from _follows(s, value)


def _underlying(s: Standing, value: Value) -> Iterator[Verdict]:
    shares = number(s.row, "shares") or number(s.row, "shares_owned_following")
    if isinstance(value, Decimal) and shares is not None:
        yield rel.UNDERLYING, shares == value


def expected_side(s: Standing) -> str | None:
    """The side that the transaction code has as a rule; what others were exercised for is acquired."""
    sides = DERIVATIVE_SIDE if s.derivative else NON_DERIVATIVE_SIDE
    return "A" if s.received else sides.get(_code(s.row) or "")


def _side(s: Standing, value: Value) -> Iterator[Verdict]:
    expected = expected_side(s)
    if expected is not None:
        yield rel.CODE_SIDE, expected == value
    if isinstance(value, str):
        yield from _balances(s, number(s.row, "shares"), value, number(s.row, "shares_owned_following"))


def _transaction_code(s: Standing, value: Value) -> Iterator[Verdict]:
    if not isinstance(value, str):
        return
    sides = DERIVATIVE_SIDE if s.derivative else NON_DERIVATIVE_SIDE
    side, expected = word(s.row, "acquired_disposed_code"), sides.get(value[:1])
    if side is not None and expected is not None and not s.received:
        yield rel.CODE_SIDE, side == expected
    if s.twin is not None:
        yield rel.TWIN, _code(s.twin) == value[:1]
    yield from _same(s, "transaction_code", value)
    price = number(s.row, "price_per_share")
    if value[:1] in "PSF" and not s.derivative:
        yield rel.CODE_PRICE, bool(price)
    elif value[:1] == "G":
        yield rel.CODE_PRICE, not price


def _same(s: Standing, field: str, value: Value) -> Iterator[Verdict]:
    """Neighbours mostly have the same; when they have not, that says nothing."""
    for name, other in ((rel.SAME_ABOVE, s.above), (rel.SAME_BELOW, s.below)):
        if other is not None and other.value(field) == value:
            yield name, True


def _form(s: Standing, value: Value) -> Iterator[Verdict]:
    nature = s.row.cells["nature_of_ownership"]
    yield rel.NATURE, (value == "I") == (nature.value is not None or bool(nature.marks))
    yield from _same(s, "direct_or_indirect", value)


def _nature(s: Standing, value: Value) -> Iterator[Verdict]:
    form = word(s.row, "direct_or_indirect")
    if form is not None:
        yield rel.NATURE, form == "I"
    yield from _same(s, "nature_of_ownership", value)


def _near(a: Decimal, b: Decimal) -> bool:
    return a <= b * rel.NEAR and b <= a * rel.NEAR


def _price(s: Standing, value: Value) -> Iterator[Verdict]:
    code = _code(s.row)
    if (exercise := number(s.twin, "conversion_or_exercise_price")) is not None:
        yield rel.TWIN, exercise == value
    if s.derivative:
        yield from _same(s, "price_per_share", value)
        return
    for name, other in ((rel.PRICE_ABOVE, s.above), (rel.PRICE_BELOW, s.below)):
        price = number(other, "price_per_share")
        if price is not None and isinstance(value, Decimal) and code is not None and _code(other) == code:
            yield name, _near(price, value)
    prices = s.prices.get(code or "", [])
    if len(prices) > rel.FEW and isinstance(value, Decimal) and code in ("P", "S"):
        yield rel.PRICE_MIDDLE, _near(prices[len(prices) // 2], value)
    if code is not None and code in "PSF":
        yield rel.CODE_PRICE, bool(value)
    elif code == "G":
        yield rel.CODE_PRICE, not value


def _exercise_price(s: Standing, value: Value) -> Iterator[Verdict]:
    if (price := number(s.twin, "price_per_share")) is not None:
        yield rel.TWIN, price == value
    yield from _same(s, "conversion_or_exercise_price", value)


def _transaction_date(s: Standing, value: Value) -> Iterator[Verdict]:
    if not isinstance(value, date):
        return
    if s.signed is not None:
        late = (s.signed - value).days
        if late <= rel.SOON:
            yield rel.SIGNED, late >= 0
    if s.period is not None and value <= s.period:
        yield rel.PERIOD, value == s.period
    above, below = day(s.above, "transaction_date"), day(s.below, "transaction_date")
    if (above is not None and above > value) or (below is not None and below < value):
        yield rel.ORDER, False
    yield from _same(s, "transaction_date", value)


def _is_anniversary(a: date, b: date) -> bool:
    """The same day of the year, or the day before it."""
    return a.year != b.year and (
        (a.month, a.day) == (b.month, b.day) or (a.month == b.month and abs(a.day - b.day) == 1)
    )


def _expiration(s: Standing, value: Value) -> Iterator[Verdict]:
    if not isinstance(value, date):
        return
    exercise, traded = day(s.row, "exercise_date"), day(s.row, "transaction_date")
    others = [d for d in (exercise, traded) if d is not None]
    if others:
        yield rel.EXPIRY, all(d <= value for d in others)
        if any(_is_anniversary(value, d) for d in others):
            yield rel.ANNIVERSARY, True
    yield from _same(s, "expiration_date", value)


def _exercise_date(s: Standing, value: Value) -> Iterator[Verdict]:
    if not isinstance(value, date):
        return
    expiration, traded = day(s.row, "expiration_date"), day(s.row, "transaction_date")
    if expiration is not None:
        yield rel.EXPIRY, value <= expiration
    if any(_is_anniversary(value, d) for d in (expiration, traded) if d is not None) or value == traded:
        yield rel.ANNIVERSARY, True
    yield from _same(s, "exercise_date", value)


def _is_known(s: Standing, title: str) -> bool:
    """A title that stands elsewhere, too, or is made of the words of titles; a piece of one is none."""
    plain = [key for w in title.split() if (key := squeeze(w))]
    known = s.titles.get(squeeze(title), 0) > 1 or not strange_words(plain)
    return known and not is_broken(title)


def _title(field: str, s: Standing, value: Value) -> Iterator[Verdict]:
    if isinstance(value, str):
        yield rel.KNOWN_TITLE, _is_known(s, value)
    yield from _same(s, field, value)


_ASKED: dict[str, Callable[[Standing, Value], Iterator[Verdict]]] = {
    "security_title": partial(_title, "security_title"),
    "conversion_or_exercise_price": _exercise_price,
    "transaction_date": _transaction_date,
    "transaction_code": _transaction_code,
    "shares": _shares,
    "acquired_disposed_code": _side,
    "price_per_share": _price,
    "exercise_date": _exercise_date,
    "expiration_date": _expiration,
    "underlying_security_title": partial(_title, "underlying_security_title"),
    "underlying_security_shares": _underlying,
    "shares_owned_following": _owned,
    "direct_or_indirect": _form,
    "nature_of_ownership": _nature,
}


def judge(standing: Standing, field: str, value: Value) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The relations that speak for this value of the field, which is not None, and those that speak against it."""
    asked = _ASKED.get(field)
    if asked is None:
        return (), ()
    agree: list[str] = []
    disagree: list[str] = []
    for name, holds in asked(standing, value):
        (agree if holds else disagree).append(name)
    return _kept(*agree), _kept(*disagree)


@lru_cache(maxsize=4096)
def _kept(*names: str) -> tuple[str, ...]:
    """The names; one tuple does for all values of which the same is said."""
    return names
