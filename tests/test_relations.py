"""What must agree: which relations speak for a value, what they repair, and what they leave alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from form4lib.engine._atoms import Value
from form4lib.engine._cells import Cell, RowReading
from form4lib.engine._relations import Standing, judge
from form4lib.engine._repair import doubt_open, repair, trim_mark
from form4lib.spec import relations as rel
from support.rows import make_row, sale, word

LOOSE = 1.0


def verdict(standing: Standing, field: str, value: Value, name: str) -> bool | None:
    """Whether a relation holds; None where it says nothing."""
    agree, disagree = judge(standing, field, value)
    return True if name in agree else False if name in disagree else None


@pytest.mark.parametrize(
    ("side", "owned", "holds"), [("D", 900, True), ("A", 1100, True), ("D", 1100, False), ("D", 899, False)]
)
def test_the_balance_follows_from_the_row_before(side: str, owned: int, holds: bool) -> None:
    standing = Standing(sale(100, owned, side), False, before=sale(50, 1000))
    assert verdict(standing, "shares_owned_following", Decimal(owned), rel.BALANCE_BEFORE) is holds
    assert verdict(standing, "shares", Decimal(100), rel.BALANCE_BEFORE) is holds


def test_a_balance_that_stays_says_only_that() -> None:
    standing = Standing(sale(100, 1000), False, before=sale(50, 1000))
    agree, disagree = judge(standing, "shares_owned_following", Decimal(1000))
    assert rel.BALANCE_REPEATED in agree
    assert rel.BALANCE_BEFORE not in (*agree, *disagree)


def test_a_failing_balance_says_nothing_of_table_two() -> None:
    row = make_row(
        True, shares=Decimal(10), acquired_disposed_code="D", shares_owned_following=Decimal(7), transaction_code="M"
    )
    before = make_row(True, shares_owned_following=Decimal(20))
    standing = Standing(row, True, before=before)
    assert verdict(standing, "shares_owned_following", Decimal(7), rel.BALANCE_BEFORE) is None
    assert verdict(standing, "shares_owned_following", Decimal(10), rel.BALANCE_BEFORE) is True


@pytest.mark.parametrize(("owned", "holds"), [(1000, True), (1001, False)])
def test_the_balance_leads_to_the_row_after(owned: int, holds: bool) -> None:
    standing = Standing(sale(10, owned), False, after=sale(100, 900))
    assert verdict(standing, "shares_owned_following", Decimal(owned), rel.BALANCE_AFTER) is holds


@pytest.mark.parametrize(("owned", "holds"), [(100, True), (500, True), (99, False)])
def test_what_was_acquired_is_owned(owned: int, holds: bool) -> None:
    standing = Standing(sale(100, owned, "A"), False)
    assert verdict(standing, "shares", Decimal(100), rel.OWNED_COVERS) is holds


@pytest.mark.parametrize(
    ("derivative", "code", "side", "holds"),
    [
        (False, "S", "D", True),
        (False, "S", "A", False),
        (False, "P", "A", True),
        (False, "F", "D", True),
        (False, "M", "A", True),
        (False, "G", "D", None),
        (True, "A", "A", True),
        (True, "M", "D", True),
        (True, "M", "A", False),
    ],
)
def test_the_code_tells_the_side(derivative: bool, code: str, side: str, holds: bool | None) -> None:
    standing = Standing(make_row(derivative, transaction_code=code, acquired_disposed_code=side), derivative)
    assert verdict(standing, "acquired_disposed_code", side, rel.CODE_SIDE) is holds
    assert verdict(standing, "transaction_code", code, rel.CODE_SIDE) is holds


@pytest.mark.parametrize(
    ("code", "price", "holds"),
    [("P", "10", True), ("S", "0", False), ("F", "1", True), ("G", "0", True), ("G", "5", False), ("M", "5", None)],
)
def test_the_code_tells_whether_there_is_a_price(code: str, price: str, holds: bool | None) -> None:
    standing = Standing(make_row(transaction_code=code, price_per_share=Decimal(price)), False)
    assert verdict(standing, "price_per_share", Decimal(price), rel.CODE_PRICE) is holds
    assert verdict(standing, "transaction_code", code, rel.CODE_PRICE) is holds


@pytest.mark.parametrize(
    ("form", "nature", "holds"),
    [("I", "By Trust", True), ("D", None, True), ("I", None, False), ("D", "By Trust", False)],
)
def test_the_nature_stands_beside_an_i(form: str, nature: str | None, holds: bool) -> None:
    values: dict[str, Value] = {"direct_or_indirect": form}
    if nature:
        values["nature_of_ownership"] = nature
    standing = Standing(make_row(False, **values), False)
    assert verdict(standing, "direct_or_indirect", form, rel.NATURE) is holds
    assert verdict(standing, "nature_of_ownership", nature, rel.NATURE) is holds


def test_a_mark_in_the_place_of_the_nature_counts() -> None:
    row = make_row(direct_or_indirect="I")
    row.cells["nature_of_ownership"].marks = ("2",)
    assert verdict(Standing(row, False), "direct_or_indirect", "I", rel.NATURE) is True


@pytest.mark.parametrize(
    ("price", "holds"), [("10", True), ("12.5", True), ("8", True), ("12.51", False), ("7.99", False)]
)
def test_prices_stand_near_those_of_the_rows_beside_them(price: str, holds: bool) -> None:
    beside = sale(1, 1, price_per_share=Decimal(10))
    row = sale(1, 1, price_per_share=Decimal(price))
    assert verdict(Standing(row, False, above=beside), "price_per_share", Decimal(price), rel.PRICE_ABOVE) is holds
    assert verdict(Standing(row, False, below=beside), "price_per_share", Decimal(price), rel.PRICE_BELOW) is holds


def test_prices_of_other_codes_say_nothing() -> None:
    beside = sale(1, 1, price_per_share=Decimal(10), transaction_code="P")
    standing = Standing(sale(1, 1), False, above=beside)
    assert verdict(standing, "price_per_share", Decimal(99), rel.PRICE_ABOVE) is None


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2024, 5, 6), True), (date(2024, 5, 8), True), (date(2024, 5, 9), False), (date(2020, 1, 1), None)],
)
def test_no_transaction_is_later_than_the_signature(day: date, holds: bool | None) -> None:
    standing = Standing(make_row(transaction_date=day), False, signed=date(2024, 5, 8))
    assert verdict(standing, "transaction_date", day, rel.SIGNED) is holds


@pytest.mark.parametrize(
    ("day", "holds"), [(date(2024, 5, 6), True), (date(2024, 5, 5), False), (date(2024, 5, 7), None)]
)
def test_the_period_is_the_earliest_date(day: date, holds: bool | None) -> None:
    standing = Standing(make_row(transaction_date=day), False, period=date(2024, 5, 6))
    assert verdict(standing, "transaction_date", day, rel.PERIOD) is holds


def test_dates_do_not_decrease() -> None:
    early, late = (make_row(transaction_date=date(2024, 5, d)) for d in (1, 9))
    day = date(2024, 5, 5)
    row = make_row(transaction_date=day)
    assert verdict(Standing(row, False, above=late), "transaction_date", day, rel.ORDER) is False
    assert verdict(Standing(row, False, below=early), "transaction_date", day, rel.ORDER) is False
    assert verdict(Standing(row, False, above=early, below=late), "transaction_date", day, rel.ORDER) is None


@pytest.mark.parametrize(
    ("expires", "holds"), [(date(2034, 5, 6), True), (date(2024, 5, 6), True), (date(2024, 5, 5), False)]
)
def test_what_is_exercised_has_not_expired(expires: date, holds: bool) -> None:
    row = make_row(True, exercise_date=date(2024, 5, 6), expiration_date=expires)
    assert verdict(Standing(row, True), "expiration_date", expires, rel.EXPIRY) is holds
    assert verdict(Standing(row, True), "exercise_date", date(2024, 5, 6), rel.EXPIRY) is holds


@pytest.mark.parametrize(
    ("expires", "holds"),
    [(date(2034, 5, 6), True), (date(2034, 5, 5), True), (date(2034, 5, 8), None), (date(2034, 6, 6), None)],
)
def test_options_expire_on_an_anniversary(expires: date, holds: bool | None) -> None:
    row = make_row(True, exercise_date=date(2024, 5, 6), expiration_date=expires)
    assert verdict(Standing(row, True), "expiration_date", expires, rel.ANNIVERSARY) is holds


def test_twins_agree_in_amount_price_and_code() -> None:
    stock = sale(500, 900, "A", transaction_code="M", price_per_share=Decimal("9.5"))
    option = make_row(True, transaction_code="M", shares=Decimal(500), conversion_or_exercise_price=Decimal("9.5"))
    first, second = Standing(stock, False, twin=option), Standing(option, True, twin=stock)
    assert verdict(first, "shares", Decimal(500), rel.TWIN) is True
    assert verdict(first, "shares", Decimal(501), rel.TWIN) is False
    assert verdict(first, "price_per_share", Decimal("9.5"), rel.TWIN) is True
    assert verdict(second, "conversion_or_exercise_price", Decimal("9.6"), rel.TWIN) is False
    assert verdict(second, "transaction_code", "M", rel.TWIN) is True
    assert verdict(second, "transaction_code", "C", rel.TWIN) is False


def test_underlying_shares_are_as_many_as_derivatives() -> None:
    row = make_row(True, shares=Decimal(500), underlying_security_shares=Decimal(500))
    assert verdict(Standing(row, True), "underlying_security_shares", Decimal(500), rel.UNDERLYING) is True
    assert verdict(Standing(row, True), "shares", Decimal(400), rel.UNDERLYING) is False


def test_a_title_is_known_by_its_words_or_by_standing_there_twice() -> None:
    row = make_row(security_title="Common Stock")
    assert verdict(Standing(row, False), "security_title", "Common Stock", rel.KNOWN_TITLE) is True
    assert verdict(Standing(row, False), "security_title", "Cqmmon Stock", rel.KNOWN_TITLE) is False
    twice = Standing(row, False, titles={"cqmmonstock": 2})
    assert verdict(twice, "security_title", "Cqmmon Stock", rel.KNOWN_TITLE) is True


def test_rows_beside_say_nothing_where_they_differ() -> None:
    beside = make_row(transaction_code="P")
    assert verdict(Standing(make_row(), False, above=beside), "transaction_code", "S", rel.SAME_ABOVE) is None
    assert verdict(Standing(make_row(), False, above=beside), "transaction_code", "P", rel.SAME_ABOVE) is True


def loosely(row: RowReading, field: str, raw: str) -> Cell:
    """The row's cell as if its value were read from this text, loosely."""
    cell = row.cells[field]
    cell.words, cell.cost = [word(raw)], LOOSE
    return cell


