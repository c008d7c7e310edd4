"""Stage 6a: names of the issuer and the owner.

Takes the words of box 2, or, where boxes 1 and 2 were woven together, the fragments around the ticker. Gives the
names as `Cell`s. Where one line holds both (`Musk Elon TESLA MOTORS INC [ TSLA ]`), the filing's own words tell where
one ends: the owner signs, or stands in the closing table; the issuer recurs in footnotes and addresses; companies end
in INC; people have given names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..spec import labels as spec
from ..spec.lexicon import (
    COMPANY_ENDINGS,
    DATED_WORDS,
    GIVEN_NAMES,
    HEAD_WORDS,
    NAME_SUFFIXES,
    OFFICER_WORDS,
    STATE_CODES,
    STREET_WORDS,
)
from ._cells import Cell, join_words
from ._fragments import Fragment, alike, is_address
from ._labels import Labels, squeeze
from ._page import BLOCK, LINE, Word
from ._spelling import Evidence, in_care_of, odd_words, oddness, repaired, tidied
from ._tickers import CLOSES, OPENS, Ticker

_TICKER = re.compile(r"[\[{]\s*([^\[\]{}]{0,40}?)\s*[\]|)}]")
_MAX_OWNER = 9
_MAX_ISSUER = 12
_NEAR = 4
"""Fragments before the ticker among which the names are looked for."""
_ODD_WORD, _LONE_LETTER, _LABEL_WORD = 0.6, 1.0, 0.8
"""Price of a word such as names are not made of, of a single letter for a last name, of a word left of a label."""
_UNENDED = 2.0
"""Price of a name that ends in `of`, and of one that goes on behind its end: `CORP /DE/ Nuveen Fund`."""
_STATE_TAG = re.compile(r"/[A-Z]{2}/$")
_SURE = 1.5
"""A margin between the best and the next parting of the names from which the best counts as certain."""
_UNUSED = 1.2  # price of a fragment between the owner's name and the issuer's that is part of neither
_WHOLE, _WRAPPED, _FAR, _NEXT_LINE = -1.0, 0.5, 2.0, 2
"""Price of an issuer's name in two fragments that are a block, on neighbouring lines (raw text has blank ones between)
and if not."""
_SWAPPED, _SWAPPED_LINES = 0.3, 4
"""Price of an owner's name between the issuer's and the ticker, where each stands on a line of its own."""
_NO_OWNER = 3.0
"""Price of no name of an owner at all: box 1 may be lost, and half of an issuer's name is worse than none."""
_NO_RIVAL = 9.0
_SIGNED = 1
"""A signature has its signers' names: that much says nothing of an issuer."""
_PARTICLES = frozenset("van von de da di du la le el st".split())
_LABEL_WORDS = HEAD_WORDS - frozenset(
    "first group city state street day a s or for the of and by more one other line".split()
)
_NO_NAMES = HEAD_WORDS | OFFICER_WORDS
"""What is left of labels, and titles, may stand above `(Last)`, too."""
_STOP_WORDS = frozenset("of the and for in to by at on or new american first company group trust".split())


_INSIDE_NAMES = re.compile(r"(?i:of|and|&|/.*|(?:corp|inc|ltd|llc|plc)[.,]*)$")
"""With which no issuer begins: `of Virginia Inc`, `/DE/ Nuveen Fund`, `Corp /DE/` are ends of names."""


def _is_sign(text: str) -> bool:
    return not any(c.isalnum() for c in text)


def text_cell(words: list[Word]) -> Cell:
    """A cell of text, without the stray signs around it."""
    while words and _is_sign(words[0].text):
        words = words[1:]
    while words and _is_sign(words[-1].text) and words[-1].text not in ("]", ")"):
        words = words[:-1]
    value = join_words(words)
    return Cell(value or None, words, 0.0, (), "read" if value else "blank")


def split_issuer(words: list[Word]) -> tuple[Cell, Cell]:
    """`Tesla, Inc. [ TSLA ]`"""
    opening = next((i for i, w in enumerate(words) if "[" in w.text), None)
    if opening is None:
        return text_cell(words), Cell(state="missing")
    name_words = words[:opening]
    closing = next((i for i in range(opening, len(words)) if "]" in words[i].text), min(opening + 2, len(words) - 1))
    ticker_words = words[opening : closing + 1]
    before, _, _ = words[opening].text.partition("[")
    if before:
        name_words = [*name_words, words[opening]]
    name = text_cell(name_words)
    if before and isinstance(name.value, str):
        name.value = name.value.partition("[")[0].strip() or None
    text = " ".join(w.text for w in ticker_words)
    match = _TICKER.search(text)
    value = match[1] if match else text.partition("[")[2].strip(" ]|)")
    return name, Cell(value or None, ticker_words, 0.0 if match else 1.0, (), "read" if value else "blank")


