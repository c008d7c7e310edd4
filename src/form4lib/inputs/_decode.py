"""Bytes to text, without guessing in silence.

Takes bytes, or a str, which stays as it is. Gives the text, and a diagnostic where the encoding was not told, or told
wrongly, or where bytes had to be replaced. Offsets in the text are those of `data.decode(encoding)`.
"""

from __future__ import annotations

import codecs
import re

from ..evidence import Diagnostic, diagnostic

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^<>]{0,200}?charset\s*=\s*["']?([\w.:-]+)""", re.I
)
_HEAD = 4096
"""Bytes in which an encoding is looked for."""
_ALSO = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What is declared as Latin-1 or ASCII and is neither is cp1252: quotes and dashes in its bytes 80 to 9F."""


def text_of(source: object, function: str) -> tuple[str, list[Diagnostic]]:
    """The text of what was handed to a function, and what there is to say about its decoding.

    Raises:
        TypeError: `source` is neither str nor bytes.
    """
    if isinstance(source, str):
        return source, []
    if isinstance(source, (bytes, bytearray, memoryview)):
        return decode(bytes(source))
    raise TypeError(f"{function}() takes a str or bytes, not {type(source).__name__}")


def decode(data: bytes) -> tuple[str, list[Diagnostic]]:
    """The text that bytes stand for.

    In this order: a byte order mark; UTF-16 by its zero bytes; what the text declares, if that reads it all; UTF-8;
    cp1252, which is said. Where none reads it all, or most of it is UTF-8, the bytes that cannot be read become
    U+FFFD, which is said, too.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _by_zeros(data[:_HEAD])
    if marked is not None:
        return _replaced(marked, data)
    declared = _declared(data[:_HEAD])
    if declared is not None and (text := _strictly(declared, data)) is not None:
        return text, []
    name = next((name for name in ("utf-8", "cp1252") if _strictly(name, data) is not None), None)
    if name is None:
        return _replaced("utf-8" if _mostly_utf8(data) else "cp1252", data)
    if _mostly_utf8(data):
        return _replaced("utf-8", data)
    if declared is None and name == "utf-8":
        return data.decode(name), []
    told = f"the bytes are declared as {declared}" if declared else "the bytes do not say how they are to be read"
    return data.decode(name), [diagnostic("encoding_assumed", f"{told}; {name} reads them all")]


def _mostly_utf8(data: bytes) -> bool:
    """Damaged UTF-8: most of what is beyond ASCII is UTF-8 all the same, which cp1252 is not by chance."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return 0 < lost < sum(not character.isascii() for character in text) - lost


def _strictly(name: str, data: bytes) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _replaced(name: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """The text, what cannot be decoded replaced."""
    text = data.decode(name, "replace")
    if _strictly(name, data) is not None:
        return text, []
    spans = tuple([match.span() for match in re.finditer("\ufffd+", text)])
    message = f"read as {name}; {sum(b - a for a, b in spans)} characters could not be decoded"
    return text, [diagnostic("encoding_replaced", message, spans=spans[:20])]


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of plain text is zero."""
    half = len(head) // 2
    if half and head[1::2].count(0) > 0.7 * half and not head[::2].count(0):
        return "utf-16-le"
    if half and head[::2].count(0) > 0.7 * half and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _declared(head: bytes) -> str | None:
    """The encoding that an XML declaration or an HTML page names, if Python knows it and its ASCII is ASCII."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
        known = b"<x>".decode(name) == "<x>"
    except (LookupError, UnicodeError):
        return None
    return _ALSO.get(name, name) if known else None
