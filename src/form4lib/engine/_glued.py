"""Stage 2b: cells that run into one another.

Takes a page. Gives it with the words parted that several cells were written into, where a converter puts nothing
between the cells of a row: `Stock04/28/2020A84,720(1)A$5.64476,027D`. Dates, codes, marks and letters tell where one
cell ends; of two numbers in a row, the price is the one with two or four decimals, unless the amount owned goes on
from the row before otherwise. Pages whose headings stand apart are given back unchanged. Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import attrs

from ._page import WIDE, Page, Word

_GLUED_HEADING = re.compile(r"(?:[a-z]{3}|\))1?\dA?\. [A-Z]")
"""`Security (Instr. 3)2. Transaction`, `(Month/Day/Year)2A. Deemed`."""
_ENOUGH = 4
_DATE = r"(?:0\d|1[0-2])/[0-3]\d/(?:19|20)\d\d"
_NUMBER = r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?"
_CELL = re.compile(
    rf"(?P<date>{_DATE})(?:-\d\d:\d\d)?"
    r"|(?P<marks>(?:\(\d{1,2}\))+)"
    rf"|(?P<before_date>\$?{_NUMBER}(?={_DATE}))"
    r"|(?P<numbers>\$?[\d.,]*\d)"
    r"|(?P<letter>[A-Z](?=V?\d|\(\d|\$|$)|[ID](?=[A-Z][a-z]|$))"
    r"|(?P<tick>X(?=Director|Officer|Other|10%|Form|Check))"
    r"|(?P<label>Director(?=X?10%))"
    r"|(?P<words>(?:(?!\(\d{1,2}\)|\$\d)[^\d]){2,}?(?=\d\d/\d\d/\d{4}|\$\d|\d{1,3},\d{3}|\(\d|$))"
    r"|(?P<rest>.)",
    re.DOTALL,
)
_VALUES = re.compile(rf"{_DATE}|\d,\d{{3}}|\$\d|\)\(\d|\d[AD](?=[$\d(]|$)|[a-z)]\d+[DI](?:By|$)")
_OWNED_FOLLOWS = re.compile(r"(?:\(\d{1,2}\))*[DI](?:[A-Z]|$)")
_TICKED = re.compile(r"X(?:Director|Officer|Other|10%|Form|Check)|Director10%")
_PRICE = re.compile(r"\$(?:0|[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d*)(?:\.\d{1,4})?")
_AMOUNT = re.compile(r"(?:0|[1-9]\d{0,2}(?:,\d{3})*)(?:\.\d{1,4})?")
_COST_OF_DECIMALS = (1, 3, 0, 2, 1)


def part_glued(page: Page) -> Page:
    """The page, with the cells parted that run into one another."""
    if len(_GLUED_HEADING.findall(page.source.folded)) < _ENOUGH:
        return page
    parted = _Parted()
    words: list[Word] = []
    for word in page.words:
        words += parted.pieces(word)
    return attrs.evolve(page, words=words)


@attrs.define
class _Parted:
    """Parts words, and knows the amount that the row before left."""

    owned: Decimal | None = None
    shares: Decimal | None = None
    side: str = ""

    def pieces(self, word: Word) -> Iterator[Word]:
        """The cells in a word, or the word itself."""
        is_row = _VALUES.search(word.text) is not None
        if word.end - word.start != len(word.text) or not (is_row or _TICKED.search(word.text)):
            yield word
            return
        at = 0
        for text in self._cells(word.text) if is_row else _TICKED_PARTS.findall(word.text):
            start = word.start + at
            gap = WIDE if at else word.gap
            yield Word(text, start, start + len(text), word.line, word.row, word.cell, word.x + at, gap)
            at += len(text)

    def _cells(self, text: str) -> list[str]:
        out: list[str] = []
        joins = False
        for match in _CELL.finditer(text):
            found = match[0]
            if match.lastgroup == "rest" and out and joins:
                out[-1] += found
            elif match.lastgroup == "numbers":
                out += self._numbers(found) if _OWNED_FOLLOWS.match(text, match.end()) else [found]
            else:
                out.append(found)
            joins = match.lastgroup in ("rest", "words")
            if match.lastgroup == "letter" and found in "AD" and len(out) > 1 and _AMOUNT.fullmatch(out[-2]):
                self.shares, self.side = Decimal(out[-2].replace(",", "")), found
        return out

    def _numbers(self, text: str) -> list[str]:
        """`$5.64476,027`: a price, and the amount owned behind it."""
        ways = [
            (text[:i], text[i:])
            for i in range(2, len(text))
            if _PRICE.fullmatch(text[:i]) and _AMOUNT.fullmatch(text[i:])
        ]
        if not ways:
            return [text]
        best = min(ways, key=lambda way: (not self._goes_on(way[1]), _cost(way[0])))
        self.owned = Decimal(best[1].replace(",", ""))
        return list(best)

    def _goes_on(self, owned: str) -> bool:
        if self.owned is None or self.shares is None:
            return False
        change = self.shares if self.side == "A" else -self.shares
        return Decimal(owned.replace(",", "")) == self.owned + change


_TICKED_PARTS = re.compile(r"X(?=Director|Officer|Other|10%|Form|Check)|Director(?=X?10%)|.+?(?=XForm|$)", re.DOTALL)


def _cost(price: str) -> int:
    _, _, decimals = price.partition(".")
    return _COST_OF_DECIMALS[len(decimals)]
