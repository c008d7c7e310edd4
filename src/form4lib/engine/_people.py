"""Stage 6b: names and addresses.

Takes the words of box 1, or of a line of the closing `Reporting Owners` table. Gives `OwnerReading`s: name, street,
city, state, zip code and country as `Cell`s. Reports nothing.
"""

from __future__ import annotations

import re

import attrs

from ..spec.lexicon import OFFICER_WORDS, STATE_CODES, STATE_NAMES
from ..spec.places import COUNTRIES
from ._cells import Cell, is_said, join_words
from ._labels import squeeze
from ._page import LINE, NEXT_CELL, Word
from ._ticks import Ticks


def _blank() -> Cell:
    return Cell(state="missing")


@attrs.define(slots=True, eq=False)
class OwnerReading:
    """One reporting owner as read."""

    name: Cell = attrs.field(factory=_blank)
    street1: Cell = attrs.field(factory=_blank)
    street2: Cell = attrs.field(factory=_blank)
    city: Cell = attrs.field(factory=_blank)
    state: Cell = attrs.field(factory=_blank)
    zip_code: Cell = attrs.field(factory=_blank)
    country: Cell = attrs.field(factory=_blank)
    ticks: Ticks | None = None
    counted: Ticks | None = None
    """What the number of ticks in the closing table tells, where the text keeps no column for them."""
    closing: OwnerReading | None = None
    """What the closing table of the reduced editions says of the same owner."""
    agrees: bool = True
    """Box 1 and the closing table have the same letters for name and address."""
    is_listed: bool = True
    """What the closing table has begins with the name in box 1."""


_ZIP = re.compile(
    r"(?:\d{5}(?:-\d{4})?|\d{9}|[A-Z]\d[A-Z]|\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?|\d[A-Z]{2}|[A-Z]{1,3}-?\d{2,}|[A-Z]{2}\d-\d{4}|\d{3,7}(?:-\d{3,4})?)$"
)
_RULE = re.compile(r"[-_*=]{3,}$")
"""A rule that markdown draws between the lines of box 1."""
_US_ZIP = re.compile(r"(?:\d{5}(?:-\d{4})?|\d{9})$")
_STATE = re.compile(r"(?:[A-Z]{2}|[A-Z]\d)$")
_PLACE_CODES = STATE_CODES | COUNTRIES
"""`LONDON X0 W1K 3JP`: a country or a province of Canada stands where a state would."""


def _cell(words: list[Word]) -> Cell:
    words = [w for w in words if not _RULE.match(w.text)]
    value = join_words(words).strip(" ,|_")
    return Cell(value or None, words, 0.0, (), "read" if value else "blank")


def split_street(owner: OwnerReading, lines: list[list[Word]]) -> None:
    """One line or two; where an edition joins them by spaces, as one."""
    lines = [line for line in lines if any(c.isalnum() for w in line for c in w.text)]
    if len(lines) == 1:
        gaps = [i for i, w in enumerate(lines[0]) if i and w.gap >= 2]
        if len(gaps) == 1:
            lines = [lines[0][: gaps[0]], lines[0][gaps[0] :]]
    if lines:
        owner.street1 = _cell(lines[0])
        owner.street2 = _cell([w for line in lines[1:] for w in line])
        if owner.street2.value is None:
            owner.street2.state = "blank"


def _city_last_wrapped(words: list[Word]) -> list[Word]:
    """`SOUTH SAN CA 94080 / FRANCISCO`: a city of two lines beside its state and zip code."""
    for i in range(1, len(words) - 1):
        if words[i].text in STATE_CODES and _US_ZIP.match(words[i + 1].text):
            wrapped = words[i + 2 :]
            if wrapped and wrapped[0].gap >= LINE and not any(c.isdigit() for w in wrapped for c in w.text):
                return [*words[:i], *wrapped, words[i], words[i + 1]]
    return words


def _in_cells(words: list[Word]) -> list[list[Word]]:
    """City, state and zip code where each stands in a cell of its own; an empty list where they do not."""
    cells: list[list[Word]] = []
    for word in words:
        if not cells or word.gap == NEXT_CELL:
            cells.append([])
        elif word.gap > NEXT_CELL:
            return []
        cells[-1].append(word)
    if len(cells) != _CITY_CELLS:
        return []
    state = join_words(cells[1])
    cut = len(cells[1]) > 1 and cells[1][-1].text in STATE_CODES
    named = not cut and len(state) > 2 and not any(c.isdigit() for c in state)
    return cells if (named or state in _PLACE_CODES) and any(c.isdigit() for w in cells[2] for c in w.text) else []


_CITY_CELLS = 3


def read_city(owner: OwnerReading, words: list[Word]) -> None:
    """`AUSTIN TX 78725`, `MORRISVILLE, NC 27560`, `DES MOINES IOWA 50392`, `LONDON, X0 W1K 3JP`."""
    words = [w for w in words if is_said(w.text)]
    if not words:
        return
    if cells := _in_cells(words):
        owner.city, owner.state, owner.zip_code = map(_cell, cells)
        owner.city.value = join_words(cells[0])
        return
    words = _city_last_wrapped(words)
    stop = len(words)
    zip_start = stop
    while zip_start > 1 and _ZIP.match(words[zip_start - 1].text) and stop - zip_start < 2:
        zip_start -= 1
    if zip_start < stop and words[zip_start].text in _PLACE_CODES and words[zip_start - 1].text not in _PLACE_CODES:
        zip_start += 1
    owner.zip_code = _cell(words[zip_start:stop])
    state_start = zip_start
    for size in (3, 2, 1):
        if zip_start - size >= 1 and join_words(words[zip_start - size : zip_start]).lower().strip(",") in STATE_NAMES:
            state_start = zip_start - size
            break
    else:
        if zip_start >= 2 and _STATE.match(words[zip_start - 1].text):
            state_start = zip_start - 1
    owner.state = _cell(words[state_start:zip_start])
    owner.city = _cell(words[:state_start])


def is_role(words: list[Word]) -> bool:
    """`General Partner`: what one is, and no name; nor are the last cells of Table II: `$ 9.57`, `I`, `See Footnote`.

    A PDF's text may give both between the owners.
    """
    keys = [key for word in words if (key := squeeze(word.text))]
    said = [key for key in keys if not key.isdigit()]
    of_table = bool(words) and (words[0].text[0] == "$" or said in _LAST_CELLS)
    return of_table or (len(keys) > 1 and _ROLES.issuperset(keys))


_LAST_CELLS = (["d"], ["i"], ["see", "footnote"], ["see", "footnotes"])
_ROLES = OFFICER_WORDS | {"general", "partner", "of", "and"}
