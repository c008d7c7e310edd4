"""Pages whose lines a converter has taken apart otherwise than they were printed: too narrowly, or by pieces of tables.

The texts are made up: pdfplumber with a small tolerance, markitdown and terminal browsers write such pages.
"""

# ruff: noqa: E501  (lines of such pages are as wide as the page)
from __future__ import annotations

import pytest

import form4lib
from form4lib.engine._breaks import CELL, GAP
from form4lib.engine._markdown import fold_markdown
from support.pages import LAID_OUT_HEAD

BOXES = """\
FORM 4
UNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
*
1. Name and Address of Reporting Person 2. Issuer Name and Ticker or Trading Symbol 5. Relationship of Reporting Person(s) to Issuer
{names}
(Check all applicable)
X Director 10% Owner
Officer (give title Other (specify
(Last) (First) (Middle) 3. Date of Earliest Transaction (Month/Day/Year)
below) below)
05/06/2024
12 MILL LANE
4. If Amendment, Date of Original Filed (Month/Day/Year) 6. Individual or Joint/Group Filing (Check Applicable Line)
(Street)
X Form filed by One Reporting Person
DOVER DE 19901 Form filed by More than One Reporting Person
(City) (State) (Zip)
"""
TABLE_1 = """\
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3) 2. Transaction 2A. Deemed 3. 4. Securities Acquired (A) or 5. Amount of 6. Ownership 7. Nature
Date Execution Date, Transaction Disposed Of (D) (Instr. 3, 4 Securities Form: Direct of Indirect
(Month/Day/Year) if any Code (Instr. and 5) Beneficially (D) or Beneficial
(Month/Day/Year) 8) Owned Following Indirect (I) Ownership
(A) or Reported (Instr. 4) (Instr. 4)
Code V Amount Price
(D) Transaction(s)
"""
ROW = "Common Stock 05/06/2024 S 2,000 D $17.305 48,000 D\n"
TABLE_2 = """\
Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of 2. 3. Transaction 3A. Deemed 4. 5. Number 6. Date Exercisable and 7. Title and 8. Price of 9. Number of 10. 11. Nature
Derivative Conversion Date Execution Date, Transaction of Expiration Date Amount of Derivative derivative Ownership of Indirect
Code V (A) (D) Exercisable Date Title Shares
"""
TAIL = """\
Explanation of Responses:
Remarks:
/s/ Maria Wilton 05/07/2024
** Signature of Reporting Person Date
"""


@pytest.mark.parametrize(
    ("names", "owner", "issuer", "ticker"),
    [
        ("NORTHERN GAUGE CORP [ ]\nWilton Maria NGGE", "Wilton Maria", "NORTHERN GAUGE CORP", "NGGE"),
        ("Northern Gauge, Inc. []\nWILTON MARIA NRTG", "WILTON MARIA", "Northern Gauge, Inc.", "NRTG"),
        ("NORTHERN GAUGE CORP [ ]\nWilton Maria NGGE-PA", "Wilton Maria", "NORTHERN GAUGE CORP", "NGGE-PA"),
    ],
)
def test_a_ticker_comes_back_between_its_brackets(names: str, owner: str, issuer: str, ticker: str) -> None:
    filing = form4lib.parse_text(BOXES.format(names=names) + TABLE_1 + ROW + TABLE_2 + TAIL)
    read = filing.reporting_owners[0].name, filing.issuer.name, filing.issuer.trading_symbol
    assert read == (owner, issuer, ticker)
    assert filing.evidence["issuer.trading_symbol"].raw == ticker


@pytest.mark.parametrize("names", ["NORTHERN GAUGE CORP [ ]\nWILTON MARIA", "NORTHERN GAUGE CORP [ ]\nWilton Maria"])
def test_brackets_that_nothing_fell_out_of_stay_empty(names: str) -> None:
    filing = form4lib.parse_text(BOXES.format(names=names) + TABLE_1 + ROW + TABLE_2 + TAIL)
    assert filing.issuer.trading_symbol is None


PIECE = "| Preferred Stock |  |  | Stock |\n| --- | --- | --- | --- |\n"


def test_pipes_within_lines_of_a_page_part_no_rows() -> None:
    row = "Series A 05/06/2024 C 4,000 (1) (1) Common 2,000 $0 0 D\n"
    text = (
        BOXES.format(names="Wilton Maria NORTHERN GAUGE CORP [ NGGE ]") + TABLE_1 + ROW + TABLE_2 + row + PIECE + TAIL
    )
    (option,) = form4lib.parse_text(text).derivative
    assert (option.security_title, option.underlying_security_title) == ("Series A Preferred Stock", "Common Stock")


def test_a_table_of_markdown_stands_between_blank_lines() -> None:
    within, apart = (
        fold_markdown("Series A\n" + PIECE + "Series B\n"),
        fold_markdown("Series A\n\n" + PIECE + "\nSeries B\n"),
    )
    assert (CELL in within, GAP in within, within.count("\n")) == (False, True, 3)
    assert (CELL in apart, GAP in apart) == (True, False)
    assert len(within) == len(apart) - 2


def test_a_title_that_is_only_begun_beside_its_values_goes_on_below_them() -> None:
    table = """\
                 Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1.Title of     2. Transaction   2A. Deemed       3.          4. Securities     5. Amount of Securities    6. Ownership Form: 7. Nature of
Security       Date             Execution Date,  Transaction Acquired (A) or   Beneficially Owned         Direct (D) or      Indirect Beneficial
(Instr. 3)     (Month/Day/Year) if any           Code        Disposed of (D)   Following Reported         Indirect (I)       Ownership
                                                 Code   V   Amount  (D) Price
Class A Common 05/06/2024                          A         2,638   A   $ 0   10,799                     D
Stock                                                        (1)
Class A Common                                                                                                               Wilton Family
Stock                                                                          2,742 (2)                  I                  Growth Fund
                                                                                                                             IV, L.P. (3)
"""
    rows = form4lib.parse_text(LAID_OUT_HEAD + table + TAIL).non_derivative
    assert [row.security_title for row in rows] == ["Class A Common Stock"] * 2
