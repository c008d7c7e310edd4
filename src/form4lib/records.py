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
from decimal import Decimal
from typing import Any, ClassVar, Literal, get_args

import attrs

from . import _review
from ._mapping import FrozenMap
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

FootnoteIds = FrozenMap[str, tuple[str, ...]]
"""Field name -> ids of the footnotes that the cell cites, in the order printed."""


def _frozen_footnotes(value: Mapping[str, tuple[str, ...]]) -> FootnoteIds:
    return value if isinstance(value, FrozenMap) else FrozenMap(value)


def _frozen_evidence(value: Mapping[str, Evidence]) -> FrozenMap[str, Evidence]:
    return value if isinstance(value, FrozenMap) else FrozenMap(value)


def _frozen_texts(value: Mapping[str, str]) -> FrozenMap[str, str]:
    return value if isinstance(value, FrozenMap) else FrozenMap(value)


class _Brief:
    """Gives a record a repr that leaves out what was not reported."""

    __slots__ = ()
    __attrs_attrs__: ClassVar[tuple[object, ...]]

    def __repr__(self) -> str:
        fields = attrs.fields_dict(type(self)).values()
        parts = [(f.name, getattr(self, f.name), f.default) for f in fields]
        shown = ", ".join(f"{name}={value!r}" for name, value, default in parts if value != default)
        return f"{type(self).__name__}({shown})"


@attrs.frozen(kw_only=True, slots=True, repr=False)
class Issuer(_Brief):
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
class Address(_Brief):
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
class Relationship(_Brief):
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
class ReportingOwner(_Brief):
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


@attrs.frozen(kw_only=True, slots=True, repr=False)
class NonDerivativeTransaction(_Brief):
    """A row of Table I that reports a transaction: it has a date or a code.

    Attributes:
        security_title: title of the security (column 1).
        transaction_date: date of the transaction (column 2).
        deemed_execution_date: deemed execution date, if any (column 2A).
        transaction_code: one letter, such as P or S (column 3, Code).
        transaction_form_type: the form the transaction is reported on, from ownership XML only.
        equity_swap_involved: the code is printed with K for an equity swap (column 3).
        is_voluntary: reported voluntarily early (column 3, V).
        timeliness: E early or L late, from ownership XML only.
        shares: number of shares acquired or disposed of (column 4, Amount).
        transaction_total_value: US dollars where column 4 gives a value in place of shares.
        acquired_disposed_code: A acquired or D disposed of (column 4).
        price_per_share: US dollars per share (column 4, Price); a printed $0 is 0, a blank None.
        shares_owned_following: shares owned after the transaction (column 5).
        value_owned_following: US dollars where column 5 gives a value in place of shares.
        direct_or_indirect: D direct or I indirect ownership (column 6).
        nature_of_ownership: nature of the indirect ownership (column 7).
        footnotes: field name -> ids of the footnotes its cell cites.
    """

    kind: ClassVar[Literal["transaction"]] = "transaction"

    security_title: str | None = None
    transaction_date: date | None = None
    deemed_execution_date: date | None = None
    transaction_code: str | None = None
    transaction_form_type: str | None = None
    equity_swap_involved: bool | None = False
    is_voluntary: bool | None = False
    timeliness: str | None = None
    shares: Decimal | None = None
    transaction_total_value: Decimal | None = None
    acquired_disposed_code: str | None = None
    price_per_share: Decimal | None = None
    shares_owned_following: Decimal | None = None
    value_owned_following: Decimal | None = None
    direct_or_indirect: str | None = None
    nature_of_ownership: str | None = None
    footnotes: FootnoteIds = attrs.field(default=FrozenMap(), converter=_frozen_footnotes)


@attrs.frozen(kw_only=True, slots=True, repr=False)
class NonDerivativeHolding(_Brief):
    """A row of Table I that reports a holding: no date, code, amount or price.

    Attributes:
        security_title: title of the security (column 1).
        transaction_form_type: the form a late holding is reported for, from ownership XML only.
        shares_owned_following: shares owned (column 5; Form 3: column 2).
        value_owned_following: US dollars where that column gives a value in place of shares.
        direct_or_indirect: D direct or I indirect ownership (column 6; Form 3: column 3).
        nature_of_ownership: nature of the indirect ownership (column 7; Form 3: column 4).
        footnotes: field name -> ids of the footnotes its cell cites.
    """

    kind: ClassVar[Literal["holding"]] = "holding"

    security_title: str | None = None
    transaction_form_type: str | None = None
    shares_owned_following: Decimal | None = None
    value_owned_following: Decimal | None = None
    direct_or_indirect: str | None = None
    nature_of_ownership: str | None = None
    footnotes: FootnoteIds = attrs.field(default=FrozenMap(), converter=_frozen_footnotes)


