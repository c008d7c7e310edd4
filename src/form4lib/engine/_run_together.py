"""Stage 5a1b: prices that OCR has written together with the amount owned.

Takes the lines of Table I, read in the order of the text. Gives them with words like `13.387117,286` parted where the
amounts of the table say so: 13.3871 and 17,286, as the row above owns 17,986 and this one sells 700. Where none of
the ways to part the word makes an amount follow from another, another row may have its price; else it stays whole.
Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import attrs

from ._lines import Line
from ._page import GLUED, Word

_TOGETHER = re.compile(r"\$?\d{1,3}(?:,\d{3})*\.\d{3,7}(?:,\d{3})+")
_PRICE = re.compile(r"\$?[\d,]+\.\d{2,4}")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}")
_OWNED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_MOST_LINES = 400


def part_prices(lines: list[Line]) -> list[Line]:
    """Part what is a price and an amount owned."""
    if len(lines) > _MOST_LINES or not any(_TOGETHER.fullmatch(w.text) for line in lines for w in line.words):
        return lines
    amounts = [[_number(w.text) for w in line.words if _AMOUNT.fullmatch(w.text)] for line in lines]
    prices = {w.text for line in lines for w in line.words if _PRICE.fullmatch(w.text)}
    out = []
    for at, line in enumerate(lines):
        words = [part for w in line.words for part in _parted(w, amounts, prices, at)]
        out.append(line if len(words) == len(line.words) else attrs.evolve(line, words=words))
    return out


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _parted(word: Word, amounts: list[list[Decimal]], prices: set[str], at: int) -> list[Word]:
    if not _TOGETHER.fullmatch(word.text) or word.size != len(word.text):
        return [word]
    ways = [i for i in _seams(word.text) if _follows(_number(word.text[i:]), amounts, at)]
    ways = ways or [i for i in _seams(word.text) if word.text[:i] in prices]
    if len(ways) != 1:
        return [word]
    cut = ways[0]
    first, second = word.text[:cut], word.text[cut:]
    behind = attrs.evolve(word, text=second, start=word.start + cut, size=len(second), x=word.x + cut, gap=GLUED)
    return [attrs.evolve(word, text=first, size=cut), behind]


def _seams(text: str) -> Iterator[int]:
    """Where a price of two to four decimals may end and an amount begin."""
    dot = text.index(".")
    for decimals in (2, 3, 4):
        if _OWNED.fullmatch(text, dot + 1 + decimals):
            yield dot + 1 + decimals


def _follows(owned: Decimal, amounts: list[list[Decimal]], at: int) -> bool:
    """Is the amount that of another line more or less the shares of this one, or does another follow from it so?"""
    for i, others in enumerate(amounts):
        if i == at:
            continue
        for moved in (*amounts[at], *others):
            if moved and any(abs(owned - other) == moved for other in others if other != moved):
                return True
    return False
