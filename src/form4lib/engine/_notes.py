"""Stage 6d: what follows the tables.

Takes `Labels` and the regions. Gives the footnotes (explanations of responses), the remarks and the signatures as
`Cell`s. Footnotes are told by their numbers in sequence, `1.` or `(1)`, at the head of a line or behind a sentence.
Reports nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

import attrs

from ..spec import labels as spec
from ._cells import Cell, join_words
from ._footnotes import read_footnotes
from ._labels import Hit, Labels, squeeze
from ._page import Word
from ._signatures import read_signatures


@attrs.define(slots=True, eq=False)
class Notes:
    """Footnotes by id, remarks, signatures."""

    footnotes: list[tuple[str, Cell]] = attrs.field(factory=list)
    remarks: Cell = attrs.field(factory=lambda: Cell(state="blank"))
    signatures: list[tuple[Cell, Cell]] = attrs.field(factory=list)
    no_securities: Cell = attrs.field(factory=lambda: Cell(state="missing"))


_PROSE = frozenset((None, spec.COLUMN, spec.TEN_PERCENT, spec.PERIOD, spec.OFFICER, spec.OTHER, spec.OWNER_HEADS))
"""Labels whose words may stand in a sentence: `as of the transaction date`."""


def _free(labels: Labels, start: int, stop: int) -> list[Word]:
    parts = zip(labels.words[start:stop], labels.owner[start:stop], strict=True)
    return [word for word, owner in parts if owner in _PROSE and word.text not in ("*", "**")]


_ENDS = frozenset(
    (
        spec.SIGNATURES,
        spec.SIGNATURE,
        spec.OWNERS,
        spec.OWNER_HEADS,
        spec.EXPLANATION,
        spec.REMARKS,
        spec.NAME_ADDRESS,
        spec.TABLE_1,
    )
)


def _stop_of(labels: Labels, start: int) -> int:
    first = bisect_left(labels.hits, start, key=lambda h: h.start)
    for hit in labels.hits[first:]:
        if hit.name in _ENDS or (hit.name == spec.BOILERPLATE and _is_closing(labels, hit)):
            return hit.start
    return len(labels.words)


def _is_closing(labels: Labels, hit: Hit) -> bool:
    return squeeze(labels.words[hit.start].text) in ("note", "reminder", "potential", "persons")


def _part_remarks(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """The notes and what follows a `Remarks:` that a converter has put behind their last sentence."""
    for i in [i for i, word in enumerate(words) if word.text == "Remarks:" and i]:
        if words[i - 1].text.endswith((".", ")", '"')):
            return words[:i], words[i + 1 :]
    return words, []


def read_notes(labels: Labels, typed: bool, cited: Collection[str]) -> Notes:
    """Read footnotes, remarks and signatures; `cited` are the footnotes that the tables' cells name."""
    notes = Notes()
    remark_words: list[Word] = []
    for hit in labels.all(spec.EXPLANATION, spec.REMARKS):
        stop = _stop_of(labels, max(hit.stop, hit.start + 1))
        words = _free(labels, hit.stop, stop)
        if hit.name == spec.REMARKS:
            remark_words = words
        elif not notes.footnotes:
            words, behind = _part_remarks(words)
            remark_words = remark_words or behind
            notes.footnotes, before = read_footnotes(words, cited)
            _no_securities(notes, before)
    notes.signatures = read_signatures(labels, typed)
    cells = [cell for pair in notes.signatures for cell in pair]
    signed = {start for cell in cells for w in cell.words for start in (w.start, *(a for a, _ in w.more))}
    remark_words = [w for w in remark_words if w.start not in signed]
    if notes.footnotes:
        _trim_last(notes, signed)
    text = (
        join_words([w for w in remark_words if w.text not in ("None", "None.")]).strip(" *_|~.") if remark_words else ""
    )
    if any(map(str.isalnum, text)):
        notes.remarks = Cell(join_words(remark_words), remark_words, 0.0, (), "read")
    return notes


def _trim_last(notes: Notes, signed: set[int]) -> None:
    """A signature without a heading before it was taken into the last footnote."""
    number, cell = notes.footnotes[-1]
    if not signed.isdisjoint([w.start for w in cell.words]):
        words = [w for w in cell.words if w.start not in signed]
        notes.footnotes[-1] = (number, Cell(join_words(words) or None, words, cell.cost, (), cell.state))


def _no_securities(notes: Notes, words: list[Word]) -> None:
    if "nosecuritiesarebeneficiallyowned" in squeeze("".join([w.text for w in words])):
        notes.no_securities = Cell(True, words, 0.0, (), "read")
