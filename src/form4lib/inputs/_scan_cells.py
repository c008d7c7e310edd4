"""The cells of a scanned table, read one by one.

Contract: takes the picture of a page without its rules, and its tables; gives the words of their cells. A line of a
cell is read by itself, at a height that suits the reader; marks raised behind it are read apart, and single letters
only as those that the column may hold. What two readings of one line differ on is given low sureness; ink that nothing
was read in is a `?`, so that its cell is not taken for a blank one.
"""

from __future__ import annotations

import re
from typing import Any

import attrs
import numpy as np
from PIL import Image

from ._pdf_grid import Cell, RuledTable
from ._pdf_sheet import PrintedWord
from ._scan_ink import INK, InkLine, Place, around, lines_of_ink, separators, without_borders, without_underlines
from ._scan_tesseract import BLOCK, GLYPH, LINE, ReadWord, read_pictures

Picture = Any
"""A numpy array of one byte a dot, 0 black."""
_INSET = 1.0
"""Points inside its borders that a cell begins; what is left of them would be read as letters."""
_DATA_COLUMNS = 4
"""Rows of so many cells hold a value in each."""
_FEW_LINES = 4
"""A cell of more lines is a heading or a text, read as a whole."""
_TALL, _OTHER_TALL, _MARK_TALL = 40, 30, 44
"""Dots: the heights that lines are brought to; letters of 30 to 40 dots are read best."""
_MARGIN, _BLOCK_MARGIN = 16, 20
"""Dots of white around what is read."""
_MARK_LETTERS = "()0123456789"
_MARK = re.compile(r"\((\d{1,2})\)?|(\d{1,2})\)")
_ONLY_MARKS = re.compile(r"(?:\(\d{1,2}\)){1,6}$")
_ODD = re.compile(r".{0,3}$|.*[()\[\]{}]")
"""What may be marks misread: `m`, `[2)`, `(2) (S)`."""
_WORD = re.compile(r"[A-Za-z]{3}")
_NUMBER = re.compile(r"\$?[\d,.]+$")
_LEAST_INK = 2.0
"""Points: lower ink that nothing is read in is dust."""
_DISAGREED = 0.5
"""The sureness of what two readings differ on."""
_UNREAD = "?"
_CODES, _SIDES, _FORMS, _VOLUNTARY = "ABCDEFGHIJKLMOPSUVWXZ", "AD", "DI", "V"


@attrs.define(slots=True, eq=False)
class _Line:
    """A line of a cell, and what was read in it."""

    cell: Cell
    picture: Picture
    place: Place
    ink: InkLine
    glyphs: int
    marks: tuple[str, ...] = ()
    words: list[ReadWord] = attrs.field(factory=list)
    zoom: float = 1.0

    @property
    def text(self) -> str:
        """All that was read, joined."""
        return " ".join(word.text for word in self.words)


def _cut(picture: Picture, place: Place) -> Picture:
    return picture[place.top : place.bottom, place.x0 : place.x1]


def _zoomed(picture: Picture, tall: int) -> Picture:
    wide = max(1, round(picture.shape[1] * tall / max(1, picture.shape[0])))
    resized = np.asarray(Image.fromarray(picture).resize((wide, tall), Image.Resampling.BICUBIC))
    return np.pad(resized, _MARGIN, constant_values=255)


def place_of(cell: Cell, scale: float) -> Place:
    """The inside of a cell, in dots."""
    return Place(
        int((cell.x0 + _INSET) * scale),
        int((cell.top + _INSET) * scale),
        int((cell.x1 - _INSET) * scale),
        int((cell.bottom - _INSET) * scale),
    )


