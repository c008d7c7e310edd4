"""Stage 3: which words are the form's own.

Takes a `Page`. Gives `Labels`: the words (split where a label ends inside one: `20549STATEMENT`), for
each word the label it belongs to or None, and the `Hit`s in reading order. First one compiled pass over the
squeezed text; then, only for the openers still missing, a tolerant pass line by line. May report
`label_fuzzy`, through `Hit.edits`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import attrs

from ..spec import labels as spec
from ._page import GLUED, LINE, Page, Word
from ._squeezed import Squeezed, squeeze

_BRACKETED = re.compile(r"^\W?[({\[]\s*(last|first|middle|street|city|state|zip|country)\s*[)}\]]?\W?$", re.IGNORECASE)
_ZIP_POSTAL = re.compile(r"^\(?zip/postal", re.IGNORECASE)
_BARE_HEADING = re.compile(r"^(signatures?|remarks?|reporting\s*owners?)[:.;]?$", re.IGNORECASE)
_MAX_FUZZY_LINE = 400
"""A line longer than this is prose, not a heading; the tolerant pass leaves it alone."""


class Hit(NamedTuple):
    """One label found: words [start, stop), and how many letters it was off."""

    name: str
    start: int
    stop: int
    edits: int = 0


@attrs.frozen
class Labels:
    """The words, the label each belongs to, and the labels in reading order."""

    words: list[Word]
    owner: list[str | None]
    hits: list[Hit]

    @property
    def as_printed(self) -> bool:
        """No label was found with wrong letters: the text is not a scan's."""
        return not any(h.edits for h in self.hits)

    def all(self, *names: str) -> list[Hit]:
        """The hits of these labels, in reading order."""
        return [h for h in self.hits if h.name in names]

    def first(self, *names: str) -> Hit | None:
        """The first hit of any of these labels."""
        return next((h for h in self.hits if h.name in names), None)


