"""Stage 6i: signatures.

Takes `Labels`. Gives each signature's name and date as `Cell`s, in order. The reduced editions print a label below
every signature, the viewer one below all of them: there a signature is a row of cells, or the lines around a date,
which stands in the middle of a name of several lines. Reports nothing.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import compress
from operator import not_

import attrs

from ..spec import labels as spec
from ._atoms import readings
from ._cells import Cell, is_said, join_words
from ._labels import Hit, Labels, squeeze
from ._page import BLOCK, LINE, NEXT_CELL, SPACE, Word, lines_of
from ._remembered import remembered

Signature = tuple[Cell, Cell]

_MAX_NAME = 24
"""Words of the longest name with its capacity; what is longer is a remark."""
_AFTER_LABEL = 6
"""Raw PDF text prints the date behind the label, at most so many words off."""
_SIGNED = re.compile(r"^[\W]{0,2}(?:[/(I'l]?[sS5][/\\]|By:?$)")
_GLUED_DATE = re.compile(r"(.*[A-Za-z-])(\d{2}/\d{2}/\d{4})$")
_NOTE = re.compile(r"(?:\(\d{1,2}\)|\d{1,2}\.)$")
_SENTENCE = re.compile(r"[a-z)]{3}[.)]$")
"""The end of a sentence; `J.` and `Inc.` stand in names, but what is taken for one leaves a name too short at most."""
_LOOSE = 0.2
"""Doubt in a name of several that share lines around their dates: one in thirty gains or loses a line."""

_KEPT = frozenset("&:-")
"""Signs that stand alone inside a name: `Foundry Group Corp., By : /s/ A. Quennell`."""


def date_of(word: Word) -> date | None:
    """The word as a date."""
    return _date_in(word.text)


@remembered
def _date_in(text: str) -> date | None:
    value = next((r.value for r in readings(text) if r.kind == "date"), None)
    return value if isinstance(value, date) else None


def _date_cell(word: Word) -> Cell:
    reading = next(r for r in readings(word.text) if r.kind == "date")
    repairs = (reading.repair,) if reading.repair else ()
    return Cell(date_of(word), [word], reading.cost, (), "repaired" if repairs else "read", repairs)


def _name_cell(words: list[Word], cost: float = 0.0) -> Cell:
    words = [w for w in words if is_said(w.text) or w.text in _KEPT]
    while words and (squeeze(words[-1].text) == "date" or words[-1].text in _KEPT):
        words = words[:-1]
    text = join_words(words).strip(" _|~*")
    return Cell(text or None, words if text else [], cost, (), "read" if text else "missing")


def _split_glued(words: list[Word]) -> list[Word]:
    """`Attorney-in03/09/2012`: a date glued to the name before it."""
    out: list[Word] = []
    for word in words:
        match = _GLUED_DATE.match(word.text) if word.text[-1].isdigit() else None
        if match and word.size == len(word.text) and date_of(word) is None:
            cut, size = len(match[1]), len(match[2])
            out.append(Word(match[1] + "-", word.start, cut, word.line, word.row, word.cell, word.x, word.gap))
            out.append(Word(match[2], word.start + cut, size, word.line, word.row, word.cell, word.x + cut, SPACE))
        else:
            out.append(word)
    return out


_WHOLE_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}$")


def _join_dates(words: list[Word]) -> list[Word]:
    """`06 | /15/2022`: a date cut by a cell's border, and the blank that a converter leaves there."""
    out: list[Word] = []
    for word in words:
        last = out[-1] if out else None
        if last is not None and word.gap < LINE and last.text[0].isdigit() and _WHOLE_DATE.match(last.text + word.text):
            spans = (*last.more, (word.start, word.end), *word.more)
            out[-1] = attrs.evolve(last, text=last.text + word.text, more=spans)
        else:
            out.append(word)
    return out


def _below_notes(words: list[Word]) -> list[Word]:
    """The last lines alone, where the heading above the signatures was lost or stands inside a line."""
    for i in range(len(words) - 1, 0, -1):
        if words[i].text == "Signatures":
            return words[i + 1 :]
    lines = lines_of(words)
    for i in range(len(lines) - 1, -1, -1):
        if _NOTE.match(lines[i][0].text) or (len(lines[i]) > _MAX_NAME and lines[i][-1].text.endswith(".")):
            following = [w for line in lines[i + 1 :] for w in line]
            return following if any(date_of(w) is not None for w in following) else words
    return words


def _dated(line: list[Word]) -> Word | None:
    return next((w for w in reversed(line) if date_of(w) is not None), None)


def _without_dates(lines: list[list[Word]]) -> list[Word]:
    return [w for line in lines for w in line if date_of(w) is None]


