"""Web pages whose text was taken cell by cell: each on a line of its own, blank lines between them, marks as well.

The texts are made up: the text of a page, as parsers of HTML give it with a line for each string, looks so.
"""

from __future__ import annotations

from decimal import Decimal

import form4lib

CONVERTED = """\
SEC Form 3
FORM 3
UNITED STATES SECURITIES AND EXCHANGE COMMISSION
INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES
1. Name and Address of Reporting Person*
Wilton Maria
2. Date of Event Requiring Statement (Month/Day/Year)
05/06/2024
3. Issuer Name and Ticker or Trading Symbol
NORTHERN GAUGE CORP [ NGGE ]
Table I - Non-Derivative Securities Beneficially Owned
1. Title of Security (Instr. 4)
2. Amount of Securities Beneficially Owned (Instr. 4)
3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)
4. Nature of Indirect Beneficial Ownership (Instr. 5)
Table II - Derivative Securities Beneficially Owned
(
e.g.
, puts, calls, warrants, options, convertible securities)
1. Title of Derivative Security
(Instr. 4)
2. Date Exercisable and Expiration Date
(Month/Day/Year)
3. Title and Amount of Securities Underlying Derivative Security
(Instr. 4)
4. Conversion or Exercise Price of Derivative Security
5. Ownership Form of Derivative Security: Direct (D) or Indirect (I)
(Instr. 5)
6. Nature of Indirect Beneficial Ownership
(Instr. 5)
Date Exercisable
Expiration Date
Title
Amount or Number of Shares

Class B Common Stock

(1)
(2)

(3)
Class A Common Stock

61,300

$

(1)
(2)

D

Series F Convertible Preferred Stock

(4)

(3)
Class B Common Stock

(1)
(2)

48,910

$

(4)

D

Explanation of Responses:
1. Each share converts into one share of the other class.
2. At any time.
3. They do not expire.
4. They convert automatically.
Remarks:

/s/ Maria Wilton
05/07/2024
** Signature of Reporting Person
Date
"""
FORM_5 = """\
FORM 5
UNITED STATES SECURITIES AND EXCHANGE COMMISSION
ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person*
Wilton Maria
2. Issuer Name and Ticker or Trading Symbol
NORTHERN GAUGE CORP [ NGGE ]
3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)
12/31/2023
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1.Title of Security
(Instr. 3)
2. Transaction Date (Month/Day/Year)
2A. Deemed Execution Date, if any (Month/Day/Year)
3. Transaction Code
(Instr. 8)
4. Securities Acquired (A) or Disposed of (D)
(Instr. 3, 4 and 5)
5. Amount of Securities Beneficially Owned at end of Issuer's Fiscal Year
(Instr. 3 and 4)
6. Ownership Form: Direct (D) or Indirect (I)
(Instr. 4)
7. Nature of Indirect Beneficial Ownership
(Instr. 4)
Amount
(A) or (D)
Price

Common Stock

05/06/2023

G

2,140

D

$
0

51,266

D

Common Stock

3

912

I

401K Plan
(1)

Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of Derivative Security
Explanation of Responses:
1. As of the last statement of the plan.
/s/ Maria Wilton
02/07/2024
** Signature of Reporting Person
Date
"""


def test_a_class_that_converts_into_another_keeps_its_name() -> None:
    first, second = form4lib.parse_text(CONVERTED).derivative
    assert (first.security_title, first.underlying_security_title) == ("Class B Common Stock", "Class A Common Stock")
    assert second.security_title == "Series F Convertible Preferred Stock"
    assert second.underlying_security_title == "Class B Common Stock"
    assert (first.underlying_security_shares, second.underlying_security_shares) == (Decimal(61300), Decimal(48910))


def test_the_number_of_the_form_that_should_have_reported_a_holding_is_no_amount() -> None:
    sale, holding = form4lib.parse_text(FORM_5).non_derivative
    assert isinstance(sale, form4lib.NonDerivativeTransaction)
    assert (sale.shares, sale.shares_owned_following) == (Decimal(2140), Decimal(51266))
    assert isinstance(holding, form4lib.NonDerivativeHolding)
    assert (holding.shares_owned_following, holding.direct_or_indirect) == (Decimal(912), "I")
    assert holding.nature_of_ownership == "401K Plan"
