"""Stage 5c: what the page says of a word's place.

Takes a table's lines and a spec. Gives `Places`: for a word, the cell of the spec that its place speaks for, and
what every other cell would cost; or nothing, where places do not agree with what the words are. Three kinds of page
come to the same: cells that are counted, columns of characters that begin together, headings with data below.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import attrs

from ..spec.tables import HEAD_WORDS, NUMBER, TEXT, TableSpec
from ._atoms import MARK, is_strong, readings
from ._labels import squeeze
from ._lines import Line, TableText
from ._page import WIDE, Word
from ._remembered import remembered

_BOX_NUMBER = re.compile(r"1?\d[aA]?\.")
_FIT = 0.86
"""Cells are believed when this share of the typed words stands in a cell that can hold them."""
_STRANGE = 0.55
_EXTENT_FIT = 0.8
"""Headings cut into other cells than the rows below them tell nothing."""
_WRONG_CELL = 5.0
_CELL_STEP = 0.4
_X_PER_CELL = 100
"""Cells counted as places along a line, where cells were cut and their numbers alone do not tell the column."""
_X_SCALE = 4.0
"""Characters (or tenths of a cell) beside a heading that cost as much as a factor of e."""
_MAX_PLACE_COST = 7.0
_UNKNOWN_PLACE = 3.0
"""The cost of a cell whose heading was not found."""


_BESIDE = 4.0


@attrs.define(slots=True, eq=False)
class Places:
    """How much each cell of the spec would cost a word, by its place."""

    cell_of: dict[int, int] | None = None
    extents: list[tuple[float, float] | None] | None = None
    scaled: bool = False
    exact: bool = False
    """Counted cells that fit: a blank cell is known to be blank."""
    _rows: dict[int, list[float]] = attrs.field(factory=dict)
    _spans: dict[tuple[float, float], tuple[list[float], int]] = attrs.field(factory=dict)
    """What each cell costs a word that stands from here to there, and the cheapest: one is asked of many times."""
    size: int = 0
    strange: set[int] = attrs.field(factory=set)
    """Lines that do not stand below the headings: another page, set in other columns."""

    def estrange(self, lines: list[Line]) -> None:
        """A row some of whose lines do not stand below the headings is of another page, whole."""
        self.strange.update(line.words[0].line for line in lines)

    def cost(self, word: Word) -> Sequence[float] | None:
        """Cost per cell for this word; None where the page does not say."""
        if self.cell_of is not None:
            counted = self.cell_of.get(word.start)
            return None if counted is None else self._cell_costs(counted)
        if self.extents is not None and word.line not in self.strange:
            return self._by_extents(word, self.extents)[0]
        return None

    def cell(self, word: Word) -> int | None:
        """The cell the place speaks for."""
        if self.cell_of is not None:
            return self.cell_of.get(word.start)
        if self.extents is not None and word.line not in self.strange:
            return self._by_extents(word, self.extents)[1]
        return None

    def cell_of_run(self, words: list[Word], cells: set[int]) -> int | None:
        """The one of these cells that words one space apart stand in or beside; None where they stand far off."""
        if self.extents is None or any(w.line in self.strange for w in words):
            return None
        costs = self._by_extents(attrs.evolve(words[0], size=words[-1].x_end - words[0].x), self.extents)[0]
        nearest = min(cells, key=lambda cell: costs[cell])
        return nearest if costs[nearest] < min(costs) + _BESIDE else None

    def _cell_costs(self, cell: int) -> list[float]:
        if cell not in self._rows:
            self._rows[cell] = [
                0.0 if i == cell else _WRONG_CELL + _CELL_STEP * abs(i - cell) for i in range(self.size)
            ]
        return self._rows[cell]

    def _beyond(self, extents: list[tuple[float, float] | None], at: int, span: tuple[float, float]) -> float:
        """What it costs to stand outside of the gap in which an unknown heading has to be; cells may have any."""
        return 0.0 if self.scaled else _apart(_between(extents, at), span)

    def _by_extents(self, word: Word, extents: list[tuple[float, float] | None]) -> tuple[list[float], int]:
        """What each cell costs the word by the heading that it stands below or beside, and the cheapest."""
        span = span_of(word, self.scaled)
        known = self._spans.get(span)
        if known is None:
            costs = [
                _apart(extent, span) if extent is not None else _UNKNOWN_PLACE + self._beyond(extents, i, span)
                for i, extent in enumerate(extents)
            ]
            known = self._spans[span] = costs, costs.index(min(costs))
        return known


def _between(extents: Sequence[tuple[float, float] | None], at: int) -> tuple[float, float]:
    """Where a heading has to be that was not found: between its neighbours."""
    low = max([extent[1] for extent in extents[:at] if extent is not None], default=0.0)
    return low, max([low, *[extent[0] for extent in extents[at:] if extent is not None][:1]])


def _apart(extent: tuple[float, float], span: tuple[float, float]) -> float:
    """What it costs to stand so far from a heading."""
    (left, right), (low, high) = extent, span
    apart = left - high if high < left else low - right if low > right else 0.0
    inside = abs((left + right) - (low + high)) / 2
    return min(_MAX_PLACE_COST, apart / _X_SCALE + inside * 0.03)


def span_of(word: Word, scaled: bool) -> tuple[float, float]:
    """Where a word stands along its line: characters, or cells."""
    if scaled:
        return word.cell * _X_PER_CELL / 10, (word.cell + 1) * _X_PER_CELL / 10 - 1
    return word.x, word.x_end - 1


@remembered
def _typed_kinds(text: str) -> frozenset[str]:
    """The kinds of columns, but for those of text, that could hold the word as printed."""
    return frozenset(r.kind for r in readings(text) if r.kind not in (TEXT, MARK) and r.cost < 0.5)


@lru_cache(maxsize=32)
def _kinds_by_cell(spec: TableSpec) -> dict[int, frozenset[str]]:
    """The kinds of the columns that stand in each cell."""
    kinds: dict[int, frozenset[str]] = {}
    for column, cell in zip(spec.columns, spec.cells, strict=True):
        kinds[cell] = kinds.get(cell, frozenset()) | {column.kind}
    return kinds


def _fits(lines: list[Line], cell_of: dict[int, int], spec: TableSpec, strictly: bool = False) -> float:
    """The share of typed words whose cell can hold them as printed, and of rows that begin with a title."""
    kinds = _kinds_by_cell(spec)
    good = total = 0
    for line in lines:
        for word in line.words:
            at = cell_of.get(word.start)
            if at is None:
                continue
            typed = _typed_kinds(word.text)
            if not typed:
                continue
            held = kinds.get(at, frozenset())
            total += 1
            good += not held.isdisjoint(typed) or (TEXT in held and not strictly)
    return good / total if total else 1.0


def _counted(text: TableText, spec: TableSpec) -> dict[int, int] | None:
    """Cells by their number in the row, where those can hold what stands in them."""
    words = [w for line in text.lines for w in line.words]
    cells = [w.cell for w in words]
    base = min(cells, default=0) if text.first_cell is None else min(text.first_cell, min(cells))
    if max(cells, default=base) - base > spec.cells[-1]:
        return None
    cell_of = {w.start: w.cell - base for w in words}
    return cell_of if _fits(text.lines, cell_of, spec) >= _FIT else None


_LEAVES = frozenset(("v", "ad", "a", "price", "expiration", "expirati"))
"""Typed headings stand one space apart: `4.Co V 5.Number of A/D 6.Date E Expirati`."""


@remembered
def _is_numbered(text: str) -> bool:
    return _BOX_NUMBER.match(text) is not None


def _chunk_starts(head: list[Word]) -> list[int]:
    return [w.x for i, w in enumerate(head) if i == 0 or w.gap >= WIDE]


def _word_starts(head: list[Word]) -> list[int]:
    return [
        w.x for i, w in enumerate(head) if i == 0 or w.gap >= WIDE or _is_numbered(w.text) or squeeze(w.text) in _LEAVES
    ]


def _aligned(text: TableText, spec: TableSpec) -> dict[int, int] | None:
    """Columns of characters: each begins where a cell of the heading's first line does.

    What stands right of the last heading keeps its order, but no place: some converters give cells no headings there.
    """
    for starts_of in (_chunk_starts, _word_starts):
        found = [(starts_of(head), head) for head in text.heads]
        starts, head = max(found, key=lambda pair: len(pair[0]), default=([], []))
        if min(4, spec.cells[-1]) <= len(starts) <= spec.cells[-1] + 1 and _are_in_turn(text, head, starts, spec):
            cell_of = _by_starts(text, starts, head[-1].x_end)
            if _fits(text.lines, cell_of, spec) >= _FIT and not _is_adrift(text, cell_of, starts):
                return cell_of
    return None


def _are_in_turn(text: TableText, head: list[Word], starts: list[int], spec: TableSpec) -> bool:
    """Is each cell of the heading the one of its number? `3. Code 4. Amount` may be one, and `5.` then the fourth.

    A converter that knows no spans has the headings of the second line below the first ones, whatever those say.
    """
    if any(line and line[0].x < starts[1] and squeeze(line[0].text) in _BEGINS_SECOND for line in text.heads):
        return True
    said: list[str] = []
    for word in head:
        if word.x in starts:
            said.append("")
        said[-1] += squeeze(word.text)
    named = [_heads_named(spec, name[:_LONGEST_HEAD]) for name in said]
    return all(not of or i in of for i, of in enumerate(named))


def _by_starts(text: TableText, starts: list[int], stop: int) -> dict[int, int]:
    out: dict[int, int] = {}
    for line in text.lines:
        cell = 0
        for i, word in enumerate(line.words):
            if i == 0 or word.gap >= WIDE or word.x in starts:
                cell = max(0, bisect_right(starts, word.x) - 1)
            if word.x <= stop:
                out[word.start] = cell
    return out


def _is_adrift(text: TableText, cell_of: dict[int, int], starts: list[int]) -> bool:
    """Does a number by itself stand in the titles' column, right of where titles begin? The rows are squeezed."""
    for line in text.lines:
        for i, word in enumerate(line.words):
            adrift = cell_of.get(word.start) == 0 and word.x > starts[0] and _is_alone(line, i)
            if adrift and NUMBER in _typed_kinds(word.text):
                return True
    return False


