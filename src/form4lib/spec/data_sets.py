"""Tables of filings: their names, their columns, and what each column holds.

One table has a row for each line of the form, `lines`. The others are those of the SEC's Insider Transactions Data
Sets, with the names and the order of their published columns; `FILING_SK`, which the SEC's do not have, stands at the
end of each and ties them together where no accession number is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import attrs

ColumnType = Literal["text", "integer", "number", "date", "flag", "confidence"]
"""What the values of a column are: str, int, Decimal, date, bool, or a float from 0 to 1. Each may be None."""

Source = Literal[
    "filing",
    "record",
    "first owner",
    "key",
    "line",
    "table",
    "kind",
    "owner count",
    "cites",
    "all cites",
    "footnote id",
    "relationship",
    "state description",
    "doubt",
    "review",
    "nothing",
]


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        name: its name.
        type: what its values are.
        source: where they come from: a field of the filing, of the row's record or of the first reporting owner, for a
            confidence that of the field's reading; the rest are worked out.
        fields: the fields, as paths within that record; several where a column holds what several fields cite.
    """

    name: str
    type: ColumnType
    source: Source
    fields: tuple[str, ...] = ()


@attrs.frozen
class Table:
    """A table.

    Attributes:
        of: the filing's fields whose records are its rows; none where the filing itself is its one row.
        kind: the `kind` of those records, '' for all.
        columns: in order.
    """

    of: tuple[str, ...]
    kind: str
    columns: tuple[Column, ...]


_ACCESSION = Column("ACCESSION_NUMBER", "text", "filing", ("submission.accession_number",))
_FILING_SK = Column("FILING_SK", "integer", "key")


def _published(of: str, kind: str, *columns: Column) -> Table:
    return Table((of,) if of else (), kind, (_ACCESSION, *columns, _FILING_SK))


def _filing(name: str, field: str, type_: ColumnType = "text") -> Column:
    return Column(name, type_, "filing", (field,))


def _of(name: str, field: str, type_: ColumnType = "text") -> Column:
    return Column(name, type_, "record", (field,))


def _cell(name: str, field: str, type_: ColumnType = "text") -> tuple[Column, Column]:
    """A column, and the one of the footnotes that its cell cites."""
    return _of(name, field, type_), Column(f"{name}_FN", "text", "cites", (field,))


def _line_number(name: str) -> Column:
    return Column(name, "integer", "line")


_TITLE = _cell("SECURITY_TITLE", "security_title")
_EXERCISE_PRICE = _cell("CONV_EXERCISE_PRICE", "conversion_or_exercise_price", "number")
_TRADED = (
    *_cell("TRANS_DATE", "transaction_date", "date"),
    *_cell("DEEMED_EXECUTION_DATE", "deemed_execution_date", "date"),
    _of("TRANS_FORM_TYPE", "transaction_form_type"),
    _of("TRANS_CODE", "transaction_code"),
    _of("EQUITY_SWAP_INVOLVED", "equity_swap_involved", "flag"),
    Column(
        "EQUITY_SWAP_TRANS_CD_FN",
        "text",
        "cites",
        ("transaction_code", "equity_swap_involved", "is_voluntary", "transaction_form_type"),
    ),
    *_cell("TRANS_TIMELINESS", "timeliness"),
    *_cell("TRANS_SHARES", "shares", "number"),
)
_PRICED = (
    *_cell("TRANS_PRICEPERSHARE", "price_per_share", "number"),
    *_cell("TRANS_ACQUIRED_DISP_CD", "acquired_disposed_code"),
)
_EXPIRES = _cell("EXPIRATION_DATE", "expiration_date", "date")
_UNDERLYING = (
    *_cell("UNDLYNG_SEC_TITLE", "underlying_security_title"),
    *_cell("UNDLYNG_SEC_SHARES", "underlying_security_shares", "number"),
    *_cell("UNDLYNG_SEC_VALUE", "underlying_security_value", "number"),
)
_OWNED = (
    *_cell("SHRS_OWND_FOLWNG_TRANS", "shares_owned_following", "number"),
    *_cell("VALU_OWND_FOLWNG_TRANS", "value_owned_following", "number"),
    *_cell("DIRECT_INDIRECT_OWNERSHIP", "direct_or_indirect"),
    *_cell("NATURE_OF_OWNERSHIP", "nature_of_ownership"),
)
_LATE = _cell("TRANS_FORM_TYPE", "transaction_form_type")

