"""A piece of a longer text, its wrapped lines rejoined, and the way back to the places in that text.

EDGAR's full submissions are wrapped at column 1,023: a longer line goes on in the next one, in the middle of a word or
of a tag. Such a line end says nothing and is taken out. Reports nothing.
"""

from __future__ import annotations

import re

import attrs

from ..evidence import Span

WRAP = 1023
"""Characters (or bytes of UTF-8) after which EDGAR goes on in the next line."""
_LONG_LINE = re.compile(r"^[^\r\n]{1000,1026}(?P<end>\r?\n)(?=[^\r\n])", re.MULTILINE)
"""A line that may have been wrapped: characters beyond ASCII make it shorter, and a tag may be cut near the mark."""
_NEAR = range(1018, 1027)
_OPEN_TAG = re.compile(r"</?[A-Za-z][^<>]*\Z")


@attrs.frozen
class Excerpt:
    """A text made of slices of another.

    Attributes:
        source: the other text, as it was passed in.
        pieces: the slices, in order.
    """

    source: str
    pieces: tuple[Span, ...]
    text: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        text = "".join([self.source[start:end] for start, end in self.pieces])
        object.__setattr__(self, "text", text)

    def places(self, start: int, end: int) -> tuple[Span, ...]:
        """Where a slice of `text` stands in `source`: in as many pieces as line ends were taken out of it."""
        found = []
        at = 0
        for first, last in self.pieces:
            a, b = max(start, at), min(end, at + last - first)
            if a < b or (a == b and start == end):
                found.append((first + a - at, first + b - at))
                if start == end:
                    break
            at += last - first
        return tuple(found)

    def part(self, start: int, end: int) -> Excerpt:
        """A slice of `text`, as an excerpt of the same source."""
        return Excerpt(self.source, self.places(start, end))


def whole(text: str) -> Excerpt:
    """All of a text."""
    return Excerpt(text, ((0, len(text)),))


def unwrapped(text: str) -> Excerpt:
    """A text without the line ends that EDGAR put in."""
    pieces = []
    start = 0
    for match in _LONG_LINE.finditer(text):
        line = text[match.start() : match.start("end")]
        cut_tag = len(line) in _NEAR and _OPEN_TAG.search(line)
        if WRAP in (len(line), len(line.encode("utf-8", "replace"))) or cut_tag:
            pieces.append((start, match.start("end")))
            start = match.end()
    return Excerpt(text, (*pieces, (start, len(text))))
