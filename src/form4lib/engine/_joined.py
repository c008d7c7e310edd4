"""Stage 1a3: texts that were cut: into pieces which overlap, for a search, or into lines of a width, for a mail.

Takes a text. Gives it with what stands twice filled, and rows of pipes in one line, in its length. Reports nothing.
Only what recurs from end to end is told so: rows of a table may be alike, but stand close together and in one place.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ._breaks import FILL

_PARTING = re.compile(
    r"\n[ \t\r\f]*\n\s*(?:(?:[-=*_#~]{3,}|[\[(<#*= -]{0,8}(?i:chunk|part|passage)\b[^\n]{0,60})[ \t]*\n\s*)?"
)
"""What stands between two pieces: an empty line, a rule, `[Chunk 3]`."""
_KEY = 30
"""So many characters at least stand twice."""
_OVERLAP = 4_000
_FIRST_WITHIN = 20_000
"""No piece is longer."""
_LONG_TEXT = 100_000
"""Of a text that is not longer all places are looked at in which pieces may meet."""
_TRIES = 12
"""Rows may begin alike: the longest that stands twice is what the pieces share."""
_FAR = 400
"""Characters from one piece to the next, as a rule: rows of a table are shorter."""
_LONG = 100
"""Characters that two pieces share, as a rule."""
_WIDEST = 5
"""No two are so many times further apart than as a rule: some pieces do not overlap."""
_TIMES = 2
_SOME_LINES = 40
_WIDE = " " * 4
_WIDTHS = range(40, 161)
_DRAWN = 0.5
"""In drawn tables all lines begin and end with a border."""
_FULL = 0.25
"""Of the lines of a text cut at a width so many are as long as they can be, at least; of lists and poems, few are."""


def join_pieces(text: str) -> str:
    """The text whole, as it was before it was cut into pieces."""
    out: list[str] = []
    done = 0
    for start, end in _twice(text):
        out += (text[done:start], FILL * (end - max(start, done)))
        done = end
    return "".join((*out, text[done:]))


def join_rows(text: str) -> str:
    """The rows of a table of pipes whole, where the text was cut at a width: where the next word did not fit."""
    if "|" not in text or not ("--- |" in text or "---|" in text):
        return text
    lines = text.split("\n")
    width = max(map(len, lines))
    if width not in _WIDTHS:
        return text
    begins = [line.lstrip(FILL) for line in lines]
    words = [len(line.partition(" ")[0]) for line in (*begins[1:], "")]
    cut = [word > 0 and len(line.rstrip()) + 1 + word > width for line, word in zip(lines, words, strict=True)]
    inner = [a[:1] == "|" and b[:1] == "|" for (a, b), is_cut in zip(pairwise(begins), cut, strict=False) if is_cut]
    if len(inner) < _FULL * len(lines) or sum(inner) > _DRAWN * len(inner):
        return text
    out: list[str] = []
    in_row = False
    for line, begin, is_cut in zip(lines, begins, cut, strict=True):
        in_row = is_cut and (in_row or begin.startswith("|"))
        out += (line, " " if in_row else "\n")
    return "".join(out[:-1])


def join_double_spaced(text: str) -> str:
    """A page laid out by blanks with its lines one below the other, where a blank one stands between all of them."""
    if text.find("\n\n", 0, _FIRST_WITHIN) < 0:
        return text
    lines = text.split("\n")
    if len(lines) < _SOME_LINES or any(map(str.strip, lines[1::2])) or text.count(_WIDE) < _FULL * len(lines):
        return text
    return "\n".join(
        [
            *map("".join, zip(lines[::2], (FILL * (1 + len(line)) for line in lines[1::2]), strict=False)),
            *lines[len(lines) // 2 * 2 :],
        ]
    )


def _twice(text: str) -> list[tuple[int, int]]:
    """The spans without which the text is whole; where they can, they end with a line, so that columns stay."""
    found: list[tuple[int, int, int]] = []
    if len(text) < _LONG_TEXT and not any(
        _is_said_before(text, *parting.span()) for parting in _PARTING.finditer(text)
    ):
        return []
    for parting in _PARTING.finditer(text):
        start, second = parting.span()
        line = text[max(0, start - _FAR) : start]
        end = start - len(line) + len(line.rstrip())
        first = _first_of(text, end, second)
        if first >= 0:
            found.append((first, end, second))
        elif not found and end > _FIRST_WITHIN:
            break
    usual = _usual([second for _, _, second in found])
    joints: list[tuple[int, int, int]] = []
    for first, end, second in found:
        if joints and second - joints[-1][2] < usual / 2:  # rows alike within a piece, shorter than what pieces share
            if end - first <= joints[-1][1] - joints[-1][0]:
                continue
            joints.pop()
        joints.append((first, end, second))
    shared = sorted([end - first for first, end, _ in joints])
    if not (shared and shared[len(shared) // 2] >= _LONG and _are_spread([at for _, _, at in joints])):
        return []
    kept = [max(0, text.find("\n", first, end) - first) for first, end, _ in joints]
    return [(first + line, second + line) for (first, _, second), line in zip(joints, kept, strict=True)]


def _is_said_before(text: str, end: int, second: int) -> bool:
    """Does so much of what follows stand before, too, as at least one of two pieces shares with the one before it?"""
    return text.find(text[second : second + _LONG], max(0, end - _FAR - _OVERLAP), end) >= 0


def _first_of(text: str, end: int, second: int) -> int:
    """Where what stands from `second` on stood before, right up to `end`; -1 where it did not."""
    key = text[second : second + _KEY].ljust(_KEY, FILL)
    longest = -1
    first = end - _KEY + 1
    for _ in range(_TRIES):
        first = text.rfind(key, max(0, end - _OVERLAP), first + _KEY - 1)
        if first < 0:
            break
        longest = first if text.startswith(text[first:end], second) else longest
    return longest


def _usual(places: list[int]) -> int:
    gaps = sorted([b - a for a, b in pairwise(places)])
    return gaps[len(gaps) // 2] if gaps else 0


def _are_spread(places: list[int]) -> bool:
    """Do they stand far from each other, from the text's beginning on? Behind its tables lines may be too long."""
    usual = _usual(places)
    gaps = [b - a for a, b in pairwise([0, *places])]
    return len(places) >= _TIMES and usual >= _FAR and max(gaps) <= _WIDEST * usual
