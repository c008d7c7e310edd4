"""Titles of rows that a scan gave to the last column, and pieces of other titles in their place."""

from __future__ import annotations

import attrs
import pytest

from form4lib.engine._cells import Cell
from form4lib.engine._natures import return_titles
from form4lib.engine._page import LINE, SPACE
from support.rows import make_row, word


def test_a_title_that_begins_the_nature_of_a_row_is_taken_back() -> None:
    row = make_row(True, security_title="Class A", underlying_security_title="Jc", nature_of_ownership="")
    first, *texts = "|s@ Class B Common Stock ommon D".split()
    below = [attrs.evolve(word(t, SPACE if i else LINE), line=1, start=9 + i) for i, t in enumerate(texts)]
    row.cells["nature_of_ownership"] = Cell("|s@ Class B Common Stock ommon D", [word(first, LINE), *below])
    return_titles([row])
    title = row.cells["security_title"]
    assert (title.value, title.state) == ("Class B Common Stock", "repaired")
    assert "'Class A'" in title.repairs[0]
    assert row.value("nature_of_ownership") is None


@pytest.mark.parametrize(
    ("title", "other", "nature"),
    [
        ("Stock Option", "Jc", "Class B Common Stock"),  # the title is whole
        ("Class A", "Common Stock", "Class B Common Stock"),  # what underlies is: it has lost no piece
        ("Class A", "Jc", "By Roe Family Trust"),  # no title begins the nature
    ],
)
def test_a_title_stays_where_nothing_tells_that_it_is_a_piece_of_another(title: str, other: str, nature: str) -> None:
    row = make_row(True, security_title=title, underlying_security_title=other)
    row.cells["nature_of_ownership"] = Cell(nature, [word(text) for text in nature.split()])
    return_titles([row])
    assert (row.value("security_title"), row.value("nature_of_ownership")) == (title, nature)
