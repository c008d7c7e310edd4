"""What is taken in: how long a text may be, and the cheap look at whether it is worth reading.

Contract: `check_length` raises `InputTooLargeError`; `is_worth_reading` is a necessary condition for a text to be taken
for a form, cheap enough for millions of other documents (`tools/filtering.py` measures it). Both are part of what
`parse_text` and `looks_like_ownership_form` share, so that the two never differ.
"""

from __future__ import annotations

import html
import re

from .._limits import Limits
from ..errors import InputTooLargeError
from ._source import fold_characters

_SIGNS = tuple(
    sign.encode()
    for sign in (
        "nameandtick addressofreporting nonderivativesec onereporting earliesttrans explanationofresp"
        " relationshipofrep separatelinefor egputscalls checkallapplic morethanonerep nolongersubjectto"
        " natureofindirect deemedexec"
    ).split()
)
"""Pieces of the form's labels, squeezed: letters and digits alone, in lower case. Each of the labels that tell a form
holds one of them, or is looked for below, so that two labels as printed are always enough. They are short, and there
are more of them than labels, because scans spoil some. Other documents that speak of owners and securities (10-K, 13G,
144) have one now and then."""
_TITLES = (b"changesinben", b"statementofben", b"32350104", b"32350362")
"""Pieces of the forms' titles and their OMB numbers. Annual reports name all three forms by their titles: together they
are one sign."""
_DERIVATIVE = b"derivativesec"
_TABLE_2 = re.compile(rb"tab[l1i]e[il12]{1,2}derivativesec")
_ENOUGH = 2
_BEGINNING = 8_000
"""Characters from the first on, among which most forms show what they are."""
_NOT_SAID = bytes(code for code in range(256) if code > 127 or not chr(code).isalnum())
_LOWER = bytes(range(256)).lower()
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_BLANKS = (b"&nbsp;", b"&#160;")
"""Between all words of what some converters of PDF write; their letters would part those of the labels."""
_LETTER_ENTITY = re.compile(
    r"&#0{0,4}(?:6[5-9]|[78]\d|9[07-9]|1[01]\d|12[0-2]);|&#[xX]0{0,4}(?:[46][1-9A-Fa-f]|[57][0-9Aa]);"
)
"""A letter of the alphabet written by its number, which only hides it; quotes and blanks often are."""
_OTHER_ALPHABETS = re.compile(r"[\u0370-\u04ff]")
"""Greek and Cyrillic letters, some of which look Latin."""
_MOSTLY_LATIN = 0.3
"""A text whose Latin letters and digits are a smaller share of its characters is in another alphabet."""


def check_length(text: str, limits: Limits) -> None:
    """Refuse a text that is too long.

    Raises:
        InputTooLargeError: `text` has more characters than the limits allow.
    """
    if len(text) > limits.characters:
        raise InputTooLargeError(len(text), limits.characters)


def is_worth_reading(text: str) -> bool:
    """Does the text hold pieces of two of the form's labels, whatever parts their letters?"""
    if _count(_squeezed(text[:_BEGINNING].encode("ascii", "ignore"))) >= _ENOUGH:
        return True
    plain = text.encode("ascii", "ignore")
    for blank in _BLANKS:
        if blank in plain:
            plain = plain.replace(blank, b"")
    squeezed = _squeezed(plain)
    found = _count(squeezed)
    if found >= _ENOUGH:
        return True
    if found and b"</" in plain and _count(_squeezed(_TAG.sub(b"", plain))) >= _ENOUGH:
        return True
    if "&#" in text and _LETTER_ENTITY.search(text):
        return _count(_squeezed(html.unescape(text).encode("ascii", "ignore"))) >= _ENOUGH
    if text.isascii() or len(squeezed) < _MOSTLY_LATIN * len(text) or not _OTHER_ALPHABETS.search(text):
        return False
    return _count(_squeezed(fold_characters(text).encode("ascii", "ignore"))) >= _ENOUGH


def _squeezed(plain: bytes) -> bytes:
    return plain.translate(_LOWER, _NOT_SAID)


def _count(squeezed: bytes) -> int:
    """How many signs stand there; it does not count beyond what is enough."""
    found = int(any(title in squeezed for title in _TITLES))
    for sign in _SIGNS:
        if sign in squeezed:
            found += 1
            if found == _ENOUGH:
                return found
    return found + int(_DERIVATIVE in squeezed and _TABLE_2.search(squeezed) is not None)