def _begins(lines: list[list[Word]], at: int) -> int:
    """The line in which the signature that is dated in line `at` begins."""
    signed = next((i for i in range(max(0, at - 6), at + 1) if any(_SIGNED.match(w.text) for w in lines[i])), None)
    if signed is not None and sum(len(x) for x in lines[signed : at + 1]) <= _MAX_NAME + 1:
        return signed
    start = at
    alone = _without_dates(lines[at : at + 1]) == []
    while start > 0 and sum(len(x) for x in lines[start - 1 : at + 1]) <= _MAX_NAME:
        continued = lines[start][0].gap < BLOCK or lines[start][0].text[:1].islower() or (alone and start == at)
        if not continued:
            break
        start -= 1
    return start


def _by_rows(words: list[Word]) -> list[Signature]:
    """A row of cells is a signature."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(word.row, []).append(word)
    out: list[Signature] = []
    for row in rows.values():
        when = _dated(row)
        if when is not None:
            out.append((_name_cell([w for w in row if w is not when]), _date_cell(when)))
    return out


def _by_lines(words: list[Word]) -> list[Signature]:
    """Lines around dates. A date in the middle of a name has as many lines of it below as above."""
    lines = lines_of(words)
    if len(lines) == 1 and (len(words) > _MAX_NAME or sum(date_of(w) is not None for w in words) > 1):
        return _in_one_line(words)
    dates = [i for i, line in enumerate(lines) if _dated(line) is not None]
    out: list[Signature] = []
    start = _begins(lines, dates[0])
    for k, at in enumerate(dates):
        when = _dated(lines[at])
        assert when is not None
        if k + 1 == len(dates):
            stop = len(lines)
        else:
            signed = next((i for i in range(at + 1, dates[k + 1] + 1) if _SIGNED.match(lines[i][0].text)), None)
            above = at - start + (1 if _without_dates(lines[at : at + 1]) else 0)
            stop = signed if signed is not None else min(at + max(1, above), dates[k + 1])
        sure = len(dates) == 1 or (stop - start == 1)
        out.append(
            (_name_cell(_without_dates(lines[start:stop])[: 2 * _MAX_NAME], 0.0 if sure else _LOOSE), _date_cell(when))
        )
        start = stop
    return out


def _in_one_line(words: list[Word]) -> list[Signature]:
    """Names, each with its date behind it, after the last sentence of what stands before them."""
    out: list[Signature] = []
    name: list[Word] = []
    for word in words:
        if date_of(word) is None:
            name.append(word)
            continue
        signed = next((i for i, w in enumerate(name) if _SIGNED.match(w.text)), 0)
        ends = [i + 1 for i, w in enumerate(name[:-1]) if _SENTENCE.search(w.text) and not out]
        name = name[max(signed, ends[-1] if ends else 0) :]
        if len(name) <= _MAX_NAME:
            out.append((_name_cell(name, _LOOSE), _date_cell(word)))
        name = []
    return out


def _undated(words: list[Word], after: list[Word]) -> Signature | None:
    """The name before the label; the date, where there is one, behind it."""
    lines = lines_of(words)
    when = next((w for w in after if date_of(w) is not None), None)
    if not lines:
        return None
    at = len(lines) - 1
    start = _begins(lines, at)
    name = [w for line in lines[start:] for w in line]
    if len(name) > _MAX_NAME:
        name = []
    return _name_cell(name), _date_cell(when) if when is not None else Cell(state="missing")


def _free(labels: Labels, start: int, stop: int) -> list[Word]:
    return list(compress(labels.words[start:stop], map(not_, labels.owner[start:stop])))


def _typed(labels: Labels, hit: Hit) -> Signature:
    """The typed edition prints the label first: SIGNATURE OF REPORTING PERSON, the name, DATE, the date."""
    words = _free(labels, hit.stop, hit.stop + 40)
    dated = next((i for i, w in enumerate(words) if date_of(w) is not None), None)
    if dated is None:
        return _name_cell(words[:12]), Cell(state="missing")
    return _name_cell([w for w in words[:dated] if squeeze(w.text) != "date"]), _date_cell(words[dated])


def _above(labels: Labels, begin: int, hit: Hit) -> list[Signature]:
    """The signatures that stand above one label, behind the label before it."""
    words = [w for w in _split_glued(_free(labels, begin, hit.start)) if w.text not in ("*", "**")]
    words = _below_notes(_join_dates(words))
    if any(map(_date_in, [w.text for w in words])):
        celled = NEXT_CELL in [w.gap for w in words]
        return (_by_rows(words) if celled else []) or _by_lines(words)
    found = _undated(words, _free(labels, hit.stop, hit.stop + _AFTER_LABEL))
    return [found] if found else []


def read_signatures(labels: Labels, typed: bool) -> list[Signature]:
    """All signatures, in order."""
    if typed:
        return [_typed(labels, hit) for hit in labels.all(spec.SIGNATURE)]
    out: list[Signature] = []
    begin = 0
    for hit in labels.hits:
        if hit.name == spec.SIGNATURE:
            out += [s for s in _above(labels, begin, hit) if s[0].value is not None or s[1].value is not None]
        if hit.stop > begin and hit.name != spec.BOILERPLATE:
            begin = hit.stop
    return out
