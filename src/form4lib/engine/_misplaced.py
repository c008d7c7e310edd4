"""Stage 7g8: does every value stand where its kind belongs?

Takes a `Reading` of a page whose labels stand as printed, and its folded text. A line that changed places with another,
or stands there twice, may be read as a value of the place it came to: a reminder in an owner's address, a signature in
a row, a row of Table I among those of Table II. Gives the `Fault`s of what no undamaged page holds, from the stages
that look at rows, boxes, values and typed lines. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ._box_order import find_boxes_apart
from ._claims import Claims
from ._odd_numbers import find_odd_numbers
from ._odd_values import find_odd_values
from ._reading import Fault, Reading
from ._row_places import find_rows_apart


def find_misplaced(reading: Reading, claims: Claims, whole: bool, folded: str) -> Iterator[Fault]:
    """All such faults; `whole`: the page keeps the rows and cells of the form."""
    if not reading.heading.typed:
        yield from find_rows_apart(reading, claims, whole, folded)
        yield from find_boxes_apart(reading, claims, whole, folded)
        if whole:
            yield from find_odd_numbers(reading)
    yield from find_odd_values(reading, claims, whole)
