"""Stage 5a1: amounts that stand above their row.

Takes the lines of Table I, read in the order of the text. Gives them with an amount moved down into the row that
lacks it. The reduced editions print the footnote's mark below the number where the cell is narrow, and OCR then reads
the number as a line of its own:

    17,287            $
    Class A Common Stock   12/01/2022 S        (1)   D   14.2682   69,147   D

A line is believed to hold the amount of the row below it where that row has a date and a letter for its side, and no
number between them. Reports nothing: the value's place in the text tells.
"""

from __future__ import annotations

import re
from itertools import combinations
from math import inf

import attrs

from ..spec.tables import DATE, MONEY, NUMBER, SIDE
from ._atoms import MARK, readings
from ._lines import Line
from ._page import SPACE, Word

_LEAST_PRINTED = 0.3
_LIKE_A_SIDE = 1.4
_LIKE_A_DATE = 2.0
_MOST_WORDS = 4
"""A line with more words is a row's, or a sentence's."""
_NEAR = 4
"""Words between a row's date and its side: the code, a V, and what is left of a mark."""


def lower_amounts(lines: list[Line]) -> list[Line]:
    """Put amounts that stand alone above a row into it."""
    out: list[Line] = []
    for line in lines:
        at = _lacks_at(line.words)
        amount = _amount_of(out[-1]) if out and at is not None else None
        if amount is None or at is None:
            out.append(line)
            continue
        above = out.pop()
        if rest := [w for w in above.words if w is not amount]:
            out.append(attrs.evolve(above, words=rest))
        moved = attrs.evolve(amount, gap=SPACE)
        out.append(attrs.evolve(line, words=[*line.words[:at], moved, *line.words[at:]]))
    return out


def _lacks_at(words: list[Word]) -> int | None:
    """Where the number of a row would stand that has a date, a code and a side, and none."""
    date = _date_at(words)
    if date is None:
        return None
    for i in range(date + 2, min(len(words), date + 2 + _NEAR)):
        if _has(words[i].text, SIDE, _LIKE_A_SIDE):
            return i - 1 if i > date + 2 and words[i - 1].text != "V" else i
        if _is_number(words[i].text):
            return None
    return None


def _date_at(words: list[Word]) -> int | None:
    """Where the date stands by which a row is told."""
    return next((i for i, w in enumerate(words) if "/" in w.text and _has(w.text, DATE, _LIKE_A_DATE)), None)


def _has(text: str, kind: str, most: float = inf) -> bool:
    """Can it be read as the kind, at a cost below that?"""
    return any(r.kind == kind and r.cost < most for r in readings(text))


def _is_number(text: str) -> bool:
    return _has(text, NUMBER, _LEAST_PRINTED) or (_has(text, NUMBER) and not _has(text, MARK))


def _amount_of(line: Line) -> Word | None:
    """The one number of a line that is no row: `17,287 $`, `3,936 Estate`; not a year in a fund's name."""
    if len(line.words) > _MOST_WORDS:
        return None
    numbers = [w for w in line.words if is_amount(w.text)]
    others = [w for w in line.words if w not in numbers and len(w.text) > 1 and any(c.isdigit() for c in w.text)]
    return numbers[0] if len(numbers) == 1 and all(_has(w.text, MARK) for w in others) else None


def lift_prices(lines: list[Line]) -> list[Line]:
    """Put prices that stand alone below a row into it: `(1) 7.26` below `05/05/2014 P 2,000 A 56,525 D`; beside words
    those whose sign stands in the row: `5.4504 Footnotes` below `D |$ 12,103,636 I See`.
    """
    out: list[Line] = []
    for line in lines:
        price = (_price_of(line) or _price_beside(line, out[-1])) if out else None
        at = _lacks_price_at(out[-1].words) if price is not None else None
        if price is None or at is None:
            out.append(line)
            continue
        words = out[-1].words
        out[-1] = attrs.evolve(out[-1], words=[*words[:at], attrs.evolve(price, gap=SPACE), *words[at:]])
        if rest := [w for w in line.words if w is not price]:
            out.append(attrs.evolve(line, words=rest))
    return out


_PRICE = re.compile(r"\$?\d{1,3}(?:,\d{3})*\.\d{1,4}(?:\(\d{1,2}\))*")


def _price_of(line: Line) -> Word | None:
    """The one price of a line that has nothing else but marks and signs."""
    prices = [w for w in line.words if _PRICE.fullmatch(w.text.strip("|[]{}"))]
    rest = [w for w in line.words if w not in prices]
    return prices[0] if len(prices) == 1 and all(len(w.text) == 1 or _has(w.text, MARK) for w in rest) else None


