"""Stage 7g6: values that are not of their field's kind.

Takes a `Reading`. A line that came to another's place is read as a value of that place: a state as a city, a reminder
as a name, a row of headings as a footnote. Gives the `Fault`s of values that no undamaged form has. Changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..spec import labels as spec
from ..spec.lexicon import OFFICER_WORDS, STATE_NAMES, TITLE_ENDINGS, TITLE_WORDS
from ._cells import Cell, RowReading
from ._claims import Claims
from ._labels import squeeze
from ._leftovers import is_of_form
from ._page import LINE, NEXT_CELL, Word
from ._parted import grammar_of
from ._people import OwnerReading
from ._reading import HEAD, NOTES, Fault, Reading
from ._whole_page import TABLES, goes_on, moved, row_of

_STRANGE = re.compile(r"[{}<>=;]|^\(\d+\)|^\d{1,2}\. |^/s/|^Title: |\d\d/\d\d/\d{4}|\(Instr|\d,\d{3}\b")
"""A footnote's number, a signature or its title, a date, an amount or a heading of the tables, where a name or an
address should stand."""
_DATED = re.compile(r"\d\d/\d\d/\d{4}")
_MARKUP = re.compile(r"[{}]|^@media|^[a-z-]+: ?[\w#-]+;|[a-z]-[a-z]+: ?[\w#-]+;|</?\w+>")
"""A line of a page's style."""
_SIGNS_OF_MARKUP = "{}@;<"
_TITLE_OF_FORM = re.compile(r"(?:sec )?form(?: [345])?\b", re.IGNORECASE)
_TITLE_LINE = re.compile(r"SEC Form [345]")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)] ")
_CITY_LINE = re.compile(r", [A-Z]{2} \d{5}(?:-\d{4})?$| X$")
"""City, state and zip code, or a tick, where a street should stand."""
_BEHIND = re.compile(r".c/o ", re.IGNORECASE)
"""Whom an address is in care of stands first in it."""
_ZIP = re.compile(r"\d{5}(?:-\d{4})?$")
_CITIES = frozenset(("new york", "washington"))
_COUNTRIES = frozenset(("georgia",))
_NO_CITIES = frozenset(("united states", "suite", "apt", "apt.", "floor", "ste"))
_AT_HEAD = re.compile(r"\([AD]\) |\d[\d,]* [DI]\b")
"""A side, or an amount and how it is owned, in front of a title or of how something is owned."""
_AMOUNT = re.compile(r" \d{1,3}(?:,\d{3})+$")
_SHORT_NAME = 5
_NO_TITLE = re.compile(r"(?:by|see) |united states$|.*[*{};]|.* X$", re.IGNORECASE)
"""How a security is owned, a mark of the form or of a page's style, a country or a tick."""
_TWO_NATURES = re.compile(r"By .* By |.* (?:X|Date)$")
"""Two natures, or one and a tick or a label."""
_NEVER_A_NOTE = (
    "security_title",
    "transaction_date",
    "deemed_execution_date",
    "transaction_code",
    "is_voluntary",
    "acquired_disposed_code",
    "direct_or_indirect",
)
"""Fields that no form gives as a footnote alone, as it does prices, dates of exercise and amounts."""
_FEW_HEADS = 2
"""So many names of columns may stand in a sentence of the notes: `as of the transaction date`."""
_NOT_IN_NOTES = frozenset(
    (
        spec.BOILERPLATE,
        spec.SIGNATURE,
        spec.TABLE_1,
        spec.TABLE_2,
        spec.NAME_ADDRESS,
        spec.NAME_PARTS,
        spec.STREET,
        spec.CITY,
        spec.ISSUER,
    )
)
_REMINDERS = (spec.TABLE_2, spec.SIGNATURE, "if", "intentional", "note")
"""What follows Table II, and how the reminders below the signature begin, in the order of every edition."""


