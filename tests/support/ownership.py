"""Ownership documents made element by element, from a list of the specification's elements of our own.

The list is written from section 3.5 of the EDGAR Ownership XML Technical Specification. A document is a mapping from
the path of an element to its text; the path's first step is below the root, and rows are named by their element.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

HEADING = {
    "schemaVersion": ("schema_version", "text"),
    "documentType": ("form_type", "form"),
    "periodOfReport": ("period_of_report", "date"),
    "dateOfOriginalSubmission": ("date_of_original_submission", "date"),
    "noSecuritiesOwned": ("no_securities_owned", "flag"),
    "notSubjectToSection16": ("not_subject_to_section16", "flag"),
    "form3HoldingsReported": ("form3_holdings_reported", "flag"),
    "form4TransactionsReported": ("form4_transactions_reported", "flag"),
    "issuer/issuerCik": ("issuer.cik", "digits"),
    "issuer/issuerName": ("issuer.name", "text"),
    "issuer/issuerTradingSymbol": ("issuer.trading_symbol", "text"),
    "issuer/issuerForeignTradingSymbol": ("issuer.foreign_trading_symbol", "text"),
    "reportingOwner/reportingOwnerId/rptOwnerCik": ("reporting_owners[0].cik", "digits"),
    "reportingOwner/reportingOwnerId/rptOwnerCcc": ("", "text"),
    "reportingOwner/reportingOwnerId/rptOwnerName": ("reporting_owners[0].name", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerNonUSAddressFlag": ("", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerStreet1": ("reporting_owners[0].address.street1", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerStreet2": ("reporting_owners[0].address.street2", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerCity": ("reporting_owners[0].address.city", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerNonUSStateTerritory": ("", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerState": ("reporting_owners[0].address.state", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerCountry": ("reporting_owners[0].address.country", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerZipCode": ("reporting_owners[0].address.zip_code", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerStateDescription": ("", "text"),
    "reportingOwner/reportingOwnerAddress/rptOwnerGoodAddress": ("", "text"),
    "reportingOwner/reportingOwnerRelationship/isDirector": ("reporting_owners[0].relationship.is_director", "flag"),
    "reportingOwner/reportingOwnerRelationship/isOfficer": ("reporting_owners[0].relationship.is_officer", "flag"),
    "reportingOwner/reportingOwnerRelationship/isTenPercentOwner": (
        "reporting_owners[0].relationship.is_ten_percent_owner",
        "flag",
    ),
    "reportingOwner/reportingOwnerRelationship/isOther": ("reporting_owners[0].relationship.is_other", "flag"),
    "reportingOwner/reportingOwnerRelationship/officerTitle": (
        "reporting_owners[0].relationship.officer_title",
        "text",
    ),
    "reportingOwner/reportingOwnerRelationship/otherText": ("reporting_owners[0].relationship.other_text", "text"),
    "aff10b5One": ("rule_10b5_1", "flag"),
    "footnotes/footnote": ("footnotes[0].text", "text"),
    "remarks": ("remarks", "text"),
    "ownerSignature/signatureName": ("signatures[0].name", "text"),
    "ownerSignature/signatureDate": ("signatures[0].date", "date"),
}
"""Element -> the record's path ('' where it has none, and is kept apart) and the kind of its value."""

