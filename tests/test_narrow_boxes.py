"""Boxes of the heading so narrow that labels, ticks and dates wrap in them, as terminal browsers fold a page.

The texts are made up.
"""

# ruff: noqa: E501  (lines of such pages are as wide as the page)
from __future__ import annotations

from datetime import date

import pytest

import form4lib
from form4lib.engine._labels import find_labels
from form4lib.engine._page import read_page
from form4lib.engine._source import fold

HEAD = """\
         FORM 3                                     UNITED STATES SECURITIES AND EXCHANGE COMMISSION                    OMB APPROVAL
                                                 INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES

(Print or Type Responses)
1. Name and Address of Reporting Person ^*                          2. Date of Event 3. Issuer Name and Ticker or Trading
  Wilton Maria                                                      Requiring        Symbol
          (Last)             (First)             (Middle)           Statement        Northern Gauge Corp [NGGE]
12 MILL LANE                                                        (Month/Day/Year) 3a. Foreign                      5. If Amendment, Date
                                                                    05/06/           Trading Symbol                   Original Filed(Month/Day/
                                                                    2024             4.           {first:<9} {second:<5} 10% Year)
                                                                                     Relationship Director  Owner
                                                                                     of Reporting
(Street)                                                                             Person(s) to                     6. Individual or Joint/Group
                                                                                     Issuer (Check                    Filing(Check Applicable
                                                                                     all applicable)                  Line)
DOVER                    DELAWARE                   19901                            {third:<11}  {fourth:<13}       _X_ Form filed by One
                                                                                     Officer      Other               Reporting Person
                                                                                     (give title  (specify            ___ Form filed by More than
                                                                                     below)       below)              One Reporting Person
(City)                   (State)                    (Zip)
                                        Table I - Non-Derivative Securities Beneficially Owned
1.Title of Security                                            2. Amount of Securities         3. Ownership     4. Nature of Indirect Beneficial Ownership
(Instr. 4)                                                     Beneficially Owned              Form: Direct (D) (Instr. 5)
                                                               (Instr. 4)                      or Indirect (I)
Common Stock                                                   867,759                              D

                                        Table II - Derivative Securities Beneficially Owned (e.g., puts, calls, warrants, options, convertible securities)
Signatures
/s/ Maria Wilton                              05/07/2024
**Signature of Reporting Person                  Date
Explanation of Responses:
"""
T, E = "__X__", "_____"


@pytest.mark.parametrize(
    ("boxes", "wanted"),
    [
        ((T, E, T, E), (True, False, True, False)),
        ((E, T, E, E), (False, True, False, False)),
        ((E, E, E, T), (False, False, False, True)),
        ((T, T, E, T), (True, True, False, True)),
    ],
)
def test_two_boxes_above_their_labels(boxes: tuple[str, str, str, str], wanted: tuple[bool, bool, bool, bool]) -> None:
    first, second, third, fourth = boxes
    filing = form4lib.parse_text(HEAD.format(first=first, second=second, third=third, fourth=fourth))
    box = filing.reporting_owners[0].relationship
    assert (box.is_director, box.is_ten_percent_owner, box.is_officer, box.is_other) == wanted


def test_a_date_and_a_label_that_wrap() -> None:
    filing = form4lib.parse_text(HEAD.format(first=T, second=E, third=E, fourth=E))
    assert (filing.period_of_report, filing.issuer.name) == (date(2024, 5, 6), "Northern Gauge Corp")


def test_an_issuer_may_be_called_symbol() -> None:
    text = HEAD.format(first=T, second=E, third=E, fourth=E).replace("Trading\n", "Trading Symbol\n")
    text = text.replace("Requiring        Symbol", "Requiring              ").replace("Northern Gauge", "Symbol Gauge")
    assert form4lib.parse_text(text).issuer.name == "Symbol Gauge Corp"


_EVENT = """FORM 3
1. Name and Address of Reporting
Person *

2. Date of Event 3. Issuer Name and Ticker or Trading Symbol
Requiring
Quillon Works Inc. [QWI]
Statement
(Month/Day/Year)

05/06/2024

Ravel Nora
{more}"""


_NOTE = "(1) Shares held by a family trust, of which the reporting person is a trustee.\n" * 20


@pytest.mark.parametrize(("more", "printed"), [(_NOTE, True), (_NOTE + "| | ] } |", False)])
def test_a_box_read_across_is_as_printed_but_among_specks(more: str, printed: bool) -> None:
    labels = find_labels(read_page(fold(_EVENT.format(more=more))))
    event = labels.first("event")
    assert event is not None
    assert event.woven
    assert labels.as_printed is printed
