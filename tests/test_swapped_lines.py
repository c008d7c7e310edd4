"""A whole page leaves no word over: two lines that changed places, or one that is gone, are told by what is left."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

import form4lib
from form4lib.engine._box_order import _begins_among
from form4lib.engine._claims import Claims
from form4lib.engine._labels import Hit, Labels
from form4lib.engine._odd_values import find_odd_values
from form4lib.spec import labels as spec
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import layout_named
from support.rows import reading_of, sale, word

TABBED = printed_in(layout_named("tabs/reduced"), 3)[2]
"""Two tables, one owner who stands in the closing table, too, a footnote and remarks."""
VIEWER = printed_in(layout_named("tabs/viewer"), 2)[2]
"""Four footnotes, and the label of the remarks without any."""
HTML = printed_in(layout_named("html/reduced"), 3)[2]
HTML_VIEWER = printed_in(layout_named("html/viewer"), 5)[2]
ALIGNED = printed_in(layout_named("spaced/viewer"), 2)[2]
FORM_5 = printed_in(layout_named("tabs/reduced"), 5)[2]
LONG_CITY = '<span class="d">Fort Lindley Illinois</span></td><td><span class="d">Illinois'
OWNER = "LINDQVAST ILSE S 993 Larkspur Lane NEW CARROW, NJ 83310\t\t\tChief Accounting Officer\t\n"
PARTNERS = "FENWICK PARTNERS LP 993 Larkspur Lane NEW CARROW, NJ 83310\t\tX\t\t\n"
HEADS = "Director\t10% Owner\tOfficer\tOther\n"


def told(text: str) -> str:
    """What is said of the whole filing and of its tables, in one piece."""
    paths = ("", "non_derivative", "derivative", "reporting_owners")
    return "\n".join(d.message for d in form4lib.parse_text(text).diagnostics if d.path in paths)


def swapped(text: str, one: str, other: str) -> str:
    """The text with the lines that begin so in each other's place."""
    lines = text.splitlines()
    i, j = (next(k for k, line in enumerate(lines) if line.startswith(begin)) for begin in (one, other))
    lines[i], lines[j] = lines[j], lines[i]
    return "\n".join(lines)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


DAMAGED = {
    "two rows were read from one row of the page": swapped(TABBED, "Phantom Stock Units", "Code\tV\tAmount"),
    "no part of the form holds 'FENWICK', 'PARTNERS', 'LP'": changed(
        TABBED, "Reporting Owner Name / Address", f"{PARTNERS}Reporting Owner Name / Address"
    ),
    "no part of the form holds 'ODILE', 'BRANT'": changed(TABBED, "Code\tV\t(A)", "ODILE BRANT\nCode\tV\t(A)"),
    "an owner stands twice in the closing table": changed(
        TABBED.replace("993 Larkspur Lane", "FENWICK SCHAEFER 993 Larkspur Lane"),
        OWNER.replace("993", "FENWICK SCHAEFER 993"),
        OWNER.replace("993", "FENWICK SCHAEFER 993") * 2,
    ),
    "the form's label 'section16' was not found": changed(
        TABBED,
        "Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See"
        " Instruction 1(b).",
        "Check this box to indicate that a transaction was made pursuant to a contract, instruction or written plan"
        " that is intended to satisfy the affirmative defense conditions of Rule 10b5-1(c). See Instruction 10.",
    ),
    "there is 'By LLC By Trust'": changed(TABBED, "By LLC", "By LLC By Trust"),
    "there is 'By LLC X'": changed(TABBED, "By LLC", "By LLC X"),
    "should stand, there is 'Phantom Stock border-top-width:'": changed(
        TABBED, "Phantom Stock Units", "Phantom Stock border-top-width:"
    ),
    "there are two: 'Phantom Stock Units Series B Preferred Stock'": changed(
        TABBED, "Phantom Stock Units", "Phantom Stock Units Series B Preferred Stock"
    ),
    "there are two: 'Common Stock, par value $0.01 per share Phantom Stock Units'": changed(
        TABBED.replace("Class B Common Stock", "Phantom Stock Units", 1),
        "Common Stock, par value \\$0.01 per share",
        "Common Stock, par value \\$0.01 per share Phantom Stock Units",
    ),
    "there are two: 'Class B Common Stock Class A Common Stock'": changed(
        TABBED, "Class B Common Stock", "Class B Common Stock Class A Common Stock"
    ),
    "no shares underlie a derivative security": changed(TABBED, "Ordinary Shares\t2,700", "Ordinary Shares\t0"),
    "the price 2700000 is far above all others": changed(TABBED, "213.91", "2,700,000"),
    "a cell cites a footnote twice": changed(VIEWER, "<u>A</u>⁽²⁾", "<u>A</u>⁽²⁾⁽²⁾"),
    "two marks of footnotes stand where": changed(
        changed(changed(VIEWER, "Stock</u>⁽¹⁾", "Stock</u>⁽9⁾"), "\t⁽⁴⁾\t", "\t⁽¹⁾\t"), "⁽9⁾", "⁽⁴⁾"
    ),
    "a note was read from two rows of the page": changed(VIEWER, "Remarks:\n", "Executive Vice President.\nRemarks:\n"),
    "the title of the form stands below a note": changed(
        VIEWER, "Remarks:\n", "Remarks:\nExecutive Vice President.\nSEC Form 4\n"
    ),
    "in box 1 stands 'Fort Lindley Illinois'": changed(
        HTML_VIEWER, '<span class="d">Fort Lindley</span></td><td><span class="d">IL', LONG_CITY
    ),
    "where a name should stand, there is '(Instr. 3)'": changed(VIEWER, "C/O IRONLEAF THERAPEUTICS INC", "(Instr. 3)"),
    "in a row stands '736 I By LLC'": changed(VIEWER, "By LLC", "736 I By LLC"),
    "the mark of a footnote stands above the tables": changed(VIEWER, "SEC Form 4\n", "SEC Form 4\n(3)\n"),
    "two values were read from one cell": changed(TABBED, "2,700\t\\$ 0\t18,675\tD", "2,700\t\\$ 0 18,675\t\tD"),
    "a name, city or title was read from two rows of the page": changed(
        HTML_VIEWER, "(Street)</span><br>\n", '(Street)</span><br>\n<span class="d">C/O FENWICK</span><br>\n'
    ),
}


