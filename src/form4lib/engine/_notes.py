"""Stage 6d: what follows the tables.

Takes `Labels` and the regions. Gives the footnotes (explanations of responses), the remarks and the signatures as `Cell`s.
Footnotes are told by their numbers in sequence, `1.` or `(1)`, at the head of a line or behind a sentence. Reports nothing.
"""

from __future__ import annotations

import re
from datetime import date

import attrs

from ..spec import labels as spec
from ._atoms import readings
from ._cells import Cell, join_words
from ._labels import Hit, Labels, squeeze
from ._page import BLOCK, LINE, NEXT_CELL, Word

_NUMBER = re.compile(r"[\[(]?(\d{1,2})(?:[.)\]]+|,$|$)(.*)$")
_SENTENCE_END = re.compile(r"[.!?:;)\"'*]$")
_SKIP = 2
"""Footnotes whose number was lost before one that is read; more is not a sequence."""
_MAX_NAME = 24


@attrs.define(slots=True, eq=False)
class Notes:
    """Footnotes by id, remarks, signatures."""

    footnotes: list[tuple[str, Cell]] = attrs.field(factory=list)
    remarks: Cell = attrs.field(factory=lambda: Cell(state="blank"))
    signatures: list[tuple[Cell, Cell]] = attrs.field(factory=list)
    no_securities: Cell = attrs.field(factory=lambda: Cell(state="missing"))


def _free(labels: Labels, start: int, stop: int) -> list[Word]:
    return [labels.words[i] for i in range(start, stop) if labels.owner[i] is None]


def _note_number(word: Word, last: int, previous: Word | None) -> int | None:
    match = _NUMBER.match(word.text)
    if not match:
        return None
    number = int(match[1])
    if not last < number <= last + 1 + _SKIP:
        return None
    closed = word.text.endswith((".", ")", "]")) or bool(match[2]) or word.text.startswith("(")
    starts = previous is None or word.gap >= NEXT_CELL
    if starts and (closed or number == last + 1):
        return number
    exact = number == last + 1 and closed
    return number if exact and previous is not None and _SENTENCE_END.search(previous.text) and len(word.text) <= 4 else None


def _footnotes(words: list[Word]) -> tuple[list[tuple[str, Cell]], list[Word]]:
    """The numbered notes, and what stands before the first."""
    notes: list[tuple[str, list[Word], str]] = []
    before: list[Word] = []
    last = 0
    for i, word in enumerate(words):
        number = _note_number(word, last, words[i - 1] if i else None)
        if number is not None:
            rest = _NUMBER.match(word.text)
            tail = rest[2] if rest and not rest[2].isdigit() else ""
            notes.append((str(number), [], tail))
            last = number
        elif notes:
            notes[-1][1].append(word)
        else:
            before.append(word)
    out = []
    for number_text, body, tail in notes:
        while body and not any(c.isalnum() for c in body[-1].text):
            body.pop()
        text = " ".join(t for t in (tail, join_words(body)) if t)
        out.append((number_text, Cell(text or None, body, 0.0, (), "read" if text else "blank")))
    return out, before


def _date_of(word: Word) -> date | None:
    value = next((r.value for r in readings(word.text) if r.kind == "date"), None)
    return value if isinstance(value, date) else None


def _parts(words: list[Word]) -> list[list[Word]]:
    out: list[list[Word]] = []
    for word in words:
        if not out or word.gap >= BLOCK:
            out.append([])
        out[-1].append(word)
    return out


def _sign(words: list[Word]) -> tuple[Cell, Cell, list[Word]]:
    """name, date, and the words that are not part of the signature"""
    dated = [i for i, w in enumerate(words) if _date_of(w) is not None]
    if not dated:
        parts = _parts(words)
        named = parts[-1] if parts and len(parts[-1]) <= _MAX_NAME else []
        rest = [w for p in parts[: len(parts) - 1 if named else None] for w in p]
        return _name_cell(named), Cell(state="missing"), rest
    at = dated[-1]
    when = Cell(_date_of(words[at]), [words[at]], _date_cost(words[at]), (), "read")
    start = at
    while start > 0 and words[start].gap < BLOCK:
        start -= 1
    if start == at and at > 0:
        start -= 1
        while start > 0 and words[start].gap < BLOCK:
            start -= 1
    if at - start > _MAX_NAME:
        start = next((i for i in range(at, start, -1) if words[i].gap >= LINE and i < at), start)
    tail = [w for w in words[at + 1 :] if len(w.text) > 1]
    name = [w for w in words[start:at] if any(c.isalnum() for c in w.text)]
    follow = [w for w in tail if any(c.isalpha() for c in w.text)][:_MAX_NAME]
    return _name_cell([*name, *follow]), when, words[:start]


