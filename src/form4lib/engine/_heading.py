"""Stage 6: the boxes of the heading.

Takes `Labels` and where the tables begin. Gives `Heading`: the form's type, the owners of box 1, the issuer, the dates
and the ticks, each a `Cell` with the words it was read from. What follows a label, up to the next one, is what was
filled in there. Reports nothing by itself: cells say how they were read.
"""

from __future__ import annotations

import re
from datetime import date
from operator import attrgetter

import attrs

from ..spec import labels as spec
from ..spec.lexicon import COMPANY_ENDINGS
from ._atoms import readings
from ._boxes import merge_closing, merge_counted, read_loose_ticks
from ._cells import Cell, join_words
from ._date_atoms import IMPOSSIBLE
from ._fragments import is_woven
from ._labels import Hit, Labels, squeeze
from ._names import split_issuer, text_cell
from ._page import LINE, Word, lines_of
from ._people import OwnerReading, read_city, split_street
from ._pieces import join_pieces
from ._spelling import tidied
from ._tickers import fit_ticker
from ._ticks import Ticks, read_tick_before, read_ticks
from ._woven import Woven, read_woven
from ._written_dates import find_written_date

_DATES = (spec.PERIOD, spec.EVENT, spec.FISCAL, spec.PERIOD_TYPED)
_DATE_WINDOW = 40
"""Words after a date's label in which its date is looked for: woven boxes put half a line between them."""


_UNTOLD = 2.0
"""Doubt in a name that followed its label on a page whose boxes were read across."""


@attrs.define(slots=True, eq=False)
class Heading:
    """Everything above the tables."""

    form: str = "4"
    form_words: list[Word] = attrs.field(factory=list)
    form_inferred: bool = False
    typed: bool = False
    owners: list[OwnerReading] = attrs.field(factory=list)
    issuer: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    ticker: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    foreign: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    period: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    original: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    section16: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    rule_10b5_1: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    form3_holdings: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    form4_transactions: Cell = attrs.field(factory=lambda: Cell(state="missing"))
    ticks: Ticks = attrs.field(factory=Ticks)


def segment(labels: Labels, hit: Hit, limit: int = 80) -> list[Word]:
    """The filled-in words behind a label, up to the next label."""
    out: list[Word] = []
    behind = slice(hit.stop, hit.stop + limit)
    for word, owner in zip(labels.words[behind], labels.owner[behind], strict=True):
        if owner is None:
            out.append(word)
        elif owner != hit.name:
            break
    return out


def _form_type(labels: Labels, heading: Heading) -> None:
    votes = {"3": labels.first(spec.FORM_3), "5": labels.first(spec.FORM_5), "4": labels.first(spec.FORM_4)}
    words = labels.words
    printed: str | None = None
    for i in range(min(len(words) - 1, 400)):
        if (
            squeeze(words[i].text) == "form"
            and labels.owner[i] is None
            and (m := re.match(r"([345])(/A)?$", words[i + 1].text))
        ):
            printed, heading.form_words = m[1], [words[i], words[i + 1]]
            break
    hit = votes["3"] or votes["5"] or votes["4"]
    titled = next((form for form in "354" if votes[form]), None)
    heading.form = titled or printed or _form_of_boxes(labels)
    if titled == "4" and printed == "5":
        heading.form = "5"
    if not heading.form_words and hit:
        heading.form_words = words[hit.start : hit.stop]
    heading.form_inferred = titled is None and printed is None


def _form_of_boxes(labels: Labels) -> str:
    """The form whose box asks for its date; what the title was of a scan that lost it."""
    asks = {"4": spec.PERIOD, "3": spec.EVENT, "5": spec.FISCAL}
    return next((form for form, label in asks.items() if labels.first(label) is not None), "4")


def _first_date(labels: Labels, hit: Hit, stop: int) -> tuple[date, Word, float, str] | None:
    """The first date behind a label, other labels' words passed over."""
    for i in range(hit.stop, min(stop, hit.stop + _DATE_WINDOW, len(labels.words))):
        if labels.owner[i] in (spec.COLUMN, spec.TABLE_1):
            break
        if labels.owner[i] is not None:
            continue
        word = labels.words[i]
        if _BROKEN_DATE.match(word.text) and i + 1 < len(labels.words):
            word = join_pieces(labels.words[i : i + 2])[0]
        for reading in readings(word.text):
            if reading.kind == "date" and isinstance(reading.value, date) and reading.cost < IMPOSSIBLE:
                return reading.value, word, reading.cost, reading.repair
    return None


