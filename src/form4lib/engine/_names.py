"""Stage 6a: names of the issuer and the owner.

Takes the words of box 2, or, where boxes 1 and 2 were woven together, all words up to the ticker. Gives the names as `Cell`s.
Where one line holds both (`Musk Elon TESLA MOTORS INC [ TSLA ]`), the filing's own words tell where one ends: the owner
signs, or stands in the closing table; the issuer recurs in footnotes and addresses; companies end in INC.
"""

from __future__ import annotations

import re
from collections import Counter

from ..spec import labels as spec
from ..spec.lexicon import COMPANY_ENDINGS
from ._cells import Cell, join_words
from ._labels import Labels, squeeze
from ._page import LINE, NEXT_CELL, WIDE, Word
from ._ticks import is_tick

_TICKER = re.compile(r"[\[{]\s*([^\[\]{}]{0,40}?)\s*[\]|)}]")
_WINDOW = 70
"""Words after box 1's label within which the ticker is looked for."""
_MAX_NAMES = 16
_SMALL_PRINT = frozenset("symbol issuer checkallapplicable check all applicable to last first middle".split())


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


def _stream(labels: Labels) -> list[Word]:
    """The filled-in words from box 1's label on, up to the one that closes the ticker."""
    hit = labels.first(spec.NAME_ADDRESS) or labels.first(spec.ISSUER)
    if hit is None:
        return []
    out: list[Word] = []
    for i in range(hit.stop, min(hit.stop + _WINDOW, len(labels.words))):
        word = labels.words[i]
        if labels.owner[i] in (spec.TABLE_1, spec.COLUMN):
            break
        if labels.owner[i] is not None or is_tick(word.text) or squeeze(word.text) in _SMALL_PRINT:
            continue
        out.append(word)
        if "]" in word.text and any("[" in w.text or "{" in w.text for w in out[-4:]):
            return out
    return []


def _evidence(labels: Labels, stream: list[Word]) -> tuple[set[str], Counter[str]]:
    """words of those who sign or stand in the closing table; how often each word recurs below the heading"""
    last = stream[-1].start
    signers: set[str] = set()
    for hit in labels.all(spec.SIGNATURE, spec.OWNER_HEADS):
        window = range(hit.stop, hit.stop + 6) if hit.name == spec.OWNER_HEADS else range(max(0, hit.start - 14), hit.start)
        signers |= {squeeze(labels.words[i].text) for i in window if 0 <= i < len(labels.words) and labels.owner[i] is None}
    counts = Counter(squeeze(w.text) for w in labels.words if w.start > last)
    return signers - {""}, counts


def _is_upper(words: list[Word]) -> bool:
    letters = [c for w in words for c in w.text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _score(words: list[Word], cut: int, signers: set[str], counts: Counter[str]) -> float:
    """How well the words part into an owner's name and an issuer's at `cut`."""
    name, company = words[:cut], words[cut:]
    keys = [squeeze(w.text) for w in words]
    score = 0.0
    score += sum(1.6 if k in signers and len(k) > 1 else 0.0 for k in keys[:cut])
    score -= sum(1.6 if k in signers and len(k) > 1 and k not in keys[:cut] else 0.0 for k in keys[cut:])
    score += sum(0.4 if counts[k] and k not in signers and len(k) > 2 else 0.0 for k in keys[cut:])
    score -= sum(0.3 if counts[k] > 2 and k not in signers and len(k) > 2 else 0.0 for k in keys[:cut])
    score += {1: -1.0, 2: 1.0, 3: 0.8, 4: 0.0}.get(cut, -0.6)
    if company[0].gap >= LINE:
        score += 2.0
    elif company[0].gap in (WIDE, NEXT_CELL):
        score += 1.5
    if _is_upper(name) != _is_upper(company):
        score += 1.0
    if keys[-1] in COMPANY_ENDINGS:
        score += 0.3
    if keys[cut - 1] in COMPANY_ENDINGS and len(company) > 0:
        score += 0.8
    if len(company) == 1 and keys[-1] in COMPANY_ENDINGS:
        score -= 2.0
    return score


def part_names(labels: Labels) -> tuple[Cell, Cell, Cell] | None:
    """Owner, issuer and ticker from boxes that were woven together; None where no ticker closes them."""
    stream = _stream(labels)
    opening = next((i for i, w in enumerate(stream) if "[" in w.text or "{" in w.text), None)
    if opening is None or opening < 2:
        return None
    names = stream[:opening][-_MAX_NAMES:]
    names = [w for w in names if not _is_sign(w.text)]
    if len(names) < 2:
        return None
    signers, counts = _evidence(labels, stream)
    ranked = sorted(((_score(names, cut, signers, counts), cut) for cut in range(1, len(names))), reverse=True)
    best, cut = ranked[0]
    margin = best - (ranked[1][0] if len(ranked) > 1 else best - 3.0)
    issuer, ticker = split_issuer([*names[cut:], *stream[opening:]])
    owner = text_cell(names[:cut])
    for cell in (owner, issuer):
        cell.cost += max(0.0, 2.0 - margin)
    return owner, issuer, ticker
