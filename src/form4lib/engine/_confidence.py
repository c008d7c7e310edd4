"""Stage 7e: how sure each value is.

Takes a reconciled `Reading`. Sets the confidence of every cell: a logistic model over named features (see `_sights`),
with the fitted weights of `spec.confidence`. A blank that is likely a blank is said to be `blank`, any other `missing`.
What was read as printed, in a place that the page's layout gives, in a row that agrees with itself, needs no model.
"""

from __future__ import annotations

from math import exp

from ..spec.confidence import BIAS, WEIGHTS
from ._features import see
from ._reading import Reading
from ._sights import NONE, ROW, TABLE, Sight

_SURE = 0.9
"""At this confidence a value is offered, and a blank claimed, without a mark."""
_MOST = 0.999
"""No value of a text is surer than this."""
_AMBIGUOUS = 0.6
"""A value that is known to be one of several is never offered as sure."""
_LEAST = 0.01


def set_confidence(reading: Reading) -> None:
    """Say of every cell how likely it is right."""
    for sight in see(reading):
        cell = sight.cell
        cell.confidence = weigh(sight)
        if cell.state == "ambiguous":
            cell.confidence = min(cell.confidence, _AMBIGUOUS)
        if sight.model in (ROW, TABLE):
            reading.trust[sight.path] = cell.confidence
        elif sight.model == NONE and cell.state in ("blank", "missing"):
            cell.state = "blank" if cell.confidence >= _SURE else "missing"


def weigh(sight: Sight) -> float:
    """The confidence of one cell."""
    weights = WEIGHTS.get(sight.model, {})
    total = BIAS.get(sight.model, 3.0)
    for name in sight.features:
        total += weights.get(name, 0.0)
    return min(_MOST, max(_LEAST, 1.0 / (1.0 + exp(-total))))
