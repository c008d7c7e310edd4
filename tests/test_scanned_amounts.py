"""Amounts, names and titles that a scan has misread, where the rest of the page tells it."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from form4lib.engine._cells import Cell, RowReading
from form4lib.engine._labels import Hit, Labels
from form4lib.engine._misprints import doubt_misprints
from form4lib.engine._people import OwnerReading
from form4lib.engine._pieces import join_pieces
from form4lib.engine._reading import Reading
from form4lib.engine._reconcile import reconcile
from form4lib.engine._regions import Regions
from form4lib.engine._scanned_heads import settle_heading
from form4lib.engine._stuck import doubt_stuck
from form4lib.engine._unsettled import doubt_unsettled
from support.rows import in_cells, make_row, reading_of, sale, word

OWNED = "shares_owned_following"


def scanned(reading: Reading, behind: str = "") -> Reading:
    """The reading of a text whose labels were misread, with these words behind its tables."""
    words = [word("Table"), *(word(part) for part in behind.split())]
    reading.labels = Labels(words, [None] * len(words), [Hit("issuer", 0, 1, edits=1)])
    reading.regions = Regions(0, (0, 1), None, ())
    return reading


def owned(row: RowReading, raw: str) -> RowReading:
    """The row with so much owned, as read."""
    row.cells[OWNED] = Cell(Decimal(raw.strip("|}").replace(",", "")), [word(raw)])
    return row


def amounts(*rows: RowReading) -> list[tuple[int, str]]:
    reconcile(scanned(reading_of(*rows)))
    return [(int(str(row.value(OWNED))), row.cells[OWNED].state) for row in rows]


def test_a_rule_before_an_amount_owned_is_told_by_the_balance_before() -> None:
    rows = owned(sale(200, 0), "9,800"), owned(sale(300, 0), "79,500")
    assert amounts(*rows) == [(9800, "read"), (9500, "repaired")]
    assert "rule" in rows[1].cells[OWNED].repairs[0]


def test_a_rule_before_the_first_amount_is_told_by_the_balance_behind_it() -> None:
    assert amounts(owned(sale(200, 0), "|49,800"), owned(sale(300, 0), "9,500"))[0] == (9800, "repaired")


def test_a_rule_runs_down_the_page() -> None:
    rows = [owned(sale(100, 0), raw) for raw in ("9,800", "19,700", "19,600", "9,500")]
    assert amounts(*rows) == [(9800, "read"), (9700, "repaired"), (9600, "repaired"), (9500, "read")]


def test_an_amount_that_lost_its_first_digit_takes_none_from_those_below() -> None:
    rows = [owned(sale(100, 0), raw) for raw in ("9,800", "19,700", "19,600", "19,500")]
    assert [value for value, _ in amounts(*rows)] == [9800, 19700, 19600, 19500]


def test_what_may_be_a_rule_is_doubted_where_the_amount_is_much_like_the_one_before() -> None:
    rows = owned(sale(200, 0), "51,877"), owned(sale(300, 0), "752,016")
    assert amounts(*rows)[1] == (752016, "ambiguous")


def test_a_rule_among_balances_that_are_repeated() -> None:
    rows = [owned(sale(100, 0), raw) for raw in ("9,800", "19,800", "9,800")]
    assert amounts(*rows)[1] == (9800, "repaired")


@pytest.mark.parametrize("raw", ["29,500", "79500"])
def test_no_rule_is_read_as_another_digit_or_in_an_amount_without_commas(raw: str) -> None:
    assert amounts(owned(sale(200, 0), "9,800"), owned(sale(300, 0), raw))[1][1] == "read"


def test_an_amount_in_a_cell_of_its_own_has_no_rule() -> None:
    assert amounts(owned(sale(200, 0), "9,800"), in_cells(owned(sale(300, 0), "79,500")))[1][1] == "read"


def received(shares: int, total: int) -> RowReading:
    """A row of Table II of what others were converted into, whose columns do not tell its side."""
    return make_row(
        True,
        security_title="Class B Common Stock",
        transaction_code="M",
        shares=Decimal(shares),
        shares_owned_following=Decimal(total),
        underlying_security_title="Common Stock",
        underlying_security_shares=Decimal(shares),
        direct_or_indirect="D",
    )


@pytest.mark.parametrize(("total", "sides"), [(1500, ["A", "A"]), (900, ["D", "D"])])
def test_what_grows_by_as_many_was_acquired(total: int, sides: list[str]) -> None:
    rows = received(200, 1200), received(300, total)
    reconcile(reading_of(*rows))
    assert [row.value("acquired_disposed_code") for row in rows] == sides


def heading(owner: str, issuer: str, ticker: str, behind: str = "") -> tuple[object, ...]:
    reading = scanned(reading_of(sale(1, 2)), behind)
    name, company = (Cell(text, [word(part) for part in text.split()]) for text in (owner, issuer))
    reading = attrs.evolve(reading, owners=[OwnerReading(name=name)])
    reading.labels, reading.regions = scanned(reading_of(), behind).labels, Regions(0, (0, 1), None, ())
    reading.heading.issuer, reading.heading.ticker = company, Cell(ticker, [word(f"[{ticker}]")])
    settle_heading(reading)
    return name.value, company.value, reading.heading.ticker.value


def test_the_last_word_of_a_name_in_the_next_box() -> None:
    signed = "/s/ Ann Larkspur for Amie Thorn Roe"
    assert heading("Roe Amie", "Thorn Acme Ltd.", "ACM", signed)[:2] == ("Roe Amie Thorn", "Acme Ltd.")
    assert heading("Roe Amie", "Thorn Acme Ltd.", "ACM", "Amie Roe")[:2] == ("Roe Amie", "Thorn Acme Ltd.")
    both = f"{signed}, Director of Thorn Acme Ltd."
    assert heading("Roe Amie", "Thorn Acme Ltd.", "ACM", both)[:2] == ("Roe Amie", "Thorn Acme Ltd.")
    assert heading("Roe Amie", "Thorn Ltd.", "ACM", signed)[:2] == ("Roe Amie", "Thorn Ltd.")


@pytest.mark.parametrize(
    ("issuer", "ticker", "meant"),
    [
        ("Quellaro, Inc.", "IQLRO", "QLRO"),
        ("Quellaro, Inc.", "QL!", "QLI"),
        ("Ivory Quell, Inc.", "IQLL", "IQLL"),
        ("Quellaro, Inc.", "IQZX", "IQZX"),
    ],
)
def test_a_ticker_with_its_bracket(issuer: str, ticker: str, meant: str) -> None:
    assert heading("Roe Amie", issuer, ticker)[2] == meant


def test_ai_is_no_al() -> None:
    assert heading("Roe Amie", "Quellaro Al Robotics", "QAR")[1] == "Quellaro AI Robotics"
    assert heading("Roe Amie", "Alder Works", "ALD")[1] == "Alder Works"


def sure(cell: Cell) -> bool:
    return cell.confidence >= 0.9


def test_amounts_of_the_same_digits_are_one_amount() -> None:
    row = sale(4444444, 1, "A", price_per_share=Decimal(11))
    row.cells[OWNED] = Cell(Decimal("4444.444"), [word("4,444.444")])
    doubt_misprints(scanned(reading_of(row)))
    assert not sure(row.cells["shares"])
    assert not sure(row.cells[OWNED])


def test_an_amount_owned_that_may_be_what_underlies() -> None:
    row = make_row(True, shares=Decimal(900), shares_owned_following=Decimal(900), acquired_disposed_code="D")
    doubt_misprints(scanned(reading_of(row)))
    assert not sure(row.cells[OWNED])
    assert sure(row.cells["shares"])


@pytest.mark.parametrize(
    ("title", "said", "trusted"),
    [
        ("Class A.C Stock", "", False),
        ("QUELV, Inc. common stock", "", False),
        ("QUELV, Inc. common stock", "of QUELV, Inc.", True),
        ("COMMON STOCK PAR", "", True),
        ("LLC Units of the Company", "", True),
    ],
)
def test_titles_that_may_be_misread(title: str, said: str, trusted: bool) -> None:
    row = sale(1, 2, security_title=title)
    row.cells["security_title"].words = [word(part) for part in title.split()]
    reading = scanned(reading_of(row), said)
    doubt_misprints(reading)
    doubt_stuck(reading)
    assert sure(row.cells["security_title"]) is trusted


@pytest.mark.parametrize(
    ("titles", "trusted"),
    [
        (("Fund Common Units", "Common Units"), False),
        (("Series B Cumulative Trust", "Series B Cumulative Preferred Stock"), False),
        (("Series B Cumulative Shares", "Series B Cumulative Preferred Stock"), True),
        (("Fund Common Units", "Preferred Stock"), True),
    ],
)
def test_a_title_with_a_word_of_a_nature(titles: tuple[str, ...], trusted: bool) -> None:
    rows = [sale(1, 2, security_title=title) for title in titles]
    doubt_stuck(scanned(reading_of(*rows)))
    assert sure(rows[0].cells["security_title"]) is trusted
    assert sure(rows[1].cells["security_title"])


@pytest.mark.parametrize(
    ("field", "raw", "trusted"),
    [
        ("transaction_code", "so", True),
        ("transaction_code", "Ss", True),
        ("transaction_code", "fan", False),
        ("direct_or_indirect", "p>", True),
        ("direct_or_indirect", "»", False),
    ],
)
def test_letters_that_may_be_any(field: str, raw: str, trusted: bool) -> None:
    row = sale(1, 2)
    row.cells[field].words = [word(raw)]
    doubt_misprints(scanned(reading_of(row)))
    assert sure(row.cells[field]) is trusted


@pytest.mark.parametrize(("left", "trusted"), [("05/06/2024", False), ("Fund", True)])
def test_a_holding_beside_dates_that_no_row_has(left: str, trusted: bool) -> None:
    held = make_row(False, security_title="Common Stock", shares_owned_following=Decimal(900))
    reading = reading_of(held, sale(1, 2))
    reading.table_1.leftover.append(word(left))
    doubt_unsettled(reading)
    assert sure(held.cells[OWNED]) is trusted


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        ((".", "0125"), [".0125"]),
        ((".", "125"), [".", "125"]),  # an amount behind a speck
        ((".", "0"), [".", "0"]),
    ],
)
def test_a_point_that_stands_apart_begins_decimals(texts: tuple[str, ...], joined: list[str]) -> None:
    assert [w.text for w in join_pieces([word(text) for text in texts])] == joined
