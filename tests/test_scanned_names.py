"""Names, tickers and natures of scans, as their own filing tells them."""

from __future__ import annotations

import attrs
import pytest

import form4lib
from form4lib.engine._cells import Cell
from form4lib.engine._natures import return_natures
from form4lib.engine._page import Word
from form4lib.engine._spelling import tidied
from form4lib.engine._tickers import fit_ticker
from form4lib.engine._title_twins import mend_titles
from support.rows import make_row, word

ACROSS = """FORM 4 UNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person* 2. Issuer Name and Ticker or Trading Symbol 5. Relationship of Reporting Person(s) to Issuer
{boxes}
(Last) (First) (Middle) 3. Date of Earliest Transaction (Month/Day/Year)
{street} 11/11/2021
(Street) 4. If Amendment, Date of Original Filed (Month/Day/Year) 6. Individual or Joint/Group Filing (Check Applicable Line)
SPRINGFIELD IL 62701 X Form filed by One Reporting Person
(City) (State) (Zip)
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3) 2. Transaction Date 3. Transaction Code 4. Securities Acquired 5. Amount 6. Ownership
Common Stock 11/11/2021 S 1,200 D $12.50 98,800 D
Explanation of Responses:
{notes}
/s/ {signed} 11/12/2021
** Signature of Reporting Person Date
"""  # noqa: E501


def names(
    boxes: str, *, street: str = "12 MAIN STREET", notes: str = "", signed: str = "Ann Larkspur"
) -> tuple[str | None, str | None, str | None]:
    """Owner, issuer and ticker of a heading whose boxes were read across."""
    filing = form4lib.parse_text(ACROSS.format(boxes=boxes, street=street, notes=notes, signed=signed))
    return filing.reporting_owners[0].name, filing.issuer.name, filing.issuer.trading_symbol


@pytest.mark.parametrize(
    ("first", "between", "last"),
    [
        ("Orchard Financial Group", " (gheckalleplicable)\n", "Holding Inc"),
        ("Orchard Financial Company", " xl (Check all applicable)\n", "Holding Inc"),
        ("\nOrchard Defense & Security", "\n(Check all applicable)\nDirector\n10% Owner\n", "Solutions, Inc."),
    ],
)
def test_an_issuer_whose_lines_are_parted_by_box_5(first: str, between: str, last: str) -> None:
    boxes = f"QUENNELL ADA {first}{between}{last} [ ORC ]"
    assert names(boxes, signed="Ada Quennell") == ("QUENNELL ADA", f"{first.strip()} {last}", "ORC")


@pytest.mark.parametrize(
    ("boxes", "owner", "issuer"),
    [
        ("HARBOR GROUP CORP. Orchard Holding Co [ ORC ]", "HARBOR GROUP CORP.", "Orchard Holding Co"),
        ("BANK OF QUILL CORP /DE/ Orchard Income Fund [ ORC ]", "BANK OF QUILL CORP /DE/", "Orchard Income Fund"),
        ("QUENNELL ADA S Statement Orchard Inc [ ORC ]", "QUENNELL ADA S", "Orchard Inc"),
    ],
)
def test_where_the_owner_ends(boxes: str, owner: str, issuer: str) -> None:
    assert names(boxes) == (owner, issuer, "ORC")


def test_an_owner_between_the_issuer_and_its_ticker() -> None:
    boxes = "Orchard Development Acquisition Corp.\nQUENNELL ADA\n(Check all applicable)\n[ORC]"
    assert names(boxes, signed="Ada Quennell") == ("QUENNELL ADA", "Orchard Development Acquisition Corp.", "ORC")


def test_a_name_cut_on_the_left() -> None:
    assert names("LL NANCY LOUISE\nOrchard Inc [ ORC ]", signed="Nancy Hill")[0] == "HILL NANCY LOUISE"
    assert names("QUENNELL ADA RCHARD CORP [ ORC ]", notes="1. Sold by Orchard Corporation.")[1] == "ORCHARD CORP"


def test_what_the_heading_says_twice_is_not_misread() -> None:
    boxes, street = "QUENNELL ADA Orchard, Inc. [ ORC ]", "C/O ORCHARD, INC. 12 MAIN STREET"
    assert names(boxes, street=street, notes="1. Sold by 0rchard, Inc. (Orchald, Inc.).")[1] == "Orchard, Inc."


@pytest.mark.parametrize(
    ("printed", "ticker"),
    [("[ ORC J", "ORC"), ("[| (Check all applicable)\nORC ]", "ORC"), ("{ ORC ]", "ORC"), ("[ 0RC ]", "ORC")],
)
def test_the_brackets_of_a_ticker(printed: str, ticker: str) -> None:
    assert names(f"QUENNELL ADA Orchard Holding Inc {printed}")[2] == ticker


@pytest.mark.parametrize(
    ("ticker", "issuer", "meant"),
    [
        ("1SLA", "Tesselar Inc", "TSLA"),
        ("OEG", "Orchard Financial Group", "OFG"),
        ("OEG", "Orchard Energy Group", "OEG"),
        ("XEG", "Orchard Financial Group", "XEG"),
    ],
)
def test_a_ticker_by_the_letters_of_its_issuer(ticker: str, issuer: str, meant: str) -> None:
    cell = Cell(ticker)
    fit_ticker(cell, Cell(issuer))
    assert (cell.value, cell.state == "repaired") == (meant, ticker != meant)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Quennell Ada 111", "Quennell Ada III"),
        ("‘Quennell Ada", "Quennell Ada"),
        ("Orchard Partners 1V LP", "Orchard Partners IV LP"),
        ("Orchard Fund 11, L.P.", "Orchard Fund 11, L.P."),
    ],
)
def test_names_as_scans_spell_them(name: str, meant: str) -> None:
    assert tidied(Cell(name)).value == meant


def _on(of: Word, line: int) -> Word:
    return attrs.evolve(of, row=line)


def test_a_nature_between_two_rows() -> None:
    above = make_row(transaction_date="03/27/2015", shares="203", nature_of_ownership="By")
    below = make_row(shares_owned_following="10,000", direct_or_indirect="I", nature_of_ownership="Spouse")
    for row, line in ((above, 1), (below, 3)):
        for cell in row.cells.values():
            cell.words = [_on(w, line) for w in cell.words]
    above.cells["nature_of_ownership"].words = [_on(word("By"), 2)]
    below.cells["nature_of_ownership"].words = [_on(word("Spouse"), 4)]
    return_natures([above, below])
    assert (above.value("nature_of_ownership"), below.value("nature_of_ownership")) == (None, "By Spouse")


@pytest.mark.parametrize(
    ("misread", "owned", "title"),
    [
        ("waloe", "5", "Common Stock"),
        ("Stock", "5", "Common Stock"),
        ("Preferred waloe", "5", "Preferred waloe"),
        ("waloe", None, "waloe"),
    ],
)
def test_a_title_that_is_none_is_that_of_its_table(misread: str, owned: str | None, title: str) -> None:
    values = {} if owned is None else {"shares_owned_following": owned}
    rows = [make_row(security_title="Common Stock"), make_row(security_title=misread, **values)]
    mend_titles((rows, []))
    assert rows[1].value("security_title") == title
    assert (rows[1].cells["security_title"].state == "inferred") == (title != misread)


def test_initials_that_a_scan_reads_as_one_word_are_the_signers() -> None:
    found = names("LARKSPUR ANN TK SOVEREIGNTY HOLDING CO [ SVH ] (Check all applicable)", signed="Ann T K Larkspur")
    assert found == ("LARKSPUR ANN TK", "SOVEREIGNTY HOLDING CO", "SVH")
