"""Stage 6c: ticks.

Takes `Labels`. Gives what the boxes say: True for a tick, False for a box seen empty, None where the text does not
tell. A tick stands before its label: `X`, `_X_`, `(X)`, `[x]`, an `<input checked>`. Reports nothing by itself.
"""

from __future__ import annotations

import re

import attrs

from ..spec import labels as spec
from ._breaks import TICKED, UNTICKED
from ._cells import Cell, is_said, join_words
from ._labels import Labels, squeeze
from ._page import LINE, NEXT_CELL, SPACE, Word
from ._remembered import remembered
from ._tick_places import boxes_by_cell, boxes_by_column, boxes_by_line, boxes_by_place

_TICK = re.compile(rf"[_\[({{|—–-]*(?:[xX]|Xx|XX|xX|XxX|><|{TICKED})[_\])}}|—–-]*$")
_EMPTY = re.compile(rf"(?:_{{2,}}|\[\]|\(\)|{UNTICKED}|\[_+\]|-{{3,}}|—+)$")


@remembered
def is_tick(text: str) -> bool:
    """Is the word a ticked box?"""
    return _TICK.match(text) is not None


@remembered
def is_empty_box(text: str) -> bool:
    """Is the word a box without a tick?"""
    return _EMPTY.match(text) is not None


@attrs.define(slots=True, eq=False)
class Ticks:
    """Box 5: the relationship of a reporting person to the issuer."""

    director: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    ten_percent: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    officer: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    other: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    officer_title: Cell = attrs.field(factory=lambda: Cell(state="blank"))
    other_text: Cell = attrs.field(factory=lambda: Cell(state="blank"))


FIELDS = {
    "is_director": "director",
    "is_officer": "officer",
    "is_ten_percent_owner": "ten_percent",
    "is_other": "other",
}
"""The field of the record of each box."""
BOXES = ("director", "ten_percent", "officer", "other")
"""The boxes as box 5 and the table of owners that closes a form print them."""
_LABELS = {spec.TEN_PERCENT: "ten_percent", spec.OFFICER: "officer", spec.OTHER: "other"}
_ALIKE = (spec.OWNER_HEADS,)
"""In a narrow box the labels follow each other as they do in the table of the owners that closes a form."""
_DIRECTOR = re.compile(r"^[_\W]*d[il1]re[ce]tor\W*$", re.IGNORECASE)
_IN_FULL = "director"
_TEN = re.compile(r"^[_\W]*1[0o]%", re.IGNORECASE)
_OFFICER = re.compile(r"^[_\W]*of+i?[ceo]er$", re.IGNORECASE)
_OTHER = re.compile(r"^[_\W]*other$", re.IGNORECASE)
_STUCK = re.compile(r"^[_\[(]+[xX]{1,2}[_\])]+(?=\w)")
"""`__X__Director`: a tick that a scan has put to its label."""
_BELOW = re.compile(r"^\W*be?l?low\W*$", re.IGNORECASE)


_BEHIND_BOX = (spec.GROUP_FILING, spec.ONE_PERSON, spec.TABLE_1, spec.COLUMN)


def _box_range(labels: Labels, head_stop: int) -> tuple[int, int] | None:
    hit = labels.first(spec.RELATIONSHIP)
    first = next((h for h in labels.hits if h.name in _LABELS), None)
    start = hit.stop if hit else first.start - 8 if first else None
    if start is None:
        return None
    later = [h.start for name in _BEHIND_BOX for h in labels.all(name) if h.start > start]
    stop = min([*later, len(labels.words)])
    if first and first.start > stop:
        stop = min(head_stop, first.start + 40)
    return max(0, _above(labels, start, stop)), stop


_ABOVE, _BEFORE = 20, 6
"""Words before `(Check all applicable)` among which `Director` may stand, and words before that with its box."""


def _above(labels: Labels, start: int, stop: int) -> int:
    """Where box 5 begins that is so narrow that its label goes on beside and below the boxes of its first line."""
    found = [i for i in range(max(0, start - _ABOVE), stop) if _is_director(labels.words[i].text)]
    return found[0] - _BEFORE if found and found[-1] < start else start


def _label_at(labels: Labels, i: int) -> str | None:
    """Which box's label begins at this word."""
    owner, text = labels.owner[i], labels.words[i].text
    if owner in _LABELS:
        return _LABELS[owner] if i == 0 or labels.owner[i - 1] != owner else None
    if owner is not None and owner not in _ALIKE:
        return None
    return _box_named(text) or _box_cut(labels, i)


def _box_cut(labels: Labels, i: int) -> str | None:
    """The label of one word that a narrow cell has broken: `Direc tor`."""
    begun = labels.words[i].text
    if not begun.isalpha() or not _IN_FULL.startswith(begun.casefold()) or i + 1 == len(labels.words):
        return None
    rest = labels.words[i + 1]
    return "director" if rest.gap > SPACE and _DIRECTOR.match(begun + rest.text) else None


_BEGINS_BELOW = frozenset(("b", "be", "bel", "belo"))


def _is_spelled_below(words: list[Word]) -> bool:
    """`X be l o w )`: letters that stand apart."""
    return squeeze("".join([w.text for w in words])).startswith("below")


@remembered
def _is_director(text: str) -> bool:
    return _DIRECTOR.match(text) is not None


@remembered
def _is_below(text: str) -> bool:
    return _BELOW.match(text) is not None


@remembered
def _box_named(text: str) -> str | None:
    text = _STUCK.sub("", text)
    for pattern, name in ((_DIRECTOR, "director"), (_TEN, "ten_percent"), (_OFFICER, "officer"), (_OTHER, "other")):
        if pattern.match(text):
            return name
    return None


