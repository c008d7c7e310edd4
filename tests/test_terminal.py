"""The page for a reader at a terminal: within its width, and no doubt without its mark."""

from __future__ import annotations

import io
import re

import attrs
import pytest

from form4lib import Diagnostic
from form4lib.outputs._ink import takes_colour
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


@pytest.mark.parametrize("width", [40, 100])
def test_colour_changes_no_letter_and_no_width(width: int) -> None:
    coloured = render(FULL, width, colour=True)
    assert re.sub(r"\x1b\[\d*m", "", coloured) == render(FULL, width)
    assert "\x1b[33m1,250?\x1b[0m" in coloured
    assert "\x1b[1mForm 4/A\x1b[0m" in coloured
    assert "\x1b[33mwarning\x1b[0m: " in coloured


def test_colour_is_for_letters_of_every_script_and_never_from_the_text() -> None:
    told = Diagnostic(code="c", severity="warning", message="m", path="remarks")
    page = render(
        attrs.evolve(BARE, remarks="Ωμ \U000f0041\U00100041 \U0001f600", diagnostics=(told,)), 100, colour=True
    )
    assert "\x1b[33mΩμ\x1b[0m 😀\x1b[33m?\x1b[0m" in page
    assert all(c.isprintable() or c in "\n\x1b" for c in page)


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    terminal: bool, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert takes_colour(stream) is coloured
