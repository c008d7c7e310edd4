"""The cells that rules enclose, and words in reading order."""

from __future__ import annotations

from form4lib.inputs._pdf_grid import deal_out, find_tables
from form4lib.inputs._pdf_layout import in_lines, in_pieces
from form4lib.inputs._pdf_sheet import PrintedWord, Rule, Sheet
from form4lib.inputs._pdf_text import write_text


def word(text: str, x0: float, base: float, height: float = 8.0) -> PrintedWord:
    return PrintedWord(text, x0, base - height + 2, x0 + 4.0 * len(text), base + 2, base, 1)


def sheet(words: list[PrintedWord], lying: list[Rule], standing: list[Rule]) -> Sheet:
    return Sheet(1, 400, 400, words, lying, standing)


def box(x0: float, top: float, x1: float, bottom: float) -> tuple[list[Rule], list[Rule]]:
    """The rules around a box."""
    return [Rule(top, x0, x1), Rule(bottom, x0, x1)], [Rule(x0, top, bottom), Rule(x1, top, bottom)]


def shape(found: Sheet) -> list[list[tuple[float, float]]]:
    return [[(c.x0, c.x1) for c in row] for table in find_tables(found) for row in table.rows]


def test_blank_cells_are_cells() -> None:
    lying = [Rule(y, 0, 90) for y in (10, 30, 50)]
    standing = [Rule(x, 10, 50) for x in (0, 30, 60, 90)]
    row = [(0, 30), (30, 60), (60, 90)]
    assert shape(sheet([], lying, standing)) == [row, row]


def test_borders_of_neighbours_are_one() -> None:
    left, right = box(0, 10, 29.2, 30), box(30, 10, 60, 30)
    assert shape(sheet([], left[0] + right[0], left[1] + right[1])) == [[(0, 29.6), (29.6, 60)]]


def test_a_line_under_an_address_parts_nothing() -> None:
    lying, standing = box(0, 10, 60, 80)
    lying = [*lying, Rule(40, 4, 56)]
    standing = [*standing, Rule(90, 10, 80)]
    lying = [Rule(10, 0, 90), Rule(80, 0, 90), *lying]
    assert shape(sheet([], lying, standing)) == [[(0, 60), (60, 90)]]


def test_a_heading_of_two_rows() -> None:
    lying = [Rule(10, 0, 90), Rule(30, 30, 90), Rule(50, 0, 90)]
    standing = [Rule(0, 10, 50), Rule(30, 10, 50), Rule(60, 30, 50), Rule(90, 10, 50)]
    assert shape(sheet([], lying, standing)) == [[(0, 30), (30, 90)], [(30, 60), (60, 90)]]


def test_the_page_end_closes_a_table() -> None:
    lying = [Rule(10, 0, 60), Rule(30, 0, 60)]
    standing = [Rule(x, 10, 44) for x in (0, 30, 60)]
    [table] = find_tables(sheet([], lying, standing))
    assert [[c.cut_below for c in row] for row in table.rows] == [[False, False], [True, True]]


def test_letters_in_a_cell_that_the_page_cuts_are_unsure() -> None:
    lying = [Rule(y, 0, 90) for y in (10, 30, 50)]
    standing = [Rule(x, 10, 50) for x in (0, 30, 60)]
    tables = find_tables(sheet([], lying, standing))
    deal_out([word("939", 77, 25), word("939", 32, 25)], tables)
    [[_, middle, right], _] = tables[0].rows
    assert (middle.words[0].sureness, right.words[0].sureness) == (1.0, 0.5)


def test_a_raised_mark_goes_with_its_line() -> None:
    words = [word("757,756", 10, 20), word("(1)", 39, 16, 5.0), word("D", 10, 31)]
    assert [[w.text for w in line] for line in in_lines(words)] == [["757,756", "(1)"], ["D"]]


def test_a_label_that_wraps_beside_a_tick_stays_whole() -> None:
    words = [word("X", 0, 24), word("Officer", 20, 20), word("below)", 20, 28), word("Other", 80, 20)]
    [row] = in_pieces(words, boxed=True)
    assert [[w.text for line in piece.lines for w in line] for piece in row] == [
        ["X"],
        ["Officer", "below)"],
        ["Other"],
    ]


def test_a_new_number_begins_a_new_text() -> None:
    words = [word("(3)", 0, 20), word("Held", 30, 20), word("(4)", 0, 29), word("Sold", 30, 29)]
    rows = in_pieces(words, boxed=False)
    assert [[w.text for piece in row for line in piece.lines for w in line] for row in rows] == [
        ["(3)", "Held"],
        ["(4)", "Sold"],
    ]


def test_a_word_broken_at_its_hyphen_is_one() -> None:
    lying = [Rule(y, 0, 150) for y in (10, 40)]
    standing = [Rule(x, 10, 40) for x in (0, 30, 60, 90, 120, 150)]
    words = [word("07/19-", 2, 20), word("05:00/2024", 2, 29), word("D", 32, 20), word("By", 62, 20), word("-", 72, 20)]
    words += [word("x", 62, 29)]
    assert "07/19-05:00/2024\tD\tBy - x\t\t" in write_text([sheet(words, lying, standing)]).source.text


def test_every_word_is_where_its_place_says() -> None:
    lying, standing = box(0, 10, 60, 80)
    standing.append(Rule(30, 10, 80))
    written = write_text([sheet([word("one", 2, 20), word("two", 32, 20), word("three", 2, 100)], lying, standing)])
    text = written.source.text
    assert len(text) == len(written.source.folded)
    assert sorted(text[p.start : p.end] for p in written.places) == ["one", "three", "two"]
