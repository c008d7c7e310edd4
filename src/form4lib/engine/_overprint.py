"""Stage 2d: rows of a table under which the form prints its own lines.

Takes a page. Gives it with rows of cells parted where a converter put the reminders or the heading of Table II into
the table's last row, cut at the borders of its cells: `Common Reminder: | Stock Report on a | separate line`. What was
filled in stays; the form's lines follow as rows of their own, each text together. Other pages are given back
unchanged. Reports nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import compress, count, groupby
from operator import attrgetter

import attrs

from ..spec.labels import PRINTED_BETWEEN
from ._atoms import is_strong
from ._breaks import CELL
from ._labels import squeeze
from ._page import BLOCK, NEXT_CELL, Page, Word
from ._remembered import remembered

_FRESH = 16
"""So many letters in a row are of the form's text though nothing of it stands to their left."""
_LEAST = 3
"""So few may begin a further line of it below another."""
_MOST_WORDS = 40
_MOST_STANDS = 40
"""The longest text has 30 words; a cell ends in few lines. More would take time out of proportion."""
_AFTER = {"reminder": "report", "persons": "who", "table": "ii"}
"""The first words of the texts that stand there, and how the second ones begin."""

_AMOUNT = re.compile(r"\$?\d+,\d")
"""An amount, or what a border has left of one; `Instr. 3, 4 and 5` is none."""

_CELL_OF = attrgetter("cell")
_ROW_OF = attrgetter("row")

_Stand = tuple[int, int]
"""A text, and how far it has been read."""


@attrs.define(slots=True, eq=False)
class _Run:
    """Words that spell a part of one text, or of several."""

    count: int
    letters: int
    stands: list[_Stand]


def _spell(words: list[Word], text: int, at: int) -> _Run:
    """How many of the words the text spells from here on; a lone capital is a letter of a column."""
    printed = PRINTED_BETWEEN[text][1]
    run = _Run(0, 0, [])
    for i, word in enumerate(words):
        key = squeeze(word.text)
        below = i > 0 and word.text[0] == "("
        if below or not printed.startswith(key, at) or (not i and len(key) == 1 and word.text.strip(".,()-").isupper()):
            break
        at += len(key)
        if key:
            run.count, run.letters = i + 1, run.letters + len(key)
    run.stands = [(text, at)]
    return run


def _better(best: _Run, run: _Run) -> _Run:
    if run.letters == best.letters and run.letters:
        best.stands += run.stands
    return run if run.letters > best.letters else best


def _going_on(words: list[Word], stands: list[_Stand]) -> _Run:
    best = _Run(0, 0, [])
    for text, at in stands:
        best = _better(best, _spell(words, text, at))
    return best


def _fresh(words: list[Word]) -> _Run:
    best = _Run(0, 0, [])
    key = squeeze(words[0].text)
    for text, (_, printed) in enumerate(PRINTED_BETWEEN):
        at = printed.find(key) if key and (words[0].text != "SEC" or printed.startswith(key)) else -1
        while at >= 0:
            best = _better(best, _spell(words, text, at))
            at = printed.find(key, at + 1)
    return best


def _begins(words: list[Word]) -> bool:
    """`Reminder: Report`, `Persons who`, `Table II`: or all that the border has left of it."""
    key = squeeze(words[0].text)
    after = _AFTER.get(key)
    following = squeeze(words[1].text) if len(words) > 1 else ""
    told = after is not None and (not following or after.startswith(following[:3]))
    return words[0].text == "SEC" or (told and words[0].text[0].isupper())


def _next_run(words: list[Word], stands: list[_Stand], below: bool) -> _Run:
    """What of the form's text begins at the first word; `below` what is known to be the form's."""
    run = _going_on(words, stands)
    if run.letters < 2 and not below and not (run.letters and run.count == len(words)):
        run = _Run(0, 0, [])
    fresh = _fresh(words)
    least = _LEAST if below or _begins(words) else _FRESH
    return fresh if fresh.letters > run.letters and fresh.letters >= least else run


