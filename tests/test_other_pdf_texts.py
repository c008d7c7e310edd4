"""Texts as PDF tools other than pdftotext write them: ticks on lines of their own, titles cut, columns read down.

The texts are made up: Ghostscript, pypdf, pdfminer and converters to markdown write such pages.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

import form4lib
from form4lib.engine._amounts import exchange_amounts
from form4lib.engine._cells import Cell, RowReading
from form4lib.engine._chunks import chunks_of
from form4lib.engine._interrupted import rejoin_titles
from form4lib.engine._page import BLOCK, LINE, SPACE, Word, lines_of
from form4lib.engine._row_counts import letter_kind
from form4lib.engine._row_order import by_balances
from form4lib.engine._solver import Row
from form4lib.engine._strays import gather_strays
from form4lib.engine._titles import is_broken
from form4lib.engine._unsettled import doubt_unsettled
from form4lib.spec.relations import BALANCE_BEFORE, OWNED_COVERS, SAME_ABOVE, SAME_BELOW, TWIN
from form4lib.spec.tables import DERIVATIVE, FORM, NON_DERIVATIVE, SIDE, SPECS
from support.rows import make_row, reading_of, sale, word

HEAD = """\
FORM 4
UNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person *
Wilton Maria
2. Issuer Name and Ticker or Trading Symbol
NORTHERN GAUGE CORP [ NGGE ]
3. Date of Earliest Transaction (Month/Day/Year)
05/06/2024
"""
TABLE_1 = """\
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1.Title of Security
(Instr. 3)
2. Transaction
Date
(Month/Day/Year)
3. Transaction
Code
(Instr. 8)
4. Securities Acquired (A)
or Disposed of (D)
5. Amount of Securities
Beneficially Owned
6. Ownership Form
Code V Amount
(A) or (D)
Price
"""
TABLE_2 = """\
Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of Derivative
Security
2. Conversion
or Exercise Price
3. Transaction Date
4. Transaction Code
5. Number of Derivative Securities
6. Date Exercisable and Expiration Date
7. Title and Amount of Underlying Securities
8. Price of Derivative Security
9. Number of Derivative Securities Owned
10. Ownership Form
Code V (A) (D)
Title
Amount or Number of Shares
"""
TAIL = """\
Explanation of Responses:
Remarks:
/s/ Maria Wilton 05/07/2024
** Signature of Reporting Person Date
"""


def _doubted(filing: form4lib.Filing, path: str) -> bool:
    return filing.evidence[path].confidence < 0.9


def _warned(filing: form4lib.Filing, path: str) -> bool:
    return any(d.path == path and d.severity != "info" for d in filing.diagnostics)


SPACED = """\
FORM 4                 UNITED STATES SECURITIES AND EXCHANGE COMMISSION
                       STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

1. Name and Address of Reporting Person *     2. Issuer Name and Ticker or Trading Symbol       5. Relationship of Reporting
 Wilton Maria                                 NORTHERN GAUGE CORP [ NGGE ]                      Person(s) to Issuer
                                                                                                (Check all applicable)
{ticks}
 (Last)            (First)         (Middle)                                                               below)            below)
                                              3. Date of Earliest Transaction (Month/Day/Year)
 12 Mill Pond Drive                           05/06/2024
                                              4. If Amendment, Date of Original Filed           6. Individual or Joint/Group
 (Street)                                                                                       Filing
 Eastmarsh         NC              27001                                                                  Form filed by One Reporting Person
"""  # noqa: E501
SPACED_TABLE = """\
                 Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1.Title of Security     2. Transaction  2A. Deemed         3. Transaction 4. Securities Acquired (A)  5. Amount of   6.
(Instr. 3)              Date            Execution Date, if Code           or Disposed of (D)          Securities     Ownership
                        (Month/Day/Year) any               (Instr. 8)     (Instr. 3, 4 and 5)         Beneficially   Form
                                                           Code      V    Amount (D) Price            Owned
