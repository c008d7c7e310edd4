"""Stage 5a2: dates that only the other dates tell.

Takes the lines of a table and the period of the report. Gives them with words that are dates of the same table
misread (`1112021` for 11/11/2021, `1092/2015,` for 10/02/2015) marked as what they are: `_atoms` reads such a word as
that date, at a cost, and says so. Only a line without a date has one, at its first number. Where cells were dealt out,
the dates of a row are put in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import attrs

from ._atoms import has_date, printed_date
from ._cells import RowReading
from ._date_atoms import AS_DATE, DIGITS_LIKE
from ._lines import Line
from ._page import Word

_NUMBER = re.compile(r"^\W?\$?\d{1,3}(?:,\d{3})+(?:\.\d+)?\W*$|^\W?\$?\d*\.\d+\W*$|\$")
"""Amounts with their signs are no dates."""
_LEAST, _MOST = 5, 12
_MOST_LOST = 3
"""Of eight digits so many may be lost, or one be misread."""


def distance(a: str, b: str) -> int:
    """Edits between two short strings."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def _is_misread(text: str, known: date) -> bool:
    """Could the word be what is left of this date? Its year stands whole."""
    digits = "".join(c for c in text.translate(DIGITS_LIKE) if c.isdigit())
    wanted = f"{known:%m%d%Y}"
    if not digits.endswith(wanted[-3:]) or len(digits) > len(wanted) + 2:
        return False
    most = 2 if "/" in text else _MOST_LOST if len(digits) < len(wanted) else 2
    return distance(digits, wanted) <= most


def _first_number(line: Line) -> int | None:
    """The place of the first word with digits; the numbers of titles stand behind others or have signs."""
    return next((i for i, w in enumerate(line.words) if sum(c.isdigit() for c in w.text) >= 4), None)


def _mended(word: Word, known: Iterable[date]) -> Word:
    text = word.text
    if not _LEAST <= len(text) <= _MOST or _NUMBER.search(text):
        return word
    meant = [d for d in known if _is_misread(text, d)]
    return attrs.evolve(word, text=f"{text}{AS_DATE}{meant[0]:%m/%d/%Y}") if len(meant) == 1 else word


def mend_dates(lines: list[Line], period: date | None) -> list[Word]:
    """Mark the misread dates of a table's lines; gives the marked words."""
    known = {d for line in lines for w in line.words if (d := printed_date(w.text)) is not None}
    if period is not None:
        known.add(period)
    if not known or len(known) > _MOST_KNOWN:
        return []
    marked: list[Word] = []
    for line in lines:
        at = _first_number(line)
        if at is not None and at > 0 and not any(has_date(w.text) for w in line.words):
            word = _mended(line.words[at], known)
            if word is not line.words[at]:
                line.words[at] = word
                marked.append(word)
    return marked


def unmark(marked: list[Word]) -> None:
    """The words as they stand on the page again, once they are read."""
    for word in marked:
        word.text = word.text.partition(AS_DATE)[0]


def order_dates(rows: list[RowReading]) -> None:
    """Exchange the dates of rows that would expire before they can be exercised."""
    for row in rows:
        first, last = row.value(_EXERCISE), row.value(_EXPIRATION)
        if isinstance(first, date) and isinstance(last, date) and first > last:
            row.cells[_EXERCISE], row.cells[_EXPIRATION] = row.cells[_EXPIRATION], row.cells[_EXERCISE]


_EXERCISE, _EXPIRATION = "exercise_date", "expiration_date"
_MOST_KNOWN = 40
"""A form has 30 rows a table; a table of many more dates is none."""
