"""Stage 3e: texts that hold several forms.

Takes a `Page` and its `Labels`. Gives the page cut into one page a form. A form ends with its signature; a further one
begins with a title of its own and has a box 2 of its own. Headings that are repeated at the top of every page have no
box 2, and further owners of one form have no title. Reports nothing; the pipeline says `several_forms`.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import attrs

from ..spec import labels as spec
from ._labels import Labels
from ._page import BLOCK, Page, Word

TITLES = (spec.FORM_3, spec.FORM_4, spec.FORM_5)
_OPENING = re.compile(r"(?:sec|form|[345](?:/a)?|[#*_]+|united|states)$", re.IGNORECASE)
"""Words above a title that belong to it: `SEC Form 4`, `FORM 4`."""
_ABOVE = 8


def _starts(labels: Labels) -> list[int]:
    """The words that begin a further form."""
    starts: list[int] = []
    signed = False
    title: int | None = None
    for hit in labels.hits:
        if hit.name == spec.SIGNATURE:
            signed, title = True, None
        elif signed and title is None and hit.edits == 0 and (hit.name in TITLES or _is_masthead(labels, hit.start)):
            title = hit.start
        elif title is not None and hit.name == spec.ISSUER and hit.edits == 0:
            starts.append(_opening(labels, title))
            signed, title = False, None
    return starts


def _is_masthead(labels: Labels, start: int) -> bool:
    return labels.owner[start] == spec.BOILERPLATE and labels.words[start].text.lower() == "united"


def _opening(labels: Labels, start: int) -> int:
    for i in range(start - 1, max(0, start - _ABOVE) - 1, -1):
        if not _OPENING.match(labels.words[i].text):
            return i + 1
    return start


def part_forms(page: Page, labels: Labels) -> list[Page]:
    """One page for each form, in order."""
    starts = _starts(labels)
    if not starts:
        return [page]
    begins = sorted(labels.words[i].start for i in starts)
    parts: list[list[Word]] = [[] for _ in range(len(begins) + 1)]
    for word in page.words:
        parts[bisect_right(begins, word.start)].append(word)
    for words in parts:
        words[0] = attrs.evolve(words[0], gap=BLOCK)
    return [attrs.evolve(page, words=words) for words in parts]
