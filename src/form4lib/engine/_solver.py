"""Stage 5b: rows as cheapest paths.

Takes the words of one row, or of a whole table where rows cannot be told apart beforehand, a table's spec, and what
the page says of each word's place. Gives `Row`s: which word stands in which column, read how, at what cost.
Exact dynamic programming over (word, column): a word stays in its column (text goes on, a footnote mark hangs on),
opens a later one, is noise, or, where `restarts` allows it, opens a new row. Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import attrs

from ..spec.tables import TEXT, Column, TableSpec
from ._atoms import MARK, Reading, is_strong, is_value, readings
from ._page import LINE, NEXT_CELL, WIDE, Word
from ._remembered import remembered

_NATURE_AFTER_DIRECT = 4.0
"""Nature of ownership beside a D: never seen in 830 truth rows."""
_NO_NATURE_AFTER_INDIRECT = 1.5
_CELL_CROSSED = 1.5
_CUT_WORD = 0.3
"""`Commo | n Stock`: converters cut words at the edges of cells that are not there."""
_GAP_CROSSED = 1.2
_LINE_CROSSED = 0.2
_MARK_SHARE = 0.5
"""A mark beside a value is what marks are for: half its reading's cost."""
_NEW_ROW = 1.0
_LONE_LETTER = 1.6
"""A title or a nature does not begin with a single letter or sign; `Class A` goes on with one."""
_LONE_UNDERLYING = 4.0
"""What an underlying title would be is rather the code of a transaction: `c`, `x`."""
_PLACED_NOISE = 3.0
"""Where the page gives a word a cell of its own, it is hardly noise."""

DateCost = Callable[[str, date], float]
"""What a date in a field costs by what the heading says: transactions are near the period, expirations are not."""

PlaceCost = Callable[[Word], Sequence[float] | None]
"""For a word, what each cell of the spec would cost it by its place; None where places say nothing."""


def nowhere(_: Word) -> None:
    """Places say nothing of any word."""


def never(_: Word) -> bool:
    """No word begins a new row."""
    return False


class Placed(NamedTuple):
    """A word in a column (None: noise); `reading` None for noise."""

    word: Word
    column: int | None
    reading: Reading | None


@attrs.define(slots=True, eq=False)
class Row:
    """One row as laid out: `spec` and lane tell what its columns are."""

    spec: TableSpec
    placed: list[Placed]
    cost: float = 0.0
    exchanged: bool = False
    """Were amounts of it found among another row's?"""
    among: int = 0
    """So many rows, it among them, were dealt out together."""

    def by_column(self) -> dict[int, list[Placed]]:
        """What stands in each column, in reading order."""
        out: dict[int, list[Placed]] = {}
        for placed in self.placed:
            if placed.column is not None:
                out.setdefault(placed.column, []).append(placed)
        return out


@attrs.frozen
class _Lane:
    """The columns that one kind of row fills, and the cost of going from one to another."""

    columns: tuple[int, ...]
    jump: dict[int, dict[int, float]]
    """From each column to each behind it."""


def _blank_cost(spec: TableSpec, index: int, is_transaction: bool) -> float:
    column = spec.columns[index]
    return column.blank if is_transaction else column.holding or 0.0


def _jump_cost(spec: TableSpec, lane: tuple[int, ...], source: int, target: int, is_transaction: bool) -> float:
    """What the columns left blank between two filled ones cost; -1 is the row's start, len(columns) its end."""
    columns = spec.columns
    ends = {columns[i].group for i in (source, target) if 0 <= i < len(columns) and columns[i].group}
    cost = 0.0
    counted: set[str] = set(ends)
    for index in lane:
        if not source < index < target:
            continue
        group = columns[index].group
        if group and group in counted:
            continue
        counted.add(group)
        cost += _blank_cost(spec, index, is_transaction)
    form = columns[source].value if source >= 0 else None
    if form == "D" and target < len(columns):
        cost += _NATURE_AFTER_DIRECT
    if form == "I" and target == len(columns):
        cost += _NO_NATURE_AFTER_INDIRECT
    return cost


def _is_instead(spec: TableSpec, a: int, b: int) -> bool:
    """Is one of two columns filled instead of the other: the numbers acquired and disposed of, D and I?"""
    columns = spec.columns
    return a >= 0 and b < len(columns) and columns[a].group != "" and columns[a].group == columns[b].group


