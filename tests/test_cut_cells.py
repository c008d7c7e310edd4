"""Pages whose cells were cut through words by a converter: what stands there is put together again.

The texts are made up: tables of pipes, with `<br>` for a line within a cell, as converters of PDF write them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import form4lib
from form4lib.engine._page import read_page
from form4lib.engine._pieces import split_glued
from form4lib.engine._source import fold


def _table(*rows: str) -> str:
    """Rows of cells that pipes part."""
    return "".join(f"|{row}|\n" for row in rows)


HEAD = """\
# FORM 4
## UNITED STATES SECURITIES AND EXCHANGE COMMISSION
## STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

"""

BOXES = _table(
    (
        "1. Name a|nd Address of|Reporting Person*||2. Issuer Name and Tic|ker or Tradin|g Symbol|5. Re|"
        "lationship of|Reporting Person(s) to Issuer"
    ),
    "---|---|---|---|---|---|---|---|---|---",
    "Wilt|on Maria|||NORTHERN G|AUGE CORP [N|GGE]|(Che|ck all applicable)|",
    "X|Direct|or||10% O|wner",
    (
        "(Last)|(Fi|rst)|(Middle)|3. Date of Earliest Tran|saction (Mon|th/Day/Year)||"
        "Officer (give title below)|Other (specify below)"
    ),
    "12 M|ILL LANE|||05/06/2024|||||",
    (
        "(Street)<br>DOVER|DE|19901||4. If Amendment, Date|of Original Fi|led (Month/Day/Year)|6. Indiv|"
        "idual or Joint/Group|Filing (Check Applicable Line)"
    ),
    "(City)|(State)|(Zip)|||||X|Form filed by One Rep|orting Person",
)

TABLE_HEAD = _table(
    ("||||**Table I - Non-Deriv**|**ative Securities Acquired,**|**Disposed of, or**|**Beneficially Owned**||"),
    (
        "**1. Title of Security (Instr. 3)**||**2. Transaction**<br>**Date**|"
        "**2A. Deemed Execution Date, if any**|**3. Transaction**<br>**Code (Instr. 8)**||"
        "**4. Securities Acquired (A) or Disposed Of (D)**|||**5. Amount of Securities Beneficially Owned**|"
        "**6. Ownership Form**|**7. Nature of Indirect Beneficial Ownership**"
    ),
    "||||**Code**|**V**|**Amount**|**(A) or (D)**|**Price**|||",
)

TAIL = """

**Explanation of Responses:**

**Remarks:**

