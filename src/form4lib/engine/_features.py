"""Stage 7d: what bears on whether a value is right.

Takes a reconciled `Reading`. Gives, for every cell of the record to be, its path, the model that weighs it, and the names
of the features that hold of it: how it was read, on what page, in what row, what its relations say. Features are names and
nothing else, so that a fitted weight can be read as a sentence. Changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import attrs

from ..spec import labels as spec
from ..spec import relations as rel
from ..spec.lexicon import TITLE_WORDS
from ..spec.tables import INITIAL_EDITION
from ._atoms import is_strong, is_value
from ._cells import Cell, RowReading
from ._labels import squeeze
from ._lines import is_celled
from ._page import LINE, NEXT_CELL, Word
from ._people import OwnerReading
from ._reading import Reading
from ._tables import TableReading

NUMBER, MONEY, DATE, LETTER, TEXT, NONE = "number", "money", "date", "letter", "text", "none"
NAME, TICK, HEAD, NOTES, ROW, TABLE, CLEAN = "name", "tick", "head", "notes", "row", "table", "clean"

_MODEL = {
    "shares": NUMBER, "shares_owned_following": NUMBER, "underlying_security_shares": NUMBER,
    "price_per_share": MONEY, "conversion_or_exercise_price": MONEY,
    "transaction_date": DATE, "deemed_execution_date": DATE, "exercise_date": DATE, "expiration_date": DATE,
    "transaction_code": LETTER, "acquired_disposed_code": LETTER, "direct_or_indirect": LETTER, "is_voluntary": LETTER,
    "security_title": TEXT, "underlying_security_title": TEXT, "nature_of_ownership": TEXT,
}  # fmt: skip
"""Which model weighs a field of a row, by the kind of its values; blanks have a model of their own."""

NEEDED = {
    ("non_derivative", True): ("security_title", "transaction_date", "transaction_code", "shares", "acquired_disposed_code",
                               "shares_owned_following", "direct_or_indirect"),
    ("non_derivative", False): ("security_title", "shares_owned_following", "direct_or_indirect"),
    ("derivative", True): ("security_title", "transaction_date", "transaction_code", "shares", "underlying_security_title",
                           "underlying_security_shares", "shares_owned_following", "direct_or_indirect"),
    ("derivative", False): ("security_title", "underlying_security_title", "underlying_security_shares", "direct_or_indirect"),
}  # fmt: skip
"""What a whole row has."""

_COSTS = ((0.0, "none"), (0.4, "slight"), (0.8, "some"), (1.3, "much"), (2.1, "great"))
_AS_PRINTED = 0.3
"""What a cell may cost that was read as printed: a number of one digit costs a little."""
_ROW_COSTS = ((2.0, "low"), (5.0, "some"), (9.0, "much"), (16.0, "great"))
_COUNTS = ((0, "0"), (1, "1"), (3, "few"), (8, "many"))
_SHARES = ((0.0, "none"), (0.05, "rare"), (0.12, "some"), (0.25, "many"))
_GRIME_SHARES = ((0.0, "none"), (0.004, "trace"), (0.02, "some"), (0.06, "much"))
_GRIME = re.compile(r"[|{}\[\]~^`\xa2-\xbf\u2022\u20ac]|^[_.,;:'\"*=]+$|[a-z][0-9A-Z]$")
"""What scans leave of rules and specks; pages that were never printed have none of it."""
_COMMAS = re.compile(r"\d,\d{3}")
_PLAIN_DATE = re.compile(r"\d\d?/\d\d?/(?:\d{4}|\d\d)")
_HUMPS = re.compile(r"[a-z][A-Z]")
_TICKER = re.compile(r"[A-Z]{1,5}(?:[.\- ][A-Z]{1,2})?")
_NAME = re.compile(r"[A-Z][A-Za-z.'\-]*(?:,? [A-Za-z&.'\-/]+){1,6}")


def _bucket(value: float, steps: tuple[tuple[float, str], ...]) -> str:
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

    @property
    def common(self) -> tuple[str, ...]:
        """The features that every cell shares."""
        page = f"page:{self.page}"
        return page, f"damage:{self.damage}", f"{page}:{self.damage}", f"grime:{self.grime}", f"{page}:grime:{self.grime}"

    @property
    def is_clean(self) -> bool:
        """A page whose labels and values all stand as printed."""
        return self.damage == "none" and self.fails in ("none", "rare")


@attrs.frozen
class Sight:
    """One cell as the model sees it."""

    path: str
    cell: Cell
    model: str
    features: tuple[str, ...]


def _damage(reading: Reading) -> str:
    """How far the text is from what was printed: letters of labels, and values read loosely."""
    edits = sum(h.edits for h in reading.labels.hits)
    cells = [c for _, row in reading.rows() for c in row.cells.values() if c.words]
    loose = sum(c.cost >= 0.5 and bool(c.repairs) for c in cells) / len(cells) if cells else 0.0
    return _bucket(min(edits, 40) / 80 + loose, _SHARES)


def _scene(reading: Reading) -> Scene:
    cells = [c for _, row in reading.rows() for c in row.cells.values() if c.value is not None]
    judged = [c for c in cells if c.agree or c.disagree]
    fails = sum(bool(c.disagree) for c in judged) / len(judged) if judged else 0.0
    regions = [r for r in (reading.regions.table_1, reading.regions.table_2) if r is not None]
    words = reading.labels.words[regions[0][0] : regions[-1][1]] if regions else []
    page = "celled" if is_celled(words) else "spaced" if reading.positioned else "stream"
    grime = sum(_GRIME.search(w.text) is not None for w in words) / len(words) if words else 0.0
    return Scene(page, _damage(reading), _bucket(fails, _SHARES), _bucket(grime, _GRIME_SHARES))


def _raw(words: list[Word]) -> str:
    return " ".join(w.text for w in words)


def _shape(model: str, cell: Cell) -> Iterator[str]:
    """What the value looks like, and what the text that it was read from looks like."""
    raw, value = _raw(cell.words), cell.value
    if isinstance(value, Decimal):
        plain = str(value)
        if model == MONEY:
            yield "sign" if "$" in raw else "unsigned"
            digits = len(plain.partition(".")[2])
            yield f"decimals:{min(digits, 5)}"
            yield "size:" + _bucket(float(value), ((0, "zero"), (1, "penny"), (10, "low"), (1000, "usual")))
        else:
            yield "commas" if _COMMAS.search(raw) else "plain" if value < 1000 else "uncommaed"
            yield "size:" + _bucket(float(value), ((0, "zero"), (9, "one"), (99, "two"), (999, "three"), (10_000_000, "usual")))
            if "." in plain:
                yield "fraction"
            if "$" in raw:
                yield "sign"
    elif isinstance(value, date):
        yield "plain" if _PLAIN_DATE.search(raw) else "odd"
    elif model == LETTER:
        yield "plain" if raw.strip("|[]() ")[:1] == value and len(raw.strip()) <= 1 else "odd"
        yield f"value:{value}"
    elif isinstance(value, str):
        plain_words = [squeeze(w) for w in value.split()]
        strange = sum(w not in TITLE_WORDS and not w.isdigit() for w in plain_words)
        yield "strange:" + _bucket(strange, _COUNTS)
        yield "words:" + _bucket(len(plain_words), ((1, "1"), (2, "2"), (5, "few")))
        if any(c.isdigit() for c in value):
            yield "digits"
        if any(not c.isalnum() and c not in " ,.-()$'&%/\"" for c in value):
            yield "signs"
        if value[:1].islower():
            yield "lower"


def _tail(cell: Cell, uncited: frozenset[str]) -> Iterator[str]:
    """A number that ends with the number of a footnote that no cell cites: its mark may have become a digit."""
    raw = _raw(cell.words).rstrip(")]}\"'*. ")
    if not cell.marks and raw[-1:].isdigit() and (raw[-1:] in uncited or raw[-2:] in uncited or raw[-2:].lstrip("0") in uncited):
        yield "tail"


def _seams(cell: Cell) -> Iterator[str]:
    if len(cell.words) > 1:
        gaps = {w.gap for w in cell.words[1:]}
        if gaps & {LINE, LINE + 1}:
            yield "lines"
        if NEXT_CELL in gaps:
            yield "cells"
        if any(b.start < a.start for a, b in zip(cell.words, cell.words[1:], strict=False)):
            yield "woven"


def _unseen(reading: Reading) -> bool:
    """Does no transaction have the date that is said to be the earliest one's?"""
    period = reading.heading.period.value
    dates = [row.value("transaction_date") for _, row in reading.rows()]
    return reading.heading.form == "4" and period is not None and period not in dates


