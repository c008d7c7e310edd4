"""What a single word of a table can be read as, printed or damaged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from form4lib.engine._atoms import (
    MARK,
    Reading,
    has_date,
    is_grimy,
    is_strong,
    is_value,
    printed_date,
    readings,
)
from form4lib.engine._date_atoms import AS_DATE
from form4lib.spec.tables import CODE, DATE, FORM, MONEY, NUMBER, SIDE, TEXT, VOLUNTARY

PRINTED = 0.5
"""A reading that costs less is as printed."""


def of(kind: str, text: str) -> list[Reading]:
    return [r for r in readings(text) if r.kind == kind]


def best(kind: str, text: str) -> Reading:
    return min(of(kind, text), key=lambda r: r.cost)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("02/07/2000", date(2000, 2, 7)),
        ("2/7/00", date(2000, 2, 7)),
        ("12/31/1996", date(1996, 12, 31)),
        ("12/31/96", date(1996, 12, 31)),
        ("01/01/59", date(2059, 1, 1)),
        ("01/01/60", date(1960, 1, 1)),
        ("07/19-05:00/2024", date(2024, 7, 19)),
        ("02/29/2024", date(2024, 2, 29)),
    ],
)
def test_dates_as_printed(text: str, value: date) -> None:
    (reading,) = of(DATE, text)
    assert (reading.value, reading.cost, reading.repair) == (value, 0.0, "")


@pytest.mark.parametrize("text", ["13/01/2020", "02/30/2020", "02/29/2023", "00/10/2020", "1/1/1", "01/02/1899", "1/2"])
def test_no_dates(text: str) -> None:
    assert not of(DATE, text)


def test_a_date_keeps_the_mark_behind_it() -> None:
    reading = best(DATE, "05/06/2024(3)(12)")
    assert (reading.value, reading.marks) == (date(2024, 5, 6), ("3", "12"))


@pytest.mark.parametrize("text", ["0702/2010", "077022010", "07/02/201O", "07.02.2010", "07/0272010"])
def test_damaged_dates_say_what_was_done(text: str) -> None:
    reading = best(DATE, text)
    assert reading.value == date(2010, 7, 2)
    assert reading.cost >= 1
    assert repr(text) in reading.repair


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,000", "4000"),
        ("1,234,567.845", "1234567.845"),
        ("100", "100"),
        ("0.845", "0.845"),
        (".5", "0.5"),
        ("757,756(1)", "757756"),
    ],
)
def test_numbers_as_printed(text: str, value: str) -> None:
    reading = best(NUMBER, text)
    assert reading.value == Decimal(value)
    assert reading.cost < PRINTED
    assert reading.repair == ""


def test_numbers_that_are_oddly_printed_cost_more() -> None:
    plain, bare, led, one = (best(NUMBER, text).cost for text in ("1,234", "1234", "07", "7"))
    assert plain == 0
    assert bare > plain
    assert led > plain
    assert one > plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('2,400"', "2400"),
        ("7,365)", "7365"),
        ("1,794(2", "1794"),
        ("13,5920", "13592"),
        ("1.234.567", "1234567"),
        ("1,O00", "1000"),
        ("l,250", "1250"),
        ("|4,000|", "4000"),
        ("52,594°)", "52594"),
    ],
)
def test_damaged_numbers_say_what_was_done(text: str, value: str) -> None:
    found = [r for r in of(NUMBER, text) if r.value == Decimal(value)]
    assert found
    assert min(r.cost for r in found) > 0
    assert any(r.repair or r.cost <= PRINTED for r in found)


@pytest.mark.parametrize("text", ["abc", "1,23", "12,34,567", "--", "1.2.3.4x"])
def test_no_number_as_printed(text: str) -> None:
    assert not [r for r in of(NUMBER, text) if r.cost < PRINTED]


@pytest.mark.parametrize(
    ("text", "value"), [("$17.305", "17.305"), ("$0", "0"), ("$1,127.5", "1127.5"), ("$5.64(2)", "5.64")]
)
def test_prices_as_printed(text: str, value: str) -> None:
    reading = best(MONEY, text)
    assert (reading.value, reading.cost) == (Decimal(value), 0.0)
    assert not of(NUMBER, text)


def test_a_price_without_its_sign_costs_two() -> None:
    assert best(MONEY, "17.305").cost == 2.0


@pytest.mark.parametrize(
    ("text", "value"), [("so", "0"), ("SO", "0"), ("30", "0"), ("S12.50", "12.50"), ("s9.5", "9.5"), ("§3.25", "3.25")]
)
def test_misread_dollar_signs(text: str, value: str) -> None:
    reading = best(MONEY, text)
    assert reading.value == Decimal(value)
    assert reading.cost >= PRINTED
    assert "read" in reading.repair


def test_a_fused_sign_is_dearer_than_a_missing_one() -> None:
    values = {r.value: r.cost for r in of(MONEY, "569.10")}
    assert values[Decimal("569.10")] < values[Decimal("69.10")]


@pytest.mark.parametrize("text", ["P", "S", "S/K", "M(2)", "G", "J(1)"])
def test_codes_as_printed(text: str) -> None:
    reading = best(CODE, text)
    assert reading.cost == 0
    assert reading.value == text.split("(")[0]
    assert reading.marks == tuple(text[2:-1] if "(" in text else ())


def test_the_code_cell_of_form_5_names_the_form() -> None:
    four, six = best(CODE, "P4"), best(CODE, "P6")
    assert (four.value, four.cost, four.repair) == ("P", 0.0, "")
    assert six.cost > PRINTED
    assert "P6" in six.repair


@pytest.mark.parametrize(("text", "value"), [("Ss", "S"), ("sO", "S"), ("mM", "M"), ("Pp", "P"), ("GO", "G")])
def test_misread_codes(text: str, value: str) -> None:
    reading = best(CODE, text)
    assert reading.value == value
    assert reading.cost > 0
    assert reading.repair


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (SIDE, "A", "A"),
        (SIDE, "D", "D"),
        (FORM, "D", "D"),
        (FORM, "I", "I"),
        (FORM, "I(3)", "I"),
        (VOLUNTARY, "V", "V"),
    ],
)
def test_single_letters(kind: str, text: str, value: str) -> None:
    reading = best(kind, text)
    assert (reading.value, reading.cost) == (value, 0.0)


@pytest.mark.parametrize(
    ("kind", "text", "value"), [(FORM, "|", "I"), (FORM, "1", "I"), (SIDE, "al", "A"), (FORM, "O", "D")]
)
def test_misread_letters(kind: str, text: str, value: str) -> None:
    reading = best(kind, text)
    assert reading.value == value
    assert reading.cost > 0
    assert repr(text) in reading.repair


@pytest.mark.parametrize("kind", [SIDE, FORM])
def test_other_letters_are_neither(kind: str) -> None:
    assert not of(kind, "X")
    assert not of(kind, "Trust")


@pytest.mark.parametrize(("text", "marks"), [("(1)", ("1",)), ("(12)", ("12",)), ("(1)(2)", ("1", "2"))])
def test_marks_as_printed(text: str, marks: tuple[str, ...]) -> None:
    reading = best(MARK, text)
    assert (reading.marks, reading.cost) == (marks, 0.0)


@pytest.mark.parametrize(("text", "marks"), [("(1", ("1",)), ("®", ()), ("1)", ("1",)), ('"', ())])
def test_damaged_marks(text: str, marks: tuple[str, ...]) -> None:
    reading = best(MARK, text)
    assert reading.marks == marks
    assert 0 < reading.cost <= 1


def test_every_word_may_be_text_and_amounts_hardly() -> None:
    cheap, letter, sign, amount = (best(TEXT, text).cost for text in ("Stock", "A", "--", "$4,000"))
    assert cheap == 0
    assert cheap < letter < sign < amount


@pytest.mark.parametrize("text", ["05/06/2024", "4,000", "$5.6", "1234"])
def test_strong_words(text: str) -> None:
    assert is_strong(text)
    assert is_value(text)


@pytest.mark.parametrize("text", ["Stock", "100", "(1)", "A", "12", "Trust,", "1.234.567"])
def test_words_that_are_not_strong(text: str) -> None:
    assert not is_strong(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100", True),
        ("12", True),
        ("$0", True),
        ("1.5", True),
        ("1,O00", True),
        ("Stock", False),
        ("(1)", False),
        ("1)", False),
        ("7.2.2010", False),
        ("12;345;678", False),
    ],
)
def test_values(text: str, expected: bool) -> None:
    assert is_value(text) is expected


def test_a_word_without_end_is_text() -> None:
    (reading,) = readings("(1)" * 40_000 + "x")
    assert reading.kind == TEXT


def cost(kind: str, text: str, value: str) -> float:
    """What it costs to read the word so."""
    return min(r.cost for r in of(kind, text) if str(r.value) == value)


LIKELY_FIRST: dict[str, list[list[tuple[str, str]]]] = {
    NUMBER: [
        [("4,000", "4000"), ("12", "12"), ("757,756(1)", "757756"), ("100(1)(2)", "100")],  # as printed
        [("|4,000", "4000")],  # a ruled line beside it
        [("7", "7")],  # few hold so little
        [("{7}", "7")],
        [("52,594°)", "52594")],  # what is left of a mark's brackets
        [("007", "7")],  # nobody writes so
        [("1,794(2", "1794"), ("4,000,", "4000"), ('2,400"', "2400")],  # a mark that is open, a stray sign
        [("4,0005°)", "4000"), ("1234", "1234")],  # the mark's number in the amount, commas left out
        [("1.234.567", "1234567")],  # dots for commas
        [("13,5920", "13592")],  # a group of four digits
        [("1,O00", "1000")],  # letters for digits
        [("12;345.67", "12345.67")],  # signs for commas
    ],
    DATE: [
        [("07/02/2010", "2010-07-02"), ("07/19-05:00/2024", "2024-07-19"), ("05/06/2024(3)", "2024-05-06")],
        [("|07/02/2010|", "2010-07-02")],
        [("0702/2010", "2010-07-02"), ("077022010", "2010-07-02")],  # a sign lost, or read as a digit
        [("02/2010" + AS_DATE + "07/02/2010", "2010-07-02")],  # what is left of a date that other rows have
        [("7.2.2010", "2010-07-02"), ("07--02-2010", "2010-07-02"), ("'07.02.2010", "2010-07-02")],
    ],
    MONEY: [
        [("$30", "30"), ("$5.64(2)", "5.64")],
        [("S30.5", "30.5"), ("§3.25", "3.25"), ("$1,794(2", "1794")],  # a letter for the sign, or an open mark
        [("30", "0"), ("so", "0")],  # what scans make of `$0`
        [("S1,794(2", "1794")],  # both
        [("30", "30")],  # the sign lost
        [("|30.5", "30.5")],
        [("530.5", "30.5")],  # a digit for the sign
        [("13,5920", "13592")],
    ],
    CODE: [
        [("S", "S"), ("S4", "S"), ("S/K", "S/K"), ("J(1)(2)(3)(4)", "J")],
        [("S(2", "S"), ("Fd", "F")],  # a mark that is open or was taken for a letter
        [("Sv", "S"), ("Sab”", "S")],
        [("H®", "H")],  # hardly ever used
    ],
    VOLUNTARY: [[("V", "V"), ("V(1)", "V")], [("|V", "V")], [("v", "V")]],
    SIDE: [[("A", "A"), ("D(1)", "D")], [("|A", "A"), ("[D]", "D")]],
    MARK: [
        [("(1)", "None"), ("(1)(2)(3)(4)", "None")],
        [("(1", "None"), ("1)", "None")],
        [("(a)", "None"), ('"', "None")],
    ],
    TEXT: [
        [("Stock", "Stock"), ("AB1", "AB1")],
        [("A1", "A1"), ("AB12", "AB12"), ("AB12345", "AB12345")],
        [("A12", "A12"), ("A", "A")],
        [("--", "--")],
        [("12", "12")],
        [("$12", "$12"), ("4,000", "4,000"), ("1234", "1234")],
        [("05/06/2024", "05/06/2024"), ("06/2024" + AS_DATE + "05/06/2024", "06/2024" + AS_DATE + "05/06/2024")],
    ],
}  # fmt: skip
"""For each kind words from the likeliest reading to the least likely; those of one line are as likely as each other."""


@pytest.mark.parametrize("kind", LIKELY_FIRST)
def test_the_more_was_changed_the_less_likely(kind: str) -> None:
    costs = [{cost(kind, text, value) for text, value in alike} for alike in LIKELY_FIRST[kind]]
    assert [len(alike) for alike in costs] == [1] * len(costs)
    assert sorted(costs, key=max) == costs
    assert len(set().union(*costs)) == len(costs)


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (NUMBER, "4,000,", "without its stray signs"),
        (NUMBER, "1.234.567", "the dots of '1.234.567' as commas"),
        (NUMBER, "1,O00", "letters of '1,O00' as digits"),
        (NUMBER, "12;345.67", "the signs of '12;345.67' as commas"),
        (NUMBER, "13,5920", "as 13,592 and a footnote mark"),
        (MONEY, "S30.5", "with a misread dollar sign"),
        (MONEY, "so", "'so' as $0"),
        (DATE, "02/2010" + AS_DATE + "07/02/2010", "'02/2010' as the date of other rows"),
        (DATE, "7.2.2010", "'7.2.2010' as a date"),
        (MARK, "(1", "'(1' as a footnote mark"),
    ],
)
def test_a_reading_says_what_was_changed(kind: str, text: str, said: str) -> None:
    assert said in best(kind, text).repair


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (DATE, "01/01/1900", "1900-01-01"),
        (DATE, "12/31/2099", "2099-12-31"),
        (DATE, "O7/O2/2O10", "2010-07-02"),  # five digits are legible
        (DATE, '"07/02/2010', "2010-07-02"),
        (NUMBER, "1Ol0", "1010"),  # half of it is digits
        (MONEY, "S5", "5"),
        (MONEY, "S.50", "0.50"),
        (MONEY, "s1,250", "1250"),
    ],
)
def test_just_enough_to_be_read(kind: str, text: str, value: str) -> None:
    assert value in {str(r.value) for r in of(kind, text)}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (DATE, "01/01/2100", None),
        (DATE, "O7/O2/2O1O", None),  # four digits
        (DATE, '"07/02/2010"', None),
        (NUMBER, "1OOl", "1001"),
        (NUMBER, "1OO", "100"),
        (MONEY, "Sold", None),
        (MONEY, "569", "69"),  # a sign is a digit only before an amount with its cents
        (CODE, "h", None),
        (CODE, "Sabc”", None),
        (CODE, "Sabcd", None),
        (CODE, "Sab”’", None),
    ],
)
def test_too_little_to_be_read(kind: str, text: str, value: str | None) -> None:
    found = {str(r.value) for r in of(kind, text)}
    assert value not in found if value else not found


@pytest.mark.parametrize("text", ['2,400"', "7,365)", "|4,000|", "4,000", "1,088.9011°)"])
def test_each_value_is_read_in_one_way(text: str) -> None:
    for kind in (NUMBER, MONEY):
        values = [(r.value, "|" in r.repair) for r in of(kind, text)]
        assert len(set(values)) == len(values)


@pytest.mark.parametrize(("text", "day"), [("05/06/2024", date(2024, 5, 6)), ("7.2.2010", None), ("Stock", None)])
def test_a_date_as_printed(text: str, day: date | None) -> None:
    assert printed_date(text) == day


@pytest.mark.parametrize(("text", "expected"), [("05/06/2024", True), ("7.2.2010", True), ("4,000", False)])
def test_what_may_be_a_date(text: str, expected: bool) -> None:
    assert has_date(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("|", True), ("Stock°", True), ("::", True), ("aB", True), ("Stock", False), ("4,000", False)],
)
def test_grime(text: str, expected: bool) -> None:
    assert is_grimy(text) is expected


def test_a_v_is_voluntary_rather_than_text() -> None:
    assert cost(VOLUNTARY, "v", "V") < cost(TEXT, "v", "v")


def test_a_word_of_a_hundred_characters_is_read() -> None:
    marks = "(12)" * 24
    assert best(NUMBER, "1000" + marks).marks == ("12",) * 24
    assert [(r.kind, r.cost) for r in readings("10000" + marks)] == [(TEXT, 0.0)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$307,93]", "307.93"),
        ("$2,600,45", "2600.45"),
        ("/2,598.325", "2598.325"),
        ("¢44.46", "44.46"),
    ],
)
def test_prices_whose_point_or_sign_was_misread(text: str, value: str) -> None:
    reading = next(r for r in of(MONEY, text) if r.value == Decimal(value))
    assert reading.cost > PRINTED
    assert reading.repair


@pytest.mark.parametrize("text", ["307,931", "$3,075", "12,5", "1,2,34"])
def test_a_comma_is_no_point_before_other_than_two_digits(text: str) -> None:
    assert all("point" not in r.repair for r in readings(text))


def test_a_rule_before_a_date_read_as_a_digit() -> None:
    reading = best(DATE, "105/19/2018")
    assert reading.value == date(2018, 5, 19)
    assert reading.repair


@pytest.mark.parametrize(
    ("kind", "text", "value", "cost"),
    [
        (MONEY, "$12.50", "12.50", 0.0),
        (MONEY, "$1.1234", "1.1234", 0.0),
        (MONEY, "$1.12345", "1.12345", 1.2),
        (MONEY, "999,999", "999999", 2.0),
        (MONEY, "1,000,000", "1000000", 5.0),
        (MONEY, "$307,93", "307.93", 1.0),
        (MONEY, "307,93", "307.93", 3.0),
        (MONEY, "s12.50(1)", "12.50", 0.7),
        (MONEY, "s12.123456", "12.123456", 1.9),
        (MONEY, "s$18.86", "18.86", 0.7),
        (MONEY, "si5.11", "15.11", 1.7),
        (MONEY, "8351.4", "351.4", 1.6),
        (MONEY, "569.10", "69.10", 2.6),
        (MONEY, "$37.58136)", "37.5813", 0.6),
        (NUMBER, "0,000", "0", 2.0),
        (NUMBER, "1234", "1234", 0.8),
        (NUMBER, "07", "7", 0.6),
        (NUMBER, "5", "5", 0.3),
        (CODE, "Mo", "M", 0.8),
        (CODE, "Wo", "W", 2.4),
        (CODE, "iS)", "S", 1.3),
        (SIDE, "/A", "A", 1.3),
        (SIDE, "A.", "A", 1.3),
        (FORM, "D①", "D", 1.3),
        (VOLUNTARY, "v", "V", 0.7),
        (TEXT, "$12.50", "$12.50", 5.0),
        (TEXT, "12,500", "12,500", 5.0),
        (TEXT, "12", "12", 2.6),
        (TEXT, "A12", "A12", 0.8),
        (TEXT, "02/07/2000", "02/07/2000", 12.0),
        (NUMBER, "1:234", "1234", 2.8),
        (NUMBER, "1,150.165°9", "1150.165", 0.7),
    ],
)
def test_what_a_reading_costs_against_the_others_of_its_row(kind: str, text: str, value: str, cost: float) -> None:
    (reading,) = [r for r in of(kind, text) if str(r.value) == value]
    assert reading.cost == pytest.approx(cost)


def test_a_printed_sign_is_read_in_one_way() -> None:
    assert len(of(MONEY, "$12.50")) == 1
