"""Stage 5j: titles of a page that gives one cell's line a line.

Takes the rows of a table that names what underlies, and its words. Some OCR engines and converters give each line of
each cell as a line of its own, from the top of the page down. Cells are centred in their row, so that the lines of a
title and of the underlying title alternate around the values:

    Restricted / Common / Stock / 06/09/2022 / 29.226 / D / Stock / Units

Gives the rows their two titles, and the nature of ownership the lines that are left. A sharing out is believed where
both are whole titles as the grammar knows them, and where their lines come in about the order in which centred cells
of so many lines would have them. Where none is, the row is left as it is. Reports nothing: the cost tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..spec.lexicon import TITLE_WORDS
from ._atoms import is_strong
from ._cells import Cell, RowReading, join_words
from ._page import Word, lines_of
from ._parted import grammar_of, key_of, title_cell
from ._remembered import remembered

_TITLE, _UNDER, _NATURE = range(3)
_FIELDS = ("security_title", "underlying_security_title", "nature_of_ownership")
_DEALT = 0.6
"""What it costs a title that it was put together from lines shared out."""
_PER_LINE = 10
"""What is odd in the order of the lines adds a tenth of that to the doubt in what they say."""
_MOST_LINES = (6, 4, 8)
"""Lines of a title, of an underlying title, and of a nature of ownership."""
_MOST_OFF = 4
"""By how many places in all the lines may stand off the order of centred cells."""
_MOST_LOPSIDED = 2
"""By how many lines less or more may stand above a row's values than of centred cells do."""
_OFF = 0.5
_LEFT = 0.3
"""What a line costs that no row takes: headings above the first row and of the next page, what follows the last."""
_UNTOLD = 6.0
"""What a row costs whose titles are not told."""
_UNEVEN = 3
"""A row is centred: by no more lines has it more above its values than below."""
_SINGLE_SHARE = 0.8
_MOST_ROWS = 60
"""A form has 30 rows a table."""
_CLASS = re.compile(r"^(class|series)(?=[a-z]$)")
_MARKS = re.compile(r"\((\d{1,2})\)")


class _Deal(NamedTuple):
    """The lines of each text cell of a row, and how odd it is that they should be."""

    cost: float
    lines: tuple[tuple[int, ...], ...]


_Keys = tuple[str, ...]


def _is_single(lines: list[list[Word]]) -> bool:
    """Has nearly no line a text beside a value?"""
    valued = [line for line in lines if any(is_strong(w.text) for w in line)]
    alone = sum(not any(w.text.isalpha() and len(w.text) > 1 for w in line) for line in valued)
    return len(valued) > 1 and alone >= _SINGLE_SHARE * len(valued)


@remembered
def _key(text: str) -> str:
    """The word as the grammar has it: `ClassA` is two of it."""
    return _CLASS.sub(r"\1 ", key_of(text))


def _text_of(line: list[Word]) -> str:
    """The words of a line of text as the grammar has them; nothing for a value, a letter, a mark."""
    keys = [_key(w.text) for w in line]
    if not any(len(k) > 1 for k in keys) or any(is_strong(w.text) for w in line):
        return ""
    return " ".join(k for k in keys if k)


def _is_title_text(text: str) -> bool:
    return all(word in TITLE_WORDS or len(word) == 1 for word in text.split())


@lru_cache(maxsize=256)
def _order(sizes: tuple[int, int, int]) -> tuple[tuple[int, int, float], ...]:
    """The lines of centred cells of so many lines, from the top: the cell, which line of it, how far off the middle."""
    lines = [(at - (n - 1) / 2, cell, at) for cell, n in enumerate(sizes) for at in range(n)]
    return tuple((cell, at, off) for off, cell, at in sorted(lines))


@lru_cache(maxsize=4096)
def _goes_on(text: str, cell: int, *, whole: bool) -> bool:
    """Is it a title of its kind, or the beginning of one?"""
    grammar = grammar_of(cell == _TITLE)
    return bool(grammar.fullmatch(text) if whole else grammar.fullmatch(text + " ", partial=True))


