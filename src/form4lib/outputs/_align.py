"""Which record of one filing is which record of another.

Contract: takes two tuples and a likeness from 0 to 1; gives pairs in order, None on the side that has no partner. What
is equal at both ends is paired first; between, the pairs are those whose likeness above `ENOUGH` adds up to the most,
so that a record that is missing on one side leaves the others where they belong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

ENOUGH = 0.4
"""Rows of one table mostly share title, date, code and form of ownership, about 0.45 of what they say. Counted from
here, two rows that are the same (0.6) outweigh a shift by one line that pairs each with its neighbour (0.05 each)."""

Pairs = list[tuple[int | None, int | None]]


def align(a: Sequence[T], b: Sequence[T], likeness: Callable[[T, T], float]) -> Pairs:
    """The numbers of the items that belong together, in order."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    pairs: Pairs = [(i, i) for i in range(head)]
    pairs += _between(a, b, (head, len(a) - tail), (head, len(b) - tail), likeness)
    pairs += [(len(a) - i, len(b) - i) for i in range(tail, 0, -1)]
    return pairs


def _between(
    a: Sequence[T], b: Sequence[T], of_a: tuple[int, int], of_b: tuple[int, int], likeness: Callable[[T, T], float]
) -> Pairs:
    (i, stop_a), (j, stop_b) = of_a, of_b
    gain = [[likeness(x, y) - ENOUGH for y in b[j:stop_b]] for x in a[i:stop_a]]
    best = [[0.0] * (stop_b - j + 1) for _ in range(stop_a - i + 1)]
    for m in range(stop_a - i - 1, -1, -1):
        for n in range(stop_b - j - 1, -1, -1):
            best[m][n] = max(best[m + 1][n], best[m][n + 1], best[m + 1][n + 1] + gain[m][n])
    pairs: Pairs = []
    m = n = 0
    while m < stop_a - i and n < stop_b - j:
        if gain[m][n] > 0 and best[m][n] == best[m + 1][n + 1] + gain[m][n]:
            pairs.append((i + m, j + n))
            m, n = m + 1, n + 1
        elif best[m][n] == best[m + 1][n]:
            pairs.append((i + m, None))
            m += 1
        else:
            pairs.append((None, j + n))
            n += 1
    pairs += [(k, None) for k in range(i + m, stop_a)]
    pairs += [(None, k) for k in range(j + n, stop_b)]
    return pairs
