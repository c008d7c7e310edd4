"""Scans read by engines that write each piece of text on a line of its own, blanks lost and letters taken for digits.

The texts are made up: RapidOCR, PaddleOCR and EasyOCR give such lists of lines.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

import form4lib
from form4lib.engine._atoms import readings
from form4lib.spec.tables import NUMBER

HEAD = """\
FORM 4
UNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person*
Wilton Maria
2. Issuer Name and Ticker or Trading Symbol
NORTHERN GAUGE CORP [NGGE]
3. Date of Earliest Transaction
(Month/Day/Year)
05/06/2024
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security
(Instr. 3)
2. Transaction
Date
(Month/Day/Year)
3. Transaction
Code
(Instr. 8)
4. Securities Acquired (A)
or Disposed of (D)
5. Amount of Securities
Beneficially Owned
6. Ownership
Form: Direct (D)
or Indirect
{left}
Code
V
Amount
(D)
Price
(Instr. 4)
"""
SALE = "Common Stock\n05/06/2024\nS\n2,000\nD\n$17.305\n48,000\nD\n"
TAIL = """\
Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Derivative
Security
2. Conversion
or Exercise Price
Explanation of Responses:
Remarks:
/s/ Maria Wilton
05/07/2024
** Signature of Reporting Person
Date
"""


def _read(rows: str, left: str = "(A)", tail: str = TAIL) -> form4lib.Filing:
    return form4lib.parse_text(HEAD.format(left=left) + rows + tail)


@pytest.mark.parametrize("left", ["10\n(1)", "10", "|11"])
def test_what_a_scan_made_of_the_headings_begins_no_title(left: str) -> None:
    assert _read(SALE, left).non_derivative[0].security_title == "Common Stock"


def test_a_title_without_its_blanks_is_one() -> None:
    sale, holding = _read(SALE + "CommonStock\n715\nD\n").non_derivative
    assert isinstance(sale, form4lib.NonDerivativeTransaction)
    assert isinstance(holding, form4lib.NonDerivativeHolding)
    assert (holding.shares_owned_following, holding.direct_or_indirect) == (Decimal(715), "D")


def test_a_holding_without_a_title_is_not_sure() -> None:
    filing = _read(SALE.replace("$17.305\n", "$1,129.\n9.491(5)\n") + SALE)
    untitled = [i for i, row in enumerate(filing.non_derivative) if row.security_title is None]
    assert untitled
    values = [e for path, e in filing.evidence.items() if any(f"non_derivative[{i}]." in path for i in untitled)]
    assert all(e.confidence < 0.9 for e in values if e.raw)


def test_a_nature_that_holds_the_title_of_another_row_says_that_a_row_may_be_lost() -> None:
    held = "Class A Common Stock\n{}\nI\nBy Wilton\nGrowth Fund,\nL.P.\n"
    whole = SALE.replace("Common", "Class A Common") + held.format("1,862")
    assert not [d for d in _read(whole).diagnostics if d.code == "table_incomplete"]
    filing = _read(whole + "Wilton\nClass A Common Stock\n77\nFund IV,\nL.P.\n")
    assert len(filing.non_derivative) == 3 or [d for d in filing.diagnostics if d.code == "table_incomplete"]


@pytest.mark.parametrize("heading", ["natures", "ignatures", "Signatu"])
def test_the_heading_of_the_signatures_is_no_owner(heading: str) -> None:
    owners = (
        "Reporting Owners\nReporting Owner Name / Address\nRelationships\nDirector\n10% Owner\nOfficer\nOther\n"
        "Wilton Maria\n12 MILL LANE\nDOVER, DE 19901\nX\n" + heading + "\n"
    )
    filing = _read(SALE, tail=TAIL.replace("Explanation", owners + "Explanation"))
    assert [owner.name for owner in filing.reporting_owners] == ["Wilton Maria"]


@pytest.mark.parametrize("text", [",084", ",000", "0,000"])
def test_the_end_of_a_number_is_hardly_one(text: str) -> None:
    assert min((r.cost for r in readings(text) if r.kind == NUMBER), default=9.0) >= 2.0
    assert min(r.cost for r in readings("12," + text.lstrip("0,").rjust(3, "0")) if r.kind == NUMBER) == 0.0
