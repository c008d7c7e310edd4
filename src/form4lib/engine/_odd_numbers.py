"""Stage 7g7: numbers that do not go with the other numbers of their table.

Takes a `Reading` of a whole page. A line of one number may have changed places with a line of another, and a row may be
gone with its line: a balance does not follow then, a price is far above all others, a purchase disposes. Gives `Fault`s
of what no undamaged table holds, or hardly one. Changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ._cells import RowReading
from ._reading import Fault, Reading
from ._whole_page import TABLES, moved

_OTHER_BALANCES = 2
"""Filers break balances: one that does not follow speaks of a lost row only beside so many that do; that is
met in one filing of a hundred."""
_OTHER_PRICES = 2
_FAR_ABOVE = 50
"""No price of a filing is so many times as high as its next one, where there are two others."""
_HIGHEST_PRICE = 2_000_000
"""No share of any issuer was ever so dear."""
_MOST_PAID = 20_000_000_000
"""No owner ever paid so much for shares in one transaction."""
_NEVER = (("A", "D"), ("S", "A"), ("F", "A"), ("M", "D"))
"""Codes of Table I, and how none of 700 such transactions is marked; the first is one of Table II, too."""
_OF_OPTIONS = frozenset(("M", "X"))
"""Exercises of options, whose price both tables have."""
_MOST_UNLIKE = 8
"""So many prices that the other table has not are no two lines that changed places."""


def find_odd_numbers(reading: Reading) -> Iterator[Fault]:
    """All such faults."""
    if uncited := sorted(reading.uncited(), key=lambda name: (len(name), name)):
        yield Fault("table_incomplete", (), f"no row cites footnote {', '.join(uncited)}: the row that did may be lost")
        names = frozenset(uncited)
        for path, row in reading.rows():
            if any(_skips(cell.marks, names) for cell in row.cells.values() if cell.marks):
                yield Fault("table_incomplete", (path,), "a row cites the footnotes beside one that no row cites")
    rows = [row for _, row in reading.rows()]
    if _are_exchanged(rows, len(reading.notes.footnotes)):
        yield moved("two marks of footnotes stand where the order of the notes asks for the other")
    yield from _prices(rows)
    for _, got in reading.tables():
        yield from _sides(got.rows)
        if [row for row in got.rows if row.is_transaction and row.value("shares") == 0]:
            yield moved("a transaction is of no shares")
        if [row for row in got.rows if row.value("underlying_security_shares") == 0]:
            yield moved("no shares underlie a derivative security")
        if any(_lacks_underlying(row) for row in got.rows):
            yield moved("no title of what underlies it stands beside a derivative security")
        if _acquires_more(got.rows):
            yield moved("a transaction acquires more than is owned after it")
    yield from _exchanged(reading)
    yield from _balances(reading.table_1.rows)


def _lacks_underlying(row: RowReading) -> bool:
    """Has it shares that underlie it, and no title of theirs? Of 288 rows none is so."""
    return row.value("underlying_security_title") is None and row.value("underlying_security_shares") is not None


def _skips(marks: tuple[str, ...], uncited: frozenset[str]) -> bool:
    """Does a cell cite the notes before and behind one that no cell cites?"""
    numbers = {int(mark) for mark in marks if mark.isdigit()}
    return any(number + 2 in numbers and str(number + 1) in uncited for number in numbers)


def _prices(rows: list[RowReading]) -> Iterator[Fault]:
    """A price so far above all others of the filing is another number, that came to the price's place."""
    for field in ("price_per_share", "conversion_or_exercise_price"):
        prices = sorted([price for row in rows if isinstance(price := row.value(field), Decimal) and price])
        far_above = len(prices) > _OTHER_PRICES and prices[-1] > _FAR_ABOVE * prices[-2]
        if prices and (far_above or prices[-1] > _HIGHEST_PRICE):
            yield moved(f"the price {prices[-1]} is far above all others")
    for row in rows:
        price, shares = row.value("price_per_share"), row.value("shares")
        if isinstance(price, Decimal) and isinstance(shares, Decimal) and price * shares > _MOST_PAID:
            yield moved(f"nobody ever paid {price} a share for {shares} shares")


def _sides(rows: list[RowReading]) -> Iterator[Fault]:
    """A sale that acquires, a grant or an exercise that disposes; one purchase that does among others that do not."""
    marked = Counter([(row.value("transaction_code"), row.value("acquired_disposed_code")) for row in rows])
    if 0 < marked["P", "D"] < marked["P", "A"]:
        yield moved("a transaction of the code P is not marked as the others of that code")
    for code, other in _NEVER if rows and rows[0].table == TABLES[0] else _NEVER[:1]:
        if marked[code, other]:
            yield moved(f"a transaction of the code {code} is marked as {other}")


