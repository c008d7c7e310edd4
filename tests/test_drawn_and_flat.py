"""Pages as terminal browsers and plain converters leave them: drawn tables, rulers, one line, glued cells.

The texts are made up; `bench` prints whole filings in such layouts, here is what they have besides.
"""

from __future__ import annotations

from textwrap import wrap

import attrs
import pytest

import form4lib
from form4lib.engine._filled import join_filled
from form4lib.engine._glued import part_glued
from form4lib.engine._page import read_page
from form4lib.engine._ruled import read_drawn
from form4lib.engine._source import fold
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import layout_named, print_filing


def said(text: str) -> list[str]:
    """The words in reading order."""
    return [word.text for word in read_drawn(fold(text)).words]


def shown(text: str) -> str:
    """The text as folded, without what says nothing."""
    return " ".join(word.text for word in read_page(fold(text)).words)


GRID = """
+----------+------------+------+
| Common   | 05/06/2024 | A    |
| Stock    |            | ^(1) |
+----------+------------+------+
| Warrants | 05/07/2024 | D    |
+----------+------------+------+
"""
BOXED = """
┌────────┬──────┐
│ Common │ 1,00 │
│ Stock  ├──────┤
│        │ 2,00 │
└────────┴──────┘
"""
UNDERLINED = """
|Name:         |Box 5        |
|Wilton_Maria  |X Director   |
|==============|_____________|
|(City) (State)|Line)        |
|______________|X_Form_filed_|
 ______________________________
|1. Title |2. Date   |    |9.   |
|of       |__________|____|Owned|
|Security_|1984______|Code|_____|
|Common   |05/06/2024|  A |1,000|
|Stock____|__________|_(1)|_____|
|Warrants_|05/07/2024|__D_|2,000|
"""
MULTI = """
  ------------------------------
  Title    Date       Code  Owned
  -------- ---------- ----- ------
  Common   05/06/2024 A     1,000
  Stock

  Warrants 05/07/2024 D     2,000
  ------------------------------

Behind it
"""
SIMPLE = """
  Title    Date       Code  Owned
  -------- ---------- ----- ------
  Common   05/06/2024 A     1,000
  Warrants 05/07/2024 D     2,000

Behind it stands a line
"""
NESTED = """
+--------------------------+
| +--------+-------------+ |
| | Common | 05/06/2024  | |
| | Stock  |             | |
| +--------+-------------+ |
+--------------------------+
"""
BROKEN = """
+---------------------------------------+
|   ------                              |
| -------- ---------- ----- ----- ----- |
|   Comm                                |
| on Stock   05/06/2024 A     1,000 200 |
|                                       |
|   Warr                                |
| ants       05/07/2024 D     1,000 100 |
|   ------                              |
| -------- ---------- ----- ----- ----- |
+---------------------------------------+
"""


def test_a_drawn_cell_is_read_down_before_its_neighbour() -> None:
    assert said(GRID) == ["Common", "Stock", "05/06/2024", "A", "(1)", "Warrants", "05/07/2024", "D"]


def test_cells_underlined_in_their_last_line() -> None:
    read = " ".join(said(UNDERLINED))
    assert read.endswith("Common Stock 05/06/2024 A (1) 1,000 Warrants 05/07/2024 D 2,000")
    assert read.startswith("Name: Wilton Maria (City) (State) Box 5 X Director Line) X Form filed")


def test_signs_of_underlining_outside_a_table_are_left_alone() -> None:
    assert "Wilton_Maria" in said("| Wilton_Maria | Box 5 |\n| a_b | x y |\n")


def test_borders_that_do_not_go_through() -> None:
    assert said(BOXED) == ["Common", "Stock", "1,00", "2,00"]


def test_rows_of_several_lines_under_a_ruler() -> None:
    words = said(MULTI)
    assert words[4:] == [
        "Common",
        "Stock",
        "05/06/2024",
        "A",
        "1,000",
        "Warrants",
        "05/07/2024",
        "D",
        "2,000",
        "Behind",
        "it",
    ]


def test_a_simple_table_ends_at_an_empty_line() -> None:
    words = read_drawn(fold(SIMPLE)).words
    assert [w.text for w in words if w.row == words[-1].row] == ["Behind", "it", "stands", "a", "line"]
    assert [w.cell for w in words if w.text in ("Common", "Warrants")] == [0, 0]


def test_a_grid_within_a_grid() -> None:
    assert said(NESTED) == ["Common", "Stock", "05/06/2024"]


def test_lines_that_a_cell_was_too_narrow_for_are_mended() -> None:
    page = read_drawn(fold(BROKEN))
    words = [word.text for word in page.words]
    assert words == "Common Stock 05/06/2024 A 1,000 200 Warrants 05/07/2024 D 1,000 100".split()
    spans = [(page.words[0].start, page.words[0].end), *page.words[0].more]
    assert [BROKEN[slice(*span)] for span in spans] == ["Comm", "on"]


