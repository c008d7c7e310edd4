"""What is printed clean comes back equal, in every layout, and without needless doubt.

The filings are made from fixed seeds. The bounds stand a little above what is measured, so that
a test fails when the reading gets worse; where it gets better, they are to be lowered.
"""

from __future__ import annotations

import attrs
import pytest

from form4lib_bench.measure import measured
from form4lib_bench.writer import LAYOUTS, Layout

FILINGS = 40
"""Filings printed in each layout; they hold some 1,800 values."""


@attrs.frozen
class Bounds:
    """Shares of the values printed in a layout: at most so many are wrong, silent, doubted."""

    wrong: float
    silent: float
    """Wrong, and nothing marks it."""

    doubted: float
    """Right, yet marked as doubtful: caution has a price."""


BOUNDS = {
    "html/viewer": Bounds(wrong=0.006, silent=0.006, doubted=0.01),
    "html/reduced": Bounds(wrong=0.006, silent=0.006, doubted=0.008),
    "html/full": Bounds(wrong=0.006, silent=0.006, doubted=0.008),
    "tabs/viewer": Bounds(wrong=0.006, silent=0.006, doubted=0.01),
    "tabs/reduced": Bounds(wrong=0.011, silent=0.011, doubted=0.007),
    "tabs/full": Bounds(wrong=0.006, silent=0.006, doubted=0.012),
    "pipes/viewer": Bounds(wrong=0.006, silent=0.006, doubted=0.01),
    "pipes/reduced": Bounds(wrong=0.011, silent=0.011, doubted=0.007),
    "pipes/full": Bounds(wrong=0.006, silent=0.006, doubted=0.012),
    "spaced/viewer": Bounds(wrong=0.01, silent=0.004, doubted=0.064),
    "spaced/reduced": Bounds(wrong=0.026, silent=0.017, doubted=0.052),
    "spaced/full": Bounds(wrong=0.026, silent=0.017, doubted=0.051),
    "lines/viewer": Bounds(wrong=0.043, silent=0.01, doubted=0.22),
    "lines/reduced": Bounds(wrong=0.046, silent=0.012, doubted=0.22),
    "lines/full": Bounds(wrong=0.046, silent=0.012, doubted=0.22),
    "boxes/viewer": Bounds(wrong=0.001, silent=0.001, doubted=0.012),
    "boxes/reduced": Bounds(wrong=0.006, silent=0.006, doubted=0.016),
    "boxes/full": Bounds(wrong=0.001, silent=0.001, doubted=0.024),
    "ruler/viewer": Bounds(wrong=0.001, silent=0.001, doubted=0.016),
    "ruler/reduced": Bounds(wrong=0.007, silent=0.006, doubted=0.008),
    "ruler/full": Bounds(wrong=0.002, silent=0.001, doubted=0.012),
    "flat/viewer": Bounds(wrong=0.036, silent=0.01, doubted=0.13),
    "flat/reduced": Bounds(wrong=0.036, silent=0.014, doubted=0.13),
    "flat/full": Bounds(wrong=0.036, silent=0.014, doubted=0.13),
    "typed/drawn": Bounds(wrong=0.044, silent=0.031, doubted=0.029),
    "typed/spaced": Bounds(wrong=0.019, silent=0.016, doubted=0.041),
}

MAY_BE_WRONG_IN_CELLS = frozenset(
    {
        "direct_or_indirect",
        "footnotes",
        "nature_of_ownership",
        "officer_title",
        "owner.name",
        "row",
        "security_title",
    }
)
"""Where cells are told apart (html, tabs, pipes) every other field comes back equal."""

ids = [layout.name for layout in LAYOUTS]
cells = [layout for layout in LAYOUTS if layout.name.startswith(("html", "tabs", "pipes"))]


@pytest.mark.parametrize("layout", LAYOUTS, ids=ids)
def test_printed_comes_back_equal(layout: Layout) -> None:
    tally, most = measured(layout, FILINGS), BOUNDS[layout.name]
    assert len(tally.wrong) <= most.wrong * tally.values, tally.told(tally.wrong, tally.values)


@pytest.mark.parametrize("layout", LAYOUTS, ids=ids)
def test_what_comes_back_wrong_is_marked(layout: Layout) -> None:
    tally, most = measured(layout, FILINGS), BOUNDS[layout.name]
    assert len(tally.silent) <= most.silent * tally.values, tally.told(tally.silent, tally.values)


@pytest.mark.parametrize("layout", LAYOUTS, ids=ids)
def test_right_values_are_seldom_doubted(layout: Layout) -> None:
    tally, most = measured(layout, FILINGS), BOUNDS[layout.name]
    assert len(tally.doubted) <= most.doubted * tally.values, tally.told(tally.doubted, tally.values)


@pytest.mark.parametrize("layout", cells, ids=[layout.name for layout in cells])
def test_cells_told_apart_come_back_equal(layout: Layout) -> None:
    tally = measured(layout, FILINGS)
    found = [check for check in tally.wrong if check.field not in MAY_BE_WRONG_IN_CELLS]
    assert not found, tally.told(found, tally.values)
