"""Stage 3: which words are the form's own.

Takes a `Page`. Gives `Labels`: the words (split where a label ends inside one: `20549STATEMENT`), for
each word the label it belongs to or None, and the `Hit`s in reading order. First one compiled pass over the
squeezed text; then, only for the openers still missing, a tolerant pass line by line. May report
`label_fuzzy`, through `Hit.edits`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import compress, count, pairwise
from operator import attrgetter, not_

import attrs

from ..spec import labels as spec
from ._atoms import is_grimy
from ._page import GLUED, LINE, Page, Word
from ._remembered import remembered
from ._squeezed import Squeezed, squeeze
from ._tolerant import HEAD_LENGTH, Hit, fuzzy_hits, is_box_number, notes_start, woven_hits

_BRACKETED = re.compile(r"^\W?[({\[]\s*(last|first|middle|street|city|state|zip|country)\s*[)}\]]?\W?$", re.IGNORECASE)
_ZIP_POSTAL = re.compile(r"^\(?zip/postal", re.IGNORECASE)


_SPECKS = 0.01
"""Where nothing was scanned, no larger share of the words looks like a speck or a rule."""


@attrs.frozen
class Labels:
    """The words, the label each belongs to, and the labels in reading order."""

    words: list[Word]
    owner: list[str | None]
    hits: list[Hit]
    named: dict[str, list[Hit]] = attrs.field(init=False, eq=False, repr=False)
    """The hits of each label that was found."""
    firsts: dict[str, Hit] = attrs.field(init=False, eq=False, repr=False)
    """Of each label that was found, the first hit."""
    as_printed: bool = attrs.field(init=False)
    """No label was found with wrong letters: the text is not a scan's.

    One whose words were found as printed, with those of the next box between, has none: boxes as narrow as Form 3's `2.
    Date of Event / Requiring / Statement` are read so in every text. Among the specks of a scan it is no such sign.
    """

    @named.default
    def _by_name(self) -> dict[str, list[Hit]]:
        out: dict[str, list[Hit]] = {}
        for hit in self.hits:
            out.setdefault(hit.name, []).append(hit)
        return out

    @firsts.default
    def _find_firsts(self) -> dict[str, Hit]:
        return {name: hits[0] for name, hits in self.named.items()}

    @as_printed.default
    def _is_as_printed(self) -> bool:
        edited = [hit for hit in self.hits if hit.edits]
        if not edited or not all(hit.woven for hit in edited):
            return not edited
        return sum([is_grimy(w.text) for w in self.words]) <= _SPECKS * len(self.words)

    def all(self, *names: str) -> list[Hit]:
        """The hits of these labels, in reading order."""
        return self.named.get(names[0], []) if len(names) == 1 else [h for h in self.hits if h.name in names]

    def first(self, *names: str) -> Hit | None:
        """The first hit of any of these labels."""
        if len(names) == 1:
            return self.firsts.get(names[0])
        return next((h for h in self.hits if h.name in names), None)


_HEAD = re.compile(r"[a-z0-9]+(?!\?)")


@cache
def _patterns() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The labels and their patterns by the letters they begin with."""
    out: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
    for name, patterns in spec.PATTERNS.items():
        for pattern in patterns:
            head = _HEAD.match(pattern)
            assert head is not None, pattern
            letters = head[0][:HEAD_LENGTH]
            out[letters] = (*out.get(letters, ()), (name, re.compile(pattern)))
    return out


def _find_all(text: str) -> list[tuple[int, int, str]]:
    """(start, end, label) of the labels in a squeezed text; of those that overlap the first, of those the longest.

    Only one that is much longer comes before the first: `10. Owner` is how a heading begins, `10. Ownership Form`.
    """
    found: list[tuple[int, int, str]] = []
    for head, patterns in _patterns().items():
        at = text.find(head)
        while at >= 0:
            for name, pattern in patterns:
                match = pattern.match(text, at)
                if match is not None:
                    found.append((at, -match.end(), name))
            at = text.find(head, at + 1)
    out: list[tuple[int, int, str]] = []
    last = 0
    for start, negative_end, name in sorted(found):
        if out and start < last and -negative_end - start > _MUCH_LONGER * (last - out[-1][0]):
            out.pop()
        elif start < last:
            continue
        out.append((start, -negative_end, name))
        last = -negative_end
    return out


_MUCH_LONGER = 2


def _cut(word: Word, squeezed_length: int) -> tuple[Word, Word] | None:
    """Split a word behind its first `squeezed_length` letters and digits; None where it ends there."""
    if word.size != len(word.text):
        return None
    count = 0
    for i, char in enumerate(word.text):
        if count == squeezed_length and (char.isalnum() or char in "($[<_/"):
            head = Word(word.text[:i], word.start, i, word.line, word.row, word.cell, word.x, word.gap)
            tail = Word(word.text[i:], word.start + i, word.size - i, word.line, word.row, word.cell, word.x + i, GLUED)
            return head, tail
        count += char.isascii() and char.isalnum()
    return None


def _split_points(squeezed: Squeezed, found: list[tuple[int, int, str]]) -> dict[int, list[int]]:
    """word -> places inside it (in squeezed characters) where a label begins or ends"""
    points: dict[int, list[int]] = {}
    text, starts = squeezed.text, squeezed.starts
    ends = {offset for start, end, _ in found for offset in (start, end)}
    for offset in sorted(ends.difference(starts)):
        index = bisect_right(starts, offset) - 1
        begin = starts[index]
        if offset < len(text) and not text[begin:offset].isdigit():
            points.setdefault(index, []).append(offset - begin)
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
        for point in points[i]:
            pair = _cut(rest, point - taken)
            if pair:
                out.append(pair[0])
                starts.append(squeezed.starts[i] + point)
                rest, taken = pair[1], point
                if rest.text.startswith("1.") and rest.line != shifted:
                    shifted, shift = rest.line, rest.x
                    rest = rest.moved_to(0)
        out.append(rest)
        done = i + 1
    squeezed.starts = starts + squeezed.starts[done:]
    return out + _moved(words[done:], shifted, shift)


def _moved(words: list[Word], line: int, shift: int) -> list[Word]:
    """The words, those of the line that they begin with moved to the left."""
    if line < 0:
        return words
    count = next((i for i, word in enumerate(words) if word.line != line), len(words))
    return [word.moved_to(word.x - shift) for word in words[:count]] + words[count:] if count else words


def _exact(words: list[Word]) -> tuple[list[Word], list[Hit], Squeezed]:
    squeezed = Squeezed(words)
    found = _find_all(squeezed.text)
    points = _split_points(squeezed, found)
    if points:
        words = _split_words(words, squeezed, points)
    hits = []
    previous = 0
    starts = squeezed.starts
    for start, end, name in found:
        first, stop = bisect_right(starts, start) - 1, bisect_right(starts, end - 1)
        if first > previous and words[first].gap <= LINE and is_box_number(words[first - 1].text):
            first -= 1
        while stop < len(words) and words[stop].gap <= 1 and words[stop].text in _BEHIND:
            stop += 1
        hits.append(Hit(name, first, stop))
        previous = stop
    return words, hits, squeezed


_BEHIND = frozenset((":", ".", "*", "**", ")", '"', "'", "~", "(*)", "*)"))
"""Signs that go with the label before them: `Reporting Person *`."""


_OPENING = frozenset("([{")


@remembered
def _small_print(text: str) -> str:
    """The label of box 1 that a word in brackets is, `(Street)`; of most words none."""
    if len(text) > _LONGEST_BRACKETED or _OPENING.isdisjoint(text[:2]):
        return ""
    if match := _BRACKETED.match(text):
        is_symbol = "[" in text and match[1].isupper()  # a company's: `[ZIP]`
        return "" if is_symbol else spec.BRACKETED[match[1].lower()]
    return spec.ZIP if _ZIP_POSTAL.match(text) else ""


_LONGEST_BRACKETED = 14


def unowned(owner: list[str | None]) -> list[int]:
    """The words that no label owns."""
    return list(compress(count(), map(not_, owner)))


def _bracketed(words: list[Word], owner: list[str | None]) -> list[Hit]:
    hits = []
    for i in compress(count(), map(_small_print, [w.text for w in words])):
        if owner[i] is not None:
            continue
        text = words[i].text
        goes_on = _ZIP_POSTAL.match(text) and i + 1 < len(words) and squeeze(words[i + 1].text) == "code"
        hits.append(Hit(_small_print(text), i, i + 2 if goes_on else i + 1))
    return hits


def _ends_line(words: list[Word], i: int) -> bool:
    return i >= len(words) or words[i].gap >= LINE


_BARE = tuple(map(re.compile, ("remark", "signature", "reporting")))


def _ends_sentence(words: list[Word], owner: list[str | None], i: int) -> bool:
    """Does a sentence, or another heading, end before the word? Then it may head a part of a page without lines."""
    return owner[i - 1] is not None or words[i - 1].text.endswith((".", ")", '"'))


def _bare_headings(words: list[Word], owner: list[str | None], squeezed: Squeezed) -> list[Hit]:
    """`Remarks:`, `Signatures` and `Reporting Owners`: ordinary words, headings only at the head of a line."""
    hits = []
    for i in sorted({squeezed.word_at(match.start()) for name in _BARE for match in name.finditer(squeezed.text)}):
        word = words[i]
        if word.gap < LINE and i and (word.text != "Remarks:" or not _ends_sentence(words, owner, i)):
            continue
        lower = word.text.lower()
        if lower.startswith("reporting"):
            if i + 1 < len(words) and re.match(r"owners?$", words[i + 1].text.lower()) and _ends_line(words, i + 2):
                hits.append(Hit(spec.OWNERS, i, i + 2))
        elif lower.startswith("remark") and (lower.endswith((":", ";", ".")) or _ends_line(words, i + 1)):
            hits.append(Hit(spec.REMARKS, i, i + 1))
        elif lower.startswith("signature") and owner[i] is None and _ends_line(words, i + 1):
            hits.append(Hit(spec.SIGNATURES, i, i + 1))
    return hits


def find_labels(page: Page) -> Labels:
    """Subtract the form: say of every word whether a label owns it."""
    return Labels(*subtract(page.words, []))


Found = tuple[list[Word], list[str | None], list[Hit]]
"""What `Labels` are made of."""


def subtract(words: list[Word], elsewhere: list[Hit]) -> Found:
    """The labels among these words; those found elsewhere are not sought with tolerance."""
    words, hits, squeezed = _exact(words)
    hits = hits[:1] + [hit for before, hit in pairwise(hits) if not _is_in_box_5(before, hit)]
    owner: list[str | None] = [None] * len(words)
    _claim(owner, hits)
    extra = _bracketed(words, owner) + _bare_headings(words, owner, squeezed)
    _claim(owner, extra)
    found = {h.name for h in (*hits, *elsewhere)}
    if (
        spec.TABLE_1 in found and not found & {spec.PERIOD, spec.EVENT, spec.FISCAL, spec.PERIOD_TYPED}
    ) or not found >= {spec.ISSUER, spec.RELATIONSHIP, spec.NAME_ADDRESS}:
        if found & {spec.PERIOD, spec.EVENT, spec.FISCAL, spec.PERIOD_TYPED}:
            found |= {spec.PERIOD, spec.EVENT, spec.FISCAL}
        hits += woven_hits(words, owner, found, notes_start(words, hits))
    fuzzy = fuzzy_hits(words, owner, hits + elsewhere, squeezed)
    _claim(owner, fuzzy)
    hits = sorted(hits + extra + fuzzy, key=_PLACE_OF)
    return words, owner, hits


def _is_in_box_5(before: Hit, hit: Hit) -> bool:
    """In a narrow box 5 its boxes follow each other like the headings of the owners' table: `X Director 10% Owner`."""
    beside = before.name == spec.RELATIONSHIP and hit.start - before.stop <= _BESIDE
    return beside and hit.name == spec.OWNER_HEADS


_BESIDE = 2
_PLACE_OF = attrgetter("start", "stop")


def _claim(owner: list[str | None], hits: list[Hit]) -> None:
    for hit in hits:
        name, place = hit.name, slice(hit.start, hit.stop)
        span = owner[place]
        owner[place] = [held or name for held in span] if any(span) else [name] * len(span)


__all__ = ["Hit", "Labels", "find_labels", "squeeze", "subtract"]
