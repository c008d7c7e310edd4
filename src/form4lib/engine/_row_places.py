"""Stage 7g4: rows that are not rows of the page.

Takes a `Reading` of a whole page, and the folded text. A table there has its headings, then its rows, one row of the
page each, and nothing else: a row of Table I among those of Table II has other cells, a heading below a row or a line
of the notes between two came from elsewhere. Gives `Fault`s, of both tables, because the line may be missing from
either. Changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ..spec import labels as spec
from ._breaks import CELL, ROW
from ._cells import RowReading, quoted
from ._claims import Claims
from ._labels import Hit, Labels, squeeze
from ._leftovers import is_of_form
from ._lines import has_cells
from ._page import SPACE, Word
from ._reading import Fault, Reading
from ._regions import Range
from ._whole_page import TABLE_TITLES, TABLES, keeps_cells, moved

_HEADINGS = frozenset((*TABLE_TITLES, spec.COLUMN))
_TITLES = frozenset(TABLE_TITLES)
_ODD_SHARE = 0.34
_LINE_OF_WORDS = 3
"""What a date leaves that was printed with a comma is shorter."""


def find_rows_apart(reading: Reading, claims: Claims, whole: bool, folded: str) -> Iterator[Fault]:
    """Rows that do not stand as the form's do, and what stands among them; on any page what no row was made of."""
    for table, got in reading.tables():
        region = region_of(reading, table)
        if region is None:
            continue
        if whole and not _heads_in(reading.labels, region):
            yield moved("a table has no headings of columns")
        if not got.rows:
            yield from _below_heads(reading.labels, claims, region)
            continue
        celled = has_cells(reading.gaps[slice(*region)])
        if whole and (celled or reading.positioned):
            filled = [[w for cell in row.cells.values() for w in cell.words] for row in got.rows]
            lines = {w.line for words in filled for w in words}
            if len(lines) >= len(got.rows):
                yield from _apart(got.rows, filled, celled, folded)
                yield from _between(reading.labels, claims, region, [w for words in filled for w in words])
            elif not any(reading.labels.words[h.start].line in lines for h in _heads_in(reading.labels, region)):
                yield moved("two rows were read from one row of the page")


def find_rows_nowhere(reading: Reading, faults: list[Fault]) -> Iterator[Fault]:
    """Rows below none of the headings that stand abreast: the page's own way, or lines that changed places.

    They did where anything else is amiss, where two rows stand in one line, or where a title goes on in the next cell.
    """
    rows = [row for _, row in reading.rows()]
    if not rows or not keeps_cells(reading.labels):
        return
    lines = {(word.line, word.row) for row in rows for cell in row.cells.values() for word in cell.words}
    laid_out = reading.positioned or not reading.has_columns
    if len(lines) < len(rows) or any(map(_is_cut, rows)) or (laid_out and faults):
        yield moved("no row stands below the headings of its columns")


def _is_cut(row: RowReading) -> bool:
    """Does the next cell begin in the words of the title, one space behind its last: `Common` and `Stock`?"""
    title, next_title = row.cells.get("security_title"), row.cells.get("underlying_security_title")
    if not (title and next_title and title.words and next_title.words):
        return False
    last, first = title.words[-1], next_title.words[0]
    if any(word is first for word in title.words):
        return True
    return first.gap == SPACE and last.line == first.line and 0 < first.start - last.end <= 1


def _heads_in(labels: Labels, region: Range) -> list[Hit]:
    return [hit for hit in labels.all(spec.COLUMN) if region[0] <= hit.start < region[1]]


def region_of(reading: Reading, table: str) -> Range | None:
    """Where a table stands."""
    return reading.regions.table_1 if table == TABLES[0] else reading.regions.table_2


def _apart(rows: list[RowReading], filled: list[list[Word]], celled: bool, folded: str) -> Iterator[Fault]:
    odd = sum([not row.exact for row in rows])
    if odd and odd <= max(1, _ODD_SHARE * len(rows)):  # one line that moved does not make all rows odd
        yield moved("a row has not the cells that its table has columns")
    if celled and len(_widths(filled, folded)) > 1:
        yield moved("the rows of a table have not equally many cells")
    if any(map(_is_cut, rows)):
        yield moved("a title goes on in the next cell")
    for row, words in zip(rows, filled, strict=True):
        if len({w.row if celled else w.line for w in words}) > 1:
            yield moved("a row was read from two rows of the page")
        if celled and (
            True in [cell.words[0].cell != cell.words[-1].cell for cell in row.cells.values() if cell.words]
            or True in [_is_over_cells(word, folded) for word in words if word.more]
        ):
            yield moved("a value was read from two cells")
        if celled and _share_a_cell(row):
            yield moved("two values were read from one cell")


