"""Stage 5d: which lines make a row.

Takes a table's lines and the places on the page. Gives `Block`s in order: the words of one row each, in the order of
the columns where places tell it, and the words of the lines above and below that hold only parts of wrapped cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice

import attrs

from ..spec.tables import CODE, DATE, FORM, MONEY, NON_DERIVATIVE, SIDE, TEXT, TableSpec
from ._atoms import is_strong, is_value, readings
from ._chunks import is_whole_title
from ._labels import squeeze
from ._lines import Line, TableText
from ._openers import find_rows
from ._page import SPACE, WIDE, Word
from ._pieces import join_pieces, title_numbers
from ._places import Places, is_of_text, is_strange
from ._remembered import remembered
from ._sharing import Chunked, Shared, Titled, chunks_of, is_mark, share_out
from ._unbraided import Cells, unbraid


@attrs.define(slots=True, eq=False)
class Block:
    """The words of one row: the anchor lines, and wrapped text above and below them."""

    words: list[Word]
    above: list[Word] = attrs.field(factory=list)
    below: list[Word] = attrs.field(factory=list)
    cells: Cells | None = None
    """The words cell by cell, where the lines were read across several that wrap."""


def _weight(line: Line) -> int:
    """How many words of the line are values or letters of the form's columns; `A` inside a title is neither."""
    letters = 0
    for i, word in enumerate(line.words):
        before = line.words[i - 1].text if i and word.gap <= SPACE else ""
        if len(before) > 3 and before.isalpha():
            continue
        letters += _is_letter(word.text)
    return sum([is_value(w.text) and (len(w.text) > 1 or w.text == "0") for w in line.words]) + letters


@remembered
def _is_letter(text: str) -> bool:
    return len(text) <= 3 and any(r.kind in (CODE, SIDE, FORM) and r.cost < 0.8 for r in readings(text))


def is_anchor(line: Line) -> bool:
    """Does the line hold a row by itself, rather than a part of a wrapped cell?"""
    return line.values >= 1 and _weight(line) >= 2


def _is_holding(line: Line, spec: TableSpec) -> bool:
    """A title and an amount, whose D or I was lost: `Common Stock 10,000` of Table I, which has no other such line."""
    first = next((i for i, w in enumerate(line.words) if is_value(w.text)), 0)
    if spec.table != NON_DERIVATIVE or line.strong != 1 or not is_strong(line.words[first].text):
        return False
    return is_whole_title(tuple(key for w in line.words[:first] if (key := squeeze(w.text))))


def _cells_taken(line: Line, places: Places, spec: TableSpec) -> set[int]:
    """The cells of one value each (dates, amounts, letters) that the line fills."""
    text_cells = {c for c, column in zip(spec.cells, spec.columns, strict=True) if column.kind == TEXT}
    taken = set()
    for word in line.words:
        cell = places.cell(word)
        if cell is not None and cell not in text_cells and not is_mark(word.text):
            taken.add(cell)
    return taken


def _same_row(previous: Line, line: Line, places: Places, spec: TableSpec) -> bool:
    """Two anchor lines that fill different cells, one after the other, are one row whose cells are set apart."""
    if line.after_blank or (places.cell_of is None and places.extents is None):
        return False
    a, b = _cells_taken(previous, places, spec), _cells_taken(line, places, spec)
    return bool(a and b) and not a & b and 0 not in {places.cell(w) for w in line.words if not is_value(w.text)}


def _groups(lines: list[Line]) -> list[list[Line]]:
    out: list[list[Line]] = []
    for line in lines:
        if line.after_blank or not out:
            out.append([])
        out[-1].append(line)
    return out


def _blank_parted(lines: list[Line], places: Places) -> list[list[Line]] | None:
    """Rows parted by blank lines or rules: believed where every group holds one row's anchor."""
    groups = _groups(lines)
    if len(groups) < 2 and len(lines) > 1 and not _is_one_row(lines, places):
        return None
    return groups if all(_is_one_row(g, places) for g in groups) else None


def _anchors_in(lines: list[Line], places: Places) -> Iterator[Line]:
    for i, line in enumerate(lines):
        if is_anchor(line) and not (i and _goes_on(lines[i - 1], line, places)):
            yield line


