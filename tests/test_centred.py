"""Titles of pages that give each line of each cell as a line of its own, from the top of the page down."""

from __future__ import annotations

import pytest

import form4lib
from support.scanned import scanned_heading

HEADING = f"""{scanned_heading()}Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3)
2. Transaction Date (Month/Day/Year)
3. Transaction Code (Instr. 8)
Amount
(A) or (D)
Price
Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of Derivative Security (Instr. 3)
2. Conversion or Exercise Price of Derivative Security
3. Transaction Date (Month/Day/Year)
4. Transaction Code (Instr. 8)
6. Date Exercisable and Expiration Date (Month/Day/Year)
7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)
Code
V
(A)
(D)
Exercisable
Expiration
Title
Shares
"""
NOTES = (
    "Explanation of Responses:\n1. A note.\nRemarks:\n/s/ Jane Doe 11/12/2021\n** Signature of Reporting Person Date\n"
)


def titles(*rows: str) -> list[tuple[str | None, str | None]]:
    text = HEADING + "\n".join(line for row in rows for line in row.split(" / ")) + "\n" + NOTES
    return [(row.security_title, row.underlying_security_title) for row in form4lib.parse_text(text).derivative]


UNITS = (
    "Restricted / Common / Stock / (1) / 11/11/2021 / M / 29,226 / (1) / (1) / 29,226 / $0 / 12,511 / D / Stock / Units"
)
OPTIONS = (
    "Stock / Option / Common / $9.72 / 11/11/2021 / A / 16,807 / (1) / 06/01/2030 / 16,807 / $0 / 16,807 / D"
    " / (right to / Stock / purchase)"
)
SHARES = (
    "Class B / Class A / By / Common / (1) / 11/11/2021 / C / 704,849 / (1) / (1) / Common / 704,849 / $0 / 704,850 / I"
    " / Trust / Stock / Stock"
)


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        (UNITS, ("Restricted Stock Units", "Common Stock")),
        (OPTIONS, ("Stock Option (right to purchase)", "Common Stock")),
        (SHARES, ("Class B Common Stock", "Class A Common Stock")),
    ],
)
def test_lines_of_two_titles_alternate(row: str, meant: tuple[str, str]) -> None:
    assert titles(row) == [meant]


def test_lines_between_two_rows_go_to_the_row_whose_title_they_make() -> None:
    assert titles(OPTIONS, UNITS) == [
        ("Stock Option (right to purchase)", "Common Stock"),
        ("Restricted Stock Units", "Common Stock"),
    ]


def test_a_line_that_could_be_a_heading_begins_the_title() -> None:
    row = "Warrants / Ordinary / $5.05 / 11/11/2021 / X / 1,500 / 12/02/2020 / 12/02/2025 / 1,500 / $0 / 9,390 / D"
    assert titles(row + " / (right to / Shares / buy)") == [("Warrants (right to buy)", "Ordinary Shares")]


def test_titles_that_stand_whole_on_their_lines_stay() -> None:
    row = "Restricted Stock Units / (1) / 11/11/2021 / M / 1,250 / (1) / (1) / Common Stock / 1,250 / $0 / 12,511 / D"
    assert titles(row) == [("Restricted Stock Units", "Common Stock")]


def test_a_word_of_a_title_that_is_put_right_says_so() -> None:
    filing = form4lib.parse_text(HEADING + UNITS.replace(" / ", "\n").replace("Units", "Unlts") + "\n" + NOTES)
    evidence = filing.evidence["derivative[0].security_title"]
    assert filing.derivative[0].security_title == "Restricted Stock Units"
    assert (evidence.state, evidence.repairs) == ("repaired", ("read 'Unlts' as 'Units'",))