_PUBLISHED = {
    "SUBMISSION": _published(
        "",
        "",
        _filing("FILING_DATE", "submission.filed_date", "date"),
        _filing("PERIOD_OF_REPORT", "period_of_report", "date"),
        _filing("DATE_OF_ORIG_SUB", "date_of_original_submission", "date"),
        _filing("NO_SECURITIES_OWNED", "no_securities_owned", "flag"),
        _filing("NOT_SUBJECT_SEC16", "not_subject_to_section16", "flag"),
        _filing("FORM3_HOLDINGS_REPORTED", "form3_holdings_reported", "flag"),
        _filing("FORM4_TRANS_REPORTED", "form4_transactions_reported", "flag"),
        _filing("DOCUMENT_TYPE", "form_type"),
        _filing("ISSUERCIK", "issuer.cik"),
        _filing("ISSUERNAME", "issuer.name"),
        _filing("ISSUERTRADINGSYMBOL", "issuer.trading_symbol"),
        _filing("REMARKS", "remarks"),
        _filing("AFF10B5ONE", "rule_10b5_1", "flag"),
    ),
    "REPORTINGOWNER": _published(
        "reporting_owners",
        "",
        _of("RPTOWNERCIK", "cik"),
        _of("RPTOWNERNAME", "name"),
        Column("RPTOWNER_RELATIONSHIP", "text", "relationship"),
        _of("RPTOWNER_TITLE", "relationship.officer_title"),
        _of("RPTOWNER_TXT", "relationship.other_text"),
        _of("RPTOWNER_STREET1", "address.street1"),
        _of("RPTOWNER_STREET2", "address.street2"),
        _of("RPTOWNER_CITY", "address.city"),
        _of("RPTOWNER_STATE", "address.state"),
        _of("RPTOWNER_ZIPCODE", "address.zip_code"),
        Column("RPTOWNER_STATE_DESC", "text", "state description"),
        Column("FILE_NUMBER", "text", "nothing"),
    ),
    "NONDERIV_TRANS": _published(
        "non_derivative",
        "transaction",
        _line_number("NONDERIV_TRANS_SK"),
        *_TITLE,
        *_TRADED,
        *_PRICED,
        *_OWNED,
    ),
    "NONDERIV_HOLDING": _published(
        "non_derivative",
        "holding",
        _line_number("NONDERIV_HOLDING_SK"),
        *_TITLE,
        *_LATE,
        *_OWNED,
    ),
    "DERIV_TRANS": _published(
        "derivative",
        "transaction",
        _line_number("DERIV_TRANS_SK"),
        *_TITLE,
        *_EXERCISE_PRICE,
        *_TRADED,
        *_cell("TRANS_TOTAL_VALUE", "transaction_total_value", "number"),
        *_PRICED,
        *_cell("EXCERCISE_DATE", "exercise_date", "date"),  # as the SEC spells it, in this table alone
        *_EXPIRES,
        *_UNDERLYING,
        *_OWNED,
    ),
    "DERIV_HOLDING": _published(
        "derivative",
        "holding",
        _line_number("DERIV_HOLDING_SK"),
        *_TITLE,
        *_EXERCISE_PRICE,
        *_LATE,
        *_cell("EXERCISE_DATE", "exercise_date", "date"),
        *_EXPIRES,
        *_UNDERLYING,
        *_OWNED,
    ),
    "FOOTNOTES": _published(
        "footnotes",
        "",
        Column("FOOTNOTE_ID", "text", "footnote id"),
        _of("FOOTNOTE_TXT", "text"),
    ),
    "OWNER_SIGNATURE": _published(
        "signatures",
        "",
        _of("OWNERSIGNATURENAME", "name"),
        _of("OWNERSIGNATUREDATE", "date", "date"),
    ),
}

_OF_THE_FILING = (
    _filing("form_type", "form_type"),
    _filing("period_of_report", "period_of_report", "date"),
    _filing("rule_10b5_1", "rule_10b5_1", "flag"),
    _filing("issuer_cik", "issuer.cik"),
    _filing("issuer_name", "issuer.name"),
    _filing("issuer_trading_symbol", "issuer.trading_symbol"),
)
_OF_THE_OWNER = (
    Column("owner_cik", "text", "first owner", ("cik",)),
    Column("owner_name", "text", "first owner", ("name",)),
    Column("is_director", "flag", "first owner", ("relationship.is_director",)),
    Column("is_officer", "flag", "first owner", ("relationship.is_officer",)),
    Column("is_ten_percent_owner", "flag", "first owner", ("relationship.is_ten_percent_owner",)),
    Column("is_other", "flag", "first owner", ("relationship.is_other",)),
    Column("officer_title", "text", "first owner", ("relationship.officer_title",)),
)
_OF_THE_LINE = (
    _of("security_title", "security_title"),
    _of("conversion_or_exercise_price", "conversion_or_exercise_price", "number"),
    _of("transaction_date", "transaction_date", "date"),
    _of("deemed_execution_date", "deemed_execution_date", "date"),
    _of("transaction_code", "transaction_code"),
    _of("transaction_form_type", "transaction_form_type"),
    _of("equity_swap_involved", "equity_swap_involved", "flag"),
    _of("is_voluntary", "is_voluntary", "flag"),
    _of("timeliness", "timeliness"),
    _of("shares", "shares", "number"),
    _of("transaction_total_value", "transaction_total_value", "number"),
    _of("acquired_disposed_code", "acquired_disposed_code"),
    _of("price_per_share", "price_per_share", "number"),
    _of("exercise_date", "exercise_date", "date"),
    _of("expiration_date", "expiration_date", "date"),
    _of("underlying_security_title", "underlying_security_title"),
    _of("underlying_security_shares", "underlying_security_shares", "number"),
    _of("underlying_security_value", "underlying_security_value", "number"),
    _of("shares_owned_following", "shares_owned_following", "number"),
    _of("value_owned_following", "value_owned_following", "number"),
    _of("direct_or_indirect", "direct_or_indirect"),
    _of("nature_of_ownership", "nature_of_ownership"),
)


def _confidences(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(attrs.evolve(c, name=f"{c.name}_confidence", type="confidence") for c in columns)


_LINES = Table(
    ("non_derivative", "derivative"),
    "",
    (
        Column("filing", "integer", "key"),
        _filing("accession_number", "submission.accession_number"),
        _filing("filed_date", "submission.filed_date", "date"),
        *_OF_THE_FILING,
        Column("owner_count", "integer", "owner count"),
        *_OF_THE_OWNER,
        Column("table", "text", "table"),
        Column("line", "integer", "line"),
        Column("kind", "text", "kind"),
        *_OF_THE_LINE,
        Column("footnotes", "text", "all cites"),
        Column("line_in_doubt", "flag", "doubt"),
        Column("needs_review", "flag", "review"),
        *_confidences(_OF_THE_FILING),
        *_confidences(_OF_THE_OWNER),
        *_confidences(_OF_THE_LINE),
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({"lines": _LINES, **_PUBLISHED})
"""Name -> table."""
