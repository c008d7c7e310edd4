"""Forms 3 as OCR leaves them: rows of which little but the title is legible."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import form4lib

HEADING = """FORM 3
UNITED STATES SECURITIES AND EXCHANGE COMMISSION
Washington, D.C. 20549
INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES
Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934 or Section 30(h) of the Investment Company Act
1. Name and Address of Reporting Person *
Hartwell Jonas M
(Last) (First) (Middle)
12 MARKET STREET
(Street)
SAN MATEO, CA 94402
(City) (State) (Zip)
2. Date of Event Requiring Statement (Month/Day/Year)
02/14/2013
3. Issuer Name and Ticker or Trading Symbol
Brackwell Therapeutics, Inc. [BRKW]
4. Relationship of Reporting Person(s) to Issuer
(Check all applicable)
_X_ Director ___ 10% Owner
5. If Amendment, Date Original Filed(Month/Day/Year)
Table I - Non-Derivative Securities Beneficially Owned
1.Title of Security (Instr. 4) 2. Amount of Securities Beneficially Owned (Instr. 4)
3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5) 4. Nature of Indirect Beneficial Ownership (Instr. 5)
"""
TABLE_2 = """Table II - Derivative Securities Beneficially Owned (e.g., puts, calls, warrants, options)
1. Title of Derivative Security (Instr. 4) 2. Date Exercisable and Expiration Date (Month/Day/Year)
3. Title and Amount of Securities Underlying Derivative Security (Instr. 4)
4. Conversion or Exercise Price of Derivative Security 5. Ownership Form of Derivative Security: Direct (D) or
Indirect (I) (Instr. 5) 6. Nature of Indirect Beneficial Ownership (Instr. 5)
"""
NOTES = """
Reporting Owners
Signatures
/s/ Jonas M. Hartwell 02/14/2013
**Signature of Reporting Person Date
Explanation of Responses:
(1) Each share converts into one share of Common Stock and has no expiration date.
"""


def held(rows: str, table_1: str = "") -> list[tuple[str | None, Decimal | None, str | None]]:
    filing = form4lib.parse_text(HEADING + table_1 + TABLE_2 + rows + NOTES)
    return [(r.security_title, r.underlying_security_shares, r.direct_or_indirect) for r in filing.derivative]


def series(letter: str, amount: int | None, form: str) -> tuple[str, Decimal | None, str]:
    return f"Series {letter} Preferred Stock", None if amount is None else Decimal(amount), form


def test_rows_whose_amounts_are_lost_begin_at_their_titles() -> None:
    rows = """Series A Preferred Common By Alder
() (a) 835,393 |¢M I Growth Fund
Stock — —= Stock — Q) >
By Alder
Series A Preferred Common Principals
1 1 1
Stock Y ww Stock MB ia $0 Fund
Series B Preferred i) q) Common 1) By Alder
Stock Y — Stock Aosstee $ ® Partners
Series B Preferred (1) (1) Common 12,584 (1) I By Alder
Stock — — Stock — Growth Fund
"""
    assert held(rows) == [
        series("A", 835393, "I"),
        series("A", None, "I"),
        series("B", None, "I"),
        series("B", 12584, "I"),
    ]


def test_each_title_on_a_line_of_its_own() -> None:
    rows = """Series A Preferred Stock | () @ Sek) 875,000 ") |$ 0 p®
Series B Preferred Stock | @) @ Seen tt) oo $0 D
Series B Preferred Stock | @) @ Sock) 1,989,000 $0 D
Series D Preferred Stock | @) @ Sock) o $0 D
"""
    amounts = [("A", 875000), ("B", None), ("B", 1989000), ("D", None)]
    assert held(rows) == [series(letter, amount, "D") for letter, amount in amounts]


def test_the_title_of_what_underlies_begins_no_row() -> None:
    rows = """Class A
