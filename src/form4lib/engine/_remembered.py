"""What was found of a word, for when it is met again.

Takes a function of one text. Gives the same function, whose answers are looked up: a few thousand words make up nearly
all that forms say. Looked up as a dictionary's item, in half the time that a cache takes which keeps an order. Reports
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Said = TypeVar("_Said")

_LONG = 1_000
"""Longer texts are not met again: most words have under forty letters, and of the tags of pages few runs have more."""
_MOST = 8192
"""So many answers are kept, and when there are more, none of them."""


class _Answers(dict[str, _Said]):
    def __init__(self, of: Callable[[str], _Said]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, text: str) -> _Said:
        said = self._of(text)
        if len(text) < _LONG:
            if len(self) >= _MOST:
                self.clear()
            self[text] = said
        return said


def remembered(of: Callable[[str], _Said]) -> Callable[[str], _Said]:
    """The function, with what it said."""
    return _Answers(of).__getitem__
