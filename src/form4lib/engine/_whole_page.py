"""Stage 7g3: does the page keep the rows and cells that the form was printed in?

Takes `Labels` or a `Reading`. On a page that keeps them a row of a table is a row of the page and a line of box 1 its
own line, so that what stands otherwise was moved there. Also what such faults are made of. Changes nothing.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from ..spec import labels as spec
from ._breaks import CELL
from ._claims import Claims
from ._labels import Labels
from ._page import NEXT_CELL, WIDE, Word
from ._reading import Fault, Reading

TABLES = ("non_derivative", "derivative")
TABLE_TITLES = (spec.TABLE_1, spec.TABLE_2)
"""A table that goes on on a further page may have its heading there again, above those of its columns."""
_ABREAST = 5
"""Headings of columns that begin in one line of a page that is laid out by blanks: Table II of Form 3 has no more."""


def moved(message: str, *parts: str) -> Fault:
    """The fault of a line that stands where no form has it, and what it puts in doubt most."""
    return Fault("line_misplaced", parts or TABLES, message)


def stands_abreast(labels: Labels) -> bool:
    """Do headings of many columns begin in one line, wide gaps between them?"""
    columns = [hit.start for hit in labels.all(spec.COLUMN)]
    lines = Counter([labels.words[at].line for at in columns if _stands_apart(labels, at)])
    return max(lines.values(), default=0) >= _ABREAST


def _stands_apart(labels: Labels, at: int) -> bool:
    """Do blanks, or the title of its table, part the word from the one before it on its line?"""
    word, before = labels.words[at], labels.words[at - 1]
    if at == 0 or before.line != word.line or (word.gap == WIDE and word.x - before.x_end > 1):
        return True
    return labels.owner[at - 1] in TABLE_TITLES


def is_whole_page(reading: Reading) -> bool:
    """Are the page's rows and cells, or its columns, those that the form was printed in, blank ones included?

    Of a page laid out by blanks, none of whose rows stands below the headings, that is not known.
    """
    rows = [row for _, row in reading.rows()]
    fits = reading.is_celled or not rows or any(row.exact for row in rows)
    return fits and keeps_cells(reading.labels)


def keeps_cells(labels: Labels) -> bool:
    """Do headings of columns stand in cells side by side with none between, or abreast in a line?"""
    firsts = [labels.words[h.start] for h in labels.all(spec.COLUMN)]
    if any(b.cell - a.cell == 1 and a.row == b.row and a.line == b.line for a, b in pairwise(firsts)):
        return True
    return stands_abreast(labels)


def runs_on(labels: Labels) -> bool:
    """Do the boxes of the heading stand in one line? The lines of box 1 then run into what stands beside them."""
    firsts = [labels.firsts[name] for name in (spec.NAME_ADDRESS, spec.CITY) if name in labels.firsts]
    return len({labels.words[hit.start].line for hit in firsts}) == 1


def goes_on(reading: Reading) -> bool:
    """Does the last footnote go on in a further row of the page? What stands there are remarks, if nothing is lost."""
    words = reading.notes.footnotes[-1][1].words if reading.notes.footnotes else []
    return len({row_of(reading, w) for w in words}) > 1


def row_of(reading: Reading, word: Word) -> int:
    """The row of the page that a word stands in: on a page of lines its line."""
    return word.row if reading.is_celled else word.line


def is_drawn(reading: Reading, claims: Claims, folded: str) -> bool:
    """Are cells read one below the other, not as the text has its lines, or parted by where a ruler stands above?"""
    if reading.positioned:
        return False
    cells = reading.gaps.count(NEXT_CELL) - folded.count(CELL)
    starts = [word.start for word in claims.words]
    return (cells > 0 and cells > folded.count("\t")) or starts != sorted(starts)
