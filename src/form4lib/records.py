"""The record: a Form 3, 4 or 5 as plain, immutable values.

Contract: a value is a `str`, `Decimal`, `date`, `bool` or None, never a wrapper; where it was read
and how surely stands apart, in `Filing.evidence`. Names follow the SEC's ownership XML in snake
case. Every record is frozen, hashable, comparable and picklable. Two filings are equal when what
they report is equal: `evidence`, `diagnostics` and `source_text` take no part in it. None means
that the form gives no value, or that none could be read; the evidence says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Literal, get_args

import attrs

from . import _review
from ._mapping import FrozenMap
from ._rows import (
    Brief,
    DerivativeHolding,
    DerivativeRow,
    DerivativeTransaction,
    NonDerivativeHolding,
    NonDerivativeRow,
    NonDerivativeTransaction,
)
from .evidence import Diagnostic, Evidence

__all__ = [
    "FORM_TYPES",
    "Address",
    "DerivativeHolding",
    "DerivativeRow",
    "DerivativeTransaction",
    "Filing",
    "Footnote",
    "FormType",
    "Issuer",
    "NonDerivativeHolding",
    "NonDerivativeRow",
    "NonDerivativeTransaction",
    "Relationship",
    "ReportingOwner",
    "Signature",
    "Submission",
]

FormType = Literal["3", "3/A", "4", "4/A", "5", "5/A"]
"""The form's number, with /A for an amendment."""

FORM_TYPES: tuple[FormType, ...] = get_args(FormType)


def _frozen_evidence(value: Mapping[str, Evidence]) -> FrozenMap[str, Evidence]:
    return value if isinstance(value, FrozenMap) else FrozenMap(value)


def _frozen_texts(value: Mapping[str, str]) -> FrozenMap[str, str]:
    return value if isinstance(value, FrozenMap) else FrozenMap(value)


@attrs.frozen(kw_only=True, slots=True, repr=False)
class Issuer(Brief):
    """The company whose securities the form is about.

    Attributes:
        name: the issuer's name, as printed (box 2; Form 3: box 3).
        trading_symbol: ticker as printed, without brackets; `n/a` and `NONE` stay as printed.
        foreign_trading_symbol: ticker on a foreign exchange (box 2a of editions that have it).
        cik: the issuer's SEC number, digits; not on the printed form, None from text.
    """

    name: str | None = None
    trading_symbol: str | None = None
    foreign_trading_symbol: str | None = None
    cik: str | None = None


@attrs.frozen(kw_only=True, slots=True, repr=False)
class Address(Brief):
    """A reporting owner's address (box 1).

    Attributes:
        street1: first line of the street.
        street2: second line of the street; None where the edition prints both lines as one.
        city: city.
        state: state or foreign place, its code or its name as printed.
        zip_code: postal code, as printed.
        country: country (editions that have the cell).
    """

    street1: str | None = None
    street2: str | None = None
    city: str | None = None
    state: str | None = None
    zip_code: str | None = None
    country: str | None = None


@attrs.frozen(kw_only=True, slots=True, repr=False)
class Relationship(Brief):
    """How a reporting owner is related to the issuer (box 5; Form 3: box 4).

    Attributes:
        is_director: the Director box is ticked.
        is_officer: the Officer box is ticked.
        is_ten_percent_owner: the 10% Owner box is ticked.
        is_other: the Other box is ticked.
        officer_title: the title given below the Officer box.
        other_text: what is specified below the Other box.
    """

    is_director: bool | None = None
    is_officer: bool | None = None
    is_ten_percent_owner: bool | None = None
    is_other: bool | None = None
    officer_title: str | None = None
    other_text: str | None = None


@attrs.frozen(kw_only=True, slots=True, repr=False)
class ReportingOwner(Brief):
    """A person or entity that files the form (box 1, and further owners after the tables).

    Attributes:
        name: as printed: a person's last name first, or an entity's name.
        cik: the owner's SEC number, digits; not on the printed form, None from text.
        address: the owner's address.
        relationship: how the owner is related to the issuer.
    """

    name: str | None = None
    cik: str | None = None
    address: Address = Address()
    relationship: Relationship = Relationship()


@attrs.frozen(kw_only=True, slots=True)
class Footnote:
    """One of the explanations of responses.

    Attributes:
        id: the number it is cited by, digits.
        text: its words, None where they could not be read.
    """

    id: str
    text: str | None = None


@attrs.frozen(kw_only=True, slots=True)
class Signature:
    """A signature at the end of the form.

    Attributes:
        name: as printed, with its `/s/`.
        date: the date beside it.
    """

    name: str | None = None
    date: date | None = None


