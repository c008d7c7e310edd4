"""The order of the stages, written once.

A text is folded and cut into words; the form's own words are found and subtracted; what is left is read box by box
and row by row, reconciled, weighed, and built into the record. Text that shows no sign of an ownership form is
refused; whatever does is a record with diagnostics, however damaged.
"""

from __future__ import annotations

import attrs

from .._limits import Limits, require_limits
from ..errors import NotAnOwnershipFormError
from ..evidence import Diagnostic, diagnostic
from ..records import Filing
from ..spec import labels as spec
from ..spec.tables import DERIVATIVE, INITIAL_EDITION, NON_DERIVATIVE, SPECS, TYPED_EDITION
from ._build import build, date_of
from ._closing import part_at_label, part_issuer
from ._confidence import set_confidence
from ._diagnose import diagnose
from ._displaced import bring_home, titles_before
from ._emptied import refill_brackets
from ._filled import join_filled
from ._glued import part_glued
from ._heading import read_heading
from ._labels import Labels, find_labels, squeeze
from ._limits import check_length, is_worth_reading
from ._misprints import doubt_misprints
from ._notes import read_notes
from ._overprint import set_apart
from ._owners import all_owners, closing_table
from ._page import Page, columns_hold, read_page
from ._reading import Reading
from ._reconcile import reconcile
from ._regions import find_regions
from ._ruled import read_drawn
from ._several import TITLES, part_forms
from ._source import Source, fold
from ._spilled import doubt_spilled
from ._strays import give_titles
from ._stuck import doubt_stuck
from ._tables import read_table
from ._unheaded import place_notes
from ._unsettled import doubt_unsettled
from ._unweave import unweave
from ._whole_page import stands_abreast
from ._wholeness import find_faults
from ._work import Work, work_within
from ._wraps import Wraps
from ._zoned import join_zoned

_SIGNS = frozenset((spec.NAME_ADDRESS, spec.ISSUER, spec.PERIOD, spec.RELATIONSHIP, spec.TABLE_1, spec.TABLE_2))
"""Labels that tell an ownership form."""
_TITLES = frozenset(TITLES)
"""Its titles; annual reports name all three, so that together they are one sign."""
_ENOUGH_SIGNS = 2
_ENOUGH_COLUMNS = 6
"""So many headings of columns tell a table of the form, whatever is lost of the rest."""
_STAGES_OF_A_PAGE = 2
_STAGES_OF_A_FORM = 4
"""How often each word of a page, and of a form that it holds, is looked at in all, but for the tables."""


def _has_signs(labels: Labels) -> bool:
    """Are there enough of the form's own labels for it to be one?"""
    places = {name: hits[-1].start for name, hits in labels.named.items() if name in _SIGNS}
    titled = not _TITLES.isdisjoint(labels.named)
    if len(set(places.values())) + titled >= _ENOUGH_SIGNS:  # what could be one of two labels is one sign
        return True
    return sum([not hit.edits for hit in labels.all(spec.COLUMN)]) >= _ENOUGH_COLUMNS


def read(labels: Labels, positioned: bool, work: Work) -> Reading:
    """Run the stages from regions to notes."""
    labels = place_notes(labels)
    labels, regions = bring_home(labels, find_regions(labels), positioned)
    closing = closing_table(labels, positioned)
    heading = read_heading(labels, regions.head_stop, closing)
    edition = TYPED_EDITION if heading.typed else INITIAL_EDITION if heading.form == "3" else heading.form
    known = Wraps()
    period = date_of(heading.period)
    table_1 = read_table(labels, regions.table_1, SPECS[edition, NON_DERIVATIVE], positioned, known, period, work)
    if not positioned:
        give_titles(table_1.rows, titles_before(labels, regions))
    for row in table_1.rows:
        title = row.value("security_title")
        if isinstance(title, str):
            known.learn(title)
    table_2 = read_table(labels, regions.table_2, SPECS[edition, DERIVATIVE], positioned, known, period, work)
    cited = {m for table in (table_1, table_2) for row in table.rows for c in row.cells.values() for m in c.marks}
    notes = read_notes(labels, heading.typed, cited)
    signers = frozenset(squeeze(w.text) for name, _ in notes.signatures for w in name.words)
    owners = all_owners(heading.owners, closing, labels.words[: regions.head_stop], signers)
    if owners:
        if not positioned:
            heading.issuer = part_issuer(part_at_label(labels, heading.issuer, owners[0]), owners[0].name)
        owners[0].ticks = heading.ticks if owners[0].ticks is None else owners[0].ticks
    return Reading(labels, regions, heading, owners, table_1, table_2, notes, positioned)


def resolve(page: Page, labels: Labels, work: Work) -> Reading:
    """Read one form, reconcile what was read, and say how sure it is."""
    work.spend(_STAGES_OF_A_FORM * len(page.words))
    reading = read(unweave(page, labels), page.positioned, work)
    reconcile(reading)
    set_confidence(reading)
    doubt_unsettled(reading)
    doubt_spilled(reading)
    doubt_stuck(reading)
    doubt_misprints(reading)
    find_faults(reading, page.source)
    return reading