def lower_cells(lines: list[Line]) -> list[Line]:
    """Put the cells that stand behind a title into the row below, where they have one order with its own.

    A cell in the middle of its row is read with the title's first line or its second:

        Class A Common Stock, par value   S(1)   $6.7116(2)   661,756(3)   See
        04/04/2024   141,981   D   I   footnote(4)
    """
    out: list[Line] = []
    for line in lines:
        above = out[-1].words if out else []
        start, end = _cells_behind(above)
        stop = _cells_before(line.words) if start < end else 0
        merged = _merged(above[start:end], line.words[1:stop]) if stop > 1 else None
        if merged is None:
            out.append(line)
            continue
        out[-1] = attrs.evolve(out[-1], words=above[:start])
        row = [attrs.evolve(w, gap=SPACE) for w in (*merged, *above[end:])]
        out.append(attrs.evolve(line, words=[line.words[0], *row, *line.words[stop:]]))
    return out


def _kind_of(text: str) -> str:
    """A letter of sides and forms, another, price, number or mark; nothing for other words."""
    if _LETTER.fullmatch(text):
        return text[0] if text[0] in "ADI" else "L"
    if text[0] == "$":
        return "P" if _has(text, MONEY, _LEAST_PRINTED) else ""
    return "N" if is_amount(text) else "M" if _has(text, MARK, _LEAST_PRINTED) else ""


_LETTER = re.compile(r"[A-Za-z](?:\(\d{1,2}\))?")
_ORDER = re.compile(r"[LADI]?N?[AD]?P?N?[DI]?")
"""Code, shares, side, price, amount owned, form."""


def _cells_behind(words: list[Word]) -> tuple[int, int]:
    """Where the cells stand that a line without a date has behind its title, and perhaps before other words."""
    end = start = next(
        (i for i in range(len(words), 0, -1) if _kind_of(words[i - 1].text) or not words[i - 1].text.isalpha()), 0
    )
    if len(words) - end > _MOST_BEHIND:
        return 0, 0
    while start > 0 and _kind_of(words[start - 1].text):
        start -= 1
    told = start and any(_kind_of(w.text) == "N" for w in words[start:end]) and _date_at(words) is None
    return (start, end) if told else (0, 0)


_MOST_BEHIND = 3


def _cells_before(words: list[Word]) -> int:
    """Where the cells end that follow a date at a line's start; 0 where it has none."""
    if not words or _date_at(words[:1]) is None:
        return 0
    return next((i for i, w in enumerate(words[1:], 1) if not _kind_of(w.text)), len(words))


def _merged(first: list[Word], second: list[Word]) -> list[Word] | None:
    """The cells of both in the order of the columns, where there is one way; marks go with the cell before."""
    ways = []
    cells, others = _with_marks(first), _with_marks(second)
    size = len(cells) + len(others)
    for places in combinations(range(size), len(cells)) if size <= _MOST_CELLS else ():
        mine, theirs = iter(cells), iter(others)
        way = [next(mine) if i in places else next(theirs) for i in range(size)]
        if _ORDER.fullmatch("".join([_kind_of(cell[0].text) for cell in way])):
            ways.append([w for cell in way for w in cell])
    return ways[0] if len(ways) == 1 else None


_MOST_CELLS = 6


def _with_marks(words: list[Word]) -> list[list[Word]]:
    out: list[list[Word]] = []
    for word in words:
        if out and _kind_of(word.text) == "M":
            out[-1].append(word)
        else:
            out.append([word])
    return out


def _price_beside(line: Line, row: Line) -> Word | None:
    """The price that a line begins with which has words alone behind it, where the row above has a sign alone."""
    signed = line.words and any(w.text.strip("|[]{}") == "$" for w in row.words)
    if not signed or not _PRICE.fullmatch(line.words[0].text):
        return None
    return None if any(c.isdigit() for w in line.words[1:] for c in w.text) else line.words[0]


def _lacks_price_at(words: list[Word]) -> int | None:
    """Where the price of a row would stand that has a number, a side, an amount owned, and no price."""
    date = _date_at(words)
    if date is None:
        return None
    numbers = [i for i in range(date + 1, len(words)) if is_amount(words[i].text)]
    if len(numbers) != 2 or any(w.text[0] == "$" and len(w.text) > 1 for w in words[date:]):
        return None
    sides = [i for i in range(numbers[0] + 1, numbers[1]) if _has(words[i].text, SIDE, _LIKE_A_SIDE)]
    return sides[0] + 1 if sides else None


def is_amount(text: str) -> bool:
    """Is it a number as printed, and no year?"""
    whole = text.partition(".")[0]
    if not any(c.isdigit() for c in text):
        return False
    printed = "," in whole or len(whole) <= len("999")
    return printed and len(text) > 1 and _has(text, NUMBER, _LEAST_PRINTED)