_JOINING = frozenset("&/-")
"""Signs that stand alone inside a title: `SVP - Operations`, `CFO / Treasurer`."""


def read_ticks(labels: Labels, head_stop: int) -> Ticks:
    """Read box 5: which tick goes before which label, and the title written below."""
    ticks = Ticks()
    bounds = _box_range(labels, head_stop)
    if bounds is None:
        return ticks
    pending: Word | None = None
    empty: Word | None = None
    title: list[Word] = []
    seen_below = 0
    seen: dict[str, Word] = {}
    ticked: list[Word] = []
    drawn: list[Word] = []
    in_title = True
    for i in range(*bounds):
        word, owner = labels.words[i], labels.owner[i]
        if in_title and title and owner in _LABELS and len(seen) == len(BOXES) and word.gap <= SPACE:
            title.append(word)
            continue
        if owner is not None and owner not in _LABELS and "other" in seen:
            in_title = False
        if owner is None and is_tick(word.text):
            pending, empty = word, None
            ticked.append(word)
            drawn.append(word)
            continue
        name = _label_at(labels, i)
        if name and name not in seen:
            seen[name] = word
            if _STUCK.match(word.text):
                pending = word
                ticked.append(word)
            _set(ticks, name, pending, empty)
            pending = empty = None
        elif _is_below(word.text) or (word.text in _BEGINS_BELOW and _is_spelled_below(labels.words[i : i + 5])):
            if pending is not None:
                _set(ticks, "officer" if seen_below == 0 else "other", pending, None)
                pending = None
            seen_below += 1
        elif owner is None:
            if is_empty_box(word.text):
                empty, pending = word, None
                drawn.append(word)
            elif in_title and "other" in seen and _is_of_title(word.text, bool(title)):
                title.append(word)
    placed = boxes_by_column(drawn) or boxes_by_line(seen, drawn)
    placed = placed or boxes_by_place(seen, ticked) or boxes_by_cell(seen, ticked) or {}
    for name in BOXES if placed else ():
        box = placed.get(name)
        _set(ticks, name, box if box in ticked else None, box)
    _give_title(ticks, title)
    return ticks


def _is_of_title(text: str, begun: bool) -> bool:
    """A word of the title that is written below, not of `(give title below)`."""
    is_word = is_said(text) or (text in _JOINING and begun)
    return is_word and squeeze(text) not in ("specify", "below", "give", "title")


def _set(ticks: Ticks, name: str, tick: Word | None, empty: Word | None) -> None:
    words = [w for w in (tick or empty,) if w is not None]
    cost = 0.0
    if tick is not None and not tick.text.strip("_[](){}|").isupper() and tick.text != TICKED:
        cost = 0.4
    setattr(ticks, name, Cell(tick is not None, words, cost, (), "read" if words else "blank"))


_NEXT_BOX = re.compile(r"[4-6][.,]?$")
_NEXT_LABEL = ("individual", "applicable")


def clean_title(words: list[Word]) -> list[Word]:
    """The words of a title without what is left of labels: `all applicable)`, `6. Individual or Joint/Group (check`."""
    out: list[Word] = []
    for i, word in enumerate(words):
        key = squeeze(word.text)
        following = squeeze(words[i + 1].text) if i + 1 < len(words) else _NEXT_LABEL[0]
        if key == _NEXT_LABEL[0] or (_NEXT_BOX.match(word.text) and _NEXT_LABEL[0].startswith(following[:3])):
            break
        closes = word.text.endswith(")") and not any("(" in w.text for w in [*out, word])
        if key == _NEXT_LABEL[1] or closes:
            while out and squeeze(out[-1].text) in ("all", "check", "line"):
                out.pop()
            continue
        out.append(word)
    while out and (out[-1].text in _JOINING or not squeeze(out[-1].text)):
        out.pop()
    if len(out) > 1 and squeeze(out[0].text) == "officer" and squeeze(out[1].text) == "chief":
        out = [*out[1:], out[0]]
    return out


def _give_title(ticks: Ticks, title: list[Word]) -> None:
    title = clean_title(title)
    if not title:
        return
    lines: list[list[Word]] = []
    cell = Cell(join_words(title), title, 0.0, (), "read")
    if ticks.other.value and not ticks.officer.value:
        ticks.other_text = cell
    elif ticks.officer.value and ticks.other.value:
        for word in title:
            if not lines or word.gap > SPACE:
                lines.append([])
            lines[-1].append(word)
        if len(lines) > 1:
            ticks.officer_title = Cell(join_words(lines[0]), lines[0], 0.0, (), "read")
            rest = [w for line in lines[1:] for w in line]
            ticks.other_text = Cell(join_words(rest), rest, 0.0, (), "read")
        else:
            ticks.officer_title = cell
    else:
        ticks.officer_title = cell


def read_tick_before(labels: Labels, name: str) -> Cell:
    """A box of its own before a sentence: `[X] Check this box if no longer subject to Section 16`."""
    hit = labels.first(name)
    if hit is None:
        return Cell(state="missing")
    for i in range(hit.start - 1, max(-1, hit.start - 4), -1):
        word = labels.words[i]
        if labels.owner[i] is not None and labels.owner[i] != name:
            break
        if is_tick(word.text) and (labels.words[i + 1].gap <= LINE or word.gap >= NEXT_CELL):
            return Cell(True, [word], 0.2, (), "read")
        if is_said(word.text):
            break
    inner = next((w for w in labels.words[hit.start : hit.stop] if w.text.startswith(TICKED)), None)
    if inner is not None:
        return Cell(True, [inner], 0.0, (), "read")
    return Cell(False, [], 0.3, (), "blank")
