"""Boxes 1, 2 and 5, notes and signatures where a page has lost, cut or repeated something of them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

import form4lib
from form4lib import Filing
from form4lib.engine._cells import Cell
from form4lib.engine._closing import part_at_label, part_issuer, take_surer
from form4lib.engine._footnotes import read_footnotes
from form4lib.engine._labels import find_labels
from form4lib.engine._names import text_cell
from form4lib.engine._page import Word, read_page
from form4lib.engine._people import OwnerReading, read_city, split_street
from form4lib.engine._source import fold
from form4lib.engine._spilled import doubt_spilled
from form4lib.engine._tick_places import boxes_by_column
from form4lib.engine._ticks import clean_title, read_ticks
from support.rows import reading_of, word


def words_of(text: str) -> list[Word]:
    return read_page(fold(text)).words


def notes_of(text: str, *cited: str) -> dict[str, object]:
    return {number: cell.value for number, cell in read_footnotes(words_of(text), cited)[0]}


NOBODY: frozenset[str] = frozenset()


def named(name: str) -> OwnerReading:
    return OwnerReading(name=text_cell(words_of(name)))


def owner_of(name: str, street: str, city: str) -> OwnerReading:
    owner = OwnerReading(name=text_cell(words_of(name)))
    split_street(owner, [words_of(street)] if street else [])
    read_city(owner, words_of(city))
    return owner


@pytest.mark.parametrize(
    ("text", "city", "state", "zip_code"),
    [
        ("MINATO-KU TOKYO\tM0\t105-7537", "MINATO-KU TOKYO", "M0", "105-7537"),
        ("LONDON,\tX0\tW1K 3JP", "LONDON,", "X0", "W1K 3JP"),
        ("GRAND CAYMAN,\tE9\tKY1-9008", "GRAND CAYMAN,", "E9", "KY1-9008"),
        ("VANCOUVER\tBRITISH COLUMBIA, CANADA\tV6E 2K3", "VANCOUVER", "BRITISH COLUMBIA, CANADA", "V6E 2K3"),
        ("SINGAPORE U0 048926", "SINGAPORE", "U0", "048926"),
        ("LONDON X0 E1 6AN", "LONDON", "X0", "E1 6AN"),
        ("PLEASANT\tON CA\t94588", "PLEASANT ON", "CA", "94588"),
    ],
)
def test_city_state_and_zip_code(text: str, city: str, state: str, zip_code: str) -> None:
    owner = owner_of("QUENNELL ADA", "", text)
    assert (owner.city.value, owner.state.value, owner.zip_code.value) == (city, state, zip_code)


NOTES = "The shares were given to the trust.\n\n"


def test_notes_of_a_list() -> None:
    text = f"- (1) {NOTES}- (2)Includes 113 shares.\n\n(3) Not applicable."
    assert notes_of(text) == {
        "1": "The shares were given to the trust.",
        "2": "Includes 113 shares.",
        "3": "Not applicable.",
    }


def test_a_note_that_lost_its_number_between_two() -> None:
    text = f"(1) {NOTES}Includes 113 shares.\n\n(3) Not applicable."
    assert notes_of(text)["2"] == "Includes 113 shares."


def test_the_last_note_lost_its_number_and_a_cell_cites_it() -> None:
    text = f"(1) {NOTES}Includes 113 shares."
    assert notes_of(text, "1", "2")["2"] == "Includes 113 shares."
    assert set(notes_of(text, "1")) == {"1"}


def test_all_numbers_lost() -> None:
    assert notes_of(f"{NOTES}Includes 113 shares.", "1", "2")["1"] == NOTES.strip()
    assert notes_of(f"{NOTES}Includes 113 shares.", "1", "2", "3") == {}


def test_numbers_read_as_a_column() -> None:
    text = f"(1)\n\n(2)\n\n(3)\n\n{NOTES}Includes 113 shares.\n\nNot applicable."
    assert notes_of(text, "3") == {"1": NOTES.strip(), "2": "Includes 113 shares.", "3": "Not applicable."}
    assert notes_of(f"(1)\n\n(2)\n\n(3)\n\n{NOTES}Not applicable.", "3")["2"] is None


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("President and CEO 6. Individual or Joint/Group (check", "President and CEO"),
        ("all applicable) Vice President", "Vice President"),
        ("CEO 5", "CEO"),
        ("Officer Chief Executive", "Chief Executive Officer"),
        ("SVP (North America)", "SVP (North America)"),
        ("6. Individual or Joint/Group (check", ""),
    ],
)
def test_a_title_without_what_is_left_of_labels(title: str, meant: str) -> None:
    assert " ".join(w.text for w in clean_title(words_of(title))) == meant


@pytest.mark.parametrize(
    ("boxed", "closing", "meant"),
    [
        ("P QUENNELL ADA", "QUENNELL ADA", "QUENNELL ADA"),
        ("Quennell Ada", "Quennell Ada Beatrix", "Quennell Ada Beatrix"),
        ("QUENNELL ADA", "QUENNELL", "QUENNELL ADA"),
        ("QUENNELL ADA", "QUENNELL ADA 5 MILL STREET", "QUENNELL ADA"),
    ],
)
def test_the_name_of_box_1_or_of_the_closing_table(boxed: str, closing: str, meant: str) -> None:
    owner = owner_of(boxed, "", "BOSTON MA 02110")
    take_surer(owner, owner_of(closing, "5 MILL STREET", "BOSTON, MA 02110"), [], NOBODY)
    assert owner.name.value == meant


SIGNED = frozenset(("ada", "quennell"))


@pytest.mark.parametrize(
    ("boxed", "closing", "heading", "signers", "meant"),
    [
        ("Ri Peon", "QUENNELL ADA", "Ri Quennell", (), "QUENNELL ADA"),
        ("Ri Peon", "QUENNELL ADA", "Ri", SIGNED, "QUENNELL ADA"),
        ("Ri Peon", "QUENNELL ADA", "Ri", ("ada",), "Ri Peon"),
        ("QUENNELL ADA", "MERTON PAUL", "Merton", SIGNED, "QUENNELL ADA"),
    ],
)
def test_a_name_that_the_rest_of_the_filing_bears_out(
    boxed: str, closing: str, heading: str, signers: Iterable[str], meant: str
) -> None:
    owner = named(boxed)
    take_surer(owner, named(closing), words_of(heading), frozenset(signers))
    assert owner.name.value == meant


def test_the_end_of_the_owner_s_name_is_no_part_of_the_issuer_s() -> None:
    issuer, owner = named("QUENNELL ADA Acme, Inc.").name, named("QUENNELL ADA").name
    assert part_issuer(issuer, owner).value == "Acme, Inc."
    assert part_issuer(owner, owner) == owner
    assert "QUENNELL ADA" in part_issuer(issuer, owner).repairs[0]


def test_the_address_of_the_closing_table() -> None:
    owner = owner_of("QUENNELL ADA", "5 MILL", "BOST 02110 Sta")
    take_surer(owner, owner_of("QUENNELL ADA", "5 MILL STREET", "BOSTON, MA 02110"), [], NOBODY)
    assert (owner.street1.value, owner.city.value, owner.state.value) == ("5 MILL STREET", "BOSTON", "MA")
    assert "closing table" in owner.state.repairs[0]


def test_columns_of_the_closing_table_that_ran_together_are_not_taken() -> None:
    owner = owner_of("QUENNELL ADA", "5 MILL STREET", "BOSTON MA 02110")
    take_surer(owner, owner_of("QUENNELL ADA", "5 MILL STREET Vice President", "BOSTON Treasurer MA 02110"), [], NOBODY)
    assert (owner.street1.value, owner.city.value) == ("5 MILL STREET", "BOSTON")


BOX_1 = """
<table><tr><td>1. Name and Address of Reporting Person*</td></tr></table>
<table><tr><td>{name}</td></tr></table><table><tr><td>(Last)</td><td>(First)</td><td>(Middle)</td></tr></table>
<table><tr><td>{street}</td></tr></table><table><tr><td>(Street)</td></tr></table>
<table><tr><td>{city}</td><td>MA</td><td>{zip_code}</td></tr>
<tr><td>(City)</td><td>(State)</td><td>(Zip)</td></tr></table>"""
PAGE = """<p>SEC Form 4</p><p>STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP</p>{first}
<p>2. Issuer Name and Ticker or Trading Symbol</p><p>Larkspur Instruments, Inc. [ LKSP ]</p>
<p>3. Date of Earliest Transaction (Month/Day/Year)</p><p>03/08/2021</p>
<p>5. Relationship of Reporting Person(s) to Issuer</p><p>(Check all applicable)</p>
<table><tr><td></td><td>Director</td><td>X</td><td>10% Owner</td></tr></table>
<p>Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned</p>
<p>Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned</p>{further}
<p>Explanation of Responses:</p>
<table><tr><td>1. Held by the first fund. Remarks:</td></tr><tr><td>Filed on paper.</td></tr></table>
<p>/s/ Ada Quennell</p><p>06 <b>/15/2022</b></p><p>** Signature of Reporting Person</p>"""


def filed() -> Filing:
    one = BOX_1.format(name="Larkspur Fund L.P.", street="5 MILL STREET", city="BOSTON", zip_code="02110")
    other = BOX_1.format(name="Larkspur Fund L.P.", street="81 ELM ROAD APT. 4", city="SALEM", zip_code="01970")
    return form4lib.parse_text(PAGE.format(first=one, further=one + other))


def test_two_owners_of_one_name_and_the_first_one_repeated() -> None:
    assert [owner.address.city for owner in filed().reporting_owners] == ["BOSTON", "SALEM"]


def test_remarks_inside_the_last_line_of_the_notes() -> None:
    filing = filed()
    assert [note.text for note in filing.footnotes] == ["Held by the first fund."]
    assert filing.remarks == "Filed on paper."


def test_a_signature_whose_date_was_cut() -> None:
    (signature,) = filed().signatures
    assert (signature.name, str(signature.date)) == ("/s/ Ada Quennell", "2022-06-15")


BOX_5 = """FORM 4 STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person*
Quennell Ada
2. Issuer Name and Ticker or Trading Symbol
Acme Corp [ ACM ]
3. Date of Earliest Transaction (Month/Day/Year)
05/06/2024
5. Relationship of Reporting Person(s) to Issuer
(Check all applicable)
{box}
6. Individual or Joint/Group Filing (Check Applicable Line)
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
"""


@pytest.mark.parametrize(
    ("box", "ticked"),
    [
        ("X|\nDirector|10% Owner\n|\nOfficer (give title|Other (specify\nbelow)|below)", "YNNN"),
        ("|X\nDirector|10% Owner\n|\nOfficer (give title|Other (specify\nbelow)|below)", "NYNN"),
        ("Director 10% Owner\nOfficer (give title Other (specify\nX be l o w ) be lo w )\nCEO", "NNYN"),
    ],
)
def test_ticks_above_their_labels_and_before_their_last_words(box: str, ticked: str) -> None:
    filing = form4lib.parse_text(BOX_5.format(box=box.replace("|", "\t")))
    told = filing.reporting_owners[0].relationship
    boxes = (told.is_director, told.is_ten_percent_owner, told.is_officer, told.is_other)
    assert "".join("Y" if box else "N" for box in boxes) == ticked


@pytest.mark.parametrize(
    ("drawn", "ticked"),
    [
        ("_____        __X__ 10%\nDirector     Owner\n__X__        _____ Other\n", ["ten_percent", "officer"]),
        ("             __X__ 10%\n_____ Direc-\ntor\n__X__        _____\n", ["ten_percent", "officer"]),
        ("_____        __X__ 10%\n__X__ Officer\n", None),
        ("_____   __X__\n__X__        _____\n", None),
        ("_____ __X__\n__X__ _____\n", None),
    ],
)
def test_boxes_in_two_columns(drawn: str, ticked: list[str] | None) -> None:
    boxes = boxes_by_column([word for word in read_page(fold(drawn)).words if "_" in word.text])
    assert (boxes and sorted((n for n, w in boxes.items() if "X" in w.text), reverse=True)) == ticked


@pytest.mark.parametrize(
    ("owner", "issuer", "sure"),
    [
        ("Roe Jane", "Acme Corp", (True, True)),
        ("Roe Jane CEO", "Acme Corp", (False, True)),
        ("Roe Jane Acme Corp [ ACM ]", "Acme Corp", (False, True)),
        ("Roe Jane", "X Director X", (True, False)),
    ],
)
def test_a_name_with_a_piece_of_the_box_beside_it_is_not_sure(owner: str, issuer: str, sure: tuple[bool, bool]) -> None:
    names = [Cell(name, [word(w) for w in name.split()], confidence=0.99) for name in (owner, issuer)]
    reading = reading_of()
    reading.owners, reading.heading.issuer = [OwnerReading(name=names[0])], names[1]
    doubt_spilled(reading)
    assert tuple(cell.confidence >= 0.9 for cell in names) == sure


@pytest.mark.parametrize(("page", "sure"), [("{name} {label} {issuer}", False), ("{label} {name} {issuer}", True)])
def test_an_issuer_on_both_sides_of_its_label_has_the_name_of_box_1_before_it(page: str, sure: bool) -> None:
    parts = {"name": "ROE JANE", "label": "2. Issuer Name and Ticker or Trading Symbol", "issuer": "Larkspur Corp"}
    labels = find_labels(read_page(fold(page.format(**parts))))
    reading = reading_of()
    reading.labels = labels
    reading.heading.issuer = text_cell(
        [w for w, owner in zip(labels.words, labels.owner, strict=True) if owner is None]
    )
    reading.heading.issuer.confidence = 0.99
    doubt_spilled(reading)
    assert (reading.heading.issuer.confidence >= 0.9) is sure


READ_ACROSS = """FORM 4
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

