"""A printed page as ink: words with their boxes, and the rules drawn between them.

Contract: coordinates are points from the top left corner of the page, turned so that its text is upright. A `Sheet`
says nothing about what belongs together; a word's `sureness` is 1 where the file itself says which letters stand
there, and OCR's own where they had to be guessed.
"""

from __future__ import annotations

from typing import NamedTuple

import attrs


class PrintedWord(NamedTuple):
    """A run of letters without a gap."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    """The line that the letters stand on."""
    page: int
    sureness: float = 1.0

    @property
    def height(self) -> float:
        """From the top of the tallest letter to the bottom of the lowest, whether or not it has them."""
        return self.bottom - self.top

    @property
    def x(self) -> float:
        """The middle, from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle, from top to bottom."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight line: `at` is its y where it lies and its x where it stands, `start` to `end` its length."""

    at: float
    start: float
    end: float


@attrs.frozen
class Sheet:
    """One page."""

    number: int
    width: float
    height: float
    words: list[PrintedWord]
    lying: list[Rule]
    standing: list[Rule]
    scanned: bool = False
    """Its words were read off a picture."""
