"""What was found of a word, for when it is met again.

Takes a function of one text. Gives the same function, whose answers are looked up: a few thousand words make up nearly
all that forms say. Looked up as a dictionary's item, in half the time that a cache takes which keeps an order. Reports
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Said = TypeVar("_Said")

_LONG_WORD = 100
"""Longer words are not met again."""
_LONG_TEXT = 1_000
"""Nor are longer titles, or runs of a page's tags."""
_MOST = 8192
"""So many answers are kept, and when there are more, none of them."""


class _Answers(dict[str, _Said]):
    def __init__(self, of: Callable[[str], _Said], longest: int) -> None:
        super().__init__()
        self._of, self._longest = of, longest

    def __missing__(self, text: str) -> _Said:
        said = self._of(text)
        if len(text) <= self._longest:
            if len(self) >= _MOST:
                self.clear()
            self[text] = said
        return said


def remembered(of: Callable[[str], _Said]) -> Callable[[str], _Said]:
    """The function of a word, with what it said."""
    return _Answers(of, _LONG_WORD).__getitem__


def remembered_text(of: Callable[[str], _Said]) -> Callable[[str], _Said]:
    """The function of a text, with what it said."""
    return _Answers(of, _LONG_TEXT).__getitem__
