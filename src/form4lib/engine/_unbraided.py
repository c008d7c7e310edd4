"""Stage 5d3: the cells of a row whose lines were read across.

Takes the lines of one row of holdings that wrap in several columns. A scan gives them from left to right, a line of
each cell beside a line of the next:

    Series C Preferred        Common             By Alder
    (1)  (1)                          835,393  I
    Stock                     Stock              Growth Fund

Gives the words of the row cell by cell: the title, the dates, the title of what underlies, the values, the nature of
ownership, and what is left of no cell. A title takes the words that begin its lines, and what underlies a run behind
them, if both come out whole as the grammar of titles has them; where the title does not, nothing is said.
Reports nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import attrs

from ..spec.lexicon import TITLE_WORDS
from ..spec.tables import DATE, FORM, TEXT, TableSpec
from ._atoms import MARK, Reading, is_strong, is_value, readings
from ._labels import squeeze
from ._page import Word
from ._parted import grammar_of, key_of
from ._remembered import remembered
from ._solver import DateCost, Placed, Row, never, nowhere, solve

_TITLE, _UNDER = 0, 1
_BROKEN_UNDERLYING = 1.5
_NO_UNDERLYING = 1.0
_LEFT_OF_TITLES = 0.6
"""A word that goes on with one of the two titles and is given to none of them."""
_UNUSUAL = 0.5
_MOST_WAYS = 64
_MOST_LINES = 24
"""Lines that cells of a row wrap over; more are no row's."""


class _Runs(NamedTuple):
    """Which words of a line are the title's: the first so many; and which are the underlying title's."""

    title: int
    start: int
    stop: int


class _Way(NamedTuple):
    """The lines given out so far: what both titles say, and what it cost."""

    cost: float
    texts: tuple[str, str]
    runs: tuple[_Runs, ...]


class Cells(NamedTuple):
    """The words of a row: those of its texts, those of its values in order, and those that are of none."""

    texts: dict[str, list[Word]]
    values: list[Word]
    rest: list[Word]


def unbraid(rows: Sequence[Sequence[Sequence[Word]]], *, underlying: bool) -> list[Cells | None]:
    """The words of each row cell by cell, where its title can be told from the others.

    Of two ways to read what underlies, the one that says what it is in most rows is taken.
    """
    ways = [_ways(lines, underlying=underlying) for lines in rows]
    grammar = grammar_of(underlying)
    titles = {way.texts[_TITLE] for found in ways for way in found if grammar.fullmatch(way.texts[_TITLE])}
    ways = [_titled(found, titles) for found in ways]
    said = Counter(min(found).texts[_UNDER] for found in ways if found)
    usual = max(said, key=lambda text: (said[text], text), default="")
    best = [
        min(found, key=lambda way: (way.cost + _UNUSUAL * (way.texts[_UNDER] != usual), way)) for found in ways if found
    ]
    chosen = iter(best)
    return [_wrapped(lines, next(chosen), titles) if found else None for lines, found in zip(rows, ways, strict=True)]


def _titled(ways: list[_Way], titles: set[str]) -> list[_Way]:
    """The ways in which the title is whole; where none is, those in which it begins as another row's does."""
    whole = [way for way in ways if way.texts[_TITLE] in titles]
    return whole or [way for way in ways if _begins_one(way.texts[_TITLE], titles)]


def _begins_one(text: str, titles: set[str]) -> bool:
    return text.count(" ") >= _LEAST_BEGUN - 1 and any(title.startswith(text + " ") for title in titles)


_LEAST_BEGUN = 3
"""Words of a title that tell which it is."""


