"""The tables as data: their columns, what each holds, and what it costs to leave one blank.

One spec for each table of each edition; the engine has one solver for all of them. Costs are in the units of
the row solver: about one for each factor of e that something is less likely. A blank date in a transaction
never happens (6), a blank deemed date nearly always does (0).
"""

from __future__ import annotations

import attrs

TEXT = "text"
DATE = "date"
CODE = "code"
VOLUNTARY = "voluntary"
NUMBER = "number"
MONEY = "money"
SIDE = "side"
FORM = "form"

DERIVATIVE = "derivative"
NON_DERIVATIVE = "non_derivative"


@attrs.frozen(eq=False)
class Column:
    """One column: the record's field, the kind of its values, and its costs.

    `blank`: cost of an empty cell in a transaction; `mark_only`: cost of a cell that holds only a footnote mark;
    `side`: the acquired/disposed code that a number says by standing in this column; `value`: the only value this
    state takes; columns of one `group` are alternatives: one of them is filled.
    """

    field: str
    kind: str
    blank: float = 0.0
    mark_only: float = 5.0
    side: str | None = None
    value: str | None = None
    group: str = ""
    holding: float | None = None
    """Cost of an empty cell in a holding; None where a holding has no such cell filled."""
    fill: float = 0.0
    """Cost of the cell being filled at all: deemed dates and the V are rare."""
    form_number: bool = False
    """The cell may hold the number of the form that should have reported the line: `3` on Form 5."""


@attrs.frozen(eq=False)
class TableSpec:
    """A table of one edition.

    `heads` names the headings of its cells from left to right, for pages where their place tells the column: a
    number for a numbered heading (`2a`), a word for one of the second line (see `HEAD_WORDS`).
    """

    table: str
    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    transactions: bool = True

    cells: tuple[int, ...] = attrs.field(init=False)
    """For each column the cell it stands in: D and I share one."""

    @cells.default
    def _count_cells(self) -> tuple[int, ...]:
        out: list[int] = []
        for i, column in enumerate(self.columns):
            same = i and column.group == "form" and self.columns[i - 1].group == "form"
            out.append(out[-1] if same else (out[-1] + 1 if out else 0))
        return tuple(out)


_TITLE = Column("security_title", TEXT, blank=4.0, holding=4.0)
_DATE = Column("transaction_date", DATE, blank=5.0)
_DEEMED = Column("deemed_execution_date", DATE, fill=1.2)
_CODE = Column("transaction_code", CODE, blank=3.5)
_CODE_5 = attrs.evolve(_CODE, form_number=True)
_VOLUNTARY = Column("is_voluntary", VOLUNTARY, fill=2.0)
_SHARES = Column("shares", NUMBER, blank=5.0, mark_only=4.0)
_SIDE = Column("acquired_disposed_code", SIDE, blank=2.5)
_PRICE = Column("price_per_share", MONEY, blank=2.5, mark_only=0.8)
_OWNED = Column("shares_owned_following", NUMBER, blank=4.0, mark_only=3.5, holding=4.0)
_DIRECT = Column("direct_or_indirect", FORM, blank=3.0, value="D", group="form", holding=3.0)
_INDIRECT = Column("direct_or_indirect", FORM, blank=3.0, value="I", group="form", holding=3.0)
_NATURE = Column("nature_of_ownership", TEXT, mark_only=0.8, holding=0.0)

_EXERCISE_PRICE = Column("conversion_or_exercise_price", MONEY, blank=2.0, mark_only=0.6, holding=2.0)
_ACQUIRED = Column("shares", NUMBER, blank=5.0, mark_only=4.0, side="A", group="shares")
_DISPOSED = Column("shares", NUMBER, blank=5.0, mark_only=4.0, side="D", group="shares")
_EXERCISE_DATE = Column("exercise_date", DATE, blank=1.4, mark_only=0.5, holding=1.4)
_EXPIRATION_DATE = Column("expiration_date", DATE, blank=1.6, mark_only=0.6, holding=1.6)
_UNDERLYING_TITLE = Column("underlying_security_title", TEXT, blank=3.5, mark_only=4.0, holding=3.5)
_UNDERLYING_SHARES = Column("underlying_security_shares", NUMBER, blank=3.0, mark_only=2.5, holding=3.0)
_DERIVATIVE_PRICE = attrs.evolve(_PRICE, blank=2.0, mark_only=1.0, holding=0.0)
_DERIVATIVE_OWNED = attrs.evolve(_OWNED, blank=3.0)

HEAD_WORDS = {
    "code": r"code$|co$|codev$",
    "v": r"v$",
    "amount": r"amount$|4securities$",
    "a|d": r"(?:aor|ad|aord|a)$",
    "a": r"ad?$",
    "d": r"d$",
    "price": r"price$",
    "exercisable": r"dateexercisable|exercisable$",
    "expiration": r"expiration",
    "title": r"title$",
    "shares": r"amount|number|shares$",
}
"""How the headings of the second line begin, squeezed."""

