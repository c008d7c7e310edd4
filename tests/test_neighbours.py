"""What a row lacks and the rows beside it tell; prices that the other prices of a filing tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from form4lib.engine._atoms import Value
from form4lib.engine._cells import RowReading
from form4lib.engine._consensus import agree
from form4lib.engine._quoted import Beside, mend_prices
from form4lib.engine._standing import stand
from form4lib.spec.relations import NEAR
from support.rows import in_cells, make_row, reading_of, sale, word

DATE, CODE, SIDE = "transaction_date", "transaction_code", "acquired_disposed_code"
SHARES, OWNED, PRICE = "shares", "shares_owned_following", "price_per_share"
FIVE, SIX, SEVEN = (date(2024, 5, day) for day in (5, 6, 7))


def agreed(*rows: RowReading, period: date | None = None) -> None:
    """Fill what the rows of each table leave no doubt about."""
    for table in stand(reading_of(*rows, period=period)):
        agree(table)


def told(row: RowReading, field: str) -> tuple[Value, str]:
    """A field's value and how it came to be."""
    return row.value(field), row.cells[field].state


@pytest.mark.parametrize(
    ("above", "below", "period", "found"),
    [
        ([SIX], [SIX], None, SIX),
        ([SIX, None], [None, SIX], None, SIX),
        ([SIX], [SEVEN], None, None),
        ([SIX], [], None, None),
        ([], [SIX], None, None),
        ([], [SIX], SIX, SIX),
        ([], [SEVEN], SIX, None),
        ([SIX], [], SIX, None),
        ([], [], SIX, SIX),
        ([SIX], [SIX], FIVE, SIX),
        ([SIX], [SIX], SIX, SIX),
        ([SIX], [SIX], SEVEN, None),  # both were misread: none is before the period
    ],
)
def test_a_lost_date_is_that_of_the_rows_around_it(
    above: list[date | None], below: list[date | None], period: date | None, found: date | None
) -> None:
    row = sale(1, 1, transaction_date=None)
    around = [[sale(1, 1, transaction_date=day) for day in days] for days in (above, below)]
    agreed(*around[0], row, *around[1], period=period)
    assert told(row, DATE) == ((found, "inferred") if found else (None, "missing"))
    if found:
        assert row.cells[DATE].repairs[0].startswith("from the date")
        assert row.cells[DATE].cost > 0


def test_what_the_form_leaves_empty_stays_empty() -> None:
    cited, exact = sale(1, 1, transaction_date=None), in_cells(sale(1, 1, transaction_date=None))
    cited.cells[DATE].marks = ("1",)
    holding = make_row(security_title="Common Stock", shares_owned_following=Decimal(7), direct_or_indirect="D")
    lone = make_row(security_title="Common Stock", shares=Decimal(7))
    last = sale(1, 1, transaction_date=None)
    agreed(sale(1, 1), cited, exact, holding, lone, last, sale(1, 1))
    assert told(last, DATE) == (SIX, "inferred")
    assert [told(row, DATE) for row in (cited, exact, holding, lone)] == [(None, "missing")] * 4
    assert told(holding, CODE) == told(lone, CODE) == (None, "missing")


def test_an_amount_and_its_side_make_a_transaction() -> None:
    row = make_row(security_title="Common Stock", shares=Decimal(7), acquired_disposed_code="D")
    agreed(sale(1, 1), row, sale(1, 1))
    assert (row.value(DATE), row.value(CODE)) == (SIX, "S")


