"""What is taken in: how long a text may be, and the cheap look at whether it is worth reading.

Contract: `check_length` raises `InputTooLargeError`; `is_worth_reading` is a necessary condition for a text to be taken
for a form, cheap enough for millions of other documents. Both are part of what `parse_text` and
`looks_like_ownership_form` share, so that the two never differ.
"""

from __future__ import annotations

import re

from ..errors import InputTooLargeError

MAX_CHARACTERS = 5_000_000
"""The longest text that is read. A Form 4 with thirty rows in each table and 99 footnotes is about 200,000
characters of HTML, and the longest text of the corpus 60,000; reading takes time in proportion, about a second for
each million."""

_SIGNS = (
    "beneficial",
    "securit",
    "reporting",
    "issuer",
    "ownership",
    "transaction",
    "derivative",
    "table",
    "signature",
    "omb",
)
"""Words of the labels that tell a form. Any two of those labels hold two of these words, and each word stands on
the form many times, so that scans that spoil some of them leave others whole."""
_ENOUGH = 2
_OTHER_ALPHABETS = re.compile(r"[\u0370-\u04ff]|&#")
"""Greek and Cyrillic letters that look Latin, and letters written as entities: such text is read before it is
judged."""
_BLANKS = re.compile(r"\s+")


def check_length(text: str) -> None:
    """Refuse a text that is too long.

    Raises:
        InputTooLargeError: `text` has more than `MAX_CHARACTERS` characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputTooLargeError(len(text), MAX_CHARACTERS)


def is_worth_reading(text: str) -> bool:
    """Does the text hold a handful of the form's words, spaces apart?"""
    lower = text.lower()
    if _signs(lower) or _OTHER_ALPHABETS.search(text):
        return True
    return _signs(_BLANKS.sub("", lower))


def _signs(lower: str) -> bool:
    return sum(sign in lower for sign in _SIGNS) >= _ENOUGH