Common Stock            05/06/2024                         P              896    A   $5.05            1,276,773      D
Common Stock            05/06/2024                         P              200    A   $5.14            1,276,973      D
"""  # noqa: E501
DIRECTOR = " " * 106 + "Director          10% Owner\n"
OFFICER = " " * 106 + "Officer (give     Other (specify\n"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (DIRECTOR + " " * 100 + "X\n" + OFFICER, (True, False, False)),
        (DIRECTOR + " " * 118 + "X\n" + OFFICER, (False, True, False)),
        (DIRECTOR + OFFICER + " " * 100 + "X\n", (False, False, True)),
    ],
)
def test_a_tick_on_its_own_line_is_that_of_the_label_beside_it(lines: str, wanted: tuple[bool, bool, bool]) -> None:
    text = SPACED.format(ticks=lines.rstrip("\n")) + SPACED_TABLE + TABLE_2 + TAIL
    box = form4lib.parse_text(text).reporting_owners[0].relationship
    assert (box.is_director, box.is_ten_percent_owner, box.is_officer) == wanted


def test_the_line_above_a_par_value_begins_the_title() -> None:
    rows = "".join(
        f"Class A Common Stock, par value\n$0.0001 per share 05/0{day}/2024 S 1,000 D $6.71 {owned}(3) I By Trust\n"
        for day, owned in ((6, "9,000"), (7, "8,000"), (8, "7,000"))
    )
    table = form4lib.parse_text(HEAD + TABLE_1 + rows + TABLE_2 + TAIL).non_derivative
    assert [row.security_title for row in table] == ["Class A Common Stock, par value $0.0001 per share"] * 3


def test_a_class_of_warrants_is_no_heading() -> None:
    row = "Series A Warrants\n$0.101 05/06/2024 M 1,500 02/08/2022 03/31/2030 Ordinary Shares 1,500 $0 9,000 D\n"
    filing = form4lib.parse_text(HEAD + TABLE_1 + TABLE_2 + row + TAIL)
    assert [r.security_title for r in filing.derivative] == ["Series A Warrants"]


@pytest.mark.parametrize(
    "title",
    [
        "Common Stock, par value share",
        "Common Stock, par value per share",
        "(right to buy)",
        "$0.0001 per share",
        "Warrants (right",
        "Series A",
        "Class B Class A Common",
        "Stock Stock",
    ],
)
def test_a_piece_of_a_title_is_told(title: str) -> None:
    assert is_broken(title)


@pytest.mark.parametrize(
    "title",
    [
        "Common Stock, no par value",
        "Common Stock, par value $.10",
        "Common Stock",
        "Series A Preferred",
        "Stock Option (right to buy)",
        "Class B Units",
        "6.50% Notes",
    ],
)
def test_a_title_is_no_piece(title: str) -> None:
    assert not is_broken(title)


def test_a_title_whose_end_stands_in_another_column_is_not_sure() -> None:
    row = "Phantom Stock\n(1) 05/06/2024 A 800 (2) (2) Common Stock 800 $0 9,000 I\nUnits By Trust\n"
    filing = form4lib.parse_text(HEAD + TABLE_1 + TABLE_2 + row + TAIL)
    title = filing.derivative[0].security_title
    assert title == "Phantom Stock Units" or _doubted(filing, "derivative[0].security_title")


def test_rows_that_a_converter_left_outside_its_pipes_are_read() -> None:
    fragment = "|  |  |  |  | Code V | Amount | (A) or (D) | Price |  |\n" + "| --- " * 9 + "|\n"
    rows = "Common Stock 05/06/2024 S 2,000 D $17.305 48,000 D\n"
    cells = "| (City) | (State) | (Zip) |  |\n| --- | --- | --- | --- |\n"
    filing = form4lib.parse_text(HEAD + cells + TABLE_1 + fragment + rows + TABLE_2 + fragment + TAIL)
    row = filing.non_derivative[0]
    assert isinstance(row, form4lib.NonDerivativeTransaction)
    assert (row.transaction_date, row.shares, row.price_per_share) == (
        date(2024, 5, 6),
        Decimal(2000),
        Decimal("17.305"),
    )


def _down(*columns: str) -> str:
    """Columns read down, each cell between blank lines."""
    return "\n" + "\n\n".join("\n\n".join(column.split("|")) for column in columns) + "\n\n"


PARTED = TABLE_1.replace("(Instr. 3)\n", "(Instr. 3)\n\n").replace("Code V", "\nCode\n\nV\n\n") + "\n"


def test_columns_read_down_are_rows() -> None:
    cells = _down(
        "Common Stock|Common Stock",
        "05/06/2024|05/07/2024",
        "S|S",
        "2,000|1,500",
        "D|D",
        "$17.30|$17.41",
        "48,000|46,500",
    )
    filing = form4lib.parse_text(HEAD + PARTED + cells + _down("D|D") + TABLE_2 + TAIL)
    rows = [r for r in filing.non_derivative if isinstance(r, form4lib.NonDerivativeTransaction)]
    assert [(r.shares, r.price_per_share, r.shares_owned_following) for r in rows] == [
        (Decimal(2000), Decimal("17.30"), Decimal(48000)),
        (Decimal(1500), Decimal("17.41"), Decimal(46500)),
    ]


def test_letters_of_rows_that_do_not_come_out_even_are_not_sure() -> None:
    cells = _down("Common Stock|Common Stock|Common Stock", "48,000|46,500", "D|I|I", "By Trust|By Spouse")
    filing = form4lib.parse_text(HEAD + PARTED + cells + TABLE_2 + TAIL)
    letters = [i for i, row in enumerate(filing.non_derivative) if row.direct_or_indirect is not None]
    assert letters
    assert all(_doubted(filing, f"non_derivative[{i}].direct_or_indirect") for i in letters)
    assert _warned(filing, "non_derivative")


@pytest.mark.parametrize(("code", "sure"), [("G", False), ("S", True)])
def test_of_two_letters_the_one_that_nothing_in_its_row_tells_is_not_sure(code: str, sure: bool) -> None:
    cells = _down(
        "Common Stock|Common Stock",
        "05/06/2024|05/07/2024",
        f"P|{code}",
        "2,000|1,500",
        "A|D",
        "$17.30|$17.41" if code == "S" else "$17.30|$0",
        "48,000|39,200",
    )
    filing = form4lib.parse_text(HEAD + PARTED + cells + _down("D|D") + TABLE_2 + TAIL)
    assert [getattr(row, "acquired_disposed_code", None) for row in filing.non_derivative] == ["A", "D"]
    assert _doubted(filing, "non_derivative[1].acquired_disposed_code") is not sure


def test_a_table_that_gives_no_row_and_has_an_amount_left_is_not_whole() -> None:
    filing = form4lib.parse_text(HEAD + PARTED + _down("15,905|I|By Living Trust") + TABLE_2 + TAIL)
    assert not filing.non_derivative
    assert _warned(filing, "non_derivative")


BEHIND = """\
Restricted
Stock
Units