_HEAD = re.compile(r"[a-z0-9]+(?!\?)")
_HEAD_LENGTH = 12


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(the letters it begins with, label, pattern) of every label"""
    out = []
    for name, patterns in spec.PATTERNS.items():
        for pattern in patterns:
            head = _HEAD.match(pattern)
            assert head is not None, pattern
            out.append((head[0][:_HEAD_LENGTH], name, re.compile(pattern)))
    return tuple(out)


def _find_all(text: str) -> list[tuple[int, int, str]]:
    """(start, end, label) of the labels in a squeezed text; of those that overlap the first, of those the longest."""
    found: list[tuple[int, int, str]] = []
    for head, name, pattern in _patterns():
        at = text.find(head)
        while at >= 0:
            match = pattern.match(text, at)
            if match is not None:
                found.append((at, -match.end(), name))
            at = text.find(head, at + 1)
    out: list[tuple[int, int, str]] = []
    last = 0
    for start, negative_end, name in sorted(found):
        if start >= last:
            out.append((start, -negative_end, name))
            last = -negative_end
    return out


def _cut(word: Word, squeezed_length: int) -> tuple[Word, Word] | None:
    """Split a word behind its first `squeezed_length` letters and digits; None where it ends there."""
    if word.end - word.start != len(word.text):
        return None
    count = 0
    for i, char in enumerate(word.text):
        if count == squeezed_length and (char.isalnum() or char in "($[<_/"):
            head = Word(word.text[:i], word.start, word.start + i, word.line, word.row, word.cell, word.x, word.gap)
            tail = Word(word.text[i:], word.start + i, word.end, word.line, word.row, word.cell, word.x + i, GLUED)
            return head, tail
        count += char.isascii() and char.isalnum()
    return None


def _split_points(squeezed: Squeezed, found: list[tuple[int, int, str]]) -> dict[int, list[int]]:
    """word -> places inside it (in squeezed characters) where a label begins or ends"""
    points: dict[int, list[int]] = {}
    for start, end, _ in found:
        for offset in (start, end):
            if offset >= len(squeezed.text):
                continue
            index = squeezed.word_at(offset)
            if offset != squeezed.starts[index] and not squeezed.text[squeezed.starts[index] : offset].isdigit():
                points.setdefault(index, []).append(offset - squeezed.starts[index])
    return points


def _split_words(words: list[Word], squeezed: Squeezed, points: dict[int, list[int]]) -> list[Word]:
    """Cut the words at those places, and tell the squeezed text of it.

    A caption glued to the first heading of a table (`(Print or Type Responses)1. Name and`) has moved the rest of
    its line to the right: characters are counted anew from there.
    """
    out: list[Word] = []
    starts: list[int] = []
    done, shifted, shift = 0, -1, 0
    for i in sorted(points):
        out += _moved(words[done:i], shifted, shift)
        starts += squeezed.starts[done : i + 1]
        rest = _moved(words[i : i + 1], shifted, shift)[0]
        taken = 0
        for point in sorted(set(points[i])):
            pair = _cut(rest, point - taken)
            if pair:
                out.append(pair[0])
                starts.append(squeezed.starts[i] + point)
                rest, taken = pair[1], point
                if rest.text.startswith("1.") and rest.line != shifted:
                    shifted, shift = rest.line, rest.x
                    rest = attrs.evolve(rest, x=0)
        out.append(rest)
        done = i + 1
    squeezed.starts = starts + squeezed.starts[done:]
    return out + _moved(words[done:], shifted, shift)


def _moved(words: list[Word], line: int, shift: int) -> list[Word]:
    """The words, those of the line that they begin with moved to the left."""
    count = next((i for i, word in enumerate(words) if word.line != line), len(words))
    return [attrs.evolve(word, x=word.x - shift) for word in words[:count]] + words[count:]


_BOX_NUMBER = re.compile(r"[(\[]?1?\d[aA]?[.,)]?$")


def _exact(words: list[Word]) -> tuple[list[Word], list[Hit], str]:
    squeezed = Squeezed(words)
    found = _find_all(squeezed.text)
    points = _split_points(squeezed, found)
    if points:
        words = _split_words(words, squeezed, points)
    hits = []
    previous = 0
    for start, end, name in found:
        first, stop = squeezed.word_at(start), squeezed.word_at(end - 1) + 1
        if first > previous and words[first].gap <= LINE and _BOX_NUMBER.match(words[first - 1].text):
            first -= 1
        while stop < len(words) and words[stop].gap <= 1 and words[stop].text in _BEHIND:
            stop += 1
        hits.append(Hit(name, first, stop))
        previous = stop
    return words, hits, squeezed.text


_BEHIND = frozenset((":", ".", "*", "**", ")", '"', "'", "~", "(*)", "*)"))
"""Signs that go with the label before them: `Reporting Person *`."""


_OPENING = frozenset("([{")


def _bracketed(words: list[Word], owner: list[str | None]) -> list[Hit]:
    hits = []
    for i, word in enumerate(words):
        text = word.text
        if (text[0] not in "([{" and text[1:2] not in _OPENING) or len(text) > 14 or owner[i] is not None:
            continue
        if match := _BRACKETED.match(text):
            hits.append(Hit(spec.BRACKETED[match[1].lower()], i, i + 1))
        elif _ZIP_POSTAL.match(text):
            hits.append(
                Hit(spec.ZIP, i, i + 2 if i + 1 < len(words) and squeeze(words[i + 1].text) == "code" else i + 1)
            )
    return hits


def _ends_line(words: list[Word], i: int) -> bool:
    return i >= len(words) or words[i].gap >= LINE


_HEADING_BEGINS = frozenset("rRsS")


def _bare_headings(words: list[Word], owner: list[str | None]) -> list[Hit]:
    """`Remarks:`, `Signatures` and `Reporting Owners`: ordinary words, headings only at the head of a line."""
    hits = []
    for i, word in enumerate(words):
        if (word.gap < LINE and i) or word.text[0] not in _HEADING_BEGINS:
            continue
        lower = word.text.lower()
        if not lower.startswith(("remark", "signature", "reporting")):
            continue
        if lower.startswith("reporting"):
            if i + 1 < len(words) and re.match(r"owners?$", words[i + 1].text.lower()) and _ends_line(words, i + 2):
                hits.append(Hit(spec.OWNERS, i, i + 2))
        elif lower.startswith("remark") and (lower.endswith((":", ";", ".")) or _ends_line(words, i + 1)):
            hits.append(Hit(spec.REMARKS, i, i + 1))
        elif lower.startswith("signature") and owner[i] is None and _ends_line(words, i + 1):
            hits.append(Hit(spec.SIGNATURES, i, i + 1))
    return hits


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


_REMINDERS = 2
"""So many reminders found as printed, and a page is clean enough not to look for what OCR left of others."""


_TABLES = frozenset((spec.TABLE_1, spec.TABLE_2))


def _is_of_table(name: str, line: str) -> bool:
    """The headings of the two tables differ by little else: `Non-Derivative Securities` stand in Table I."""
    return ("nonderiv" in line or "tableinon" in line) == (name == spec.TABLE_1)


def _fuzzy(words: list[Word], owner: list[str | None], hits: list[Hit], whole: str) -> list[Hit]:
    found = {h.name for h in hits}
    reminders = sum(h.name == spec.BOILERPLATE for h in hits)
    missing = [
        (name, label)
        for name, label in spec.OPENERS
        if (name not in found if name != spec.BOILERPLATE else reminders < _REMINDERS)
        and label[:_HEAD_LENGTH] not in whole
    ]
    if spec.EVENT in found or spec.FISCAL in found or spec.PERIOD_TYPED in found or spec.PERIOD in found:
        missing = [m for m in missing if m[0] not in (spec.PERIOD, spec.EVENT, spec.FISCAL)]
    notes = _notes_start(words, hits)
    fuzzy: list[Hit] = []
    best: dict[str, tuple[float, Hit]] = {}
    for start, stop in _lines(words, owner) if missing else ():
        text = Squeezed(words[start:stop])
        if not 8 <= len(text.text) <= _MAX_FUZZY_LINE:
            continue
        grams = _trigrams(text.text)
        for name, label in missing:
            share, first, last = _overlap(label, grams)
            if share < _TRIGRAM_SHARE or (name in best and share <= best[name][0]):
                continue
            if start >= notes and name in _OF_HEAD:
                continue  # `the Reporting Person undertakes to` in a footnote is no box of the heading
            last = min(last, len(text.text)) - 1
            hit = Hit(
                name, start + text.word_at(first), start + text.word_at(last) + 1, round((1 - share) * len(label) / 3)
            )
            if sum(owner[i] is not None for i in range(hit.start, hit.stop)) * 2 > hit.stop - hit.start:
                continue
            if name in _TABLES and not _is_of_table(name, text.text):
                continue
            if name == spec.BOILERPLATE:
                fuzzy.append(hit)
            else:
                best[name] = (share, hit)
    return fuzzy + [hit for _, hit in best.values()]


def _notes_start(words: list[Word], hits: list[Hit]) -> int:
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


def _woven(words: list[Word], owner: list[str | None], found: set[str], notes: int) -> list[Hit]:
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
            start = best[1][0] - (best[1][0] > 0 and _BOX_NUMBER.match(words[best[1][0] - 1].text) is not None)
            owner[start] = name
            hits.append(Hit(name, start, best[1][first - 1] + 1, 1))
    return hits


_LEAST_STUMP = 10


def _is_cut_short(words: list[Word], best: tuple[int, list[int]]) -> bool:
    """`1. Name and Addre Whiting John`: the number says that what it stands before is a box's label."""
    length, taken = best
    if length < _LEAST_STUMP or taken[-1] - taken[0] + 1 != len(taken) or taken[0] == 0:
        return False
    return _BOX_NUMBER.match(words[taken[0] - 1].text) is not None


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


