"""Stage 7d: what a cell looks like to the model that weighs it.

A `Sight` is one cell of the record to be, the model that weighs it, and the names of the features that hold of it:
how it was read, on what page, in what row, what its relations say. Features are names and nothing else, so that a
fitted weight can be read as a sentence. Here are what all cells share (`Scene`) and what can be seen on a single
cell; `_row_sights` and `_head_sights` know the parts of the form. Changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters, digits

import attrs

from ._cells import Cell
from ._chunks import strange_words
from ._labels import squeeze
from ._lines import has_cells
from ._page import BLOCK, LINE, NEXT_CELL, Word, is_spaced
from ._reading import Reading

NUMBER, MONEY, DATE, LETTER, TEXT, NONE = "number", "money", "date", "letter", "text", "none"
NAME, TICK, HEAD, NOTES, ROW, TABLE, CLEAN = "name", "tick", "head", "notes", "row", "table", "clean"

_COSTS = ((0.0, "none"), (0.4, "slight"), (0.8, "some"), (1.3, "much"), (2.1, "great"))
COUNTS = ((0, "0"), (1, "1"), (3, "few"), (8, "many"))
AS_PRINTED = 0.3
"""What a cell may cost that was read as printed: a number of one digit costs a little."""
_SHARES = ((0.0, "none"), (0.05, "rare"), (0.12, "some"), (0.25, "many"))
_GRIME_SHARES = ((0.0, "none"), (0.004, "trace"), (0.02, "some"), (0.06, "much"))
_COMMAS = re.compile(r"\d,\d{3}")
_SIGN = re.compile(r"[^\w ,.\-()$'&%/\"]")
"""What stands in no title and no name."""
_PLAIN = (ascii_letters + digits + " ,.-()$'&%/\"").encode("ascii")
"""All else in ASCII is such a sign; what is left of a text of it is looked up as one."""
_MOST_DECIMALS = 4
_LEADING_ONE = re.compile(r"\W*1\d{0,2}(?:,\d{3})+\b")
"""`17,583`: the rule before a cell may be read as a 1."""
_RULE_SIGNS = frozenset("|1!l")
DIGIT = re.compile(r"\d")
_OPEN_NUMBER = re.compile(r"\d[.,](?![\d])|^\$?0\d")
"""A number whose decimals stand elsewhere, or whose whole part does."""
_PLAIN_DATE = re.compile(r"\d\d?/\d\d?/(?:\d{4}|\d\d)")


def bucket(value: float, steps: tuple[tuple[float, str], ...]) -> str:
    for limit, name in steps:
        if value <= limit:
            return name
    return "more"


@attrs.frozen
class Scene:
    """What is the same for every cell of a filing."""

    page: str
    damage: str
    fails: str
    grime: str
    unseen: bool
    """No transaction has the date that is said to be the earliest one's."""
    uncited: frozenset[str]
    noted: frozenset[str]
    """The footnotes that no cell cites, and all."""

    @property
    def common(self) -> tuple[str, ...]:
        """The features that every cell shares."""
        return _common(self.page, self.damage, self.grime)


@lru_cache(maxsize=256)
def _common(page: str, damage: str, grime: str) -> tuple[str, ...]:
    page = f"page:{page}"
    return (page, f"damage:{damage}", f"{page}:{damage}", f"grime:{grime}", f"{page}:grime:{grime}")


