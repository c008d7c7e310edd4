"""Stage 7f0: what cannot be known where rows were put together from cells out of order.

Takes the tables of a weighed `Reading`. Where a page gave its cells in another order than the rows', each cell may be
another row's: that is no matter for a column whose cells are all alike, and none where relations bear the value out. It
is one where the rows do not come out even: a row lacks what every row has, or amounts and letters are left that no row
has taken. Then the letters of a column that has both `D` and `I`, and rows that lack something as a whole where none of
their amounts is sure, are not offered as sure, and rows may be lost. Nor are values sure that stand in another order
than their rows, but for amounts that add up with those of the rows around them, nor one of two letters that nothing in
its row tells, nor a code `A` or `D` that is the only such letter of its row, nor what a holding has that lacks its
title, stands above a transaction, or stands in a table that has a date left, nor a transaction of no shares, nor
amounts owned less than was acquired, or at the edge of a page that shows no letter behind any of them. Nor is a table
whole that gives no row, and has amounts left, or whose titles stand in a nature of ownership, too. Sets confidence;
reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from .._review import DOUBT, SURE
from ..spec import relations as rel
from ..spec.tables import DATE
from ._atoms import is_strong, readings
from ._cells import DEALT, Cell, RowReading
from ._chunks import is_whole_title
from ._labels import squeeze
from ._likely import LIKELY
from ._reading import Reading
from ._tables import TableReading, lacks
from ._titles import TITLES

_LOST = 0.5
_LETTERS = frozenset("ADI")
_AMOUNTS = frozenset(("shares", "shares_owned_following", "underlying_security_shares", "price_per_share"))
_ADDED = ("shares", "shares_owned_following", "underlying_security_shares")
_FEW = 0.15
"""Of so many rows one may have been read wrong, and the others be right."""
_UNTOLD = frozenset(("direct_or_indirect", "conversion_or_exercise_price"))
"""Columns whose cells nothing in their row tells from each other."""
_ORDERED = (*sorted(_AMOUNTS), "transaction_date", "transaction_code", "acquired_disposed_code", "expiration_date")
"""Columns whose values tell by their order whose row each is."""
_LINKED = frozenset((rel.TWIN, rel.BALANCE_BEFORE, rel.BALANCE_AFTER))
"""Relations of a transaction to other rows."""
_ADDED_UP = frozenset((rel.BALANCE_BEFORE, rel.BALANCE_AFTER))
_SIDE = "acquired_disposed_code"
_SIDES = frozenset("AD")
_NUMBERS = _AMOUNTS | {"conversion_or_exercise_price"}
_TRANSACTED = ("shares", _SIDE, "price_per_share")
"""What no holding has."""
_SIDED = frozenset((rel.CODE_SIDE, rel.TWIN, rel.BALANCE_BEFORE, rel.BALANCE_AFTER))
_BESIDE = frozenset((rel.SAME_ABOVE, rel.SAME_BELOW))
_BEARING = frozenset(
    (rel.TWIN, rel.UNDERLYING, rel.BALANCE_BEFORE, rel.BALANCE_AFTER, rel.OWNED_COVERS, rel.BALANCE_REPEATED)
)
"""Relations that hold by arithmetic: what only looks like its neighbour may have been taken from it."""


def is_dealt(got: TableReading) -> bool:
    """Were rows of the table put together from cells that stand apart?"""
    return any(row.way in DEALT and not row.exact for row in got.rows)


def is_unsettled(got: TableReading) -> bool:
    """Do the rows not come out even?"""
    return _undone(got) > 0


def _undone(got: TableReading) -> int:
    """How many values no row has taken, and rows lack what every row has."""
    return sum([_is_loose(w.text) for w in got.leftover]) + sum(map(_lacks, got.rows))


def _lacks(row: RowReading) -> bool:
    """Does it lack what every row has, its code among it, for which no row beside it speaks?"""
    code = row.cells.get("transaction_code")
    return lacks(row) or (code is not None and LIKELY in code.repairs)


def _is_loose(text: str) -> bool:
    """Is it a value of some row? `2010` and `401(k)` are of a nature of ownership."""
    if text.isdigit():
        return len(text) < len("2010")
    return text in _LETTERS or is_strong(text)


def harmony(got: TableReading) -> str:
    """How well the rows agree that were put together: do they come out even, and each column in its own order; do
    amounts add up; are all titles whole."""
    undone = _undone(got)
    uneven = "uneven" if undone > _FEW * len(got.rows) else "nearly"
    even = uneven if undone else "crossed" if _is_crossed(got) else "even"
    cells = [c for row in got.rows for f in _ADDED if (c := row.cells.get(f)) is not None and c.value is not None]
    fails = any(_BEARING.intersection(c.disagree) for c in cells)
    holds = "fails" if fails else "holds" if any(_BEARING.intersection(c.agree) for c in cells) else "quiet"
    titles = [str(row.value(f) or "") for row in got.rows for f in TITLES if f in row.cells]
    whole = all(is_whole_title(tuple(squeeze(w) for w in title.split())) for title in titles)
    return f"{even}:{holds}:{'whole' if whole else 'torn'}"


def _is_crossed(got: TableReading) -> bool:
    """Does a value stand before that of the row above, or is it another row's?"""
    if any(row.row.exchanged for row in got.rows):
        return True
    for field in _ORDERED:
        held = [c for row in got.rows if (c := row.cells.get(field)) is not None and c.words and c.value is not None]
        if any(a.value != b.value and a.words[0].start > b.words[0].start for a, b in pairwise(held)):
            return True
    return False


