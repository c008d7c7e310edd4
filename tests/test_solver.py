"""Laying words into columns: the cheapest way is the one the form was filled in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from form4lib.engine._atoms import MARK, readings
from form4lib.engine._block_rows import solve_block
from form4lib.engine._blocks import Block
from form4lib.engine._cells import RowReading, read_cells
from form4lib.engine._lay_out import lay_out
from form4lib.engine._page import BLOCK, GLUED, LINE, NEXT_CELL, SPACE, WIDE, Word
from form4lib.engine._places import Places
from form4lib.engine._solver import crossing, noise_cost, options_of, solve
from form4lib.spec.tables import (
    DATE,
    FORM,
    MONEY,
    NUMBER,
    TABLE_I,
    TABLE_I_INITIAL,
    TABLE_I_WITHOUT_V,
    TABLE_II,
    TEXT,
    Column,
    TableSpec,
)

SALE = "Common Stock 05/06/2024 S 1,400 D $11.8 39,485 I By Trust"
GRANT = "Stock Option 05/06/2024 A 2,000 05/06/2025 05/06/2034 Common Stock 2,000 $0 2,000 D"


def words_of(text: str, gap: int = SPACE) -> list[Word]:
    """The words of one line, each a place further on."""
    return [Word(t, 10 * i, len(t), 0, 0, i, 10 * i, gap if i else LINE) for i, t in enumerate(text.split())]


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
    rule, speck, letters, amount, price = (noise_cost(t, ()) for t in ("|", "x", "Trust", "12", "$4,000"))
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


def of_column(spec: TableSpec, text: str) -> dict[str, float]:
    """What it costs each field to take the word, read in the likeliest way."""
    out: dict[str, float] = {}
    for index, cost, _ in options_of(spec, text):
        field = spec.columns[index].field
        out[field] = min(cost, out.get(field, cost))
    return out


def test_a_cell_costs_what_its_word_and_its_being_filled_cost() -> None:
    spec = TableSpec(
        "non_derivative",
        (
            Column("security_title", TEXT, mark_only=3.0),
            Column("deemed_execution_date", DATE, fill=1.2, mark_only=4.0),
            Column("underlying_security_title", TEXT, mark_only=5.0),
            Column("direct_or_indirect", FORM, value="D"),
        ),
        ("1", "2", "3", "4"),
    )
    assert of_column(spec, "05/06/2024")["deemed_execution_date"] == 1.2
    assert of_column(spec, "(1)") == {
        "security_title": 2.6,  # as text
        "deemed_execution_date": 5.2,
        "underlying_security_title": 2.6,
        "direct_or_indirect": 5.0,
    }
    assert of_column(spec, "Stock") == {"security_title": 0.0, "underlying_security_title": 0.0}
    assert "direct_or_indirect" in of_column(spec, "D")
    assert "direct_or_indirect" not in of_column(spec, "I")
    one, two = of_column(spec, "A"), of_column(spec, "AB")
    assert two["security_title"] < one["security_title"] < one["underlying_security_title"]
    assert two["security_title"] == two["underlying_security_title"] == 0


@pytest.mark.parametrize(
    "dear_last",
    [
        [crossing(Word("Stock", 0, 5, 0, 0, 0, 0, gap)) for gap in (GLUED, LINE)],
        [crossing(Word("Stock", 0, 5, 0, 0, 0, 0, gap)) for gap in (SPACE, LINE, WIDE, NEXT_CELL)],
        [crossing(Word(t, 0, 5, 0, 0, 0, 0, g)) for t, g in (("x", BLOCK), ("tock", NEXT_CELL), ("x", WIDE))],
        [crossing(Word("Stock", 0, 5, 0, 0, 0, 0, NEXT_CELL)), noise_cost("x", ())],
        [noise_cost(t, ()) for t in ("|", "(", "x", "Trust", "12", "$4,000", "05/06/2024")],
        [noise_cost(t, ()) for t in ("~", "(°", "of", "The", "100", "1234", "12/31/2024")],
    ],
)
def test_the_more_of_the_form_is_broken_the_dearer(dear_last: list[float]) -> None:
    assert dear_last == sorted(set(dear_last))


def two_columns(**costs: float) -> TableSpec:
    """A table of nothing but two dates."""
    columns = (
        Column("exercise_date", DATE, blank=costs["first"]),
        Column("expiration_date", DATE, blank=costs["second"]),
    )
    return TableSpec("derivative", columns, ("1", "2"))


@pytest.mark.parametrize(("first", "second", "taken"), [(1.0, 2.0, "expiration_date"), (2.0, 1.0, "exercise_date")])
def test_what_is_rather_blank_stays_blank(first: float, second: float, taken: str) -> None:
    (row,) = rows_of("05/06/2024", two_columns(first=first, second=second))
    assert values(row) == {taken: "2024-05-06"}


@pytest.mark.parametrize("cell", [0, 1])
def test_a_word_stands_where_the_page_has_it(cell: int) -> None:
    spec = two_columns(first=2.0, second=2.0)
    words = words_of("05/06/2024")
    (row,) = solve(words, spec, lambda _: [0.0 if i == cell else 5.0 for i in range(2)], lambda _: False, free)
    assert [p.column for p in row.placed] == [cell]


@pytest.mark.parametrize("dear", ["exercise_date", "expiration_date"])
def test_a_date_stands_where_such_a_date_may_be(dear: str) -> None:
    spec = two_columns(first=2.0, second=2.0)
    (row,) = solve(words_of("05/06/2024"), spec, nowhere, lambda _: False, lambda field, _: 5.0 * (field == dear))
    assert dear not in values(read_cells(row, False))
    assert len(row.placed) == 1


def test_a_mark_may_hang_over_into_the_next_cell() -> None:
    spec = TableSpec(
        "non_derivative", (Column("shares", NUMBER), Column("price_per_share", MONEY, mark_only=3.0)), ("1", "2")
    )
    words = words_of("1,400 (1)")
    (row,) = solve(words, spec, lambda w: (0.0, 9.0) if w is words[0] else (4.0, 0.0), lambda _: False, free)
    assert [p.column for p in row.placed] == [0, 0]
    (row,) = solve(words, spec, lambda w: (0.0, 9.0) if w is words[0] else (7.0, 0.0), lambda _: False, free)
    assert [p.column for p in row.placed] == [0, 1]


def test_a_word_with_a_cell_of_its_own_is_hardly_noise() -> None:
    spec = TableSpec("non_derivative", (Column("shares", NUMBER), Column("price_per_share", MONEY)), ("1", "2"))
    for text, taken in (("x", None), ("12", 0)):
        (row,) = solve(words_of(text), spec, lambda _: (0.0, 0.0), lambda _: False, free)
        assert row.placed[0].column == taken
    (dear,) = solve(words_of("1,400"), spec, lambda _: (11.0, 20.0), lambda _: False, free)
    assert dear.placed[0].column == 0
    (near,) = solve(words_of("|"), spec, lambda _: (0.0, 0.0), lambda _: False, free)
    assert (near.placed[0].column, near.cost) == (None, noise_cost("|", ()))


def test_rows_cost_what_they_hold() -> None:
    (row,) = solve(words_of(SALE), TABLE_I, nowhere, lambda _: False, free)
    (worse,) = solve(words_of(SALE.replace("1,400", "1,4O0")), TABLE_I, nowhere, lambda _: False, free)
    assert row.cost == 0
    assert worse.cost > 1


@pytest.mark.parametrize(
    ("text", "form", "nature"),
    [
        ("Common Stock 93,025 D Held", "D", None),
        ("Common Stock 93,025 I Held", "I", "Held"),
        ("Common Stock 93,025 I", "I", None),
        ("Common Stock 93,025 D (1)", "D", None),
    ],
)
def test_the_nature_stands_behind_an_i_alone(text: str, form: str, nature: str | None) -> None:
    (row,) = rows_of(text)
    assert (row.value("direct_or_indirect"), row.value("nature_of_ownership")) == (form, nature)


def test_a_holding_fills_only_the_cells_of_holdings() -> None:
    spec = TableSpec(
        "non_derivative",
        (Column("shares", NUMBER, blank=5.0), Column("shares_owned_following", NUMBER, blank=9.0, holding=0.0)),
        ("1", "2"),
    )
    (row,) = rows_of("1,400", spec)
    assert values(row) == {"shares_owned_following": "1400"}
    (both,) = rows_of("1,400 3,000", spec)
    assert values(both) == {"shares": "1400", "shares_owned_following": "3000"}


def test_the_number_of_the_form_says_nothing_of_the_transaction() -> None:
    (row,) = rows_of("Common Stock 05/06/2024 4 1,400 D $11.8 39,485 D", TABLE_I_WITHOUT_V)
    assert values(row)["shares"] == "1400"
    assert row.cells["transaction_code"].value is None
    assert [w.text for w in row.cells["transaction_code"].words] == ["4"]


def laid(spec: TableSpec, *cells: str, rest: str = "") -> RowReading | None:
    """The row that whole cells make; the words of `rest` stand in none."""
    words, cell_of = in_cells(list(cells))
    beyond = words_of(rest)
    row = lay_out([*words, *beyond], spec, lambda w: cell_of.get(id(w)), free)
    return None if row is None else read_cells(row, True)


def test_whole_cells_of_form_5_name_the_form() -> None:
    row = laid(TABLE_I_WITHOUT_V, "Common Stock", "05/06/2024", "", "4")
    assert row is not None
    assert (row.value("transaction_code"), [w.text for w in row.cells["transaction_code"].words]) == (None, ["4"])
    assert laid(TABLE_I, "Common Stock", "05/06/2024", "", "4") is None


def test_a_mark_goes_with_the_column_of_its_cell_that_is_filled() -> None:
    row = laid(TABLE_I, "Common Stock (1)", "05/06/2024", "", "S", "", "100", "D", "", "900", "I (2)", "By Trust (3)")
    assert row is not None
    assert [row.cells[f].marks for f in ("security_title", "direct_or_indirect", "nature_of_ownership")] == [
        ("1",),
        ("2",),
        ("3",),
    ]
    assert (row.value("direct_or_indirect"), row.row.cost) == ("I", 0.0)
    assert [TABLE_I.columns[p.column].value for p in row.row.placed if p.column is not None and p.word.text == "I"] == [
        "I"
    ]


@pytest.mark.parametrize(
    "cells",
    [
        ["Stock", "05/06/2024 05/07/2024"],
        ["Stock", "", "", "S M"],
        ["Stock", "(°"],
        ["Stock", "", "", "", "", "7,365)"],
    ],
)
def test_a_cell_holds_one_value_as_printed(cells: list[str]) -> None:
    assert laid(TABLE_I, *cells) is None


@pytest.mark.parametrize("nature", ["By Trust dtd 4/15/2014", "By Trust, of $4,000 units", "Trust $4,000"])
def test_an_amount_goes_on_in_the_nature_alone(nature: str) -> None:
    cells = ["Common Stock", "", "", "", "", "", "", "", "900", "I", nature]
    row = laid(TABLE_I, *cells)
    assert row is not None
    assert row.value("nature_of_ownership") == nature
    assert laid(TABLE_I, "Common Stock of $4,000 units") is None
    titled = laid(TABLE_I, "Notes due 4/15/2014")
    assert titled is not None
    assert titled.value("security_title") == "Notes due 4/15/2014"


def test_what_stands_right_of_the_last_heading_fills_the_columns_left() -> None:
    cells = ["Common Stock", "", "", "", "", "", "", "", "900"]
    row = laid(TABLE_I, *cells, rest="I By Trust")
    assert row is not None
    assert (row.value("direct_or_indirect"), row.value("nature_of_ownership")) == ("I", "By Trust")
    assert row.value("shares_owned_following") == 900
    direct, beside = laid(TABLE_I, *cells, rest="D"), laid(TABLE_I, *cells, rest="D Held")
    assert direct is not None
    assert (direct.value("direct_or_indirect"), direct.row.cost) == ("D", 0.0)
    assert beside is not None
    assert (beside.value("direct_or_indirect"), beside.value("nature_of_ownership")) == ("D", None)


@pytest.mark.parametrize(
    ("cells", "rest"), [([], "Common Stock"), (["", "", "", "", "", "", "", "", "", "", "By Trust"], "dated")]
)
def test_without_a_column_left_the_row_is_searched(cells: list[str], rest: str) -> None:
    assert laid(TABLE_I, *cells, rest=rest) is None


def test_words_of_cells_do_not_follow_those_without() -> None:
    words, cell_of = in_cells(["Common Stock", "05/06/2024"])
    first, second, day = words
    assert lay_out([first, second, *words_of("D"), day], TABLE_I, lambda w: cell_of.get(id(w)), free) is None
    assert lay_out([first, second], TABLE_I, lambda _: 99, free) is None


def one_column(kind: str) -> TableSpec:
    """A table of nothing but a title, or a number."""
    return TableSpec("non_derivative", (Column("security_title", kind, blank=9.0),), ("1",))


def test_a_number_begins_a_row_where_there_is_no_other_place_for_it() -> None:
    rows = solve(words_of("1,400 2,000"), one_column(NUMBER), nowhere, lambda _: True, free)
    assert [[(p.word.text, p.column) for p in row.placed] for row in rows] == [[("1,400", 0)], [("2,000", 0)]]


def test_a_row_does_not_begin_for_nothing() -> None:
    (row,) = solve(words_of("Common Stock"), one_column(TEXT), nowhere, lambda _: True, free)
    assert row.cost == 0
    assert len(rows_of(SALE, restarts=lambda _: True)) == 1


def test_what_is_torn_costs_what_it_crosses() -> None:
    first, second = words_of("Common Stock", NEXT_CELL)
    (row,) = solve([first, second], one_column(TEXT), nowhere, lambda _: False, free)
    assert row.cost == crossing(second) > 0


def test_a_mark_beside_its_value_costs_less_than_one_by_itself() -> None:
    (row,) = solve(words_of("1,400 (2"), one_column(NUMBER), nowhere, lambda _: False, free)
    assert [p.column for p in row.placed] == [0, 0]
    assert 0 < row.cost < min(r.cost for r in readings("(2") if r.kind == MARK)


def test_of_columns_that_are_alternatives_one_is_missing() -> None:
    spec = TableSpec(
        "derivative",
        (
            Column("shares", NUMBER, blank=0.5, side="A", group="shares"),
            Column("shares", NUMBER, blank=0.5, side="D", group="shares"),
            Column("exercise_date", DATE, blank=0.2),
            Column("underlying_security_title", TEXT, blank=0.3),
        ),
        ("a", "d", "exercisable", "title"),
    )
    for text, cost in (("Stock", 0.7), ("500 Stock", 0.2), ("500", 0.5), ("500 05/06/2024 Stock", 0.0)):
        (row,) = solve(words_of(text), spec, nowhere, lambda _: False, free)
        assert row.cost == pytest.approx(cost)


@pytest.mark.parametrize(("shift", "placed"), [(0, True), (2, False)])
def test_cells_put_elsewhere_are_read_in_their_order(shift: int, placed: bool) -> None:
    words = words_of("Common Stock 75,000 I By Alder Growth Fund II, L.P.")
    cells = [0, 0, 1, 2, 3, 3, 3, 3, 3, 3]
    places = Places({w.start: (c + shift) % 4 for w, c in zip(words, cells, strict=True)}, exact=True, size=4)
    rows, in_place = solve_block(Block(words), TABLE_I_INITIAL, places, free, False)
    row = read_cells(rows[0], in_place)
    assert in_place is placed
    assert (row.value("security_title"), row.value("direct_or_indirect")) == ("Common Stock", "I")
    assert row.value("nature_of_ownership") == "By Alder Growth Fund II, L.P."
