"""A whole reading reconciled: what other values fix is filled in and says from what; what is printed stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from form4lib.engine._atoms import Value
from form4lib.engine._cells import UNREAD, Cell, RowReading
from form4lib.engine._reading import Reading
from form4lib.engine._reconcile import reconcile
from form4lib.engine._relations import Standing
from form4lib.engine._solver import Row
from form4lib.engine._standing import stand
from form4lib.spec import relations as rel
from form4lib.spec.tables import TABLE_II_TYPED
from support.rows import in_cells, make_row, reading_of, sale, word

DAY = date(2024, 5, 6)
SIDE, FORM = "acquired_disposed_code", "direct_or_indirect"


def reconciled(
    *rows: RowReading, period: date | None = None, signed: Iterable[date] = (), footnotes: Iterable[str] = ()
) -> Reading:
    """The rows, and what else the form says, after what must agree was looked at."""
    reading = reading_of(*rows, period=period, signed=signed, footnotes=footnotes)
    reconcile(reading)
    return reading


def option(**values: Value) -> RowReading:
    """A row of Table II, without its side unless given."""
    return make_row(True, **{"security_title": "Stock Option", "shares": Decimal(500), **values})


def told(row: RowReading, field: str) -> tuple[Value, str]:
    """A field's value and how it came to be."""
    cell = row.cells[field]
    return cell.value, cell.state


@pytest.mark.parametrize(("code", "side"), [("S", "D"), ("P", "A"), ("M", "A"), ("F", "D"), ("S/K", "D")])
def test_a_lost_side_is_that_of_the_code(code: str, side: str) -> None:
    row = sale(100, 900, transaction_code=code, acquired_disposed_code=None)
    reconciled(row)
    assert told(row, SIDE) == (side, "inferred")
    assert row.cells[SIDE].repairs == (f"from the code {code}",)
    assert row.cells[SIDE].cost > 0


@pytest.mark.parametrize(
    "told_by", [{"transaction_code": "G", "shares": Decimal(1)}, {"shares": Decimal(1)}, {"transaction_code": "S"}]
)
def test_a_lost_side_stays_lost_where_nothing_tells_it(told_by: dict[str, Value]) -> None:
    row = make_row(security_title="Common Stock", **told_by)
    reconciled(row)
    assert told(row, SIDE) == (None, "missing")


def test_a_printed_side_stays() -> None:
    row = sale(100, 900, "A")
    reconciled(row)
    assert told(row, SIDE) == ("A", "read")


def test_a_blank_cell_of_a_page_of_cells_stays_blank() -> None:
    row = in_cells(make_row(security_title="Common Stock", transaction_code="S", shares=Decimal(100)))
    reconciled(row)
    assert told(row, SIDE) == told(row, FORM) == (None, "missing")


@pytest.mark.parametrize(
    ("nature", "form"), [("By Trust", "I"), (None, "D"), ("Footnote", "I"), ("Held by spouse", "I")]
)
def test_a_lost_form_of_ownership_is_told_by_the_nature(nature: str | None, form: str) -> None:
    row = sale(100, 900, direct_or_indirect=None, nature_of_ownership=nature)
    reconciled(row)
    assert told(row, FORM) == (form, "inferred")
    assert row.cells[FORM].repairs[0].startswith("from the ")


@pytest.mark.parametrize("lost", [{"nature_of_ownership": "Remarks of others"}, {"security_title": None}])
def test_a_lost_form_of_ownership_stays_lost_in_what_may_be_no_row(lost: dict[str, Value]) -> None:
    row = sale(100, 900, direct_or_indirect=None, **lost)
    reconciled(row)
    assert told(row, FORM) == (None, "missing")


def test_a_printed_form_of_ownership_stays() -> None:
    row = sale(100, 900, direct_or_indirect="I")
    reconciled(row)
    assert told(row, FORM) == ("I", "read")


@pytest.mark.parametrize("code", ["P", "P/K"])
def test_the_only_letter_of_a_purchase_is_that_of_direct_ownership(code: str) -> None:
    row = sale(100, 900, "D", transaction_code=code, direct_or_indirect=None)
    reconciled(row)
    assert told(row, FORM) == ("D", "inferred")
    assert f"the code {code} acquires" in row.cells[FORM].repairs[0]
    assert told(row, SIDE) == ("A", "inferred")