class _Rows:
    """The features that the cells of one table's rows share."""

    def __init__(self, reading: Reading, scene: Scene, table: str, got: TableReading) -> None:
        self.reading, self.scene, self.table, self.got = reading, scene, table, got
        self.unseen, self.uncited = _unseen(reading), reading.uncited()
        self.left = _bucket(sum(is_value(w.text) for w in got.leftover), _COUNTS)
        guess = ("guessed",) if table in reading.regions.guessed else ()
        self.size = _bucket(len(got.rows), ((1, "1"), (4, "few"), (10, "many")))
        self.common = (*scene.common, f"fails:{scene.fails}", f"left:{self.left}", f"rows:{self.size}", *guess)
        if reading.heading.typed:
            self.common = (*self.common, "typed")
        self.tag = "2" if table == "derivative" else "1"
        if reading.heading.form == INITIAL_EDITION:
            self.tag += "i"

    def of(self, index: int, row: RowReading) -> tuple[str, ...]:
        """What the cells of one row share."""
        gaps = self.gaps(row)
        values = [c for c in row.cells.values() if c.value is not None]
        against = sum(len(c.disagree) for c in values)
        backed = sum(bool(c.agree) and not c.disagree for c in values) / len(values) if values else 0.0
        noise = sum(any(c.isalnum() for c in w.text) for w in row.noise)
        out = (
            *self.common,
            f"layout:{'exact' if row.exact else 'loose'}:{self.scene.page}",
            f"gaps:{_bucket(gaps, _COUNTS)}",
            f"noise:{_bucket(noise, _COUNTS)}",
            f"rowcost:{_bucket(row.row.cost, _ROW_COSTS)}",
            f"against:{_bucket(against, _COUNTS)}",
            f"backed:{_bucket(backed, ((0.35, 'low'), (0.55, 'some'), (0.7, 'well')))}",
            f"kind:{self.tag}{'t' if row.is_transaction else 'h'}",
        )
        return (*out, "noise:value") if any(is_value(w.text) for w in row.noise) else out

    def sights(self) -> Iterator[Sight]:
        """The table, its rows, and every cell of every row."""
        yield Sight(self.table, Cell(), TABLE, tuple(self._whole()))
        for index, row in enumerate(self.got.rows):
            common = self.of(index, row)
            yield Sight(f"{self.table}[{index}]", Cell(), ROW, (*common, *_row_shape(row)))
            peers = self.got.rows[max(0, index - 1) : index] + self.got.rows[index + 1 : index + 2]
            clean = (f"page:{self.scene.page}", f"left:{self.left}", f"rows:{self.size}", common[-1]) if self.is_clean(row) else ()
            for field, cell in row.cells.items():
                path = f"{self.table}[{index}].{field}"
                if clean and cell.cost <= _AS_PRINTED and not cell.repairs and cell.state != "inferred":
                    yield Sight(path, cell, CLEAN, (*clean, *_plainly(self.tag, field, cell)))
                elif cell.value is None:
                    yield Sight(path, cell, NONE, (*common, *_blank(self.tag, field, row, cell, peers)))
                else:
                    model = _MODEL.get(field, TEXT)
                    tail = _tail(cell, self.uncited) if self.uncited and isinstance(cell.value, Decimal) else ()
                    yield Sight(path, cell, model, (*common, f"field:{field}:{self.tag}", *_own(model, cell), *tail))


    def is_clean(self, row: RowReading) -> bool:
        """A row in cells that the layout gives, on a page where everything stands as printed."""
        return row.exact and self.scene.damage == "none" and not any(is_value(w.text) for w in row.noise)

    def _whole(self) -> Iterator[str]:
        """What bears on whether the table has lost rows."""
        yield from self.common
        reading, got = self.reading, self.got
        rows, other = got.rows, reading.table_1 if self.table == "derivative" else reading.table_2
        region = reading.regions.table_2 if self.table == "derivative" else reading.regions.table_1
        tag = f"{self.tag}{'' if rows else '-'}"
        size = region[1] - region[0] if region else 0
        yield f"table:{tag}"
        if self.scene.damage == "none" and all(row.exact for row in rows):
            yield f"exact:{self.scene.page}:{tag}:{'labelled' if self.table not in reading.regions.guessed else 'guessed'}"
        yield f"size:{tag}:{_bucket(size / (len(rows) + 1), ((0, '0'), (60, 'few'), (120, 'some'), (240, 'many')))}"
        yield f"page:{self.scene.page}:{tag}"
        left = [w for w in got.leftover if is_value(w.text)]
        strong = sum(is_strong(w.text) for w in left)
        yield f"strong left:{tag}:{_bucket(strong, _COUNTS)}"
        yield f"dates left:{_bucket(sum(w.text.count('/') == 2 for w in left), _COUNTS)}"
        yield f"words left:{tag}:{_bucket(len(got.leftover), ((0, '0'), (3, 'few'), (10, 'some'), (40, 'many')))}"
        texts = [c for row in rows for f, c in row.cells.items() if _MODEL.get(f) == TEXT]
        yield f"swallowed:{_bucket(sum(is_strong(w.text) for c in texts for w in c.words), _COUNTS)}"
        torn = sum(self.gaps(row) > 1 for row in rows)
        yield f"torn:{_bucket(torn, _COUNTS)}"
        lonely = sum((word_of(r, "transaction_code") or "")[:1] in "MCX" for r in other.rows if not _has_twin(r)) if not rows else 0
        yield f"lonely:{tag}:{_bucket(lonely, _COUNTS)}"
        if self.unseen:
            yield f"period unseen:{tag}"
        yield f"uncited:{tag}:{_bucket(len(self.uncited), _COUNTS)}"

    def gaps(self, row: RowReading) -> int:
        """How many values that a whole row has are not there."""
        needed = NEEDED[self.table, row.is_transaction]
        return sum(row.value(f) is None and not (f in row.cells and row.cells[f].marks) for f in needed)


