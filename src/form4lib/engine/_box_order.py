"""Stage 7g5: box 1, box 5 and the closing table of owners, each whole and in its order.

Takes a `Reading`, and the folded text. On a whole page the lines of box 1 stand above their small print, box 5 ticks
something, a title stands beside a tick, and the closing table has as many cells in each row. Gives `Fault`s where one
does not. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..spec import labels as spec
from ._breaks import CELL, ROW
from ._cells import Cell
from ._fragments import alike
from ._labels import squeeze
from ._people import OwnerReading
from ._reading import HEAD, Fault, Reading
from ._ticks import BOXES
from ._whole_page import moved

_BOX_1 = (spec.NAME_ADDRESS, spec.NAME_PARTS, spec.STREET, spec.CITY)
_NEXT_BOX = 8
"""Labels that are looked through for those of one box 1."""
_ENDS_OF_BOX = (spec.NAME_ADDRESS, spec.OWNER_HEADS, spec.OWNERS, spec.COLUMN)
_SAME = 0.75
"""Letter pairs in common from which two readings of a name are one owner's."""
_CELLS = frozenset((4,))
_CELLS_DRAWN = frozenset((3, 4, 5))
"""Behind the cell of an owner's name stand four of relationships; a pipe may border the first and the last."""


def find_boxes_apart(reading: Reading, whole: bool, folded: str) -> Iterator[Fault]:
    """All such faults."""
    labels = reading.labels
    head = [hit.name for hit in labels.hits if hit.start < reading.regions.head_stop]
    if any(head.count(name) > 1 for name in (spec.TEN_PERCENT, spec.OFFICER, spec.OTHER)):
        yield moved("a label of box 5 stands there twice", HEAD)
    for owner in reading.owners:
        yield from _titles(owner)
    if spec.OWNER_HEADS in labels.firsts:
        yield from _headings_of_owners(reading)
    if not whole:
        return
    celled = reading.is_celled
    boxes = [number for number, hit in enumerate(labels.hits) if hit.name == spec.NAME_ADDRESS]
    apart = [number for number in boxes if _is_apart(reading, number)]
    yield from _names(reading, [number for number in boxes if number not in apart])
    for owner in reading.owners:
        yield from _box(reading, owner, celled, bool(apart))
    if celled:
        yield from _closing(reading, folded)


def _titles(owner: OwnerReading) -> Iterator[Fault]:
    """A title or another relationship is given where its box is ticked."""
    ticks = owner.ticks
    if ticks is not None and any(
        text.value and tick.value is False
        for text, tick in ((ticks.officer_title, ticks.officer), (ticks.other_text, ticks.other))
    ):
        yield moved("a title stands beside a box that is not ticked", HEAD)


def _headings_of_owners(reading: Reading) -> Iterator[Fault]:
    """The headings of the closing table follow its title."""
    for before, hit in pairwise(reading.labels.hits):
        if hit.name == spec.OWNER_HEADS and before.name not in (spec.OWNERS, spec.OWNER_HEADS):
            yield moved("the closing table of owners does not begin with its headings", HEAD)


def _is_apart(reading: Reading, number: int) -> bool:
    """Do the labels of box 1 follow each other, its lines elsewhere? Some converters move all of them."""
    hits, words = reading.labels.hits, reading.labels.words
    box = [hit for hit in hits[number : number + _NEXT_BOX] if hit.name in _BOX_1][: len(_BOX_1)]
    empty = [not any(squeeze(w.text) for w in words[a.stop : b.start]) for a, b in pairwise(box)]
    return sum(empty) > 1 or (len(box) > 1 and box[1].name == spec.STREET and empty[0])


def _names(reading: Reading, boxes: list[int]) -> Iterator[Fault]:
    """A name stands right behind the label of box 1."""
    hits, words = reading.labels.hits, reading.labels.words
    for hit, behind in [hits[number : number + 2] for number in boxes if number + 1 < len(hits)]:
        if not any(c.isalpha() for w in words[hit.stop : behind.start] for c in w.text):
            yield moved("no name stands in box 1", HEAD)


def _box(reading: Reading, owner: OwnerReading, celled: bool, apart: bool) -> Iterator[Fault]:
    if not apart and not _is_in_order(reading, owner):
        yield Fault("relation_failed", (HEAD,), "the lines of box 1 do not stand above their labels")
    if owner.closing is not None and not _is_same(owner.name, owner.closing.name):
        yield Fault("relation_failed", (HEAD,), "box 1 and the closing table do not begin with the same owner")
    ticks = owner.ticks
    if ticks is not None and all(getattr(ticks, box).value is False for box in BOXES):
        yield moved("no relationship to the issuer is ticked", HEAD)
    if owner.name.words and owner.street1.value is None and spec.STREET in reading.labels.firsts:
        yield moved("no street stands in box 1", HEAD)
    texts = [
        owner.name,
        reading.heading.issuer,
        *((ticks.officer_title, ticks.other_text) if ticks is not None else ()),
    ]
    if any(len({w.row if celled else w.line for w in cell.words}) > 1 for cell in texts):
        yield moved("a name or title was read from two rows of the page", HEAD)


def _is_in_order(reading: Reading, owner: OwnerReading) -> bool:
    """Name, street and city each above its small print, in the owner's own box 1."""
    words, hits = reading.labels.words, reading.labels.hits
    if not owner.name.words:
        return True
    at = owner.name.words[0].start
    own = [i for i, hit in enumerate(hits) if hit.name == spec.NAME_ADDRESS and words[hit.start].start < at]
    if not own:
        return True
    below: dict[str, int] = {}
    stop = words[-1].end
    for hit in hits[own[-1] + 1 :]:
        if hit.name in _ENDS_OF_BOX:
            stop = words[hit.start].start
            break
        below.setdefault(hit.name, words[hit.start].start)
    places: list[int] = []
    for cell, label in ((owner.name, spec.NAME_PARTS), (owner.street1, spec.STREET), (owner.city, spec.CITY)):
        if cell.words and cell.words[-1].start < stop:  # else it was taken from the closing table
            places += [cell.words[0].start, cell.words[-1].start]
        if label in below:
            places.append(below[label])
    return places == sorted(places)


def _is_same(boxed: Cell, closing: Cell) -> bool:
    one, other = squeeze(str(boxed.value)), squeeze(str(closing.value))
    return one.startswith(other) or other.startswith(one) or alike(one, other) >= _SAME


def _closing(reading: Reading, folded: str) -> Iterator[Fault]:
    """Each row of the closing table has an address and a cell for each relationship."""
    head = reading.labels.firsts.get(spec.OWNER_HEADS)
    if head is None:
        return
    begin = reading.labels.words[head.start].start
    counts: set[int] = set()
    for owner in [o.closing or o for o in reading.owners]:
        if not owner.name.words or owner.name.words[0].start < begin:
            continue
        if owner.city.value is None or owner.zip_code.value is None:
            yield moved("a row of the closing table has no whole address", HEAD)
        at = owner.name.words[0].start
        ends = [end for mark in (ROW, "\n") if (end := folded.find(mark, at)) >= 0]
        row = folded[at : min(ends, default=len(folded))]
        counts.add(row.count(CELL) + row.count("\t"))
    known = _CELLS_DRAWN if "\n" in folded and "\t" not in folded else _CELLS
    if len(counts) > 1 or not counts <= known:
        yield moved("a row of the closing table has not a cell for each relationship", HEAD)
