"""Stage 5b3: rows whose cells were read out of order.

Takes the words of a table whose page gives one cell a line, in an order that is neither row by row nor column by
column, and its spec. Gives `Row`s: a beam search over (columns filled in each row, place of the last chunk). A chunk
goes on where the last one stood, opens a later column of the same row, opens a row, or goes back to fill what some
row left blank. Blanks are paid for when a row is left, and paid back when they are filled. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..spec.lexicon import NATURE_STARTS
from ..spec.tables import FORM, TEXT, TableSpec
from ._atoms import MARK, Reading, readings
from ._chunks import Chunk, begins_inside, chunks_of, is_whole_title, title_share
from ._page import BLOCK, LINE, Word
from ._solver import DateCost, Placed, Row, dated, noise_cost, options_of

_BEAM = 40
_NEW_ROW = 1.0
_OTHER_ROW = 1.0
"""Going to the first row that lacks what the chunk says."""
_SKIPPED_ROW = 1.0
_DOWN = 0.3
"""Reading down a column: the same column, the next row."""
_BACK = 1.5
"""Going back in the same row."""
_DISORDER = 2.0
"""A column keeps the order of its rows."""
_GOES_ON = 0.3
_BLOCK_CROSSED = 1.2
_TWO_TITLES = 3.0
"""A whole title behind a whole title is another row's."""
_LATE_WRAP = 1.5
"""The rest of a text that stands behind other cells."""
_FROM_INSIDE = 1.5
"""A cell does not begin with `(right to buy)`."""
_NOISE_TEXT = 4.0
_MARK_SHARE = 0.5
_NATURE_AFTER_DIRECT = 4.0
_NO_NATURE_AFTER_INDIRECT = 1.5
_IMPOSSIBLE = 1e6

Titles = Collection[tuple[str, ...]]
"""Titles known so far, squeezed word by word."""

Option = tuple[int, float, Reading]
"""A column that could take the chunk, at what cost, read how."""


class _State(NamedTuple):
    """Which columns each row has filled, and where the last chunk stands."""

    rows: tuple[int, ...]
    row: int
    column: int
    fresh: bool
    """The row has been read in order so far: what is left of it may still come."""


class _Step(NamedTuple):
    """One chunk placed; `column` None for noise."""

    before: _Step | None
    chunk: Chunk
    row: int
    column: int | None
    reading: Reading | None


_Held = tuple[float, _Step | None]
_Move = tuple[_State, float, _Step]


@lru_cache(maxsize=32)
def _groups(spec: TableSpec) -> tuple[int, ...]:
    """For each column, as a mask, the columns of which only one is filled."""
    out = []
    for column in spec.columns:
        same = [i for i, c in enumerate(spec.columns) if c is column or (column.group and c.group == column.group)]
        out.append(sum(1 << i for i in same))
    return tuple(out)


@lru_cache(maxsize=65536)
def _blanks(spec: TableSpec, mask: int, whole: bool) -> float:
    """What the blanks of a row cost: all of them, or those before the last column filled."""
    stop = len(spec.columns) if whole else mask.bit_length()
    kinds = (True, False) if spec.transactions else (False,)
    return min(_blanks_as(spec, mask, stop, kind) for kind in kinds) + _form_cost(spec, mask, whole)


def _blanks_as(spec: TableSpec, mask: int, stop: int, is_transaction: bool) -> float:
    groups = _groups(spec)
    cost = 0.0
    seen = mask
    for i, column in enumerate(spec.columns):
        if not is_transaction and column.holding is None:
            cost += _IMPOSSIBLE if mask >> i & 1 else 0.0
        elif i < stop and not seen & groups[i]:
            seen |= groups[i]
            cost += column.blank if is_transaction else column.holding or 0.0
    return cost


def _form_cost(spec: TableSpec, mask: int, whole: bool) -> float:
    forms = {c.value for i, c in enumerate(spec.columns) if c.kind == FORM and mask >> i & 1}
    nature = mask >> (len(spec.columns) - 1) & 1
    if "D" in forms and nature:
        return _NATURE_AFTER_DIRECT
    return _NO_NATURE_AFTER_INDIRECT if whole and "I" in forms and not nature else 0.0


def _text_cost(field: str, chunk: Chunk) -> float:
    """How unlike a title, or a nature of ownership, a text is."""
    keys = chunk.keys
    share = title_share(keys)
    natural = bool(keys) and keys[0] in NATURE_STARTS and share < 1.0
    if field == "nature_of_ownership":
        return 0.0 if natural else 0.4 if share < 0.6 else 2.0
    return (0.0 if share == 1.0 else 0.6 if share >= 0.5 else 1.5) + (1.0 if natural else 0.0)


