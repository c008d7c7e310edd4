"""Stage 5h: titles, cleaned.

Takes the rows of a table read from a page whose cells are not whole. Gives their titles without what OCR left
of marks and rules between the words (`Common Stock oO`), without the form's own words that cut cells brought there
(`ntly valid OM Stock Option`), and with a word of titles for one that is a letter off (`tight to buy`); the last two
are repairs, and say so. Titles as printed are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import attrs

from ..spec.labels import FORM_TEXT
from ..spec.lexicon import COMPANY_ENDINGS, TITLE_ENDINGS, TITLE_WORDS
from ._cells import Cell, RowReading, is_article, join_words, part_marks
from ._chunks import STUCK_MARKS
from ._labels import squeeze
from ._page import Word
from ._remembered import remembered, remembered_text

TITLES = ("security_title", "underlying_security_title")
"""The fields that name a security."""
_NAMED = frozenset(("class", "series", "tranche", "due", "type", "group", "rule"))
"""Words that a letter or a number may follow: `Class A`, `Series 1`."""
_VALUED = frozenset(("value",))
"""A par value follows."""
_CLEANED = 0.3
_RESPELLED = 0.7
CUT_OUT = 3.0
"""What a title costs that was parted from the form's own words: more of it may have gone with them."""
_LEAST_LETTERS, _LEAST_CUT, _SHORT_CUT = 5, 4, 6
_FIRST = re.compile(r"(\(?)[a-z]")
_MARK = re.compile(r"^\(\d{1,2}\)$")
_NUMERAL = re.compile(r"^(?:[IVX]+|\d+(?:-\d+)?|[A-Z]-?\d?)$")


_SHORT = frozenset(w for w in TITLE_WORDS | COMPANY_ENDINGS if len(w) <= len("inc"))
"""The short words that titles have."""


def is_junk(word: Word) -> bool:
    """A short word that no title has: `toc`, `aay`, `Q)`."""
    plain = squeeze(word.text)
    if not plain or _MARK.match(word.text):
        return True
    bare = word.text.strip("()[]{}|,.;:'\"")
    return len(plain) <= 3 and plain not in _SHORT and not bare.isupper() and _NUMERAL.match(bare) is None


def begins_inside(title: str) -> bool:
    """Is it the rest of a title, and not its beginning: `(right to buy)`, `$0.0001 per share`, `to buy)`?"""
    return title[:1] in _INSIDE or title[:1].islower() or title.split(" ", 1)[0].lower() in _LAST_WORDS


_INSIDE = frozenset("($,;&-")
_LAST_WORDS = frozenset("par per value interests".split())


def begins_twice(title: str) -> bool:
    """`Class B Common Stock Class B Common`: titles of two rows."""
    plain = [squeeze(w) for w in title.split()]
    return len(plain) > 1 and (plain[0], plain[1]) in set(pairwise(plain[1:]))


@remembered_text
def is_broken(title: str) -> bool:
    """Has the title lost a part of it, or got a piece of another: `Warrants (right`, `Series A`, `par value share`?"""
    plain = [squeeze(w) for w in title.split()]
    twice = any(a == b and a for a, b in pairwise(plain)) or plain.count("class") + plain.count("series") > 1
    twice = twice or begins_twice(title)
    unclosed = title.count("(") != title.count(")")
    unvalued = "value" in plain and "no" not in plain and "without" not in plain and not any(c.isdigit() for c in title)
    gone = twice or unclosed or unvalued or title[-1:] == "," or plain[-1] in _GOES_ON or plain[-2:-1] in _NAMED_LAST
    return gone or begins_inside(title)


_GOES_ON = frozenset("class series par representing of to restricted convertible redeemable performance".split())
"""Words with which no title ends."""
_NAMED_LAST = (["class"], ["series"])
"""Nor does one end with the name of its class."""


def _known_share(words: list[Word]) -> float:
    known = sum(squeeze(w.text) in TITLE_WORDS for w in words)
    return known / len(words) if words else 0.0


@remembered_text
def respell(text: str) -> str | None:
    """The one word of titles that is a letter off, or has one more before the first: `(ight` is `(right`.

    Of a short word without a bracket more may be lost: `ommon` is often the underlying's.
    """
    plain = squeeze(text)
    if len(plain) < _LEAST_CUT or plain in TITLE_WORDS:
        return None
    cut = [t for t in TITLE_WORDS if len(t) == len(plain) + 1 and t.endswith(plain)]
    if len(cut) == 1 and (match := _FIRST.match(text)) and (match[1] or len(plain) > _SHORT_CUT):
        return match[1] + (cut[0][0] if match[1] else cut[0][0].upper()) + text[match.end(1) :]
    if len(plain) < _LEAST_LETTERS:
        return None
    near = [t for t in TITLE_WORDS if len(t) == len(plain) and sum(a != b for a, b in zip(t, plain, strict=True)) == 1]
    if len(near) != 1:
        return None
    at = next(i for i, (a, b) in enumerate(zip(near[0], plain, strict=True)) if a != b)
    letters = [i for i, c in enumerate(text) if c.isascii() and c.isalnum()]
    new = near[0][at].upper() if text[letters[at]].isupper() else near[0][at]
    return text[: letters[at]] + new + text[letters[at] + 1 :]