TABLE_I = TableSpec(
    NON_DERIVATIVE,
    (_TITLE, _DATE, _DEEMED, _CODE, _VOLUNTARY, _SHARES, _SIDE, _PRICE, _OWNED, _DIRECT, _INDIRECT, _NATURE),
    ("1", "2", "2a", "code", "v", "amount", "a|d", "price", "5", "6", "7"),
)
TABLE_I_WITHOUT_V = TableSpec(
    NON_DERIVATIVE,
    (_TITLE, _DATE, _DEEMED, _CODE_5, _SHARES, _SIDE, _PRICE, _OWNED, _DIRECT, _INDIRECT, _NATURE),
    ("1", "2", "2a", "3", "amount", "a|d", "price", "5", "6", "7"),
)
TABLE_I_TYPED = TableSpec(
    NON_DERIVATIVE,
    (
        attrs.evolve(_TITLE, blank=1.5),
        _DATE,
        _CODE,
        _VOLUNTARY,
        _SHARES,
        _SIDE,
        _PRICE,
        _OWNED,
        _DIRECT,
        _INDIRECT,
        _NATURE,
    ),
    ("1", "2", "3", "v", "4", "a|d", "price", "5", "6", "7"),
)
TABLE_II = TableSpec(
    DERIVATIVE,
    (
        _TITLE,
        _EXERCISE_PRICE,
        _DATE,
        _DEEMED,
        _CODE,
        _VOLUNTARY,
        _ACQUIRED,
        _DISPOSED,
        _EXERCISE_DATE,
        _EXPIRATION_DATE,
        _UNDERLYING_TITLE,
        _UNDERLYING_SHARES,
        _DERIVATIVE_PRICE,
        _DERIVATIVE_OWNED,
        _DIRECT,
        _INDIRECT,
        _NATURE,
    ),
    ("1", "2", "3", "3a", "code", "v", "a", "d", "exercisable", "expiration", "title", "shares", "8", "9", "10", "11"),
)
TABLE_II_WITHOUT_V = TableSpec(
    DERIVATIVE,
    tuple(_CODE_5 if c is _CODE else c for c in TABLE_II.columns if c is not _VOLUNTARY),
    ("1", "2", "3", "3a", "4", "a", "d", "exercisable", "expiration", "title", "shares", "8", "9", "10", "11"),
)
TABLE_II_TYPED = TableSpec(
    DERIVATIVE,
    (
        attrs.evolve(_TITLE, blank=1.5),
        _EXERCISE_PRICE,
        _DATE,
        _CODE,
        _VOLUNTARY,
        _SHARES,
        _SIDE,
        _EXERCISE_DATE,
        _EXPIRATION_DATE,
        _UNDERLYING_TITLE,
        _UNDERLYING_SHARES,
        _DERIVATIVE_PRICE,
        _DERIVATIVE_OWNED,
        _DIRECT,
        _INDIRECT,
        _NATURE,
    ),
    ("1", "2", "3", "4", "v", "5", "a|d", "6", "expiration", "7", "shares", "8", "9", "10", "11"),
)
TABLE_I_INITIAL = TableSpec(
    NON_DERIVATIVE, (_TITLE, _OWNED, _DIRECT, _INDIRECT, _NATURE), ("1", "2", "3", "4"), transactions=False
)
TABLE_II_INITIAL = TableSpec(
    DERIVATIVE,
    (
        _TITLE,
        _EXERCISE_DATE,
        _EXPIRATION_DATE,
        _UNDERLYING_TITLE,
        _UNDERLYING_SHARES,
        _EXERCISE_PRICE,
        _DIRECT,
        _INDIRECT,
        _NATURE,
    ),
    ("1", "exercisable", "expiration", "title", "shares", "4", "5", "6"),
    transactions=False,
)

INITIAL_EDITION = "3"
TYPED_EDITION = "typed"

SPECS: dict[tuple[str, str], tuple[TableSpec, ...]] = {
    ("4", NON_DERIVATIVE): (TABLE_I,),
    ("4", DERIVATIVE): (TABLE_II,),
    ("5", NON_DERIVATIVE): (TABLE_I_WITHOUT_V, TABLE_I),
    ("5", DERIVATIVE): (TABLE_II_WITHOUT_V, TABLE_II),
    (INITIAL_EDITION, NON_DERIVATIVE): (TABLE_I_INITIAL,),
    (INITIAL_EDITION, DERIVATIVE): (TABLE_II_INITIAL,),
    (TYPED_EDITION, NON_DERIVATIVE): (TABLE_I_TYPED,),
    (TYPED_EDITION, DERIVATIVE): (TABLE_II_TYPED,),
}
"""(edition, table) -> the specs to try, likeliest first."""
