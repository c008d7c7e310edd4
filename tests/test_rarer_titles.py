"""Titles that few filings have, of trusts and preferred stock; and titles behind which other words came to stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import form4lib
from form4lib.engine._cells import Cell
from form4lib.engine._chunks import chunks_of, strange_words
from form4lib.engine._labels import squeeze
from form4lib.engine._page import BLOCK, LINE, SPACE, Word
from form4lib.engine._people import OwnerReading
from form4lib.engine._sheared import shear_titles
from form4lib.engine._ticks import Ticks
from form4lib.engine._title_twins import mend_titles
from support.pages import LAID_OUT_HEAD as HEAD
from support.pages import placed
from support.rows import make_row, reading_of, sale, word
from test_laid_out import TABLE_1, TAIL
from test_other_pdf_texts import HEAD as LINES_HEAD
from test_other_pdf_texts import PARTED
from test_other_pdf_texts import TABLE_2 as LINES_TABLE_2
from test_other_pdf_texts import TAIL as LINES_TAIL

VALUES = ("05/06/2024", "S", "2,000", "D", "$17.30", "48,000", "D")


@pytest.mark.parametrize(
    "title",
    [
        "Common Shares of Beneficial|Interest",
        "Shares of Beneficial|Interest",
        "7.25% Series A Cumulative Redeemable|Preferred Stock",
        "Class A Subordinate Voting|Shares",
        "Depositary Shares, each representing a 1/40th interest|in a share of Series C Preferred Stock",
    ],
)
def test_a_title_keeps_its_words_where_each_cell_has_lines_of_its_own(title: str) -> None:
    cells = "\n\n".join((title.replace("|", "\n"), *VALUES)) + "\n\n"
    filing = form4lib.parse_text(LINES_HEAD + PARTED + "\n" + cells + LINES_TABLE_2 + LINES_TAIL)
    assert [row.security_title for row in filing.non_derivative] == [title.replace("|", " ")]


def test_a_trusts_shares_are_no_heading_where_the_sign_of_a_price_stands_beside_them() -> None:
    lines = (
        placed((0, "Shares of Beneficial"), (80, "$")),
        placed((24, "05/06/2024"), (59, "S"), (69, "459"), (76, "D"), (80, "17.30"), (91, "48,000"), (104, "D")),
        placed((0, "Interest")),
    )
    filing = form4lib.parse_text(HEAD + TABLE_1 + "".join(lines) + TAIL)
    assert [row.security_title for row in filing.non_derivative] == ["Shares of Beneficial Interest"]


def _chunks(lines: str) -> list[str]:
    words = [
        Word(text, 40 * i + 10 * k, len(text), i, 0, 0, 0, SPACE if k else LINE)
        for i, line in enumerate(lines.split("|"))
        for k, text in enumerate(line.split())
    ]
    return [" ".join(w.text for w in c.words) for c in chunks_of(words)]


def test_the_letter_of_a_class_may_be_a_line_by_itself() -> None:
    assert _chunks("Class|C|21,000|Capital|Stock") == ["Class C", "21,000", "Capital Stock"]
    assert _chunks("Common|Stock|D|21,000") == ["Common Stock", "D", "21,000"]


def _read(*words: tuple[str, int]) -> Cell:
    return Cell(" ".join(text for text, _ in words), [word(text, gap) for text, gap in words])


@pytest.mark.parametrize(
    ("behind", "officer", "wanted"),
    [
        ((("CEO", BLOCK),), "CEO", "Common Stock"),
        ((("CEO", BLOCK),), None, "Common Stock"),
        ((("Relationships", LINE), ("Director", SPACE), ("Officer", SPACE)), None, "Common Stock"),
        ((("Relationships", SPACE),), None, "Common Stock Relationships"),
        ((("Units", BLOCK),), None, "Common Stock Units"),
    ],
    ids=["named in box 5", "named nowhere else", "headings of the owners", "in its line", "a title's word"],
)
def test_words_of_box_5_and_of_the_owners_are_cut_off(
    behind: tuple[tuple[str, int], ...], officer: str | None, wanted: str
) -> None:
    row = sale(2000, 48000)
    row.cells["security_title"] = _read(("Common", BLOCK), ("Stock", SPACE), *behind)
    reading = reading_of(row)
    ticks = Ticks(officer=Cell(True), officer_title=Cell() if officer is None else _read((officer, BLOCK)))
    reading.owners.append(OwnerReading(name=Cell("Wilton Maria"), ticks=ticks))
    shear_titles(reading)
    cell = row.cells["security_title"]
    assert cell.value == wanted
    assert bool(cell.repairs) is (wanted == "Common Stock")
    found = ticks.officer_title.value
    assert found == ("CEO" if behind[0][0] == "CEO" else officer)


@pytest.mark.parametrize(
    ("known", "day", "wanted"),
    [
        ("Common Stock", date(2024, 5, 6), "Common Stock"),
        ("Common Stock Units held by Trust", date(2024, 5, 6), None),
        ("Common Stock", None, None),
    ],
    ids=["a transaction", "no plain title", "a holding may be none"],
)
def test_a_transaction_without_a_title_has_that_of_its_table(known: str, day: date | None, wanted: str | None) -> None:
    values = {} if day is None else {"transaction_date": day}
    rows = [make_row(security_title=known), make_row(shares_owned_following=Decimal(5), **values)]
    mend_titles((rows, []))
    assert rows[1].value("security_title") == wanted


@pytest.mark.parametrize(
    ("title", "strange"),
    [
        ("Series A-1 Preferred Stock", 0),
        ("Class II Ordinary Shares", 0),
        ("A-1 Preferred Stock", 1),
        ("Series Q4z Preferred Stock", 1),
    ],
)
def test_what_follows_the_word_series_is_no_strange_word(title: str, strange: int) -> None:
    assert strange_words([squeeze(w) for w in title.split()]) == strange