def word_of(row: RowReading, field: str) -> str | None:
    """A row's text in a field."""
    value = row.value(field)
    return value if isinstance(value, str) else None


def _has_twin(row: RowReading) -> bool:
    return any(rel.TWIN in (*c.agree, *c.disagree) for c in row.cells.values())


def _row_shape(row: RowReading) -> Iterator[str]:
    """What bears on whether a row is one row of the form."""
    filled = sum(c.value is not None for n, c in row.cells.items() if n != "is_voluntary")
    yield f"filled:{min(filled, 12)}"
    for field in ("security_title", "transaction_date", "transaction_code", "shares", "shares_owned_following", "direct_or_indirect"):
        cell = row.cells.get(field)
        if cell is not None and cell.value is None:
            yield f"no {field}"
        elif cell is not None and cell.cost >= 0.8:
            yield f"loose {field}"
    titles = [c for n, c in row.cells.items() if n.endswith("title") and c.value is not None]
    yield f"swallowed:{_bucket(sum(is_strong(w.text) for c in titles for w in c.words), _COUNTS)}"
    if any(rel.KNOWN_TITLE in c.disagree for c in titles):
        yield "strange title"


def _plainly(tag: str, field: str, cell: Cell) -> Iterator[str]:
    """What bears on a cell read as printed, where the layout gives its place."""
    yield f"field:{field}:{tag}:{'none' if cell.value is None else 'value'}"
    if cell.value is None and cell.words and not cell.marks:
        yield "words"
    if cell.disagree:
        yield f"disagree:{field}"
    elif cell.agree:
        yield "agree"
    if _MODEL.get(field) == TEXT:
        yield from _seams(cell)


