"""Lines that were lost, or came to another's place: what is left says so."""

from __future__ import annotations

import re
from itertools import groupby, zip_longest

import attrs
import pytest

import form4lib
from form4lib.engine._cells import Cell
from form4lib.engine._odd_values import _is_torn
from form4lib.engine._pipeline import parse_source
from form4lib.engine._source import fold
from form4lib.engine._work import Work
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import layout_named
from support.rows import word
from support.scanned import scanned_heading

WHOLE = printed_in(layout_named("html/reduced"), 3)[2]
"""One owner, with a street, a title and a footnote."""


DATED = "10/14/2016\n                </td>"
"""The cell before that of the deemed date."""


def told(text: str) -> str:
    """What is said of the whole filing, in one piece."""
    return "\n".join(d.message for d in form4lib.parse_text(text).diagnostics if not d.path)


def in_closing_table(old: str, new: str) -> str:
    """The page, changed behind the headings of the closing table alone."""
    before, heading, behind = WHOLE.rpartition("Relationships")
    assert old in behind
    return before + heading + behind.replace(old, new, 1)


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


DAMAGED = {
    "do not give the same owner": in_closing_table("993 Larkspur Lane<br>", ""),
    "do not give the same title": in_closing_table("Chief Accounting Officer", "Treasurer"),
    "has headings and no rows": in_closing_table("LINDQVAST ILSE S<br>993 Larkspur Lane<br>NEW CARROW, NJ 83310", ""),
    "no whole address": in_closing_table("NEW CARROW, NJ 83310", "NEW CARROW"),
    "among the owners of the closing table": in_closing_table("</table>", "<tr><td>by proxy</td></tr></table>"),
    "above box 1 stands 'Phantom'": changed("(Print or Type", "Phantom Units<br>(Print or Type"),
    "a signature stands where none is signed": changed("(Print or Type", "/s/ Odile Jarnholt<br>(Print or Type"),
    "a reminder stands among the boxes": changed(
        "993 Larkspur Lane<br>\n<font",
        "Persons who respond to the collection of information contained in this form are not required to respond unless"
        " the form displays a currently valid OMB control number.<br>\n<font",
    ),
    "hardly any label of the form": "FORM 4\n/s/ Odile Jarnholt 10/16/2016\n** Signature of Reporting Person Date\n"
    "2. Issuer Name and Ticker or Trading Symbol\nFenwick Biosciences Ltd [FEB]\n"
    "3. Date of Earliest Transaction (Month/Day/Year)\n10/14/2016\n5. Relationship of Reporting Person(s) to Issuer\n",
    "a footnote has no text": changed("Immediately exercisable.", ""),
    "have not equally many cells": changed(f"{DATED}<td></td>", f"{DATED}<td></td><td></td>"),
    "where the title of a security should stand, there is 'By LLC'": changed(
        "Common Stock, par value $0.01 per share\n                </td><td></td>",
        "By LLC\n                </td><td></td>",
    ),
    "where the title of a security should stand, there is 'Date'": changed(
        "Common Stock, par value $0.01 per share\n                </td><td></td>",
        "Date\n                </td><td></td>",
    ),
    "in place of a nature of ownership: 'Common Stock'": changed("By LLC", "Common Stock"),
    "in place of a nature of ownership: 'Common Stock, par value $0.01 per share'": changed(
        "By LLC", "Common Stock, par value $0.01 per share"
    ),
    "in place of the deemed execution date": changed(f"{DATED}<td></td>", f"{DATED}<td>(1)</td>"),
}


def test_the_whole_page_says_nothing_of_the_kind() -> None:
    assert told(WHOLE) == ""


@pytest.mark.parametrize("message", DAMAGED)
def test_the_damage_is_told(message: str) -> None:
    assert message in told(DAMAGED[message])


@pytest.mark.parametrize(
    "place", ["NEW CARROW, NJ 83310", "NEW CARROW\nNEW JERSEY\n83310", "NEW CARROW\nNEW JERSEY\n83310\nUNITED STATES"]
)
def test_a_browser_gives_each_line_of_a_cell_a_line(place: str) -> None:
    tabbed = printed_in(layout_named("tabs/reduced"), 3)[2]
    row = "LINDQVAST ILSE S 993 Larkspur Lane NEW CARROW, NJ 83310"
    assert row in tabbed
    text = tabbed.replace(row, f"LINDQVAST ILSE S\nONE WATER YARD\nBUILDING D, 5TH FLOOR\n{place}")
    text = text.replace("993 Larkspur Lane", "ONE WATER YARD, BUILDING D, 5TH FLOOR")
    assert told(text.replace("NJ", "NEW JERSEY") if "NEW JERSEY" in place else text) == ""


