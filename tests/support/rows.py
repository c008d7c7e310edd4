"""Rows and readings made by hand, for tests of what must agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from form4lib.engine._atoms import Value
from form4lib.engine._cells import Cell, RowReading
from form4lib.engine._heading import Heading
from form4lib.engine._labels import Labels
from form4lib.engine._notes import Notes
from form4lib.engine._page import SPACE, Word
from form4lib.engine._reading import Reading
from form4lib.engine._regions import Regions
from form4lib.engine._solver import Row
from form4lib.engine._tables import TableReading
from form4lib.spec.tables import TABLE_I, TABLE_II


def word(text: str, gap: int = SPACE) -> Word:
    """A word by itself."""
    return Word(text, 0, len(text), 0, 0, 0, 0, gap)


def make_row(derivative: bool = False, /, **values: Value) -> RowReading:
    """A row whose cells hold these values, read as printed; the others are missing."""
    spec = TABLE_II if derivative else TABLE_I
    cells = {
        c.field: Cell(values[c.field], [word(str(values[c.field]))]) if c.field in values else Cell(state="missing")
        for c in spec.columns
    }
    side = values.get("acquired_disposed_code")
    cells.setdefault("acquired_disposed_code", Cell(side, state="missing" if side is None else "read"))
    return RowReading(spec.table, cells, Row(spec, []), False)


def in_cells(row: RowReading) -> RowReading:
    """The row as on a page that tells which cell a word stands in."""
    row.exact = True
    return row


def sale(shares: int, owned: int, side: str = "D", /, **more: Value) -> RowReading:
    """A row of Table I: common stock, sold."""
    given: dict[str, Value] = {
        "security_title": "Common Stock",
        "transaction_date": date(2024, 5, 6),
        "transaction_code": "S",
        "shares": Decimal(shares),
        "acquired_disposed_code": side,
        "shares_owned_following": Decimal(owned),
        "direct_or_indirect": "D",
        **more,
    }
    return make_row(False, **{name: value for name, value in given.items() if value is not None})


def reading_of(
    *rows: RowReading,
    form: str = "4",
    period: date | None = None,
    signed: Iterable[date] = (),
    footnotes: Iterable[str] = (),
) -> Reading:
    """A reading of nothing but these rows, each in its table, dates and footnotes."""
    heading = Heading(form=form)
    if period is not None:
        heading.period = Cell(period, [word(str(period))])
    notes = Notes(
        footnotes=[(str(i), Cell(text)) for i, text in enumerate(footnotes, 1)],
        signatures=[(Cell("Jane Roe"), Cell(day)) for day in signed],
    )
    first, second = (TableReading([r for r in rows if r.table == t.table], [], True) for t in (TABLE_I, TABLE_II))
    return Reading(Labels([], [], []), Regions(0, None, None, ()), heading, [], first, second, notes)