@pytest.mark.parametrize("text", [TABBED, VIEWER, HTML, ALIGNED], ids=["tabbed", "viewer", "html", "aligned"])
def test_the_whole_page_says_nothing(text: str) -> None:
    assert told(text) == ""


@pytest.mark.parametrize("message", DAMAGED)
def test_what_is_left_tells(message: str) -> None:
    assert message in told(DAMAGED[message])


@pytest.mark.parametrize("message", [m for m in DAMAGED if "section16" not in m and "two rows of the page" not in m])
def test_then_any_value_may_be_the_line_of_another(message: str) -> None:
    filing = form4lib.parse_text(DAMAGED[message])
    assert [path for path, e in filing.evidence.items() if e.spans and e.confidence >= 0.9] == []


@pytest.mark.parametrize("title", ["Class I Shares", "Director Stock Option (Right to Buy)"])
def test_a_title_that_looks_like_a_heading_or_like_two_is_one(title: str) -> None:
    text = changed(TABBED, "Phantom Stock Units", title)
    assert told(changed(text, "Class B Common Stock\t", "Option (Right to Buy)\t")) == ""


def test_marks_on_lines_of_their_own_may_come_to_the_wrong_row() -> None:
    row = sale(10, 90)
    row.cells["shares"].marks = ("1", "1")
    reading, claims = reading_of(row), Claims([], [], set(), [], [])
    assert [fault.message for fault in find_odd_values(reading, claims, False)] == ["a cell cites a footnote twice"]
    reading.positioned = True
    assert not list(find_odd_values(reading, claims, False))


def test_the_first_row_of_the_closing_table_begins_with_the_name_in_box_1() -> None:
    filing = form4lib.parse_text(changed(TABBED, OWNER, PARTNERS))
    assert "does not name the first owner of the closing table" in told(changed(TABBED, OWNER, PARTNERS))
    assert filing.evidence["reporting_owners[0].name"].confidence < 0.9
    assert filing.evidence["non_derivative[0].shares"].confidence >= 0.9  # a name of many words may be cut


def test_nobody_lives_in_two_cities_in_one_street() -> None:
    text = HTML_VIEWER.replace("Abernale Greta G", "Eskelund Odile")
    text = text.replace("354 Industrial Parkway", "1 WAY").replace("4740 INDUSTRIAL PARKWAY", "1 WAY")
    assert "an owner stands there twice, in two cities" in told(text)


def test_the_print_of_the_form_is_its_own() -> None:
    assert told(f"{TABBED.rstrip()}\nSEC 2770T (03-26)\n") == ""


def test_faults_in_two_parts_put_all_values_in_doubt() -> None:
    text = changed(VIEWER, "Cedar Hollow</u> <u>NJ</u>", "Cedar Hollow</u> <u>Cedar Hollow</u> <u>NJ</u>")
    text = re.sub(r"(?m)^2\. The reporting person disclaims.*\n", "", text)
    filing = form4lib.parse_text(text)
    assert filing.evidence["non_derivative[0].shares"].confidence < 0.9
    assert filing.evidence["issuer.name"].confidence < 0.9


def test_remarks_without_their_label_run_into_the_last_footnote() -> None:
    text = changed(VIEWER, "Remarks:\n", "Remarks:\nExecutive Vice President and Chief Operating Officer.\n")
    assert "'remarks' was not found" not in told(text)
    assert "'remarks' was not found" in told(text.replace("Remarks:\n", ""))
    assert "'remarks' was not found" not in told(VIEWER.replace("Remarks:\n", ""))  # not every viewer prints it


