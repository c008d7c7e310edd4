"""Hypothesis strategies for invented filings and their texts."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from form4lib.records import Filing
from form4lib_bench.invent import invent_filing
from form4lib_bench.invent_rows import Era

SEEDS = st.integers(0, 2**32 - 1)


def filings(era: Era = "edgar") -> st.SearchStrategy[Filing]:
    """Filings of the years an edition of the form was in use."""
    return SEEDS.map(lambda seed: invent_filing(Random(seed), era))
