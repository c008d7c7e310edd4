"""Stage 3b1: which box of the heading a cell belongs to, where cells were cut through words.

Takes the words of the heading's rows and the cells in which its columns of boxes begin. Gives each word's column of
boxes: a row whose empty cells a converter dropped is put back to where it stands, and a cell that holds the end of
one box and the beginning of the next is parted. Knows the form's labels, whole or cut. Reports nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from ..spec import labels as spec
from ._labels import squeeze
from ._page import LINE, WIDE, Word
from ._ticks import is_tick

TEXTS = (
    *(
        text
        for name, text in spec.OPENERS
        if name not in (spec.TABLE_1, spec.TABLE_2, spec.EXPLANATION, spec.SIGNATURE, spec.BOILERPLATE, spec.SECTION16)
    ),
    "ifamendmentdateoriginalfiledmonthdayyear",
    "individualorjointgroupreportingcheckapplicableline",
    "checkallapplicable",
    "checkapplicableline",
    "filedmonthdayyear",
    "monthdayyear",
    "officergivetitlebelow",
    "otherspecifybelow",
    "10owner",
    "printortyperesponses",
    "foreigntradingsymbol",
)
NUMBER = re.compile(r"[1-6][aA]?[.,]?$")
TICKED = re.compile(r"[_\W]*[xX]{0,2}[_\W]*$")
_NUMBERED = re.compile(r"([1-6])[aA]?[.,]$")
_TEXTS_BY_NUMBER = {
    "1": ("nameand",),
    "2": ("issuer", "dateofevent", "foreign"),
    "3": ("dateofearliest", "issuer", "statement", "foreign"),
    "4": ("ifamendment", "relationship"),
    "5": ("relationship", "ifamendment"),
    "6": ("individual",),
}
"""How the labels of each box begin, in the editions that there are."""
_LABEL_WORDS = tuple(
    "name and address of reporting person issuer ticker or trading symbol date earliest transaction month day year if"
    " amendment original filed relationship check all applicable individual joint group filing line officer give title"
    " below other specify owner director foreign statement for fiscal ended event requiring to city state zip street"
    " print type responses form by one more than this box no longer subject signature".split()
)


def own_texts_of(number: str) -> tuple[str, ...]:
    """The labels that a box of this number has."""
    starts = _TEXTS_BY_NUMBER.get(number[:1], ())
    return tuple(text for text in TEXTS if text.startswith(starts))


def texts_of(number: str) -> tuple[str, ...]:
    """The labels, those first that a box of this number has."""
    starts = _TEXTS_BY_NUMBER.get(number[:1], ())
    return tuple(sorted(TEXTS, key=lambda text: not text.startswith(starts))) if starts else TEXTS


def consume(words: list[Word], text: str, beyond: str = "") -> tuple[int, str]:
    """How many of the words spell the beginning of the text, and what of it they leave.

    A capital begins a word: in `or Tr | A INC` the `A` is no part of `Trading`. Nor is the `S` of `Trading S` where
    the word beyond the border is `Symbol`.
    """
    taken = 0
    left = text
    for i, word in enumerate(words):
        key = squeeze(word.text)
        if not key:
            continue
        begins = word.text[0].isupper() or word.text[0] == "("
        if not left.startswith(key) or (begins and not left.startswith(_LABEL_WORDS)):
            break
        if len(key) == 1 and len(beyond) > 1 and beyond[0] == key and left.startswith(beyond):
            break
        left = left[len(key) :]
        taken = i + 1
        if not left:
            break
    return taken, left


def begins_label(words: list[Word], at: int) -> bool:
    """Does `5. Rela` begin here: a box's number, and its label or what a border has left of it?"""
    if words[at].text[0] not in _TEXTS_BY_NUMBER:
        return False
    match = _NUMBERED.match(words[at].text)
    following = words[at + 1 : at + 4]
    if match is None and words[at].text in _TEXTS_BY_NUMBER and [w.text for w in following[:2]].count(".") == 1:
        following = following[[w.text for w in following].index(".") + 1 :]
    elif match is None:
        return False
    if not following or not following[0].text[0].isupper():
        return False
    key = squeeze(following[0].text)
    starts = _TEXTS_BY_NUMBER[words[at].text[0]]
    return any(t.startswith(key) for t in TEXTS if t.startswith(starts))


def cell_lines(words: list[Word]) -> list[list[Word]]:
    """The lines of a cell; a label that stands in a line begins a new one: `[TCRR] 2a. Foreig`."""
    out: list[list[Word]] = []
    for i, word in enumerate(words):
        if not i or word.gap >= LINE or word.gap == WIDE or begins_label(words, i):
            out.append([])
        out[-1].append(word)
    return out


_BOX_5 = "relationshipofreportingpersonstoissuer"
_MIN_HEAD = 5
"""So many letters tell the label of box 5, however the borders of cells part it: `5. Re | lationship o`."""


def box_5(boxes: dict[tuple[int, int], dict[int, list[Word]]]) -> int | None:
    """Which of the columns of boxes holds the relationship."""
    for (box, _), cells in sorted(boxes.items()):
        left = _BOX_5
        for cell in sorted(cells):
            for word in cells[cell]:
                key = squeeze(word.text).lstrip("0123456789")
                if key and left.startswith(key):
                    left = left[len(key) :]
        if len(_BOX_5) - len(left) >= _MIN_HEAD:
            return box
    return None