(1)

05/06/2024

Reporting Owners

A

27
(2)

8. Price of Derivative Security
9. Number of Derivative Securities Owned
10. Ownership Form

Common
27
Stock

$0

10,553 (3)

D

Reporting Owner Name / Address

Wilton Maria
12 MILL ROAD
DOVER, DE 19901
"""


def test_cells_behind_the_heading_of_the_owners_come_home_with_their_headings() -> None:
    """Small numbers, codes and titles are cells where headings of columns stand beside them."""
    filing = form4lib.parse_text(HEAD + TABLE_1 + "\n" + TABLE_2 + "\n" + BEHIND + "\n" + TAIL)
    (row,) = filing.derivative
    assert isinstance(row, form4lib.DerivativeTransaction)
    assert (row.security_title, row.transaction_code, row.shares) == ("Restricted Stock Units", "A", Decimal(27))
    assert (row.underlying_security_title, row.underlying_security_shares) == ("Common Stock", Decimal(27))
    assert (row.price_per_share, row.shares_owned_following) == (Decimal(0), Decimal(10553))


def test_columns_read_down_with_marks_on_their_titles_are_rows() -> None:
    """`Stock(3)` ends a title as `Stock` does; how many rows there are is told by dates, amounts and letters."""
    cells = _down(
        "Restricted Stock Unit|$0|12/15/2011|A|Restricted Stock Unit|$0|12/15/2011|M",
        "1,474,432|1,412,997",
        "Class B Common\nStock(3)\nClass B Common\nStock(3)",
        "1,474,432|$0|1,474,432|D|1,412,997|$0|61,435|D",
    )
    filing = form4lib.parse_text(HEAD + PARTED + TABLE_2 + cells + TAIL)
    rows = [r for r in filing.derivative if isinstance(r, form4lib.DerivativeTransaction)]
    assert [(r.shares, r.underlying_security_shares, r.shares_owned_following) for r in rows] == [
        (Decimal(1474432), Decimal(1474432), Decimal(1474432)),
        (Decimal(1412997), Decimal(1412997), Decimal(61435)),
    ]


def test_a_balance_that_stands_behind_the_others_goes_to_the_row_that_it_adds_up_with() -> None:
    cells = _down(
        "Common Stock|Common Stock|Common Stock|Common Stock",
        "05/06/2024|05/06/2024|05/06/2024|05/06/2024",
        "S|S|S|S",
        "200|300|100|500",
        "D|D|D|D",
        "$17.30|$17.41|$17.52|$17.60",
        "9,800|9,400|8,900|9,500",
    )
    filing = form4lib.parse_text(HEAD + PARTED + cells + _down("D|D|D|D") + TABLE_2 + TAIL)
    rows = [r for r in filing.non_derivative if isinstance(r, form4lib.NonDerivativeTransaction)]
    assert [(r.shares, r.shares_owned_following) for r in rows] == [
        (Decimal(200), Decimal(9800)),
        (Decimal(300), Decimal(9500)),
        (Decimal(100), Decimal(9400)),
        (Decimal(500), Decimal(8900)),
    ]
    assert _doubted(filing, "non_derivative[1].shares_owned_following")


def test_a_lone_transaction_behind_a_column_of_titles_is_the_first_row() -> None:
    """Nothing in the text says whose it is; filers list transactions before what is held."""
    cells = _down("Common Stock|Common Stock|Common Stock", "05/06/2024|S|2,000|D|$17.30", "9,800|9,400|8,900")
    letters = _down("I|By Trust", "I|By Spouse", "I|By Son")
    filing = form4lib.parse_text(HEAD + PARTED + cells + letters + TABLE_2 + TAIL)
    assert [isinstance(r, form4lib.NonDerivativeTransaction) for r in filing.non_derivative] == [True, False, False]
    assert [r.shares_owned_following for r in filing.non_derivative] == [9800, 9400, 8900]


def test_a_table_read_a_few_rows_at_a_time_is_dealt_out_so() -> None:
    """Each time the cells come out even, other rows begin."""
    count = 12
    titles = [f"Series {chr(65 + at)} Preferred Stock" for at in range(count)]
    amounts = [f"{1_000 * (at + 3):,}" for at in range(count)]
    pages = [
        _down(
            "|".join(titles[at : at + 3]), "|".join(["Common Stock"] * 3), "|".join(amounts[at : at + 3]), "I|By Fund A"
        )
        + _down("I|By Fund B", "I|By Fund C")
        for at in range(0, count, 3)
    ]
    initial = HEAD.replace("FORM 4", "FORM 3").replace("STATEMENT OF CHANGES IN", "INITIAL STATEMENT OF")
    filing = form4lib.parse_text(initial + PARTED + TABLE_2 + "".join(pages) + TAIL)
    assert [(r.security_title, f"{r.underlying_security_shares:,}") for r in filing.derivative] == [
        *zip(titles, amounts, strict=True)
    ]


def _row(**values: str) -> RowReading:
    spec = SPECS["4", DERIVATIVE][0]
    cells = {
        field: Cell(Decimal(text), [Word(text, at, len(text), 0, 0, 0, 0, BLOCK)])
        for field, (at, text) in ((f, (int(v.split("@")[1]), v.split("@")[0])) for f, v in values.items())
    }
    return RowReading(DERIVATIVE, cells, Row(spec, []), False)


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        (("200 9800", "100 9400", "500 8900", "300 9500"), [9800, 9500, 9400, 8900]),
        (("500 8900", "100 9400", "300 9500", "200 9800"), [8900, 9400, 9500, 9800]),
        (("200 9800", "300 9500", "300 9200", "300 9500"), [9800, 9500, 9200, 9500]),
    ],
    ids=["one was read behind the others", "the latest is listed first", "which follows which is not known"],
)
def test_rows_follow_from_their_balances(read: tuple[str, ...], wanted: list[int]) -> None:
    rows = [
        _row(shares=f"{shares}@{10 * at}", shares_owned_following=f"{owned}@{10 * at + 5}")
        for at, (shares, owned) in enumerate(line.split() for line in read)
    ]
    assert [row.value("shares_owned_following") for row in by_balances(rows)] == wanted


def test_underlying_amounts_of_two_rows_are_exchanged_where_both_are_paired_then() -> None:
    rows = [
        _row(shares="500@0", underlying_security_shares="700@30"),
        _row(shares="700@10", underlying_security_shares="500@20"),
    ]
    exchange_amounts(rows)
    assert [row.value("underlying_security_shares") for row in rows] == [Decimal(500), Decimal(700)]
    assert all(row.row.exchanged for row in rows)


def test_amounts_that_are_paired_stay() -> None:
    rows = [
        _row(shares="500@0", underlying_security_shares="500@20"),
        _row(shares="700@10", underlying_security_shares="700@30"),
    ]
    exchange_amounts(rows)
    assert not any(row.row.exchanged for row in rows)


@pytest.mark.parametrize(
    ("letters", "rows", "traded", "kind"),
    [
        ({"D": 3, "I": 3}, 3, 3, SIDE),
        ({"D": 3, "A": 3}, 3, 3, FORM),
        ({"D": 2, "A": 1, "I": 1}, 2, 2, None),
        ({"D": 4, "I": 3}, 3, 3, None),
    ],
)
def test_letters_are_counted(letters: dict[str, int], rows: int, traded: int, kind: str | None) -> None:
    """Where every row says `I`, each `D` is a side; where every trade says `A`, none is."""
    assert letter_kind(Counter(letters), (rows, traded)) == kind


def test_a_year_within_a_nature_of_ownership_is_no_amount() -> None:
    lines = ("By Northern", "2010", "Partners Fund", "1,500")
    words = [Word(text, 20 * i, len(text), i, 0, 0, 0, LINE) for i, text in enumerate(lines)]
    assert [[w.text for w in c.words] for c in chunks_of(words)] == [list(lines[:3]), ["1,500"]]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("Common|1,987|Stock|$0", "Common|Stock|1,987|$0"),
        ("Stock|Option|$10.41|(right to|buy)|05/06/2024", "Stock|Option|(right to|buy)|$10.41|05/06/2024"),
        ("Common Stock|1,987|Stock Option|$0", "Common Stock|1,987|Stock Option|$0"),
        ("By Trust|1,987|Stock|$0", "By Trust|1,987|Stock|$0"),
        (
            "Common Stock|$0|(See note|below|for more|of these|terms",
            "Common Stock|$0|(See note|below|for more|of these|terms",
        ),
    ],
)
def test_a_title_that_a_value_stands_in_is_put_together(lines: str, wanted: str) -> None:
    words = [
        Word(text, 40 * i + 10 * k, len(text), i, 0, 0, 0, SPACE if k else LINE)
        for i, line in enumerate(lines.split("|"))
        for k, text in enumerate(line.split())
    ]
    assert [" ".join(w.text for w in line) for line in lines_of(rejoin_titles(words))] == wanted.split("|")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("Stock Option|(right to buy)|Restricted Stock|Units", "Stock Option (right to buy)|Restricted Stock Units"),
        ("Class B Common|Stock(3)|Class A Common|Stock", "Class B Common Stock(3)|Class A Common Stock"),
        ("Restricted|Stock|Units", "Restricted Stock Units"),
        ("Class A|Common Stock(2)", "Class A Common Stock(2)"),
    ],
)
def test_two_titles_in_one_block_are_parted(lines: str, wanted: str) -> None:
    """A title does not go on behind `(right to buy)`, and says `Stock` once."""
    words = [
        Word(text, 40 * i + 10 * k, len(text), i, 0, 0, 0, SPACE if k else LINE)
        for i, line in enumerate(lines.split("|"))
        for k, text in enumerate(line.split())
    ]
    assert [" ".join(w.text for w in c.words) for c in chunks_of(words)] == wanted.split("|")


def test_a_part_of_the_form_before_another_puts_all_in_doubt() -> None:
    cells = _down("Common Stock", "05/06/2024", "S", "2,000", "D", "$17.30", "48,000", "D")
    in_order = form4lib.parse_text(HEAD + PARTED + cells + TABLE_2 + TAIL)
    moved = form4lib.parse_text(HEAD + TABLE_2 + PARTED + cells + TAIL)
    assert not any(d.code == "label_out_of_place" for d in in_order.diagnostics)
    assert any(d.code == "label_out_of_place" for d in moved.diagnostics)
    cells_of = ("security_title", "transaction_date", "transaction_code", "shares", "price_per_share")
    told = (
        "issuer.name",
        "reporting_owners[0].name",
        "period_of_report",
        *(f"non_derivative[0].{f}" for f in cells_of),
    )
    assert all(_doubted(moved, path) for path in told)
    assert not any(_doubted(in_order, path) for path in told)


def test_titles_read_before_the_title_of_their_table_go_to_its_rows() -> None:
    heading = "1.Title of Security\n(Instr. 3)\n\n"
    cells = _down("05/06/2024|05/07/2024", "S|S", "2,000|1,500", "D|D", "$17.30|$17.41", "48,000|46,500", "D|D")
    table = PARTED.replace(heading, "") + cells
    filing = form4lib.parse_text(HEAD + heading + "Class A Common Stock\n\nCommon Stock\n\n" + table + TABLE_2 + TAIL)
    assert [row.security_title for row in filing.non_derivative] == ["Class A Common Stock", "Common Stock"]


def _texts(**fields: str) -> RowReading:
    cells = {
        field: Cell(text, [Word(part, i, len(part), 0, 0, 0, 0, SPACE) for i, part in enumerate(text.split())])
        for field, text in fields.items()
    }
    return RowReading(NON_DERIVATIVE, cells, Row(SPECS["4", NON_DERIVATIVE][0], []), False)


def test_a_nature_read_on_behind_a_title_is_cut_from_it() -> None:
    row = _texts(security_title="Common Stock by Trust")
    row.cells["nature_of_ownership"] = Cell(None, [])
    gather_strays([row], [w for cell in row.cells.values() for w in cell.words], printed=True)
    assert (row.value("security_title"), row.value("nature_of_ownership")) == ("Common Stock", "by Trust")


@pytest.mark.parametrize(
    ("strays", "field", "wanted"),
    [
        ("3,936 (1)", "shares", "3936"),
        ("$ (1) 7.26", "price_per_share", "7.26"),
        ("(1) 7.26", "price_per_share", None),
        ("$ (1) 726", "price_per_share", None),
    ],
)
def test_a_row_gets_the_amount_and_the_price_that_stand_beside_it(strays: str, field: str, wanted: str | None) -> None:
    row = _texts(security_title="Common Stock")
    row.cells |= {
        "transaction_code": Cell("P", [Word("P", 40, 1, 0, 0, 0, 0, SPACE)]),
        "transaction_date": Cell(date(2024, 5, 6), [Word("05/06/2024", 30, 10, 0, 0, 0, 0, SPACE)]),
        field: Cell(None, []),
    }
    loose = [Word(text, 50 + 8 * i, len(text), 1, 0, 0, 0, LINE) for i, text in enumerate(strays.split())]
    gather_strays([row], [w for cell in row.cells.values() for w in cell.words] + loose, printed=True)
    assert row.value(field) == (None if wanted is None else Decimal(wanted))


@pytest.mark.parametrize(("code", "side", "sure"), [("A", None, False), ("A", "A", True), ("S", None, True)])
def test_a_code_that_is_the_only_letter_of_its_row_may_be_its_side(code: str, side: str | None, sure: bool) -> None:
    values: dict[str, str | Decimal] = {"transaction_code": code, "shares": Decimal(1200)}
    values |= {"acquired_disposed_code": side} if side else {}
    row = make_row(False, **values)
    row.cells["transaction_code"].confidence = 0.99
    doubt_unsettled(reading_of(row))
    assert (row.cells["transaction_code"].confidence >= 0.9) is sure


@pytest.mark.parametrize("printed", ["07/19-\n05:00/2024", "07/19-05:00/2024", "07/1905:00/2024"])
def test_a_date_that_carries_a_time_zone_may_be_broken_at_its_hyphen(printed: str) -> None:
    text = HEAD + TABLE_1 + f"Common Stock\n{printed}\nP 8,000 A\n$\n0.67\n14,389 D\n" + TAIL
    filing = form4lib.parse_text(text)
    (trade,) = filing.non_derivative
    assert isinstance(trade, form4lib.NonDerivativeTransaction)
    assert (trade.transaction_date, trade.shares, trade.price_per_share, trade.shares_owned_following) == (
        date(2024, 7, 19),
        Decimal(8000),
        Decimal("0.67"),
        Decimal(14389),
    )
    evidence = filing.evidence["non_derivative[0].transaction_date"]
    assert " ".join(text[a:b] for a, b in evidence.spans) == evidence.raw == printed.replace("\n", " ")


def test_an_amount_at_the_edge_of_a_page_is_not_sure() -> None:
    row = make_row(True, security_title="Stock Option", shares_owned_following=Decimal(939))
    doubt_unsettled(reading_of(row))
    assert row.cells["shares_owned_following"].confidence < 0.9
    whole = make_row(True, security_title="Stock Option", shares_owned_following=Decimal(939), direct_or_indirect="D")
    doubt_unsettled(reading_of(whole))
    assert whole.cells["shares_owned_following"].confidence == 1.0


def test_no_more_is_acquired_than_is_owned() -> None:
    row = make_row(False, acquired_disposed_code="A", shares=Decimal(900), shares_owned_following=Decimal(40))
    row.cells["direct_or_indirect"] = Cell("D", [word("D")])
    for field in ("shares", "shares_owned_following"):
        row.cells[field].disagree = (OWNED_COVERS,)
    doubt_unsettled(reading_of(row))
    assert all(row.cells[field].confidence < 0.9 for field in ("shares", "shares_owned_following"))


def _dealt(*rows: RowReading) -> list[RowReading]:
    for row in rows:
        row.way = "dealt"
    return list(rows)


def _shaky(*rows: RowReading) -> list[bool]:
    doubt_unsettled(reading_of(*rows))
    return [row.cells["shares_owned_following"].confidence < 0.9 for row in rows]


def test_a_holding_above_a_transaction_is_not_sure_where_rows_were_put_together() -> None:
    def held(owned: int) -> RowReading:
        return make_row(
            False, security_title="Common Stock", shares_owned_following=Decimal(owned), direct_or_indirect="D"
        )

    assert _shaky(*_dealt(held(110), sale(60, 602), held(248))) == [True, True, False]
    assert _shaky(*_dealt(sale(60, 602), held(110), held(248))) == [False, False, False]
    backed = sale(60, 602)
    backed.cells["shares"].agree = (BALANCE_BEFORE,)
    assert _shaky(*_dealt(held(110), backed, held(248))) == [True, False, False]


@pytest.mark.parametrize(("told", "sure"), [((SAME_ABOVE, SAME_BELOW), True), ((SAME_ABOVE,), False), ((TWIN,), True)])
def test_a_letter_that_both_rows_beside_it_have_is_sure(told: tuple[str, ...], sure: bool) -> None:
    rows = _dealt(
        sale(60, 600), sale(70, 530), sale(80, 450, direct_or_indirect="I"), sale(90, 360, security_title=None)
    )
    letter = rows[1].cells["direct_or_indirect"]
    letter.agree = told
    doubt_unsettled(reading_of(*rows))
    assert (letter.confidence >= 0.9) is sure


def test_a_number_that_begins_a_name_stays() -> None:
    text = (HEAD + TABLE_1 + "Common Stock\n05/06/2024\nP\n8,000 A\n$0.67\n14,389\nD\n" + TAIL).replace("\n", "\n\n")
    named = text.replace("NORTHERN GAUGE CORP", "5 NORTHERN GAUGES INC")
    issuer = form4lib.parse_text(named).issuer
    assert issuer is not None
    assert issuer.name == "5 NORTHERN GAUGES INC"


@pytest.mark.parametrize(("field", "sure"), [("price_per_share", False), ("nature_of_ownership", True)])
def test_a_holding_with_what_only_transactions_have_is_not_sure(field: str, sure: bool) -> None:
    row = make_row(
        False,
        security_title="Common Stock",
        shares_owned_following=Decimal(248),
        direct_or_indirect="I",
        **{field: "0"},
    )
    doubt_unsettled(reading_of(row))
    assert (row.cells["shares_owned_following"].confidence >= 0.9) is sure


def test_a_date_is_part_of_the_name_of_a_trust() -> None:
    text = HEAD + TABLE_1 + "Common Stock\n05/06/2024\nP\n8,000 A\n$0.67\n14,389\nD\n" + TAIL
    [owner] = form4lib.parse_text(text).reporting_owners
    assert owner.name
    dated = "WILTON FAMILY TRUST DTD 03/04/1999"
    [trust] = form4lib.parse_text(text.replace(owner.name, dated)).reporting_owners
    assert trust.name == dated


YEAR_END = """\
FORM 5
ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