_BROKEN_DATE = re.compile(r"\d\d/\d\d/$")
"""`02/14/`, the year on the line below: a box may be narrower than its date."""
_DATE_SHAPE = re.compile(r"\W*(\d\d)/(\d\d)/(\d{4})\W*$")
_MISREAD = {"9": "0", "4": "1", "7": "1", "6": "0", "8": "0", "2": "1", "5": "0", "3": "0"}
"""Digits of a month or a day that OCR has made of a 0 or a 1: the border of the box stands right before them."""
_MISREAD_DATE, _MISREAD_DATE_TOLD = 2.0, 0.8


def _impossible_date(labels: Labels, hit: Hit, stop: int) -> tuple[date, Word, float, str] | None:
    """`97/13/2018`: a date that cannot be, read as one that can, rather one that stands elsewhere in the filing."""
    for i in range(hit.stop, min(stop, hit.stop + _DATE_WINDOW, len(labels.words))):
        word = labels.words[i]
        match = _DATE_SHAPE.match(word.text)
        if labels.owner[i] is not None or not match or _read_date(word) is not None:
            continue
        day, year = match[2], match[3]
        options = [(_MISREAD.get(match[1][0], match[1][0]) + match[1][1], day)]
        options += [(m, _MISREAD.get(day[0], day[0]) + day[1]) for m, _ in list(options)]
        options.append((match[1], options[-1][1]))
        texts = [f"{m}/{d}/{year}" for m, d in options]
        told = [t for t in texts if any(w.text.startswith(t) for w in labels.words)]
        for text, cost in [*((t, _MISREAD_DATE_TOLD) for t in told), *((t, _MISREAD_DATE) for t in texts)]:
            reading = next((r for r in readings(text) if r.kind == "date" and r.cost == 0.0), None)
            if reading is not None and isinstance(reading.value, date):
                return reading.value, word, cost, f"read {word.text!r} as {text}"
    return None


def _read_date(word: Word) -> date | None:
    value = next((r.value for r in readings(word.text) if r.kind == "date" and r.cost < IMPOSSIBLE), None)
    return value if isinstance(value, date) else None


def _date_cell(found: tuple[date, Word, float, str] | None) -> Cell:
    if found is None:
        return Cell(state="blank")
    value, word, cost, repair = found
    return Cell(value, [word], cost, (), "repaired" if repair else "read", (repair,) if repair else ())


def _dates(labels: Labels, heading: Heading, stop: int) -> None:
    period = labels.first(*_DATES)
    amendment = labels.first(spec.AMENDMENT)
    found = _first_date(labels, period, stop) if period else None
    amended = (
        amendment is not None
        and found is not None
        and period is not None
        and found[1].start > labels.words[amendment.start].start
    )
    if period is not None and (found is None or amended):
        found = _impossible_date(labels, period, stop) or found
    if period is None or found is None:
        loose = [
            w
            for w, o in zip(labels.words[:stop], labels.owner, strict=False)
            if o is None and any(r.kind == "date" for r in readings(w.text))
        ]
        if loose:
            reading = next(r for r in readings(loose[0].text) if r.kind == "date")
            if isinstance(reading.value, date):
                found = reading.value, loose[0], reading.cost + 1.0, reading.repair
    heading.period = _date_cell(found)
    if heading.period.value is None:
        heading.period = (_written(labels, period) if period else None) or Cell(state="missing")
    if amendment is None:
        return
    original = _first_date(labels, amendment, stop)
    if original is not None and found is not None and original[1] is found[1]:
        original = None
    if original is not None and original[1].start < labels.words[amendment.stop - 1].start:
        original = None
    heading.original = _date_cell(original)
    if original is None:
        heading.original = _written(labels, amendment) or heading.original


_WRITTEN_WINDOW = 12


