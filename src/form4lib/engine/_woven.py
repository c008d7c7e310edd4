"""Stage 6g: boxes 1, 2 and 5 of a heading that was read across.

Takes the `Fragment`s of the heading and what the filing says elsewhere. Gives the owner's name and address, the
issuer, the ticker and the officer's title as `Cell`s. A fragment is told by what it is made of (a zip code behind a
state, a house number, the words of titles) and by where it stands: the address stands first in its line, the title
last. Reports nothing.
"""

from __future__ import annotations

import re

import attrs

from ..spec import labels as spec
from ..spec.lexicon import OFFICER_WORDS, STATE_CODES, STATE_NAMES, STREET_WORDS
from ._cells import Cell, join_words
from ._fragments import Fragment, head_fragments, head_start
from ._labels import Labels, squeeze
from ._names import gather_evidence, part_names, text_cell
from ._page import Word
from ._people import OwnerReading
from ._tickers import find_ticker

_ZIP = re.compile(r"\d{5}(?:-\d{4})?$|\d{9}$")
_FOREIGN = re.compile(r"[A-Z]\d$")
_ZIP_ANY = re.compile(r"[A-Z\d]{2,4}[- ]?[A-Z\d]{2,4}$")
_STREET_START = re.compile(r"(?:[cC]/[oO0]|\d|#|[pP]\.?[oO]\.?$|ONE$|TWO$|THREE$|SUITE$|FLOOR$)")
_TITLE_STARTS = frozenset(
    "evp svp vp chief president pres head director chairman chair executive senior sr ceo cfo coo see general"
    " former".split()
)
_ODD_PIECE = re.compile(r"[a-z]{1,2}$|\W*\d|.*[|(){}<>~=;:_]|[A-Z][a-z]$")
_TITLE_SHARE = 0.6
_ADDRESS_DOUBT = 0.5
"""Of addresses put together from fragments one in ten has a piece too many or too few."""
_MAX_STREET = 3


@attrs.define(slots=True, eq=False)
class Woven:
    """What the fragments of a heading say."""

    owner: OwnerReading
    issuer: Cell
    ticker: Cell
    title: list[Word]
    named: bool


def _is_street(fragment: Fragment) -> bool:
    keys = fragment.keys
    return (
        bool(_STREET_START.match(fragment.words[0].text))
        or (any(k in STREET_WORDS for k in keys[1:]) and len(keys) > 1)
        or keys[0] in ("suite", "floor")
    )


def _is_title(fragment: Fragment) -> bool:
    keys = [k for k in fragment.keys if k]
    told = sum(k in OFFICER_WORDS for k in keys)
    share = (told + sum(k in ("of", "and", "the") for k in keys)) / (len(keys) or 1)
    return told > 0 and (share >= _TITLE_SHARE or keys[0] in _TITLE_STARTS)


def _goes_on(fragment: Fragment, title: list[Word], before: Fragment | None) -> bool:
    """A fragment of plain words next to a piece of the title is another piece."""
    near = before is not None and title and title[-1] is before.words[-1] and fragment.line - before.line <= 1
    return bool(near) and not any(_ODD_PIECE.match(w.text) for w in fragment.words)


def _part_title(fragment: Fragment) -> tuple[Fragment | None, Fragment | None]:
    """`SUITE 300 Officer`: an address and, behind it, a piece of the title."""
    keys = fragment.keys
    cut = len(keys)
    while cut > 0 and (keys[cut - 1] in OFFICER_WORDS or not keys[cut - 1]):
        cut -= 1
    if cut == 0 or cut == len(keys) or not _is_street(fragment):
        return fragment, None
    return attrs.evolve(fragment, words=fragment.words[:cut]), attrs.evolve(
        fragment, words=fragment.words[cut:], leads=False
    )


def _city_at(words: list[Word]) -> tuple[int, int] | None:
    """Where in the words the state begins, and where the zip code ends."""
    for i, word in enumerate(words):
        if not _ZIP.match(word.text) and not (i and _FOREIGN.match(words[i - 1].text) and _ZIP_ANY.match(word.text)):
            continue
        if i and (words[i - 1].text.strip(",.") in STATE_CODES or _FOREIGN.match(words[i - 1].text)):
            return i - 1, i + 1
        for size in (3, 2, 1):
            if i >= size and join_words(words[i - size : i]).lower().strip(",") in STATE_NAMES:
                return i - size, i + 1
    return None


def _cell(words: list[Word], cost: float) -> Cell:
    value = join_words(words).strip(" ,|_.~") if words else ""
    return Cell(value or None, list(words) if value else [], cost, (), "read" if value else "missing")


