"""Stage 5b6a: the cheapest way to deal chunks out to rows.

Takes a table's chunks, each with the columns that it could begin, its spec, and how many rows are expected, where that
is to be tried. Gives the cheapest end of a beam search over (columns filled in each row, place of the last chunk): a
chunk goes on where the last one stood, opens a later column of the same row, or fills what some other row has blank.
The blanks of all rows are paid for at once, and paid back as they are filled. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from ..spec.tables import TEXT, TableSpec
from ._accounts import TITLE, Debts, Plan, sorts, used
from ._agreeing import CODE_OF, EMPTY, Kept, gain, odds, slots_of, with_value
from ._atoms import MARK, Reading, readings
from ._blanks import blank_costs, passed_over, rivals, transaction_columns
from ._chunks import Chunk, begins_inside, is_whole_title, title_share
from ._page import BLOCK, LINE
from ._solver import Option, noise_cost

WIDE = 40
NARROW = 12
"""Beginnings kept."""
_LEAST_BEAM = 12
_WORK = 4000
"""Beginnings looked at in a table: where it has many chunks, fewer are kept of each."""
_ALIKE = 4
"""Beginnings kept of those that stand in one place of like rows: they differ in rows that are done with."""
_HOPELESS = 9.0
"""A beginning that costs so much more than the best is given up."""
NEW_ROW = 1.0
"""Beginning another row."""
_OTHER_ROW = 1.1
"""Going to the first row that lacks what the chunk says."""
_TOP = 0.4
"""Going to the top of a later column, from the last row."""
_DOWN = 0.3
"""The next row, in the same column or from its beginning."""
_PASSED = 0.5
"""Going on in the same row, past a column that a row of its kind has filled."""
_BELOW = 0.05
"""Going on in the last row of a column that was just read down: filers list transactions before what is held, so a lone
one is rather the first row's."""
_BACK = 1.5
"""Going back in the same row."""
_DISORDER = 2.0
"""A column keeps the order of its rows."""
_SKIPPED = 1.5
"""A row that lacks what the chunk says is passed over."""
_GOES_ON = 0.3
_BLOCK_CROSSED = 1.2
_TWO_TITLES = 3.0
"""A whole title behind a whole title is another row's."""
_FOREIGN = 0.34
"""A text of fewer words of titles does not go on with a title that is whole: `Common Stock / EVP & CFO`."""
_LATE_WRAP = 1.5
"""The rest of a text that stands behind other cells."""
_NOISE_TEXT = 4.0
_MARK_SHARE = 0.5


class Piece(NamedTuple):
    """A chunk, the columns that it could begin, and the sort of cell that it is made for."""

    chunk: Chunk
    options: Sequence[Option]
    sort: int | None


State = tuple[tuple[int, ...], int, int]
"""Which columns each row has filled, as masks, and the row and column of the last chunk."""


class Step(NamedTuple):
    """One chunk placed; `column` None for noise."""

    before: Step | None
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
    rows: tuple[Kept, ...]
    last: Step | None


_Offer = tuple[float, float, int, Debts, _Held | None, int, int | None, Reading | None, int | None]
"""What `_Held` says, but for the last step and its value, which are kept if the offer is taken: what it goes on from,
row, column, reading and slot."""
_NEVER: _Offer = (float("inf"), 0.0, 0, (), None, 0, None, None, None)