@pytest.mark.parametrize(
    ("above", "side", "below", "found"),
    [
        (["S"], "D", ["S"], "S"),
        (["S"], "D", [], "S"),
        ([], "D", ["S"], "S"),
        (["S"], "D", ["P"], "S"),  # a purchase acquires
        (["S"], "A", ["P"], "P"),
        (["S"], None, ["P"], None),
        (["S"], None, ["S"], "S"),
        (["S"], "A", ["S"], None),
        (["P", "S"], "D", ["S", "F"], "S"),  # the nearest
        (["S"], "D", ["F"], None),
        (["S/K"], "A", [], None),
        (["G"], "D", ["G"], "G"),
        ([], "D", [], None),
    ],
)
def test_a_lost_code_is_that_of_the_rows_beside_it(
    above: list[str], side: str | None, below: list[str], found: str | None
) -> None:
    row = sale(1, 1, transaction_code=None, acquired_disposed_code=side)
    around = [[sale(1, 1, transaction_code=c, acquired_disposed_code=None) for c in codes] for codes in (above, below)]
    agreed(*around[0], row, *around[1])
    assert told(row, CODE) == ((found, "inferred") if found else (None, "missing"))
    if found:
        assert row.cells[CODE].repairs == (f"from the rows beside it, {side or 'all'} by {found}",)


def test_a_side_that_is_printed_tells_more_than_the_code() -> None:
    row = sale(1, 1, transaction_code=None)
    agreed(sale(1, 1, "A"), row)
    assert told(row, CODE) == (None, "missing")


def test_in_table_two_an_exercise_disposes() -> None:
    above = make_row(True, transaction_date=SIX, transaction_code="M")
    rows = [make_row(True, transaction_date=SIX, acquired_disposed_code=side) for side in "DA"]
    agreed(above, *rows)
    assert [row.value(CODE) for row in rows] == ["M", None]


def test_derivatives_are_as_many_as_what_underlies_them() -> None:
    lost = make_row(True, transaction_code="M", underlying_security_shares=Decimal(500))
    printed = make_row(True, transaction_code="M", shares=Decimal(50), underlying_security_shares=Decimal(500))
    neither = make_row(True, transaction_code="M")
    cited = make_row(True, transaction_code="M", underlying_security_shares=Decimal(500))
    cited.cells[SHARES].marks = ("1",)
    agreed(lost, printed, neither, cited)
    assert told(lost, SHARES) == (Decimal(500), "inferred")
    assert told(printed, SHARES) == (Decimal(50), "read")
    assert told(neither, SHARES) == told(cited, SHARES) == (None, "missing")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({SHARES: 100, OWNED: 900}, {SIDE: "D"}),
        ({SHARES: 100, OWNED: 1100}, {SIDE: "A"}),
        ({SHARES: 99, OWNED: 900}, {SIDE: None}),
        ({SIDE: "D", OWNED: 900}, {SHARES: 100}),
        ({SIDE: "A", OWNED: 1100}, {SHARES: 100}),
        ({SIDE: "A", OWNED: 900}, {SHARES: None}),
        ({SIDE: "D", OWNED: 1100}, {SHARES: None}),
        ({OWNED: 900}, {SHARES: 100, SIDE: None}),
        ({SIDE: "D", OWNED: 1000}, {SHARES: None}),
        ({SHARES: 100, SIDE: "D"}, {OWNED: 900}),
        ({SHARES: 100, SIDE: "A"}, {OWNED: 1100}),
        ({SHARES: 1000, SIDE: "D"}, {OWNED: 0}),
        ({SHARES: 1001, SIDE: "D"}, {OWNED: None}),  # nobody owns less than nothing
        ({SHARES: 100}, {OWNED: None}),
        ({SIDE: "D"}, {OWNED: None, SHARES: None}),
    ],
)
def test_balances_add_up(given: dict[str, int | str], found: dict[str, int | str | None]) -> None:
    values: dict[str, Value] = {k: Decimal(v) if isinstance(v, int) else v for k, v in given.items()}
    row = make_row(security_title="Common Stock", transaction_code="J", direct_or_indirect="D", **values)
    agreed(sale(1, 1000), row)
    for field, value in found.items():
        expected = (
            (None, "missing") if value is None else (Decimal(value) if isinstance(value, int) else value, "inferred")
        )
        assert told(row, field) == expected


