"""Stage 2e: brackets that the ticker fell out of.

Takes a page. The form prints the ticker a little lower than the brackets around it, and a converter that counts lines
narrowly makes two of them: `TESLA, INC. [ ]` above `Musk Elon TSLA`. Gives the page with the ticker back between its
brackets; other pages are given back unchanged. Reports nothing.
"""

from __future__ import annotations

import re

import attrs

from ..spec.lexicon import COMPANY_ENDINGS, GIVEN_NAMES, NAME_SUFFIXES
from ._labels import squeeze
from ._page import LINE, SPACE, Page, Word

_EMPTY = re.compile(r"\[ ?\]")
_TICKER = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z]{1,3})?$")
_LONGEST = 8
"""Words of the line that the ticker came to stand in: a name, and the ticker."""


def refill_brackets(page: Page) -> Page:
    """Bring the ticker back that stands at the end of the line below its brackets, or above them."""
    if not _EMPTY.search(page.source.folded):
        return page
    words = page.words
    for start in range(len(words) - 1, 0, -1):
        stop = _end_of_brackets(words, start)
        at = _ticker_near(words, start, stop) if stop else None
        if at is not None:
            words = _with_ticker(words, at, (start, stop))
    return page if words is page.words else attrs.evolve(page, words=words)


def _end_of_brackets(words: list[Word], at: int) -> int:
    """Behind the brackets that hold nothing and end a line that begins before them; 0 where there are none."""
    pair = words[at].text == "[" and at + 1 < len(words) and words[at + 1].text == "]" and words[at + 1].gap < LINE
    if words[at].gap >= LINE or not (pair or words[at].text == "[]"):
        return 0
    stop = at + 1 + pair
    return stop if stop == len(words) or words[stop].gap >= LINE else 0


def _ticker_near(words: list[Word], start: int, stop: int) -> int | None:
    """The word that the brackets held."""
    first = start
    while first > 0 and words[first].gap < LINE:
        first -= 1
    issuer = "".join(squeeze(w.text) for w in words[first:start])
    for begin in (stop, _line_start(words, first - 1)):
        end = begin + 1
        while end < len(words) and words[end].gap < LINE:
            end += 1
        if 0 <= begin < len(words) and end - begin <= _LONGEST and _is_ticker(words[begin:end], issuer):
            return end - 1
    return None


def _line_start(words: list[Word], at: int) -> int:
    while at > 0 and words[at].gap < LINE:
        at -= 1
    return at


def _is_ticker(line: list[Word], issuer: str) -> bool:
    """Does the line end in a ticker, and not in its own last word?"""
    text, key = line[-1].text, squeeze(line[-1].text)
    if not _TICKER.match(text) or key in COMPANY_ENDINGS or key in GIVEN_NAMES or key in NAME_SUFFIXES:
        return False
    if len(line) == 1 or any(c.islower() for w in line for c in w.text):
        return len(line) == 1 or len(key) > 1
    letters = iter(issuer)
    return all(c in letters for c in key)


def _with_ticker(words: list[Word], at: int, brackets: tuple[int, int]) -> list[Word]:
    start, stop = brackets
    home, ticker = words[start], words[at]
    ticker = Word(f"[{ticker.text}]", ticker.start, ticker.size, home.line, home.row, home.cell, home.x, SPACE)
    out = list(words)
    if at + 1 < len(words) and words[at].gap >= LINE:
        out[at + 1] = words[at + 1].behind(max(words[at].gap, words[at + 1].gap))
    out[at] = ticker
    if at < start:
        return [*out[:at], *out[at + 1 : start], ticker, *out[stop:]]
    return [*out[:start], ticker, *out[stop:at], *out[at + 1 :]]