def find_labels(page: Page) -> Labels:
    """Subtract the form: say of every word whether a label owns it."""
    return subtract(page.words, [])


def subtract(words: list[Word], elsewhere: list[Hit]) -> Labels:
    """The labels among these words; those found elsewhere are not sought with tolerance."""
    words, hits, whole = _exact(words)
    owner: list[str | None] = [None] * len(words)
    _claim(owner, hits)
    extra = _bracketed(words, owner) + _bare_headings(words, owner)
    _claim(owner, extra)
    found = {h.name for h in (*hits, *elsewhere)}
    if (
        spec.TABLE_1 in found and not found & {spec.PERIOD, spec.EVENT, spec.FISCAL, spec.PERIOD_TYPED}
    ) or not found >= {spec.ISSUER, spec.RELATIONSHIP, spec.NAME_ADDRESS}:
        if found & {spec.PERIOD, spec.EVENT, spec.FISCAL, spec.PERIOD_TYPED}:
            found |= {spec.PERIOD, spec.EVENT, spec.FISCAL}
        hits += _woven(words, owner, found, _notes_start(words, hits))
    fuzzy = _fuzzy(words, owner, hits + elsewhere, whole)
    _claim(owner, fuzzy)
    hits = sorted(hits + extra + fuzzy, key=lambda h: (h.start, h.stop))
    return Labels(words, owner, hits)


def _claim(owner: list[str | None], hits: list[Hit]) -> None:
    for hit in hits:
        for i in range(hit.start, hit.stop):
            if owner[i] is None:
                owner[i] = hit.name


__all__ = ["Hit", "Labels", "find_labels", "squeeze", "subtract"]
