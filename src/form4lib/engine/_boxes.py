"""Stage 6h: box 5 of a heading that was read across.

Takes `Labels`, the title's words and what the closing table says. Gives `Ticks`. A tick right before its label is
certain; ticks that came loose are shared out by count and order, with a cost: who gives a title is an officer, and an
officer gives a title. Nothing ticked at all means that the ticks were lost: then the boxes are unknown, not empty.
Reports nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

import attrs

from ..spec import labels as spec
from ..spec.lexicon import OFFICER_WORDS
from ._cells import Cell, join_words
from ._fragments import alike, head_start
from ._labels import Labels, squeeze
from ._page import LINE, SPACE, Word
from ._ticks import BOXES, Ticks, clean_title, is_empty_box, is_tick

_LABELS = {spec.TEN_PERCENT: "ten_percent", spec.OFFICER: "officer", spec.OTHER: "other"}
_LIKE = 0.6
_BEYOND = 80
"""Words behind the heading of Table I in which raw PDF text may still print labels of box 5."""
_GLUED = re.compile(r"_*[xX]_+(?!Form)(?=[A-Za-z]{4})")
_NEAR_COST, _LOOSE_COST, _LOST_COST, _UNTICKED_COST, _TAKEN_COST = 0.6, 1.2, 1.5, 0.3, 0.5
"""Doubt in a tick on the line before its label; one told by order alone; an officer known by the title alone; a box
without a tick where another has one; a tick taken from the closing table."""


@attrs.define(slots=True, eq=False)
class _Marks:
    """Ticks and empty boxes, and the labels they may belong to, by word."""

    labels: list[tuple[int, str]]
    ticks: list[int]
    certain: dict[str, tuple[bool, Word]]


def _label_at(labels: Labels, i: int) -> str | None:
    owner = labels.owner[i]
    if owner in _LABELS:
        return _LABELS[owner] if i == 0 or labels.owner[i - 1] != owner else None
    if owner is not None:
        return None
    text = labels.words[i].text
    key = squeeze(text)
    following = labels.words[i + 1].text.lower() if i + 1 < len(labels.words) else ""
    if 5 <= len(key) <= 11 and alike(re.sub("^x", "", key), "director") >= _LIKE:
        return "director"
    if text.startswith("10%") or (key == "10" and alike(squeeze(following), "owner") >= _LIKE):
        return "ten_percent"
    if following.startswith(("(g", "(eg")) and len(key) > 2:
        return "officer"
    if following.startswith("(s") and len(key) > 2:
        return "other"
    return None


def _collect(labels: Labels, start: int, stop: int) -> _Marks:
    marks = _Marks([], [], {})
    seen: set[str] = set()
    words = labels.words
    for i in range(start, stop):
        word = words[i]
        glued = _GLUED.match(word.text)
        if labels.owner[i] is None and (is_tick(word.text) or glued):
            marks.ticks.append(i)
            if not glued:
                continue
        name = _label_at(labels, i)
        if name is None or name in seen:
            continue
        seen.add(name)
        marks.labels.append((i, name))
        if glued:
            marks.certain[name] = (True, word)
        elif i > start and word.gap < LINE and labels.owner[i - 1] is None:
            if is_tick(words[i - 1].text):
                marks.certain[name] = (True, words[i - 1])
            elif is_empty_box(words[i - 1].text):
                marks.certain[name] = (False, words[i - 1])
    return marks


def _without_group(labels: Labels, marks: _Marks) -> list[int]:
    """The ticks of box 5: the last one before `Form filed by One`, or the one before `More than One`, is box 6's."""
    first = labels.first(spec.ONE_PERSON)
    second = labels.first(spec.MORE_PERSONS)
    ticks = list(marks.ticks)
    taken = {id(word) for _, word in marks.certain.values()}
    ends = [h.start for h in (first, second) if h is not None]
    if not ends:
        return ticks
    close = [t for t in ticks if any(0 <= end - t <= 1 for end in ends)]
    between = [t for t in ticks if first and second and first.stop <= t < second.start]
    before = [t for t in ticks if t < ends[0] and id(labels.words[t]) not in taken]
    drop = close or between[:1] or before[-1:]
    return [t for t in ticks if t not in drop and t < max(ends)]


