"""Stage 7g1: what accounts for each word of the text.

Takes a `Reading` that is weighed. Gives every cell of the reading, and `Claims`: which words they hold, and the words
that neither a label nor a cell accounts for. Counted once for all stages that look for what was lost or moved: on a
whole page what is left is a few words of many. Reports nothing, changes nothing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import attrs

from ._cells import Cell
from ._labels import unowned
from ._page import Word
from ._reading import HEAD, NOTES, Reading
from ._ticks import Ticks

Held = tuple[str, Cell, bool]
"""The part of the form that a cell belongs to, the cell, and whether it holds text of any kind."""

_TEXTS = frozenset(("security_title", "underlying_security_title", "nature_of_ownership"))
_TICKS = tuple((name, name in ("officer_title", "other_text")) for name in attrs.fields_dict(Ticks))


@attrs.frozen
class Claims:
    """The words that cells hold, and those that are left."""

    texts: list[tuple[str, Cell, str]]
    """Of the cells that hold text the part, the cell, and what it says."""
    words: list[Word]
    used: set[int]
    """Where the words of cells begin, and the pieces that some were put together from."""
    left: Sequence[int]
    """The words that are neither a label's nor a cell's: of a text that is no form beside one, nearly all."""
    labels: list[int]
    """Where each label begins in the text, in reading order."""

    def label_before(self, word: Word) -> int:
        """The number of the last label that begins before the word or with it, -1 where there is none."""
        return bisect_right(self.labels, word.start) - 1


def claims_of(reading: Reading) -> Claims:
    """Who claims each word."""
    labels, words = reading.labels, reading.labels.words
    texts: list[tuple[str, Cell, str]] = []
    held: list[Word] = []
    for part, cell, is_text in held_cells(reading):
        if is_text and isinstance(cell.value, str):
            texts.append((part, cell, cell.value))
        held += cell.words
    used = {word.start for word in held}
    used.update([start for word in held if word.more for start, _ in word.more])
    left = array("q", [i for i in unowned(labels.owner) if words[i].start not in used])
    return Claims(texts, words, used, left, [words[hit.start].start for hit in labels.hits])


def held_cells(reading: Reading) -> Iterator[Held]:
    """Every cell of the reading."""
    for path, cell in reading.boxes():
        yield NOTES if path == "remarks" else HEAD, cell, path in ("remarks", "issuer.name")
    for owner in reading.owners:
        for named in (owner.name, owner.street1, owner.street2, owner.city, owner.state, owner.zip_code, owner.country):
            yield HEAD, named, True
        if owner.ticks is not None:
            for name, is_text in _TICKS:
                yield HEAD, getattr(owner.ticks, name), is_text
    for table, got in reading.tables():
        for row in got.rows:
            for name, cell in row.cells.items():
                yield table, cell, name in _TEXTS
    for _, note in reading.notes.footnotes:
        yield NOTES, note, True
    for signed, when in reading.notes.signatures:
        yield NOTES, signed, True
        yield NOTES, when, False
