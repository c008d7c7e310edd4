"""Stage 6e: the closing table `Reporting Owners / Relationships` of the reduced editions.

Takes `Labels` and the owners of box 1. Gives all owners: those of box 1, without the one that the viewer's layout
repeats after Table II, then those that only the closing table names. Its rows are told by cells where there are any,
else by lines: an owner ends with the zip code and, in the edition that prints it, the country below. Ticks are told
by their cell or by the place of their column's heading; on a page that keeps neither, what is ticked stays unknown.
Reports nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

import attrs

from ..spec import labels as spec
from ..spec.lexicon import DATED_WORDS, OFFICER_WORDS, STATE_NAMES, STREET_WORDS
from ._cells import Cell, is_said, join_words
from ._closing import take_surer
from ._counted_ticks import count_ticks
from ._fragments import alike, is_address
from ._labels import Labels, squeeze
from ._names import text_cell
from ._page import LINE, NEXT_CELL, WIDE, Word
from ._people import OwnerReading, is_role, read_city, split_street
from ._spelling import one_letter_off
from ._ticks import BOXES, Ticks, is_tick

_STREET_START = re.compile(r"^(?:[cC]/[oO]|\d|P\.?O\.?$|ONE$|TWO$|THREE$)")
_STREET_LINE = re.compile(r"^(?:[cC]/[oO]|\d|P\.?O\.? |ONE |TWO |THREE |SUITE |FLOOR )", re.IGNORECASE)
_CITY_LINE = re.compile(r".*,\s*[A-Z][A-Z\d]\s+[A-Z\d][A-Z\d -]{2,10}$|.*\b[A-Z]{2}\s+\d{5}(?:-\d{4})?$")
_ZIP_LINE = re.compile(r"(?=\D*\d)(?:\d{5}(?:-\d{4})?|\d{9}|[A-Z\d]{2,4}[- ][A-Z\d]{2,4}|\d{3,7})$")
_STATE_WITHIN = re.compile(f" (?:{'|'.join(sorted(STATE_NAMES))}) ")
_COUNTRY = re.compile(r"^(?:UNITED|STATES|KINGDOM)$")
_HEAD = frozenset(
    "relationships relationship reporting reportingowners owner owners name address director 10 officer other"
    " 10owner".split()
)
_WRAPPED_NAME = 50
"""A name this many letters long may go on in the next line."""
_TABLE = 60
"""Words between two headings of one table at most: raw PDF text prints the first owner between them."""
_SAME = 0.75
"""Letter pairs in common from which two readings of a name are one person's."""
_SAME_ADDRESS = 0.5
"""Letter pairs in common from which two readings of an address are one: others of one city have 0.3."""
_ONE_LINE = 1.5
"""Doubt in where the street ends and the city begins when both stand in one line."""
_HEADING = "reportingownernameaddress"
_LONG_REST = 7
"""So many letters in the heading's order are its rest."""
_HEADING_LIKE = 0.5
"""Converters lose letters of the table's own heading: `eportng wner ame ress` has 0.77 of its letter pairs."""
_LOOSE = 0.2
"""Doubt in an owner told by lines: one in twenty loses or gains a line."""


def _name_key(cell: Cell) -> str:
    return squeeze(str(cell.value or ""))


def _same_owner(first: OwnerReading, second: OwnerReading) -> bool:
    """Of one name, and not at two addresses: funds of one house may share their name."""
    if _name_key(first.name) != _name_key(second.name):
        return False
    zips = {str(owner.zip_code.value)[:5] for owner in (first, second) if owner.zip_code.value}
    texts = [squeeze("".join(str(c.value or "") for c in (o.street1, o.street2, o.city))) for o in (first, second)]
    return len(zips) < 2 or alike(*texts) >= _SAME_ADDRESS


def _without_repeats(owners: list[OwnerReading]) -> list[OwnerReading]:
    """The viewer repeats the first owner at the head of the further ones."""
    out: list[OwnerReading] = []
    for i, owner in enumerate(owners):
        if owner.name.value is None and len(owners) > 1:
            continue
        if i == 1 and out and _is_repeat(owner, out[0]):
            out[0].name = owner.name
        elif not any(_same_owner(owner, other) for other in out):
            out.append(owner)
    return out


