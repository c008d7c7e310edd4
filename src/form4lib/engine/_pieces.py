"""Stage 5d2: values that were cut in pieces.

Takes the words of one row in the order of its columns. Gives them with the pieces of one value put together:
a `$` and its amount, a number or a date cut by a cell's border or a line's end. A word put together keeps the
spans of its pieces.
"""

from __future__ import annotations

import re

import attrs

from ..spec.lexicon import TITLE_WORDS
from ..spec.tables import DATE
from ._atoms import is_strong, is_value, readings
from ._labels import squeeze
from ._page import GLUED, NEXT_CELL, WIDE, Word
from ._remembered import remembered

_OPEN_NUMBER = re.compile(r"^\$?\d{1,3}(?:,\d{3})*,(?:\d{1,3})?$|^\$?\d{1,3}(?:,\d{3})*,\d{1,2}$")
_DIGITS = re.compile(r"^(?:\d{1,4}|,?\d{3})(?:,\d{3})*(?:\.\d+)?(?:\(\d{1,2}\))*$")
_SHORT = re.compile(r"^\d{1,4}$")
_COMMA_TAIL = re.compile(r"^(?:,\d{3})+(?:\.\d+)?(?:\(\d{1,2}\))*$|^\.\d+(?:\(\d{1,2}\))*$")
_OPEN_HEAD = re.compile(r"^\$?\d{1,3}(?:,\d{3})*$")
_OPEN_DATE = re.compile(r"^\d{1,2}/\d{0,2}/?\d{0,3}$")
_DATE_TAIL = re.compile(r"^/?\d{0,2}/?\d{1,4}$")
_MONTH_TAIL = re.compile(r"^\d/\d\d/\d{4}$")
_OPEN_POINT = re.compile(r"^\$?\d[\d,]*\.$")
_DECIMALS = re.compile(r"^\d{1,4}(?:\(\d{1,2}\))*$")
_LOOSE_DECIMALS = re.compile(r"^0\d{1,3}$")
"""No number begins with a zero but one whose point stands apart: `. 0125` is what a scan leaves of `$0.0125`."""
_WHOLE_DATE = re.compile(r"^\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})$")
_NUMBER = re.compile(r"^\$?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:\(\d{1,2}\))*$")
_MARK = re.compile(r"^\(\d{1,2}\)$")
_OPEN_MARK = re.compile(r"\(\d{0,2}$")
_MARK_TAIL = re.compile(r"^\d{0,2}\)+$")


def joined(first: Word, second: Word) -> Word:
    """Two pieces of one value as one word."""
    spans = (*first.more, (second.start, second.end), *second.more)
    return attrs.evolve(first, text=first.text + second.text, more=spans)


@remembered
def _may_go_on(text: str) -> bool:
    """Could it be the first piece of a value? Most words could not."""
    patterns = (_OPEN_NUMBER, _OPEN_HEAD, _OPEN_POINT, _OPEN_DATE, _NUMBER)
    return text in ("$", ".") or any(p.match(text) for p in patterns) or _OPEN_MARK.search(text) is not None


def _belong(first: Word, second: Word) -> bool:
    """Are the two words, of which the first may go on, pieces of one value?"""
    a, b = first.text, second.text
    if a == "$":
        return is_value(b) or b[0].isdigit()
    if _OPEN_MARK.search(a) and _MARK_TAIL.match(b):
        return True
    if a == ".":
        return _LOOSE_DECIMALS.match(b) is not None
    if _OPEN_NUMBER.match(a) and _DIGITS.match(b):
        return _NUMBER.match(a + b) is not None
    if second.gap == NEXT_CELL and _OPEN_HEAD.match(a) and _COMMA_TAIL.match(b):
        return _NUMBER.match(a + b) is not None
    if second.gap == NEXT_CELL and (
        (_OPEN_POINT.match(a) and _DECIMALS.match(b)) or (a in ("0", "1") and _MONTH_TAIL.match(b))
    ):
        return True
    if _OPEN_DATE.match(a) and _DATE_TAIL.match(b) and not _is_early(a):
        return _WHOLE_DATE.match(a + b) is not None
    same_cell = first.cell == second.cell and second.line > first.line
    columned = first.cell > 0 or (first.x > 0 and first.x == second.x)
    return same_cell and columned and "." in a and _NUMBER.match(a) is not None and _SHORT.match(b) is not None


