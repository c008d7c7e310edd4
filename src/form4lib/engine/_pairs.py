"""Stage 2a3: rows written down as a name and a value each line, as JSON, YAML and language models have them.

Takes the folded text and its lines. Gives the tables that such rows make up, their cells as those of drawn tables: the
names as headings, once, and below them the values of each row. Reports nothing.

    - Title of Security: Common Stock
    - Transaction Date: 05/06/2024
    ...
"""

from __future__ import annotations

import re

from ._breaks import FILL
from ._drawn_cells import DrawnCell

_PAIR = re.compile(rf"[-\s{FILL}]{{0,40}}([^:\n]{{1,120}}):(?=[\s{FILL}]|$)([^\n]*)")
_TITLE = "itle of "
_FIRST = re.compile(_TITLE + r"(?:[Dd]erivative )?[Ss]ecurity")
_FIRST_PAIR = re.compile(rf"{_FIRST.pattern}[^:\n]{{0,40}}:")
_NO_VALUE = frozenset(("", "n/a", "na", "none", "null", "-"))
_SAYS_NOTHING = FILL + " \t,"
_COUNTED = re.compile(rf"[#\s{FILL}]{{0,40}}[A-Za-z]{{1,20}}[ ]#?\d{{1,3}}:?[\s{FILL}]*")
"""`### Row 1`, `Transaction 1:`"""
_SOME = 5
"""Values of a row, at least."""
_BETWEEN = 4
"""Lines between two rows, at most."""

_Span = tuple[int, int]
_Table = tuple[int, int, list[DrawnCell]]


def has_pairs(folded: str) -> bool:
    """Is a title of a security named so?"""
    at = folded.find(_TITLE)
    while at >= 0 and not _FIRST_PAIR.match(folded, at):
        at = folded.find(_TITLE, at + 1)
    return at >= 0


def find_pairs(folded: str, lines: list[_Span]) -> list[_Table]:
    """The tables: the first line of each, the line behind its last, and the cells."""
    if not has_pairs(folded):
        return []
    out: list[_Table] = []
    rows: list[dict[str, tuple[_Span, _Span]]] = []
    begin = end = 0
    for number, line in enumerate(lines):
        match = _PAIR.fullmatch(folded, *line)
        if match is None:
            continue
        if _FIRST.search(match[1]):
            if rows and (next(iter(rows[0])) != match[1] or number > end + _BETWEEN):
                out += _table_of(folded, begin, end, rows)
                rows = []
            begin = begin if rows else _first_line(folded, lines, number)
            rows.append({})
        if rows and (not rows[-1] or number == end):
            rows[-1].setdefault(match[1], (match.span(1), match.span(2)))
            end = number + 1
    return [*out, *_table_of(folded, begin, end, rows)]


def _first_line(folded: str, lines: list[_Span], number: int) -> int:
    """The line that counts the row, if one stands above it."""
    above = next(
        (at for at in range(number - 1, max(-1, number - _BETWEEN), -1) if folded[slice(*lines[at])].strip()), 0
    )
    return above if _COUNTED.fullmatch(folded, *lines[above]) else number


def _table_of(folded: str, begin: int, end: int, rows: list[dict[str, tuple[_Span, _Span]]]) -> list[_Table]:
    if not rows or max(map(len, rows)) < _SOME:
        return []
    names = dict.fromkeys(name for row in sorted(rows, key=len, reverse=True) for name in row)
    spans = {name: pair[0] for row in reversed(rows) for name, pair in row.items()}
    cells = [DrawnCell(begin, at, at + 1, [spans[name]]) for at, name in enumerate(names)]
    for top, row in enumerate(rows, begin + 1):
        for at, name in enumerate(names):
            span = row[name][1] if name in row else (0, 0)
            said = folded[slice(*span)].strip(_SAYS_NOTHING).lower()
            cells.append(DrawnCell(top, at, at + 1, [(0, 0) if said in _NO_VALUE else span]))
    return [(begin, end, cells)]
