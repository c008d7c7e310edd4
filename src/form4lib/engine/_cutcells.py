"""Stage 3c: boxes whose cells were cut through the words.

Takes the words of the heading, laid out in cells by a converter that drew its borders through labels and names alike
(`2. Issuer Nam | e and Ticke | r or Trading Symbol`). Gives them box by box, labels first, with the pieces of each
line put together again: a label tells how it goes on, the filing's own words tell where a name was cut. Reports
nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

import attrs

from ..spec.lexicon import (
    COMPANY_ENDINGS,
    GIVEN_NAMES,
    HEAD_WORDS,
    OFFICER_WORDS,
    STATE_CODES,
    STATE_NAMES,
    STREET_WORDS,
)
from ._cutboxes import NUMBER, TICKED, box_5, boxes_of, cell_lines, consume, own_texts_of, texts_of
from ._cutnames import part_issuer
from ._labels import Labels, squeeze
from ._page import LINE, SPACE, Word

_SMALL = ("last", "first", "middle", "street", "city", "state", "zip")
_MIN_START = 3
"""So many letters at least begin a label that goes on in the next cell."""
_MIN_END = 5
_END_WORDS = 3
"""So many letters, in so few words, end it on a line of their own: `Symbol`."""
_DIRECTOR = "director"
_CHECK = "(Check"
_OPEN_END = ("[", "(", "$", "-", "/")
_CLOSING_START = (",", ".", ")", "]", "/", "-", ";")
_WORDS = COMPANY_ENDINGS | GIVEN_NAMES | HEAD_WORDS | OFFICER_WORDS | STREET_WORDS | {c.lower() for c in STATE_CODES}
_KNOWN = _WORDS | {part for name in STATE_NAMES for part in name.split()}


class _Vocabulary(Container[str]):
    """The words of the filing below its heading, and those of forms."""

    def __init__(self, words: list[Word]) -> None:
        self.counts = Counter(squeeze(w.text) for w in words)

    def __contains__(self, key: object) -> bool:
        return key in _KNOWN or (isinstance(key, str) and self.counts[key] > 0)


@attrs.define(slots=True, eq=False)
class _Item:
    """A line of a box: small print, or what was filled in."""

    words: list[Word]
    small: bool


def _is_cut(left: str, right: str, vocabulary: Container[str]) -> bool:
    """Was one word cut here? Else two stand side by side."""
    first, second = squeeze(left), squeeze(right)
    if not first or not second:
        return left.endswith(_OPEN_END) or right.startswith(_CLOSING_START)
    if first + second in vocabulary or (left[-1].isdigit() and right[0].isdigit()):
        return True
    if (right in STATE_CODES and len(first) > 1) or (left[-1].isalpha() and second.isdigit()):
        return False
    if left.endswith(_OPEN_END) or right.startswith(_CLOSING_START):
        return True
    if left.endswith((",", ".", ")", "]")) and left[-1] != right[0]:
        return False
    alone = len(second.strip("0123456789")) == 1 and first in GIVEN_NAMES
    return not (alone or (first in vocabulary and second in vocabulary and min(len(first), len(second)) > 1))


def _join(left: list[Word], right: list[Word], vocabulary: Container[str]) -> list[Word]:
    last, first = left[-1], right[0]
    if not _is_cut(last.text, first.text, vocabulary):
        return [*left, attrs.evolve(first, gap=SPACE), *right[1:]]
    spans = (*last.more, (first.start, first.end), *first.more)
    return [*left[:-1], attrs.evolve(last, text=last.text + first.text, more=spans), *right[1:]]


_BOX_5_START = re.compile(r"(?:Direc|Offic|Other|10$|10%|Form$|_+$|[xX]$|_+[xX])")


def _box_5_lines(lines: list[list[Word]]) -> list[list[Word]]:
    """Box 5 in one line, where a converter has lost the line breaks: each box and each tick begins a new one."""
    out: list[list[Word]] = []
    for line in lines:
        out.append(line[:1])
        for word in line[1:]:
            if _BOX_5_START.match(word.text) and not TICKED.match(out[-1][-1].text):
                out.append([])
            out[-1].append(word)
    return out


def _completes(left: str, right: str) -> bool:
    """`C | A`, `9 | 4304`: a state or a zip code was cut."""
    return (len(left) == 1 and left + right in STATE_CODES) or (
        left.isdigit() and right[0].isdigit() and len(squeeze(left + right)) >= 5
    )


class _Reader:
    """Reads the cells of one box in one row, left to right.

    Boxes of text have their label first. Box 5 is ticks, labels and titles in turn: there all keep their places.
    """

    def __init__(self, vocabulary: Container[str], in_place: bool, left: _Reader | None) -> None:
        self.vocabulary = vocabulary
        self.in_place = in_place
        self.left = left
        self.first = True
        self.beyond = ""
        self.open: list[tuple[str, _Item]] = []
        self.labels: list[_Item] = []
        self.items: list[_Item] = []
        self.previous: list[_Item] = []
        self.cells: list[list[list[Word]]] = []

    def cell(self, words: list[Word], following: list[Word]) -> None:
        """Take one cell: what belongs to labels, and lines to put behind those of the cell before."""
        self.beyond = squeeze(following[0].text) if following else ""
        values: list[list[Word]] = []
        self.first = not self.previous
        self.cells.append([])
        lines = cell_lines(words)
        for line in _box_5_lines(lines) if self.in_place else lines:
            rest = self._borrowed(line)
            while self.in_place and rest and TICKED.match(rest[0].text):
                self.items.append(_Item(rest[:1], True))
                rest = rest[1:]
            if rest:
                rest = self._small(self._label(rest))
            rest = [w for w in rest if squeeze(w.text) or w.text in ("&", "[", "]") or "_" in w.text]
            if rest:
                self.cells[-1].append(rest)
            if rest and self.first:
                self.items.append(_Item(rest, False))
                self.previous.append(self.items[-1])
            elif rest:
                values.append(rest)
        if values:
            self._attach(values)

    def _borrowed(self, line: list[Word]) -> list[Word]:
        """A label of the box to the left may run over the border."""
        for i, (remaining, item) in enumerate(self.left.open if self.left else []):
            taken, left = consume(line, remaining)
            if self.left and taken and (taken == len(line) or not left):
                self.left.open[i : i + 1] = [(left, item)] if left else []
                item.words += line[:taken]
                return line[taken:]
        return line

    def _label(self, line: list[Word]) -> list[Word]:
        """Take the words that begin a label, or go on with one; give the rest."""
        keys = [squeeze(w.text) for w in line]
        for i, (remaining, item) in enumerate(self.open):
            taken, left = consume(line, remaining, self.beyond)
            if taken:
                self.open[i : i + 1] = [(left, item)] if left else []
                whole = self.in_place and _DIRECTOR.endswith(remaining)
                item.words = _join_always(item.words, line[0]) if whole else [*item.words, *line[:taken]]
                return self._label(line[taken:]) if taken < len(line) else []
        if ended := self._ends_label(keys, line):
            return self._label(line[ended:]) if ended < len(line) else []
        skip = 1 if NUMBER.match(line[0].text) and (len(line) > 1 or not self.previous) else 0
        if skip == len(line):
            self._begin("", line)
            return []
        if self.in_place and line[0].text[:1] == "D" and _DIRECTOR.startswith("".join(keys)):
            self._begin(_DIRECTOR[len("".join(keys)) :], line)
            return []
        dotted = bool(skip) and line[0].text.endswith(".")
        if dotted and len(line) > 1 and (text := self._label_beyond(line)):
            self._begin(text, line[:1])
            return line[1:]
        for text in texts_of(line[0].text):
            taken, left = consume(line[skip:], text, self.beyond)
            letters = len(text) - len(left)
            sure = dotted and taken and (line[skip].text[0].isupper() or letters >= _MIN_START)
            if sure or (taken == len(line) and letters and line[0].text == _CHECK[: len(line[0].text)]):
                self._begin(left, line[: skip + taken])
                return self._label(line[skip + taken :]) if skip + taken < len(line) else []
            told = skip or text == "10owner" or line[0].text.startswith("(") or skip + taken == len(line)
            if taken and (
                letters >= _MIN_START + 3 or (letters >= _MIN_START - (text == "10owner") and told) or not left
            ):
                self._begin(left, line[: skip + taken])
                return self._label(line[skip + taken :]) if skip + taken < len(line) else []
        return line

    def _label_beyond(self, line: list[Word]) -> str | None:
        """`2. A | Issuer Name`: a number whose label begins behind the border, above what was filled in."""
        texts = own_texts_of(line[0].text)
        if len(self.beyond) < _MIN_START or any(text.startswith(squeeze(line[1].text)) for text in texts):
            return None
        return next((text for text in texts if text.startswith(self.beyond)), None)

    def _ends_label(self, keys: list[str], line: list[Word]) -> int:
        """`Symbol`, `Issuer`: the last line of a label that goes on in the next cell begins here already."""
        for i, (remaining, item) in enumerate(self.open):
            for count in range(1, min(len(keys), _END_WORDS) + 1):
                key = "".join(keys[:count])
                at = remaining.rfind(key)
                if len(key) >= _MIN_END and at > 0 and line[0].text[0].isupper():
                    tail = _Item(line[:count], True)
                    rest = remaining[at + len(key) :]
                    self.open[i : i + 1] = [(remaining[:at], item), *([(rest, tail)] if rest else [])]
                    (self.items if self.in_place else self.labels).append(tail)
                    return count
        return 0

    def _begin(self, left: str, words: list[Word]) -> None:
        """A label begins; `left` of it is in the cells that follow."""
        item = _Item(list(words), True)
        (self.items if self.in_place else self.labels).append(item)
        if left:
            self.open.append((left, item))

    def _small(self, line: list[Word]) -> list[Word]:
        """Take `(Last)`, `(Mid`, `dle)`; give the rest."""
        rest: list[Word] = []
        for word in line:
            key = squeeze(word.text)
            begun = (
                word.text.startswith("(")
                and any(s.startswith(key) for s in _SMALL)
                and not word.text.endswith(")")
                and len(key) < 7
            )
            ended = (
                word.text.endswith(")")
                and not word.text.startswith("(")
                and bool(key)
                and any(s.endswith(key) for s in _SMALL)
            )
            whole = word.text.startswith("(") and word.text.endswith(")") and key in _SMALL
            if not (whole or begun or ended):
                rest.append(word)
                continue
            at = max((i for i, item in enumerate(self.items) if item.small), default=-1)
            if ended and at >= 0 and self.items[at].words[-1].text[-1:] != ")":
                self.items[at].words = _join_always(self.items[at].words, word)
            elif at >= 0 and not self.first:
                self.items.insert(at + 1, _Item([word], True))
            else:
                self.items.append(_Item([word], True))
        return rest

    def _attach(self, values: list[list[Word]]) -> None:
        """Put the lines of this cell behind those of the cell before: the longest ones were cut by its border."""
        before = self.previous
        if before and _completes(before[-1].words[-1].text, values[0][0].text):
            before = before[-1:]
        elif len(values) < len(before):
            longest = sorted(before, key=lambda item: -sum(len(w.text) + 1 for w in item.words))[: len(values)]
            before = [item for item in before if any(item is other for other in longest)]
        self.previous = []
        for i, line in enumerate(values):
            if i < len(before):
                before[i].words = _join(before[i].words, line, self.vocabulary)
                self.previous.append(before[i])
            else:
                self.items.append(_Item(line, False))
                self.previous.append(self.items[-1])

    def _finish(self) -> None:
        """The end of a label may stand on a line of its own: `Issuer`, `Symbol`."""
        for left, item in self.open:
            end = next(
                (x for x in self.items if not x.small and "".join(squeeze(w.text) for w in x.words) == left), None
            )
            if end is not None:
                item.words += end.words
                self.items = [x for x in self.items if x is not end]

    def _part_issuer(self) -> None:
        """Box 2 where the lines were lost: its name may be of two."""
        if self.in_place or any(len(lines) > 1 for lines in self.cells):
            return
        cells = [lines[0] for lines in self.cells if lines]
        if len(cells) < 2 or not any(squeeze(w.text) == "issuer" for item in self.labels for w in item.words):
            return
        parted = part_issuer(cells, self.vocabulary)
        if parted is not None:
            self.items = []
            for line in parted:
                words: list[Word] = []
                for piece in line:
                    words = _join(words, piece, self.vocabulary) if words and piece else words or piece
                self.items.append(_Item(words, False))

    def words(self) -> list[Word]:
        """The box's row: its label, then its lines; in box 5 what is written last."""
        self._finish()
        self._part_issuer()
        items = sorted(self.items, key=lambda item: not item.small) if self.in_place else self.items
        out: list[Word] = []
        for item in (*self.labels, *items):
            out += [attrs.evolve(w, gap=SPACE if i else LINE) for i, w in enumerate(item.words)]
        return out


def _join_always(words: list[Word], tail: Word) -> list[Word]:
    last = words[-1]
    return [*words[:-1], attrs.evolve(last, text=last.text + tail.text, more=(*last.more, (tail.start, tail.end)))]


def join_cut_cells(labels: Labels, start: int, stop: int, borders: list[int]) -> list[Word]:
    """The words of the heading, box by box."""
    words = labels.words[start:stop]
    vocabulary = _Vocabulary(labels.words[stop:])
    boxes = boxes_of(words, borders)
    fifth = box_5(boxes)
    readers: dict[tuple[int, int], _Reader] = {}
    for row in sorted({row for _, row in boxes}):
        left: _Reader | None = None
        for key in sorted(key for key in boxes if key[1] == row):
            left = readers[key] = _Reader(vocabulary, fifth is not None and key[0] >= fifth, left)
            cells = [boxes[key][cell] for cell in sorted(boxes[key])]
            for cell, following in zip(cells, [*cells[1:], []], strict=True):
                left.cell(cell, following)
    return [word for key in sorted(readers) for word in readers[key].words()]
