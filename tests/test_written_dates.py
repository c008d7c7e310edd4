"""Dates with their month written out, in the boxes that hold a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import form4lib

TEXT = (Path(__file__).parent.parent / "examples" / "form4.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("written", ["May 6, 2024", "6 May 2024", "MAY 6 , 2024"])
def test_a_written_date_is_the_period(written: str) -> None:
    printed = TEXT.replace("<u>05/06/2024</u>", f"<u>{written}</u>", 1)
    assert printed != TEXT
    filing = form4lib.parse_text(printed)
    assert filing.period_of_report == date(2024, 5, 6)
    evidence = filing.evidence["period_of_report"]
    assert " ".join(printed[a:b] for a, b in evidence.spans) == evidence.raw


def test_a_day_that_no_month_has_is_no_date() -> None:
    printed = TEXT.replace("<u>05/06/2024</u>", "<u>February 31, 2024</u>", 1)
    filing = form4lib.parse_text(printed)
    assert filing.evidence["period_of_report"].state == "inferred"
