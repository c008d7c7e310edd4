"""Stage 5b6: rows whose cells were read out of order.

Takes the words of a table whose page gives one cell a line, in an order that is neither row by row nor column by
column, and its spec. Gives `Row`s: the chunks of the words are dealt out by search, those by themselves that come out
even, how many rows there are is tried beforehand, and what is a title and what an underlying title is told in the end.
Reports nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from ..spec.lexicon import NATURE_STARTS
from ..spec.tables import CODE, FORM, SIDE, TEXT, TableSpec
from ._accounts import Plan, sort_of
from ._agreeing import BALANCE, TWIN
from ._atoms import MARK, Reading, is_strong, readings
from ._beam import NARROW, NEW_ROW, WIDE, Found, Piece, Step, as_text, piece_of, search, widths
from ._chunks import Chunk, begins_inside, chunks_of, is_whole_title, title_share
from ._page import Word
from ._parted import grammar_of
from ._row_counts import even_ends, letter_kind, likely_counts, seen_in
from ._sharing import is_mark
from ._solver import DateCost, Option, Placed, Row, dated, options_of
from ._wraps import Wraps

_FROM_INSIDE = 1.5
"""A cell does not begin with `(right to buy)`."""


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
        options = options_of(spec, text)
        if printed:
            options = tuple([_told(option) for option in options if _is_printed(option[2], text)])
        return dated(spec, options, date_cost) if "/" in text else options
    reading = as_text(chunk)
    inside = _FROM_INSIDE if begins_inside(chunk) else 0.0
    return [
        (i, _text_cost(column.field, chunk) + inside, reading)
        for i, column in enumerate(spec.columns)
        if column.kind == TEXT
    ]


def _is_printed(reading: Reading, text: str) -> bool:
    """Is the word what the reading says as it stands? A mark or an amount is no title."""
    return not reading.repair and not (reading.kind == TEXT and (len(text) < 2 or is_mark(text) or is_strong(text)))


def _told(option: Option) -> Option:
    """`D` is a side or a form rather than a code, `I` all the more."""
    column, cost, reading = option
    return (column, cost + _LETTER_AS_CODE.get(str(reading.value), 0.0), reading) if reading.kind == CODE else option


_LETTER_AS_CODE = {"D": 1.5, "I": 2.5}


def deal(
    words: list[Word], spec: TableSpec, date_cost: DateCost, known: Wraps, printed: bool
) -> tuple[float, list[Row]]:
    """Deal the words out to rows of the spec in the cheapest way, and say what that costs.

    Where all stands as `printed`, no word is misread.
    """
    chunks = chunks_of(words)
    options = [_options(spec, chunk, date_cost, printed) for chunk in chunks]
    pieces = [piece_of(c, o, sort_of(c, o, spec)) for c, o in zip(chunks, options, strict=True)]
    ends = [0, *even_ends(chunks, options, spec), len(pieces)]
    way = [_cheapest(pieces[a:b], spec) for a, b in pairwise(ends)]
    if len(way) > 1 and not _is_good(_cost(way), sum(found.rows for found in way)):
        way = min(way, [_cheapest(pieces, spec)], key=_cost)
    return _cost(way), [row for found in way for row in _unwind(spec, found, known)]


def _cost(way: Sequence[Found]) -> float:
    """What the parts cost that were dealt out by themselves, and to begin each of them."""
    return sum(found.cost for found in way) + NEW_ROW * (len(way) - 1)


def _is_good(cost: float, rows: int) -> bool:
    return cost <= _GOOD_ROW * rows


def _cheapest(pieces: list[Piece], spec: TableSpec) -> Found:
    """The cheapest way to deal these out, to as many rows as is likely, or to any."""
    ways: list[Found] = []
    seen = seen_in([p.chunk for p in pieces], [p.options for p in pieces], spec)
    for rows, traded in likely_counts(seen, spec):
        plan = Plan(spec, [p.sort for p in pieces], rows, traded)
        hopeless = _HOPELESS * min([way.cost for way in ways], default=inf)
        ways.append(_widening(_counted(pieces, letter_kind(seen, (rows, traded)), spec), spec, plan, hopeless))
        if _is_good(ways[-1].cost, rows):
            break
    if not ways or not _is_good(ways[0].cost, ways[0].rows):
        ways.append(search(pieces, spec, None, WIDE))
    return min(ways, key=lambda way: way.cost)


def _widening(pieces: list[Piece], spec: TableSpec, plan: Plan, hopeless: float) -> Found:
    """The cheapest way with so many rows, sought among more and more beginnings until no other could be better, or
    until it seems `hopeless`."""
    for width in widths(len(pieces)):
        found = search(pieces, spec, plan, width)
        plain = found.cost <= _PLAIN_ROW * found.rows
        enough = plain or (found.rows == 1 and found.cost <= _GOOD_ROW) or found.cost >= hopeless
        if (enough and width == NARROW) or found.given_up >= found.cost + (0.0 if plain else _MAY_AGREE):
            break
    return found


_HOPELESS = 1.25
"""So many times the cost of a table with another number of rows."""
_MAY_AGREE = TWIN + BALANCE
"""What was given up may yet have agreed with itself, which pays."""


def _counted(pieces: list[Piece], kind: str | None, spec: TableSpec) -> list[Piece]:
    """The pieces where every `D` is known to be a side, or a form."""
    other = {SIDE: FORM, FORM: SIDE}.get(kind or "")
    if other is None or not any(c.kind == SIDE for c in spec.columns):
        return pieces
    return [
        p._replace(options=[_less_likely(o) if spec.columns[o[0]].kind == other else o for o in p.options])
        if p.chunk.words[0].text == "D"
        else p
        for p in pieces
    ]


def _less_likely(option: Option) -> Option:
    column, cost, reading = option
    return column, cost + _MISCOUNTED, reading


_MISCOUNTED = 3.0
"""A `D` is a form although as many rows as there are say `I`."""
_PLAIN_ROW = 3.0
"""Rows that stand one after the other cost no more: then few beginnings need to be kept, nor of a lone row."""
_GOOD_ROW = 7.0
"""Rows read in order that cost no more are right: then nothing else is tried."""


def _unwind(spec: TableSpec, found: Found, known: Wraps) -> list[Row]:
    cost, count, back, _ = found
    steps: list[Step] = []
    while back is not None:
        steps.append(back)
        back = back.before
    by_row: list[list[Step]] = [[] for _ in range(count)]
    for step in steps[::-1]:
        if by_row:
            by_row[max(0, step.row)].append(step)
    rows = []
    for taken in by_row:
        placed = [
            Placed(word, step.column, _reading_of(word, step))
            for step in _settled(taken, spec, known)
            for word in step.piece.chunk.words
        ]
        rows.append(Row(spec, placed, cost / count, among=count))
    return rows


def _settled(steps: list[Step], spec: TableSpec, known: Wraps) -> list[Step]:
    """The row with its titles parted: of its pieces of titles, those that make a known one are the underlying title."""
    under = next((i for i, c in enumerate(spec.columns) if c.field == "underlying_security_title"), None)
    titles = [s for s in steps if s.piece.chunk.is_text and s.column in (0, under)]
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
_STOCK_UNDERLYING = 0.8
"""`Class C Capital Stock`: what Table I could have."""
_BROKEN_TITLE = 1.0
_COMMON_UNDERLYING = 0.4
"""A title that many filings have, and this one has not shown so far."""
_UNDER_FIRST = 0.7
"""The column of titles stands before that of underlying ones, and is mostly read before it."""
_OWN_TITLE = 0.4
"""What stands in Table I is rather the underlying security."""


def _parting_cost(titles: list[Step], chosen: list[bool], known: Wraps) -> float:
    """How unlike a title and the title of an underlying security the two parts are."""
    under = tuple(k for s, c in zip(titles, chosen, strict=True) if c for k in s.piece.chunk.keys if not k.isdigit())
    first = [s for s, c in zip(titles, chosen, strict=True) if not c]
    title = tuple(k for s in first for k in s.piece.chunk.keys if not k.isdigit())
    cost = _underlying_cost(under, known)
    if title in known.shown:
        cost += _OWN_TITLE
    if begins_inside(first[0].piece.chunk):
        cost += _BROKEN_TITLE
    if chosen[0]:
        cost += _UNDER_FIRST
    return cost + (0.0 if title in known.titles or is_whole_title(title) else _BROKEN_TITLE) + _LONG_TITLE * len(title)


def _underlying_cost(title: tuple[str, ...], known: Wraps) -> float:
    """How unlike the title of an underlying security it is."""
    if title in known.titles:
        return 0.0 if title in known.shown else _COMMON_UNDERLYING
    if grammar_of(False).fullmatch(" ".join(title)):
        return _STOCK_UNDERLYING
    return _UNKNOWN_UNDERLYING + (0.0 if is_whole_title(title) else _BROKEN_TITLE)


def _reading_of(word: Word, step: Step) -> Reading | None:
    """How one word of a chunk is read: a mark within a text is a mark."""
    if step.reading is None or not step.piece.chunk.is_text:
        return step.reading
    mark = next((r for r in readings(word.text) if r.kind == MARK and r.cost == 0.0), None)
    return mark or next((r for r in readings(word.text) if r.kind == TEXT), step.reading)
