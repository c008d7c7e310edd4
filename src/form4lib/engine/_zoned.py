"""Stage 2d1: dates that carry a time zone, broken at its hyphen.

Takes a page. In the reduced editions a date that carries a time zone prints as `07/19-05:00/2024`, and narrow cells
break it behind the hyphen. Gives the page with the two pieces as one word, which keeps the spans of both. Reports
nothing.
"""

from __future__ import annotations

import re

import attrs

from ._page import Page, Word

_MEANT = re.compile(r":(?=\d\d/\d{4})")
"""What only such dates have, whole or broken."""
_BEGUN = re.compile(r"\d{1,2}/\d{1,2}[-+]$")
_REST = re.compile(r"\d\d:\d\d/\d{4}$")


def join_zoned(page: Page) -> Page:
    """Put the pieces of such dates together."""
    if not _MEANT.search(page.source.folded):
        return page
    out: list[Word] = []
    gap = 0
    for word in page.words:
        if out and ":" in word.text and _REST.match(word.text) and _BEGUN.match(out[-1].text):
            spans = (*out[-1].more, (word.start, word.end), *word.more)
            out[-1] = attrs.evolve(out[-1], text=out[-1].text + word.text, more=spans)
            gap = word.gap
            continue
        out.append(attrs.evolve(word, gap=max(gap, word.gap)) if gap else word)
        gap = 0
    return attrs.evolve(page, words=out)