def spread(got: TableReading, field: str) -> str:
    """How far the cells of a column differ: then it matters whose row each is."""
    values = {row.value(field) for row in got.rows}
    return "one" if len(got.rows) < 2 else "alike" if len(values) < 2 else "varied"


def backing(cell: Cell) -> str:
    """What the relations say that hold by arithmetic."""
    return "against" if cell.disagree else "backed" if _BEARING.intersection(cell.agree) else "quiet"


def doubt_unsettled(reading: Reading) -> None:
    """Lower what is not known to what it is worth."""
    for table, got in reading.tables():
        torn = (*_untitled(got), *_undated(got), *_unheld(got), *_of_nothing(got))
        for cell in (*_lone_letters(got), *torn, *_uncovered(got)):
            cell.confidence = min(cell.confidence, DOUBT)
        if _has_swallowed(got):
            reading.trust[table] = min(reading.trust.get(table, 1.0), DOUBT)
    if not reading.labels.as_printed:
        return  # what a scan left in place of letters and marks is no sign of disorder
    for table, got in reading.tables():
        if not got.rows:
            if any(is_strong(w.text) for w in got.leftover):
                reading.trust[table] = min(reading.trust.get(table, 1.0), _LOST)
            continue
        for cell in _cut_off(got) if not reading.is_scanned else ():
            cell.confidence = min(cell.confidence, DOUBT)
        if not is_dealt(got):
            continue
        for cell in (*_untold_sides(got), *(() if reading.is_scanned else _below_holdings(got))):
            cell.confidence = min(cell.confidence, DOUBT)
        for cell in (*_out_of_order(got), *_exchanged(got)):
            cell.confidence = min(cell.confidence, DOUBT)
            reading.trust[table] = min(reading.trust.get(table, 1.0), DOUBT)
        if not is_unsettled(got):
            continue
        reading.trust[table] = min(reading.trust.get(table, 1.0), DOUBT)
        for row in got.rows:
            if row.way == "dealt":
                _doubt_row(got, row)


def _out_of_order(got: TableReading) -> Iterator[Cell]:
    """The cells whose values stand before one of a row further up, or behind one of a row further down."""
    for field in _ORDERED:
        held = [c for row in got.rows if (c := row.cells.get(field)) is not None and c.words and c.value is not None]
        if len({c.value for c in held}) < 2:
            continue
        for cell, other in combinations(held, 2):
            if cell.value != other.value and cell.words[0].start > other.words[0].start:
                yield from (c for c in (cell, other) if not _ADDED_UP.issubset(c.agree))


def _exchanged(got: TableReading) -> Iterator[Cell]:
    """The amounts and prices of rows that agree only because amounts were exchanged."""
    for row in got.rows:
        if row.row.exchanged:
            yield from (cell for field, cell in row.cells.items() if field in _AMOUNTS and cell.value is not None)


def _below_holdings(got: TableReading) -> Iterator[Cell]:
    """A holding above a transaction, and that transaction: nearly all tables list their holdings last."""
    rows = [row for row in got.rows if not row.exact]
    for above, row in pairwise(rows):
        if row.is_transaction and not above.is_transaction:
            for cells in (above.cells, row.cells):
                if not any(_LINKED.intersection(cell.agree) for cell in cells.values()):
                    yield from (cell for field, cell in cells.items() if field != "security_title")


def _untold_sides(got: TableReading) -> Iterator[Cell]:
    """The letters for which nothing in their row speaks, in a column that has both: of two gifts one was received."""
    if spread(got, _SIDE) == "varied":
        for row in got.rows:
            cell = row.cells.get(_SIDE)
            if cell is not None and row.way == "dealt" and cell.value is not None and _SIDED.isdisjoint(cell.agree):
                yield cell


