"""Amounts and titles with a glyph that is not theirs."""

from __future__ import annotations

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
