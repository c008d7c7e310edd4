"""Stage 7e: how sure each value is.

Takes a reconciled `Reading`. Sets the confidence of every cell: a logistic model over named features (see `_sights`),
with the fitted weights of `spec.confidence`. A blank that is likely a blank is said to be `blank`, any other `missing`.
What was read as printed, in a place that the page's layout gives, in a row that agrees with itself, needs no model.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from math import exp
from types import MappingProxyType

from .._review import DOUBT, SURE, is_core
from ..spec.confidence import BIAS, WEIGHTS
from ..spec.relations import OWNED_COVERS
from ._cells import UNREAD, Cell
from ._features import see
from ._reading import Reading
from ._reconcile import BESIDE_NATURE, BLANK_NATURE
from ._sights import LETTER, MONEY, NONE, ROW, TABLE, Sight
from ._tables import TableReading
from ._ticks import BOXES
from ._titles import CUT_OUT, TITLES, stand_apart

_MOST = 0.999
"""No value of a text is surer than this."""
_AMBIGUOUS = 0.6
"""A value that is known to be one of several is never offered as sure."""
SURE_ENOUGH, _SURE_OF_DAMAGED = 0.947, 0.959
_SURE_OF_DEALT = {
    "dealt:crossed:dealt": 0.947,
    "dealt:crossed:across": 0.958,
    "dealt:uneven:across": 0.967,
    "dealt:uneven:dealt": 0.96,
}
"""Nor is a value of which nothing was read, but for some letters (`_told_letters`), nor one that a trade is made of and
that the model is less sure of.

On texts that it was not fitted on, the model errs about twice as often as it says; where much of the text is damaged,
or the cells of a table were dealt out to rows that are out of order or do not come out even, it errs more often still.

