"""Stage 4b: cells of the tables that stand behind the notes.

Takes `Labels` and `Regions` of a page read as a stream (PDF text in the order of its columns). Gives them with the
values that stand alone between blank lines behind the tables, where no part of the form has such, at the end of the
last table; and without the column headings that were read there. Where headings stand there, so do their cells: then
small numbers, dates, codes and titles are cells, too. Cells below headings of Table II that stand in Table I are moved
to Table II. Pages of cells, or laid out by spaces, are given back unchanged. Reports nothing.
"""

from __future__ import annotations

from datetime import date

import attrs

from ..spec import labels as spec
from ..spec.lexicon import NATURE_STARTS, TITLE_ENDINGS
from ._atoms import is_strong, printed_date
from ._chunks import Chunk, begins_inside, is_whole_title, title_share
from ._labels import Labels, squeeze
from ._lines import PARTED_TABLE, head_share, is_celled, is_parted
from ._page import BLOCK, Word
from ._regions import Range, Regions
from ._relabel import relocate
from ._sharing import is_mark

_FORMS = frozenset(("D", "I"))
_HEADING = 0.8
"""A block of which this share of the letters belongs to column headings is one."""
_LONGEST = 40


def _blocks(labels: Labels, start: int, stop: int | None = None) -> list[Range]:
    """The runs of words that blank lines part, from one place to another or the end."""
    out: list[Range] = []
    words = labels.words
    for i in range(start, len(words) if stop is None else stop):
        if words[i].gap >= BLOCK or not out:
            out.append((i, i + 1))
        else:
            out[-1] = (out[-1][0], i + 1)
    return out


def _is_cell(words: list[Word]) -> bool:
    """One amount, price or ownership form by itself: dates there are signatures', numbers without a comma zip codes."""
    text = words[0].text
    if len(words) > 1 or "/" in text:
        return False
    return text in _FORMS or text.startswith("$") or ("," in text and is_strong(text))


def _is_heading(words: list[Word]) -> bool:
    return len(words) <= _LONGEST and head_share(words) >= _HEADING


def bring_home(labels: Labels, regions: Regions, positioned: bool) -> tuple[Labels, Regions]:
    """Move what was displaced to the end of the last table."""
    last = regions.table_2 or regions.table_1
    if last is None or positioned or not labels.as_printed:
        return labels, regions  # what stands alone on a scanned page may be a speck
    table = labels.words[last[0] : last[1]]
    if is_celled(table) or not is_parted(labels.words[regions.head_stop :], PARTED_TABLE):
        return labels, regions
    regions = _with_cells_before(labels, regions)
    last = regions.table_2 or regions.table_1 or last
    cells, dropped = _displaced(labels, last, _printed_dates(labels.words[: regions.head_stop]))
    if not any(labels.words[i].text not in _FORMS for i in cells) and len(cells) != 1:
        return labels, regions
    moved = relocate(labels, cells, last[1], dropped)
    longer = (last[0], last[1] + len(cells))
    if regions.table_2:
        return moved, attrs.evolve(regions, table_2=longer)
    return moved, attrs.evolve(regions, table_1=longer)


_FIRST_COLUMN = "1titleofsecurity"
_TITLE_SHARE = 0.75


def titles_before(labels: Labels, regions: Regions) -> list[list[Word]]:
    """The first column of Table I, read before the table's title: `1. Title of Security / Common Stock`."""
    title, heading = labels.first(spec.TABLE_1), labels.first(spec.COLUMN)
    if title is None or heading is None or not labels.as_printed or heading.stop > min(title.start, regions.head_stop):
        return []
    if not squeeze("".join(w.text for w in labels.words[heading.start : heading.stop])).startswith(_FIRST_COLUMN):
        return []
    out: list[list[Word]] = []
    for start, stop in _blocks(labels, heading.stop, title.start):
        chunk = Chunk(tuple(labels.words[start:stop]), True)
        if any(labels.owner[start:stop]) or not _is_of_title(chunk.keys):
            break
        if out and begins_inside(chunk):
            out[-1] += chunk.words
        else:
            out.append([*chunk.words])
    return out


