"""Stage 2a1: a drawn cell whose lines were too long for it.

Takes the lines of a cell. Gives its text with the lines mended, and where each part of it stands in the page; None for
a cell whose lines are whole. A table within a cell may be wider than the cell: what does not fit is broken off its left,

    |   -------------- --                  |
    | ---------------- ------- ---- ------ |
    |   Comm                               |
    | on Stock         05/06   S    1,400  |

and the blanks at the end of what is left are lost. The ruler of the table says how many there were. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

_INDENT = 3
"""Tables in a cell stand two characters behind its border's own blank."""

_Span = tuple[int, int]


@attrs.frozen
class Mended:
    """The text of a cell, and its parts: where each begins in it, and its span in the page."""

    text: str
    parts: list[tuple[int, _Span]]

    def homes_of(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """What stands between the parts of a piece of the text, and their spans in the page."""
        done = start
        for at, (home, stop) in self.parts:
            low, high = max(at, start), min(at + stop - home, end)
            if low < high:
                yield self.text[done:low], home + low - at, home + high - at
                done = high


def mend(folded: str, text: str, lines: list[_Span]) -> Mended | None:
    """Join the lines of a cell that were broken; `text` has the blanks that are no spaces, as it was passed in."""
    full = [_is_full(text, span) for span in lines]
    indented = [_is_indented(folded, span) for span in lines]
    pairs = [indented[i] and not full[i] and (full[i + 1] or not indented[i + 1]) for i in range(len(lines) - 1)]
    rulers = [i for i, is_pair in enumerate(pairs) if is_pair and _is_ruler(folded, lines[i : i + 2])]
    if not rulers:
        return None
    mended = ""
    parts: list[tuple[int, _Span]] = []
    ruler = _joined(folded, lines[rulers[0] : rulers[0] + 2], "")
    i = 0
    while i < len(lines):
        head = _said(folded, lines[i])
        parts.append((len(mended), head))
        if i < len(pairs) and pairs[i]:
            tail = _said(folded, lines[i + 1])
            joined = _joined(folded, lines[i : i + 2], "" if i in rulers else ruler)
            ruler = joined if i in rulers else ruler
            parts.append((len(mended) + len(joined) - tail[1] + tail[0], tail))
            mended += joined + "\n"
            i += 2
        else:
            mended += folded[slice(*head)] + "\n"
            i += 1
    return Mended(mended, parts)


def _is_indented(folded: str, span: _Span) -> bool:
    return not folded[span[0] : min(span[1], span[0] + _INDENT)].strip()


def _is_ruler(folded: str, lines: list[_Span]) -> bool:
    text = "".join(folded[slice(*span)] for span in lines)
    return "--" in text and not text.strip(" -")


def _is_full(text: str, span: _Span) -> bool:
    """Does the line reach the border, but for the one blank before it?"""
    return span[1] - span[0] > _INDENT and text[span[1] - 2] != " "


def _said(folded: str, span: _Span) -> _Span:
    """The span of what a line says, behind the border's own blank."""
    start = min(span[0] + 1, span[1])
    return start, start + len(folded[start : span[1]].rstrip())


def _joined(folded: str, lines: list[_Span], ruler: str) -> str:
    """A broken line, with as many blanks where it broke as bring its words below the ruler's dashes."""
    head, tail = (folded[slice(*_said(folded, span))] for span in lines[:2])
    gaps = [x for x, c in enumerate(ruler) if c == " "]
    for blanks in range(max(1, len(ruler) - len(tail) - len(head) + 1)):
        joined = head + " " * blanks + tail
        if all(joined[x : x + 1].strip() == "" for x in gaps):
            return joined
    return head + tail
