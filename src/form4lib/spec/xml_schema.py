"""The ownership XML document, version 5.5: its elements in order, what is mandatory, what a value may be.

Source: EDGAR Ownership XML Technical Specification, 3.4 to 3.6, and the schema files that go with it. A document is a
tuple of parts; `field` names the field of the record that a part holds, '' one that no record has (it is kept in
`Filing.xml_extra`). This is what may be written; `spec.xml` is what may be read, of any version and in any order.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from .codes import TRANSACTION_CODES
from .places import COUNTRIES, US_STATES

ROOT = "ownershipDocument"

STREET_LENGTH = 40
"""The most characters of a street line."""


@attrs.frozen
class Facet:
    """What the text of a value may be.

    Attributes:
        shortest: the least number of characters.
        longest: the greatest number of characters, None for any.
        pattern: what the whole text has to match.
        choices: the only texts allowed, where there are any.
        called: what is wanted, for a person who has to supply it.
    """

    called: str
    shortest: int = 0
    longest: int | None = None
    pattern: str | None = None
    choices: frozenset[str] = frozenset()


def _text(longest: int, shortest: int = 0) -> Facet:
    return Facet(f"a text of at most {longest} characters", shortest=shortest, longest=longest)


def _code(*codes: str) -> Facet:
    return Facet(f"one of {', '.join(codes)}", choices=frozenset(codes))


ANY_TEXT = Facet("a text")
BOOLEAN = Facet("True or False", pattern="0|1|true|false")
DATE = Facet("a date")
NUMBER = Facet("a number from 0 to 999999999999.9999 of at most four decimals")
CIK = Facet("a CIK of 1 to 10 digits", longest=10, pattern="[0-9]+")
ZIP = Facet("at most 10 letters, digits, blanks, # and -", longest=10, pattern="[0-9A-Za-z #-]*")
VERSION = Facet("a version such as X0508", shortest=5, longest=5)
STATE = Facet(
    "the code of a state of the United States (for a place elsewhere set address.country, and this to None)",
    choices=US_STATES,
)
COUNTRY = Facet("EDGAR's code of a country, such as X0", choices=COUNTRIES)
TITLE = _text(60, 1)
NAME = _text(150)
TRANSACTION_CODE = _code(*sorted(TRANSACTION_CODES))


@attrs.frozen
class Value:
    """`<element>text</element>`, left out where there is no value."""

    element: str
    field: str
    facet: Facet
    required: bool = False


Need = Literal["value", "value or footnote", "nothing"]


@attrs.frozen
class Cell:
    """`<element><value>text</value><footnoteId id="F1"/></element>`.

    Attributes:
        element: its name.
        field: the field of the row that it holds; also what the row's footnotes name it by.
        facet: what its value may be.
        needs: what the element cannot be without.
        required: the element has to be there.
        citable: footnotes may be cited in it.
        value_always: `<value>` stands even where it is empty.
    """

    element: str
    field: str
    facet: Facet
    needs: Need = "value"
    required: bool = True
    citable: bool = True
    value_always: bool = False


@attrs.frozen
class Cites:
    """`<footnoteId id="F1"/>` of a group itself: the footnotes that these fields cite."""

    fields: tuple[str, ...]


@attrs.frozen
class OneOf:
    """The one of these cells that has something; the first one where none has and one is required."""

    cells: tuple[Cell, ...]
    required: bool = True


@attrs.frozen
class Group:
    """`<element>parts</element>`; one that is not required is left out where it would be empty."""

    element: str
    parts: tuple[Part, ...]
    required: bool = True


@attrs.frozen
class Several:
    """Elements for the records of a tuple, in their order.

    Attributes:
        field: the filing's field.
        elements: the `kind` of a record, '' for one that has none -> its element.
        least: the fewest there may be.
        most: the most there may be.
        inside: the element they stand in; it is left out where there are none.
    """

    field: str
    elements: Mapping[str, Group]
    least: int = 0
    most: int = 30
    inside: str = ""


@attrs.frozen
class Notes:
    """`<footnotes><footnote id="F1">text</footnote></footnotes>`, at most 99."""


Part = Value | Cell | Cites | OneOf | Group | Several | Notes

_OWNER = Group(
    "reportingOwner",
    (
        Group(
            "reportingOwnerId",
            (
                Value("rptOwnerCik", "cik", CIK, required=True),
                Value("rptOwnerCcc", "", _text(8, 8)),
                Value("rptOwnerName", "name", NAME),
            ),
        ),
        Group(
            "reportingOwnerAddress",
            (
                Value("rptOwnerNonUSAddressFlag", "", BOOLEAN),
                Value("rptOwnerStreet1", "address.street1", _text(STREET_LENGTH)),
                Value("rptOwnerStreet2", "address.street2", _text(STREET_LENGTH)),
                Value("rptOwnerCity", "address.city", _text(30)),
                Value("rptOwnerNonUSStateTerritory", "", _text(40)),
                Value("rptOwnerState", "address.state", STATE),
                Value("rptOwnerCountry", "address.country", COUNTRY),
                Value("rptOwnerZipCode", "address.zip_code", ZIP),
                Value("rptOwnerStateDescription", "", _text(50)),
                Value("rptOwnerGoodAddress", "", BOOLEAN),
            ),
            required=False,
        ),
        Group(
            "reportingOwnerRelationship",
            (
                Value("isDirector", "relationship.is_director", BOOLEAN),
                Value("isOfficer", "relationship.is_officer", BOOLEAN),
                Value("isTenPercentOwner", "relationship.is_ten_percent_owner", BOOLEAN),
                Value("isOther", "relationship.is_other", BOOLEAN),
                Value("officerTitle", "relationship.officer_title", _text(30)),
                Value("otherText", "relationship.other_text", _text(30)),
            ),
        ),
    ),
)

_ISSUER = Group(
    "issuer",
    (
        Value("issuerCik", "issuer.cik", CIK, required=True),
        Value("issuerName", "issuer.name", NAME),
        Value("issuerTradingSymbol", "issuer.trading_symbol", _text(10, 1), required=True),
        Value("issuerForeignTradingSymbol", "issuer.foreign_trading_symbol", _text(14)),
    ),
)

_SIGNATURE = Group(
    "ownerSignature",
    (
        Value("signatureName", "name", _text(255, 1), required=True),
        Value("signatureDate", "date", DATE, required=True),
    ),
)

_SECURITY = Cell("securityTitle", "security_title", TITLE)
_TRADED = (
    Cell("transactionDate", "transaction_date", DATE),
    Cell("deemedExecutionDate", "deemed_execution_date", DATE, needs="nothing", required=False),
    Group(
        "transactionCoding",
        (
            Value("transactionFormType", "transaction_form_type", _code("4", "5"), required=True),
            Value("transactionCode", "transaction_code", TRANSACTION_CODE, required=True),
            Value("equitySwapInvolved", "equity_swap_involved", BOOLEAN, required=True),
            # V and K are printed in the code's cell: a mark on either is a mark on the coding
            Cites(("transaction_code", "equity_swap_involved", "is_voluntary", "transaction_form_type")),
        ),
        required=False,
    ),
)
_SHARES = Cell("transactionShares", "shares", NUMBER)
_PRICE = Cell("transactionPricePerShare", "price_per_share", NUMBER, needs="value or footnote")
_SIDE = Cell("transactionAcquiredDisposedCode", "acquired_disposed_code", _code("A", "D"))
_AMOUNTS = Group("transactionAmounts", (_SHARES, _PRICE, _SIDE))
_DERIVATIVE_AMOUNTS = Group(
    "transactionAmounts",
    (
        OneOf((_SHARES, Cell("transactionTotalValue", "transaction_total_value", NUMBER))),
        _PRICE,
        # in Table II the column of the number is the code: nothing is printed that could carry a mark
        attrs.evolve(_SIDE, citable=False),
    ),
)
_EXERCISE_PRICE = Cell("conversionOrExercisePrice", "conversion_or_exercise_price", NUMBER, needs="value or footnote")
_UNDERLYING = (
    Cell("exerciseDate", "exercise_date", DATE, needs="value or footnote"),
    Cell("expirationDate", "expiration_date", DATE, needs="value or footnote"),
    Group(
        "underlyingSecurity",
        (
            Cell("underlyingSecurityTitle", "underlying_security_title", TITLE),
            OneOf(
                (
                    Cell("underlyingSecurityShares", "underlying_security_shares", NUMBER, needs="value or footnote"),
                    Cell("underlyingSecurityValue", "underlying_security_value", NUMBER, needs="value or footnote"),
                ),
                required=False,
            ),
        ),
    ),
)
_OWNED = Group(
    "postTransactionAmounts",
    (
        OneOf(
            (
                Cell("sharesOwnedFollowingTransaction", "shares_owned_following", NUMBER),
                Cell("valueOwnedFollowingTransaction", "value_owned_following", NUMBER),
            )
        ),
    ),
)
_NATURE = Group(
    "ownershipNature",
    (
        Cell("directOrIndirectOwnership", "direct_or_indirect", _code("D", "I")),
        Cell("natureOfOwnership", "nature_of_ownership", _text(100), "nothing", required=False, value_always=True),
    ),
)
_LATE_HOLDING = Group(
    "transactionCoding",
    (
        Value("transactionFormType", "transaction_form_type", _code("3")),
        Cites(("transaction_form_type",)),
    ),
    required=False,
)


def _timeliness(*, citable: bool) -> Cell:
    return Cell("transactionTimeliness", "timeliness", _code("E", "L"), "nothing", required=False, citable=citable)


def _tables(
    transactions: bool, timeliness: tuple[Part, ...], coding: tuple[Part, ...], owned: tuple[Part, ...]
) -> tuple[Part, ...]:
    """Tables I and II: of transactions and holdings, or of holdings alone."""
    first = {
        "holding": Group("nonDerivativeHolding", (_SECURITY, *coding, _OWNED, _NATURE)),
    }
    second = {
        "holding": Group("derivativeHolding", (_SECURITY, _EXERCISE_PRICE, *coding, *_UNDERLYING, *owned, _NATURE)),
    }
    if transactions:
        first["transaction"] = Group(
            "nonDerivativeTransaction", (_SECURITY, *_TRADED, *timeliness, _AMOUNTS, _OWNED, _NATURE)
        )
        second["transaction"] = Group(
            "derivativeTransaction",
            (
                _SECURITY, _EXERCISE_PRICE, *_TRADED, *timeliness, _DERIVATIVE_AMOUNTS, *_UNDERLYING, _OWNED, _NATURE,
            ),
        )  # fmt: skip
    return (
        Several("non_derivative", first, inside="nonDerivativeTable"),
        Several("derivative", second, inside="derivativeTable"),
    )


def _document(boxes: tuple[Part, ...], tables: tuple[Part, ...], *, plan_required: bool) -> tuple[Part, ...]:
    return (
        Value("schemaVersion", "schema_version", VERSION),
        Value("documentType", "form_type", ANY_TEXT, required=True),
        Value("periodOfReport", "period_of_report", DATE, required=True),
        *boxes,
        _ISSUER,
        Several("reporting_owners", {"": _OWNER}, least=1, most=10),
        Value("aff10b5One", "rule_10b5_1", BOOLEAN, required=plan_required),
        *tables,
        Notes(),
        Value("remarks", "remarks", _text(2000)),
        Several("signatures", {"": _SIGNATURE}, least=1, most=10),
    )


_NO_SECURITIES = Value("noSecuritiesOwned", "no_securities_owned", BOOLEAN)
_LEFT_SECTION_16 = Value("notSubjectToSection16", "not_subject_to_section16", BOOLEAN)
_REPORTED_LATE = (
    Value("form3HoldingsReported", "form3_holdings_reported", BOOLEAN),
    Value("form4TransactionsReported", "form4_transactions_reported", BOOLEAN),
)
_AMENDED = Value("dateOfOriginalSubmission", "date_of_original_submission", DATE, required=True)

_TABLES_3 = _tables(False, (), (), ())
_TABLES_4 = _tables(True, (_timeliness(citable=True),), (), (_OWNED,))
_TABLES_5 = _tables(True, (_timeliness(citable=False),), (_LATE_HOLDING,), (_OWNED,))

DOCUMENTS: Mapping[str, tuple[Part, ...]] = MappingProxyType(
    {
        "3": _document((_NO_SECURITIES,), _TABLES_3, plan_required=False),
        "3/A": _document((_AMENDED, _NO_SECURITIES), _TABLES_3, plan_required=False),
        "4": _document((_LEFT_SECTION_16,), _TABLES_4, plan_required=True),
        "4/A": _document((_AMENDED, _LEFT_SECTION_16), _TABLES_4, plan_required=True),
        "5": _document((_LEFT_SECTION_16, *_REPORTED_LATE), _TABLES_5, plan_required=True),
        "5/A": _document((_AMENDED, _LEFT_SECTION_16, *_REPORTED_LATE), _TABLES_5, plan_required=True),
    }
)
"""Form type -> the parts of its document, in order."""