@pytest.mark.parametrize(
    ("code", "side", "form"), [("S", "D", None), ("P", "A", None), ("P", "D", "D"), (None, "D", None)]
)
def test_other_letters_stay_where_they_are(code: str | None, side: str, form: str | None) -> None:
    row = sale(100, 900, side, transaction_code=code, direct_or_indirect=form)
    reconciled(row)
    assert told(row, SIDE) == (side, "read")


def test_a_side_told_by_the_amounts_is_no_letter_to_move() -> None:
    above, row = sale(100, 900), sale(100, 800, transaction_code="P", direct_or_indirect=None)
    row.cells[SIDE] = Cell(state="missing")
    reconciled(above, row)
    assert told(row, SIDE) == ("D", "inferred")
    assert told(row, FORM) == ("D", "inferred")
    assert "acquires" not in row.cells[FORM].repairs[0]


@pytest.mark.parametrize(("code", "side"), [("A", "A"), ("M", "D"), ("D", "D")])
def test_in_table_two_the_code_tells_the_side(code: str, side: str) -> None:
    lost, wrong, right = option(transaction_code=code), option(transaction_code=code), option(transaction_code=code)
    wrong.cells[SIDE] = Cell("A" if side == "D" else "D", [word("500")])
    right.cells[SIDE] = Cell(side, [word("500")])
    reconciled(lost, wrong, right)
    assert told(lost, SIDE) == told(wrong, SIDE) == (side, "inferred")
    assert lost.cells[SIDE].repairs == (f"from the code {code}",)
    assert "the column of the number is not certain" in wrong.cells[SIDE].repairs[0]
    assert right.cells[SIDE].repairs == ()


def test_the_code_does_not_overrule_a_column_that_is_sure() -> None:
    sided = option(transaction_code="M", acquired_disposed_code="A")
    sided.sided = True
    exact = in_cells(make_row(True, transaction_code="M", shares=Decimal(500), acquired_disposed_code="A"))
    reconciled(sided, exact)
    assert told(sided, SIDE) == told(exact, SIDE) == ("A", "read")


def converted(title: str, into: str, shares: int, owned: int, underlying: int | None = None) -> RowReading:
    """A conversion of Table II whose side is lost."""
    return option(
        security_title=title,
        underlying_security_title=into,
        transaction_code="C",
        transaction_date=DAY,
        shares=Decimal(shares),
        underlying_security_shares=Decimal(underlying or shares),
        shares_owned_following=Decimal(owned),
    )


def test_what_the_rows_above_were_converted_into_is_acquired() -> None:
    first = converted("Series A Preferred Stock", "Class B Common Stock", 800, 0, 400)
    second = converted("Series B Preferred Stock", "Class B Common Stock", 100, 0)
    got = converted("Class B Common Stock", "Class A Common Stock", 500, 900)
    reconciled(first, second, got)
    assert [told(row, SIDE)[0] for row in (first, second, got)] == ["D", "D", "A"]
    assert "exercised for it" in got.cells[SIDE].repairs[0]


@pytest.mark.parametrize(
    ("title", "side", "doubted"),
    [("Class B Common Stock", "A", False), ("Preferred Stock", "D", True)],
    ids=["whose title is what the row above becomes", "whose title is another's"],
)
def test_a_row_that_owns_all_that_another_gave_did_not_dispose(title: str, side: str, doubted: bool) -> None:
    given = option(
        security_title="Class B Common Stock",  # read in place of the preferred stock's
        transaction_code="C",
        underlying_security_title="Class B Common Stock",
        shares_owned_following=Decimal(0),
    )
    got = option(
        security_title=title,
        transaction_code="C",
        underlying_security_title="Class A Common Stock",
        shares_owned_following=Decimal(500),
    )
    reconciled(given, got)
    assert (given.value(SIDE), got.value(SIDE)) == ("D", side)
    assert (got.cells[SIDE].cost >= UNREAD) is doubted


@pytest.mark.parametrize(
    ("title", "shares", "owned"),
    [("Class B Common Stock", 500, 499), ("Class B Common Stock", 501, 900), ("Class C Common Stock", 500, 900)],
)
def test_what_is_not_what_they_were_converted_into_is_disposed_of(title: str, shares: int, owned: int) -> None:
    first = converted("Series A Preferred Stock", "Class B Common Stock", 500, 0)
    other = converted(title, "Class A Common Stock", shares, owned)
    reconciled(first, other)
    assert told(other, SIDE)[0] == "D"


def test_nothing_is_converted_into_itself() -> None:
    rows = [converted("Common", "Common", 500, 900) for _ in range(2)]
    reconciled(*rows)
    assert [told(row, SIDE)[0] for row in rows] == ["D", "D"]


