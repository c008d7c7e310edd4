"""The texts of the benchmark: which filing is printed how, and what is done to the text.

A task is named `LAYOUT/EDITION/NOISE/SEED`, such as `tabs/viewer/cut_words/17`, and can be made again from
its name alone. `clean` is no damage, `mixed` one to three kinds at once, and the others are the kinds of
`noise`, one each.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from form4lib.records import Filing

from .measure import printed_in
from .noise import DAMAGES, damage
from .writer import LAYOUTS, Layout, layout_named

CLEAN, MIXED = "clean", "mixed"
NOISES = (CLEAN, *(kind.name for kind in DAMAGES), MIXED)
"""The classes of noise, in the order they are reported."""


@attrs.frozen
class Task:
    """One text to be read, and the filing that was printed in it."""

    layout: Layout
    noise: str
    seed: int
    printed: Filing = attrs.field(repr=False)
    text: str = attrs.field(repr=False)

    @property
    def id(self) -> str:
        """Its name."""
        return f"{self.layout.name}/{self.noise}/{self.seed}"


def make_task(layout: Layout, noise: str, seed: int) -> Task:
    """The text of this seed, layout and class of noise."""
    printed, _, text = printed_in(layout, seed)
    if noise == MIXED:
        text = damage(text, seed)
    elif noise != CLEAN:
        text = damage(text, seed, [kind for kind in DAMAGES if kind.name == noise])
    return Task(layout, noise, seed, printed, text)


def task_named(name: str) -> Task:
    """The task with this name. Raises ValueError where there is none."""
    try:
        drawing, edition, noise, seed = name.split("/")
        layout = layout_named(f"{drawing}/{edition}")
    except (ValueError, StopIteration):
        raise ValueError(f"no task is named {name!r}: names are like tabs/viewer/cut_words/17") from None
    if noise not in NOISES or not seed.isdecimal():
        raise ValueError(f"no task is named {name!r}: the noise is one of {', '.join(NOISES)}, the seed a number")
    return make_task(layout, noise, int(seed))


def make_tasks(filings: int, first_seed: int = 0) -> Iterator[Task]:
    """As many filings in each layout and class of noise; the seeds are those from `first_seed` on."""
    for noise in NOISES:
        for layout in LAYOUTS:
            for seed in range(first_seed, first_seed + filings):
                yield make_task(layout, noise, seed)
