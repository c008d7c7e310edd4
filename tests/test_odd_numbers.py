"""Numbers that do not go with the others of their table: two may have changed places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from form4lib.engine._cells import RowReading
from form4lib.engine._odd_numbers import find_odd_numbers
from support.rows import reading_of, sale

OWNED = (900, 880, 850, 810, 760)


def sales(**changed: tuple[int, int]) -> list[RowReading]:
    """Five sales of 10, 20, 30, 40 and 50 shares; `shares` and `owned` set one number of a row."""
    shares = [10, 20, 30, 40, 50]
    owned = list(OWNED)
    for name, (row, number) in changed.items():
        (shares if name.startswith("shares") else owned)[row] = number
    return [sale(a, b) for a, b in zip(shares, owned, strict=True)]


def told(rows: list[RowReading]) -> list[str]:
    return [fault.message for fault in find_odd_numbers(reading_of(*rows))]


def test_balances_that_follow_say_nothing() -> None:
    assert told(sales()) == []


@pytest.mark.parametrize(
    "rows",
    [
        sales(owned=(2, 50), shares=(4, 850)),
        sales(owned=(1, 760), owned_too=(4, 880)),
        sales(shares=(1, 50), shares_too=(4, 20)),
    ],
    ids=["an amount owned and shares", "two amounts owned", "two amounts of shares"],
)
def test_two_numbers_that_changed_places_are_told(rows: list[RowReading]) -> None:
    assert any("ask for the other" in message for message in told(rows))


def test_a_side_that_is_not_the_balance_s_is_no_exchange() -> None:
    rows = [sale(10, 900), sale(20, 920), sale(30, 890), sale(40, 850)]
    assert told(rows) == [
        "the balance of row 2 of Table I does not follow, as all others do: a row before it may be lost"
    ]


def test_one_balance_that_follows_from_none_and_to_none_is_odd_by_itself() -> None:
    assert told(sales(owned=(2, 7))) == ["the balance of row 3 of Table I does not follow, as all others do"]


def test_a_transaction_of_no_shares_is_none() -> None:
    assert told([sale(0, 900)]) == ["a transaction is of no shares"]


@pytest.mark.parametrize(("price", "odd"), [("2000000", False), ("2000001", True)])
def test_no_share_is_dearer_than_any_was(price: str, odd: bool) -> None:
    assert any("far above" in message for message in told([sale(10, 900, price_per_share=Decimal(price))])) == odd


@pytest.mark.parametrize(("dearest", "odd"), [("500", False), ("501", True)])
def test_a_price_far_above_the_two_others_is_another_number(dearest: str, odd: bool) -> None:
    rows = [sale(1, 100 - i, price_per_share=Decimal(p)) for i, p in enumerate(("10", "9", dearest))]
    assert any("far above" in message for message in told(rows)) == odd


@pytest.mark.parametrize(("sides", "odd"), [("AAD", True), ("AD", False), ("D", False), ("ADD", False)])
def test_one_purchase_that_disposes_among_others_that_do_not(sides: str, odd: bool) -> None:
    rows = [sale(1, 0, side, transaction_code="P", shares_owned_following=None) for side in sides]
    assert any("of the code P is not marked" in message for message in told(rows)) == odd
