"""Stage 6k: names as OCR spells them.

Takes a name as a `Cell` and what the filing says elsewhere. Gives it with misread words put right, each with its
trace, and says how odd its words are. Nothing is put right that does not stand elsewhere in the filing so. Reports
nothing by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from ..spec.lexicon import COMPANY_ENDINGS
from ._cells import Cell
from ._labels import Labels, squeeze
from ._page import Word

_REPAIRED = 1.0
"""Doubt in a word put right: OCR's own spelling may be the filer's."""


@attrs.frozen
class Evidence:
    """What the rest of the filing says of names: who signs, which words and which pairs of words recur, the closing
    table; and what stands where box 1 has its name, with how much that says."""

    signers: frozenset[str]
    counts: Counter[str]
    pairs: Mapping[str, frozenset[str]]
    closing: str
    placed: tuple[tuple[float, tuple[Word, ...]], ...] = ()
    inside: Counter[str] = attrs.field(factory=Counter)
    """How often each word stands in the heading."""
    in_care_of: tuple[str, ...] = ()
    """The letters of what stands behind each `C/O`: scans run its words together."""

    def beside(self, key: str) -> Iterator[str]:
        """What stands beside a word elsewhere; `Corp` is `Corporation`, too."""
        for word in COMPANY_ENDINGS if key in COMPANY_ENDINGS else (key,):
            yield from self.pairs.get(word, ())

    def bears_out(self, name: str) -> float:
        """What it says for a name, by its letters, that they stand behind a `C/O`."""
        told = len(name) >= _LEAST_NAME and any(line.startswith(name) for line in self.in_care_of)
        return min(_MOST_TOLD, len(name) * _TELLS) if told else 0.0


_LEAST_NAME, _TELLS, _MOST_TOLD = 6, 0.1, 1.5
_LONGEST_NAME = 12


def in_care_of(labels: Labels) -> tuple[str, ...]:
    """The letters of the words behind each `C/O`, as many as a name may have."""
    words = labels.words
    starts = [at for at, word in enumerate(words) if word.text[:3].upper() == "C/O"]
    return tuple("".join([squeeze(w.text) for w in words[at : at + _LONGEST_NAME]]).removeprefix("co") for at in starts)


def one_letter_off(first: str, second: str) -> bool:
    """Do two words differ by one letter, or has one of them one more?"""
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    short, long = sorted((first, second), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return short[at + 1 :] == long[at + 1 :] if len(short) == len(long) else short[at:] == long[at + 1 :]


def _is_cut(left: str, whole: str) -> bool:
    """`ll` of `hill`; but `comicropolis` is `C/O Micropolis`."""
    lost = whole.removesuffix(left)
    return lost != whole and 0 < len(lost) <= _MOST_LOST and lost != "co"


_MIN_REPAIRED, _LEAST_LEFT, _MOST_LOST = 3, 2, 4
"""Letters of a word that may be misread by one; of what is left of a first word, and how many it may have lost."""


def repaired(cell: Cell, seen: Evidence) -> Cell:
    """A word that stands nowhere else, beside one that elsewhere stands beside a word one letter off, is that word
    misread; a first word may have lost more (`LL NANCY` signs as `Nancy Hill`). Scans lose letters and do not add them:
    `Reid` is no `Rei` that stands once."""
    words = [w for w in cell.words if squeeze(w.text)]
    for i, word in enumerate(words):
        key = squeeze(word.text)
        least = _MIN_REPAIRED if i else _LEAST_LEFT
        if (
            len(key) < least
            or key in COMPANY_ENDINGS
            or seen.counts[key]
            or seen.inside[key] > 1
            or not isinstance(cell.value, str)
            or key.isdigit()
        ):
            continue
        beside = {k for j in (i - 1, i + 1) if 0 <= j < len(words) for k in seen.beside(squeeze(words[j].text))}
        near = {k for k in beside if len(k) >= _MIN_REPAIRED and not k.isdigit() and one_letter_off(key, k)}
        if any(key.endswith(k) for k in near):
            continue  # `CCHRISTOPHER` is C. CHRISTOPHER, whose space was lost
        near |= {k for k in beside if not i and _is_cut(key, k)}
        meant = sorted(k for k in near if len(k) >= len(key) or seen.counts[k] > 1)
        if len(meant) != 1 or word.text not in cell.value:
            continue
        printed = _in_case(word.text, key, meant[0])
        cell.value = cell.value.replace(word.text, printed, 1)
        cell.cost += _REPAIRED
        cell.state = "repaired"
        cell.repairs = (*cell.repairs, f"read {word.text!r} as {printed!r}, as elsewhere in the filing")
    return cell


def _in_case(text: str, key: str, meant: str) -> str:
    """The other word, with the case and the punctuation of this one."""
    tail = text[len(text.rstrip(".,;:)")) :]
    letters = [c for c in text if c.isalpha()]
    if letters and all(c.isupper() for c in letters):
        return meant.upper() + tail
    return (meant.capitalize() if text[:1].isupper() else meant) + tail


_ROMAN_READ = re.compile(r"\b(?:[Il1|]{2,3}|I[IL]L|[l1|]V)(?=\W|$)")


def tidied(cell: Cell) -> Cell:
    """`Corp. Il` is Corp. II, `Donna IIL` Donna III, `Robin 111` Robin III; `‘Neal` begins with its N.

    `Fund 11, L.P.` may be one.
    """
    if isinstance(cell.value, str):
        cell.value = cell.value.lstrip(_STRAY) or None
    if (
        isinstance(cell.value, str)
        and (match := _ROMAN_READ.search(cell.value))
        and set(match[0]) != {"I"}
        and not (match[0].isdigit() and (match.end() < len(cell.value) or not _PERSON.match(cell.value)))
    ):
        meant = "IV" if match[0][-1] == "V" else "I" * len(match[0])
        cell.value = cell.value[: match.start()] + meant + cell.value[match.end() :]
        cell.cost += _REPAIRED
        cell.state, cell.repairs = "repaired", (*cell.repairs, f"read {match[0]!r} as {meant}")
    return cell


_ODD = re.compile(r"[a-z]{1,2}$|[^A-Za-z]*\d\W*$|.*[|(){}<>~=;:_]|[A-Z][a-z]?[A-Z][a-z]$|[b-df-hj-np-tv-xz]{4,}$")
_PLAIN_SHORT = frozenset("of de la le du di da el al an at by in on or to y e & von van der den".split())


_STRAY = "'\"`‘’“”"
_PERSON = re.compile(r"(?:[A-Z][A-Za-z'-]+ ){2,3}\d+$")


def odd_words(words: list[Word]) -> int:
    """How many of the words are such as names are not made of: `em 4 Cece)`."""
    texts = [w.text for w in words]
    return sum(
        bool(_ODD.match(t)) and t.lower() not in _PLAIN_SHORT and not re.match(r"\(\w+\)$|/\w+/$", t) for t in texts
    )


def oddness(cell: Cell) -> float:
    """Doubt in a name with such words, or one whose last word was cut: `374Water In`."""
    unended = bool(cell.words) and cell.words[-1].text.lower() in _PLAIN_SHORT
    return min(2.0, 0.8 * (odd_words(cell.words) + unended))
