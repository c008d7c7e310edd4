"""Stage 3a: text without what parts its letters.

Takes words. Gives their letters and digits alone, in lower case, and the way back to the words: labels are found so,
whatever spaces, line ends and signs a converter put into them. Reports nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from ._page import Word

_ALNUM = re.compile(r"[^0-9a-z]+")
_ALNUM_OR_LINE = re.compile(r"[^0-9a-z\n]+")


def squeeze(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return _squeeze_word(text) if len(text) < _LONG_WORD else _squeeze(text)


def _squeeze(text: str) -> str:
    lower = text.lower()
    return lower if lower.isalnum() and lower.isascii() else _ALNUM.sub("", lower)


_squeeze_word = lru_cache(maxsize=8192)(_squeeze)
_LONG_WORD = 40
_AT_ONCE = 10_000
"""Words squeezed at once: all those of a form, but not all of a text of millions of characters."""


class Squeezed:
    """All words squeezed into one string, and the way back to the words."""

    def __init__(self, words: list[Word]) -> None:
        pieces: list[str] = []
        self.starts: list[int] = []
        at = 0
        for first in range(0, len(words), _AT_ONCE):
            known = "\n".join([w.text for w in words[first : first + _AT_ONCE]])
            parts = _ALNUM_OR_LINE.sub("", known.lower()).split("\n")
            self.starts += accumulate(map(len, parts[:-1]), initial=at)
            pieces.append("".join(parts))
            at += len(pieces[-1])
        self.text = "".join(pieces)

    def word_at(self, offset: int) -> int:
        """The word that holds the squeezed character at `offset`."""
        return bisect_right(self.starts, offset) - 1