1. Name and Address of Reporting Person *        2. Issuer Name and Ticker or Trading Symbol       5. Relationship of Reporting Person(s) to Issuer
Quennell Ada                                     NORTHERN GAUGE CORP [NGC]                         (Check all applicable)
    (Last)          (First)       (Middle)                                                         __X__ Director       _____ 10% Owner
7 QUARRY LANE                                    3. Statement for Issuer's Fiscal Year Ended       _____ Officer (give title below)
                                                 (Month/Day/Year)
                                                 12/31/2023
        (Street)                                 4. If Amendment, Date Original Filed              6. Individual or Joint/Group Reporting
DOVER, DE 19901                                                                                    _X_ Form Filed by One Reporting Person
    (City)          (State)       (Zip)

                 Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1.Title of Security              2. Transaction  2A. Deemed         3. Transaction 4. Securities Acquired  5. Amount of Securities      6.          7. Nature
(Instr. 3)                       Date            Execution Date, if Code           (A) or Disposed of (D)  Beneficially Owned at end    Ownership   of Indirect
                                 (Month/Day/Year) any               (Instr. 8)     (Instr. 3, 4 and 5)     of Issuer's Fiscal Year      Form:       Beneficial
                                                 (Month/Day/Year)                                          (Instr. 3 and 4)             Direct (D)  Ownership
                                                                                            (A) or                                      or Indirect (Instr. 4)
                                                                                     Amount (D)     Price                               (I)
Common Stock                                                                                               4,168,536                    D

                 Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
"""  # noqa: E501


def test_headings_of_which_two_stand_one_space_apart_are_not_counted() -> None:
    [row] = form4lib.parse_text(YEAR_END).non_derivative
    assert isinstance(row, form4lib.NonDerivativeHolding)
    assert (row.shares_owned_following, row.direct_or_indirect) == (Decimal(4_168_536), "D")


@pytest.mark.parametrize("shares", [0, 3936])
def test_a_transaction_of_no_shares_and_the_holding_below_it_are_one_row(shares: int) -> None:
    row, below = (
        sale(shares, 1974),
        make_row(False, security_title="Common Units", shares_owned_following=Decimal(3936)),
    )
    doubt_unsettled(reading_of(row, below))
    cells = [cell for part in (row, below) for cell in part.cells.values() if cell.value is not None]
    assert {cell.confidence < 0.9 for cell in cells} == {not shares}
