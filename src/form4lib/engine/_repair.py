"""Stage 7c: other readings of what was read loosely.

Takes the `Standing`s of a table's rows. Where a cell was read loosely and what must agree speaks against its value,
the other values that the same characters could have are judged by the same relations; one that two relations bear
out, and none contradicts, takes its place. The cell is then `repaired` and says what it was, what it became, and
why. Values that were read as printed are left alone, because filers do break these relations; only a price that two
of them speak against may be one whose dot was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..spec import relations as rel
from ..spec.tables import MONEY, NUMBER, SIDE
from ._atoms import MARK, Value, readings
from ._cells import Cell
from ._page import Word
from ._relations import Standing, judge
from ._remembered import remembered

LOOSE = 0.5
"""What a cell costs at least that was read loosely: a letter for another, a dollar sign not there, a mark guessed."""
_ENOUGH = 2

BEARING = {
    "shares": (NUMBER, (rel.BALANCE_BEFORE, rel.TWIN, rel.UNDERLYING)),
    "shares_owned_following": (NUMBER, (rel.BALANCE_BEFORE, rel.BALANCE_AFTER, rel.BALANCE_REPEATED)),
    "underlying_security_shares": (NUMBER, (rel.UNDERLYING,)),
    "price_per_share": (MONEY, (rel.PRICE_ABOVE, rel.PRICE_BELOW, rel.PRICE_MIDDLE, rel.TWIN)),
    "conversion_or_exercise_price": (MONEY, (rel.TWIN, rel.SAME_ABOVE, rel.SAME_BELOW)),
    "acquired_disposed_code": (SIDE, (rel.CODE_SIDE, rel.BALANCE_BEFORE)),
}
"""Field -> the kind of its values, and the relations that bear a repair out; the others only speak against one.
The form of ownership is not among them: where lines are woven, the nature beside it is often another row's."""

_NUMBER = re.compile(r"\$?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,4})?|\.\d{1,4})")
_FUSED_SIGN = "3581sS"
"""What scans make of a dollar sign, fused with the digits behind it."""
_MARKS = re.compile(r"(?:\(\d{1,2}\))+$")
_OPEN = re.compile(r"\$\d[\d,]*\.$|\d,$")
"""A number that is not at its end."""
_MOST_DECIMALS = 4
"""EDGAR takes prices of so many decimals."""
_STRAY = "|[]{}()\"'*;:~^?!,. "


def repair(standing: Standing) -> None:
    """Put right what was read loosely in one row, where two relations say how."""
    for field, (kind, bearing) in BEARING.items():
        cell = standing.row.cells.get(field)
        if cell is None or cell.value is None or not cell.words:
            continue
        dotted = kind == NUMBER and _DOTTED.fullmatch(_main(cell.words)) is not None
        sure = cell.cost < LOOSE and not dotted
        if (sure and kind != MONEY) or (standing.row.exact and cell.cost < LOOSE):
            continue
        agree, disagree = judge(standing, field, cell.value)
        against = [name for name in disagree if name in bearing]
        if any(name in bearing for name in agree) or len(against) < (_ENOUGH if sure else 1):
            continue
        best: dict[Value, tuple[str, ...]] = {}
        least: int | None = None
        for edits, value in rivals(cell, kind):
            enough = 1 if kind == NUMBER and _is_same_print(cell, value) else _ENOUGH
            if (not best or edits == least) and (why := _borne_out(standing, field, value, bearing, enough)):
                best[value], least = why, edits
        if len(best) == 1:
            _replace(cell, *best.popitem())


def trim_mark(standing: Standing, uncited: frozenset[str]) -> None:
    """A price of more than four decimals ends with the number of its footnote, whose brackets were lost."""
    for field in ("price_per_share", "conversion_or_exercise_price"):
        cell = standing.row.cells.get(field)
        if cell is None or not isinstance(cell.value, Decimal) or cell.marks or standing.row.exact:
            continue
        whole, _, decimals = str(cell.value).partition(".")
        mark = decimals[_MOST_DECIMALS:].lstrip("0")
        if mark in uncited:
            value = Decimal(f"{whole}.{decimals[:_MOST_DECIMALS]}")
            why = (
                f"prices have at most {_MOST_DECIMALS} decimals, and there is a footnote {mark} that nothing else cites"
            )
            cell.repairs = (*cell.repairs, f"{cell.value} is taken for {value} with footnote {mark}: {why}")
            cell.value, cell.state, cell.marks = value, "repaired", (mark,)


