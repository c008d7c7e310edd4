"""Stage 5j2: the two titles of derivative holdings, told apart.

Takes the rows of a derivative table whose lines were read in no order, its words, its headings, and the titles known so
far. A title and the title of what underlies it wrap in columns of their own, and a reader of the page's drawing gives
the lines of both as they come: `Class A / Convertible / Promissory / Note / Subordinate Voting / Shares`. Of all ways
to deal such lines out to two columns, each of which has a title a row from the top down, gives the rows the cheapest,
if it costs less than what they say. Lines that were taken for headings (`Convertible`) may belong to a title, too.
Reports nothing: the cost tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..spec.lexicon import NATURE_STARTS, TITLE_ENDINGS
from ._cells import Cell, RowReading, join_words
from ._chunks import Chunk, begins_inside, is_whole_title, keys_of_word, parts_of, title_share
from ._labels import squeeze
from ._page import BLOCK, Word, lines_of
from ._parted import grammar_of, title_cell
from ._wraps import Wraps

_FIELDS = ("security_title", "underlying_security_title")
_TITLE, _UNDER = range(2)
_NATURE = "nature_of_ownership"
_MOST_ROWS = 12
_MOST_LINES = 60
"""Tables of more are read as they stand."""
_BEAM = 6
"""Ways kept of those that have begun as many titles of each column."""
_DEALT = 0.6
"""What it costs a title that it was put together from lines shared out."""
_CLEARLY = 0.5
"""So much less than what the rows say must the new titles cost."""
_GOOD = 2.0
"""Titles that cost a row more are no better than what it says."""
_PLAIN = 0.9
"""Titles that cost a row no more are right."""
_PER_WORD = 0.05
_OTHER = 0.6
"""A title unlike the one of the row before."""
_BLOCK_PARTED = 0.8
"""Lines that follow each other without a blank one are mostly of one column,"""
_TITLE_PARTED = 0.3
"""and of one title."""
_MOVED = 0.25
"""A line that was read in the other column."""
_LEFT, _LEFT_ABOVE, _LEFT_HEAD = 3.0, 1.0, 0.3
"""A line that no title takes; one that was read as a heading, with lines of titles or without."""
_WHOLE = 0.8
"""A title made of titles' words, but unlike those that most filings have."""
_BROKEN = 2.5
_COMMON = 0.4
"""The title of an underlying security that many filings have, and this one has not shown."""
_STOCK = 0.8
"""One that Table I could have."""
_OWN = 0.4
"""What stands in Table I is rather the underlying security."""
_AGAIN = 0.6
"""A word said twice."""
_CLASSES = frozenset(("class", "series"))
_CLASSED = 1.2
"""The class that a title names is of stock, and so its underlying security's: `Class A Convertible Promissory Note`."""
_BEFORE_TITLE = 0.25
"""An underlying title that stands whole before its row's title."""
_RECURRING = 0.2
"""The title of the row above."""
_REORDERED = 0.5
"""The words of a title that is known, in another order."""
_LONGEST = 14
"""Words of a title."""
_MARKS = re.compile(r"\((\d{1,2})\)")

_Keys = tuple[str, ...]


class _Line(NamedTuple):
    """One line of a title, maybe."""

    chunk: Chunk
    keys: _Keys
    block: int
    left: float
    """What it costs that no title takes it."""
    column: int | None
    """The one it has been read in, if any."""


class _Way(NamedTuple):
    """Lines dealt out so far: how many titles of each column are begun, what the open ones say, and the one before."""

    cost: float
    begun: tuple[int, int]
    open: tuple[_Keys, _Keys]
    above: tuple[_Keys, _Keys]
    last: int | None
    """The column of the last line; none before the first."""
    block: int
    before: _Way | None
    column: int | None
    """That of this line; none where it is left."""


def _lines(words: list[Word], heads: list[list[Word]], rows: list[RowReading]) -> list[_Line]:
    """The lines that may belong to titles, in the order of the text."""
    headed = {id(line[0]) for line in heads}
    blocks: list[list[list[Word]]] = []
    units = {line[0].start: line for line in (*heads, *lines_of(words))}
    for _, unit in sorted(units.items()):
        if not blocks or unit[0].gap >= BLOCK:
            blocks.append([])
        blocks[-1].append(unit)
    column_of = {id(w): at for row in rows for at, field in enumerate(_FIELDS) for w in row.cells[field].words}
    out: list[_Line] = []
    for at, block in enumerate(blocks):
        parts = [(chunk, id(unit[0]) in headed, len(unit)) for unit in block for chunk in parts_of(unit)]
        filled = any(_is_titled(chunk) for chunk, headed, _ in parts if not headed)
        titled = all(_is_titled(chunk) and len(chunk.words) == size for chunk, headed, size in parts if headed)
        for chunk, is_head, _ in parts:
            if _is_titled(chunk) and (titled or not is_head):
                keys = tuple(k for k in chunk.keys if not k.isdigit())
                left = _LEFT if not is_head else _LEFT_ABOVE if filled else _LEFT_HEAD
                out.append(_Line(chunk, keys, at, left, column_of.get(id(chunk.words[0]))))
    return out


