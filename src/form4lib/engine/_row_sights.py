"""Stage 7d1: the tables, their rows and cells as the models see them.

Takes a reconciled `Reading`. Gives a `Sight` for each table, each row and each cell of a row. A cell that was read
as printed, in a place that the layout gives, on a page where everything stands as printed, is seen by a model of
its own that looks at little. Changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from ..spec import relations as rel
from ..spec.tables import INITIAL_EDITION
from ._atoms import is_strong, is_value
from ._cells import UNREAD, Cell, RowReading, is_said
from ._neighbours import Neighbours
from ._reading import Reading
from ._sights import (
    AS_PRINTED,
    CLEAN,
    COUNTS,
    DATE,
    LETTER,
    MONEY,
    NONE,
    NUMBER,
    ROW,
    TABLE,
    TEXT,
    Scene,
    Sight,
    bucket,
    cost_of,
    mark_like,
    seams,
    shape,
)
from ._tables import TableReading
from ._unsettled import backing, harmony, is_dealt, spread

_KIND = {
    "shares": NUMBER,
    "shares_owned_following": NUMBER,
    "underlying_security_shares": NUMBER,
    "price_per_share": MONEY,
    "conversion_or_exercise_price": MONEY,
    "transaction_date": DATE,
    "deemed_execution_date": DATE,
    "exercise_date": DATE,
    "expiration_date": DATE,
    "transaction_code": LETTER,
    "acquired_disposed_code": LETTER,
    "direct_or_indirect": LETTER,
    "is_voluntary": LETTER,
    "security_title": TEXT,
    "underlying_security_title": TEXT,
    "nature_of_ownership": TEXT,
}
"""Of what kind the values of a field are."""
_MODEL = {
    "transaction_code": "code",
    "acquired_disposed_code": "side",
    "direct_or_indirect": "form",
    "is_voluntary": "voluntary",
    "price_per_share": "price",
    "conversion_or_exercise_price": "exercise price",
    "security_title": "title",
    "underlying_security_title": "underlying",
    "nature_of_ownership": "nature",
}
"""Which model weighs a value, where not that of its kind: one letter is misread for other reasons than another."""
_TRADE = "no trade"
_BLANK_MODEL = {
    "deemed_execution_date": "no deemed date",
    "nature_of_ownership": "no nature",
    "price_per_share": "no price",
    "conversion_or_exercise_price": "no exercise price",
    "exercise_date": "no exercise date",
    "expiration_date": "no exercise date",
    "transaction_date": _TRADE,
    "transaction_code": _TRADE,
    "shares": _TRADE,
    "acquired_disposed_code": _TRADE,
}
"""Which model weighs a blank, where not the common one: some fields are mostly blank, of others a trade is made."""

NEEDED = {
    ("non_derivative", True): (
        "security_title",
        "transaction_date",
        "transaction_code",
        "shares",
        "acquired_disposed_code",
        "shares_owned_following",
        "direct_or_indirect",
    ),
    ("non_derivative", False): ("security_title", "shares_owned_following", "direct_or_indirect"),
    ("derivative", True): (
        "security_title",
        "transaction_date",
        "transaction_code",
        "shares",
        "underlying_security_title",
        "underlying_security_shares",
        "shares_owned_following",
        "direct_or_indirect",
    ),
    ("derivative", False): (
        "security_title",
        "underlying_security_title",
        "underlying_security_shares",
        "direct_or_indirect",
    ),
}
"""What a whole row has."""

_ROW_COSTS = ((2.0, "low"), (5.0, "some"), (9.0, "much"), (16.0, "great"))


class _Rows:
    """The features that the cells of one table's rows share."""

    def __init__(self, reading: Reading, scene: Scene, table: str, got: TableReading) -> None:
        self.reading, self.scene, self.table, self.got = reading, scene, table, got
        self._neighbours: Neighbours | None = None
        self.gaps = [_gaps(table, row) for row in got.rows]
        self.unseen, self.uncited, self.noted = scene.unseen, scene.uncited, scene.noted
        self.left = bucket(sum([is_value(w.text) for w in got.leftover]), COUNTS)
        guess = ("guessed",) if table in reading.regions.guessed else ()
        self.size = bucket(len(got.rows), ((1, "1"), (4, "few"), (10, "many")))
        self.common = (*scene.common, f"fails:{scene.fails}", f"left:{self.left}", f"rows:{self.size}", *guess)
        self.dealt = harmony(got) if is_dealt(got) else ""
        if self.dealt:
            self.common = (*self.common, f"dealt:{self.dealt}")
        if reading.heading.typed:
            self.common = (*self.common, "typed")
        self.tag = "2" if table == "derivative" else "1"
        if reading.heading.form == INITIAL_EDITION:
            self.tag += "i"

    def of(self, index: int, row: RowReading) -> tuple[str, ...]:
        """What the cells of one row share."""
        values = [c for c in row.cells.values() if c.value is not None]
        against = sum([len(c.disagree) for c in values])
        backed = sum([bool(c.agree) and not c.disagree for c in values]) / len(values) if values else 0.0
        noise = sum([is_said(w.text) for w in row.noise])
        out = (
            *self.common,
            f"layout:{'exact' if row.exact else 'loose'}:{self.scene.page}",
            f"gaps:{bucket(self.gaps[index], COUNTS)}",
            f"noise:{bucket(noise, COUNTS)}",
            f"rowcost:{bucket(row.row.cost, _ROW_COSTS)}",
            f"against:{bucket(against, COUNTS)}",
            f"backed:{bucket(backed, ((0.35, 'low'), (0.55, 'some'), (0.7, 'well')))}",
            f"kind:{self.tag}{'t' if row.is_transaction else 'h'}",
            f"way:{row.way}:{self.scene.page}",
        )
        if self.dealt:
            among = bucket(row.row.among, ((0, "0"), (1, "1"), (3, "few")))
            out = (*out, f"dealt:{self.dealt.partition(':')[0]}:{row.way}", f"among:{among}:{row.way}")
        return (*out, "noise:value") if row.noise and any(is_value(w.text) for w in row.noise) else out

    def sights(self) -> Iterator[Sight]:
        """The table, its rows, and every cell of every row."""
        yield Sight(self.table, Cell(), TABLE, TABLE, self.common, tuple(self._whole()))
        settled = self.dealt.partition(":")[0]
        for index, row in enumerate(self.got.rows):
            common = self.of(index, row)
            of_row = f"kind:{self.tag}{'t' if row.is_transaction else 'h'}"
            place = f"{self.table}[{index}]"
            yield Sight(place, Cell(), ROW, ROW, common, tuple(_row_shape(row)))
            peers = self.got.rows[max(0, index - 1) : index] + self.got.rows[index + 1 : index + 2]
            clean = _clean(self.scene.page, self.left, self.size, of_row) if self.is_clean(row) else ()
            beside = {} if row.exact else self.beside(row)
            for field, cell in row.cells.items():
                path = f"{place}.{field}"
                if clean and cell.cost <= AS_PRINTED and not cell.repairs and cell.state != "inferred":
                    yield Sight(path, cell, CLEAN, CLEAN, clean, _plainly(self.tag, field, cell))
                elif cell.value is None:
                    own = tuple(_blank(self.tag, field, row, cell, peers))
                    yield Sight(path, cell, NONE, _BLANK_MODEL.get(field, NONE), common, own)
                else:
                    kind = _KIND[field]
                    more = mark_like(cell, self.uncited, self.noted) if isinstance(cell.value, Decimal) else ()
                    if settled:
                        more = (*more, *self.evenness(settled, field, cell))
                    if field in beside:
                        more = (*more, f"beside:{beside[field]}:{row.way}")
                    own = (f"field:{field}:{self.tag}", *_own(kind, cell), *more)
                    yield Sight(path, cell, kind, _MODEL.get(field, kind), common, own)

    def beside(self, row: RowReading) -> dict[str, int]:
        """How many of its neighbours each cell of the row has beside it."""
        if self._neighbours is None:
            self._neighbours = Neighbours(self.got)
        return self._neighbours.of(row)

    def evenness(self, settled: str, field: str, cell: Cell) -> tuple[str, str]:
        """Of a table whose rows were put together: do they come out even, and does it matter whose the cell is?"""
        how = f"{settled}:{spread(self.got, field)}"
        return (f"{how}:{backing(cell)}", f"{field}:{how}")

    def is_clean(self, row: RowReading) -> bool:
        """A row in cells that the layout gives, on a page where everything stands as printed."""
        return (
            row.exact and self.scene.damage == "none" and not (row.noise and any(is_value(w.text) for w in row.noise))
        )

    def _whole(self) -> Iterator[str]:
        """What bears on whether the table has lost rows."""
        reading, got = self.reading, self.got
        rows, other = got.rows, reading.table_1 if self.table == "derivative" else reading.table_2
        region = reading.regions.table_2 if self.table == "derivative" else reading.regions.table_1
        tag = f"{self.tag}{'' if rows else '-'}"
        size = region[1] - region[0] if region else 0
        yield f"table:{tag}"
        if self.scene.damage == "none" and all(row.exact for row in rows):
            how = "guessed" if self.table in reading.regions.guessed else "labelled"
            yield f"exact:{self.scene.page}:{tag}:{how}"
        yield f"size:{tag}:{bucket(size / (len(rows) + 1), ((0, '0'), (60, 'few'), (120, 'some'), (240, 'many')))}"
        yield f"page:{self.scene.page}:{tag}"
        left = [w for w in got.leftover if is_value(w.text)]
        strong = sum([is_strong(w.text) for w in left])
        yield f"strong left:{tag}:{bucket(strong, COUNTS)}"
        yield f"dates left:{bucket(sum([w.text.count('/') == 2 for w in left]), COUNTS)}"
        yield f"words left:{tag}:{bucket(len(got.leftover), ((0, '0'), (3, 'few'), (10, 'some'), (40, 'many')))}"
        texts = [c for row in rows for f, c in row.cells.items() if _KIND[f] == TEXT]
        yield f"swallowed:{bucket(sum(map(is_strong, [w.text for c in texts for w in c.words])), COUNTS)}"
        torn = sum([gaps > 1 for gaps in self.gaps])
        yield f"torn:{bucket(torn, COUNTS)}"
        lonely = (
            sum([(word_of(r, "transaction_code") or "")[:1] in "MCX" for r in other.rows if not _has_twin(r)])
            if not rows
            else 0
        )
        yield f"lonely:{tag}:{bucket(lonely, COUNTS)}"
        if self.unseen:
            yield f"period unseen:{tag}"
        yield f"uncited:{tag}:{bucket(len(self.uncited), COUNTS)}"


