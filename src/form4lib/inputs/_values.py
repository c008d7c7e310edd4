"""Values of the ownership XML: the text of an element to a plain value.

Takes the text of one element. Gives the value, None for a blank, or an `Odd`: what could be made of a text that the
specification does not allow, and what has to be said about it. Nothing is changed without an `Odd`, but that runs of
blanks become one space, as on the printed form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import attrs

from ..evidence import State
from ..spec.xml import DIGITS, Element, Kind

Value = str | Decimal | date | bool


@attrs.frozen
class Odd:
    """A text that is not what its element may hold.

    Attributes:
        value: what it is taken for; None where no value could be made of it.
        code: the diagnostic's code.
        problem: what is wrong with it.
        repair: what was changed, '' where nothing was.
    """

    value: Value | None
    code: str
    problem: str
    repair: str = ""


STATE_OF: Mapping[str, tuple[State, float]] = {
    "value_repaired": ("repaired", 0.95),
    "value_not_allowed": ("read", 0.8),
    "value_ambiguous": ("ambiguous", 0.5),
    "value_unreadable": ("unreadable", 0.0),
}
"""Diagnostic code -> state and confidence of the value's evidence. A repair leaves no other reading; what the
specification does not allow is as the filer wrote it, and may be a slip."""

_NUMBER = re.compile(r"\+?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_MONEY = re.compile(r"\$?[ ]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
"""Thousands in threes, a dollar sign in front: there is one way to read these. `1,5` and `1.000,00` have two."""
_NEGATIVE = re.compile(r"-[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:Z|[+-][0-9:]{5})?"
)
_FLAGS: Mapping[str, bool] = {"1": True, "0": False, "true": True, "false": False}
_OTHER_FLAGS: Mapping[str, bool] = {"y": True, "yes": True, "x": True, "n": False, "no": False, **_FLAGS}

_YEARS = range(1900, 2200)
"""Years that a filing can speak of: options expire decades ahead, and a `0022` is a slip of the pen."""
_SHOWN = 60
"""Characters of a text that a message shows."""


def text(given: str, element: Element) -> str | None:
    """Text, its runs of blanks as one space."""
    return " ".join(given.split()) or None


def number(given: str, element: Element) -> Decimal | Odd | None:
    """A decimal number: digits and a point."""
    given = given.strip()
    if _NUMBER.fullmatch(given):
        return Decimal(given)
    if not given:
        return None
    if _MONEY.fullmatch(given):
        plain = given.lstrip("$ ").replace(",", "")
        repair = f"read {given!r} as {plain}: the specification allows digits and a point alone"
        return Odd(Decimal(plain), "value_repaired", f"{shown(given)} is read as {plain}", repair)
    if _NEGATIVE.fullmatch(given):
        return Odd(Decimal(given), "value_not_allowed", f"{shown(given)} is negative; it is given as it stands")
    return Odd(None, "value_unreadable", f"{shown(given)} is not a number")


def day(given: str, element: Element) -> date | Odd | None:
    """A date; a time zone behind it changes nothing, `2024-07-19-05:00` is the 19th."""
    given = given.strip()
    if not given:
        return None
    match, repair = _DATE.fullmatch(given), ""
    if match is None:
        match = _MOMENT.fullmatch(given)
        repair = f"read {given!r} as a date: the time of the day was left out"
    try:
        found = date.fromisoformat(match[1]) if match else None
    except ValueError:  # 2024-02-30
        found = None
    if found is None:
        return Odd(None, "value_unreadable", f"{shown(given)} is not a date of the form YYYY-MM-DD")
    if found.year not in _YEARS:
        return Odd(found, "value_not_allowed", f"{shown(given)} is no likely year; it is given as it stands")
    return Odd(found, "value_repaired", f"{shown(given)} is read as {found}", repair) if repair else found


def flag(given: str, element: Element) -> bool | Odd | None:
    """`1`, `0`, `true` or `false`."""
    given = given.strip()
    value = _FLAGS.get(given)
    if value is not None or not given:
        return value
    value = _OTHER_FLAGS.get(given.lower())
    if value is None:
        return Odd(None, "value_unreadable", f"{shown(given)} is neither 1, 0, true nor false")
    said = "true" if value else "false"
    repair = f"read {given!r} as {said}: the specification allows 1, 0, true and false alone"
    return Odd(value, "value_repaired", f"{shown(given)} is read as {said}", repair)


def code(given: str, element: Element) -> str | Odd | None:
    """One of the element's choices; a CIK is made of digits."""
    given = " ".join(given.split())
    if given in element.choices:
        return given
    if not given:
        return None
    if element.choices is DIGITS:
        if given.isascii() and given.isdigit():
            return given
        return Odd(given, "value_not_allowed", f"{shown(given)} is not made of digits; it is given as it stands")
    allowed = ", ".join(sorted(element.choices))
    return Odd(given, "value_not_allowed", f"{shown(given)} is not one of {allowed}; it is given as it stands")


def shown(given: str) -> str:
    """A text for a message, cut where it is long."""
    return repr(given if len(given) <= _SHOWN else f"{given[:_SHOWN]}...")


CONVERTERS: Mapping[Kind, Callable[[str, Element], Value | Odd | None]] = {
    "text": text,
    "number": number,
    "date": day,
    "flag": flag,
    "code": code,
}
"""How each kind of value is read."""
