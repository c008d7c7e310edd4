"""Stage 7b4: titles that the filing's other titles tell.

Takes the rows of both tables. Securities recur: a title of which OCR lost a word in the middle (`Class A Stock` beside
`Class A Common Stock`), or read a letter of a word differently (`Restricted Stock nits`), or let other words in
(`Series E Sequoia Preferred Stock`), is the one of the other titles that it can be. Where two of them could be meant,
and where the title is a whole one by itself and no word is left over, it stays. What is put right says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..spec.lexicon import CLASS_WORDS, NATURE_WORDS, TITLE_ENDINGS, TITLE_WORDS
from ._cells import UNREAD, Cell, RowReading
from ._chunks import is_whole_title
from ._labels import squeeze
from ._parted import grammar_of
from ._titles import TITLES, is_broken

_PUT_RIGHT = 1.0
_LEAST_LETTERS = 4
_MOST_ROWS = 60
"""A form has 30 rows a table: of many more, titles are not compared."""

_VALUES = ("transaction_date", "shares", "shares_owned_following", "expiration_date")
_LEAST_VALUES = 1
"""Values of a row that are no title's: a row of none is none."""

Key = tuple[str, ...]


def mend_titles(tables: Sequence[Sequence[RowReading]]) -> None:
    """Put titles right that are another of the filing's titles misread."""
    rows = [row for table in tables for row in table]
    if not rows or len(rows) > _MOST_ROWS or all(row.exact for row in rows):
        return
    cells = [(row, cell) for row in rows for f in TITLES if (cell := row.cells.get(f)) and isinstance(cell.value, str)]
    counts = Counter(_key(str(cell.value)) for _, cell in cells)
    texts: dict[Key, str] = {}
    for _, cell in cells:
        texts.setdefault(_key(str(cell.value)), str(cell.value))
    good = [key for key in counts if len(key) > 1 and _is_good(key, texts[key])]
    for row, cell in cells:
        if row.exact or not cell.words:
            continue
        key = _key(str(cell.value))
        meant = [g for g in good if g != key and _is_misread(key, g, counts, row)]
        if len(meant) == 1:
            _take(cell, texts[meant[0]])
    for table in tables:
        _repeat(table)


def _repeat(table: Sequence[RowReading]) -> None:
    """Give rows whose title is none the one that all other rows of the table have: of 200 rows 199 repeat it."""
    field = TITLES[0]
    titled = [(row, cell) for row in table if (cell := row.cells.get(field)) and isinstance(cell.value, str)]
    keys = [(_key(str(cell.value)), str(cell.value)) for _, cell in titled]
    good = {key: text for key, text in keys if _is_good(key, text)}
    if len(good) != 1:
        return
    ((known, text),) = good.items()
    plain = grammar_of("underlying_security_title" in table[0].cells).fullmatch(" ".join(known)) is not None
    # a holding that has no title may be none at all
    dated = [row for row in table if plain and row.value("transaction_date") is not None]
    untitled = [(row, cell) for row in dated if (cell := row.cells.get(field)) and cell.value is None]
    none = [pair for pair, (key, own) in zip(titled, keys, strict=True) if key != known and _is_none(key, own, known)]
    for row, cell in (*none, *untitled):
        has_values = sum(row.value(value) is not None for value in _VALUES) >= _LEAST_VALUES
        if has_values and not row.exact:
            _take(cell, text)
            cell.state, cell.cost = "inferred", UNREAD


def _is_none(key: Key, text: str, known: Key) -> bool:
    """Is it a piece of the title, or nothing of any?"""
    told = [word for word in key if word in TITLE_WORDS]
    if is_whole_title(key) or any(word not in known and word not in NATURE_WORDS for word in told):
        return False
    return is_broken(text) or len(told) * 2 <= len(key) or len(key) == 1


def _key(title: str) -> Key:
    return tuple(k for w in title.split() if (k := squeeze(w)))


def _is_good(key: Key, text: str) -> bool:
    """A whole title, in which a letter follows each class, and numbers stand where titles have them."""
    par = key[-3:-1] == _OPEN and key[-1].isdigit()
    if not is_whole_title(key[:-3] if par else key) or is_broken(text):
        return False
    for before, word in pairwise(("", *key)):
        if before in _NAMED and len(word) > _LEAST_LETTERS - 1:
            return False
        if (before == "value") != (word[0].isdigit() and before not in (*_NAMED, "due", "")):
            return False
    return True


_NAMED = ("class", "series")


def _is_misread(key: Key, good: Key, counts: Counter[Key], row: RowReading) -> bool:
    """Can the title be what OCR has left of that one?"""
    if len(key) > 2 and key[-1] not in (*TITLE_ENDINGS, *_OPEN) and good[: len(key)] == key:
        return True  # no title ends so
    if len(key) < 2 or counts[key] > counts[good]:
        return False
    if len(key) == len(good):
        return _is_respelled(key, good)
    if len(key) > len(good):
        more = list(key)
        for word in good:
            if word not in more:
                return False
            more.remove(word)
        return _is_within(good, key) and not any(w in TITLE_WORDS or w in CLASS_WORDS for w in more)
    lost = list(good)
    for word in key:
        if word in lost:
            lost.remove(word)
    if key[-1] in _OPEN and good[: len(key)] == key:
        return True
    ends = key[0] == good[0] and key[-1] == good[-1]
    if ends and counts[good] > 1 and not _is_within(key, good) and _is_squeezed("".join(key), "".join(good)):
        return True
    found = {squeeze(w.text) for w in row.noise} | set(_key(str(row.value("nature_of_ownership") or "")))
    told = len(lost) == 1 or all(word in found or word in _PAR or word.isdigit() for word in lost)
    return ends and _is_within(key, good) and told and lost[0] not in _ALONE


_OPEN = ("par", "value")
_PAR = ("par", "value", "per")
_ALONE = frozenset("preferred convertible redeemable restricted non nonqualified qualified".split())
"""Words by which one title differs from another."""


def _is_squeezed(short: str, long: str) -> bool:
    """`classacstock`: letters of the words are lost, and more than half of them left."""
    return len(short) * 2 > len(long) > len(short) + _LEAST_LETTERS and _is_within(short, long)


def _is_within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Do the words of one stand in the other, in order?"""
    rest = iter(long)
    return all(word in rest for word in short)


def _is_respelled(key: Key, good: Key) -> bool:
    """Are all words the same but for a letter of one that is no word of titles?"""
    odd = [(a, b) for a, b in zip(key, good, strict=True) if a != b]
    return len(odd) == 1 and odd[0][0] not in TITLE_WORDS and _is_near(*odd[0])


def _is_near(seen: str, meant: str) -> bool:
    if not meant.isalpha() or min(len(seen), len(meant)) < _LEAST_LETTERS or abs(len(seen) - len(meant)) > 1:
        return False
    if len(seen) == len(meant):
        return sum(a != b for a, b in zip(seen, meant, strict=True)) <= 1 + (len(meant) > 6)
    short, long = sorted((seen, meant), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _take(cell: Cell, title: str) -> None:
    read = "what is not there" if cell.value is None else repr(cell.value)
    why = f"{read} is taken for {title!r}, as elsewhere in the filing"
    cell.repairs = (*cell.repairs, why)
    cell.value, cell.state, cell.cost = title, "repaired", max(cell.cost, _PUT_RIGHT)
