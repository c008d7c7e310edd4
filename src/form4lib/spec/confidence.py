"""Fitted constants of the confidence models. Written by `tools/fit_confidence.py`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BIAS: Mapping[str, float] = MappingProxyType({n: 3.0 for n in ("number", "money", "date", "letter", "text", "none", "head", "notes")})
WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType({n: {} for n in BIAS})