def _options(spec: TableSpec, chunk: Chunk, date_cost: DateCost) -> Sequence[Option]:
    """Every column that the chunk could begin."""
    if not chunk.is_text:
        text = chunk.words[0].text
        options = options_of(spec, text)
        return dated(spec, list(options), date_cost) if "/" in text else options
    reading = Reading(TEXT, " ".join(w.text for w in chunk.words), 0.0)
    inside = _FROM_INSIDE if begins_inside(chunk) else 0.0
    return [
        (i, _text_cost(column.field, chunk) + inside, reading)
        for i, column in enumerate(spec.columns)
        if column.kind == TEXT
    ]


def _noise(chunk: Chunk) -> float:
    return _NOISE_TEXT if chunk.is_text else noise_cost(chunk.words[0].text)


def deal(words: list[Word], spec: TableSpec, date_cost: DateCost, known: Titles) -> list[Row]:
    """Deal the words out to rows of the spec in the cheapest way."""
    states: dict[_State, _Held] = {_State((), -1, -1, True): (0.0, None)}
    for chunk in chunks_of(words):
        options = _options(spec, chunk, date_cost)
        fresh: dict[_State, _Held] = {}
        for state, held in states.items():
            for reached, cost, step in _moves(state, held, chunk, spec, options):
                before = fresh.get(reached)
                if before is None or cost < before[0]:
                    fresh[reached] = (cost, step)
        states = dict(sorted(fresh.items(), key=lambda item: item[1][0])[:_BEAM])
    state, (cost, last) = min(states.items(), key=lambda item: item[1][0] + _leaving(item[0], spec))
    return _unwind(spec, len(state.rows), last, cost + _leaving(state, spec), known)


def _leaving(state: _State, spec: TableSpec) -> float:
    """What a row that is left in its order leaves blank."""
    if state.row < 0 or not state.fresh:
        return 0.0
    mask = state.rows[state.row]
    return _blanks(spec, mask, True) - _blanks(spec, mask, False)


def _moves(
    state: _State, held: _Held, chunk: Chunk, spec: TableSpec, options: Sequence[Option]
) -> Iterator[_Move]:
    cost, back = held
    yield state, cost + _noise(chunk), _Step(back, chunk, state.row, None, None)
    if state.row >= 0:
        yield from _same_cell(state, held, chunk, spec)
        yield from _later_columns(state, held, chunk, spec, options)
    if chunk.gap >= LINE or state.row < 0:
        yield from _new_row(state, held, chunk, spec, options)
        yield from _other_cells(state, held, chunk, spec, options)
        yield from _late_wraps(state, held, chunk, spec)


def _same_cell(state: _State, held: _Held, chunk: Chunk, spec: TableSpec) -> Iterator[_Move]:
    """More of the text, or a mark beside the value."""
    cost, back = held
    extra, reading = _continues(chunk, spec, state.column)
    if reading is not None:
        both = back is not None and is_whole_title(back.chunk.keys) and is_whole_title(chunk.keys)
        yield state, cost + extra + (_TWO_TITLES if both else 0.0), _Step(back, chunk, state.row, state.column, reading)


def _continues(chunk: Chunk, spec: TableSpec, column: int) -> tuple[float, Reading | None]:
    apart = _BLOCK_CROSSED if chunk.gap >= BLOCK else _GOES_ON
    if chunk.is_text:
        if spec.columns[column].kind != TEXT:
            return 0.0, None
        return apart, Reading(TEXT, " ".join(w.text for w in chunk.words), 0.0)
    mark = next((r for r in readings(chunk.words[0].text) if r.kind == MARK), None)
    return (mark.cost * _MARK_SHARE + apart / 2, mark) if mark else (0.0, None)


def _with(rows: tuple[int, ...], row: int, mask: int) -> tuple[int, ...]:
    return (*rows[:row], mask, *rows[row + 1 :])


def _later_columns(
    state: _State, held: _Held, chunk: Chunk, spec: TableSpec, options: Sequence[Option]
) -> Iterator[_Move]:
    """A later column of the same row."""
    cost, back = held
    mask, groups = state.rows[state.row], _groups(spec)
    before = cost - _blanks(spec, mask, not state.fresh)
    for column, extra, reading in options:
        if column > state.column and not mask & groups[column]:
            filled = mask | 1 << column
            reached = _State(_with(state.rows, state.row, filled), state.row, column, state.fresh)
            total = before + extra + _blanks(spec, filled, not state.fresh)
            yield reached, total, _Step(back, chunk, state.row, column, reading)


def _new_row(
    state: _State, held: _Held, chunk: Chunk, spec: TableSpec, options: Sequence[Option]
) -> Iterator[_Move]:
    cost, back = held
    base = cost + _leaving(state, spec) + (_NEW_ROW if state.rows else 0.0)
    row = len(state.rows)
    for column, extra, reading in options:
        mask = 1 << column
        reached = _State((*state.rows, mask), row, column, True)
        yield reached, base + extra + _blanks(spec, mask, False), _Step(back, chunk, row, column, reading)


