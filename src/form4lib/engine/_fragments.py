"""Stage 6f: what is left of a woven heading.

Takes `Labels` and where the tables begin. Gives the filled-in words of boxes 1 to 6 as `Fragment`s in reading order:
words that follow each other on one line with nothing of the form between them, the leftovers of damaged labels
dropped. A page whose boxes were read across (OCR, raw PDF text) has nothing better. Reports nothing.
"""

from __future__ import annotations

import re

import attrs

from ..spec import labels as spec
from ..spec.lexicon import DATED_WORDS, HEAD_WORDS, STATE_CODES, STATE_NAMES, STREET_WORDS, STRONG_HEAD_WORDS
from ._atoms import readings
from ._labels import Hit, Labels, squeeze
from ._page import LINE, NEXT_CELL, SPACE, WIDE, Word
from ._ticks import is_empty_box, is_tick

_BOX = frozenset(
    (spec.ISSUER, spec.PERIOD, spec.EVENT, spec.FISCAL, spec.AMENDMENT, spec.RELATIONSHIP, spec.GROUP_FILING)
)
_SMALL_PRINT = frozenset((spec.NAME_PARTS, spec.STREET, spec.CITY, spec.STATE, spec.ZIP))
_BOX_NUMBER = re.compile(r"\W?[1-6][aA]?[.,:]?$")
_LIKE = 0.7
_LIKE_LONG = 0.6
_LONG = 8
"""Share of letter pairs in common from which a word counts as a label's word misread: `aplcable` has 0.67 of
`applicable`, `Gheckfalllapplicable` 0.76 of the three words it was; but `estate` has 0.62 of `statement`, `special`
0.67 of `specify`."""
_MIN_LIKE = 6
_BOX_WORDS = ("director", "officer", "owner")
_ZIP = re.compile(r"\d{5}(?:-\d{4})?$|\d{9}$")
_CELLS = 3
"""A heading with more cell borders than this is a table, read by its cells."""


@attrs.define(slots=True, eq=False)
class Fragment:
    """Words of one line that nothing parts; `order` counts words; `after` is the label they follow, `leads` when
    their line begins with them."""

    words: list[Word]
    order: int
    line: int
    leads: bool
    after: str | None

    @property
    def text(self) -> str:
        """The words, one space apart."""
        return " ".join(w.text for w in self.words)

    @property
    def keys(self) -> list[str]:
        """The words squeezed."""
        return [squeeze(w.text) for w in self.words]


def alike(first: str, second: str) -> float:
    """Dice's coefficient over letter pairs."""
    if first == second:
        return 1.0
    pairs = {first[i : i + 2] for i in range(len(first) - 1)}
    others = {second[i : i + 2] for i in range(len(second) - 1)}
    total = len(pairs) + len(others)
    return 2 * len(pairs & others) / total if total else 0.0


_LONG_HEAD_WORDS = tuple(sorted(w for w in STRONG_HEAD_WORDS if len(w) >= _MIN_LIKE))


def _strength(text: str, key: str, printed: bool) -> int:
    """2: a word of the labels that is seldom anything else; 1: a word of the labels; 0: something else.

    Where the labels stand as printed, no word is what is left of one: `Translational` is not `Transaction`. A capital
    by itself is of a name: `SIMMONS DAVID S Statement`.
    """
    if len(text) == 1 and text.isupper():
        return 0
    if key in STRONG_HEAD_WORDS:
        return 2
    if key in HEAD_WORDS:
        return 1
    if printed:
        return 0
    if len(key) >= _MIN_LIKE and any(
        abs(len(w) - len(key)) <= 4 and alike(key, w) >= (_LIKE_LONG if len(key) >= _LONG else _LIKE)
        for w in _LONG_HEAD_WORDS
    ):
        return 2
    if len(key) >= _MIN_LIKE - 1 and any(alike(key, w) >= _LIKE for w in _BOX_WORDS):
        return 1
    return 0


_SMALL_WORDS = ("last", "first", "middle", "street", "city", "state", "zip")
_HALF_BRACKETED = re.compile(r"[^()\[\]]{1,7}\)$|\([^()\[\]]{2,7}$")
_HINT = re.compile(r"[^()\[\]]{8,}[a-z]\)$|\([a-z]{6,}\)$|\(\w+/[^()\[\]]+\)$")
"""`eppllcsbie)`, `(isdallgla)`, `(MowtvDay/¥est)`: what is left of `(Check all applicable)` and `(Month/Day/Year)`."""


def _is_small_print(text: str, key: str) -> bool:
    """`(Las)`, `rst)`, `Gate)`: the names of the parts of box 1."""
    if _HALF_BRACKETED.match(text):
        return True
    return (
        text.startswith("(")
        and text.endswith(")")
        and len(key) < 8
        and any(alike(key, w) >= _LIKE for w in _SMALL_WORDS)
    )


def is_woven(labels: Labels, head_stop: int) -> bool:
    """Were the boxes read across, so that what follows a label is not what was filled in there?"""
    first = labels.first(spec.NAME_ADDRESS)
    if first is None:
        return labels.first(spec.ISSUER) is not None
    cells = bytes([w.gap for w in labels.words[first.start : head_stop]]).count(NEXT_CELL)
    if cells > _CELLS:
        return False
    hits = [h for h in labels.hits if first.stop <= h.start <= head_stop]
    box = next((h.start for h in hits if h.name in _BOX), head_stop)
    last = max((h.start for h in hits if h.name in _SMALL_PRINT), default=head_stop)
    issuer = labels.first(spec.ISSUER)
    return last > box and (
        not cells or _leads_to_label(labels, first) or issuer is None or _leads_to_label(labels, issuer)
    )


