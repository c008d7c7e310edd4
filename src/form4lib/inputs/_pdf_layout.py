"""Words in reading order.

Contract: takes the words of one cell, or of a page where no rules are; gives them in lines, each line in pieces that
stand apart, so that what is printed side by side is not woven together: a label that wraps inside its column stays in
one piece, a tick stands before its label. Reports nothing.
"""

from __future__ import annotations

import itertools
import re

import attrs

from ._pdf_sheet import PrintedWord

_APART = 0.7
"""Of the letters' height: words further apart stand in columns of their own; justified blanks stay under 0.8."""
_BASE = 0.25
"""Of the smaller word's height: words whose feet differ by no more stand on one line."""
_MARK = re.compile(r"\(?\d{1,2}\)?$|\*+$")
_BOX = re.compile(r"[_\[(]{1,40}[xX]?[_\])]{1,40}$")
_BELOW_BOX = 2.0
"""Of the letters' height: the label of a box to tick stands no further below, where the column is too narrow."""
_NEAR = 24
"""Lines or pieces on either side that are looked at: a page has no more columns."""
_MARKS = 3
"""Words; what is raised beside one line is no longer than this."""
_OVERLAP = 0.3
"""Of a mark's height: so much of it is beside the word it is raised from."""
_BEHIND = 2.0
"""Of a word's height: a mark raised from it, or the second such mark, stands no further behind it."""
_BESIDE = 0.5
"""Of the smaller height: pieces that overlap by so much stand side by side."""
_LEADING = 1.35
_BOX_LEADING = 1.12
"""Of the letters' height: lines no further apart are one wrapped text; in a box, rows of labels have little between
them."""
_SAME_SIZE = 1.25
_BLANK = 0.2
_ALIGNED = 0.8
"""Points by which the beginnings of two words in one column differ at most."""


@attrs.define(slots=True, eq=False)
class Piece:
    """Words that belong together, in lines."""

    lines: list[list[PrintedWord]]
    led: bool = False
    """Something stands before its first line: a number, a tick."""

    @property
    def x0(self) -> float:
        """Its left edge."""
        return min(line[0].x0 for line in self.lines)

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(line[-1].x1 for line in self.lines)

    @property
    def top(self) -> float:
        """The top of its first line."""
        return min(w.top for w in self.lines[0])

    @property
    def bottom(self) -> float:
        """The bottom of its last line."""
        return max(w.bottom for w in self.lines[-1])


def in_lines(words: list[PrintedWord]) -> list[list[PrintedWord]]:
    """The words, a list for each line, from the top; a raised mark goes with the line it is raised from."""
    lines: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        home = next((line for line in reversed(lines[-4:]) if _level(word, line)), None)
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    for line in lines:
        line.sort(key=lambda w: w.x0)
    lines.sort(key=lambda line: line[0].base)
    for mark in [line for line in lines if len(line) <= _MARKS]:
        at = lines.index(mark)
        near = lines[max(0, at - _NEAR) : at + _NEAR]
        home = next((line for line in near if line is not mark and all(_is_raised(w, line) for w in mark)), None)
        if home is not None:
            lines.remove(mark)
            home += mark
            home.sort(key=lambda w: w.x0)
    return sorted(lines, key=lambda line: line[0].base)


def _level(word: PrintedWord, line: list[PrintedWord]) -> bool:
    """Does the word stand on the same base line?"""
    other = line[0]
    return word.base - other.base <= _BASE * min(word.height, other.height) and word.top < other.bottom


def _is_raised(mark: PrintedWord, line: list[PrintedWord]) -> bool:
    """Does the mark stand close behind a word of the line, or behind another mark that does?"""
    return any(
        (mark.height < word.height or _MARK.match(mark.text) is not None)
        and mark.base < word.base
        and min(mark.bottom, word.bottom) - max(mark.top, word.top) > _OVERLAP * mark.height
        and -0.5 * word.height < mark.x0 - word.x1 < _BEHIND * word.height
        for word in line
    )


