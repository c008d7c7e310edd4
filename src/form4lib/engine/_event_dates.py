"""Stage 7b7: a date of box 2 or 3 that the signature tells.

Takes the `Reading` of a Form 3 or 5 whose date of event, or end of the fiscal year, was not legible. A statement may
be signed on the day of the event, so that what stands in the heading and is that day but for two strokes (`7/23/202`,
`07 193 2020`) is taken for it, and says so. Where nothing like it stands there, nothing is said: most are signed days
later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ._cells import UNREAD, Cell
from ._dates import distance
from ._page import LINE, Word
from ._reading import Reading

_MOST_OFF = 2
_LEAST_DIGITS = 6
_PIECES = 3


def infer_event(reading: Reading) -> None:
    """Fill the heading's date where a misread one is that of a signature."""
    heading = reading.heading
    if heading.form == "4" or heading.typed or heading.period.value is not None:
        return
    signed = {cell.value for _, cell in reading.notes.signatures if isinstance(cell.value, date)}
    words = reading.labels.words[: reading.regions.head_stop]
    meant = [(day, held) for day in sorted(signed) for held in _runs(words) if _is_misread(held, day)]
    if len({day for day, _ in meant}) == 1:
        day, held = min(meant, key=lambda found: len(found[1]))
        why = (f"{' '.join(w.text for w in held)!r} is taken for the date of the signature",)
        heading.period = Cell(day, list(held), UNREAD, (), "inferred", why)


def _runs(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Words of one line that together may be a date: the strokes between its numbers part them."""
    for at, word in enumerate(words):
        if not word.text[:1].isdigit():
            continue
        for size in range(1, _PIECES + 1):
            run = tuple(words[at : at + size])
            if len(run) == size and not any(w.gap >= LINE for w in run[1:]):
                yield run


def _is_misread(run: Sequence[Word], day: date) -> bool:
    digits = "".join(c for w in run for c in w.text if c.isdigit())
    letters = any(c.isalpha() for w in run for c in w.text)
    return not letters and len(digits) >= _LEAST_DIGITS and distance(digits, f"{day:%m%d%Y}") <= _MOST_OFF


__all__ = ["infer_event"]
