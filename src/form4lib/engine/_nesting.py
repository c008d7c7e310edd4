"""Stage 1c: do the tags of a page close what they open?

Takes the tags of a text in order, in runs, without those of what is not shown. Says whether a line of the page's source
was lost, doubled or moved: a program that writes a page closes all that it opens, a cell in its row and a row in its
table, and such a line leaves one open or closes another's. A page that was written without some closing tags says
nothing, nor does one that ends in its middle. Reports nothing itself: `Source.is_torn` holds the answer.
"""

from __future__ import annotations

import re

from ._breaks import FILL
from ._remembered import remembered_text

_LETTERS = {"table": "T", "tr": "R", "td": "D", "th": "D", "tbody": "B", "thead": "B", "tfoot": "B"}
_LETTERS |= dict.fromkeys("center font span a sup b i div html".split(), "I")
_LETTERS |= dict.fromkeys(("style", "script", "title"), "x")
"""What is not shown was taken out whole: a tag of it that is left has lost its other one."""
TAG_LIKE = re.compile(r"(<[/!]?[A-Za-z][^<>]{0,2100}>)")
"""Every tag, found without a look at where its name ends."""
_NAME = re.compile(r"<(/?)([A-Za-z0-9]+)")
_PAIRS = ("Ii", "Dd", "Rr", "Bb", "Tt")
_OPENED = str.maketrans("", "", "IDRBT")
_INLINE = str.maketrans("", "", "Ii")
_DEEPEST = 16
"""Tables within tables, or signs within signs: EDGAR's pages have five."""
_ASTRAY = re.compile(r"D(?<![RdT]D)|R(?<![TBrb]R)|T(?<=[RrdBb]T)|B(?<![Tb]B)")
"""A cell that follows neither a row's tag nor a cell's nor, as EDGAR has it, a table's; a row outside a table."""
_MOST_OPEN = 0.1
"""A page that leaves more of its cells, rows or tables open was written so."""


@remembered_text
def _letters(begun: str) -> str:
    """The letters of tags that follow each other, the end of the last left out."""
    return "".join(map(_letter, TAG_LIKE.findall(begun + ">")))


def _letter(tag: str) -> str:
    """One letter for a tag, a small one where it closes; none for the tags that need not close."""
    match = _NAME.match(tag.replace(FILL, ""))
    letter = _LETTERS.get(match[2].lower(), "") if match else ""
    return letter.lower() if match and match[1] else letter


def is_torn(markup: list[str]) -> bool:
    """Do tags close another one than was opened last, or stand where none of their kind can?"""
    letters = "".join(map(_letters, markup))
    if any(letters.count(c.lower()) < (1 - _MOST_OPEN) * letters.count(c) for c in "DRT"):
        return False
    left = letters
    for _ in range(_DEEPEST):
        before = left
        for pair in _PAIRS:
            left = left.replace(pair, "")
        if left == before:
            return left.translate(_OPENED) != "" or _ASTRAY.search(letters.translate(_INLINE)) is not None
    return False
