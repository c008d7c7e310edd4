"""Stage 7f2: amounts and titles with a glyph that is not theirs.

Takes a weighed `Reading`. What is left of a rule reads as a digit before an amount (`|11,388` as `111,388`), and OCR
reads one letter of a name for another, and the mark of a footnote for decimals. An amount that is the one beside it in
its row but for a digit before it, where no balance bears it out, a price of more decimals than cents whose mark may be
among them, a title with a word that the issuer's name spells otherwise, and on a page that was scanned one with an
acronym that stands nowhere else, are not offered as sure. Sets confidence; reports nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from .._review import DOUBT
from ..spec import relations as rel
from ..spec.lexicon import NATURE_WORDS, TITLE_ENDINGS, TITLE_WORDS
from ._atoms import is_grimy
from ._cells import Cell, RowReading
from ._labels import squeeze
from ._misprints import AROUND
from ._reading import Reading
from ._spelling import one_letter_off
from ._tables import TableReading
from ._titles import TITLES

_PAIRS = (
    ("shares_owned_following", "shares"),
    ("shares", "shares_owned_following"),
    ("underlying_security_shares", "shares"),
    ("shares", "underlying_security_shares"),
)
"""Amounts that are often the same."""
_BORNE_OUT = frozenset((rel.BALANCE_BEFORE, rel.BALANCE_AFTER, rel.BALANCE_REPEATED, rel.TWIN, rel.UNDERLYING))
_LEAST_DIGITS = 3
_ROUND = "00"
"""Round amounts are alike by chance: 500 and 1,500."""
_LEAST_NAME = 4


def doubt_stuck(reading: Reading) -> None:
    """Lower the confidence of amounts and titles that have a glyph too many, or another one."""
    issuer = {key for w in reading.heading.issuer.words if len(key := squeeze(w.text)) >= _LEAST_NAME}
    for _, row in reading.rows():
        if row.exact:
            continue
        titles = [cell for field in TITLES if (cell := row.cells.get(field)) is not None]
        misspelled = [c for c in titles if any(_is_misspelled(squeeze(w.text), issuer) for w in c.words)]
        for cell in (*_longer_by_a_digit(row), *misspelled):
            cell.confidence = min(cell.confidence, DOUBT)
    for cell in (*_with_acronyms(reading), *_with_natures_word(reading)):
        cell.confidence = min(cell.confidence, DOUBT)
    for _, got in reading.tables():
        for cell in _with_marks_digits(got):
            cell.confidence = min(cell.confidence, DOUBT)


def _with_acronyms(reading: Reading) -> Iterator[Cell]:
    """Titles with capitals that say no word, so that of a letter more or less nothing is seen: `HPEYV, Inc. shares`."""
    cells = [c for _, row in reading.rows() if not row.exact for f in TITLES if (c := row.cells.get(f)) is not None]
    named = [(cell, keys) for cell in cells if (keys := _acronyms(cell))]
    if named and reading.is_scanned:
        own = {id(w) for cell, _ in named for w in cell.words}
        said = {squeeze(w.text) for w in reading.labels.words if id(w) not in own}
        yield from (cell for cell, keys in named if not keys <= said)


def _with_natures_word(reading: Reading) -> Iterator[Cell]:
    """Titles that another of the filing's titles is but for a word of natures before or behind it: `Fund Common Units`,
    `Series B Cumulative Trust` beside `Series B Cumulative Preferred Stock`."""
    cells = [c for _, row in reading.rows() if not row.exact for f in TITLES if (c := row.cells.get(f)) is not None]
    titles = {id(c): tuple(filter(None, map(squeeze, str(c.value).split()))) for c in cells if c.value is not None}
    said = set(titles.values())
    starts = Counter(keys[:n] for keys in said for n in range(_LEAST_ALIKE, min(len(keys), _MOST_ALIKE)))
    for cell in cells:
        keys = titles.get(id(cell), ())
        if len(keys) <= _LEAST_ALIKE:
            continue
        headed = keys[0] in NATURE_WORDS and (keys[1:] in said or starts[keys[1:]] > 0)
        ended = keys[-1] in NATURE_WORDS and keys[-1] not in TITLE_ENDINGS and starts[keys[:-1]] > 1
        if headed or ended:
            yield cell


_LEAST_ALIKE, _MOST_ALIKE = 2, 20
"""Words that titles have in common; a cell of many more is no title."""


def _acronyms(cell: Cell) -> set[str]:
    """The words of capitals of a title that has others, too, and are none of titles'."""
    texts = [w.text.strip(AROUND) for w in cell.words]
    if not any(len(t) >= _LEAST_NAME and t[1:].islower() for t in texts):
        return set()
    return {key for t in texts if _ACRONYM.fullmatch(t) and (key := squeeze(t)) not in TITLE_WORDS}


_ACRONYM = re.compile("[A-Z]{3,6}")


def _longer_by_a_digit(row: RowReading) -> Iterator[Cell]:
    for field, beside in _PAIRS:
        cell, digits = row.cells.get(field), _digits(row.value(beside))
        if cell is None or not cell.words or len(digits) < _LEAST_DIGITS or digits.endswith(_ROUND):
            continue
        if _digits(cell.value)[1:] == digits and _BORNE_OUT.isdisjoint(cell.agree):
            yield cell


def _with_marks_digits(got: TableReading) -> Iterator[Cell]:
    """Prices of a scan that cite no footnote and have more decimals than cents, where others cite one: `$867.5605)`;
    or more than the others have."""
    prices = [c for row in got.rows if (c := row.cells.get(_PRICE)) is not None and isinstance(c.value, Decimal)]
    fine = [c for c in prices if c.words and not c.marks and _decimals(c) > _CENTS]
    cited = sum(bool(c.marks) for c in prices)
    many = cited >= _FEWEST_CITED and cited * 2 >= len(prices)
    if fine and any(is_grimy(w.text) for row in got.rows for c in row.cells.values() for w in c.words):
        usual = Counter(_decimals(c) for c in prices).most_common(1)[0]
        for cell in fine:
            longer = usual[1] >= _FEWEST_CITED and _decimals(cell) == usual[0] + 1
            if many or longer or _CLOSED.search(cell.words[-1].text):
                yield cell


def _decimals(cell: Cell) -> int:
    return len(str(cell.value).partition(".")[2])


_PRICE = "price_per_share"
_CENTS = 2
_CLOSED = re.compile(r"^[^(]*\d\)")
_FEWEST_CITED = 3
"""So many prices of a table, and half of them, cite footnotes where each does."""


def _digits(value: object) -> str:
    """Those of a whole number."""
    return str(int(value)) if isinstance(value, Decimal) and value == value.to_integral_value() else ""


def _is_misspelled(key: str, names: set[str]) -> bool:
    """Does a word of a name stand among these with one letter less, more or another?"""
    if len(key) < _LEAST_NAME or key in names or key in TITLE_WORDS:
        return False
    return any(one_letter_off(key, other) for other in names)
