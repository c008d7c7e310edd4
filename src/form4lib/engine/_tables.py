"""Stage 5: the tables.

Takes the words and labels, the region of one table, and the specs of its edition. Gives the `RowReading`s of
the table. Lines, places, blocks and the solver are stages of their own; this module only says in which order
they work.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import attrs

from ..spec.lexicon import TITLE_WORDS
from ..spec.tables import TEXT, TableSpec
from ._atoms import is_strong
from ._blocks import Block, is_scattered, make_blocks
from ._cells import RowReading, read_cells
from ._chunks import is_whole_title
from ._dates import mend_dates, unmark
from ._dealing import deal
from ._labels import Labels, squeeze
from ._lines import TableText, read_lines
from ._page import LINE, Word
from ._pieces import join_pieces
from ._places import Places, find_places
from ._solver import DateCost, Row, lay_out, solve
from ._strays import gather_strays, refit_prices
from ._titles import clean_titles
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


def _never(_: Word) -> bool:
    return False


def _nowhere(_: Word) -> None:
    return None


def _at_line(word: Word) -> bool:
    return word.gap >= LINE


def _solve_block(block: Block, spec: TableSpec, places: Places, date_cost: DateCost) -> list[Row]:
    """One block is one row, unless a whole table stands in it (pages that lost their lines)."""
    words = join_pieces(block.words)
    row = lay_out(words, spec, places.cell, date_cost) if places.exact else None
    if row is not None:
        return [row]
    dates = sum("/" in w.text for w in words)
    return solve(words, spec, places.cost, _never if dates <= 5 and len(words) < 60 else lambda _: True, date_cost)


def _read_with(text: TableText, spec: TableSpec, known: Wraps, date_cost: DateCost) -> tuple[float, list[RowReading]]:
    places = find_places(text, spec)
    whole = _whole_rows(text, spec, places, date_cost)
    if whole is not None:
        return 0.0, whole
    cost, rows = _read_rows(text, spec, places, known, date_cost)
    if not places.exact and not text.positioned:
        gather_strays(rows, [w for line in text.lines for w in line.words])
        refit_prices(rows)
        if not text.celled:
            clean_titles(rows)
    return cost, rows


def _whole_rows(text: TableText, spec: TableSpec, places: Places, date_cost: DateCost) -> list[RowReading] | None:
    """The rows of a page whose own rows and cells hold just what they should; else None."""
    if not (text.celled and places.exact):
        return None
    out = []
    for line in text.lines:
        row = lay_out(join_pieces(line.words), spec, places.cell, date_cost)
        if row is None:
            return None
        reading = read_cells(row, True)
        if any(reading.value(field) is None for field in _OF_EVERY_ROW):
            return None
        out.append(reading)
    return out


_OF_EVERY_ROW = ("security_title", "direct_or_indirect")


def _read_rows(
    text: TableText, spec: TableSpec, places: Places, known: Wraps, date_cost: DateCost
) -> tuple[float, list[RowReading]]:
    if is_scattered(text):
        return (
            _read_dealt(text, spec, known, date_cost) if text.parted else _read_scattered(text, spec, places, date_cost)
        )
    cost, out = _read_blocks(text, spec, places, known, date_cost)
    if out and not places.exact and not text.celled and _broken(out) > _BROKEN_SHARE:
        other_cost, other = _read_scattered(text, spec, places, date_cost)
        if text.parted:
            dealt_cost, dealt = _read_dealt(text, spec, known, date_cost)
            if _loose(dealt) < _LOOSE_SHARE and _broken(dealt) <= _broken(other):
                other_cost, other = dealt_cost, dealt
        if _broken(other) < _broken(out):
            return other_cost, other
    return cost, out


def _loose(rows: list[RowReading]) -> float:
    """The share of cells that were not read as printed: what OCR left cannot be dealt out by what it looks like."""
    cells = [c for row in rows for c in row.cells.values() if c.value is not None]
    return sum(c.cost >= _NOT_PRINTED for c in cells) / len(cells) if cells else 1.0


_NOT_PRINTED = 0.5
_LOOSE_SHARE = 0.2
_BROKEN_SHARE = 0.34


def _broken(rows: list[RowReading]) -> float:
    """The share of rows that lack what every row has: a title, an amount owned (or underlying), D or I."""
    if not rows:
        return 1.0
    lacking = 0
    for row in rows:
        has_amount = any(row.value(f) is not None for f in ("shares_owned_following", "underlying_security_shares"))
        whole = row.value("security_title") is not None and has_amount and row.value("direct_or_indirect") is not None
        if row.row.spec.transactions and (row.value("transaction_date") is None) != (
            row.value("transaction_code") is None
        ):
            whole = False
        lacking += not whole
    return lacking / len(rows)


def _read_scattered(
    text: TableText, spec: TableSpec, places: Places, date_cost: DateCost
) -> tuple[float, list[RowReading]]:
    """One cell a line: all rows at once, a new one at any line's start."""
    words = join_pieces([w for line in text.lines for w in line.words])
    return _as_rows(solve(words, spec, places.cost, _at_line, date_cost))