@attrs.define(slots=True, eq=False)
class CellReader:
    """Reads tables page by page; remembers what letters a column holds where the next page goes on with its table."""

    columns: dict[tuple[int, int], str] = attrs.field(factory=dict)

    def read(self, picture: Picture, tables: list[RuledTable], scale: float, page: int) -> list[PrintedWord]:
        """The words of all cells of a page."""
        lines, blocks = _sort_out(picture, tables, scale)
        _part_marks(lines)
        _read_twice(lines)
        words = _read_blocks(blocks, scale, page)
        headings: dict[int, list[str]] = {id(cell): [w.text for w in found] for cell, found in words}
        for line in lines:
            headings.setdefault(id(line.cell), []).append(line.text)
        self._read_letters(tables, headings, lines)
        _read_odd_marks([line for line in lines if not line.marks])
        return [w for _, found in words for w in found] + [w for line in lines for w in _printed(line, scale, page)]

    def _read_letters(self, tables: list[RuledTable], headings: dict[int, list[str]], lines: list[_Line]) -> None:
        """Read single letters once more, as one of those that their column holds."""
        for table in tables:
            for cell in (c for row in table.rows if len(row) >= _DATA_COLUMNS for c in row):
                if letters := _letters_of("".join(headings.get(id(cell), ()))):
                    self.columns[round(cell.x0), round(cell.x1)] = letters
        single = [(line, self._holds(line.cell)) for line in lines if line.glyphs <= _LETTER_GLYPHS]
        for letters in (_CODES, _SIDES, _FORMS, _VOLUNTARY):
            mine = [line for line, held in single if held == letters]
            readings = [
                read_pictures([_zoomed(line.picture, tall) for line in mine], GLYPH, letters) for tall in _LETTER_TALL
            ]
            readings.append(read_pictures([_three_times(line.picture) for line in mine], LINE, letters))
            for line, *votes in zip(mine, *readings, strict=True):
                _take_letter(line, letters, votes)

    def _holds(self, cell: Cell) -> str:
        """The letters of the column in which a cell stands."""
        for dx0 in (0, -1, 1):
            for dx1 in (0, -1, 1):
                if letters := self.columns.get((round(cell.x0) + dx0, round(cell.x1) + dx1)):
                    return letters
        return ""


_LETTER_GLYPHS = 2
"""A letter is one piece of ink; a bad print breaks it in two."""


def _letters_of(heading: str) -> str:
    """The letters that a column holds, told from its heading; '' where it may hold anything."""
    plain = re.sub(r"\s", "", heading).casefold()
    if plain == "code":
        return _CODES
    if plain in ("v", "vv"):
        return _VOLUNTARY
    if re.match(r"\(?a\)?or\(?d\)?$", plain):
        return _SIDES
    return _FORMS if "direct" in plain and "nature" not in plain and "beneficial" not in plain else ""


_LETTER_TALL = (20, 24, 28)
"""Dots: of 369 letters, readings at these heights and of three in a row agree on 358; none of those is wrong, and
the most votes are right for all others."""
_THREE_TALL = 24
_STROKE = frozenset("|][1li!")
"""What I is freely read as."""


