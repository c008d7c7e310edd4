"""Stage 2: words in reading order, and how they are parted.

Takes a `Source`. Gives a `Page` of `Word`s: the word as folded, its span in the text, the line, row and
cell it stands in, how many characters from the line's start, and the break before it. A tab, a pipe, a
`</td>`, two spaces and a new line differ only in how strongly they part two words. Reports nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from ._breaks import BR, CELL, FILL, GAP, ROW
from ._source import Source

GLUED, SPACE, WIDE, NEXT_CELL, LINE, BLOCK = range(6)
"""How strongly a word is parted from the one before it, weakest first."""

_WORD = re.compile(r"[^\s\x00]+(?:\x00+[^\s\x00]+|(?<=\$)(?<![^\s\x00]\$)[ \x00]+(?=[\d.])[^\s\x00]+)*")
"""A run of characters. The reduced editions print `$ 0.33`: the sign belongs to its number."""
_NOT_SAID = re.compile(r"[\x00 ]+")
_LONG = 100_000
"""In a text of more characters most words are met again, and are kept once: a fifth of what its words take."""
_POSITIONED_SHARE = 0.08
"""A page whose words stand behind wide gaps this often is laid out by spaces: pdftotext -layout has 0.2
to 0.4 of them, running text and OCR in reading order under 0.02."""
_HELD_SHARE = 0.2
"""Of what stands behind wide gaps, this share begins, ends or is centred where something in the line above does: on
pages laid out by spaces a third to nine tenths, where OCR counted the blanks of each line by itself under a sixth."""
_HELD_PRINTED = 0.14
_FEW = 12
"""So few wide gaps do not tell whether columns hold."""


@attrs.define(slots=True, eq=False)
class Word:
    """One word: `text[start:end]` of the source, `text` as folded."""

    text: str
    start: int
    end: int
    line: int
    row: int
    cell: int
    x: int
    gap: int
    more: tuple[tuple[int, int], ...] = ()
    """Further spans, where a word was put together from pieces."""

    @property
    def x_end(self) -> int:
        """The column behind the word's last character."""
        return self.x + self.end - self.start


@attrs.frozen
class Page:
    """All words; `positioned` when the columns of characters mean something."""

    source: Source
    words: list[Word]
    positioned: bool


@attrs.frozen
class _Gap:
    """What stands between two words: how strongly it parts them, and what it opens."""

    strength: int
    lines: int
    rows: int
    cells: int
    """Cells opened behind the last line or row."""
    tail: int | None
    """Characters behind the last line end; None where there is none."""


def _measure(gap: str) -> _Gap:
    last = gap.rfind("\n")
    row = gap.rfind(ROW)
    lines = (last >= 0 or BR in gap) + (row >= 0)
    cells = gap[max(last, row) + 1 :]
    return _Gap(
        _strength(gap),
        lines,
        (last >= 0) + (row >= 0),
        cells.count(CELL) + cells.count("\t"),
        None if last < 0 else len(gap) - last - 1,
    )


_measure_short = lru_cache(maxsize=4096)(_measure)
"""A few kinds of gaps part nearly all the words of a page."""
_SHORT = 200


def _strength(gap: str) -> int:
    if ROW in gap or gap.count("\n") > 1:
        return BLOCK
    if "\n" in gap or BR in gap:
        return LINE
    if CELL in gap or "\t" in gap:
        return NEXT_CELL
    return WIDE if GAP in gap or gap.replace(FILL, "").count(" ") > 1 else SPACE


def read_page(source: Source) -> Page:
    """Find the words of a source and their places, in one pass."""
    folded = source.folded
    words: list[Word] = []
    append = words.append
    line = row = cell = line_start = previous = 0
    is_long = len(folded) > _LONG
    known: dict[str, str] = {}
    for match in _WORD.finditer(folded):
        start, end = match.span()
        strength = SPACE
        if start - previous != 1 or folded[previous] != " ":
            gap = (_measure_short if start - previous < _SHORT else _measure)(folded[previous:start])
            strength = gap.strength if words else SPACE
            line += gap.lines
            if gap.rows:
                row += gap.rows
                cell = gap.cells
            else:
                cell += gap.cells
            if gap.tail is not None:
                line_start = start - gap.tail
        text = match[0]
        if not text.isalnum() and (FILL in text or " " in text):
            text = _NOT_SAID.sub("", text)
        if is_long:
            text = known.setdefault(text, text)
        append(Word(text, start, end, line, row, cell, start - line_start, strength))
        previous = end
    return Page(source, words, is_spaced(words))


def is_spaced(words: list[Word]) -> bool:
    """Do wide gaps part so many of the words that they were laid out by spaces?"""
    return sum([w.gap == WIDE for w in words]) > _POSITIONED_SHARE * len(words)


def columns_hold(words: list[Word], as_printed: bool) -> bool:
    """Does what stands behind wide gaps keep its column from line to line?

    Some OCR writes as many blanks as a gap is wide in the letters of its own line, so that columns drift. Of a text
    whose labels are as printed that is less likely: its tables may be narrow, each laid out by itself.
    """
    held = count = 0
    places: set[tuple[str, int]] = set()
    for line in lines_of(words):
        chunks: list[tuple[int, int]] = []
        for word in line[1:]:
            if word.gap == WIDE:
                chunks.append((word.x, word.x_end))
            elif chunks:
                chunks[-1] = (chunks[-1][0], word.x_end)
        if not chunks:
            continue
        marks = [{("start", low), ("middle", low + high), ("end", high)} for low, high in chunks]
        if places:
            count += len(marks)
            held += sum(not places.isdisjoint(mark) for mark in marks)
        places = set().union(*marks)
    return count < _FEW or held >= (_HELD_PRINTED if as_printed else _HELD_SHARE) * count


def lines_of(words: list[Word]) -> list[list[Word]]:
    """The words, a list for each line they stand in."""
    out: list[list[Word]] = []
    for word in words:
        if not out or word.gap >= LINE:
            out.append([])
        out[-1].append(word)
    return out