def _is_repeat(repeat: OwnerReading, first: OwnerReading) -> bool:
    """Is it the first owner, with a letter misread, or who got a piece of the box beside it: `CORP /DE / 2 N`?"""
    key, longer = _name_key(repeat.name), _name_key(first.name)
    if len({owner.zip_code.value for owner in (repeat, first)} - {None}) > 1 or len(key) < _LONG_REST:
        return False
    off = one_letter_off(key, longer)  # not where they are the same
    repeat.name.cost += _MISREAD * off
    return off or (0 < len(longer) - len(key) <= _PIECE and longer.startswith(key))


_PIECE, _MISREAD = 4, 1.0
"""Letters of such a piece, at most; doubt in a name of two readings that differ by one."""


@attrs.define(slots=True, eq=False)
class _Line:
    """A line of the table: the words of its first column, and of the others with their column where it is known."""

    left: list[Word]
    right: list[tuple[int, Word]]
    row: int

    @property
    def text(self) -> str:
        return join_words(self.left)


def _column_places(labels: Labels, start: int, stop: int) -> list[tuple[float, int]]:
    """Where the middles of the four columns of ticks are, as their headings stand on the page."""
    places: dict[int, float] = {}
    names = {"director": 0, "10": 1, "10owner": 1, "officer": 2, "other": 3}
    for word in labels.words[start:stop]:
        column = names.get(squeeze(word.text))
        if column is not None:
            places[column] = word.x + (len(word.text) + (6 if column == 1 else 0)) / 2
    if len(places) < 4:
        return []
    if places[0] < places[1] / 3:
        return [(places[1], 0), (places[2], 1), (places[3], 2), (places[3] * 2 - places[2], 3)]
    return sorted((place, column) for column, place in places.items())


def _lines(words: list[Word], places: list[tuple[float, int]], positioned: bool) -> list[_Line]:
    celled = NEXT_CELL in [w.gap for w in words]
    base = min([w.cell for w in words])
    out: list[_Line] = []
    right = False
    for word in words:
        begins = not out or word.gap >= LINE or (celled and word.row != out[-1].row)
        beside = celled and bool(out) and word.row == out[-1].row and word.cell != base
        if begins and not beside:
            out.append(_Line([], [], word.row))
            right = False
        line = out[-1]
        if celled:
            right = word.cell != base
            column = word.cell - base - 1
        else:
            wide = word.gap == WIDE and bool(line.left)
            far = positioned and places and word.x > places[0][0] - 8
            right = right or wide or bool(far) or (is_tick(word.text) and len(line.left) != 1)
            middle = word.x + len(word.text) / 2
            column = min(places, key=lambda p: abs(p[0] - middle))[1] if places and positioned else -1
        if right:
            line.right.append((column, word))
        else:
            line.left.append(word)
    return out


def _is_country(line: _Line) -> bool:
    return bool(line.left) and all(_COUNTRY.match(w.text) for w in line.left)


def _is_end(lines: list[_Line]) -> int:
    """0: the owner goes on; 1: complete, but for a country; 2: complete."""
    if len(lines) < 2:
        return 0
    text = lines[-1].text.rstrip(" ,.|")
    if _CITY_LINE.match(text) or _is_country(lines[-1]):
        return 2
    if _ZIP_LINE.match(text) and len(lines) > 2:
        return 1
    return 2 if any(c.isdigit() for c in text) and _STATE_WITHIN.search(text.lower(), 1) else 0


def _grouped(lines: list[_Line]) -> list[list[_Line]]:
    """The lines of each owner."""
    out: list[list[_Line]] = []
    ended = 2
    for line in lines:
        if not line.left or (ended and out and is_role(line.left)):
            if out:
                out[-1].append(_Line([], [*line.right, *[(-1, word) for word in line.left]], line.row))
            continue
        country = ended == 1 or (ended == 2 and bool(out) and _is_country(line))
        if ended and not country:
            out.append([])
        out[-1].append(line)
        ended = 2 if country else _is_end([x for x in out[-1] if x.left])
    return out


def _by_rows(lines: list[_Line]) -> list[list[_Line]]:
    """Where the table has cells each row is an owner, unless its address goes on in the next row."""
    out: list[list[_Line]] = []
    texts = [line for line in lines if line.left]
    last = {line.row: line.text for line in texts}
    above_place = {a.row for a, b in pairwise(texts) if a.row != b.row and _is_place(b.text)}
    for line in lines:
        above = [x for x in out[-1] if x.left] if out else []
        if out and (line.row == out[-1][-1].row or not line.left or (_is_country(line) and _is_end(above) == 1)):
            out[-1].append(line)
            continue
        of_address = line.row in above_place or any(map(_is_address_line, (line, *above[1:])))
        goes_on = of_address or (bool(line.left) and _is_place(last[line.row]))
        if goes_on and not _is_end(above) and 0 < len(above) < _ADDRESS:
            out[-1].append(line)
        else:
            out.append([line])
    return out