/s/ Maria Wilton 05/07/2024
** Signature of Reporting Person Date
"""

ROW = "|Common Stock||05/06/2024||S||1,400|D|$11.8|39,485|D||\n"


def _read(rows: str, boxes: str = BOXES) -> form4lib.Filing:
    return form4lib.parse_text(HEAD + boxes + TABLE_HEAD + rows + TAIL)


def test_row_that_lost_its_empty_cells_is_read_in_its_box() -> None:
    relationship = _read(ROW).reporting_owners[0].relationship
    assert relationship.is_director is True
    assert not relationship.is_ten_percent_owner


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("|2. Issuer Nam|e and Ticker or|Trading Symbol|", "|NORTHERN G|AUGE CORP [N|GGE]|"),
        ("|2. I|ssuer Name and Ticker or|Trading Symbol|", "|NORTHERN G|AUGE CORP [N|GGE]|"),
        ("|2. Issuer Name<br>Symbol|and Ticker or|Trading|", "|NORTHERN G|AUGE CORP [N|GGE]|"),
    ],
    ids=["in a word", "behind a letter", "its end first"],
)
def test_label_cut_anywhere_gives_the_issuer(label: str, name: str) -> None:
    boxes = BOXES.replace("|2. Issuer Name and Tic|ker or Tradin|g Symbol|", label)
    boxes = boxes.replace("|NORTHERN G|AUGE CORP [N|GGE]|", name)
    issuer = _read(ROW, boxes).issuer
    assert (issuer.name, issuer.trading_symbol) == ("NORTHERN GAUGE CORP", "NGGE")


def _boxes(*cells: str) -> str:
    """The boxes with these cells for box 2, of which the last may begin box 5; the row of the name is gone."""
    boxes = BOXES.replace("|2. Issuer Name and Tic|ker or Tradin|g Symbol|5. Re|", "|" + "|".join(cells) + "|")
    return boxes.replace("|NORTHERN G|AUGE CORP [N|GGE]|", "||||")


def test_box_that_begins_inside_a_cell_leaves_the_rest_to_its_left() -> None:
    boxes = _boxes("2. Issuer Name<br>NORTHERN G", "and Ticker or Tra<br>AUGE CORP [N", "ding Symbol<br>GGE] 5. Re", "")
    issuer = _read(ROW, boxes).issuer
    assert (issuer.name, issuer.trading_symbol) == ("NORTHERN GAUGE CORP", "NGGE")


def test_issuer_of_two_lines_whose_lines_were_lost() -> None:
    first = "2. Issuer Name and NORTHERN GAU SOLUTIONS, I"
    boxes = _boxes(first, "Ticker or Trading GE & SEC NC. [NG", "Symbol URITY GE]", "5. Re")
    issuer = _read(ROW, boxes).issuer
    assert (issuer.name, issuer.trading_symbol) == ("NORTHERN GAUGE & SECURITY SOLUTIONS, INC.", "NGGE")


@pytest.mark.parametrize(
    ("cut", "field", "value"),
    [
        ("|Commo|n Stock|05/06/2024||S||1,400|D|$11.8|39,485|D||", "security_title", "Common Stock"),
        ("|Common Stock|0|5/06/2024||S||1,400|D|$11.8|39,485|D||", "transaction_date", date(2024, 5, 6)),
        ("|Common Stock|05/0|6/2024||S||1,400|D|$11.8|39,485|D||", "transaction_date", date(2024, 5, 6)),
        ("|Common Stock||05/06/2024||S||1,400|D|$11.|8|39,485|D||", "price_per_share", Decimal("11.8")),
        ("|Common Stock||05/06/2024||S|1,40<br>(1)|0|D|$11.8|39,485|D||", "shares", Decimal(1400)),
    ],
    ids=["word", "month", "day", "decimals", "mark below"],
)
def test_value_cut_by_a_border_is_whole(cut: str, field: str, value: object) -> None:
    row = _read(cut + "\n").non_derivative[0]
    assert getattr(row, field) == value


LAST = (
    "|Common Stock<br>Reminder: Report on a separate line||05/06/2024<br>for each class of secur||S<br>ities bene"
    "ficially o||1,400<br>wned directly or indirectly.<br>**Persons wh**|D<br>**o respond to the**|$11.8<br>**collec"
    "tion of inform**"
    "|38,085<br>**ation contained**|I<br>**in this form**|By Trust|\n"
)


def test_reminders_inside_the_last_row_are_not_read_into_it() -> None:
    first, last = _read(ROW + LAST).non_derivative
    assert isinstance(last, form4lib.NonDerivativeTransaction)
    assert last.security_title == first.security_title == "Common Stock"
    assert (last.shares, last.price_per_share) == (Decimal(1400), Decimal("11.8"))
    assert (last.shares_owned_following, last.direct_or_indirect) == (Decimal(38085), "I")
    assert last.nature_of_ownership == "By Trust"


def test_heading_of_the_second_table_inside_the_last_row_parts_the_tables() -> None:
    rows = (
        "|Common Stock||05/06/2024||S<br>**Table II - Deriva**<br>**(e.g., p**|"
        "**tive Securities Acq**<br>**uts, calls, warrants,**|1,400<br>**uired, Disposed of,**<br>**options, conv**"
        "|D<br>**or Beneficially Ow**<br>**ertible secu**|$11.8<br>**ned**<br>**rities)**|39,485|D||\n"
    )
    filing = _read(rows)
    (row,) = filing.non_derivative
    assert isinstance(row, form4lib.NonDerivativeTransaction)
    assert (row.security_title, row.transaction_code, row.shares_owned_following) == (
        "Common Stock",
        "S",
        Decimal(39485),
    )
    assert filing.derivative == ()


def test_a_row_of_very_many_pieces_of_the_forms_text_is_read_in_bounded_work() -> None:
    piece = "Reminder: Report on a separate line for each class " * 400
    rows = ROW + f"|Common Stock {piece}|{piece}|05/06/2024||S||1,400|D|$11.8|38,085|D||\n"
    assert len(_read(rows).non_derivative) >= 1


def test_symbol_that_wraps_into_a_row_without_its_empty_cells_is_the_issuers() -> None:
    cut = BOXES.replace("NORTHERN G|AUGE CORP [N|GGE]|(Che|", "NORTHERN G|AUGE CORP||(Che|")
    rows = cut.replace("|X|Direct|or||10% O|wner|\n", "|[N|GGE]|X|Direct|or||10% O|wner|\n")
    assert rows.count("GGE]") == 1
    filing = _read(ROW, rows)
    assert (filing.issuer.name, filing.issuer.trading_symbol) == ("NORTHERN GAUGE CORP", "NGGE")
    assert filing.reporting_owners[0].name == "Wilton Maria"
    assert filing.reporting_owners[0].relationship.is_director is True


def test_letter_of_a_name_beside_the_number_of_its_box_goes_with_the_name() -> None:
    label = "||2. Issuer Name and Tic|ker or Tradin|g Symbol|"
    filled = "||2. N|Issuer Name and Tic ORTHERN GAU|ker or Trading Symbol GE CORP [NGGE]|"
    cut = BOXES.replace(label, filled).replace("|NORTHERN G|AUGE CORP [N|GGE]|", "||||")
    assert _read(ROW, cut).issuer.name == "NORTHERN GAUGE CORP"


def test_symbol_in_brackets_that_spells_small_print_is_a_symbol() -> None:
    assert _read(ROW, BOXES.replace("[N|GGE]", "[|ZIP]")).issuer.trading_symbol == "ZIP"


FURTHER = _table(
    "1. Name a|nd Address of Reporting Person*||||||||",
    "Wilt|on Maria||||||||",
    "(Last)|(First)|(Middle)|||||||",
    "12 M|ILL LANE||||||||",
    "(Street)|||||||||",
    "DOVER|DE|19901|||||||",
    "(City)|(State)|(Zip)|||||||",
    "1. Name a<br>Gauge F|nd Address of Reporting Person*<br>und LP||||||||",
    "(Last)|(First)|(Middle)|||||||",
    "7 PIER|STREET||||||||",
    "(Street)|||||||||",
    "DOVER|DE|19902|||||||",
    "(City)|(State)|(Zip)|||||||",
)


def test_boxes_of_further_owners_are_put_together() -> None:
    owners = _read(ROW + "\n" + FURTHER).reporting_owners
    assert [owner.name for owner in owners] == ["Wilton Maria", "Gauge Fund LP"]


def test_title_is_parted_from_the_forms_own_words_and_in_doubt() -> None:
    row = ROW.replace("|Common Stock|", "|ntly valid OM<br>Common Stock|")
    filing = _read(row)
    assert filing.non_derivative[0].security_title == "Common Stock"
    assert filing.evidence["non_derivative[0].security_title"].confidence < 0.9


def test_price_in_thousands_without_a_point_or_comma_is_in_doubt() -> None:
    filing = _read(ROW.replace("$11.8", "$1180"))
    assert form4lib.to_dict(filing)["non_derivative"][0]["price_per_share"] == "1180"
    assert filing.evidence["non_derivative[0].price_per_share"].confidence < 0.9


CLOSING = _table(
    "**Reporting Owner Name / Address**|Director|10% Owner|Officer|Other",
    "---|---|---|---|---",
    "Wilton Maria 12 MILL LANE||||",
    "DOVER DELAWARE||Treasurer||",
    "19901||||",
    "UNITED STATES||||",
)


def test_city_in_a_row_of_the_closing_table_is_no_owner() -> None:
    filing = _read(ROW + "\n**Reporting Owners**\n\n" + CLOSING)
    assert [owner.name for owner in filing.reporting_owners] == ["Wilton Maria"]


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("Stock(2)$0", ["Stock(2)", "$0"]),
        ("buy)$0.33", ["buy)", "$0.33"]),
        ("par$0.01", ["par$0.01"]),
        ("US$5", ["US$5"]),
        ("|A/11.03", ["|A", "11.03"]),
        ("A-2", ["A-2"]),
    ],
)
def test_price_that_a_title_or_a_letter_runs_into_is_parted(glued: str, parts: list[str]) -> None:
    assert [word.text for word in split_glued(read_page(fold(glued)).words)] == parts


def test_owners_whose_rows_are_lines_are_all_read() -> None:
    rows = CLOSING.splitlines(keepends=True)[:2]
    rows.append("|Wilton Maria 12 MILL LANE DOVER, DE 19901|X||||\n")
    rows.append("|Gauge Fund LP 7 PIER STREET DOVER, DE 19902||X|||\n")
    owners = _read(ROW + "\n**Reporting Owners**\n\n" + "".join(rows)).reporting_owners
    assert [owner.name for owner in owners] == ["Wilton Maria", "Gauge Fund LP"]
