"""The two titles of derivative rows, told apart by all their lines at once."""

from __future__ import annotations

import pytest

from form4lib.engine._cells import Cell, RowReading, join_words
from form4lib.engine._page import BLOCK, LINE, SPACE, Word, lines_of
from form4lib.engine._title_pairs import pair_titles
from form4lib.engine._wraps import Wraps
from support.rows import make_row

_COLUMNS = {"t": "security_title", "u": "underlying_security_title", "n": "nature_of_ownership"}


def paired(text: str, *, shown: str = "", heads: str = "") -> list[tuple[object, object]]:
    """The titles of the rows that lines make; a blank line parts blocks.

    `t0:` before a line is the cell where its words have been read: the column, and the row.
    """
    words, heading, held = _words(text, heads)
    rows = [make_row(True, direct_or_indirect="D") for _ in range(1 + max(int(cell[1]) for cell in held))]
    for cell, mine in held.items():
        rows[int(cell[1])].cells[_COLUMNS[cell[0]]] = Cell(join_words(mine), mine)
    known = Wraps()
    known.learn(shown or "Common Stock")
    pair_titles(rows, words, heading, known)
    return [(_title(row, "t"), _title(row, "u")) for row in rows]


def _title(row: RowReading, column: str) -> object:
    return row.value(_COLUMNS[column])


def _words(text: str, heads: str) -> tuple[list[Word], list[list[Word]], dict[str, list[Word]]]:
    words: list[Word] = []
    heading: list[Word] = []
    held: dict[str, list[Word]] = {}
    gap = BLOCK
    for at, line in enumerate(text.split("\n")):
        cell, _, rest = line.partition(": ")
        for place, token in enumerate((rest or cell).split()):
            word = Word(token, at * 100 + place * 10, at * 100 + place * 10 + 5, at, 0, 0, 0, SPACE if place else gap)
            (heading if token in heads.split() else words).append(word)
            if rest and token not in heads.split():
                held.setdefault(cell, []).append(word)
        gap = LINE if line else BLOCK
    return words, lines_of(heading), held


NOTE = """\
u0: Class A

t0: Convertible
t0: Promissory

$22.50

t0: Note

u0: Subordinate
u0: Voting

1,250

u0: Shares"""


def test_the_class_is_of_the_stock_that_underlies() -> None:
    torn = NOTE.replace("u0: Class", "t0: Class").replace("t0: Note", "u0: Note").replace("u0: Sub", "t0: Sub")
    want = [("Convertible Promissory Note", "Class A Subordinate Voting Shares")]
    assert paired(torn) == want == paired(NOTE)


def test_lines_taken_for_headings_belong_to_the_title() -> None:
    assert paired(NOTE, heads="Convertible Shares") == [
        ("Convertible Promissory Note", "Class A Subordinate Voting Shares")
    ]


def test_a_heading_that_is_more_than_a_title_is_none() -> None:
    text = "t0: Stock Option\n\nAmount\nor Number of\nShares\n\nu0: Common Stock"
    assert paired(text, heads="Amount or Number of Shares") == [("Stock Option", "Common Stock")]


ROWS = """\
t0: Director
t0: Stock
t0: Option

u0: Depositary
u0: Shares

t0: (Right to

u1: Buy)
u1: Director
t1: Stock
t1: Option

t1: Depositary
u1: Shares

u1: (Right to

t1: Buy)"""


def test_each_row_has_its_titles() -> None:
    assert paired(ROWS) == [("Director Stock Option (Right to Buy)", "Depositary Shares")] * 2


def test_words_in_another_order_are_the_title_of_the_row_above() -> None:
    text = (
        "t0: Convertible\n\nt0: Promissory Note\n\nt0: Series C\n\nt1: Promissory Note\n\nt1: Convertible\n\n"
        "u0: Preferred\nu0: Stock\nu1: Series C\n\nu1: Preferred\nu1: Stock"
    )
    (first, under), (_, other) = paired(text)
    assert (first, under, other) == (
        "Convertible Promissory Note",
        "Series C Preferred Stock",
        "Series C Preferred Stock",
    )


@pytest.mark.parametrize(
    "text",
    [
        "t0: Restricted Stock Units\n\nu0: Common Stock",
        "t0: Class B Common Stock\n\nu0: Class A Common Stock",
        "t0: Contract\nt0: to sell\n\nu0: Option Notes Option\nu0: Rights Rights Units Units",
        "t0: Stock Option",
    ],
    ids=["whole", "classes", "nothing better", "one title"],
)
def test_what_cannot_be_bettered_stays(text: str) -> None:
    before = [line.partition(": ")[2] for line in text.split("\n") if line.startswith("t0")]
    assert paired(text)[0][0] == " ".join(before)


def test_what_a_title_takes_leaves_the_nature_of_another_row() -> None:
    words, _, held = _words(ROWS.replace("t1: Stock\nt1: Option", "n0: Stock\nn0: Option"), "")
    rows = [make_row(True, direct_or_indirect="I") for _ in range(2)]
    for cell, mine in held.items():
        rows[int(cell[1])].cells[_COLUMNS[cell[0]]] = Cell(join_words(mine), mine)
    pair_titles(rows, words, [], Wraps())
    assert [_title(row, "t") for row in rows] == ["Director Stock Option (Right to Buy)"] * 2
    assert [_title(row, "n") for row in rows] == [None, None]


def test_what_a_title_takes_leaves_the_nature_of_ownership() -> None:
    words, _, held = _words("t0: Restricted Stock\n\nn0: Units\nn0: By Trust\n\nu0: Common Stock", "")
    row = make_row(True, direct_or_indirect="I")
    for cell, mine in held.items():
        row.cells[_COLUMNS[cell[0]]] = Cell(join_words(mine), mine)
    pair_titles([row], words, [], Wraps())
    assert (row.value("security_title"), row.value("nature_of_ownership")) == ("Restricted Stock Units", "By Trust")
