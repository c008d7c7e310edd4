"""The fitted constants of the confidence models.

For each kind of cell the log-odds that a value is right (`BIAS`), and what each named feature adds to them (`WEIGHTS`);
what the features mean is told in `engine._sights`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import confidence_tables, confidence_texts

BIAS: Mapping[str, float] = MappingProxyType({**confidence_tables.BIAS, **confidence_texts.BIAS})
WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType({**confidence_tables.WEIGHTS, **confidence_texts.WEIGHTS})