def _boxed(labels: Labels, marks: _Marks) -> bool:
    """Are the boxes printed as lines, `_X_` and `_____`? Then a bare `x` is dirt."""
    return any("_" in word.text or not tick for tick, word in marks.certain.values())


def _share_out(labels: Labels, marks: _Marks, title: bool, entity: bool) -> dict[str, tuple[int, float]]:
    """label -> the loose tick that is its own, and the doubt"""
    taken = {id(word) for _, word in marks.certain.values()}
    loose = [t for t in _without_group(labels, marks) if id(labels.words[t]) not in taken]
    if _boxed(labels, marks):
        loose = [t for t in loose if "_" in labels.words[t].text]
    free = [(i, name) for i, name in marks.labels if name not in marks.certain]
    out: dict[str, tuple[int, float]] = {}

    def following(tick: int) -> tuple[int, str] | None:
        return next(((i, n) for i, n in free if i > tick and n not in out), None)

    if title and loose and not any(name == "officer" for _, name in marks.labels):
        last = len(labels.words) - 1
        unread = [t for t in loose if t < last and labels.owner[t + 1] is None and _label_at(labels, t + 1) is None]
        if len(unread) == 1 and labels.words[unread[0] + 1].gap < LINE:
            out["officer"] = (unread[0], _LOOSE_COST)  # `X  Daibey ove ttle` is what is left of `Officer (give title`
            loose.remove(unread[0])
    if title and loose and any(name == "officer" for _, name in free):
        own = next((t for t in loose if (f := following(t)) and f[1] == "officer"), None)
        far = [t for t in loose if not (f := following(t)) or f[0] - t > 1]
        tick = own if own is not None else far[-1] if far else loose[-1]
        out["officer"] = (tick, _NEAR_COST)
        loose.remove(tick)
    free = [(i, name) for i, name in free if name != "officer" or not any(n == "officer" for n in out)]
    for tick in loose:
        choices = [(i, n) for i, n in free if n not in out and (n != "officer" or title)]
        if any(n in ("director", "ten_percent") for _, n in choices):
            choices = [(i, n) for i, n in choices if n != "other"]
        if entity and len(loose) == 1:
            choices = [(i, n) for i, n in choices if n != "director"] or choices
        after = next(((i, n) for i, n in choices if i > tick), None) or (choices[-1] if choices else None)
        if after is None:
            continue
        if len(loose) == 1 and after[0] - tick != 1 and any(n == "director" for _, n in choices):
            after = next((i, n) for i, n in choices if n == "director")
        out[after[1]] = (tick, _NEAR_COST if after[0] - tick == 1 else _LOOSE_COST)
    return out


def _fill(labels: Labels, marks: _Marks, shared: dict[str, tuple[int, float]], ticks: Ticks) -> None:
    any_tick = bool(shared) or any(tick for tick, _ in marks.certain.values())
    seen = {name for _, name in marks.labels}
    for name in BOXES:
        if name in marks.certain:
            value, word = marks.certain[name]
            cost = 0.4 if value and not any(c.isupper() for c in word.text) and "_" not in word.text else 0.0
            setattr(ticks, name, Cell(value, [word], cost, (), "read"))
        elif name in shared:
            tick, cost = shared[name]
            setattr(ticks, name, Cell(True, [labels.words[tick]], cost, (), "read"))
        elif name in seen and any_tick:
            setattr(ticks, name, Cell(False, [], _UNTICKED_COST, (), "blank"))