@pytest.mark.parametrize("scanned", [False, True])
def test_what_is_odd_in_a_scan_was_misread(scanned: bool) -> None:
    source = attrs.evolve(fold(DAMAGED["above box 1 stands 'Phantom'"]), scanned=scanned)
    filing = parse_source(source, positioned=False, work=Work())
    assert ("line_misplaced" in {d.code for d in filing.diagnostics}) is not scanned


@pytest.mark.parametrize("message", [message for message in DAMAGED if "of the closing" in message])
def test_what_the_damage_may_have_changed_is_in_doubt(message: str) -> None:
    evidence = form4lib.parse_text(DAMAGED[message]).evidence
    assert evidence["reporting_owners[0].address.street1"].confidence < 0.9
    assert evidence["issuer.name"].confidence < 0.9


def test_box_1_has_its_labels_in_one_order_for_each_owner() -> None:
    text = printed_in(layout_named("html/viewer"), 5)[2]
    name, street = text.rfind("(Last)"), text.rfind("(Street)")
    moved = f"{text[:name]}(Street){text[name + 6 : street]}(Last){text[street + 8 :]}"
    assert "same order for each owner" not in told(text)
    assert "same order for each owner" in told(moved)


@pytest.mark.parametrize(("notes", "found"), [(5, False), (6, True)])
def test_notes_that_no_row_cites_had_other_rows(notes: int, found: bool) -> None:
    listed = "\n".join(f"({number}) Held by trust {number}." for number in range(1, notes + 1))
    filing = form4lib.parse_text(f"{SCANNED}{listed}\n{SIGNED}")
    assert (len(filing.non_derivative), len(filing.footnotes)) == (1, notes)
    assert [d.path for d in filing.diagnostics if "not cited by the 1 row" in d.message] == [""] * found


SCANNED = f"""{scanned_heading()}Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3) 2. Transaction Date (Month/Day/Year)
Common Stock 11/11/2021 S 1,200 D $10.11 98,800 D
Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
Explanation of Responses:
"""
SIGNED = "/s/ Jane Doe 11/12/2021\n** Signature of Reporting Person Date\n"


def aligned(tabbed: str) -> str:
    """Tables whose columns are as wide as what stands in them, as plain converters of HTML write them."""
    out: list[str] = []
    for has_tabs, lines in groupby(tabbed.splitlines(), key=lambda line: "\t" in line):
        rows = [re.sub("</?u>", "", line).split("\t") if has_tabs else [line] for line in lines]
        widths = [max(map(len, column)) + 3 for column in zip_longest(*rows, fillvalue="")]
        out += ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) for row in rows]
    return "\n".join(out)


@pytest.mark.parametrize("seed", [2, 4])
def test_rows_below_no_heading_are_of_a_page_that_is_not_known(seed: int) -> None:
    _, _, text = printed_in(layout_named("tabs/viewer"), seed)
    assert "line_misplaced" not in {d.code for d in form4lib.parse_text(aligned(text)).diagnostics}


def test_a_note_longer_than_all_others_may_have_been_broken() -> None:
    short, long = ([Cell("x" * length, [word("a"), word("b")]) for length in lengths] for lengths in ((9, 9), (9, 30)))
    for notes in (short, long):
        notes[1].words[1].row = 1
    assert _is_torn(short, celled=True)
    assert not _is_torn(long, celled=True)


@pytest.mark.parametrize("edition", ["viewer", "reduced", "full"])
def test_long_notes_do_not_make_a_page_of_columns_another(edition: str) -> None:
    text = aligned(printed_in(layout_named(f"tabs/{edition}"), 2)[2])
    short = form4lib.parse_text(text)
    note = short.footnotes[0].text or ""
    long = form4lib.parse_text(
        text.replace(note, f"{note}{' The shares are held as the plan of the issuer says.' * 120}")
    )
    assert long.non_derivative == short.non_derivative
    assert long.derivative == short.derivative


def test_headings_that_stand_below_rows_are_told() -> None:
    lines = printed_in(layout_named("tabs/reduced"), 3)[2].splitlines()
    (title,) = (i for i, line in enumerate(lines) if line.startswith("Table II"))
    heading = next(i for i, line in enumerate(lines) if "Amount" in line and "Price" in line)
    lines[title], lines[heading] = lines[heading], lines[title]
    assert "headings of columns stand below rows" in told("\n".join(lines))
