"""Stage 3c1: the issuer's name in two lines, where a converter has cut it into cells and lost the lines.

Takes what is left of each cell of box 2 once its label is gone: `KRATOS DEFE SOLUTIONS, I | NSE & S NC. [KTO | EC S] |
URITY`. Gives the two lines, cell by cell: the second one ends with the symbol in brackets, so what stands right of it,
or beside its end, is of the first, and the first has no gap. Where it may be parted in several ways, pieces that make
words of the filing, and lines as long as each other, tell. Gives nothing where one line is all there is.
"""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise, product

import attrs

from ._labels import squeeze
from ._page import Word

_MOST_WORDS = 8
"""Words of a cell, and cells up to the symbol's, among which all ways are tried."""
_MOST_CELLS = 3
_MADE_WORD = -1.0
_KNOWN_CUT = 1.0
"""A word of the filing that goes on in small letters: `Inc | p of Virginia`."""
_STRANGE = 0.4
_LETTER = 0.1
"""A letter by which one line is longer than the other in a cell that both run through."""
_LATER = 0.01
"""Names wrap as late as they can."""


_Lines = tuple[list[list[Word]], list[list[Word]]]


@attrs.frozen
class _Symbol:
    """Where the brackets open and close: cell and word."""

    opens: tuple[int, int]
    closes: tuple[int, int]


def _symbol(cells: list[list[Word]]) -> _Symbol | None:
    opens: tuple[int, int] | None = None
    for i, words in enumerate(cells):
        for j, word in enumerate(words):
            if opens is None and "[" in word.text:
                opens = (i, j)
            if opens is not None and "]" in word.text:
                return _Symbol(opens, (i, j))
    return None


def _seam(left: list[Word], right: list[Word], vocabulary: Container[str]) -> float:
    """How odd it is for the line to go on so in the next cell."""
    if not left or not right:
        return 0.0
    a, b = left[-1].text, right[0].text
    first, second = squeeze(a), squeeze(b)
    if first + second in vocabulary:
        return _MADE_WORD
    if b[0].islower() or not b[0].isalnum():
        known = first in vocabulary or squeeze(a.partition("/")[0]) in vocabulary
        return _KNOWN_CUT if (known and len(first) > 1) or not a[-1].isalpha() else 0.0
    return _STRANGE * ((first not in vocabulary) + (second not in vocabulary)) / 2


def _length(words: list[Word]) -> int:
    return sum(len(w.text) + 1 for w in words)


def _ways(cells: list[list[Word]], symbol: _Symbol) -> list[tuple[int, ...]]:
    """How many words of each cell up to the symbol's may be of the first line."""
    last, j = symbol.opens
    counts = [range(1, len(words)) for words in cells[:last]]
    return list(product(*counts, range(1, j + 1)))


def _laid_out(cells: list[list[Word]], symbol: _Symbol, way: tuple[int, ...]) -> _Lines:
    """The two lines if so many words of each cell are of the first."""
    first = [words[:n] for words, n in zip(cells, way, strict=False)]
    second = [words[n:] for words, n in zip(cells, way, strict=False)]
    closing, end = symbol.closes
    for at in range(symbol.opens[0] + 1, len(cells)):
        cut = end if at == closing else len(cells[at])
        first.append(cells[at][:cut])
        second.append(cells[at][cut:])
    return first, second


def _oddity(lines: _Lines, last: int, whole: list[Word], vocabulary: Container[str]) -> float:
    """What speaks against the two lines; the symbol is in the cell `last`, of which they are the `whole`."""
    first, second = lines
    cost = sum(_seam(a, b, vocabulary) for a, b in pairwise(first))
    cost += sum(_seam(a, b, vocabulary) for a, b in pairwise(second[: last + 1]) if b[0].text[0] != "[")
    cost += sum(_LETTER * abs(_length(a) - _length(b)) for a, b in zip(first[:last], second[:last], strict=True))
    longer = _length(first[last]) - _length(whole) / 2
    return cost + _LETTER * max(0.0, -2 * longer) - _LATER * longer


def part_issuer(cells: list[list[Word]], vocabulary: Container[str]) -> _Lines | None:
    """The two lines, each as its words in each cell; None where the name stands in one."""
    symbol = _symbol(cells)
    if symbol is None:
        return None
    last, (closing, end) = symbol.opens[0], symbol.closes
    beside = last != closing and end > 0
    if not (beside or closing + 1 < len(cells)) or last >= _MOST_CELLS or max(map(len, cells)) > _MOST_WORDS:
        return None
    ways = [_laid_out(cells, symbol, way) for way in _ways(cells, symbol)]
    return min(ways, key=lambda lines: _oddity(lines, last, cells[last], vocabulary), default=None)
