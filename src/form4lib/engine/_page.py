"""Stage 2: words in reading order, and how they are parted.

Takes a `Source`. Gives a `Page` of `Word`s: the word as folded, its span in the text, the line, row and
cell it stands in, how many characters from the line's start, and the break before it. A tab, a pipe, a
`</td>`, two spaces and a new line differ only in how strongly they part two words. Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress, pairwise

import attrs

from ._breaks import BR, CELL, FILL, GAP, ROW
from ._source import Source

GLUED, SPACE, WIDE, NEXT_CELL, LINE, BLOCK = range(6)
"""How strongly a word is parted from the one before it, weakest first."""

_GAP = re.compile(r"[\x00- ]*")
_PARTING = re.compile(r"([\x01- ](?:(?<! )[\x00- ]*|[\x00- ]+))")
"""What parts two words, but for a single blank; of what does, a fold leaves only the blank and the controls."""
_SIGN_APART = re.compile(r"\$(?<![^\x00- ]\$)[ \x00]+(?=[\d.])")
"""The reduced editions print `$ 0.33`: the sign belongs to its number."""
_NO_WORD = "".join(map(chr, range(ord(" ") + 1)))
_WORD_ENDS = re.compile(r"(?<=[^\x00- ])[\t-\r\x1c- ]")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""One character of a printed page that is several letters: `Chief Financial Oﬃcer`."""
_AT_ONCE = 50_000
"""Characters whose words are sought at once."""
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


@attrs.define(slots=True, eq=False, weakref_slot=False)
class Word:
    """One word: `size` characters of the source from `start` on, `text` as folded."""

    text: str
    start: int
    size: int
    line: int
    row: int
    cell: int
    x: int
    gap: int
    more: tuple[tuple[int, int], ...] = ()
    """Further spans, where a word was put together from pieces."""

    @property
    def end(self) -> int:
        """Where the text goes on behind the word."""
        return self.start + self.size

    @property
    def x_end(self) -> int:
        """The column behind the word's last character."""
        return self.x + self.size

    def moved_to(self, x: int) -> Word:
        """The same word in another column."""
        return Word(self.text, self.start, self.size, self.line, self.row, self.cell, x, self.gap, self.more)

    def behind(self, gap: int) -> Word:
        """The same word behind another gap."""
        return Word(self.text, self.start, self.size, self.line, self.row, self.cell, self.x, gap, self.more)


@attrs.frozen
class Page:
    """All words; `positioned` when the columns of characters mean something, `drawn` when drawn cells were read."""

    source: Source
    words: list[Word]
    positioned: bool
    drawn: bool = False


_Gap = tuple[int, int, int, int, int]
"""What stands between two words: how strongly it parts them, how many lines and rows it opens, how many cells behind
the last of these, and how many columns stand behind the last line's end, -1 where it has none."""


def _measure(gap: str) -> _Gap:
    """What a gap is: a fold's filling says nothing, nor do blanks beside a line's end."""
    last = gap.rfind("\n")
    behind = len(gap[last + 1 :].expandtabs()) if last >= 0 else -1
    gap = gap.replace(FILL, "").replace(" ", "") if last >= 0 else gap.replace(FILL, "")
    last, row = gap.rfind("\n"), gap.rfind(ROW)
    lines = (last >= 0 or BR in gap) + (row >= 0)
    cells = gap[max(last, row) + 1 :]
    return _strength(gap), lines, (last >= 0) + (row >= 0), cells.count(CELL) + cells.count("\t"), behind


_measure_short = lru_cache(maxsize=4096)(_measure)
"""A few kinds of gaps part nearly all the words of a page, and of the pages that a converter has made."""
_SHORT = 400


def _strength(gap: str) -> int:
    if ROW in gap or gap.count("\n") > 1:
        return BLOCK
    if "\n" in gap or BR in gap:
        return LINE
    if CELL in gap or "\t" in gap:
        return NEXT_CELL
    return WIDE if GAP in gap or gap.count(" ") > 1 else SPACE


def _gaps_and_runs(folded: str) -> Iterator[list[str]]:
    """A gap, a run of words that single blanks part, a gap, a run ..., many at once."""
    length = len(folded.rstrip(_NO_WORD))
    at = 0
    while at < length:
        gap = _GAP.match(folded, at)
        begin = gap.end() if gap else at
        end = _WORD_ENDS.search(folded, begin + _AT_ONCE, length)
        stop = end.start() if end else length
        yield [folded[at:begin], *_PARTING.split(folded[begin:stop])]
        at = stop