def _is_of_title(keys: tuple[str, ...]) -> bool:
    """Words of titles, or the end of such: `$0.0001 per share`."""
    return not TITLE_ENDINGS.isdisjoint(keys) and keys[0] not in NATURE_STARTS and title_share(keys) >= _TITLE_SHARE


_OF_TABLE_2 = "derivativ"


def _with_cells_before(labels: Labels, regions: Regions) -> Regions:
    """Table II, where some of its last columns were read before its title."""
    first, second = regions.table_1, regions.table_2
    if first is None or second is None or not any(h.start == second[0] for h in labels.all(spec.TABLE_2)):
        return regions
    begin: int | None = None
    amounts = 0
    for start, stop in _blocks(labels, first[0], second[0]):
        words = labels.words[start:stop]
        if begin is None:
            plain = [squeeze(w.text) for w in words]
            if any(_OF_TABLE_2 in p for p in plain) and head_share(words) >= _HEADING:
                begin = start
        elif _is_cell(words) or _is_headed_cell(words, []):
            amounts += words[0].text not in _FORMS
            if any(w.text in _CODES - _FORMS or "/" in w.text for w in words):
                return regions
        elif any(is_strong(w.text) for w in words) or head_share(words) < _HEADING:
            return regions
    if begin is None or not amounts:
        return regions
    return attrs.evolve(regions, table_1=(first[0], begin), table_2=(begin, second[1]))


def _displaced(labels: Labels, table: Range, told: list[date]) -> tuple[list[int], list[int]]:
    """The words behind the tables that stand in their cells, and those of their headings."""
    free: list[Range] = []
    dropped: list[int] = []
    headed = any(h.start >= table[1] for h in labels.all(spec.COLUMN))
    for start, stop in _blocks(labels, table[1]):
        if any(labels.owner[i] is not None for i in range(start, stop)):
            continue
        if _is_cell(words := labels.words[start:stop]):
            free.append((start, stop))
        elif _is_heading(words) and words[0].text not in _CODES:
            dropped += range(start, stop)
        elif len(words) <= _MOST_WORDS:
            free.append((start, stop))
    headed = headed or bool(dropped) or sum(_is_cell(labels.words[a:b]) for a, b in free) >= _SEVERAL
    undated = not _printed_dates(labels.words[table[0] : table[1]])
    cells: list[int] = []
    for start, stop in free:
        words = labels.words[start:stop]
        if _is_cell(words) or (headed and _is_headed_cell(words, told)):
            cells += range(start, stop)
        elif headed and undated and len(words) == 1 and _printed_dates(words)[:1] == told[:1] != []:
            cells.append(start)
            undated = False
    return cells, dropped


_SEVERAL = 2
"""So many amounts and letters that stand alone tell that a part of the table does."""
_MOST_WORDS = 12
"""Words of the cells that are read as one block: `Common / 5,515 / Stock`."""
_CODES = frozenset("ADIMCFGJSP")
_SMALL = 4
"""Characters of a number that the form prints without a comma."""


def _printed_dates(words: list[Word]) -> list[date]:
    return [d for w in words if "/" in w.text and (d := printed_date(w.text)) is not None]


def _is_headed_cell(words: list[Word], told: list[date]) -> bool:
    """Cells below headings: a number, a code, a title, dates of the years to come, or several of these."""
    rest = []
    dates = amounts = 0
    for word in words:
        text = word.text
        if (day := printed_date(text)) is not None:
            dates += 1
            if len(words) == 1 and not (told and day.year > told[0].year):
                return False
        elif text.startswith("$") or is_strong(text) or (len(text) <= _SMALL and text.replace(".", "").isdigit()):
            amounts += "," in text or len(text) <= _SMALL or not text.isdigit()
        elif text != "$" and not is_mark(text):
            rest.append(word)
    if len(rest) == 1 and len(words) == 1:
        return rest[0].text in _CODES
    keys = tuple(squeeze(w.text) for w in rest)
    if not rest:
        return amounts + dates > 0
    return is_whole_title(keys) and len(keys) > 1