@attrs.define(slots=True, eq=False)
class Sight:
    """One cell as the model sees it."""

    path: str
    cell: Cell
    kind: str
    """The kind of its value; one of the names above."""
    model: str
    """Whose weights decide: those of its kind, or of its field among that kind."""
    shared: tuple[str, ...]
    """Features that many cells share."""
    own: tuple[str, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The names of all that holds of the cell."""
        return (*self.shared, *self.own)


def _damage(reading: Reading, cells: list[Cell]) -> str:
    """How far the text is from what was printed: letters of labels, and values read loosely."""
    edits = sum([h.edits for h in reading.labels.hits])
    filled = [c for c in cells if c.words]
    loose = sum([c.cost >= 0.5 and bool(c.repairs) for c in filled]) / len(filled) if filled else 0.0
    return bucket(min(edits, 40) / 80 + loose, _SHARES)


def set_scene(reading: Reading) -> Scene:
    cells = [c for _, got in reading.tables() for row in got.rows for c in row.cells.values()]
    judged = [c for c in cells if (c.agree or c.disagree) and c.value is not None]
    fails = sum([bool(c.disagree) for c in judged]) / len(judged) if judged else 0.0
    regions = [r for r in (reading.regions.table_1, reading.regions.table_2) if r is not None]
    tables = slice(regions[0][0], regions[-1][1]) if regions else slice(0)
    celled = has_cells(reading.gaps[tables]) if reading.positioned else reading.has_columns
    page = "celled" if celled else _flow(reading)
    shares = bucket(fails, _SHARES), bucket(reading.grime, _GRIME_SHARES)
    noted = frozenset([name for name, _ in reading.notes.footnotes])
    return Scene(page, _damage(reading, cells), *shares, _unseen(reading), reading.uncited(), noted)


def _unseen(reading: Reading) -> bool:
    period = reading.heading.period.value
    dates = [row.value("transaction_date") for _, row in reading.rows()]
    return reading.heading.form == "4" and period is not None and period not in dates


def _flow(reading: Reading) -> str:
    """Laid out by spaces; by spaces whose columns drift from line to line; or in reading order."""
    if reading.positioned:
        return "spaced"
    return "drifting" if is_spaced(reading.labels.words) else "stream"


_NO_COST = f"cost:{bucket(0.0, _COSTS)}"


def cost_of(cell: Cell) -> str:
    """How far from printed the cell was read."""
    return f"cost:{bucket(cell.cost, _COSTS)}" if cell.cost > 0 else _NO_COST


def _raw(words: list[Word]) -> str:
    return " ".join(w.text for w in words)


def has_signs(text: str) -> bool:
    """Does it hold a sign that stands in no title and no name?"""
    if text.isascii():
        return bool(text.encode("ascii").translate(None, _PLAIN))
    return "_" in text or _SIGN.search(text) is not None


def shape(kind: str, cell: Cell) -> Iterator[str]:
    """What the value looks like, and what the text that it was read from looks like."""
    raw, value = _raw(cell.words), cell.value
    if isinstance(value, Decimal):
        plain = str(value)
        if kind == MONEY:
            yield "sign" if "$" in raw else "unsigned"
            if _OPEN_NUMBER.search(raw):
                yield "open"
            elif value >= 1000 and not _COMMAS.search(raw):
                yield "uncommaed"
            digits = len(plain.partition(".")[2])
            yield f"decimals:{min(digits, 5)}"
            yield "size:" + bucket(float(value), ((0, "zero"), (1, "penny"), (10, "low"), (1000, "usual")))
        else:
            yield "commas" if _COMMAS.search(raw) else "plain" if value < 1000 else "uncommaed"
            yield "size:" + bucket(
                float(value), ((0, "zero"), (9, "one"), (99, "two"), (999, "three"), (10_000_000, "usual"))
            )
            if _LEADING_ONE.match(raw):
                yield "leading one"
            if "." in plain:
                yield "fraction"
            if "$" in raw:
                yield "sign"
    elif isinstance(value, date):
        yield "plain" if _PLAIN_DATE.search(raw) else "odd"
    elif kind == LETTER:
        yield "plain" if raw.strip("|[]() ")[:1] == value and len(raw.strip()) <= 1 else "odd"
        yield f"value:{value}"
        if raw in _RULE_SIGNS:
            yield "rule sign"
    elif isinstance(value, str):
        plain_words = [squeeze(w) for w in value.split()]
        yield "strange:" + bucket(strange_words(plain_words), COUNTS)
        yield "words:" + bucket(len(plain_words), ((1, "1"), (2, "2"), (5, "few")))
        if DIGIT.search(value):
            yield "digits"
        if has_signs(value):
            yield "signs"
        if value[:1].islower():
            yield "lower"


def mark_like(cell: Cell, uncited: frozenset[str], noted: frozenset[str]) -> Iterator[str]:
    """A number that ends with the number of a footnote: its mark may have become a digit.

    More so where no cell cites the footnote; where it is the fourth decimal, which few prices have; or where the
    mark's end is left (`119.4416)`).
    """
    whole = _raw(cell.words)
    raw = whole.rstrip(")]}\"'*. ")
    if cell.marks or not raw[-1:].isdigit():
        return
    if len(raw) < len(whole) and "(" not in raw:
        yield f"closed:{len(str(cell.value).partition('.')[2])}"
    if raw[-1:] in uncited or raw[-2:] in uncited or raw[-2:].lstrip("0") in uncited:
        yield "tail"
    if raw[-1:] in noted and len(str(cell.value).partition(".")[2]) == _MOST_DECIMALS:
        yield "fourth decimal"


def seams(cell: Cell) -> tuple[str, ...]:
    """Where the words of the value do not simply follow each other."""
    words = cell.words
    if len(words) < 2:
        return ()
    gaps = {w.gap for w in words[1:]}
    starts = [w.start for w in words]
    lines = ("lines",) if LINE in gaps or BLOCK in gaps else ()
    cells = ("cells",) if NEXT_CELL in gaps else ()
    return (*lines, *cells, "woven") if starts != sorted(starts) else (*lines, *cells)