def _gaps(table: str, row: RowReading) -> int:
    """How many values that a whole row has were not read."""
    cells = [row.cells.get(field) for field in NEEDED[table, row.is_transaction]]
    return sum([cell is None or not (cell.marks or _is_read(cell)) for cell in cells])


def _is_read(cell: Cell) -> bool:
    return cell.value is not None and (cell.cost < UNREAD or cell.state != "inferred")


def word_of(row: RowReading, field: str) -> str | None:
    """A row's text in a field."""
    value = row.value(field)
    return value if isinstance(value, str) else None


def _has_twin(row: RowReading) -> bool:
    return bool([c for c in row.cells.values() if rel.TWIN in c.agree or rel.TWIN in c.disagree])


def _row_shape(row: RowReading) -> Iterator[str]:
    """What bears on whether a row is one row of the form."""
    filled = sum([c.value is not None for n, c in row.cells.items() if n != "is_voluntary"])
    yield f"filled:{min(filled, 12)}"
    for field in (
        "security_title",
        "transaction_date",
        "transaction_code",
        "shares",
        "shares_owned_following",
        "direct_or_indirect",
    ):
        cell = row.cells.get(field)
        if cell is not None and cell.value is None:
            yield f"no {field}"
        elif cell is not None and cell.cost >= 0.8:
            yield f"loose {field}"
    titles = [c for n, c in row.cells.items() if n.endswith("title") and c.value is not None]
    yield f"swallowed:{bucket(sum(map(is_strong, [w.text for c in titles for w in c.words])), COUNTS)}"
    if rel.KNOWN_TITLE in [name for c in titles for name in c.disagree]:
        yield "strange title"