_SECOND_LINE = frozenset(("code", "v", "amount", "price", "title", "expiration"))
"""Headings that may stand one space apart: `Code V Amount (D) Price`."""
_BEGINS_SECOND = _SECOND_LINE | {"a", "date"}
"""What the second line begins with: `(A) (D)`, and `Date Exercisable` on Form 3."""


def _head_chunks(text: TableText) -> list[list[tuple[str, float, float]]]:
    """The heading's lines as chunks: squeezed text, from, to."""
    out = []
    for head in text.heads:
        chunks: list[tuple[str, float, float]] = []
        second_line = {"code", "amount", "price"} & {squeeze(w.text) for w in head} and not any(
            _is_numbered(w.text) for w in head
        )
        for word in head:
            low, high = span_of(word, text.celled)
            opens = _is_numbered(word.text) or (
                second_line and (squeeze(word.text) in _SECOND_LINE or word.text == "(A)")
            )
            if chunks and word.gap < WIDE and not opens:
                name, first, _ = chunks[-1]
                chunks[-1] = (name + squeeze(word.text), first, high)
            else:
                chunks.append((squeeze(word.text), low, high))
        out.append(chunks)
    return out


def _head_pattern(head: str) -> re.Pattern[str]:
    if head in HEAD_WORDS:
        return re.compile(HEAD_WORDS[head])
    return re.compile(rf"{head}(?!\d|adeemed)" if head[-1].isdigit() else head)


