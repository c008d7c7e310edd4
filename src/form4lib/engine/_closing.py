"""Stage 6l: box 1 beside the closing table of owners.

Takes the first owner as box 1 gives it and as the closing table of the reduced editions does. Puts into the first what
the second has in fewer pieces: its line holds one owner's name and address and nothing else, where box 1 is woven or
cut. Parts the issuer from a name of box 1 that was read before it. What was taken says so. Reports nothing.
"""

from __future__ import annotations

from collections import Counter

import attrs

from ..spec import labels as spec
from ..spec.lexicon import COMPANY_ENDINGS, HEAD_WORDS, OFFICER_WORDS, STREET_WORDS
from ._cells import UNREAD, Cell, join_words
from ._fragments import alike
from ._labels import Labels, squeeze
from ._page import Word
from ._people import OwnerReading

_SHORT_NAME = 5
_LONG_NAME = 6
_DOUBTED = 1.5
_TAKEN_COST = 0.5
"""Names of fewer letters are not told from dirt; of more words they have some; what costs so much in box 1 is not
believed against the closing table; doubt in what was taken from there."""
_ALIKE = 0.75
"""Letter pairs in common from which two readings of a name are one owner's."""
_MOST_MORE = 6
"""Words that box 1 may lack of a street: more are another column's."""


def take_surer(owner: OwnerReading, closing: OwnerReading, heading: list[Word], signers: frozenset[str]) -> None:
    """Give the first owner what the closing table has read better, the name, and parts of the address; and compare.

    `heading`, `signers`: the words of the heading, and of those who sign.
    """
    boxed, listed = owner.name, _letters_of(closing)
    owner.agrees, owner.is_listed = _letters_of(owner) == listed, listed.startswith(_key(boxed))
    _take(owner, closing)
    if owner.name is not boxed and _signed(boxed, signers) and not _signed(owner.name, signers):
        owner.name = boxed
    elif _is_borne_out(owner.name, closing.name, heading, signers):
        owner.name = _taken(owner.name, closing.name)


def _take(owner: OwnerReading, closing: OwnerReading) -> None:
    if not _is_told(closing):
        owner.name = closing.name if owner.name.value is None else owner.name
        return
    owner.name = _surer_name(owner.name, closing.name)
    if alike(_key(owner.name), _key(closing.name)) < _ALIKE:
        return
    owner.state, owner.zip_code = _taken(owner.state, closing.state), _taken(owner.zip_code, closing.zip_code)
    if _adds_nothing_odd(owner, (owner.street1, owner.street2), (closing.street1, closing.street2)):
        owner.street1, owner.street2 = _taken(owner.street1, closing.street1), _taken(owner.street2, closing.street2)
    if _adds_nothing_odd(owner, (owner.city,), (closing.city,)) and not any(c.isdigit() for c in _key(closing.city)):
        owner.city = _taken(owner.city, closing.city)


def _letters_of(owner: OwnerReading) -> str:
    """Name and address, up to the country: its lines may be parted elsewhere, and mean the same."""
    cells = (owner.name, owner.street1, owner.street2, owner.city, owner.state, owner.zip_code)
    return "".join([_key(cell) for cell in cells])


def _is_borne_out(boxed: Cell, closing: Cell, heading: list[Word], signers: frozenset[str]) -> bool:
    """Does the rest of the filing say that the closing table has the name, and not what was read in box 1?

    `Ri Peon` in box 1 is none where the table has `Sauter Dennis Charles Jr`, and `Sauter` stands in the heading, too.
    """
    own, whole = _words(boxed), _words(closing)
    if not whole or alike(_key(boxed), _key(closing)) >= _ALIKE or whole[0] in own or own[:1] == whole[1:2]:
        return False
    if _signed(boxed, signers):
        return False
    if _signed(closing, signers) >= _BOTH_NAMES:
        return True
    return len(whole[0]) >= _TELLING and any(squeeze(w.text) == whole[0] for w in heading)


_BOTH_NAMES = 2
_TELLING = 4
"""So many letters of a name do not stand in the heading by chance."""


def _signed(name: Cell, signers: frozenset[str]) -> int:
    """How many words of a name are among those who sign."""
    return sum(word in signers for word in _words(name))


def _words(name: Cell) -> list[str]:
    return [key for w in name.words if len(key := squeeze(w.text)) > 1]


def part_issuer(issuer: Cell, name: Cell) -> Cell:
    """The issuer without the end of the owner's name, which stands left of it: `BOTHA ROELOF Square, Inc.`."""
    keys, owner = [squeeze(w.text) for w in issuer.words], [squeeze(w.text) for w in name.words]
    for size in range(min(len(owner), len(keys) - 1), 0, -1):
        rest = keys[size:]
        named = any(len(key) >= _NAMING and key not in COMPANY_ENDINGS for key in rest)
        if keys[:size] == owner[-size:] and (size > 1 or len(keys[0]) >= _NAMING) and named:
            words = issuer.words[size:]
            gone = join_words(issuer.words[:size])
            why = f"left out {gone!r}, the end of the owner's name"
            cost = issuer.cost + _TAKEN_COST
            return attrs.evolve(issuer, value=join_words(words), words=words, cost=cost, repairs=(*issuer.repairs, why))
    return issuer


