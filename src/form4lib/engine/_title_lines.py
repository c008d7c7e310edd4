"""Stage 5a2t: lines of titles between the headings.

Takes the words of one line of a table. Tells whether they are a security's title, or part of one, though headings
have the same words: `Warrants`, `Put`, `Class A Shares`, `(right to buy)(1)`. Reports nothing.
"""

from __future__ import annotations

import re

from ..spec.labels import TABLE_WORDS
from ..spec.lexicon import TITLE_ENDINGS, TITLE_WORDS
from ._chunks import keys_of_word
from ._labels import squeeze
from ._page import Word


def is_of_class(words: list[Word]) -> bool:
    """`Series A Warrants`, `Common Shares of Beneficial`: no heading names a class of securities."""
    plain = [squeeze(w.text) for w in words]
    if plain[0] in ("class", "series"):
        return plain[-1] in TITLE_ENDINGS and len(plain[1]) == 1
    named = plain[0] in ("common", "ordinary") or plain[:3] == _OF_TRUSTS
    return named and all(p in TITLE_WORDS or p.isdigit() for p in plain if p)  # `459`, `$` of the row may stand behind


_OF_TRUSTS = ["shares", "of", "beneficial"]
"""A trust's shares are of beneficial interest; the headings have `Number of Shares` and `Indirect Beneficial`."""


def begins_title(words: list[Word]) -> bool:
    """`Warrants`, `Put      Shares`: words of headings that titles begin with, which go on right below."""
    return all(w.text.istitle() and squeeze(w.text) in TITLE_WORDS for w in words)


def is_footed(words: list[Word]) -> bool:
    """Has the line the mark of a footnote, as no heading has?"""
    return any(FOOTED.match(w.text) for w in words)


FOOTED = re.compile(r"(?:\(\d{1,2}\))+$")
"""The marks of footnotes, and nothing else."""


def is_title(words: list[Word]) -> bool:
    """Is the line a security's title, and nothing of a heading (`of Shares`)?"""
    plain = [key for w in words for key in keys_of_word(w.text)]
    told = all(p in TITLE_WORDS or (i and p.isdigit() and plain[i - 1] == "value") for i, p in enumerate(plain))
    return told and len(plain) > 1 and plain[-1] in TITLE_ENDINGS and plain[0] not in ("of", "or")


def is_of_texts(words: list[Word]) -> bool:
    """Can the words of headings be of a title or a nature that wraps: `Warrants`, `Convertible   See`, `By The`?"""
    plain = [squeeze(w.text) for w in words]
    return words[0].text in _OPENS_NATURE or all(p in TITLE_WORDS or (p and p not in TABLE_WORDS) for p in plain)


_OPENS_NATURE = frozenset(("By", "See"))


__all__ = ["FOOTED", "begins_title", "is_footed", "is_of_class", "is_of_texts", "is_title"]