Stock Option (Right to Buy) 09/16/2018 11/12/2023 Common 480 $67.64 D
Stock
Class A
Stock Option (Right to Buy) @ 04/11/2028 Common 80,231 $12.62 D
Stock
Class A
Stock Option (Right to Buy) 03/23/2016 01/16/2029 Common 1,248 $53.09 D
Stock
"""
    assert held(rows) == [("Stock Option (Right to Buy)", Decimal(n), "D") for n in (480, 80231, 1248)]


def test_cells_of_a_line_each_from_title_to_title() -> None:
    rows = "\n\n".join(
        f"Series {letter} Preferred Stock\n\n(1)\n\n(1)\n\nCommon\n{amount} $0\nStock\n\nD"
        for letter, amount in (("A", "600,000"), ("B", "1,836,000"), ("B", "1,989,000"), ("C", "686,274"))
    )
    amounts = [("A", 600000), ("B", 1836000), ("B", 1989000), ("C", 686274)]
    assert held(rows) == [series(letter, amount, "D") for letter, amount in amounts]


def test_a_title_that_goes_on_in_brackets_begins_one_row() -> None:
    rows = """Non-Qualified Stock Common
Option (right to (1) 01/13/2027 24,889 $12.61 D
buy) Stock
Non-Qualified Stock Common
Option (right to (1) 01/18/2029 3,455 $14 D
buy) Stock
"""
    title = "Non-Qualified Stock Option (right to buy)"
    assert held(rows) == [(title, Decimal(24889), "D"), (title, Decimal(3455), "D")]


def test_a_par_value_on_a_line_of_its_own_ends_the_title() -> None:
    rows = """Common Stock, par value 15,000 I By Trust
$.10 p
Common Stock, par value 198,000 I By Spouse
$.10
"""
    filing = form4lib.parse_text(HEADING + rows + NOTES)
    titles = [(r.security_title or "").replace(",", "") for r in filing.non_derivative]
    assert titles == ["Common Stock par value $.10"] * 2


def test_a_par_value_beside_another_cell_is_no_title_of_its_own() -> None:
    rows = """Option to Purchase Common Stock,
@ 02/10/2017 par value $0.01 3,978,632 $11.28 D
Common Stock per share
"""
    assert held(rows) == [("Option to Purchase Common Stock", Decimal(3978632), "D")]


def dotted(first: str) -> list[Decimal | None]:
    rows = f"""Series A Preferred Stock | () @ Common Stock {first} |$ 0 p®
Series B Preferred Stock | @) @ Common Stock 12,584 $0 D
Series C Preferred Stock | @) @ Common Stock 1,989,000 $0 D
Series D Preferred Stock | @) @ Common Stock 71,678 $0 D
"""
    return [amount for _, amount, _ in held(rows)]


def test_a_dot_among_commas_is_one() -> None:
    others = [Decimal(n) for n in (12584, 1989000, 71678)]
    assert dotted("684.467") == [Decimal(684467), *others]
    assert dotted("1,684.467") == [Decimal(1684467), *others]
    assert dotted("684.46") == [Decimal("684.46"), *others]


def test_a_fraction_among_fractions_is_one() -> None:
    rows = """Phantom Stock Units | () @ Common Stock 684.467 |$ 0 p®
Phantom Stock Units | @) @ Common Stock 12.58 $0 D
Phantom Stock Units | @) @ Common Stock 1,989 $0 D
Phantom Stock Units | @) @ Common Stock 71,678 $0 D
"""
    assert [amount for _, amount, _ in held(rows)][:2] == [Decimal("684.467"), Decimal("12.58")]


def test_a_misread_date_of_the_event_is_that_of_the_signature() -> None:
    text = HEADING + TABLE_2 + "Series A Preferred Stock (1) (1) Common Stock 12,584 $ 0 D\n" + NOTES
    filing = form4lib.parse_text(text.replace("02/14/2013", "02 194 2013", 1))
    evidence = filing.evidence["period_of_report"]
    assert (filing.period_of_report, evidence.raw, evidence.state) == (date(2013, 2, 14), "02 194 2013", "inferred")
    assert evidence.confidence < 0.9
    assert form4lib.parse_text(text.replace("02/14/2013", "05 194 2018", 1)).period_of_report is None


def test_the_box_of_the_event_tells_the_form_whose_title_is_lost() -> None:
    text = HEADING + TABLE_2 + "Series A Preferred Stock (1) (1) Common Stock 12,584 $ 0 D\n" + NOTES
    untitled = text.replace("FORM 3\n", "").replace(
        "INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES", "INITIAL"
    )
    filing = form4lib.parse_text(untitled)
    assert (filing.form_type, filing.evidence["form_type"].state) == ("3", "inferred")


def test_a_tick_put_to_its_label() -> None:
    text = HEADING.replace("_X_ Director ___ 10% Owner", "__X__Director ___ 10% Owner") + TABLE_2 + NOTES
    relationship = form4lib.parse_text(text).reporting_owners[0].relationship
    assert (relationship.is_director, relationship.is_ten_percent_owner) == (True, False)


def test_a_title_that_lost_its_end_is_told_by_its_twin() -> None:
    rows = """Option to Purchase Common = Common
