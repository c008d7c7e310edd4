"""Stage 5b4a: how many rows a table has, by what there is to fill them with.

Takes the chunks of a table's cells, each with the columns that it could begin, and the table's spec. Gives the
likeliest numbers of rows, and of transactions among them: a transaction has a date, a code and an amount, every row an
amount owned and `D` or `I`, and a title, of which Table II has two. Each count is a vote. Reports nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..spec.tables import CODE, DATE, FORM, MONEY, NUMBER, SIDE, TEXT, TableSpec
from ._atoms import MARK
from ._chunks import Chunk, begins_inside, title_share
from ._solver import Option

_PRINTED = 0.9
"""A reading that costs less is as printed."""
_MOST_ROWS = 40
_TRIED = 3

_TITLE, _TRADED = "title", "traded"
_LETTERS = ("A", "D", "I")

Counts = tuple[int, int]
"""Rows, and transactions among them."""


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
    fields = [c.field for c in spec.columns]
    owned = ("shares_owned_following" in fields) + ("underlying_security_shares" in fields)
    texts = sum(f.endswith("security_title") for f in fields)
    letters = seen["A"] + seen["D"] + seen["I"]
    sided = any(c.kind == SIDE for c in spec.columns)
    rows: Counter[Counts] = Counter()
    trades = {0}
    if spec.transactions:
        trades = {t for t in (seen[_TRADED], seen[CODE], seen[CODE] + seen["A"]) if t <= _MOST_ROWS}
    for traded in trades:
        weight = 3 * (traded == seen[_TRADED]) + (spec.transactions and traded >= seen[CODE])
        votes: Counter[int] = Counter()
        if seen[NUMBER] >= traded:
            votes[(seen[NUMBER] - traded) // owned] += 3 if (seen[NUMBER] - traded) % owned == 0 else 1
        codes = max(0, traded - seen[CODE])
        votes[letters - codes - (traded if sided else 0)] += 3
        votes[seen[_TITLE] // texts] += 2 if seen[_TITLE] % texts == 0 else 1
        votes[traded] += 1
        for count, vote in votes.items():
            if max(1, traded) <= count <= _MOST_ROWS:
                rows[count, traded] += vote + weight
    return [counts for counts, _ in sorted(rows.items(), key=lambda x: (-x[1], x[0]))[:_TRIED]]


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