def _own(model: str, cell: Cell) -> Iterator[str]:
    """What is particular to one filled cell."""
    yield f"cost:{_bucket(cell.cost, _COSTS)}"
    if cell.repairs:
        yield "repaired"
    if cell.state == "inferred":
        yield "inferred"
    if cell.marks:
        yield "marks"
    yield from _shape(model, cell)
    yield from _seams(cell)
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
    filled = sum(p.value(field) is not None for p in peers if p.is_transaction == row.is_transaction)
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


_HEAD_MODEL = {
    "name": NAME, "issuer.name": NAME, "issuer.trading_symbol": NAME,
    "is_director": TICK, "is_officer": TICK, "is_ten_percent_owner": TICK, "is_other": TICK,
    "not_subject_to_section16": TICK, "rule_10b5_1": TICK,
}  # fmt: skip
"""Which model weighs a field of the heading."""

_LABEL_OF = {
    "issuer.name": (spec.ISSUER,), "issuer.trading_symbol": (spec.ISSUER,), "issuer.foreign_trading_symbol": (spec.FOREIGN,),
    "period_of_report": (spec.PERIOD, spec.EVENT, spec.FISCAL, spec.PERIOD_TYPED), "date_of_original_submission": (spec.AMENDMENT,),
    "not_subject_to_section16": (spec.SECTION16,), "rule_10b5_1": (spec.RULE_10B5_1,),
    "form3_holdings_reported": (spec.FORM3_HOLDINGS,), "form4_transactions_reported": (spec.FORM4_TRANSACTIONS,),
    "remarks": (spec.REMARKS,), "name": (spec.NAME_ADDRESS,), "address": (spec.NAME_ADDRESS,), "relationship": (spec.RELATIONSHIP,),
    "footnotes": (spec.EXPLANATION,), "signatures": (spec.SIGNATURE,),
}  # fmt: skip


