"""Stage 3a2: labels that are not as printed.

Takes the words of a page, the label that owns each, and the labels found as printed. Gives the `Hit`s of openers that
are still missing: line by line, where most of a label's trigrams stand in one place; and in order with other words
between, where boxes side by side were read across. May report `label_fuzzy`, through `Hit.edits`.
"""

from __future__ import annotations

import re

import attrs

from ..spec import labels as spec
from ..spec.lexicon import SENTENCE_WORDS
from ._page import LINE, Word
from ._remembered import remembered
from ._squeezed import Squeezed, squeeze

_BOX_NUMBER = re.compile(r"[(\[]?1?\d[aA]?[.,)]?$")
HEAD_LENGTH = 12
"""Letters by which a label is looked for."""
_MAX_FUZZY_LINE = 400
"""A line longer than this is prose, not a heading; the tolerant pass leaves it alone."""


@attrs.define(slots=True, eq=False, weakref_slot=False)
class Hit:
    """One label found: words [start, stop), and how many letters it was off."""

    name: str
    start: int
    stop: int
    edits: int = 0
    woven: bool = False
    """Its words were found as printed, with those of other boxes between them."""

    def moved_by(self, words: int) -> Hit:
        """The same label so many words further on."""
        return Hit(self.name, self.start + words, self.stop + words, self.edits, self.woven)


@remembered
def is_box_number(text: str) -> bool:
    """`1.`, `(4)`, `3A.`: the number before the label of a box or a column?"""
    return _BOX_NUMBER.match(text) is not None


