"""Stage 3c1: the issuer's name in two lines, where a converter has cut it into cells and lost the lines.

Takes what is left of each cell of box 2 once its label is gone: `KRATOS DEFE SOLUTIONS, I | NSE & S NC. [KTO | EC S] |
URITY`. Gives the two lines, cell by cell: the second one ends with the symbol in brackets, so what stands right of it,
or beside its end, is of the first, and the first has no gap. Where it may be parted in several ways, pieces that make
words of the filing, and lines as long as each other, tell. Gives nothing where one line is all there is.
"""

from __future__ import annotations

from collections.abc import Container
from itertools import product

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


def part_issuer(cells: list[list[Word]], vocabulary: Container[str]) -> tuple[list[list[Word]], list[list[Word]]] | None:
    """The two lines, each as its words in each cell; None where the name stands in one."""
    symbol = _symbol(cells)
    if symbol is None:
        return None
    (i, j), (k, end) = symbol.opens, symbol.closes
    beside = i != k and end > 0
    if not (beside or k + 1 < len(cells)) or i >= _MOST_CELLS or max(map(len, cells)) > _MOST_WORDS:
        return None
    best: tuple[float, list[list[Word]], list[list[Word]]] | None = None
    for way in _ways(cells, symbol):
        first = [words[:n] for words, n in zip(cells, way, strict=False)]
        second = [words[n:] for words, n in zip(cells, way, strict=False)]
        for at in range(i + 1, len(cells)):
            cut = end if at == k else 0 if k < i else len(cells[at])
            first.append(cells[at][:cut])
            second.append(cells[at][cut:])
        cost = sum(_seam(a, b, vocabulary) for a, b in zip(first, first[1:], strict=False))
        cost += sum(_seam(a, b, vocabulary) for a, b in zip(second[:i], second[1 : i + 1], strict=False) if b[0].text[0] != "[")
        cost += sum(_LETTER * abs(_length(a) - _length(b)) for a, b in zip(first[:i], second[:i], strict=True))
        whole = _length(first[i]) - _length(cells[i]) / 2
        cost += _LETTER * max(0.0, -2 * whole) - _LATER * whole
        if best is None or cost < best[0]:
            best = cost, first, second
    return best[1:] if best else None
