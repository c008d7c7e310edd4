"""Stage 2a: cells drawn with lines of characters.

Takes a `Source`. Gives its `Page`. Browsers for terminals, pandoc and others draw tables in a text: a border of `|` on
both sides of a cell, and rules such as `|-----+-----|` between rows, or a ruler of dashes over each column and nothing
between them:

    | Common | 05/06/2024 |  A  |         ---------- ------------ -----
    | Stock  |            |     |         Common     05/06/2024     A
    |--------+------------+-----|         Stock

A cell so drawn is read whole, all its lines one below the other, before the cell to its right: as it stood in the
table that was drawn. Spans go on indexing the text as passed in. Reports nothing: what is not drawn this way is left in
the order it has.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise

from ._breaks import BR, CELL, FILL, ROW
from ._drawn_cells import DrawnCell
from ._markdown import fold_markdown
from ._mended import Mended, mend
from ._page import Page, Word, read_page
from ._pairs import find_pairs, has_pairs
from ._source import Source
from ._underlined import find_underlined, may_be_underlined

_GRID_RULE = re.compile(rf"[ \t]*[+{CELL}](?:[:=-]{{3,}}[+{CELL}])+[ ]*")
"""A whole line that is a rule: `+----+-----+`, `|----+-----|`."""
_GRID_LINE = re.compile(rf"[ \t]*[+{CELL}].*[+{CELL}][ ]*")
_DASHES = re.compile(r"[:=-]+")
_LINE = re.compile(r"[^\n]*\n?")
_LEFT_RULE = re.compile(r"[:=+-]{3,}")
"""A rule within a cell, or of a drawing that is not understood, if it stands alone."""
_TABLE_CELLS = 5
"""A row of so many cells is a table's: there a line's end within a cell is where the cell was narrow. In the few boxes
of the heading each line says something by itself."""
_DEEPEST = 3
"""Tables within tables that are read: a frame, a page laid out in cells, and a table of the form."""
_RULER = re.compile(r"[ ]*-{2,}(?:[ ]+-{2,}){3,}[ ]*")
"""A line of dashes over each of four columns or more."""
_SOLID = re.compile(r"[ ]*-{20,}[ ]*")


_Piece = tuple[str, int, int]
"""What parts a piece of the text from the one before it in reading order, and its span."""


def read_drawn(source: Source) -> Page:
    """The words of a source, those of drawn cells cell by cell."""
    folded, pieces = _reading_order(source.folded, source.text)
    if pieces is None:
        return read_page(source)
    parts: list[str] = []
    starts: list[int] = []
    homes: list[int] = []
    length = 0
    for parting, start, end in pieces:
        parts += (parting, _LEFT_RULE.sub(_fill_rule, folded[start:end]))
        starts.append(length + len(parting))
        homes.append(start)
        length = starts[-1] + end - start
    page = read_page(Source(source.text, fold_markdown("".join(parts))))
    _bring_home(page.words, starts, homes, source.folded)
    return Page(source, page.words, positioned=False, drawn=True)


def _bring_home(words: list[Word], starts: list[int], homes: list[int], folded: str) -> None:
    """Give words found in reading order the places they have in the text."""
    lines = [0, *(match.end() for match in re.finditer("\n", folded))]
    for word in words:
        first = bisect_right(starts, word.start) - 1
        last = bisect_right(starts, word.end - 1) - 1
        spans = []
        for i in range(first, last + 1):
            begin = max(word.start, starts[i])
            end = word.end if i == last else starts[i + 1]
            spans.append((begin + homes[i] - starts[i], end + homes[i] - starts[i]))
        begin, end = spans[0]
        word.start, word.size, word.more = begin, end - begin, tuple(spans[1:])
        word.x = word.start - lines[bisect_right(lines, word.start) - 1]


def _fill_rule(match: re.Match[str]) -> str:
    before, behind = (
        match.string[max(0, match.start() - 1) : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    alone = all(not c or c.isspace() or c == CELL for c in (before, behind))
    return FILL * len(match[0]) if alone else match[0]


def _reading_order(folded: str, text: str, depth: int = 1) -> tuple[str, list[_Piece] | None]:
    """The folded text without underlines, and its pieces as a reader takes them, or None where nothing is drawn."""
    is_drawn = "---" in folded or ("=" in folded and "===" in folded) or may_be_underlined(folded)
    if not (is_drawn or has_pairs(folded)):
        return folded, None
    lines = [(m.start(), m.end() - m[0].endswith("\n")) for m in _LINE.finditer(folded) if m[0]]
    folded, underlined = find_underlined(folded, lines)
    tables = [*find_pairs(folded, lines), *_grids(folded, lines), *_ruled_columns(folded, lines), *underlined]
    drawn = sorted(tables, key=lambda table: table[:2])
    if not drawn:
        return folded, None
    pieces: list[_Piece] = []
    at = 0
    for begin, end, cells in drawn:
        if begin < at:
            continue
        if at < begin:
            pieces.append((ROW, lines[at][0], lines[begin - 1][1]))
        pieces += _in_order(folded, text, cells, depth)
        at = end
    if at < len(lines):
        pieces.append((ROW, lines[at][0], len(folded)))
    return folded, pieces


def _in_order(folded: str, text: str, cells: list[DrawnCell], depth: int) -> list[_Piece]:
    """The pieces of a table's cells, row by row."""
    rows: dict[int, list[DrawnCell]] = {}
    for cell in cells:
        rows.setdefault(cell.top, []).append(cell)
    out: list[_Piece] = []
    for _, row in sorted(rows.items()):
        within = " " if len(row) >= _TABLE_CELLS else BR
        for number, cell in enumerate(sorted(row, key=lambda c: c.left)):
            parting = CELL if number else ROW
            if depth < _DEEPEST and (mended := mend(folded, text, cell.lines)) is not None:
                out += _nested(mended, parting, depth + 1)
                continue
            out += [
                (within if line else parting, start, end)
                for line, (start, end) in enumerate(cell.pieces(folded) or [(0, 0)])
            ]
    return out


