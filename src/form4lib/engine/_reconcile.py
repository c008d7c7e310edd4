"""Stage 7: what must agree.

Takes a `Reading`. Weighs every value of the tables by the relations of the form, and leaves on each cell which of them
speak for it and which against. Infers only what is fixed by another value of the row, and repairs only what was read
loosely. May report `relation_failed` and
`value_repaired`, through the cells.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import attrs

from ..spec.codes import DERIVATIVE_SIDE, NON_DERIVATIVE_SIDE
from ..spec.lexicon import NATURE_STARTS, NATURE_WORDS, TITLE_WORDS
from ._cells import UNREAD, Cell, RowReading
from ._chunks import is_whole_title
from ._consensus import agree, nearest
from ._dotted import doubt_prices, restore_commas
from ._event_dates import infer_event
from ._exchanged import exchange_cells
from ._labels import squeeze
from ._likely import fill_likely, return_letters
from ._natures import return_natures, return_titles
from ._quoted import mend_prices
from ._reading import Reading
from ._relations import Standing, expected_side, judge, number, word
from ._repair import doubt_open, repair, trim_mark
from ._rule_digits import take_rules
from ._scanned_heads import settle_heading
from ._sheared import shear_titles
from ._standing import stand
from ._title_twins import mend_titles
from ._within import settle

_SIDE = "acquired_disposed_code"
_OWNED = "shares_owned_following"
_FORM, _NATURE = "direct_or_indirect", "nature_of_ownership"
BESIDE_NATURE, BLANK_NATURE = "from the nature of ownership beside it", "from the blank nature of ownership"
"""Why a letter was filled that only the nature of ownership tells."""
_LOST_DATE = 1.9
"""A period that was not read where it is printed: less in doubt than `UNREAD`, since a row was read that has it."""

_BEFORE = 8
"""Rows above one, among which that is looked for which gives what it receives."""


def reconcile(reading: Reading) -> None:
    """Infer and repair what relations fix, then judge every value of the tables."""
    shear_titles(reading)
    mend_titles((reading.table_1.rows, reading.table_2.rows))
    restore_commas(reading)
    exchange_cells(reading.table_1.rows, reading.table_2.rows)
    first, second = stand(reading)
    uncited = reading.uncited()
    return_letters(first)
    for table in (first, second):
        agree(table)
    fill_likely(first, second, [str(note.value) for _, note in reading.notes.footnotes])
    for standing in (*first, *second):
        settle(standing.row, standing.derivative, reading.positioned)
    mend_prices(reading, first)
    for standing in second:
        _infer_side(standing)
        if not reading.has_columns:
            _doubt_side(standing)
    _infer_gained(second)
    for at, standing in enumerate(second):
        _infer_received(standing, [s.row for s in second[max(0, at - _BEFORE) : at]])
    for standing in first:
        _move_letter(standing)
        _infer_lost_side(standing)
    for table in (first, second):
        rows = [standing.row for standing in table]
        return_natures(rows)
        return_titles(rows)
        for at, standing in enumerate(table):
            _infer_form(standing, rows, at)
    for standing in (*first, *second):
        doubt_open(standing)
        trim_mark(standing, uncited)
        repair(standing)
    doubt_prices(reading)
    if reading.is_scanned:
        take_rules((*first, *second))
        settle_heading(reading)
    for standing in (*first, *second):
        _judge(standing)
    _infer_period(reading)
    infer_event(reading)


def _infer_period(reading: Reading) -> None:
    """Box 3 of Form 4 is the date of the earliest transaction; a typed form may print only its month."""
    heading = reading.heading
    period = heading.period
    if heading.form != "4" or (period.value is not None and period.cost < _MISREAD_PERIOD):
        return
    cells = [c for _, row in reading.rows() if (c := row.cells.get("transaction_date")) and isinstance(c.value, date)]
    dates = [c.value for c in cells if isinstance(c.value, date)]
    if not dates or period.value in dates:
        return
    earliest = min(dates)
    if period.value is None:
        why = ("from the earliest transaction date",)
        # one row's lost date would make it another's
        heading.period = Cell(earliest, period.words, _LOST_DATE, (), "inferred", why)
    elif any(c.value == earliest and not c.cost for c in cells) and _digits_off(period, earliest) <= _MOST_OFF:
        note = f"{period.value} is taken for {earliest}, the earliest transaction date"
        told = _digits_off(period, earliest) < _MOST_OFF  # else the row's may be misread, too
        state = "repaired" if told else "ambiguous"
        heading.period = attrs.evolve(
            period, value=earliest, state=state, cost=_LOST_DATE, repairs=(*period.repairs, note)
        )


_MISREAD_PERIOD = 0.8
_MOST_OFF = 2
"""Digits by which what stands in box 3 may differ from the date that it is taken for."""


def _digits_off(period: Cell, meant: date) -> int:
    digits = [c for w in period.words for c in w.text if c.isdigit()]
    wanted = f"{meant:%m%d%Y}"
    return sum(a != b for a, b in zip(digits, wanted, strict=True)) if len(digits) == len(wanted) else len(wanted)


def _judge(standing: Standing) -> None:
    for field, cell in standing.row.cells.items():
        if cell.value is not None:
            cell.agree, cell.disagree = judge(standing, field, cell.value)


def _move_letter(standing: Standing) -> None:
    """The one letter of a row in which a code that acquires stands: its D is that of direct ownership."""
    row = standing.row
    code, cell, form = word(row, "transaction_code"), row.cells.get(_SIDE), row.cells.get(_FORM)
    if not code or not cell or not form or row.exact or cell.value != "D" or form.value is not None:
        return
    if cell.state != "inferred" and NON_DERIVATIVE_SIDE.get(code[:1]) == "A":
        why = (f"read as direct ownership: the code {code} acquires",)
        row.cells[_FORM] = Cell("D", cell.words, UNREAD, cell.marks, "inferred", why)
        row.cells[_SIDE] = Cell(state="missing")


def _infer_lost_side(standing: Standing) -> None:
    """In Table I the letter stands by itself; where it is lost, the code tells it as a rule."""
    row = standing.row
    code = word(row, "transaction_code")
    cell = row.cells.get(_SIDE)
    side = NON_DERIVATIVE_SIDE.get(code[:1]) if code else None
    if cell is None or cell.value is not None or row.exact or side is None or row.value("shares") is None:
        return
    row.cells[_SIDE] = Cell(side, cell.words, _from_code(row), cell.marks, "inferred", (f"from the code {code}",))


def _infer_form(standing: Standing, rows: list[RowReading], at: int) -> None:
    """The nature of ownership stands beside an I and never beside a D; rows that follow each other mostly agree."""
    row = standing.row
    cell = row.cells.get(_FORM)
    if cell is None or cell.value is not None or row.exact:
        return
    if row.value("security_title") is None:
        return  # what lacks more than one letter may be no row
    nature = row.value(_NATURE)
    above, below = nearest(rows, at, _FORM)
    if isinstance(nature, str) and _is_nature(nature):
        value, why = "I", BESIDE_NATURE
    elif above == below and isinstance(above, str):
        value, why = above, "from the rows above and below"
    elif nature is None or (above in ("D", None) and _says_nothing(str(nature))):
        value, why = "D", BLANK_NATURE
        if nature is not None and not _is_of_titles(str(nature)):
            row.cells[_NATURE] = Cell(None, row.cells[_NATURE].words, UNREAD, (), "missing")
    else:
        return
    row.cells[_FORM] = Cell(value, cell.words, UNREAD, cell.marks, "inferred", (why,))


def _is_nature(text: str) -> bool:
    plain = [squeeze(w) for w in text.split()]
    return plain[0] in NATURE_STARTS or any(p in NATURE_WORDS and p not in TITLE_WORDS for p in plain)


def _says_nothing(text: str) -> bool:
    """`Common` where the nature would stand is a piece of a title, `oP Pp` what a scan left of rules."""
    return not any(_NAMING.match(w) and squeeze(w) not in TITLE_WORDS for w in text.split())


def _is_of_titles(text: str) -> bool:
    return all(squeeze(w) in TITLE_WORDS for w in text.split())


_NAMING = re.compile(r"[A-Z][A-Za-z]{4}")


def _infer_side(standing: Standing) -> None:
    """In Table II the side is the column the number stands in; where columns are lost, the code tells it."""
    row = standing.row
    code = word(row, "transaction_code")
    expected = expected_side(standing)
    side = word(row, _SIDE)
    if row.exact or row.sided or expected is None or side == expected:
        return
    why = "from the rows above, which were exercised for it" if standing.received else f"from the code {code}"
    if side is not None:
        why += f": the column of the number is not certain ({side})"
    row.cells[_SIDE] = Cell(expected, [], _from_code(row), (), "inferred", (why,))


def _from_code(row: RowReading) -> float:
    """The cost of what follows from the code: no less in doubt than the code."""
    code = row.cells.get("transaction_code")
    return max(1.0, code.cost if code is not None and code.state == "inferred" else 0.0)


def _infer_gained(standings: list[Standing]) -> None:
    """A class that others become is acquired: more of it is owned after the row by as many as it is of, and so it is of
    the rows right above that are of the same class, day and code."""
    gained: RowReading | None = None
    for standing in reversed(standings):
        row = standing.row
        cell = row.cells.get(_SIDE)
        if row.exact or row.sided or cell is None or cell.state != "inferred" or cell.value != "D":
            gained = None
            continue
        if _is_gained(standing) or (gained is not None and _is_of_one(row, gained)):
            why = "from the amount owned, which grew by as many"
            row.cells[_SIDE] = Cell("A", [], _from_code(row), (), "inferred", (why,))
            gained = row
        else:
            gained = None


def _is_gained(standing: Standing) -> bool:
    """Is so much more owned than after the row before? Rows in turned order say so where two are of as many."""
    row, before = standing.row, standing.before
    shares, owned, had = number(row, "shares"), number(row, _OWNED), number(before, _OWNED)
    if not shares or owned is None or not had or number(before, "shares") == shares:
        return False
    return owned == had + shares


def _is_of_one(row: RowReading, other: RowReading) -> bool:
    fields = ("security_title", "transaction_date", "transaction_code")
    owned, shares = number(row, _OWNED), number(row, "shares")
    return all(row.value(f) == other.value(f) for f in fields) and bool(owned and shares and owned >= shares)


def _infer_received(standing: Standing, earlier: list[RowReading]) -> None:
    """Units and preferred shares become shares of a class that is a derivative, too; of a row above it that gives this
    one's number the title of what it becomes may be lost.

    Five of five such rows acquire; one that stands alone, or behind another of its own title, disposes (39 of 40).
    """
    row = standing.row
    code, title, shares = word(row, "transaction_code"), _key(row, "security_title"), number(row, "shares")
    if row.exact or row.sided or not code or shares is None:
        return
    same = [r for r in earlier if word(r, "transaction_code") == code]
    owned, cell = number(row, "shares_owned_following"), row.cells.get(_SIDE)
    if cell is not None and cell.state == "inferred" and owned == shares and any(_is_given(r, shares) for r in same):
        cell.cost = max(cell.cost, UNREAD)  # all of another class was given, as much is owned now: it may be for it
    if not _COMMON.search(title):
        return
    if any(_is_of(r, title) for r in same) or (owned is not None and owned < shares):
        return
    given = [r for r in same if _may_become(r, title)]
    if given and (owned == shares or any(r.value("shares") == shares for r in given)):
        why = "from the rows above it, which become this class"
        row.cells[_SIDE] = Cell("A", [], 1.0, (), "inferred", (why,))
    elif any(r.value("shares") == shares for r in same) and cell is not None and cell.state == "inferred":
        cell.cost = max(cell.cost, UNREAD)  # as many of another class: it may be theirs


def _is_given(row: RowReading, shares: Decimal) -> bool:
    """Does it leave nothing of as many?"""
    return row.value("shares") == shares and row.value("shares_owned_following") == 0


def _is_of(row: RowReading, title: str) -> bool:
    """Is it a row of the class? One that becomes the class is not: its title was read in place of another."""
    return _key(row, "security_title") == title != _key(row, "underlying_security_title")


def _may_become(row: RowReading, title: str) -> bool:
    """Is the underlying title this one, or what is left of it, or not legible?"""
    words = (word(row, "underlying_security_title") or "").split()
    legible = is_whole_title(tuple(key for w in words if (key := squeeze(w))))
    return not legible or title.endswith(_key(row, "underlying_security_title"))


_COMMON = re.compile("(?:common|ordinary)(?:stock|shares?)$")


def _key(row: RowReading, field: str) -> str:
    """A title's letters, without what is left of marks."""
    return "".join(filter(str.isalpha, squeeze(word(row, field) or "")))


def _doubt_side(standing: Standing) -> None:
    """A page in reading order does not tell which of the two columns a number stands in; nor do all codes."""
    row = standing.row
    cell = row.cells.get(_SIDE)
    from_column = cell is not None and cell.state == "read" and any(column.side for column in row.row.spec.columns)
    told = DERIVATIVE_SIDE.get((word(row, "transaction_code") or "")[:1]) and _from_code(row) < UNREAD
    if cell is None or not from_column or row.sided or told:
        return
    why = ("from the number's column, of which the text does not tell which it is",)
    row.cells[_SIDE] = Cell(cell.value, cell.words, UNREAD, cell.marks, "inferred", why)