def find_odd_values(reading: Reading, claims: Claims, whole: bool) -> Iterator[Fault]:
    """All such faults; `whole`: the page keeps the rows and cells of the form."""
    sure = whole or reading.heading.typed
    for owner in reading.owners:
        if odd := next(_odd_lines(owner), None):
            yield moved(f"in box 1 stands {odd!r}", HEAD)
    symbols = (reading.heading.ticker, reading.heading.foreign)  # `WSO; WSOB`
    for cell in _names(reading):
        if not isinstance(cell.value, str):
            continue
        strange = _DATED if cell in symbols else _STRANGE
        if strange.search(cell.value) or (sure and _is_of_labels(cell)):
            yield moved(f"where a name should stand, there is {cell.value!r}", HEAD)
    for text in filter(_MARKUP.search, _with_signs([text for _, _, text in claims.texts])):
        yield moved(f"in a text stands markup: {text!r}")
    for _, row in reading.rows():
        yield from _odd_cells(row, raised=reading.positioned)
    if whole:
        yield from _odd_titles(reading)
    yield from _reminders(reading)
    yield from _notes(reading, claims, whole, sure)
    yield from _signatures(reading, sure)


def _with_signs(texts: list[str]) -> list[str]:
    """Those that hold a sign of markup, sought in all of them at once: most pages have none."""
    said = "".join(texts)
    signs = [sign for sign in _SIGNS_OF_MARKUP if sign in said]
    return [text for text in texts if not set(signs).isdisjoint(text)] if signs else []


def _names(reading: Reading) -> Iterator[Cell]:
    yield from (reading.heading.issuer, reading.heading.ticker, reading.heading.foreign)
    for owner in reading.owners:
        yield from (owner.name, owner.street1, owner.street2, owner.city)
        if owner.ticks is not None:
            yield from (owner.ticks.officer_title, owner.ticks.other_text)


def _plain_words(cell: Cell) -> list[str]:
    return [w.text for w in cell.words if squeeze(w.text)]


def _is_of_labels(cell: Cell) -> bool:
    """`Estimated average burden`: every word is one that the form prints."""
    is_made = bool(cell.words) and all(map(is_of_form, [w.text for w in cell.words]))
    return is_made and len(squeeze(str(cell.value))) > 1


def _odd_lines(owner: OwnerReading) -> Iterator[str]:
    city, country, name = str(owner.city.value or ""), str(owner.country.value or ""), squeeze(str(owner.name.value))
    state = str(owner.state.value or "")
    if any(c.isdigit() for c in city) or (city.lower() in STATE_NAMES and city.lower() not in _CITIES):
        yield city
    if len(name) > _SHORT_NAME and name in squeeze(city):
        yield city
    if country and (len(country) == 1 or not all(c.isalpha() or c in " ,.()'&-" for c in country)):
        yield country
    if country.lower() in STATE_NAMES and country.lower() not in _COUNTRIES:
        yield country
    if len(state) > 2 and city.lower().endswith(f" {state.lower()}"):
        yield city
    if city.lower() in _NO_CITIES or (
        owner.name.words and all(squeeze(w) in OFFICER_WORDS for w in _plain_words(owner.name))
    ):
        yield city or str(owner.name.value)
    first, second = squeeze(str(owner.street1.value or "")), squeeze(str(owner.street2.value or ""))
    if first and second.startswith(first):
        yield str(owner.street2.value)
    zip_code = str(owner.zip_code.value or "").split()
    if len(zip_code) == 2 and zip_code[0] == zip_code[1]:
        yield str(owner.zip_code.value)
    for cell in (owner.state, owner.zip_code, owner.country):
        if _STRANGE.search(str(cell.value or "")):
            yield str(cell.value)
    for street in (str(owner.street1.value or ""), str(owner.street2.value or "")):
        if street.lower() in STATE_NAMES or _CITY_LINE.search(street):
            yield street
    if len(squeeze(city)) >= _SHORT_NAME and f"{first}{second}".endswith(squeeze(city)):
        yield city
    if _BEHIND.search(f"{owner.street1.value} {owner.street2.value}"):
        yield str(owner.street2.value or owner.street1.value)
    words = [*owner.street1.words, *owner.street2.words]
    on_line = Counter([word.line for word in words])
    for word in words:
        if on_line[word.line] == 1 and _ZIP.match(word.text):
            yield word.text


