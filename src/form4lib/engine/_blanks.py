"""Stage 5b3: what the blank cells of a row cost, whichever are filled.

Takes a table's spec and the columns that a row has filled, as a mask. Gives the cost of the others, as a transaction
or as a holding, whichever is the likelier. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ..spec.tables import FORM, TableSpec

_NATURE_AFTER_DIRECT = 4.0
_NO_NATURE_AFTER_INDIRECT = 1.5
_IMPOSSIBLE = 1e6


@lru_cache(maxsize=32)
def rivals(spec: TableSpec) -> tuple[int, ...]:
    """For each column, as a mask, the columns of which only one is filled."""
    out = []
    for column in spec.columns:
        same = [i for i, c in enumerate(spec.columns) if c is column or (column.group and c.group == column.group)]
        out.append(sum(1 << i for i in same))
    return tuple(out)


class _BlankCosts(dict[int, float]):
    """Columns filled, as a mask -> what the others cost."""

    def __init__(self, spec: TableSpec, whole: bool) -> None:
        super().__init__()
        self._spec, self._whole = spec, whole

    def __missing__(self, mask: int) -> float:
        spec = self._spec
        stop = len(spec.columns) if self._whole else mask.bit_length()
        kinds = (True, False) if spec.transactions else (False,)
        cost = min(_blanks_as(spec, mask, stop, kind) for kind in kinds) + _form_cost(spec, mask, self._whole)
        if len(self) >= _MOST_MASKS:
            self.clear()
        self[mask] = cost
        return cost


_MOST_MASKS = 8192


@lru_cache(maxsize=32)
def blank_costs(spec: TableSpec, whole: bool) -> Mapping[int, float]:
    """What the blanks of a row cost by the columns that it has filled: all of them, or those before the last one."""
    return _BlankCosts(spec, whole)


def _blanks_as(spec: TableSpec, mask: int, stop: int, is_transaction: bool) -> float:
    groups = rivals(spec)
    cost = 0.0
    seen = mask
    for i, column in enumerate(spec.columns):
        if not is_transaction and column.holding is None:
            cost += _IMPOSSIBLE if mask >> i & 1 else 0.0
        elif i < stop and not seen & groups[i]:
            seen |= groups[i]
            cost += column.blank if is_transaction else column.holding or 0.0
    return cost


def _form_cost(spec: TableSpec, mask: int, whole: bool) -> float:
    forms = {c.value for i, c in enumerate(spec.columns) if c.kind == FORM and mask >> i & 1}
    nature = mask >> (len(spec.columns) - 1) & 1
    if "D" in forms and nature:
        return _NATURE_AFTER_DIRECT
    return _NO_NATURE_AFTER_INDIRECT if whole and "I" in forms and not nature else 0.0


@lru_cache(maxsize=32)
def transaction_columns(spec: TableSpec) -> int:
    return sum(1 << i for i, c in enumerate(spec.columns) if c.holding is None)


@lru_cache(maxsize=32)
def blank_transaction(spec: TableSpec) -> float:
    """What a blank transaction costs beyond a blank holding."""
    stop = len(spec.columns)
    return _blanks_as(spec, 0, stop, True) - _blanks_as(spec, 0, stop, False) if spec.transactions else 0.0


_NEEDED = 1.5
"""A cell that costs more to leave blank is hardly ever blank."""


class _Passed(dict[tuple[int, int, int], int]):
    """Columns filled, as a mask, and two columns -> how many needed ones between them are not."""

    def __init__(self, spec: TableSpec) -> None:
        super().__init__()
        self._spec = spec

    def __missing__(self, key: tuple[int, int, int]) -> int:
        mask, start, stop = key
        spec, groups = self._spec, rivals(self._spec)
        traded = mask & transaction_columns(spec)
        seen = mask | groups[stop]
        count = 0
        for i in range(start + 1, stop):
            column = spec.columns[i]
            blank = column.blank if traded else column.holding or 0.0
            if blank > _NEEDED and not seen & groups[i]:
                seen |= groups[i]
                count += 1
        if len(self) >= _MOST_MASKS:
            self.clear()
        self[key] = count
        return count


@lru_cache(maxsize=32)
def passed_over(spec: TableSpec) -> Mapping[tuple[int, int, int], int]:
    """How many columns of a row that should be filled are passed over on the way from one column to another."""
    return _Passed(spec)
