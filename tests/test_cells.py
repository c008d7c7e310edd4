"""The cells of a row: how their words become values, marks and blanks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from form4lib.engine._atoms import MARK, Reading, readings
from form4lib.engine._cells import Cell, RowReading, join_words, part_marks, read_cells
from form4lib.engine._date_atoms import AS_DATE
from form4lib.engine._page import BLOCK, GLUED, LINE, NEXT_CELL, SPACE, WIDE, Word
from form4lib.engine._solver import Placed, Row
from form4lib.spec.tables import NUMBER, TABLE_I, TABLE_II, TEXT, TableSpec


def word(text: str, gap: int = SPACE) -> Word:
    return Word(text, 0, len(text), 0, 0, 0, 0, gap)


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        ([("Common", LINE), ("Stock", SPACE)], "Common Stock"),
        ([("Common", LINE), ("Stock", WIDE)], "Common Stock"),
        ([("Common", LINE), ("Stock", LINE)], "Common Stock"),
        ([("Common", LINE), ("Stock", NEXT_CELL)], "Common Stock"),
        ([("Comm", LINE), ("on", NEXT_CELL), ("Stock", SPACE)], "Common Stock"),
        ([("Class", LINE), ("A", SPACE), ("c", SPACE)], "Class A c"),
        ([("Series", LINE), ("2", SPACE), ("units", NEXT_CELL)], "Series 2 units"),
        ([("Unit", LINE), ("A2", SPACE), ("units", NEXT_CELL)], "Unit A2 units"),
        ([("e-", LINE), ("Stock", LINE)], "e-Stock"),
        ([("Rule", LINE), ("10b5-", SPACE), ("1", LINE)], "Rule 10b5-1"),
        ([("Rule", LINE), ("10b5-", SPACE), ("1", BLOCK)], "Rule 10b5-1"),
        ([("10b5-", LINE), ("1", SPACE)], "10b5- 1"),
        ([("Trust", LINE), ("-", SPACE), ("Roe", LINE)], "Trust - Roe"),
        ([("-", LINE), ("Roe", LINE)], "- Roe"),
        ([("Stock", LINE), ("(1)", GLUED)], "Stock(1)"),
        ([("Stock,", LINE), ("5/6" + AS_DATE + "05/06/2024", SPACE)], "Stock, 5/6"),
        ([(AS_DATE + "05/06/2024", LINE), ("Stock", SPACE)], "Stock"),
        ([], ""),
    ],
)
def test_words_of_one_cell(parts: list[tuple[str, int]], joined: str) -> None:
    assert join_words([word(*part) for part in parts]) == joined


def put(spec: TableSpec, exact: bool = True, /, **filled: str) -> RowReading:
    """A row whose columns hold these words, each read as its column's kind at the least cost, or as a mark."""
    placed: list[Placed] = []
    for index, column in enumerate(spec.columns):
        for text in filled.get(column.field + (column.side or column.value or ""), "").split():
            fitting = [r for kind in (MARK, column.kind) for r in readings(text) if r.kind == kind]
            placed.append(Placed(word(text), index, min(fitting, key=lambda r: r.cost)))
    return read_cells(Row(spec, placed), exact)


def test_a_cell_says_its_value_and_the_marks_in_it() -> None:
    row = put(TABLE_I, security_title="Common Stock(1) (2)", price_per_share="$11.8(3) (4)", shares="(5)")
    title, price, shares = (row.cells[n] for n in ("security_title", "price_per_share", "shares"))
    assert (title.value, title.marks, title.state) == ("Common Stock", ("1", "2"), "read")
    assert (price.value, price.marks, price.state, price.cost) == (Decimal("11.8"), ("3", "4"), "read", 0.0)
    assert (shares.value, shares.marks, shares.state) == (None, ("5",), "blank")


def test_a_text_of_many_words_is_as_sure_as_the_least_sure() -> None:
    row = put(TABLE_I, security_title="Stock -- X")
    assert row.cells["security_title"].cost == max(r.cost for r in readings("--") if r.kind == TEXT)
    assert put(TABLE_I, security_title="(1)").cells["security_title"].cost == 0


def test_a_value_is_as_sure_as_its_word_and_its_marks() -> None:
    row = put(TABLE_I, shares="1,O00 (2")
    parts = [min(r.cost for r in readings(t) if r.kind == k) for t, k in (("1,O00", NUMBER), ("(2", MARK))]
    cell = row.cells["shares"]
    assert cell.cost == sum(parts)
    assert (cell.value, cell.state, cell.marks) == (Decimal(1000), "repaired", ("2",))
    assert "1,O00" in cell.repairs[0]


