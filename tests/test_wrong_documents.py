"""Documents that are no filled-in Form 3, 4 or 5: refused, or read for what they are, with a word about it."""

from __future__ import annotations

import pytest

import form4lib
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import LAYOUTS, Layout, layout_named, print_filing

SCHEDULE_13G = """SCHEDULE 13G
Under the Securities Exchange Act of 1934
(Amendment No. 2)
Larkspur Instruments, Inc.
(Name of Issuer)
Common Stock
(Title of Class of Securities)
123456789
(CUSIP Number)
1 NAMES OF REPORTING PERSONS Quennell Capital LP
2 CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP (a) [ ] (b) [ ]
5 SOLE VOTING POWER 1,234,567
9 AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON 1,234,567
11 PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW 9 5.3%
Item 4. Ownership. Amount beneficially owned: 1,234,567
SIGNATURE After reasonable inquiry I certify that the information set forth is true.
Dated: 02/14/2024
"""
SCHEDULE_13D = (
    SCHEDULE_13G.replace("13G", "13D") + "Item 3. Source and Amount of Funds\nItem 4. Purpose of Transaction\n"
)
FORM_144 = """FORM 144
NOTICE OF PROPOSED SALE OF SECURITIES PURSUANT TO RULE 144 UNDER THE SECURITIES ACT OF 1933
1(a) NAME OF ISSUER Larkspur Instruments, Inc.
2(a) NAME OF PERSON FOR WHOSE ACCOUNT THE SECURITIES ARE TO BE SOLD Ada Quennell
Title of the Class | Number of Shares | Aggregate Market Value | Approximate Date of Sale
Common Stock | 1,250 | $21,631.25 | 03/04/2021
TABLE II SECURITIES SOLD DURING THE PAST 3 MONTHS
Ada Quennell | Common Stock | 02/01/2021 | 500 | $8,650
"""
ANNUAL_REPORT = """Item 12. Security Ownership of Certain Beneficial Owners and Management
The following table sets forth the beneficial ownership of our common stock as of March 1, 2024.
Name | Shares Beneficially Owned | Percent
Ada Quennell | 1,250,000 | 4.2%
All directors and officers as a group | 3,400,000 | 11.1%
Table II - Summary of derivative instruments
Interest rate swaps | $4,000 | $3,500
Section 16(a) reports: our officers filed one late Form 4 during the year.
"""
INSTRUCTIONS = """General Instructions
1. Who Must File. A person who is an officer, director or beneficial owner of more than 10% of any class of equity
securities must file this Form 4 when a change in beneficial ownership occurs.
4. Transactions and holdings required to be reported: report in Table I those of non-derivative securities and in
Table II those of derivative ones. Use the transaction codes set forth in Instruction 8.
"""
NEWSPAPER = """The chief executive sold $2.1 million of stock on Tuesday. "It was a planned sale," a spokesman said.
According to a Form 4 filed with the Securities and Exchange Commission, he sold 12,000 shares at $175.20 and still
owns 340,000 shares. The report, headed Statement of Changes in Beneficial Ownership, was signed by his attorney.
"""


QUOTING = """His Form 4 gives, under "2. Issuer Name and Ticker or Trading Symbol", Larkspur Instruments, Inc. [LKSP].
Under "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned" it lists "Common Stock
03/02/2021 S 12,000 D $175.20 340,000 D", and of options, this paper has seen, nothing.
"""


def test_a_newspaper_that_quotes_the_labels_of_a_form_is_half_a_form() -> None:
    filing = form4lib.parse_text(NEWSPAPER + QUOTING)
    assert filing.needs_review
    assert any(d.code == "input_truncated" and d.path == "" for d in filing.diagnostics)
    assert all(
        e.confidence < 0.9 for path, e in filing.evidence.items() if path.startswith("non_derivative[") and e.raw
    )


@pytest.mark.parametrize(
    "text",
    [SCHEDULE_13G, SCHEDULE_13D, FORM_144, ANNUAL_REPORT, INSTRUCTIONS, NEWSPAPER],
    ids=["13G", "13D", "144", "10-K", "instructions", "newspaper"],
)
def test_other_documents_are_refused(text: str) -> None:
    assert not form4lib.looks_like_ownership_form(text)
    with pytest.raises(form4lib.NotAnOwnershipFormError):
        form4lib.parse_text(text)
    with pytest.raises(form4lib.NotAnOwnershipFormError):
        form4lib.read(text.encode())


NOBODY = form4lib.ReportingOwner(
    name="", address=form4lib.Address(street1="", city="", state="", zip_code=""), relationship=form4lib.Relationship()
)
BLANK = form4lib.Filing(
    form_type="4", issuer=form4lib.Issuer(name="", trading_symbol=""), reporting_owners=(NOBODY,)
)  # fmt: skip


DRAWS_BLANKS = [
    f"{kind}/{edition}" for kind in ("html", "tabs", "spaced", "lines") for edition in ("viewer", "reduced")
]
"""The layouts whose printer takes a filing of which nothing is filled in."""


@pytest.mark.parametrize("layout", [layout_named(name) for name in DRAWS_BLANKS], ids=DRAWS_BLANKS)
def test_a_blank_form_gives_nothing_and_says_so(layout: Layout) -> None:
    filing = form4lib.parse_text(print_filing(BLANK, layout))
    assert filing.needs_review
    assert (filing.issuer.name, filing.non_derivative, filing.derivative) == (None, (), ())
    assert any(d.code == "blank_form" for d in filing.diagnostics)


@pytest.mark.parametrize("name", ["tabs/viewer", "html/reduced", "pipes/full", "lines/viewer", "typed/spaced"])
def test_a_form_in_the_middle_of_a_proxy_statement(name: str) -> None:
    filing, _, text = printed_in(layout_named(name), 8)
    read = form4lib.parse_text(ANNUAL_REPORT + "\n\n\n" + text + "\n\n\n" + ANNUAL_REPORT)
    assert read.issuer.name == form4lib.parse_text(text).issuer.name == filing.issuer.name
    assert len(read.non_derivative) == len(filing.non_derivative)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_two_forms_in_one_text_are_said_to_be(layout: Layout) -> None:
    first, second = (printed_in(layout, seed)[2] for seed in (8, 11))
    filing = form4lib.parse_text(first + "\n\n\n" + second)
    assert any(d.code == "several_forms" for d in filing.diagnostics) or filing.needs_review
    assert filing.issuer.name == form4lib.parse_text(first).issuer.name


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_half_a_form_says_that_the_rest_is_lost(layout: Layout) -> None:
    text = printed_in(layout, 8)[2]
    at = text.index("Table II") if "Table II" in text else len(text) // 2
    filing = form4lib.parse_text(text[:at])
    assert any(d.code == "input_truncated" and d.path == "" for d in filing.diagnostics)