1. Name and Address of Reporting Person*

2. Issuer Name and Ticker or Trading Symbol

(Last)

(First)

5. Relationship of Reporting Person(s) to Issuer

{names}

(Middle)

12 MILL POND DRIVE

3. Date of Earliest Transaction (Month/Day/Year)

03/08/2021

(Street)

EASTMARSH NC 27001

(City) (State) (Zip)

{boxes}

Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned

Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned

Explanation of Responses:

/s/ Ada Quennell 03/09/2021
** Signature of Reporting Person
"""
VIEWER_BOXES = "X\n\nDirector\n\nOfficer (give title\nbelow)\n\n10% Owner\nOther (specify\nbelow)"


@pytest.mark.parametrize(
    ("names", "issuer", "ticker"),
    [
        ("LARKSPUR REAL ASSETS\nESTATE TRUST [ LKSP ]\n\nQUENNELL ADA", "LARKSPUR REAL ASSETS ESTATE TRUST", "LKSP"),
        ("QUENNELL ADA\n\nLARKSPUR POWER CO [ LKSP- (Check all applicable)\nC ]", "LARKSPUR POWER CO", "LKSP-C"),
    ],
)
def test_an_issuer_on_two_lines(names: str, issuer: str, ticker: str) -> None:
    filing = form4lib.parse_text(READ_ACROSS.format(names=names, boxes=VIEWER_BOXES))
    assert (filing.issuer.name, filing.issuer.trading_symbol) == (issuer, ticker)
    assert filing.reporting_owners[0].name == "QUENNELL ADA"


def test_an_empty_box_before_officer_is_no_officer_s() -> None:
    names = "QUENNELL ADA\n\nLarkspur Instruments, Inc. [LKSP]"
    boxes = "_____ Director\n_____ Officer (give title below)\n\nVice President\n\n__X__ 10% Owner"
    box = form4lib.parse_text(READ_ACROSS.format(names=names, boxes=boxes)).reporting_owners[0].relationship
    assert not box.is_officer


def test_a_label_of_box_5_that_a_cell_broke_keeps_its_tick() -> None:
    box = "__X__ Direc\ntor\n_\n_ 10% Owner\n___ Officer (give title below)\n___ Other (specify below)"
    labels = find_labels(read_page(fold(f"5. Relationship of Reporting Person(s) to Issuer\n{box}\n")))
    ticks = read_ticks(labels, len(labels.words))
    assert (ticks.director.value, ticks.ten_percent.value) == (True, False)


BOXES_IN_A_LINE = """\
1. Name and Address of Reporting Person * ROE JANE 2. Issuer Name and Ticker or Trading Symbol Larkspur Corp [LKSP]
(Street) EASTMARSH"""


@pytest.mark.parametrize(
    ("read", "owner", "issuer", "name"),
    [
        ("ROE JANE Larkspur Corp", "EASTMARSH", "Larkspur Corp", "ROE JANE"),
        ("JANE Larkspur Corp", "EASTMARSH", "JANE Larkspur Corp", "EASTMARSH"),
        ("ROE JANE Larkspur Corp", "ROE", "ROE JANE Larkspur Corp", "ROE"),
        ("Larkspur Corp", "ROE JANE", "Larkspur Corp", "ROE JANE"),
        ("ROE JANE", "EASTMARSH", "ROE JANE", "EASTMARSH"),
    ],
)
def test_what_stands_before_the_label_of_box_2_is_box_1_s(read: str, owner: str, issuer: str, name: str) -> None:
    labels = find_labels(read_page(fold(BOXES_IN_A_LINE)))

    def cell(text: str) -> Cell:
        return text_cell([next(w for w in labels.words if w.text == part) for part in text.split()])

    reporting = OwnerReading(name=cell(owner))
    assert (part_at_label(labels, cell(read), reporting).value, reporting.name.value) == (issuer, name)
