"""Stage 7b3a: commas that a scan has made dots of, points that it has lost, and marks that it has made noughts of.

Takes the `Reading` of a page that a scan has left its specks on. `684.467` held, where no other amount has a
fraction, is 684,467: of a thousand amounts that holdings show eight have a fraction, of three decimals two. What is
read so says so. Amounts of transactions are told by their balances, and left alone. `$4475` to exercise is $44.75: of a
form that prints `$4,475`, and most prices with their cents.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ._atoms import is_grimy
from ._cells import Cell
from ._reading import Reading

_FIELDS = ("shares_owned_following", "underlying_security_shares")
_DOTTED = re.compile(r"\d{1,3}(?:[.,]\d{3})*\.\d{3}")
_STRAY = "|[]{}();:'\",.-~*/\\"
_AS_COMMA = 1.2
_SPECKS = 0.02
_LEAST_WHOLE = 3
"""Of fewer amounts without a fraction it cannot be said that none has one."""


def restore_commas(reading: Reading) -> None:
    """Read the dots of amounts held as commas, where no other amount held has a fraction."""
    if not _is_scanned(reading):
        return
    cells = [
        cell
        for _, row in reading.rows()
        if not row.is_transaction and not row.exact
        for field in _FIELDS
        if (cell := row.cells.get(field)) is not None and isinstance(cell.value, Decimal) and cell.words
    ]
    dotted = [(cell, text) for cell in cells if _DOTTED.fullmatch(text := cell.words[0].text.strip(_STRAY))]
    whole = [cell for cell in cells if not any(cell is other for other, _ in dotted)]
    if len(whole) < _LEAST_WHOLE or any(map(_has_fraction, whole)):
        return
    for cell, text in dotted:
        if _has_fraction(cell):
            _take(cell, Decimal(re.sub(r"\D", "", text)))


def restore_points(reading: Reading) -> None:
    """Read prices of several dollars to exercise that have neither comma nor point as cents."""
    for _, row in reading.rows() if _is_scanned(reading) else ():
        cell = row.cells.get(_EXERCISE)
        text = "".join([w.text for w in cell.words]).strip(_STRAY) if cell is not None else ""
        if cell is None or row.exact or not isinstance(cell.value, Decimal) or not _POINTLESS.fullmatch(text):
            continue
        if cell.value == Decimal(text[1:]):
            value = cell.value / _CENTS
            why = f"{text!r} is taken for {value}: it has neither comma nor point"
            cell.value, cell.state, cell.cost = value, "ambiguous", cell.cost + _AS_COMMA
            cell.repairs = (*cell.repairs, why)


def doubt_noughts(reading: Reading) -> None:
    """`$0` in a table of holdings most of whose prices are left to a footnote is a sign and the footnote's mark."""
    rows = [row for _, row in reading.rows() if not row.is_transaction and _EXERCISE in row.cells and not row.exact]
    prices = [row.cells[_EXERCISE] for row in rows] if _is_scanned(reading) else []
    noughts = [cell for cell in prices if cell.value == 0 and cell.words]
    if sum(cell.value is None and bool(cell.marks) for cell in prices) < _MANY_BLANK * max(1, len(noughts)):
        return
    for cell in noughts:
        cell.value, cell.state = None, "ambiguous"
        cell.repairs = (*cell.repairs, "a footnote's mark, as in most rows, or a price of 0")


_MANY_BLANK = 2
_EXERCISE = "conversion_or_exercise_price"
_POINTLESS = re.compile(r"\$\d{3,5}")
"""Of 142 prices to exercise none was a round number of a hundred dollars or more."""
_CENTS = 100


def _is_scanned(reading: Reading) -> bool:
    """Are labels misread, or do the tables hold what scans leave of rules and specks?"""
    regions = [region for region in (reading.regions.table_1, reading.regions.table_2) if region is not None]
    words = [w for region in regions for w in reading.labels.words[slice(*region)]]
    return not reading.labels.as_printed or sum(is_grimy(w.text) for w in words) > _SPECKS * len(words)


def _has_fraction(cell: Cell) -> bool:
    value = cell.value
    return isinstance(value, Decimal) and value != value.to_integral_value()


def _take(cell: Cell, value: Decimal) -> None:
    why = f"{cell.value} is taken for {value}: no other amount held has a fraction"
    cell.value, cell.state, cell.cost = value, "repaired", cell.cost + _AS_COMMA
    cell.repairs = (*cell.repairs, why)


__all__ = ["doubt_noughts", "restore_commas", "restore_points"]
