"""Stage 5d0: the lines between two rows, shared out.

Takes the lines of the rows that values tell, and the lines before, between and behind them, which hold only parts of
wrapped cells. Gives for each row the lines above it, its own, and those below. Cells are centred on their row, or
begin at its top.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from ._atoms import MARK, is_strong, is_value, readings
from ._labels import squeeze
from ._lines import Line
from ._page import WIDE, Word
from ._remembered import remembered

Chunked = tuple[int, Word]
"""Where the run of words begins that the word stands in, and the word."""
Shared = tuple[list[Line], list[Line], list[Line]]
"""The lines above a row, its own, and those below."""


@remembered
def is_mark(text: str) -> bool:
    """Is it the number of a footnote, as printed?"""
    return any(r.kind == MARK and r.cost == 0.0 for r in readings(text))


def chunks_of(lines: list[Line]) -> list[Chunked]:
    """Every word, with the place where its run begins: words one space apart stand in one cell.

    Not so a date or an amount, which fills its cell: `04/18/2027 Common`. A price is told from the par value of a
    title by what stands behind it: `Option $94.83      03/13/2013`.
    """
    words: list[Chunked] = []
    par = any(_PAR_WORD in squeeze(w.text) for line in lines for w in line.words)
    for line in lines:
        at, fills = 0, True
        for word, following in zip_longest(line.words, line.words[1:]):
            before, signed = fills, word.text[0] == "$" and " " not in word.text
            fills = is_strong(word.text) and not signed and not any(map(str.isalpha, word.text))
            is_price = signed and not par and (following is None or following.gap >= WIDE)
            if before or fills or is_price or word.gap >= WIDE:
                at = word.x
            words.append((at, word))
    return words


_PAR_WORD = "par"


class Titled(NamedTuple):
    """The lines that the titles of rows begin in, and those that they go on in, by id."""

    first: frozenset[int]
    more: frozenset[int]


def _bounds(between: list[Line], titled: Titled) -> tuple[int, int]:
    """How many of the lines are the upper row's at least, and at most."""
    most = next((k for k, line in enumerate(between) if id(line) in titled.first), len(between))
    return max((k + 1 for k, line in enumerate(between[:most]) if id(line) in titled.more), default=0), most


def share_out(
    rows: list[list[Line]], loose: list[list[Line]], placed: bool, titled: Titled | None = None
) -> list[Shared]:
    """Give the lines between two rows to the one above or below.

    The cheapest cuts, row by row, by exact search: few lines stand between two rows. `placed`: the characters' places
    along the lines count, so that every cell can be seen to be centred. `titled`: the lines of the rows' titles.
    """
    top = not loose[0] and len(loose[-1]) > 0 and len(rows) > 1
    openings = _openings([*loose[0][:1], *(row[0] for row in rows)])
    openers = {_opening_of(runs[0]) for runs in _columns([*loose[0], *rows[0]])} - {""} if placed else set()
    best: dict[int, tuple[float, list[int]]] = {len(loose[0]): (0.0, [])}
    for i, row in enumerate(rows):
        before, between = loose[i], loose[i + 1]
        following = rows[i + 1][0] if i + 1 < len(rows) else None
        few = len(before) + len(between) <= _MANY_LINES
        cells = _Cells(before, row, between, openers) if placed and few and not top else None
        fresh: dict[int, tuple[float, list[int]]] = {}
        for above, (cost, cuts) in best.items():
            least, most = _bounds(between, titled) if titled else (0, len(between))
            for cut in range(least, most + 1) if following else (len(between),):
                over, under = before[len(before) - above :], between[:cut]
                step = cost + _break_cost(between, cut, following)
                if cells and under and cells.is_atop(above, cut):
                    step += _ATOP
                elif cells:
                    step += _wraps(row, over, under) + cells.cost(above, cut) + _BY_LINES * _imbalance(above, cut, top)
                else:
                    step += _wraps(row, over, under) + _imbalance(above, cut, top) + _opening(between, cut, openings)
                    step += _NO_TITLE if not over and _is_untitled(row[0]) else 0.0
                left = len(between) - cut
                if left not in fresh or step < fresh[left][0]:
                    fresh[left] = (step, [*cuts, cut])
        best = fresh
    _, cuts = min(best.values(), key=lambda pair: pair[0])
    out = []
    above_lines = loose[0]
    for row, between, cut in zip(rows, loose[1:], cuts, strict=True):
        out.append((above_lines, row, between[:cut]))
        above_lines = between[cut:]
    return out


def _openings(lines: list[Line]) -> set[str]:
    """The words that rows begin with, but not one by which a few do: there the title began on the line above."""
    begun = (line.words for line in lines if not (_ends_title(line.words) or _goes_on(line.words[0].text)))
    counts = Counter(words[0].text for words in begun)
    most = max(counts.values(), default=0)
    return {word for word, count in counts.items() if count * _FEW_OF >= most}