def _read_city(owner: OwnerReading, fragments: list[Fragment]) -> list[Fragment]:
    """Take the city, state and zip code; give the fragments that are left."""
    stream = [(w, k) for k, f in enumerate(fragments) for w in f.words]
    words = [w for w, _ in stream]
    found = _city_at(words)
    if found is None:
        return _read_parts(owner, fragments)
    start, stop = found
    home = stream[start][1]
    first = next(i for i, (_, k) in enumerate(stream) if k == home)
    city = words[first:start]
    used = {home, stream[stop - 1][1]}
    if not city and home:
        near = fragments[home - 1]
        if not any(c.isdigit() for c in near.text) and not _is_title(near) and len(near.words) <= _MAX_STREET:
            city, used = near.words, used | {home - 1}
    owner.city = _cell(city, _ADDRESS_DOUBT)
    owner.state = _cell(words[start : stop - 1], _ADDRESS_DOUBT)
    owner.zip_code = _cell(words[stop - 1 : stop], _ADDRESS_DOUBT)
    last = stream[stop - 1][1]
    rest = [w for w, k in stream[stop:] if k == last]
    out = [f for k, f in enumerate(fragments) if k not in used]
    if rest:
        out.append(attrs.evolve(fragments[last], words=rest, leads=False))
    return out


def _read_parts(owner: OwnerReading, fragments: list[Fragment]) -> list[Fragment]:
    """City, state and zip code that stand apart: `CA` ... `95014` ... `CUPERTINO`."""
    left = list(fragments)
    for fragment in fragments:
        word = fragment.words[-1]
        if len(fragment.words) == 1 and _ZIP.match(word.text) and owner.zip_code.value is None:
            owner.zip_code = _cell([word], 1.0)
            left.remove(fragment)
        elif (
            word.text in STATE_CODES
            and len(fragment.words) <= 4
            and owner.state.value is None
            and not any(c.isdigit() for c in fragment.text)
        ):
            owner.state = _cell([word], 1.0)
            left.remove(fragment)
            if len(fragment.words) > 1:
                owner.city = _cell(fragment.words[:-1], 1.0)
    return left


def _address(owner: OwnerReading, fragments: list[Fragment], street_label: int | None) -> list[Word]:
    """Fill the owner's address; give the words of the title."""
    title: list[Word] = []
    lines: list[Fragment] = []
    before: Fragment | None = None
    left = [piece for f in _read_city(owner, fragments) for piece in _part_title(f) if piece is not None]
    for fragment in left:
        if _is_street(fragment) and not (title and _is_title(fragment) and not fragment.leads):
            lines.append(fragment)
        elif _is_title(fragment) or _goes_on(fragment, title, before):
            title += fragment.words
        else:
            lines.append(fragment)
        before = fragment
    if owner.city.value is None and (owner.state.value is not None or owner.zip_code.value is not None):
        loose = [f for f in lines if not _is_street(f) and len(f.words) <= _MAX_STREET]
        if loose:
            owner.city = _cell(loose[-1].words, 1.5)
            lines.remove(loose[-1])
    streets = [
        f for f in lines if _is_street(f) or (street_label is not None and f.order < street_label and len(f.words) > 1)
    ]
    if streets:
        owner.street1 = _cell(streets[0].words, _ADDRESS_DOUBT)
        owner.street2 = _cell([w for f in streets[1:_MAX_STREET] for w in f.words], _ADDRESS_DOUBT)
        owner.street2.state = "read" if owner.street2.value else "blank"
    return title


def _is_numbered(labels: Labels, name: str) -> bool:
    """Has the label its number?"""
    hit = labels.first(name)
    return hit is not None and labels.words[hit.start].text[0].isdigit()


def read_woven(labels: Labels, head_stop: int, closing: str) -> Woven:
    """Read the heading's fragments; `named` where they name the issuer."""
    fragments = head_fragments(labels, head_stop)
    ticker = find_ticker(fragments)
    seen = gather_evidence(labels, head_start(labels), head_stop, closing)
    names = part_names(
        fragments, ticker, seen, (_is_numbered(labels, spec.NAME_ADDRESS), _is_numbered(labels, spec.ISSUER))
    )
    owner = OwnerReading()
    if names is None or ticker is None:
        title = _address(owner, fragments, None)
        return Woven(owner, Cell(state="missing"), ticker.cell if ticker else Cell(state="missing"), title, False)
    owner.name, issuer, ticker_cell = names
    taken = {id(w) for cell in names for w in cell.words}
    rest = []
    said = squeeze(str(owner.name.value or ""))
    for fragment in fragments:
        words = [w for w in fragment.words if id(w) not in taken]
        key = "".join(squeeze(w.text) for w in words)
        if key and key != said:
            rest.append(attrs.evolve(fragment, words=words))
    street = labels.first(spec.STREET)
    title = _address(owner, rest, street.start if street else None)
    return Woven(owner, issuer, ticker_cell, title, True)


__all__ = ["Woven", "read_woven", "text_cell"]