@lru_cache(maxsize=32)
def _lanes(spec: TableSpec) -> tuple[_Lane, ...]:
    kinds = ((True, tuple(range(len(spec.columns)))),) if spec.transactions else ()
    holding = tuple(i for i, c in enumerate(spec.columns) if c.holding is not None)
    out: list[_Lane] = []
    for is_transaction, lane in (*kinds, (False, holding)):
        stops = (*lane, len(spec.columns))
        jump = {
            a: {b: _jump_cost(spec, lane, a, b, is_transaction) for b in stops if a < b and not _is_instead(spec, a, b)}
            for a in (-1, *lane)
        }
        if _Lane(lane, jump) not in out:  # of the last columns of Table I both kinds of row fill the same
            out.append(_Lane(lane, jump))
    return tuple(out)


_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}$")
_DATE_LOST = 12.0


@remembered
def _noise_cost(text: str) -> float:
    if is_strong(text):
        return _DATE_LOST if _DATE.match(text) else 9.0
    if is_value(text):
        return 6.0
    letters = sum(c.isalpha() for c in text)
    if not any(c.isalnum() for c in text):
        return 0.4 if "(" not in text else 1.2
    return 3.0 if letters > 2 else 2.0


FORM_NUMBERS = frozenset("345")
FORM_NUMBER = Reading(MARK, None)
"""Says nothing of the transaction, and cites no footnote."""
_FORM_NUMBER_COST = 0.5


def _lone_cost(column: Column) -> float:
    return _LONE_UNDERLYING if column.field == "underlying_security_title" else _LONE_LETTER


Option = tuple[int, float, Reading]
"""A column that could take a word, at what cost, read how."""
_Options = tuple[Option, ...]


def noise_cost(text: str, options: Sequence[Option]) -> float:
    """What it costs to take the word for noise; in a holding that another form should have reported its number is none
    of the values: `Common Stock | 3 | 736 | I`."""
    if text in FORM_NUMBERS and any(reading is FORM_NUMBER for _, _, reading in options):
        return _FORM_NUMBER_COST
    return _noise_cost(text)


@lru_cache(maxsize=8192)
def options_of(spec: TableSpec, text: str) -> _Options:
    """Every column that could take the word."""
    out: list[Option] = []
    if text in FORM_NUMBERS:
        out += [(i, _FORM_NUMBER_COST, FORM_NUMBER) for i, column in enumerate(spec.columns) if column.form_number]
    for reading in readings(text):
        for index, column in enumerate(spec.columns):
            if reading.kind == MARK:
                out.append((index, reading.cost + column.mark_only + column.fill, reading))
            elif reading.kind == column.kind and (column.value is None or column.value == reading.value):
                lone = _lone_cost(column) if reading.kind == TEXT and len(text) < 2 else 0.0
                out.append((index, reading.cost + column.fill + lone, reading))
    return tuple(out)


def crossing(word: Word) -> float:
    if word.gap == NEXT_CELL:
        return _CUT_WORD if word.text[0].islower() else _CELL_CROSSED
    return _GAP_CROSSED if word.gap == WIDE else _LINE_CROSSED if word.gap >= LINE else 0.0


_State = tuple[float, "_State | None", Word | None, int | None, Reading | None, bool]
"""The cheapest way to lay out the words so far: what it costs, the way it goes on from, and the last word: in which
column (None: noise), read how, and whether it opens a row. The first way has no word."""
_States = dict[int, _State]
"""By the last column that was filled, -1 before the first."""
_BEGINNING: _State = (0.0, None, None, None, None, False)
_Stays = tuple[tuple[tuple[float, Reading], ...], ...]


@lru_cache(maxsize=8192)
def _stays(spec: TableSpec, text: str, crossed: float) -> _Stays:
    """For each column how a word may go on in it where the row is in it, and in none before the first."""
    found = readings(text)
    marks = tuple((r.cost * _MARK_SHARE, r) for r in found if r.kind == MARK)
    texts = tuple((r.cost + crossed, r) for r in found if r.kind == TEXT)
    return (*(marks + texts if column.kind == TEXT else marks for column in spec.columns), ())


def _shifted(spec: TableSpec, stays: _Stays, places: Sequence[float]) -> _Stays:
    """The same where the page says what each cell costs the word by its place; a mark may hang over."""
    out: list[tuple[tuple[float, Reading], ...]] = []
    for cell, ways in zip(spec.cells, stays, strict=False):
        if ways:
            shift = places[cell]
            ways = tuple([(cost + (shift * 0.5 if r.kind == MARK else shift), r) for cost, r in ways])
        out.append(ways)
    return (*out, ())


def dated(spec: TableSpec, options: _Options, date_cost: DateCost) -> _Options:
    return tuple(
        [
            (c, cost + date_cost(spec.columns[c].field, r.value), r) if isinstance(r.value, date) else (c, cost, r)
            for c, cost, r in options
        ]
    )


