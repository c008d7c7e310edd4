"""The order of the stages, written once.

`read_text` takes a text and gives its Filing. Text that shows no sign of an ownership form is refused; whatever does is a
record with diagnostics, however damaged.
"""

from __future__ import annotations

from ..errors import NotAnOwnershipFormError
from ..records import Filing, Issuer
from ..spec import labels as spec
from ..spec.tables import DERIVATIVE, INITIAL_EDITION, NON_DERIVATIVE, SPECS, TYPED_EDITION
from ._build import Builder, build_footnote, build_owner, build_row, build_signature, date_of, flag_of, text_of
from ._confidence import set_confidence
from ._heading import read_heading
from ._labels import Labels, find_labels
from ._notes import read_notes
from ._owners import all_owners
from ._page import Page, read_page
from ._reading import Reading
from ._reconcile import reconcile
from ._regions import find_regions
from ._source import fold
from ._tables import read_table
from ._unweave import unweave
from ._wraps import Wraps

_SIGNS = frozenset((spec.NAME_ADDRESS, spec.ISSUER, spec.TABLE_1, spec.TABLE_2, spec.FORM_3, spec.FORM_4, spec.FORM_5, spec.PERIOD, spec.RELATIONSHIP))
_ENOUGH_SIGNS = 2


def has_signs(labels: Labels) -> bool:
    """Are there enough of the form's own labels for it to be one?"""
    return len({h.name for h in labels.hits} & _SIGNS) >= _ENOUGH_SIGNS


def find_form(page: Page) -> Labels | None:
    """The labels of the form on the page, boxes in reading order; None where there are too few to be one."""
    labels = find_labels(page)
    if not has_signs(labels):
        return None
    woven = unweave(page, labels)
    return find_labels(woven) if woven is not page else labels


def read(labels: Labels, positioned: bool) -> Reading:
    """Run the stages from regions to notes."""
    regions = find_regions(labels)
    heading = read_heading(labels, regions.head_stop)
    edition = TYPED_EDITION if heading.typed else INITIAL_EDITION if heading.form == "3" else heading.form
    known = Wraps()
    period = date_of(heading.period)
    table_1 = read_table(labels.words, labels.owner, regions.table_1, SPECS[edition, NON_DERIVATIVE], positioned, known, period)
    for row in table_1.rows:
        title = row.value("security_title")
        if isinstance(title, str):
            known.learn(title)
    table_2 = read_table(labels.words, labels.owner, regions.table_2, SPECS[edition, DERIVATIVE], positioned, known, period)
    notes = read_notes(labels, heading.typed)
    owners = all_owners(labels, heading.owners)
    if owners:
        owners[0].ticks = heading.ticks if owners[0].ticks is None else owners[0].ticks
    return Reading(labels, regions, heading, owners, table_1, table_2, notes, positioned)


def build(text: str, reading: Reading) -> Filing:
    builder = Builder(text)
    heading, notes = reading.heading, reading.notes
    rows = {
        table: tuple(build_row(builder, f"{table}[{i}]", row) for i, row in enumerate(got.rows))
        for table, got in (("non_derivative", reading.table_1), ("derivative", reading.table_2))
    }
    owners = tuple(build_owner(builder, f"reporting_owners[{i}]", o) for i, o in enumerate(reading.owners))
    amended = heading.original.value is not None
    for path, cell in (
        ("issuer.name", heading.issuer),
        ("issuer.trading_symbol", heading.ticker),
        ("issuer.foreign_trading_symbol", heading.foreign),
        ("period_of_report", heading.period),
        ("date_of_original_submission", heading.original),
        ("not_subject_to_section16", heading.section16),
        ("rule_10b5_1", heading.rule_10b5_1),
        ("form3_holdings_reported", heading.form3_holdings),
        ("form4_transactions_reported", heading.form4_transactions),
        ("no_securities_owned", notes.no_securities),
        ("remarks", notes.remarks),
    ):
        builder.note(path, cell)
    footnotes = tuple(build_footnote(builder, f"footnotes[{i}]", n, c) for i, (n, c) in enumerate(notes.footnotes))
    signatures = tuple(build_signature(builder, f"signatures[{i}]", n, d) for i, (n, d) in enumerate(notes.signatures))
    return Filing(
        form_type=heading.form + ("/A" if amended else ""),  # type: ignore[arg-type]
        period_of_report=date_of(heading.period),
        date_of_original_submission=date_of(heading.original),
        not_subject_to_section16=flag_of(heading.section16),
        rule_10b5_1=flag_of(heading.rule_10b5_1),
        form3_holdings_reported=flag_of(heading.form3_holdings),
        form4_transactions_reported=flag_of(heading.form4_transactions),
        no_securities_owned=flag_of(notes.no_securities),
        issuer=Issuer(
            name=text_of(heading.issuer), trading_symbol=text_of(heading.ticker), foreign_trading_symbol=text_of(heading.foreign)
        ),
        reporting_owners=owners,
        non_derivative=rows["non_derivative"],  # type: ignore[arg-type]
        derivative=rows["derivative"],  # type: ignore[arg-type]
        footnotes=footnotes,
        remarks=text_of(notes.remarks),
        signatures=signatures,
        evidence=builder.evidence,  # type: ignore[arg-type]
        diagnostics=tuple(builder.diagnostics),
    )


def resolve(text: str) -> Reading | None:
    """Everything read in the text, reconciled and weighed; None where it shows no sign of an ownership form."""
    page = read_page(fold(text))
    labels = find_form(page)
    if labels is None:
        return None
    reading = read(labels, page.positioned)
    reconcile(reading)
    set_confidence(reading)
    return reading


def parse_text(text: str) -> Filing:
    """Read the text of a Form 3, 4 or 5.

    Args:
        text: the filing as text of any layout: PDF text, OCR output, HTML, markdown, tabs, typed ASCII.

    Returns:
        The record, with evidence for every value and diagnostics where there is doubt or loss.

    Raises:
        TypeError: `text` is not a str.
        NotAnOwnershipFormError: the text shows no sign of an ownership form.
    """
    if not isinstance(text, str):
        raise TypeError(f"parse_text() takes a str, not {type(text).__name__}; decode bytes first")
    reading = resolve(text)
    if reading is None:
        raise NotAnOwnershipFormError()
    return build(text, reading)


def looks_like_ownership_form(text: str) -> bool:
    """True exactly when `parse_text(text)` would not refuse."""
    return has_signs(find_labels(read_page(fold(text))))


def parse_all(text: str) -> tuple[Filing, ...]:
    """All the forms that a text holds, in order."""
    return (parse_text(text),)