def _pieces_of(line: list[PrintedWord]) -> list[list[PrintedWord]]:
    """A line, cut where words stand apart."""
    out = [[line[0]]]
    for before, word in itertools.pairwise(line):
        if word.x0 - before.x1 > _APART * max(before.height, word.height):
            out.append([])
        out[-1].append(word)
    return out


def _goes_on(piece: Piece, line: list[PrintedWord], others: list[Piece], leading: float) -> bool:
    """Is the line the next one of a wrapped text?"""
    last = piece.lines[-1]
    tall, mine = max(w.height for w in last), max(w.height for w in line)
    if max(tall, mine) > _SAME_SIZE * min(tall, mine):
        return False
    if _BOX.match(last[0].text) and len(last) == 1:
        leading = _BELOW_BOX
    if line[0].base - last[0].base > leading * min(tall, mine) or (len(line) == 1 and _MARK.match(line[0].text)):
        return False
    x0, x1 = line[0].x0, line[-1].x1
    if min(x1, last[-1].x1) - max(x0, last[0].x0) < 0.5 * min(x1 - x0, last[-1].x1 - last[0].x0):
        return False
    return not any(o.x0 < x1 and x0 < o.x1 and o.top > piece.top for o in others if o is not piece)


def _cut_at_columns(parts: list[list[PrintedWord]], columns: set[float]) -> list[list[PrintedWord]]:
    """Cut a line also where a word begins right below or above the beginning of a piece of the next line.

    `TOKYO M0 105-7537` stands close together where the name fills its column, above `(City) (State) (Zip)`.
    """
    out: list[list[PrintedWord]] = []
    for part in parts:
        out.append(part[:1])
        for before, word in itertools.pairwise(part):
            if word.x0 - before.x1 > _BLANK * word.height and any(abs(word.x0 - x) < _ALIGNED for x in columns):
                out.append([])
            out[-1].append(word)
    return out


def in_pieces(words: list[PrintedWord], *, boxed: bool) -> list[list[Piece]]:
    """Rows of pieces: what stands side by side is one row, a wrapped text is one piece."""
    pieces: list[Piece] = []
    leading = _BOX_LEADING if boxed else _LEADING
    lines = [_pieces_of(line) for line in in_lines(words)]
    begins = [{part[0].x0 for part in parts[1:]} for parts in lines]
    for i, parts in enumerate(lines):
        columns = begins[i + 1] if boxed and i + 1 < len(lines) and len(begins[i + 1]) > 1 else set()
        fresh: list[Piece] = []
        parts = _cut_at_columns(parts, columns)
        for part in parts:
            near = pieces[-_NEAR:]
            home = next((p for p in reversed(near) if _goes_on(p, part, near, leading)), None)
            if home is not None and home.led and fresh:
                home = None  # `(4) Reflects` below `(3) Reflects`: a new number begins a new text
            if home is not None:
                home.lines.append(part)
            else:
                fresh.append(Piece([part], led=part is not parts[0]))
        pieces += fresh
    return _side_by_side(pieces)


def _side_by_side(pieces: list[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + min(w.bottom for w in p.lines[0])) / 2):
        if rows and any(_beside(piece, other) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_by_columns(row) for row in rows]


def _by_columns(row: list[Piece]) -> list[Piece]:
    """From left to right, and in each column from the top."""
    columns: list[list[Piece]] = []
    reach = 0.0
    for piece in sorted(row, key=lambda p: p.x0):
        if not columns or piece.x0 >= reach:
            columns.append([])
            reach = piece.x1
        columns[-1].append(piece)
        reach = max(reach, piece.x1)
    return [piece for column in columns for piece in sorted(column, key=lambda p: p.top)]


def _beside(a: Piece, b: Piece) -> bool:
    """Side by side, neither below the other."""
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    apart = a.x0 >= b.x1 or b.x0 >= a.x1
    return apart and overlap > _BESIDE * min(a.bottom - a.top, b.bottom - b.top)
