"""Stage 7b3c: rules of the page that a scan has read as the first digit of an amount owned.

Takes the `Standing`s of a table's rows, of a page that a scan has left its specks on. The rule left of a column reads
as 1, 4 or 7 before the amount (`|52,016` as `752,016`). An amount whose balance does not follow, and does without that
digit, is read without it, and says so; one that is much like the holding's other amount without it, where nothing bears
it out, stays in doubt. A filer's broken balance does not follow by one digit less but by chance in a hundred thousand.
Linear in the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ..spec import relations as rel
from ._cells import Cell, RowReading
from ._relations import Standing, number

_OWNED = "shares_owned_following"
_RULED = re.compile(r"\W*[147](\d{0,2}(?:,\d{3})+)\W*$")
"""An amount in groups of three, behind what may be a rule."""
_REREAD = 1.0
_NEAR = Decimal("0.1")
"""By how much of itself an amount owned may have changed for it to be much like the one before."""


def take_rules(standings: Sequence[Standing]) -> None:
    """Read amounts owned without the digit that was a rule."""
    suspects: list[_Suspect] = [
        (s, s.row.cells[_OWNED], rest) for s in standings if (rest := _behind_rule(s)) is not None
    ]
    at = 0
    while at < len(suspects):
        run = _run(suspects, at)
        at += len(run)
        first, last = run[0], run[-1]
        entered = _leads(first[0], first[2]) - _leads(first[0], first[1].value)
        left = _leads(last[0], last[2]) - _leads(last[0], last[1].value)
        if _is_repeated(*first):
            why = {rel.BALANCE_REPEATED}
        elif len(run) == 1:
            why = entered if rel.BALANCE_BEFORE in entered or not _leads(first[0], first[1].value) else set()
        else:
            why = entered | left if rel.BALANCE_BEFORE in entered and rel.BALANCE_AFTER in left else set()
        for standing, cell, rest in run:
            if why:
                _take(cell, rest, why)
            elif not _leads(standing, cell.value) and _is_like(rest, standing):
                cell.state = "ambiguous"


_Suspect = tuple[Standing, Cell, Decimal]
"""A row, its amount owned, and what is left of that behind what may be a rule."""


def _run(suspects: Sequence[_Suspect], at: int) -> Sequence[_Suspect]:
    """One of them with those that follow from it: a rule runs down the page, but so does an amount of a row above that
    lost its own first digit. Which it is, is told where they end."""
    stop = at + 1
    while stop < len(suspects) and rel.BALANCE_BEFORE in _leads(suspects[stop][0], suspects[stop][1].value):
        stop += 1
    return suspects[at:stop]


def _take(cell: Cell, rest: Decimal, why: set[str]) -> None:
    reasons = "; ".join(rel.RELATIONS[name] for name in sorted(why))
    repair = f"{cell.words[0].text!r} was read as {cell.value} and is taken for {rest} behind a rule: {reasons}"
    cell.repairs = (*cell.repairs, repair)
    cell.value, cell.state, cell.cost = rest, "repaired", cell.cost + _REREAD


def _behind_rule(standing: Standing) -> Decimal | None:
    """What is left of the amount owned without its first digit, where that may be a rule."""
    cell = standing.row.cells.get(_OWNED)
    if cell is None or standing.row.exact or cell.state != "read" or not isinstance(cell.value, Decimal):
        return None
    match = _RULED.match(cell.words[0].text) if len(cell.words) == 1 else None
    rest = match[1].removeprefix(",") if match else "0"
    return None if rest.startswith("0") else Decimal(rest.replace(",", ""))


def _leads(standing: Standing, value: object) -> set[str]:
    """Which balances lead to the amount and from it; what tells a holding from another may be misread, too, so that
    the rows beside it count as well."""
    if not isinstance(value, Decimal) or not standing.row.is_transaction:
        return set()
    row, out = standing.row, set()
    if any(_adds_up(number(other, _OWNED), row, value) for other in (standing.before, standing.above)):
        out.add(rel.BALANCE_BEFORE)
    after = [other for other in (standing.after, standing.below) if other is not None]
    if any(_adds_up(value, other, number(other, _OWNED)) for other in after):
        out.add(rel.BALANCE_AFTER)
    return out


def _adds_up(before: Decimal | None, row: RowReading, owned: Decimal | None) -> bool:
    """Does the row's transaction make the one of the other?"""
    shares, side = number(row, "shares"), row.value("acquired_disposed_code")
    if before is None or owned is None or not shares or side not in ("A", "D"):
        return False
    return owned - before == (shares if side == "A" else -shares)


def _is_repeated(standing: Standing, cell: Cell, rest: Decimal) -> bool:
    """Is it the amount of the holding's rows before and after, whose filer repeats the last balance?"""
    before, after = number(standing.before, _OWNED), number(standing.after, _OWNED)
    return rest == before == after and cell.value != before


def _is_like(rest: Decimal, standing: Standing) -> bool:
    """Is the amount much like that of the holding's row before or after?"""
    others = [number(row, _OWNED) for row in (standing.before, standing.after)]
    return any(other and abs(other - rest) <= _NEAR * rest for other in others)