@attrs.frozen(kw_only=True, slots=True, repr=False)
class Submission(Brief):
    """What the header of an EDGAR full submission says; the form itself does not print it.

    Attributes:
        accession_number: EDGAR's number of the submission, such as 0001234567-24-000012.
        submission_type: the form type of the submission, as the header has it.
        period_of_report: conformed period of report.
        filed_date: filed as of date.
        changed_date: date as of change.
        accepted_at: when EDGAR accepted it, US Eastern time without zone, as the header has it.
        issuer_cik: the issuer's SEC number, digits.
        owner_ciks: the reporting owners' SEC numbers, in the order of the header.
    """

    accession_number: str | None = None
    submission_type: str | None = None
    period_of_report: date | None = None
    filed_date: date | None = None
    changed_date: date | None = None
    accepted_at: datetime | None = None
    issuer_cik: str | None = None
    owner_ciks: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, slots=True, repr=False)
class Filing:
    """One Form 3, 4 or 5.

    Attributes:
        form_type: '3', '4' or '5', with '/A' for an amendment.
        schema_version: version of the ownership XML, from XML only.
        period_of_report: date of the earliest transaction (box 3); Form 3: date of the event
            (box 2); Form 5: end of the issuer's fiscal year (box 3).
        date_of_original_submission: of an amendment, the date of the original filing (box 4;
            Form 3: box 5).
        not_subject_to_section16: the box 'no longer subject to Section 16' is ticked.
        rule_10b5_1: the Rule 10b5-1(c) box is ticked; None where the edition has no such box.
        no_securities_owned: the Form 3 says that no securities are beneficially owned.
        form3_holdings_reported: the Form 5's box 'Form 3 Holdings Reported' is ticked.
        form4_transactions_reported: the Form 5's box 'Form 4 Transactions Reported' is ticked.
        issuer: the company whose securities the form is about.
        reporting_owners: who files it, in the order of the form; the first one is box 1's.
        non_derivative: rows of Table I, transactions and holdings, in the order of the form.
        derivative: rows of Table II, transactions and holdings, in the order of the form.
        footnotes: the explanations of responses.
        remarks: the remarks.
        signatures: the signatures, in the order of the form.
        xml_extra: from XML only: path of an element that has no field -> its text.
        submission: from a full submission only: what its header says.
        evidence: path -> where the value was read and how surely; None values included.
        diagnostics: doubt, loss and tolerances used.
        source_text: from a PDF only: the page text that the spans index.
    """

    form_type: FormType
    schema_version: str | None = None
    period_of_report: date | None = None
    date_of_original_submission: date | None = None
    not_subject_to_section16: bool | None = None
    rule_10b5_1: bool | None = None
    no_securities_owned: bool | None = None
    form3_holdings_reported: bool | None = None
    form4_transactions_reported: bool | None = None
    issuer: Issuer = Issuer()
    reporting_owners: tuple[ReportingOwner, ...] = ()
    non_derivative: tuple[NonDerivativeRow, ...] = ()
    derivative: tuple[DerivativeRow, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    remarks: str | None = None
    signatures: tuple[Signature, ...] = ()
    xml_extra: FrozenMap[str, str] = attrs.field(default=FrozenMap(), converter=_frozen_texts)
    submission: Submission | None = None
    evidence: FrozenMap[str, Evidence] = attrs.field(default=FrozenMap(), converter=_frozen_evidence, eq=False)
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), eq=False)
    source_text: str | None = attrs.field(default=None, eq=False)

    @property
    def needs_review(self) -> bool:
        """True when a core value is in doubt or a diagnostic of warning or error stands.

        Core values are what a trade is made of: who, of which issuer, when, which security and
        code, how many, at what price, and what is owned after it.
        """
        return _review.needs_review(self)

    def __repr__(self) -> str:
        owner = self.reporting_owners[0].name if self.reporting_owners else None
        more = len(self.reporting_owners) - 1
        parts = [
            f"Form {self.form_type}",
            str(self.period_of_report),
            f"{self.issuer.name} [{self.issuer.trading_symbol}]",
            f"{owner}{f' and {more} more' if more > 0 else ''}",
            f"{len(self.non_derivative)} + {len(self.derivative)} rows",
        ]
        return f"<Filing {', '.join(parts)}{', needs review' if self.needs_review else ''}>"

    def _repr_html_(self) -> str:
        """A card for notebooks."""
        from .outputs._card import card

        return card(self)

    def __rich_console__(self, console: Any, options: Any) -> Iterator[Any]:
        """What `rich` prints for it, where that is installed."""
        from .outputs._rich import rendered

        return rendered(self, options.max_width)