def test_without_columns_and_code_the_side_is_in_doubt() -> None:
    row, sided = (option(transaction_code="J", acquired_disposed_code="A") for _ in range(2))
    swap = option(transaction_code="M/K", acquired_disposed_code="D")
    sided.sided = True
    reconciled(row, sided, swap)
    assert told(swap, SIDE) == ("D", "read")
    assert told(row, SIDE) == ("A", "inferred")
    assert "the text does not tell which" in row.cells[SIDE].repairs[0]
    assert told(sided, SIDE) == ("A", "read")


def test_a_side_that_is_printed_is_no_column_of_a_number() -> None:
    row = option(transaction_code="J", acquired_disposed_code="A")
    row.row = Row(TABLE_II_TYPED, [])
    reconciled(row)
    assert told(row, SIDE) == ("A", "read")


def test_with_columns_the_side_is_that_of_the_column() -> None:
    row = option(transaction_code="J", acquired_disposed_code="A")
    reading = reading_of(row)
    reading.has_columns = True
    reconcile(reading)
    assert told(row, SIDE) == ("A", "read")


def test_a_lost_period_is_the_earliest_date() -> None:
    rows = [
        sale(100, 900, transaction_date=date(2024, 5, 8)),
        sale(100, 800),
        option(transaction_date=date(2024, 5, 9)),
    ]
    period = reconciled(*rows).heading.period
    assert (period.value, period.state) == (DAY, "inferred")
    assert period.repairs == ("from the earliest transaction date",)
    assert period.cost > 0


def test_the_period_of_other_forms_is_no_transaction_date() -> None:
    reading = reading_of(sale(100, 900), form="5")
    reconcile(reading)
    assert reading.heading.period.value is None


def test_a_printed_period_stays_and_without_dates_there_is_none() -> None:
    printed = reconciled(sale(100, 900), period=date(2024, 5, 1))
    undated = reconciled(sale(1, 1, transaction_date=None))
    assert (printed.heading.period.value, printed.heading.period.state) == (date(2024, 5, 1), "read")
    assert undated.heading.period.value is None


def test_every_value_is_judged() -> None:
    first, second = sale(50, 1000), sale(100, 901)
    reconciled(first, second, period=DAY, signed=[date(2024, 5, 8)])
    assert rel.BALANCE_BEFORE in second.cells["shares_owned_following"].disagree
    assert rel.CODE_SIDE in second.cells[SIDE].agree
    assert {rel.PERIOD, rel.SIGNED} <= set(first.cells["transaction_date"].agree)


def test_what_was_read_loosely_is_put_right() -> None:
    rows = [sale(1, 10000), sale(4000, 60003), sale(1000, 5000)]
    rows[1].cells["shares_owned_following"] = Cell(Decimal(60003), [word("6,0003")], 1.1)
    rows[2].cells["price_per_share"] = Cell(Decimal("12.34567"), [word("$12.34567")])
    rows[0].cells["price_per_share"] = Cell(Decimal(127), [word("$127.")])
    reconciled(*rows, footnotes=["One.", *"23456", "Seven."])
    assert told(rows[1], "shares_owned_following") == (Decimal(6000), "repaired")
    assert told(rows[2], "price_per_share") == (Decimal("12.3456"), "repaired")
    assert told(rows[0], "price_per_share") == (Decimal(127), "ambiguous")


def standings(
    *rows: RowReading, form: str = "4", period: date | None = None, signed: Iterable[date] = ()
) -> list[Standing]:
    """How the rows stand to each other, those of Table I first."""
    return [s for table in stand(reading_of(*rows, form=form, period=period, signed=signed)) for s in table]


def test_rows_have_neighbours_in_their_own_table() -> None:
    a, b, c = sale(1, 1), sale(2, 2), option()
    of_a, of_b, of_c = standings(a, b, c)
    assert (of_a.above, of_a.below, of_b.above, of_b.below) == (None, b, a, None)
    assert (of_c.above, of_c.below, of_c.derivative, of_a.derivative) == (None, None, True, False)


def test_balances_are_followed_holding_by_holding() -> None:
    direct, trust, son, again = (
        sale(1, 100),
        sale(2, 200, direct_or_indirect="I", nature_of_ownership="By Trust"),
        sale(3, 300, direct_or_indirect="I", nature_of_ownership="By Son"),
        sale(4, 96),
    )
    of_direct, of_trust, of_son, of_again = standings(direct, trust, son, again)
    assert (of_again.before, of_direct.after) == (direct, again)
    assert (of_trust.before, of_trust.after, of_son.before) == (None, None, None)


