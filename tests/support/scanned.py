"""A form as scans without columns give it: what stands above its tables."""

from __future__ import annotations


def scanned_heading(period: str = "11/11/2021") -> str:
    """Boxes 1 to 5, each on lines of its own."""
    return f"""FORM 4 UNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person*
Doe Jane
2. Issuer Name and Ticker or Trading Symbol
Acme Corp [ ACM ]
5. Relationship of Reporting Person(s) to Issuer (Check all applicable)
X Director 10% Owner
3. Date of Earliest Transaction (Month/Day/Year)
{period}
"""