def _wrapped(lines: Sequence[Sequence[Word]], way: _Way, titles: set[str]) -> Cells | None:
    """The cells, where one of the two titles is whole on several lines, or has lost its end."""
    titled = sum(run.title > 0 for run in way.runs)
    under = sum(run.stop > run.start for run in way.runs)
    wraps = titled > 1 or (under > 1 and _goes_on(way.texts[_UNDER], _UNDER, whole=True))
    if not wraps and way.texts[_TITLE] in titles:
        return None
    cells = _in_order(lines, way.runs)
    return None if any(squeeze(w.text) in TITLE_WORDS and len(w.text) >= _WORDY for w in cells.rest) else cells


_WORDY = 4
"""Letters of a word that a scan seldom makes of a value."""


def _ways(lines: Sequence[Sequence[Word]], *, underlying: bool) -> list[_Way]:
    """The ways to give a row's words out, those that cost least."""
    ways = [_Way(0.0, ("", ""), ())] if len(lines) <= _MOST_LINES else []
    for line in lines:
        ways = sorted(more for way in ways for more in _given_out(way, line, underlying=underlying))[:_MOST_WAYS]
    return [way._replace(cost=way.cost + (_odds(way.texts[_UNDER]) if underlying else 0.0)) for way in ways]


def _odds(text: str) -> float:
    if not text:
        return _NO_UNDERLYING
    return 0.0 if _goes_on(text, _UNDER, whole=True) else _BROKEN_UNDERLYING


@lru_cache(maxsize=8192)
def _goes_on(text: str, cell: int, *, whole: bool) -> bool:
    """Is it a title of its kind, or the beginning of one?"""
    grammars = [grammar_of(True)] if cell == _TITLE else [grammar_of(False)]
    return any(bool(g.fullmatch(text) if whole else g.fullmatch(text + " ", partial=True)) for g in grammars)


def _given_out(way: _Way, line: Sequence[Word], *, underlying: bool) -> Iterator[_Way]:
    """The ways to give the words of the next line to the two titles."""
    keys = [key_of(w.text) for w in line]
    size = _run(keys, 0, way.texts[_TITLE], _TITLE if underlying else _UNDER)
    begins = [
        i for i in range(1, size) if underlying and not way.texts[_UNDER] and _goes_on(keys[i], _UNDER, whole=False)
    ]
    for title in sorted({0, size, *begins}):
        text = _joined(way.texts[_TITLE], keys[:title])
        left = _LEFT_OF_TITLES * (size - title)
        yield _Way(way.cost + left, (text, way.texts[_UNDER]), (*way.runs, _Runs(title, title, title)))
        for start in range(title, len(line)) if underlying else ():
            stop = start + _run(keys, start, way.texts[_UNDER], _UNDER)
            if stop > start:
                under = _joined(way.texts[_UNDER], keys[start:stop])
                gain = _LEFT_OF_TITLES * (stop - start)
                yield _Way(way.cost + left - gain, (text, under), (*way.runs, _Runs(title, start, stop)))


def _run(keys: Sequence[str], start: int, text: str, cell: int) -> int:
    """How many words from there go on with the title."""
    size = 0
    for key in keys[start:]:
        text = f"{text} {key}".strip()
        if not key or not (_goes_on(text, cell, whole=True) or _goes_on(text, cell, whole=False)):
            break
        size += 1
    return size


def _joined(text: str, keys: Sequence[str]) -> str:
    return " ".join(part for part in (text, *keys) if part)


_LIKE_A_LETTER = 1.5
_LONG_NUMBER = 4
"""Digits of what is no mark: `4815,980`."""

_BLANK, _EARLY, _VALUE, _SAID = range(4)


