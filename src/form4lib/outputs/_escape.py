"""Text for a web page.

Contract: what is put into a page stands there as text, whatever it holds: no markup, no character that is lost, moves
its neighbours or cannot be encoded. Letters that no page shows are named instead, such as U+202E.
"""

from __future__ import annotations

import re
from html import escape

_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Controls but tab and new line, what turns the direction of writing, halves of characters, and no characters."""


def text_html(text: str) -> str:
    """The text, for the content of an element."""
    return _UNSHOWN.sub(_named, escape(text, quote=False))


def attribute(text: str) -> str:
    """The text, for an attribute in double quotes."""
    return _UNSHOWN.sub(lambda match: _code(match[0]), escape(text, quote=True))


def _named(match: re.Match[str]) -> str:
    return f'<span class="unshown">{_code(match[0])}</span>'


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
