"""Codes that a scan has lost, by what such trades mostly have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from form4lib.engine._atoms import Value
from form4lib.engine._cells import UNREAD, RowReading
from form4lib.engine._likely import fill_likely, return_letters
from form4lib.engine._standing import stand
from support.rows import in_cells, make_row, reading_of, sale

CODE, SIDE, PRICE, FORM = "transaction_code", "acquired_disposed_code", "price_per_share", "direct_or_indirect"
DAY = date(2024, 5, 6)


def filled(*rows: RowReading, notes: tuple[str, ...] = ()) -> None:
    first, second = stand(reading_of(*rows))
    fill_likely(first, second, notes)


def traded(side: str | None, price: int | None, shares: int = 100, code: str | None = None) -> RowReading:
    """A row of Table I that lost its code, if none is given."""
    cost = Decimal(price) if price is not None else None
    return sale(shares, 500, side or "", acquired_disposed_code=side, transaction_code=code, price_per_share=cost)


def derived(
    title: str, owned: int, code: str | None = None, form: str | None = "D", price: int | None = 0
) -> RowReading:
    """A row of Table II over a hundred shares."""
    values: dict[str, Value] = {
        "security_title": title,
        "transaction_date": DAY,
        CODE: code,
        "shares": Decimal(100),
        PRICE: Decimal(price) if price is not None else None,
        "shares_owned_following": Decimal(owned),
        FORM: form,
    }
    return make_row(True, **{name: value for name, value in values.items() if value is not None})


@pytest.mark.parametrize(
    ("side", "price", "code"),
    [
        ("D", 12, "S"),
        ("D", 0, "G"),
        ("A", 12, "P"),
        ("A", 0, "A"),
        ("A", None, "A"),
        ("D", None, None),
        (None, 12, None),
    ],
)
def test_a_lost_code_of_table_1(side: str | None, price: int | None, code: str | None) -> None:
    row = traded(side, price)
    filled(row)
    assert row.value(CODE) == code
    if code:
        assert (row.cells[CODE].state, row.cells[CODE].cost) == ("inferred", UNREAD)


@pytest.mark.parametrize(("note", "code"), [("Shares withheld for taxes.", "F"), ("Sold under a plan.", "S")])
def test_what_is_withheld_pays_a_tax(note: str, code: str) -> None:
    row = traded("D", 12)
    filled(row, traded("A", 0, 300, "M"), notes=(note,))
    assert row.value(CODE) == code


@pytest.mark.parametrize(
    ("title", "owned", "code"),
    [
        ("Series A Preferred Stock", 0, "C"),
        ("Class B Common Stock", 900, "C"),
        ("Restricted Stock Units", 900, "A"),
        ("Stock Option (right to buy)", 100, "A"),
        ("Stock Option (right to buy)", 0, None),
    ],
)
def test_a_lost_code_of_table_2(title: str, owned: int, code: str | None) -> None:
    row = derived(title, owned)
    filled(row)
    assert row.value(CODE) == code


def test_an_exercise_is_the_same_in_both_tables() -> None:
    first, second = traded("A", 12, 100), derived("Stock Option (right to buy)", 900)
    filled(first, second)
    assert first.value(CODE) == second.value(CODE) == "M"


def test_codes_of_cells_that_tell_blank_from_lost_stay_blank() -> None:
    row = in_cells(traded("D", 12))
    filled(row)
    assert row.value(CODE) is None


@pytest.mark.parametrize(
    ("code", "cost", "side", "found"),
    [
        ("G", 2.4, "D", "G"),  # whoever gives disposes
        ("M", 2.4, "D", "S"),
        ("M", 0.5, "D", "M"),
        ("F", 2.4, "D", "F"),
        ("U", 1.0, "D", "S"),
        ("U", 0.0, "D", "U"),
        ("E", 0.0, "D", "S"),
    ],
)
def test_a_code_that_hardly_looks_like_one(code: str, cost: float, side: str, found: str) -> None:
    row = traded(side, 12, code=code)
    row.cells[CODE].cost = cost
    filled(row)
    assert row.value(CODE) == found


@pytest.mark.parametrize(("letter", "field"), [("D", SIDE), ("I", FORM)])
def test_a_letter_taken_for_the_code(letter: str, field: str) -> None:
    row = sale(1, 1, transaction_code=letter, acquired_disposed_code=None, direct_or_indirect=None)
    return_letters(stand(reading_of(row))[0])
    assert (row.value(CODE), row.value(field), row.cells[field].state) == (None, letter, "inferred")


def test_a_code_beside_its_side_is_the_code() -> None:
    row = sale(1, 1, transaction_code="D")
    return_letters(stand(reading_of(row))[0])
    assert (row.value(CODE), row.value(SIDE)) == ("D", "D")
