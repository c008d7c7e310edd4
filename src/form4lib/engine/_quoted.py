"""Stage 7c2: prices that the filing's other prices tell.

Takes a `Reading` and the `Standing`s of Table I. Footnotes quote the range of an average price (`from $11.50 to
$12.10`), and rows of one code have prices near each other. A price near none of them, of whose other readings just
one is near (`$11,805` for $11.805, `893.1167` for $93.1167), is taken for that one. Prices of three decimals all, but
one of four whose last digit is a footnote that nothing cites, have lost that footnote's brackets there
(`$1,134.5819`). What was so taken is `repaired` and says why. A price that alone has no sign is `ambiguous` where its
first digit may be one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

import attrs

from ..spec import relations as rel
from ..spec.tables import MONEY
from ._atoms import Value
from ._cells import Cell
from ._reading import Reading
from ._relations import Standing, number, word
from ._repair import rivals

_PRICE = "price_per_share"
_QUOTED = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})*\.\d{2,4})(?!\d)")
_QUOTED_NEAR = Decimal("1.05")
_FAR = 100
"""No security sells at a price and at so many times that price in one filing: one such row beside it is enough."""
_REPAIRED = 0.8
_LEAST_ALIKE = {2: 5, 3: 4}
"""So many prices must have as many decimals before a further digit is taken for a mark."""

_Priced = tuple[Standing, Cell, Decimal]
"""A row, its cell of the price, and the price."""


def _quoted(reading: Reading) -> list[Decimal]:
    texts = (str(cell.value) for _, cell in reading.notes.footnotes if cell.value)
    return [Decimal(m[1].replace(",", "")) for text in texts for m in _QUOTED.finditer(text)]


def _is_near(value: Decimal, others: list[Decimal], share: Decimal) -> bool:
    return any(value <= o * share and o <= value * share for o in others)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _priced(table: list[Standing]) -> list[_Priced]:
    out = []
    for s in table:
        cell = s.row.cells.get(_PRICE)
        if cell is not None and isinstance(cell.value, Decimal) and cell.value and cell.words and not s.row.exact:
            out.append((s, cell, cell.value))
    return out


def _take(cell: Cell, value: Decimal, why: str) -> None:
    raw = " ".join(w.text for w in cell.words)
    cell.repairs = (*cell.repairs, f"{raw!r} was read as {cell.value} and is taken for {value}: {why}")
    cell.value, cell.state, cell.cost = value, "repaired", max(cell.cost, _REPAIRED)


def _signed(cell: Cell) -> bool:
    return any("$" in w.text for w in cell.words)


def _rivals(cell: Cell, value: Decimal) -> Iterator[tuple[int, Value]]:
    """The readings that the price could have; a sign that is not there may be any digit before it."""
    yield from rivals(cell, MONEY)
    if _decimals(value) and not _signed(cell) and len(str(value).partition(".")[0]) > 1:
        yield 1, Decimal(str(value)[1:])


@attrs.frozen
class Beside:
    """The prices with decimals of the rows of one code, sorted, and which of them is the row's own, if one is."""

    prices: list[Decimal]
    own: Decimal | None

    def __len__(self) -> int:
        return len(self.prices) - (self.own is not None)

    def has_near(self, value: Decimal) -> bool:
        """Is a price of another row near the value?"""
        least = bisect_left(self.prices, True, key=lambda price: value <= price * rel.NEAR)
        stop = bisect_left(self.prices, True, lo=least, key=lambda price: price > value * rel.NEAR)
        return stop - least > (self.own is not None and _is_near(value, [self.own], rel.NEAR))


def _by_code(priced: list[_Priced]) -> dict[str, tuple[list[Decimal], list[Decimal]]]:
    """Of each code the prices with decimals, sorted, and those of them with their signs."""
    out: dict[str, tuple[list[Decimal], list[Decimal]]] = {}
    for s, cell, value in priced:
        prices, signed = out.setdefault(_code(s), ([], []))
        if _decimals(value):
            prices.append(value)
            if _signed(cell):
                signed.append(value)
    for prices, signed in out.values():
        prices.sort()
        signed.sort()
    return out


def _code(s: Standing) -> str:
    return (word(s.row, "transaction_code") or "")[:1]


