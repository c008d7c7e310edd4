"""Stage 5f: wrapped text without places.

Takes a row, the words of the lines above and below its anchor, and the titles known so far. Gives each word to the title,
the underlying title or the nature of ownership, in place. Where no column of characters helps, the words of the titles
themselves do: a filing's underlying titles recur, and most are one of a few dozen.
"""

from __future__ import annotations

import attrs

from ..spec.lexicon import COMMON_TITLES, NATURE_STARTS
from ..spec.tables import MONEY
from ._atoms import MARK, is_strong, readings
from ._cells import Cell, RowReading, join_words
from ._labels import squeeze
from ._page import LINE, Word


@attrs.define(slots=True, eq=False)
class Wraps:
    """The titles that this filing has shown so far, squeezed word by word, longest first."""

    titles: list[tuple[str, ...]] = attrs.field(factory=lambda: [_key(t) for t in COMMON_TITLES])

    def learn(self, title: str) -> None:
        """Remember a title; the newest are tried first."""
        key = _key(title)
        if key and key not in self.titles[:8]:
            self.titles.insert(0, key)


def _key(title: str) -> tuple[str, ...]:
    return tuple(s for s in (squeeze(t) for t in title.split()) if s)


def _is_text(word: Word) -> bool:
    return not is_strong(word.text) and any(c.isalpha() for c in word.text) and not _is_bare_mark(word.text)


def _is_bare_mark(text: str) -> bool:
    return any(r.kind == MARK for r in readings(text)) and len(text) <= 2


def _by_line(words: list[Word]) -> list[list[Word]]:
    out: list[list[Word]] = []
    for word in words:
        if not out or word.gap >= LINE:
            out.append([])
        out[-1].append(word)
    return out


def _peel(lines: list[list[Word]], wanted: tuple[str, ...]) -> list[list[Word]] | None:
    """Take the wanted words, in order, from the ends of the lines; None if they are not all there."""
    taken: list[list[Word]] = []
    rest = list(wanted)
    for line in lines:
        keys = [squeeze(w.text) for w in line]
        best: tuple[int, int] = (0, 0)
        for start in range(len(line)):
            length = 0
            while start + length < len(line) and length < len(rest) and keys[start + length] == rest[length]:
                length += 1
            if length > best[1] or (length == best[1] and length):
                best = (start, length)
        start, length = best
        taken.append(line[start : start + length])
        rest = rest[length:]
    return taken if not rest else None


def _extend(cell: Cell, before: list[Word], after: list[Word]) -> None:
    """Put wrapped words around what the anchor line holds of a text cell."""
    if not before and not after:
        return
    core = [w for w in cell.words if not any(r.kind == MARK and r.cost < 0.7 for r in readings(w.text))]
    cell.words = [*before, *cell.words, *after]
    cell.value = join_words([*before, *core, *after])
    cell.state = "read"
    cell.cost = max(cell.cost, 0.5)


def _nature_of(row: RowReading, words: list[Word]) -> bool:
    """Do the words belong to the nature of ownership?"""
    if row.value("direct_or_indirect") != "I" or not words:
        return False
    return row.value("nature_of_ownership") is not None or squeeze(words[0].text) in NATURE_STARTS


def _split_underlying(row: RowReading, lines: list[list[Word]], known: Wraps) -> list[list[Word]]:
    """The words of each line that belong to the underlying title."""
    cell = row.cells.get("underlying_security_title")
    if cell is None:
        return [[] for _ in lines]
    have = tuple(k for k in _key(str(cell.value or "")) if len(k) > 1 or k in "abcdef")
    have = have if any(len(k) > 2 for k in have) else ()
    best: list[list[Word]] | None = None
    size = -1
    for title in known.titles:
        if have and not _contains(title, have):
            continue
        wanted = _without(title, have)
        if not wanted:
            if len(title) > size:
                best, size = [[] for _ in lines], len(title)
            continue
        taken = _peel(lines, wanted)
        if taken is not None and len(title) > size:
            best, size = taken, len(title)
    return best if best is not None else [[] for _ in lines]


def _contains(title: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(title[i : i + len(part)] == part for i in range(len(title) - len(part) + 1))


def _without(title: tuple[str, ...], part: tuple[str, ...]) -> tuple[str, ...]:
    if not part:
        return title
    for i in range(len(title) - len(part) + 1):
        if title[i : i + len(part)] == part:
            return title[:i] + title[i + len(part) :]
    return title


def _fill_price(row: RowReading, word: Word) -> bool:
    """`$6.24` on a line of its own: the price that the row lacks."""
    reading = next((r for r in readings(word.text) if r.kind == MONEY and r.cost < 0.5), None)
    if reading is None:
        return False
    for field in ("conversion_or_exercise_price", "price_per_share"):
        cell = row.cells.get(field)
        if cell is not None and cell.value is None:
            row.cells[field] = Cell(reading.value, [word, *cell.words], reading.cost + 0.8, (*reading.marks, *cell.marks), "read")
            return True
    return False


def place_wraps(row: RowReading, above: list[Word], below: list[Word], known: Wraps) -> None:
    """Share the words of wrapped lines out among the row's text cells."""
    row.noise += [w for w in (*above, *below) if not _is_text(w) and not _fill_price(row, w)]
    upper, lower = (_by_line([w for w in part if _is_text(w)]) for part in (above, below))
    lines = [*upper, *lower]
    if not lines:
        return
    natures: list[list[Word]] = []
    for i, line in enumerate(lines):
        nature = line if row.value("security_title") is not None and _nature_of(row, line) and len(line) <= 3 else []
        natures.append(nature)
        if nature:
            lines[i] = []
    underlying = _split_underlying(row, lines, known)
    titles = [[w for w in line if w not in under] for line, under in zip(lines, underlying, strict=True)]
    cut = len(upper)
    for name, parts in (("underlying_security_title", underlying), ("security_title", titles), ("nature_of_ownership", natures)):
        cell = row.cells.get(name)
        if cell is not None:
            _extend(cell, [w for p in parts[:cut] for w in p], [w for p in parts[cut:] for w in p])
