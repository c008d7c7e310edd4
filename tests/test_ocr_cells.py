"""Cells as OCR leaves them: amounts out of their row, signs and marks fused with numbers, what a row tells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import form4lib
from form4lib.engine._atoms import Value, readings
from form4lib.engine._cells import Cell, RowReading
from form4lib.engine._counted_ticks import count_ticks
from form4lib.engine._date_atoms import read_date
from form4lib.engine._lines import Line
from form4lib.engine._page import WIDE
from form4lib.engine._raised import lift_prices, lower_amounts, lower_cells
from form4lib.engine._run_together import part_prices
from form4lib.engine._title_twins import mend_titles
from form4lib.engine._within import settle
from form4lib.spec.tables import CODE, FORM, MONEY, NUMBER, SIDE
from support.rows import make_row, word
from support.scanned import scanned_heading

DAY = date(2024, 5, 6)
ANCHOR = "Common Stock 05/06/2024 S (1) D 14.26 69,147 D"


def line(text: str) -> Line:
    return Line([word(part) for part in text.split()])


def texts(lines: list[Line]) -> list[str]:
    return [" ".join(w.text for w in found.words) for found in lines]


@pytest.mark.parametrize(
    ("above", "left"),
    [("17,287", []), ("17,287 $", ["$"]), ("17,287 $ (2)", ["$ (2)"]), ("3,936 Estate", ["Estate"]), ("435", [])],
)
def test_an_amount_above_its_row(above: str, left: list[str]) -> None:
    number = above.split()[0]
    moved = f"Common Stock 05/06/2024 S {number} (1) D 14.26 69,147 D"
    assert texts(lower_amounts([line(above), line(ANCHOR)])) == [*left, moved]


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ("17,287", "Common Stock 05/06/2024 S 500 D 14.26 69,147 D"),  # has its number
        ("2010", ANCHOR),  # a year in the name of a fund
        ("1,200 3,400", ANCHOR),  # whose?
        ("Capital US. Venture Fund 2,010 L.P.", ANCHOR),  # a line of its own
        ("17,287", "Common Stock 69,147 D"),  # a holding has none
        ("17,287", "Common Stock 05/06/2024 S"),  # no side
        ("1", ANCHOR),
    ],
)
def test_what_stands_above_a_row_and_is_not_its_amount(above: str, row: str) -> None:
    assert texts(lower_amounts([line(above), line(row)])) == [above, row]


def test_an_amount_stands_behind_the_v() -> None:
    assert texts(lower_amounts([line("1,057"), line("Common Stock 05/06/2024 G V D $0 1,080 D")])) == [
        "Common Stock 05/06/2024 G V 1,057 D $0 1,080 D"
    ]


@pytest.mark.parametrize("below", ["7.26", "(1) 7.26", "$7.26", "7.26 (2)"])
def test_a_price_below_its_row(below: str) -> None:
    price = next(part for part in below.split() if "." in part)
    rest = " ".join(part for part in below.split() if "." not in part)
    row = f"Common Stock 05/06/2024 P 2,000 A {price} 56,525 D"
    found = lift_prices([line("Common Stock 05/06/2024 P 2,000 A 56,525 D"), line(below)])
    assert texts(found) == [row, *([rest] if rest else [])]


@pytest.mark.parametrize(
    ("row", "below"),
    [
        ("Common Stock 05/06/2024 P 2,000 A $7.26 56,525 D", "7.26"),
        ("Common Stock 05/06/2024 P 2,000 A 56,525 D", "7.26 per share"),
        ("Common Stock 05/06/2024 P 2,000 A 56,525 D", "7.26 8.31"),
        ("Common Stock 56,525 D", "7.26"),
        ("Common Stock 05/06/2024 P 2,000 56,525 D", "7.26"),
    ],
)
def test_what_stands_below_a_row_and_is_not_its_price(row: str, below: str) -> None:
    assert texts(lift_prices([line(row), line(below)])) == [row, below]


def test_a_price_below_its_sign() -> None:
    row, below = "Common Stock 05/06/2024 S 2,000 D |$ 56,525 I See", "5.45 Footnotes"
    moved = "Common Stock 05/06/2024 S 2,000 D 5.45 |$ 56,525 I See"
    assert texts(lift_prices([line(row), line(below)])) == [moved, "Footnotes"]
    unsigned = row.replace("|$ ", "")
    assert texts(lift_prices([line(unsigned), line(below)])) == [unsigned, below]


@pytest.mark.parametrize(
    ("title", "row", "found"),
    [
        ("Class A Stock, par 18,421 A $0", "05/06/2024 A 20,000 D", ["Class A Stock, par", "A 18,421 A $0 20,000 D"]),
        ("Class A Stock S(1) $6.71(2) 661,756(3) See", "05/06/2024 141,981 D I footnote", None),
        ("Common Units 8,213(1) $0", "05/06/2024 A A 173,523 D", ["Common Units", "A 8,213(1) A $0 173,523 D"]),
    ],
)
def test_cells_read_behind_their_title(title: str, row: str, found: list[str] | None) -> None:
    meant = found or ["Class A Stock", "S(1) 141,981 D $6.71(2) 661,756(3) I See footnote"]
    assert texts(lower_cells([line(title), line(row)])) == [meant[0], f"05/06/2024 {meant[1]}"]


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("Common Stock 05/05/2024 S 18,421 D", "05/06/2024 S 700 D 20,000 D"),  # a row of its own
        ("Common Stock 18,421", "05/06/2024 S 700 D 20,000 D"),  # no place is left for it
        ("Common Stock 18,421", "05/06/2024 A D"),  # shares, or owned?
        ("Common Stock", "05/06/2024 S 700 D 20,000 D"),
    ],
)
def test_cells_that_have_no_one_place_stay(title: str, row: str) -> None:
    assert texts(lower_cells([line(title), line(row)])) == [title, row]


def test_a_price_that_another_row_has_is_parted_from_the_amount_owned() -> None:
    other, row = line("x 05/06/2024 S 115 D 5.1741 557,425 D"), line("x 05/06/2024 S 700 D 5.174110,033,636 D")
    assert texts(part_prices([other, row]))[1] == "x 05/06/2024 S 700 D 5.1741 10,033,636 D"


def test_a_price_that_meets_the_amount_owned() -> None:
    above, row = line("Common Stock 05/06/2024 S 300 D 12.73 17,986 D"), line("x 05/06/2024 S 700 D 13.387117,286 D")
    assert texts(part_prices([above, row]))[1] == "x 05/06/2024 S 700 D 13.3871 17,286 D"
    first, second = part_prices([above, row])[1].words[5:7]
    assert (first.end, second.start, second.end) == (len("13.3871"), len("13.3871"), len("13.387117,286"))


def test_a_price_that_meets_an_amount_which_follows_from_none_stays() -> None:
    lines = [line("Common Stock 05/06/2024 S 300 D 12.73 50,000 D"), line("x 05/06/2024 S 700 D 13.387117,286 D")]
    assert texts(part_prices(lines)) == texts(lines)


def best(text: str, kind: str) -> Value:
    found = [r for r in readings(text) if r.kind == kind]
    return min(found, key=lambda r: r.cost).value if found else None


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("J$1,150.16", "1150.16"),
        ("js11.64", "11.64"),
        ("s$18.86", "18.86"),
        ("|3$876.77", "876.77"),
        ("si5.11", "15.11"),
        ("st,o91.01", "1091.01"),
        ('$1,093.018"7)', "1093.018"),
        ("$1,150.165°9", "1150.165"),
        ("37.58131)", "37.5813"),  # no price has five decimals
        ("8351.4", "351.4"),  # the form would print 8,351.4
        ("$8351.4", "8351.4"),
        ("90", "0"),
    ],
)
def test_prices(text: str, price: str) -> None:
    assert best(text, MONEY) == Decimal(price)


@pytest.mark.parametrize(
    ("text", "number"),
    [('800"', "800"), ("189)", "189"), ("2021}", "2021"), ("1,794(2", "1794"), ("12,345°", "12345")],
)
def test_a_mark_behind_a_number_takes_no_digit_of_it(text: str, number: str) -> None:
    assert best(text, NUMBER) == Decimal(number)


def test_what_is_cut_is_read_at_a_price() -> None:
    assert min(r.cost for r in readings("0,000") if r.kind == NUMBER) >= 2


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("DY", FORM, "D"),
        ("p®)", FORM, "D"),
        ("D②", FORM, "D"),
        ("I①", FORM, "I"),
        ("by", FORM, None),
        ("jA", SIDE, "A"),
        ("/D", SIDE, "D"),
        ("D.", SIDE, "D"),
        ("iS)", CODE, "S"),
        ("eG", CODE, "G"),
    ],
)
def test_letters_with_what_stands_beside_them(text: str, kind: str, value: str | None) -> None:
    assert best(text, kind) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("98/13/2022", date(2022, 8, 13)),
        ("43/13/2022", None),  # 13/13 cannot be either
        ("o04/15/2017", date(2017, 4, 15)),
        ("[07/13/2004", date(2004, 7, 13)),
        ("x04/15/2017", None),
        ("13/2/2022", None),
    ],
)
def test_dates(text: str, found: date | None) -> None:
    reading = read_date(text)
    assert (reading and reading[0]) == found
    if reading is not None:
        assert reading[1] > 0
        assert text in reading[2]


def settled(derivative: bool = True, exact: bool = False, positioned: bool = False, **values: Value) -> RowReading:
    row = make_row(derivative, **values)
    row.exact = exact
    settle(row, derivative, positioned)
    return row


def test_a_lone_date_is_the_expiration() -> None:
    row = settled(exercise_date=DAY)
    assert (row.value("exercise_date"), row.value("expiration_date")) == (None, DAY)
    assert row.cells["expiration_date"].state == row.cells["exercise_date"].state == "ambiguous"
    assert settled(positioned=True, exercise_date=DAY).value("exercise_date") == DAY
    both = settled(exercise_date=DAY, expiration_date=date(2034, 5, 6))
    assert both.value("exercise_date") == DAY
    assert settled(exercise_date=DAY, exact=True).value("exercise_date") == DAY


@pytest.mark.parametrize(("code", "underlying"), [("M", 500), ("A", 500), ("C", None), ("E", None)])
def test_the_underlying_amount_of_a_row_that_lost_it(code: str, underlying: int | None) -> None:
    row = settled(shares=Decimal(500), transaction_code=code)
    assert row.value("underlying_security_shares") == underlying
    if underlying is not None:
        assert row.cells["underlying_security_shares"].state == "inferred"


def test_an_underlying_amount_that_is_a_footnote_stays_blank() -> None:
    row = make_row(True, shares=Decimal(500), transaction_code="M")
    row.cells["underlying_security_shares"] = Cell(marks=("1",), state="blank")
    settle(row, True, False)
    assert row.value("underlying_security_shares") is None


def amounts(**printed: str) -> RowReading:
    """A row whose numbers were read from these words."""
    row = make_row(True)
    for field, text in printed.items():
        row.cells[field] = Cell(Decimal(text.replace(",", "")), [word(text)])
    settle(row, True, False)
    return row


@pytest.mark.parametrize(
    ("shares", "underlying", "owned", "meant"),
    [
        ("28593", "28.593", "15,515.937", "28.593"),
        ("4801", "4.801", "4801", "4801"),
        ("28594", "28.593", "15,515.937", None),  # other digits
    ],
)
def test_numbers_of_the_same_digits(shares: str, underlying: str, owned: str, meant: str | None) -> None:
    row = amounts(shares=shares, underlying_security_shares=underlying, shares_owned_following=owned)
    found = [row.value("shares"), row.value("underlying_security_shares")]
    assert found == [Decimal(meant or shares), Decimal(meant or underlying)]


@pytest.mark.parametrize(
    ("shares", "underlying", "owned", "meant"),
    [
        ("269.227", "269.227", "13,974,275", "13974.275"),
        ("269.227", "269", "13,974,275", "13974275"),  # `8.467` alone is `8,467`
        ("269.22", "269.22", "13,974,275", "13974275"),
        ("269", "269", "13,974,275", "13974275"),
        ("269.227", "269.227", "974", "974"),
    ],
)
def test_what_is_owned_has_decimals_as_what_was_added(shares: str, underlying: str, owned: str, meant: str) -> None:
    row = amounts(shares=shares, underlying_security_shares=underlying, shares_owned_following=owned)
    assert row.value("shares_owned_following") == Decimal(meant)
    assert (row.cells["shares_owned_following"].state == "repaired") == ("." in meant)


def titled(*titles: str) -> list[str]:
    rows = [make_row(security_title=title) for title in titles]
    mend_titles((rows, []))
    return [str(row.value("security_title")) for row in rows]


@pytest.mark.parametrize(
    ("misread", "other"),
    [
        ("Class A Stock", "Class A Common Stock"),
        ("Restricted Stock nits", "Restricted Stock Units"),
        ("Series E Sequoia Preferred Stock", "Series E Preferred Stock"),
        ("Class AC Stock", "Class A Common Stock"),
        ("Common Stock, par value", "Common Stock, par value $0.01 per share"),
        ("Common Stock, par value share", "Common Stock, par value $0.01 per share"),
    ],
)
def test_a_title_that_is_another_one_misread(misread: str, other: str) -> None:
    assert titled(other, misread, other) == [other] * 3


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Class B Common Stock", "Class A Common Stock"),
        ("Series A Preferred Stock", "Series A Convertible Preferred Stock"),
        ("Preferred Stock", "Series A Preferred Stock"),
        ("Stock Option", "Stock Option (right to buy)"),
        ("Common Stock", "Acme Common Stock"),
    ],
)
def test_titles_of_two_securities_stay(title: str, other: str) -> None:
    assert titled(other, title, other) == [other, title, other]


def test_a_title_that_could_be_two_stays() -> None:
    both = "Class A Common Stock", "Class A Capital Stock"
    assert titled(*both, "Class A Stock", *both)[2] == "Class A Stock"


def test_titles_in_whole_cells_stay() -> None:
    rows = [make_row(security_title=title) for title in ("Class A Common Stock", "Class A Stock")]
    rows[1].exact = True
    mend_titles((rows, []))
    assert rows[1].value("security_title") == "Class A Stock"


def counted(text: str, name: str = "Doe Jane") -> list[str] | None:
    ticks = count_ticks(Cell(name), [word(part, WIDE) for part in text.split()])
    if ticks is None:
        return None
    boxes = ("director", "ten_percent", "officer", "other")
    assert all(getattr(ticks, box).state == "inferred" for box in boxes)
    return [box for box in boxes if getattr(ticks, box).value]


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("x", ["director"]),
        ("X X", ["director", "ten_percent"]),
        ("Xx President and COO", ["officer"]),
        ("x x CEO", ["director", "officer"]),
        ("x x x CEO", ["director", "ten_percent", "officer"]),
        ("x x x", None),
        ("x See footnote", None),
        ("CEO x", None),
        ("", None),
    ],
)
def test_ticks_by_their_number(text: str, boxes: list[str] | None) -> None:
    assert counted(text) == boxes


def test_a_company_is_no_director() -> None:
    assert counted("x", "Acme Capital Partners LP") == ["ten_percent"]


TABLE_1 = """Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3) 2. Transaction Date (Month/Day/Year) 2A. Deemed Execution Date, if any
3. Transaction Code (Instr. 8) Code V Amount (A) or (D) Price
"""
TABLE_2 = """Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of Derivative Security (Instr. 3) 2. Conversion or Exercise Price of Derivative Security 3. Transaction Date
(Month/Day/Year) Code V (A) (D) Date Exercisable Expiration Date Title Amount or Number of Shares
"""
NOTES = "\nExplanation of Responses:\nRemarks:\n/s/ Jane Doe 11/12/2021\n** Signature of Reporting Person Date\n"


def parse(table: str, *rows: str, period: str = "11/11/2021") -> form4lib.Filing:
    return form4lib.parse_text(scanned_heading(period) + table + "\n".join(rows) + NOTES)


def sold(filing: form4lib.Filing, index: int = 0) -> form4lib.NonDerivativeTransaction:
    row = filing.non_derivative[index]
    assert isinstance(row, form4lib.NonDerivativeTransaction)
    return row


def test_the_record_has_an_amount_that_stood_above_its_row() -> None:
    filing = parse(TABLE_1, "17,287 $", "Common Stock 11/11/2021 S (1) D 14.26 69,147 D")
    assert (sold(filing).shares, sold(filing).price_per_share) == (Decimal(17287), Decimal("14.26"))
    assert filing.evidence["non_derivative[0].shares"].raw.startswith("17,287")


SALE = "Common Stock 11/11/2021 S {shares} D $10.11 {owned} D"


def test_shares_of_which_a_mark_is_left_follow_from_the_balances() -> None:
    filing = parse(TABLE_1, SALE.format(shares="1,200", owned="98,800"), SALE.format(shares="(1)", owned="97,500"))
    assert sold(filing, 1).shares == 1300
    assert filing.evidence["non_derivative[1].shares"].state == "inferred"


def test_commas_read_as_dots_are_told_by_the_balance() -> None:
    filing = parse(TABLE_1, SALE.format(shares="1,200", owned="98,800"), SALE.format(shares='1.300"', owned="97,500"))
    evidence = filing.evidence["non_derivative[1].shares"]
    assert (sold(filing, 1).shares, evidence.state) == (Decimal(1300), "repaired")
    assert "1.300" in evidence.repairs[-1]


def test_a_form_between_rows_that_agree() -> None:
    row = "Common Stock 11/11/2021 S 1,200 D $10.11 98,800 I By Trust"
    filing = parse(TABLE_1, row, row.replace(" I By Trust", ""), row)
    assert sold(filing, 1).direct_or_indirect == "I"
    assert filing.evidence["non_derivative[1].direct_or_indirect"].confidence < 0.9


def test_a_word_of_natures_tells_an_i() -> None:
    filing = parse(TABLE_1, "Common Stock 11/11/2021 S 1,200 D $10.11 98,800 D", "Common Stock 5,000 Acme Growth Fund")
    assert filing.non_derivative[1].direct_or_indirect == "I"


def test_a_period_that_cannot_be_is_the_earliest_date() -> None:
    filing = parse(TABLE_1, SALE.format(shares="1,200", owned="98,800"), period="91/11/2021")
    assert filing.period_of_report == date(2021, 11, 11)
    assert filing.evidence["period_of_report"].state == "repaired"


def test_a_row_of_table_2_with_the_date_of_the_report_is_a_transaction() -> None:
    filing = parse(TABLE_2, "Stock Option $8.40 11/11/2021 c senia72] (1) Common Stock 4,000 $0 0 D")
    (row,) = filing.derivative
    assert isinstance(row, form4lib.DerivativeTransaction)
    assert (row.transaction_date, row.transaction_code) == (date(2021, 11, 11), "C")


def test_a_mark_is_no_second_number() -> None:
    filing = parse(TABLE_2, "Stock Option $8.40 11/11/2021 M 4,000 @ 4 k Common Stock 4,000 $0 0 D")
    (row,) = filing.derivative
    assert isinstance(row, form4lib.DerivativeTransaction)
    assert row.shares == 4000


def test_units_become_a_class_whose_title_is_not_legible() -> None:
    units = "Restricted Stock Unit $0 11/11/2021 M 500 (1) (1) 500 $0 100 D"
    got = "Class B Common Stock $0 11/11/2021 M 500 (2) (2) Class A Common Stock 500 $0 900 D"
    rows = [r for r in parse(TABLE_2, units, got).derivative if isinstance(r, form4lib.DerivativeTransaction)]
    assert [r.acquired_disposed_code for r in rows] == ["D", "A"]


def test_brackets_as_ocr_of_chinese_writes_them() -> None:
    text = scanned_heading() + TABLE_1 + SALE.format(shares="1,200", owned="98,800") + NOTES
    filing = form4lib.parse_text(text.replace("[ ACM ]", "【 ACM ］"))
    assert (filing.issuer.name, filing.issuer.trading_symbol) == ("Acme Corp", "ACM")
