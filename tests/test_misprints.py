"""Values as no form prints them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from form4lib.engine._atoms import Value
from form4lib.engine._cells import Cell
from form4lib.engine._labels import Hit, Labels
from form4lib.engine._misprints import doubt_misprints
from form4lib.engine._people import OwnerReading
from form4lib.engine._reading import Reading
from support.rows import in_cells, reading_of, sale, word

SURE = 0.99


def scanned(reading: Reading, is_scanned: bool = True) -> Reading:
    """The reading of a text whose labels were misread."""
    reading.labels = Labels([], [], [Hit("issuer", 0, 1, edits=int(is_scanned))])
    return reading


def cell_of(value: Value, raw: str) -> Cell:
    return Cell(value, [word(part) for part in raw.split()], confidence=SURE)


@pytest.mark.parametrize(
    ("raw", "sure"),
    [
        ("06.72", False),
        ("$06.72", False),
        ("0.672", True),
        ("0", True),
        ("206.72", True),
        ("4181,077", False),
        ("4,181,077", True),
        ("4181077", True),
    ],
)
def test_no_amount_begins_with_a_nought_or_has_four_digits_before_a_comma(raw: str, sure: bool) -> None:
    row = sale(100, 900)
    row.cells["price_per_share"] = cell_of(Decimal(raw.strip("$").replace(",", "")), raw)
    doubt_misprints(reading_of(row))
    assert (row.cells["price_per_share"].confidence >= 0.9) is sure


def test_an_amount_in_a_cell_of_its_own_is_whole() -> None:
    row = in_cells(sale(100, 900))
    row.cells["price_per_share"] = cell_of(Decimal("6.72"), "06.72")
    doubt_misprints(reading_of(row))
    assert row.cells["price_per_share"].confidence == SURE


@pytest.mark.parametrize(("code", "is_scanned", "sure"), [("E", True, False), ("E", False, True), ("F", True, True)])
def test_a_code_that_is_hardly_ever_printed_was_likely_another(code: str, is_scanned: bool, sure: bool) -> None:
    row = sale(100, 900)
    row.cells["transaction_code"] = cell_of(code, code)
    doubt_misprints(scanned(reading_of(row), is_scanned))
    assert (row.cells["transaction_code"].confidence >= 0.9) is sure


@pytest.mark.parametrize(
    ("raw", "sure"), [("05/06/2024", True), ("05062024", True), ("5/06/2024", False), ("5062024", False)]
)
def test_a_date_that_lost_a_digit(raw: str, sure: bool) -> None:
    row = sale(100, 900)
    row.cells["transaction_date"] = cell_of(date(2024, 5, 6), raw)
    doubt_misprints(scanned(reading_of(row)))
    assert (row.cells["transaction_date"].confidence >= 0.9) is sure


@pytest.mark.parametrize(("name", "sure"), [("Roe John II", False), ("Roe John III", True), ("Roe John", True)])
def test_of_three_letters_alike_one_is_lost_first(name: str, sure: bool) -> None:
    reading = scanned(reading_of(sale(100, 900)))
    reading.owners = [OwnerReading(cell_of(name, name))]
    doubt_misprints(reading)
    assert (reading.owners[0].name.confidence >= 0.9) is sure


@pytest.mark.parametrize(("raw", "sure"), [("[ LKS", False), ("[ LKSF ]", True), ("LKSF", True)])
def test_a_ticker_whose_bracket_does_not_close(raw: str, sure: bool) -> None:
    reading = scanned(reading_of(sale(100, 900)))
    reading.heading.ticker = cell_of("LKS", raw)
    doubt_misprints(reading)
    assert (reading.heading.ticker.confidence >= 0.9) is sure


@pytest.mark.parametrize(
    ("owned", "is_scanned", "sure"),
    [
        ((14_500, 4_500), True, False),
        ((14_500, 4_500), False, True),
        ((24_500, 4_500), True, True),
        ((15, 5), True, True),
    ],
)
def test_an_amount_with_a_rule_before_it_that_was_read_as_a_digit(
    owned: tuple[int, int], is_scanned: bool, sure: bool
) -> None:
    rows = [sale(100, amount) for amount in owned]
    doubt_misprints(scanned(reading_of(*rows), is_scanned))
    assert [row.cells["shares_owned_following"].confidence >= 0.9 for row in rows] == [sure, True]
