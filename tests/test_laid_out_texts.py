"""Pages laid out by spaces whose texts are as wide as their columns: titles beside prices, natures, years, reminders.

The texts are made up: `pdftotext -layout` writes such pages.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import form4lib
from support.pages import LAID_OUT_HEAD as HEAD
from support.pages import placed
from test_laid_out import TABLE_1, TABLE_2, TAIL


def _first(*lines: str) -> form4lib.Filing:
    return form4lib.parse_text(HEAD + TABLE_1 + "".join(lines) + TAIL)


def _second(*lines: str) -> form4lib.Filing:
    return form4lib.parse_text(HEAD + TABLE_1 + TABLE_2 + "".join(lines) + TAIL)


VALUES = ((28, "05/06/2024"), (46, "M"), (70, "896"), (81, "05/06/2025"))
END = ((117, "896"), (141, "1,000"), (156, "D"))


def test_price_one_space_behind_a_title_is_not_of_it() -> None:
    filing = _second(
        placed((0, "Series E")),
        placed((0, "Convertible $16.41"), *VALUES, (94, "05/06/2034"), (107, "Common"), *END),
        placed((0, "Preferred"), (107, "Stock")),
        placed((0, "Stock")),
    )
    (row,) = filing.derivative
    assert row.security_title == "Series E Convertible Preferred Stock"
    assert row.conversion_or_exercise_price == Decimal("16.41")


def test_title_one_space_behind_a_date_is_of_its_own_cell() -> None:
    filing = _second(
        placed((0, "Class B"), (105, "Class A")),
        placed((0, "Common $16.41"), *VALUES, (94, "05/06/2034 Common"), *END),
        placed((0, "Stock"), (105, "Stock")),
    )
    (row,) = filing.derivative
    assert (row.security_title, row.underlying_security_title) == ("Class B Common Stock", "Class A Common Stock")
    assert row.expiration_date == date(2034, 5, 6)


def test_marks_tell_that_a_line_of_heading_words_is_a_title() -> None:
    filing = _second(
        placed((0, "Convertible"), (16, "(2)"), (81, "(2)"), (94, "(2)")),
        placed(
            (28, "05/06/2024"), (46, "A"), (60, "896"), (107, "Common Stock"), (121, "896"), (141, "1,000"), (156, "D")
        ),
        placed((0, "Preferred Stock")),
    )
    assert [row.security_title for row in filing.derivative] == ["Convertible Preferred Stock"]


def test_class_below_a_whole_title_begins_the_next_row() -> None:
    filing = _second(
        placed((0, "Stock")),
        placed((0, "Option"), (14, "$0"), *VALUES, (94, "05/06/2034"), (107, "Common"), *END),
        placed((0, "(right to"), (107, "Stock")),
        placed((0, "buy)")),
        placed((0, "Class B"), (107, "Class B")),
        placed((0, "Common"), (14, "$0"), *VALUES, (94, "05/06/2034"), (107, "Common"), *END),
        placed((0, "Stock"), (107, "Stock")),
    )
    titles = [(row.security_title, row.underlying_security_title) for row in filing.derivative]
    assert titles == [("Stock Option (right to buy)", "Common Stock"), ("Class B Common Stock", "Class B Common Stock")]


def test_last_words_of_a_reminder_are_no_title() -> None:
    filing = _first(
        placed(
            (0, "Common Stock"),
            (24, "05/06/2024"),
            (59, "P"),
            (72, "896"),
            (80, "A"),
            (85, "$5.05"),
            (95, "1,276"),
            (109, "D"),
        ),
        "\nReminder: Report on a separate line for each class of securities beneficially owned directly or\n",
        placed((100, "SEC 1474 (9-02)")),
        "indirectly.\n",
    )
    assert [row.security_title for row in filing.non_derivative] == ["Common Stock"]


def test_box_to_tick_left_of_its_label_is_not_of_the_issuer() -> None:
    lines = [
        placed(
            (0, "1. Name and Address of Reporting Person *"),
            (47, "2. Issuer Name and Ticker or Trading Symbol"),
            (110, "5. Relationship of Reporting Person(s) to Issuer"),
        ),
        placed((0, "Wilton Maria"), (47, "NORTHERN GAUGE"), (112, "(Check all applicable)")),
        placed((92, "__X__ Director"), (125, "_____ 10% Owner")),
        placed(
            (0, "   (Last)    (First)    (Middle)"),
            (47, "CORP [NGGE]"),
            (92, "_____ Officer (give title below)"),
            (125, "_____ Other (specify below)"),
        ),
        placed((47, "3. Date of Earliest Transaction (Month/Day/Year)")),
        placed((47, "05/06/2024")),
        "\n",
    ]
    top = HEAD[: HEAD.index("1. Name")]
    filing = form4lib.parse_text(top + "".join(lines) + TABLE_1 + TAIL)
    assert filing.issuer.name == "NORTHERN GAUGE CORP"
    assert filing.reporting_owners[0].relationship.is_director