def _beside(prices: list[Decimal], signed: list[Decimal], cell: Cell, value: Decimal) -> Beside:
    """The prices with decimals of the other rows of this code; those with their signs, if this one has none."""
    if signed and not _signed(cell):
        return Beside(signed, None)
    return Beside(prices, value if _decimals(value) else None)


def _refit(priced: list[_Priced], quoted: list[Decimal]) -> None:
    of_codes = _by_code(priced)
    for s, cell, value in priced:
        beside = _beside(*of_codes[_code(s)], cell, value)
        stands = beside.has_near(value)
        told = value == number(s.twin, "conversion_or_exercise_price")
        if told or _is_near(value, quoted, _QUOTED_NEAR) or (stands and _signed(cell)):
            continue
        meant: dict[Decimal, int] = {}
        for edits, other in _rivals(cell, value):
            if isinstance(other, Decimal) and 0 < other < value:
                told = not stands and (len(beside) > 1 or value >= other * _FAR) and beside.has_near(other)
                if told or _is_near(other, quoted, _QUOTED_NEAR):
                    meant.setdefault(other, edits)
        least = [v for v, edits in meant.items() if edits == min(meant.values())]
        if len(least) == 1:
            _take(cell, least[0], "the footnotes quote, or rows beside it have, prices near it")


def _trim(priced: list[_Priced], uncited: frozenset[str]) -> None:
    """Prices of two decimals all, or of three, but one that has another digit."""
    for most in (2, 3):
        fits = sum(_decimals(v) == most for _, _, v in priced)
        longer = sum(_decimals(v) > most for _, _, v in priced)
        if fits < _LEAST_ALIKE[most] or longer * (3 if most == len("123") else fits) > fits:
            continue
        for _, cell, value in priced:
            mark = str(value)[-1]
            if _decimals(value) == most + 1 and not cell.marks and mark in uncited and not _is_trimmed(cell, value):
                why = f"the other prices have {most} decimals, and nothing cites footnote {mark}"
                _take(cell, Decimal(str(value)[:-1]), why)
                cell.marks = (mark,)


def _is_trimmed(cell: Cell, value: Decimal) -> bool:
    """Has what stood behind its digits been taken for a mark already?"""
    digits = str(value).replace(".", "")
    return not any("".join(filter(str.isdigit, w.text)).endswith(digits) for w in cell.words)


_FAR_BELOW = 2
"""A price that is so many times less than all others of its day and code is no price by itself."""


def _complete(priced: list[_Priced]) -> None:
    """`54` where every other row of the day and the code has `115.54` is the end of it."""
    of_days: dict[tuple[str, Value], set[Decimal]] = {}
    for s, _, value in priced:
        of_days.setdefault((_code(s), s.row.value("transaction_date")), set()).add(value)
    for s, cell, value in priced:
        others = of_days[_code(s), s.row.value("transaction_date")] - {value}
        whole = next(iter(others)) if len(others) == 1 else value
        if value * _FAR_BELOW < whole and str(whole).endswith(str(value)) and not _signed(cell):
            _take(cell, whole, "the other rows of that day have it, and it ends so")


_LIKE_SIGNS = "3589"
"""Digits that OCR makes of a `$`."""


def _doubt_unsigned(table: list[Standing]) -> None:
    """`319.33` beside prices with their signs: the 3 may be a sign, on pages with whole cells, too."""
    cells = [cell for s in table if (cell := s.row.cells.get(_PRICE)) is not None and cell.value and cell.words]
    bare = [cell for cell in cells if not _signed(cell)]
    if len(bare) * 2 > len(cells):
        return
    for cell in bare:
        whole = str(cell.value).partition(".")[0]
        if cell.state == "read" and len(whole) > 1 and whole[0] in _LIKE_SIGNS:
            cell.state = "ambiguous"


def mend_prices(reading: Reading, table: list[Standing]) -> None:
    """Put right the prices of Table I that the filing's other prices tell; doubt those that have lost their sign."""
    _refit(_priced(table), _quoted(reading))
    _trim(_priced(table), reading.uncited())
    _complete(_priced(table))
    _doubt_unsigned(table)


__all__ = ["Beside", "mend_prices"]
