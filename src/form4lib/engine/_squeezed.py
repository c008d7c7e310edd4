"""Stage 3a: text without what parts its letters.

Takes words. Gives their letters and digits alone, in lower case, and the way back to the words: labels are found so,
whatever spaces, line ends and signs a converter put into them. Reports nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from ._page import Word
from ._remembered import remembered

_NOT_SAID = bytes(code for code in range(128) if not chr(code).isalnum())


@remembered
def squeeze(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return text.lower().encode("ascii", "ignore").translate(None, _NOT_SAID).decode()


_AT_ONCE = 10_000
"""Words squeezed at once: all those of a form, but not all of a text of millions of characters."""


class Squeezed:
    """All words squeezed into one string, and the way back to the words."""

    def __init__(self, words: list[Word]) -> None:
        pieces: list[str] = []
        self.starts: list[int] = []
        at = 0
        for first in range(0, len(words), _AT_ONCE):
            keys = list(map(squeeze, [w.text for w in words[first : first + _AT_ONCE]]))
            self.starts += accumulate(map(len, keys[:-1]), initial=at)
            pieces.append("".join(keys))
            at += len(pieces[-1])
        self.text = "".join(pieces)

    def word_at(self, offset: int) -> int:
        """The word that holds the squeezed character at `offset`."""
        return bisect_right(self.starts, offset) - 1
