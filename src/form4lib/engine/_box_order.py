"""Stage 7g5: box 1, box 5 and the closing table of owners, each whole and in its order.

Takes a `Reading`, and the folded text. On a whole page the lines of box 1 stand above their small print, box 5 ticks
something, a title stands beside a tick, and the closing table has as many cells in each row. Gives `Fault`s where one
does not. Changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from ..spec import labels as spec
from ..spec.lexicon import STATE_NAMES
from ._breaks import CELL, ROW
from ._cells import Cell, quoted
from ._claims import Claims
from ._labels import Hit, squeeze
from ._leftovers import form_start, is_of_form
from ._page import Word
from ._people import OwnerReading
from ._reading import HEAD, Fault, Reading
from ._ticks import BOXES
from ._whole_page import moved, runs_on

_BOX_1 = (spec.NAME_ADDRESS, spec.NAME_PARTS, spec.STREET, spec.CITY)
_OF_BOX_1 = (*_BOX_1, spec.STATE, spec.ZIP, spec.COUNTRY)
_SUITE = re.compile(r"(?:suite|ste|floor|unit|apt|room)\b", re.IGNORECASE)
_HOUSE = re.compile(r"\d[\d-]*[a-z]? \D", re.IGNORECASE)
_IN_CARE = re.compile(r"c/o ", re.IGNORECASE)
_CUT_ZIP = re.compile(r"\d{1,4}")
_MARK = re.compile(r"\(\d{1,2}\)")
"""No value of the heading cites a footnote."""
_NEXT_BOX = 8
"""Labels that are looked through for those of one box 1."""
_ENDS_OF_BOX = (spec.NAME_ADDRESS, spec.OWNER_HEADS, spec.OWNERS, spec.COLUMN)
_CELLS = frozenset((4,))
_CELLS_DRAWN = frozenset((3, 4, 5))
"""Behind the cell of an owner's name stand four of relationships; a pipe may border the first and the last."""


def find_boxes_apart(reading: Reading, claims: Claims, whole: bool, folded: str) -> Iterator[Fault]:
    """All such faults."""
    labels = reading.labels
    stop = reading.regions.head_stop
    again = [hit for name in (spec.TEN_PERCENT, spec.OFFICER, spec.OTHER) for hit in labels.all(name)[1:]]
    if again and min([hit.start for hit in again]) < stop:
        yield moved("a label of box 5 stands there twice", HEAD)
    for owner in reading.owners:
        yield from _titles(owner)
    if reading.positioned and _begins_among(reading):
        yield moved("another box begins among the lines of box 1", HEAD)
    yield from _addresses(reading.owners)
    streets = [tuple([squeeze(str(cell.value)) for cell in (o.name, o.street1)]) for o in reading.owners]
    if len(set(streets)) < len(streets):
        yield moved("an owner stands there twice, in two cities", HEAD)
    if spec.OWNER_HEADS in labels.firsts:
        yield from _headings_of_owners(reading)
    if not whole:
        return
    celled = reading.is_celled
    boxes = [number for number, hit in enumerate(labels.hits) if hit.name == spec.NAME_ADDRESS]
    if len(boxes) > 1 and len(_orders(labels.hits)) > 1:
        yield moved("the labels of box 1 do not stand in the same order for each owner", HEAD)
    apart = {number for number in boxes if _is_apart(reading, number)}
    if celled or reading.positioned:  # else lines are read across the boxes
        yield from _names(reading, [number for number in boxes if number not in apart])
    for owner in reading.owners:
        yield from _box(reading, owner, celled, bool(apart))
    yield from _masthead(reading, claims)
    yield from _closing(reading, claims, folded)


def _orders(hits: list[Hit]) -> set[tuple[str, ...]]:
    """In what orders the labels of box 1 stand, from each box 1 to the next."""
    orders: list[list[str]] = []
    for hit in hits:
        if hit.name == spec.NAME_ADDRESS:
            orders.append([])
        elif hit.name in _BOX_1 and orders:
            orders[-1].append(hit.name)
    return set(map(tuple, orders))


