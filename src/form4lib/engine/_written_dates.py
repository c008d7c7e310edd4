"""Dates written in words.

Takes the words of a box. Gives the first date with its month written out (`February 2, 2001`, `12 Sept. 2000`), the
words it stands in and what its reading costs. OCR may have a letter of the month wrong. The libraries are loaded only
when a box holds such a date: the form's own dates are all digits.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from ._page import Word

if TYPE_CHECKING:
    import regex

_MONTHS = tuple("January February March April May June July August September October November December".split())
_LONGEST = 4
"""Words that a written date takes: month, day, comma, year."""
_MISSPELLED = 1.0
_NO_DAY = datetime(1, 1, 1)


@cache
def _pattern() -> regex.Pattern[str]:
    """A month, whole or short, in either order with its day, and a year; one letter of a whole month may be wrong."""
    import regex

    whole = "|".join(f"(?:{month}){{s<=1}}" if len(month) > 4 else month for month in _MONTHS)
    short = "|".join(f"{month[:3]}" for month in _MONTHS) + "|Sept"
    month = rf"(?P<month>{whole}|{short})\.?"
    return regex.compile(
        rf"(?:{month}\s+(?P<day>\d{{1,2}})|(?P<day>\d{{1,2}})\s+{month})\s*,?\s+(?P<year>(?:19|20)\d\d)$",
        regex.IGNORECASE,
    )


def _looks_written(words: list[Word]) -> bool:
    return words[0].text[:1].isalnum() and words[-1].text.strip(",.")[-4:].isdigit()


def _nearest_month(text: str) -> str:
    return min(
        _MONTHS, key=lambda m: (m[:3].lower() != text[:3].lower(), sum(a != b for a, b in zip(m, text, strict=False)))
    )


def find_written_date(words: list[Word]) -> tuple[date, list[Word], float] | None:
    """The first written date among the words; None where there is none."""
    for start in range(len(words)):
        for size in range(2, _LONGEST + 1):
            part = words[start : start + size]
            if len(part) < size or not _looks_written(part):
                continue
            match = _pattern().match(" ".join(w.text for w in part))
            if match is None:
                continue
            from dateutil.parser import ParserError, parse

            month = _nearest_month(match["month"])
            try:
                found = parse(f"{match['day']} {month} {match['year']}", default=_NO_DAY).date()
            except ParserError:
                continue
            return found, part, _MISSPELLED if sum(match.fuzzy_counts) else 0.0
    return None
