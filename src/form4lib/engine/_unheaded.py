"""Stage 3d: notes whose heading was lost.

Takes `Labels`. Gives them with a place for `Explanation of Responses` where a converter has lost these words and the
first note, a numbered sentence behind the tables, tells where they stood. Reports nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import attrs

from ..spec import labels as spec
from ..spec.lexicon import SENTENCE_WORDS
from ._labels import Hit, Labels, squeeze
from ._lines import head_share
from ._page import Word, lines_of

_FIRST = re.compile(r"\(?1[.)]|\(1\)")
_JOINING = frozenset(("of", "and"))
"""Words of sentences that the form's labels have, too."""
_LEAST_WORDS = 10
_LEAST_SENTENCE = 4
_HEAD_SHARE = 0.7
"""`1. Title of 2. 3. Transaction 3A. Deemed` is what a converter has made of the columns' headings."""


def _is_first_note(line: list[Word]) -> bool:
    """`1. The price reported is an average of ...`: words that no cell of a table is made of."""
    words = [squeeze(w.text) for w in line]
    return (
        _FIRST.fullmatch(line[0].text) is not None
        and len(words) >= _LEAST_WORDS
        and sum(w in SENTENCE_WORDS or w in _JOINING for w in words) >= _LEAST_SENTENCE
        and head_share(line[1 : 2 * _LEAST_WORDS]) < _HEAD_SHARE
    )


def place_notes(labels: Labels) -> Labels:
    """The labels, with the heading of the notes where it stood, if the page has lost it."""
    if labels.first(spec.EXPLANATION) is not None:
        return labels
    tables = labels.all(spec.TABLE_1, spec.TABLE_2)[-1:] or labels.all(spec.COLUMN)[:1]
    at = tables[0].stop if tables else len(labels.words)
    lines = lines_of(labels.words[at:])
    for line, following in zip(lines, [*lines[1:], []], strict=False):  # of no lines there is no last
        if labels.owner[at] is None and _is_first_note(line + following if len(line) == 1 else line):
            where = bisect_left(labels.hits, at, key=lambda hit: hit.start)
            found = Hit(spec.EXPLANATION, at, at)
            return attrs.evolve(labels, hits=[*labels.hits[:where], found, *labels.hits[where:]])
        at += len(line)
    return labels


__all__ = ["place_notes"]
