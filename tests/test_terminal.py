"""The page for a reader at a terminal: within its width, and no doubt without its mark."""

from __future__ import annotations

import attrs
import pytest

from form4lib import Diagnostic
from form4lib.outputs._terminal import plain, render
from samples import BARE, FULL, OPTION, SALE


@pytest.mark.parametrize("width", [40, 60, 80, 100, 132, 200])
def test_the_table_keeps_within_its_width(width: int) -> None:
    long = attrs.evolve(FULL, derivative=(OPTION,) * 7, non_derivative=(SALE,) * 12)
    lines = render(long, width).splitlines()
    assert max(map(len, lines)) <= width
    assert sum("2031-03-05" in line for line in lines) >= 1
    assert render(long, width).count("2031-03-05") == 7  # whole dates, one a row


def test_a_wide_table_is_turned() -> None:
    lines = render(attrs.evolve(FULL, derivative=(OPTION, OPTION)), 60).splitlines()
    turned = lines[lines.index("Table II: derivative securities") + 1 :]
    assert turned[0].split() == ["row", "0", "row", "1"]
    assert any(line.split() == ["Expires", "2031-03-05", "2031-03-05"] for line in turned)
    assert lines == [line.rstrip() for line in lines]


def test_doubt_marks_values_rows_tables_and_what_is_not_there() -> None:
    said = [("derivative", "lost"), ("non_derivative[1]", "odd"), ("remarks", "unreadable"), ("form_type", "faint")]
    diagnostics = tuple(Diagnostic(code="c", severity="warning", message=m, path=p) for p, m in said)
    doubtful = attrs.evolve(FULL, remarks=None, derivative=(), diagnostics=diagnostics)
    lines = render(doubtful, 100).splitlines()
    assert lines[0] == "Form 4/A?"
    assert "Table II: derivative securities: none?" in lines
    assert [line[:2] for line in lines if "By spouse" in line] == ["1?"]
    assert "Remarks              ?" in lines


def test_a_filing_without_doubt_has_no_mark_and_no_legend() -> None:
    page = render(attrs.evolve(FULL, evidence={}, diagnostics=()), 100)
    assert "?" not in page


def test_a_box_that_is_not_ticked_is_shown_only_in_doubt() -> None:
    assert "10% owner" not in render(FULL, 100)
    doubt = Diagnostic(
        code="c", severity="warning", message="m", path="reporting_owners[0].relationship.is_ten_percent_owner"
    )
    assert "  10% owner          no?" in render(attrs.evolve(FULL, diagnostics=(doubt,)), 100).splitlines()


def test_text_cannot_steer_the_terminal() -> None:
    hostile = attrs.evolve(
        BARE,
        remarks="red\x1b[31m\r\nnext\u202eline",
        diagnostics=(Diagnostic(code="c", severity="info", message="a\x1b]0;b\x07"),),
    )
    page = render(hostile, 100)
    assert all(c.isprintable() or c == "\n" for c in page)
    assert "red [31m next line" in page


@pytest.mark.parametrize(
    ("value", "shown"), [(None, ""), (True, "yes"), (False, "no"), (SALE.shares, "1,250"), ("a  b\nc", "a b c")]
)
def test_plain(value: object, shown: str) -> None:
    assert plain(value) == shown
    assert plain(SALE.price_per_share, money=True) == "$17.305"