def merge_closing(ticks: Ticks, closing: Ticks | None) -> None:
    """Let the closing table fill what box 5 does not tell, and confirm or contest what it does."""
    if closing is None or not any(getattr(closing, name).value for name in BOXES):
        return
    for name in BOXES:
        mine: Cell = getattr(ticks, name)
        theirs: Cell = getattr(closing, name)
        if mine.value is None or (mine.value != theirs.value and mine.cost >= _NEAR_COST):
            repairs = ("taken from the closing table of owners",)
            setattr(
                ticks,
                name,
                attrs.evolve(theirs, cost=theirs.cost + _TAKEN_COST + (mine.value is not None), repairs=repairs),
            )
        elif mine.value == theirs.value:
            mine.cost = 0.0
        else:
            mine.cost += _LOOSE_COST
    if ticks.officer_title.value is None and ticks.officer.value:
        ticks.officer_title = closing.officer_title
    if ticks.other_text.value is None and ticks.other.value:
        ticks.other_text = closing.other_text


def merge_counted(ticks: Ticks, counted: Ticks | None) -> None:
    """Let the number of ticks in the closing table fill what box 5 does not tell, and contest what it only infers."""
    if counted is None:
        return
    mine = [getattr(ticks, name) for name in BOXES]
    theirs = [getattr(counted, name) for name in BOXES]
    if None not in [c.value for c in mine] and sum(c.value for c in mine) == sum(c.value for c in theirs):
        return
    for name, cell, other in zip(BOXES, mine, theirs, strict=True):
        if not cell.words or (cell.value != other.value and cell.cost >= _LOOSE_COST):
            setattr(ticks, name, other)
    if ticks.officer_title.value is None and ticks.officer.value:
        ticks.officer_title = counted.officer_title


def _without_director(title: list[Word]) -> list[Word]:
    """`Director Executive Chairman`: the label of the first box; `Director of Sales` is a title, `Director` is none."""
    if len(title) == 1 and title[0].text == "Director":
        return []
    if len(title) > 1 and title[0].text == "Director" and title[1].text[:1].isupper() and title[1].gap >= SPACE:
        title = title[1:]
    return [] if any(squeeze(w.text).endswith("owner") for w in title) else title


def _is_officers(title: list[Word]) -> bool:
    """A title such as officers have; what is specified behind `Other` is something else."""
    return all(squeeze(w.text) in OFFICER_WORDS for w in title)


def read_loose_ticks(labels: Labels, head_stop: int, title: list[Word], entity: bool) -> Ticks:
    """Read box 5 wherever its pieces stand in the heading."""
    ticks = Ticks()
    title = _without_director(clean_title(title))
    titled, start = bool(title), head_start(labels)
    if titled and any(b is title[0] and squeeze(a.text) == "to" for a, b in pairwise(labels.words[start:head_stop])):
        title = []  # `ADVISOR TO OFFICER`: no officer
    tail = [h.stop for h in labels.hits if h.name in (*_LABELS, spec.MORE_PERSONS) and h.start < head_stop + _BEYOND]
    stop = min(max([head_stop, *tail]), len(labels.words))
    marks = _collect(labels, start, stop)
    shared = _share_out(labels, marks, titled, entity)
    if "other" in shared and not {"officer"} & {*shared, *marks.certain} and title and _is_officers(title):
        shared["officer"] = shared.pop("other")
    _fill(labels, marks, shared, ticks)
    if title:
        cell = Cell(join_words(title), title, _TAKEN_COST, (), "read")
        if not ticks.officer.value and (ticks.other.value or ticks.officer.words):
            ticks.other_text = cell  # the other box is ticked, or the officer's drawn and empty
        else:
            ticks.officer_title = cell
            if not ticks.officer.value:
                ticks.officer = Cell(True, [], _LOST_COST, (), "inferred", ("an officer's title is given",))
    elif ticks.officer.value:
        ticks.officer.cost += _TAKEN_COST
    return ticks