class _Head:
    """The features of the cells outside the tables."""

    def __init__(self, reading: Reading, scene: Scene) -> None:
        self.reading = reading
        self.scene = scene
        self.edits: dict[str, int] = {}
        for hit in reading.labels.hits:
            self.edits.setdefault(hit.name, hit.edits)
        self.signers = {squeeze(w.text) for name, _ in reading.notes.signatures for w in name.words}
        self.common = (*scene.common, *(("typed",) if reading.heading.typed else ()))

    def sight(self, path: str, field: str, label: str, cell: Cell, *more: str) -> Sight:
        """One cell of the heading or the notes."""
        model = NOTES if path.startswith(("footnotes", "signatures", "remarks")) else _HEAD_MODEL.get(field, HEAD)
        return Sight(path, cell, model, (*self.common, *self._own(field, label, cell), *more))

    def _own(self, field: str, label: str, cell: Cell) -> Iterator[str]:
        value: object = cell.value
        yield f"field:{field}:{'none' if value is None else value if isinstance(value, bool) else 'value'}"
        yield f"{field}:{self.scene.page}"
        yield f"{field}:{self.scene.damage}"
        edits = [self.edits[name] for name in _LABEL_OF.get(label, ()) if name in self.edits]
        if not edits:
            yield "unlabelled"
        elif min(edits) > 0:
            yield "label:" + _bucket(min(edits), ((2, "close"), (6, "far")))
        elif self.scene.damage == "none" and self.scene.page == "celled" and cell.cost <= _AS_PRINTED:
            yield "clean"
            yield f"clean:{field}"
        if value is None:
            return
        yield f"cost:{_bucket(cell.cost, _COSTS)}"
        if cell.repairs:
            yield "repaired"
        if isinstance(value, str):
            yield from _text_shape(field, value)
            yield from _seams(cell)
        elif isinstance(value, bool):
            yield f"{field}:{'seen' if cell.words else 'unseen'}"

    def known(self, words: list[Word]) -> str:
        """How many of a name's words sign the form, too."""
        plain = [squeeze(w.text) for w in words if len(squeeze(w.text)) > 1]
        share = sum(w in self.signers for w in plain) / len(plain) if plain else 0.0
        return "signer:" + _bucket(share, ((0.0, "no"), (0.5, "half"), (0.8, "most")))


def _text_shape(field: str, value: str) -> Iterator[str]:
    words = value.split()
    yield f"{field}:words:" + _bucket(len(words), ((1, "1"), (5, "few"), (12, "many")))
    if any(not c.isalnum() and c not in " ,.-()$'&%/\"" for c in value):
        yield f"{field}:signs"
    if any(c.isdigit() for c in value):
        yield f"{field}:digits"
    if any(len(w) == 1 for w in words):
        yield f"{field}:single"
    if _HUMPS.search(value):
        yield f"{field}:humps"
    if field == "issuer.trading_symbol":
        yield "ticker" if _TICKER.fullmatch(value) else "no ticker"
    elif field in ("name", "issuer.name"):
        yield f"{field}:{'shaped' if _NAME.fullmatch(value) else 'unshaped'}"


