"""Stage 5b7: rows in the order in which the page has them.

Takes rows whose cells were dealt out. Gives them in the order of their columns: what tells is cells that differ, since
of two equal dates either may be the first row's; or in the order of their amounts: what is owned after one row is what
another adds to or takes from. Reports nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from heapq import heappop, heappush

from ._agreeing import adds_up
from ._cells import Cell, RowReading


def in_page_order(rows: Sequence[RowReading]) -> list[RowReading]:
    """The rows, those first that stand before most others in most columns."""
    if len(rows) > _MOST_COMPARED:
        return sorted(rows, key=_first)
    wins = [sum(_is_before(row, other) for other in rows if other is not row) for row in rows]
    return [row for _, _, row in sorted(zip(wins, map(_first, rows), rows, strict=True), key=lambda x: (-x[0], x[1]))]


_MOST_COMPARED = 60
"""Twice the rows that a form may have."""


def _first(row: RowReading) -> int:
    return min((p.word.start for p in row.row.placed), default=0)


def _is_before(row: RowReading, other: RowReading) -> bool:
    """Do more of its cells stand before the other's than behind them?"""
    votes = sum(_vote(cell, other.cells.get(field)) for field, cell in row.cells.items())
    return votes > 0 or (votes == 0 and _first(row) < _first(other))


def _vote(cell: Cell, other: Cell | None) -> int:
    if other is None or not cell.words or not other.words or cell.value == other.value:
        return 0
    return 1 if cell.words[0].start < other.words[0].start else -1


def by_balances(rows: Sequence[RowReading]) -> list[RowReading]:
    """The rows, each behind the one that it follows from; a list that begins with the latest stays as it is."""
    leads = list(_leads(rows))
    forward = sum(before < after for before, after in leads)
    if not len(leads) <= 2 * forward < 2 * len(leads):
        return list(rows)
    waits = Counter(after for _, after in leads)
    following = dict(leads)
    ready = [at for at in range(len(rows)) if not waits[at]]
    out: list[RowReading] = []
    while ready:
        at = heappop(ready)
        out.append(rows[at])
        if at in following:
            heappush(ready, following[at])
    return out if len(out) == len(rows) else list(rows)


def _leads(rows: Sequence[RowReading]) -> Iterator[tuple[int, int]]:
    """The places of a row and of the one that follows from its amounts, where neither could be another."""
    left: dict[object, list[int]] = {}
    for at, row in enumerate(rows):
        left.setdefault(row.value(_OWNED), []).append(at)
    pairs: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        owned, shares, side = row.value(_OWNED), row.value(_SHARES), row.value(_SIDE)
        if isinstance(owned, Decimal) and isinstance(shares, Decimal):
            sums = [b for b in (owned - shares, owned + shares) if b and adds_up(b, shares, side, owned)]
            pairs += [(before, at) for b in sums for before in left.get(b, ()) if before != at]
    firsts, seconds = Counter(before for before, _ in pairs), Counter(after for _, after in pairs)
    return (pair for pair in pairs if firsts[pair[0]] == seconds[pair[1]] == 1)


_OWNED, _SHARES, _SIDE = "shares_owned_following", "shares", "acquired_disposed_code"


__all__ = ["by_balances", "in_page_order"]