def fill_in_turn(words: list[Word], spec: TableSpec) -> Row | None:
    """The row whose columns the words fill one after the other, as printed and with none left out; else None.

    It costs nothing, and there is one way to do it: `solve` would find the same.
    """
    for lane in _lanes(spec):
        placed = _placed_in_turn(words, spec, lane)
        if placed and placed[-1].column is not None and not lane.jump[placed[-1].column][len(spec.columns)]:
            return Row(spec, placed)
    return None


def _placed_in_turn(words: list[Word], spec: TableSpec, lane: _Lane) -> list[Placed]:
    """The words in the columns that cost nothing; none where one has no such column, or two, or is a date."""
    placed: list[Placed] = []
    column = -1
    for word in words:
        steps = lane.jump[column]
        ways = [(c, r) for c, cost, r in options_of(spec, word.text) if not cost and steps.get(c) == 0.0]
        ways += [(column, r) for cost, r in _stays(spec, word.text, crossing(word))[column] if not cost]
        if len(ways) != 1 or "/" in word.text:
            return []
        column, reading = ways[0]
        placed.append(Placed(word, column, reading))
    return placed


def solve(
    words: list[Word], spec: TableSpec, place: PlaceCost, restarts: Callable[[Word], bool], date_cost: DateCost
) -> list[Row]:
    """Lay the words into rows of the spec in the cheapest way."""
    lanes = _lanes(spec)
    cells = spec.cells
    end = len(spec.columns)
    states: list[_States] = [{-1: _BEGINNING} for _ in lanes]
    for index, word in enumerate(words):
        places = place(word)
        options = options_of(spec, word.text)
        if places:
            options = tuple([(c, cost + places[cells[c]], r) for c, cost, r in options])
        if "/" in word.text:
            options = dated(spec, options, date_cost)
        noise = noise_cost(word.text, options)
        noise += _PLACED_NOISE if places and any(c.isalnum() for c in word.text) else 0.0
        if index and restarts(word):
            _restart(states, lanes, end)
        stays = _stays(spec, word.text, crossing(word))
        if places:
            stays = _shifted(spec, stays, places)
        states = [_step(lane, held, word, noise, stays, options) for lane, held in zip(lanes, states, strict=True)]
    best, tail = min(
        (
            (state[0] + lane.jump[column][end], state)
            for lane, held in zip(lanes, states, strict=True)
            for column, state in held.items()
        ),
        key=lambda pair: pair[0],
    )
    return _unwind(spec, tail, best)


def _step(lane: _Lane, states: _States, word: Word, noise: float, stays: _Stays, options: _Options) -> _States:
    """The cheapest ways when the word, too, is noise, goes on in the column the row is in, or opens a later one."""
    fresh: _States = {}
    jump = lane.jump
    for column, state in states.items():
        cost = state[0]
        least: float = cost + noise
        goes_on: Reading | None = None
        for extra, reading in stays[column]:
            if cost + extra < least:
                least, goes_on = cost + extra, reading
        held = fresh.get(column)
        if held is None or least < held[0]:
            fresh[column] = (least, state, word, None if goes_on is None else column, goes_on, False)
        steps, opens = jump[column], column < 0
        for target, extra, reading in options:
            if target in steps:
                total = cost + steps[target] + extra
                held = fresh.get(target)
                if held is None or total < held[0]:
                    fresh[target] = (total, state, word, target, reading, opens)
    return fresh


def _restart(states: list[_States], lanes: tuple[_Lane, ...], end: int) -> None:
    """Allow a new row here: close the cheapest open one."""
    closed = [
        (state[0] + lane.jump[column][end] + _NEW_ROW, state)
        for lane, held in zip(lanes, states, strict=True)
        for column, state in held.items()
        if column >= 0
    ]
    if not closed:
        return
    cost, state = min(closed, key=lambda pair: pair[0])
    for held in states:
        if cost < held[-1][0]:
            held[-1] = (cost, *state[1:])


def _unwind(spec: TableSpec, state: _State, cost: float) -> list[Row]:
    steps: list[tuple[Placed, bool]] = []
    while True:
        _, before, word, column, reading, opens = state
        if before is None or word is None:
            break
        steps.append((Placed(word, column, reading), opens))
        state = before
    rows: list[Row] = []
    for placed, opens in reversed(steps):
        if opens or not rows:
            rows.append(Row(spec, [], cost))
        rows[-1].placed.append(placed)
    return rows
