"""Forms of ownership that were not legible, and what tells them."""

from __future__ import annotations

import pytest

from form4lib.engine._cells import UNREAD, Cell, RowReading
from form4lib.engine._confidence import _limit, _told_letters
from form4lib.engine._reconcile import BESIDE_NATURE, BLANK_NATURE
from support.rows import make_row, reading_of

_FIELD = "direct_or_indirect"


def _printed(letter: str) -> RowReading:
    return make_row(False, security_title="Common Stock", direct_or_indirect=letter)


def _inferred(letter: str, why: str) -> RowReading:
    row = make_row(False, security_title="Common Stock")
    row.cells[_FIELD] = Cell(letter, [], UNREAD, (), "inferred", (why,))
    return row


@pytest.mark.parametrize(
    ("letter", "why", "printed", "told"),
    [
        ("I", BESIDE_NATURE, "I", True),
        ("D", BLANK_NATURE, "D", True),
        ("D", BLANK_NATURE, "I", False),  # no row prints this letter: its column may end above the row
        ("D", "from the rows above and below", "D", False),
    ],
)
def test_a_letter_that_the_nature_tells_is_as_sure_as_it_is_likely_where_another_row_prints_it(
    letter: str, why: str, printed: str, told: bool
) -> None:
    row = _inferred(letter, why)
    cell = row.cells[_FIELD]
    found = id(cell) in _told_letters(reading_of(_printed(printed), row))
    assert found is told
    assert (_limit(cell, "letter", (), is_told=found) > 0.9) is told


def test_letters_that_are_lost_in_every_row_are_not_sure() -> None:
    rows = [_inferred("D", BLANK_NATURE), _inferred("D", BLANK_NATURE)]
    assert not _told_letters(reading_of(*rows))


def test_the_other_table_prints_nothing_for_this_one() -> None:
    derivative = make_row(True, security_title="Stock Option", direct_or_indirect="D")
    assert not _told_letters(reading_of(_inferred("D", BLANK_NATURE), derivative))