def _odd_cells(row: RowReading, *, raised: bool) -> Iterator[Fault]:
    """Faults of a row; `raised`: its marks may stand on lines of their own, and have come to the wrong row."""
    for name, cell in [(name, cell) for name, cell in row.cells.items() if cell.marks]:
        if name in _NEVER_A_NOTE and cell.value in (None, False):
            yield moved(f"a footnote is cited in place of the {name.replace('_', ' ')}")
        if len(set(cell.marks)) < len(cell.marks):
            if not raised:
                yield moved("a cell cites a footnote twice")
        elif list(cell.marks) != _in_order(cell):
            yield moved("the footnotes of a cell are not in order")
    for name in ("security_title", "underlying_security_title", "nature_of_ownership"):
        text = row.value(name)
        if not isinstance(text, str):
            continue
        is_title = name != "nature_of_ownership" and not any(map(str.isalpha, text[1:]))
        if is_title or text.lower() in STATE_NAMES or _AMOUNT.search(text) or _AT_HEAD.match(text):
            yield moved(f"in a row stands {text!r}")


def _odd_titles(reading: Reading) -> Iterator[Fault]:
    """Titles that say how something is owned, where, or only what the form prints; natures that are titles."""
    rows = [row for _, row in reading.rows()]
    titles = _texts_of(rows, "security_title") | _texts_of(rows, "underlying_security_title")
    lengths = sorted({len(title) for title in titles})
    for title in sorted(titles):
        plain = [squeeze(word) for word in title.split()]
        told = [word for word in plain if len(word) > 1]  # `Class I Shares`
        of_form = not TITLE_WORDS.issuperset(told) and all(is_of_form(word) for word in title.split())
        twice = len(set(pairwise(plain))) < len(plain) - 1  # `Class B Common Stock Class A Common Stock`
        ends = [n for n in lengths if n < len(title) and title[-n - 1] == " " and title[-n:] in titles]
        if twice or (any(_is_title(title[:-n], titles) for n in ends) and not _is_one(plain)):
            yield moved(f"where the title of a security should stand, there are two: {title!r}")
        if of_form or _NO_TITLE.match(title) or title.endswith(":") or title.lower() in STATE_NAMES:
            yield moved(f"where the title of a security should stand, there is {title!r}")
    for nature in sorted(_texts_of(rows, "nature_of_ownership")):
        plain = [squeeze(word) for word in nature.split()]
        if _TWO_NATURES.match(nature):
            yield moved(f"where a nature of ownership should stand, there is {nature!r}")
        if nature in titles or (plain[-1] in TITLE_ENDINGS and len(plain) > 1 and TITLE_WORDS.issuperset(plain)):
            yield moved(f"a title stands in place of a nature of ownership: {nature!r}")


def _is_title(text: str, titles: set[str]) -> bool:
    words = text.split()
    return bool(words) and (" ".join(words) in titles or squeeze(words[-1]) in TITLE_ENDINGS)


def _is_one(plain: list[str]) -> bool:
    """`Director Stock Option (Right to Buy)` is one title, on a page that has `Option (Right to Buy)`, too."""
    return grammar_of(True).fullmatch(" ".join(plain)) is not None


def _texts_of(rows: list[RowReading], field: str) -> set[str]:
    return {text for row in rows if isinstance(text := row.value(field), str) and text.split()}


def _in_order(cell: Cell) -> list[str]:
    return sorted(cell.marks, key=lambda mark: (len(mark), mark))


def _reminders(reading: Reading) -> Iterator[Fault]:
    """The reminders in their order."""
    labels = reading.labels
    places: dict[str, int] = {}
    for name in (spec.TABLE_2, spec.SIGNATURE):
        if (first := labels.first(name)) is not None:
            places[name] = first.start
    for hit in labels.all(spec.BOILERPLATE):
        for word in labels.words[hit.start : hit.start + 2]:  # `4) Intentional`, behind a heading that is cut off
            places.setdefault(squeeze(word.text), hit.start)
    there = [places[name] for name in _REMINDERS if name in places]
    if there != sorted(there):
        yield moved("the reminders below the signature are not in their order", NOTES)


