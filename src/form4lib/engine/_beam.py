"""Stage 5b6a: the cheapest way to deal chunks out to rows.

Takes a table's chunks, each with the columns that it could begin, its spec, and how many rows are expected, where that
is to be tried. Gives the cheapest end of a beam search over (columns filled in each row, place of the last chunk): a
chunk goes on where the last one stood, opens a later column of the same row, or fills what some other row has blank.
The blanks of all rows are paid for at once, and paid back as they are filled. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf
from operator import itemgetter
from typing import NamedTuple

import attrs

from ..spec.tables import TEXT, TableSpec
from ._accounts import TITLE, Debt, Plan, sorts
from ._agreeing import BALANCE, CODE_OF, EMPTY, TWIN, Kept, gain, odds, slots_of, with_value
from ._atoms import MARK, Reading, readings
from ._blanks import blank_costs, passed_over, rivals, transaction_columns
from ._chunks import Chunk, begins_inside, is_whole_title, title_share
from ._page import BLOCK, LINE
from ._solver import Option, noise_cost

LEAST, NARROW, WIDE = 3, 12, 40
"""Beginnings kept."""
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
_MOST_GAIN = TWIN + 2 * BALANCE
"""No value agrees better with the others."""


class Piece(NamedTuple):
    """A chunk, the columns that it could begin, the sort of cell that it is made for, and what it is as a title."""

    chunk: Chunk
    options: Sequence[Option]
    sort: int | None
    is_title: bool
    """A whole title of a security."""
    is_foreign: bool
    """A text that is none."""


def piece_of(chunk: Chunk, options: Sequence[Option], sort: int | None) -> Piece:
    """The chunk with what the search asks of it."""
    keys = chunk.keys
    return Piece(chunk, options, sort, is_whole_title(keys), chunk.is_text and title_share(keys) < _FOREIGN)


class Step(NamedTuple):
    """One chunk placed; `column` None for noise."""

    before: Step | None
    piece: Piece
    row: int
    column: int | None
    reading: Reading | None


@attrs.frozen
class _Columns:
    """What the columns of a spec are to the search, each by its place."""

    groups: tuple[int, ...]
    sorts: tuple[int | None, ...]
    slots: tuple[int | None, ...]
    texts: tuple[int, ...]
    """Those of texts."""
    traded: int
    """Those that only transactions fill, as a mask."""
    blanks: Mapping[int, float]
    blanks_so_far: Mapping[int, float]
    passed: Mapping[tuple[int, int, int], int]


@lru_cache(maxsize=32)
def _columns_of(spec: TableSpec) -> _Columns:
    return _Columns(
        rivals(spec),
        sorts(spec),
        slots_of(spec),
        tuple(i for i, column in enumerate(spec.columns) if column.kind == TEXT),
        transaction_columns(spec),
        blank_costs(spec, True),
        blank_costs(spec, False),
        passed_over(spec),
    )


class _Held(NamedTuple):
    """The cheapest way to a state: which columns each row has filled, as masks, and the place of the last chunk; what
    was paid, what all blanks of its rows cost, how many are transactions, and what is kept of each row."""

    masks: tuple[int, ...]
    row: int
    at: int
    cost: float
    blanks: float
    transactions: int
    debt: Debt | None
    rows: tuple[Kept, ...]
    last: Step | None


_Key = tuple[int, int, int]
"""A state: the masks of all rows as one number, and row and column of the last chunk."""
_Offer = tuple[float, float, float, int, "Debt | None", _Held, int, int, int, int | None, Reading | None, int | None]
"""What a state that a chunk may lead to promises to cost in the end; what `_Held` says of it: cost, blanks,
transactions and debt, what it goes on from, its row and column and what that row has filled; and of the chunk its
column, reading and slot."""


class _Hand:
    """One chunk to be dealt out, and the cheapest way so far to each state that it reaches."""

    def __init__(self, piece: Piece, columns: _Columns, plan: Plan | None) -> None:
        chunk = piece.chunk
        self.piece, self.columns, self.plan = piece, columns, plan
        self.reached: dict[_Key, _Offer] = {}
        self.limit = self.given_up = inf
        self.noise = _NOISE_TEXT if chunk.is_text else noise_cost(chunk.words[0].text, piece.options)
        self.breaks = chunk.gap >= LINE
        self.more_text, self.more = _continues(chunk, True), _continues(chunk, False)

    def deal(self, held: _Held) -> None:
        """Offer all that may be done with the chunk in this state."""
        debt = held.debt and held.debt.used(self.piece.sort, None)
        packed = _packed(held.masks)
        self._go_on(held, packed, held.row, held.at, self.noise, debt, None, None)
        if held.at >= 0:
            self._same_cell(held, packed, debt)
        if self.breaks or held.at < 0:
            for column, extra, reading in self.piece.options:
                self._fill(held, packed, column, reading, self._any_cell(held, column, extra))
            if self.piece.chunk.is_text:
                self._late_wraps(held, packed, debt)
        else:
            self._later_columns(held, packed)

    def _offer(self, key: _Key, offer: _Offer) -> None:
        """Keep the offer unless the state was reached at less, or it costs too much in the end."""
        known = self.reached.get(key)
        if known is not None and offer[1] >= known[1]:
            return
        promise = offer[0]
        if promise > self.limit:
            self.given_up = min(self.given_up, promise)
            return
        self.limit = min(self.limit, promise + _HOPELESS)
        self.reached[key] = offer

    def _go_on(
        self,
        held: _Held,
        packed: int,
        row: int,
        at: int,
        price: float,
        debt: Debt | None,
        column: int | None,
        reading: Reading | None,
    ) -> None:
        """The same rows and cells, one chunk later."""
        cost, blanks, traded = held.cost + price, held.blanks, held.transactions
        mask = held.masks[row] if row >= 0 else 0
        promise = self._promise(cost, blanks, traded, debt, len(held.masks), mask)
        offer = (promise, cost, blanks, traded, debt, held, row, at, mask, column, reading, None)
        self._offer((packed, row, at), offer)

    def _promise(self, cost: float, blanks: float, transactions: int, debt: Debt | None, rows: int, mask: int) -> float:
        """What the way is to cost in the end: what was paid, and what is to be paid for it.

        With a plan, that is what will be lacking in the end; without, the blanks of the rows that were left, and of the
        last one those that were passed over.
        """
        if self.plan is not None and debt is not None:
            return cost + self.plan.to_pay(debt, rows, transactions)
        return cost + blanks - self.columns.blanks[mask] + self.columns.blanks_so_far[mask] if rows else cost

    def _same_cell(self, held: _Held, packed: int, debt: Debt | None) -> None:
        """More of the text, or a mark beside the value."""
        column = held.at
        extra, reading = self.more_text if column in self.columns.texts else self.more
        if reading is not None:
            piece = self.piece
            after = held.last is not None and held.last.piece.is_title
            both = after and (piece.is_title or (piece.is_foreign and self.columns.sorts[column] == TITLE))
            price = extra + (_TWO_TITLES if both else 0.0)
            self._go_on(held, packed, held.row, column, price, debt, column, reading)

    def _later_columns(self, held: _Held, packed: int) -> None:
        """A later column of the same row."""
        row, last = held.row, held.at
        mask = held.masks[row]
        for column, extra, reading in self.piece.options:
            if column > last and not mask & self.columns.groups[column]:
                price = extra + _PASSED * self.columns.passed[mask, last, column]
                self._fill(held, packed, column, reading, [(row, price)])

    def _any_cell(self, held: _Held, column: int, extra: float) -> list[tuple[int, float]]:
        """The rows that the chunk could go to, at what price: the one it stands in, if the column is not filled there,
        the first other one where it is not, and one behind all where it is."""
        masks, at, before = held.masks, held.row, held.at
        group, size = self.columns.groups[column], len(masks)
        last = size - 1
        while last >= 0 and not masks[last] & group:
            last -= 1
        moves = []
        if at >= 0 and not masks[at] & group:
            if column > before:
                down = at > 0 and masks[at] == masks[at - 1] == 1 << before
                price = extra + _PASSED * self.columns.passed[masks[at], before, column] + (_BELOW if down else 0.0)
            else:
                price = extra + _BACK + (_DISORDER if at < last else 0.0)
            moves.append((at, price))
        row = 0
        while row < size and (row == at or masks[row] & group):
            row += 1
        moves.append((row, extra + _way_to(held, row, column, row < last)))
        if row < last and last + 1 != at:
            moves.append((last + 1, extra + _SKIPPED + _way_to(held, last + 1, column, False)))
        return moves

    def _fill(
        self, held: _Held, packed: int, column: int, reading: Reading, moves: Sequence[tuple[int, float]]
    ) -> None:
        """Put the chunk into a cell of its own, in any of these rows at its price."""
        columns, masks = self.columns, held.masks
        slot, blanks, traded, size = columns.slots[column], columns.blanks, columns.traded, len(masks)
        debt = held.debt and held.debt.used(self.piece.sort, columns.sorts[column])
        owed = 0.0 if debt is None else debt.price
        value = reading.value if slot is not None and slot <= CODE_OF else None
        for row, price in moves:
            cost = held.cost + price
            if cost + owed - (_MOST_GAIN if value is not None else 0.0) > self.limit:
                self.given_up = min(self.given_up, cost + owed)
                continue
            if slot is not None and value is not None:
                cost -= gain(held.rows, row, slot, value)
            mask = masks[row] if row < size else 0
            filled = mask | 1 << column
            blank = held.blanks - (blanks[mask] if row < size else 0.0) + blanks[filled]
            trades = held.transactions + (1 if filled & traded and not mask & traded else 0)
            promise = self._promise(cost, blank, trades, debt, max(size, row + 1), filled)
            self._offer(
                (packed | 1 << (column + row * _ROW_BITS), row, column),
                (promise, cost, blank, trades, debt, held, row, column, filled, column, reading, slot),
            )

    def _late_wraps(self, held: _Held, packed: int, debt: Debt | None) -> None:
        """The rest of a text that this row or the one before has begun."""
        extra, reading = self.more_text
        late = _LATE_WRAP + (0.0 if begins_inside(self.piece.chunk) else 1.0) + extra
        for row in range(max(0, held.row - 1), held.row + 1):
            for column in self.columns.texts:
                if held.masks[row] >> column & 1 and (row, column) != (held.row, held.at):
                    self._go_on(held, packed, row, column, late, debt, column, reading)

    def best(self, beam: int) -> list[_Held]:
        """The most promising beginnings, few of those that go on alike."""
        alike: dict[tuple[int, int, int], int] = {}
        out: list[_Held] = []
        for offer in sorted(self.reached.values(), key=_promised):
            if len(out) < beam and offer[0] <= self.limit:
                like = offer[6:9]
                alike[like] = alike.get(like, 0) + 1
                if alike[like] <= _ALIKE:
                    out.append(_taken(offer, self.piece))
                    continue
            self.given_up = min(self.given_up, offer[0])
            if len(out) >= beam or offer[0] > self.limit:
                break
        return out


_promised = itemgetter(0)
_ROW_BITS = 32
"""No table of the form has so many columns."""


def _packed(masks: tuple[int, ...]) -> int:
    """The masks of all rows as one number."""
    out = 0
    for mask in reversed(masks):
        out = out << _ROW_BITS | mask
    return out


def _way_to(held: _Held, row: int, column: int, disordered: bool) -> float:
    """What it costs to go to a cell of another row; `disordered` where a row below it has filled the column."""
    disorder = _DISORDER if disordered else 0.0
    if row == held.row + 1 and column == held.at:
        return _DOWN + disorder
    size = len(held.masks)
    if row == size:
        return NEW_ROW if row else 0.0
    top = row == 0 and held.row == size - 1 and column > held.at
    return (_TOP if top else _OTHER_ROW) + disorder


def _taken(offer: _Offer, piece: Piece) -> _Held:
    """The beginning that an offer makes."""
    _, cost, blanks, transactions, debt, before, row, at, mask, column, reading, slot = offer
    masks, kept = before.masks, before.rows
    if row >= len(masks):
        masks, kept = (*masks, mask), (*kept, EMPTY)
    elif row >= 0 and masks[row] != mask:
        masks = (*masks[:row], mask, *masks[row + 1 :])
    if slot is not None and reading is not None and reading.value is not None:
        kept = (*kept[:row], with_value(kept[row], slot, reading.value), *kept[row + 1 :])
    return _Held(masks, row, at, cost, blanks, transactions, debt, kept, Step(before.last, piece, row, column, reading))


class Found(NamedTuple):
    """The cheapest way that was found, its last step, how many rows it makes, and how much what was given up on the
    way was to cost."""

    cost: float
    rows: int
    last: Step | None
    given_up: float


def widths(pieces: int) -> tuple[int, ...]:
    """How many beginnings may be kept, from few to as many as the length of the table allows."""
    wide = min(WIDE, max(NARROW, _WORK // max(1, pieces)))
    return (LEAST, NARROW, wide)[: 2 if wide == NARROW else 3]


def search(pieces: Sequence[Piece], spec: TableSpec, plan: Plan | None, width: int) -> Found:
    """The cheapest way to deal the chunks out."""
    columns = _columns_of(spec)
    states = [_Held((), -1, -1, 0.0, 0.0, 0, plan.debt if plan else None, (), None)]
    beam = min(width, widths(len(pieces))[-1])
    given_up = inf
    for piece in pieces:
        hand = _Hand(piece, columns, plan)
        for held in states:
            hand.deal(held)
        states = hand.best(beam)
        given_up = min(given_up, hand.given_up)
    costs = [held.cost + held.blanks + sum(map(odds, held.rows)) for held in states]
    cost = min(costs)
    found = states[costs.index(cost)]
    return Found(cost, len(found.masks), found.last, given_up)


def as_text(chunk: Chunk) -> Reading:
    """The chunk read as a text."""
    return Reading(TEXT, " ".join(w.text for w in chunk.words), 0.0)


def _continues(chunk: Chunk, in_text: bool) -> tuple[float, Reading | None]:
    apart = _BLOCK_CROSSED if chunk.gap >= BLOCK else _GOES_ON
    if chunk.is_text:
        return apart, as_text(chunk) if in_text else None
    mark = next((r for r in readings(chunk.words[0].text) if r.kind == MARK), None)
    return (mark.cost * _MARK_SHARE + apart / 2, mark) if mark else (0.0, None)


__all__ = ["NARROW", "NEW_ROW", "WIDE", "Found", "Piece", "Step", "as_text", "piece_of", "search", "widths"]
