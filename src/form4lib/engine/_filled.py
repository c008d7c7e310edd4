"""Stage 2c: lines that were filled, whatever stood in them.

Takes a page. Joins the lines in it that a converter broke only because the next word did not fit: programs
that fold text at a width fold tables, too, where they know of none,

    Common Stock 11/20/2020   M   1,987 A
    $ 9.97 1,987 D   Common Stock 11/20/2020   M   2,845 A $ 7 4,832 D   Common
    Stock 11/20/2020   M   2,072 A $ 9.59 6,904 D

and a row then begins anywhere in a line. Where the lines of a table are rows, most of them end before the page does,
and none begins with what a row has in its midst. Such a page is left as it is. Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import attrs

from ..spec.lexicon import TITLE_WORDS
from ._labels import squeeze
from ._page import LINE, SPACE, WIDE, Page, Word, lines_of

_NARROWEST, _WIDEST = 40, 200
_LONGER, _LONGEST = 0.03, 1_000
"""So many lines may be longer than the width, by so much: a link has no blank to be folded at."""
_LEAST_FULL = 8
"""So many lines, at least, come near the width that a text was folded at."""
_NEAR = 12
_FOLDED = 0.5
"""So many of all lines that go on below, at least, end where the next word had no room, and so many of the tables':"""
_FILLED = 0.95
_MIDST = 0.2
"""So many of the lines begin with what no row begins with."""
_VALUE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}$|\$?\d{1,3}(?:,\d{3})*(?:\.\d+)?$|\$|[A-Z]$|\(\d+\)")
_STRONG = re.compile(r"\d\d/\d\d/\d{4}$|\d{1,3}(?:,\d{3})+")
_TABLE = "Table"
_BLANKS = " \t\r"
"""Not those that no line is broken at."""


@attrs.frozen
class _Line:
    """Words of one line, how long it is, and how long what it begins with is, as they were folded."""

    words: list[Word]
    length: int
    first: int


def join_filled(page: Page) -> Page:
    """Join the lines of a page that were folded at its width; gives the page."""
    width = None if page.positioned and _is_laid_out(page) else _width_of(page.source.text)
    if width is None:
        return page
    lines = [_line_of(words, page.source.text) for words in lines_of(page.words)]
    if not _are_filled(lines, width):
        return page
    joined = 0
    for above, line in pairwise(lines):
        first = line.words[0]
        if first.gap == LINE and _is_folded(above, line, width):
            joined += 1
            first.gap = SPACE
        for word in line.words:
            word.line -= joined
    return attrs.evolve(page, positioned=False)


def _width_of(text: str) -> int | None:
    """How wide the lines of the text are where none could be wider; None where they do not come near one width."""
    lines = text.split("\n")
    if len(max(lines, key=len).rstrip(_BLANKS)) > _LONGEST:
        return None
    wider = sum([len(line) > _WIDEST and len(line.rstrip(_BLANKS)) > _WIDEST for line in lines])
    if wider >= len(lines) - int(len(lines) * (1 - _LONGER)):  # too many, however many are blank
        return None
    lengths = sorted(filter(None, [len(line.rstrip(_BLANKS)) for line in lines]))
    width = lengths[int(len(lengths) * (1 - _LONGER))] if lengths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return None
    return width if sum([width - _NEAR < length <= width for length in lengths]) >= _LEAST_FULL else None


def _are_filled(lines: list[_Line], width: int) -> bool:
    """Do the lines of the tables end where the next word had no room, and begin in the midst of a row?"""
    going_on = [(above, below) for above, below in pairwise(lines) if below.words[0].gap == LINE]
    inside = list(_within_tables(lines, width))
    folded, all_folded = (sum(_is_folded(*pair, width) for pair in pairs) for pairs in (inside, going_on))
    if not inside or folded < _FILLED * len(inside) or all_folded < _FOLDED * len(going_on):
        return False
    return sum(_is_midst(*pair) for pair in inside) >= _MIDST * len(inside)


def _is_laid_out(page: Page) -> bool:
    """Do blanks make the wide gaps? Those that do not break a line, unless all do not, are an empty cell's."""
    text = page.source.text
    wide = [w.start for w in page.words if w.gap == WIDE]
    return " " not in text or sum(text[start - 2 : start] == "  " for start in wide) * 2 > len(wide)


def _line_of(words: list[Word], text: str) -> _Line:
    start = text.rfind("\n", 0, words[0].start) + 1
    stop = text.find("\n", words[-1].end)
    whole = text[start : stop if stop >= 0 else len(text)].rstrip(_BLANKS)
    return _Line(words, len(whole), len(whole.lstrip(" ").partition(" ")[0]))


def _within_tables(lines: list[_Line], width: int) -> Iterator[tuple[_Line, _Line]]:
    """Lines that hold an amount or a date, each with the one right below it, and the lines that lead to the first."""
    begun = False
    for above, below in pairwise(lines):
        begun = begun or above.words[0].text == _TABLE
        goes_on = begun and below.words[0].gap == LINE
        if goes_on and (_has_values(above) or (_has_values(below) and _is_folded(above, below, width))):
            yield above, below


def _has_values(line: _Line) -> bool:
    return any(_STRONG.match(w.text) for w in line.words)


def _is_midst(above: _Line, below: _Line) -> bool:
    """Does the line begin with a value, or with the rest of a title?"""
    return squeeze(above.words[-1].text) in TITLE_WORDS or _VALUE.match(below.words[0].text) is not None


def _is_folded(above: _Line, below: _Line, width: int) -> bool:
    """Was there no room for the next word?"""
    return above.length + 1 + below.first > width
