"""Stage 2b: cells that run into one another.

Takes a page. Gives it with the words parted that several cells were written into, where a converter puts nothing
between the cells of a row: `Stock04/28/2020A84,720(1)A$5.64476,027D`. Dates, codes, marks and letters tell where one
cell ends. Where a price meets the amount owned, the place is the one that makes the amounts of the rows follow from
each other and the price have two or four decimals. Pages whose headings stand apart are given back unchanged. Reports
nothing: `is_seam` says where such a place was chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import attrs

from ._page import WIDE, Page, Word

_BEHIND_NUMBER = "|".join(
    rf"(?<={before}{number}\. )" for before in ("[a-z]{3}", r"\)") for number in (r"\d", r"1\d", r"\dA")
)
_GLUED_HEADING = re.compile(rf"\. (?<=[\dA]\. )(?:{_BEHIND_NUMBER})[A-Z]")
"""`Security (Instr. 3)2. Transaction`, `(Month/Day/Year)2A. Deemed`; the stop, which is rare, is sought first."""
_GLUED_COLUMNS = ("CodeVAmount", "CodeV(A)", "(D)Price", "TitleAmount")
"""The lower line of the headings, which PDF tools keep on one line where they break all that stands above it."""
_ENOUGH = 4
_DATE = r"(?:0\d|1[0-2])/[0-3]\d/(?:19|20)\d\d"
_NUMBER = r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?"
_CELL = re.compile(
    rf"(?P<date>{_DATE})(?:-\d\d:\d\d)?"
    r"|(?P<marks>(?:\(\d{1,2}\))+)"
    rf"|(?P<before_date>\$?{_NUMBER}(?={_DATE}))"
    r"|(?P<numbers>\$?[\d.,]*\d)"
    r"|(?P<letter>[A-Z](?=V?\d|\(\d|\$|$)|(?<=[\d)])[ID](?=[A-Za-z]))"
    r"|(?P<words>(?:(?!\(\d{1,2}\)|\$\d)[^\d]){2,}?(?=\d\d/\d\d/\d{4}|\$\d|\d{1,3},\d{3}|\(\d|$))"
    r"|(?P<rest>.)",
    re.DOTALL,
)
_VALUES = re.compile(rf"{_DATE}|\d,\d{{3}}|\$\d|\)\(\d|\d[AD](?=[$\d(]|$)|[a-z)]\d+[DI](?:By|$)")
_OWNED_FOLLOWS = re.compile(r"(?:\(\d{1,2}\))*[DI](?:[A-Za-z(]|$)")
_SMALL_PRINT = ("(Last)", "(First)", "(Middle)", "(Street)", "(City)", "(State)", "(Zip)", "(Country)")
_TICKED = "(?:Director|Officer|Other|10%|Form|Check)"
_SEAM = re.compile(
    "|".join(
        (
            *(rf"(?={re.escape(text)})|(?<={re.escape(text)})" for text in _SMALL_PRINT),
            r"(?<=[A-Za-z).])(?=1?\d[aA]?\.(?:$|[A-Z][a-z]))",
            r"(?<=\d{5})(?=[46]\.$)",
            rf"(?<=X)(?={_TICKED})",
            rf"(?<=[a-z])(?=X?{_TICKED})",
            r"(?<=\(D\))(?=Price)|(?<=Exercisable)(?=Expiration)|(?<=Date)(?=Title)",
            r"(?<=Price)(?=[A-Z])|(?<=Title)(?=[A-Z])|(?<=Shares)(?=[A-Z])",
        )
    )
)
"""Where the form's own words meet what was filled in: `(Street)MIDLAND`, `Keith2. Issuer`, `XDirectorX10% Owner`."""
_NOTHING = "$0"
_PRICE = re.compile(r"\$(?:0|[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d*)(?:\.\d{1,4})?")
_AMOUNT = re.compile(r"(?:0|[1-9]\d{0,2}(?:,\d{3})*)(?:\.\d{1,4})?")
_COST_OF_DECIMALS = (1.0, 2.0, 0.0, 2.0, 1.0)
_COST_OF_A_BREAK = 3.5
"""An amount owned that does not follow from the one in the row above."""
_MOST_WAYS = 6


@attrs.frozen
class _Meeting:
    """Where a price meets the amount owned: the ways to part them, and how many shares the row moves."""

    ways: list[tuple[str, ...]]
    shares: Decimal | None


_Part = str | _Meeting


