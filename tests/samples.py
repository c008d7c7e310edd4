"""Filings made by hand, for tests of what does not read text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from form4lib import (
    Address,
    DerivativeHolding,
    DerivativeTransaction,
    Evidence,
    Filing,
    Footnote,
    Issuer,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    Relationship,
    ReportingOwner,
    Signature,
    Submission,
)
from form4lib.evidence import diagnostic

BARE = Filing(form_type="4")
"""A filing of which nothing but the form is known."""

SALE = NonDerivativeTransaction(
    security_title="Common Stock",
    transaction_date=date(2021, 3, 4),
    transaction_code="S",
    shares=Decimal("1250"),
    acquired_disposed_code="D",
    price_per_share=Decimal("17.305"),
    shares_owned_following=Decimal("48750"),
    direct_or_indirect="D",
    footnotes={"price_per_share": ("1", "2")},
)

OPTION = DerivativeTransaction(
    security_title="Stock Option (Right to Buy)",
    conversion_or_exercise_price=Decimal("9.5"),
    transaction_date=date(2021, 3, 5),
    transaction_code="A",
    shares=Decimal("2000"),
    acquired_disposed_code="A",
    exercise_date=date(2022, 3, 5),
    expiration_date=date(2031, 3, 5),
    underlying_security_title="Common Stock",
    underlying_security_shares=Decimal("2000"),
    price_per_share=Decimal("0"),
    shares_owned_following=Decimal("2000"),
    direct_or_indirect="D",
    footnotes={"exercise_date": ("2",)},
)

FULL = Filing(
    form_type="4/A",
    schema_version="X0508",
    period_of_report=date(2021, 3, 4),
    date_of_original_submission=date(2021, 3, 8),
    not_subject_to_section16=False,
    rule_10b5_1=None,
    issuer=Issuer(name="Larkspur Instruments, Inc.", trading_symbol="LKSP", cik="0000000123"),
    reporting_owners=(
        ReportingOwner(
            name="Quennell Ada R",
            cik="0000000456",
            address=Address(street1="12 MILL LANE", city="DOVER", state="DE", zip_code="19901"),
            relationship=Relationship(
                is_director=True,
                is_officer=True,
                is_ten_percent_owner=False,
                is_other=False,
                officer_title="Chief Financial Officer",
            ),
        ),
        ReportingOwner(name="Quennell Family Trust"),
    ),
    non_derivative=(
        SALE,
        NonDerivativeHolding(
            security_title="Common Stock",
            shares_owned_following=Decimal("300"),
            direct_or_indirect="I",
            nature_of_ownership="By spouse",
        ),
    ),
    derivative=(
        OPTION,
        DerivativeHolding(
            security_title="4% Convertible Notes",
            conversion_or_exercise_price=Decimal("25"),
            underlying_security_title="Common Stock",
            underlying_security_value=Decimal("1E+5"),
            value_owned_following=Decimal("100000.00"),
            direct_or_indirect="D",
        ),
    ),
    footnotes=(Footnote(id="1", text="A weighted average."), Footnote(id="2", text="Vests in a year.")),
    remarks="Émigré's remark.",
    signatures=(Signature(name="/s/ Ada R. Quennell", date=date(2021, 3, 8)),),
    xml_extra={"ownershipDocument/issuer/note": "kept"},
    submission=Submission(
        accession_number="0000000123-21-000004",
        filed_date=date(2021, 3, 8),
        accepted_at=datetime(2021, 3, 8, 16, 4, 2),
        owner_ciks=("0000000456", "0000000789"),
    ),
    evidence={
        "issuer.name": Evidence(spans=((10, 18), (30, 47)), raw="Larkspur Instruments, Inc.", confidence=0.99),
        "non_derivative[0].shares": Evidence(
            spans=((200, 205),),
            raw="l,250",
            confidence=0.7,
            state="repaired",
            repairs=("read l as 1: the balance needs it",),
            boxes=((1, 10.5, 20.0, 30.25, 28.0),),
        ),
        "derivative[0].deemed_execution_date": Evidence(state="blank", confidence=0.98),
    },
    diagnostics=(
        diagnostic("label_fuzzy", "read 'Tabel II' as 'Table II'", "derivative", ((400, 408),)),
        diagnostic("relation_failed", "1,250 does not lead to 48,750", "non_derivative[0].shares"),
    ),
    source_text="page text",
)
"""A filing in which every record, every kind of row and most fields occur."""
