"""Stage 5d2: values that were cut in pieces.

Takes the words of one row in the order of its columns. Gives them with the pieces of one value put together: a `$` and
its amount, a number or a date cut by a cell's border or a line's end. A word put together keeps the spans of its pieces.
"""

from __future__ import annotations

import re

import attrs

from ._atoms import is_value
from ._page import LINE, NEXT_CELL, Word

_OPEN_NUMBER = re.compile(r"^\$?\d{1,3}(?:,\d{3})*,(?:\d{1,3})?$|^\$?\d{1,3}(?:,\d{3})*,\d{1,2}$")
_DIGITS = re.compile(r"^(?:\d{1,4}|,?\d{3})(?:,\d{3})*(?:\.\d+)?(?:\(\d{1,2}\))*$")
_COMMA_TAIL = re.compile(r"^(?:,\d{3})+(?:\.\d+)?(?:\(\d{1,2}\))*$|^\.\d+(?:\(\d{1,2}\))*$")
_OPEN_HEAD = re.compile(r"^\$?\d{1,3}(?:,\d{3})*$")
_OPEN_DATE = re.compile(r"^\d{1,2}/\d{0,2}/?\d{0,3}$")
_DATE_TAIL = re.compile(r"^/?\d{0,2}/?\d{1,4}$")
_WHOLE_DATE = re.compile(r"^\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})$")
_NUMBER = re.compile(r"^\$?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:\(\d{1,2}\))*$")
_OPEN_MARK = re.compile(r"\(\d{0,2}$")
_MARK_TAIL = re.compile(r"^\d{0,2}\)+$")


def _joined(first: Word, second: Word) -> Word:
    spans = (*first.more, (second.start, second.end), *second.more)
    return attrs.evolve(first, text=first.text + second.text, more=spans)


def _belong(first: Word, second: Word) -> bool:
    """Are the two words pieces of one value?"""
    a, b = first.text, second.text
    if a == "$":
        return is_value(b) or b[0].isdigit()
    if _OPEN_MARK.search(a) and _MARK_TAIL.match(b):
        return True
    if _OPEN_NUMBER.match(a) and _DIGITS.match(b):
        return _NUMBER.match(a + b) is not None
    if second.gap == NEXT_CELL and _OPEN_HEAD.match(a) and _COMMA_TAIL.match(b):
        return _NUMBER.match(a + b) is not None
    if _OPEN_DATE.match(a) and _DATE_TAIL.match(b) and not _is_early(a):
        return _WHOLE_DATE.match(a + b) is not None
    same_cell = first.cell == second.cell and second.gap >= LINE and second.gap != NEXT_CELL
    return same_cell and "." in a and _NUMBER.match(a) is not None and _DIGITS.match(b) is not None and "/" not in b


def _is_early(text: str) -> bool:
    """A whole date, the year in two digits, needs no more."""
    return re.match(r"^\d{1,2}/\d{1,2}/(?:\d{4}|[03-9]\d)$", text) is not None


def join_pieces(words: list[Word]) -> list[Word]:
    """Put the pieces of values together."""
    out: list[Word] = []
    for word in words:
        if out and _belong(out[-1], word):
            out[-1] = _joined(out[-1], word)
        else:
            out.append(word)
    return out