@remembered
def _is_open(text: str) -> bool:
    return _OPEN.search(_MARKS.sub("", text)) is not None


def doubt_open(standing: Standing) -> None:
    """`$1,127.` has lost its decimals: what is left is not the value."""
    for field, (kind, _) in BEARING.items():
        cell = standing.row.cells.get(field)
        if (
            kind != SIDE
            and cell is not None
            and cell.state == "read"
            and any(map(_is_open, [w.text for w in cell.words]))
            and _is_open(_bare(cell.words))
        ):
            cell.state = "ambiguous"


_MARKED = re.compile(r"\d[^\w.,]+$")


def _is_same_print(cell: Cell, value: Value) -> bool:
    """Do the same digits say it, or those before one and the rest of a mark: `8.141` is 8,141, `29.2267)` 29.226?"""
    text = _bare(cell.words)
    digits, meant = re.sub(r"\D", "", text), re.sub(r"\D", "", str(value))
    return digits == meant or (digits[:-1] == meant and _MARKED.search(text) is not None)


def _borne_out(standing: Standing, field: str, value: Value, bearing: tuple[str, ...], enough: int) -> tuple[str, ...]:
    """The relations that bear a value out, if they are enough and none contradicts."""
    agree, disagree = judge(standing, field, value)
    why = tuple(dict.fromkeys(name for name in agree if name in bearing))
    return why if len(why) >= enough and not disagree else ()


def _replace(cell: Cell, value: Value, why: tuple[str, ...]) -> None:
    raw = " ".join(w.text for w in cell.words)
    reasons = "; ".join(rel.RELATIONS[name] for name in why)
    cell.repairs = (*cell.repairs, f"{raw!r} was read as {cell.value} and is taken for {value}: {reasons}")
    cell.value, cell.state = value, "repaired"


def rivals(cell: Cell, kind: str) -> Iterator[tuple[int, Value]]:
    """The other values that the characters of a cell could have, those first that need the fewest changes."""
    if kind == SIDE:
        yield 1, "D" if cell.value == "A" else "A"
        return
    seen = {cell.value}
    for edits, text in sorted(_spellings(_main(cell.words))):
        match = _NUMBER.fullmatch(text)
        if match and (value := Decimal(match[1].replace(",", ""))) not in seen:
            seen.add(value)
            yield edits, value


def _bare(words: list[Word]) -> str:
    """The word that holds the value, without the footnote marks behind it."""
    main = next((w for w in words if not any(r.kind == MARK and r.cost == 0 for r in readings(w.text))), words[0])
    return _MARKS.sub("", main.text)


def _main(words: list[Word]) -> str:
    """The word that holds the value, without stray signs around it."""
    return _bare(words).strip(_STRAY)


_DOTTED = re.compile(r"\d{1,3}(?:[.,]\d{3})*\.\d{3}")
"""A number whose commas may have been read as dots."""


def _spellings(text: str) -> Iterator[tuple[int, str]]:
    """The number with a sign taken from its head, a mark from its end, a dot put back; with the changes it took."""
    heads = [(0, text)] + ([(1, text[1:])] if text[:1] in _FUSED_SIGN else [])
    for taken, head in heads:
        for cut in range(min(3, len(head))):
            body, edits = head[: len(head) - cut], taken + cut
            yield edits, body
            if _DOTTED.fullmatch(body):
                yield edits + 1, body.replace(".", "")
            digits = body.replace(",", "").lstrip("$")
            if digits.isdigit():
                for places in range(1, min(5, len(digits))):
                    yield edits + 1, f"{digits[:-places]}.{digits[-places:]}"
