"""Laying words into columns: the cheapest way is the one the form was filled in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from form4lib.engine._cells import RowReading, read_cells
from form4lib.engine._page import LINE, NEXT_CELL, SPACE, WIDE, Word
from form4lib.engine._solver import crossing, lay_out, noise_cost, options_of, solve
from form4lib.spec.tables import TABLE_I, TABLE_I_INITIAL, TABLE_II, TableSpec

SALE = "Common Stock 05/06/2024 S 1,400 D $11.8 39,485 I By Trust"
GRANT = "Stock Option 05/06/2024 A 2,000 05/06/2025 05/06/2034 Common Stock 2,000 $0 2,000 D"


def words_of(text: str, gap: int = SPACE) -> list[Word]:
    """The words of one line, each a place further on."""
    return [Word(t, 10 * i, 10 * i + len(t), 0, 0, i, 10 * i, gap if i else LINE) for i, t in enumerate(text.split())]


def nowhere(_: Word) -> None:
    return None


def free(_: str, __: object) -> float:
    return 0.0


def rows_of(
    text: str, spec: TableSpec = TABLE_I, restarts: Callable[[Word], bool] = lambda _: False
) -> list[RowReading]:
    return [read_cells(row, False) for row in solve(words_of(text), spec, nowhere, restarts, free)]


def values(row: RowReading) -> dict[str, str]:
    return {
        name: str(cell.value) for name, cell in row.cells.items() if cell.value is not None and cell.value is not False
    }


def test_a_whole_transaction() -> None:
    (row,) = rows_of(SALE)
    assert values(row) == {
        "security_title": "Common Stock",
        "transaction_date": "2024-05-06",
        "transaction_code": "S",
        "shares": "1400",
        "acquired_disposed_code": "D",
        "price_per_share": "11.8",
        "shares_owned_following": "39485",
        "direct_or_indirect": "I",
        "nature_of_ownership": "By Trust",
    }
    assert row.is_transaction


def test_a_voluntary_report_and_a_deemed_date() -> None:
    (row,) = rows_of("Common Stock 05/06/2024 05/07/2024 G V 100 D $0 900 D")
    got = values(row)
    assert got["deemed_execution_date"] == "2024-05-07"
    assert got["is_voluntary"] == "True"
    assert got["direct_or_indirect"] == "D"


def test_a_holding_has_no_transaction() -> None:
    (row,) = rows_of("Common Stock 93,025 I By Rabbi Trust")
    assert values(row) == {
        "security_title": "Common Stock",
        "shares_owned_following": "93025",
        "direct_or_indirect": "I",
        "nature_of_ownership": "By Rabbi Trust",
    }
    assert not row.is_transaction


def test_a_grant_of_table_two() -> None:
    (row,) = rows_of(GRANT, TABLE_II)
    got = values(row)
    assert got["exercise_date"] == "2025-05-06"
    assert got["expiration_date"] == "2034-05-06"
    assert got["underlying_security_title"] == "Common Stock"
    assert got["underlying_security_shares"] == "2000"
    assert (got["price_per_share"], got["shares_owned_following"], got["direct_or_indirect"]) == ("0", "2000", "D")


def test_the_first_form_has_holdings_only() -> None:
    (row,) = rows_of("Common Stock 3,000 D", TABLE_I_INITIAL)
    assert values(row)["shares_owned_following"] == "3000"
    assert "transaction_date" not in row.cells


def test_rows_begin_where_they_may() -> None:
    twice = f"{SALE} Common Stock 05/07/2024 S 100 D $12 39,385 I By Trust"
    first, second = rows_of(twice, restarts=lambda w: w.text == "Common")
    assert values(first)["shares_owned_following"] == "39485"
    assert values(second)["transaction_date"] == "2024-05-07"
    assert values(second)["shares"] == "100"


def test_without_a_place_to_begin_there_is_one_row() -> None:
    assert len(rows_of(f"{SALE} {SALE}")) == 1


def test_marks_go_with_the_cell_before_them() -> None:
    (row,) = rows_of("Common Stock 05/06/2024 S (2) 1,400 D $11.8 (1) 39,485 D")
    assert row.cells["transaction_code"].marks == ("2",)
    assert row.cells["price_per_share"].marks == ("1",)


def test_specks_are_noise() -> None:
    (row,) = rows_of("Common Stock | 05/06/2024 S ~ 1,400 D $11.8 39,485 D")
    assert values(row)["shares"] == "1400"
    assert [w.text for w in row.noise] == ["|", "~"]


def test_what_looks_like_a_value_is_dear_to_drop() -> None:
    rule, speck, letters, amount, price = map(noise_cost, ("|", "x", "Trust", "12", "$4,000"))
    assert rule < speck < letters < amount < price


@pytest.mark.parametrize(("spec", "text", "fields"), [
    (TABLE_I, "05/06/2024", {"transaction_date", "deemed_execution_date"}),
    (TABLE_I, "D", {"transaction_code", "acquired_disposed_code", "direct_or_indirect"}),
    (TABLE_II, "05/06/2024", {"transaction_date", "deemed_execution_date", "exercise_date", "expiration_date"}),
    (TABLE_I, "V", {"is_voluntary"}),
])  # fmt: skip
def test_columns_that_could_take_a_word(spec: TableSpec, text: str, fields: set[str]) -> None:
    taken = {
        spec.columns[i].field
        for i, cost, reading in options_of(spec, text)
        if reading.cost == 0 and reading.kind != "text"
    }
    assert taken == fields


def test_a_text_is_not_torn_across_cells_for_nothing() -> None:
    space, wide, line, cell, cut = (
        crossing(Word(text, 0, 5, 0, 0, 0, 0, gap))
        for text, gap in (("Stock", SPACE), ("Stock", WIDE), ("Stock", LINE), ("Stock", NEXT_CELL), ("tock", NEXT_CELL))
    )
    assert space == 0
    assert min(wide, line, cell) > 0
    assert cut < cell


def in_cells(cells: list[str]) -> tuple[list[Word], dict[int, int]]:
    """Words that each say in which cell they stand."""
    placed = [(word, cell) for cell, text in enumerate(cells) for word in words_of(text)]
    return [word for word, _ in placed], {id(word): cell for word, cell in placed}


def test_whole_cells_need_no_search() -> None:
    cells = [
        "Common Stock",
        "05/06/2024",
        "",
        "S(1)",
        "",
        "1,400",
        "D",
        "$11.8",
        "39,485",
        "I",
        "By Trust dtd 4/15/2014, JR",
    ]
    words, cell_of = in_cells(cells)
    row = lay_out(words, TABLE_I, lambda w: cell_of[id(w)], free)
    assert row is not None
    got = read_cells(row, True)
    assert values(got)["shares"] == "1400"
    assert values(got)["nature_of_ownership"] == "By Trust dtd 4/15/2014, JR"
    assert got.cells["transaction_code"].marks == ("1",)
    assert got.cells["deemed_execution_date"].state == "blank"


@pytest.mark.parametrize(
    "cells",
    [
        ["Common Stock", "S", "", "05/06/2024"],
        ["Common Stock", "05/06/2024", "", "S", "", "1,400 2,000"],
        ["Common Stock", "O5/O6/2024"],
    ],
)
def test_cells_that_hold_something_else_are_searched(cells: list[str]) -> None:
    words, cell_of = in_cells(cells)
    assert lay_out(words, TABLE_I, lambda w: cell_of[id(w)], free) is None