class _Hand:
    """One chunk to be dealt out, and the cheapest way so far to each state that it reaches."""

    def __init__(self, piece: Piece, spec: TableSpec) -> None:
        chunk = piece.chunk
        self.piece, self.spec, self.sort = piece, spec, piece.sort
        self.reached: dict[State, _Offer] = {}
        self.noise = _NOISE_TEXT if chunk.is_text else noise_cost(chunk.words[0].text)
        self.breaks = chunk.gap >= LINE
        self.is_title = is_whole_title(chunk.keys)
        self.is_foreign = chunk.is_text and title_share(chunk.keys) < _FOREIGN
        self.late = _LATE_WRAP + (0.0 if begins_inside(chunk) else 1.0)
        self.goes_on = [_continues(chunk, column.kind == TEXT) for column in spec.columns]
        self.groups, self.sorts, self.kinds = rivals(spec), sorts(spec), transaction_columns(spec)
        self.blanks = blank_costs(spec, True)
        self.slots = slots_of(spec)
        self.passed = passed_over(spec)

    def deal(self, state: State, held: _Held) -> None:
        """Offer all that may be done with the chunk in this state."""
        column = state[2]
        debts = used(held.debts, self.sort, None) if held.debts else ()
        self._go_on(state, held, self.noise, debts, None, None)
        if column >= 0:
            self._same_cell(state, held, debts)
        if self.breaks or column < 0:
            self._any_cell(state, held)
            if self.piece.chunk.is_text:
                self._late_wraps(state, held, debts)
        else:
            self._later_columns(state, held)

    def _go_on(
        self, state: State, held: _Held, price: float, debts: Debts, column: int | None, reading: Reading | None
    ) -> None:
        """The same rows and cells, one chunk later."""
        cost = held.cost + price
        if cost < self.reached.get(state, _NEVER)[0]:
            self.reached[state] = (cost, held.blanks, held.transactions, debts, held, state[1], column, reading, None)

    def _same_cell(self, state: State, held: _Held, debts: Debts) -> None:
        """More of the text, or a mark beside the value."""
        extra, reading = self.goes_on[state[2]]
        if reading is not None:
            after = held.last is not None and is_whole_title(held.last.chunk.keys)
            both = after and (self.is_title or (self.is_foreign and self.sorts[state[2]] == TITLE))
            self._go_on(state, held, extra + (_TWO_TITLES if both else 0.0), debts, state[2], reading)

    def _later_columns(self, state: State, held: _Held) -> None:
        """A later column of the same row."""
        rows, row, last = state
        for column, extra, reading in self.piece.options:
            if column > last and not rows[row] & self.groups[column]:
                self._fill(rows, held, row, column, extra + _PASSED * self.passed[rows[row], last, column], reading)

    def _any_cell(self, state: State, held: _Held) -> None:
        """A column of the same row that is not filled, or that of the first other row where it is not."""
        rows, at, before = state
        size = len(rows)
        below = _below(rows)
        for column, extra, reading in self.piece.options:
            group = self.groups[column]
            if at >= 0 and not rows[at] & group:
                if column > before:
                    down = at > 0 and rows[at] == rows[at - 1] == 1 << before
                    price = extra + _PASSED * self.passed[rows[at], before, column] + (_BELOW if down else 0.0)
                else:
                    price = extra + _BACK + (_DISORDER if below[at] & group else 0.0)
                self._fill(rows, held, at, column, price, reading)
            row = 0
            while row < size and (row == at or rows[row] & group):
                row += 1
            self._fill(rows, held, row, column, extra + self._way_to(row, column, state, below[row] & group), reading)
            if below[row] & group:
                row = size
                while rows[row - 1] & group == 0:
                    row -= 1
                if row != at:
                    self._fill(rows, held, row, column, extra + _SKIPPED + self._way_to(row, column, state, 0), reading)

    @staticmethod
    def _way_to(row: int, column: int, state: State, below: int) -> float:
        """What it costs to go to a cell of another row."""
        rows, at, before = state
        disorder = _DISORDER if below else 0.0
        if row == at + 1 and column == before:
            return _DOWN + disorder
        if row == len(rows):
            return NEW_ROW if row else 0.0
        top = row == 0 and at == len(rows) - 1 and column > before
        return (_TOP if top else _OTHER_ROW) + disorder

    def _fill(self, rows: tuple[int, ...], held: _Held, row: int, column: int, price: float, reading: Reading) -> None:
        """Put the chunk into a cell of its own."""
        mask = rows[row] if row < len(rows) else 0
        filled = mask | 1 << column
        state = ((*rows[:row], filled, *rows[row + 1 :]), row, column)
        slot = self.slots[column]
        if slot is not None and slot <= CODE_OF and reading.value is not None:
            price -= gain(held.rows, row, slot, reading.value)
        cost = held.cost + price
        if cost >= self.reached.get(state, _NEVER)[0]:
            return
        traded = held.transactions + (1 if filled & self.kinds and not mask & self.kinds else 0)
        blanks = held.blanks - (self.blanks[mask] if row < len(rows) else 0.0) + self.blanks[filled]
        debts = held.debts
        if debts and self.sort != (sort := self.sorts[column]):
            debts = used(debts, self.sort, sort)
        self.reached[state] = (cost, blanks, traded, debts, held, row, column, reading, slot)

    def _late_wraps(self, state: State, held: _Held, debts: Debts) -> None:
        """The rest of a text that this row or the one before has begun."""
        rows, at, before = state
        for row in range(max(0, at - 1), at + 1):
            for column in _text_columns(self.spec):
                if rows[row] >> column & 1 and (row, column) != (at, before):
                    extra, reading = self.goes_on[column]
                    self._go_on((rows, row, column), held, self.late + extra, debts, column, reading)

    def best(self, plan: Plan | None, beam: int) -> dict[State, _Held]:
        """The most promising beginnings, few of those that go on alike."""
        costs = _estimates(self.reached, self.spec, plan)
        limit = min(costs) + _HOPELESS
        promising = [found for found in zip(costs, count(), self.reached.items()) if found[0] <= limit]
        alike: dict[tuple[int, int, int], int] = {}
        out: dict[State, _Held] = {}
        for _, _, (state, offer) in sorted(promising):
            if len(out) >= beam:
                break
            rows, row, column = state
            key = (row, column, rows[row] if row >= 0 else 0)
            alike[key] = alike.get(key, 0) + 1
            if alike[key] <= _ALIKE:
                out[state] = _taken(offer, self.piece.chunk)
        return out