def broken_off(lines: list[str], width: int) -> str:
    """A cell with a table too wide for it: what does not fit is broken off the left of each line."""
    border = f"+{'-' * (width + 2)}+"
    pieces: list[str] = []
    for line in lines:
        left = len(line) % width or width
        pieces += [line[:left], *(line[at : at + width] for at in range(left, len(line), width))]
    return "\n".join([border, *(f"| {piece:<{width}} |" for piece in pieces), border])


RULER = "  ------------ ---------- ----- ------- -------"


def test_a_row_that_ends_early_lost_only_blanks_of_its_left() -> None:
    rows = [
        "  Class A      05/06/2024 A     1,000   IRA",
        "  Common                                Family",
        "",
        "  Warrants     05/07/2024 D     2,000   Ada",
        "  of Class A                            Shelter",
    ]
    text = broken_off([RULER, *rows, RULER], 21)
    assert said(text) == "Class A Common 05/06/2024 A 1,000 IRA Family".split() + (
        "Warrants of Class A 05/07/2024 D 2,000 Ada Shelter".split()
    )


def test_the_right_of_a_line_that_has_but_a_title_is_blank() -> None:
    rows = [
        "  Class A      05/06/2024 A     1,000   D      ",
        "  Common".ljust(47),
        "  Stock".ljust(47),
        "",
        "  Warrants     05/07/2024 D     2,000   D      ",
    ]
    text = broken_off([RULER, *rows, RULER], 30)
    cells = "Class A Common Stock 05/06/2024 A 1,000 D Warrants 05/07/2024 D 2,000 D".split()
    assert said(text)[: len(cells)] == cells


def test_an_empty_line_above_a_broken_ruler_is_no_part_of_it() -> None:
    ruler = f"  --- {'-' * 28} --- {'-' * 23}"
    ticks = f"   X  {'Director':<28}  X  10% Owner"
    assert said(broken_off(["(Check all", "", ruler, ticks], 21))[2:] == ["X", "Director", "X", "10%", "Owner"]


def test_words_keep_their_places_in_the_text() -> None:
    for text in (GRID, BOXED, MULTI, SIMPLE, NESTED):
        for word in read_drawn(fold(text)).words:
            assert text[word.start : word.end].strip("^") in (word.text, word.text.strip("()"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[2]QUENNELL CORP [ QNL ]", "QUENNELL CORP [ QNL ]"),
        ("[2]3M CO [ MMM ]", "3M CO [ MMM ]"),
        ("1,200 [3]^(1)", "1,200 (1)"),
        ("G[3]^(1)", "G(1)"),
        ("1,200^(1)", "1,200(1)"),
        ("1,200^(1)^", "1,200(1)"),
        ("1,200^1^", "1,200(1)"),
        ("[05/06/2024]{.d} [[\\$]{.m}[5.64]{.d}]{.n}", "05/06/2024 $5.64"),
        ("[Quennell Ada](#)", "Quennell Ada"),
        ("1934\n# Signatures\n- /s/ Ada - Roe", "1934 Signatures /s/ Ada - Roe"),
        ("Signatures\n- /s/ Ada", "Signatures - /s/ Ada"),
        ("Trading Symbol\\\nQUENNELL CORP", "Trading Symbol QUENNELL CORP"),
        ("Option [4] is not a link, nor is [Note]", "Option [4] is not a link, nor is [Note]"),
    ],
)
def test_signs_of_markdown_and_of_links(text: str, plain: str) -> None:
    assert shown(text) == plain


def test_a_dollar_sign_at_a_line_end_on_a_page_of_one_line() -> None:
    filing, _, text = printed_in(layout_named("flat/viewer"), 8)
    assert "$ " in text
    broken = text.replace("$ ", "$\n            ")
    assert form4lib.parse_text(broken).non_derivative == form4lib.parse_text(text).non_derivative
    prices = [getattr(row, "price_per_share", None) for row in form4lib.parse_text(text).non_derivative]
    assert prices == [getattr(row, "price_per_share", None) for row in filing.non_derivative]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("width", [72, 80, 132])
def test_rows_do_not_care_where_a_line_was_folded(seed: int, width: int) -> None:
    _, _, flat = printed_in(layout_named("flat/viewer"), seed)
    begin = flat.index("Table I ")
    folded = "\n".join(wrap(flat[:begin], width)) + "\n\n" + "\n".join(wrap(flat[begin:], width))
    whole = form4lib.parse_text(flat)
    filing = form4lib.parse_text(folded)
    assert (filing.non_derivative, filing.derivative) == (whole.non_derivative, whole.derivative)


ROWS = "Table I\n" + "Common Stock 05/06/2024 S 1,000 D $17.30 48,000 D\n" * 6
FOLDED = "Table I\n" + "\n".join(wrap("Common Stock 05/06/2024 S 1,000 D $17.30 48,000 D " * 12, 72))
PROSE = "\n".join(wrap("The price is a weighted average of several sales. " * 20, 72))