def _written(labels: Labels, hit: Hit) -> Cell | None:
    """A date in words right behind a label."""
    found = find_written_date(segment(labels, hit, _WRITTEN_WINDOW))
    return Cell(found[0], found[1], found[2], (), "read") if found else None


def _issuer(labels: Labels, heading: Heading) -> None:
    hit = labels.first(spec.ISSUER)
    if hit is None:
        return
    words = segment(labels, hit)
    if heading.typed:
        lines = lines_of(words)
        heading.issuer = text_cell(lines[0] if lines else [])
        heading.ticker = text_cell(lines[1] if len(lines) > 1 else [])
        return
    heading.issuer, heading.ticker = split_issuer(words)
    foreign = labels.first(spec.FOREIGN)
    heading.foreign = text_cell(segment(labels, foreign, 6)) if foreign else Cell(state="missing")


def _take_woven(heading: Heading, woven: Woven, across: bool) -> None:
    """Put what the fragments say in place of what followed the labels."""
    heading.owners = heading.owners or [OwnerReading()]
    first = heading.owners[0]
    for further in heading.owners[1:]:
        further.name = tidied(further.name)
    if woven.named:
        first.name, heading.issuer, heading.ticker = woven.owner.name, woven.issuer, woven.ticker
    else:
        first.name.cost += _UNTOLD
        heading.issuer.cost += _UNTOLD
    if across:
        for name in ("street1", "street2", "city", "state", "zip_code"):
            setattr(first, name, getattr(woven.owner, name))


def _typed_owner(words: list[Word]) -> OwnerReading:
    lines = [line for line in lines_of(words) if any(c.isalnum() for w in line for c in w.text)]
    owner = OwnerReading()
    if lines:
        owner.name = text_cell(lines[0])
    if len(lines) > 1:
        read_city(owner, lines[-1])
        split_street(owner, lines[1:-1])
    return owner


def _box_owner(labels: Labels, hit: Hit, stop: int) -> OwnerReading:
    owner = OwnerReading(name=text_cell(segment(labels, hit)))
    parts = {h.name: h for h in reversed(labels.hits) if hit.stop <= h.start < stop}
    middle = [h for h in labels.all(spec.NAME_PARTS) if hit.stop <= h.start < stop]
    if middle:
        split_street(owner, lines_of(segment(labels, middle[0])))
    if spec.STREET in parts:
        read_city(owner, segment(labels, parts[spec.STREET]))
    if spec.COUNTRY in parts and spec.ZIP in parts and parts[spec.ZIP].stop <= parts[spec.COUNTRY].start:
        owner.country = text_cell(segment(labels, parts[spec.ZIP]))
    return owner


def _owners(labels: Labels, heading: Heading, head_stop: int) -> None:
    hits = labels.all(spec.NAME_ADDRESS)
    for i, hit in enumerate(hits):
        stop = (
            hits[i + 1].start if i + 1 < len(hits) else (head_stop + 12 if hit.start < head_stop else len(labels.words))
        )
        if heading.typed:
            heading.owners.append(_typed_owner(segment(labels, hit)))
        else:
            heading.owners.append(_box_owner(labels, hit, stop))


_MOVED = 1.5
"""Doubt in a name that stands where no name should."""
_FEWEST, _MOST_NAMES = 2, 5


def _name_above(labels: Labels) -> Cell | None:
    """The name on a line of its own right above the label of box 1, where the scan stood askew."""
    label = labels.first(spec.NAME_ADDRESS)
    stop = start = label.start if label else 0
    while start > 0 and labels.owner[start - 1] is None and stop - start <= _MOST_NAMES:
        start -= 1
        if labels.words[start].gap >= LINE:
            break
    words = labels.words[start:stop]
    alone = bool(words) and words[0].gap >= LINE and labels.words[stop].gap >= LINE
    if not alone or not _FEWEST <= len(words) <= _MOST_NAMES or not all(_NAME_WORD.match(w.text) for w in words):
        return None
    return Cell(join_words(words), words, _MOVED, (), "read")


_NAME_WORD = re.compile(r"[A-Z][A-Za-z'-]*[.,]?$")
_PIECED = 0.5
"""Doubt in what stands in cells that were cut through words: one in ten of these names and ticks is wrong."""