def _is_one_row(lines: list[Line], places: Places) -> bool:
    return len(list(islice(_anchors_in(lines, places), 2))) == 1


_CUT_NUMBER = re.compile(r"\$?[\d,]*\d\.\d*$|\$?[\d,]*,\d{0,2}$")
"""A number whose decimals, or whose last three digits, may go on below: `1,811,084.`, `5,775,858.78`, `12,3`."""


def _goes_on(previous: Line, line: Line, places: Places) -> bool:
    """Numbers cut at the edge of a typed column: each stands below one that may go on, and nothing else has a value."""
    values = [w for w in line.words if is_value(w.text)]
    above = {places.cell(w): w.text for w in previous.words}
    return bool(values) and all(
        w.text.isdigit() and _CUT_NUMBER.match(above.get(places.cell(w), "")) is not None for w in values
    )


def make_blocks(text: TableText, places: Places, spec: TableSpec) -> list[Block]:
    """Group the lines into rows."""
    lines = text.lines
    places_known = places.cell_of is not None or places.extents is not None
    each_a_row = text.celled and places.exact and len(list(_anchors_in(lines, places))) == len(lines)
    sort = text.positioned and not (places.exact and all(map(is_anchor, lines)))
    if places_known and not each_a_row:
        groups = _blank_parted(lines, places)
        if groups is not None:
            return [_spaced(group, places, spec) if sort else _block(group, places) for group in groups]
    if sort:
        groups = _groups(lines)
        if not (len(groups) > 1 and all(len(_by_conflict(g, places)[0]) == 1 for g in groups)):
            rows, loose = _by_conflict(lines, places)
            groups = [[*above, *row, *below] for above, row, below in share_out(rows, loose, True)] if rows else []
        return [_spaced(group, places, spec) for group in groups]
    return _by_anchor(lines, places, spec, is_scattered(text))


def _typed(line: Line, places: Places) -> list[Word]:
    """The line's values and letters: words of cells that hold one thing each.

    `2028` below `Notes due`, and the year in the name of a trust, are none.
    """
    texts = (0, places.size - 1) if places.extents is not None else ()
    out = []
    for i, word in enumerate(line.words):
        following = line.words[i + 1] if i + 1 < len(line.words) else None
        closed = following is None or following.gap >= WIDE or is_mark(following.text)
        alone = (i == 0 or word.gap >= WIDE) and closed
        if is_mark(word.text) or is_of_text(word) or (texts and places.cell(word) in texts):
            continue
        letter = len(word.text) == 1 and any(
            r.kind in (CODE, SIDE, FORM) and r.cost == 0.0 for r in readings(word.text)
        )
        if is_strong(word.text) or (alone and (is_value(word.text) or letter or _lettered(word.text))):
            out.append(word)
    return out


def _lettered(text: str) -> bool:
    return len(text) <= 9 and text[1:2] == "(" and any(r.kind in (CODE, FORM) and r.cost == 0.0 for r in readings(text))


def _collide(a: list[Word], b: list[Word]) -> bool:
    """Two values one above the other are of two rows."""
    return any(x.x < y.x_end and y.x < x.x_end for x in a for y in b)


def _by_conflict(lines: list[Line], places: Places) -> tuple[list[list[Line]], list[list[Line]]]:
    """Rows of a page laid out by spaces: a line goes with the ones before it until a value stands below a value.

    Gives the rows, and the lines without values before, between and behind them.
    """
    rows: list[list[Line]] = []
    loose: list[list[Line]] = [[]]
    held: list[Word] = []
    for line in lines:
        typed = _typed(line, places)
        if not typed:
            loose[-1].append(line)
        elif not rows or _collide(held, typed) or (_starts_row(line, loose[-1]) and _complete(held)):
            rows.append([line])
            loose.append([])
            held = typed
        else:
            rows[-1] += [*loose.pop(), line]
            loose.append([])
            held = held + typed
    return rows, loose


def _starts_row(line: Line, loose: list[Line]) -> bool:
    return line.after_blank or any(part.after_blank for part in loose)


