"""The fixed wording of the form, edition by edition: labels, titles and closing lines."""

from __future__ import annotations

STATEMENT = {
    "3": "INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES",
    "4": "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
    "5": "ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
}

OMB = {
    "3": ("OMB APPROVAL", "OMB Number:", "3235-0104", "0.5"),
    "4": ("OMB APPROVAL", "OMB Number:", "3235-0287", "0.5"),
    "5": ("OMB APPROVAL", "OMB Number:", "3235-0362", "1.0"),
}

# How the boxes of the heading stand; an empty name continues the box above.
_CHANGES = (
    ("owner", "issuer", "relationship"),
    ("", "period", ""),
    ("", "amendment", "group"),
)
BOX_ORDER = {
    "3": (("owner", "period", "issuer"), ("", "relationship", "amendment"), ("", "", "group")),
    "4": _CHANGES,
    "5": _CHANGES,
}

_EVENT = "2. Date of Event Requiring Statement (Month/Day/Year)"
_EARLIEST = "3. Date of Earliest Transaction (Month/Day/Year)"
_YEAR_END = "3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)"

ITEM: dict[str, dict[str, str]] = {
    "viewer": {
        "period 3": _EVENT,
        "period 4": _EARLIEST,
        "period 5": _YEAR_END,
        "amendment": "If Amendment, Date of Original Filed (Month/Day/Year)",
        "group": "6. Individual or Joint/Group Filing (Check Applicable Line)",
        "group lines": "Form filed by One Reporting Person|Form filed by More than One Reporting Person",
    },
    "reduced": {
        "period 3": _EVENT,
        "period 4": _EARLIEST,
        "period 5": _YEAR_END,
        "amendment": "If Amendment, Date Original Filed(Month/Day/Year)",
        "group": "6. Individual or Joint/Group Filing(Check Applicable Line)",
        "group lines": "Form filed by One Reporting Person|Form filed by More than One Reporting Person",
        "group 5": "6. Individual or Joint/Group Reporting(check applicable line)",
        "group lines 5": "Form Filed by One Reporting Person|Form Filed by More than One Reporting Person",
    },
}

_SECTION_16 = (
    "Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may"
    " continue. See Instruction 1(b)."
)
_PLAN = "Check this box to indicate that a transaction was made pursuant to a contract, instruction"
_DEFENSE = "intended to satisfy the affirmative defense conditions of Rule 10b5-1(c). See Instruction 10."

TICK_BOXES: dict[str, dict[str, str]] = {
    "viewer": {
        "section 16": _SECTION_16,
        "form 3": "Form 3 Holdings Reported.",
        "form 4": "Form 4 Transactions Reported.",
        "10b5-1": f"{_PLAN} or written plan for the purchase or sale of equity securities of the"
        f" issuer that is {_DEFENSE}",
    },
    "reduced": {
        "section 16": _SECTION_16,
        "form 3": "Form 3 Holdings Reported",
        "form 4": "Form 4 Transactions Reported",
        "10b5-1": f"{_PLAN} or written plan that is {_DEFENSE}",
    },
}

_EXAMPLES = "(e.g., puts, calls, warrants, options, convertible securities)"
_ACQUIRED = "Securities Acquired, Disposed of, or Beneficially Owned"

# (table, is it Form 3) -> title lines
TABLE_TITLES: dict[tuple[str, bool], tuple[str, ...]] = {
    ("non_derivative", False): (f"Table I - Non-Derivative {_ACQUIRED}",),
    ("derivative", False): (f"Table II - Derivative {_ACQUIRED}", _EXAMPLES),
    ("non_derivative", True): ("Table I - Non-Derivative Securities Beneficially Owned",),
    ("derivative", True): ("Table II - Derivative Securities Beneficially Owned", _EXAMPLES),
}

_REMINDER = (
    "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly."
)
_NOTE = (
    "Note: File three copies of this Form, one of which must be manually signed. If space is"
    " insufficient, see Instruction 6 for procedure."
)
_RESPOND = (
    "to the collection of information contained in this form are not required to respond unless"
    " the form displays a currently valid OMB"
)
_JOINT = "If the form is filed by more than one reporting person, see Instruction 4"
_FRAUD = "Intentional misstatements or omissions of facts constitute Federal Criminal Violations"
_CODES = "See 18 U.S.C. 1001 and 15 U.S.C. 78ff(a)."

CLOSING: dict[str, tuple[str, ...]] = {
    "viewer": (
        _REMINDER,
        f"* {_JOINT} (b)(v).",
        f"** {_FRAUD} {_CODES}",
        _NOTE,
        f"Persons who respond {_RESPOND} Number.",
    ),
    "reduced middle": (_REMINDER, f"Persons who respond {_RESPOND} control number."),
    "reduced star": (f"{_JOINT}(b)(v).", f"{_FRAUD}. {_CODES}"),
    "reduced": (_NOTE, f"Potential persons who are to respond {_RESPOND} number."),
}

STATE_NAMES = {
    "CA": "CALIFORNIA",
    "CO": "COLORADO",
    "CT": "CONNECTICUT",
    "FL": "FLORIDA",
    "GA": "GEORGIA",
    "IL": "ILLINOIS",
    "IN": "INDIANA",
    "MA": "MASSACHUSETTS",
    "MN": "MINNESOTA",
    "NC": "NORTH CAROLINA",
    "NJ": "NEW JERSEY",
    "NY": "NEW YORK",
    "OH": "OHIO",
    "TX": "TEXAS",
    "UT": "UTAH",
    "WA": "WASHINGTON",
}
"""The states our invented people live in; one edition spells them out."""

TYPED_SECTION_16 = (
    "Check this box if no longer subject to Section 16.",
    "Form 4 or Form 5 obligations may continue. See Instructions 1(b).",
)

TYPED_TITLES: dict[tuple[str, bool], str] = {
    ("non_derivative", False): f"Table I -- Non-Derivative {_ACQUIRED}",
    ("derivative", False): f"Table II -- Derivative {_ACQUIRED}",
    ("non_derivative", True): "Table I -- Non-Derivative Securities Beneficially Owned",
    ("derivative", True): "Table II -- Derivative Securities Beneficially Owned",
}

_TYPED_CHANGES = (
    ("owner", "1. Name and Address of Reporting Person"),
    ("issuer", "2. Issuer Name and Ticker or Trading Symbol"),
    ("number", "3. IRS or Social Security Number of Reporting Person (Voluntary)"),
    ("period", "4. Statement for Month/Year"),
    ("amendment", "5. If Amendment, Date of Original (Month/Year)"),
    (
        "relationship",
        "6. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
    ),
    ("group", "7. Individual or Joint/Group Filing (Check Applicable Line)"),
)

TYPED_ITEMS: dict[str, tuple[tuple[str, str], ...]] = {
    "3": (
        ("owner", "1. Name and Address of Reporting Person"),
        ("period", "2. Date of Event Requiring Statement (Month/Day/Year)"),
        ("number", "3. IRS or Social Security Number of Reporting Person (Voluntary)"),
        ("issuer", "4. Issuer Name and Ticker or Trading Symbol"),
        (
            "relationship",
            "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
        ),
        ("amendment", "6. If Amendment, Date of Original (Month/Day/Year)"),
        ("group", "7. Individual or Joint/Group Filing (Check Applicable Line)"),
    ),
    "4": _TYPED_CHANGES,
    "5": _TYPED_CHANGES,
}
"""Items 1 to 7 of the typed forms, in their order."""
