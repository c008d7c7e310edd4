"""The form as a reader sees it: what its boxes and columns are called, and in what order they stand.

Contract: every value that a printed form has is named here once, by its field, with the number of its box or column.
Pages for readers are laid out from this; what has no place here they list by its path.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Box:
    """One value of the heading, an owner or a row.

    Attributes:
        field: its field, as a path within the heading, the owner or the row.
        name: what it is called, short.
        number: the number of its box or column on Forms 4 and 5, '' where it has none.
        initial: the number on Form 3.
        money: it is US dollars.
        rare: it is mostly blank, and need not be shown then.
    """

    field: str
    name: str
    number: str = ""
    initial: str = ""
    money: bool = False
    rare: bool = False

    def numbered(self, form_type: str) -> str:
        """The number of the box on that form."""
        return self.initial if form_type.startswith("3") else self.number


HEADING = (
    Box("form_type", "Form"),
    Box("issuer.name", "Issuer", "2", "3"),
    Box("issuer.trading_symbol", "Trading symbol", "2", "3"),
    Box("issuer.foreign_trading_symbol", "Foreign symbol", "2a", "3a", rare=True),
    Box("period_of_report", "Period of report", "3", "2"),
    Box("date_of_original_submission", "Original filing", "4", "5", rare=True),
    Box("not_subject_to_section16", "Left Section 16", rare=True),
    Box("rule_10b5_1", "Rule 10b5-1 plan", rare=True),
    Box("no_securities_owned", "No securities owned", rare=True),
    Box("form3_holdings_reported", "Form 3 holdings reported", rare=True),
    Box("form4_transactions_reported", "Form 4 transactions reported", rare=True),
)
"""The form and its issuer."""

OWNER = (
    Box("name", "Reporting owner", "1", "1"),
    Box("address.street1", "Street", "1", "1"),
    Box("address.street2", "Street, second line", "1", "1", rare=True),
    Box("address.city", "City", "1", "1"),
    Box("address.state", "State", "1", "1"),
    Box("address.zip_code", "Zip", "1", "1"),
    Box("address.country", "Country", "1", "1", rare=True),
    Box("relationship.is_director", "Director", "5", "4"),
    Box("relationship.is_officer", "Officer", "5", "4"),
    Box("relationship.officer_title", "Officer's title", "5", "4"),
    Box("relationship.is_ten_percent_owner", "10% owner", "5", "4"),
    Box("relationship.is_other", "Other", "5", "4", rare=True),
    Box("relationship.other_text", "Other, specified", "5", "4", rare=True),
)
"""A reporting owner."""

_VOLUNTARY = Box("is_voluntary", "V", rare=True)
_SWAP = Box("equity_swap_involved", "Equity swap", rare=True)

NON_DERIVATIVE = (
    Box("security_title", "Security", "1", "1"),
    Box("transaction_date", "Date", "2"),
    Box("deemed_execution_date", "Deemed executed", "2A", rare=True),
    Box("transaction_code", "Code", "3"),
    _SWAP,
    _VOLUNTARY,
    Box("shares", "Amount", "4"),
    Box("transaction_total_value", "Value", "4", money=True, rare=True),
    Box("acquired_disposed_code", "(A) or (D)", "4"),
    Box("price_per_share", "Price", "4", money=True),
    Box("shares_owned_following", "Owned after", "5", "2"),
    Box("value_owned_following", "Value owned after", "5", "2", money=True, rare=True),
    Box("direct_or_indirect", "(D) or (I)", "6", "3"),
    Box("nature_of_ownership", "Nature of ownership", "7", "4"),
)
"""A row of Table I."""

DERIVATIVE = (
    Box("security_title", "Derivative security", "1", "1"),
    Box("conversion_or_exercise_price", "Exercise price", "2", "4", money=True),
    Box("transaction_date", "Date", "3"),
    Box("deemed_execution_date", "Deemed executed", "3A", rare=True),
    Box("transaction_code", "Code", "4"),
    _SWAP,
    _VOLUNTARY,
    Box("shares", "Number", "5"),
    Box("transaction_total_value", "Value", "5", money=True, rare=True),
    Box("acquired_disposed_code", "(A) or (D)", "5"),
    Box("exercise_date", "Exercisable", "6", "2"),
    Box("expiration_date", "Expires", "6", "2"),
    Box("underlying_security_title", "Underlying", "7", "3"),
    Box("underlying_security_shares", "Underlying shares", "7", "3"),
    Box("underlying_security_value", "Underlying value", "7", "3", money=True, rare=True),
    Box("price_per_share", "Price", "8", money=True),
    Box("shares_owned_following", "Owned after", "9"),
    Box("value_owned_following", "Value owned after", "9", money=True, rare=True),
    Box("direct_or_indirect", "(D) or (I)", "10", "5"),
    Box("nature_of_ownership", "Nature of ownership", "11", "6"),
)
"""A row of Table II."""

TABLES = (
    ("non_derivative", "Table I: non-derivative securities", NON_DERIVATIVE),
    ("derivative", "Table II: derivative securities", DERIVATIVE),
)
"""Field of the filing, title, columns."""

STATES = {
    "read": "read as printed",
    "repaired": "repaired",
    "blank": "the cell is empty",
    "missing": "not found",
    "unreadable": "not readable",
    "ambiguous": "can be read otherwise",
    "inferred": "inferred",
    "corrected": "corrected by a person",
}
"""What the state of a value is called."""