def _complete(held: list[Word]) -> bool:
    """A row that has its last letter or a good many values has begun and ended."""
    return len(held) >= 2


def _by_anchor(lines: list[Line], places: Places, spec: TableSpec, scattered: bool) -> list[Block]:
    rows: list[list[Line]] = []
    loose: list[list[Line]] = [[]]
    anchors = [is_anchor(line) or _is_holding(line, spec) for line in lines]
    titled: Titled | None = None
    if not spec.transactions and places.cell_of is None and places.extents is None:
        found = find_rows(lines, anchors, spec)
        if found.parts and scattered:
            return _of_parts([lines[start:stop] for start, stop in found.parts], spec)
        if found.first:
            above = found.parts[0][0]
            lines, anchors = lines[above:], found.anchors[above:]
            titled = Titled(*[frozenset(id(lines[i - above]) for i in at) for at in (found.first, found.more)])
    for line, anchor in zip(lines, anchors, strict=True):
        if not anchor:
            loose[-1].append(line)
        elif rows and not loose[-1] and _same_row(rows[-1][-1], line, places, spec):
            rows[-1].append(line)
        else:
            rows.append([line])
            loose.append([])
    if not rows:
        rest = [w for group in loose for line in group for w in line.words]
        return [Block(rest)] if any(is_value(w.text) for w in rest) else []
    groups = share_out(rows, loose, False, titled)
    blocks = [_block([*above, *row, *below], places, len(above), len(above) + len(row)) for above, row, below in groups]
    return _cell_by_cell(groups, blocks, spec) if titled else blocks


def _of_parts(parts: list[list[Line]], spec: TableSpec) -> list[Block]:
    """Rows whose cells have a line each, from one title to the next."""
    blocks = [Block([w for line in part for w in line.words]) for part in parts]
    return _cell_by_cell([([], part, []) for part in parts], blocks, spec)


def _cell_by_cell(groups: list[Shared], blocks: list[Block], spec: TableSpec) -> list[Block]:
    """Rows that titles tell: those whose lines wrap in several cells are put together cell by cell."""
    wrapped = [[join_pieces(line.words) for part in group for line in part] for group in groups]
    cells = unbraid(wrapped, underlying=spec.table != NON_DERIVATIVE)
    return [
        block if found is None or len(lines) < 2 else Block([], [], found.rest, found)
        for block, lines, found in zip(blocks, wrapped, cells, strict=True)
    ]


def _is_behind_title(at: int, word: Word) -> bool:
    """`Option $94.83`: a price one space behind the title that fills its narrow column."""
    return at == word.x and word.gap < WIDE and word.text[0] == "$" and is_strong(word.text)


def _by_place(words: list[Chunked]) -> list[Word]:
    """The words from left to right, what stands below after what stands above it."""
    columns: list[tuple[int, list[Word], list[Word]]] = []
    for at, word in sorted(words, key=lambda pair: (pair[0], pair[1].line, pair[1].x)):
        if columns and at < columns[-1][0]:
            high, members, behind = columns[-1]
            titled = any(map(str.isalpha, members[0].text))
            (behind if titled and _is_behind_title(at, word) else members).append(word)
            columns[-1] = (max(high, word.x_end), members, behind)
        else:
            columns.append((word.x_end, [word], []))
    return [w for _, members, behind in columns for w in (*sorted(members, key=lambda w: (w.line, w.x)), *behind)]


_WORDY = 3
"""Letters of a word that is no code: `(right`, not `S` or `(A)`."""