Sek 03/11/2005 | 03/17/2013 Sak 4,409,541 $27.94 D
Option to Purchase Common # a Common a
Stock 10/12/2016 Stock 68,427 $29 D
Option to Purchase Common » Common
Seg 08/10/2015 Sage 4,815,980 $54.19 D
"""
    assert held(rows) == [("Option to Purchase Common Stock", Decimal(n), "D") for n in (4409541, 68427, 4815980)]


def test_what_is_left_of_the_headings_is_no_part_of_the_first_row() -> None:
    rows = "\n\n".join(
        f"Series {letter} Preferred Stock\n\na)\n\n@\n\nCommon\n\nStock (1) {amount}\n\n$0"
        for letter, amount in (("A", "600,000"), ("B", "[836,000"), ("C", "1,989,000"), ("D", "686,274"))
    )
    amounts = [("A", 600000), ("B", 836000), ("C", 1989000), ("D", 686274)]
    assert held("seares (Instr. 5)\n\n" + rows) == [series(letter, amount, "D") for letter, amount in amounts]


def test_a_price_of_thousands_without_a_comma_has_lost_its_point() -> None:
    rows = """Stock Option (Right to Buy) | @ 07/14/2031 | Common Stock 12,637 $4475 D
Stock Option (Right to Buy) | @ 12/19/2032 | Common Stock 2,441 $8.24 D
"""
    filing = form4lib.parse_text(HEADING + TABLE_2 + rows + NOTES)
    prices = [r.conversion_or_exercise_price for r in filing.derivative]
    assert prices == [Decimal("44.75"), Decimal("8.24")]
    assert filing.evidence["derivative[0].conversion_or_exercise_price"].state == "ambiguous"


def test_a_nought_among_footnotes_is_a_mark() -> None:
    rows = "".join(
        f"Series {letter} Preferred Stock | @ (1) Common Stock 12,58{i} {price} D\n"
        for i, (letter, price) in enumerate(
            zip("ABCDEF", ("$ (1)", "$ (1)", "$0", "$ (1)", "$ (1)", "$ (1)"), strict=True)
        )
    )
    filing = form4lib.parse_text(HEADING + TABLE_2 + rows + NOTES)
    assert [r.conversion_or_exercise_price for r in filing.derivative] == [None] * 6
    assert filing.evidence["derivative[2].conversion_or_exercise_price"].state == "ambiguous"
    priced = form4lib.parse_text(HEADING + TABLE_2 + rows.replace("$ (1)", "$0") + NOTES)
    assert [r.conversion_or_exercise_price for r in priced.derivative] == [Decimal(0)] * 6


def test_the_heading_of_table_2_misread() -> None:
    rows = "Series A Preferred Stock (1) (1) Common Stock 12,584 $ 0 D\nWarrant (1) (1) Common Stock 2,584 $ 9.5 D\n"
    heading = TABLE_2.splitlines()[0]
    for misread in (
        "Table M1 - Derivative Securities Beneficially Owned (e.g.",
        "abe _Derivaivy Securit Beneficially Owned",
    ):
        text = (HEADING + TABLE_2 + rows + NOTES).replace(heading, misread)
        filing = form4lib.parse_text(text)
        assert [r.underlying_security_shares for r in filing.derivative] == [Decimal(12584), Decimal(2584)]
        assert filing.non_derivative == ()