def read_page(source: Source) -> Page:
    """Find the words of a source and their places, in one pass.

    Nothing is made as often as a word: to call `Word` takes longer than all else in reading it.
    """
    folded = source.folded
    if "$" in folded:
        folded = _SIGN_APART.sub(lambda match: "$" + FILL * (len(match[0]) - 1), folded)
    words: list[Word] = []
    new, append = object.__new__, words.append
    line = row = cell = line_start = end = wide = 0
    is_filled = FILL in folded
    known: dict[str, str] = {}
    for pieces in _gaps_and_runs(folded):
        first = len(words)
        following = iter(pieces)
        for gap, run in zip(following, following, strict=True):
            start = end + len(gap)
            end = start + len(run)
            strength, lines, rows, cells, behind = _measure_short(gap) if len(gap) < _SHORT else _measure(gap)
            if behind >= 0:
                line_start = start - behind
            wide += strength == WIDE
            line += lines
            row += rows
            cell = cells if rows else cell + cells
            if is_filled and FILL in run:
                run = run.rstrip(FILL)
                if FILL in run:
                    words += _filled(run, start, (line, row, cell, line_start), strength)
                    continue
            for text in run.split(" "):
                word = new(Word)
                word.text, word.start = text, start
                word.size = size = len(text)
                word.line, word.row, word.cell = line, row, cell
                word.x, word.gap, word.more = start - line_start, strength, ()
                append(word)
                start += size + 1
                strength = SPACE
        if len(folded) > _LONG:
            _keep_once(words[first:], known)
    if words:
        wide -= words[0].gap == WIDE
        words[0].gap = SPACE
    if not folded.isascii():
        _part_ligatures([word for word in words if not word.text.isascii()])
    return Page(source, words, _are_many(wide, words))


def _filled(run: str, start: int, place: tuple[int, int, int, int], gap: int) -> Iterator[Word]:
    """The words of a run that hold, or end with, what says nothing."""
    line, row, cell, line_start = place
    for text in run.split(" "):
        said = text.rstrip(FILL)
        yield Word(said.replace(FILL, ""), start, len(said), line, row, cell, start - line_start, gap)
        start += len(text) + 1
        gap = SPACE


def _part_ligatures(words: list[Word]) -> None:
    for word in words:
        word.text = word.text.translate(_LIGATURES)


def _keep_once(words: list[Word], known: dict[str, str]) -> None:
    for word in words:
        word.text = known.setdefault(word.text, word.text)


def is_spaced(words: list[Word]) -> bool:
    """Do wide gaps part so many of the words that they were laid out by spaces?"""
    return _are_many(bytes([w.gap for w in words]).count(WIDE), words)


def _are_many(wide: int, words: list[Word]) -> bool:
    return wide > _POSITIONED_SHARE * len(words)


def columns_hold(words: list[Word], as_printed: bool) -> bool:
    """Does what stands behind wide gaps keep its column from line to line?

    Some OCR writes as many blanks as a gap is wide in the letters of its own line, so that columns drift. Of a text
    whose labels are as printed that is less likely: its tables may be narrow, each laid out by itself.
    """
    gaps = bytes([word.gap for word in words])
    opening = list(compress(range(len(gaps)), gaps.translate(_OPEN_CHUNKS)))
    if as_printed and _is_squeezed(words, gaps, opening):
        return False
    share = _HELD_PRINTED if as_printed else _HELD_SHARE
    enough = share * gaps.count(WIDE)
    held = count = 0
    above: tuple[set[int], set[int], set[int]] = (set(), set(), set())
    starts, middles, ends = above
    for i, stop in pairwise((*opening, len(words))):
        if gaps[i] == WIDE:
            low, last = words[i].x, words[stop - 1]
            high = last.x + last.size
            if above[0]:
                count += 1
                held += low in above[0] or low + high in above[1] or high in above[2]
            starts.add(low)
            middles.add(low + high)
            ends.add(high)
        elif starts:
            if held >= enough:
                return True
            above = starts, middles, ends
            starts, middles, ends = set(), set(), set()
    return count < _FEW or held >= share * count


def _is_squeezed(words: list[Word], gaps: bytes, opening: list[int]) -> bool:
    """Did a program take blanks out: all beyond a few, or those that lines begin with? Columns then stand anywhere."""
    widths = sorted([words[i].x - words[i - 1].x - words[i - 1].size for i in opening if gaps[i] == WIDE])
    widest = widths[int(_NEARLY * len(widths))] if widths else 0
    if widths.count(widest) > _SQUEEZED * len(widths):
        return True
    begins = [words[i].x for i in opening if gaps[i] != WIDE]
    return len(begins) >= _FEW and sum([x > 0 for x in begins]) < _INDENTED * len(begins)


_OPEN_CHUNKS = bytes([gap == WIDE or LINE <= gap <= BLOCK for gap in range(256)])
"""Which gaps are wide or begin a line, as a table that a page's gaps are looked up in."""
_NEARLY = 0.9
_SQUEEZED = 0.3
"""Of the wide gaps of a page as it was laid out under a twelfth are as wide as the widest."""
_INDENTED = 0.05
"""Of the lines of such a page more than these begin with blanks, three in ten as a rule."""


def lines_of(words: list[Word]) -> list[list[Word]]:
    """The words, a list for each line they stand in."""
    out: list[list[Word]] = []
    for word in words:
        if not out or word.gap >= LINE:
            out.append([])
        out[-1].append(word)
    return out
