"""Stage 5b4a: how many rows a table has, by what there is to fill them with.

Takes the chunks of a table's cells, each with the columns that it could begin, and the table's spec. Gives the
likeliest numbers of rows, and of transactions among them: a transaction has a date, a code and an amount, every row an
amount owned and `D` or `I`, and a title, of which Table II has two. Each count is a vote. Gives, too, the places where
the chunks so far come out even: a page that is read by columns is read so a few rows at a time. Reports nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..spec.tables import CODE, DATE, FORM, MONEY, NUMBER, SIDE, TEXT, TableSpec
from ._atoms import MARK
from ._chunks import Chunk, begins_inside, title_share
from ._page import LINE
from ._solver import Option

_PRINTED = 0.9
"""A reading that costs less is as printed."""
_MOST_ROWS = 40
_TRIED = 3

_TITLE, _TRADED = "title", "traded"
_LETTERS = ("A", "D", "I")

Counts = tuple[int, int]
"""Rows, and transactions among them."""


class _Row(NamedTuple):
    """What a row of a table has: amounts owned or underlying, titles, and whether a transaction says `A` or `D`."""

    amounts: int
    titles: int
    sided: bool


@lru_cache(maxsize=32)
def _row_of(spec: TableSpec) -> _Row:
    fields = [c.field for c in spec.columns]
    return _Row(
        ("shares_owned_following" in fields) + ("underlying_security_shares" in fields),
        sum(f.endswith("security_title") for f in fields),
        any(c.kind == SIDE for c in spec.columns),
    )


def seen_in(chunks: Sequence[Chunk], options: Sequence[Sequence[Option]], spec: TableSpec) -> Counter[str]:
    """How many chunks there are of each sort that is counted."""
    return Counter(_sort(chunk, found, spec) for chunk, found in zip(chunks, options, strict=True))


def letter_kind(seen: Mapping[str, int], counts: Counts) -> str | None:
    """What every `D` is in a table of so many rows: where all rows say `I`, each is a side; where all trades say `A`,
    none is. None where some are and some are not, or the letters do not come out even."""
    rows, traded = counts
    forms, sides = rows - seen["I"], traded - seen["A"]
    if seen["D"] != forms + sides or (forms and sides):
        return None
    return SIDE if sides else FORM


def likely_counts(seen: Mapping[str, int], spec: TableSpec) -> list[Counts]:
    """The likeliest first."""
    row = _row_of(spec)
    letters = seen["A"] + seen["D"] + seen["I"]
    rows: Counter[Counts] = Counter()
    trades = {0}
    if spec.transactions:
        trades = {t for t in (seen[_TRADED], seen[CODE], seen[CODE] + seen["A"]) if t <= _MOST_ROWS}
    for traded in trades:
        weight = 3 * (traded == seen[_TRADED]) + (spec.transactions and traded >= seen[CODE])
        votes: Counter[int] = Counter()
        if seen[NUMBER] >= traded:
            votes[(seen[NUMBER] - traded) // row.amounts] += 3 if (seen[NUMBER] - traded) % row.amounts == 0 else 1
        codes = max(0, traded - seen[CODE])
        votes[letters - codes - (traded if row.sided else 0)] += 3
        votes[seen[_TITLE] // row.titles] += 2 if seen[_TITLE] % row.titles == 0 else 1
        votes[traded] += 1
        for count, vote in votes.items():
            if max(1, traded) <= count <= _MOST_ROWS:
                rows[count, traded] += vote + weight
    return [counts for counts, _ in sorted(rows.items(), key=lambda x: (-x[1], x[0]))[:_TRIED]]


def even_ends(chunks: Sequence[Chunk], options: Sequence[Sequence[Option]], spec: TableSpec) -> list[int]:
    """Where a title begins behind chunks that make whole rows, by their counts."""
    seen: Counter[str] = Counter()
    ends = []
    for at, (chunk, found) in enumerate(zip(chunks, options, strict=True)):
        sort = _sort(chunk, found, spec)
        if sort == _TITLE and chunk.gap >= LINE and _is_even(seen, spec):
            ends.append(at)
            seen.clear()
        seen[sort] += 1
    return ends


def _is_even(seen: Mapping[str, int], spec: TableSpec) -> bool:
    """Are there as many titles, letters and amounts as rows need?"""
    row = _row_of(spec)
    traded, rows = seen[_TRADED], seen[_TITLE] // row.titles
    letters = seen["A"] + seen["D"] + seen["I"] - (traded - seen[CODE])
    return (
        0 < rows == seen[_TITLE] / row.titles
        and seen[CODE] <= traded <= rows
        and letters == rows + (traded if row.sided else 0)
        and seen[NUMBER] == rows * row.amounts + traded
    )


def _sort(chunk: Chunk, options: Sequence[Option], spec: TableSpec) -> str:
    """What the chunk is to the counts."""
    if chunk.is_text:
        return _TITLE if title_share(chunk.keys) == 1.0 and not begins_inside(chunk) else TEXT
    kinds = set()
    for index, cost, reading in options:
        column = spec.columns[index]
        if cost < _PRINTED + column.fill and reading.kind != MARK:
            if column.field == "transaction_date":
                return _TRADED
            kinds.add(column.kind)
    text = chunk.words[0].text.split("(")[0]
    if text in _LETTERS and kinds & {FORM, SIDE, CODE}:
        return text
    signed = MONEY if text[:1] == "$" else NUMBER
    return next((kind for kind in (DATE, CODE, signed) if kind in kinds), MARK)
