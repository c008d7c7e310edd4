"""Stage 5b0: rows of whole cells.

Takes the words of one row, a table's spec, and the cell that each word stands in. Gives the `Row` where every cell
holds just what it should, as printed: the path that the search of stage 5b would find at no cost; else None, and that
search is to be made. Reports nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import inf

import attrs

from ..spec.tables import TEXT, TableSpec
from ._atoms import MARK, Reading, readings
from ._page import Word
from ._solver import FORM_NUMBER, FORM_NUMBERS, DateCost, Placed, Row, fill_in_turn, never, nowhere, solve

_PRINTED = 0.5
"""A reading that costs less is as printed."""
_WORD_OF_TEXT = 5.0
"""In a cell of text any word is text but an amount with its signs."""


def lay_out(
    words: list[Word], spec: TableSpec, cell_of: Callable[[Word], int | None], date_cost: DateCost
) -> Row | None:
    """The row, where every word stands in a cell that holds just what the word says as printed; else None.

    Pages with whole cells need no search: this is the path that `solve` would find at no cost. Only what stands right
    of the last heading has no cell; it is laid into the columns that are left.
    """
    columns_of = _columns_by_cell(spec)
    last = len(spec.columns) - 1
    placed: list[Placed] = []
    filled: set[int] = set()
    for index, word in enumerate(words):
        cell = cell_of(word)
        if cell is None and filled:
            return _with_rest(Row(spec, placed), words[index:], cell_of, date_cost)
        if cell is None or cell not in columns_of:
            return None
        found: tuple[int, Reading | None] | None = _printed(word.text, spec, columns_of[cell], filled)
        if found is None and placed and last in columns_of[cell] and placed[-1].column == last:
            found = last, None  # `Family Trust dtd 4/15/2014, Jane Roe TTEE`
        if found is None:
            return None
        column, reading = found
        if reading is None or reading.kind != MARK:
            filled.add(column)
        placed.append(Placed(word, column, reading))
    return Row(spec, placed)


def _with_rest(row: Row, rest: list[Word], cell_of: Callable[[Word], int | None], date_cost: DateCost) -> Row | None:
    """The row and the words that have no cell, in the columns behind it."""
    if any(cell_of(word) is not None for word in rest):
        return None
    first = 1 + max(p.column for p in row.placed if p.column is not None)
    spec = _behind(row.spec, first)
    if spec is None:
        return None
    in_turn = fill_in_turn(rest, spec)
    tails = solve(rest, spec, nowhere, never, date_cost) if in_turn is None else [in_turn]
    if len(tails) != 1:
        return None
    tail = tails[0]
    placed = [Placed(word, None if at is None else at + first, reading) for word, at, reading in tail.placed]
    return Row(row.spec, row.placed + placed, tail.cost)


@lru_cache(maxsize=128)
def _behind(spec: TableSpec, column: int) -> TableSpec | None:
    """The part of a table from a column on."""
    if column >= len(spec.columns):
        return None
    return attrs.evolve(spec, columns=spec.columns[column:], heads=spec.heads[spec.cells[column] :])


@lru_cache(maxsize=32)
def _columns_by_cell(spec: TableSpec) -> dict[int, tuple[int, ...]]:
    out: dict[int, tuple[int, ...]] = {}
    for column, cell in enumerate(spec.cells):
        out[cell] = (*out.get(cell, ()), column)
    return out


def _printed(text: str, spec: TableSpec, columns: tuple[int, ...], filled: set[int]) -> tuple[int, Reading] | None:
    if text in FORM_NUMBERS and spec.columns[columns[0]].form_number:
        return columns[0], FORM_NUMBER
    for reading in readings(text):
        for column in columns:
            wanted = spec.columns[column]
            if reading.kind == MARK:
                if reading.cost == 0.0:
                    return next((c for c in columns if c in filled), column), reading
            elif reading.kind == wanted.kind and (wanted.value is None or wanted.value == reading.value):
                limit = _WORD_OF_TEXT if wanted.kind == TEXT else _PRINTED
                if wanted.kind == TEXT and column in filled and "/" in text:
                    limit = inf  # `Family Trust dtd 4/15/2014, A. Quennell Trustee`
                if reading.cost < limit and (wanted.kind == TEXT or column not in filled):
                    return column, reading
    return None