def _titles(owner: OwnerReading) -> Iterator[Fault]:
    """A title or another relationship is given where its box is ticked."""
    ticks = owner.ticks
    if ticks is not None and (
        (ticks.officer_title.value and ticks.officer.value is False)
        or (ticks.other_text.value and ticks.other.value is False)
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
    empty = [not any(map(squeeze, [w.text for w in words[a.stop : b.start]])) for a, b in pairwise(box)]
    return sum(empty) > 1 or (len(box) > 1 and box[1].name == spec.STREET and empty[0])


def _addresses(owners: list[OwnerReading]) -> Iterator[Fault]:
    """A suite above its house, a zip code cut off, or an owner in care of another alone and one who has two streets."""
    for owner in owners:
        first, second = str(owner.street1.value), str(owner.street2.value)
        if owner.closing is None and _SUITE.match(first) and _HOUSE.match(second):
            words = [*owner.street1.words, *owner.street2.words]
            yield Fault("relation_failed", (HEAD,), f"in box 1 {first!r} stands above {second!r}", words)
        if str(owner.state.value).lower() in STATE_NAMES and _CUT_ZIP.fullmatch(str(owner.zip_code.value)):
            yield Fault("relation_failed", (HEAD,), f"no zip code is {owner.zip_code.value!r}")
    in_care = [o for o in owners if o.street2.value is None and _IN_CARE.match(str(o.street1.value))]
    housed = [o for o in owners if _HOUSE.match(str(o.street1.value)) and _HOUSE.match(str(o.street2.value))]
    if in_care and housed:
        yield Fault("relation_failed", (HEAD,), "an owner lives in two streets, and another in none")


def _begins_among(reading: Reading) -> bool:
    """Does a label that is not of box 1 begin there, where the lines of box 1 do? It may begin beside them."""
    hits, words = reading.labels.hits, reading.labels.words
    first = next((i for i, hit in enumerate(hits) if hit.name == spec.NAME_ADDRESS), len(hits) - 1)
    last = next((i for i, hit in enumerate(hits) if hit.name == spec.CITY), 0)
    among = [words[hit.start] for hit in hits[first + 1 : last] if hit.name not in _OF_BOX_1]
    return True in [word.x <= words[hits[first].start].x for word in among]


def _names(reading: Reading, boxes: list[int]) -> Iterator[Fault]:
    """A name stands right behind the label of box 1."""
    hits, words = reading.labels.hits, reading.labels.words
    for hit, behind in [hits[number : number + 2] for number in boxes if number + 1 < len(hits)]:
        if not any(map(str.isalpha, "".join([w.text for w in words[hit.stop : behind.start]]))):
            yield moved("no name stands in box 1", HEAD)


def _box(reading: Reading, owner: OwnerReading, celled: bool, apart: bool) -> Iterator[Fault]:
    if not apart and not _is_in_order(reading, owner):
        yield Fault("relation_failed", (HEAD,), "the lines of box 1 do not stand above their labels")
    ticks = owner.ticks
    if ticks is not None and {getattr(ticks, box).value for box in BOXES} == {False}:
        yield moved("no relationship to the issuer is ticked", HEAD)
    if owner.name.words and owner.street1.value is None and spec.STREET in reading.labels.firsts:
        yield moved("no street stands in box 1", HEAD)
    texts = [
        owner.name,
        owner.city,
        reading.heading.issuer,
        *((ticks.officer_title, ticks.other_text) if ticks is not None else ()),
    ]
    if [cell for cell in texts if len({w.row if celled else w.line for w in cell.words}) > 1]:
        yield moved("a name, city or title was read from two rows of the page", HEAD)


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
    for cell, label in (
        (owner.name, spec.NAME_PARTS),
        (owner.street1, None),
        (owner.street2, spec.STREET),
        (owner.city, spec.CITY),
    ):
        if cell.words and cell.words[-1].start < stop:  # else it was taken from the closing table
            places += [cell.words[0].start, cell.words[-1].start]
        if label in below:
            places.append(below[label])
    return places == sorted(places)


def _masthead(reading: Reading, claims: Claims) -> Iterator[Fault]:
    """From the first label to box 1 there are the form's own words."""
    box_1 = reading.labels.firsts.get(spec.NAME_ADDRESS)
    first = bisect_left(claims.left, form_start(reading.labels))
    stop = bisect_left(claims.left, box_1.start if box_1 else 0)
    left = [claims.words[i] for i in claims.left[first:stop]]
    if above := [word for word in left if not is_of_form(word.text)]:
        yield moved(f"above box 1 stands {quoted(above)}")
    begin = box_1.start if box_1 else 0
    stop = reading.regions.head_stop
    inside = [hit.start for hit in reading.labels.all(spec.BOILERPLATE) if begin < hit.start < stop]
    if [at for at in inside if squeeze(claims.words[at].text) != "rule"]:  # `Rule 10b5-1(c) Transaction Indication`
        yield moved("a reminder stands among the boxes")
    texts = [claims.words[i].text for i in claims.left]
    boxed = texts[: bisect_left(claims.left, stop)]
    if [text for text in boxed if text[:1] == "(" and _MARK.fullmatch(text)]:
        yield moved("the mark of a footnote stands above the tables")
    if "/s/" in [text[:3] for text in texts]:
        yield moved("a signature stands where none is signed")
    if [hit for hit in reading.labels.all(spec.COLUMN) if hit.start < stop]:
        yield moved("a heading of the tables stands above them")


def _closing(reading: Reading, claims: Claims, folded: str) -> Iterator[Fault]:
    """The closing table: an owner with a whole address in each row, and nothing else; as box 1 and box 5 have him."""
    heads = reading.labels.all(spec.OWNER_HEADS)
    if not heads:
        return
    owners = [owner.closing or owner for owner in reading.owners]
    if not reading.owners or reading.owners[0].closing is None:
        yield moved("the closing table of owners has headings and no rows", HEAD)
        return
    begin = reading.labels.words[heads[0].start].start
    for owner in owners:
        if owner.name.words and owner.name.words[0].start > begin and None in (owner.city.value, owner.zip_code.value):
            yield moved("a row of the closing table has no whole address", HEAD)
    if left := _left_among(reading, claims, heads[0], owners):
        yield moved(f"among the owners of the closing table stands {quoted(left)}")
    lines = ["".join([squeeze(w.text) for c in _address_of(owner) for w in c.words]) for owner in owners]
    if len(set(lines)) < len(lines):
        yield moved("an owner stands twice in the closing table", HEAD)
    yield from _closing_and_boxes(reading, reading.owners[0])
    if reading.is_celled:
        yield from _relationships(owners, begin, folded)


def _left_among(reading: Reading, claims: Claims, head: Hit, owners: list[OwnerReading]) -> list[Word]:
    """What stands between the headings of the closing table and the signatures, and is no owner's."""
    labels = reading.labels
    behind = [hit for hit in labels.hits if hit.start >= head.start and hit.name not in (spec.OWNER_HEADS, spec.OWNERS)]
    if behind and behind[0].name != spec.SIGNATURES:
        return labels.words[behind[0].start : behind[0].stop]
    stop = behind[0].start if behind else len(labels.words)
    cells = [cell for owner in owners for cell in _cells_of(owner)]
    read = {w.start for cell in cells for w in cell.words}
    ticks = reading.owners[0].ticks
    titles = {squeeze(w.text) for c in (ticks.officer_title, ticks.other_text) for w in c.words} if ticks else set()
    places = claims.left[bisect_left(claims.left, head.stop) : bisect_left(claims.left, stop)]
    words = [word for i in places if (word := claims.words[i]).start not in read]
    return [w for w in words if (key := squeeze(w.text)) and key not in titles and not is_of_form(w.text)]


def _cells_of(owner: OwnerReading) -> Iterator[Cell]:
    yield from _address_of(owner)
    for ticks in (owner.ticks, owner.counted):
        if ticks is not None:
            yield from (ticks.director, ticks.ten_percent, ticks.officer, ticks.other)
            yield from (ticks.officer_title, ticks.other_text)


def _address_of(owner: OwnerReading) -> tuple[Cell, ...]:
    """His name and address: one cell of the closing table, in one line or, as a browser gives it, in several."""
    return owner.name, owner.street1, owner.street2, owner.city, owner.state, owner.zip_code, owner.country


def _closing_and_boxes(reading: Reading, owner: OwnerReading) -> Iterator[Fault]:
    """Box 1 and box 5 say the same of the first owner."""
    if runs_on(reading.labels):
        if not owner.is_listed:
            yield Fault("relation_failed", (HEAD,), "box 1 does not name the first owner of the closing table")
        return
    if not owner.agrees:
        yield moved("box 1 and the closing table do not give the same owner", HEAD)
    boxed, listed = owner.ticks, owner.closing and owner.closing.ticks
    if not boxed or not listed:
        return
    for mine, theirs in ((boxed.officer_title, listed.officer_title), (boxed.other_text, listed.other_text)):
        is_taken = mine is theirs and mine.value is not None
        if is_taken or (reading.is_celled and squeeze(str(mine.value)) != squeeze(str(theirs.value))):
            yield moved("box 5 and the closing table do not give the same title", HEAD)


def _relationships(owners: list[OwnerReading], begin: int, folded: str) -> Iterator[Fault]:
    """Each row of the closing table has a cell for each relationship: its last line, or, drawn, each of its lines."""
    counts: set[int] = set()
    for owner in owners:
        if not owner.name.words or owner.name.words[0].start < begin:
            continue
        at, last = owner.name.words[0].start, max(w.start for cell in _address_of(owner) for w in cell.words)
        ends = [end for mark in (ROW, "\n") if (end := folded.find(mark, last)) >= 0]
        lines = folded[at : min(ends, default=len(folded))].split("\n")
        counts.add(max([line.count(CELL) + line.count("\t") for line in lines]))
    known = _CELLS_DRAWN if "\n" in folded and "\t" not in folded else _CELLS
    if len(counts) > 1 or not counts <= known:
        yield moved("a row of the closing table has not a cell for each relationship", HEAD)
