"""Stage 4b: cells of the tables that stand behind the notes.

Takes `Labels` and `Regions` of a page read as a stream (PDF text in the order of its columns). Gives them with the
values that stand alone between blank lines behind the tables, where no part of the form has such, at the end of the
last table; and without the column headings that were read there. Pages of cells, or laid out by spaces, are given
back unchanged. Reports nothing.
"""

from __future__ import annotations

import attrs

from ._atoms import is_strong
from ._labels import Labels
from ._lines import PARTED_TABLE, head_share, is_celled, is_parted
from ._page import BLOCK, Word
from ._regions import Range, Regions
from ._relabel import relocate

_FORMS = frozenset(("D", "I"))
_HEADING = 0.8
"""A block of which this share of the letters belongs to column headings is one."""
_LONGEST = 40


def _blocks(labels: Labels, start: int) -> list[Range]:
    """The runs of words behind the tables, parted by blank lines."""
    out: list[Range] = []
    words = labels.words
    for i in range(start, len(words)):
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
    if is_celled(table) or not is_parted(table, PARTED_TABLE):
        return labels, regions
    cells: list[int] = []
    dropped: list[int] = []
    for start, stop in _blocks(labels, last[1]):
        if any(labels.owner[i] is not None for i in range(start, stop)):
            continue
        words = labels.words[start:stop]
        if _is_cell(words):
            cells.append(start)
        elif _is_heading(words):
            dropped += range(start, stop)
    if not any(labels.words[i].text not in _FORMS for i in cells) and len(cells) != 1:
        return labels, regions
    moved = relocate(labels, cells, last[1], dropped)
    longer = (last[0], last[1] + len(cells))
    if regions.table_2:
        return moved, attrs.evolve(regions, table_2=longer)
    return moved, attrs.evolve(regions, table_1=longer)