def _in_order(lines: Sequence[Sequence[Word]], runs: Sequence[_Runs]) -> Cells:
    """The words of both titles, and the others before, between and behind them."""
    title: list[Word] = []
    dates: list[Word] = []
    under: list[Word] = []
    values: list[Word] = []
    nature: list[Word] = []
    rest: list[Word] = []
    for line, run in zip(lines, runs, strict=True):
        title += line[: run.title]
        under += line[run.start : run.stop]
        sorts = [_sort(w.text) for w in line]
        amount = next((i for i, s in enumerate(sorts) if s == _VALUE and i >= run.title), len(line))
        behind = run.stop if run.stop > run.start else amount
        said = _nature_at(line, max(run.title, run.stop, amount))
        last = max((i for i, s in enumerate(sorts[:said]) if s in (_EARLY, _VALUE)), default=-1)
        nature += line[said:]
        for i, word in enumerate(line[:said]):
            if i < run.title or run.start <= i < run.stop:
                continue
            if i > amount and i == said - 1 and _is_letter(word.text):
                values.append(word)
            elif sorts[i] == _BLANK or (sorts[i] == _SAID and i < last):
                rest.append(word)
            elif sorts[i] == _SAID:
                nature.append(word)
            else:
                (values if i >= behind or _is_price(word.text) else dates).append(word)
    texts = {"security_title": title, "underlying_security_title": under, "nature_of_ownership": nature}
    return Cells(texts, [*dates, *values], rest)


def _nature_at(line: Sequence[Word], start: int) -> int:
    """Where the nature of ownership begins: `By 401(k) Plan`."""
    return next((i for i in range(start, len(line)) if squeeze(line[i].text) in _SAYS_HOW), len(line))


_SAYS_HOW = frozenset(("by", "see", "held", "through"))


def lay_cells(cells: Cells, spec: TableSpec, date_cost: DateCost) -> Row:
    """The row: its texts as they were told, its values as it costs least."""
    at = {column.field: i for i, column in enumerate(spec.columns)}
    placed = [
        Placed(word, at[field], _as_text(word.text))
        for field, words in cells.texts.items()
        if field in at
        for word in words
    ]
    only, columns = _valued(spec)
    cost = 0.0
    for row in solve(cells.values, only, nowhere, never, date_cost) if cells.values else ():
        placed += [Placed(p.word, None if p.column is None else columns[p.column], p.reading) for p in row.placed]
        cost = row.cost
    return Row(spec, placed, cost)


def _as_text(text: str) -> Reading:
    found = readings(text)
    return next((r for r in found if r.kind == MARK and r.cost == 0.0), found[-1])


@lru_cache(maxsize=32)
def _valued(spec: TableSpec) -> tuple[TableSpec, tuple[int, ...]]:
    """The table without its texts, and which columns are left."""
    columns = tuple(i for i, column in enumerate(spec.columns) if column.kind != TEXT)
    return attrs.evolve(spec, columns=tuple(spec.columns[i] for i in columns)), columns


def _is_price(text: str) -> bool:
    return text.lstrip("|[{")[:1] == "$"


@remembered
def _is_letter(text: str) -> bool:
    """D or I, or what a scan makes of it: `1`, `|`, `p®`."""
    return any(r.kind == FORM and r.cost < _LIKE_A_LETTER for r in readings(text))


@remembered
def _sort(text: str) -> int:
    """Is it a value or a letter, a mark or a date, a word, or what a scan left of a mark: `1)`, `®`?"""
    plain = text.strip("()[]{}|.,;:'\"")
    if is_strong(text) or _is_price(text):
        return _EARLY if any(r.kind == DATE for r in readings(text)) else _VALUE
    if plain.isdigit() and len(plain) == 1:
        return _EARLY if any(r.kind == MARK and r.cost == 0.0 for r in readings(text)) else _BLANK
    if is_value(text) or sum(map(str.isdigit, text)) >= _LONG_NUMBER:
        return _VALUE
    if _is_letter(text):
        return _VALUE
    letters = sum(map(str.isalpha, text))
    return _SAID if letters > 1 and not _LIKE_A_MARK.fullmatch(text) else _BLANK


_LIKE_A_MARK = re.compile(r"[a-z]{1,2}\)+")
"""`qd)`: what a scan leaves of `(1)`."""


__all__ = ["Cells", "lay_cells", "unbraid"]
