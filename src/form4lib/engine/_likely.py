"""Stage 7b5: the code that a trade most likely has where a scan has lost it.

Takes the `Standing`s of both tables' rows, after neighbours have told what they can, and the text of the footnotes.
Single letters are what scans lose first. A trade that lost its code, or whose code was made of what hardly looks like
one, has the code that such trades have: who disposes at a price sells. Such codes are `inferred`, at the cost of what
was not read: never offered as sure. Amounts and prices are never filled so. Rows of a page that tells blank from lost
are left alone. Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ..spec.codes import NON_DERIVATIVE_SIDE, USUAL_CODES
from ._cells import UNREAD, Cell, RowReading
from ._labels import squeeze
from ._relations import Standing, number, word

_CODE, _SIDE, _PRICE, _FORM = "transaction_code", "acquired_disposed_code", "price_per_share", "direct_or_indirect"
_CONVERTIBLE = re.compile(r"preferred|convertible|debenture|notes?$")
_CONVERTED = re.compile(_CONVERTIBLE.pattern + r"|(?:common|ordinary)(?:stock|shares?)$|(?:op|llc)units$")
"""Titles of Table II whose trades are conversions, in 25 filings of 31: the others are options, units and rights."""
_WITHHELD = re.compile(r"withh[eo]ld", re.IGNORECASE)
"""What footnotes say of shares that pay a tax."""
LIKELY = "as such trades mostly have it"
"""Why a code was filled."""
_HARDLY = 1.2
_ODD = 1.0
"""The cost of a code that hardly looks like one, `ue`, and of one that few trades have."""
_OF_TABLE_2 = frozenset("E")
"""The end of a position in derivatives: in Table I it is what scans leave of an F."""


def return_letters(table: Sequence[Standing]) -> None:
    """A `D` taken for the code of a trade that has no side is its side, and an `I` that of a row without a form."""
    for row in (s.row for s in table if not s.row.exact):
        code = row.cells.get(_CODE)
        field = _TAKEN_FOR_CODE.get(str(code.value)) if code is not None else None
        held = row.cells.get(field) if field else None
        if code is not None and field and held is not None and not held.words:
            why = ("it stands where the code would: no other letter of the row is this",)
            row.cells[field] = Cell(code.value, code.words, UNREAD, code.marks, "inferred", why)
            row.cells[_CODE] = Cell(state="missing")


_TAKEN_FOR_CODE = {"D": _SIDE, "I": _FORM}


def fill_likely(first: Sequence[Standing], second: Sequence[Standing], notes: Sequence[str]) -> None:
    """Fill the codes of both tables."""
    withheld = any(_WITHHELD.search(note) for note in notes)
    acquired = {number(s.row, "shares"): s.row for s in first if word(s.row, _SIDE) != "D"}
    for s in second:
        _fill_code(s, _of_derivative(s.row, acquired))
    given = {number(s.row, f): s.row for s in second for f in ("shares", "underlying_security_shares")}
    for s in first:
        _fill_code(s, _of_trade(s, given, withheld and sum(word(o.row, _SIDE) == "D" for o in first) == 1))


def _title(row: RowReading) -> str:
    return "".join(filter(str.isalpha, squeeze(word(row, "security_title") or "")))


def _of_derivative(row: RowReading, acquired: dict[Decimal | None, RowReading]) -> str | None:
    shares, underlying = number(row, "shares"), number(row, "underlying_security_shares")
    twin = next((acquired[n] for n in (shares, underlying) if n is not None and n in acquired), None)
    if _CONVERTED.search(_title(row)):
        return "C"
    if twin is not None:
        return "M"
    owned = number(row, "shares_owned_following")
    return "A" if shares is not None and owned is not None and owned >= shares else None


def _of_trade(s: Standing, given: dict[Decimal | None, RowReading], withheld: bool) -> str | None:
    shares, price, side = number(s.row, "shares"), number(s.row, _PRICE), word(s.row, _SIDE)
    if side == "A":
        if shares is not None and shares in given:
            return word(given[shares], _CODE)
        return "P" if price else "A"
    if side is None or price is None:
        return None
    return "G" if not price else "F" if withheld else "S"


def _fill_code(s: Standing, likely: str | None) -> None:
    row = s.row
    cell = row.cells.get(_CODE)
    if likely is None or cell is None or row.exact or not row.is_transaction or cell.value == likely:
        return
    if cell.value is None or _is_misread(s, cell):
        row.cells[_CODE] = Cell(likely, cell.words, UNREAD, cell.marks, "inferred", (LIKELY,))


def _is_misread(s: Standing, cell: Cell) -> bool:
    """A code that hardly looks like one, and does not fit its row, or the letter of its side."""
    if cell.state == "inferred":
        return s.derivative and _CONVERTIBLE.search(_title(s.row)) is not None
    code, side = str(cell.value)[:1], s.row.cells.get(_SIDE)
    if not s.derivative and code in _OF_TABLE_2:
        return True
    if code in USUAL_CODES:
        fits = NON_DERIVATIVE_SIDE.get(code, side and side.value)
        return cell.cost >= _HARDLY and not s.derivative and side is not None and fits != side.value
    return cell.cost >= _ODD
