"""Stage 5: the tables.

Takes the words and labels, the region of one table, and the specs of its edition. Gives the `RowReading`s of
the table. Lines, places, blocks and the solver are stages of their own; this module only says in which order
they work.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import attrs

from ..spec.labels import BOILERPLATE_WORDS
from ..spec.lexicon import TITLE_ENDINGS, TITLE_WORDS
from ..spec.tables import DERIVATIVE, NON_DERIVATIVE, TEXT, TableSpec
from ._amounts import exchange_amounts
from ._atoms import is_grimy, is_strong
from ._balancing import balance_rows, swap_prices
from ._block_rows import solve_block
from ._blocks import Block, is_anchor, is_scattered, make_blocks
from ._cells import RowReading, read_cells
from ._centred import deal_titles
from ._chunks import is_whole_title
from ._dates import mend_dates, order_dates, unmark
from ._dealing import deal
from ._interrupted import rejoin_titles
from ._labels import Labels, squeeze
from ._lay_out import lay_out
from ._lines import TableText, read_lines
from ._openers import count_openers
from ._page import LINE, Word
from ._pieces import join_pieces
from ._places import Places, find_places
from ._raised import lift_prices, lower_amounts, lower_cells
from ._row_order import by_balances, in_page_order
from ._run_together import part_prices
from ._sides import tell_sides
from ._solver import DateCost, Row, nowhere, solve
from ._strays import gather_strays, refit_prices
from ._title_numbers import close_series, tie_numbers
from ._title_pairs import pair_titles
from ._titles import clean_titles, trim_titles
from ._trades import find_trades
from ._work import Work
from ._wraps import Wraps, place_wraps


@attrs.frozen
class TableReading:
    """A table as read: its rows, what is left over, and whether the layout told the columns."""

    rows: list[RowReading]
    leftover: list[Word]
    found: bool


_NEAR_DAYS = 45
_FAR = 2.5
_TOO_NEAR = 3.0


def _date_cost(period: date | None, field: str, value: date) -> float:
    """Transactions are reported within weeks of the period; what expires then is rare."""
    if period is None:
        return 0.0
    days = abs((value - period).days)
    if field in ("transaction_date", "deemed_execution_date"):
        return 0.0 if days <= _NEAR_DAYS else _FAR
    if field == "expiration_date":
        return _TOO_NEAR if days <= _NEAR_DAYS else 0.0
    return 0.8 if days <= 2 else 0.0


def _at_line(word: Word) -> bool:
    return word.gap >= LINE


_Way = tuple[float, list[RowReading]]
"""Rows read in one way, and at what cost."""


def _read_with(text: TableText, spec: TableSpec, known: Wraps, date_cost: DateCost) -> _Way:
    ways = [_read_part(part, spec, known, date_cost) for part in text.parts()]
    return sum(cost for cost, _ in ways), [row for _, rows in ways for row in rows]


def _read_part(text: TableText, spec: TableSpec, known: Wraps, date_cost: DateCost) -> _Way:
    places = find_places(text, spec)
    whole = _whole_rows(text, spec, places, date_cost)
    cost, rows = _read_rows(text, spec, places, known, date_cost) if whole is None else (0.0, whole)
    tell_sides(rows, text)
    if not places.exact:
        trim_titles(rows)
    if not places.exact and not text.positioned:
        words, printed = [w for line in text.lines for w in line.words], _is_printed(text)
        deal_titles(rows, words, text.heads)
        if text.parted and printed:
            pair_titles(rows, words, text.heads, known)
        gather_strays(rows, words, printed=printed)
        refit_prices(rows)
        if not text.celled:
            clean_titles(rows, printed=printed)
    return cost, rows


def _whole_rows(text: TableText, spec: TableSpec, places: Places, date_cost: DateCost) -> list[RowReading] | None:
    """The rows of a page whose own rows and cells, or lines and columns, hold just what they should; else None."""
    if not places.exact or not (text.celled or all(map(is_anchor, text.lines))):
        return None
    out = []
    for line in text.lines:
        words = line.words if text.celled else join_pieces(line.words)
        row = lay_out(words, spec, places.cell, date_cost)
        if row is None:
            return None
        reading = read_cells(row, True)
        if reading.value("security_title") is None or reading.value("direct_or_indirect") is None:
            return None
        out.append(reading)
    return out


_OF_EVERY_ROW = ("security_title", "underlying_security_title", "direct_or_indirect")


def _read_rows(text: TableText, spec: TableSpec, places: Places, known: Wraps, date_cost: DateCost) -> _Way:
    """The rows, read in the way that leaves least undone: block by block, all at once, or dealt out."""
    if text.parted and is_scattered(text):
        ways = [_read_dealt(text, spec, known, date_cost)]
        if not spec.transactions:
            ways.append(_read_blocks(text, spec, places, known, date_cost))
        return _least_undone(ways, text, spec)
    blocks = _read_blocks(text, spec, places, known, date_cost)
    if places.exact or text.celled or _is_done(blocks, text):
        return blocks
    cost, rows = _read_scattered(text, spec, places, date_cost)
    ways = [blocks, (cost + _ACROSS_BLOCKS, rows)]
    if text.parted:
        dealt = _read_dealt(text, spec, known, date_cost)
        if _is_printed(text) or _loose(dealt[1]) < _LOOSE_SHARE:
            ways.append(dealt)
    return _least_undone(ways, text, spec)


def _least_undone(ways: list[_Way], text: TableText, spec: TableSpec) -> _Way:
    """The best of several ways; of holdings, as many rows are expected as titles begin lines."""
    begun = 0 if spec.transactions or text.positioned or text.celled else count_openers(text.lines, spec)
    return min(ways, key=lambda way: _undone(way, text) + _MISSED * max(0, begun - len(way[1])))


def _is_done(way: _Way, text: TableText) -> bool:
    """Need the rows not be read in another way?"""
    rows = way[1]
    if text.positioned:
        return bool(rows) and sum(map(lacks, rows)) <= _LACKING_SHARE * len(rows)
    return bool(rows) and _undone(way, text) <= _GOOD_ROW * len(rows)


_LACKING_SHARE = 0.34
_ACROSS_BLOCKS = 2.0
"""Blocks know what is woven and wrapped; reading across them has to be worth more than a column's blank."""
_GOOD_ROW = 3.0
"""Rows that cost no more each, with nothing left undone, need not be read in another way."""
_MISSED = 14.0
"""The cost of a row that a title begins and that is not there: more than of one whose amount is lost."""
_UNDONE = 8.0
"""The cost of a row that lacks what every row has, and of an amount or a date that no row has taken."""


