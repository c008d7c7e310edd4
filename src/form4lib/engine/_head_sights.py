"""Stage 7d2: the boxes of the heading and the notes as the models see them.

Takes a reconciled `Reading`. Gives a `Sight` for each value outside the tables: boxes, owners, footnotes,
signatures. What the rest of the filing says of them is a feature, too: the owner signs, the period is a
transaction's date. Changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ..spec import labels as spec
from ..spec import relations as rel
from ._cells import Cell
from ._labels import squeeze
from ._page import Word
from ._people import OwnerReading
from ._reading import Reading
from ._sights import AS_PRINTED, COUNTS, DIGIT, HEAD, NAME, NOTES, TICK, Scene, Sight, bucket, cost_of, has_signs, seams
from ._ticks import BOXES, FIELDS

_BEGINNING = 6
"""So many letters of an issuer's name tell where it is named again."""
_HUMPS = re.compile(r"[A-Z](?<=[a-z][A-Z])")
_TICKER = re.compile(r"[A-Z]{1,5}(?:[.\- ][A-Z]{1,2})?")
_NAME = re.compile(r"[A-Z][A-Za-z.'\-]*(?:,? [A-Za-z&.'\-/]+){1,6}")


_HEAD_KIND = {
    "name": NAME,
    "issuer.name": NAME,
    "issuer.trading_symbol": NAME,
    "is_director": TICK,
    "is_officer": TICK,
    "is_ten_percent_owner": TICK,
    "is_other": TICK,
    "not_subject_to_section16": TICK,
    "rule_10b5_1": TICK,
    "remarks": NOTES,
    "footnote": NOTES,
    "signature.name": NOTES,
    "signature.date": NOTES,
}
"""The kind of a field outside the tables; each is weighed by a model."""

_LABEL_OF = {
    "issuer.name": (spec.ISSUER,),
    "issuer.trading_symbol": (spec.ISSUER,),
    "issuer.foreign_trading_symbol": (spec.FOREIGN,),
    "period_of_report": (spec.PERIOD, spec.EVENT, spec.FISCAL, spec.PERIOD_TYPED),
    "date_of_original_submission": (spec.AMENDMENT,),
    "not_subject_to_section16": (spec.SECTION16,),
    "rule_10b5_1": (spec.RULE_10B5_1,),
    "form3_holdings_reported": (spec.FORM3_HOLDINGS,),
    "form4_transactions_reported": (spec.FORM4_TRANSACTIONS,),
    "remarks": (spec.REMARKS,),
    "name": (spec.NAME_ADDRESS,),
    "address": (spec.NAME_ADDRESS,),
    "relationship": (spec.RELATIONSHIP,),
    "footnotes": (spec.EXPLANATION,),
    "signatures": (spec.SIGNATURE,),
}


class _Head:
    """The features of the cells outside the tables."""

    def __init__(self, reading: Reading, scene: Scene) -> None:
        self.reading = reading
        self.scene = scene
        self.signers = {squeeze(w.text) for name, _ in reading.notes.signatures for w in name.words}
        self.common = (*scene.common, "typed") if reading.heading.typed else scene.common
        self.is_clean = scene.damage == "none" and scene.page == "celled"
        self._label_edits: dict[str, int | None] = {}

    def sight(self, path: str, field: str, label: str, cell: Cell, *more: str) -> Sight:
        """One cell of the heading or the notes."""
        value, scene = cell.value, self.scene
        edits = self._label_edits[label] if label in self._label_edits else self._edits_of(label)
        is_clean = edits == 0 and self.is_clean and cell.cost <= AS_PRINTED
        state = "none" if value is None else str(value) if isinstance(value, bool) else "value"
        cost = "" if value is None else cost_of(cell)
        read = (cost, bool(cell.repairs), bool(cell.words))
        own = _in_place(field, state, scene.page, scene.damage, edits, is_clean, *read)
        if isinstance(value, str):
            own += _text_shape(field, value)
            if len(cell.words) > 1:
                own += seams(cell)
        kind = _HEAD_KIND.get(field, HEAD)
        return Sight(path, cell, kind, kind, self.common, own + more)

    def _edits_of(self, label: str) -> int | None:
        """How many letters the label of a field is off; None where it was not found."""
        firsts = self.reading.labels.firsts
        edits = [firsts[name].edits for name in _LABEL_OF.get(label, ()) if name in firsts]
        self._label_edits[label] = found = min(edits) if edits else None
        return found

    def known(self, words: list[Word]) -> str:
        """How many of a name's words sign the form, too."""
        plain = [key for w in words if len(key := squeeze(w.text)) > 1]
        share = sum([key in self.signers for key in plain]) / len(plain) if plain else 0.0
        return "signer:" + bucket(share, ((0.0, "no"), (0.5, "half"), (0.8, "most")))


@lru_cache(maxsize=2048)
def _in_place(
    field: str,
    state: str,
    page: str,
    damage: str,
    edits: int | None,
    is_clean: bool,
    cost: str,
    is_repaired: bool,
    is_seen: bool,
) -> tuple[str, ...]:
    """What bears on a value because of its field, its label, and how it was read; a blank has no cost."""
    names = [f"field:{field}:{state}", f"{field}:{page}", f"{field}:{damage}"]
    if edits is None:
        names.append("unlabelled")
    elif edits > 0:
        names.append("label:" + bucket(edits, ((2, "close"), (6, "far"))))
    elif is_clean:
        names += ["clean", f"clean:{field}"]
    if cost:
        names.append(cost)
    if cost and is_repaired:
        names.append("repaired")
    if state in _TICKS:
        names.append(f"{field}:{'seen' if is_seen else 'unseen'}")
    return tuple(names)


