"""Stage 7f3: values as no form prints them.

Takes a weighed `Reading`. No amount begins with a 0 and another digit (`06.72` was `206.72`), and none has four digits
before a comma (`4181,077`: the first may be a rule). Scans give letters for letters, too: a code that one transaction
in a thousand has is likelier another (`E` for `F`), a date of seven digits or of a month with one has lost a glyph, of
`III` an `I` goes first, `A.C` in a title is what is left of two words, amounts of the same digits but for a point are
one amount, and a ticker whose bracket does not close may have lost its end. None of these is offered as sure. Sets
confidence; reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .._review import DOUBT
from ..spec.codes import USUAL_CODES
from ..spec.tables import DATE, MONEY, NUMBER, TABLE_I, TABLE_II
from ._cells import Cell, RowReading
from ._reading import Reading
from ._tables import TableReading
from ._titles import TITLES

_COLUMNS = {column.field: column.kind for table in (TABLE_I, TABLE_II) for column in table.columns}
_AMOUNTS = tuple(field for field, kind in _COLUMNS.items() if kind in (NUMBER, MONEY))
_DATES = tuple(field for field, kind in _COLUMNS.items() if kind == DATE)
_BEHEADED = re.compile(r"\W*0[\d,]")
_A_WORD = re.compile("[a-z][abcegi-kmnprt-z][a-z]*")
"""A code with letters that no mark is read as: `so` is an S with its mark, `fan` may be anything."""
_NO_LETTER = re.compile("[^A-Za-z0-9>]+|po")
"""What is left of either letter; `>` is what is left of a D."""
_MISGROUPED = re.compile(r"\d{4},\d")
_SHORT_DATE = re.compile(r"\d{7}|\d/\d\d/\d{4}")
AROUND = "|[](){}.,;:'\"*_ "
"""What marks and rules leave around a word."""
_NUMERAL = "II"


def doubt_misprints(reading: Reading) -> None:
    """Lower the confidence of values that were printed otherwise."""
    rows = [row for _, row in reading.rows() if not row.exact]
    doubted = [cell for row in rows for cell in _ill_begun(row)]
    misread = [
        *(cell for row in rows for cell in (*_misread(row), *_repeated(row), *_misspelled(row))),
        *(cell for _, got in reading.tables() for cell in _preceded(got)),
        *_shortened(reading),
    ]
    if misread and reading.is_scanned:
        doubted += misread
    for cell in doubted:
        cell.confidence = min(cell.confidence, DOUBT)


def _ill_begun(row: RowReading) -> Iterator[Cell]:
    """Amounts whose first digits are lost, or have got one that is not theirs."""
    for field in _AMOUNTS:
        cell = row.cells.get(field)
        if cell is None or not cell.words:
            continue
        if _BEHEADED.match(_raw(cell)) or any(_MISGROUPED.search(w.text) for w in cell.words):
            yield cell


def _repeated(row: RowReading) -> Iterator[Cell]:
    """Amounts with the digits of the one beside them but another point, and one owned that may be what underlies: all
    that the row has, where all of it went."""
    shares, owned = row.cells.get("shares"), row.cells.get("shares_owned_following")
    if shares is None or owned is None or not isinstance(shares.value, Decimal) or not isinstance(owned.value, Decimal):
        return
    if shares.value != owned.value and _digits(shares.value) == _digits(owned.value):
        yield from (shares, owned)
    side, under = row.cells.get("acquired_disposed_code"), row.cells.get("underlying_security_shares")
    disposed = under is not None and under.value is None and side is not None and side.value == "D"
    if disposed and shares.value == owned.value:
        yield owned


def _preceded(got: TableReading) -> Iterator[Cell]:
    """Amounts that are another row's with a 1 before it: a rule of the table, read as a digit (`1` for `|`)."""
    for field in _AMOUNTS:
        cells = [cell for row in got.rows if not row.exact and (cell := row.cells.get(field)) is not None]
        said = {str(cell.value) for cell in cells}
        yield from (c for c in cells if (own := str(c.value))[0] == _RULE and len(own) > _LONG and own[1:] in said)


_RULE, _LONG = "1", 4
"""What a rule looks like; shorter amounts are another's end by chance."""


def _digits(value: Decimal) -> str:
    return str(value).replace(".", "")


def _misread(row: RowReading) -> Iterator[Cell]:
    """Codes that are hardly ever printed or misread, letters that are none, and dates with a glyph too few."""
    code = row.cells.get("transaction_code")
    if code is not None and isinstance(code.value, str) and (code.value not in USUAL_CODES or _is_a_word(code)):
        yield code
    form = row.cells.get("direct_or_indirect")
    if form is not None and form.words and form.value is not None and _NO_LETTER.fullmatch(_raw(form)):
        yield form
    for field in _DATES:
        cell = row.cells.get(field)
        if cell is not None and cell.words and _SHORT_DATE.fullmatch(_raw(cell).strip(AROUND)):
            yield cell


def _misspelled(row: RowReading) -> Iterator[Cell]:
    """Titles with a word whose end is lost: `Class A.C Stock`."""
    for field in TITLES:
        cell = row.cells.get(field)
        if cell is not None and any(_LETTERS.fullmatch(w.text) for w in cell.words):
            yield cell


_LETTERS = re.compile(r"[A-Z]\.[A-Za-z]")


def _is_a_word(cell: Cell) -> bool:
    return any(_A_WORD.fullmatch(w.text) for w in cell.words[:1])


def _shortened(reading: Reading) -> Iterator[Cell]:
    """Names and tickers that may have lost a letter."""
    for owner in reading.owners:
        if any(w.text.strip(AROUND) == _NUMERAL for w in owner.name.words):
            yield owner.name
    ticker = _raw(reading.heading.ticker)
    if "[" in ticker and "]" not in ticker:
        yield reading.heading.ticker


def _raw(cell: Cell) -> str:
    return "".join([w.text for w in cell.words])