def _undone(way: _Way, text: TableText) -> float:
    """What the rows cost, and what they lack and leave."""
    cost, rows = way
    taken = {id(w) for row in rows for field, cell in row.cells.items() if field not in _TEXTS for w in cell.words}
    left = sum(is_strong(w.text) and id(w) not in taken for line in text.lines for w in line.words)
    return cost + _UNDONE * (left + sum(map(lacks, rows)))


def _is_printed(text: TableText) -> bool:
    """Has no scan left its specks in the table?"""
    words = [w for line in text.lines for w in line.words]
    return sum([is_grimy(w.text) for w in words]) <= _SPECKS * len(words)


_SPECKS = 0.01


def _loose(rows: list[RowReading]) -> float:
    """The share of cells that were not read as printed: what OCR left cannot be dealt out by what it looks like."""
    cells = [c for row in rows for c in row.cells.values() if c.value is not None]
    return sum(c.cost >= _NOT_PRINTED for c in cells) / len(cells) if cells else 1.0


_NOT_PRINTED = 0.5
_LOOSE_SHARE = 0.2


_TEXTS = frozenset(("security_title", "underlying_security_title", "nature_of_ownership"))


def lacks(row: RowReading) -> bool:
    """Does it lack what every row has: its titles, an amount owned (or underlying), D or I; a date with its code?"""
    if any(f in row.cells and row.value(f) is None for f in _OF_EVERY_ROW):
        return True
    if all(row.value(f) is None for f in ("shares_owned_following", "underlying_security_shares")):
        return True
    return row.row.spec.transactions and (row.value("transaction_date") is None) != (
        row.value("transaction_code") is None
    )