def test_without_a_row_before_there_is_no_balance() -> None:
    row = make_row(transaction_code="J", shares=Decimal(100), acquired_disposed_code="D", direct_or_indirect="D")
    agreed(row)
    assert told(row, OWNED) == (None, "missing")


def at(raw: str, code: str = "S") -> RowReading:
    """A sale at this price."""
    row = sale(1, 1, transaction_code=code, price_per_share=Decimal(raw.lstrip("$").replace(",", "").rstrip(".")))
    row.cells[PRICE].words = [word(raw)]
    return row


def mended(*rows: RowReading, footnotes: list[str] | None = None) -> None:
    """Put right what the prices and footnotes tell."""
    reading = reading_of(*rows, footnotes=footnotes or [])
    mend_prices(reading, stand(reading)[0])


def test_a_price_that_its_counterpart_has_stays() -> None:
    rows = [at("$7.10", "M"), at("37.06", "M"), at("$7.02", "M")]
    option = make_row(True, transaction_code="M", shares=Decimal(1), conversion_or_exercise_price=Decimal("37.06"))
    rows[0].cells["shares"].value = rows[2].cells["shares"].value = Decimal(4)
    mended(*rows, option)
    assert rows[1].value(PRICE) == Decimal("37.06")
    mended(*rows)
    assert rows[1].value(PRICE) == Decimal("7.06")


QUOTING = ["Sold in several trades from $11.50 to $12.10."]


@pytest.mark.parametrize(
    ("raw", "footnotes", "others", "value"),
    [
        ("$11,805", QUOTING, [], "11.805"),
        ("$11,805", [], [], "11805"),
        ("$11,805", ["Sold at $5.25."], [], "11805"),
        ("$11,805", ["Sold at $11.25."], [], "11.805"),  # within five in a hundred
        ("$11,805", ["Sold at $11.20."], [], "11805"),
        ("$5,000", ["Sold at $5.90."], [], "5000"),
        ("$0.05", ["Given for $0.00."], [], "0.05"),
        ("$12.1", QUOTING, ["$121.5", "$121.25"], "12.1"),  # as quoted
        ("893.1167", [], ["$93.20", "$93.05"], "93.1167"),
        ("419.33", [], ["$19.20", "$19.55"], "19.33"),  # any digit may be a sign that is not there
        ("$419.33", [], ["$19.20", "$19.55"], "419.33"),
        ("9.33", [], ["$0.30", "$0.35"], "9.33"),
        ("$1,127.", [], ["$11.30"], "11.27"),  # a hundred times the other
        ("519.33", [], ["$19.20"], "519.33"),
        ("$181", [], ["$18.10", "$18.00"], "181"),  # 18.1, or 18 and a mark
        ("$1,805", [], ["$18", "$19"], "1805"),  # without decimals they may have lost theirs, too
        ("$18.05", [], ["$18.10", "$17.90"], "18.05"),
        ("$0", [], ["$18.10", "$17.90"], "0"),
        ("54", [], ["$115.54", "$115.54"], "115.54"),  # the end of it
        ("54", [], ["$115.54", "$116.54"], "54"),
        ("$54", [], ["$115.54", "$115.54"], "54"),
    ],
)
def test_a_price_far_from_all_others_is_put_right(
    raw: str, footnotes: list[str], others: list[str], value: str
) -> None:
    row = at(raw)
    mended(row, *map(at, others), footnotes=footnotes)
    cell = row.cells[PRICE]
    assert cell.value == Decimal(value)
    if value != raw.lstrip("$").replace(",", ""):
        assert cell.state == "repaired"
        assert repr(raw) in cell.repairs[-1]
        assert cell.cost > 0.5