_STARTS = re.compile(r"([2-6])[aA]?[.,]?$")


_BOX_5_WORDS = ("director", "officer")
_MIN_WORD = 2


def _begins_box(words: list[Word], at: int) -> bool:
    """Does `Director` or `Officer` begin here, whole or cut: `Direct | or`?"""
    key = squeeze(words[at].text)
    if key in _BOX_5_WORDS:
        return True
    rest = squeeze(words[at + 1].text) if at + 1 < len(words) else ""
    return len(key) >= _MIN_WORD and words[at].text[0] in "DO" and key + rest in _BOX_5_WORDS


def _shifts(words: list[Word], borders: list[int]) -> dict[tuple[int, int], int]:
    """(row, cell) -> how far to the right it belongs: a converter that drops empty cells moves a row to the left."""
    numbers: dict[str, int] = {}
    cells: dict[int, set[int]] = {}
    for i, word in enumerate(words):
        match = _STARTS.match(word.text)
        if match and word.row == words[0].row and (_begins_cell(words, i) or begins_label(words, i)):
            numbers[match[1]] = word.cell
        cells.setdefault(word.row, set()).add(word.cell)
    if not {"2", "5"} <= numbers.keys():
        return {}
    home = {"2": numbers["2"], "3": numbers["2"], "4": numbers["2"], "5": numbers["5"], "6": numbers["5"]}
    out: dict[tuple[int, int], int] = {}
    for i, word in enumerate(words):
        if word.row == words[0].row:
            continue
        first, box = word.cell, None
        if _begins_box(words, i):
            ticked = i > 0 and words[i - 1].row == word.row and TICKED.match(words[i - 1].text) is not None
            first, box = words[i - 1].cell if ticked else word.cell, "5"
        elif _begins_cell(words, i):
            match = _STARTS.match(word.text)
            is_label = match and (word.text[-1] in ".," or begins_label(words, i))
            box = match[1] if match and is_label else "2" if _is_ticker(words, i) else None
        if box is not None and first < home[box]:
            for cell in cells[word.row]:
                if cell >= first:
                    out[word.row, cell] = max(out.get((word.row, cell), 0), home[box] - first)
    return out


def _begins_cell(words: list[Word], at: int) -> bool:
    return not at or words[at - 1].cell != words[at].cell or words[at - 1].row != words[at].row


def _is_ticker(words: list[Word], at: int) -> bool:
    """Does a row begin with a ticker, or the end of one: `[T | DACU]`, `NZF]`? Its name fills the line above."""
    begins_row = words[at - 1].row != words[at].row
    return begins_row and (words[at].text[0] == "[" or words[at].text[-1] == "]")


def _parted(words: list[Word], borders: list[int]) -> tuple[list[int], set[int]]:
    """The borders with those that stand inside a cell, `NC] 5. Rela`, and the places of the words before them."""
    row = words[0].row
    borders = sorted({*borders, words[0].cell})
    before: set[int] = set()
    shared: set[int] = set()
    told: set[tuple[int, int]] = set()
    for i, word in enumerate(words):
        beside = i > 0 and words[i - 1].row == word.row and words[i - 1].cell == word.cell
        if word.row == row:
            if beside and begins_label(words, i) and word.text[0] in _COLUMN_NUMBERS and word.cell not in shared:
                shared.add(word.cell)
                before |= _up_to(words, i)
        elif (word.row, word.cell) not in told and _begins_part(words, i):
            told.add((word.row, word.cell))
            if beside and (word.cell in shared or (word.cell in borders and word.text.startswith("(Ch"))):
                before |= _up_to(words, i)
    return sorted({*borders, *shared}), before


_COLUMN_NUMBERS = "1235"
"""Boxes 1, 2 and 5 begin the columns; in Form 3 boxes 1, 2 and 3 do."""


def _up_to(words: list[Word], at: int) -> set[int]:
    """The places of the words that stand in the same cell before this one."""
    out = set()
    i = at - 1
    while i >= 0 and words[i].row == words[at].row and words[i].cell == words[at].cell:
        out.add(i)
        i -= 1
    return out


def _begins_part(words: list[Word], at: int) -> bool:
    """Does a part of box 5 begin here, or a box below it?"""
    text = words[at].text
    return _begins_box(words, at) or begins_label(words, at) or text.startswith("(Ch") or is_tick(text)


def boxes_of(words: list[Word], borders: list[int]) -> dict[tuple[int, int], dict[int, list[Word]]]:
    """(column of boxes, row) -> cell -> its words."""
    shifts = _shifts(words, borders)
    borders, before = _parted(words, borders)
    boxes: dict[tuple[int, int], dict[int, list[Word]]] = {}
    for i, word in enumerate(words):
        box = bisect_right(borders, word.cell + shifts.get((word.row, word.cell), 0)) - 1 - (i in before)
        boxes.setdefault((max(0, box), word.row), {}).setdefault(word.cell, []).append(word)
    return boxes