_ADDRESS = 7
"""Lines of a name and an address: two of streets, the city, the state, the zip code and the country."""


def _is_address_line(line: _Line) -> bool:
    """A street or a city; not a whole owner in one line: `Wilton Maria 12 MILL LANE DOVER, DE 19901`."""
    whole = any(_STREET_START.match(word.text) for word in line.left[1:-1])
    return bool(_STREET_LINE.match(line.text) or (_CITY_LINE.match(line.text) and not whole))


def _is_place(text: str) -> bool:
    """What stands alone below a city: a state by its name, a zip code, a country."""
    return text.lower() in STATE_NAMES or bool(_ZIP_LINE.match(text) or _COUNTRY.match(text))


def _name_and_rest(lines: list[list[Word]]) -> tuple[list[Word], list[list[Word]]]:
    name = lines[0]
    for i, word in enumerate(name if len(lines) == 1 or squeeze(name[-1].text) in STREET_WORDS else ()):
        if i and _STREET_START.match(word.text) and squeeze(name[i - 1].text) not in DATED_WORDS:
            return name[:i], [name[i:], *lines[1:]]
    if len(lines) > 2 and len(join_words(name)) >= _WRAPPED_NAME and not _STREET_LINE.match(join_words(lines[1])):
        return [*name, *lines[1]], lines[2:]
    return name, lines[1:]


def _relations(lines: list[_Line]) -> Ticks | None:
    """The ticks by column; None where no column is known."""
    cells: dict[int, list[Word]] = {}
    for line in lines:
        for column, word in line.right:
            cells.setdefault(column, []).append(word)
    if -1 in cells or not cells:
        return None
    ticks = Ticks()
    for index, field in enumerate(BOXES):
        words = [w for w in cells.get(index, []) if is_said(w.text) or is_tick(w.text)]
        text = [w for w in words if not is_tick(w.text)]
        ticked = len(words) > len(text)
        if text and not ticked and field in ("director", "ten_percent"):
            continue
        setattr(ticks, field, Cell(bool(words), words, 0.0, (), "read" if words else "blank"))
        if text and field == "officer":
            ticks.officer_title = Cell(join_words(text), text, 0.0, (), "read")
        if text and field == "other":
            ticks.other_text = Cell(join_words(text), text, 0.0, (), "read")
    return ticks


def _street_end(words: list[Word]) -> int:
    """`155 HARBOUR STREET, SUITE 210 NEW CARROW, UT 02211`: behind the last word of streets and its number."""
    last = max((i for i, w in enumerate(words[:-2]) if squeeze(w.text) in STREET_WORDS), default=-1)
    if last >= 0 and any(c.isdigit() for c in words[last + 1].text):
        last += 1
    return last + 1 if last + 3 <= len(words) else 0


def _wide_parts(words: list[Word]) -> list[list[Word]]:
    """Lines that a converter has put into one, parted by wide gaps."""
    out: list[list[Word]] = []
    for word in words:
        if not out or word.gap >= WIDE:
            out.append([])
        out[-1].append(word)
    return out


def _address(owner: OwnerReading, lines: list[list[Word]]) -> None:
    """Street lines, then city, state and zip code in one line or one each, then perhaps a country."""
    if len(lines) == 1:
        parts = _wide_parts(lines[0])
        lines = parts if _CITY_LINE.match(join_words(parts[-1])) else lines
    if lines and all(_COUNTRY.match(w.text) for w in lines[-1]):
        owner.country = text_cell(lines[-1])
        lines = lines[:-1]
    at = len(lines) - 1
    if lines and _ZIP_LINE.match(join_words(lines[-1])) and len(lines) > 2:
        at = len(lines) - 3
    elif len(lines) > 3 and _ZIP_LINE.match(join_words(lines[-2])):
        owner.country = text_cell(lines[-1])
        lines, at = lines[:-1], len(lines) - 4
    guessed = 0.0
    if len(lines) == 1:
        words = lines[0]
        country = len(words)
        while country > 1 and _COUNTRY.match(words[country - 1].text):
            country -= 1
        if country < len(words):
            owner.country = text_cell(words[country:])
            words = words[:country]
            lines = [words]
        guessed = _ONE_LINE
        cut = _street_end(words)
        if cut:
            lines, at = [words[:cut], words[cut:]], 1
    if len(lines) > 1 or (lines and _CITY_LINE.match(join_words(lines[0]))):
        split_street(owner, lines[:at])
        read_city(owner, [w for line in lines[at:] for w in line])
        for cell in (owner.street1, owner.street2, owner.city):
            cell.cost += guessed