def _three_times(picture: Picture) -> Picture:
    """The letter three times in a row: the reader knows lines better than letters."""
    wide = max(1, round(picture.shape[1] * _THREE_TALL / max(1, picture.shape[0])))
    one = np.asarray(Image.fromarray(picture).resize((wide, _THREE_TALL), Image.Resampling.BICUBIC))
    gap = np.full((_THREE_TALL, _THREE_TALL // 6), 255, dtype=np.uint8)
    return np.pad(np.hstack([one, gap, one, gap, one]), _MARGIN, constant_values=255)


def _take_letter(line: _Line, letters: str, readings: list[list[ReadWord]]) -> None:
    """Believe the letter that most readings give; surely where all do."""
    read = ["".join(word.text for word in words) for words in readings]
    votes = [max(text, key=text.count) for text in read if text]
    free = line.text[:1].upper()
    free = "I" if letters == _FORMS and free in _STROKE else free
    votes += [free] if free and free in letters else []
    if not votes:
        return
    letter = max(votes, key=votes.count)
    agreed = len(votes) > 1 and votes.count(letter) == len(votes)
    line.words = [ReadWord(letter, _MARGIN, _MARGIN + line.picture.shape[1], 0, 0, 1.0 if agreed else _DISAGREED)]
    line.zoom = 1.0


def _sort_out(
    picture: Picture, tables: list[RuledTable], scale: float
) -> tuple[list[_Line], list[tuple[Cell, Picture]]]:
    """The lines of cells that hold values, and the places of cells that are read as a whole."""
    lines: list[_Line] = []
    blocks: list[tuple[Cell, Picture]] = []
    for row in (row for table in tables for row in table.rows):
        for cell in row:
            inside = place_of(cell, scale)
            cut = without_borders(_cut(picture, inside), scale)
            if not cut.size or not (cut < INK).any():
                continue
            if len(row) >= _DATA_COLUMNS:
                cut = without_underlines(cut, scale)
                ink = lines_of_ink(cut)
                if len(ink) <= _FEW_LINES:
                    lines += [_whole(cell, cut, inside, line) for line in ink if _is_seen(line, scale)]
                    continue
            blocks.append((cell, cut))
    return lines, blocks


def _is_seen(line: InkLine, scale: float) -> bool:
    place = around(line)
    return place.bottom - place.top >= _LEAST_INK * scale


def _whole(cell: Cell, cut: Picture, inside: Place, ink: InkLine) -> _Line:
    """A line with all that stands on it."""
    place = around(ink)
    moved = Place(place.x0 + inside.x0, place.top + inside.top, place.x1 + inside.x0, place.bottom + inside.top)
    return _Line(cell, _cut(cut, place), moved, ink, ink.glyphs if ink.mark is None else ink.glyphs + 9)


def _part_marks(lines: list[_Line]) -> None:
    """Where what is raised behind a line reads as footnote marks, keep those and cut them off."""
    raised: list[tuple[_Line, Place]] = []
    for line in lines:
        if line.ink.mark is not None:
            x, y = around(line.ink).x0, around(line.ink).top
            mark = line.ink.mark
            raised.append((line, Place(mark.x0 - x, mark.top - y, mark.x1 - x, mark.bottom - y)))
    pictures = [_zoomed(_cut(line.picture, mark), _MARK_TALL) for line, mark in raised]
    for (line, _), words in zip(raised, read_pictures(pictures, LINE, _MARK_LETTERS), strict=True):
        found = _MARK.findall("".join(w.text for w in words))
        if not found:
            continue
        line.marks = tuple(a or b for a, b in found)
        main, whole = line.ink.main, around(line.ink)
        line.picture = _cut(line.picture, Place(0, main.top - whole.top, main.x1 - whole.x0, main.bottom - whole.top))
        line.place = Place(line.place.x0, line.place.top + main.top - whole.top,
                           line.place.x0 + main.x1 - whole.x0, line.place.top + main.bottom - whole.top)  # fmt: skip
        line.glyphs = line.ink.glyphs


def _read_twice(lines: list[_Line]) -> None:
    """Read every line at two heights."""
    readings = [read_pictures([_zoomed(line.picture, tall) for line in lines], LINE) for tall in (_TALL, _OTHER_TALL)]
    for line, first, second in zip(lines, *readings, strict=True):
        one, other = (min((w.sureness for w in words), default=-1.0) for words in (first, second))
        words, tall = (first, _TALL) if one >= other else (second, _OTHER_TALL)
        agreed = [w.text for w in first] == [w.text for w in second]
        line.words = [w._replace(sureness=max(one, other) if agreed else min(_DISAGREED, w.sureness)) for w in words]
        line.zoom = tall / max(1, line.picture.shape[0])
        _set_separators(line)


def _set_separators(line: _Line) -> None:
    """Let the ink tell the commas of a number from its dots."""
    seen = separators(line.picture).replace(" ", "")
    text = line.text
    at = [i for i, letter in enumerate(text) if letter in ",."]
    if not _NUMBER.match(text) or len(at) != len(seen):
        return
    for i, sign in zip(at, seen, strict=True):
        text = f"{text[:i]}{sign}{text[i + 1 :]}"
    line.words = [line.words[0]._replace(text=text)]


def _read_odd_marks(lines: list[_Line]) -> None:
    """Lines that hold footnote marks and nothing else: they are small, and read as anything."""
    odd = [
        line
        for line in lines
        if _ODD.match(line.text) and not _NUMBER.match(line.text) and not _WORD.search(line.text)
        and line.glyphs > _LETTER_GLYPHS
    ]  # fmt: skip
    pictures = [_zoomed(line.picture, _MARK_TALL) for line in odd]
    for line, words in zip(odd, read_pictures(pictures, LINE, _MARK_LETTERS), strict=True):
        text = "".join(word.text for word in words)
        if _ONLY_MARKS.match(text):
            line.marks = tuple(a or b for a, b in _MARK.findall(text))
            line.words = []


def _printed(line: _Line, scale: float, page: int) -> list[PrintedWord]:
    """The words of a line in points, marks behind them."""
    x0, top, x1, bottom = (v / scale for v in line.place)
    words = line.words
    if not words and not line.marks:
        return [PrintedWord(_UNREAD, x0, top, x1, bottom, bottom, page, 0.0)]
    out = []
    for word in words:
        left, right = ((v - _MARGIN) / line.zoom / scale for v in (word.x0, word.x1))
        out.append(PrintedWord(word.text, x0 + left, top, x0 + right, bottom, bottom, page, word.sureness))
    if line.marks:
        start = x1 if words else x0
        end = x1 if not words or line.ink.mark is None else x1 + (line.ink.mark.x1 - line.ink.mark.x0) / scale
        step = (end - start) / len(line.marks)
        for i, number in enumerate(line.marks):
            left = start + i * step
            out.append(PrintedWord(f"({number})", left, top, left + step, bottom, bottom, page))
    return out


def _read_blocks(blocks: list[tuple[Cell, Picture]], scale: float, page: int) -> list[tuple[Cell, list[PrintedWord]]]:
    """Cells of many lines: headings, and the boxes above the tables."""
    readings = read_pictures([np.pad(cut, _BLOCK_MARGIN, constant_values=255) for _, cut in blocks], BLOCK)
    _read_ticks([cut for _, cut in blocks], readings)
    out = []
    for (cell, _), words in zip(blocks, readings, strict=True):
        x, y, _, _ = place_of(cell, scale)
        out.append((cell, in_points(words, scale, page, x - _BLOCK_MARGIN, y - _BLOCK_MARGIN)))
    return out


_TICK_LIKE = re.compile(r"[^\w_\[\](){}|/$&-]*[4xK\u00bb\u00ab<>*][^\w_\[\](){}|/$&-]*$")
"""What an X that stands alone is read as: `x`, `>4`, `K`, a pair of quotes and a digit."""
_TICK_LETTERS = "X" + _CODES + "01234"


def _read_ticks(cuts: list[Picture], readings: list[list[ReadWord]]) -> None:
    """Read signs that may be a tick once more, as letters."""
    doubtful = [
        (words, i, _cut(cut, Place(*(max(0, v - _BLOCK_MARGIN) for v in (w.x0, w.top, w.x1, w.bottom)))))
        for cut, words in zip(cuts, readings, strict=True)
        for i, w in enumerate(words)
        if _TICK_LIKE.match(w.text)
    ]
    doubtful = [(words, i, cut[_rows_of(cut)]) for words, i, cut in doubtful if (cut < INK).any()]
    votes = [
        read_pictures([_zoomed(cut, tall) for _, _, cut in doubtful], GLYPH, _TICK_LETTERS) for tall in _LETTER_TALL
    ]
    for (words, i, _), *found in zip(doubtful, *votes, strict=True):
        if ["".join(w.text for w in reading) for reading in found].count("X") * 2 > len(found):
            words[i] = words[i]._replace(text="X")


def _rows_of(cut: Picture) -> slice:
    rows = np.flatnonzero((cut < INK).any(axis=1))
    return slice(int(rows[0]), int(rows[-1]) + 1)


def in_points(words: list[ReadWord], scale: float, page: int, x: int = 0, y: int = 0) -> list[PrintedWord]:
    """Words read in a picture whose corner stands at x, y of the page's."""
    return [
        PrintedWord(w.text, (w.x0 + x) / scale, (w.top + y) / scale, (w.x1 + x) / scale, (w.bottom + y) / scale,
                    (w.bottom + y) / scale, page, w.sureness)
        for w in words
    ]  # fmt: skip