def test_prices_of_other_codes_and_of_whole_cells_say_nothing() -> None:
    row, exact, swap = at("519.33"), in_cells(at("519.33")), at("519.33", "S/K")
    mended(row, at("$19.20", "P"), at("$19.55", "P"))
    mended(exact, at("$19.20"), at("$19.55"))
    mended(at("$19.20"), at("$19.55", "S/K"), swap)
    assert [r.value(PRICE) for r in (row, exact, swap)] == [Decimal("519.33"), Decimal("519.33"), Decimal("19.33")]


def test_prices_with_their_signs_tell_more_than_those_without() -> None:
    row = at("319.33")
    mended(row, at("$19.20"), at("$19.55"), at("319.10"))
    assert row.value(PRICE) == Decimal("19.33")


NOTES = [str(i) for i in range(1, 10)]
THREES = ["$1,134.102", "$1,134.255", "$1,134.398", "$1,134.447"]


@pytest.mark.parametrize(
    ("raw", "others", "value"),
    [
        ("$1,134.5819", THREES, "1134.581"),
        ("$1,134.5819", THREES[:3], "1134.5819"),
        ("$1,134.5819", [*THREES, "$1,134.1111"], "1134.5819"),  # prices of four decimals are not so rare there
        ("$1,134.5810", THREES, "1134.5810"),
        ("$1,134.58", THREES, "1134.58"),
    ],
)
def test_the_fourth_decimal_among_threes_is_a_footnote(raw: str, others: list[str], value: str) -> None:
    row = at(raw)
    mended(row, *map(at, others), footnotes=NOTES)
    assert str(row.value(PRICE)) == value
    assert row.cells[PRICE].marks == (("9",) if value == "1134.581" else ())


@pytest.mark.parametrize(
    ("fours", "trimmed"),
    [(["$1,134.5819", "$1,134.5827"], True), (["$1,134.5819", "$1,134.5827", "$1,134.5838"], False)],
)
def test_prices_of_four_decimals_are_a_third_of_those_of_three_at_most(fours: list[str], trimmed: bool) -> None:
    rows = [at(raw) for raw in fours]
    mended(*rows, *map(at, [*THREES, *THREES[:2]]), footnotes=NOTES)
    assert {row.cells[PRICE].state == "repaired" for row in rows} == {trimmed}


def test_a_price_that_has_its_mark_keeps_its_decimals() -> None:
    row, cited = at("$1,134.5819"), at("$1,134.5819")
    row.cells[PRICE].marks = ("1",)
    mended(row, *map(at, THREES), footnotes=NOTES)
    mended(cited, *map(at, THREES), footnotes=NOTES[:8])
    assert row.value(PRICE) == cited.value(PRICE) == Decimal("1134.5819")


@pytest.mark.parametrize(
    ("raw", "others", "state"),
    [
        ("39.33", ["$39.20", "$39.10"], "ambiguous"),
        ("39.33", ["$39.20"], "ambiguous"),
        ("39.33", ["$39.20", "39.10", "39.40"], "read"),  # most have none
        ("49.33", ["$49.20", "$49.10"], "read"),  # no sign looks like a 4
        ("3.93", ["$3.92", "$3.91"], "read"),
        ("$39.33", ["$39.20", "$39.10"], "read"),
    ],
)
def test_a_price_that_alone_has_no_sign_is_in_doubt(raw: str, others: list[str], state: str) -> None:
    row, exact = at(raw), in_cells(at(raw))
    mended(row, *map(at, others))
    mended(exact, *map(at, others))
    assert row.cells[PRICE].state == exact.cells[PRICE].state == state


PRICES = st.decimals("0.01", "50", places=2)


@given(st.lists(PRICES, max_size=6), PRICES, PRICES)
def test_a_price_is_near_those_of_other_rows_but_not_its_own(
    others: list[Decimal], own: Decimal, value: Decimal
) -> None:
    near = any(value <= other * NEAR and other <= value * NEAR for other in others)
    assert Beside(sorted([*others, own]), own).has_near(value) == near
    assert Beside(sorted(others), None).has_near(value) == near
