"""Stage 7b3: what one value of a row tells of another.

Takes a row of a page whose cells are not whole. The amount of the underlying security is that of the derivative; a
lone date is an expiration; an amount owned has as many decimals as what was added to it. A value put right by these
says from what. Rows in whole cells are left alone.
"""

from __future__ import annotations

import re
from decimal import Decimal

import attrs

from ._cells import UNREAD, Cell, RowReading
from ._relations import number, word

_SHARES, _OWNED, _UNDERLYING = "shares", "shares_owned_following", "underlying_security_shares"
_EXERCISE = "conversion_or_exercise_price"
_REPAIRED = 1.0
_ONE_TO_ONE = frozenset("MAJGX")
"""Codes of rows that are of as many derivatives as of underlying shares: 127 of 129; conversions are 56 of 77."""


def settle(row: RowReading, derivative: bool, positioned: bool) -> None:
    """Put right, and fill, what the row's other values tell; where places count, a date stands in its own column."""
    if row.exact:
        return
    if derivative:
        if not positioned:
            _expire(row)
        _match_digits(row)
        _unprice(row)
        _fill_underlying(row)
    _restore_fraction(row)


def _cell(row: RowReading, field: str) -> Cell:
    return row.cells.get(field) or Cell(state="missing")


def _expire(row: RowReading) -> None:
    """Of seventy-two rows with one of the two dates, seventy-one have the expiration; a mark as printed behind the date
    says that the expiration is a footnote."""
    first, last = _cell(row, "exercise_date"), _cell(row, "expiration_date")
    if first.value is None or last.value is not None or last.marks or "expiration_date" not in row.cells:
        return
    why = (*first.repairs, "the only date of the row is taken for that on which the security expires")
    row.cells["expiration_date"] = attrs.evolve(first, cost=first.cost + _REPAIRED, state="ambiguous", repairs=why)
    row.cells["exercise_date"] = Cell(None, last.words, last.cost, (), "ambiguous", why)


def _digits(cell: Cell) -> str:
    return "".join(c for w in cell.words for c in w.text if c.isdigit())


def _decimals(value: Decimal | None) -> int:
    return -int(value.as_tuple().exponent) if value is not None else 0


def _match_digits(row: RowReading) -> None:
    """`28593` beside `28.593`: one of them has lost its dot, or its comma; what is owned tells which."""
    mine, theirs, owned = number(row, _SHARES), number(row, _UNDERLYING), number(row, _OWNED)
    cells = _cell(row, _SHARES), _cell(row, _UNDERLYING)
    if mine is None or theirs is None or owned is None or mine == theirs or _digits(cells[0]) != _digits(cells[1]):
        return
    whole = [v for v in (mine, theirs) if str(v).replace(".", "") == _digits(cells[0])]
    value = next((v for v in whole if _decimals(v) == _decimals(owned)), None)
    for field, cell in zip((_SHARES, _UNDERLYING), cells, strict=True):
        if value is not None and cell.value != value:
            why = f"the same digits as those beside it, {value}, with as many decimals as what is owned"
            row.cells[field] = attrs.evolve(
                cell, value=value, cost=_REPAIRED, state="repaired", repairs=(*cell.repairs, why)
            )


_SIGN_AND_MARK = re.compile(r"\$([1-9])\)\W?")
"""`$2)`: what is left of a sign and the number of a footnote."""


def _unprice(row: RowReading) -> None:
    """A number without sign and point where the exercise price would stand is a footnote's, or another cell's: of some
    40 on scans two were the price.
    """
    cell, value = _cell(row, _EXERCISE), number(row, _EXERCISE)
    text = "".join(w.text for w in cell.words)
    if value and (match := _SIGN_AND_MARK.fullmatch(text)):
        row.cells[_EXERCISE] = Cell(None, cell.words, cell.cost, cell.marks or (match[1],), "blank")
        return
    if value and not _decimals(value) and not any(c in text for c in "$sS."):
        row.cells[_EXERCISE] = Cell(None, cell.words, cell.cost, cell.marks, "missing")


def _fill_underlying(row: RowReading) -> None:
    shares, cell = number(row, _SHARES), _cell(row, _UNDERLYING)
    code = word(row, "transaction_code") or " "
    if cell.value is not None or cell.marks or shares is None or code[0] not in _ONE_TO_ONE or not row.cells:
        return
    if _UNDERLYING in row.cells and _cell(row, _SHARES).state != "inferred":
        why = ("from the number of derivative securities",)
        row.cells[_UNDERLYING] = Cell(shares, cell.words, UNREAD, (), "inferred", why)


_THOUSANDS = re.compile(r"(\d{1,3}(?:,\d{3})+),(\d{3})")


def _restore_fraction(row: RowReading) -> None:
    """`269.227` shares, and `13,974,275` owned: the last comma is a dot (what is owned has decimals, too, 29 of 30)."""
    shares, owned, cell = number(row, _SHARES), number(row, _OWNED), _cell(row, _OWNED)
    if shares is None or owned is None or _decimals(shares) != len("275") or _decimals(owned) or not cell.words:
        return
    if number(row, _UNDERLYING) != shares:
        return  # `8.467` alone is `8,467`
    match = _THOUSANDS.fullmatch(cell.words[0].text.strip("|[]{}()"))
    if match:
        value = Decimal(f"{match[1].replace(',', '')}.{match[2]}")
        why = f"its last comma is read as a dot, as the number of shares, {shares}, has decimals"
        row.cells[_OWNED] = attrs.evolve(
            cell, value=value, cost=_REPAIRED, state="repaired", repairs=(*cell.repairs, why)
        )
