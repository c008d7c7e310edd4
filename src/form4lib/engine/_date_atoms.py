"""Stage 4a1: dates, as printed and as OCR leaves them.

Takes a word. Gives the date it is or could be, the cost of reading it so, and in words what was changed. Pure
functions of the text. Reports nothing by itself.
"""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$")
_ZONED_DATE = re.compile(r"(\d{1,2})/(\d{1,2})[-+]?\d\d:\d\d/(\d{4})$")
_BEHIND_SIGN = re.compile(r"[oOJjlI1({}\[\]|/](\d\d)/(\d\d)/((?:19|20)\d\d)\W?$")
DIGITS_LIKE = str.maketrans("oOQDlI|!zZsSBg", "00001111225589")
_YEARS = range(1900, 2100)
_MISREAD = {"9": "0", "8": "0", "6": "0", "5": "0", "3": "0", "4": "1", "7": "1", "2": "1"}
"""Digits of a month that OCR has made of a 0 or a 1: the border of the cell stands right before them."""

AS_DATE = "\x01"
"""Stands between a word and the date of its table that it is what is left of, see `_dates`."""
_TOLD_BY_OTHERS, _WITHOUT_SIGN = 1.7, 1.2
IMPOSSIBLE = 2.1
"""What it costs to read a date that cannot be as one that can; no other reading of a date costs so much."""

DateReading = tuple[date, float, str]
"""The date, what reading it so costs, and what was changed."""


def is_printed_date(text: str) -> bool:
    """Does the word begin as dates are printed?"""
    return _DATE.match(text) is not None


def _day(month: str, day: str, year: str) -> date | None:
    y = int(year)
    try:
        return date(y, int(month), int(day))
    except ValueError:
        return None


def _century(year: str) -> str:
    """Two-digit years: the typed edition ran from 1996, options expired by about 2025."""
    return year if len(year) == 4 else ("19" if int(year) >= 60 else "20") + year


def read_date(text: str) -> DateReading | None:
    """The date that a word is, or that it could be."""
    if AS_DATE in text:
        return _read_told_date(text)
    if match := _DATE.match(text):
        found = _day(match[1], match[2], _century(match[3]))
        return (found, 0.0, "") if found and found.year in _YEARS else _read_impossible(match, text)
    if match := _ZONED_DATE.match(text):
        found = _day(*match.groups())
        return (found, 0.0, "") if found else None
    if not 7 <= len(text) <= 12 or sum(c.isdigit() for c in text) < 5:
        return None
    if match := _BEHIND_SIGN.match(text):
        found = _day(*match.groups())
        return (found, _WITHOUT_SIGN, f"read {text!r} without the rule before it") if found else None
    return _read_loose_date(text.translate(DIGITS_LIKE), text) if len(text) < 12 else None


def _read_impossible(match: re.Match[str], text: str) -> DateReading | None:
    """`98/13/2022`: a month that cannot be, read as one that can."""
    month, day, year = match.groups()
    if len(month) != 2 or len(year) != 4 or int(month) <= 12 or month[0] not in _MISREAD:
        return None
    found = _day(_MISREAD[month[0]] + month[1], day, year)
    return (found, IMPOSSIBLE, f"read {text!r} as {found:%m/%d/%Y}") if found and found.year in _YEARS else None


def _read_told_date(text: str) -> DateReading | None:
    raw, _, printed = text.partition(AS_DATE)
    match = _DATE.match(printed)
    found = _day(*match.groups()) if match else None
    return (found, _TOLD_BY_OTHERS, f"read {raw!r} as the date of other rows") if found else None


def _read_loose_date(digits: str, raw: str) -> DateReading | None:
    """`0702/2010`, `077022010`, `07/02/7010`: separators lost or read as digits."""
    shapes = (
        (r"(\d\d)[/71.,:;'\-]?(\d\d)[/71.,:;'\-]?((?:19|20)\d\d)$", 1.5),
        (r"(\d\d?)[/71.,:;'\-](\d\d?)[/71.,:;'\-]((?:19|20)\d\d)$", 2.0),
        (r"(\d\d)[^\d]{0,2}(\d\d)[^\d]{0,2}((?:19|20)\d\d)\W?$", 2.0),
        (r"\W?(\d\d)[/71.,:;'\-]?(\d\d)[/71.,:;'\-]?((?:19|20)\d\d)\W*$", 2.0),
    )
    for pattern, cost in shapes:
        if (match := re.match(pattern, digits)) and (found := _day(match[1], match[2], match[3])):
            return found, cost, f"read {raw!r} as a date"
    return None
