"""Stage 5b6c: amounts of rows that were dealt out, put where they add up.

Takes the rows of Table I in their order, and the words that they were made of. Gives the amounts to other rows where
more rows add up then: what is owned is what some row above left, and the shares. A search that goes through the text
sees that of neighbours only, and when it is too late; here the rows are gone through, and for each those shares and
that balance are looked up among all amounts that follow from a balance above it. Each column should keep its own
order. A price goes with the balance that it shares a line with. Rows whose cells were changed say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import attrs

from ..spec.tables import NUMBER
from ._agreeing import BALANCE, adds_up
from ._atoms import readings
from ._cells import Cell, RowReading
from ._page import LINE, Word

_LEAST = 0.9
"""What it has to bring that amounts go to other cells."""
_APART = 0.3
"""Rows that follow each other add up rather than those that are apart."""
_OPENING = 0.8
"""What is owned after the first shares were acquired is as many."""
_UNCOVERED = 1.0
"""Fewer are owned than were acquired."""
_KEPT = 0.3
"""An amount that stays where the search has dealt it."""
_BREAK = 0.8
"""An amount that stands in the text before that of the row above."""
_BACK = 0.4
"""A balance that stands before its shares."""
_TOLD = 0.8
"""Shares with a price before them on their line, a balance with an `A` behind it."""
_LACKING = 0.5
_UNUSED = 2.0
"""An amount that no row has."""
_BEAM = 24
_MOST_AMOUNTS = 80
_MOST_OPEN = 8
"""Balances above a row that it may follow from."""
_MOST_STARTS = 6

SHARES, OWNED, PRICE, SIDE = "shares", "shares_owned_following", "price_per_share", "acquired_disposed_code"
_COLUMNS = (SHARES, OWNED)


class _Way(NamedTuple):
    """The rows so far: what they are worth, shares and balance of each, and the balances that none follows."""

    worth: float
    taken: frozenset[int]
    rows: tuple[tuple[int | None, int | None], ...]
    open: tuple[int, ...]
    last: tuple[int, int]
    """The last amount of each column."""


_START = _Way(0.0, frozenset(), (), (), (-1, -1))


class _Ledger:
    """The amounts of a table in the order of the text, and which of its rows have them."""

    def __init__(self, rows: Sequence[RowReading], words: Sequence[Word]) -> None:
        self.rows = rows
        held = {id(w) for row in rows for cell in row.cells.values() for w in cell.words}
        cells = [cell for row in rows for f in _COLUMNS if (cell := row.cells[f]).words and cell.value is not None]
        cells += [found for w in words if "," in w.text and id(w) not in held and (found := _amount(w)) is not None]
        self.cells = sorted(cells, key=lambda cell: cell.words[0].start)
        self.values = [cell.value for cell in self.cells if isinstance(cell.value, Decimal)]
        place = {id(cell): i for i, cell in enumerate(self.cells)}
        self.held = [(place.get(id(row.cells[SHARES])), place.get(id(row.cells[OWNED]))) for row in rows]
        self.columns = [sorted([i for pair in self.held if (i := pair[c]) is not None]) for c in range(2)]
        self.told = _told(self.cells, words)
        self.sides = [row.value(SIDE) for row in rows]
        self.by_value: dict[Decimal, list[int]] = {}
        for i, value in enumerate(self.values):
            self.by_value.setdefault(value, []).append(i)
        self.leads = [list(self._following(i)) for i in range(len(self.values))]
        self.starts = [i for i, found in enumerate(self.leads) if found][:_MOST_STARTS]

    def _following(self, before: int) -> Iterator[tuple[int, Decimal]]:
        """The balances that may follow one, and by how many shares they differ."""
        for i, owned in enumerate(self.values):
            change = owned - self.values[before]
            if change and abs(change) in self.by_value:
                yield i, change

    def on(self, way: _Way) -> Iterator[_Way]:
        """The ways to fill the next row."""
        at = len(way.rows)
        shares, owned = self.held[at]
        balances = dict.fromkeys((owned, self._next(way, 1)))
        if not self.rows[at].is_transaction:
            for balance in balances:
                yield self._with(way, None, balance, None)
            return
        if not way.open:
            balances |= dict.fromkeys(self.starts)
        some = (shares, self._next(way, 0), None)
        pairs = ((s, balance) for balance in balances for s in (*some, *self._beside(balance)))
        for s, b in dict.fromkeys(pairs):
            yield self._with(way, s, b, None)
        for before in way.open[-_MOST_OPEN:]:
            for balance, change in self.leads[before]:
                if balance not in way.taken and self.sides[at] != ("D" if change > 0 else "A"):
                    free = [i for i in self.by_value[abs(change)] if i not in way.taken and i not in (balance, before)]
                    if free:
                        yield self._with(way, shares if shares in free else free[0], balance, before)

    def _beside(self, index: int | None) -> tuple[int, ...]:
        """The amounts that stand next to one in the text."""
        return () if index is None else tuple([i for i in (index - 1, index + 1) if 0 <= i < len(self.values)])

    def _next(self, way: _Way, column: int) -> int | None:
        """The first amount of a column that no row has yet."""
        return next((i for i in self.columns[column] if i not in way.taken), None)

    def _with(self, way: _Way, shares: int | None, owned: int | None, before: int | None) -> _Way:
        at = len(way.rows)
        shares = None if shares in way.taken else shares
        owned = None if owned in way.taken or owned == shares else owned
        worth, open_ = way.worth, way.open
        if shares is not None and owned is not None:
            side, some, left = self.sides[at], self.values[shares], self.values[owned]
            if before is None:
                before = next((b for b in reversed(open_) if adds_up(self.values[b], some, side, left)), None)
            if before is not None:
                worth += BALANCE if before == way.last[1] else BALANCE - _APART
                open_ = tuple([b for b in open_ if b != before])
            elif side == "A":
                worth += _OPENING if some == left else -_UNCOVERED if some > left else 0.0
            worth -= _BACK if owned < shares else 0.0
        last = list(way.last)
        for column, index in enumerate((shares, owned)):
            if index is not None:
                worth -= _TOLD if self.told.get(index, column) != column else 0.0
                worth += _KEPT if self.held[at][column] == index else 0.0
                worth -= _BREAK if index < last[column] else 0.0
                last[column] = index
            elif self.held[at][column] is not None:
                worth -= _LACKING
        taken = way.taken.union([i for i in (shares, owned) if i is not None])
        open_ = open_ if owned is None else (*open_, owned)
        return _Way(worth, taken, (*way.rows, (shares, owned)), open_, (last[0], last[1]))

    def as_dealt(self) -> _Way:
        """The way in which the rows are."""
        way = _START
        for shares, owned in self.held:
            way = self._with(way, shares, owned, None)
        return way

    def most(self) -> float:
        """What no way is worth more than."""
        trades = sum(row.is_transaction for row in self.rows)
        return BALANCE * max(0, trades - 1) + _OPENING * min(1, trades) + _KEPT * (len(self.rows) + trades)

    def final(self, way: _Way) -> float:
        """What the way is worth, the amounts counted that no row has."""
        lacking = sum(
            (s is None and row.is_transaction) + (b is None) for (s, b), row in zip(way.rows, self.rows, strict=True)
        )
        left = len(self.values) - len(way.taken)
        return way.worth - _UNUSED * max(0, left - lacking)


def _told(cells: Sequence[Cell], words: Sequence[Word]) -> dict[int, int]:
    """The columns of amounts that their lines tell: `3,133 A`, `$52.66 560`."""
    place = {id(w): i for i, w in enumerate(words)}
    out: dict[int, int] = {}
    for index, cell in enumerate(cells):
        at = place[id(cell.words[0])]
        if at + 1 < len(words) and words[at + 1].text == "A" and words[at + 1].gap < LINE:
            out[index] = 0
        elif at and words[at].gap < LINE and words[at - 1].text[0] == "$":
            out[index] = 1
    return out


def _amount(word: Word) -> Cell | None:
    found = (r for r in readings(word.text) if r.kind == NUMBER and r.cost == 0.0)
    return next((Cell(r.value, [word], 0.0, r.marks) for r in found), None)


def balance_rows(rows: Sequence[RowReading], words: Sequence[Word]) -> None:
    """Give the amounts to the rows that add up with them."""
    if len(rows) < 2 or not all(SHARES in row.cells and OWNED in row.cells for row in rows):
        return
    ledger = _Ledger(rows, words)
    if not 2 <= len(ledger.values) <= _MOST_AMOUNTS:
        return
    now = ledger.final(ledger.as_dealt())
    if now > ledger.most() - _LEAST:
        return
    ways = [_START]
    for _ in rows:
        found = {w.rows: w for way in ways for w in ledger.on(way)}
        ways = sorted(found.values(), key=lambda w: -w.worth)[:_BEAM]
    best = max(ways, key=ledger.final)
    if ledger.final(best) >= now + _LEAST:
        _move(ledger, best, words)


def _move(ledger: _Ledger, way: _Way, words: Sequence[Word]) -> None:
    """Put the amounts into their rows; what is left goes to those that lack one, in order."""
    left = [i for i in range(len(ledger.values)) if i not in way.taken]
    of_balance = _prices(ledger, words)
    cells: list[tuple[RowReading, str, Cell]] = []
    prices: list[Cell | None] = []
    for row, pair, before in zip(ledger.rows, way.rows, ledger.held, strict=True):
        for column, field in enumerate(_COLUMNS):
            index = pair[column]
            if index is None and left and (field == OWNED or row.is_transaction):
                index = left.pop(0)
            if index != before[column]:
                cells.append((row, field, Cell(state="missing") if index is None else ledger.cells[index]))
        prices.append(None if index is None else of_balance.get(index))
    for row, field, cell in (*cells, *_with_prices(ledger.rows, prices)):
        if row.cells[field] is not cell:
            row.cells[field] = cell
            row.row.exchanged = True


def _with_prices(rows: Sequence[RowReading], told: list[Cell | None]) -> Iterator[tuple[RowReading, str, Cell]]:
    """Every row's price: the one that its balance tells, else its own; what is left goes to those without, in order."""
    priced = [row for row in rows if row.value(PRICE) is not None]
    taken = {id(cell) for cell in told if cell is not None}
    rest = [row.cells[PRICE] for row, cell in zip(rows, told, strict=True) if row in priced and cell is not None]
    rest = [cell for cell in rest if id(cell) not in taken]
    for row, cell in zip(rows, told, strict=True):
        own = row.cells[PRICE]
        if cell is None and id(own) in taken:
            cell = rest.pop(0) if rest else Cell(state="missing")
        yield row, PRICE, own if cell is None else cell