def _taken(offer: _Offer, chunk: Chunk) -> _Held:
    """The beginning that an offer makes."""
    cost, blanks, transactions, debts, before, row, column, reading, slot = offer
    assert before is not None
    kept = before.rows
    if column is not None and row >= len(kept):
        kept = (*kept, EMPTY)
    if slot is not None and reading is not None and reading.value is not None:
        kept = (*kept[:row], with_value(kept[row], slot, reading.value), *kept[row + 1 :])
    return _Held(cost, blanks, transactions, debts, kept, Step(before.last, chunk, row, column, reading))


def _estimates(reached: dict[State, _Offer], spec: TableSpec, plan: Plan | None) -> list[float]:
    """How good each beginning is: what was paid, and what is to be paid for it.

    With a plan, that is what will be lacking in the end; without, the blanks of the rows that were left, and of the
    last one those that were passed over.
    """
    if plan is not None:
        to_pay = plan.to_pay
        return [offer[0] + to_pay(offer[3], len(rows), offer[2]) for (rows, _, _), offer in reached.items()]
    whole, passed = blank_costs(spec, True), blank_costs(spec, False)
    return [
        offer[0] + offer[1] - whole[rows[row]] + passed[rows[row]] if row >= 0 else offer[0]
        for (rows, row, _), offer in reached.items()
    ]


Found = tuple[float, State, Step | None]
"""The cost of a way, the columns that its rows have filled, and its last step."""


def search(pieces: Sequence[Piece], spec: TableSpec, plan: Plan | None, width: int) -> Found:
    """The cheapest way to deal the chunks out."""
    states: dict[State, _Held] = {((), -1, -1): _Held(0.0, 0.0, 0, plan.debts if plan else (), (), None)}
    beam = min(width, max(_LEAST_BEAM, _WORK // max(1, len(pieces))))
    for piece in pieces:
        hand = _Hand(piece, spec)
        for state, held in states.items():
            hand.deal(state, held)
        states = hand.best(plan, beam)
    cost, _, state, held = min(
        (
            (held.cost + held.blanks + sum(map(odds, held.rows)), i, state, held)
            for i, (state, held) in enumerate(states.items())
        ),
        key=lambda found: found[:2],
    )
    return cost, state, held.last


def as_text(chunk: Chunk) -> Reading:
    """The chunk read as a text."""
    return Reading(TEXT, " ".join(w.text for w in chunk.words), 0.0)


def _continues(chunk: Chunk, in_text: bool) -> tuple[float, Reading | None]:
    apart = _BLOCK_CROSSED if chunk.gap >= BLOCK else _GOES_ON
    if chunk.is_text:
        return apart, as_text(chunk) if in_text else None
    mark = next((r for r in readings(chunk.words[0].text) if r.kind == MARK), None)
    return (mark.cost * _MARK_SHARE + apart / 2, mark) if mark else (0.0, None)


def _below(rows: tuple[int, ...]) -> list[int]:
    """For each row, and a new one, the columns that the rows further down have filled."""
    out = [0] * (len(rows) + 1)
    for row in range(len(rows) - 1, 0, -1):
        out[row - 1] = out[row] | rows[row]
    return out


@lru_cache(maxsize=32)
def _text_columns(spec: TableSpec) -> tuple[int, ...]:
    return tuple(i for i, column in enumerate(spec.columns) if column.kind == TEXT)


__all__ = ["NARROW", "NEW_ROW", "WIDE", "Found", "Piece", "Step", "as_text", "search"]
