"""Texts as other programs hand them on: quoted, joined with a sign, escaped, shown as a page."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable
from io import StringIO

import pytest

import form4lib
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import layout_named


def quoted_as_mail(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


def printed_by_a_browser(text: str) -> str:
    """What browsers print in the margins of each page, in the midst of tables, too."""
    margins = "\nhttps://www.sec.gov/Archives/edgar/data/1/form4.xml   1/3\n6/13/22, 4:20 PM   SEC FORM 4\n"
    lines = text.split("\n")
    return margins.join("\n".join(lines[at : at + 20]) for at in range(0, len(lines), 20))


def as_csv(tabbed: str) -> str:
    out = StringIO()
    csv.writer(out).writerows(line.split("\t") for line in tabbed.split("\n"))
    return out.getvalue()


def lines_in_one(text: str, sign: str) -> str:
    """What stands in each line, joined with a sign, as `get_text` of an HTML library gives it."""
    return sign.join(line.strip() for line in text.splitlines() if line.strip())


@pytest.mark.parametrize("seed", [3, 8])
@pytest.mark.parametrize(
    ("layout", "joined"),
    [
        ("tabs/reduced", quoted_as_mail),
        ("tabs/reduced", printed_by_a_browser),
        ("spaced/full", printed_by_a_browser),
        ("tabs/viewer", lambda text: text.replace("\t", "|")),
        ("lines/viewer", lambda text: lines_in_one(text, "|")),
        ("lines/viewer", lambda text: lines_in_one(text, "\t")),
        ("tabs/viewer", as_csv),
        ("tabs/full", as_csv),
        ("tabs/viewer", json.dumps),
        ("pipes/full", json.dumps),
        ("html/reduced", json.dumps),
        ("html/viewer", html.escape),
    ],
)
def test_what_a_program_made_of_a_text(layout: str, joined: Callable[[str], str], seed: int) -> None:
    _, _, text = printed_in(layout_named(layout), seed)
    as_printed, filing = form4lib.parse_text(text), form4lib.parse_text(joined(text))
    assert as_printed.non_derivative
    assert form4lib.diff(as_printed, filing) == ()


@pytest.mark.parametrize(("encoding", "errors"), [("latin-1", "strict"), ("cp1252", "replace")])
def test_bytes_decoded_wrongly(encoding: str, errors: str) -> None:
    _, _, text = printed_in(layout_named("tabs/viewer"), 8)
    text = text.replace("\t\t", "\t\u00a0\t").replace("(1)", "\u207d\u00b9\u207e").replace("'", "\u2019")
    decoded = text.encode().decode(encoding, errors)
    assert "\u00e2" in decoded
    assert form4lib.diff(form4lib.parse_text(text), form4lib.parse_text(decoded)) == ()


@pytest.mark.parametrize("layout", ["tabs/viewer", "spaced/reduced", "html/full"])
def test_a_text_without_capitals(layout: str) -> None:
    _, _, text = printed_in(layout_named(layout), 8)
    as_printed, filing = (form4lib.to_dict(form4lib.parse_text(said)) for said in (text, text.lower()))
    assert as_printed["non_derivative"]
    for part in ("reporting_owners", "issuer", "non_derivative", "derivative"):
        assert str(filing[part]).lower() == str(as_printed[part]).lower()
    assert filing["non_derivative"][0]["direct_or_indirect"] == as_printed["non_derivative"][0]["direct_or_indirect"]


def test_a_sign_in_a_cell_of_its_own() -> None:
    _, _, text = printed_in(layout_named("lines/viewer"), 8)
    with_blanks = lines_in_one(text, "\t").replace("Table I -", "\tTable I -").replace("$", "\t$\t")
    assert form4lib.parse_text(with_blanks).non_derivative == form4lib.parse_text(text).non_derivative


def stripped(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def squeezed(text: str) -> str:
    return re.sub(" {3,}", "   ", text)


@pytest.mark.parametrize("layout", ["spaced/reduced", "spaced/viewer"])
@pytest.mark.parametrize("made", [stripped, squeezed])
def test_columns_whose_blanks_were_taken_out(made: Callable[[str], str], layout: str) -> None:
    _, _, text = printed_in(layout_named(layout), 3)
    filing = form4lib.parse_text(text)
    assert len(filing.non_derivative) + len(filing.derivative) == 7
    assert form4lib.diff(filing, form4lib.parse_text(made(text))) == ()


def as_a_page(text: str) -> str:
    return f"<html><body><pre>{html.escape(text)}</pre></body></html>"


def with_page_breaks(text: str) -> str:
    """EDGAR's sign of a new page behind each blank line, those within tables and titles among them."""
    return text.replace("\n\n", "\n\n<PAGE>\n")


def indented_with_tabs(text: str) -> str:
    return re.sub(r"^(?: {8})+", lambda blanks: "\t" * (len(blanks[0]) // 8), text, flags=re.MULTILINE)


@pytest.mark.parametrize("seed", [1, 4])
@pytest.mark.parametrize(
    ("layout", "shown_as"),
    [
        ("typed/spaced", as_a_page),
        ("typed/drawn", as_a_page),
        ("typed/spaced", with_page_breaks),
        ("typed/drawn", with_page_breaks),
        ("typed/spaced", indented_with_tabs),
    ],
)
def test_a_typed_filing_as_others_keep_it(layout: str, shown_as: Callable[[str], str], seed: int) -> None:
    _, _, text = printed_in(layout_named(layout), seed)
    typed = f"<TABLE>\n<CAPTION>\n{text}\n</TABLE>\n"
    assert shown_as(typed) != typed
    assert form4lib.diff(form4lib.parse_text(text), form4lib.parse_text(shown_as(typed))) == ()


def test_half_a_character_of_a_string_stays_as_it_stands() -> None:
    _, _, text = printed_in(layout_named("tabs/viewer"), 3)
    filing = form4lib.parse_text(json.dumps(text.replace("Common", "Common \U0001f600")))
    titles = [row.security_title or "" for row in (*filing.non_derivative, *filing.derivative)]
    assert any("Common" in title for title in titles)
    assert all("\ud83d" not in title for title in titles)