def swap_prices(rows: Sequence[RowReading]) -> None:
    """Give a row its balance where that was read as its price: below its `$` in a narrow column a price comes later.

    So where what the row above has left, and the shares, make the price, a whole number; and what is owned does not
    follow, and has decimals as prices have.
    """
    for above, row in pairwise(rows):
        before, shares, price, owned = (above.value(OWNED), *(row.value(f) for f in (SHARES, PRICE, OWNED)))
        values = (before, shares, price, owned)
        before, shares, price, owned = (v if isinstance(v, Decimal) else Decimal(0) for v in values)
        if not shares or not all(isinstance(v, Decimal) for v in values):
            continue
        left = before + shares if row.value(SIDE) == "A" else before - shares
        printed = "." in row.cells[OWNED].words[0].text and "." not in row.cells[PRICE].words[-1].text
        if printed and price == left != owned and row.way in _LOOSE:
            why = "taken for each other, price and amount owned: the balance above tells"
            for field, cell in ((PRICE, row.cells[OWNED]), (OWNED, row.cells[PRICE])):
                row.cells[field] = attrs.evolve(cell, state="repaired", repairs=(*cell.repairs, why))


_LOOSE = ("dealt", "whole")


def _prices(ledger: _Ledger, words: Sequence[Word]) -> dict[int, Cell]:
    """The prices that stand on the line of a balance, before it."""
    place = {id(w): i for i, w in enumerate(words)}
    at = {i - 1: n for n, cell in enumerate(ledger.cells) if (i := place[id(cell.words[0])]) and words[i].gap < LINE}
    out: dict[int, Cell] = {}
    for row in ledger.rows:
        cell = row.cells[PRICE]
        if cell.words and cell.value is not None and place.get(id(cell.words[-1])) in at:
            out[at[place[id(cell.words[-1])]]] = cell
    return out


__all__ = ["balance_rows", "swap_prices"]
