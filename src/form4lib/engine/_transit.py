"""Stage 1a: what programs made of a text on its way: bytes decoded wrongly, a string as JSON has it, tables as CSV, no
capitals, the lines that a browser prints above and below each page.

Takes a text. Gives it as it was before, in its length. Reports nothing.
"""

from __future__ import annotations

import re

from ._breaks import FILL

_ENDS = {"n": "\n", "t": "\t"}
_STRING_ESCAPE = re.compile(r"\\(?:([nrt])|u((?![dD][89a-fA-F])[0-9A-Fa-f]{4})|(?=[\"'\\/]))")
_FEW_LINES = 10
"""So many signs of a line's end for each line that the text has, at least: markdown and paths have a few."""
_BEHIND_FIRST = "".join(
    sorted({chr(c) for c in range(0x80, 0xC0)} | set(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")))
)
_FIRST = "\u00c2\u00c3\u00e2"
_DECODED_WRONGLY = re.compile(
    f"[\u00c2\u00c3][{_BEHIND_FIRST}]|\u00e2[{_BEHIND_FIRST}\ufffd][{_BEHIND_FIRST}]|\u00e2\u20ac\ufffd"
)
"""A character of two or three bytes read as so many: `’` as `â€™`. Windows has no letters for some of the bytes."""
_BLANK_FIELDS = 2
_QUOTED = re.compile(r',(?="[^\s",])')
"""Every filing has blank cells, and the titles of its tables have commas: fields in quotes, where commas part cells."""
_COMMA = re.compile(",(?! )")
"""Behind a comma of a text stands a blank."""
_MARGIN = re.compile(
    r"(?:\n|\A)[ \t\f]*(?:(?:https?|file)://\S+[ \t]+\d{1,3}/\d{1,3}"
    r"|\d{1,2}/\d{1,2}/(?:\d\d){1,2},[ ]\d{1,2}:\d\d[ ][AP]M(?:[ \t][^\n]{0,200})?)(?=[ \t\r]*(?:\n|\Z))"
)
"""`6/13/22, 4:20 PM   SEC FORM 4`, `https://www.sec.gov/Archives/...   1/3`."""
_HALF_DAY = re.compile(r"M(?<= [AP]M)")
_LOWER = re.compile(r"[a-z]+|[^\W\d_a-z]")
_PIECE = 200
"""A piece of a text so short may have no capital by chance."""


def undo_transit(text: str) -> str:
    """The text as it was before: decoded as it was encoded, no string, its cells parted by tabs, without margins."""
    if any(first in text for first in _FIRST):
        text = _DECODED_WRONGLY.sub(_decode, text)
    if "\\" in text and text.count("\\n") > _FEW_LINES * (1 + text.count("\n")):
        text = _STRING_ESCAPE.sub(_unescape, text)
    if _QUOTED.search(text) and text.count(",,") >= _BLANK_FIELDS:
        text = _part_fields(text)
    return _MARGIN.sub(_fill, text) if _HALF_DAY.search(text) and "://" in text else text


def raise_letters(folded: str) -> str:
    """Codes are capitals, and names begin with them: where all were lost, letters are read as capitals."""
    return _LOWER.sub(_raise, folded) if len(folded) > _PIECE and folded.islower() else folded


def _part_fields(text: str) -> str:
    """Tabs for the commas between fields; of a field in quotes its letters, in one line."""
    parts = text.split('"')
    out: list[str] = []
    for i, part in enumerate(parts):
        if i % 2:
            out += (FILL, part.replace("\n", " "), FILL)
        elif part or i in (0, len(parts) - 1):
            out.append(_COMMA.sub("\t", part))
        else:
            out[-1] = '"'  # two quotes within a field are one of its letters; the one before opens no field
    return "".join(out) if len(parts) % 2 else text


def _fill(match: re.Match[str]) -> str:
    return FILL * len(match[0])


def _decode(match: re.Match[str]) -> str:
    whole = match[0].replace("\u20ac\ufffd", "\u20ac\x9d").replace("\ufffd", "\x81")
    char = b"".join(map(_byte_of, whole)).decode("utf-8", "ignore")
    return char.ljust(len(whole), FILL) if char else match[0]


def _byte_of(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _unescape(match: re.Match[str]) -> str:
    meant = chr(int(match[2], 16)) if match[2] else _ENDS.get(match[1], FILL)
    return meant.rjust(len(match[0]), FILL)


def _raise(match: re.Match[str]) -> str:
    capitals = match[0].upper()
    return capitals if len(capitals) == len(match[0]) else match[0]