def _nested(mended: Mended, parting: str, depth: int) -> list[_Piece]:
    """The pieces of a cell that holds a table, as they stand in the page."""
    inner = _reading_order(mended.text, mended.text, depth)[1] or [("", 0, len(mended.text))]
    out: list[_Piece] = []
    for before, start, end in inner:
        for between, home_start, home_end in mended.homes_of(start, end):
            out.append((parting if not out else before + between, home_start, home_end))
            before = ""
    return out or [(parting, 0, 0)]


def _grids(folded: str, lines: list[tuple[int, int]]) -> list[tuple[int, int, list[DrawnCell]]]:
    """The tables with borders: the first line of each, the line behind its last, and the cells."""
    out: list[tuple[int, int, list[DrawnCell]]] = []
    if not ("-+" in folded or "=+" in folded or f"-{CELL}" in folded):
        return out
    begin = 0
    while begin < len(lines):
        if not _GRID_RULE.fullmatch(folded, *lines[begin]):
            begin += 1
            continue
        end = begin + 1
        last = begin
        while end < len(lines) and _GRID_LINE.fullmatch(folded, *lines[end]):
            if _GRID_RULE.fullmatch(folded, *lines[end]):
                last = end
            end += 1
        if last > begin + 1:
            out.append((begin, last + 1, _by_lines(folded, _cells_of(folded, lines[begin : last + 1]))))
        begin = last + 1
    return out