def gather_evidence(labels: Labels, start: int, stop: int, closing: str) -> Evidence:
    """Words of those who sign; how often each word stands outside of the names; the name in the closing table."""
    signers: set[str] = set()
    for hit in labels.all(spec.SIGNATURE):
        window = range(max(0, hit.start - 14), hit.start)
        keys = [squeeze(labels.words[i].text) for i in window if labels.owner[i] is None]
        signers.update(keys, _initials(keys))
    filled = [i for i, owner in enumerate(labels.owner) if owner is None]
    keys = [squeeze(labels.words[i].text.removeprefix("/s/")) for i in filled if not start <= i < stop]
    inside = Counter(squeeze(labels.words[i].text) for i in filled if start <= i < stop)
    pairs: dict[str, set[str]] = {}
    for before, after in pairwise(keys):
        pairs.setdefault(before, set()).add(after)
        pairs.setdefault(after, set()).add(before)
    beside = {k: frozenset(v) for k, v in pairs.items()}
    told = frozenset(s for s in signers if len(s) > 1)
    placed = tuple(_placed(labels))
    return Evidence(told, Counter(keys), beside, squeeze(closing), placed, inside, in_care_of(labels))


def _initials(keys: list[str]) -> Iterator[str]:
    """`T K` of a signature as box 1 may have them: a scan reads initials as one word, `TK`."""
    for first, second in pairwise(keys):
        if len(first) == len(second) == 1 and first.isalpha() and second.isalpha():
            yield first + second


_BEHIND_LABEL, _ABOVE_PARTS = 2.0, 0.6
"""How much it says that words stand between the label of box 1 and its `(Last)`, or on a line of their own above."""


def _placed(labels: Labels) -> Iterator[tuple[float, tuple[Word, ...]]]:
    """What stands where box 1 has its name."""
    label, parts = labels.first(spec.NAME_ADDRESS), labels.first(spec.NAME_PARTS)
    if parts is None:
        return
    start = parts.start
    while start > 0 and labels.owner[start - 1] is None and start > parts.start - _MAX_OWNER - 1:
        start -= 1
        if labels.words[start].gap >= LINE:
            break
    words = [w for w in labels.words[start : parts.start] if not _is_sign(w.text)]
    if not 1 < len(words) <= _MAX_OWNER or odd_words(words) or not all(w.text[0].isupper() for w in words[:1]):
        return
    if any(OPENS.search(w.text) or CLOSES.search(w.text) or squeeze(w.text) in _NO_NAMES for w in words):
        return
    if label is not None and label.stop == start:
        yield _BEHIND_LABEL, tuple(words)
    elif labels.words[start].gap >= LINE and labels.words[parts.start].gap >= LINE:
        yield _ABOVE_PARTS, tuple(words)