def _orders(keys: _Keys, sizes: tuple[int, int, int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The ways to give so many lines to each cell, near the order of centred cells: by how much off, whose each is."""
    rank = {(cell, at): i for i, (cell, at, _) in enumerate(_order(sizes))}
    open_ways: list[tuple[int, tuple[int, ...], tuple[str, str]]] = [(0, (), ("", ""))]
    for i, key in enumerate(keys):
        following = []
        for off, way, texts in open_ways:
            for cell, size in enumerate(sizes):
                taken = way.count(cell)
                if taken == size or (more := off + abs(rank[cell, taken] - i)) > _MOST_OFF:
                    continue
                told = texts
                if cell != _NATURE:
                    text = f"{texts[cell]} {key}".strip()
                    if not _goes_on(text, cell, whole=taken + 1 == size):
                        continue
                    told = (text, texts[1]) if cell == _TITLE else (texts[0], text)
                following.append((more, (*way, cell), told))
        open_ways = following
    for off, way, _ in open_ways:
        yield off, way


@lru_cache(maxsize=1024)
def _deal(above: _Keys, inside: _Keys, below: _Keys, *, natured: bool) -> _Deal | None:
    """The likeliest way to share the lines out that stand above a row's values, between them and below."""
    keys = (*above, *inside, *below)
    best: _Deal | None = None
    for title in range(1, _MOST_LINES[_TITLE] + 1):
        for under in range(1, _MOST_LINES[_UNDER] + 1):
            sizes = (title, under, len(keys) - title - under)
            if not 0 <= sizes[_NATURE] <= (_MOST_LINES[_NATURE] if natured else 0):
                continue
            upper = sum(off <= 0 for _, _, off in _order(sizes))
            lopsided = abs(upper - len(above) - len(inside))
            if lopsided > _MOST_LOPSIDED:
                continue
            for off, way in _orders(keys, sizes):
                if way.index(_TITLE) >= len(above):
                    continue
                left = [key for key, cell in zip(keys, way, strict=True) if cell == _NATURE]
                cost = _OFF * off + lopsided + sum(map(_is_title_text, left))
                if best is None or cost < best.cost:
                    lines = tuple(tuple(i for i, c in enumerate(way) if c == cell) for cell in range(len(sizes)))
                    best = _Deal(cost, lines)
    return best


def _is_told(row: RowReading) -> bool:
    """Are both its titles whole?"""
    return all(
        any(_goes_on(" ".join([key_of(w.text) for w in cell.words]), c, whole=True) for c in (_TITLE, _UNDER))
        for cell in [row.cells[name] for name in _FIELDS[:_NATURE]]
    )


class _Row(NamedTuple):
    """A row, and between which lines its values stand."""

    reading: RowReading
    first: int
    last: int
    told: bool
    """Are both its titles whole as they were read?"""

    @property
    def natured(self) -> bool:
        """May it say how it is owned indirectly?"""
        return self.reading.value("direct_or_indirect") != "D"


def _placed(rows: Sequence[RowReading], lines: list[list[Word]]) -> list[_Row] | None:
    """The rows with the lines of their values; None where they overlap."""
    line_of = {id(w): i for i, line in enumerate(lines) for w in line}
    out: list[_Row] = []
    for row in rows:
        words = [w for name, cell in row.cells.items() if name not in _FIELDS for w in cell.words]
        at = [line_of[id(w)] for w in words if is_strong(w.text) and id(w) in line_of]
        if not at or (out and min(at) <= out[-1].last):
            return None
        out.append(_Row(row, min(at), max(at), _is_told(row)))
    return out


_Way = tuple[float, tuple[tuple[_Deal, list[int]] | None, ...]]
"""What the rows so far cost, and the deal of each, with the lines that it deals."""


def _share_out(rows: list[_Row], texts: list[str]) -> _Way:
    """The cheapest way to part the lines between the rows, and to deal each row's out."""
    told = [i for i, text in enumerate(texts) if text]
    gaps = [
        [i for i in told if (rows[at - 1].last if at else -1) < i < (rows[at].first if at < len(rows) else len(texts))]
        for at in range(len(rows) + 1)
    ]
    most = sum(_MOST_LINES)
    ways: dict[int, _Way] = {}
    for above in range(min(len(gaps[0]), most) + 1):
        ways[above] = (_LEFT * (len(gaps[0]) - above), ())
    for at, row in enumerate(rows):
        inside = [i for i in told if row.first < i < row.last]
        gap = gaps[at + 1]
        last = at + 1 == len(rows)
        following: dict[int, _Way] = {}
        for above, (cost, deals) in ways.items():
            upper = gaps[at][len(gaps[at]) - above :]
            for below in range(min(len(gap), most) + 1):
                if abs(above - below) > _UNEVEN:
                    continue
                mine = (upper, inside, gap[:below])
                keys = [tuple(texts[i] for i in part) for part in mine]
                deal = None if row.told else _deal(keys[0], keys[1], keys[2], natured=row.natured)
                total = cost + (deal.cost if deal else 0.0 if row.told else _UNTOLD)
                held = (*deals, (deal, [i for part in mine for i in part]) if deal else None)
                for rest in range(0 if last else min(len(gap) - below, most), -1, -1):
                    left = total + _LEFT * (len(gap) - below - rest)
                    if rest not in following or left < following[rest][0]:
                        following[rest] = left, held
        ways = following
    return min(ways.values(), key=lambda way: way[0], default=(0.0, ()))


def deal_titles(rows: list[RowReading], words: list[Word], heads: list[list[Word]]) -> None:
    """Give the rows of a page of single cells the titles that stand around their values.

    `Warrants` and `Convertible` alone on a line are words of the headings, too, and may have been taken for one.
    """
    if not 0 < len(rows) <= _MOST_ROWS or _FIELDS[_UNDER] not in rows[0].cells or any(row.exact for row in rows):
        return
    titled = [line for line in heads if (text := _text_of(line)) and _is_title_text(text)]
    lines = sorted([*lines_of(words), *titled], key=lambda line: line[0].start)
    placed = _placed(rows, lines) if _is_single(lines) else None
    if placed is None:
        return
    kept = {id(w) for row in placed if row.told for name in _FIELDS for w in row.reading.cells[name].words}
    _, deals = _share_out(placed, ["" if id(line[0]) in kept else _text_of(line) for line in lines])
    for row, dealt in zip(placed, deals, strict=False):
        if dealt is not None:
            _take(row.reading, *dealt, lines)


def _take(row: RowReading, deal: _Deal, at: list[int], lines: list[list[Word]]) -> None:
    """Put the lines into the row's cells."""
    used = {id(w) for i in at for w in lines[i]}
    for name, mine in zip(_FIELDS, deal.lines, strict=True):
        words = [w for i in mine for w in lines[at[i]]]
        if not words and used.isdisjoint(map(id, row.cells[name].words)):
            continue  # a nature that stands beside values
        cost = _DEALT + deal.cost / _PER_LINE
        marks = tuple(m for w in words for m in _MARKS.findall(w.text))
        if name != _FIELDS[_NATURE]:
            row.cells[name] = title_cell(words, cost, marks)
        else:
            row.cells[name] = Cell(join_words(words) or None, words, cost, marks, "read" if words else "missing")