def _read_dealt(text: TableText, spec: TableSpec, known: Wraps, date_cost: DateCost) -> tuple[float, list[RowReading]]:
    """One cell a line, in the order of the page's columns: rows that stand whole are kept, the rest is dealt out."""
    words = join_pieces([w for line in text.lines for w in line.words])
    cost, rows = _as_rows(solve(words, spec, _nowhere, _at_line, date_cost))
    whole = [row for row in rows if _is_whole(row)]
    kept = {id(p.word) for row in whole for p in row.row.placed}
    rest = [w for w in words if id(w) not in kept]
    if len(rest) > _MOST_DEALT:
        return cost, rows
    if rest:
        cost, dealt = _as_rows(deal(rest, spec, date_cost, known.titles))
        whole += dealt
    return cost, sorted(whole, key=lambda row: min(p.word.start for p in row.row.placed))


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


def _as_rows(rows: list[Row]) -> tuple[float, list[RowReading]]:
    out = [read_cells(r, False) for r in rows if any(p.column is not None for p in r.placed)]
    return (rows[-1].cost if rows else 0.0), out


def _read_blocks(
    text: TableText, spec: TableSpec, places: Places, known: Wraps, date_cost: DateCost
) -> tuple[float, list[RowReading]]:
    out: list[RowReading] = []
    cost = 0.0
    for block in make_blocks(text, places, spec):
        rows = _solve_block(block, spec, places, date_cost)
        cost += rows[-1].cost if rows else 0.0
        readings = [read_cells(r, places.exact) for r in rows if any(p.column is not None for p in r.placed)]
        if len(readings) == 1:
            place_wraps(readings[0], block.above, block.below, known)
        elif readings:
            place_wraps(readings[0], block.above, [], known)
            place_wraps(readings[-1], [], block.below, known)
        out += readings
    return cost + (0 if places.exact else 1.0), out


def _has_content(row: RowReading, dealt: bool) -> bool:
    """A row has a title and something beside it; a lone word is what the page's margin left."""
    values = [
        n
        for n, c in row.cells.items()
        if c.value is not None and n not in ("security_title", "is_voluntary", "nature_of_ownership")
    ]
    text_only = all(column.kind == TEXT for column in row.row.spec.columns if row.value(column.field) is not None)
    if not values or text_only or (len(values) == 1 and row.value("security_title") is None):
        return False
    return row.exact or row.is_transaction or _is_security(row, dealt)


def _is_security(row: RowReading, dealt: bool) -> bool:
    """A holding has a word that titles have, or says D or I; the closing table's owners have neither."""
    if any(squeeze(t) in TITLE_WORDS for t in str(row.value("security_title") or "").split() if len(t) > 2):
        return True
    if dealt:
        return False  # D or I may be dealt to what is no row at all
    return row.value("direct_or_indirect") is not None and any(
        is_strong(w.text) for c in row.cells.values() for w in c.words
    )


def read_table(
    labels: Labels,
    region: tuple[int, int] | None,
    specs: tuple[TableSpec, ...],
    positioned: bool,
    known: Wraps,
    period: date | None,
) -> TableReading:
    """Read one table with the spec that fits it best."""
    if region is None:
        return TableReading([], [], False)
    text = read_lines(labels, region, positioned)
    marked = [] if text.celled or text.positioned else mend_dates(text.lines, period)
    _, rows = min(
        (_read_with(text, spec, known, partial(_date_cost, period)) for spec in specs), key=lambda pair: pair[0]
    )
    unmark(marked)
    kept = [r for r in rows if _has_content(r, text.parted)]
    used = {id(w) for r in kept for c in r.cells.values() for w in c.words}
    leftover = [w for line in text.lines for w in line.words if id(w) not in used]
    return TableReading(kept, leftover, True)
