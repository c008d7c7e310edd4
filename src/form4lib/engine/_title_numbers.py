"""Stage 5a2n: numbers of titles that stand apart from their words.

Takes the lines of a table read in the order of the text. Gives them with the numbers that only titles have beside
their words: narrow columns wrap between the two, and the amount in the next column may be read with the title's line:

    2.25%               Common Stock,
    Convertible         par value   43,065
    Notes due           $0.001
    2028                per share

By themselves these numbers would be prices and amounts. A series that is counted by years wraps at its hyphen, on any
page: of `Series 2020-` the `1` stands on a line of its own, below the amount. Reports nothing.
"""

from __future__ import annotations

import re

import attrs

from ._labels import squeeze
from ._lines import Line
from ._page import SPACE, Word
from ._pieces import joined, spaced
from ._raised import is_amount

_RATE = re.compile(r"\d{1,2}(?:\.\d+)?%")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAR = re.compile(r"\$?0?\.\d+")
_PER_SHARE = frozenset(("per", "share"))
_OPEN_YEAR = re.compile(r"(?:19|20)\d\d-")
_COUNT = re.compile(r"\d{1,2}")
_COUNTED = frozenset(("series", "class", "tranche"))
_BELOW = 3
"""So far below the title its number stands: the row's other cells may have lines of their own."""


def tie_numbers(lines: list[Line]) -> list[Line]:
    """The lines, such numbers tied to the words of their titles."""
    out: list[Line] = []
    for line in lines:
        words = list(line.words)
        above = out[-1].words if out else []
        if above and _RATE.fullmatch(above[-1].text) and words[0].text[0].isalpha():
            words[0] = attrs.evolve(spaced(above.pop(), words[0]), gap=words[0].gap)
        elif above and squeeze(above[-1].text) == "due" and _YEAR.fullmatch(words[0].text):
            above[-1] = spaced(above[-1], words.pop(0))
        elif above and _PAR.fullmatch(words[0].text) and (at := _open_par(above)) is not None:
            above[at] = spaced(above[at], words.pop(0))
            words = _per_share(above, at, words)
        elif len(above) > 1 and "value $" in above[-2].text and is_amount(above[-1].text):
            words = _per_share(above, len(above) - 2, words)
        if out and not above:
            out.pop()
        if words:
            out.append(attrs.evolve(line, words=words))
    return out


def close_series(lines: list[Line]) -> list[Line]:
    """The lines, of each series that ends in the hyphen of its year the number brought back."""
    ends = [(at, where) for at, line in enumerate(lines) if (where := _open_series(line.words)) is not None]
    if not ends:
        return lines
    out = list(lines)
    for at, where in ends:
        found = next((i for i in range(at + 1, min(at + 1 + _BELOW, len(lines))) if _is_count(out[i])), None)
        if found is None:
            continue
        line = lines[at]
        words, (count,) = list(line.words), out[found].words
        words[where - 1 : where + 1] = [spaced(words[where - 1], joined(words[where], count))]
        out[at], out[found] = attrs.evolve(line, words=words), attrs.evolve(out[found], words=[])
    return [line for line in out if line.words]


def _open_series(words: list[Word]) -> int | None:
    """Where the year stands that a series ends with, hyphen and all: the word behind it is in another column."""
    for at in range(1, len(words)):
        named = squeeze(words[at - 1].text) in _COUNTED
        if named and _OPEN_YEAR.fullmatch(words[at].text) and words[at].gap <= SPACE:
            return at
    return None


def _is_count(line: Line) -> bool:
    return len(line.words) == 1 and _COUNT.fullmatch(line.words[0].text) is not None


def _open_par(words: list[Word]) -> int | None:
    """Where the `value` stands that a line ends with, but for an amount."""
    at = len(words) - 2
    return at if at >= 0 and squeeze(words[at].text) == "value" and is_amount(words[-1].text) else None


def _per_share(above: list[Word], at: int, words: list[Word]) -> list[Word]:
    """Put `per share`, with which the line goes on, before the amount; gives what is left of the line."""
    size = next((i for i, w in enumerate(words) if squeeze(w.text) not in _PER_SHARE), len(words))
    above[at + 1 : at + 1] = [attrs.evolve(w, gap=SPACE) for w in words[:size]]
    return words[size:]


__all__ = ["close_series", "tie_numbers"]
