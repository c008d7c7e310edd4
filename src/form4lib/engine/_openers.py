"""Stage 5d1: rows told by the titles that they begin with.

Takes the lines of a table of holdings read without places, and which of them hold a row by the values in them. A row of
holdings has one amount, and where a scan lost it nothing in the line tells the row but its title. A row says each
thing once: it has one title, one amount, one price and two dates, so that the cheapest way to part the lines into
rows is looked for, and a row of which no line is told by values has one by its title. Gives the lines that hold
a row each, and the lines that rows begin at. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..spec.lexicon import NATURE_STARTS, NATURE_WORDS, NUMBERED_WORDS, TITLE_ENDINGS, TITLE_WORDS
from ..spec.tables import DATE, DERIVATIVE, MONEY, NUMBER, TableSpec
from ._atoms import is_strong, readings
from ._chunks import is_whole_title
from ._labels import squeeze
from ._lines import Line
from ._page import WIDE
from ._parted import grammar_of
from ._remembered import remembered
from ._titles import respell

_AGAIN = {NUMBER: 4.0, MONEY: 2.0, DATE: 3.0}
"""What a value costs a row that has no cell left for it."""
_TITLE_AGAIN = 4.0
_NO_TITLE = 2.0
_NO_AMOUNT = 1.5
_NO_CELLS = 4.0
"""A line of a title and nothing else is rather a piece of the title, or of the underlying one."""
_ROW = 0.5
_BEFORE = 0.1
"""What a line costs that stands before the title of its row."""
_MOST_LINES = 12
"""Lines of a row; of wrapped natures no row has more."""
_WRAPS = 3
"""So many lines below its first a title may go on."""


class _Told(NamedTuple):
    """What a line says that a row says once."""

    opens: bool
    goes_on: bool
    """Is it within the title that a line above opens?"""
    numbers: int
    money: int
    dates: int
    cells: bool
    """Has it anything beside words?"""


class Found(NamedTuple):
    """Rows told by titles: the lines that hold one each, those that it begins in or is sure to have, and its ends."""

    anchors: list[bool]
    first: frozenset[int]
    more: frozenset[int]
    parts: list[tuple[int, int]]


def find_rows(lines: Sequence[Line], anchors: Sequence[bool], spec: TableSpec) -> Found:
    """The rows of the lines, those that values tell and those that titles do."""
    opens, inside = _openers(lines, spec)
    found = list(anchors)
    if not any(opens):
        return Found(found, frozenset(), frozenset(), [])
    _add_twins(lines, spec, opens, inside)
    told = [_told(*of_line) for of_line in zip(lines, opens, inside, strict=True)]
    parts = list(pairwise(_parted(told, _cells_of(spec))))
    if any(opens[: parts[0][1]]):
        parts[0] = (_behind_heads(lines[: opens.index(True)]), parts[0][1])
    first: set[int] = set()
    more: set[int] = set()
    for start, stop in parts:
        opener = next((i for i in range(start, stop) if opens[i]), None)
        if opener is None:
            continue
        if not any(anchors[start:stop]):
            valued = next((i for i in range(start, stop) if told[i].numbers), None)
            found[opener if valued is None else valued] = any(x.cells for x in told[start:stop])
        if any(found[start:stop]):
            own = [i for i in range(start, stop) if opens[i] or inside[i] or told[i].numbers or told[i].money]
            first.add(own[0])
            more.update(own[1:])
    return Found(found, frozenset(first), frozenset(more), parts)


def _behind_heads(lines: Sequence[Line]) -> int:
    """How many of the lines above the first title are what a scan has left of the headings: `seares (Instr. 5)`."""
    return max((i for i, line in enumerate(lines, 1) if _is_left_of_heads(line)), default=0)


def _is_left_of_heads(line: Line) -> bool:
    keys = [squeeze(w.text) for w in line.words]
    strange = any(len(key) >= _WORD and key not in TITLE_WORDS and key.isalpha() for key in keys)
    return strange and not line.strong and keys[0] not in NATURE_WORDS


_WORD = 3


def count_openers(lines: Sequence[Line], spec: TableSpec) -> int:
    """How many titles begin the lines."""
    opens, inside = _openers(lines, spec)
    _add_twins(lines, spec, opens, inside)
    return sum(opens)


def _cells_of(spec: TableSpec) -> dict[str, int]:
    """How many numbers, prices and dates a row of the table has."""
    return {kind: sum(column.kind == kind for column in spec.columns) for kind in _AGAIN}


def _parted(told: Sequence[_Told], cells: dict[str, int]) -> list[int]:
    """Where the rows begin in the cheapest way to part the lines, and the end."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(told) + 1):
        found = (float("inf"), 0)
        opens = numbers = money = dates = before = 0
        filled = False
        for start in range(stop - 1, max(0, stop - _MOST_LINES) - 1, -1):
            line = told[start]
            opens, numbers, money = opens + line.opens, numbers + line.numbers, money + line.money
            dates, filled, before = dates + line.dates, filled or line.cells, 0 if line.opens else before + 1
            if line.goes_on:
                continue
            cost = _ROW + _BEFORE * before + _TITLE_AGAIN * max(0, opens - 1) + (0.0 if opens else _NO_TITLE)
            cost += _AGAIN[NUMBER] * max(0, numbers - cells[NUMBER]) + (0.0 if numbers else _NO_AMOUNT)
            cost += _AGAIN[MONEY] * max(0, money - cells[MONEY]) + _AGAIN[DATE] * max(0, dates - cells[DATE])
            cost += 0.0 if filled else _NO_CELLS
            found = min(found, (best[start][0] + cost, start))
        best.append(found)
    cuts = [len(told)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return cuts[::-1]


def _told(line: Line, opens: bool, goes_on: bool) -> _Told:
    sorts = [_sort(w.text) for w in line.words]
    return _Told(opens, goes_on, sorts.count(NUMBER), sorts.count(MONEY), sorts.count(DATE), any(sorts))


_CELL = "cell"


@remembered
def _sort(text: str) -> str:
    """What a word is that a row has once; nothing for a word of a text."""
    if text[0] == "$":
        return MONEY
    if is_strong(text):
        found = min((r for r in readings(text) if r.kind in _AGAIN), key=lambda r: r.cost)
        return _CELL if found.kind == NUMBER and _is_year(text) else found.kind
    return "" if sum(map(str.isalpha, text)) > 1 else _CELL


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20")


_INSIDE = frozenset("of or to per par value buy sell purchase interest interests fund trust due representing".split())
"""Words of titles that none begins with."""


class _Head(NamedTuple):
    """The words of titles that a line begins with, and whether they go on with those above: `(right to buy)`."""

    keys: tuple[str, ...]
    inside: bool


_NONE = _Head((), False)


def _openers(lines: Sequence[Line], spec: TableSpec) -> tuple[list[bool], list[bool]]:
    """At which lines does a title begin that is whole there, or with the beginnings of the lines below; and these."""
    heads = [_head(line) for line in lines]
    if spec.table == DERIVATIVE:
        heads = [_NONE if _is_underlying(head.keys) else head for head in heads]
    opens, inside = [False] * len(lines), [False] * len(lines)
    at = 0
    while at < len(lines):
        size = _size(heads[at:])
        opens[at] = size > 0
        inside[at + 1 : at + size] = [True] * (size - 1)
        at += max(1, size)
    return opens, inside


def _is_underlying(keys: tuple[str, ...]) -> bool:
    """`Common Stock`: no derivative security is called so."""
    return keys[:1] in _EQUITY and all(key in _PAPERS for key in keys[1:])


_EQUITY = (("common",), ("ordinary",), ("capital",))
_PAPERS = frozenset("stock shares share unit units par value".split())


def _add_twins(lines: Sequence[Line], spec: TableSpec, opens: list[bool], inside: list[bool]) -> None:
    """Lines that begin as titles do elsewhere in the table, though nothing legible ends them."""
    begun = {_kind_of(_head(line).keys) for line, begins in zip(lines, opens, strict=True) if begins}
    for i, line in enumerate(lines):
        keys = _head(line).keys
        again = i + 1 < len(lines) and opens[i + 1] and not line.strong  # the line was read twice
        if not (opens[i] or inside[i] or again) and len(keys) >= _LEAST_TWIN and _kind_of(keys) in begun:
            opens[i] = True


_LEAST_TWIN = 3


def _kind_of(keys: tuple[str, ...]) -> tuple[str, ...]:
    """`Series A Preferred` and `Series B Preferred` are of a kind."""
    return tuple("" if before in NUMBERED_WORDS else key for before, key in pairwise(("", *keys)))


def _size(heads: Sequence[_Head]) -> int:
    """Over how many lines goes the title that begins at the first of them? 0 where none does."""
    keys = heads[0].keys
    if not keys or not _begins(keys):
        return 0
    found = 1 if is_whole_title(keys) else 0
    for size, head in enumerate(heads[1 : 1 + _WRAPS], 2):
        if not head.keys:
            continue
        if head.keys == heads[0].keys:
            break  # the next row's
        if not found and _begins(head.keys) and is_whole_title(head.keys):
            return 0  # what stands alone above a whole title is the underlying one's
        keys += head.keys
        wrapped = is_whole_title(keys) if not found else head.inside and found == size - 1
        if wrapped or _is_known(keys):
            found = size
    return found


def _is_known(keys: tuple[str, ...]) -> bool:
    return grammar_of(True).fullmatch(" ".join(keys)) is not None


def _begins(keys: tuple[str, ...]) -> bool:
    """Not `Stock`, nor `Stock, par value`, but `Stock Option`."""
    if len(keys[0]) < 2:
        return False
    if keys[0] in _LAST and (len(keys) == 1 or keys[1] in _LAST or keys[1] in _INSIDE):
        return False
    return not (len(keys) == 1 and keys[0] in TITLE_ENDINGS) and keys[0] not in _INSIDE


_LAST = frozenset("stock shares share units unit".split())


def _head(line: Line) -> _Head:
    keys: list[str] = []
    for i, word in enumerate(line.words):
        if i and word.gap >= WIDE:
            break
        key = squeeze(word.text)
        if key not in TITLE_WORDS:
            named = bool(keys) and keys[-1] in NUMBERED_WORDS and len(key) <= 2 and key.isalnum()
            better = respell(word.text)
            if better is None and not named:
                break
            key = key if named else squeeze(better or "")
        if not keys and key in NATURE_STARTS - {"shares"}:
            break
        keys.append(key)
    while len(keys) > 1 and len(keys[-1]) == 1 and keys[-2] not in NUMBERED_WORDS:
        keys.pop()  # what a scan has left of the mark in the next cell
    return _Head(tuple(keys), bool(keys) and line.words[0].text[0] == "(")


__all__ = ["Found", "count_openers", "find_rows"]
