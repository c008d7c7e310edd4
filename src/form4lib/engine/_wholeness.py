"""Stage 7g: is the form whole, and in order?

Takes a `Reading` that is weighed. On a page whose labels stand as printed the form's own words are a ruler: which of
them there must be, how often, in what order, and that nothing stands between them that no value accounts for. A line
that was lost, doubled or moved, or a text that was cut, leaves its trace there even where every value that is left
reads well. Gives `Fault`s, each with the part of the form that it puts in doubt, and sets the confidence of that
part's values below what counts as sure. Reports `label_missing`, `label_out_of_place` and `leftover_values`, through
the faults. Scans are not judged: what is lost there is weighed with every value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from .._review import DOUBT
from ..spec import labels as spec
from ._cells import RowReading
from ._claims import Claims, claims_of
from ._doubted import doubt, doubt_last, doubt_twice
from ._footnotes import MISREAD_COST
from ._glued import is_seam
from ._labels import Hit, squeeze
from ._leftovers import find_leftovers, find_stray_rows, part_at
from ._misplaced import find_misplaced
from ._page import NEXT_CELL, Word, lines_of
from ._reading import HEAD, NOTES, PARTS, Fault, Reading
from ._regions import Range
from ._remembered import remembered
from ._row_places import find_many_uncited, find_rows_nowhere
from ._row_sights import NEEDED
from ._source import Source
from ._whole_page import TABLE_TITLES, goes_on, is_drawn, is_whole_page, moved, runs_on, stands_abreast

_DATE_BOXES = (spec.PERIOD, spec.EVENT, spec.FISCAL, spec.PERIOD_TYPED)
_TITLES = (spec.FORM_3, spec.FORM_4, spec.FORM_5)
_OF_EVERY_EDITION = (
    spec.NAME_ADDRESS,
    spec.ISSUER,
    spec.TEN_PERCENT,
    spec.OFFICER,
    spec.OTHER,
    spec.AMENDMENT,
    spec.GROUP_FILING,
    spec.ONE_PERSON,
    spec.MORE_PERSONS,
    spec.TABLE_1,
    spec.TABLE_2,
    spec.EXPLANATION,
    spec.SIGNATURE,
)
_OF_BOX_1 = (spec.NAME_PARTS, spec.STREET, spec.CITY, spec.STATE, spec.ZIP)
"""Small print under the lines of box 1; the typed edition has none."""
_WANTED_TYPED = (*((name,) for name in _OF_EVERY_EDITION), _DATE_BOXES, _TITLES)
_WANTED = (*_WANTED_TYPED, *((name,) for name in _OF_BOX_1))
"""Of each of these names one is found."""
_BOXES_BESIDE = (
    (spec.RULE_10B5_1, spec.SECTION16),
    (spec.FORM3_HOLDINGS, spec.FORM4_TRANSACTIONS),
    (spec.FORM4_TRANSACTIONS, spec.FORM3_HOLDINGS),
)
"""Boxes to tick, and the one that stands beside."""
_ONCE = (
    spec.ISSUER,
    *_DATE_BOXES,
    spec.AMENDMENT,
    spec.GROUP_FILING,
    spec.ONE_PERSON,
    spec.MORE_PERSONS,
    spec.TABLE_1,
    spec.TABLE_2,
    spec.EXPLANATION,
    spec.IRS_NUMBER,
)
"""Labels that a form has once, however many owners it names and pages it fills."""
_CHAINS = (
    *((title, spec.NAME_ADDRESS) for title in _TITLES),
    (spec.SECTION16, spec.NAME_ADDRESS),
    (spec.RULE_10B5_1, spec.TABLE_1),
    (spec.NAME_ADDRESS, spec.ISSUER, spec.TABLE_1, spec.TABLE_2, spec.EXPLANATION),
    *((spec.STREET, of_the_last_line, spec.TABLE_1) for of_the_last_line in (spec.CITY, spec.STATE, spec.ZIP)),
    (spec.RELATIONSHIP, spec.TEN_PERCENT, spec.OTHER, spec.TABLE_1),
    (spec.OFFICER, spec.OTHER),
    (spec.GROUP_FILING, spec.ONE_PERSON, spec.MORE_PERSONS, spec.TABLE_1),
    (spec.AMENDMENT, spec.TABLE_1),
    (spec.TABLE_2, spec.SIGNATURE),
    (spec.EXPLANATION, spec.REMARKS),
)
"""Labels that follow each other, first of each, in every edition and in whatever order boxes side by side are read."""
_CHAIN_REDUCED = (spec.TABLE_2, spec.OWNERS, spec.OWNER_HEADS, spec.SIGNATURES, spec.SIGNATURE, spec.EXPLANATION)
_CHAIN_VIEWER = (spec.TABLE_2, spec.EXPLANATION, spec.SIGNATURE)
_CHAIN_BOXES = (*_DATE_BOXES, spec.AMENDMENT, spec.GROUP_FILING)
"""Form 3 has its boxes in another order."""
_PART_OF = {
    spec.TABLE_1: "non_derivative",
    spec.TABLE_2: "derivative",
    spec.EXPLANATION: NOTES,
    spec.REMARKS: NOTES,
    spec.SIGNATURE: NOTES,
    spec.SIGNATURES: NOTES,
    spec.OWNERS: NOTES,
    spec.OWNER_HEADS: NOTES,
}
_TABLES = ("non_derivative", "derivative")


_LEAST_LABELS = 5
"""Of the labels of every edition; a page laid out for reading alone keeps most of them."""
_COLUMNS = 4
"""So many column headings stand whole, at least: on pages whose cells were cut, or read across, there are fewer."""
_EDITED = 1
"""The tolerant search may take something for the one label that is lost; where it finds more, the page was scanned."""


def _is_judged(reading: Reading) -> bool:
    """Labels as printed, on a page of cells or of columns."""
    labels = reading.labels
    if sum([hit.edits > 0 for hit in labels.hits]) > _EDITED:
        return False
    if reading.heading.typed:
        return True
    if len(labels.all(spec.COLUMN)) < _COLUMNS or _is_cut(reading):
        return False
    return reading.has_columns or reading.is_celled or stands_abreast(labels)


def _is_cut(reading: Reading) -> bool:
    """Do borders of cells run through words, as in `Chec | k this box`?"""
    words = reading.labels.words
    cut = 0
    at = reading.gaps.find(NEXT_CELL)
    while at > 0:
        if words[at].text[0].islower():
            before = words[at - 1].text
            cut += len(before) > 1 and before[-1].isalpha()
        at = reading.gaps.find(NEXT_CELL, at + 1)
    return cut > 1


def find_faults(reading: Reading, source: Source) -> None:
    """See what shows that the form is not whole or not in order, and doubt what it concerns."""
    if not reading.labels.hits:
        return  # lines that were brought in order may have left none
    firsts = reading.labels.firsts
    claims = claims_of(reading)
    judged = not source.scanned and _is_judged(reading)
    drawn = judged and is_drawn(reading, claims, source.folded)
    whole = judged and not drawn and is_whole_page(reading)
    cut = _cut_short(reading, firsts, judged)
    faults = [cut] if cut is not None else []
    if source.is_torn:
        faults.append(moved("tags of the page do not close what was opened last"))
    if judged and cut is None:
        faults += [*_missing(reading, firsts, whole), *_doubled(reading), *_disordered(reading, firsts)]
        faults += [*_boxes(reading), *_tables(reading, claims), *_notes(reading)]
    if judged and (cut is None or spec.SIGNATURE in firsts):
        faults += [*find_leftovers(reading, claims, whole)]
        faults += () if drawn else find_misplaced(reading, claims, whole, source.folded)
        faults += () if drawn or whole or reading.heading.typed else find_rows_nowhere(reading, faults)
        if not (reading.table_1.rows or reading.table_2.rows) and any(
            fault.code == "leftover_values" for fault in faults
        ):
            faults.append(moved("no table has a row, and there are values that no field accounts for"))
    if not (judged or source.scanned or reading.is_scanned):
        faults += [*_moved_parts(firsts), *find_stray_rows(claims)]
        doubt_last(reading, NOTES)
    reading.faults = [*faults, *(() if whole else find_many_uncited(reading))]
    doubt_twice(reading, claims)
    if reading.faults:
        doubt(reading, claims, whole)
    reading.faults += _seams(reading)
    for _, row in reading.rows():
        form = row.cells.get("direct_or_indirect")
        if form is not None and (form.value is None or (judged and form.state == "inferred")):  # no row is without one
            for cell in row.cells.values() if judged else (form,):  # the line is gone: other cells took what is left
                cell.confidence = min(cell.confidence, DOUBT)


def _seams(reading: Reading) -> Iterator[Fault]:
    """Doubt prices and amounts owned that were one run of digits: balances may hold with a digit on either side."""
    for path, row in reading.rows():
        price, owned = row.cells.get("price_per_share"), row.cells.get("shares_owned_following")
        if not (price and owned and price.words and owned.words):
            continue
        if is_seam(price.words[-1], owned.words[0]):
            price.confidence, owned.confidence = min(price.confidence, DOUBT), min(owned.confidence, DOUBT)
            message = f"{price.words[-1].text + owned.words[0].text!r} may be parted elsewhere"
            yield Fault("value_ambiguous", (path.partition("[")[0],), message, [price.words[-1], owned.words[0]])


_LAST = (spec.SIGNATURE, spec.EXPLANATION, spec.REMARKS, spec.OWNER_HEADS)


def _cut_short(reading: Reading, firsts: dict[str, Hit], judged: bool) -> Fault | None:
    """The text ends before the form does: the last that it holds may be half of what was printed."""
    last = reading.labels.hits[-1]
    signed = firsts.get(spec.SIGNATURE)
    if signed is None or (signed.edits and firsts.keys().isdisjoint(TABLE_TITLES)):
        where = part_at(reading, len(reading.labels.words) - 1)
        parts = (where, *PARTS[PARTS.index(where) + 1 :])
        if reading.labels.as_printed and runs_on(reading.labels) and not any(o.closing for o in reading.owners):
            parts = PARTS
        return Fault("input_truncated", parts, "the text ends before the signature")
    if _is_fragment(reading, firsts):
        return Fault("label_missing", PARTS, "hardly any label of the form was found")
    if judged and not reading.heading.typed and (last.name in _LAST or _ends_behind(reading, last)):
        return Fault("input_truncated", (NOTES,), "the text ends before the reminders below the signature")
    return None


def _is_fragment(reading: Reading, firsts: dict[str, Hit]) -> bool:
    """Are so few labels there that the rest of the form stands elsewhere, and was taken for a second one?"""
    return reading.labels.as_printed and sum([name in firsts for name in _OF_EVERY_EDITION]) < _LEAST_LABELS


def _ends_behind(reading: Reading, last: Hit) -> bool:
    """Does a footnote end behind the last label? The reminders stand below all notes, in every edition."""
    notes = [*(cell for _, cell in reading.notes.footnotes[-1:]), reading.notes.remarks]
    start = reading.labels.words[last.start].start  # of a label, or of words in a note that read as one: `This Form 4`
    return any(cell.words and (cell.words[-1].start > start) for cell in notes)


def _missing(reading: Reading, firsts: dict[str, Hit], whole: bool) -> Iterator[Fault]:
    found = {name for name, hit in firsts.items() if not hit.edits}
    wanted = _WANTED_TYPED if reading.heading.typed else _WANTED
    if whole and spec.REMARKS not in found and goes_on(reading):
        wanted = (*wanted, (spec.REMARKS,))
    for label, beside in _BOXES_BESIDE:
        if label in found:
            wanted = (*wanted, (beside,))
    for names in wanted:
        if found.isdisjoint(names):
            part = _PART_OF.get(names[0], HEAD)
            parts = (HEAD, *_TABLES) if part in _TABLES else (part,)  # what stands beside it may have run into it
            yield Fault("label_missing", parts, f"the form's label {_plain(names[0])} was not found")


def _plain(name: str) -> str:
    return repr(name.replace("_", " "))


def _doubled(reading: Reading) -> Iterator[Fault]:
    for name in [name for name in _ONCE if len(reading.labels.all(name)) > 1]:
        beside = any(before.name == after.name == name for before, after in pairwise(reading.labels.hits))
        if beside or name not in TABLE_TITLES:
            part = _PART_OF.get(name, HEAD)
            message = f"the form's label {_plain(name)} stands there {len(reading.labels.all(name))} times"
            yield Fault("label_out_of_place", (part,), message)


def _disordered(reading: Reading, firsts: dict[str, Hit]) -> Iterator[Fault]:
    ends = _CHAIN_REDUCED if spec.OWNER_HEADS in firsts or spec.SIGNATURES in firsts else _CHAIN_VIEWER
    for chain in (*_CHAINS, ends, *((_CHAIN_BOXES,) if spec.EVENT not in firsts else ())):
        there = [firsts[name] for name in chain if name in firsts]
        for before, after in pairwise(there):
            if before.start > after.start:
                parts = tuple(dict.fromkeys(_PART_OF.get(hit.name, HEAD) for hit in (before, after)))
                message = f"the form's label {_plain(after.name)} stands before {_plain(before.name)}"
                yield Fault("label_out_of_place", parts, message)


def _boxes(reading: Reading) -> Iterator[Fault]:
    """Box 1 once for each owner, and whole; a date that stands in its own box."""
    heading = reading.heading
    if not heading.typed:
        names = (spec.NAME_ADDRESS, spec.NAME_PARTS, spec.STREET, spec.CITY, spec.ZIP)
        if len({len(reading.labels.all(name)) for name in names}) > 1:
            yield Fault("label_missing", (HEAD,), "the labels of box 1 do not stand there equally often")
        if heading.period.state == "inferred":
            yield Fault("value_missing", (HEAD,), "no date of the report stands in its box")
    if [owner for owner in reading.owners if owner.name.value is None]:
        yield Fault("value_missing", (HEAD,), "an owner has no name: the lines of box 1 may not be its own")
    for owner in reading.owners:
        lines = [squeeze(str(c.value)) for c in (owner.name, owner.street1, owner.street2) if c.value is not None]
        if len(set(lines)) < len(lines):
            yield Fault("label_out_of_place", (HEAD,), f"a line stands twice in box 1: {owner.street1.value!r}")
        if _NO_NAME.match(str(owner.name.value)):
            yield Fault("value_missing", (HEAD,), "where an owner's name should stand, there is an address")
    dates = {row.value("transaction_date") for _, row in reading.rows()} - {None}
    if heading.form == "4" and dates and isinstance(heading.period.value, date) and heading.period.value not in dates:
        yield Fault("relation_failed", (HEAD,), "no transaction is dated as the period of the report")


_NO_NAME = re.compile(r"\d|.*[{}<>]|c/o\b|p\.?o\.? box\b", re.IGNORECASE)


def _tables(reading: Reading, claims: Claims) -> Iterator[Fault]:
    """Headings of every column, above the rows; rows with as many cells as there are columns."""
    for table, got in reading.tables():
        region = reading.regions.table_1 if table == "non_derivative" else reading.regions.table_2
        if region is None or not got.rows:
            continue
        words = reading.labels.words
        columns = [h.start for h in reading.labels.all(spec.COLUMN) if region[0] <= h.start < region[1]]
        spec_of = got.rows[0].row.spec
        last = _FIRST_COLUMNS if reading.heading.typed else len(spec_of.heads)
        wanted = [n for n in spec_of.heads if n[0].isdigit() and int(n.rstrip("a")) <= last]
        numbers = _numbers([words[i] for i in columns])
        if not numbers.issuperset(wanted):
            numbers |= _numbers([word for word in words[slice(*region)] if word.start not in claims.used])
        if absent := [n for n in wanted if n not in numbers]:
            parts = (table, HEAD) if len(absent) >= _LINE_OF_HEADS else (table,)
            yield Fault("label_missing", parts, f"the heading of column {', '.join(absent)} was not found")
        if _stand_below(reading, claims, region, columns):
            yield Fault("label_out_of_place", _TABLES, "headings of columns stand below rows")
        widths = {width for row in got.rows if row.exact and (width := _width(row)) is not None}
        if widths and widths != {len(spec_of.heads) - 2}:
            yield Fault("row_doubtful", (table,), "the rows have not as many cells as there are columns")
        for i, row in enumerate(got.rows):
            lacking = [f for f in NEEDED[table, row.is_transaction] if _lacks(row, f)]
            if row.exact and lacking:
                yield Fault("row_doubtful", (f"{table}[{i}]",), f"a row has no {' and no '.join(lacking)}")


_MOST_MOVED = (
    (spec.NAME_ADDRESS, spec.ISSUER, *_DATE_BOXES),
    (spec.TABLE_1,),
    (spec.TABLE_2,),
    (spec.EXPLANATION, spec.SIGNATURE),
)
"""The labels of the parts of the form; within a part a page may be read in any order."""


def _moved_parts(firsts: dict[str, Hit]) -> Iterator[Fault]:
    """A part of the form before one that it follows: PDF tools that read whole columns down mix their cells, too."""
    last: Hit | None = None
    for names in _MOST_MOVED:
        there = [firsts[name] for name in names if name in firsts]
        for hit in there:
            if last is not None and hit.start < last.start:
                message = f"the form's label {_plain(last.name)} stands behind {_plain(hit.name)}"
                yield Fault("label_out_of_place", PARTS, message)
                return
        last = max((last, *there) if last else there, key=lambda hit: hit.start, default=last)


def _stand_below(reading: Reading, claims: Claims, region: Range, columns: list[int]) -> bool:
    """Do headings of columns stand below a row? They do where a table goes on on a further page, below its title."""
    if not (reading.is_celled or reading.positioned):
        return False
    first = next((i for i in range(*region) if claims.words[i].start in claims.used), region[1])
    titles = [h.start for name in TABLE_TITLES for h in reading.labels.all(name) if first < h.start < region[1]]
    if any(squeeze(claims.words[at].text) == "table" for at in titles):
        return False
    return sum([at > first for at in columns]) >= _HEADS_BELOW


_HEADS_BELOW = 2
_NUMBER = re.compile(r"1?\d(?:a(?=deemed|$))?")
_LINE_OF_HEADS = 3
"""So many headings are lost or moved with their line, and what stood in its place may be in another part."""
_FIRST_COLUMNS = 4
"""The typed Form 3 has no more; the headings of the others are cut in many ways."""


def _numbers(words: list[Word]) -> set[str]:
    """The numbers of columns: `2a` of `2A. Deemed`."""
    return {number for word in words if (number := _number(word.text))}


@remembered
def _number(text: str) -> str:
    match = _NUMBER.match(squeeze(text))
    return match[0] if match else ""


def _width(row: RowReading) -> int | None:
    """Cells from the title to D or I, on a page of cells."""
    title, form = row.cells.get("security_title"), row.cells.get("direct_or_indirect")
    if title is None or form is None or not title.words or not form.words or not form.words[0].cell:
        return None
    return form.words[0].cell - title.words[0].cell


def _lacks(row: RowReading, field: str) -> bool:
    cell = row.cells.get(field)
    return cell is None or (cell.value is None and not cell.marks)


def _notes(reading: Reading) -> Iterator[Fault]:
    """Footnotes numbered without a gap, and no further one among the remarks."""
    notes = reading.notes
    numbers = [int(name) for name, _ in notes.footnotes if name.isdigit()]
    if numbers != list(range(1, len(numbers) + 1)) or any(cell.cost >= MISREAD_COST for _, cell in notes.footnotes):
        yield Fault("footnote_unmatched", (*_TABLES, NOTES), "the numbers of the footnotes are not in sequence")
    elif any(not squeeze(str(cell.value or "")) for _, cell in notes.footnotes):
        yield Fault("footnote_unmatched", (NOTES,), "a footnote has no text: its line may be lost")
    elif notes.remarks.words:
        heads = [line[0].text.strip("().[]") for line in lines_of(notes.remarks.words)]
        if any(h.isdigit() and int(h) == len(numbers) + 1 for h in heads):
            yield Fault("footnote_unmatched", (NOTES,), "a footnote stands among the remarks")