_TICKS = ("True", "False")


def _text_shape(field: str, value: str) -> tuple[str, ...]:
    words = value.split()
    if field == "issuer.trading_symbol":
        kind = "ticker" if _TICKER.fullmatch(value) else "no ticker"
    elif field in ("name", "issuer.name"):
        kind = f"{field}:shaped" if _NAME.fullmatch(value) else f"{field}:unshaped"
    else:
        kind = ""
    size = bucket(len(words), ((1, "1"), (5, "few"), (12, "many")))
    single = 1 in map(len, words)
    return _named(field, size, has_signs(value), bool(DIGIT.search(value)), single, bool(_HUMPS.search(value)), kind)


@lru_cache(maxsize=1024)
def _named(
    field: str, size: str, has_signs: bool, has_digits: bool, has_single: bool, has_humps: bool, kind: str
) -> tuple[str, ...]:
    """The features of a text; few combinations are met."""
    names = (("signs", has_signs), ("digits", has_digits), ("single", has_single), ("humps", has_humps))
    shown = [f"{field}:{name}" for name, holds in names if holds]
    return (f"{field}:words:{size}", *shown, *((kind,) if kind else ()))


def _heading(head: _Head) -> Iterator[Sight]:
    heading, reading = head.reading.heading, head.reading
    dates = [d for _, row in reading.rows() if isinstance(d := row.value("transaction_date"), date)]
    period = heading.period.value
    fits = (
        "undated"
        if not dates or not isinstance(period, date)
        else "earliest"
        if min(dates) == period
        else "not earliest"
    )
    signed = [d.value for _, d in reading.notes.signatures if isinstance(d.value, date)]
    if isinstance(period, date) and signed:
        late = (max(signed) - period).days
        fits_signed = "after signature" if late < 0 else "in time" if late <= rel.SOON else "late"
    else:
        fits_signed = "unsigned"
    issuer = _beginning(str(heading.issuer.value or "").partition(" ")[0])
    recurs = _count_beginning(issuer, reading.labels.words) if issuer else 0
    more: dict[str, tuple[str, ...]] = {
        "form_type": ("inferred" if heading.form_inferred else "printed", f"form:{heading.form}"),
        "issuer.name": (f"recurs:{bucket(recurs, COUNTS)}", "ticked" if heading.ticker.value else "unticked"),
        "period_of_report": (fits, fits_signed, f"form:{heading.form}"),
        "date_of_original_submission": (f"form:{heading.form}",),
    }
    for path, cell in reading.boxes():
        yield head.sight(path, path, path, cell, *more.get(path, ()))


def _beginning(word: str) -> str:
    """What a word begins with, in either case."""
    return word.lower()[:_BEGINNING]


def _count_beginning(beginning: str, words: list[Word]) -> int:
    """How many words begin so, sought in all of them at once; a shorter beginning is all of a word."""
    said = "\n\n".join(["", *[w.text for w in words], ""]).lower()
    return said.count(f"\n{beginning}" if len(beginning) == _BEGINNING else f"\n{beginning}\n")


_ADDRESS = ("street1", "street2", "city", "state", "zip_code", "country")


def _owner(head: _Head, index: int, owner: OwnerReading) -> Iterator[Sight]:
    path = f"reporting_owners[{index}]"
    place = "first" if index == 0 else "further"
    yield head.sight(f"{path}.name", "name", "name", owner.name, head.known(owner.name.words), f"name:{place}")
    for field in _ADDRESS:
        yield head.sight(f"{path}.address.{field}", field, "address", getattr(owner, field), f"{field}:{place}")
    ticks = owner.ticks
    if ticks is None:
        return
    boxes: list[Cell] = [getattr(ticks, name) for name in BOXES]
    count = sum([box.value is True for box in boxes])
    seen = sum([bool(box.words) for box in boxes])
    titled = "titled" if ticks.officer_title.value else "untitled"
    shared = (f"ticks:{min(count, 3)}", f"boxes:{min(seen, 4)}")
    for field, name in FIELDS.items():
        cell = getattr(ticks, name)
        yield head.sight(
            f"{path}.relationship.{field}", field, "relationship", cell, *shared, f"{field}:{titled}:{cell.value}"
        )
    for field, cell, on in (
        ("officer_title", ticks.officer_title, ticks.officer),
        ("other_text", ticks.other_text, ticks.other),
    ):
        yield head.sight(
            f"{path}.relationship.{field}",
            field,
            "relationship",
            cell,
            f"{field}:{'ticked' if on.value else 'unticked'}",
        )


def _notes(head: _Head) -> Iterator[Sight]:
    notes = head.reading.notes
    cited = {m for _, row in head.reading.rows() for c in row.cells.values() for m in c.marks}
    for i, (name, cell) in enumerate(notes.footnotes):
        in_order = "in order" if name == str(i + 1) else "out of order"
        yield head.sight(
            f"footnotes[{i}].text",
            "footnote",
            "footnotes",
            cell,
            in_order,
            "cited" if name in cited else "not cited",
            "last" if i + 1 == len(notes.footnotes) else "inner",
        )
    for i, (name_cell, when) in enumerate(notes.signatures):
        yield head.sight(f"signatures[{i}].name", "signature.name", "signatures", name_cell)
        yield head.sight(f"signatures[{i}].date", "signature.date", "signatures", when)


def head_sights(reading: Reading, scene: Scene) -> Iterator[Sight]:
    """Every value outside the tables."""
    head = _Head(reading, scene)
    yield from _heading(head)
    for i, owner in enumerate(reading.owners):
        yield from _owner(head, i, owner)
    yield from _notes(head)
