"""Stage 1a: what programs made of a text on its way: bytes decoded wrongly, strings and fields in quotes, no capitals,
what stands in the margins.

Takes a text. Gives it as it was before, in its length. Reports nothing.
"""

from __future__ import annotations

import re

from ._breaks import FILL
from ._fields import unquote
from ._joined import join_double_spaced, join_pieces, join_rows
from ._margins import fill_margins

_BEHIND_FIRST = "".join(
    sorted({chr(c) for c in range(0x80, 0xC0)} | set(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")))
)
_FIRST = "\u00c2\u00c3\u00e2"
_DECODED_WRONGLY = re.compile(
    f"[\u00c2\u00c3][{_BEHIND_FIRST}]|\u00e2[{_BEHIND_FIRST}\ufffd][{_BEHIND_FIRST}]|\u00e2\u20ac\ufffd"
)
"""A character of two or three bytes read as so many: `’` as `â€™`. Windows has no letters for some of the bytes."""
_LONE_END = re.compile(r"\r(?!\n)")
_SOFT_END = re.compile(r"=(?<!==)\r?\n")
_BROKEN = re.compile(r"([<&][/#]?\w{0,8})(=\r?\n)([/#]?\w{0,8}[;>\s])")
_PRINTABLE = re.compile(r"=(?<!==)(?:\r?\n|[0-9A-F]{2})(?:=(?:\r?\n|[0-9A-F]{2}))*")
"""As mails and saved pages write bytes and ends of lines that mean nothing: `class=3D"d"`, `=C2=A0`. A rule of `=====`
ends with none."""
_FEW = 5
_BLANKS = re.compile(" {2,}")
_LAID_OUT = re.compile(r"\S {12,}\S")
_LONGEST_LINE = 1_000
"""Characters of a line, as a rule: where lines were joined to longer ones, blanks tell no columns."""
_LOWER = re.compile(r"[a-z]+|[^\W\d_a-z]")
_PIECE = 200
"""A piece of a text so short may have no capital by chance."""


def undo_transit(text: str) -> str:
    """The text as it was before: decoded as it was encoded, no string, its cells parted by tabs, without margins."""
    if "\r" in text:
        text = _LONE_END.sub("\n", text)
    if "=" in text and ("=\n" in text or ("\r" in text and "=\r\n" in text)) and _SOFT_END.search(text):
        text = _undo_printable(text)
    if any(first in text for first in _FIRST):
        text = _DECODED_WRONGLY.sub(_decode, text)
    text = join_rows(join_double_spaced(join_pieces(fill_margins(unquote(text)))))
    return _BLANKS.sub(_as_one, text) if _is_in_long_lines(text) and _LAID_OUT.search(text) else text


def _is_in_long_lines(text: str) -> bool:
    """Are its lines so long, as a rule? Where they are not, a tenth of it has as many ends of lines as all would."""
    if len(text) <= _LONGEST_LINE * (1 + text.count("\n", 0, len(text) // 10)):
        return False
    return len(text) > _LONGEST_LINE * (1 + text.count("\n"))


def _undo_printable(text: str) -> str:
    if len(_SOFT_END.findall(text)) < _FEW:
        return text
    return _PRINTABLE.sub(_decode_printable, _BROKEN.sub(r"\1\3\2", text))


def _decode_printable(match: re.Match[str]) -> str:
    said = bytes.fromhex(match[0].replace("=", ""))  # which takes the ends of lines for blanks
    try:
        return said.decode().ljust(len(match[0]), FILL)
    except UnicodeDecodeError:
        return said.decode("cp1252", "replace").ljust(len(match[0]), FILL)


def raise_letters(folded: str) -> str:
    """Codes are capitals, and names begin with them: where all were lost, letters are read as capitals."""
    return _LOWER.sub(_raise, folded) if len(folded) > _PIECE and folded.islower() else folded


def _as_one(match: re.Match[str]) -> str:
    return " " + FILL * (len(match[0]) - 1)


def _decode(match: re.Match[str]) -> str:
    whole = match[0].replace("\u20ac\ufffd", "\u20ac\x9d").replace("\ufffd", "\x81")
    char = b"".join(map(_byte_of, whole)).decode("utf-8", "ignore")
    return char.ljust(len(whole), FILL) if char else match[0]


def _byte_of(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _raise(match: re.Match[str]) -> str:
    capitals = match[0].upper()
    return capitals if len(capitals) == len(match[0]) else match[0]
