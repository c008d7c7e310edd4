"""Whole filings of every layout, a few of each: what is printed comes back, what is damaged is not wrong in silence."""

from __future__ import annotations

from random import Random

import pytest

import form4lib
from form4lib_bench.compare import letters_and_digits
from form4lib_bench.measure import Tally, printed_in
from form4lib_bench.noise import HARMFUL, damage
from form4lib_bench.writer import LAYOUTS, Layout
from support.line_damage import changes, damages

FILINGS = (8, 11)
MOST_WRONG = 1
"""Values of two filings that may come back otherwise: a layout without ticks says nothing of some boxes."""


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_clean_filings_come_back(layout: Layout) -> None:
    tally = Tally()
    for seed in FILINGS:
        filing, _, text = printed_in(layout, seed)
        tally.add(filing, text, layout, letters_and_digits)
    core = [check for check in tally.wrong if check.field in ("row", "kind") or check in tally.silent_core]
    assert len(core) <= MOST_WRONG, tally.told(tally.wrong, tally.values)


MEASURED = [layout for layout in LAYOUTS if layout.name.split("/")[0] in ("html", "tabs", "pipes", "typed")]
"""Pages of cells, and typed ones: what is measured by its own labels."""


@pytest.mark.parametrize("layout", MEASURED, ids=lambda layout: layout.name)
def test_a_lost_or_doubled_line_is_not_wrong_in_silence(layout: Layout) -> None:
    _, _, text = printed_in(layout, 8)
    before = form4lib.parse_text(text)
    silent = []
    for done in damages(text, Random(8), 6, ("drop", "duplicate", "cut")):
        try:
            after = form4lib.parse_text(done.text)
        except form4lib.NotAnOwnershipFormError:
            continue
        silent += [change for change in changes(before, after, done) if not change.faithful and change.is_core]
    assert not silent


@pytest.mark.parametrize("seed", range(6))
def test_damaged_filings_are_mostly_right_or_marked(seed: int) -> None:
    filing, layout, text = printed_in(LAYOUTS[seed * 3 % len(LAYOUTS)], seed)
    tally = Tally()
    tally.add(filing, damage(text, seed, HARMFUL), layout, letters_and_digits)
    assert len(tally.silent_core) <= 2, tally.told(tally.silent_core, tally.core)
