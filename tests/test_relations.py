"""What must agree: which relations speak for a value, what they repair, and what they leave alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from form4lib.engine._atoms import Value
from form4lib.engine._cells import Cell, RowReading
from form4lib.engine._relations import Standing, judge
from form4lib.engine._repair import doubt_open, repair, rivals, trim_mark
from form4lib.spec import relations as rel
from form4lib.spec.tables import MONEY, NUMBER, SIDE
from support.rows import in_cells, make_row, sale, word

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
    assert verdict(standing, "shares_owned_following", Decimal(7), rel.BALANCE_REPEATED) is None
    assert verdict(standing, "shares_owned_following", Decimal(20), rel.BALANCE_REPEATED) is True
    assert verdict(standing, "shares_owned_following", Decimal(10), rel.BALANCE_BEFORE) is True


def test_the_first_balance_of_a_holding_follows_from_nothing() -> None:
    assert judge(Standing(sale(100, 1000), False), "shares_owned_following", Decimal(1000)) == ((), ())
    nothing = make_row(transaction_code="S")
    assert judge(Standing(nothing, False, before=sale(1, 7)), "shares", Decimal(3)) == ((), ())


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
    if nature:
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


DAY = date(2024, 5, 6)
BOUGHT: dict[str, Value] = {
    "security_title": "Common Stock",
    "transaction_date": DAY,
    "transaction_code": "P",
    "shares": Decimal(100),
    "acquired_disposed_code": "A",
    "price_per_share": Decimal(10),
    "shares_owned_following": Decimal(1100),
    "direct_or_indirect": "I",
    "nature_of_ownership": "By Trust",
}
"""A purchase of a hundred, by one who had a thousand."""
OPTION: dict[str, Value] = {
    "security_title": "Stock Option",
    "conversion_or_exercise_price": Decimal(10),
    "transaction_date": DAY,
    "transaction_code": "P",
    "shares": Decimal(100),
    "acquired_disposed_code": "A",
    "exercise_date": date(2025, 5, 6),
    "expiration_date": date(2034, 5, 6),
    "underlying_security_title": "Common Stock",
    "underlying_security_shares": Decimal(100),
    "price_per_share": Decimal(0),
    "shares_owned_following": Decimal(1100),
    "direct_or_indirect": "D",
}
"""A hundred options bought by one who had a thousand."""
BESIDE = {rel.SAME_ABOVE, rel.SAME_BELOW}
NEAR_PRICES = {rel.PRICE_ABOVE, rel.PRICE_BELOW, rel.PRICE_MIDDLE}


def among_others(derivative: bool) -> Standing:
    """A row that agrees with all that stands around it."""
    mine, other = (OPTION, BOUGHT) if derivative else (BOUGHT, OPTION)
    beside = make_row(derivative, **mine)
    return Standing(
        make_row(derivative, **mine),
        derivative,
        above=beside,
        below=beside,
        before=make_row(derivative, **{**mine, "shares_owned_following": Decimal(1000)}),
        after=make_row(derivative, **{**mine, "shares_owned_following": Decimal(1200)}),
        twin=make_row(not derivative, **other),
        period=DAY,
        signed=date(2024, 5, 8),
        titles={"commonstock": 2},
        prices={"P": [Decimal(p) for p in (1, 2, 10, 50, 99)]},
    )


@pytest.mark.parametrize(
    ("derivative", "field", "holding"),
    [
        (False, "security_title", {rel.KNOWN_TITLE, *BESIDE}),
        (False, "transaction_date", {rel.SIGNED, rel.PERIOD, *BESIDE}),
        (False, "transaction_code", {rel.CODE_SIDE, rel.TWIN, rel.CODE_PRICE, *BESIDE}),
        (False, "shares", {rel.BALANCE_BEFORE, rel.OWNED_COVERS, rel.TWIN}),
        (False, "acquired_disposed_code", {rel.CODE_SIDE, rel.BALANCE_BEFORE, rel.OWNED_COVERS}),
        (False, "price_per_share", {rel.TWIN, rel.PRICE_ABOVE, rel.PRICE_BELOW, rel.PRICE_MIDDLE, rel.CODE_PRICE}),
        (False, "shares_owned_following", {rel.BALANCE_BEFORE, rel.BALANCE_AFTER, rel.OWNED_COVERS}),
        (False, "direct_or_indirect", {rel.NATURE, *BESIDE}),
        (False, "nature_of_ownership", {rel.NATURE, *BESIDE}),
        (True, "security_title", {rel.KNOWN_TITLE, *BESIDE}),
        (True, "conversion_or_exercise_price", {rel.TWIN, *BESIDE}),
        (True, "transaction_code", {rel.CODE_SIDE, rel.TWIN, *BESIDE}),
        (True, "shares", {rel.BALANCE_BEFORE, rel.OWNED_COVERS, rel.TWIN, rel.UNDERLYING}),
        (True, "acquired_disposed_code", {rel.CODE_SIDE, rel.BALANCE_BEFORE, rel.OWNED_COVERS}),
        (True, "exercise_date", {rel.EXPIRY, rel.ANNIVERSARY, *BESIDE}),
        (True, "expiration_date", {rel.EXPIRY, rel.ANNIVERSARY, *BESIDE}),
        (True, "underlying_security_title", {rel.KNOWN_TITLE, *BESIDE}),
        (True, "underlying_security_shares", {rel.UNDERLYING}),
        (True, "price_per_share", BESIDE),
        (True, "shares_owned_following", {rel.BALANCE_BEFORE, rel.BALANCE_AFTER, rel.OWNED_COVERS}),
        (True, "direct_or_indirect", {rel.NATURE, *BESIDE}),
    ],
)
def test_what_speaks_for_a_value(derivative: bool, field: str, holding: set[str]) -> None:
    standing = among_others(derivative)
    agree, disagree = judge(standing, field, standing.row.value(field))
    assert (set(agree), disagree) == (holding, ())
    assert len(agree) == len(holding)


@pytest.mark.parametrize(
    ("derivative", "field", "value", "failing"),
    [
        (False, "security_title", "Cqmmon Stack", {rel.KNOWN_TITLE}),
        (False, "transaction_date", date(2024, 5, 5), {rel.PERIOD, rel.ORDER}),
        (False, "transaction_date", date(2024, 5, 9), {rel.SIGNED, rel.ORDER}),
        (False, "transaction_code", "S", {rel.CODE_SIDE, rel.TWIN}),
        (False, "transaction_code", "G", {rel.CODE_PRICE, rel.TWIN}),
        (False, "shares", Decimal(1000), {rel.BALANCE_BEFORE, rel.TWIN}),
        (False, "shares", Decimal(1101), {rel.BALANCE_BEFORE, rel.TWIN, rel.OWNED_COVERS}),
        (False, "acquired_disposed_code", "D", {rel.CODE_SIDE, rel.BALANCE_BEFORE}),
        (False, "price_per_share", Decimal(100), {rel.TWIN, *NEAR_PRICES}),
        (False, "price_per_share", Decimal(0), {rel.TWIN, rel.CODE_PRICE, *NEAR_PRICES}),
        (False, "shares_owned_following", Decimal(1101), {rel.BALANCE_BEFORE, rel.BALANCE_AFTER}),
        (False, "direct_or_indirect", "D", {rel.NATURE}),
        (True, "conversion_or_exercise_price", Decimal(11), {rel.TWIN}),
        (True, "transaction_code", "M", {rel.CODE_SIDE, rel.TWIN}),
        (True, "shares", Decimal(99), {rel.TWIN, rel.UNDERLYING}),
        (True, "acquired_disposed_code", "D", {rel.CODE_SIDE}),
        (True, "exercise_date", date(2034, 7, 7), {rel.EXPIRY}),
        (True, "expiration_date", date(2025, 1, 1), {rel.EXPIRY}),
        (True, "expiration_date", date(2024, 1, 1), {rel.EXPIRY}),
        (True, "underlying_security_shares", Decimal(101), {rel.UNDERLYING}),
        (True, "shares_owned_following", Decimal(1101), set()),
        (True, "direct_or_indirect", "I", {rel.NATURE}),
    ],
)  # fmt: skip
def test_what_speaks_against_a_value(derivative: bool, field: str, value: Value, failing: set[str]) -> None:
    assert set(judge(among_others(derivative), field, value)[1]) == failing


@pytest.mark.parametrize(
    ("derivative", "field", "holding", "failing"),
    [
        (False, "security_title", {rel.KNOWN_TITLE}, set()),
        (False, "transaction_date", set(), set()),
        (False, "transaction_code", set(), {rel.CODE_PRICE}),
        (False, "shares", set(), set()),
        (False, "acquired_disposed_code", set(), set()),
        (False, "price_per_share", set(), set()),
        (False, "shares_owned_following", set(), set()),
        (False, "direct_or_indirect", set(), {rel.NATURE}),
        (False, "nature_of_ownership", set(), set()),
        (False, "is_voluntary", set(), set()),
        (True, "conversion_or_exercise_price", set(), set()),
        (True, "transaction_code", set(), set()),
        (True, "shares", set(), set()),
        (True, "exercise_date", set(), set()),
        (True, "expiration_date", set(), set()),
        (True, "underlying_security_shares", set(), set()),
        (True, "price_per_share", set(), set()),
    ],
)
def test_a_value_by_itself_is_hardly_judged(derivative: bool, field: str, holding: set[str], failing: set[str]) -> None:
    value = (OPTION if derivative else BOUGHT).get(field, True)
    agree, disagree = judge(Standing(make_row(derivative), derivative), field, value)
    assert (set(agree), set(disagree)) == (holding, failing)


def test_neighbours_without_a_value_say_nothing() -> None:
    for derivative, values in ((False, BOUGHT), (True, OPTION)):
        empty, other = make_row(derivative), make_row(not derivative)
        alone = Standing(make_row(derivative, **values), derivative)
        standing = Standing(alone.row, derivative, above=empty, below=empty, before=empty, after=empty, twin=other)
        for field, value in values.items():
            if field != "transaction_code":
                assert judge(standing, field, value) == judge(alone, field, value)


@pytest.mark.parametrize(("days", "holds"), [(0, True), (60, True), (61, None), (-1, False)])
def test_late_forms_say_nothing_of_their_dates(days: int, holds: bool | None) -> None:
    standing = Standing(make_row(transaction_date=DAY), False, signed=DAY + timedelta(days=days))
    assert verdict(standing, "transaction_date", DAY, rel.SIGNED) is holds


def test_a_middle_price_needs_three_rows_of_purchases_or_sales() -> None:
    for code, count, holds in (("S", 3, True), ("S", 2, None), ("F", 3, None)):
        row = sale(1, 1, transaction_code=code, price_per_share=Decimal(10))
        standing = Standing(row, False, prices={code: [Decimal(10)] * count})
        assert verdict(standing, "price_per_share", Decimal(10), rel.PRICE_MIDDLE) is holds


def test_what_is_exercisable_at_once_is_as_good_as_an_anniversary() -> None:
    row = make_row(True, transaction_date=DAY, exercise_date=DAY, expiration_date=DAY)
    assert verdict(Standing(row, True), "exercise_date", DAY, rel.ANNIVERSARY) is True
    assert verdict(Standing(row, True), "expiration_date", DAY, rel.ANNIVERSARY) is None


@pytest.mark.parametrize(
    ("title", "known"), [("Series 7 Preferred Stock", True), ("Stock Units Xyzzy", False), ("Warrants (right", False)]
)
def test_titles_are_made_of_the_words_of_titles(title: str, known: bool) -> None:
    for titles in ({}, {"stockunitsxyzzy": 1}):
        standing = Standing(make_row(), False, titles=titles)
        assert verdict(standing, "security_title", title, rel.KNOWN_TITLE) is known


def test_owned_shares_stand_for_the_shares_of_a_holding() -> None:
    row = make_row(True, shares_owned_following=Decimal(500), underlying_security_shares=Decimal(500))
    assert verdict(Standing(row, True), "underlying_security_shares", Decimal(500), rel.UNDERLYING) is True
    assert verdict(Standing(row, True), "underlying_security_shares", Decimal(400), rel.UNDERLYING) is False


def test_what_was_read_loosely_may_fail_one_relation_alone() -> None:
    row = make_row(True, conversion_or_exercise_price=Decimal(118))
    loosely(row, "conversion_or_exercise_price", "$118").cost = 0.5
    right = Decimal("11.8")
    above, twin = make_row(True, conversion_or_exercise_price=right), sale(1, 1, price_per_share=right)
    repair(Standing(row, True, above=above, twin=twin))
    assert row.value("conversion_or_exercise_price") == right


def test_a_value_that_stands_does_not_keep_the_next_from_being_put_right() -> None:
    standing = priced("1180", "$1,180", 1.0)
    standing.before = sale(1, 2)
    loosely(standing.row, "shares", "|1")
    repair(standing)
    assert standing.row.value("shares") == 1
    assert standing.row.value("price_per_share") == Decimal("11.80")


def test_a_swap_is_judged_by_its_code() -> None:
    given = Standing(make_row(transaction_code="G/K"), False, twin=make_row(True, transaction_code="G/K"))
    assert verdict(given, "transaction_code", "G/K", rel.TWIN) is True
    assert verdict(given, "transaction_code", "G/K", rel.CODE_PRICE) is True
    row = sale(1, 1, transaction_code="S/K", price_per_share=Decimal(10))
    assert verdict(Standing(row, False), "transaction_code", "S/K", rel.CODE_SIDE) is True
    assert verdict(Standing(row, False), "transaction_code", "S/K", rel.CODE_PRICE) is True
    assert verdict(Standing(row, False), "price_per_share", Decimal(10), rel.CODE_PRICE) is True


def rivals_of(kind: str, value: str, *words: str) -> dict[Decimal, int]:
    """The other values that the words could have, and the changes each takes."""
    found = list(rivals(Cell(Decimal(value), [word(w) for w in words]), kind))
    assert [edits for edits, _ in found] == sorted(edits for edits, _ in found)
    assert len({v for _, v in found} | {Decimal(value)}) == len(found) + 1
    return {v: edits for edits, v in found if isinstance(v, Decimal)}


@pytest.mark.parametrize("words", [["6,0003"], ["|6,0003"], ["6,0003(2)"], ["(1)", "6,0003(2)"], ["6,0003", "(1)"]])
def test_what_the_characters_of_an_amount_could_mean(words: list[str]) -> None:
    found = rivals_of(NUMBER, "60003", *words)
    assert {v for v, edits in found.items() if edits == 1} == {
        Decimal(v) for v in ("6000", "6000.3", "600.03", "60.003", "6.0003")
    }
    assert {v for v, edits in found.items() if edits == 2} == {Decimal(v) for v in ("600", "60", "6")}
    assert max(found.values()) <= 3


@pytest.mark.parametrize(
    ("value", "raw", "could_be", "edits"),
    [
        ("531.25", "531.25", "31.25", 1),  # a digit for the dollar sign
        ("31.25", "S31.25", "31.2", 2),
        ("431.25", "431.25", "31.25", None),
        ("1180", "$1,180", "11.8", 1),
        ("1180", "$1,180", "1.18", 1),
        ("4000123", "4000123", "40001", 2),  # a mark of two digits
        ("4000123", "4000123", "4000", None),
        ("118", "118", "11.8", 1),
        ("12", "12", "1.2", 1),
        ("1234567", "1,234,567", "1234.567", 1),
        ("1.2", "1.2", "12", None),
    ],
)
def test_how_much_has_to_be_changed(value: str, raw: str, could_be: str, edits: int | None) -> None:
    assert rivals_of(MONEY, value, raw).get(Decimal(could_be)) == edits


def test_the_rival_of_a_letter_is_the_other_one() -> None:
    assert list(rivals(Cell("A", [word("A")]), SIDE)) == [(1, "D")]
    assert list(rivals(Cell("D", [word("D")]), SIDE)) == [(1, "A")]


def priced(price: str, raw: str, cost: float, exact: bool = False) -> Standing:
    """A sale between two others at about twelve dollars."""
    row = sale(1, 1, price_per_share=Decimal(price))
    row.exact = exact
    cell = row.cells["price_per_share"]
    cell.words, cell.cost = [word(raw)], cost
    above, below = (sale(1, 1, price_per_share=Decimal(p)) for p in ("11.9", "12.1"))
    return Standing(row, False, above=above, below=below)


@pytest.mark.parametrize(("before", "meant"), [(76176, "92677"), (76177, "92.677")])
def test_a_dot_is_a_comma_where_the_balance_says_so(before: int, meant: str) -> None:
    row = sale(16501, 1, "A", transaction_code="P", shares_owned_following=Decimal("92.677"))
    row.cells["shares_owned_following"].words = [word("92.677")]
    repair(Standing(row, False, before=sale(1, before)))
    assert row.value("shares_owned_following") == Decimal(meant)


@pytest.mark.parametrize(
    ("standing", "value"),
    [
        (priced("1180", "$1,180", 1.0), "11.80"),
        (priced("1180", "$1,180", 0.5), "11.80"),
        (priced("1180", "$1,180", 0.0), "11.80"),  # two relations against it
        (priced("1180", "$1,180", 0.5, exact=True), "11.80"),
        (priced("1180", "$1,180", 0.0, exact=True), "1180"),  # as printed, in its own cell
        (priced("11.8", "$11.8", 1.0), "11.8"),  # nothing speaks against it
        (priced("9999", "$9,999", 1.0), "9.999"),  # within the reach of neighbours
        (priced("5005", "$5,005", 1.0), "5005"),  # nothing near
        (priced("0", "$0", 1.0), "0"),
    ],
)
def test_prices_are_put_right_by_those_beside_them(standing: Standing, value: str) -> None:
    repair(standing)
    assert standing.row.value("price_per_share") == Decimal(value)


def test_one_neighbour_does_not_overrule_what_is_printed() -> None:
    standing = priced("1180", "$1,180", 0.0)
    standing.below = None
    repair(standing)
    assert standing.row.value("price_per_share") == Decimal(1180)


def test_a_letter_is_put_right_by_code_and_balance() -> None:
    row = sale(100, 900, "A")
    loosely(row, "acquired_disposed_code", "a")
    repair(Standing(row, False, before=sale(1, 1000)))
    assert (row.value("acquired_disposed_code"), row.cells["acquired_disposed_code"].state) == ("D", "repaired")


def test_what_has_no_words_is_not_put_right() -> None:
    row = sale(100, 900, "A")
    row.cells["acquired_disposed_code"] = Cell("A", [], LOOSE)
    repair(Standing(row, False, before=sale(1, 1000)))
    assert row.value("acquired_disposed_code") == "A"


@pytest.mark.parametrize(("price", "value"), [("12.345607", "12.3456"), ("0.00015", "0.0001")])
def test_marks_behind_exercise_prices_are_cut_off(price: str, value: str) -> None:
    row = make_row(True, conversion_or_exercise_price=Decimal(price))
    trim_mark(Standing(row, True), frozenset(("5", "7")))
    cell = row.cells["conversion_or_exercise_price"]
    assert (cell.value, cell.state, cell.marks) == (Decimal(value), "repaired", (price[-1],))


def test_a_price_with_its_mark_or_in_its_cell_keeps_its_decimals() -> None:
    marked, exact = (
        make_row(price_per_share=Decimal("12.34567")),
        in_cells(make_row(price_per_share=Decimal("12.34567"))),
    )
    marked.cells["price_per_share"].marks = ("1",)
    for row in (marked, exact):
        trim_mark(Standing(row, False), frozenset("7"))
        assert row.value("price_per_share") == Decimal("12.34567")


@pytest.mark.parametrize(
    ("words", "state", "after"),
    [
        (["1,127.(2)"], "read", "read"),
        (["$1,127.(2)"], "read", "ambiguous"),
        (["(1)", "$1,127."], "read", "ambiguous"),
        (["$1,127", "1,"], "read", "read"),
        (["$1,127."], "inferred", "inferred"),
    ],
)
def test_only_the_number_itself_may_be_open(words: list[str], state: str, after: str) -> None:
    row = make_row(True, conversion_or_exercise_price=Decimal(1127))
    cell = row.cells["conversion_or_exercise_price"]
    cell.words, cell.state = [word(w) for w in words], state
    doubt_open(Standing(row, True))
    assert cell.state == after