def _ends_title(words: list[Word]) -> bool:
    """`Stock 08/01/2007`: the last word of a title that began on the line above."""
    return squeeze(words[0].text) in _LAST_WORDS and len(words) > 1 and is_strong(words[1].text)


_LAST_WORDS = frozenset("stock shares units interests".split())
_OPEN_ENDED = frozenset("class series common ordinary preferred voting depositary".split())
"""No title ends with these."""
_FEW_OF = 5
_OFF_CENTRE = 0.8
"""What a line costs by which the middle of a cell is off the middle of its row."""
_NEAR_CENTRE = 1.0
"""What stands between two lines of another cell is printed as a line of its own."""
_SLIGHTLY_OFF = 0.1
_ATOP = 0.6
"""Cells are centred; a row that begins at its top is one that the end of a page has cut."""
_NO_TITLE = 2.0
_TWICE = 1.5
_BY_LINES = 0.3
"""Lines counted tell less than the cells that stand in them."""
_MANY_LINES = 16
"""Cells of so many lines are natures of ownership; what stands between two of them tells nothing of the middle."""


_Run = tuple[int, str]
"""The line that a run of words stands in, and its text."""


class _Cells:
    """The lines around a row, cell by cell: how well a share of them makes a row of cells, each centred."""

    def __init__(self, before: list[Line], row: list[Line], between: list[Line], begun: set[str]) -> None:
        self.lines = [*before, *row, *between]
        self.begun = begun
        self.start, self.stop = len(before), len(before) + len(row)
        self.columns = _columns(self.lines)

    def cost(self, above: int, below: int) -> float:
        """The cost of so many lines above the row and below it."""
        first, last = self.start - above, self.stop + below
        held = [[run for run in column if first <= run[0] < last] for column in self.columns]
        middles = [(low + high) / 2 for low, high in {(runs[0][0], runs[-1][0]) for runs in held if runs}]
        if len(middles) < 2:
            return 0.0
        middle = median(middles)
        off = [abs(at - middle) for at in middles]
        cost = _OFF_CENTRE * sum(max(0.0, by - _NEAR_CENTRE) for by in off) + _SLIGHTLY_OFF * sum(off)
        cost += _INSIDE_CUT * sum(map(self._begins_inside, held))
        cost += _INSIDE_CUT * sum(map(_ends_open, held)) + _TWICE * _opens_within(held[-1])
        return cost + _TWICE * sum(map(_repeats, held[1:])) + _title_cost(held[0])

    def _begins_inside(self, runs: list[_Run]) -> bool:
        """`Stock` above `Common`, where the first row's cells say `Common` first."""
        opening = [_opening_of(run) in self.begun for run in runs]
        return any(opening) and not opening[0] and not _CLASS.match(runs[0][1])

    def is_atop(self, above: int, below: int) -> bool:
        """Do all cells begin in the row's first line? So are rows that a page's end has cut."""
        last = self.stop + below
        lines = [[at for at, _ in column] for column in self.columns]
        return above == 0 and all(self.start in at for at in lines if any(self.start <= i < last for i in at))


def _opening_of(run: _Run) -> str:
    """The first word of a run, where it is one that tells something."""
    word = run[1].split()[0]
    return word if len(word) >= _LEAST_REPEATED and word[0].isalpha() else ""


_CLASS = re.compile(r"(?:Class|Series) [A-Z0-9-]{1,4}$|Class$|Series$")
"""The line with which a title begins in a narrow column."""


def _ends_open(runs: list[_Run]) -> bool:
    """`Class B` below `buy)`: the title of the next row has begun."""
    return len(runs) > 1 and _CLASS.match(runs[-1][1]) is not None


_NATURE = re.compile(r"(?:By|See|Held)\b")


def _opens_within(runs: list[_Run]) -> int:
    """`By` below `Trust`: the nature of the next row has begun."""
    return sum(_NATURE.match(text) is not None for _, text in runs[1:])


def _repeats(runs: list[_Run]) -> int:
    """How often a cell says again what it has said: so do two rows of one security."""
    texts = [text for _, text in runs if len(text) >= _LEAST_REPEATED]
    return len(texts) - len(set(texts))


def _title_cost(runs: list[_Run]) -> float:
    """A row has a title, and of titles that begin with the same word only one."""
    if not runs or (len(runs) == 1 and squeeze(runs[0][1]) in _LAST_WORDS):
        return _NO_TITLE
    opening = _opening_of(runs[0])
    again = sum(_opening_of(run) == opening for run in runs[1:]) if opening else 0
    return _TWICE * again + (_INSIDE_CUT if _goes_on(runs[0][1]) else 0.0)