def _notes(reading: Reading, claims: Claims, whole: bool, sure: bool) -> Iterator[Fault]:
    labels = reading.labels
    explained = labels.firsts.get(spec.EXPLANATION)
    behind = [hit for hit in labels.all(spec.COLUMN) if hit.start >= explained.start] if explained else []
    heads = {labels.words[hit.start].start for hit in behind}
    if len(heads) > _FEW_HEADS:
        yield moved("headings of columns stand among the notes", *TABLES, NOTES)
    celled = reading.is_celled
    texts = [*(cell for _, cell in reading.notes.footnotes), reading.notes.remarks]
    for cell in texts:
        if not cell.words:
            continue
        begin, end = cell.words[0], cell.words[-1]
        inside = labels.hits[claims.label_before(begin) + 1 : claims.label_before(end) + 1]
        if not _NOT_IN_NOTES.isdisjoint([hit.name for hit in inside]):
            yield moved("a label of the form stands in a note", NOTES)
        if (begin.row, begin.cell) != (end.row, end.cell) and NEXT_CELL in [w.gap for w in cell.words[1:]]:
            yield moved("a note holds cells side by side", NOTES)
        if sure and "/s/" in str(cell.value).lower():
            yield moved("a signature stands in a note", NOTES)
        if _ends_with_title(cell.words):
            yield moved("the title of the form stands below a note", NOTES)
        is_heading = begin.start in heads or _TITLE_OF_FORM.match(str(cell.value)) or "(Instr. " in str(cell.value)
        if is_heading and _is_of_labels(cell):
            yield moved("the form's own words stand among the notes", NOTES)
    if whole and not reading.heading.typed and (_is_torn(texts, celled) or _holds_remarks(reading)):
        yield moved("a note was read from two rows of the page", NOTES)


def _ends_with_title(words: list[Word]) -> bool:
    """Is the last line `SEC Form 4`?"""
    last = words[-3:]
    return last[0].gap >= LINE and _TITLE_LINE.fullmatch(" ".join([w.text for w in last])) is not None


def _holds_remarks(reading: Reading) -> bool:
    """Does the last footnote go on in a further row, and nothing stand behind the label of the remarks?

    Where no note of one row is clearly longer than what its first row holds, it may have been broken for its length.
    """
    if spec.REMARKS not in reading.labels.firsts or reading.notes.remarks.words or not goes_on(reading):
        return False
    *others, last = [cell.words for _, cell in reading.notes.footnotes]
    begun = [w for w in last if row_of(reading, w) == row_of(reading, last[0])]
    whole = [words for words in others if words and row_of(reading, words[0]) == row_of(reading, words[-1])]
    return max(map(_size, whole), default=0) > _LONGER * _size(begun)


_LONGER = 1.5
"""Letters differ in width: a row of a PDF holds more of some than of others."""


def _size(words: list[Word]) -> int:
    return words[-1].end - words[0].start


def _is_torn(texts: list[Cell], celled: bool) -> bool:
    """Has a note rows of the page that are not its own? By lines, the last alone of several: notes may have many.

    A note that is longer than all that have one row may have been broken for its length.
    """
    if celled:
        rows = [(len(str(c.value)), c.words[0].row != c.words[-1].row) for c in texts if c.words]
        longest = max([length for length, torn in rows if not torn], default=0)
        return any(torn and length <= longest for length, torn in rows)
    lines = [len({w.line for w in cell.words}) for cell in texts[:-1]]
    return bool(lines) and lines[-1] > 1 and all(count == 1 for count in lines[:-1])


def _signatures(reading: Reading, sure: bool) -> Iterator[Fault]:
    for name, when in reading.notes.signatures:
        value = str(name.value or "")
        if sure and value and when.value is None:
            yield moved("a signature has no date", NOTES)
        if (
            sum(map(str.isdigit, value)) > 1
            or _TITLE_OF_FORM.match(value)
            or _NUMBERED.match(value)
            or _CITY_LINE.search(value)
        ):
            yield moved(f"where a signature should stand, there is {value!r}", NOTES)
        elif (reading.is_celled and len({(w.row, w.cell) for w in name.words}) > 1) or (sure and _is_of_labels(name)):
            yield moved(f"a signature was read from two places of the page: {value!r}", NOTES)