def _is_titled(chunk: Chunk) -> bool:
    """Words of titles alone."""
    if not chunk.is_text or all(k.isdigit() for k in chunk.keys):
        return False
    return title_share(chunk.keys) == 1.0 or title_share(tuple(_parts_of(chunk))) == 1.0


def _parts_of(chunk: Chunk) -> Iterator[str]:
    """`Seed-1` and `Cash-Settled` are two words of titles."""
    return (key for w in chunk.words for part in w.text.split("-") if (key := squeeze(part)))


class _Prices:
    """How unlike titles of their columns texts are; a search asks the same again and again."""

    def __init__(self, known: Wraps) -> None:
        self._known = known
        self._titles = set(known.titles)
        self._mixed = {tuple(sorted(title)) for title in known.titles}
        self._begun = {title[:size] for title in known.shown for size in range(min(len(title), _LONGEST) + 1)}
        self._costs: dict[tuple[int, _Keys], float] = {}
        self._least: dict[tuple[int, _Keys], float | None] = {}

    def of(self, column: int, keys: _Keys, above: _Keys) -> float:
        """What the title costs below that of the row above; nothing where none is begun."""
        if not keys:
            return 0.0
        if above and (above == keys or sorted(above) == sorted(keys)):
            return _RECURRING if above == keys else _REORDERED
        cost = self._costs.get((column, keys))
        if cost is None:
            cost = self._costs[column, keys] = self._cost(column, keys)
        return cost + (_OTHER if above else 0.0)

    def to_come(self, column: int, keys: _Keys, above: _Keys) -> float:
        """What it is to cost at least: what may yet become a title of its column is not broken."""
        if (column, keys) not in self._least:
            grammar = grammar_of(column == _TITLE)
            may_be = keys in self._begun or grammar.fullmatch(" ".join(keys) + " ", partial=True)
            self._least[column, keys] = _PER_WORD * len(keys) if may_be else None
        least = self._least[column, keys]
        return self.of(column, keys, above) if least is None else least

    def _cost(self, column: int, keys: _Keys) -> float:
        cost = _PER_WORD * len(keys) + _AGAIN * (len(keys) - len(set(keys)))
        if column == _UNDER:
            if keys in self._titles:
                return cost + (0.0 if keys in self._known.shown else _COMMON)
            cost += _STOCK
            if tuple(sorted(keys)) in self._mixed:
                return cost + _REORDERED
        elif keys in self._known.shown:
            return cost + _OWN
        text = " ".join(keys)
        if grammar_of(column == _TITLE).fullmatch(text):
            return cost
        if column == _UNDER and grammar_of(True).fullmatch(text):
            return cost + _BROKEN  # what underlies is no option
        if not _CLASSES.isdisjoint(keys):
            cost += _CLASSED
        return cost + (_WHOLE if keys[-1] in TITLE_ENDINGS and keys[0] not in NATURE_STARTS else _BROKEN)


def _goes_on(way: _Way, line: _Line, rows: int, prices: _Prices) -> Iterator[_Way]:
    """What may be done with the next line."""
    cost, begun, texts, above, last, block, _, _ = way
    yield _Way(cost + line.left, begun, texts, above, last, block, way, None)
    together = last is not None and block == line.block
    for column in (_TITLE, _UNDER):
        text = texts[column]
        so_far = cost + (_BLOCK_PARTED if together and last != column else 0.0)
        so_far += _MOVED if line.column not in (None, column) else 0.0
        if text and len(text) + len(line.keys) <= _LONGEST:
            longer = _put(texts, column, text + line.keys)
            yield _Way(so_far, begun, longer, above, column, line.block, way, column)
        if begun[column] < rows:
            so_far += prices.of(column, text, above[column]) + (_TITLE_PARTED if together and last == column else 0.0)
            so_far += _BROKEN if begins_inside(line.chunk) else 0.0
            if column == _TITLE and begun[_UNDER] > begun[_TITLE] and is_whole_title(texts[_UNDER]):
                so_far += _BEFORE_TITLE
            more = _put(begun, column, begun[column] + 1)
            fresh, ended = _put(texts, column, line.keys), _put(above, column, text)
            yield _Way(so_far, more, fresh, ended, column, line.block, way, column)


_T = TypeVar("_T")


def _put(pair: tuple[_T, _T], column: int, value: _T) -> tuple[_T, _T]:
    return (pair[0], value) if column else (value, pair[1])