What a row is made of is never sure to be blank where the text keeps no columns: a cell may have been lost there. Nor
is a letter sure there against which a relation speaks, and for which none does, or which alone was misread; on no page
is `A` or `D`.
"""
_MOST_ASKED = max(SURE_ENOUGH, _SURE_OF_DAMAGED, *_SURE_OF_DEALT.values())
_SIDE = "acquired_disposed_code"
_DAMAGED = frozenset(("damage:many", "damage:more"))
_LATER = frozenset(("not earliest", "form:4"))
"""What is seen of a period of Form 4 that is not the date of the earliest transaction."""
_WEAK = frozenset((OWNED_COVERS,))
"""What was acquired is owned: most amounts are larger than what was disposed of, too."""
_UNSCANNED = "grime:none"
_LEAST = 0.01


def set_confidence(reading: Reading) -> None:
    """Say of every cell how likely it is right."""
    placed = reading.has_columns
    told = _told_letters(reading)
    for sight in see(reading):
        cell, kind, shared = sight.cell, sight.kind, sight.shared
        probability = _probability(sight.model, shared, sight.own)
        cell.confidence = probability
        if cell.cost >= _LEAST_LIMITED or kind in _OF_SIGNS or cell.state == "ambiguous":
            cell.confidence = min(probability, _limit(cell, kind, shared, is_told=id(cell) in told))
        if cell.confidence > DOUBT:
            too_low = probability < _MOST_ASKED and probability < _enough(shared)
            alone = (kind == LETTER or not placed) and _stands_alone(sight, placed)
            if (too_low or alone) and is_core(sight.path):
                cell.confidence = DOUBT
        if kind in _OF_ROWS:
            reading.trust[sight.path] = cell.confidence
        elif kind == NONE and cell.state in ("blank", "missing"):
            cell.state = "blank" if cell.confidence >= SURE else "missing"
    if not placed:
        _tie_titles(reading.table_2)
    for owner in reading.owners:
        _tie_boxes([getattr(owner.ticks, name) for name in BOXES] if owner.ticks else [])


_OF_NATURE = frozenset((BESIDE_NATURE, BLANK_NATURE))


def _told_letters(reading: Reading) -> frozenset[int]:
    """The forms of ownership that were not legible, but that the nature tells and another row prints.

    In 203 of 203 such rows the letter was right; where no row prints it, the column may be lost, and natures with it.
    """
    told: list[int] = []
    for _, got in reading.tables():
        cells = [cell for row in got.rows if (cell := row.cells.get("direct_or_indirect")) is not None]
        printed = {cell.value for cell in cells if cell.words and cell.state in ("read", "repaired")}
        told += [id(c) for c in cells if c.value in printed and not _OF_NATURE.isdisjoint(c.repairs[-1:])]
    return frozenset(told)


def _stands_alone(sight: Sight, placed: bool) -> bool:
    """Is it a letter or a period that the rest of the form speaks against, or a blank where columns may be lost?"""
    cell = sight.cell
    if sight.kind == LETTER and cell.disagree:
        misread = cell.state == "repaired" and _DAMAGED.isdisjoint(sight.shared)
        return (misread or _WEAK.issuperset(cell.agree)) and (not placed or sight.path.endswith(_SIDE))
    return not placed and (sight.kind == NONE or _LATER.issubset(sight.own))


@lru_cache(maxsize=1024)
def _enough(shared: tuple[str, ...]) -> float:
    """How sure a value of such a page has to be."""
    dealt = next((name for name in shared if name in _SURE_OF_DEALT), "")
    return _SURE_OF_DEALT.get(dealt, SURE_ENOUGH if _DAMAGED.isdisjoint(shared) else _SURE_OF_DAMAGED)


def _tie_boxes(boxes: list[Cell]) -> None:
    """A tick that may stand before another box may be that of any that seems empty."""
    if any(box.value and box.confidence < SURE for box in boxes):
        for box in boxes:
            if box.value is False:
                box.confidence = min(box.confidence, DOUBT)


def _tie_titles(table: TableReading) -> None:
    """Both titles of a row of Table II are parted from the same lines: where one is in doubt, so is the other."""
    for row in table.rows:
        title, other = (row.cells.get(field) for field in TITLES)
        if not title or not other or (other.value is not None and other.confidence >= SURE):
            continue
        if not stand_apart(row):
            title.confidence = min(title.confidence, DOUBT)


_OF_ROWS = (ROW, TABLE)
_OF_SIGNS = (LETTER, MONEY)
"""Kinds of values that one misread sign makes others."""
_LEAST_LIMITED = min(UNREAD, CUT_OUT)
_UNKNOWN_MODEL = 3.0
"""The log-odds of a kind of cell that the fit has not seen."""
_NO_WEIGHTS: Mapping[str, float] = MappingProxyType({})


def _limit(cell: Cell, kind: str, shared: tuple[str, ...], *, is_told: bool) -> float:
    """The most that a value of its kind may be said to be sure, whatever the model says."""
    if cell.state == "ambiguous":
        return _AMBIGUOUS
    inferred = cell.cost >= UNREAD and cell.state == "inferred" and not is_told
    other_sign = kind == LETTER and (_is_border(cell) or (_UNSCANNED in shared and _is_other_sign(cell)))
    return (
        DOUBT if inferred or other_sign or cell.cost >= CUT_OUT or (kind == MONEY and _has_lost_point(cell)) else _MOST
    )


def _has_lost_point(cell: Cell) -> bool:
    """`$9005` of a form that prints `$9,005` is more likely `$90.05`."""
    return (
        isinstance(cell.value, Decimal)
        and cell.value >= _GROUPED
        and not any(set(w.text) & _POINTS for w in cell.words)
    )


_GROUPED = 1000
_POINTS = frozenset(".,")


def _is_border(cell: Cell) -> bool:
    """A bar read as `I` is the border of a cell as often."""
    return bool(cell.words) and all(w.text == "|" for w in cell.words)


def _is_other_sign(cell: Cell) -> bool:
    """`0` read as `D` where no scan left its specks is an amount."""
    return cell.state == "repaired" and any(w.text.isdigit() for w in cell.words)


@lru_cache(maxsize=4096)
def _sum(model: str, features: tuple[str, ...]) -> float:
    """What the features add to the log-odds that the value is right."""
    weights = WEIGHTS.get(model, _NO_WEIGHTS)
    return sum([weights[name] for name in features if name in weights])


@lru_cache(maxsize=1024)
def _log_odds(model: str, shared: tuple[str, ...]) -> float:
    """How likely a cell is right by what it shares with others."""
    return _sum(model, shared) + BIAS.get(model, _UNKNOWN_MODEL)


@lru_cache(maxsize=8192)
def _probability(model: str, shared: tuple[str, ...], own: tuple[str, ...]) -> float:
    """How likely a cell is right; a clean page has a few kinds of cells, and so have the pages after it."""
    log_odds = _log_odds(model, shared) + _sum(model, own)
    share = 1.0 / (1.0 + exp(-log_odds))
    return _MOST if share > _MOST else _LEAST if share < _LEAST else share
