"""Stage 9: why a field has its value.

Takes a text and the path of one field. Runs the stages again, keeps the cell that the field was built from, and gives
the `Explanation`: where it was read, which relations speak for or against it, and the runners-up, each judged by the
same relations. Costs what reading costs, and nothing where it is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from .._explanation import Explanation, RunnerUp, of_evidence
from ..errors import NotAnOwnershipFormError
from ..spec.relations import RELATIONS
from ..spec.tables import DATE, FORM, SIDE, TEXT
from ._atoms import MARK, Value, readings
from ._build import Builder, build
from ._cells import Cell, RowReading
from ._diagnose import diagnose
from ._page import Word
from ._pipeline import read_forms, require_text, resolve
from ._reading import Reading
from ._relations import Standing, judge
from ._repair import BEARING, rivals
from ._standing import stand
from ._work import Work

_MOST = 5
"""So many runners-up are told; a number whose dot may be lost has dozens."""
_FAR_FETCHED = 3.0
"""What a reading costs that no page bears out by itself, see `_atoms`."""
_LETTERS = {SIDE: "AD", FORM: "DI"}


def explain(text: str, path: str) -> Explanation:
    """Say why one field of the form in a text has the value it has. The text is read again.

    Args:
        text: as `parse_text` takes it; of a text that holds several forms, the first is explained.
        path: the path of a single value, such as `non_derivative[0].shares`.

    Returns:
        Where the value was read, how surely, what speaks for and against it, and what else it could be; `str()` gives
        it in words.

    Raises:
        TypeError: `text` is not a str.
        NotAnOwnershipFormError, InputTooLargeError: as `parse_text` does.
        PathError: the path leads to nothing in this form, or to no single value.
    """
    require_text(text, "explain")
    work = Work()
    forms = read_forms(text, work)
    if not forms:
        raise NotAnOwnershipFormError()
    reading = resolve(*forms[0], work)
    builder = Builder(text)
    filing = build(text, reading, diagnose(text, reading), builder)
    explained = of_evidence(filing, text, path)
    cell = builder.cells.get(path, Cell())
    standing = _standing(reading, path)
    others = list(_heading_rivals(cell) if standing is None else _row_rivals(reading, standing, path, cell))
    others.sort(key=lambda other: len(other.speaks_against))
    return attrs.evolve(
        explained,
        speaks_for=_sentences(cell.agree),
        speaks_against=_sentences(cell.disagree),
        runners_up=tuple(others[:_MOST]),
    )


def _sentences(names: Iterable[str]) -> tuple[str, ...]:
    """What the relations say, each once."""
    return tuple(dict.fromkeys(RELATIONS[name] for name in names))


def _standing(reading: Reading, path: str) -> Standing | None:
    """The row that a path leads into, among the others; None outside of the tables."""
    row_path = path.partition("].")[0] + "]"
    paths = [of_row for of_row, _ in reading.rows()]
    if row_path not in paths:
        return None
    first, second = stand(reading)
    return [*first, *second][paths.index(row_path)]


def _row_rivals(reading: Reading, standing: Standing, path: str, cell: Cell) -> Iterator[RunnerUp]:
    """What else a cell of a table could hold: by its characters, or where it holds nothing, by what is left over."""
    field = path.rpartition(".")[2]
    kinds = [column.kind for column in standing.row.row.spec.columns if column.field == field]
    kind = SIDE if field == "acquired_disposed_code" else kinds[0] if kinds else TEXT
    if kind == TEXT:
        return
    words = cell.words if cell.words or cell.value is not None else _unclaimed(reading, standing.row)
    seen: set[Value] = {cell.value}
    for value, how in (*_by_characters(words, kind), *_by_letter(cell, kind), *_by_repair(standing, field, cell)):
        if value not in seen:
            seen.add(value)
            agree, disagree = judge(standing, field, value)
            yield RunnerUp(value=value, how=how, speaks_for=_sentences(agree), speaks_against=_sentences(disagree))


def _heading_rivals(cell: Cell) -> Iterator[RunnerUp]:
    """What else the characters of a date in the heading or beside a signature could be."""
    if isinstance(cell.value, str) or not cell.words:
        return
    for value, how in _by_characters(cell.words, DATE):
        if value != cell.value:
            yield RunnerUp(value=value, how=how)


def _unclaimed(reading: Reading, row: RowReading) -> list[Word]:
    """What stands in the row, or in its table, and no field has."""
    left = next(got.leftover for table, got in reading.tables() if table == row.table)
    return [*row.noise, *left]


def _by_characters(words: Iterable[Word], kind: str) -> list[tuple[Value, str]]:
    """The values of a kind that words could be, the likelier first."""
    found = [
        (reading.cost, reading.value, reading.repair or f"as {word.text!r} is printed")
        for word in words
        for reading in readings(word.text)
        if reading.kind == kind != MARK and reading.cost < _FAR_FETCHED
    ]
    return [(value, how) for _, value, how in sorted(found, key=lambda one: one[0])]


def _by_letter(cell: Cell, kind: str) -> list[tuple[Value, str]]:
    """Of two letters, the other one."""
    if cell.value is None:
        return []
    return [(letter, "the only other letter that may stand there") for letter in _LETTERS.get(kind, "")]


def _by_repair(standing: Standing, field: str, cell: Cell) -> Iterator[tuple[Value, str]]:
    """The values that a lost dot, sign or mark would make of the characters, where a relation speaks for them."""
    if field not in BEARING or not cell.words or cell.value is None:
        return
    kind, bearing = BEARING[field]
    if kind == SIDE:
        return
    for _, value in rivals(cell, kind):
        agree, _ = judge(standing, field, value)
        if any(name in bearing for name in agree):
            raw = " ".join(word.text for word in cell.words)
            yield value, f"if a dot, a dollar sign or a footnote mark was lost in {raw!r} or made a digit"
