"""Stage 7f: what there is to say.

Takes a `Reading` that is reconciled and weighed, and the text. Gives the diagnostics in a fixed order: of the whole
filing, of its tables, of its rows, of single values. Doubt about a value is a warning only where the value's
confidence says so, too: a filing whose writer broke a relation on a page that is plain to read is not in doubt.
Changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .._review import SURE, is_core
from ..evidence import Diagnostic, diagnostic
from ..spec.relations import RELATIONS
from ._atoms import is_strong
from ._build import spans_of
from ._cells import Cell, RowReading, quoted
from ._reading import Reading
from ._remembered import remembered
from ._row_sights import NEEDED

_ROW_DOUBTED = 0.5
"""A row that is likelier wrong than right is doubtful as a whole; under `SURE` its values say so by themselves."""
_PARTS = {"non_derivative": "Table I", "derivative": "Table II"}
_WORDS_OF_A_CELL = 3


def _whole(text: str, reading: Reading) -> Iterator[Diagnostic]:
    """What concerns the filing as a whole."""
    cells = [c for path, c in reading.boxes() if path != "form_type"] + [o.name for o in reading.owners]
    if not any(isinstance(c.value, (str, date)) for c in cells) and not any(True for _ in reading.rows()):
        yield diagnostic("blank_form", "the form's labels are there, and nothing is filled in")
    elif not any(True for _ in reading.rows()) and reading.notes.no_securities.value is not True:
        yield diagnostic("table_incomplete", "no table gave a row, and nothing says that there is none to give", "")
    if reading.heading.form_inferred:
        message = f"no title says which form this is; its boxes and tables are those of a Form {reading.heading.form}"
        yield diagnostic("form_type_inferred", message, "form_type")
    original = reading.heading.original
    if original.value is not None and not reading.is_amendment_printed:
        message = f"the title prints no /A, but the form amends one of {original.value}"
        yield diagnostic("amendment_inferred", message, "form_type", spans_of(text, original.words))


def _faults(text: str, reading: Reading) -> Iterator[Diagnostic]:
    """Lines that were lost, doubled or moved: what they held may be anywhere. A word or two are a cell's, amounts a
    row's: of either table."""
    for fault in reading.faults:
        of_row = any(is_strong(word.text) for word in fault.words)
        of_cell = 0 < len(fault.words) <= _WORDS_OF_A_CELL and fault.parts[0] in _PARTS and not of_row
        path = fault.parts[0] if of_cell else ""
        yield diagnostic(fault.code, fault.message, path, spans_of(text, fault.words))


def _labels(text: str, reading: Reading) -> Iterator[Diagnostic]:
    """Labels that were recognised although they are damaged."""
    for hit in [hit for hit in reading.labels.hits if hit.edits]:
        words = reading.labels.words[hit.start : hit.stop]
        message = f"the label {hit.name.replace('_', ' ')!r} was recognised in {quoted(words)}"
        yield diagnostic("label_fuzzy", message, "", spans_of(text, words))


def _tables(text: str, reading: Reading) -> Iterator[Diagnostic]:
    for table, got in reading.tables():
        part = _PARTS[table]
        left = [w for w in got.leftover if is_strong(w.text)]
        doubted = reading.trust.get(table, 1.0) < SURE
        if doubted and table in reading.regions.guessed:
            how = (
                "rows were looked for below the headings of its columns"
                if got.found
                else "no rows of it were looked for"
            )
            yield diagnostic("table_heading_missing", f"the heading of {part} was not found: {how}", table)
        if doubted:
            share = round(100 * (1 - reading.trust[table]))
            rows = f"{len(got.rows)} row{'' if len(got.rows) == 1 else 's'}"
            message = f"{part} gave {rows}, and more may be lost ({share} in 100)"
            yield diagnostic("table_incomplete", message, table)
        elif any(_holds_more(row) for row in got.rows):
            message = f"a title in {part} holds amounts: two rows may have been taken for one"
            yield diagnostic("table_incomplete", message, table)
        if left:
            message = f"no field accounts for {quoted(left)}"
            yield diagnostic("leftover_values", message, table, spans_of(text, left))


_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@remembered
def _is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text) is not None


def _holds_more(row: RowReading) -> bool:
    """Is an amount among the words of the title, and more words of it behind?"""
    title = row.cells.get("security_title")
    return any(map(_is_amount, [w.text for w in title.words[:-1]])) if title else False


def _rows(text: str, reading: Reading) -> Iterator[Diagnostic]:
    for path, row in reading.rows():
        if reading.trust.get(path, 1.0) < _ROW_DOUBTED:
            words = [w for c in row.cells.values() for w in c.words]
            message = "this row may be no row of the form, or be put together from two"
            yield diagnostic("row_doubtful", message, path, spans_of(text, sorted(words, key=lambda w: w.start)))
        for field, cell in row.cells.items():
            if cell.confidence < SURE or cell.state in _CHANGED:
                yield from _value(text, f"{path}.{field}", cell, row)


_CHANGED = ("repaired", "inferred")


def _value(text: str, path: str, cell: Cell, row: RowReading) -> Iterator[Diagnostic]:
    """What concerns one value of a row."""
    field = path.rpartition(".")[2]
    if cell.state in _CHANGED:
        yield _repaired(text, path, cell)
    if cell.confidence >= SURE:
        return
    if cell.value is not None:
        if cell.disagree:
            broken = "; ".join(RELATIONS[name] for name in dict.fromkeys(cell.disagree))
            yield diagnostic("relation_failed", f"does not hold: {broken}", path, spans_of(text, cell.words))
        if cell.state == "ambiguous":
            yield diagnostic(
                "value_ambiguous", f"{quoted(cell.words)} can be read otherwise", path, spans_of(text, cell.words)
            )
    elif field in NEEDED[row.table, row.is_transaction] and not cell.marks:
        yield diagnostic("value_missing", "a row of this kind has such a value, and none was found", path)


def _repaired(text: str, path: str, cell: Cell) -> Diagnostic:
    return diagnostic("value_repaired", "; ".join(cell.repairs), path, spans_of(text, cell.words))


def _heading(text: str, reading: Reading) -> Iterator[Diagnostic]:
    boxes = [*reading.boxes(), *((f"reporting_owners[{i}].name", o.name) for i, o in enumerate(reading.owners))]
    for path, cell in boxes:
        if cell.state == "repaired":
            yield _repaired(text, path, cell)
        if cell.confidence < SURE and cell.value is None and is_core(path):
            yield diagnostic("value_missing", "every form has this value, and none was found", path)
    if not reading.owners:
        yield diagnostic("value_missing", "no reporting owner was found", "reporting_owners")


def _footnotes(text: str, reading: Reading) -> Iterator[Diagnostic]:
    """Footnotes that are cited and not there."""
    known = {name for name, _ in reading.notes.footnotes}
    cited: dict[str, list[str]] = {}
    for path, row in reading.rows():
        for field, cell in row.cells.items():
            for mark in cell.marks:
                if mark not in known:
                    cited.setdefault(mark, []).append(f"{path}.{field}")
    for mark, paths in cited.items():
        yield diagnostic("footnote_unmatched", f"no footnote {mark} was found; {paths[0]} cites it", "footnotes")


def diagnose(text: str, reading: Reading) -> Iterator[Diagnostic]:
    """Everything the reading has to say, in a fixed order."""
    for part in (_whole, _faults, _heading, _labels, _tables, _rows, _footnotes):
        yield from part(text, reading)
