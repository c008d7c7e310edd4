"""Stage 4: the parts of the form.

Takes `Labels`. Gives `Regions`: where Table I, Table II, the owners' table, the notes and the signatures stand, as word
ranges. Falls back on words that only Table II's headings have where its own heading is lost. May report
`table_heading_missing`, through `guessed`.
"""

from __future__ import annotations

import attrs

from ..spec import labels as spec
from ._atoms import is_strong
from ._labels import Hit, Labels, squeeze
from ._page import LINE, Word

Range = tuple[int, int]

_AFTER_TABLES = (
    spec.EXPLANATION,
    spec.OWNERS,
    spec.OWNER_HEADS,
    spec.SIGNATURES,
    spec.SIGNATURE,
    spec.REMARKS,
    spec.NAME_ADDRESS,
)
_DERIVATIVE_HEADS = ("derivativ", "onversion", "xercis", "nderlying", "xpiratio")
_GUESS = 3
"""So many of Table II's own heading words in one line or row tell it."""


@attrs.frozen
class Regions:
    """Word ranges of the form's parts; None where a part was not found."""

    head_stop: int
    table_1: Range | None
    table_2: Range | None
    guessed: tuple[str, ...]


def _derivative_heading(words: list[Word], start: int, stop: int) -> int | None:
    """The start of the line (or row) whose words only Table II has in its headings."""
    at = start
    row = None
    seen: set[str] = set()
    for i in range(start, stop):
        if words[i].row != row and words[i].gap >= LINE:
            row, at, seen = words[i].row, i, set()
        plain = squeeze(words[i].text)
        seen |= {h for h in _DERIVATIVE_HEADS if h in plain}
        if len(seen) >= _GUESS:
            return at
    return None


_ROWS = 4
"""So many dates and amounts behind a heading are rows."""


def _columns_before(labels: Labels, stop: int) -> Hit | None:
    """The headings of columns, and rows below them, before the table's own heading: that is the next page's."""
    column = labels.first(spec.COLUMN)
    if column is None or column.start > stop:
        return None
    rows = [w for w in labels.words[column.stop : stop] if is_strong(w.text)]
    between = any(column.start < h.start < stop and h.name in (spec.TABLE_2, spec.ISSUER) for h in labels.hits)
    return column if len(rows) >= _ROWS and not between else None


def find_regions(labels: Labels) -> Regions:
    """Say where the tables begin and end."""
    words = labels.words
    guessed: list[str] = []
    first = labels.first(spec.TABLE_1)
    if first is None:
        first = labels.first(spec.COLUMN)
        guessed.append("non_derivative")
    elif (column := _columns_before(labels, first.start)) is not None:
        first = column
        guessed.append("non_derivative")
    start = first.start if first else len(words)
    begin = first.stop if first and first.name == spec.TABLE_1 else start
    end = next(
        (
            h.start
            for h in labels.hits
            if h.name in _AFTER_TABLES and h.start >= begin and _ends_tables(labels, h.start)
        ),
        len(words),
    )
    end = _end_of_row(words, end)
    second = next((h for h in labels.all(spec.TABLE_2) if h.start >= begin), None)
    cut = second.start if second else None
    if cut is None or cut > end:
        cut = _derivative_heading(words, begin, end)
        guessed.append("derivative")
    table_1 = (begin, cut if cut is not None else end) if first else None
    table_2 = (cut, end) if cut is not None else None
    return Regions(start, table_1, table_2, tuple(guessed))


_CELLS_LEFT = 4


def _end_of_row(words: list[Word], end: int) -> int:
    """Where the row ends in whose first cells the heading of the notes stands: a border was drawn around both."""
    stop = end
    while end > 0 and stop < len(words) and words[stop].row == words[end - 1].row:
        stop += 1
    behind = words[end:stop]
    cells = len({w.cell for w in behind})
    return stop if cells >= _CELLS_LEFT and sum(is_strong(w.text) for w in behind) > 1 else end


def _ends_tables(labels: Labels, index: int) -> bool:
    """Further tables may follow what looks like an end; the last words of the form never do."""
    return not any(h.start > index for h in labels.all(spec.TABLE_2)) or labels.owner[index] == spec.EXPLANATION
