"""EDGAR's ownership XML as data: which element holds which field of the record.

Source: the EDGAR Ownership XML Technical Specification, versions 3 and 5.5 (draft), section 3.5, and the schema files
that come with it. They cover the documents from X0101 on: later editions only added elements.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from .codes import TRANSACTION_CODES

Kind = Literal["text", "number", "date", "flag", "code"]

ROOT = "ownershipDocument"


@attrs.frozen(eq=False)
class Element:
    """An element that holds one value.

    Attributes:
        field: the field of the record that its value goes to.
        kind: what its value is.
        valued: the value stands in a child `value`; footnotes are cited beside it.
        choices: of a code, the values that the specification allows.
    """

    field: str
    kind: Kind = "text"
    valued: bool = False
    choices: frozenset[str] = frozenset()


@attrs.frozen(eq=False)
class Citation:
    """A `footnoteId` that stands in a group and not in a cell: the field that it is taken to be about."""

    field: str


Content = Mapping[str, "Element | Citation | Content"]
"""What may stand in an element, by name; a mapping is a group that holds more elements."""

DIGITS = frozenset({"0123456789"})
"""The choices of a CIK: any number of these."""


def _cell(field: str, kind: Kind = "text", choices: str = "") -> Element:
    return Element(field, kind, valued=True, choices=frozenset(choices.split()))


def _code(field: str, choices: str) -> Element:
    return Element(field, "code", choices=frozenset(choices.split()))


HEADING: Content = {
    "schemaVersion": Element("schema_version"),
    "documentType": _code("form_type", "3 3/A 4 4/A 5 5/A"),
    "periodOfReport": Element("period_of_report", "date"),
    "dateOfOriginalSubmission": Element("date_of_original_submission", "date"),
    "noSecuritiesOwned": Element("no_securities_owned", "flag"),
    "notSubjectToSection16": Element("not_subject_to_section16", "flag"),
    "form3HoldingsReported": Element("form3_holdings_reported", "flag"),
    "form4TransactionsReported": Element("form4_transactions_reported", "flag"),
    "aff10b5One": Element("rule_10b5_1", "flag"),
    "remarks": Element("remarks"),
}

ISSUER: Content = {
    "issuerCik": Element("cik", "code", choices=DIGITS),
    "issuerName": Element("name"),
    "issuerTradingSymbol": Element("trading_symbol"),
    "issuerForeignTradingSymbol": Element("foreign_trading_symbol"),
}

OWNER_ID: Content = {"rptOwnerCik": Element("cik", "code", choices=DIGITS), "rptOwnerName": Element("name")}

ADDRESS: Content = {
    "rptOwnerStreet1": Element("street1"),
    "rptOwnerStreet2": Element("street2"),
    "rptOwnerCity": Element("city"),
    "rptOwnerState": Element("state"),
    "rptOwnerCountry": Element("country"),
    "rptOwnerZipCode": Element("zip_code"),
}

FOREIGN_STATE = "rptOwnerNonUSStateTerritory"
"""Printed in the cell of the state where there is no `rptOwnerState` (v5.5)."""

RELATIONSHIP: Content = {
    "isDirector": Element("is_director", "flag"),
    "isOfficer": Element("is_officer", "flag"),
    "isTenPercentOwner": Element("is_ten_percent_owner", "flag"),
    "isOther": Element("is_other", "flag"),
    "officerTitle": Element("officer_title"),
    "otherText": Element("other_text"),
}

WITHOUT_FIELD = frozenset(
    {"rptOwnerCcc", "rptOwnerNonUSAddressFlag", FOREIGN_STATE, "rptOwnerStateDescription", "rptOwnerGoodAddress"}
)
"""Elements of the specification that the form has no cell for; `Filing.xml_extra` keeps them."""

SIGNATURE: Content = {"signatureName": Element("name"), "signatureDate": Element("date", "date")}

_CODING: Content = {
    "transactionFormType": _code("transaction_form_type", "4 5"),
    "transactionCode": _code("transaction_code", " ".join(TRANSACTION_CODES)),
    "equitySwapInvolved": Element("equity_swap_involved", "flag"),
    "footnoteId": Citation("transaction_code"),
}
_LATE_HOLDING: Content = {
    "transactionFormType": _code("transaction_form_type", "3"),
    "footnoteId": Citation("transaction_form_type"),
}
_WHEN: Content = {
    "transactionDate": _cell("transaction_date", "date"),
    "deemedExecutionDate": _cell("deemed_execution_date", "date"),
    "transactionCoding": _CODING,
    "transactionTimeliness": _cell("timeliness", "code", "E L"),
}
_AMOUNTS: Content = {
    "transactionShares": _cell("shares", "number"),
    "transactionTotalValue": _cell("transaction_total_value", "number"),
    "transactionPricePerShare": _cell("price_per_share", "number"),
    "transactionAcquiredDisposedCode": _cell("acquired_disposed_code", "code", "A D"),
}
_OWNED: Content = {
    "postTransactionAmounts": {
        "sharesOwnedFollowingTransaction": _cell("shares_owned_following", "number"),
        "valueOwnedFollowingTransaction": _cell("value_owned_following", "number"),
    },
    "ownershipNature": {
        "directOrIndirectOwnership": _cell("direct_or_indirect", "code", "D I"),
        "natureOfOwnership": _cell("nature_of_ownership"),
    },
}
_TITLE: Content = {"securityTitle": _cell("security_title")}
_DERIVATIVE: Content = {
    "conversionOrExercisePrice": _cell("conversion_or_exercise_price", "number"),
    "exerciseDate": _cell("exercise_date", "date"),
    "expirationDate": _cell("expiration_date", "date"),
    "underlyingSecurity": {
        "underlyingSecurityTitle": _cell("underlying_security_title"),
        "underlyingSecurityShares": _cell("underlying_security_shares", "number"),
        "underlyingSecurityValue": _cell("underlying_security_value", "number"),
    },
}

ROWS: Mapping[str, Content] = {
    "nonDerivativeTransaction": {**_TITLE, **_WHEN, "transactionAmounts": _AMOUNTS, **_OWNED},
    "nonDerivativeHolding": {**_TITLE, "transactionCoding": _LATE_HOLDING, **_OWNED},
    "derivativeTransaction": {**_TITLE, **_DERIVATIVE, **_WHEN, "transactionAmounts": _AMOUNTS, **_OWNED},
    "derivativeHolding": {**_TITLE, **_DERIVATIVE, "transactionCoding": _LATE_HOLDING, **_OWNED},
}
"""What may stand in a row. The total value of a non-derivative transaction is in no schema, but on the form."""

TABLES: Mapping[str, str] = {"nonDerivativeTable": "non_derivative", "derivativeTable": "derivative"}

REPEATED = frozenset({"reportingOwner", *ROWS, "footnote", "ownerSignature"})
"""Elements that the specification lets stand several times; `xml_extra` always numbers them."""

_OWNED_EITHER_WAY = ("shares_owned_following", "value_owned_following")
_TRANSACTION = (
    ("security_title", "security_title"),
    ("transaction_date", "transaction_date"),
    ("transaction_code", "transaction_code"),
    ("shares", "transaction_total_value"),
    ("acquired_disposed_code", "acquired_disposed_code"),
    _OWNED_EITHER_WAY,
    ("direct_or_indirect", "direct_or_indirect"),
)
_HOLDING = (_TRANSACTION[0], _TRANSACTION[-1])
_UNDERLYING = ("underlying_security_title", "underlying_security_title")

EXPECTED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "nonDerivativeTransaction": _TRANSACTION,
    "nonDerivativeHolding": (*_HOLDING, _OWNED_EITHER_WAY),
    "derivativeTransaction": (*_TRANSACTION, _UNDERLYING),
    "derivativeHolding": (*_HOLDING, _UNDERLYING),
}
"""Fields that the specification makes mandatory in a row, each with the one that may stand in its place, or itself; a
Form 3's derivative holdings have no amount owned. A cell may hold a footnote in place of a value."""