def _doubt_pieces(heading: Heading) -> None:
    """Values put together from pieces, and ticks between labels that were."""
    cells = [heading.issuer, heading.ticker]
    for owner in heading.owners:
        cells += [owner.name, owner.street1, owner.street2, owner.city, owner.state, owner.zip_code]
    for cell in cells:
        if any(w.more for w in cell.words):
            cell.cost += _PIECED
    ticks = heading.ticks
    for cell in (ticks.director, ticks.ten_percent, ticks.officer, ticks.other, ticks.officer_title, ticks.other_text):
        cell.cost += _PIECED


_LABEL_ENDS = {"symbol": spec.ISSUER, "issuer": spec.RELATIONSHIP}
"""The last words of labels that wrap where the issuer's name stands below them."""


def _leave_label_ends(labels: Labels, issuer: Cell) -> None:
    """Take from the issuer's name the last word of a label that lacks it: `Symbol XOOM Corp`, below `or Trading`."""
    while len(issuer.words) > 1 and isinstance(issuer.value, str):
        first = squeeze(issuer.words[0].text)
        label = labels.first(_LABEL_ENDS[first]) if first in _LABEL_ENDS else None
        if label is None or first in {squeeze(w.text) for w in labels.words[label.start : label.stop]}:
            return
        issuer.words, issuer.value = issuer.words[1:], issuer.value.partition(" ")[2]


def _is_company(heading: Heading) -> bool:
    name = str(heading.owners[0].name.value or "") if heading.owners else ""
    return any(squeeze(part) in COMPANY_ENDINGS for part in name.split()[-3:])


def _nameless(heading: Heading) -> bool:
    return not heading.owners or heading.owners[0].name.value is None or heading.issuer.value is None


def _is_confirmed(heading: Heading, labels: Labels, closing: OwnerReading) -> bool:
    """Boxes 1 and 2 stand whole behind their labels, and the closing table names the same owner: nothing was woven."""
    if _nameless(heading) or closing.name.value is None or heading.ticker.value is None:
        return False
    if any(not cell.words or cell.words[0].gap >= LINE for cell in (heading.owners[0].name, heading.issuer)):
        return False
    whole = all(h.edits == 0 for h in labels.all(spec.NAME_ADDRESS, spec.ISSUER, spec.RELATIONSHIP, *_DATES))
    return whole and squeeze(str(heading.owners[0].name.value)) == squeeze(str(closing.name.value))


def read_heading(labels: Labels, head_stop: int, owners: list[OwnerReading]) -> Heading:
    """Read boxes 1 to 6 and the ticks beside the title; `owners` are those of the closing table."""
    heading = Heading()
    heading.typed = labels.first(spec.PERIOD_TYPED) is not None or (labels.first(spec.IRS_NUMBER) is not None)
    _form_type(labels, heading)
    _owners(labels, heading, head_stop)
    _issuer(labels, heading)
    closing = owners[0] if owners else OwnerReading()
    across = not heading.typed and not _is_confirmed(heading, labels, closing) and is_woven(labels, head_stop)
    title: list[Word] = []
    if across or (not heading.typed and _nameless(heading)):
        woven = read_woven(labels, head_stop, str(closing.name.value or ""))
        title = woven.title
        _take_woven(heading, woven, across)
        fit_ticker(heading.ticker, heading.issuer)
    _leave_label_ends(labels, heading.issuer)
    if heading.owners and heading.owners[0].name.value is None:
        heading.owners[0].name = _name_above(labels) or heading.owners[0].name
    _dates(labels, heading, max(head_stop, 1))
    heading.ticks = (
        read_loose_ticks(labels, head_stop, title, _is_company(heading)) if across else read_ticks(labels, head_stop)
    )
    if any(map(attrgetter("more"), labels.words[:head_stop])):
        _doubt_pieces(heading)
    merge_closing(heading.ticks, closing.ticks)
    merge_counted(heading.ticks, closing.counted)
    for name, field in (
        (spec.SECTION16, "section16"),
        (spec.RULE_10B5_1, "rule_10b5_1"),
        (spec.FORM3_HOLDINGS, "form3_holdings"),
        (spec.FORM4_TRANSACTIONS, "form4_transactions"),
    ):
        setattr(heading, field, read_tick_before(labels, name))
    return heading