def part_glued(page: Page) -> Page:
    """The page, with the cells parted that run into one another."""
    folded = page.source.folded
    if not any(glued in folded for glued in _GLUED_COLUMNS) and len(_GLUED_HEADING.findall(folded)) < _ENOUGH:
        return page
    parts = [_parts_of(word) for word in page.words]
    meetings = [part for of_word in parts for part in of_word if isinstance(part, _Meeting)]
    chosen = dict(zip(map(id, meetings), _chosen(meetings), strict=True))
    words: list[Word] = []
    for word, of_word in zip(page.words, parts, strict=True):
        texts = [text for part in of_word for text in (chosen[id(part)] if isinstance(part, _Meeting) else (part,))]
        words += _cut(word, texts) if len(texts) > 1 else (word,)
    return attrs.evolve(page, words=words)


def is_seam(before: Word, word: Word) -> bool:
    """Was a number parted here from the number before it, where it could be parted elsewhere, too?

    Behind `$0` it could not: no price begins with a nought that a digit follows.
    """
    meet = before.end == word.start and before.text[-1].isdigit() and word.text[0].isdigit()
    return meet and before.text != _NOTHING


def _cut(word: Word, texts: Sequence[str]) -> Iterator[Word]:
    at = 0
    for text in texts:
        start = word.start + at
        gap = WIDE if at else word.gap
        yield Word(text, start, len(text), word.line, word.row, word.cell, word.x + at, gap)
        at += len(text)


def _parts_of(word: Word) -> list[_Part]:
    """The cells in a word, or the word itself."""
    if word.size != len(word.text):
        return [word.text]
    if not _VALUES.search(word.text):
        return [part for part in _SEAM.split(word.text) if part]
    out: list[_Part] = []
    joins = False
    shares: Decimal | None = None
    letter = False
    for match in _CELL.finditer(word.text):
        found, kind = match[0], match.lastgroup
        last = out[-1] if out else None
        if kind == "rest" and joins and isinstance(last, str):
            out[-1] = last + found
        elif kind == "numbers":
            out.append(_meeting(found, shares) if _OWNED_FOLLOWS.match(word.text, match.end()) else found)
        else:
            out.append(found)
        if letter and shares is None and kind in ("numbers", "before_date") and _AMOUNT.fullmatch(found):
            shares = _amount(found)
        letter = kind == "letter"
        joins = kind in ("rest", "words")
    return out


def _meeting(text: str, shares: Decimal | None) -> _Part:
    """`$5.64476,027`: a price, and the amount owned behind it; `782,088782,088`."""
    first = _PRICE if text.startswith("$") else _AMOUNT
    if first is _AMOUNT and first.fullmatch(text):
        return _Meeting([(text,)], shares)
    ways = [
        (text[:i], text[i:]) for i in range(1, len(text)) if first.fullmatch(text, 0, i) and _AMOUNT.fullmatch(text, i)
    ]
    return _Meeting(list(sorted(ways, key=_cost)[:_MOST_WAYS]), shares) if ways else text


def _cost(way: tuple[str, ...]) -> float:
    _, _, decimals = way[0].partition(".")
    return _COST_OF_DECIMALS[len(decimals)] if way[0].startswith("$") else 0.0


def _chosen(meetings: list[_Meeting]) -> list[tuple[str, ...]]:
    """The cheapest way through all rows."""
    if not meetings:
        return []
    costs = [[_cost(way) for way in meetings[0].ways]]
    came: list[list[int]] = []
    for before, after in pairwise(meetings):
        sources, row = [], []
        for way in after.ways:
            step = [cost + _step(old, way, after.shares) for cost, old in zip(costs[-1], before.ways, strict=True)]
            best = min(range(len(step)), key=step.__getitem__)
            sources.append(best)
            row.append(step[best] + _cost(way))
        costs.append(row)
        came.append(sources)
    at = min(range(len(costs[-1])), key=costs[-1].__getitem__)
    out = [meetings[-1].ways[at]]
    for meeting, sources in zip(reversed(meetings[:-1]), reversed(came), strict=True):
        at = sources[at]
        out.append(meeting.ways[at])
    return out[::-1]


def _step(before: tuple[str, ...], way: tuple[str, ...], shares: Decimal | None) -> float:
    old, new = _amount(before[-1]), _amount(way[-1])
    follows = old == new or (shares is not None and abs(new - old) == shares)
    return 0.0 if follows else _COST_OF_A_BREAK


def _amount(text: str) -> Decimal:
    return Decimal(text.lstrip("$").replace(",", ""))
