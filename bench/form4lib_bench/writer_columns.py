"""The tables of the form as data: every column once, for every layout that prints it.

A layout only knows how to draw columns; which columns there are, what stands over them and how
wide they are depends on the edition, the form and the table, and is said here.
"""

from __future__ import annotations

from typing import Literal

import attrs

EditionName = Literal["viewer", "reduced", "typed"]
TableName = Literal["non_derivative", "derivative"]


@attrs.frozen
class Column:
    """One column: the record's field it shows, its heading, the heading it shares, its width."""

    field: str
    head: str
    width: int = 10
    group: str = ""
    side: str = ""  # 'A' or 'D': the number stands in the column of its own direction


def _with(columns: tuple[Column, ...], **changes: str) -> tuple[Column, ...]:
    """The same columns, some under another heading (by field name)."""
    return tuple(attrs.evolve(c, head=changes.get(c.field, c.head)) for c in columns)


def _regrouped(columns: tuple[Column, ...], changes: dict[str, str]) -> tuple[Column, ...]:
    """The same columns, some under another shared heading."""
    return tuple(attrs.evolve(c, group=changes.get(c.group, c.group)) for c in columns)


def _without_voluntary(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Form 5 of the reduced edition: no V, and the code stands directly under its heading."""
    kept = [c for c in columns if c.field != "is_voluntary"]
    return tuple(attrs.evolve(c, head=c.group, group="") if c.field == "transaction_code" else c for c in kept)


_CODE = "Transaction Code (Instr. 8)"
_OF_D = "Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)"
_NUMBER = "5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)"
_DATES = "6. Date Exercisable and Expiration Date (Month/Day/Year)"
_UNDERLYING = "7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)"

_VIEWER_I = (
    Column("security_title", "1. Title of Security (Instr. 3)", 26),
    Column("transaction_date", "2. Transaction Date (Month/Day/Year)", 17),
    Column("deemed_execution_date", "2A. Deemed Execution Date, if any (Month/Day/Year)", 17),
    Column("transaction_code", "Code", 8, "3. " + _CODE),
    Column("is_voluntary", "V", 4, "3. " + _CODE),
    Column("shares", "Amount", 14, "4. " + _OF_D),
    Column("acquired_disposed_code", "(A) or (D)", 7, "4. " + _OF_D),
    Column("price_per_share", "Price", 14, "4. " + _OF_D),
    Column(
        "shares_owned_following",
        "5. Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. 3 and 4)",
        18,
    ),
    Column("direct_or_indirect", "6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", 13),
    Column("nature_of_ownership", "7. Nature of Indirect Beneficial Ownership (Instr. 4)", 14),
)

_VIEWER_II = (
    Column("security_title", "1. Title of Derivative Security (Instr. 3)", 16),
    Column(
        "conversion_or_exercise_price",
        "2. Conversion or Exercise Price of Derivative Security",
        14,
    ),
    Column("transaction_date", "3. Transaction Date (Month/Day/Year)", 17),
    Column("deemed_execution_date", "3A. Deemed Execution Date, if any (Month/Day/Year)", 17),
    Column("transaction_code", "Code", 8, "4. " + _CODE),
    Column("is_voluntary", "V", 4, "4. " + _CODE),
    Column("shares", "(A)", 12, _NUMBER, side="A"),
    Column("shares", "(D)", 12, _NUMBER, side="D"),
    Column("exercise_date", "Date Exercisable", 12, _DATES),
    Column("expiration_date", "Expiration Date", 12, _DATES),
    Column("underlying_security_title", "Title", 12, _UNDERLYING),
    Column("underlying_security_shares", "Amount or Number of Shares", 12, _UNDERLYING),
    Column("price_per_share", "8. Price of Derivative Security (Instr. 5)", 12),
    Column(
        "shares_owned_following",
        "9. Number of derivative Securities Beneficially Owned Following Reported Transaction(s) (Instr. 4)",
        16,
    ),
    Column("direct_or_indirect", "10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", 13),
    Column("nature_of_ownership", "11. Nature of Indirect Beneficial Ownership (Instr. 4)", 13),
)

_VIEWER_3_I = (
    Column("security_title", "1. Title of Security (Instr. 4)", 44),
    Column("shares_owned_following", "2. Amount of Securities Beneficially Owned (Instr. 4)", 30),
    Column("direct_or_indirect", "3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)", 22),
    Column("nature_of_ownership", "4. Nature of Indirect Beneficial Ownership (Instr. 5)", 34),
)

_DATES_3 = "2. Date Exercisable and Expiration Date (Month/Day/Year)"
_UNDERLYING_3 = "3. Title and Amount of Securities Underlying Derivative Security (Instr. 4)"

_VIEWER_3_II = (
    Column("security_title", "1. Title of Derivative Security (Instr. 4)", 30),
    Column("exercise_date", "Date Exercisable", 13, _DATES_3),
    Column("expiration_date", "Expiration Date", 13, _DATES_3),
    Column("underlying_security_title", "Title", 24, _UNDERLYING_3),
    Column("underlying_security_shares", "Amount or Number of Shares", 14, _UNDERLYING_3),
    Column(
        "conversion_or_exercise_price",
        "4. Conversion or Exercise Price of Derivative Security",
        16,
    ),
    Column("direct_or_indirect", "5. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)", 16),
    Column("nature_of_ownership", "6. Nature of Indirect Beneficial Ownership (Instr. 5)", 22),
)

_REDUCED_FORM = "Ownership Form of Derivative Security: Direct (D) or Indirect (I)"

_REDUCED_I = _regrouped(
    _with(_VIEWER_I, security_title="1.Title of Security (Instr. 3)"),
    {"4. " + _OF_D: "4. " + _OF_D.replace("Disposed Of", "Disposed of")},
)
_REDUCED_II = _regrouped(
    _with(
        _VIEWER_II,
        shares_owned_following="9. Number of Derivative Securities Beneficially Owned"
        " Following Reported Transaction(s) (Instr. 4)",
        direct_or_indirect=f"10. {_REDUCED_FORM} (Instr. 4)",
    ),
    {
        _NUMBER: _NUMBER.replace("4 and", "4, and"),
        _UNDERLYING: "7. Title and Amount of Underlying Securities (Instr. 3 and 4)",
    },
)
_REDUCED_3_I = _with(_VIEWER_3_I, security_title="1.Title of Security (Instr. 4)")
_REDUCED_3_II = _with(_VIEWER_3_II, direct_or_indirect=f"5. {_REDUCED_FORM} (Instr. 5)")

_YEAR_I = "5. Amount of Securities Beneficially Owned at end of Issuer's Fiscal Year (Instr. 3 and 4)"
_YEAR_II = "9. Number of Derivative Securities Beneficially Owned at End of Issuer's Fiscal Year (Instr. 4)"

_TYPED_I = (
    Column("security_title", "1. Title of Security", 27),
    Column("transaction_date", "2. Trans. Date", 10),
    Column("transaction_code", "3. Code", 5),
    Column("is_voluntary", "V", 1),
    Column("shares", "4.Securities Acquired (A) or Disposed of (D) Amount", 18),
    Column("acquired_disposed_code", "A/ D", 2),
    Column("price_per_share", "Price", 15),
    Column("shares_owned_following", "5.Amount of Securities Beneficially Owned at End of Month", 19),
    Column("direct_or_indirect", "6.Direct (D)or Indirect(I)", 6),
    Column("nature_of_ownership", "7.Nature of Indirect Beneficial Ownership", 25),
)

_TYPED_II = (
    Column("security_title", "1.Title of Derivative Security", 22),
    Column("conversion_or_exercise_price", "2.Conversion or Exercise Price", 11),
    Column("transaction_date", "3.Transaction Date", 10),
    Column("transaction_code", "4.Code", 5),
    Column("is_voluntary", "V", 1),
    Column("shares", "5.Number of Derivative Securities Amount", 11),
    Column("acquired_disposed_code", "A/D", 3),
    Column("exercise_date", "6.Date Exercisable", 10),
    Column("expiration_date", "Expiration Date", 10),
    Column("underlying_security_title", "7.Title of Underlying Securities", 14),
    Column("underlying_security_shares", "Number of Shares", 11),
    Column("price_per_share", "8.Price of Derivative Security", 11),
    Column("shares_owned_following", "9.Number of Derivative Securities Owned at End of Month", 12),
    Column("direct_or_indirect", "10. D/I", 3),
    Column("nature_of_ownership", "11.Nature of Indirect Ownership", 14),
)

_TYPED_3_I = (
    Column("security_title", "1. Title of Security", 38),
    Column("shares_owned_following", "2. Amount of Securities Beneficially Owned", 24),
    Column("direct_or_indirect", "3. Ownership Form: Direct (D) or Indirect (I)", 18),
    Column("nature_of_ownership", "4. Nature of Indirect Beneficial Ownership", 30),
)

_TYPED_3_II = (
    Column("security_title", "1. Title of Derivative Security", 30),
    Column("exercise_date", "2. Date Exercisable", 11),
    Column("expiration_date", "Expiration Date", 11),
    Column("underlying_security_title", "3. Title of Underlying Security", 24),
    Column("underlying_security_shares", "Amount or Number of Shares", 13),
    Column("conversion_or_exercise_price", "4. Conversion or Exercise Price", 13),
    Column("direct_or_indirect", "5. Ownership Form: D or I", 10),
    Column("nature_of_ownership", "6. Nature of Indirect Beneficial Ownership", 22),
)


def _typed_year(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(attrs.evolve(c, head=c.head.replace("End of Month", "End of Issuer's Fiscal Year")) for c in columns)


# (edition, form, table) -> columns
TABLES: dict[tuple[EditionName, str, TableName], tuple[Column, ...]] = {
    ("viewer", "3", "non_derivative"): _VIEWER_3_I,
    ("viewer", "3", "derivative"): _VIEWER_3_II,
    ("viewer", "4", "non_derivative"): _VIEWER_I,
    ("viewer", "4", "derivative"): _VIEWER_II,
    ("viewer", "5", "non_derivative"): _with(_VIEWER_I, shares_owned_following=_YEAR_I),
    ("viewer", "5", "derivative"): _with(_VIEWER_II, shares_owned_following=_YEAR_II),
    ("reduced", "3", "non_derivative"): _REDUCED_3_I,
    ("reduced", "3", "derivative"): _REDUCED_3_II,
    ("reduced", "4", "non_derivative"): _REDUCED_I,
    ("reduced", "4", "derivative"): _REDUCED_II,
    ("reduced", "5", "non_derivative"): _without_voluntary(_with(_REDUCED_I, shares_owned_following=_YEAR_I)),
    ("reduced", "5", "derivative"): _without_voluntary(_with(_REDUCED_II, shares_owned_following=_YEAR_II)),
    ("typed", "3", "non_derivative"): _TYPED_3_I,
    ("typed", "3", "derivative"): _TYPED_3_II,
    ("typed", "4", "non_derivative"): _TYPED_I,
    ("typed", "4", "derivative"): _TYPED_II,
    ("typed", "5", "non_derivative"): _typed_year(_TYPED_I),
    ("typed", "5", "derivative"): _typed_year(_TYPED_II),
}

OWNERS = (
    Column("name", "Reporting Owner Name / Address", 48),
    Column("is_director", "Director", 9, "Relationships"),
    Column("is_ten_percent_owner", "10% Owner", 10, "Relationships"),
    Column("officer_title", "Officer", 28, "Relationships"),
    Column("other_text", "Other", 20, "Relationships"),
)
"""The closing table of the reduced edition: who reports, and how each is related."""
