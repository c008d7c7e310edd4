"""Titles that may be another's, or that may lack their end."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from form4lib.engine._spilled import doubt_spilled
from support.rows import make_row, reading_of, sale, word


@pytest.mark.parametrize(
    ("way", "state", "sure"),
    [
        ("dealt", "repaired", False),
        ("across", "repaired", False),
        ("blocks", "repaired", True),
        ("dealt", "read", True),
    ],
)
def test_a_title_put_right_in_rows_put_together_is_not_sure(way: str, state: str, sure: bool) -> None:
    row = sale(2000, 48000)
    title = row.cells["security_title"]
    row.way, title.state, title.confidence = way, state, 0.99
    doubt_spilled(reading_of(row))
    assert (title.confidence >= 0.9) is sure


@pytest.mark.parametrize("left", ["interests", "representing", "Units"])
def test_a_word_of_titles_that_no_row_has_leaves_every_title_in_doubt(left: str) -> None:
    row = sale(2000, 48000)
    row.cells["security_title"].confidence = 0.99
    reading = reading_of(row)
    reading.table_1.leftover.append(word(left))
    doubt_spilled(reading)
    assert row.cells["security_title"].confidence < 0.9


@pytest.mark.parametrize(("left", "sure"), [(["Units"], True), (["Units", "Stock"], False)])
def test_a_title_of_more_rows_than_words_are_left_has_lost_none(left: list[str], sure: bool) -> None:
    rows = [sale(2000, 48000), sale(3000, 45000)]
    for row in rows:
        row.cells["security_title"].confidence = 0.99
    reading = reading_of(*rows)
    reading.table_1.leftover.extend(map(word, left))
    doubt_spilled(reading)
    assert [row.cells["security_title"].confidence >= 0.9 for row in rows] == [sure, sure]


@pytest.mark.parametrize(("expires", "sure"), [(40, True), (90, False)])
def test_what_underlies_has_no_piece_of_a_title_that_another_cell_parts_from_it(expires: int, sure: bool) -> None:
    row = make_row(
        True,
        security_title="Series K Preferred Stock",
        underlying_security_title="Common",
        expiration_date=date(2031, 5, 6),
    )
    starts = {"security_title": 0, "expiration_date": expires, "underlying_security_title": 60}
    for field, start in starts.items():
        row.cells[field].words = [attrs.evolve(w, start=start) for w in row.cells[field].words]
    title = row.cells["security_title"]
    title.confidence = 0.99
    doubt_spilled(reading_of(row))
    assert (title.confidence >= 0.9) is sure
