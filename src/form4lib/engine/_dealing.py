"""Stage 5b6: rows whose cells were read out of order.

Takes the words of a table whose page gives one cell a line, in an order that is neither row by row nor column by
column, and its spec. Gives `Row`s: a beam search over (columns filled in each row, place of the last chunk). A chunk
goes on where the last one stood, opens a later column of the same row, or fills what some other row has blank. How
many rows there are is tried beforehand; the blanks of all are paid for at once, and paid back as they are filled.
Reports nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..spec.lexicon import NATURE_STARTS
from ..spec.tables import TEXT, TableSpec
from ._accounts import Debts, Plan, sort_of, sorts, used
from ._agreeing import agreement
from ._atoms import MARK, Reading, Value, readings
from ._blanks import blank_cost, rivals, transaction_columns
from ._chunks import Chunk, begins_inside, chunks_of, is_whole_title, title_share
from ._page import BLOCK, LINE, Word
from ._solver import DateCost, Placed, Row, dated, noise_cost, options_of

_BEAM = 40
_LEAST_BEAM = 12
_WORK = 4000
"""Beginnings looked at in a table: where it has many chunks, fewer are kept of each."""
_ALIKE = 4
"""Beginnings kept of those that stand in one place of like rows: they differ in rows that are done with."""
_HOPELESS = 14.0
"""A beginning that costs so much more than the best is given up."""
_NEW_ROW = 1.0
_OTHER_ROW = 1.0
"""Going to the first row that lacks what the chunk says."""
_TOP = 0.4
"""Going to the top of a later column, from the last row."""
_DOWN = 0.3
"""The next row, in the same column or from its beginning."""
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

Titles = Collection[tuple[str, ...]]
"""Titles known so far, squeezed word by word."""

Option = tuple[int, float, Reading]
"""A column that could take the chunk, at what cost, read how."""


class _Piece(NamedTuple):
    """A chunk, the columns that it could begin, and the sort of cell that it is made for."""

    chunk: Chunk
    options: Sequence[Option]
    sort: int | None


_State = tuple[tuple[int, ...], int, int]
"""Which columns each row has filled, as masks, and the row and column of the last chunk."""


class _Step(NamedTuple):
    """One chunk placed; `column` None for noise."""

    before: _Step | None
    chunk: Chunk
    row: int
    column: int | None
    reading: Reading | None


class _Held(NamedTuple):
    """The cheapest way to a state: what was paid, what all blanks of its rows cost, how many are transactions."""

    cost: float
    blanks: float
    transactions: int
    debts: Debts
    last: _Step | None


def _text_cost(field: str, chunk: Chunk) -> float:
    """How unlike a title, or a nature of ownership, a text is."""
    keys = chunk.keys
    share = title_share(keys)
    natural = bool(keys) and keys[0] in NATURE_STARTS and share < 1.0
    if field == "nature_of_ownership":
        return 0.0 if natural else 0.4 if share < 0.6 else 4.0 if is_whole_title(keys) else 2.0
    return (0.0 if share == 1.0 else 0.6 if share >= 0.5 else 2.5) + (1.0 if natural else 0.0)


def _options(spec: TableSpec, chunk: Chunk, date_cost: DateCost, printed: bool) -> Sequence[Option]:
    """Every column that the chunk could begin."""
    if not chunk.is_text:
        text = chunk.words[0].text
        options = [option for option in options_of(spec, text) if not (printed and option[2].repair)]
        return dated(spec, options, date_cost) if "/" in text else options
    reading = _as_text(chunk)
    inside = _FROM_INSIDE if begins_inside(chunk) else 0.0
    return [
        (i, _text_cost(column.field, chunk) + inside, reading)
        for i, column in enumerate(spec.columns)
        if column.kind == TEXT
    ]


def _as_text(chunk: Chunk) -> Reading:
    return Reading(TEXT, " ".join(w.text for w in chunk.words), 0.0)


def deal(words: list[Word], spec: TableSpec, date_cost: DateCost, known: Titles, printed: bool) -> list[Row]:
    """Deal the words out to rows of the spec in the cheapest way; where all stands as `printed`, none is misread."""
    chunks = chunks_of(words)
    options = [_options(spec, chunk, date_cost, printed) for chunk in chunks]
    pieces = [_Piece(c, o, sort_of(c, o, spec)) for c, o in zip(chunks, options, strict=True)]
    found = [_search(pieces, spec, None)]
    if found[0][0] > _GOOD_ROW * len(found[0][1][0]):
        rows = _expected_rows(chunks, spec)
        dates = sum(_is_traded(o, spec) for o in options)
        found.append(_search(pieces, spec, Plan(spec, [p.sort for p in pieces], rows, min(dates, rows))))
    cost, state, last = min(found, key=lambda f: f[0])
    return _unwind(spec, len(state[0]), last, cost, known)


_GOOD_ROW = 4.0
"""Rows read in order that cost no more are right: then nothing else is tried."""


def _expected_rows(chunks: list[Chunk], spec: TableSpec) -> int:
    """As many as there are titles; Table II has two in a row."""
    titles = sum(1 for c in chunks if c.is_text and title_share(c.keys) == 1.0 and not begins_inside(c))
    texts = sum(1 for c in spec.columns if c.field.endswith("security_title"))
    return max(1, titles // texts)


def _estimate(state: _State, held: _Held, spec: TableSpec, plan: Plan | None) -> float:
    """How good a beginning is: what was paid, and what is to be paid for it.

    With a plan, that is what will be lacking in the end; without, the blanks of the rows that were left, and of the
    last one those that were passed over.
    """
    rows, row, _ = state
    if plan is not None:
        return held.cost + plan.to_pay(held.debts, len(rows), held.transactions)
    if row < 0:
        return held.cost
    mask = rows[row]
    return held.cost + held.blanks - blank_cost(spec, mask, True) + blank_cost(spec, mask, False)


def _is_traded(options: Sequence[Option], spec: TableSpec) -> bool:
    """Is it a date that a transaction may have?"""
    return any(spec.columns[c].field == "transaction_date" and cost < _FAR_DATE for c, cost, _ in options)


_FAR_DATE = 1.0


_Move = tuple[_State, _Held]


def _search(pieces: Sequence[_Piece], spec: TableSpec, plan: Plan | None) -> tuple[float, _State, _Step | None]:
    """The cheapest way to deal the chunks out."""
    states: dict[_State, _Held] = {((), -1, -1): _Held(0.0, 0.0, 0, plan.debts if plan else (), None)}
    beam = min(_BEAM, max(_LEAST_BEAM, _WORK // max(1, len(pieces))))
    for piece in pieces:
        fresh: dict[_State, _Held] = {}
        for state, held in states.items():
            for reached, other in _moves(state, held, piece, spec):
                before = fresh.get(reached)
                if before is None or other.cost < before.cost:
                    fresh[reached] = other
        states = _best(fresh, spec, plan, beam)
    cost, _, state, held = min(
        ((_final(state, held, spec), i, state, held) for i, (state, held) in enumerate(states.items())),
        key=lambda found: found[:2],
    )
    return cost, state, held.last


def _final(state: _State, held: _Held, spec: TableSpec) -> float:
    """What the rows cost, less what speaks for them."""
    values: list[dict[str, Value]] = [{} for _ in state[0]]
    step = held.last
    while step is not None:
        if step.column is not None and step.reading is not None and step.reading.value is not None:
            values[step.row][spec.columns[step.column].field] = step.reading.value
        step = step.before
    return held.cost + held.blanks - agreement(values)


def _best(states: dict[_State, _Held], spec: TableSpec, plan: Plan | None, beam: int) -> dict[_State, _Held]:
    """The most promising beginnings, few of those that go on alike."""
    ranked = sorted([(_estimate(*item, spec, plan), i, item) for i, item in enumerate(states.items())])
    limit = ranked[0][0] + _HOPELESS
    alike: dict[tuple[int, int, int], int] = {}
    out: dict[_State, _Held] = {}
    for cost, _, (state, held) in ranked:
        if cost > limit or len(out) >= beam:
            break
        rows, row, column = state
        key = (row, column, rows[row] if row >= 0 else 0)
        count = alike[key] = alike.get(key, 0) + 1
        if count <= _ALIKE:
            out[state] = held
    return out


def _moves(state: _State, held: _Held, piece: _Piece, spec: TableSpec) -> Iterator[_Move]:
    chunk = piece.chunk
    noise = _NOISE_TEXT if chunk.is_text else noise_cost(chunk.words[0].text)
    yield state, _go_on(held, piece, noise, _Step(held.last, chunk, state[1], None, None))
    if state[2] >= 0:
        yield from _same_cell(state, held, piece, spec)
    if chunk.gap >= LINE or state[2] < 0:
        yield from _any_cell(state, held, piece, spec)
        yield from _late_wraps(state, held, piece, spec)
    else:
        yield from _later_columns(state, held, piece, spec)


def _go_on(held: _Held, piece: _Piece, price: float, step: _Step) -> _Held:
    """The same rows and cells, one chunk later."""
    debts = used(held.debts, piece.sort, None) if held.debts else ()
    return _Held(held.cost + price, held.blanks, held.transactions, debts, step)


def _same_cell(state: _State, held: _Held, piece: _Piece, spec: TableSpec) -> Iterator[_Move]:
    """More of the text, or a mark beside the value."""
    _, row, column = state
    last, chunk = held.last, piece.chunk
    extra, reading = _continues(chunk, spec, column)
    if reading is not None:
        both = last is not None and is_whole_title(last.chunk.keys) and is_whole_title(chunk.keys)
        price = extra + (_TWO_TITLES if both else 0.0)
        yield state, _go_on(held, piece, price, _Step(last, chunk, row, column, reading))


def _continues(chunk: Chunk, spec: TableSpec, column: int) -> tuple[float, Reading | None]:
    apart = _BLOCK_CROSSED if chunk.gap >= BLOCK else _GOES_ON
    if chunk.is_text:
        return apart, _as_text(chunk) if spec.columns[column].kind == TEXT else None
    mark = next((r for r in readings(chunk.words[0].text) if r.kind == MARK), None)
    return (mark.cost * _MARK_SHARE + apart / 2, mark) if mark else (0.0, None)


def _later_columns(state: _State, held: _Held, piece: _Piece, spec: TableSpec) -> Iterator[_Move]:
    """A later column of the same row."""
    rows, row, last = state
    groups = rivals(spec)
    for column, extra, reading in piece.options:
        if column > last and not rows[row] & groups[column]:
            yield _fill(state, held, piece, spec, (row, column, extra, reading))


def _fill(state: _State, held: _Held, piece: _Piece, spec: TableSpec, cell: tuple[int, int, float, Reading]) -> _Move:
    """The move that puts the chunk into a cell of its own."""
    rows = state[0]
    row, column, price, reading = cell
    if row < len(rows):
        mask = rows[row]
        before = blank_cost(spec, mask, True)
    else:
        mask, before = 0, 0.0
    filled = mask | 1 << column
    kinds = transaction_columns(spec)
    traded = held.transactions + (1 if filled & kinds and not mask & kinds else 0)
    blanks = held.blanks - before + blank_cost(spec, filled, True)
    debts = used(held.debts, piece.sort, sorts(spec)[column]) if held.debts else ()
    step = _Step(held.last, piece.chunk, row, column, reading)
    after = _Held(held.cost + price, blanks, traded, debts, step)
    return ((*rows[:row], filled, *rows[row + 1 :]), row, column), after


def _any_cell(state: _State, held: _Held, piece: _Piece, spec: TableSpec) -> Iterator[_Move]:
    """A column of the same row that is not filled, or that of the first other row where it is not."""
    rows, at, before = state
    groups = rivals(spec)
    for column, extra, reading in piece.options:
        group = groups[column]
        if at >= 0 and not rows[at] & group:
            price = extra if column > before else extra + _BACK + _disorder(rows, at, group)
            yield _fill(state, held, piece, spec, (at, column, price, reading))
        row = 0
        while row < len(rows) and (row == at or rows[row] & group):
            row += 1
        if row == at + 1 and column == before:
            price = extra + _DOWN + _disorder(rows, row, group)
        elif row == len(rows):
            price = extra + (_NEW_ROW if row else 0.0)
        else:
            top = row == 0 and at == len(rows) - 1 and column > before
            price = extra + (_TOP if top else _OTHER_ROW) + _disorder(rows, row, group)
        yield _fill(state, held, piece, spec, (row, column, price, reading))


def _disorder(rows: tuple[int, ...], row: int, group: int) -> float:
    """Is the column filled in a row further down already?"""
    return _DISORDER if any(mask & group for mask in rows[row + 1 :]) else 0.0


def _late_wraps(state: _State, held: _Held, piece: _Piece, spec: TableSpec) -> Iterator[_Move]:
    """The rest of a text that this row or the one before has begun."""
    chunk = piece.chunk
    if not chunk.is_text:
        return
    rows, at, before = state
    price = _LATE_WRAP + (0.0 if begins_inside(chunk) else 1.0)
    for row in range(max(0, at - 1), at + 1):
        for column in _text_columns(spec):
            if rows[row] >> column & 1 and (row, column) != (at, before):
                extra, reading = _continues(chunk, spec, column)
                step = _Step(held.last, chunk, row, column, reading)
                yield (rows, row, column), _go_on(held, piece, price + extra, step)


@lru_cache(maxsize=32)
def _text_columns(spec: TableSpec) -> tuple[int, ...]:
    return tuple(i for i, column in enumerate(spec.columns) if column.kind == TEXT)


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
    if under is None or not 2 <= len(titles) <= _MOST_PIECES:
        return steps
    best: tuple[float, int] | None = None
    for mask in range(1, 2 ** len(titles) - 1):
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
"""More pieces than that are several titles read as one: every way to part them would be tried in vain."""
_MOVED = 0.3
_LONG_TITLE = 0.05
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
    return cost + (0.0 if title in known or is_whole_title(title) else _BROKEN_TITLE) + _LONG_TITLE * len(title)


def _reading_of(word: Word, step: _Step) -> Reading | None:
    """How one word of a chunk is read: a mark within a text is a mark."""
    if step.reading is None or not step.chunk.is_text:
        return step.reading
    mark = next((r for r in readings(word.text) if r.kind == MARK and r.cost == 0.0), None)
    return mark or next((r for r in readings(word.text) if r.kind == TEXT), step.reading)