def _most_promising(ways: Iterable[_Way], prices: _Prices) -> list[_Way]:
    """The best of those that have begun as many titles of each column."""
    alike: Counter[tuple[int, int]] = Counter()
    out: list[_Way] = []
    columns = (_TITLE, _UNDER)
    for way in sorted(ways, key=lambda way: way[0] + sum([prices.to_come(c, way[2][c], way[3][c]) for c in columns])):
        if alike[way.begun] < _BEAM:
            alike[way.begun] += 1
            out.append(way)
    return out


def _deal(lines: list[_Line], rows: int, prices: _Prices, bound: float) -> _Way | None:
    """The cheapest way to deal the lines out to so many titles of each column, if one costs no more than the bound."""
    ways = [_Way(0.0, (0, 0), ((), ()), ((), ()), None, -1, None, None)]
    for left, line in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
        best: dict[tuple[object, ...], _Way] = {}
        for way in ways:
            for more in _goes_on(way, line, rows, prices):
                begun, under = more[1]
                owed = _RECURRING * (2 * rows - begun - under)
                if more[0] + owed <= bound and min(begun, under) + left >= rows:
                    state = more[1:6]
                    held = best.get(state)
                    if held is None or more[0] < held[0]:
                        best[state] = more
        ways = _most_promising(best.values(), prices)
    ends = [
        way._replace(cost=way.cost + sum(prices.of(c, way.open[c], way.above[c]) for c in (_TITLE, _UNDER)))
        for way in ways
        if way.begun == (rows, rows)
    ]
    found = min(ends, key=lambda way: way.cost, default=None)
    return found if found is not None and found.cost <= bound else None


def _titles_of(way: _Way, lines: list[_Line]) -> tuple[list[list[Word]], list[list[Word]]]:
    """The words of the titles of each column, row by row."""
    steps: list[_Way] = []
    at: _Way | None = way
    while at is not None and at.before is not None:
        steps.append(at)
        at = at.before
    out: tuple[list[list[Word]], list[list[Word]]] = ([], [])
    for step, line in zip(reversed(steps), lines, strict=True):
        if step.column is not None:
            titles = out[step.column]
            if len(titles) < step.begun[step.column]:
                titles.append([])
            titles[-1] += line.chunk.words
    return out


def _present_cost(rows: list[RowReading], lines: list[_Line], prices: _Prices) -> float:
    """What the titles cost that the rows say now, and the lines that none of them takes."""
    cost = 0.0
    taken: set[int] = set()
    above: list[_Keys] = [(), ()]
    for row in rows:
        for column, field in enumerate(_FIELDS):
            words = row.cells[field].words
            taken.update(map(id, words))
            keys = tuple(k for w in words for k in keys_of_word(w.text) if not k.isdigit())
            cost += prices.of(column, keys, above[column]) if keys else _LEFT
            above[column] = keys
    for line in lines:
        if not all(id(w) in taken for w in line.chunk.words):
            cost += line.left
    return cost


def pair_titles(rows: list[RowReading], words: list[Word], heads: list[list[Word]], known: Wraps) -> None:
    """Give the rows the titles, and those of what underlies them, that the table's lines make in the cheapest way."""
    if not 0 < len(rows) <= _MOST_ROWS or _FIELDS[_UNDER] not in rows[0].cells or any(row.exact for row in rows):
        return
    lines = _lines(words, heads, rows)
    if not 2 * len(rows) <= len(lines) <= _MOST_LINES:
        return
    prices = _Prices(known)
    now = _present_cost(rows, lines, prices)
    if now <= _PLAIN * len(rows):
        return
    way = _deal(lines, len(rows), prices, min(_GOOD * len(rows), now - _CLEARLY))
    if way is None:
        return
    found = _titles_of(way, lines)
    _leave_natures(rows, {id(w) for titles in found for title in titles for w in title})
    for field, titles in zip(_FIELDS, found, strict=True):
        for row, title in zip(rows, titles, strict=True):
            _take(row, field, title)


def _take(row: RowReading, field: str, words: list[Word]) -> None:
    """Put the words into the cell."""
    cell = row.cells[field]
    if [id(w) for w in cell.words] != [id(w) for w in words]:
        marks = tuple(dict.fromkeys((*cell.marks, *(m for w in words for m in _MARKS.findall(w.text)))))
        row.cells[field] = title_cell(words, max(cell.cost, _DEALT), marks)


def _leave_natures(rows: list[RowReading], taken: set[int]) -> None:
    """Take out of the natures of ownership what titles have taken."""
    for row in rows:
        cell = row.cells[_NATURE]
        if not taken.isdisjoint(map(id, cell.words)):
            kept = [w for w in cell.words if id(w) not in taken]
            state = "read" if kept else "blank"
            row.cells[_NATURE] = Cell(join_words(kept) or None, kept, cell.cost, cell.marks, state)