def _by_lines(folded: str, cells: list[DrawnCell]) -> list[DrawnCell]:
    """The cells, those of each line by themselves where rules stand around the rows and none between them.

    A line in a cell ends where the next word did not fit; where most would have, there begins another row.
    """
    tops = Counter([cell.top for cell in cells])
    fitting: dict[int, list[bool]] = {}
    for cell in cells:
        if tops[cell.top] >= _TABLE_CELLS:
            fitting.setdefault(cell.top, []).extend(cell.fitting(folded))
    apart = {top for top, fits in fitting.items() if sum(fits) > max(1, len(fits) // 2)}
    return [
        part
        for cell in cells
        for part in (
            [DrawnCell(cell.top + i, cell.left, cell.right, [line]) for i, line in enumerate(cell.lines)]
            if cell.top in apart
            else [cell]
        )
    ]


def _cells_of(folded: str, lines: list[tuple[int, int]]) -> list[DrawnCell]:
    """The cells of one table with borders, found line by line: one goes on below itself until a rule ends it.

    A line that grew or shrank after it was drawn (`&amp;`) has as many borders as the one above it, elsewhere.
    """
    borders = _borders(folded, lines)
    known = set(borders)
    done: list[DrawnCell] = []
    open_: dict[tuple[int, int], DrawnCell] = {}
    places: list[int] = []
    for top, (start, end) in enumerate(lines):
        drawn = [x for x in borders[: bisect_left(borders, end - start)] if folded[start + x] in f"+{CELL}"]
        actual = [x for x in range(end - start) if folded[start + x] == CELL]
        moved = len(actual) == len(places) and not known.issuperset(actual)
        places, stands = (places, actual) if moved else (drawn, drawn)
        going: dict[tuple[int, int], DrawnCell] = {}
        for (left, right), (begin, stop) in zip(pairwise(places), pairwise(stands), strict=True):
            span = (start + begin + 1, start + stop)
            if _DASHES.fullmatch(folded, *span):
                continue
            cell = open_.get((left, right))
            if cell is None:
                cell = DrawnCell(top, left, right)
                done.append(cell)
            cell.lines.append(span)
            going[left, right] = cell
        open_ = going
    return done


def _borders(folded: str, lines: list[tuple[int, int]]) -> list[int]:
    """The columns of characters that borders stand in: where rules, whole or in part, meet them."""
    borders: set[int] = set()
    for start, end in lines:
        line = folded[start:end]
        for match in re.finditer(rf"[+{CELL}](?:[:=-]{{2,}}[+{CELL}])+", line):
            borders.update(match.start() + i for i, c in enumerate(match[0]) if c in f"+{CELL}")
    return sorted(borders)


def _ruled_columns(folded: str, lines: list[tuple[int, int]]) -> list[tuple[int, int, list[DrawnCell]]]:
    """The tables whose columns a ruler of dashes shows: `----  -----  ---`."""
    out: list[tuple[int, int, list[DrawnCell]]] = []
    if "-- --" not in folded and "--  --" not in folded:
        return out
    is_open = was_blank = False
    begin = 0
    while begin < len(lines):
        is_blank = not folded[slice(*lines[begin])].strip()
        if not _RULER.fullmatch(folded, *lines[begin]):
            is_open = not is_blank and (is_open or _SOLID.fullmatch(folded, *lines[begin]) is not None)
            was_blank = is_blank
            begin += 1
            continue
        end = _end_of(folded, lines, begin, may_part=is_open or was_blank or begin == 0)
        if end > begin + 1:
            out.append((begin, end, _columns_of(folded, lines[begin:end])))
        is_open, was_blank = False, False
        begin = end
    return out


def _end_of(folded: str, lines: list[tuple[int, int]], begin: int, *, may_part: bool) -> int:
    """The line behind the last of a table under a ruler.

    Empty lines part rows where a line of dashes opened the table above its heading, or where nothing stands above the
    ruler, and another line of dashes closes it. Without these an empty line ends the table.
    """
    end = first_blank = begin + 1
    while (
        first_blank < len(lines)
        and not _is_rule(folded, lines[first_blank])
        and folded[slice(*lines[first_blank])].strip()
    ):
        first_blank += 1
    if not may_part:
        return first_blank
    while end < len(lines) and not _is_rule(folded, lines[end]):
        if not any(folded[start:stop].strip() for start, stop in lines[end : end + 2]):
            return end
        end += 1
    return end if end < len(lines) else first_blank


def _is_rule(folded: str, line: tuple[int, int]) -> bool:
    return _SOLID.fullmatch(folded, *line) is not None or _RULER.fullmatch(folded, *line) is not None


def _columns_of(folded: str, lines: list[tuple[int, int]]) -> list[DrawnCell]:
    """The cells below a ruler. Rows of several lines stand apart by an empty line, else each line is a row."""
    (first, stop), body = lines[0], lines[1:]
    lefts = [m.start() for m in re.finditer("-+", folded[first:stop])]
    edges = [*lefts, 1 << 30]
    empty = [not folded[start:end].strip() for start, end in body]
    apart = any(empty[:-1])
    cells: list[DrawnCell] = []
    row: list[DrawnCell] = []
    for top, ((start, end), is_empty) in enumerate(zip(body, empty, strict=True)):
        if is_empty or not apart:
            row = []
        if is_empty:
            continue
        if not row:
            row = [DrawnCell(top, left, right) for left, right in pairwise(edges)]
            cells += row
        for cell in row:
            cell.lines.append((min(start + cell.left, end), min(start + cell.right, end)))
    return cells
