"""Stage 2a2: cells drawn with borders of `|` whose last line is underlined.

Takes the folded text of a page and its lines. Gives the text without those underlines and the cells they end: a
converter that has no line of its own for a rule writes it into the blanks of the line above, so that

    |Common  |04/28/2020 |  A |84,720|          says          Common Stock    04/28/2020    A    84,720 (1)
    |Stock___|___________|____|_(1)__|

A line in which two cells or more end so is such a line, and one that has no blank; in it a cell without any blank ends,
too. Reports nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ._breaks import CELL, FILL
from ._drawn_cells import DrawnCell

_BORDERED = re.compile(rf"[ \t]*{CELL}.*{CELL}[ ]*")
_LAST_LINE = re.compile(f"_(?={FILL}?{CELL})")
_ENOUGH = 2
_JOINT = re.compile(r"(?<=[\w.,])_(?=[\w\[(])")
"""`Wilton_Maria`: such a converter underlines the blanks of what is underlined, too."""

Table = tuple[int, int, list[DrawnCell]]
"""The first line of a table, the line behind its last, and its cells."""


def may_be_underlined(folded: str) -> bool:
    """Does a cell end with an underline?"""
    return "_" in folded and _LAST_LINE.search(folded) is not None


def find_underlined(folded: str, lines: list[tuple[int, int]]) -> tuple[str, list[Table]]:
    """The text without underlines, as long as it was, and the tables that they rule."""
    if not may_be_underlined(folded):
        return folded, []
    out: list[Table] = []
    parts: list[str] = []
    done = begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and _BORDERED.fullmatch(folded, *lines[end]):
            end += 1
        if end - begin < _ENOUGH:
            begin = end + 1
            continue
        cells, underlined = _cells_of(folded, lines[begin:end])
        if underlined:
            out.append((begin, end, cells))
        for start, stop in underlined:
            parts += (folded[done:start], folded[start:stop].replace("_", " "))
            done = stop
        begin = end
    plain = "".join((*parts, folded[done:]))
    return (_JOINT.sub(" ", plain) if out else plain), out


def _cells_of(folded: str, lines: list[tuple[int, int]]) -> tuple[list[DrawnCell], list[tuple[int, int]]]:
    """The cells of a table, and the spans that are underlined."""
    out: list[DrawnCell] = []
    underlined: list[tuple[int, int]] = []
    open_: dict[tuple[int, int], DrawnCell] = {}
    for top, (start, end) in enumerate(lines):
        borders = [x for x in range(start, end) if folded[x] == CELL]
        spans = [(left + 1, right) for left, right in pairwise(borders) if right > left + 1]
        ends = [span for span in spans if _is_underlined(folded[slice(*span)])]
        ruled = len(ends) >= _ENOUGH or (bool(ends) and not any(" " in folded[slice(*span)] for span in spans))
        going: dict[tuple[int, int], DrawnCell] = {}
        for span in spans:
            place = (span[0] - start, span[1] - start)
            cell = open_.get(place)
            if cell is None:
                cell = DrawnCell(top, *place)
                out.append(cell)
            cell.lines.append(span)
            if not ruled or _goes_on(folded[slice(*span)]):
                going[place] = cell
        underlined += ends if ruled else ()
        open_ = going
    return out, underlined


def _goes_on(cell: str) -> bool:
    """Does a cell go on below a line that ends others? Blanks tell it, or the rule of a cell of several lines."""
    return " " in cell or not cell.strip("=")


def _is_underlined(cell: str) -> bool:
    return "_" in cell and " " not in cell
