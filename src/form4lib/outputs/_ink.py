"""Colour for a terminal that does not disturb widths.

Contract: `inked` moves the letters of a text into a private part of Unicode, one for each ink, so that a column can be
measured, wrapped and set as if there were no colour; `dried` turns what was moved into the terminal's own sequences
around the letters. Text of a filing must be free of private characters before, as `plain` makes it.
"""

from __future__ import annotations

import os
import re
from typing import TextIO

DOUBT = 0xF0000
"""Of values in doubt: any letter below U+FFFE."""
QUIET, STRONG, GOOD, BAD = 0x100000, 0x100100, 0x100200, 0x100300
"""Of labels, titles, info and errors: letters below U+0100."""

_CODES = {DOUBT: "33", QUIET: "2", STRONG: "1", GOOD: "36", BAD: "31"}
_LETTERS = {ink: f"[{chr(ink)}-{chr(ink + (0xFFFD if ink == DOUBT else 0xFF))}]+" for ink in _CODES}
_MOVED = re.compile("|".join(f"{letters}(?: +{letters})*" for letters in _LETTERS.values()))


def inked(text: str, ink: int) -> str:
    """The text in an ink; blanks stay, so that it can be wrapped."""
    room = 0xFFFE if ink == DOUBT else 0x100
    return "".join(c if c == " " or ord(c) >= room else chr(ink + ord(c)) for c in text)


def dried(text: str) -> str:
    """The text with its inks as sequences of the terminal."""
    return _MOVED.sub(_painted, text)


def _painted(match: re.Match[str]) -> str:
    moved = match[0]
    ink = max(base for base in _CODES if base <= ord(moved[0]))
    return f"\x1b[{_CODES[ink]}m{''.join(c if c == ' ' else chr(ord(c) - ink) for c in moved)}\x1b[0m"


def takes_colour(stream: TextIO) -> bool:
    """Is the stream a terminal that shows colour, and is colour wanted? See https://no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
