"""Stage 7b6: natures of ownership, with the rows that they stand beside.

Takes the rows of one table. A nature of several lines stands around the line of its row, or begins on it; one that
stands below that line as a whole is the beginning of the next row's (`By` above `10,000 I`, with `Spouse` below), or no
nature at all. It is given to the next row, and the row that had it has none. Only rows whose letter was not read are
looked at.

Of a row of Table II whose cells wrap around its line, the first line may be that of the tallest cell, `Class A` of the
`Class A / Common / Stock` that underlies. What stands for the row's title then is a piece of that one, and the title
itself begins the nature. It is taken back as a repair; what it was is not known. Reports nothing.
"""

from __future__ import annotations

from itertools import pairwise

from ._cells import UNREAD, Cell, RowReading, join_words
from ._chunks import is_whole_title, keys_of_word
from ._page import Word, lines_of
from ._titles import TITLES, is_broken

_LONGEST_TITLE = 20
_FORM, _NATURE = "direct_or_indirect", "nature_of_ownership"
_VALUES = ("transaction_date", "shares", "shares_owned_following", "expiration_date")
_BESIDE = 2
"""So many values tell where a row is."""


def return_natures(rows: list[RowReading]) -> None:
    """Give the natures that stand below their row to the next one."""
    for row, after in pairwise(rows):
        cell = row.cells.get(_NATURE)
        if cell is None or row.exact or row.value(_FORM) is not None or after.value(_FORM) != "I":
            continue
        if isinstance(cell.value, str) and cell.words and _is_nearer(cell.words, row, after):
            _prepend(cell.words, after)
            row.cells[_NATURE] = Cell(None, [], UNREAD, (), "missing")


def return_titles(rows: list[RowReading]) -> None:
    """Give rows whose title is a piece of another the one that begins their nature."""
    for row in rows:
        title, other = (row.value(field) for field in TITLES)
        nature = row.cells.get(_NATURE)
        if row.exact or nature is None or not (isinstance(title, str) and is_broken(title)) or _is_whole(other):
            continue
        words = _whole_title(nature.words)
        if not words:
            continue
        why = f"taken from the nature of ownership, in place of {title!r}, a piece of another title"
        row.cells[TITLES[0]] = Cell(join_words(words), words, UNREAD, (), "repaired", (why,))
        left = [word for word in nature.words if word not in words]
        row.cells[_NATURE] = Cell(None, left, UNREAD, (), "missing")


def _is_whole(title: object) -> bool:
    """Is it a title of which nothing is lost?"""
    return isinstance(title, str) and is_whole_title(tuple(k for w in title.split() for k in keys_of_word(w)))


def _whole_title(words: list[Word]) -> list[Word]:
    """The longest title that a line of the words begins with."""
    for line in lines_of(words):
        for stop in range(min(len(line), _LONGEST_TITLE), 1, -1):
            keys = tuple(key for word in line[:stop] for key in keys_of_word(word.text))
            if is_whole_title(keys) and not is_broken(join_words(line[:stop])):
                return line[:stop]
    return []


def _is_nearer(words: list[Word], row: RowReading, after: RowReading) -> bool:
    """Do they stand below all values of their row, and no farther from those of the next?"""
    above, below = _lines(row), _lines(after)
    if len(above) < _BESIDE or not below:
        return False
    first, last = words[0].row - max(above), min(below) - max(word.row for word in words)
    return 0 <= last <= first and all(word.row > max(above) for word in words)


def _lines(row: RowReading) -> list[int]:
    cells = [row.cells[field] for field in _VALUES if field in row.cells]
    return [cell.words[0].row for cell in cells if cell.words and cell.value is not None]


def _prepend(words: list[Word], row: RowReading) -> None:
    cell = row.cells[_NATURE]
    joined = [*words, *cell.words]
    why = (*cell.repairs, f"with {join_words(words)!r}, which stands between the row above and this one")
    row.cells[_NATURE] = Cell(join_words(joined), joined, max(cell.cost, UNREAD), cell.marks, "repaired", why)
