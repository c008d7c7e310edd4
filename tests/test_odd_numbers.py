"""Numbers that do not go with the others of their table: two may have changed places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from form4lib.engine._cells import Cell, RowReading
from form4lib.engine._odd_numbers import find_odd_numbers
from support.rows import make_row, reading_of, sale, word

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


def test_shares_that_underlie_a_security_have_a_title() -> None:
    values: dict[str, str | Decimal] = {
        "security_title": "Common Stock",
        "underlying_security_shares": Decimal(900),
        "direct_or_indirect": "D",
    }
    untitled = make_row(True, **values)
    assert told([untitled]) == ["no title of what underlies it stands beside a derivative security"]
    assert told([make_row(True, **values, underlying_security_title="Class A Common Stock")]) == []


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


NEVER = [("S", "A"), ("F", "A"), ("A", "D"), ("M", "D")]


@pytest.mark.parametrize(("code", "side"), NEVER)
def test_no_sale_acquires_and_no_grant_disposes(code: str, side: str) -> None:
    assert f"a transaction of the code {code} is marked as {side}" in told([sale(1, 9, side, transaction_code=code)])


@pytest.mark.parametrize(("code", "side"), [("S", "D"), ("F", "D"), ("A", "A"), ("M", "A"), ("C", "D"), ("G", "A")])
def test_sides_that_codes_have_say_nothing(code: str, side: str) -> None:
    assert told([sale(1, 9, side, transaction_code=code)]) == []


@pytest.mark.parametrize(("code", "odd"), [("A", True), ("M", False), ("C", False)])
def test_in_table_ii_an_exercise_disposes(code: str, odd: bool) -> None:
    assert any("is marked as D" in message for message in told([derivative(transaction_code=code)])) is odd


@pytest.mark.parametrize(("shares", "owned", "odd"), [(10, 10, False), (11, 10, True)])
def test_nobody_acquires_more_than_is_owned_after_it(shares: int, owned: int, odd: bool) -> None:
    said = told([sale(shares, owned, "A", transaction_code="G")])
    assert said == ["a transaction acquires more than is owned after it"] * odd


def test_filers_may_give_the_last_balance_in_every_row() -> None:
    rows = [sale(90, 10, "A", transaction_code="G"), sale(80, 10)]
    assert not any("acquires more" in message for message in told(rows))


@pytest.mark.parametrize(("price", "odd"), [("20000", False), ("20001", True)])
def test_nobody_ever_paid_so_much(price: str, odd: bool) -> None:
    said = told([sale(1_000_000, 900, price_per_share=Decimal(price))])
    assert any("nobody ever paid" in message for message in said) is odd


def derivative(**values: object) -> RowReading:
    """A row of Table II: an option on as many shares, exercised."""
    given = {
        "security_title": "Option",
        "transaction_code": "M",
        "shares": Decimal(700),
        "acquired_disposed_code": "D",
        "conversion_or_exercise_price": Decimal(7),
        "underlying_security_title": "Common Stock",
        "underlying_security_shares": Decimal(700),
        **values,
    }
    return make_row(True, **given)  # type: ignore[arg-type]


def exercise(price: int) -> RowReading:
    """The row of Table I that shows the same exercise."""
    return sale(700, 9_000, "A", transaction_code="M", price_per_share=Decimal(price))


def test_a_price_and_an_amount_of_two_tables_that_changed_places_are_told() -> None:
    exchanged = [exercise(700), derivative(shares=Decimal(7))]
    assert any("ask for the other" in message for message in told(exchanged))
    assert told([exercise(7), derivative()]) == []
    assert told([exercise(7), derivative(shares=Decimal(350))]) == []  # a right to two shares each


@pytest.mark.parametrize(("wanted", "odd"), [(17_286, True), (17_000, False)])
def test_what_a_balance_asks_for_stands_in_a_holding(wanted: int, odd: bool) -> None:
    holding = make_row(False, security_title="Common Stock", shares_owned_following=Decimal(wanted))
    rows = [sale(14, 17_986), sale(700, 60_429), holding]
    assert any("stands in a holding" in message for message in told(rows)) is odd


def citing(*marks: tuple[str, ...]) -> list[str]:
    """What is said of rows whose titles cite these footnotes, of as many as there are."""
    rows = [make_row(False, security_title="Common Stock") for _ in marks]
    for row, cited in zip(rows, marks, strict=True):
        row.cells["security_title"] = Cell("Common Stock", [word("Common")], marks=cited)
    count = max(int(mark) for cited in marks for mark in cited)
    return [fault.message for fault in find_odd_numbers(reading_of(*rows, footnotes=["See above."] * count))]


@pytest.mark.parametrize(
    ("marks", "odd"),
    [
        ((("1",), ("2",), ("3",), ("4",)), False),
        ((("1",), ("4",), ("3",), ("2",)), True),
        ((("1",), ("3",), ("2",), ("4",)), False),  # filers exchange neighbours
        ((("3",), ("1",), ("2",), ("4",)), False),
    ],
)
def test_two_marks_that_changed_places_are_told_by_the_order_of_the_notes(
    marks: tuple[tuple[str, ...], ...], odd: bool
) -> None:
    assert any("two marks" in message for message in citing(*marks)) is odd


@pytest.mark.parametrize(("cited", "odd"), [(("1", "3"), True), (("3",), False)])
def test_a_cell_that_cites_the_notes_beside_one_lost_its_mark(cited: tuple[str, ...], odd: bool) -> None:
    said = citing(cited, ("3",))
    assert any("beside one that no row cites" in message for message in said) is odd