def _heading(head: _Head) -> Iterator[Sight]:
    heading, reading = head.reading.heading, head.reading
    dates = [d for _, row in reading.rows() if isinstance(d := row.value("transaction_date"), date)]
    period = heading.period.value
    fits = "undated" if not dates or not isinstance(period, date) else "earliest" if min(dates) == period else "not earliest"
    signed = [d.value for _, d in reading.notes.signatures if isinstance(d.value, date)]
    if isinstance(period, date) and signed:
        late = (max(signed) - period).days
        fits_signed = "after signature" if late < 0 else "in time" if late <= rel.SOON else "late"
    else:
        fits_signed = "unsigned"
    issuer = squeeze(str(heading.issuer.value or ""))[:8]
    recurs = sum(squeeze(w.text) == issuer[: len(squeeze(w.text))] and len(w.text) > 3 for w in reading.labels.words) if issuer else 0
    more: dict[str, tuple[str, ...]] = {
        "form_type": ("inferred" if heading.form_inferred else "printed", f"form:{heading.form}"),
        "issuer.name": (f"recurs:{_bucket(recurs, _COUNTS)}", "ticked" if heading.ticker.value else "unticked"),
        "period_of_report": (fits, fits_signed, f"form:{heading.form}"),
        "date_of_original_submission": (f"form:{heading.form}",),
    }
    for path, cell in reading.boxes():
        yield head.sight(path, path, path, cell, *more.get(path, ()))


_ADDRESS = ("street1", "street2", "city", "state", "zip_code", "country")
_TICKS = (("is_director", "director"), ("is_officer", "officer"), ("is_ten_percent_owner", "ten_percent"), ("is_other", "other"))


def _owner(head: _Head, index: int, owner: OwnerReading) -> Iterator[Sight]:
    path = f"reporting_owners[{index}]"
    place = "first" if index == 0 else "further"
    yield head.sight(f"{path}.name", "name", "name", owner.name, head.known(owner.name.words), f"name:{place}")
    for field in _ADDRESS:
        yield head.sight(f"{path}.address.{field}", field, "address", getattr(owner, field), f"{field}:{place}")
    ticks = owner.ticks
    if ticks is None:
        return
    count = sum(getattr(ticks, name).value is True for _, name in _TICKS)
    seen = sum(bool(getattr(ticks, name).words) for _, name in _TICKS)
    titled = "titled" if ticks.officer_title.value else "untitled"
    shared = (f"ticks:{min(count, 3)}", f"boxes:{min(seen, 4)}")
    for field, name in _TICKS:
        cell = getattr(ticks, name)
        yield head.sight(f"{path}.relationship.{field}", field, "relationship", cell, *shared, f"{field}:{titled}:{cell.value}")
    for field, cell, on in (("officer_title", ticks.officer_title, ticks.officer), ("other_text", ticks.other_text, ticks.other)):
        yield head.sight(f"{path}.relationship.{field}", field, "relationship", cell, f"{field}:{'ticked' if on.value else 'unticked'}")


def _notes(head: _Head) -> Iterator[Sight]:
    notes = head.reading.notes
    cited = {m for _, row in head.reading.rows() for c in row.cells.values() for m in c.marks}
    for i, (name, cell) in enumerate(notes.footnotes):
        in_order = "in order" if name == str(i + 1) else "out of order"
        yield head.sight(f"footnotes[{i}].text", "footnote", "footnotes", cell, in_order, "cited" if name in cited else "not cited",
                         "last" if i + 1 == len(notes.footnotes) else "inner")
    for i, (name_cell, when) in enumerate(notes.signatures):
        yield head.sight(f"signatures[{i}].name", "signature.name", "signatures", name_cell)
        yield head.sight(f"signatures[{i}].date", "signature.date", "signatures", when)


def see(reading: Reading) -> tuple[Scene, Iterator[Sight]]:
    """The scene, and every cell of the record to be, as the models see them."""
    scene = _scene(reading)
    return scene, _all(reading, scene)


def _all(reading: Reading, scene: Scene) -> Iterator[Sight]:
    for table, got in reading.tables():
        yield from _Rows(reading, scene, table, got).sights()
    head = _Head(reading, scene)
    yield from _heading(head)
    for i, owner in enumerate(reading.owners):
        yield from _owner(head, i, owner)
    yield from _notes(head)