def _read_scattered(text: TableText, spec: TableSpec, places: Places, date_cost: DateCost) -> _Way:
    """One cell a line: all rows at once, a new one at any line's start."""
    words = join_pieces([w for line in text.lines for w in line.words])
    return _as_rows(solve(words, spec, places.cost, _at_line, date_cost), "across")


def _read_dealt(text: TableText, spec: TableSpec, known: Wraps, date_cost: DateCost) -> _Way:
    """One cell a line, in the order of the page's columns: rows that stand whole are kept, the rest is dealt out."""
    words = rejoin_titles(join_pieces([w for line in text.lines for w in line.words]))
    cost, rows = _as_rows(solve(words, spec, nowhere, _at_line, date_cost), "whole")
    whole = [row for row in rows if _is_whole(row)]
    kept = {id(p.word) for row in whole for p in row.row.placed}
    rest = [w for w in words if id(w) not in kept]
    if len(rest) > _MOST_DEALT:
        return cost, rows
    if rest:
        cost, dealt = deal(rest, spec, date_cost, known, _is_printed(text))
        whole += _as_rows(dealt, "dealt")[1]
    rows = in_page_order(whole)
    if rest:
        if spec.table == NON_DERIVATIVE:
            balance_rows(rows, words)
            rows = by_balances(rows)
            swap_prices(rows)
        else:
            exchange_amounts(rows)
            order_dates(rows)
    return cost, rows


_LOOSE_CELL = 0.5
_MOST_DEALT = 1000
"""Words of the 30 rows that a form may have, and half as many again: more would take time out of proportion."""


def _is_whole(row: RowReading) -> bool:
    """A transaction all of whose cells were read in order, as printed."""
    if any(p.column is None and any(c.isalnum() for c in p.word.text) for p in row.row.placed):
        return False
    if any(cell.cost >= _LOOSE_CELL for cell in row.cells.values() if cell.words):
        return False
    title = row.value("security_title")
    return (
        isinstance(title, str)
        and is_whole_title(tuple(squeeze(w) for w in title.split()))
        and all(row.value(f) is not None for f in _WHOLE if f in row.cells)
        and row.value("transaction_date") is not None
    )


_WHOLE = (
    "transaction_date",
    "transaction_code",
    "shares",
    "price_per_share",
    "underlying_security_title",
    "underlying_security_shares",
    "shares_owned_following",
    "direct_or_indirect",
)


def _as_rows(rows: list[Row], way: str) -> _Way:
    out = [read_cells(r, False) for r in rows if any(p.column is not None for p in r.placed)]
    for row in out:
        row.way = way
    return (rows[-1].cost if rows else 0.0), out


def _read_blocks(text: TableText, spec: TableSpec, places: Places, known: Wraps, date_cost: DateCost) -> _Way:
    out: list[RowReading] = []
    cost = 0.0
    alone = len(text.lines) == 1 and not (text.celled or text.positioned)
    for block in make_blocks(text, places, spec):
        rows, exact = solve_block(block, spec, places, date_cost, alone)
        cost += rows[-1].cost if rows else 0.0
        readings = [read_cells(r, exact) for r in rows if any(p.column is not None for p in r.placed)]
        if readings:
            _take_the_rest(block, readings, known)
        out += readings
    return cost + (0 if places.exact else 1.0), out


def _take_the_rest(block: Block, readings: list[RowReading], known: Wraps) -> None:
    """Give the rows of a block what stands above and below them; one put together cell by cell has all that is its."""
    if block.cells is not None:
        readings[0].noise += block.below
        readings[0].way = "cells"
    elif len(readings) == 1:
        place_wraps(readings[0], block.above, block.below, known)
    else:
        place_wraps(readings[0], block.above, [], known)
        place_wraps(readings[-1], [], block.below, known)


