"""Stage 7b3a: commas that a scan has made dots of, points that it has lost, and marks that it has made noughts of.

Takes the `Reading` of a page that a scan has left its specks on. `684.467` held, where no other amount has a
fraction, is 684,467: of a thousand amounts that holdings show eight have a fraction, of three decimals two. What is
read so says so. Amounts of transactions are told by their balances, and left alone. `$4475` to exercise is $44.75: of a
form that prints `$4,475`, and most prices with their cents.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ._cells import Cell
from ._reading import Reading

_FIELDS = ("shares_owned_following", "underlying_security_shares")
_DOTTED = re.compile(r"\d{1,3}(?:[.,]\d{3})*\.\d{3}")
_STRAY = "|[]{}();:'\",.-~*/\\"
_REREAD = 1.2
_LEAST_WHOLE = 3
"""Of fewer amounts without a fraction it cannot be said that none has one."""


def restore_commas(reading: Reading) -> None:
    """Read the dots of amounts held as commas, where no other amount held has a fraction."""
    cells = [
        cell
        for _, row in reading.rows()
        if not row.is_transaction and not row.exact
        for field in _FIELDS
        if (cell := row.cells.get(field)) is not None and isinstance(cell.value, Decimal) and cell.words
    ]
    dotted = [(cell, text) for cell in cells if _DOTTED.fullmatch(text := cell.words[0].text.strip(_STRAY))]
    whole = [cell for cell in cells if not any(cell is other for other, _ in dotted)]
    if not dotted or len(whole) < _LEAST_WHOLE or any(map(_has_fraction, whole)) or not reading.is_scanned:
        return
    for cell, text in dotted:
        if _has_fraction(cell):
            value = Decimal(re.sub(r"\D", "", text))
            _take(cell, value, "repaired", f"{cell.value} is taken for {value}: no other amount held has a fraction")


def doubt_prices(reading: Reading) -> None:
    """Take prices to exercise that lost their point for what they were, and noughts for marks; both stay in doubt."""
    held = [
        (row, cell) for _, row in reading.rows() if not row.exact and (cell := row.cells.get(_EXERCISE)) is not None
    ]
    whole = [cell for _, cell in held if isinstance(cell.value, Decimal) and not _has_fraction(cell)]
    if whole and reading.is_scanned:
        for cell in whole:
            _restore_point(cell)
        _doubt_noughts([cell for row, cell in held if not row.is_transaction])


def _restore_point(cell: Cell) -> None:
    """Read a price of several dollars that has neither comma nor point as cents."""
    text = "".join([w.text for w in cell.words]).strip(_STRAY)
    if _POINTLESS.fullmatch(text) and cell.value == Decimal(text[1:]):
        value = Decimal(text[1:]) / _CENTS
        _take(cell, value, "ambiguous", f"{text!r} is taken for {value}: it has neither comma nor point")


def _doubt_noughts(prices: list[Cell]) -> None:
    """`$0` in a table of holdings most of whose prices are left to a footnote is a sign and the footnote's mark."""
    noughts = [cell for cell in prices if cell.value == 0 and cell.words]
    if sum(cell.value is None and bool(cell.marks) for cell in prices) >= _MANY_BLANK * max(1, len(noughts)):
        for cell in noughts:
            _take(cell, None, "ambiguous", "a footnote's mark, as in most rows, or a price of 0", 0.0)


_MANY_BLANK = 2
_EXERCISE = "conversion_or_exercise_price"
_POINTLESS = re.compile(r"\$\d{3,5}")
"""Of 142 prices to exercise none was a round number of a hundred dollars or more."""
_CENTS = 100


def _has_fraction(cell: Cell) -> bool:
    value = cell.value
    return isinstance(value, Decimal) and value != value.to_integral_value()


def _take(cell: Cell, value: Decimal | None, state: str, why: str, cost: float = _REREAD) -> None:
    cell.value, cell.state, cell.cost = value, state, cell.cost + cost
    cell.repairs = (*cell.repairs, why)


__all__ = ["doubt_prices", "restore_commas"]
