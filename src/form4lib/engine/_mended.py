"""Stage 2a1: a drawn cell whose lines were too long for it.

Takes the lines of a cell. Gives its text with the lines mended, and where each part of it stands in the page; None
for a cell whose lines are whole. A table within a cell may be wider than the cell: what does not fit is broken off its
left,

    |   -------------- --                  |
    | ---------------- ------- ---- ------ |
    |   Comm                               |
    | on Stock         05/06   S    1,400  |

and the blanks at the end of what is left are lost. The ruler of the table says how many there were. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ._markdown import fold_markdown

_INDENT = 3
"""Tables in a cell stand two characters behind its border's own blank."""

_COLUMNS = 4
"""A ruler over fewer is not a table's."""
_COUNTED = 3
"""Of so many lines, the last full, an empty one and those below it are one; two may be an empty line and a row."""
_WIDEST = 400
_MOST_LINES = 12
"""A cell that was too narrow is not wider, and no line was broken oftener: every way to join them is tried."""

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
    if any(stop - start > _WIDEST for start, stop in lines):
        return None
    count = next((n for i in range(len(lines)) if (n := _ruler_at(folded, text, lines, i))), 0)
    if not count:
        return None
    said = [_said(folded, span) for span in lines]
    mended = ruler = ""
    parts: list[tuple[int, _Span]] = []
    i = 0
    while i < len(lines):
        if n := _ruler_at(folded, text, lines, i):
            count, places = n, _places(folded, said[i : i + n], lines[i], 0)
            ruler = _written(folded, said[i : i + n], places)
        else:
            n, places = _group(folded, text, lines, said, i, count, ruler)
        if n == 1 and _goes_on(folded, said[i : i + 2], ruler):
            n, places = 2, [0, len(ruler) - (lines[i][1] - lines[i][0] - 2)]
            mended = mended.removesuffix("\n\n") + "\n" if mended.endswith("\n\n") else mended
        written = _written(folded, said[i : i + n], places)
        if written.strip(" -") or len(written.split()) >= _COLUMNS:
            parts += [(len(mended) + at, span) for at, span in zip(places, said[i : i + n], strict=True)]
            mended += written + "\n"
        elif not mended.endswith("\n\n"):
            mended += "\n"  # the rule of a few boxes says nothing; one empty line parts as much as two
        i += n
    return Mended(fold_markdown(mended), parts)


def _ruler_at(folded: str, text: str, lines: list[_Span], i: int) -> int:
    """How many lines from here on are one ruler that was broken; 0 where there is none."""
    if not _is_dashes(folded, lines[i]) or not _is_indented(folded, lines[i]) or _is_full(text, lines[i]):
        return 0
    n = 1
    stop = min(len(lines), i + _MOST_LINES)
    while i + n < stop and _is_dashes(folded, lines[i + n]) and not _is_indented(folded, lines[i + n]):
        n += 1
    return n if n > 1 and _is_full(text, lines[i + n - 1]) else 0


def _group(
    folded: str, text: str, lines: list[_Span], said: list[_Span], i: int, count: int, ruler: str
) -> tuple[int, list[int]]:
    """How many lines from here on are one, and where each begins in it: as the gaps of the ruler demand."""
    if said[i][0] == said[i][1]:
        return _begun_blank(folded, text, lines, said, i, count, ruler)
    if not _is_indented(folded, lines[i]):
        return 1, [0]
    for n in range(min(count, len(lines) - i), 1, -1):
        last = lines[i + n - 1]
        if not _is_full(text, last) and (_is_indented(folded, last) or n > 2):
            continue
        for blanks in range(lines[i][1] - said[i][1]):
            places = _places(folded, said[i : i + n], lines[i], blanks)
            written = _written(folded, said[i : i + n], places)
            if _keeps_gaps(written, ruler):
                return n, places
    if _is_title(folded, said[i], ruler) and _is_right_of(folded, lines[i : i + 2], said[i : i + 2], ruler):
        return 2, [0, lines[i][1] - lines[i][0] - 2]
    return 1, [0]


def _keeps_gaps(written: str, ruler: str) -> bool:
    """Stands nothing where the ruler has its gaps?"""
    return all(c != " " or not w.strip() for c, w in zip(ruler, written, strict=False))


def _is_right_of(folded: str, lines: list[_Span], said: list[_Span], ruler: str) -> bool:
    """Is the second line the right part of the first, which fills the cell: blank, or what a note marks?"""
    if len(said) < 2 or not _is_indented(folded, lines[1]):
        return False
    written = _written(folded, said, [0, lines[0][1] - lines[0][0] - 2])
    return _keeps_gaps(written, ruler)


def _is_title(folded: str, said: _Span, ruler: str) -> bool:
    """Has the line nothing but in the first column of the ruler?"""
    line = folded[slice(*said)]
    begin = len(ruler) - len(ruler.lstrip())
    width = len(ruler.strip().partition(" ")[0])
    return not line[:begin].strip() and line[begin : begin + 1] != " " and len(line) <= begin + width


def _begun_blank(
    folded: str, text: str, lines: list[_Span], said: list[_Span], i: int, count: int, ruler: str
) -> tuple[int, list[int]]:
    """The same of a line whose broken-off left is blank: a row that ends before the ruler does lost less of itself."""
    width = lines[i][1] - lines[i][0] - 2
    n = count
    if n < _COUNTED or i + n > len(lines) or not _is_full(text, lines[i + n - 1]):
        return 1, [0]
    if said[i + 1][0] == said[i + 1][1] or _is_indented(folded, lines[i + 1]):
        return 1, [0]
    for first in range(1, len(ruler) - (n - 1) * width + 1):
        places = [0, *(first + k * width for k in range(n - 1))]
        written = _written(folded, said[i : i + n], places)
        if _keeps_gaps(written, ruler):
            return n, places
    return 1, [0]


def _goes_on(folded: str, said: list[_Span], ruler: str) -> bool:
    """Is an empty line, and what is below it, one line whose left part is empty? A row begins in the first column."""
    first = len(ruler) - len(ruler.lstrip().lstrip("-"))
    head, tail = (*(folded[slice(*span)] for span in said), "")[:2]
    return not head and ruler != "" and tail.strip() != "" and not tail[:first].strip()


def _places(folded: str, said: list[_Span], whole: _Span, blanks: int) -> list[int]:
    """Where parts of a line begin: the first is as long as it is, the others fill the cell."""
    width = whole[1] - whole[0] - 2
    first = said[0][1] - said[0][0] + blanks
    return [0, *(first + i * width for i in range(len(said) - 1))]


def _written(folded: str, said: list[_Span], places: list[int]) -> str:
    out = ""
    for at, span in zip(places, said, strict=True):
        out = out.ljust(at) + folded[slice(*span)]
    return out


def _is_indented(folded: str, span: _Span) -> bool:
    return not folded[span[0] : min(span[1], span[0] + _INDENT)].strip()


def _is_dashes(folded: str, span: _Span) -> bool:
    line = folded[slice(*span)]
    return "-" in line and not line.strip(" -")


def _is_full(text: str, span: _Span) -> bool:
    """Does the line reach the border, but for the one blank before it?"""
    return span[1] - span[0] > _INDENT and text[span[1] - 2] != " "


def _said(folded: str, span: _Span) -> _Span:
    """The span of what a line says, behind the border's own blank."""
    start = min(span[0] + 1, span[1])
    return start, start + len(folded[start : span[1]].rstrip())
