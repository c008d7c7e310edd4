"""Stage 7g7: lines of the typed edition.

Takes a `Reading` of a typed form. There a line holds parts of several cells, and a cell goes on in the line below; what
begins above the row's first line, a word that no title has, a number without its last digits show that a line is gone
or another's. Prose was filled line by line: each ends where the next word would not fit. Gives `Fault`s. Changes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..spec.lexicon import CLASS_WORDS, TITLE_WORDS
from ._cells import RowReading
from ._labels import squeeze
from ._leftovers import is_of_form
from ._page import Word
from ._reading import NOTES, Fault, Reading
from ._row_places import covered, is_covered, region_of
from ._tables import TableReading
from ._whole_page import by_lines, moved

_CUT = re.compile(r",$|\$\d*\.?$|\d/\d")
"""`Common Stock,`, `Common Stock, par value $0.`, and a date among the words."""
_ENDS = frozenset(("inc", "co", "corp", "ltd"))
"""The only words of a title that end with a full stop."""
_TEXTS = ("security_title", "underlying_security_title")
_SHORT = 2
_SYMBOLS = re.compile(r"[A-Z\d.:/-]{1,8}(?:\W+[A-Z\d.:/-]{1,8})*|n/?a|none", re.IGNORECASE)
_FEW_ENDS = 3
_LOOSE = 4
"""Prose is judged by its lines where no more than one in so many, or two, is short: other writers fill as they like."""
_TOO_LONG = 6


def find_typed_faults(reading: Reading) -> Iterator[Fault]:
    """All such faults."""
    for table, got in reading.tables():
        yield from _left(got)
        yield from _rulers(reading, table, got)
        for row in got.rows:
            yield from _row(row)
            for name in _TEXTS:
                if isinstance(title := row.value(name), str) and _is_odd(title, row.cells[name].words):
                    yield moved(f"a line of another cell stands in the title {title!r}")
        if any(_is_twice(a, b) for a, b in pairwise(got.rows)):
            yield moved("a row stands twice, its title once without its end")
    ticker = reading.heading.ticker.value
    if isinstance(ticker, str) and not _SYMBOLS.fullmatch(ticker):
        yield moved(f"where a symbol should stand, there is {ticker!r}")
    if reading.heading.issuer.value is None or any(
        o.state.value is None or str(o.name.value).islower() for o in reading.owners
    ):
        yield moved("no issuer, or no owner, stands in its box")
    yield from _prose(reading)


def _left(got: TableReading) -> Iterator[Fault]:
    """Words of the table that no row took."""
    spans = covered([w for row in got.rows for cell in row.cells.values() for w in cell.words])
    if got.rows:
        left = [w for w in got.leftover if (squeeze(w.text) or ")" in w.text) and not is_covered(w, spans)]
    else:
        left = [w for w in got.leftover if squeeze(w.text) and not is_of_form(w.text)]
    if left:
        yield moved(f"no row of the table holds {', '.join(repr(w.text) for w in left)}")


def _rulers(reading: Reading, table: str, got: TableReading) -> Iterator[Fault]:
    """A table has one ruler `<S> <C>`, above its rows."""
    region = region_of(reading, table)
    if region is None or not got.rows:
        return
    rulers = [w.start for w in reading.labels.words[slice(*region)] if w.text.startswith("<S>")]
    first = min(w.start for row in got.rows for cell in row.cells.values() for w in cell.words)
    if len(rulers) > 1 or any(ruler > first for ruler in rulers):
        yield moved("the ruler of a table stands below a row")


def _row(row: RowReading) -> Iterator[Fault]:
    if len({cell.words[0].line for cell in row.cells.values() if cell.words}) > 1:
        yield moved("the cells of a row do not begin in one line")
    shares, underlying = str(row.value("shares")), str(row.value("underlying_security_shares"))
    if shares != underlying and (shares.startswith(underlying) or underlying.startswith(shares)):
        yield moved(f"{shares} and {underlying} are one number, once without its last digits")


def _is_odd(title: str, words: list[Word]) -> bool:
    keys = [squeeze(w) for w in title.split()]
    if _CUT.search(title) or (title.endswith(".") and keys[-1] not in _ENDS):
        return True
    return any(a == b and a for a, b in pairwise(keys)) or any(_is_foreign(line) for line in by_lines(words)[1:])


def _is_foreign(line: list[Word]) -> bool:
    """Has the line of a title no word that titles have?"""
    keys = [key for w in line if (key := squeeze(w.text)) and not any(c.isdigit() for c in key)]
    return bool(keys) and len(keys[0]) > _SHORT and not any(key in TITLE_WORDS or key in CLASS_WORDS for key in keys)


def _is_twice(a: RowReading, b: RowReading) -> bool:
    one, other = str(a.value(_TEXTS[0])), str(b.value(_TEXTS[0]))
    if one == other or not (one.startswith(other) or other.startswith(one)):
        return False
    return all(a.value(name) == b.value(name) for name in a.cells if name not in _TEXTS)


def _prose(reading: Reading) -> Iterator[Fault]:
    notes = [by_lines(cell.words) for _, cell in reading.notes.footnotes]
    pairs = [(a, b) for lines in notes for a, b in pairwise(lines)]
    if any([w.text for w in a] == [w.text for w in b] for a, b in pairs):
        yield moved("a line of a note stands twice", NOTES)
    if any(w.text.startswith("____") for lines in notes for line in lines for w in line):
        yield moved("a rule of a table stands in a note", NOTES)
    if len(pairs) < _FEW_ENDS:
        return
    ends = sorted(line[-1].x_end for lines in notes for line in lines)
    width = ends[-2]  # one line may be another's
    short = sum(a[-1].x_end + 1 + len(b[0].text) <= width for a, b in pairs)
    if 0 < short <= max(2, len(pairs) // _LOOSE) or ends[-1] > width + _TOO_LONG:
        yield moved("a line of a note ends before the others do, or behind them", NOTES)