def test_remarks_may_name_the_form_and_are_cut_all_the_same() -> None:
    text = (
        TABBED[: TABBED.index("Remarks:")]
        + "Remarks: This Form 4 is the first of two Form 4s being filed by the SEC's E"
    )
    filing = form4lib.parse_text(text)
    assert "input_truncated" in {d.code for d in filing.diagnostics}
    assert filing.evidence["remarks"].confidence < 0.9


def test_a_note_that_ends_the_text_may_be_cut_on_any_page() -> None:
    text = printed_in(layout_named("lines/reduced"), 3)[2]
    (note,) = form4lib.parse_text(text).footnotes
    assert note.text == "Immediately exercisable."
    cut = form4lib.parse_text(text[: text.index(note.text) + 12])
    assert cut.footnotes[0].text == "Immediately"
    assert cut.evidence["footnotes[0].text"].confidence < 0.9


@pytest.mark.parametrize("layout", ["lines/viewer", "spaced/viewer"])
def test_a_street_that_stands_twice_is_in_doubt_on_any_page(layout: str) -> None:
    text = printed_in(layout_named(layout), 3)[2]
    twice = form4lib.parse_text(re.sub(r"(?m)^993 Larkspur Lane(.*)$", r"993 Larkspur Lane\1\n993 Larkspur Lane", text))
    address, path = twice.reporting_owners[0].address, "reporting_owners[0].address"
    assert {address.street1, address.street2} == {"993 Larkspur Lane"}
    assert twice.evidence[f"{path}.street1"].confidence < 0.9
    assert twice.evidence[f"{path}.street2"].confidence < 0.9


def test_an_amount_that_is_misread_in_its_place_tells_of_no_moved_line() -> None:
    text = (Path(__file__).resolve().parent.parent / "examples" / "form4.txt").read_text(encoding="utf-8")
    filing = form4lib.parse_text(changed(text, "<u>2,000</u>\t<u>A</u>", "<u>2,O0O</u>\t<u>A</u>"))
    assert form4lib.get_path(filing, "non_derivative[0].shares") is None
    assert filing.evidence["issuer.name"].confidence >= 0.9
    assert filing.evidence["non_derivative[1].price_per_share"].confidence >= 0.9


@pytest.mark.parametrize("above", ["SUITE 200", "Floor 2"])
def test_a_suite_above_its_house_is_in_doubt(above: str) -> None:
    filing = form4lib.parse_text(changed(VIEWER, "C/O IRONLEAF THERAPEUTICS INC", above))
    assert filing.reporting_owners[0].address.street1 == above
    assert filing.evidence["reporting_owners[0].address.street1"].confidence < 0.9
    assert filing.evidence["reporting_owners[0].address.street2"].confidence < 0.9
    assert filing.evidence["non_derivative[0].shares"].confidence >= 0.9


def test_two_owners_who_exchanged_a_line_of_their_addresses_are_in_doubt() -> None:
    text = changed(HTML_VIEWER, "4740 INDUSTRIAL PARKWAY", "C/O FENWICK")
    assert "lives in two streets" not in told(text)
    both = changed(
        text, "354 Industrial Parkway", '354 Industrial Parkway</span><br>\n<span class="d">4740 First Street'
    )
    filing = form4lib.parse_text(both)
    assert "an owner lives in two streets, and another in none" in told(both)
    assert all(filing.evidence[f"reporting_owners[{i}].address.street1"].confidence < 0.9 for i in (0, 1))


@pytest.mark.parametrize(("zip_code", "odd"), [("89845", False), ("700", True), ("89845-1234", False)])
def test_a_zip_code_is_whole(zip_code: str, odd: bool) -> None:
    text = changed(HTML_VIEWER, '<span class="d">IL</span>', '<span class="d">Illinois</span>')
    assert (f"no zip code is '{zip_code}'" in told(changed(text, "89845", zip_code))) is odd


def test_form_5_has_two_boxes_beside_each_other() -> None:
    text = FORM_5
    assert told(text) == ""
    lost = re.sub("Form 4 Transactions Reported", "", text)
    assert "the form's label 'form4 transactions' was not found" in told(lost)


@pytest.mark.parametrize(("x", "odd"), [(0, True), (62, False)])
def test_no_other_box_begins_where_the_lines_of_box_1_do(x: int, odd: bool) -> None:
    reading = reading_of()
    names = (spec.NAME_ADDRESS, spec.PERIOD, spec.STREET, spec.CITY)
    words = [attrs.evolve(word(name), x=x if name == spec.PERIOD else 0) for name in names]
    hits = [Hit(name, i, i + 1, 0) for i, name in enumerate(names)]
    reading.labels = Labels(words, list(names), hits)
    assert _begins_among(reading) is odd