def test_two_relations_put_a_loose_amount_right() -> None:
    row = sale(4000, 6000)
    cell = loosely(row, "shares_owned_following", "6,0003")
    cell.value = Decimal(60003)
    repair(Standing(row, False, before=sale(1, 10000), after=sale(1000, 5000)))
    assert (cell.value, cell.state) == (Decimal(6000), "repaired")
    assert "60003" in cell.repairs[-1]


def test_one_relation_is_not_enough() -> None:
    row = sale(4000, 6000)
    cell = loosely(row, "shares_owned_following", "6,0003")
    cell.value = Decimal(60003)
    repair(Standing(row, False, before=sale(1, 10000)))
    assert (cell.value, cell.state) == (Decimal(60003), "read")


def test_what_was_read_as_printed_is_left_alone() -> None:
    row = sale(4000, 60003)
    repair(Standing(row, False, before=sale(1, 10000), after=sale(1000, 5000)))
    assert row.value("shares_owned_following") == Decimal(60003)


def test_a_value_that_agrees_is_left_alone() -> None:
    row = sale(4000, 6000)
    cell = loosely(row, "shares_owned_following", "6,000")
    repair(Standing(row, False, before=sale(1, 10000)))
    assert (cell.value, cell.state, cell.repairs) == (Decimal(6000), "read", ())


def test_a_price_of_more_than_four_decimals_ends_with_a_mark() -> None:
    row = make_row(price_per_share=Decimal("12.34567"))
    trim_mark(Standing(row, False), frozenset("7"))
    cell = row.cells["price_per_share"]
    assert (cell.value, cell.state, cell.marks) == (Decimal("12.3456"), "repaired", ("7",))


@pytest.mark.parametrize(("price", "uncited"), [("12.34567", "3"), ("12.3456", "6"), ("12.345607", "9")])
def test_other_prices_keep_their_decimals(price: str, uncited: str) -> None:
    row = make_row(price_per_share=Decimal(price))
    trim_mark(Standing(row, False), frozenset(uncited))
    assert row.value("price_per_share") == Decimal(price)


@pytest.mark.parametrize(
    ("raw", "state"), [("$1,127.", "ambiguous"), ("1,", "ambiguous"), ("$1,127", "read"), ("$1.5", "read")]
)
def test_an_open_number_is_in_doubt(raw: str, state: str) -> None:
    row = make_row(price_per_share=Decimal(1127))
    row.cells["price_per_share"].words = [word(raw)]
    doubt_open(Standing(row, False))
    assert row.cells["price_per_share"].state == state
