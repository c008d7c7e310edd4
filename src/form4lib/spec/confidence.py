"""The fitted constants of the confidence models.

For each kind of cell the log-odds that a value is right (`BIAS`), and what each named feature adds to them (`WEIGHTS`);
what the features mean is told in `engine._sights`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import confidence_blanks, confidence_tables, confidence_texts, confidence_values

_PARTS = (confidence_blanks, confidence_tables, confidence_texts, confidence_values)
BIAS: Mapping[str, float] = MappingProxyType({model: bias for part in _PARTS for model, bias in part.BIAS.items()})
WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {model: weights for part in _PARTS for model, weights in part.WEIGHTS.items()}
)