def _is_heading(key: str) -> bool:
    """`eportng wner ame ress`, `Rtio N Add`: what converters leave of the table's own heading."""
    letters = iter(_HEADING)
    is_left = len(key) >= _LONG_REST and all(c in letters for c in key)
    return is_left or alike(key, _HEADING) >= _HEADING_LIKE


_LONG_PIECE = 5


def _is_name(owner: OwnerReading, celled: bool) -> bool:
    """What stands where a name should: not a title that came loose, a piece of an address, a heading's rest."""
    words = owner.name.words
    keys = [k for w in words if (k := squeeze(w.text))]
    if not keys or not any(c.isalpha() for k in keys for c in k) or words[0].text.startswith("/s/"):
        return False
    if _is_heading("".join(keys)) or (len(keys[0]) >= _LONG_PIECE and keys[0] in "signatures"):
        return False  # `Signat` is what a cut has left of the next heading, `natures` what a scan has
    if is_address(words) or sum(k in OFFICER_WORDS for k in keys) * 2 >= len(keys):
        return False
    told = owner.city.value is not None or owner.zip_code.value is not None
    return told or (celled and owner.ticks is not None)


def _owner(lines: list[_Line], cost: float) -> OwnerReading | None:
    lefts = [line.left for line in lines if line.left]
    if not lefts or is_tick(lefts[0][0].text):
        return None
    name, rest = _name_and_rest(lefts)
    owner = OwnerReading(name=text_cell(name), ticks=_relations(lines))
    if owner.ticks is None:
        owner.counted = count_ticks(owner.name, [word for line in lines for _, word in line.right])
    _address(owner, rest)
    for cell in (owner.name, owner.street1, owner.street2, owner.city, owner.state, owner.zip_code):
        cell.cost += cost
    return owner


def closing_table(labels: Labels, positioned: bool = False) -> list[OwnerReading]:
    """The owners that the closing table names, in its order."""
    heads = labels.all(spec.OWNER_HEADS, spec.OWNERS)
    if not heads:
        return []
    first = heads[-1]
    for head in reversed(heads):
        if first.start - head.stop >= _TABLE:
            break
        first = head
    start = first.stop
    ends = (spec.SIGNATURES, spec.SIGNATURE, spec.EXPLANATION, spec.TABLE_2, spec.COLUMN)
    stop = next((h.start for h in labels.hits if h.start >= start and h.name in ends), start)
    places = _column_places(labels, first.start, stop)
    parts = zip(labels.words[start:stop], labels.owner[start:stop], strict=True)
    words = [word for word, owner in parts if owner is None]
    words = [w for w in words if is_said(w.text) or w.text == "&"]
    while words and squeeze(words[0].text) in _HEAD:
        words = words[1:]
    end = next(
        (i for i, w in enumerate(words) if w.gap >= LINE and squeeze(w.text) in ("signature", "signatures")), len(words)
    )
    words = words[:end]
    if not words:
        return []
    celled = NEXT_CELL in [w.gap for w in words]
    lines = _lines(words, places, positioned)
    groups = (
        _by_rows(lines)
        if celled
        else _grouped([x for x in lines if not x.left or not {squeeze(w.text) for w in x.left} <= _HEAD])
    )
    owners = [owner for group in groups if (owner := _owner(group, 0.0 if celled else _LOOSE)) is not None]
    return [owner for owner in owners if _is_name(owner, celled)]


def all_owners(
    boxed: list[OwnerReading], closing: list[OwnerReading], heading: list[Word], signers: frozenset[str]
) -> list[OwnerReading]:
    """Every owner once, the first as box 1 gives it, by the words of the heading and of those who sign."""
    owners = _without_repeats(boxed)
    if not closing:
        return owners
    if owners:
        key = _name_key(owners[0].name)
        likeness = [alike(_name_key(o.name), key) for o in closing]
        first = likeness.index(max(likeness)) if max(likeness) >= _SAME else 0
        closing = [closing[first], *(o for o in closing[first + 1 :] if _name_key(o.name) != key)]
    if owners:
        owners[0].closing = closing[0]
        take_surer(owners[0], closing[0], heading, signers)
    if len(boxed) == 1 and len(closing) > 1:
        owners += closing[1:]
    return owners