_TITLE = {"securityTitle": ("security_title", "text")}
_DERIVATIVE = {
    "conversionOrExercisePrice": ("conversion_or_exercise_price", "number"),
    "exerciseDate": ("exercise_date", "date"),
    "expirationDate": ("expiration_date", "date"),
    "underlyingSecurity/underlyingSecurityTitle": ("underlying_security_title", "text"),
    "underlyingSecurity/underlyingSecurityShares": ("underlying_security_shares", "number"),
    "underlyingSecurity/underlyingSecurityValue": ("underlying_security_value", "number"),
}
_TRANSACTION = {
    "transactionDate": ("transaction_date", "date"),
    "deemedExecutionDate": ("deemed_execution_date", "date"),
    "transactionTimeliness": ("timeliness", "code"),
    "transactionAmounts/transactionShares": ("shares", "number"),
    "transactionAmounts/transactionPricePerShare": ("price_per_share", "number"),
    "transactionAmounts/transactionAcquiredDisposedCode": ("acquired_disposed_code", "code"),
}
_OWNED = {
    "postTransactionAmounts/sharesOwnedFollowingTransaction": ("shares_owned_following", "number"),
    "postTransactionAmounts/valueOwnedFollowingTransaction": ("value_owned_following", "number"),
    "ownershipNature/directOrIndirectOwnership": ("direct_or_indirect", "code"),
    "ownershipNature/natureOfOwnership": ("nature_of_ownership", "text"),
}
CELLS = {
    "nonDerivativeTable/nonDerivativeTransaction": _TITLE | _TRANSACTION | _OWNED,
    "nonDerivativeTable/nonDerivativeHolding": _TITLE | _OWNED,
    "derivativeTable/derivativeTransaction": _TITLE
    | _DERIVATIVE
    | _TRANSACTION
    | {"transactionAmounts/transactionTotalValue": ("transaction_total_value", "number")}
    | _OWNED,
    "derivativeTable/derivativeHolding": _TITLE | _DERIVATIVE | _OWNED,
}
"""Row -> its cells, which have their value in a `value` and cite footnotes -> field and kind."""

CODING = {
    "transactionCoding/transactionFormType": ("transaction_form_type", "code"),
    "transactionCoding/transactionCode": ("transaction_code", "code"),
    "transactionCoding/equitySwapInvolved": ("equity_swap_involved", "flag"),
}
"""What stands in a transaction's `transactionCoding`; a holding has the form type alone."""

ROW_PATHS = {
    "nonDerivativeTable/nonDerivativeTransaction": "non_derivative[0]",
    "nonDerivativeTable/nonDerivativeHolding": "non_derivative[1]",
    "derivativeTable/derivativeTransaction": "derivative[0]",
    "derivativeTable/derivativeHolding": "derivative[1]",
}


def _elements() -> dict[str, tuple[str, str]]:
    found = dict(HEADING)
    for row, cells in CELLS.items():
        found |= {f"{row}/{cell}/value": (f"{ROW_PATHS[row]}.{field}", kind) for cell, (field, kind) in cells.items()}
        for element, (field, kind) in CODING.items():
            if "Transaction" in row or field == "transaction_form_type":
                found[f"{row}/{element}"] = (f"{ROW_PATHS[row]}.{field}", kind)
    return found


ELEMENTS = _elements()
"""Every element of the specification that holds a value -> the record's path and the kind of its value."""


def _citations() -> dict[str, tuple[str, str]]:
    found = {}
    for row, cells in CELLS.items():
        found |= {f"{row}/{cell}": (ROW_PATHS[row], field) for cell, (field, _) in cells.items()}
        coding = "transaction_code" if "Transaction" in row else "transaction_form_type"
        found[f"{row}/transactionCoding"] = (ROW_PATHS[row], coding)
    return found


CITATIONS = _citations()
"""Every element that may cite footnotes -> the path of the row, and the field that the footnote is of."""


def document(values: Mapping[str, str], citations: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """An ownership document with these values, and with these footnotes cited.

    Args:
        values: path of an element -> its text.
        citations: path of an element -> ids of the footnotes it cites.
    """
    root = ElementTree.Element("ownershipDocument")
    for path, text in values.items():
        _at(root, path).text = text
    for path, ids in (citations or {}).items():
        for number in ids:
            ElementTree.SubElement(_at(root, path), "footnoteId", id=number)
    for number, footnote in enumerate(root.findall("footnotes/footnote"), 1):
        footnote.set("id", f"F{number}")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode")


def _at(root: ElementTree.Element, path: str) -> ElementTree.Element:
    """The element at a path, made where it is not there."""
    element = root
    for step in path.split("/"):
        found = element.find(step)
        element = ElementTree.SubElement(element, step) if found is None else found
    return element
