"""Stage 5f: wrapped text without places.

Takes a row, the words of the lines above and below its anchor, and the titles known so far. Gives each word
to the title, the underlying title or the nature of ownership, in place. Where no column of characters helps,
the words of the titles themselves do: a filing's underlying titles recur, and most are one of a few dozen.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from ..spec.lexicon import COMMON_TITLES, NATURE_STARTS, TITLE_ENDINGS, TITLE_WORDS
from ..spec.tables import MONEY
from ._atoms import MARK, is_strong, readings
from ._cells import Cell, RowReading, join_words
from ._labels import squeeze
from ._page import LINE, Word
from ._titles import begins_inside, is_junk


@cache
def _common_titles() -> tuple[tuple[str, ...], ...]:
    return tuple(_key(title) for title in COMMON_TITLES)


@attrs.define(slots=True, eq=False)
class Wraps:
    """The titles that this filing has shown so far, squeezed word by word, longest first."""

    titles: list[tuple[str, ...]] = attrs.field(factory=lambda: [*_common_titles()])
    shown: set[tuple[str, ...]] = attrs.field(factory=set)
    """Those of the filing alone, without those that many filings have."""

    def learn(self, title: str) -> None:
        """Remember a title; the newest are tried first."""
        key = _key(title)
        self.shown.add(key)
        if key and key not in self.titles[:8]:
            self.titles.insert(0, key)


def _key(title: str) -> tuple[str, ...]:
    return tuple(k for k in (squeeze(t) for t in title.split()) if k)


_JUNK = re.compile(r"[!?@®©°*«»{}|\\~^=_\]\[]")


def _is_text(word: Word) -> bool:
    """A word of a title or a nature, rather than what OCR left of marks and rules."""
    text = word.text
    if is_strong(text) or not any(c.isalpha() for c in text):
        return False
    plain = squeeze(text)
    if plain in TITLE_WORDS or plain in NATURE_STARTS:
        return True
    letters = sum(c.isalpha() for c in text)
    return letters > 2 and not (_JUNK.search(text) and letters < 6)


def _by_line(words: list[Word]) -> list[list[Word]]:
    out: list[list[Word]] = []
    for word in words:
        if not out or word.gap >= LINE:
            out.append([])
        if _is_text(word):
            out[-1].append(word)
    return [line for line in out if line]


def _peel(lines: list[list[Word]], wanted: tuple[str, ...]) -> list[tuple[int, int]] | None:
    """Find the wanted words, in order, a run in each line: (start, length) a line; None if they are not all there.

    Of two equal runs in a line the later is taken: the underlying title stands right of the title.
    """
    runs: list[tuple[int, int]] = []
    rest = list(wanted)
    for line in lines:
        keys = [squeeze(w.text) for w in line]
        best = (0, 0)
        for start in range(len(line)):
            length = 0
            while start + length < len(line) and length < len(rest) and _alike(keys[start + length], rest[length]):
                length += 1
            if length and length >= best[1]:
                best = (start, length)
        runs.append(best)
        rest = rest[best[1] :]
    return runs if not rest else None


_LEAST_ALIKE = 3


def _alike(seen: str, wanted: str) -> bool:
    """The same word, or what OCR left of it: `Cemmon`, `Stoc`, `ommon`."""
    if seen == wanted:
        return True
    if len(seen) < _LEAST_ALIKE or len(wanted) < 5 or abs(len(seen) - len(wanted)) > 2:
        return False
    if seen in wanted:
        return True
    return len(seen) == len(wanted) and sum(a != b for a, b in zip(seen, wanted, strict=True)) == 1


def _extend(cell: Cell, before: list[Word], after: list[Word]) -> None:
    """Put wrapped words around what the anchor line holds of a text cell."""
    if not before and not after:
        return
    core = [w for w in cell.words if not any(r.kind == MARK and r.cost < 0.7 for r in readings(w.text))]
    cell.words = [*before, *cell.words, *after]
    cell.value = join_words([*before, *core, *after])
    cell.state = "read"
    cell.cost = max(cell.cost, _WRAPPED)


_WRAPPED = 0.5
"""What it costs a text that it was put together from lines without places."""


def _is_whole(title: object, known: Wraps) -> bool:
    """Does the anchor line hold the whole title?"""
    text = str(title or "")
    key = _key(text)
    if not key or begins_inside(text):
        return False
    return key in known.titles or (len(key) > 1 and key[-1] in TITLE_ENDINGS)


def _is_nature(row: RowReading, line: list[Word], whole: bool) -> bool:
    """Does a line without the underlying title belong to the nature of ownership, rather than to the title?"""
    if row.value("direct_or_indirect") == "D":
        return False
    plain = [squeeze(w.text) for w in line]
    if plain[0] in NATURE_STARTS:
        return True
    titled = sum(p in TITLE_WORDS for p in plain)
    return whole or titled * 2 < len(plain)


_PAR_VALUE = re.compile(r"\$?0?\.\d+(?: per)?")
_TAILS = frozenset("value per par share limited representing partner interests".split())


def title_tail(line: list[Word]) -> int:
    """How many words of a line end a title that begins above: `$0.0001 per share footnote`."""
    count = 0
    for word, following in zip(line, [*line[1:], None], strict=True):
        key = squeeze(word.text)
        alone = key == "limited" and (following is None or squeeze(following.text) != "partner")
        if alone or (key not in _TAILS and not _PAR_VALUE.fullmatch(word.text)):
            break  # `Limited Partnership` is a nature
        count += 1
    return count


_Part = tuple[list[Word], list[Word], list[Word]]


def _best_runs(lines: list[list[Word]], anchor: int, known: Wraps) -> list[tuple[int, int]] | None:
    """The runs of the longest known title that takes all that the anchor line holds of it."""
    best: list[tuple[int, int]] | None = None
    size = 0
    for title in known.titles:
        if len(title) <= size:
            continue
        runs = _peel(lines, title)
        if runs is not None and runs[anchor][1] == len(lines[anchor]):
            best, size = runs, len(title)
    return best


def _part_line(row: RowReading, line: list[Word], run: tuple[int, int], whole: bool) -> _Part:
    start, length = run
    if not length and (tail := title_tail(line)):
        return line[:tail], [], line[tail:]
    if not length:
        return ([], [], line) if _is_nature(row, line, whole) else (line, [], [])
    return line[:start], line[start : start + length], line[start + length :]


def _fill_price(row: RowReading, word: Word) -> bool:
    """`$6.24` on a line of its own: the price that the row lacks."""
    reading = next((r for r in readings(word.text) if r.kind == MONEY and r.cost < 0.5), None)
    if reading is None:
        return False
    for field in ("conversion_or_exercise_price", "price_per_share"):
        cell = row.cells.get(field)
        if cell is not None and cell.value is None:
            row.cells[field] = Cell(
                reading.value, [word, *cell.words], reading.cost + 0.8, (*reading.marks, *cell.marks), "read"
            )
            return True
    return False


def _parts(row: RowReading, upper: list[list[Word]], lower: list[list[Word]], known: Wraps) -> list[_Part]:
    """Each line's words of the title, the underlying title and the nature."""
    lines = [*upper, *lower]
    whole = _is_whole(row.value("security_title"), known)
    under = row.cells.get("underlying_security_title")
    runs: list[tuple[int, int]] | None = None
    if under is not None:
        held = [w for w in under.words if _is_text(w)]
        runs = _best_runs([*upper, held, *lower], len(upper), known)
        if runs is not None:
            runs = runs[: len(upper)] + runs[len(upper) + 1 :]
    return [_part_line(row, line, run, whole) for line, run in zip(lines, runs or [(0, 0)] * len(lines), strict=True)]


def place_wraps(row: RowReading, above: list[Word], below: list[Word], known: Wraps) -> None:
    """Share the words of wrapped lines out among the row's text cells."""
    row.noise += [w for w in (*above, *below) if not _is_text(w) and not _fill_price(row, w)]
    upper, lower = _by_line(above), _by_line(below)
    if not upper and not lower:
        return
    parts = _parts(row, upper, lower, known)
    cut = len(upper)
    for part in parts:
        if sum(squeeze(w.text) in TITLE_WORDS for w in part[0]) * 2 > len(part[0]):
            part[0][:] = [w for w in part[0] if not is_junk(w)]
    for index, name in enumerate(("security_title", "underlying_security_title", "nature_of_ownership")):
        cell = row.cells.get(name)
        if cell is not None:
            _extend(cell, [w for p in parts[:cut] for w in p[index]], [w for p in parts[cut:] for w in p[index]])