def _is_upper(words: list[Word]) -> bool:
    letters = [c for w in words for c in w.text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _is_entity(keys: list[str]) -> bool:
    return any(k in COMPANY_ENDINGS for k in keys[-3:]) or not DATED_WORDS.isdisjoint(keys)


def _person_score(words: list[Word], keys: list[str]) -> float:
    score = 0.0
    if len(keys) > 1 and keys[1] in GIVEN_NAMES:
        score += 0.9
    for word, key in zip(words[2:], keys[2:], strict=True):
        if len(key) == 1 or key in NAME_SUFFIXES or _ROMAN.match(word.text):
            score += 0.3
        elif key in GIVEN_NAMES:
            score += 0.6 if word.text[:1].isupper() else 0.0
        else:
            score -= 0.5
    return score - (1.5 if words[-1].text.endswith(",") else 0.0)


_NUMBER = re.compile(r"\d[.,]?")
_ROMAN = re.compile(r"[Il1|L]{2,3}$")
"""II and III, as OCR reads them."""
_GLUED_NAME, _GLUED_SCORE = 9, 0.6
"""`SALAZARJOHN`: so many capitals are a last name and a first one whose space was lost."""
_SHORT_NAME = 4
"""A line of so many words is no more than a part of the name that the closing table has."""
_LENGTHS = {1: -1.2, 2: 0.8, 3: 0.8, 4: 0.3, 5: -0.3}


def owner_score(words: list[Word], seen: Evidence) -> float:
    """How much the words look like the owner's name."""
    keys = [k for w in words if (k := squeeze(w.text))]
    if not keys or len(keys) > _MAX_OWNER:
        return -9.0
    glued = len(keys) == 1 and len(keys[0]) >= _GLUED_NAME and _is_upper(words)
    score = _GLUED_SCORE if glued else _LENGTHS.get(len(keys), -0.8)
    entity = _is_entity(keys)
    score += 0.4 if entity else _person_score([w for w in words if squeeze(w.text)], keys)
    if any(c.isdigit() for before, k in pairwise(("", *keys)) if before not in DATED_WORDS for c in k):
        score -= 0.5 if entity else 2.5
    if (len(keys) > 1 and (keys[-1] in STREET_WORDS or keys[0] in STREET_WORDS)) or (
        words[-1].text in STATE_CODES and not entity and len(words[-1].text) == 2 and len(keys) < 3
    ):
        score -= 1.5
    if sum(k in OFFICER_WORDS for k in keys) * 2 >= len(keys) and not entity:
        score -= 3.0
    if is_address(words) or not all(w.text[0].isalpha() for w in words[:1]):
        score -= 3.0
    score -= _ODD_WORD * (odd_words(words) + sum(w.text.islower() and len(w.text) > 2 for w in words))
    score -= _LONE_LETTER if len(keys[0]) == 1 or (words[0].text[0].islower() and keys[0] not in _PARTICLES) else 0.0
    score -= _LABEL_WORD * sum(k in _LABEL_WORDS for k in keys) + (keys[-1] == "of") * _UNENDED
    score += min(2.7, sum(0.9 for k in keys if k in seen.signers))
    if seen.closing:
        own = "".join(keys)
        likeness = alike(own, seen.closing)
        a_line = len(keys) > _SHORT_NAME and own in seen.closing
        score += 4.0 * likeness if likeness > 0.7 else 0.0 if a_line else -2.0
    if not entity:
        score -= min(
            1.0,
            sum(
                0.4
                for k in keys
                if seen.counts[k] > 2 and k not in seen.signers and len(k) > 3 and k not in GIVEN_NAMES
            ),
        )
    return score


def issuer_score(words: list[Word], seen: Evidence) -> float:
    """How much the words look like the issuer's name."""
    keys = [k for w in words if (k := squeeze(w.text.partition("[")[0]))]
    if not keys or len(keys) > _MAX_ISSUER:
        return -9.0
    score = 0.0
    if (
        (len(keys[0]) == 1 and len(keys) > 1 and words[0].text[0].isalpha())
        or keys[0] in NAME_SUFFIXES
        or _ROMAN.match(words[0].text)
    ):
        score -= 2.2
    elif keys[0] in GIVEN_NAMES and not seen.counts[keys[0]]:
        score -= 0.8
    told = [
        k
        for k in keys
        if seen.counts[k] > (_SIGNED if k in seen.signers else 0)
        and len(k) > 2
        and k not in _STOP_WORDS
        and k not in COMPANY_ENDINGS
    ]
    score += min(1.5, 0.4 * len(told))
    score += 0.8 if keys[0] in told else 0.0
    score += seen.bears_out("".join(keys[: -1 if keys[-1] in COMPANY_ENDINGS else None]))
    if keys[-1] in COMPANY_ENDINGS or (len(keys) > 1 and keys[-2] in COMPANY_ENDINGS):
        score += 0.5
    if all(k in COMPANY_ENDINGS for k in keys) or _INSIDE_NAMES.match(words[0].text):
        score -= 2.5
    score -= _UNENDED * any(_STATE_TAG.search(w.text) for w in words[:-1])
    if keys[0] in STREET_WORDS and len(keys) > 1:
        score -= 1.5
    score -= _ODD_WORD * odd_words(words)
    score -= min(2.4, sum(0.9 for k in keys if k in seen.signers and k not in told))
    if (
        seen.closing
        and len(keys) > 1
        and keys[0]
        and keys[0] in seen.closing
        and alike("".join(keys), seen.closing) > 0.6
    ):
        score -= 2.0
    if (keys[0].isdigit() and len(keys[0]) > 2) or (
        any(k in STREET_WORDS for k in keys) and any(k.isdigit() for k in keys)
    ):
        score -= 2.5
    return score


_Parting = tuple[float, list[Word], list[Word]]


def _partings(fragments: list[Fragment], ticker: Ticker, seen: Evidence) -> Iterator[_Parting]:
    """Every way to take an owner's name and an issuer's from the fragments around the ticker, and how likely it is."""
    at = ticker.fragment
    last = fragments[at].words[: ticker.start + (1 if _has_name_before(fragments[at].words[ticker.start]) else 0)]
    names = [i for i, f in enumerate(fragments[:at]) if not is_address(f.words) and not _is_dirt(f.words)][-_NEAR:]
    pieces = [fragments[i].words for i in names] + ([last] if last else [])
    places = [*names, at]
    lines = [fragments[i].line for i in places]
    if not pieces:
        return
    tail = len(pieces) - 1
    issuers: list[tuple[float, int, list[Word]]] = []
    for j in range(max(0, tail - 1), tail + 1):
        words = [*_without_box_5(pieces[j]), *pieces[tail]] if j < tail else pieces[j]
        apart = 0.0
        if j < tail:
            near = lines[tail] - lines[j] <= _NEXT_LINE or places[tail] - places[j] == 1
            apart = _WRAPPED if near else _FAR
            apart = _WHOLE if _is_block(pieces[j], fragments[at]) else apart
        issuers.append((issuer_score(words, seen) - apart, j, words))
    if not last and tail and lines[-3] < lines[-2] and lines[-1] - lines[-3] <= _SWAPPED_LINES:
        company, name = pieces[-2:]
        yield issuer_score(company, seen) + owner_score(name, seen) + 1.5 - _SWAPPED, name, company
    for score, j, words in issuers:
        yield score - _NO_OWNER, [], words
        for told, placed in seen.placed:
            starts = {w.start for w in placed}
            if not starts & {w.start for w in words}:
                left = j > 0 and lines[j] - lines[j - 1] <= _NEXT_LINE and pieces[j - 1][0].start not in starts
                price = _UNUSED if left else 0.0
                yield score + owner_score(list(placed), seen) + 1.5 + told - price, list(placed), words
        whole = [(i, i + n) for i in range(j) for n in (1, 2) if i + n <= j]
        for i, k in whole:
            name = [w for p in pieces[i:k] for w in p]
            yield score + owner_score(name, seen) + 1.5 - _UNUSED * (j - k) - 0.5 * (k - i - 1), name, words
        apart = j < tail and pieces[j + 1][0].gap >= BLOCK  # what a blank line parts does not begin inside a line, too
        for cut in range(1, 0 if apart else len(words) - len(pieces[tail]) * (j < tail)):
            name, company = words[:cut], words[cut:]
            contrast = 1.0 if _is_upper(name) != _is_upper(company) and len(name) != 1 else 0.0
            yield issuer_score(company, seen) + owner_score(name, seen) + contrast - 0.5 * (tail - j), name, company
        for k in range(at + 1, min(at + 3, len(fragments))):
            if is_address(fragments[k].words):
                continue
            yield score + owner_score(fragments[k].words, seen) + 0.7 - 0.4 * (k - at), fragments[k].words, words


def _is_dirt(words: list[Word]) -> bool:
    """`em`, `b X_Director 103%`, and a letter by itself."""
    return odd_words(words) * 2 >= len(words) or (len(words) == 1 and len(words[0].text) == 1)


def _without_box_5(words: list[Word]) -> list[Word]:
    """`Hansoh Pharmaceutical Group Co xl`: right of the issuer's first line stands what is left of box 5."""
    size = len(words)
    while size > 1 and odd_words(words[size - 1 : size]):
        size -= 1
    return words[:size]


def _is_block(above: list[Word], line: Fragment) -> bool:
    """Do the two lines stand by themselves, between blank ones: `NEXPOINT DIVERSIFIED REAL / ESTATE TRUST [ NXDT ]`?"""
    return above[0].gap >= BLOCK > line.words[0].gap and above[-1].line + 1 == line.words[0].line


def _has_name_before(word: Word) -> bool:
    return not word.text.startswith(("[", "{", "(", "|"))


def _without_number(words: list[Word], numbered: bool) -> list[Word]:
    """A box's number may have come loose from its label; where that has one, it is the name's: `1 800 FLOWERS`."""
    return words[1:] if not numbered and len(words) > 1 and _NUMBER.fullmatch(words[0].text) else words


def _same(first: list[Word], second: list[Word]) -> bool:
    return [w.start for w in first] == [w.start for w in second]


def part_names(
    fragments: list[Fragment], ticker: Ticker | None, seen: Evidence, numbered: tuple[bool, bool]
) -> tuple[Cell, Cell, Cell] | None:
    """Owner, issuer and ticker from boxes that were woven together; None where no ticker closes them.

    The labels of owner and issuer are numbered or have lost their numbers.
    """
    if ticker is None:
        return None
    ranked = sorted(_partings(fragments, ticker, seen), key=lambda p: -p[0])
    if not ranked:
        return None
    best, name, company = ranked[0]
    owner, issuer = text_cell(_without_number(name, numbered[0])), text_cell(_without_number(company, numbered[1]))
    if isinstance(issuer.value, str):
        issuer.value = re.split(r"\s*[\[{]", issuer.value)[0] or None
    rivals = (
        (owner, next((p[0] for p in ranked[1:] if not _same(p[1], name)), best - _NO_RIVAL)),
        (issuer, next((p[0] for p in ranked[1:] if not _same(p[2], company)), best - _NO_RIVAL)),
    )
    for cell, rival in rivals:
        cell.cost += max(0.0, _SURE - (best - rival)) + (1.0 if best < 1.0 else 0.0)
    for cell in (owner, issuer):
        cell.cost += oddness(cell)
    return tidied(repaired(owner, seen)), tidied(repaired(issuer, seen)), ticker.cell


__all__ = ["Evidence", "gather_evidence", "part_names", "split_issuer", "text_cell"]
