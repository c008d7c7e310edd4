"""Stage 7f1: titles whose pieces stand elsewhere, and names with pieces of their neighbours.

Takes a weighed `Reading`. A name that holds what no name has, a bracket of the trading symbol or a word of box 5 (`ROE
JANE Acme Corp [ ACM ]`, `Roe Jane CEO`), got it from the box beside it, and one that is a title, from a table; an
issuer's name on both sides of the label of its box has box 1's before it. In tables whose rows no layout told apart,
where a word of titles is left over, stands at the end of a nature of ownership, or is lacking in the title of what
underlies, a title that reads well may be one that has lost a piece or got one that is not its own: `Restricted Stock`
beside `Stock Units` in the last column, `Class B Class A Common` beside `Common`. A title that more rows have than
there are words left over has lost none of them, and one that another cell parts from what underlies it has nothing of
that. Such a name or title is not offered as sure; nor is a row any of whose titles begins twice. Sets confidence;
reports nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .._review import DOUBT
from ..spec import labels as spec
from ._cells import DEALT, Cell, RowReading
from ._chunks import is_whole_title
from ._labels import squeeze
from ._page import Word
from ._reading import Reading
from ._tables import TableReading
from ._titles import TITLES, begins_twice, is_broken, stand_apart

_PIECES = frozenset(
    "stock unit units share shares common preferred ordinary series warrants option options right interests"
    " representing".split()
)
"""Words that hardly stand in a nature of ownership, nor by themselves."""
_NO_END = frozenset("common ordinary".split())


_BRACKETS = frozenset("[]")
_NOT_IN_NAMES = frozenset("director officer ceo cfo coo evp svp president treasurer".split())


def doubt_spilled(reading: Reading) -> None:
    """Lower the confidence of names and titles that may have lost or got a piece."""
    for name in (reading.heading.issuer, *(owner.name for owner in reading.owners)):
        texts = [w.text for w in name.words]
        keys = tuple(map(squeeze, texts))
        odd = not _BRACKETS.isdisjoint("".join(texts)) or not _NOT_IN_NAMES.isdisjoint(keys)
        unnamed = bool(keys) and not any(key.isalpha() and len(key) > 1 for key in keys)  # `JE1 0BD` is of an address
        if odd or unnamed or (keys and is_whole_title(keys)):
            name.confidence = min(name.confidence, DOUBT)
    if _straddles_label(reading):
        for name in (reading.heading.issuer, *(owner.name for owner in reading.owners[:1])):
            name.confidence = min(name.confidence, DOUBT)
    for _, got in reading.tables():
        left = sum(map(_is_piece, got.leftover))
        rows_of = Counter(row.value("security_title") for row in got.rows)
        for i, row in enumerate(got.rows):
            cell = row.cells.get("security_title")
            if (
                reading.positioned
                and not row.exact
                and any(begins_twice(str(row.value(title) or "")) for title in TITLES)
            ):
                for other in row.cells.values():  # two rows were read as one
                    other.confidence = min(other.confidence, DOUBT)
            if cell is None or row.exact or cell.value is None:
                continue
            put_right = cell.state == "repaired" and row.way in DEALT  # it may be another row's, or the underlying one
            # had all rows of this title lost a piece, there would be one left for each
            lost = left >= rows_of[cell.value]
            if (left and lost) or put_right or _is_spilled(row, cell) or (i and _nature_spilled(got, i - 1)):
                cell.confidence = min(cell.confidence, DOUBT)


def _straddles_label(reading: Reading) -> bool:
    """Does the issuer's name begin before the label of box 2 and end behind it? What it begins with is box 1's name."""
    label, words = reading.labels.first(spec.ISSUER), reading.heading.issuer.words
    if label is None or not words:
        return False
    return words[0].start < reading.labels.words[label.start].start < words[-1].start


def _is_spilled(row: RowReading, title: Cell) -> bool:
    under = row.value("underlying_security_title")
    lacking = isinstance(under, str) and (is_broken(under) or squeeze(under.split()[-1]) in _NO_END)
    parts = [row.noise, row.cells["nature_of_ownership"].words if "nature_of_ownership" in row.cells else []]
    return (lacking and not stand_apart(row)) or is_broken(str(title.value)) or any(map(_has_pieces, parts))


def _nature_spilled(got: TableReading, index: int) -> bool:
    nature = got.rows[index].cells.get("nature_of_ownership")
    return nature is not None and _has_pieces(nature.words)


def _has_pieces(words: Iterable[Word]) -> bool:
    return any(map(_is_piece, words))


def _is_piece(word: Word) -> bool:
    return squeeze(word.text) in _PIECES