def _cleaned(cell: Cell, *, printed: bool) -> Cell:
    kept: list[Word] = []
    for word in cell.words:
        named = bool(kept) and squeeze(kept[-1].text.split()[-1]) in (_VALUED if word.text[0] in "$." else _NAMED)
        article = printed and word is not cell.words[-1] and is_article(word, kept)
        if named or article or not (len(squeeze(word.text)) == 1 or (not printed and is_junk(word))):
            kept.append(word)
    if not kept or _known_share(kept) < 0.5:
        return cell
    repairs = list(cell.repairs)
    for i, word in enumerate(kept):
        better = None if printed else respell(STUCK_MARKS.sub("", word.text))
        if better is not None:
            if (note := f"read {word.text!r} as {better!r}") not in repairs:
                repairs.append(note)
            kept[i] = attrs.evolve(word, text=better)
    if len(kept) == len(cell.words) and len(repairs) == len(cell.repairs):
        return cell
    cost = cell.cost + _CLEANED + (_RESPELLED if repairs else 0.0)
    said, marks = part_marks(join_words(kept).strip(" |_-~"))
    return attrs.evolve(
        cell,
        value=said,
        marks=tuple(dict.fromkeys((*cell.marks, *marks))),
        words=kept,
        cost=cost,
        state="repaired" if repairs else cell.state,
        repairs=tuple(repairs),
    )


@remembered
def _is_form_piece(plain: str) -> bool:
    """Does the form print these letters around its tables: `ntly`, `ecurities`?"""
    return any(plain in text for text in FORM_TEXT)


def _title_in(words: list[Word]) -> tuple[int, int] | None:
    """The span of a whole title before or behind which only pieces of the form stand."""
    plain = [squeeze(w.text) for w in words]
    own = [p not in TITLE_WORDS and p not in _OF_FORM_AND_TITLES for p in plain]
    strange = [i for i, p in enumerate(plain) if own[i] and p]
    if not all(len(plain[i]) <= _SPLINTER or _is_form_piece(plain[i]) for i in strange):
        return None
    if not any(len(plain[i]) >= _PIECE and _is_form_piece(plain[i]) for i in strange):
        return None
    start, stop = (strange[-1] + 1, len(words)) if strange[0] < len(words) - 1 - strange[-1] else (0, strange[0])
    while start == 0 < stop and plain[stop - 1] not in TITLE_ENDINGS:
        stop -= 1
    if stop - start < _LEAST_OF_TITLE or plain[stop - 1] not in TITLE_ENDINGS or not words[start].text[0].isupper():
        return None
    return start, stop


_OF_FORM_AND_TITLES = frozenset("plan sale".split())
"""Words that the form prints, and titles have as well: `Employee Stock Purchase Plan Common Stock`, `Forward Sale`."""
_LEAST_OF_TITLE = 2
_PIECE = 4
_SPLINTER = 2
"""Letters of a piece that shows that the form's own words were cut, and of one that may then be anything."""


def _trimmed(cell: Cell) -> Cell:
    span = _title_in(cell.words)
    if span is None:
        return cell
    kept = cell.words[slice(*span)]
    gone = " ".join(w.text for w in (*cell.words[: span[0]], *cell.words[span[1] :]))
    repairs = (*cell.repairs, f"left out the form's own {gone!r}")
    cost = cell.cost + CUT_OUT
    return attrs.evolve(cell, value=join_words(kept), words=kept, cost=cost, state="repaired", repairs=repairs)


def _change(rows: list[RowReading], change: Callable[[Cell], Cell]) -> None:
    for row in rows:
        for field in TITLES:
            cell = row.cells.get(field)
            if cell is not None and isinstance(cell.value, str) and cell.words:
                row.cells[field] = change(cell)


def clean_titles(rows: list[RowReading], *, printed: bool) -> None:
    """Clean the titles of all rows; where they stand as `printed`, of the letters of other cells alone."""
    _change(rows, partial(_cleaned, printed=printed))


def trim_titles(rows: list[RowReading]) -> None:
    """Part the titles of all rows from pieces of the form."""
    _change(rows, _trimmed)


def stand_apart(row: RowReading) -> bool:
    """Does the whole title stand before what underlies, with other cells of the row between the two?"""
    title, other = (row.cells.get(field) for field in TITLES)
    if title is None or other is None or not title.words or not other.words:
        return False
    stop, start = max(w.start for w in title.words), min(w.start for w in other.words)
    between = (w.start for cell in row.cells.values() if cell is not title and cell is not other for w in cell.words)
    return any(stop < place < start for place in between)