def read_forms(text: str, work: Work) -> list[tuple[Page, Labels]]:
    """The forms that a text holds, each as a page with its labels; none where it shows no sign of one."""
    check_length(text, work.limits)
    return _forms_on(read_drawn(fold(text)), work) if is_worth_reading(text) else []


def _parted(page: Page) -> Page:
    """The page with its words parted, and its lines, as they were before a converter put them together."""
    return refill_brackets(join_filled(part_glued(join_zoned(set_apart(page)))))


def _forms_on(page: Page, work: Work) -> list[tuple[Page, Labels]]:
    page = _parted(page)
    work.spend(_STAGES_OF_A_PAGE * len(page.words))
    labels = find_labels(page)
    # notes may be so long that few gaps of the page are wide: headings of columns side by side tell it, too
    positioned = page.positioned or (not page.drawn and labels.as_printed and stands_abreast(labels))
    page = Page(page.source, page.words, positioned and columns_hold(page.words, labels.as_printed), page.drawn)
    if not _has_signs(labels):
        return []
    pages = part_forms(page, labels)
    return [(page, labels)] if len(pages) == 1 else [(part, find_labels(part)) for part in pages]


def _filing(text: str, form: tuple[Page, Labels], work: Work, *more: Diagnostic) -> Filing:
    reading = resolve(*form, work)
    return build(text, reading, (*more, *diagnose(text, reading)))


def require_text(text: object, function: str) -> None:
    """Refuse what is no text."""
    if not isinstance(text, str):
        raise TypeError(f"{function}() takes a str, not {type(text).__name__}; decode bytes first")


def parse_text(text: str, *, limits: Limits | None = None) -> Filing:
    """Read the text of a Form 3, 4 or 5; of a text that holds several, the first.

    Args:
        text: the filing as text of any layout: PDF text, OCR output, HTML, markdown, tabs, typed ASCII.
        limits: how long it may be; see `Limits`.

    Returns:
        The record, with evidence for every value and diagnostics where there is doubt or loss.

    Raises:
        TypeError: `text` is not a str, or `limits` is no `Limits`.
        NotAnOwnershipFormError: the text shows no sign of an ownership form.
        InputTooLargeError: the text has more than five million characters, or what `limits` says.
    """
    require_text(text, "parse_text")
    work = work_within(limits, "parse_text")
    return _first_filing(text, read_forms(text, work), work)


def parse_source(source: Source, *, positioned: bool, work: Work) -> Filing:
    """Read a text that a door has written down and folded itself, `positioned` where its columns of characters count.

    Raises as `parse_text` does; the spans of the evidence index `source.text`.
    """
    check_length(source.text, work.limits)
    page = attrs.evolve(read_page(source), positioned=positioned)
    return _first_filing(source.text, _forms_on(page, work), work)


def _first_filing(text: str, forms: list[tuple[Page, Labels]], work: Work) -> Filing:
    if not forms:
        raise NotAnOwnershipFormError()
    if len(forms) == 1:
        return _filing(text, forms[0], work)
    message = f"the text holds {len(forms)} forms; this is the first of them"
    return _filing(text, forms[0], work, diagnostic("several_forms", message))


def parse_all(text: str, *, limits: Limits | None = None) -> tuple[Filing, ...]:
    """Read all the forms that a text holds, in order.

    Args:
        text: as `parse_text` takes it; the spans of each record's evidence index the whole of it.
        limits: how long it may be; see `Limits`.

    Returns:
        One record a form; an empty tuple is never given.

    Raises:
        TypeError: `text` is not a str, or `limits` is no `Limits`.
        NotAnOwnershipFormError: the text shows no sign of an ownership form.
        InputTooLargeError: the text has more than five million characters, or what `limits` says.
    """
    require_text(text, "parse_all")
    return all_filings(text, work_within(limits, "parse_all"))


def all_filings(text: str, work: Work) -> tuple[Filing, ...]:
    """What `parse_all` gives, within a budget of work.

    Raises as `parse_all` does, and `BudgetExceededError`.
    """
    forms = read_forms(text, work)
    if not forms:
        raise NotAnOwnershipFormError()
    return tuple([_filing(text, form, work) for form in forms])


def looks_like_ownership_form(text: str, *, limits: Limits | None = None) -> bool:
    """True exactly when `parse_text(text)`, within the same limits, would not refuse.

    Cheap for texts that are not such forms: most are told by a few words that they do not have.

    Args:
        text: any text.
        limits: how long it may be; see `Limits`.

    Raises:
        TypeError: `text` is not a str, or `limits` is no `Limits`.
        InputTooLargeError: the text has more than five million characters, or what `limits` says.
    """
    require_text(text, "looks_like_ownership_form")
    check_length(text, require_limits(limits, "looks_like_ownership_form"))
    return is_worth_reading(text) and _has_signs(find_labels(_parted(read_drawn(fold(text)))))