def _lone_letters(got: TableReading) -> Iterator[Cell]:
    """The codes `A` and `D` of rows that have one such letter: it may be that of the side, and the code lost."""
    for row in got.rows:
        code, side = row.cells.get("transaction_code"), row.cells.get(_SIDE)
        if (
            code is not None
            and side is not None
            and code.value in _SIDES
            and not (side.words or row.exact or row.sided)
        ):
            yield code


def _untitled(got: TableReading) -> Iterator[Cell]:
    """The cells of holdings without a title: it may be what a row lost that was read as two."""
    for row in got.rows:
        if not (row.exact or row.is_transaction) and row.value("security_title") is None:
            yield from row.cells.values()


def _undated(got: TableReading) -> Iterator[Cell]:
    """The cells of holdings of a table that has dates left over: they may be transactions, whose dates those are."""
    held = [row for row in got.rows if not (row.exact or row.is_transaction)]
    if held and any(_is_date(w.text) for w in got.leftover):
        for row in held:
            yield from row.cells.values()


def _unheld(got: TableReading) -> Iterator[Cell]:
    """The numbers of holdings with what only transactions have: it is another's, or their date and code are lost."""
    for row in got.rows:
        if not row.is_transaction and any(row.value(field) is not None for field in _TRANSACTED):
            yield from (cell for field, cell in row.cells.items() if field in _NUMBERS)


def _of_nothing(got: TableReading) -> Iterator[Cell]:
    """A transaction of no shares, and the holding below it: of 1,066 none moves none, the holding has its number."""
    for row, below in pairwise([*got.rows, None]):
        if row is not None and row.is_transaction and not row.exact and row.value("shares") == 0:
            torn = (row, below) if below is not None and not below.is_transaction else (row,)
            yield from (cell for part in torn for cell in part.cells.values())


def _uncovered(got: TableReading) -> Iterator[Cell]:
    """The amounts of rows that acquire more than is owned after it: of 305 that truth has, none does."""
    for row in got.rows:
        for field in _ADDED if not row.exact else ():
            cell = row.cells.get(field)
            if cell is not None and rel.OWNED_COVERS in cell.disagree:
                yield cell


def _cut_off(got: TableReading) -> Iterator[Cell]:
    """The amounts owned of a table none of whose rows says how: a page cut off on its right has `939` of `939,016`."""
    held = [row for row in got.rows if not row.exact]
    if not any(row.cells["direct_or_indirect"].words for row in held):
        yield from (cell for row in held if (cell := row.cells.get("shares_owned_following")) is not None)


def _is_date(text: str) -> bool:
    return any(reading.kind == DATE and reading.cost < 1 for reading in readings(text))


def _has_swallowed(got: TableReading) -> bool:
    """Does the nature of ownership of a row hold a title of the table's: `Growth Fund IV, L.P. Class A Common Stock`?

    There a row is lost whose amount is so small that nothing tells it.
    """
    said = {tuple(squeeze(w) for w in str(row.value("security_title") or "").split()) for row in got.rows}
    titles = {keys for keys in said if 1 < len(keys) <= _LONGEST_TITLE and is_whole_title(keys)}
    lengths = {len(keys) for keys in titles}
    for row in got.rows:
        nature = row.cells.get("nature_of_ownership")
        if row.exact or nature is None or len(nature.words) < _LEAST_SWALLOWED:
            continue
        keys = tuple(squeeze(w.text) for w in nature.words)
        if any(keys[i : i + n] in titles for n in lengths for i in range(len(keys) - n + 1)):
            return True
    return False


_LEAST_SWALLOWED = 3
_LONGEST_TITLE = 20


def _doubt_row(got: TableReading, row: RowReading) -> None:
    """What the row lacks another has taken: if none of its amounts is sure, nor is that there is such a row."""
    lacking = _lacks(row) or (row.is_transaction and row.value("shares") is None)
    shapeless = lacking and not any(
        c.confidence >= SURE for f, c in row.cells.items() if f in _AMOUNTS and c.value is not None
    )
    for field, cell in row.cells.items():
        unknown = field in _UNTOLD and not _is_told(cell) and spread(got, field) == "varied"
        if shapeless or unknown:
            cell.confidence = min(cell.confidence, DOUBT)


def _is_told(cell: Cell) -> bool:
    """Do both rows beside it have it, or its counterpart? It is no other row's, then."""
    return _BESIDE.issubset(cell.agree) or rel.TWIN in cell.agree