def _is_early(text: str) -> bool:
    """A whole date, the year in two digits, needs no more."""
    return re.match(r"^\d{1,2}/\d{1,2}/(?:\d{4}|[03-9]\d)$", text) is not None


_PART_OF_DATE = re.compile(r"^\d{1,2}/\d{0,2}$")
_GLUED = re.compile(r"^(\W?\$?[\d,.]+\d|[A-Za-z]{4,})[^\w.,'-]{1,2}([AD]|\$?\d[\d,.]*)$")
_GLUED_PRICE = re.compile(r"^((?!par|value)[A-Za-z]{3,}\)?(?:\(\d{1,2}\))?)(\$\d[\d,.]*)$")
"""`Stock(2)$0`, `buy)$0.33`: a title that fills its column, and a price."""
_GLUED_SIDE = re.compile(r"^(\W?[AD])[^\w.,'$-]{1,2}(\$?\d[\d,]*\.\d+)$")
"""`|A/11.03`: the letter and the price behind it."""
_GLUED_DATES = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?=\d\d/|\|))?\|?(?P<first>\d{1,2}/\d{1,2}/\d{4})(?P<second>\d{1,2}/\d{1,2}/\d{4})$"
)
_IN_TWO = (_GLUED, _GLUED_PRICE, _GLUED_SIDE)
_ALL_GLUED = (*_IN_TWO, _GLUED_DATES)
_TITLE_NEXT = re.compile(
    r"^par\b|^\(?par|^per$|^Series|^Convertible|^Senior|^Cumulative|^Non-?[Vv]oting", re.IGNORECASE
)
_TITLE_BEFORE = re.compile(r"^value,?$|^due$|^Series$|^par$", re.IGNORECASE)
_TITLE_NUMBER = re.compile(r"^\$?\.?\d[\d.]*%?,?\)?$|^\d+-\d+$")


def title_numbers(words: list[Word], *, wrapped: bool = False) -> list[Word]:
    """Tie the numbers of security titles to their words: `$0.01 par value`, `6.50% Series B`, `due 2028`.

    A word of text with a number in it is text; by itself the number would be taken for a price. `wrapped`: the words
    are one cell's, whose lines go on: `Series / 2020-1`.
    """
    out: list[Word] = []
    for word in words:
        before = out[-1] if out and (wrapped or word.gap < WIDE) else None
        if before and (
            (_is_title_number(word.text) and "," not in word.text[:-1] and _TITLE_BEFORE.match(before.text))
            or (_is_title_number(before.text) and _TITLE_NEXT.match(word.text))
        ):
            out[-1] = spaced(before, word)
        else:
            out.append(word)
    return out


@remembered
def _is_title_number(text: str) -> bool:
    return _TITLE_NUMBER.match(text) is not None


def spaced(first: Word, second: Word) -> Word:
    """Two words as one of text."""
    spans = (*first.more, (second.start, second.end), *second.more)
    return attrs.evolve(first, text=f"{first.text} {second.text}", more=spans)


@remembered
def _may_be_glued(text: str) -> bool:
    return _RULE.search(text) is not None or any(p.match(text) for p in _ALL_GLUED)


def split_glued(words: list[Word]) -> list[Word]:
    """Part what OCR glued: `34,821/D` is an amount and its D."""
    if not any(_may_be_glued(word.text) for word in words):
        return words
    out: list[Word] = []
    for word in words:
        if not _may_be_glued(word.text):
            out.append(word)
        elif parts := _ruled(word):
            for part in parts:
                out += _parts_of(part)
        else:
            out += _parts_of(word)
    return out