def _by_cell(group: list[Line], places: Places, spec: TableSpec) -> list[Word]:
    """The words of each cell in turn; in a cell whose heading stands above two columns (`Amount (D)`), by place.

    A title may be wider than its heading: a word one space behind it that no column of values takes goes on with it.
    """
    cells: dict[int, list[Chunked]] = {}
    texts = {cell for cell, column in zip(spec.cells, spec.columns, strict=True) if column.kind == TEXT}
    prices = {cell for cell, column in zip(spec.cells, spec.columns, strict=True) if column.kind == MONEY}
    last, line = 0, -1
    chunked = chunks_of(group)
    whole = _cells_of_texts(chunked, places, texts)
    for at, word in chunked:
        if word.line != line:
            last, line = 0, word.line
        cell = whole.get(word.start, places.cell(word))
        if cell in texts and cell + 1 in prices and _is_behind_title(at, word):
            cell += 1
        if cell == 0 < last <= max(texts) and (word.gap >= WIDE or last in texts):
            cell = min(c for c in texts if c >= last)  # right of what stands in another cell it is no title
        goes_on = last in texts and word.gap < WIDE and sum(map(str.isalpha, word.text)) >= _WORDY
        if cell is not None and (cell in texts or not goes_on):
            last = cell
        cells.setdefault(last, []).append((at, word))
    placed = {cell: _by_place(cells[cell]) for cell in sorted(cells)}
    return [w for cell, mine in placed.items() for w in (title_numbers(mine, wrapped=True) if cell in texts else mine)]


def _cells_of_texts(chunked: list[Chunked], places: Places, texts: set[int]) -> dict[int, int]:
    """The cell of each word of texts that are wider than their heading, as one: `Common Stock,`, `Sequoia Capital`."""
    found: dict[int, int] = {}
    spans: dict[int, tuple[int, int]] = {}
    for _, held in groupby(chunked, key=lambda pair: (pair[1].line, pair[0])):
        run = [word for _, word in held]
        cell = places.cell_of_run(run, texts) if all(_is_wordy(w) for w in run) else None
        if cell is not None and not all(is_mark(w.text) for w in run):
            found.update((w.start, cell) for w in run)
            low, high = spans.get(cell, (run[0].x, 0))
            spans[cell] = min(low, run[0].x), max(high, run[-1].x_end + _BEHIND)
    for _, word in chunked:
        if word.start not in found and is_mark(word.text):
            found.update(
                (word.start, cell) for cell, (low, high) in spans.items() if low <= word.x and word.x_end <= high
            )
    return found


_BEHIND = 4
"""Characters that a raised mark takes behind the last word of a text."""


def _is_wordy(word: Word) -> bool:
    """A mark or a year may stand in a text, too; a letter alone is a form of ownership or a code."""
    return (
        is_mark(word.text)
        or is_of_text(word)
        or not (is_value(word.text) or _is_letter(word.text) or _lettered(word.text))
    )


def _spaced(group: list[Line], places: Places, spec: TableSpec) -> Block:
    """The words of one row laid out by spaces, in the order of its columns."""
    words = [w for line in group for w in line.words]
    if any(places.cost(w) is None for w in words) or is_strange(Line(words), places, spec):
        places.estrange(group)
        return Block(_by_place(chunks_of(group)))
    return Block(_by_cell(group, places, spec))


def _block(group: list[Line], places: Places, start: int | None = None, stop: int | None = None) -> Block:
    """The words of one row, sorted by cell where places are known."""
    if places.cell_of is not None or places.extents is not None:
        order: dict[int, int] = {}
        for line in group:
            last = 0
            for word in line.words:
                cell = places.cell(word)
                last = order[word.start] = last if cell is None else cell
        return Block(sorted((w for line in group for w in line.words), key=lambda w: order[w.start]))
    if start is None:
        anchors = [i for i, line in enumerate(group) if is_anchor(line)]
        start, stop = anchors[0], anchors[-1] + 1
    parts = group[:start], group[start:stop], group[stop:]
    above, words, below = ([w for line in part for w in line.words] for part in parts)
    return Block(words, above, below)


def is_scattered(text: TableText, rows: float = 3.0) -> bool:
    """One cell a line: hardly a line holds more than a value or two; `rows` dates to one that does."""
    if text.celled or text.positioned or not text.lines:
        return False
    anchors = sum(_weight(line) >= 2 for line in text.lines)
    dates = sum(any(r.kind == DATE for r in readings(w.text)) for line in text.lines for w in line.words)
    owned = sum(line.strong for line in text.lines)
    return anchors * rows < max(dates, owned / 3, 1)


__all__ = ["Block", "is_anchor", "is_scattered", "make_blocks"]