def test_the_first_value_of_a_cell_is_its_value() -> None:
    row = put(TABLE_I, shares="(1) 1,400 2,000")
    assert (row.value("shares"), row.cells["shares"].marks) == (Decimal(1400), ("1",))


@pytest.mark.parametrize(("exact", "state"), [(True, "blank"), (False, "missing")])
def test_an_empty_cell_is_blank_only_where_places_tell_the_columns(exact: bool, state: str) -> None:
    row = put(TABLE_I, exact, shares="1,400")
    cell = row.cells["price_per_share"]
    assert (cell.value, cell.words, cell.cost, cell.state) == (None, [], 0.0, state)
    assert (cell.confidence, row.cells["shares"].confidence, cell.repairs) == (1.0, 1.0, ())
    assert row.value("conversion_or_exercise_price") is None


@pytest.mark.parametrize("letter", ["D", "I"])
def test_d_and_i_share_a_cell(letter: str) -> None:
    row = put(TABLE_I, **{"direct_or_indirect" + letter: letter})
    assert row.value("direct_or_indirect") == letter


@pytest.mark.parametrize("side", ["A", "D"])
def test_in_table_two_the_column_of_the_number_is_its_side(side: str) -> None:
    row = put(TABLE_II, **{"shares" + side: "2,000(1)"})
    assert row.value("shares") == Decimal(2000)
    cell = row.cells["acquired_disposed_code"]
    assert (cell.value, cell.state, cell.marks, [w.text for w in cell.words]) == (side, "read", (), ["2,000(1)"])


def test_without_a_number_there_is_no_side() -> None:
    assert put(TABLE_II, sharesA="(1)").value("acquired_disposed_code") is None
    assert "acquired_disposed_code" not in put(TABLE_II, transaction_code="M").cells
    assert put(TABLE_I, shares="2,000", acquired_disposed_code="D").value("acquired_disposed_code") == "D"


@pytest.mark.parametrize(
    ("filled", "voluntary"), [({"is_voluntary": "V"}, True), ({"is_voluntary": "v"}, True), ({}, False)]
)
def test_a_v_says_that_the_report_was_voluntary(filled: dict[str, str], voluntary: bool) -> None:
    assert put(TABLE_I, **filled).value("is_voluntary") is voluntary


@pytest.mark.parametrize(
    ("filled", "is_transaction"),
    [
        ({"transaction_date": "05/06/2024"}, True),
        ({"transaction_code": "S"}, True),
        ({"transaction_date": "05/06/2024", "transaction_code": "S"}, True),
        ({"shares_owned_following": "1,400"}, False),
    ],
)
def test_a_transaction_has_a_date_or_a_code(filled: dict[str, str], is_transaction: bool) -> None:
    assert put(TABLE_I, **filled).is_transaction is is_transaction


def test_what_stands_in_no_column_is_noise() -> None:
    speck = Placed(word("~"), None, None)
    shares = Placed(word("1,400"), 5, Reading(NUMBER, Decimal(1400)))
    row = read_cells(Row(TABLE_I, [speck, shares, speck]), True)
    assert [w.text for w in row.noise] == ["~", "~"]
    assert row.value("shares") == Decimal(1400)


def test_ruled_lines_are_no_part_of_a_text() -> None:
    bars = [Placed(word(t), 0, Reading(TEXT, t)) for t in ("|", "Common", "Stock", "_")]
    assert read_cells(Row(TABLE_I, bars), True).value("security_title") == "Common Stock"


def test_a_cell_is_as_printed_until_something_else_is_said() -> None:
    cell = Cell()
    assert (cell.value, cell.cost, cell.state, cell.confidence) == (None, 0.0, "read", 1.0)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Phantom Stock Unit(1)", ("Phantom Stock Unit", ["1"])),
        ("Stock Units (9)(10)", ("Stock Units", ["9", "10"])),
        ("Option (right to buy)", ("Option (right to buy)", [])),
        ("(2)", ("", ["2"])),
    ],
)
def test_marks_at_the_end_of_a_text_are_parted(text: str, parted: tuple[str, list[str]]) -> None:
    assert part_marks(text) == parted


def test_a_mark_before_the_border_of_its_cell_is_one() -> None:
    text = [Placed(word("Stock"), 0, readings("Stock")[0]), Placed(word("Units(9)|"), 0, readings("Units(9)|")[0])]
    title = read_cells(Row(TABLE_I, text), False).cells["security_title"]
    assert (title.value, title.marks) == ("Stock Units", ("9",))