def lines_with_rows(text: str) -> int:
    """In how many lines of the page values of rows stand."""
    return len({word.line for word in join_filled(read_page(fold(text))).words if word.text == "D"})


def test_lines_are_joined_where_the_next_word_had_no_room() -> None:
    assert lines_with_rows(f"{FOLDED}\n\n{PROSE}") == 1
    assert lines_with_rows(f"{ROWS}\n{PROSE}") == 6


@pytest.mark.parametrize("blank", [" ", "\u00a0"])
def test_a_page_laid_out_by_blanks_is_left_alone(blank: str) -> None:
    laid_out = FOLDED.replace("Stock ", "Stock   ").replace(" $", "   $")
    page = read_page(fold(laid_out.replace(" ", blank)))
    assert join_filled(page) is page


def test_tables_kept_as_tags_between_headings_of_markdown() -> None:
    text = "<table><tr><td>Wilton Maria</td></tr></table>\n\n## Signatures\n\n<table><tr><td>/s/ Ada</td></tr></table>"
    assert said(text) == ["Wilton", "Maria", "Signatures", "/s/", "Ada"]


HEADINGS = (
    "Security (Instr. 3)2. Transaction Date (Month/Day/Year)2A. Deemed Execution Date3. Transaction (Instr. 8)4. Sold "
)


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("Stock04/28/2020A84,720(1)A$5.64476,027D", "Stock 04/28/2020 A 84,720 (1) A $5.64 476,027 D"),
        (
            "Units(2)04/28/2020M9,413(2)(2)Common Stock9,413$040,676D",
            "Units (2) 04/28/2020 M 9,413 (2)(2) Common Stock 9,413 $0 40,676 D",
        ),
        ("Stock93,025IBy Trust", "Stock 93,025 I By Trust"),
        ("buy)$9.9711/20/2020M1,98711/12/2025Common", "buy) $9.97 11/20/2020 M 1,987 11/12/2025 Common"),
        ("XDirectorX10% Owner", "X Director X 10% Owner"),
        ("Keith2. Issuer (Street)EASTMARSH", "Keith 2. Issuer (Street) EASTMARSH"),
    ],
)
def test_cells_that_run_into_one_another(glued: str, parted: str) -> None:
    words = part_glued(read_page(fold(HEADINGS + glued))).words
    begin = len(HEADINGS)
    assert " ".join(w.text for w in words if w.start >= begin) == parted


def test_the_lower_line_of_headings_tells_glued_cells_by_itself() -> None:
    words = part_glued(
        read_page(fold("1. Title of\nSecurity\nCodeVAmount\n(A) or\n(D)\nPrice\nStock04/28/2020A84,720"))
    ).words
    assert [w.text for w in words][-4:] == ["Stock", "04/28/2020", "A", "84,720"]


def test_balances_say_where_a_price_ends() -> None:
    rows = "Stock04/28/2020S1,000D$5.12551,000D Stock04/28/2020S2,000D$5.1349,000D Stock04/28/2020S500D$5.148,500D"
    words = part_glued(read_page(fold(HEADINGS + rows))).words
    assert [w.text for w in words if w.text.startswith("$")] == ["$5.125", "$5.13", "$5.1"]


def test_a_page_whose_cells_stand_apart_is_left_alone() -> None:
    page = read_page(fold("Common Stock 04/28/2020A84,720"))
    assert part_glued(page) is page


def test_the_columns_of_a_table_tell_a_form() -> None:
    printed, _, text = printed_in(layout_named("pipes/viewer"), 8)
    table = text[text.index("| 1. Title of Security") : text.index("Table II")]
    filing = form4lib.parse_text(table)
    assert len(filing.non_derivative) == len(printed.non_derivative) > 0
    assert "input_truncated" in {d.code for d in filing.diagnostics}


@pytest.mark.parametrize("dashes", [":-:", ":--", "-:", ":-----"])
def test_rules_of_markdown_may_be_short_where_a_colon_says_what_they_are(dashes: str) -> None:
    printed, _, text = printed_in(layout_named("pipes/viewer"), 8)
    filing = form4lib.parse_text(text.replace("---", dashes))
    assert "---" in text
    assert len(filing.non_derivative) == len(printed.non_derivative) > 0
    assert filing.non_derivative == form4lib.parse_text(text).non_derivative


def test_a_form_without_any_row_says_so() -> None:
    printed, layout, _ = printed_in(layout_named("pipes/viewer"), 8)
    empty = attrs.evolve(printed, non_derivative=(), derivative=())
    filing = form4lib.parse_text(print_filing(empty, layout))
    assert (filing.non_derivative, filing.derivative) == ((), ())
    assert [d.path for d in filing.diagnostics if d.code == "table_incomplete"][:1] == [""]
