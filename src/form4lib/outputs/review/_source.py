"""The left side of the review page: the source text in its original lines.

Contract: every character of the text stands on the page once, in its place; those that fields were read from are in
`<mark>`s that name the fields. Lines come in blocks, so that a browser lays out those in view only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..._explanation import line_starts
from ...evidence import Span
from .._escape import text_html

_BLOCK = 20
"""Lines of a block."""


def source_html(text: str, spans: Mapping[int, Sequence[Span]]) -> str:
    """The text as HTML.

    Args:
        text: what the spans index.
        spans: number of a field -> the spans it was read from; those that lead out of the text mark nothing.
    """
    starts = [*line_starts(text), len(text)]
    pieces = _pieces(len(text), spans, starts)
    lines = [_line(i + 1, text, piece) for i, piece in enumerate(_by_line(pieces, starts))]
    blocks = ["".join(lines[i : i + _BLOCK]) for i in range(0, len(lines), _BLOCK)]
    return "".join(f'<div class="block">{block}</div>' for block in blocks)


def _pieces(
    length: int, spans: Mapping[int, Sequence[Span]], starts: Sequence[int]
) -> list[tuple[int, int, tuple[int, ...]]]:
    """The text cut wherever a span or a line begins or ends: start, end, the fields that have it."""
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for field, of_field in spans.items():
        for start, end in of_field:
            if 0 <= start < end <= length:
                opening.setdefault(start, []).append(field)
                closing.setdefault(end, []).append(field)
    held: list[int] = []
    out = []
    for start, end in pairwise(sorted({0, length, *starts, *opening, *closing})):
        for field in closing.get(start, ()):
            held.remove(field)
        held += opening.get(start, ())
        out.append((start, end, tuple(dict.fromkeys(held))))
    return out


def _by_line(
    pieces: Sequence[tuple[int, int, tuple[int, ...]]], starts: Sequence[int]
) -> Iterator[list[tuple[int, int, tuple[int, ...]]]]:
    place = 0
    for _, end in pairwise(starts):
        first = place
        while place < len(pieces) and pieces[place][1] <= end:
            place += 1
        yield list(pieces[first:place])


def _line(number: int, text: str, pieces: Sequence[tuple[int, int, tuple[int, ...]]]) -> str:
    parts = []
    for start, end, fields in pieces:
        shown = text_html(text[start:end].rstrip("\r\n"))
        named = " ".join(map(str, fields))
        parts.append(f'<mark data-f="{named}">{shown}</mark>' if fields and shown else shown)
    return f'<div class="line" data-n="{number}">{"".join(parts) or "<br>"}</div>'
