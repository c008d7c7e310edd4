"""Stage 5e2: the side of Table II, by the heading that a number stands below.

Takes the rows of a table that is laid out by spaces, and its headings. Where a number stands below `(A)` or `(D)`,
and its row's code below `Code`, the row is told its side and says so; of a page set in other columns than its heading
nothing is said. Reports nothing.
"""

from __future__ import annotations

from bisect import bisect_left

import attrs

from ._cells import Cell, RowReading
from ._lines import TableText
from ._page import Word

_SIDE = "acquired_disposed_code"
_CODE_APART = 4.0
"""Characters between the middle of a code and that of its heading; they are mostly one below the other."""
_SURE = 0.25
"""How near to one heading a number has to stand, as a share of the way to the other."""


@attrs.frozen
class _Heading:
    """Where the second line of a heading has its words."""

    line: int
    code: float
    acquired: float
    disposed: float


def _middle(word: Word) -> float:
    return (word.x + word.x_end) / 2


_TOLD_BY = frozenset(("Code", "(A)", "(D)"))


def _headings(text: TableText) -> list[_Heading]:
    out = []
    for words in text.heads:
        at = {w.text: _middle(w) for w in words if w.text in _TOLD_BY}
        if len(at) == len(_TOLD_BY) and at["Code"] < at["(A)"] < at["(D)"]:
            out.append(_Heading(words[0].line, at["Code"], at["(A)"], at["(D)"]))
    return out


def _side(heading: _Heading, number: Word) -> str | None:
    share = (_middle(number) - heading.acquired) / (heading.disposed - heading.acquired)
    if abs(share) <= _SURE:
        return "A"
    return "D" if abs(share - 1) <= _SURE else None


def tell_sides(rows: list[RowReading], text: TableText) -> None:
    """Give each row the side that its number's place says, where one heading says so."""
    headings = _headings(text) if text.positioned else []
    for row in rows if headings else ():
        shares, code = row.cells.get("shares"), row.cells.get("transaction_code")
        told = any(column.side for column in row.row.spec.columns)
        if not told or not shares or not code or not shares.words or not code.words:
            continue
        number = shares.words[0]
        above = bisect_left(headings, number.line, key=lambda h: h.line)
        if not above or abs(_middle(code.words[0]) - headings[above - 1].code) > _CODE_APART:
            continue
        side = _side(headings[above - 1], number)
        if side is not None:
            row.cells[_SIDE] = Cell(side, shares.words, shares.cost)
            row.sided = True


__all__ = ["tell_sides"]
