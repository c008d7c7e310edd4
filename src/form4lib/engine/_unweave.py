"""Stage 3b: the boxes of the heading, one after the other.

Takes the words and labels of a page whose boxes 1 to 6 stand side by side (laid out by spaces, or cut into cells).
Gives the labels of the same words with those boxes read one at a time, column by column, so that a box's label and
what was filled in below it follow each other. Pages that are already in that order are given back unchanged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import compress

from ..spec import labels as spec
from ._cutcells import join_cut_cells
from ._fragments import is_woven
from ._labels import Labels, squeeze
from ._page import LINE, NEXT_CELL, WIDE, Page, Word
from ._pieces import join_pieces
from ._relabel import relabel
from ._remembered import remembered

_BOXES = (
    spec.NAME_ADDRESS,
    spec.ISSUER,
    spec.PERIOD,
    spec.EVENT,
    spec.FISCAL,
    spec.AMENDMENT,
    spec.RELATIONSHIP,
    spec.GROUP_FILING,
)
_NUMBERED = re.compile(r"[1-6][aA]?[.,]?$|[1-6][aA]?[.,][A-Z]")
_BOX = re.compile(r"_+(?:X_+)?$")
"""A box to tick, which no name has: it may stand left of the label of its column."""
_ALL_APPLICABLE = "(Check"
"""How the second line of that label begins, and nothing else above the tables."""
_NEAR = 3
"""Characters by which boxes of one column may begin apart."""
_SHIFTED = 8
"""Those by which boxes 2 to 4 may, which stand one above the other but on Form 3."""


def _head_range(labels: Labels) -> tuple[int, int] | None:
    first = labels.first(spec.NAME_ADDRESS)
    if first is None:
        return None
    start = first.start
    words = labels.words
    while start > 0 and (
        (words[start].gap < LINE and words[start].line == words[start - 1].line)
        or (words[start].cell > 0 and words[start].row == words[start - 1].row)
    ):
        start -= 1
    table = next((h for h in labels.hits if h.name in (spec.TABLE_1, spec.COLUMN) and h.start > first.stop), None)
    return (start, table.start) if table else None


@remembered
def _is_numbered(text: str) -> bool:
    return _NUMBERED.match(text) is not None


def _borders(labels: Labels, start: int, stop: int, celled: bool) -> list[int]:
    """Where the columns of boxes begin."""
    words = labels.words
    if celled:
        row = words[start].row
        return sorted(
            {w.cell for w in words[start:stop] if w.row == row and w.gap >= NEXT_CELL and _is_numbered(w.text)}
        )
    wide = {w.x for w in words[start:stop] if w.gap >= WIDE and not _is_numbered(w.text)}
    last_box = _relationship_at(labels)
    opens = [
        w
        for w in words[start:stop]
        if _is_numbered(w.text) and (w.gap >= WIDE or (w.x in wide and w.x < last_box and w.text[-1] == "."))
    ]
    places = [w.x for w in opens]
    places.append(words[start].x)
    borders: list[int] = []
    last = ""
    stacked = frozenset("234") if labels.first(spec.EVENT) is None else frozenset[str]()
    for place, number in sorted(zip(places, [*(w.text[:1] for w in opens), ""], strict=True)):
        apart = _SHIFTED if number in stacked and last in stacked else _NEAR
        if not borders or place - borders[-1] > apart:
            borders.append(place)
        last = number
    return borders


def _relationship_at(labels: Labels) -> int:
    """Where the label of the box of ticks begins."""
    hit = labels.first(spec.RELATIONSHIP)
    return labels.words[hit.start].x if hit is not None else 0


def _needs_it(labels: Labels, celled: bool) -> bool:
    """Cells are read across unless their cuts have broken the labels."""
    if not celled:
        return True
    found = {h.name: h.edits for h in labels.hits if h.name in _BOXES}
    name = labels.first(spec.NAME_ADDRESS)
    if name and name.stop < len(labels.owner) and labels.owner[name.stop] in _BOXES:
        return True
    openers = [hit for hit in labels.hits if hit.name in (spec.NAME_ADDRESS, spec.ISSUER, spec.RELATIONSHIP)]
    if any(word.gap == NEXT_CELL for hit in openers for word in labels.words[hit.start + 2 : hit.stop]):
        return True
    return any(found.get(name, 9) > 0 for name in (spec.NAME_ADDRESS, spec.ISSUER, spec.RELATIONSHIP))


def _by_columns(words: list[Word], borders: list[int], ticked: int) -> list[Word]:
    """The words column by column, a new line where a line of the page begins."""
    columns: dict[int, list[Word]] = {}
    at = 0
    numbered = list(map(_is_numbered, [word.text for word in words]))
    wide = [word.x for word in words if word.gap == WIDE]
    edges = Counter(wide + [word.x for word in compress(words, numbered)])
    shared = {x for x, count in edges.items() if count > 1}
    last = bisect_right(borders, ticked + _NEAR - 1) - 1
    for word, has_number in zip(words, numbered, strict=True):
        x = word.x
        if word.gap >= WIDE:
            at = max(0, bisect_right(borders, x + _NEAR - 1) - 1)
            if x < ticked and 2 * x > borders[at] + ticked and _BOX.match(word.text):
                at = last
        elif has_number or x in shared:
            home = bisect_right(borders, x + _NEAR - 1) - 1
            at = home if home > at and abs(x - borders[home]) < _NEAR else at
        if word.text == _ALL_APPLICABLE and x < ticked:
            at = last
        columns.setdefault(at, []).append(word)
    out: list[Word] = []
    for _, column in sorted(columns.items()):
        row = -1
        for word in column:
            out.append(word.behind(LINE) if word.row != row and word.gap < LINE else word)
            row = word.row
    return out


def _unweave_heading(page: Page, labels: Labels) -> Labels:
    bounds = _head_range(labels)
    if bounds is None:
        return labels
    start, stop = bounds
    words = labels.words[start:stop]
    celled = bytes([w.gap for w in words]).count(NEXT_CELL) > 6
    if not (celled or page.positioned) or not _needs_it(labels, celled):
        return labels
    borders = _borders(labels, start, stop, celled)
    if len(borders) < 2:
        return labels
    ordered = (
        join_pieces(join_cut_cells(labels, start, stop, borders))
        if celled
        else _by_columns(words, borders, _relationship_at(labels))
    )
    found = relabel(labels, start, stop, ordered)
    end = next((h.start for h in found.hits if h.name in (spec.TABLE_1, spec.COLUMN)), len(found.words))
    return labels if is_woven(found, end) else found


_BELOW = (
    spec.EXPLANATION,
    spec.REMARKS,
    spec.SIGNATURE,
    spec.SIGNATURES,
    spec.OWNER_HEADS,
    spec.OWNERS,
    spec.BOILERPLATE,
)


def _further_boxes(labels: Labels) -> list[tuple[int, int]]:
    """Where boxes 1 of further owners stand whose label the borders of cells have cut: `1. Name a | nd Address`."""
    words = labels.words
    tables = [hit.start for hit in (*labels.all(spec.TABLE_1), *labels.all(spec.COLUMN))]
    known = {hit.start for hit in labels.all(spec.NAME_ADDRESS)}
    last = max(tables, default=len(words))
    texts = [word.text for word in words[last:-1]]
    if "1." not in texts:
        return []
    starts = [i for i, text in enumerate(texts, last) if text == "1." and _begins_box_1(words, i)]
    ends = sorted([*starts, *(hit.start for name in _BELOW for hit in labels.all(name)), len(words)])
    return [(i, ends[bisect_right(ends, i)]) for i in starts if i not in known]


def _begins_box_1(words: list[Word], at: int) -> bool:
    return words[at].gap >= LINE and squeeze(words[at + 1].text) == "name"


def unweave(page: Page, labels: Labels) -> Labels:
    """The page's labels with its boxes in reading order; as they were where that order does not hold either."""
    labels = _unweave_heading(page, labels)
    for start, stop in reversed(_further_boxes(labels)):
        labels = relabel(labels, start, stop, join_cut_cells(labels, start, stop, [labels.words[start].cell]))
    return labels
