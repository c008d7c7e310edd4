"""The writer prints what a person would recognise: one small filing, fragment by fragment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given

from form4lib.records import (
    Address,
    DerivativeHolding,
    DerivativeTransaction,
    Filing,
    Footnote,
    Issuer,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    Relationship,
    ReportingOwner,
    Signature,
)
from form4lib_bench.noise import DAMAGES, damage
from form4lib_bench.writer import LAYOUTS, Layout, layout_named, print_filing
from support.strategies import filings

SALE = NonDerivativeTransaction(
    security_title="Common Stock",
    transaction_date=date(2024, 5, 6),
    transaction_code="S",
    is_voluntary=True,
    shares=Decimal("4000"),
    acquired_disposed_code="D",
    price_per_share=Decimal("12.345"),
    shares_owned_following=Decimal("639485"),
    direct_or_indirect="I",
    nature_of_ownership="By Family Trust",
    footnotes={"price_per_share": ("1",)},
)
HOLDING = NonDerivativeHolding(
    security_title="Common Stock",
    shares_owned_following=Decimal("1250.5"),
    direct_or_indirect="D",
)
EXERCISE = DerivativeTransaction(
    security_title="Stock Option (right to buy)",
    conversion_or_exercise_price=Decimal("3.5"),
    transaction_date=date(2024, 5, 6),
    transaction_code="M",
    shares=Decimal("1000"),
    acquired_disposed_code="D",
    expiration_date=date(2030, 1, 15),
    underlying_security_title="Common Stock",
    underlying_security_shares=Decimal("1000"),
    price_per_share=Decimal("0"),
    shares_owned_following=Decimal("9000"),
    direct_or_indirect="D",
    footnotes={"exercise_date": ("2",)},
)
SAMPLE = Filing(
    form_type="4",
    period_of_report=date(2024, 5, 6),
    not_subject_to_section16=False,
    rule_10b5_1=True,
    issuer=Issuer(name="Halcyon Foods Inc.", trading_symbol="HALF"),
    reporting_owners=(
        ReportingOwner(
            name="Corvane Ilse",
            address=Address(
                street1="C/O HALCYON FOODS INC.",
                street2="12 Mill Pond Drive",
                city="EASTMARSH",
                state="NC",
                zip_code="27001",
            ),
            relationship=Relationship(
                is_director=True,
                is_officer=True,
                is_ten_percent_owner=False,
                is_other=False,
                officer_title="CFO",
            ),
        ),
    ),
    non_derivative=(SALE, HOLDING),
    derivative=(EXERCISE,),
    footnotes=(
        Footnote(id="1", text="A weighted average price."),
        Footnote(id="2", text="Immediately exercisable."),
    ),
    remarks="Exhibit 24 - Power of Attorney",
    signatures=(Signature(name="/s/ Ilse Corvane", date=date(2024, 5, 7)),),
)
TYPED = attrs.evolve(
    SAMPLE,
    period_of_report=date(1999, 5, 6),
    non_derivative=(attrs.evolve(SALE, transaction_date=date(1999, 5, 6)), HOLDING),
    derivative=(),
    signatures=(Signature(name="/s/ Ilse Corvane", date=date(1999, 5, 7)),),
)
THIRD = attrs.evolve(
    SAMPLE,
    form_type="3",
    non_derivative=(),
    derivative=(
        DerivativeHolding(
            security_title="Warrants",
            conversion_or_exercise_price=Decimal("11.5"),
            expiration_date=date(2030, 1, 15),
            underlying_security_title="Common Stock",
            underlying_security_shares=Decimal("700"),
            direct_or_indirect="D",
        ),
    ),
)

FRAGMENTS = {
    "tabs/viewer": (
        "<u>Common Stock</u>\t<u>05/06/2024</u>\t\t<u>S</u>\t<u>V</u>\t<u>4,000</u>\t<u>D</u>"
        "\t\\$<u>12.345</u>⁽¹⁾\t<u>639,485</u>\t<u>I</u>\t<u>By Family Trust</u>",
        "<u>Common Stock</u>\t\t\t\t\t\t\t\t<u>1,250.5</u>\t<u>D</u>\t\n",
        "2. Issuer Name and Ticker or Trading Symbol <u>Halcyon Foods Inc. [ HALF ]</u>",
        "<u>X</u> Director 10% Owner <u>X</u> Officer (give title below) Other (specify below) <u>CFO</u>",
        "X\tCheck this box to indicate that a transaction was made pursuant to a contract",
        "\tCheck this box if no longer subject to Section 16.",
        "1. A weighted average price.\n2. Immediately exercisable.",
        "Remarks: Exhibit 24 - Power of Attorney",
    ),
    "tabs/reduced": (
        "Common Stock\t05/06/2024\t\tS\tV\t4,000\tD\t\\$ 12.345 ⁽¹⁾\t639,485\tI\tBy Family Trust",
        "Corvane Ilse (Last) (First) (Middle) C/O HALCYON FOODS INC., 12 Mill Pond Drive (Street)"
        " EASTMARSH, NC 27001 (City) (State) (Zip)",
        "__X__ Director _____ 10% Owner __X__ Officer (give title below)",
        '<input checked="" type="checkbox"/> Check this box to indicate',
        "(1)\tA weighted average price.",
    ),
    "tabs/full": ("EASTMARSH NORTH CAROLINA 27001 (City) (State) (Zip/Postal Code) UNITED STATES",),
    "pipes/viewer": (
        "| Common Stock | 05/06/2024 |  | S | V | 4,000 | D | $12.345(1) | 639,485 | I | By Family Trust |",
        "| Code | V | Amount | (A) or (D) | Price |",
    ),
    "pipes/reduced": (
        "| Stock Option (right to buy) | $ 3.5 | 05/06/2024 |  | M |  |  | 1,000 | [(2)](#F2) |"
        " 01/15/2030 | Common Stock | 1,000 | $ 0 | 9,000 | D |  |",
        "\\_\\_X\\_\\_ Director | \\_\\_\\_\\_\\_ 10% Owner",
    ),
    "lines/viewer": (
        "Common Stock\n\n05/06/2024\n\nS\n\nV\n\n4,000\n\nD\n\n$12.345(1)\n\n639,485\n\nI",
        "5. Amount of\nSecurities\nBeneficially Owned\nFollowing Reported\nTransaction(s)\n",
        "X\n\nDirector\n\n10% Owner\n\nX\n\nOfficer (give title below)",
    ),
    "html/viewer": (
        '<td><span class="m">$</span><span class="d">12.345</span><span class="n"><sup>(1)</sup></span></td>',
        "<td>&nbsp;X&nbsp;</td>",
    ),
    "html/reduced": (
        "<sup>(1)</sup></a></td>",
        '<input type="checkbox" checked onclick="return false" disabled>',
        "C/O HALCYON FOODS INC.<br>12 Mill Pond Drive<br>EASTMARSH, NC 27001",
    ),
    "spaced/viewer": (
        " X   Director                             10% Owner",
        "1. A weighted average price.\n2. Immediately exercisable.",
    ),
}


@pytest.mark.parametrize(("name", "fragment"), [(name, text) for name, texts in FRAGMENTS.items() for text in texts])
def test_fragments(name: str, fragment: str) -> None:
    assert fragment in print_filing(SAMPLE, layout_named(name))


def test_spaced_columns_line_up() -> None:
    lines = print_filing(SAMPLE, layout_named("spaced/viewer")).splitlines()
    heading = next(line for line in lines if line.startswith("1. Title of Security"))
    row = next(line for line in lines if line.startswith("Common Stock") and "S" in line)
    assert heading.index("2. Transaction") <= row.index("05/06/2024")
    assert row.index("639,485") >= heading.index("5. Amount of")
    assert row.index("639,485") < heading.index("6. Ownership")


def test_spaced_cells_wrap_around_the_middle_line() -> None:
    text = print_filing(SAMPLE, layout_named("spaced/viewer"))
    table = text[text.index("Table II") : text.index("Explanation of Responses")].splitlines()
    at = next(i for i, line in enumerate(table) if "05/06/2024" in line)
    assert table[at - 1].split() == ["Stock", "Option"]
    assert " ".join(table[at].split()) == ("$3.5 05/06/2024 M 1,000 (2) 01/15/2030 Common Stock 1,000 $0 9,000 D")
    assert table[at + 1].split() == ["(right", "to", "buy)"]


def test_typed_form_is_drawn_and_cut() -> None:
    long_title = attrs.evolve(SALE, security_title="Common Stock, par value $0.01 per share")
    filing = attrs.evolve(TYPED, non_derivative=(long_title,))
    lines = print_filing(filing, layout_named("typed/drawn")).splitlines()
    at = lines.index(next(line for line in lines if line.startswith("Common Stock")))
    assert lines[at].startswith("Common Stock, par value $0.|5/6/24    |S    |V|4,000  ")
    assert lines[at + 1].startswith("01 per share               |          |     | |")
    assert set(lines[at + 2]) == {"_", "|"}
    assert any(line.startswith("<S>") and "<C>" in line for line in lines)


def test_typed_form_is_spaced() -> None:
    text = print_filing(TYPED, layout_named("typed/spaced"))
    assert "   (X) Director ( ) 10% Owner (X) Officer (give title below) ( ) Other\n" in text
    assert "4. Statement for Month/Year\n   05/06/1999\n" in text
    assert "Common Stock                05/06/1999 S     V 4,000              D  $12.345(1)" in text
    assert "SIGNATURE OF REPORTING PERSON\n  /s/ Ilse Corvane\nDATE\n  05/07/1999\n" in text


def test_form_3_has_its_own_tables() -> None:
    text = print_filing(THIRD, layout_named("tabs/reduced"))
    assert "Table I - Non-Derivative Securities Beneficially Owned\n" in text
    assert "2. Date of Event Requiring Statement (Month/Day/Year) 05/06/2024" in text
    assert "4. Relationship of Reporting Person(s) to Issuer" in text
    assert "Warrants\t\t01/15/2030\tCommon Stock\t700\t\\$ 11.5\tD\t" in text
    empty = attrs.evolve(THIRD, derivative=(), no_securities_owned=True)
    assert "No securities are beneficially owned" in print_filing(empty, layout_named("tabs/full"))


def test_form_5_ends_the_year_and_has_no_v() -> None:
    filing = attrs.evolve(SAMPLE, form_type="5", form4_transactions_reported=True)
    text = print_filing(filing, layout_named("tabs/reduced"))
    assert "3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year) 05/06/2024" in text
    assert '<input checked="" type="checkbox"/> Form 4 Transactions Reported' in text
    assert "Amount\t(A) or (D)\tPrice\nCommon Stock\t05/06/2024\t\tS4\t4,000\tD\t" in text
    assert "at end of Issuer's Fiscal Year" in text


def test_further_owners() -> None:
    second = attrs.evolve(SAMPLE.reporting_owners[0], name="Brackwell Holdings LLC")
    filing = attrs.evolve(SAMPLE, reporting_owners=(*SAMPLE.reporting_owners, second))
    viewer = print_filing(filing, layout_named("tabs/viewer"))
    assert viewer.count("1. Name and Address of Reporting Person*") == 3  # the first one repeated
    assert "<u>X</u> Form filed by More than One Reporting Person" in viewer
    reduced = print_filing(filing, layout_named("tabs/reduced"))
    assert reduced.count("1. Name and Address of Reporting Person *") == 1
    assert "Brackwell Holdings LLC C/O HALCYON FOODS INC. 12 Mill Pond Drive" in reduced


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_value_is_printed(layout: Layout) -> None:
    filing = TYPED if layout.edition == "typed" else SAMPLE
    text = print_filing(filing, layout)
    for value in ("Halcyon Foods Inc.", "HALF", "Corvane Ilse", "CFO", "4,000", "639,485", "27001"):
        assert value in text
    assert "form filed by one reporting person" in text.casefold()


@given(filings(), filings(era="typed"))
def test_every_layout_prints_every_filing(edgar: Filing, typed: Filing) -> None:
    for layout in LAYOUTS:
        text = print_filing(typed if layout.edition == "typed" else edgar, layout)
        assert text.endswith("\n")
        assert not any(line.endswith("\t ") for line in text.splitlines())


@pytest.mark.parametrize("kind", DAMAGES, ids=lambda kind: kind.name)
def test_each_damage_changes_the_text_and_can_be_repeated(kind: object) -> None:
    kinds = [k for k in DAMAGES if k is kind]
    texts = [print_filing(SAMPLE, layout_named(n)) for n in ("tabs/viewer", "spaced/reduced")]
    damaged = [damage(text, 7, kinds) for text in texts]
    assert damaged == [damage(text, 7, kinds) for text in texts]
    assert damaged != texts
