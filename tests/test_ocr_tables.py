"""Tables as OCR leaves them: a filing made here, and what is damaged in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import form4lib
from support.scanned import scanned_heading

HEADING = scanned_heading()
TABLE = "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned\n"
COLUMNS = """1. Title of Security (Instr. 3) 2. Transaction Date (Month/Day/Year) 2A. Deemed Execution Date, if any
3. Transaction Code (Instr. 8) Code V Amount (A) or (D) Price
"""
ROWS = (
    "Common Stock 11/11/2021 S 1,200 D $10.11 98,800 D",
    "Common Stock 11/11/2021 S 1,300 D $10.12 97,500 D",
    "Common Stock 11/11/2021 S 1,400 D $10.13 96,100 D",
    "Common Stock 11/11/2021 S 1,500 D $10.14 94,600 D",
)
NOTES = "\nExplanation of Responses:\nRemarks:\n/s/ Jane Doe 11/12/2021\n** Signature of Reporting Person Date\n"


def parse(rows: tuple[str, ...], heading: str = HEADING + TABLE + COLUMNS) -> form4lib.Filing:
    return form4lib.parse_text(heading + "\n".join(rows) + NOTES)


def traded(filing: form4lib.Filing) -> list[tuple[date | None, str | None, Decimal | None]]:
    rows = [r for r in filing.non_derivative if isinstance(r, form4lib.NonDerivativeTransaction)]
    return [(r.transaction_date, r.transaction_code, r.shares) for r in rows]


WHOLE = [(date(2021, 11, 11), "S", Decimal(n)) for n in (1200, 1300, 1400, 1500)]


def with_row(index: int, old: str, new: str) -> tuple[str, ...]:
    assert old in ROWS[index]
    return (*ROWS[:index], ROWS[index].replace(old, new), *ROWS[index + 1 :])


def test_undamaged() -> None:
    assert traded(parse(ROWS)) == WHOLE


def test_date_that_lost_a_stroke() -> None:
    filing = parse(with_row(1, "11/11/2021", "1111/2021"))
    assert traded(filing) == WHOLE
    assert filing.evidence["non_derivative[1].transaction_date"].state == "repaired"


def test_date_told_by_the_other_dates() -> None:
    filing = parse(with_row(2, "11/11/2021", "1112021"))
    evidence = filing.evidence["non_derivative[2].transaction_date"]
    assert traded(filing) == WHOLE
    assert (evidence.raw, evidence.state) == ("1112021", "repaired")
    assert "\x01" not in str(form4lib.to_dict(filing))


def test_lost_code_is_that_of_the_rows_beside_it() -> None:
    filing = parse(with_row(1, " S ", " "))
    evidence = filing.evidence["non_derivative[1].transaction_code"]
    assert traded(filing) == WHOLE
    assert evidence.state == "inferred"
    assert evidence.repairs


def test_lost_code_between_different_ones_is_likely_and_not_sure() -> None:
    rows = (ROWS[0], ROWS[1].replace(" S ", " "), ROWS[2].replace(" S ", " F "))
    filing = parse(rows)
    evidence = filing.evidence["non_derivative[1].transaction_code"]
    assert traded(filing)[1] == (date(2021, 11, 11), "S", Decimal(1300))
    assert (evidence.state, evidence.spans) == ("inferred", ())
    assert evidence.confidence < 0.9


def test_smudged_mark_behind_the_code() -> None:
    assert traded(parse(with_row(2, " S ", " st ")))[2][1] == "S"


def test_cells_with_a_rule_between_them() -> None:
    assert traded(parse(with_row(1, "1,300 D $10.12", "1,300]D|$10.12"))) == WHOLE


def test_the_next_page_alone_has_the_heading_of_the_table() -> None:
    second = "\n" + TABLE + COLUMNS
    filing = parse((*ROWS[:2], second + ROWS[2], ROWS[3]), HEADING + COLUMNS)
    assert traded(filing) == WHOLE


def test_a_repeated_heading_is_not_that_of_the_other_table() -> None:
    second = "\n" + TABLE.replace("of,", "ot,") + COLUMNS
    filing = parse((*ROWS[:2], second + ROWS[2], ROWS[3]))
    assert traded(filing) == WHOLE
    assert not filing.derivative


def test_columns_that_drift_are_read_line_by_line() -> None:
    """Blanks counted in the letters of each line put the same cell at another place in every line."""
    wide = []
    for i, row in enumerate(ROWS):
        cells = ["Common Stock", *row.split()[2:]]
        wide.append("".join(cell + " " * (7 + (5 * i + 3 * j) % 11) for j, cell in enumerate(cells)).rstrip())
    assert traded(parse(tuple(wide))) == WHOLE


TABLE_2 = """Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of Derivative Security (Instr. 3) 2. Conversion or Exercise Price of Derivative Security 3. Transaction Date
(Month/Day/Year) Code V (A) (D) Date Exercisable Expiration Date Title Amount or Number of Shares
"""


def test_a_title_woven_with_the_underlying_one() -> None:
    row = ("Restricted Common", "$0 11/11/2021 A 1,200 11/11/2022 11/11/2022 1,200 $0 1,200 D", "Stock Unit Stock")
    filing = parse(row, HEADING + TABLE_2)
    assert [r.security_title for r in filing.derivative] == ["Restricted Stock Unit"]


def test_a_whole_title_on_the_line_of_its_values_stays() -> None:
    row = (
        "Class A Common",
        "Class B Common Stock $0 11/11/2021 C 1,200 11/11/2022 11/11/2022 1,200 $0 1,200 D",
        "Stock",
    )
    filing = parse(row, HEADING + TABLE_2)
    assert [r.security_title for r in filing.derivative] == ["Class B Common Stock"]


def price_of(rows: tuple[str, ...], index: int, note: str = "") -> tuple[Decimal | None, str]:
    text = HEADING + TABLE + COLUMNS + "\n".join(rows) + NOTES.replace("Responses:\n", f"Responses:\n{note}\n")
    filing = form4lib.parse_text(text)
    row = filing.non_derivative[index]
    assert isinstance(row, form4lib.NonDerivativeTransaction)
    return row.price_per_share, filing.evidence[f"non_derivative[{index}].price_per_share"].state


def test_a_dot_read_as_a_comma_is_told_by_the_prices_beside() -> None:
    assert price_of(with_row(1, "$10.12", "$10,125"), 1) == (Decimal("10.125"), "repaired")


def test_a_sign_read_as_a_digit_is_told_by_the_prices_beside() -> None:
    assert price_of(with_row(1, "$10.12", "410.12"), 1) == (Decimal("10.12"), "repaired")


def test_a_dot_is_told_by_the_range_that_a_footnote_quotes() -> None:
    row = (ROWS[0].replace("$10.11", "$11,805"),)
    assert price_of(row, 0, "1. Sold at prices from $11.50 to $12.10.") == (Decimal("11.805"), "repaired")
    assert price_of(row, 0)[0] == Decimal(11805)


def test_a_price_near_the_others_is_left_alone() -> None:
    assert price_of(ROWS, 1) == (Decimal("10.12"), "read")


def test_a_date_after_that_of_the_other_rows_is_not_theirs() -> None:
    assert traded(parse(with_row(3, "11/11/2021 ", "")))[-1][0] is None


SURE = 0.9


def confidence(filing: form4lib.Filing, path: str) -> float:
    return filing.evidence[path].confidence


def test_dates_that_nothing_parts() -> None:
    row = "Stock Option $8.40 11/11/2021 A 4,000 11/11/202211/11/2031 Common Stock 4,000 $0 4,000 D"
    (option,) = parse((row,), HEADING + TABLE_2).derivative
    assert (option.exercise_date, option.expiration_date) == (date(2022, 11, 11), date(2031, 11, 11))


def test_a_lost_expiration_date_is_not_said_to_be_blank() -> None:
    row = "Stock Option $8.40 11/11/2021 A 4,000 (1) Common Stock 4,000 $0 4,000 D"
    filing = parse((row,), HEADING + TABLE_2)
    assert filing.derivative[0].expiration_date is None
    assert confidence(filing, "derivative[0].expiration_date") < SURE


def test_without_a_code_the_side_of_a_number_is_not_sure() -> None:
    row = "Stock Option $8.40 11/11/2021 4,000 11/11/2022 11/11/2031 Common Stock 4,000 $0 4,000 D"
    filing = parse((row,), HEADING + TABLE_2)
    (option,) = filing.derivative
    assert isinstance(option, form4lib.DerivativeTransaction)
    assert option.shares == 4000
    assert filing.evidence["derivative[0].acquired_disposed_code"].state == "inferred"
    assert confidence(filing, "derivative[0].acquired_disposed_code") < SURE


def test_the_letter_behind_an_award_is_that_of_direct_ownership() -> None:
    sure = []
    for owned in ("96,600", "8,000"):
        filing = parse((*ROWS[:3], f"Common Stock 11/11/2021 A 500 D $0 {owned}"))
        bought = filing.non_derivative[-1]
        assert isinstance(bought, form4lib.NonDerivativeTransaction)
        assert (bought.acquired_disposed_code, bought.direct_or_indirect) == ("A", "D")
        assert confidence(filing, "non_derivative[3].direct_or_indirect") < SURE
        sure.append(confidence(filing, "non_derivative[3].acquired_disposed_code"))
    assert sure[0] >= SURE
    assert sure[0] > sure[1]  # the balance bears the first one out


def test_a_title_is_in_doubt_where_the_underlying_one_is_lost() -> None:
    row = "Stock Option $8.40 11/11/2021 A 4,000 11/11/2022 11/11/2031 4,000 $0 4,000 D"
    filing = parse((row,), HEADING + TABLE_2)
    assert filing.derivative[0].underlying_security_title is None
    assert confidence(filing, "derivative[0].security_title") < SURE


def test_a_holding_that_lost_its_letter_is_a_row() -> None:
    filing = parse((*ROWS, "Common Stock 10,000", "By Spouse"))
    holding = filing.non_derivative[-1]
    assert (holding.security_title, holding.shares_owned_following) == ("Common Stock", Decimal(10000))
    assert (holding.nature_of_ownership, holding.direct_or_indirect) == ("By Spouse", "I")
    assert confidence(filing, "non_derivative[4].direct_or_indirect") < SURE


def test_an_amount_that_no_row_takes_is_told() -> None:
    filing = parse((*ROWS, "10,000"))
    (left,) = [d for d in filing.diagnostics if d.code == "leftover_values"]
    assert "'10,000'" in left.message


def test_the_name_right_above_the_label_of_its_box() -> None:
    heading = HEADING.replace(
        "1. Name and Address of Reporting Person*\nDoe Jane\n",
        "Doe Jane\n1. Name and Address of Reporting Person*\n(Last) (First) (Middle)\n",
    )
    (owner,) = parse(ROWS, heading + TABLE + COLUMNS).reporting_owners
    assert owner.name == "Doe Jane"


def test_a_name_is_not_put_right_by_the_sign_of_a_signature() -> None:
    filing = form4lib.parse_text(
        HEADING + TABLE + COLUMNS + "\n".join(ROWS) + NOTES.replace("/s/ Jane Doe", "/s/Jane Doe")
    )
    assert filing.reporting_owners[0].name == "Doe Jane"


def _with_a_sign_lost(between: str) -> form4lib.Filing:
    rows = ["Common Stock|11/11/2021|S|1,200|D|$19.28|98,800|D", "Common Stock|11/11/2021|S|1,300|D|319.9|97,500|D"]
    return parse(tuple(row.replace("|", between) for row in rows))


def test_a_price_that_alone_lost_its_sign_is_put_right_and_says_so() -> None:
    filing = _with_a_sign_lost(" ")
    assert filing.evidence["non_derivative[0].price_per_share"].state == "read"
    assert filing.evidence["non_derivative[1].price_per_share"].state == "repaired"
    assert form4lib.to_dict(filing)["non_derivative"][1]["price_per_share"] == "19.9"
    assert [d.path for d in filing.diagnostics if d.code == "value_repaired"] == ["non_derivative[1].price_per_share"]


def test_a_price_in_cells_that_alone_lost_its_sign_is_in_doubt() -> None:
    filing = _with_a_sign_lost(" | ")
    assert filing.evidence["non_derivative[0].price_per_share"].state == "read"
    assert confidence(filing, "non_derivative[1].price_per_share") < SURE
    assert filing.needs_review