_LONGEST_HEAD = 40
"""No pattern of a heading reaches as far."""


@lru_cache(maxsize=4096)
def _heads_named(spec: TableSpec, name: str) -> tuple[int, ...]:
    """The headings of the table that what stands in one place of its head may be; a head says few things."""
    return tuple(i for i, head in enumerate(spec.heads) if _head_pattern(head).match(name))


def _below_headings(text: TableText, spec: TableSpec) -> list[tuple[float, float] | None] | None:
    """Where each column's heading stands, from its first to its last character."""
    lines = _head_chunks(text)
    hits: list[list[tuple[float, float]]] = [[] for _ in spec.heads]
    for chunks in lines:
        for name, low, high in chunks:
            for index in _heads_named(spec, name[:_LONGEST_HEAD]):
                hits[index].append((low, high))
    extents = [
        (found[-1] if head in HEAD_WORDS else found[0]) if found else None
        for head, found in zip(spec.heads, hits, strict=True)
    ]
    known = [e for e in extents if e is not None]
    if len(known) < 0.6 * len(extents):
        return None
    _drop_disorder(extents)
    _widen(extents, lines)
    if text.positioned and extents[0] and extents[1]:
        low, high = extents[0]
        widest = max([_title_end(line.words, high) for line in text.lines], default=high)
        extents[0] = low, max(high, min(widest, extents[1][0] - _BETWEEN))
    return extents