def part_at_label(labels: Labels, issuer: Cell, owner: OwnerReading) -> Cell:
    """The issuer behind the label of box 2, on a page without lines; what stands before it is box 1's name.

    So where the owner has another name, which stands behind that label; else it may be a line of the issuer's.
    """
    label, box_1 = labels.first(spec.ISSUER), labels.first(spec.NAME_ADDRESS)
    if label is None or box_1 is None or box_1.start > label.start or not issuer.words:
        return issuer
    at, begin = labels.words[label.start].start, labels.words[box_1.start].start
    before = [w for w in issuer.words if begin < w.start < at]
    behind = [w for w in issuer.words if w.start > at]
    if not before or len(before) + len(behind) < len(issuer.words) or not behind:
        return issuer
    if len(before) < _OF_A_NAME or not owner.name.words or owner.name.words[0].start < at:
        return issuer
    name = join_words(before)
    taken = f"taken for the name, in place of {owner.name.value!r}: it stands before the label of box 2"
    owner.name = Cell(name, before, UNREAD, (), "read", (taken,))
    repairs = (*issuer.repairs, f"left out {name!r}, which stands before the label of the box")
    cost = issuer.cost + _TAKEN_COST
    return attrs.evolve(issuer, value=join_words(behind), words=behind, cost=cost, repairs=repairs)


_OF_A_NAME = 2
"""A name has so many words."""
_NAMING = 3
"""Letters of a word that names something."""


def _key(cell: Cell) -> str:
    return squeeze(str(cell.value or ""))


def _is_told(closing: OwnerReading) -> bool:
    """Does the owner's line end as addresses do?"""
    return all(cell.value is not None for cell in (closing.city, closing.state, closing.zip_code))


def _taken(cell: Cell, closing: Cell) -> Cell:
    if _key(cell) == _key(closing):
        return _taken_over(cell, 0.0, cell.repairs)
    why = "taken from the closing table of owners"
    return _taken_over(closing, closing.cost + _TAKEN_COST, (*closing.repairs, why))


def _taken_over(cell: Cell, cost: float, repairs: tuple[str, ...]) -> Cell:
    """The same cell, at another cost."""
    return Cell(cell.value, cell.words, cost, cell.marks, cell.state, repairs, 1.0, cell.span)


def _adds_nothing_odd(owner: OwnerReading, mine: tuple[Cell, ...], closing: tuple[Cell, ...]) -> bool:
    """Is what the closing table has beside the words of box 1 an address's? Its columns may have run together."""
    told = [w for cell in closing for w in cell.words if squeeze(w.text)]
    had = Counter(squeeze(w.text) for cell in mine for w in cell.words)
    extra: list[str] = []
    for word in told:
        if had[squeeze(word.text)]:
            had[squeeze(word.text)] -= 1
        else:
            extra.append(word.text)
    elsewhere = {
        squeeze(w.text) for cell in (owner.name, *(() if owner.city in mine else (owner.city,))) for w in cell.words
    }
    keys = [squeeze(text) for text in extra]
    if not told or len(extra) > _MOST_MORE or any(k in elsewhere or _is_titles(k) for k in keys if len(k) > 1):
        return False
    return not any(text.islower() or not text.isascii() or "%" in text for text in extra)


def _is_titles(key: str) -> bool:
    return key in OFFICER_WORDS and key not in STREET_WORDS


def _surer_name(boxed: Cell, closing: Cell) -> Cell:
    """The name as box 1 gives it, or as the closing table does.

    The closing table is believed where box 1 has the same name with more letters around it (`P A QUENNELL`, `QUENNELL
    Apply ADA B`), lacks its last words, or was read with much doubt.
    """
    if boxed.value is None:
        return closing
    box, whole = _key(boxed), _key(closing)
    names = [squeeze(w.text) for w in closing.words]
    if box == whole or len(whole) < _SHORT_NAME or names[0].isdigit() or any(name in STREET_WORDS for name in names):
        return boxed
    own = [squeeze(w.text) for w in boxed.words]
    cut = own == names[: len(own)] and len(box) * 2 > len(whole)
    doubted = boxed.cost >= _DOUBTED and alike(box, whole) < _ALIKE
    lacking = Counter(whole) - Counter(box)
    more = len(box) > len(whole) and not lacking and (box[0] != whole[0] or names[0] in box)
    if sorted(box) == sorted(whole) or cut or doubted or (more and _has_dirt(boxed, names)):
        return _taken(boxed, closing)
    return boxed


def _has_dirt(boxed: Cell, names: list[str]) -> bool:
    """Has a name words that names do not have, beside those that the closing table gives?"""
    extra = [w.text for w in boxed.words if squeeze(w.text) not in names]
    return len(boxed.words) > _LONG_NAME or any(
        not text.isalpha()
        or text.islower()
        or len(text) == 1
        or (text[:2].isupper() and not text.isupper())
        or squeeze(text) in HEAD_WORDS
        for text in extra
    )
