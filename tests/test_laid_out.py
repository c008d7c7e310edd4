"""Tables laid out by spaces, and pages that a converter put into one cell: rows by where their cells stand.

The texts are made up: `pdftotext -layout` and converters to markdown write such pages.
"""

# ruff: noqa: E501  (lines of such pages are as wide as the page)
from __future__ import annotations

from decimal import Decimal

import form4lib
from support.pages import LAID_OUT_HEAD as HEAD

TAIL = """
Explanation of Responses:

Remarks:

/s/ Maria Wilton                              05/07/2024
** Signature of Reporting Person              Date
"""

TABLE_1 = """\
                 Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1.Title of Security     2. Transaction  2A. Deemed         3. Transaction 4. Securities Acquired (A)  5. Amount of   6.
(Instr. 3)              Date            Execution Date, if Code           or Disposed of (D)          Securities     Ownership
                        (Month/Day/Year) any               (Instr. 8)     (Instr. 3, 4 and 5)         Beneficially   Form
                                                           Code      V    Amount (D) Price            Owned
"""

TABLE_2 = """\
                 Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of   2.            3. Transaction    4.            5. Number of         6. Date Exercisable and   7. Title and Amount  8. Price of  9. Number of  10.
Derivative    Conversion    Date              Transaction   Derivative           Expiration Date           of Securities        Derivative   derivative    Ownership
Security      or Exercise   (Month/Day/Year)  Code          Securities           (Month/Day/Year)          Underlying           Security     Securities    Form
                                              Code    V     (A)       (D)        Exercisable  Expiration   Title     Shares     (Instr. 5)   Owned

"""


def _transactions(text: str) -> list[form4lib.NonDerivativeTransaction]:
    rows = form4lib.parse_text(HEAD + text + TAIL).non_derivative
    return [row for row in rows if isinstance(row, form4lib.NonDerivativeTransaction)]


def _first(rows: str) -> list[form4lib.NonDerivativeTransaction]:
    return _transactions(TABLE_1 + rows)


def _second(rows: str) -> list[form4lib.DerivativeTransaction]:
    table = form4lib.parse_text(HEAD + TABLE_1 + TABLE_2 + rows + TAIL).derivative
    return [row for row in table if isinstance(row, form4lib.DerivativeTransaction)]


def test_raised_sign_goes_with_the_amount_below_it() -> None:
    rows = _first(
        "                                                                                     $\n"
        "Common Stock            05/06/2024                         P              896    A            1,276,773      D\n"
        "                                                                                     5.05\n"
        "                                                                                     $\n"
        "Common Stock            05/06/2024                         P              200    A            1,276,973      D\n"
        "                                                                                     5.14\n"
    )
    assert [(r.shares, r.price_per_share) for r in rows] == [
        (Decimal(896), Decimal("5.05")),
        (Decimal(200), Decimal("5.14")),
    ]


def test_sign_far_from_a_number_is_not_its_own() -> None:
    (row,) = _first(
        "Common Stock            05/06/2024                         S              896    D   $        1,276,773      D\n"
        "                                                                                     5.4504\n"
    )
    assert (row.price_per_share, row.shares_owned_following) == (Decimal("5.4504"), Decimal(1276773))


def _side_row(at: int) -> str:
    head = "Class B       $ 0           05/06/2024        M" + " " * (at - 47)
    return (
        head
        + "30,718"
        + " " * (79 - at)
        + "(1)          (1)          Common    30,718     $ 0          1,443,715     D\n"
    )


def test_number_below_a_says_acquired_whatever_the_code() -> None:
    assert _second(_side_row(58))[0].acquired_disposed_code == "A"
    assert _second(_side_row(68))[0].acquired_disposed_code == "D"


def test_doubtful_side_is_marked() -> None:
    filing = form4lib.parse_text(HEAD + TABLE_1 + TABLE_2 + _side_row(58) + TAIL)
    assert filing.evidence["derivative[0].acquired_disposed_code"].confidence < 0.9


def test_page_in_other_columns_than_its_heading_is_not_read_by_it() -> None:
    shifted = _side_row(58)[:14] + _side_row(58)[24:]
    rows = _second(_side_row(68) + "\n" + shifted)
    assert [r.acquired_disposed_code for r in rows] == ["D", "D"]


WRAPPED = """\
                                                                                 (1)          (1)          Common
Series A Preferred
                                                                                                           Stock
                            05/06/2024        C                       3,681                                          3,681      $ 0          0             D
                                                                                 (1)          (1)          Common
Series B Preferred                                                                                                                                         D
                            05/06/2024        C                       404                                  Stock     404        $ 0          0
                                                                                 (1)          (1)          Common
Series C Preferred
                                                                                                           Stock
                            05/06/2024        C                       81                                             81         $ 0          0             D
"""


def test_lines_between_rows_go_where_their_cell_is_centred() -> None:
    rows = _second(WRAPPED)
    assert [r.security_title for r in rows] == [f"Series {x} Preferred" for x in "ABC"]
    assert {r.underlying_security_title for r in rows} == {"Common Stock"}


CELLS = """\
|**Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned**||||||||||
|---|---|---|---|---|---|---|---|---|---|---|
|1. Title of Security (Instr. 3)|2. Transaction Date|2A. Deemed Execution Date|3. Transaction Code|V|Amount|(A) or (D)|Price|5. Amount of Securities Owned|6. Ownership Form|7. Nature|
|Common Stock|05/06/2024||S||1,400|D|$11.8|39,485|D||
"""

FLAT = (
    "|Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned<br>1. Title of Security"
    " (Instr. 3) 2. Transaction 2A. Deemed 3.<br>Date Execution Date, Transaction<br>Code V Amount (A) or (D) Price<br>"
    "Common Stock 05/06/2024 S 600 D $ 11.9 38,885 D<br>Common Stock 05/06/2024 S 85 D $ 12 38,800 D|\n"
)


def test_page_put_into_one_cell_is_read_by_its_lines() -> None:
    rows = _transactions(CELLS + "\n\n" + FLAT)
    assert [r.shares for r in rows] == [1400, 600, 85]
    assert [r.shares_owned_following for r in rows] == [39485, 38885, 38800]


def test_row_left_out_of_its_table_is_read_from_its_paragraphs() -> None:
    rows = form4lib.parse_text(HEAD + CELLS + "\n\nCommon Stock\n\n684,741\n\nI\n\nBy Trust\n" + TAIL).non_derivative
    assert [(r.shares_owned_following, r.direct_or_indirect) for r in rows] == [
        (Decimal(39485), "D"),
        (Decimal(684741), "I"),
    ]


def test_notes_without_their_heading_are_no_rows() -> None:
    note = (
        "1. The price reported in Column 4 is a weighted average price. These shares were sold in the market at prices"
        " ranging from $11.010 to $11.952, for which the reporting person is to give account.\n"
    )
    filing = form4lib.parse_text(HEAD + CELLS + "\n\n" + note + TAIL.replace("Explanation of Responses:", ""))
    assert len(filing.non_derivative) == 1
    assert filing.derivative == ()
    assert (filing.footnotes[0].text or "").startswith("The price reported")
