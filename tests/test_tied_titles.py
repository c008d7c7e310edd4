"""Both titles of a row of Table II: when doubt of the one is doubt of the other."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from form4lib.engine._confidence import _tie_titles
from form4lib.engine._tables import TableReading
from support.rows import make_row


@pytest.mark.parametrize(
    ("title", "expires", "other", "sure"),
    [
        (0, 40, 60, True),  # all of the title, a date, what underlies
        (0, 70, 60, False),  # nothing stands between the two
        (60, 40, 0, False),  # the page gave the columns in another order
    ],
)
def test_a_title_parted_from_the_other_by_a_cell_is_not_in_doubt_with_it(
    title: int, expires: int, other: int, sure: bool
) -> None:
    row = make_row(
        True,
        security_title="Series K Preferred Stock",
        underlying_security_title="Cmn Stk",
        expiration_date=date(2031, 5, 6),
    )
    for field, start, trust in (
        ("security_title", title, 0.97),
        ("underlying_security_title", other, 0.1),
        ("expiration_date", expires, 0.97),
    ):
        cell = row.cells[field]
        cell.words, cell.confidence = [attrs.evolve(w, start=start) for w in cell.words], trust
    _tie_titles(TableReading([row], [], True))
    assert (row.cells["security_title"].confidence >= 0.9) is sure


def test_a_title_is_in_doubt_where_what_underlies_is_lost() -> None:
    row = make_row(True, security_title="Series K Preferred Stock")
    row.cells["security_title"].confidence = 0.97
    _tie_titles(TableReading([row], [], True))
    assert row.cells["security_title"].confidence < 0.9