def _leads_to_label(labels: Labels, hit: Hit) -> bool:
    """Does another label stand where this one's box should be filled in?"""
    for i in range(hit.stop, len(labels.words)):
        if labels.owner[i] not in (None, hit.name):
            return True
        if labels.owner[i] is None and squeeze(labels.words[i].text):
            return False
    return True


def head_start(labels: Labels) -> int:
    """Where box 1 begins, or what is left of it."""
    hits = [h.start for h in labels.hits if h.name in (spec.NAME_ADDRESS, spec.ISSUER)]
    return hits[0] if hits else 0


def is_date(word: Word) -> bool:
    """Could the word be a date?"""
    return any(r.kind == "date" for r in readings(word.text))


_SIGNS = frozenset((*"&[]{}|()", "[|"))
"""Signs that names and tickers have."""


def _split(labels: Labels, start: int, stop: int) -> list[Fragment]:
    out: list[Fragment] = []
    line, leads, joined = -1, True, False
    after: str | None = None
    for i in range(start, stop):
        word = labels.words[i]
        if word.gap >= LINE or line < 0:
            line, leads, joined, after = line + 1, True, False, None
        owner = labels.owner[i]
        ticked = is_tick(word.text) and not (joined and _is_inside(labels, i))
        dated = is_date(word) and not (joined and squeeze(labels.words[i - 1].text) in DATED_WORDS)
        if owner is not None or ticked or is_empty_box(word.text) or dated or _HINT.match(word.text):
            joined, after = False, owner or ""
            leads = leads and owner in (None, spec.STREET) and not dated
            continue
        if not any(c.isalnum() for c in word.text) and word.text not in _SIGNS:
            continue
        if joined and word.gap < WIDE:
            out[-1].words.append(word)
        else:
            out.append(Fragment([word], i, line, leads, after))
        joined, leads = True, False
    return out


def _is_inside(labels: Labels, i: int) -> bool:
    """Does the `X` belong to a name: `SCB X Public Co`? Before a tick a name has ended, behind it stands a label."""
    words = labels.words
    if words[i].text != "X" or words[i].gap > SPACE or not words[i - 1].text[-1].isalnum() or i + 1 == len(words):
        return False
    following = words[i + 1]
    return following.gap == SPACE and labels.owner[i + 1] is None and squeeze(following.text) not in HEAD_WORDS


def _without_leftovers(fragment: Fragment, printed: bool) -> list[Fragment]:
    """Cut out what is left of labels: runs of their words of which one at least is seldom anything else."""
    keys = fragment.keys
    strengths = [
        2 if _is_small_print(w.text, k) else _strength(w.text, k, printed) if k else 1
        for w, k in zip(fragment.words, keys, strict=True)
    ]
    if _BOX_NUMBER.match(fragment.words[0].text) and any(strengths[1:4]):
        return []
    for i, word in enumerate(fragment.words):
        if (
            i
            and _BOX_NUMBER.match(word.text)
            and any(s for s, k in zip(strengths[i + 1 : i + 3], keys[i + 1 : i + 3], strict=True) if k)
        ):
            fragment.words, strengths = fragment.words[:i], strengths[:i]
            break
    out: list[Fragment] = []
    run: list[int] = []
    kept: list[Word] = []
    for i, strength in enumerate([*strengths, 0]):
        if strength and i < len(fragment.words):
            run.append(i)
            continue
        if run and not (max(strengths[j] for j in run) == 2 or len(run) == len(fragment.words)):
            kept += [fragment.words[j] for j in run]
        elif run and kept:
            out.append(attrs.evolve(fragment, words=kept))
            kept = []
        run = []
        if i < len(fragment.words):
            kept.append(fragment.words[i])
    if kept:
        out.append(attrs.evolve(fragment, words=kept))
    return [f for f in out if any(any(c.isalnum() for c in w.text) or w.text in "[{" for w in f.words)]


_STREET = re.compile(r"(?:[cC]/[oO0]|[pP]\.?[oO]\.? |ONE |SUITE |FLOOR |\d[\d-]*[A-Z]? )")


def is_address(words: list[Word]) -> bool:
    """Does a line of an address stand here: a house number with a street, care of somebody, a state with a zip code?"""
    text = " ".join(w.text for w in words)
    if text[:3].lower() == "c/o":
        return True
    keys = [squeeze(w.text) for w in words]
    if _STREET.match(text) and any(k in STREET_WORDS for k in keys):
        return True
    for at, word in enumerate(words[1:], 1):
        state = words[at - 1].text.strip(",.")
        named = any(" ".join(keys[at - size : at]) in STATE_NAMES for size in (1, 2) if size <= at)
        if _ZIP.match(word.text) and (state in STATE_CODES or named):
            return True
    plain = text.strip(" ,.").lower()
    last = words[-1].text.strip(",.")
    return (
        plain in STATE_NAMES
        or plain in ("united states", "united kingdom", "canada")
        or bool(_ZIP.match(plain))
        or (last in STATE_CODES and len(words) > 1 and words[-2].text.endswith(","))
    )


def head_fragments(labels: Labels, head_stop: int) -> list[Fragment]:
    """What was filled in between box 1's label and the tables."""
    start = head_start(labels)
    return [
        piece for fragment in _split(labels, start, head_stop) for piece in _keep_titles(fragment, labels.as_printed)
    ]


def _keep_titles(fragment: Fragment, printed: bool) -> list[Fragment]:
    """`Officer` on a line of its own ends a title; `Director` is the box."""
    if fragment.keys == ["officer"]:
        return [fragment]
    return _without_leftovers(fragment, printed)