def _trigrams(text: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for i in range(len(text) - 2):
        places.setdefault(text[i : i + 3], []).append(i)
    return places


_OPENER_TRIGRAMS = {label: _trigrams(label) for _, label in spec.OPENERS}
_TRIGRAM_SHARE = 0.4
"""A fifth of the letters read wrong leaves about half of a label's trigrams whole; at 0.3 Table I begins
to match the heading of Table II."""
_SLACK = 5
"""Letters lost or doubled on the way shift the rest of the label by as much."""


def _overlap(label: str, line: dict[str, list[int]]) -> tuple[float, int, int]:
    """The share of the label's trigrams that stand in the line in one place, and from where to where."""
    shifts = sorted(p - places[0] for gram, places in _OPENER_TRIGRAMS[label].items() for p in line.get(gram, ()))
    best = low = 0
    middle = 0
    for high, shift in enumerate(shifts):
        while shift - shifts[low] > _SLACK:
            low += 1
        if high - low + 1 > best:
            best, middle = high - low + 1, shifts[low]
    start = max(0, middle)
    return best / len(_OPENER_TRIGRAMS[label]), start, middle + len(label) + _SLACK // 2


def _lines(words: list[Word], owner: list[str | None]) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or words[i].gap >= LINE:
            if owner[start] is None or owner[i - 1] is None:
                spans.append((start, i))
            start = i
    return spans


_LIKELY_SHARE = 0.7
_IN_SENTENCES = frozenset((spec.NAME_ADDRESS, spec.RELATIONSHIP, spec.SIGNATURE, spec.ONE_PERSON, spec.MORE_PERSONS))
"""Labels that a sentence may resemble: `at the election of the Reporting Person`."""
_LEAST_SENTENCE = 4


def _is_prose(line: list[Word]) -> bool:
    return sum(squeeze(w.text) in SENTENCE_WORDS for w in line) >= _LEAST_SENTENCE


_REMINDERS = 2
"""So many reminders found as printed, and a page is clean enough not to look for what OCR left of others."""


_TABLES = frozenset((spec.TABLE_1, spec.TABLE_2))


_OF_HEADINGS = ("deriv", "rivat", "vative", "tableii", "tableinon")
"""What securities of both tables are, and those of the reminders are not: `for each class of securities owned`."""


def _is_of_table(name: str, line: str) -> bool:
    """The headings of the two tables differ by little else: `Non-Derivative Securities` stand in Table I."""
    told = ("nonderiv" in line or "tableinon" in line) == (name == spec.TABLE_1)
    return told and any(part in line for part in _OF_HEADINGS)


def fuzzy_hits(words: list[Word], owner: list[str | None], hits: list[Hit], page: Squeezed) -> list[Hit]:
    """The openers still missing, line by line; `page` is all its words squeezed."""
    found = {h.name for h in hits}
    reminders = [h.name for h in hits].count(spec.BOILERPLATE)
    missing = [
        (name, label)
        for name, label in spec.OPENERS
        if (name not in found if name != spec.BOILERPLATE else reminders < _REMINDERS)
        and label[:HEAD_LENGTH] not in page.text
    ]
    if spec.EVENT in found or spec.FISCAL in found or spec.PERIOD_TYPED in found or spec.PERIOD in found:
        missing = [m for m in missing if m[0] not in (spec.PERIOD, spec.EVENT, spec.FISCAL)]
    notes = notes_start(words, hits)
    fuzzy: list[Hit] = []
    best: dict[str, tuple[float, Hit]] = {}
    for start, stop in _lines(words, owner) if missing else ():
        begin = page.starts[start]
        text = page.text[begin : page.starts[stop] if stop < len(words) else None]
        if not 8 <= len(text) <= _MAX_FUZZY_LINE:
            continue
        grams = _trigrams(text)
        for name, label in missing:
            share, first, last = _overlap(label, grams)
            if share < _TRIGRAM_SHARE or (name in best and share <= best[name][0]):
                continue
            if share < _LIKELY_SHARE and name in _IN_SENTENCES and _is_prose(words[start:stop]):
                continue
            if start >= notes and name in _OF_HEAD:
                continue  # `the Reporting Person undertakes to` in a footnote is no box of the heading
            last = min(last, len(text)) - 1
            edits = round((1 - share) * len(label) / 3)
            hit = Hit(name, page.word_at(begin + first), page.word_at(begin + last) + 1, edits)
            if sum(owner[i] is not None for i in range(hit.start, hit.stop)) * 2 > hit.stop - hit.start:
                continue
            if name in _TABLES and not _is_of_table(name, text):
                continue
            if name == spec.BOILERPLATE:
                fuzzy.append(hit)
            else:
                best[name] = (share, hit)
    return fuzzy + [hit for _, hit in best.values()]


def notes_start(words: list[Word], hits: list[Hit]) -> int:
    """Where the explanations begin: what stands behind is prose."""
    return min((h.start for h in hits if h.name == spec.EXPLANATION), default=len(words))


_WOVEN = (
    spec.NAME_ADDRESS,
    spec.ISSUER,
    spec.PERIOD,
    spec.EVENT,
    spec.FISCAL,
    spec.RELATIONSHIP,
    spec.AMENDMENT,
    spec.GROUP_FILING,
)
_OF_HEAD = frozenset((*_WOVEN, spec.SECTION16, spec.ONE_PERSON, spec.MORE_PERSONS))
"""Labels of the boxes above the tables."""
_WOVEN_WINDOW = 45
_WOVEN_SHARE = 0.8


def woven_hits(words: list[Word], owner: list[str | None], found: set[str], notes: int) -> list[Hit]:
    """Labels whose words stand in order, but with other words between: boxes side by side, read across.

    `2. Issuer Name and Ticker or Trading 5. Relationship of Reporting Person(s) to / DAN MICHAEL T Symbol Issuer`.
    """
    hits = []
    keys = [squeeze(w.text) for w in words[:notes]]
    for name, label in spec.OPENERS:
        if name not in _WOVEN or name in found:
            continue
        best = max(
            (
                _follow(keys, owner, i, label)
                for i, key in enumerate(keys)
                if len(key) > 1 and label.startswith(key) and owner[i] is None
            ),
            key=lambda pair: pair[0],
            default=(0, []),
        )
        if best[0] >= _WOVEN_SHARE * len(label) or _is_cut_short(words, best):
            for i in best[1]:
                owner[i] = name
            first = next((k for k in range(1, len(best[1])) if best[1][k] != best[1][k - 1] + 1), len(best[1]))
            start = best[1][0] - (best[1][0] > 0 and is_box_number(words[best[1][0] - 1].text))
            owner[start] = name
            hits.append(Hit(name, start, best[1][first - 1] + 1, 1, True))
    return hits


_LEAST_STUMP = 10


def _is_cut_short(words: list[Word], best: tuple[int, list[int]]) -> bool:
    """`1. Name and Addre Whiting John`: the number says that what it stands before is a box's label."""
    length, taken = best
    if length < _LEAST_STUMP or taken[-1] - taken[0] + 1 != len(taken) or taken[0] == 0:
        return False
    return is_box_number(words[taken[0] - 1].text)


def _follow(keys: list[str], owner: list[str | None], start: int, label: str) -> tuple[int, list[int]]:
    """How much of the label the words from `start` on spell, and which of them do."""
    at = 0
    taken: list[int] = []
    for i in range(start, min(start + _WOVEN_WINDOW, len(keys))):
        key = keys[i]
        if key and owner[i] is None and label.startswith(key, at):
            at += len(key)
            taken.append(i)
            if at == len(label):
                break
        elif len(taken) < 2 and i > start + 1:
            break
    return at, taken