def _plainly(tag: str, field: str, cell: Cell) -> tuple[str, ...]:
    """What bears on a cell read as printed, where the layout gives its place."""
    stray = cell.value is None and bool(cell.words) and not cell.marks
    verdict = f"disagree:{field}" if cell.disagree else "agree" if cell.agree else ""
    plain = _plain_features(tag, field, cell.value is None, stray, verdict)
    return (*plain, *seams(cell)) if len(cell.words) > 1 and _KIND[field] == TEXT else plain


@lru_cache(maxsize=512)
def _clean(page: str, left: str, size: str, kind: str) -> tuple[str, ...]:
    """What the clean cells of one row share."""
    return (f"page:{page}", f"left:{left}", f"rows:{size}", kind)


@lru_cache(maxsize=512)
def _plain_features(tag: str, field: str, is_none: bool, stray: bool, verdict: str) -> tuple[str, ...]:
    names = (f"field:{field}:{tag}:{'none' if is_none else 'value'}", "words" if stray else "", verdict)
    return tuple(name for name in names if name)


_NUMBERS = re.compile(r"[\d,.]+| by .*|, all .*")
_REASON = 40
"""So much of a reason tells its kind."""


def _own(kind: str, cell: Cell) -> Iterator[str]:
    """What is particular to one filled cell."""
    yield cost_of(cell)
    if cell.repairs:
        yield "repaired"
    if cell.state == "inferred":
        yield "inferred"
        yield f"inferred:{_NUMBERS.sub('', cell.repairs[-1])[:_REASON]}"
    if cell.marks:
        yield "marks"
    yield from shape(kind, cell)
    yield from seams(cell)
    for name in set(cell.agree):
        yield f"+{name}"
    for name in set(cell.disagree):
        yield f"-{name}"
    if not cell.agree and not cell.disagree:
        yield "quiet"


def _blank(tag: str, field: str, row: RowReading, cell: Cell, peers: list[RowReading]) -> Iterator[str]:
    """What bears on whether a blank is blank on the form."""
    kind = "t" if row.is_transaction else "h"
    yield f"field:{field}:{tag}{kind}"
    filled = sum([p.value(field) is not None for p in peers if p.is_transaction == row.is_transaction])
    yield f"peers:{filled}" if peers else "peers:none"
    if cell.marks:
        yield "marks"
    elif cell.words:
        yield "words"
    code = row.value("transaction_code")
    if field == "price_per_share" and isinstance(code, str):
        yield f"code:{code[:1]}"
    if row.exact:
        yield f"exact:{field}"
    if field == "nature_of_ownership":
        yield f"form:{row.value('direct_or_indirect')}"


def table_sights(reading: Reading, scene: Scene, table: str, got: TableReading) -> Iterator[Sight]:
    """One table, its rows, and every cell of every row."""
    return _Rows(reading, scene, table, got).sights()
