"""Stage 5b1: a table whose rows nothing parts.

Takes the words of several rows in one stream, as texts hold them that lost their lines. Gives the rows. A row begins
where a title begins: titles recur, and the first one, and those right behind a `D`, begin where they seem to. Reports
nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from ..spec.lexicon import NUMBERED_WORDS, TITLE_WORDS
from ..spec.tables import FORM, TEXT, TableSpec
from ._atoms import is_value
from ._labels import squeeze
from ._page import Word
from ._solver import DateCost, PlaceCost, Row, solve

_Title = tuple[str, ...]
_NEAR = 4
"""Words before a title that recurs: a row begins with the title, not with one of them (`By Trust | Common Stock`)."""


def solve_stream(words: list[Word], spec: TableSpec, place: PlaceCost, date_cost: DateCost) -> list[Row]:
    """Lay the words into rows; again, once it is known which titles the table has."""
    rows = solve(words, spec, place, _beginnings(words, set()), date_cost)
    titles = _sure_titles(rows)
    return solve(words, spec, place, _beginnings(words, titles), date_cost) if titles and len(rows) > 1 else rows


def _sure_titles(rows: list[Row]) -> set[_Title]:
    """The titles that begin where the table does, or behind a `D`, which no nature of ownership follows."""
    out: set[_Title] = set()
    follows = True
    for row in rows:
        title = tuple(
            squeeze(p.word.text)
            for p in row.placed
            if p.column == 0 and p.reading is not None and p.reading.kind == TEXT and squeeze(p.word.text)
        )
        if follows and title:
            out.add(title)
        last = row.placed[-1]
        follows = last.column is not None and row.spec.columns[last.column].kind == FORM and last.word.text == "D"
    return out


def _beginnings(words: list[Word], titles: set[_Title]) -> Callable[[Word], bool]:
    """Where a row may begin: not between the words of a title, nor among those before a title that is known."""
    keys = [squeeze(w.text) for w in words]
    barred = [i > 0 and _is_titled(keys, i - 1) and _is_titled(keys, i) for i in range(len(words))]
    for i in range(len(words)):
        length = max((len(t) for t in titles if tuple(keys[i : i + len(t)]) == t), default=0)
        if length:
            barred[i : i + length] = [False] + [True] * (length - 1)
            for j in range(i - 1, max(-1, i - 1 - _NEAR), -1):
                if len(words[j].text) == 1 or is_value(words[j].text):
                    break
                barred[j] = True
    allowed = {id(word) for word, is_barred in zip(words, barred, strict=True) if not is_barred}
    return lambda word: id(word) in allowed


def _is_titled(keys: list[str], i: int) -> bool:
    """Is it a word of titles: `Preferred`, and the `C-1` of `Series C-1`?"""
    return keys[i] in TITLE_WORDS or (i > 0 and keys[i - 1] in NUMBERED_WORDS)
