"""Stage 7g9: what faults put in doubt.

Takes a `Reading` with its `Fault`s. Sets the confidence of the values that they concern below what counts as sure: of
the parts that a fault names, beside the words that it shows; of all texts where a label is out of its place, since the
line that was moved may be in any; and of every value where a line was read at another's place. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from .._review import DOUBT, SURE
from ..spec import labels as spec
from ._claims import Claims, held_cells
from ._labels import squeeze
from ._leftovers import said_twice
from ._page import SPACE, Word
from ._reading import HEAD, NOTES, PARTS, Fault, Reading
from ._whole_page import TABLES

_ANYWHERE = frozenset(("line_misplaced",))
"""Faults after which any value may be another line's."""

_MOVED = frozenset(("label_out_of_place", "row_doubtful", "value_missing"))
"""Faults that no page has by itself which keeps the form's rows and cells."""


def doubt(reading: Reading, claims: Claims, whole: bool) -> None:
    """Doubt what the faults concern; `whole`: the page keeps the rows and cells of the form."""
    faults = reading.faults
    misplaced = any(fault.code in _ANYWHERE for fault in faults) or (whole and _is_apart(faults))
    moved = any(fault.code == "label_out_of_place" for fault in faults)
    parts = {part for fault in faults if not fault.words for part in fault.parts}
    near = {(part, place) for f in faults for part in f.parts for place in _places(part, f.words, claims)}
    for part, cell, is_text in held_cells(reading):
        if cell.confidence < SURE:
            continue
        by_move = moved and (is_text or (whole and part in (HEAD, NOTES)))
        if (
            misplaced
            or by_move
            or part in parts
            or any((part, place) in near for place in _places(part, cell.words, claims))
        ):
            cell.confidence = DOUBT
    if whole and any(f.code == "leftover_values" and _is_of_owners(reading, f, claims) for f in faults):
        for owner in reading.owners:
            for cell in (owner.street1, owner.street2, owner.city):
                cell.confidence = min(cell.confidence, DOUBT)
    if any(fault.code == "input_truncated" for fault in faults):
        doubt_last(reading, *PARTS)
    if reading.form_type.state == "inferred":  # from the date of the original filing: in doubt as that is
        reading.form_type.confidence = min(reading.form_type.confidence, reading.heading.original.confidence)
    for path, row in reading.rows():
        if path in parts:
            for cell in row.cells.values():
                cell.confidence = min(cell.confidence, DOUBT)


def _is_apart(faults: list[Fault]) -> bool:
    """Was a line moved? A label out of its place was, with its line, and one line at least of faults in two parts."""
    faults = _but_for_misread(faults)
    if any(fault.code in _MOVED for fault in faults):
        return True
    kinds = {(fault.code, fault.parts) for fault in faults if fault.parts}  # a form has few, of however many faults
    return any((a != b and p != q) or set(p).isdisjoint(q) for (a, p), (b, q) in combinations(kinds, 2))


def _but_for_misread(faults: list[Fault]) -> list[Fault]:
    """The faults without those of a row that lacks what one word of its table is (`2,O0O`): that tells of no line."""
    words = {part: {word.start for f in faults if part in f.parts for word in f.words} for part in TABLES}
    lacking = {f.parts[0].partition("[")[0] for f in faults if f.code == "row_doubtful"}
    misread = {table for table in lacking if len(words.get(table, ())) == 1}
    return [f for f in faults if not (f.parts and f.parts[0].partition("[")[0] in misread)]


def _is_of_owners(reading: Reading, fault: Fault, claims: Claims) -> bool:
    """Do the words stand in box 1, or in the closing table: a line of an address?"""
    if HEAD in fault.parts:
        return True
    before = [claims.label_before(word) for word in fault.words]
    return any(at >= 0 and reading.labels.hits[at].name in (spec.OWNER_HEADS, spec.OWNERS) for at in before)


def doubt_twice(reading: Reading, claims: Claims) -> None:
    """Doubt names, addresses and titles that say the same twice in a row: a line of theirs is another's, or doubled."""
    for owner in reading.owners:
        for above, below in ((owner.name, owner.street1), (owner.street1, owner.street2)):
            if above.value is not None and squeeze(str(above.value)) == squeeze(str(below.value)):
                above.confidence, below.confidence = min(above.confidence, DOUBT), min(below.confidence, DOUBT)
    for part, cell, text in claims.texts:
        if part != NOTES and cell.confidence >= SURE and said_twice(text.split()):
            cell.confidence = DOUBT


def doubt_last(reading: Reading, *parts: str) -> None:
    """Doubt what ends the text, in one of the parts: its last word may be half of one, and no form ends with a note."""
    last = reading.labels.words[-1].end
    for part, cell, _ in held_cells(reading):
        if part in parts and cell.words and cell.words[-1].end >= last:
            cell.confidence = min(cell.confidence, DOUBT)


def _places(part: str, words: list[Word], claims: Claims) -> Iterator[tuple[str, int]]:
    """Where words stand: behind which label; in a table on which line, or inside which text."""
    for word in words:
        if part in (HEAD, NOTES):
            yield "label", claims.label_before(word)
        elif word.gap == SPACE:
            yield "text", word.start - 1
        else:
            yield "line", word.line
        if part not in (HEAD, NOTES):
            yield "text", word.end
