"""Counting what comes back wrong, unmarked or needlessly doubted, over filings made from seeds.

The filings are the same on every run and on every Python, so that a count can be bound tightly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random

import attrs

import form4lib
from form4lib.records import Filing

from .compare import CORE, Checked, Comparison, Same, exact
from .invent import invent_filing
from .writer import LAYOUTS, Layout, print_filing

Printed = tuple[Filing, Layout, str]


def printed_in(layout: Layout, seed: int) -> Printed:
    """The filing of this seed as the layout prints it."""
    filing = invent_filing(Random(seed), "typed" if layout.edition == "typed" else "edgar")
    return filing, layout, print_filing(filing, layout)


def printed_in_turn(count: int, first_seed: int = 0) -> Iterator[Printed]:
    """Texts of all layouts in turn, each of another filing."""
    for seed in range(first_seed, first_seed + count):
        yield printed_in(LAYOUTS[seed % len(LAYOUTS)], seed)


@attrs.define
class Tally:
    """What became of the values of many texts."""

    values: int = 0
    """Values printed, or read though not printed."""

    wrong: list[Checked] = attrs.field(factory=list)
    doubted: list[Checked] = attrs.field(factory=list)
    """Right values that are marked as doubtful."""

    core: int = 0
    rows: int = 0

    @property
    def silent(self) -> list[Checked]:
        """Wrong values that nothing marks."""
        return [check for check in self.wrong if not check.marked]

    @property
    def silent_core(self) -> list[Checked]:
        """Values of a trade's own fields that are wrong and not marked."""
        return [check for check in self.silent if check.field in CORE]

    @property
    def lost(self) -> list[Checked]:
        """Rows that are missing or invented although nothing at the table or the filing says so."""
        return [check for check in self.silent if check.field == "row"]

    def add(self, printed: Filing, text: str, layout: Layout, same: Same = exact) -> None:
        """Read a text and count."""
        self.add_filing(printed, form4lib.parse_text(text), layout, same)

    def add_filing(self, printed: Filing, read: Filing, layout: Layout, same: Same = exact) -> None:
        """Compare a filing with what it should be, and count."""
        for check in Comparison(printed, read, layout, same).checks():
            self.rows += check.field == "kind"
            self.core += check.field in CORE
            if any(value not in (None, False, (), {}) for value in (check.printed, check.read)):
                self.values += 1
                if check.same and check.marked:
                    self.doubted.append(check)
            if not check.same:
                self.wrong.append(check)

    def told(self, found: list[Checked], of: int) -> str:
        """How many were found, in which fields, and a few of them, for a person to read."""
        some = [f"{c.path}: printed {c.printed!r}, read {c.read!r}, marked {c.marked}" for c in found[:20]]
        share = len(found) / max(of, 1)
        by_field = Counter(check.field for check in found).most_common()
        return "\n".join((f"{len(found)} of {of} ({share:.4f})", str(by_field), *some))


@cache
def measured(layout: Layout, filings: int) -> Tally:
    """Clean texts of a layout, read and counted."""
    tally = Tally()
    for seed in range(filings):
        filing, _, text = printed_in(layout, seed)
        tally.add(filing, text, layout)
    return tally