def _parts_of(word: Word) -> list[Word]:
    """What stands in a word without rules: dates, an amount and what is behind a stroke, or the word itself."""
    if dates := _dated(word):
        return dates
    match = next((m for p in _IN_TWO if (m := p.match(word.text))), None)
    if match is None or _PART_OF_DATE.match(word.text) or any(r.kind == DATE for r in readings(word.text)):
        return [word]  # `1109/2021` has lost a stroke, and is no amount beside another
    return [_piece(word, *match.span(1)), _piece(word, *match.span(2))]


def _piece(word: Word, start: int, stop: int) -> Word:
    """A part of a word; of one that the fold has taken signs from, the places are not known."""
    gap = GLUED if start else word.gap
    if word.size != len(word.text):
        return attrs.evolve(word, text=word.text[start:stop], gap=gap)
    text = word.text[start:stop]
    return attrs.evolve(word, text=text, start=word.start + start, size=len(text), x=word.x + start, gap=gap)


def _dated(word: Word) -> list[Word]:
    """`1,125|10/31/200110/31/2006`: dates, and a number before them, that nothing parts."""
    match = _GLUED_DATES.match(word.text)
    if match is None:
        return []
    return [_piece(word, *match.span(name)) for name in ("number", "first", "second") if match[name]]


def _is_cut_word(first: Word, second: Word) -> bool:
    """`Commo | n`, `C | ommon`: a word of titles, cut by a cell's border."""
    return second.text[0].islower() and first.text.isalpha() and squeeze(first.text + second.text) in TITLE_WORDS


def join_words_cut(words: list[Word]) -> list[Word]:
    """Put together the words of titles that a cell's border has cut.

    Where the cell to the left goes on below (`Class A C / value | ommon Stock, $0.01 par`) what stands below follows.
    """
    if NEXT_CELL not in [word.gap for word in words]:
        return words
    out: list[Word] = []
    below: list[Word] = []
    for word in words:
        if word.gap == NEXT_CELL and out and word.cell - out[-1].cell == 1:
            out += below
            below = []
            at, cell = len(out) - 1, out[-1].cell
            while at >= 0 and out[at].cell == cell and not _is_cut_word(out[at], word):
                at -= 1
            if at >= 0 and out[at].cell == cell:
                below = out[at + 1 :]
                out[at:] = [joined(out[at], word)]
                continue
        elif below and word.cell != words[0].cell and word.gap == NEXT_CELL:
            out += below
            below = []
        out.append(word)
    return out + below


def _goes_on(first: Word, second: Word) -> bool:
    """An amount that a border has cut, in the cell before this one."""
    return (
        second.cell - first.cell == 1
        and _OPEN_NUMBER.match(first.text) is not None
        and second.text.isdigit()
        and _NUMBER.match(first.text + second.text) is not None
    )


_RULE = re.compile(r"[|\[\]{}]")
_RULED = re.compile(r"[^|\[\]{}]+")
_CELL = re.compile(r"[^\w]{0,20}(?:[\d,.]{0,40}\d[^\w]*|[ADaIdp][_.]*|\$[\d,.]+\W*|s[o\d][\d,.]*\W*)$")
"""What a cell of a value or a letter may be."""


def _ruled(word: Word) -> list[Word]:
    """`15,053]D|1,080.451`: cells with the rules between them; none where that is not what it is."""
    cells = [m for m in _RULED.finditer(word.text) if m[0].strip("_-~")]
    if len(cells) < 2 or not any(is_value(m[0]) for m in cells):
        return []
    if not all(_CELL.match(m[0]) for m in cells) and not any(is_strong(m[0]) for m in cells):
        return []
    return [attrs.evolve(_piece(word, *m.span()), gap=GLUED if i else word.gap) for i, m in enumerate(cells)]


def join_pieces(words: list[Word]) -> list[Word]:
    """Put the pieces of values together."""
    out: list[Word] = []
    for word in words:
        if out and _may_go_on(out[-1].text) and _belong(out[-1], word):
            out[-1] = joined(out[-1], word)
        elif len(out) > 1 and word.gap == NEXT_CELL and _MARK.match(out[-1].text) and _goes_on(out[-2], word):
            out[-2] = joined(out[-2], word)  # `110,00 / (1) | 0`: the mark stands below the amount
        else:
            out.append(word)
    return out
