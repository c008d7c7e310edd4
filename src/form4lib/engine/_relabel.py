"""Stage 3c2: the labels of a page whose words are put in another order.

Takes `Labels` and the new order of some of their words. Gives the labels of the page in that order. Reports nothing.
"""

from __future__ import annotations

import attrs

from ..spec import labels as spec
from ._labels import Hit, Labels, subtract
from ._page import Word


def relabel(labels: Labels, start: int, stop: int, words: list[Word]) -> Labels:
    """The labels of a page whose words [start, stop), its heading, are read in another order.

    Where the rest of the page stands as printed, they are found anew in the heading alone.
    """
    before = [h for h in labels.hits if h.stop <= start]
    behind = [h for h in labels.hits if h.start >= stop]
    if any(h.edits for h in (*before, *behind)) or not any(h.name == spec.TABLE_1 for h in behind):
        return Labels(*subtract([*labels.words[:start], *words, *labels.words[stop:]], []))
    part, owner, hits = subtract(words, before + behind)
    shift = start + len(part) - stop
    return Labels(
        [*labels.words[:start], *part, *labels.words[stop:]],
        [*labels.owner[:start], *owner, *labels.owner[stop:]],
        [*before, *_shifted(hits, start), *_shifted(behind, shift)],
    )


def _shifted(hits: list[Hit], by: int) -> list[Hit]:
    return [hit.moved_by(by) for hit in hits] if by else hits


def relocate(labels: Labels, moved: list[int], to: int, dropped: list[int]) -> Labels:
    """The labels of a page some words of which stand further up, and some of which are column headings."""
    gone = set(moved)
    order = [*range(to), *moved, *(i for i in range(to, len(labels.words)) if i not in gone)]
    place = {old: new for new, old in enumerate(order)}
    owner = labels.owner[:]
    for i in dropped:
        owner[i] = spec.COLUMN
    hits = [attrs.evolve(h, start=place[h.start], stop=place[h.stop - 1] + 1) for h in labels.hits]
    return Labels([labels.words[i] for i in order], [owner[i] for i in order], hits)