def _has_content(row: RowReading, dealt: bool) -> bool:
    """A row has a title and something beside it; a lone word is what the page's margin left."""
    values = [
        n
        for n, c in row.cells.items()
        if c.value is not None and n not in ("security_title", "is_voluntary", "nature_of_ownership")
    ]
    text_only = all(column.kind == TEXT for column in row.row.spec.columns if row.value(column.field) is not None)
    if not values or (text_only and not _is_held(row)) or (len(values) == 1 and row.value("security_title") is None):
        return False
    return row.exact or row.is_transaction or _is_security(row, dealt)


def _is_held(row: RowReading) -> bool:
    """Does a title tell a row of holdings of which a scan has left little else?"""
    if row.row.spec.transactions:
        return False
    title = tuple(k for w in str(row.value("security_title") or "").split() if (k := squeeze(w)))
    return is_whole_title(title) and row.value("underlying_security_title") is not None


def _is_security(row: RowReading, dealt: bool) -> bool:
    """A holding has a word that titles have, or says D or I; the closing table's owners have neither."""
    title = [squeeze(t) for t in str(row.value("security_title") or "").split()]
    of_form = sum(t in BOILERPLATE_WORDS and t not in TITLE_WORDS for t in title)
    if of_form > max(_MOST_OF_FORM, _FORM_SHARE * len(title)) or (of_form and BOILERPLATE_WORDS.issuperset(title)):
        return False
    if any(t in TITLE_WORDS or _is_run_together(t) for t in title if len(t) > 2):
        return True
    if dealt:
        return False  # D or I may be dealt to what is no row at all
    return row.value("direct_or_indirect") is not None and any(
        is_strong(w.text) for c in row.cells.values() for w in c.words
    )


def _is_run_together(text: str) -> bool:
    """`CommonStock`: words of titles between which a scan lost the blank."""
    return any(text.endswith(word) and text[: -len(word)] in TITLE_WORDS for word in TITLE_ENDINGS)


_MOST_OF_FORM = 4
_FORM_SHARE = 0.25
"""No title has more words, and a greater share of them, in common with the reminders between the tables."""
_DEALT_STEPS = 200
"""What dealing out a word costs beside trying it in one column: so many beginnings are held, each goes on so often."""


def _steps(text: TableText, spec: TableSpec) -> int:
    """The most steps that reading the table with a spec takes: each word in each column, dealt out where it may be."""
    words = sum([len(line.words) for line in text.lines])
    dealt = words if text.parted and words <= _MOST_DEALT else 0
    return words * len(spec.columns) + dealt * _DEALT_STEPS


def read_table(
    labels: Labels,
    region: tuple[int, int] | None,
    specs: tuple[TableSpec, ...],
    positioned: bool,
    known: Wraps,
    period: date | None,
    work: Work,
) -> TableReading:
    """Read one table with the spec that fits it best."""
    if region is None:
        return TableReading([], [], False)
    text = read_lines(labels, region, positioned)
    if (lines := close_series(text.lines)) is not text.lines:
        text = attrs.evolve(text, lines=lines)
    in_order_of_text = not (text.celled or text.positioned)
    if in_order_of_text:
        text = attrs.evolve(text, lines=tie_numbers(text.lines))
    if specs[0].table == NON_DERIVATIVE and specs[0].transactions and in_order_of_text:
        text = attrs.evolve(text, lines=lift_prices(lower_amounts(lower_cells(part_prices(text.lines)))))
    marked = mend_dates(text.lines, period) if in_order_of_text else []
    work.spend(sum([_steps(text, spec) for spec in specs]))
    _, rows = min(
        (_read_with(text, spec, known, partial(_date_cost, period)) for spec in specs), key=lambda pair: pair[0]
    )
    unmark(marked)
    if specs[0].table == DERIVATIVE and in_order_of_text:
        find_trades(rows, period, partial(_date_cost, period))
    kept = [r for r in rows if _has_content(r, text.parted)]
    taken = [w for r in kept for c in r.cells.values() for w in c.words]
    used = {w.start for w in taken}
    used.update([start for w in taken for start, _ in w.more])  # `$` and `5.21` of two lines are one word by now
    leftover = [w for line in text.lines for w in line.words if w.start not in used]
    return TableReading(kept, leftover, True)