def _share_a_cell(row: RowReading) -> bool:
    """Do two values stand in one cell? The side has none of its own in Table II."""
    firsts = [cell.words[0] for name, cell in row.cells.items() if cell.words and name != "acquired_disposed_code"]
    return len({(word.row, word.line, word.cell) for word in firsts}) < len(firsts)


def _widths(filled: list[list[Word]], folded: str) -> set[int]:
    """How many borders of cells follow the first word of each row."""
    firsts = [min([w.start for w in words]) for words in filled if words]
    begin = min(firsts)
    rest = folded[begin:].replace("\n", ROW)
    rows = [rest[first - begin : end if (end := rest.find(ROW, first - begin)) >= 0 else None] for first in firsts]
    return {row.count(CELL) + row.count("\t") for row in rows}


def _is_over_cells(word: Word, folded: str) -> bool:
    """Was the word put together over the border of a cell: a `$` whose number is lost, and the next number?"""
    between = folded[word.start : word.more[-1][1]]
    return CELL in between or "\t" in between


def _below_heads(labels: Labels, claims: Claims, region: Range) -> Iterator[Fault]:
    """A table without rows holds its headings and nothing else."""
    heads = _heads_in(labels, region)
    if heads:
        left = [w for w in _left_in(claims, (heads[-1].stop, region[1])) if not is_of_form(w.text)]
        if left:
            yield moved(f"a table without rows holds {quoted(left)}")


def _left_in(claims: Claims, region: Range) -> list[Word]:
    """The words of a region that neither a label nor a cell accounts for."""
    first, stop = (bisect_left(claims.left, at) for at in region)
    return [claims.words[i] for i in claims.left[first:stop]]


def covered(words: list[Word]) -> list[tuple[int, int]]:
    """The spans of the words, and of the pieces that some were put together from, in order."""
    return sorted([span for w in words for span in ((w.start, w.end), *w.more)])


def is_covered(word: Word, spans: list[tuple[int, int]]) -> bool:
    """Does the word begin in one of the spans?"""
    at = bisect_right(spans, (word.start, word.end))
    return any(start <= word.start < end for start, end in spans[max(0, at - 1) : at + 1])


def _between(labels: Labels, claims: Claims, region: Range, filled: list[Word]) -> Iterator[Fault]:
    """Only the form's words above the rows, and from the first of them on only their cells."""
    starts = [word.start for word in filled]
    first, last = min(starts), max(starts)
    among = labels.hits[bisect_left(claims.labels, first) : bisect_left(claims.labels, last)]
    goes_on = not _TITLES.isdisjoint([hit.name for hit in among])  # on a further page, where its headings stand again
    if goes_on:
        among = [hit for hit in among if hit.name not in _HEADINGS]
    if [hit for hit in among for word in claims.words[hit.start : hit.stop] if word.start not in claims.used]:
        yield moved("a label of the form stands among the rows of a table")
        return
    unread = _left_in(claims, region)
    above = [w for w in unread if w.start < first and not is_of_form(w.text)]
    if above:
        yield moved(f"among the headings of columns stands {quoted(above)}")
    below = [w for w in unread if w.start > first and squeeze(w.text) and not (goes_on and is_of_form(w.text))]
    spans = covered(filled) if below else []
    if left := [word for word in below if not is_covered(word, spans)]:
        code = "leftover_values" if len(left) < _LINE_OF_WORDS else "line_misplaced"
        yield Fault(code, TABLES, f"below the first row stands {quoted(left)}", left)


def find_many_uncited(reading: Reading) -> Iterator[Fault]:
    """Scans lose the marks of notes, but never all marks of all rows: more notes that nothing cites had other rows."""
    rows, uncited = len(list(reading.rows())), len(reading.uncited())
    if uncited >= _MANY_NOTES and uncited > _NOTES_OF_A_ROW * rows:
        yield Fault("table_incomplete", (), f"{uncited} footnotes are not cited by the {rows} rows: others may be lost")


_MANY_NOTES = 6
_NOTES_OF_A_ROW = 1.5
