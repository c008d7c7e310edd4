"""Stage 6e: the closing table `Reporting Owners / Relationships` of the reduced editions.

Takes `Labels` and the owners of box 1. Gives all owners: those of box 1, without the one that the viewer's layout repeats
after Table II, then those that only the closing table names. Reports nothing.
"""

from __future__ import annotations

import re

from ..spec import labels as spec
from ._cells import Cell, join_words
from ._labels import Labels, squeeze
from ._names import text_cell
from ._page import LINE, NEXT_CELL, WIDE, Word
from ._people import OwnerReading, read_city, split_street
from ._ticks import Ticks, is_tick

_STREET_START = re.compile(r"^(?:[cC]/[oO]|\d|P\.?O\.?$|ONE$|TWO$|THREE$)")
_COUNTRY = re.compile(r"^(?:UNITED|STATES|KINGDOM)$")


def _name_key(cell: Cell) -> str:
    return squeeze(str(cell.value or ""))


def _without_repeats(owners: list[OwnerReading]) -> list[OwnerReading]:
    """The viewer repeats the first owner at the head of the further ones."""
    out: list[OwnerReading] = []
    for owner in owners:
        if owner.name.value is None and len(owners) > 1:
            continue
        if any(_name_key(owner.name) == _name_key(other.name) for other in out):
            continue
        out.append(owner)
    return out


def _rows(words: list[Word]) -> list[list[Word]]:
    celled = sum(w.gap == NEXT_CELL for w in words) > 0
    out: list[list[Word]] = []
    row = None
    for word in words:
        if not out or (celled and word.row != row):
            out.append([])
        row = word.row
        out[-1].append(word)
    return out


def _name_and_rest(words: list[Word]) -> tuple[list[Word], list[Word]]:
    for i, word in enumerate(words):
        if i and (word.gap >= LINE or _STREET_START.match(word.text)):
            return words[:i], words[i:]
    return words, []


def _relations(cells: dict[int, list[Word]]) -> Ticks:
    ticks = Ticks()
    for index, field in enumerate(("director", "ten_percent", "officer", "other"), start=1):
        words = cells.get(index, [])
        text = [w for w in words if not is_tick(w.text)]
        setattr(ticks, field, Cell(bool(words), words, 0.0, (), "read" if words else "blank"))
        if text and field == "officer":
            ticks.officer_title = Cell(join_words(text), text, 0.0, (), "read")
        if text and field == "other":
            ticks.other_text = Cell(join_words(text), text, 0.0, (), "read")
    return ticks


def _celled_owner(row: list[Word]) -> OwnerReading | None:
    base = min(w.cell for w in row)
    cells: dict[int, list[Word]] = {}
    for word in row:
        cells.setdefault(word.cell - base, []).append(word)
    name, rest = _name_and_rest(cells.get(0, []))
    if not name or is_tick(name[0].text):
        return None
    owner = OwnerReading(name=text_cell(name), ticks=_relations(cells))
    _address(owner, rest)
    return owner


def _address(owner: OwnerReading, words: list[Word]) -> None:
    while words and _COUNTRY.match(words[-1].text):
        words = words[:-1]
    lines: list[list[Word]] = []
    for word in words:
        if not lines or word.gap >= LINE:
            lines.append([])
        lines[-1].append(word)
    if len(lines) > 1:
        split_street(owner, lines[:-1])
        read_city(owner, lines[-1])


def _line_owners(words: list[Word]) -> list[OwnerReading]:
    """Without cells: the first line names the first owner."""
    first: list[Word] = []
    for i, word in enumerate(words):
        if i and (word.gap >= WIDE or is_tick(word.text)):
            break
        first.append(word)
    return [OwnerReading(name=text_cell(first))] if first else []


def closing_table(labels: Labels) -> list[OwnerReading]:
    """The owners that the closing table names, in its order."""
    heads = labels.all(spec.OWNER_HEADS, spec.OWNERS)
    if not heads:
        return []
    start = heads[-1].stop
    stop = next((h.start for h in labels.hits if h.start >= start and h.name in (spec.SIGNATURES, spec.SIGNATURE, spec.EXPLANATION)), start)
    words = [labels.words[i] for i in range(start, stop) if labels.owner[i] is None and any(c.isalnum() for c in labels.words[i].text)]
    words = [w for i, w in enumerate(words) if squeeze(w.text) not in ("relationships", "reportingowners") or i > 8]
    if not words:
        return []
    rows = _rows(words)
    if any(w.gap == NEXT_CELL for w in words):
        return [owner for row in rows if (owner := _celled_owner(row)) is not None]
    return _line_owners(words)


def all_owners(labels: Labels, boxed: list[OwnerReading]) -> list[OwnerReading]:
    """Every owner once, the first as box 1 gives it."""
    owners = _without_repeats(boxed)
    closing = closing_table(labels)
    if not closing:
        return owners
    if owners and owners[0].name.value is None:
        owners[0].name = closing[0].name
    if owners:
        owners[0].closing = closing[0]
    if len(boxed) == 1 and len(closing) > 1:
        owners += closing[1:]
    return owners