def _are_exchanged(rows: list[RowReading], count: int) -> bool:
    """Would the notes be cited in their order, all of them, but for two? Neighbours may be: filers exchange them."""
    cited = dict.fromkeys([m for row in rows for cell in row.cells.values() if cell.marks for m in cell.marks])
    numbers = [int(mark) for mark in cited if mark.isdigit()]
    if sorted(numbers) != list(range(1, count + 1)):
        return False
    apart = [number for place, number in enumerate(numbers, 1) if number != place]
    return len(apart) == 2 and abs(apart[0] - apart[1]) > 1


class _Step(NamedTuple):
    """From one balance to the next: what was owned before, what was acquired or disposed of, and what is owned now."""

    old: Decimal
    change: Decimal
    new: Decimal

    @property
    def holds(self) -> bool:
        return self.new == self.old + self.change

    def asked(self) -> Iterator[tuple[Decimal, Decimal]]:
        """Each number of the row, and what it should be for the balance to follow."""
        yield self.new, self.old + self.change
        yield abs(self.change), abs(self.new - self.old)


def _balances(rows: list[RowReading]) -> Iterator[Fault]:
    """A balance that does not follow where all others do."""
    steps = [_step(a, b) for a, b in pairwise(rows)]
    broken = [step for step in steps if step is not None and not step.holds]
    if not broken:
        return
    if sum([step is not None and step.holds for step in steps]) < _OTHER_BALANCES:
        return
    first = steps.index(broken[0])
    message = f"the balance of row {first + 2} of Table I does not follow, as all others do"
    if len(broken) == 1:
        yield Fault("table_incomplete", (), f"{message}: a row before it may be lost")
    elif len(broken) == 2 and steps[first + 1] is broken[1]:  # from it, nor the next from it: it alone is odd
        yield moved(message)


def _acquires_more(rows: list[RowReading]) -> bool:
    """Does a row acquire more than is owned after it? Filers who give the last balance in each row do not count."""
    balances = [row.value("shares_owned_following") for row in rows]
    for i, (row, owned) in enumerate(zip(rows, balances, strict=True)):
        shares = row.value("shares")
        if row.value("acquired_disposed_code") != "A" or not isinstance(shares, Decimal):
            continue
        beside = (*balances[max(0, i - 1) : i], *balances[i + 1 : i + 2])
        if isinstance(owned, Decimal) and shares > owned and owned not in beside:
            return True
    return False


_Asked = set[tuple[Decimal, Decimal]]
"""Numbers of one place of the form, and to each what it should be to agree with the others there."""


def _exchanged(reading: Reading) -> Iterator[Fault]:
    """Two numbers each of which is what another place asks for."""
    steps = [step for a, b in pairwise(reading.table_1.rows) if (step := _step(a, b)) is not None and not step.holds]
    places = [set(step.asked()) for step in steps]
    places += [_underlying(row) for row in reading.table_2.rows if row.is_transaction]
    places.append(_exercised(reading))
    asked_before: _Asked = set()
    for place in places:
        apart = {(has, wanted) for has, wanted in place if has != wanted}
        if any((wanted, has) in asked_before for has, wanted in apart):
            yield moved("two numbers stand where what must agree with them would ask for the other")
        asked_before |= apart
    held = {row.value("shares_owned_following") for row in reading.table_1.rows if not row.is_transaction}
    if any(step.old + step.change in held for step in steps):
        yield moved("what a balance of Table I asks for stands in a holding")


def _underlying(row: RowReading) -> _Asked:
    """A derivative security is mostly a right to one share."""
    shares, underlying = row.value("shares"), row.value("underlying_security_shares")
    if not isinstance(shares, Decimal) or not isinstance(underlying, Decimal):
        return set()
    return {(shares, underlying), (underlying, shares)}


def _exercised(reading: Reading) -> _Asked:
    """What is paid for shares is the price of an exercise that Table II has, and the reverse."""
    paid, asked = (
        {price for row in got.rows if row.value("transaction_code") in _OF_OPTIONS and (price := row.value(field))}
        for got, field in ((reading.table_1, "price_per_share"), (reading.table_2, "conversion_or_exercise_price"))
    )
    if max(len(paid - asked), len(asked - paid)) > _MOST_UNLIKE:
        return set()
    pairs = [(a, b) for a in paid - asked for b in asked - paid if isinstance(a, Decimal) and isinstance(b, Decimal)]
    return {*pairs, *((b, a) for a, b in pairs)}


def _step(before: RowReading, row: RowReading) -> _Step | None:
    """From the balance of one row to that of the next; None where the rows cannot tell."""
    if [n for n in ("security_title", "direct_or_indirect") if before.value(n) != row.value(n)]:
        return None
    old, new, shares = before.value("shares_owned_following"), row.value("shares_owned_following"), row.value("shares")
    side = row.value("acquired_disposed_code")
    if not isinstance(old, Decimal) or not isinstance(new, Decimal) or not isinstance(shares, Decimal):
        return None
    if not before.is_transaction or side not in ("A", "D"):
        return None
    return _Step(old, shares if side == "A" else -shares, new)