def _other_cells(
    state: _State, held: _Held, chunk: Chunk, spec: TableSpec, options: Sequence[Option]
) -> Iterator[_Move]:
    """A column that some row, this or another, has not filled: the first two that lack it."""
    base = held[0] + _leaving(state, spec)
    groups = _groups(spec)
    for column, extra, reading in options:
        last = max((i for i, mask in enumerate(state.rows) if mask & groups[column]), default=-1)
        skipped = 0
        for row, mask in enumerate(state.rows):
            if mask & groups[column] or (row == state.row and column > state.column):
                continue
            filled = mask | 1 << column
            step = _blanks(spec, filled, True) - _blanks(spec, mask, True)
            price = _price(state, row, column, last, skipped)
            reached = _State(_with(state.rows, row, filled), row, column, False)
            yield reached, base + extra + price + step, _Step(held[1], chunk, row, column, reading)
            skipped += row != state.row
            if skipped > 1:
                break


def _price(state: _State, row: int, column: int, last: int, skipped: int) -> float:
    """What it costs to go to another cell than the next."""
    disorder = _DISORDER if row < last else 0.0
    if row == state.row:
        return disorder + _BACK
    if row == state.row + 1 and column == state.column:
        return disorder + _DOWN
    return disorder + _OTHER_ROW + _SKIPPED_ROW * skipped


def _late_wraps(state: _State, held: _Held, chunk: Chunk, spec: TableSpec) -> Iterator[_Move]:
    """The rest of a text that this row or the one before has begun."""
    if not chunk.is_text:
        return
    base = held[0] + _leaving(state, spec) + _LATE_WRAP + (0.0 if begins_inside(chunk) else 1.0)
    for row in range(max(0, state.row - 1), state.row + 1):
        for column, said in enumerate(spec.columns):
            elsewhere = (row, column) != (state.row, state.column)
            if said.kind == TEXT and state.rows[row] >> column & 1 and elsewhere:
                extra, reading = _continues(chunk, spec, column)
                reached = _State(state.rows, row, column, False)
                yield reached, base + extra, _Step(held[1], chunk, row, column, reading)


def _unwind(spec: TableSpec, count: int, back: _Step | None, cost: float, known: Titles) -> list[Row]:
    steps: list[_Step] = []
    while back is not None:
        steps.append(back)
        back = back.before
    by_row: list[list[_Step]] = [[] for _ in range(count)]
    for step in reversed(steps):
        if by_row:
            by_row[max(0, step.row)].append(step)
    rows = []
    for taken in by_row:
        placed = [
            Placed(word, step.column, _reading_of(word, step))
            for step in _settled(taken, spec, known)
            for word in step.chunk.words
        ]
        rows.append(Row(spec, placed, cost))
    return rows


def _settled(steps: list[_Step], spec: TableSpec, known: Titles) -> list[_Step]:
    """The row with its titles parted: of its pieces of titles, those that make a known one are the underlying title."""
    under = next((i for i, c in enumerate(spec.columns) if c.field == "underlying_security_title"), None)
    titles = [s for s in steps if s.chunk.is_text and s.column in (0, under)]
    if under is None or len(titles) < 2:
        return steps
    best: tuple[float, int] | None = None
    for mask in range(1, 2 ** min(len(titles), _MOST_PIECES) - 1):
        chosen = [bool(mask >> i & 1) for i in range(len(titles))]
        price = _parting_cost(titles, chosen, known) + sum(
            _MOVED for s, c in zip(titles, chosen, strict=True) if c != (s.column == under)
        )
        if best is None or price < best[0]:
            best = (price, mask)
    assert best is not None
    target = {id(s): under if best[1] >> i & 1 else 0 for i, s in enumerate(titles)}
    return [s._replace(column=target[id(s)]) if id(s) in target else s for s in steps]


_MOST_PIECES = 6
_MOVED = 0.1
_UNKNOWN_UNDERLYING = 2.0
_BROKEN_TITLE = 1.0


def _parting_cost(titles: list[_Step], chosen: list[bool], known: Titles) -> float:
    """How unlike a title and the title of an underlying security the two parts are."""
    under = tuple(k for s, c in zip(titles, chosen, strict=True) if c for k in s.chunk.keys if not k.isdigit())
    first = [s for s, c in zip(titles, chosen, strict=True) if not c]
    title = tuple(k for s in first for k in s.chunk.keys if not k.isdigit())
    cost = 0.0 if under in known else _UNKNOWN_UNDERLYING + (0.0 if is_whole_title(under) else _BROKEN_TITLE)
    if begins_inside(first[0].chunk):
        cost += _BROKEN_TITLE
    return cost + (0.0 if title in known or is_whole_title(title) else _BROKEN_TITLE) + 0.1 * len(title)


def _reading_of(word: Word, step: _Step) -> Reading | None:
    """How one word of a chunk is read: a mark within a text is a mark."""
    if step.reading is None or not step.chunk.is_text:
        return step.reading
    mark = next((r for r in readings(word.text) if r.kind == MARK and r.cost == 0.0), None)
    return mark or next((r for r in readings(word.text) if r.kind == TEXT), step.reading)
