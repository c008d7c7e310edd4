"""Stage 5b2: the pieces of cells on a page that gives one cell a line.

Takes the words of a table, lines and blocks marked by their gaps. Gives `Chunk`s in order: a value is one, and so is
the text of one cell's lines, with its footnote marks. A block of lines that holds the titles of several rows is
parted where a title ends and another begins, if the parts recur. Reports nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import attrs

from ..spec.lexicon import NATURE_STARTS, NUMBERED_WORDS, TITLE_ENDINGS, TITLE_WORDS
from ._atoms import MARK, is_strong, is_value, readings
from ._labels import squeeze
from ._page import BLOCK, LINE, Word, lines_of
from ._remembered import remembered

_NUMERAL = re.compile(r"[ivxlc]+|\d+|[a-z]\d?")
_RECURRING = 0.3
"""A part that recurs in the table, beside 1 for one that does not."""


@attrs.frozen(eq=False)
class Chunk:
    """One value, or the text of one cell's lines."""

    words: tuple[Word, ...]
    is_text: bool
    keys: tuple[str, ...] = attrs.field(init=False)
    """Its words, squeezed."""

    @keys.default
    def _squeezed(self) -> tuple[str, ...]:
        return tuple([k for w in self.words for k in keys_of_word(w.text)])

    @property
    def gap(self) -> int:
        """How strongly it is parted from what stands before it."""
        return self.words[0].gap


STUCK_MARKS = re.compile(r"(?<=[A-Za-z)])(?:\(\d{1,2}\))+\|?$")
"""Marks of footnotes behind a word, and the border of its cell: `Stock(3)`, `buy)(1)`, `Unit(1)|`."""


@remembered
def keys_of_word(text: str) -> tuple[str, ...]:
    """`7.25% Series` is one word by now, and two of a title."""
    return tuple([key for part in STUCK_MARKS.sub("", text).split() if (key := squeeze(part))])


_LAST_WORDS = frozenset("stock share shares unit units buy sell right rights interests".split())
"""Words that are no title by themselves; `Warrants` is."""


def title_share(keys: tuple[str, ...]) -> float:
    """How many of the words are words of security titles."""
    known = sum(k in TITLE_WORDS or _NUMERAL.fullmatch(k) is not None for k in keys)
    return known / len(keys) if keys else 0.0


def strange_words(keys: Sequence[str]) -> int:
    """How many of the words are none of titles; `A-1` of `Series A-1` and any number are."""
    before = ("", *keys)
    return sum(
        key not in TITLE_WORDS
        and not key.isdigit()
        and not (before[i] in NUMBERED_WORDS and _NUMERAL.fullmatch(key) is not None)
        for i, key in enumerate(keys)
    )


def is_whole_title(keys: tuple[str, ...]) -> bool:
    """Words of titles alone, the last one that titles end with."""
    alone = len(keys) == 1 and keys[0] not in _LAST_WORDS
    return (
        (len(keys) > 1 or alone)
        and keys[-1] in TITLE_ENDINGS
        and keys[0] not in NATURE_STARTS
        and title_share(keys) == 1.0
    )


def begins_inside(chunk: Chunk) -> bool:
    """Is it the rest of a text: `(right to buy)`, `Stock`?"""
    first = chunk.words[0].text
    return first[0] == "(" or first[0].islower() or (len(chunk.keys) == 1 and chunk.keys[0] in _LAST_WORDS)


def _is_texty(word: Word) -> bool:
    text = word.text
    if " " in text:
        return True  # a number tied to its words: `$0.01 par`
    if is_strong(text) or (is_value(text) and not any(c.isalpha() for c in text)):
        return False
    return sum(c.isalpha() for c in text) > 1 and (len(text) > 3 or not _is_letter(word))


def _is_letter(word: Word) -> bool:
    return any(r.kind not in ("text", MARK) and r.cost < 0.5 for r in readings(word.text))


def _is_mark(word: Word) -> bool:
    return any(r.kind == MARK and r.cost == 0.0 for r in readings(word.text))


def parts_of(line: list[Word]) -> list[Chunk]:
    """The line's values, and its runs of text: a letter within a run belongs to it, a mark behind it as well."""
    out: list[Chunk] = []
    run: list[Word] = []
    for i, word in enumerate(line):
        following = line[i + 1] if i + 1 < len(line) else None
        named = bool(run) and squeeze(run[-1].text.split()[-1]) in NUMBERED_WORDS and len(word.text) <= 4
        inside = bool(run) and following is not None and _is_texty(following) and not is_strong(word.text)
        if _is_texty(word) or named or inside or (run and _is_mark(word)):
            run.append(word)
            continue
        if run:
            out.append(Chunk(tuple(run), True))
            run = []
        out.append(Chunk((word,), False))
    if run:
        out.append(Chunk(tuple(run), True))
    return out


def _blocks_of(words: list[Word]) -> list[list[Chunk]]:
    """The chunks of each block, line by line."""
    out: list[list[Chunk]] = []
    for line in lines_of(words):
        if not out or line[0].gap >= BLOCK:
            out.append([])
        out[-1] += parts_of(line)
    return out