@attrs.frozen(kw_only=True, slots=True, repr=False)
class DerivativeTransaction(_Brief):
    """A row of Table II that reports a transaction: it has a date or a code.

    Attributes:
        security_title: title of the derivative security (column 1).
        conversion_or_exercise_price: US dollars per underlying share (column 2).
        transaction_date: date of the transaction (column 3).
        deemed_execution_date: deemed execution date, if any (column 3A).
        transaction_code: one letter, such as A or M (column 4, Code).
        transaction_form_type: the form the transaction is reported on, from ownership XML only.
        equity_swap_involved: the code is printed with K for an equity swap (column 4).
        is_voluntary: reported voluntarily early (column 4, V).
        timeliness: E early or L late, from ownership XML only.
        shares: number of derivative securities acquired or disposed of (column 5).
        transaction_total_value: US dollars where column 5 gives a value in place of a number.
        acquired_disposed_code: A or D: the half of column 5 in which the number stands.
        exercise_date: date exercisable (column 6).
        expiration_date: expiration date (column 6).
        underlying_security_title: title of the underlying security (column 7, Title).
        underlying_security_shares: number of underlying shares (column 7, Amount).
        underlying_security_value: US dollars where column 7 gives a value in place of shares.
        price_per_share: US dollars per derivative security (column 8).
        shares_owned_following: derivative securities owned after the transaction (column 9).
        value_owned_following: US dollars where column 9 gives a value in place of a number.
        direct_or_indirect: D direct or I indirect ownership (column 10).
        nature_of_ownership: nature of the indirect ownership (column 11).
        footnotes: field name -> ids of the footnotes its cell cites.
    """

    kind: ClassVar[Literal["transaction"]] = "transaction"

    security_title: str | None = None
    conversion_or_exercise_price: Decimal | None = None
    transaction_date: date | None = None
    deemed_execution_date: date | None = None
    transaction_code: str | None = None
    transaction_form_type: str | None = None
    equity_swap_involved: bool | None = False
    is_voluntary: bool | None = False
    timeliness: str | None = None
    shares: Decimal | None = None
    transaction_total_value: Decimal | None = None
    acquired_disposed_code: str | None = None
    exercise_date: date | None = None
    expiration_date: date | None = None
    underlying_security_title: str | None = None
    underlying_security_shares: Decimal | None = None
    underlying_security_value: Decimal | None = None
    price_per_share: Decimal | None = None
    shares_owned_following: Decimal | None = None
    value_owned_following: Decimal | None = None
    direct_or_indirect: str | None = None
    nature_of_ownership: str | None = None
    footnotes: FootnoteIds = attrs.field(default=FrozenMap(), converter=_frozen_footnotes)


@attrs.frozen(kw_only=True, slots=True, repr=False)
class DerivativeHolding(_Brief):
    """A row of Table II that reports a holding: no date, code, number or price.

    Attributes:
        security_title: title of the derivative security (column 1).
        conversion_or_exercise_price: US dollars per underlying share (column 2; Form 3: column 4).
        transaction_form_type: the form a late holding is reported for, from ownership XML only.
        exercise_date: date exercisable (column 6; Form 3: column 2).
        expiration_date: expiration date (column 6; Form 3: column 2).
        underlying_security_title: title of the underlying security (column 7; Form 3: column 3).
        underlying_security_shares: number of underlying shares (column 7; Form 3: column 3).
        underlying_security_value: US dollars where that column gives a value in place of shares.
        shares_owned_following: derivative securities owned (column 9; Form 3 has none).
        value_owned_following: US dollars where column 9 gives a value in place of a number.
        direct_or_indirect: D direct or I indirect ownership (column 10; Form 3: column 5).
        nature_of_ownership: nature of the indirect ownership (column 11; Form 3: column 6).
        footnotes: field name -> ids of the footnotes its cell cites.
    """

    kind: ClassVar[Literal["holding"]] = "holding"

    security_title: str | None = None
    conversion_or_exercise_price: Decimal | None = None
    transaction_form_type: str | None = None
    exercise_date: date | None = None
    expiration_date: date | None = None
    underlying_security_title: str | None = None
    underlying_security_shares: Decimal | None = None
    underlying_security_value: Decimal | None = None
    shares_owned_following: Decimal | None = None
    value_owned_following: Decimal | None = None
    direct_or_indirect: str | None = None
    nature_of_ownership: str | None = None
    footnotes: FootnoteIds = attrs.field(default=FrozenMap(), converter=_frozen_footnotes)


NonDerivativeRow = NonDerivativeTransaction | NonDerivativeHolding
"""A row of Table I; `row.kind` tells which."""

DerivativeRow = DerivativeTransaction | DerivativeHolding
"""A row of Table II; `row.kind` tells which."""


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
class Submission(_Brief):
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
