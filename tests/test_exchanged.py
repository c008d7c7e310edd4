"""Codes and prices of rows that were put together, exchanged where the other table tells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from form4lib.engine._atoms import Value
from form4lib.engine._cells import RowReading
from form4lib.engine._exchanged import exchange_cells
from support.rows import make_row, sale

CODE, PRICE, EXERCISE = "transaction_code", "price_per_share", "conversion_or_exercise_price"


def stock(shares: int, code: str, price: str = "0", way: str = "dealt") -> RowReading:
    row = sale(shares, 9_000, transaction_code=code, price_per_share=Decimal(price))
    row.way = way
    return row


def option(shares: int, code: str, price: str, way: str = "dealt") -> RowReading:
    values: dict[str, Value] = {CODE: code, "shares": Decimal(shares), EXERCISE: Decimal(price)}
    row = make_row(True, transaction_date=sale(1, 1).value("transaction_date"), **values)
    row.way = way
    return row


def codes(*rows: RowReading) -> list[Value]:
    return [row.value(CODE) for row in rows]


def test_a_row_has_the_code_of_its_counterpart() -> None:
    first = [stock(450, "A"), stock(530, "M")]
    exchange_cells(first, [option(450, "M", "44.77")])
    assert codes(*first) == ["M", "A"]
    assert {row.cells[CODE].state for row in first} == {"repaired"}
    assert all("of another row" in row.cells[CODE].repairs[0] for row in first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([stock(450, "A"), stock(530, "M")], [option(470, "M", "4")]),  # no counterpart
        ([stock(450, "A"), stock(530, "M")], [option(450, "M", "4"), option(450, "M", "5")]),  # two
        ([stock(450, "A"), stock(530, "M")], [option(450, "M", "4"), option(530, "M", "4")]),  # both have one
        ([stock(450, "A"), stock(530, "M"), stock(540, "M")], [option(450, "M", "4")]),  # whose it is is not known
        ([stock(450, "A"), stock(530, "M", way="cells")], [option(450, "M", "4")]),  # read row by row
        ([stock(450, "A", way="cells"), stock(530, "M")], [option(450, "M", "4")]),
        ([stock(450, "A"), stock(530, "S")], [option(450, "A", "4")]),  # no exercise
    ],
)
def test_other_codes_stay(first: list[RowReading], second: list[RowReading]) -> None:
    before = codes(*first)
    exchange_cells(first, second)
    assert codes(*first) == before


def test_an_option_costs_what_its_counterpart_says() -> None:
    rights = [option(875, "M", "110.88"), option(16_000, "A", "110.55")]
    exchange_cells([stock(875, "M", "110.55")], rights)
    assert [row.value(EXERCISE) for row in rights] == [Decimal("110.55"), Decimal("110.88")]


def test_shares_cost_what_their_counterpart_says() -> None:
    first = [stock(875, "M", "93.10"), stock(300, "S", "12.50")]
    exchange_cells(first, [option(875, "M", "12.50")])
    assert [row.value(PRICE) for row in first] == [Decimal("12.50"), Decimal("93.10")]


def test_a_price_that_its_own_counterpart_bears_out_stays() -> None:
    first = [stock(875, "M", "12.50"), stock(300, "M", "14.00")]
    rights = [option(875, "M", "14.00"), option(300, "M", "14.00")]
    exchange_cells(first, rights)
    assert [row.value(PRICE) for row in first] == [Decimal("12.50"), Decimal("14.00")]
    assert [row.value(EXERCISE) for row in rights] == [Decimal("14.00"), Decimal("14.00")]
