"""Parts of pages that several tests put their tables under."""

from __future__ import annotations

LAID_OUT_HEAD = """\
FORM 4                 UNITED STATES SECURITIES AND EXCHANGE COMMISSION
                       STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

1. Name and Address of Reporting Person *     2. Issuer Name and Ticker or Trading Symbol
Wilton Maria                                  NORTHERN GAUGE CORP [ NGGE ]
                                              3. Date of Earliest Transaction (Month/Day/Year)
                                              05/06/2024

"""
"""The heading of a page laid out by spaces."""


def placed(*words: tuple[int, str]) -> str:
    """A line with its words where they stand."""
    line = ""
    for at, word in words:
        line = line.ljust(at) + word
    return line + "\n"
