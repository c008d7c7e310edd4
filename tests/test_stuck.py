"""Amounts and titles with a glyph that is not theirs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from form4lib.engine._cells import Cell
from form4lib.engine._names import text_cell
from form4lib.engine._page import read_page
from form4lib.engine._source import fold
from form4lib.engine._stuck import doubt_stuck
from form4lib.spec import relations as rel
from support.rows import in_cells, reading_of, sale

SURE = 0.99


@pytest.mark.parametrize(
    ("shares", "owned", "agree", "sure"),
    [
        (11388, 111388, (), False),
        (11388, 111388, (rel.BALANCE_BEFORE,), True),
        (11388, 111389, (), True),
        (11388, 11388, (), True),
        (500, 1500, (), True),
        (88, 188, (), True),
    ],
    ids=["a digit in front", "borne out", "another amount", "the same", "round", "short"],
)
def test_an_amount_that_is_the_one_beside_it_but_for_a_digit(
    shares: int, owned: int, agree: tuple[str, ...], sure: bool
) -> None:
    row = sale(shares, owned)
    cell = row.cells["shares_owned_following"]
    cell.confidence, cell.agree = SURE, agree
    doubt_stuck(reading_of(row))
    assert (cell.confidence >= 0.9) is sure


def test_an_amount_in_a_cell_of_its_own_has_no_digit_before_it() -> None:
    row = in_cells(sale(11388, 111388))
    row.cells["shares_owned_following"].confidence = SURE
    doubt_stuck(reading_of(row))
    assert row.cells["shares_owned_following"].confidence == SURE


def cell_of(text: str) -> Cell:
    cell = text_cell(read_page(fold(text)).words)
    cell.confidence = SURE
    return cell


@pytest.mark.parametrize(
    ("title", "sure"),
    [("LKSF Inc. common stock", False), ("LKSP Inc. common stock", True), ("Common Shares", True)],
)
def test_a_title_that_spells_the_issuer_otherwise_is_not_sure(title: str, sure: bool) -> None:
    row = sale(2000, 48000)
    row.cells["security_title"] = cell_of(title)
    reading = reading_of(row)
    reading.heading.issuer = cell_of("LKSP, Inc.")
    doubt_stuck(reading)
    assert (row.cells["security_title"].confidence >= 0.9) is sure


def _price(raw: str, value: str, marks: tuple[str, ...] = ()) -> Cell:
    cell = cell_of(raw)
    cell.value, cell.marks = Decimal(value), marks
    return cell


@pytest.mark.parametrize(
    ("raw", "value", "cited", "speck", "sure"),
    [
        ("$867.5605)", "867.5605", 0, "|48,000", False),
        ("$867.5605)", "867.5605", 0, "48,000", True),
        ("$867.5605", "867.5605", 0, "|48,000", True),
        ("$867.5605", "867.5605", 3, "|48,000", False),
        ("$867.56)", "867.56", 3, "|48,000", True),
    ],
    ids=["its mark's end", "no scan", "as printed", "all others cite", "cents"],
)
def test_decimals_that_may_be_a_mark(raw: str, value: str, cited: int, speck: str, sure: bool) -> None:
    rows = [sale(2000, 48000) for _ in range(cited + 1)]
    for i, row in enumerate(rows):
        row.cells["price_per_share"] = _price("$17.305(1)", "17.305", ("1",)) if i else _price(raw, value)
        row.cells["shares_owned_following"].words = cell_of(speck).words
    doubt_stuck(reading_of(*rows))
    assert (rows[0].cells["price_per_share"].confidence >= 0.9) is sure


@pytest.mark.parametrize(
    ("others", "sure"),
    [("430.21", False), ("430.2134", True), ("430.2", True)],
    ids=["less", "as many", "two less"],
)
def test_a_price_of_a_scan_with_one_decimal_more_than_the_others_may_end_with_a_mark(others: str, sure: bool) -> None:
    rows = [sale(2000, 48000) for _ in range(4)]
    for i, row in enumerate(rows):
        row.cells["price_per_share"] = _price(others, others) if i else _price("430.204", "430.204")
        row.cells["shares_owned_following"].words = cell_of("|48,000").words
    doubt_stuck(reading_of(*rows))
    assert (rows[0].cells["price_per_share"].confidence >= 0.9) is sure