def test_a_direct_holding_is_the_same_whatever_stands_beside_it() -> None:
    first, second = sale(1, 100), sale(4, 96, nature_of_ownership="see remarks")
    assert standings(first, second)[1].before is first


def test_a_row_without_title_goes_on_with_the_one_above() -> None:
    common, below, preferred = (
        sale(1, 100),
        sale(2, 98, security_title=None),
        sale(3, 50, security_title="Preferred Stock"),
    )
    of_common, of_below, of_preferred = standings(common, below, preferred)
    assert (of_below.before, of_common.after, of_preferred.before) == (common, below, None)


def test_what_has_no_title_is_no_holding() -> None:
    rows = [sale(1, 100, security_title=None), sale(2, 98, security_title=None)]
    assert all(s.before is None and s.after is None for s in standings(*rows))


@pytest.mark.parametrize(("form", "owned", "follows"), [(None, 98, True), (None, 97, False), ("D", 98, True)])
def test_a_row_without_form_is_of_the_holding_that_its_amounts_follow_from(
    form: str | None, owned: int, follows: bool
) -> None:
    first = sale(1, 100, direct_or_indirect=form)
    other = sale(1, 50, direct_or_indirect="I", nature_of_ownership="By trust")
    of_first, of_other, of_lost = standings(first, other, sale(2, owned, direct_or_indirect=None))
    assert of_lost.before is (first if follows else None)
    assert (of_first.after is not None, of_other.after) == (follows, None)


def test_a_row_without_form_that_follows_from_two_is_of_the_later() -> None:
    direct, of_trust = sale(1, 100), sale(1, 100, direct_or_indirect="I", nature_of_ownership="By trust")
    assert standings(direct, of_trust, sale(2, 98, direct_or_indirect=None))[2].before is of_trust


def exercise(shares: int | None, price: str | None, code: str = "M") -> tuple[Value, ...]:
    return (None if shares is None else Decimal(shares), None if price is None else Decimal(price), code)


def in_first(shares: Value, price: Value, code: Value) -> RowReading:
    given = {"shares": shares, "price_per_share": price, "transaction_code": code}
    return make_row(False, **{name: value for name, value in given.items() if value is not None})


def in_second(shares: Value, price: Value, code: Value) -> RowReading:
    given = {"shares": shares, "conversion_or_exercise_price": price, "transaction_code": code}
    return make_row(True, **{name: value for name, value in given.items() if value is not None})


@pytest.mark.parametrize("code", ["M", "C", "X", "O", "M/K"])
def test_an_exercise_is_found_in_the_other_table(code: str) -> None:
    stock, right = in_first(*exercise(500, "9.5", code)), in_second(*exercise(500, "9.5", code))
    of_stock, of_right = standings(stock, right)
    assert (of_stock.twin, of_right.twin) == (right, stock)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (exercise(500, "9.5"), exercise(500, "8")),  # the same amount
        (exercise(500, None), exercise(500, "8")),
        (exercise(500, "9.5"), exercise(400, "9.5")),  # the same price
        (exercise(500, "9.5"), exercise(None, "9.5")),
    ],
)
def test_the_amount_or_the_price_is_enough(first: tuple[Value, ...], second: tuple[Value, ...]) -> None:
    stock, right = in_first(*first), in_second(*second)
    assert [s.twin for s in standings(stock, right)] == [right, stock]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (exercise(500, "9.5"), exercise(400, "8")),
        (exercise(500, "9.5", "M"), exercise(500, "9.5", "C")),
        (exercise(500, "9.5", "A"), exercise(500, "9.5", "A")),
        (exercise(None, None), exercise(None, None)),
        (exercise(500, "0"), exercise(400, "0")),
    ],
)
def test_other_rows_are_no_twins(first: tuple[Value, ...], second: tuple[Value, ...]) -> None:
    assert [s.twin for s in standings(in_first(*first), in_second(*second))] == [None, None]


def test_each_exercise_has_one_twin_in_order() -> None:
    stocks = [in_first(*exercise(500, "9.5")) for _ in range(2)]
    rights = [in_second(*exercise(500, "9.5")) for _ in range(3)]
    twins = [s.twin for s in standings(*stocks, *rights)]
    assert twins == [rights[0], rights[1], stocks[0], stocks[1], None]


