"""What stands above and below a form on the page that it was taken from says nothing of the form."""

from __future__ import annotations

import pytest

import form4lib
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import layout_named

LAYOUTS = ("tabs/reduced", "html/reduced", "spaced/viewer", "pipes/viewer")
ABOVE = {
    "a menu": "Skip to main content\nHome Filings Search Company Insider Trading\n\n",
    "its address": "Source: https://www.example.com/filings/000123456724000005/form4.xml\nRetrieved: 2024-05-08\n\n",
    "front matter": '---\ntitle: "form4.html"\nsource: example.com\nid: 0001234567-24-000005\n---\n\n',
    "a greeting": "Here is the extracted text of the document:\n\n",
    "a title": "Form 4 - Statement of changes in beneficial ownership of securities - Filing Details\n\n",
    "EDGAR's title": "Ownership Submission\n",
    "a mail": "From: alerts@example.com\nSubject: New Form 4 filed by Ada Quorn\n\n",
}
BELOW = {
    "a footer": "\n\nPrivacy Policy | Terms of Use | Contact us\n(c) 2024 Example Data Inc. All rights reserved.\n",
    "an end": "\n\n-----\nEnd of document\n",
    "an address": "\n\nhttps://www.example.com/filings/form4.xml 1/2\n",
}
AROUND = [(above, "") for above in ABOVE.values()] + [("", below) for below in BELOW.values()]


def doubts(text: str) -> set[tuple[str, str]]:
    return {(d.code, d.path) for d in form4lib.parse_text(text).diagnostics if d.severity != "info"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("above", "below"), AROUND, ids=[*ABOVE, *BELOW])
def test_a_page_around_the_form_puts_nothing_in_doubt(layout: str, above: str, below: str) -> None:
    _, _, text = printed_in(layout_named(layout), 3)
    whole = form4lib.parse_text(text)
    framed = form4lib.parse_text(f"{above}{text}{below}")
    assert (framed.non_derivative, framed.derivative) == (whole.non_derivative, whole.derivative)
    assert (framed.issuer, framed.reporting_owners) == (whole.issuer, whole.reporting_owners)
    assert doubts(f"{above}{text}{below}") == doubts(text)


@pytest.mark.parametrize("beside", [True, False])
def test_a_row_of_a_table_beside_the_form_is_missed_in_it(beside: bool) -> None:
    _, _, text = printed_in(layout_named("tabs/reduced"), 3)
    row = next(line for line in text.splitlines() if line.count("\t") > 5 and "/20" in line)
    moved = f"{row}\n\n" + text.replace(f"{row}\n", "", 1) if beside else text
    assert any(code == "line_misplaced" for code, _ in doubts(moved)) is beside


def test_a_holding_of_few_cells_beside_the_form_is_missed_in_it() -> None:
    _, _, text = printed_in(layout_named("tabs/reduced"), 3)
    assert doubts(f"{text}\nAll holdings, 8,940 shares\n") == doubts(text)
    assert ("line_misplaced", "") in doubts(f"{text}\nCommon Stock\t8,940\tD\n")
