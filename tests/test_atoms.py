"""What a single word of a table can be read as, printed or damaged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from form4lib.engine._atoms import MARK, Reading, is_strong, is_value, readings
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


@pytest.mark.parametrize("text", ["Stock", "100", "(1)", "A", "12", "Trust,"])
def test_words_that_are_not_strong(text: str) -> None:
    assert not is_strong(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("100", True), ("12", True), ("$0", True), ("Stock", False), ("(1)", False)]
)
def test_values(text: str, expected: bool) -> None:
    assert is_value(text) is expected


def test_a_word_without_end_is_text() -> None:
    (reading,) = readings("(1)" * 40_000 + "x")
    assert reading.kind == TEXT