def _date_cost(word: Word) -> float:
    return next((r.cost for r in readings(word.text) if r.kind == "date"), 0.0)


def _name_cell(words: list[Word]) -> Cell:
    text = join_words(words).strip(" _|~*")
    return Cell(text or None, words if text else [], 0.0, (), "read" if text else "missing")


def _typed_signature(labels: Labels, hit: Hit) -> tuple[Cell, Cell]:
    """The typed edition prints the label first: SIGNATURE OF REPORTING PERSON, the name, DATE, the date."""
    words = _free(labels, hit.stop, min(len(labels.words), hit.stop + 40))
    dated = next((i for i, w in enumerate(words) if _date_of(w) is not None), None)
    if dated is None:
        return _name_cell(words[:12]), Cell(state="missing")
    name = [w for w in words[:dated] if squeeze(w.text) != "date"]
    return _name_cell(name), Cell(_date_of(words[dated]), [words[dated]], _date_cost(words[dated]), (), "read")


_ENDS = (spec.SIGNATURES, spec.SIGNATURE, spec.OWNERS, spec.OWNER_HEADS, spec.EXPLANATION, spec.REMARKS, spec.NAME_ADDRESS, spec.TABLE_1)


def _stop_of(labels: Labels, start: int) -> int:
    for hit in labels.hits:
        if hit.start >= start and (hit.name in _ENDS or (hit.name == spec.BOILERPLATE and _is_closing(labels, hit))):
            return hit.start
    return len(labels.words)


def _is_closing(labels: Labels, hit: Hit) -> bool:
    return squeeze(labels.words[hit.start].text) in ("note", "reminder", "potential", "persons")


def read_notes(labels: Labels, typed: bool) -> Notes:
    """Read footnotes, remarks and signatures."""
    notes = Notes()
    bounds: dict[int, list[Word]] = {}
    remark_words: list[Word] = []
    for hit in labels.all(spec.EXPLANATION, spec.REMARKS):
        stop = _stop_of(labels, hit.stop)
        words = [w for w in _free(labels, hit.stop, stop) if w.text not in ("*", "**")]
        bounds[stop] = words
        if hit.name == spec.REMARKS:
            remark_words = words
        elif not notes.footnotes:
            notes.footnotes, before = _footnotes(words)
            _no_securities(notes, before)
    signatures = labels.all(spec.SIGNATURE)
    for hit in signatures:
        if typed:
            notes.signatures.append(_typed_signature(labels, hit))
            continue
        begin = max((h.stop for h in labels.hits if h.stop <= hit.start and h.name != spec.BOILERPLATE), default=0)
        words = [w for w in _free(labels, begin, hit.start) if w.text not in ("*", "**")]
        name, when, rest = _sign(words)
        notes.signatures.append((name, when))
        signed = {id(w) for w in (*name.words, *when.words)}
        remark_words = [w for w in remark_words if id(w) not in signed]
        if notes.footnotes:
            _trim_last(notes, signed)
    text = join_words([w for w in remark_words if w.text not in ("None", "None.")]).strip(" *_|~.") if remark_words else ""
    if any(c.isalnum() for c in text):
        notes.remarks = Cell(join_words(remark_words), remark_words, 0.0, (), "read")
    return notes


def _trim_last(notes: Notes, signed: set[int]) -> None:
    """A signature without a heading before it was taken into the last footnote."""
    number, cell = notes.footnotes[-1]
    if any(id(w) in signed for w in cell.words):
        words = [w for w in cell.words if id(w) not in signed]
        notes.footnotes[-1] = (number, Cell(join_words(words) or None, words, cell.cost, (), cell.state))


def _no_securities(notes: Notes, words: list[Word]) -> None:
    if "nosecuritiesarebeneficiallyowned" in squeeze("".join(w.text for w in words)):
        notes.no_securities = Cell(True, words, 0.0, (), "read")