def test_a_grant_among_them_is_passed_over() -> None:
    grant, right, stock = (
        in_second(*exercise(500, "9.5", "A")),
        in_second(*exercise(500, "9.5")),
        in_first(*exercise(500, "9.5")),
    )
    bought = in_first(*exercise(500, "9.5", "P"))
    assert [s.twin for s in standings(grant, right, bought, stock)] == [None, right, None, stock]


def conversion(title: str, into: str, shares: int, owned: int, underlying: int, **more: Value) -> RowReading:
    """A row of Table II: what preferred stock or units turn into."""
    return make_row(
        True,
        **{
            "security_title": title,
            "underlying_security_title": into,
            "transaction_date": DAY,
            "transaction_code": "C",
            "shares": Decimal(shares),
            "shares_owned_following": Decimal(owned),
            "underlying_security_shares": Decimal(underlying),
            **more,
        },
    )


@pytest.mark.parametrize(
    ("shares", "owned", "day", "received"),
    [
        (500, 500, DAY, True),
        (500, 900, DAY, True),
        (500, 499, DAY, False),
        (600, 600, DAY, False),
        (500, 500, date(2024, 5, 7), False),
    ],
)
def test_what_preferred_stock_turns_into_is_received(shares: int, owned: int, day: date, received: bool) -> None:
    rows = [
        conversion("Series A Preferred", "Units", 100, 0, 200),
        conversion("Series B Preferred", "Units", 100, 0, 300),
        conversion("Units", "Common Stock", shares, owned, shares, transaction_date=day),
    ]
    assert [s.received for s in standings(*rows)] == [False, False, received]


def test_what_is_taken_by_its_amount_is_not_taken_by_its_price() -> None:
    stock = in_first(*exercise(500, "9.5"))
    by_amount, by_price = in_second(*exercise(500, "8")), in_second(*exercise(400, "9.5"))
    assert [s.twin for s in standings(stock, by_amount, by_price)] == [by_amount, stock, None]


def test_a_twin_that_is_taken_leaves_the_next_one() -> None:
    stocks = [in_first(*exercise(500, "9.5")), in_first(*exercise(300, "9.5"))]
    rights = [in_second(*exercise(500, "8")), in_second(*exercise(None, "9.5"))]
    assert [s.twin for s in standings(*stocks, *rights)] == [*rights, *stocks]


def test_prices_are_kept_by_code_in_order_of_size() -> None:
    rows = [sale(1, 1, price_per_share=Decimal(p)) for p in (12, 10, 11)]
    rows.append(sale(1, 1, transaction_code="P", price_per_share=Decimal(5)))
    rows.append(sale(1, 1))
    prices = standings(*rows)[-1].prices
    assert prices == {"S": [10, 11, 12], "P": [5]}


def test_titles_are_counted_over_both_tables() -> None:
    rows = [sale(1, 1), sale(2, 2, security_title=None), option(underlying_security_title="COMMON  stock")]
    assert {s.titles["commonstock"] for s in standings(*rows)} == {2}
    assert standings(*rows)[0].titles == {"commonstock": 2, "stockoption": 1}


def test_the_last_signature_counts_and_the_period_of_form_4_alone() -> None:
    days = [date(2024, 5, 8), date(2024, 5, 9)]
    four, five = (standings(sale(1, 1), option(), period=DAY, signed=days, form=form) for form in ("4", "5"))
    assert {(s.signed, s.period) for s in four} == {(days[1], DAY)}
    assert {(s.signed, s.period) for s in five} == {(days[1], None)}
    assert standings(sale(1, 1))[0].signed is None


@pytest.mark.parametrize(("way", "owned"), [("D", 880), ("A", 820)])
def test_an_amount_owned_that_is_lost_is_what_leads_to_the_next_row_s(way: str, owned: int) -> None:
    lost, following = sale(20, 0, shares_owned_following=None), sale(30, 850, way)
    reconcile(reading_of(lost, following))
    assert lost.value("shares_owned_following") == owned


@pytest.mark.parametrize(("printed", "taken"), [("05/08/2024", True), ("05/18/2024", True), ("06/18/2024", False)])
def test_box_3_is_taken_for_the_earliest_transaction_where_few_digits_differ(printed: str, taken: bool) -> None:
    month, day, year = map(int, printed.split("/"))
    reading = reading_of(sale(10, 90))
    reading.heading.period = Cell(date(year, month, day), [word(printed)], 0.9)
    reconcile(reading)
    assert (reading.heading.period.value == date(2024, 5, 6)) == taken