def _texts_of(block: list[Chunk]) -> list[list[Chunk]]:
    """The block's chunks, lines of text that follow each other together."""
    out: list[list[Chunk]] = []
    for i, chunk in enumerate(block):
        behind = block[i + 1] if i + 1 < len(block) else None
        inside = _is_year(chunk) and behind is not None and behind.is_text and behind.gap >= LINE
        named = bool(out) and out[-1][-1].is_text and _is_letter_of_class(out[-1][-1], chunk)
        lone = not chunk.is_text and (inside or named or _is_mark(chunk.words[0]))
        goes_on = bool(out) and out[-1][-1].is_text and (chunk.is_text or lone) and chunk.gap >= LINE
        if goes_on:
            out[-1].append(Chunk(chunk.words, True))
        else:
            out.append([chunk])
    return out


def _is_letter_of_class(above: Chunk, chunk: Chunk) -> bool:
    """`Class / C / 21,000,000 / Capital / Stock`: the letter that a title names is a line by itself."""
    named = bool(above.keys) and above.keys[-1] in NUMBERED_WORDS
    return named and len(chunk.words) == 1 and _LETTER.fullmatch(chunk.words[0].text) is not None


_LETTER = re.compile(r"[A-Z](?:-?\d)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_year(chunk: Chunk) -> bool:
    """`By Sequoia / Venture / 2010 / Partners Fund`: the form prints an amount with a comma."""
    return not chunk.is_text and _YEAR.fullmatch(chunk.words[0].text) is not None


def _keys_of(lines: list[Chunk]) -> tuple[str, ...]:
    return tuple(k for line in lines for k in line.keys if not k.isdigit())


def _split(lines: list[Chunk], seen: Counter[tuple[str, ...]]) -> list[Chunk]:
    """The cells of one run of text lines: as few as can be, those that recur for little."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    ends = [_ends_title(lines[:stop]) for stop in range(len(lines) + 1)]
    for stop in range(1, len(lines) + 1):
        found = (float("inf"), 0)
        for start in range(stop):
            keys = _keys_of(lines[start:stop])
            if start and (lines[start].words[0].text[0] == "(" or not (ends[start] or is_whole_title(keys))):
                continue
            cost = best[start][0] + (_RECURRING if seen[keys] > 1 else 1.0) + _several(keys)
            found = min(found, (cost, start))
        best.append(found)
    cuts = [len(lines)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    return [Chunk(tuple(w for line in lines[a:b] for w in line.words), True) for a, b in pairwise(cuts)]


_SAID_AGAIN = 1.2
"""A word that a title ends with, said twice."""


def _several(keys: tuple[str, ...]) -> float:
    """What it costs a cell that it says `Stock` twice: it is rather two."""
    return _SAID_AGAIN * max((keys.count(key) - 1 for key in _LAST_WORDS.intersection(keys)), default=0)


def _ends_title(lines: list[Chunk]) -> bool:
    return any(is_whole_title(_keys_of(lines[start:])) for start in range(max(0, len(lines) - _LONGEST), len(lines)))


_LONGEST = 6
"""Lines of the longest cell whose recurrence is looked for."""
_MOST_LINES = 30
"""A block of more lines is no cells of a table; parting it would take time out of proportion."""


def chunks_of(words: list[Word]) -> list[Chunk]:
    """The pieces of the table's cells, in order."""
    groups = [group for block in _blocks_of(words) for group in _texts_of(block)]
    seen: Counter[tuple[str, ...]] = Counter()
    for lines in groups:
        if lines[0].is_text:
            for start in range(len(lines)):
                for stop in range(start + 1, min(len(lines), start + _LONGEST) + 1):
                    seen[_keys_of(lines[start:stop])] += 1
    out: list[Chunk] = []
    for lines in groups:
        out += _split(lines, seen) if 1 < len(lines) <= _MOST_LINES else lines
    return _closed(out)


def _closed(chunks: list[Chunk]) -> list[Chunk]:
    """With what closes a bracket where it was opened: `Option (right to`, `buy) Restricted Stock`."""
    out: list[Chunk] = []
    for chunk in chunks:
        rest = chunk.words
        if out and out[-1].is_text and chunk.is_text and _depth(out[-1].words) > 0:
            stop = next((i for i, w in enumerate(rest) if ")" in w.text or "(" in w.text), 0)
            if stop < len(rest) and _depth(rest[: stop + 1]) < 0:
                out[-1] = Chunk(out[-1].words + rest[: stop + 1], True)
                rest = rest[stop + 1 :]
        stop = _bracket_end(rest) if chunk.is_text else 0
        out += [Chunk(part, chunk.is_text) for part in (rest[:stop], rest[stop:]) if part]
    return out


def _bracket_end(words: tuple[Word, ...]) -> int:
    """Where a title ends with its bracket and another whole one begins: `Option (right to buy) / Restricted Stock`."""
    for stop in range(1, len(words)):
        rest = Chunk(words[stop:], True)
        if words[stop - 1].text[-1] == ")" and rest.gap >= LINE and _depth(words[:stop]) <= 0:
            bracketed = words[stop - 1].text[-2:-1].isalpha()
            return stop if bracketed and len(rest.keys) > 1 and is_whole_title(rest.keys) else 0
    return 0


def _depth(words: Sequence[Word]) -> int:
    return sum(w.text.count("(") - w.text.count(")") for w in words)