_BETWEEN = 3
"""Characters that part a title from the heading of the next column."""


def _title_end(words: list[Word], high: float) -> float:
    """Where the title of a line ends that may be wider than its heading."""
    end = high
    for i, word in enumerate(words):
        if (word.x > high if i == 0 else word.gap >= WIDE) or (is_strong(word.text) and " " not in word.text):
            break
        end = word.x_end - 1
    return end


def _drop_disorder(extents: list[tuple[float, float] | None]) -> None:
    """A heading that stands left of the one before it was taken for another."""
    last = -1.0
    for i, extent in enumerate(extents):
        if extent is None:
            continue
        following = [e[0] for e in extents[i + 1 :] if e is not None]
        if extent[0] < last or sum(x < extent[0] for x in following) > 1:
            extents[i] = None
        else:
            last = extent[0]


def _widen(extents: list[tuple[float, float] | None], lines: list[list[tuple[str, float, float]]]) -> None:
    """The other lines of a heading say how wide its column is, up to the next column."""
    for i, extent in enumerate(extents):
        if extent is None:
            continue
        low, high = extent
        right = min((e[0] for e in extents[i + 1 :] if e is not None), default=1e9)
        left = max((e[1] for e in extents[:i] if e is not None), default=-1.0)
        for chunks in lines:
            for _, lo, hi in chunks:
                if lo <= high and hi >= low and lo > left and hi < right:
                    low, high = min(low, lo), max(high, hi)
        extents[i] = (low, high)


def find_places(text: TableText, spec: TableSpec) -> Places:
    """Decide what places mean on this page."""
    size = spec.cells[-1] + 1
    if not text.lines:
        return Places(size=size)
    cell_of = _counted(text, spec) if text.celled else _aligned(text, spec) if text.positioned else None
    if cell_of:
        return Places(cell_of=cell_of, size=size, exact=True)
    extents = _below_headings(text, spec) if text.celled or text.positioned else None
    places = Places(extents=extents, scaled=text.celled, size=size)
    if extents is not None and text.celled:
        nearest = {w.start: places.cell(w) or 0 for line in text.lines for w in line.words}
        if _fits(text.lines, nearest, spec, strictly=True) < _EXTENT_FIT:
            return Places(size=size)
    if extents is not None and text.positioned:
        places.strange = {line.words[0].line for line in text.lines if is_strange(line, places, spec)}
    return places


_LETTERS = frozenset("ADI")
_NO_AMOUNT = re.compile(r"(?:19|20)\d\d$|\$0?\.0\d*$")


def is_of_text(word: Word) -> bool:
    """A year, or a par value: natures have the one (`Venture 2010 / Fund`), titles the other.

    The form's own printing has commas: amounts of four digits are none of them.
    """
    return _NO_AMOUNT.match(word.text) is not None


def _is_alone(line: Line, index: int) -> bool:
    """Do wide gaps part the word from its neighbours?"""
    words = line.words
    return words[index].gap >= WIDE and (index + 1 == len(words) or words[index + 1].gap >= WIDE)


def is_strange(line: Line, places: Places, spec: TableSpec) -> bool:
    """Do most dates, amounts and lone letters of the line, or of a row's lines, stand where none can?"""
    typed = [
        w
        for i, w in enumerate(line.words)
        if (is_strong(w.text) and not is_of_text(w)) or (w.text in _LETTERS and _is_alone(line, i))
    ]
    if len(typed) < 2:
        return False
    cells = {w.start: cell for w in typed if (cell := places.cell(w)) is not None}
    return _fits([Line(typed)], cells, spec, strictly=True) < _STRANGE