_LEAST_REPEATED = 3
"""Letters of what tells one row from another: `Common`, `(1)`, but not `$`."""


def _columns(lines: list[Line]) -> list[list[_Run]]:
    """The columns that the words of these lines stand in: the runs of words of each, from line to line."""
    runs: list[tuple[int, int, int, str]] = []
    for i, line in enumerate(lines):
        for k, word in enumerate(line.words):
            parted = word.gap >= WIDE or k == 0 or is_strong(word.text) or is_strong(line.words[k - 1].text)
            if parted:
                runs.append((word.x, word.x_end, i, word.text))
            else:
                runs[-1] = (runs[-1][0], word.x_end, i, f"{runs[-1][3]} {word.text}")
    columns: list[tuple[int, list[_Run]]] = []
    for low, high, i, text in sorted(runs):
        if columns and low < columns[-1][0]:
            columns[-1][1].append((i, text))
            columns[-1] = (max(columns[-1][0], high), columns[-1][1])
        else:
            columns.append((high, [(i, text)]))
    return [sorted(held, key=lambda run: run[0]) for _, held in columns]


_NO_NATURE = 1.6
_BLANK_CUT = -1.5
_MARK_CUT = -1.0
_SIGN_CUT = 1.0
"""A sign stands before its amount, not at the end of a row."""
_OPENING_CUT = -0.8
"""Rows of one security begin with the same word."""
_INSIDE_CUT = 0.8
""" `(right to buy)` and what begins in lower case go on with a title."""


def _imbalance(above: int, below: int, top: bool) -> float:
    """How odd it is for a row to have so many lines above and below its anchor."""
    if top:
        return 0.6 * above
    return 0.5 * max(0, abs(above - below) - (1 if above < below else 0)) + 0.1 * abs(above - below)


def _wraps(row: list[Line], over: list[Line], under: list[Line]) -> float:
    """How odd it is for the row to have any."""
    return _NO_NATURE * sum(not _is_price_wrapped(x) for x in (*over, *under)) if _is_plain_direct(row[0]) else 0.0


def _is_price_wrapped(line: Line) -> bool:
    """A line of signs and marks goes with an amount, not with a nature."""
    return all(w.text == "$" or is_mark(w.text) for w in line.words)


def _is_plain_direct(line: Line) -> bool:
    """A row of Table I that ends in D, its title whole on its line: nothing of it wraps."""
    words = line.words
    titled = len(words) > 1 and words[0].text[:1].isalpha() and words[1].text[:1].isalpha() and not _is_begun(words)
    return titled and words[-1].text in _DIRECT_ENDS and sum(is_value(w.text) for w in words) <= 5


def _is_begun(words: list[Word]) -> bool:
    """Has the line only the beginning of a title: `Class A Common  06/16/2020`?"""
    last = next((before for before, word in pairwise(words) if word.gap >= WIDE or is_strong(word.text)), words[-1])
    return squeeze(last.text) in _OPEN_ENDED


_DIRECT_ENDS = frozenset(("D", "D|", "D.", "D,", "p", "Db"))


def _opening(between: list[Line], cut: int, openings: set[str]) -> float:
    """How the line behind the cut begins."""
    first = between[cut].words[0].text if cut < len(between) else ""
    return _OPENING_CUT if first in openings else _INSIDE_CUT if first and _goes_on(first) else 0.0


def _goes_on(text: str) -> bool:
    return text[0] in "(" or text[0].islower()


_PAR = ("$0.0", "$.0")
"""How a par value begins; a row that begins with its price has no title."""


def _is_untitled(line: Line) -> bool:
    """Does the line begin with the rest of a title: `$0.0001 per share 04/04/2024`, `(right to buy) $5.38`?"""
    first = line.words[0].text
    return _goes_on(first) or first.startswith(_PAR)


def _break_cost(between: list[Line], cut: int, following: Line | None) -> float:
    """Blank lines part rows; raised marks and lone signs go with the line below."""
    cost = _SIGN_CUT if cut and any(w.text == "$" for w in between[cut - 1].words) else 0.0
    if cut < len(between):
        cost += _BLANK_CUT if between[cut].after_blank else 0.0
    if cut == len(between) and following is not None and following.after_blank:
        cost += _BLANK_CUT
    if following is not None and cut < len(between) and all(_belongs_below(w, following) for w in between[-1].words):
        cost += _MARK_CUT
    return cost


def _belongs_below(word: Word, following: Line) -> bool:
    """A raised mark stands right behind its value on the next line; a `$` alone stands above its amount."""
    if word.text == "$":
        return True
    return is_mark(word.text) and any(-1 <= word.x - other.x_end <= 1 for other in following.words)


__all__ = ["Chunked", "Shared", "Titled", "chunks_of", "is_mark", "share_out"]