def _part(cells: list[list[Word]]) -> tuple[list[Word], list[tuple[int, Word]]]:
    """The words that were filled in, and those of the form, each with its place.

    What stands below the form's text in a cell is of it, too.
    """
    kept: list[Word] = []
    printed: list[tuple[int, Word]] = []
    stands: list[_Stand] = []
    for words in cells:
        ended: list[_Stand] = []
        i = 0
        place: int | None = None
        while i < len(words):
            run = _next_run(words[i : i + _MOST_WORDS], stands, place is not None)
            count = run.count or 1
            if run.count:
                place = PRINTED_BETWEEN[run.stands[0][0]][0]
                ended = (ended + run.stands)[-_MOST_STANDS:]
            if place is None:
                kept.append(words[i])
            else:
                printed += [(place, w) for w in words[i : i + count]]
            i += count
        stands = ended or stands
    return kept, printed


@remembered
def _may_begin(text: str) -> bool:
    """Is it the first word of one of those texts?"""
    return text[0] in "RPT" and squeeze(text) in _AFTER


@remembered
def _is_amount(text: str) -> bool:
    """Is it an amount or a date, or what a border has left of an amount?"""
    return is_strong(text) or _AMOUNT.match(text) is not None


def _has_values(words: list[Word]) -> bool:
    """Is something an amount or a date? `SEC 1474` is the form's own number."""
    values = [i for i, w in enumerate(words) if _is_amount(w.text)]
    return any(not i or words[i - 1].text != "SEC" for i in values)


def _set_apart(row: list[Word], number: int) -> list[Word] | None:
    """The row from this number on, its own words first; None where nothing was filled in, or nothing printed below."""
    if not _has_values(row):
        return None
    cells = [list(group) for _, group in groupby(row, key=_CELL_OF)]
    kept, printed = _part(cells)
    if not printed or not _has_values(kept):
        return None
    out = [attrs.evolve(w, row=number) for w in kept]
    out[0] = attrs.evolve(out[0], gap=row[0].gap)
    last = None
    for text, word in sorted(printed, key=lambda pair: pair[0]):
        if text != last:
            number += 1
            word = attrs.evolve(word, gap=BLOCK)
        elif word.cell != out[-1].cell:
            word = attrs.evolve(word, gap=NEXT_CELL)
        out.append(attrs.evolve(word, row=number))
        last = text
    return out


def set_apart(page: Page) -> Page:
    """The page with the form's own lines out of its rows."""
    words = page.words
    out: list[Word] = []
    done = more = 0
    for start, stop in _overprinted(words) if _has_cells(page) else ():
        row = words[start:stop]
        parted = _set_apart(row, row[0].row + more)
        if parted is not None:
            out += (*_moved_down(words[done:start], more), *parted)
            done, more = stop, parted[-1].row - row[0].row
    return attrs.evolve(page, words=out + _moved_down(words[done:], more)) if out else page


def _has_cells(page: Page) -> bool:
    """May a word stand in another cell than its row's first? Cells are drawn, or a sign parts them."""
    folded = page.source.folded
    return page.drawn or CELL in folded or "\t" in folded


def _overprinted(words: list[Word]) -> list[tuple[int, int]]:
    """The rows of several cells in which one of those texts begins, from their first word to behind their last."""
    rows: dict[int, int] = {}
    for i in compress(count(), map(_may_begin, [w.text for w in words])):
        row = words[i].row
        start = bisect_left(words, row, hi=i, key=_ROW_OF)
        stop = bisect_right(words, row, lo=i, key=_ROW_OF)
        if words[stop - 1].cell > words[start].cell and _begins(words[i : min(i + 2, stop)]):
            rows[start] = stop
    return list(rows.items())


def _moved_down(words: list[Word], rows: int) -> list[Word]:
    return [attrs.evolve(w, row=w.row + rows) for w in words] if rows else words
