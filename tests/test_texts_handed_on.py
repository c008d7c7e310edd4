"""Texts as other programs hand them on: quoted, joined with a sign, escaped, shown as a page."""

from __future__ import annotations

import csv
import html
import json
import quopri
import re
import textwrap
from collections.abc import Callable
from functools import partial
from io import StringIO
from typing import Literal

import pytest

import form4lib
from form4lib.engine._transit import undo_transit
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import layout_named


def quoted_as_mail(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


def printed_by_a_browser(text: str) -> str:
    """What browsers print in the margins of each page, in the midst of tables, too."""
    margins = "\nhttps://www.sec.gov/Archives/edgar/data/1/form4.xml   1/3\n6/13/22, 4:20 PM   SEC FORM 4\n"
    lines = text.split("\n")
    return margins.join("\n".join(lines[at : at + 20]) for at in range(0, len(lines), 20))


def as_csv(tabbed: str, sign: str = ",", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> str:
    out = StringIO()
    csv.writer(out, delimiter=sign, quoting=quoting).writerows(line.split("\t") for line in tabbed.split("\n"))
    return out.getvalue()


def as_lists(tabbed: str) -> str:
    return json.dumps([line.split("\t") for line in tabbed.split("\n")], indent=1)


def beside_lines(text: str, side: str) -> str:
    return "\n".join(side.format(number) + line for number, line in enumerate(text.split("\n"), 1))


def in_pieces(text: str, length: int = 1000, shared: int = 200) -> str:
    """As texts are cut for a search, each piece beginning with what the one before it ends with."""
    return "\n\n".join(text[at : at + length] for at in range(0, len(text) - shared, length - shared))


def numbered_pages(text: str) -> str:
    lines = text.split("\n")
    pages = ["\n".join(lines[at : at + 15]) for at in range(0, len(lines), 15)]
    return "\n".join(f"{page}\nPage {number} of {len(pages)}" for number, page in enumerate(pages, 1))


def printable(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


def cut_at(text: str, width: int) -> str:
    parts = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(part) for part in parts)


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
        ("tabs/viewer", partial(as_csv, sign=";")),
        ("tabs/full", partial(as_csv, quoting=csv.QUOTE_ALL)),
        ("tabs/viewer", partial(as_csv, sign="\t", quoting=csv.QUOTE_ALL)),
        ("tabs/full", as_lists),
        ("pipes/full", lambda text: json.dumps(text.split("\n"))),
        ("spaced/full", lambda text: json.dumps(text.split("\n"), indent=2)),
        ("typed/spaced", lambda text: str(text.split("\n"))),
        ("tabs/viewer", partial(beside_lines, side="{:6d}\t")),
        ("spaced/full", partial(beside_lines, side="{:4d}  ")),
        ("pipes/full", partial(beside_lines, side="form4.txt:{}:")),
        ("html/viewer", partial(beside_lines, side="+")),
        ("spaced/reduced", partial(beside_lines, side="// ")),
        ("tabs/viewer", partial(beside_lines, side="\u200e")),
        ("tabs/viewer", in_pieces),
        ("typed/spaced", in_pieces),
        ("spaced/full", numbered_pages),
        ("tabs/reduced", numbered_pages),
        ("typed/spaced", numbered_pages),
        ("typed/spaced", lambda text: text.replace("\n", "\n\n")),
        ("html/viewer", printable),
        ("tabs/viewer", printable),
        ("pipes/full", partial(cut_at, width=72)),
        ("pipes/full", partial(cut_at, width=100)),
        ("lines/viewer", lambda text: text.replace("\n", "\t\t")),
        ("pipes/full", lambda text: re.sub(" +", " ", text)),
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


def test_lines_that_end_with_a_sign_of_equality_stay_apart() -> None:
    """Rules of `=====` are no ends of lines as mails write them."""
    _, _, text = printed_in(layout_named("typed/spaced"), 3)
    ruled = text + ("\nSee the notes\n" + "=" * 60) * 8 + "\n"
    assert undo_transit(ruled) == ruled


def test_half_a_character_of_a_string_stays_as_it_stands() -> None:
    _, _, text = printed_in(layout_named("tabs/viewer"), 3)
    filing = form4lib.parse_text(json.dumps(text.replace("Common", "Common \U0001f600")))
    titles = [row.security_title or "" for row in (*filing.non_derivative, *filing.derivative)]
    assert any("Common" in title for title in titles)
    assert all("\ud83d" not in title for title in titles)


def test_letters_printed_as_one() -> None:
    _, _, text = printed_in(layout_named("tabs/viewer"), 8)
    text = text.replace("Common", "Affiliate Common")
    for letters, ligature in (("ffi", "\ufb03"), ("ff", "\ufb00"), ("fi", "\ufb01"), ("fl", "\ufb02")):
        printed = text.replace(letters, ligature)
        assert printed != text or letters == "fl"
        assert form4lib.parse_text(printed).non_derivative == form4lib.parse_text(text).non_derivative


def test_cells_that_a_spreadsheet_copies() -> None:
    _, _, text = printed_in(layout_named("tabs/viewer"), 8)
    copied = re.sub(r"\t(\\\$)(<u>[\d,.]+</u>)(?=\t)", r'\t"\1\n\2"', text)
    assert copied != text
    assert form4lib.diff(form4lib.parse_text(text), form4lib.parse_text(copied)) == ()


def with_rules_around(piped: str) -> str:
    """As databases print tables: each column as wide as its widest cell, rules above, below and under the headings."""
    out: list[str] = []
    table: list[list[str]] = []
    for line in [*piped.split("\n"), ""]:
        if line.startswith("|"):
            if not re.fullmatch(r"[|:\- ]+", line) or "---" not in line:
                table.append([cell.strip() for cell in line.strip("| ").split("|")])
            continue
        if table:
            columns = max(map(len, table))
            rows = [row + [""] * (columns - len(row)) for row in table]
            widths = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
            rule = "+" + "+".join("-" * width for width in widths) + "+"
            drawn = ["|" + "|".join(f" {c}".ljust(w) for c, w in zip(row, widths, strict=True)) + "|" for row in rows]
            out += [rule, drawn[0], rule.replace("+", "|", 1), *drawn[1:], rule]
            table = []
        out.append(line)
    return "\n".join(out)


def test_tables_drawn_without_rules_between_rows() -> None:
    _, _, text = printed_in(layout_named("pipes/full"), 3)
    assert form4lib.diff(form4lib.parse_text(text), form4lib.parse_text(with_rules_around(text))) == ()


def test_pieces_of_pages_with_their_places() -> None:
    """Each line an element with its place, as programs write down what a PDF draws."""
    _, _, text = printed_in(layout_named("lines/viewer"), 8)
    placed = "\n".join(
        f'<text top="{10 * at}" left="7">{html.escape(s)}</text>' for at, s in enumerate(text.split("\n"))
    )
    assert form4lib.diff(form4lib.parse_text(text), form4lib.parse_text(f"<page>{placed}</page>")) == ()


def test_rows_alike_in_one_place_are_no_pieces() -> None:
    """Only what recurs from end to end was cut: rows of a table, alike and apart by empty lines, all stay."""
    _, _, text = printed_in(layout_named("tabs/viewer"), 8)
    row = next(line for line in text.split("\n") if re.search(r"\t<u>\d\d/\d\d/\d{4}</u>\t\t", line))
    more = text.replace(row, "\n\n".join([row] * 4))
    before = len(form4lib.parse_text(text).non_derivative) + len(form4lib.parse_text(text).derivative)
    filing = form4lib.parse_text(more)
    assert len(filing.non_derivative) + len(filing.derivative) == before + 3


_COLUMNS = (
    "1. Title of Security",
    "2. Transaction Date",
    "2A. Deemed Execution Date",
    "3. Transaction Code",
    "V",
    "4. Amount",
    "(A) or (D)",
    "Price",
    "5. Amount of Securities Beneficially Owned Following Reported Transaction(s)",
    "6. Ownership Form: Direct (D) or Indirect (I)",
    "7. Nature of Indirect Beneficial Ownership",
)


def as_bullets(pairs: dict[str, str], number: int) -> str:
    return f"\n### Row {number}\n\n" + "\n".join(f"- **{name}:** {value or 'N/A'}" for name, value in pairs.items())


def as_object(pairs: dict[str, str], _: int) -> str:
    return json.dumps(pairs, indent=2)


def as_yaml(pairs: dict[str, str], _: int) -> str:
    return "\n".join(f"{'  ' if at else '- '}{name}: '{value}'" for at, (name, value) in enumerate(pairs.items()))


@pytest.mark.parametrize("written", [as_bullets, as_object, as_yaml])
def test_rows_as_names_and_values(written: Callable[[dict[str, str], int], str]) -> None:
    """As JSON, YAML and language models write tables down: each row names its columns anew."""
    _, _, text = printed_in(layout_named("tabs/viewer"), 8)
    out: list[str] = []
    rows = 0
    for line in re.sub("</?u>|\\\\", "", text).split("\n"):
        cells = line.split("\t")
        if len(cells) != len(_COLUMNS):
            out.append(line)
        elif cells[0][:2] not in ("", "1."):
            rows += 1
            out.append(written(dict(zip(_COLUMNS, cells, strict=True)), rows))
    filing, as_printed = form4lib.parse_text("\n".join(out)), form4lib.parse_text(text)
    assert rows == len(as_printed.non_derivative)
    assert filing.non_derivative == as_printed.non_derivative
