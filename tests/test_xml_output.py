"""Ownership XML: complete, in order, valid, or an error that lists all that is in its way."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

import ownership_schema
from form4lib import (
    Address,
    DerivativeHolding,
    Filing,
    Footnote,
    FormType,
    Issuer,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    Relationship,
    Signature,
    XmlOutputError,
    correct,
    diff,
    parse_xml,
    to_xml,
)
from form4lib.records import FORM_TYPES
from samples import BARE, FULL, OPTION, SALE

SOLD = attrs.evolve(
    SALE,
    security_title="Common <Stock> & more",
    deemed_execution_date=date(2021, 3, 5),
    transaction_form_type="4",
    equity_swap_involved=True,
    price_per_share=None,
    shares_owned_following=Decimal("48750.50"),
    direct_or_indirect="I",
    nature_of_ownership="By spouse",
    footnotes={"price_per_share": ("1", "2"), "transaction_code": ("2",)},
)
HELD = NonDerivativeHolding(
    security_title="Preferred Stock", value_owned_following=Decimal("300"), direct_or_indirect="D"
)
NOTE = attrs.evolve(
    OPTION,
    security_title="Note",
    conversion_or_exercise_price=Decimal("25"),
    transaction_code="P",
    transaction_form_type="5",
    is_voluntary=True,
    timeliness="E",
    shares=None,
    transaction_total_value=Decimal("100000"),
    expiration_date=None,
    underlying_security_shares=None,
    underlying_security_value=Decimal("100000"),
    shares_owned_following=Decimal("1"),
    footnotes={"expiration_date": ("1",)},
)
WARRANT = DerivativeHolding(
    security_title="Warrant",
    conversion_or_exercise_price=Decimal("9.5"),
    exercise_date=date(2022, 3, 5),
    expiration_date=date(2031, 3, 5),
    underlying_security_title="Common Stock",
    underlying_security_shares=Decimal("2000"),
    shares_owned_following=Decimal("2000"),
    direct_or_indirect="D",
)
ADA = attrs.evolve(
    FULL.reporting_owners[0],
    address=attrs.evolve(FULL.reporting_owners[0].address, state="Delaware"),
    relationship=Relationship(is_director=True, is_officer=False),
)
FOUR = Filing(
    form_type="4",
    schema_version="X0508",
    period_of_report=date(2021, 3, 4),
    not_subject_to_section16=True,
    rule_10b5_1=False,
    issuer=Issuer(name="Larkspur Instruments, Inc.", trading_symbol="LKSP", cik="123"),
    reporting_owners=(ADA,),
    non_derivative=(SOLD, HELD),
    derivative=(NOTE, WARRANT),
    footnotes=(Footnote(id="1", text="A weighted average."), Footnote(id="2")),
    remarks="Émigré's remark.",
    signatures=(Signature(name="/s/ Ada R. Quennell", date=date(2021, 3, 8)),),
)
"""A filing that has a value for nearly every element of its document."""

DOCUMENT = (Path(__file__).parent / "data" / "ownership.xml").read_text(encoding="utf-8")
"""The document of that filing."""


def of_type(form_type: FormType) -> Filing:
    """A filing of a form type that says all that this type can say."""
    initial, annual = form_type.startswith("3"), form_type.startswith("5")
    option = attrs.evolve(NOTE, timeliness="L", is_voluntary=False) if annual else NOTE
    late = attrs.evolve(HELD, transaction_form_type="3", footnotes={"transaction_form_type": ("1",)})
    return attrs.evolve(
        FOUR,
        form_type=form_type,
        date_of_original_submission=date(2021, 3, 6) if form_type.endswith("/A") else None,
        not_subject_to_section16=None if initial else True,
        rule_10b5_1=None if initial else True,
        no_securities_owned=False if initial else None,
        form3_holdings_reported=True if annual else None,
        form4_transactions_reported=True if annual else None,
        non_derivative=(HELD,) if initial else (SOLD, late if annual else HELD),
        derivative=(attrs.evolve(WARRANT, shares_owned_following=None),) if initial else (option, WARRANT),
        xml_extra={
            "reportingOwner[1]/reportingOwnerAddress/rptOwnerStateDescription": "DELAWARE",
            "reportingOwner[1]/reportingOwnerAddress/rptOwnerNonUSAddressFlag": "false",
        },
    )


def problems(filing: Filing) -> dict[str, str]:
    """What keeps a filing from being written: path -> why."""
    with pytest.raises(XmlOutputError) as caught:
        to_xml(filing)
    return dict(caught.value.problems)


def test_the_whole_document() -> None:
    assert to_xml(FOUR) == DOCUMENT


@ownership_schema.needed
@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_every_form_type_is_valid(form_type: FormType) -> None:
    document = to_xml(of_type(form_type))
    assert ownership_schema.faults(document) == []
    assert "<rptOwnerStateDescription>DELAWARE<" in document


@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_what_is_written_is_read_as_it_was(form_type: FormType) -> None:
    filing = of_type(form_type)
    back = parse_xml(to_xml(filing))
    assert diff(filing, back) == ()
    assert back == correct(filing, "reporting_owners[0].address.state", "DE")
    assert back.diagnostics == ()


@pytest.mark.parametrize(
    ("form_type", "in_order"),
    [
        ("3/A", ["periodOfReport", "dateOfOriginalSubmission", "noSecuritiesOwned", "issuer"]),
        ("4/A", ["periodOfReport", "dateOfOriginalSubmission", "notSubjectToSection16", "issuer"]),
        ("5", ["notSubjectToSection16", "form3HoldingsReported", "form4TransactionsReported", "issuer"]),
    ],
)
def test_the_elements_of_the_other_forms_stand_in_order(form_type: FormType, in_order: list[str]) -> None:
    document = to_xml(of_type(form_type))
    places = [document.index(f"<{element}>") for element in in_order]
    assert places == sorted(places)


def test_all_that_is_missing_is_told_at_once() -> None:
    assert problems(BARE) == {
        "period_of_report": "is missing, and the schema demands a date: set it with correct()",
        "issuer.cik": "is missing, and the schema demands a CIK of 1 to 10 digits: pass issuer_cik=",
        "issuer.trading_symbol": "is missing, and the schema demands a text of at most 10 characters: "
        "set it with correct()",
        "reporting_owners": "there are 0, and the schema wants at least 1",
        "rule_10b5_1": "is missing, and the schema demands True or False: pass rule_10b5_1=",
        "signatures": "there are 0, and the schema wants at least 1",
    }


def test_the_message_lists_the_problems() -> None:
    with pytest.raises(XmlOutputError) as caught:
        to_xml(attrs.evolve(FOUR, rule_10b5_1=None, signatures=()))
    assert str(caught.value) == (
        "the filing is not yet a valid ownership document:\n"
        "  rule_10b5_1: is missing, and the schema demands True or False: pass rule_10b5_1=\n"
        "  signatures: there are 0, and the schema wants at least 1"
    )


def test_an_empty_row_lacks_all_that_is_mandatory() -> None:
    bare = attrs.evolve(FOUR, non_derivative=(NonDerivativeTransaction(),), derivative=(DerivativeHolding(),))
    assert set(problems(bare)) == {
        f"non_derivative[0].{field}"
        for field in (
            "security_title", "transaction_date", "shares", "price_per_share", "acquired_disposed_code",
            "shares_owned_following", "direct_or_indirect",
        )
    } | {
        f"derivative[0].{field}"
        for field in (
            "security_title", "conversion_or_exercise_price", "exercise_date", "expiration_date",
            "underlying_security_title", "shares_owned_following", "direct_or_indirect",
        )
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("issuer.cik", "12345678901", "'12345678901' is not a CIK of 1 to 10 digits: set it with correct()"),
        ("issuer.cik", "12a", "'12a' is not a CIK of 1 to 10 digits: set it with correct()"),
        ("issuer.trading_symbol", "LKSP; LKSPB", "'LKSP; LKSPB' is not a text of at most 10 characters"),
        ("issuer.name", "x" * 151, f"'{'x' * 57}...' is not a text of at most 150 characters"),
        ("schema_version", "508", "'508' is not a version such as X0508"),
        ("reporting_owners[0].address.street1", "x" * 41, f"'{'x' * 41}' is not a text of at most 40 characters"),
        ("reporting_owners[0].address.zip_code", "19.901", "'19.901' is not at most 10 letters, digits, blanks, # and"),
        ("reporting_owners[0].address.state", "M0", "'M0' is not the code of a state of the United States"),
        ("reporting_owners[0].address.country", "Wales", "'Wales' is not EDGAR's code of a country, such as X0"),
        ("reporting_owners[0].relationship.officer_title", "x" * 31, "is not a text of at most 30 characters"),
        ("non_derivative[0].transaction_code", "K", "'K' is not one of A, C, D"),
        ("non_derivative[0].transaction_form_type", "3", "'3' is not one of 4, 5"),
        ("non_derivative[0].shares", Decimal("-1"), "'-1' is not a number from 0 to 999999999999.9999"),
        ("non_derivative[0].shares", Decimal("1E12"), "'1000000000000' is not a number from 0"),
        ("non_derivative[0].shares", Decimal("1.00005"), "'1.00005' is not a number from 0"),
        ("non_derivative[0].direct_or_indirect", "X", "'X' is not one of D, I"),
        ("non_derivative[0].nature_of_ownership", "x" * 101, "is not a text of at most 100 characters"),
        ("non_derivative[0].security_title", "", "'' is not a text of at most 60 characters"),
        ("derivative[0].timeliness", "X", "'X' is not one of E, L"),
        ("footnotes[0].text", "\x0b", "has a character that XML cannot hold: set it with correct()"),
        ("footnotes[1].id", "100", "a number from 1 to 99 of its own is wanted, not '100'"),
        ("footnotes[1].id", "1", "a number from 1 to 99 of its own is wanted, not '1'"),
        ("remarks", "x" * 2001, "is not a text of at most 2000 characters"),
        ("signatures[0].name", "x" * 256, "is not a text of at most 255 characters"),
        ("no_securities_owned", True, "the schema of a Form 4 has no place for it"),
        ("date_of_original_submission", date(2021, 3, 1), "the schema of a Form 4 has no place for it"),
        ("non_derivative[1].transaction_form_type", "3", "the schema of a Form 4 has no place for it"),
        ("non_derivative[0].transaction_total_value", Decimal(1), "the schema of a Form 4 has no place for it"),
        ("derivative[0].shares", Decimal(1), "only one of this and shares can be given"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(path: str, value: str | Decimal | date | bool, why: str) -> None:
    found = problems(correct(FOUR, path, value))
    place = "derivative[0].transaction_total_value" if "only one" in why else path
    assert why in found[place]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (attrs.evolve(SOLD, footnotes={"price_per_share": ("3",)}), "cites footnote 3, which the filing does not have"),
        (
            attrs.evolve(SOLD, footnotes={"price_per_share": ("1",), "remarks": ("1",)}),
            "the schema of a Form 4 has no place for it: the footnotes of remarks",
        ),
    ],
)
def test_footnotes_that_lead_nowhere(row: NonDerivativeTransaction, why: str) -> None:
    assert problems(attrs.evolve(FOUR, non_derivative=(row,))) == {"non_derivative[0].footnotes": why}


def test_a_mark_on_the_half_of_column_5_has_no_place() -> None:
    marked = attrs.evolve(NOTE, footnotes={"expiration_date": ("1",), "acquired_disposed_code": ("1",)})
    assert problems(attrs.evolve(FOUR, derivative=(marked,))) == {
        "derivative[0].footnotes": "the schema of a Form 4 has no place for it: the footnotes of acquired_disposed_code"
    }


def test_a_form_3_has_no_transactions() -> None:
    assert problems(attrs.evolve(of_type("3"), non_derivative=(SOLD,))) == {
        "non_derivative[0]": "a Form 3 has no transactions"
    }


def test_more_than_the_schema_allows_is_counted() -> None:
    long = attrs.evolve(
        FOUR,
        non_derivative=(HELD,) * 31,
        derivative=(),
        reporting_owners=(ADA,) * 11,
        footnotes=tuple(Footnote(id=str(i)) for i in range(1, 101)),
        signatures=FOUR.signatures * 11,
    )
    assert {path: why for path, why in problems(long).items() if "[" not in path} == {
        "reporting_owners": "there are 11, and the schema wants at most 10",
        "non_derivative": "there are 31, and the schema wants at most 30",
        "footnotes": "there are 100, and the schema wants at most 99",
        "signatures": "there are 11, and the schema wants at most 10",
    }


def test_what_the_xml_said_beside_the_fields_is_written_or_told() -> None:
    key = "reportingOwner[1]/reportingOwnerRelationship/rank"
    assert problems(attrs.evolve(FOUR, xml_extra={key: "2"})) == {
        f"xml_extra['{key}']": "the schema of a Form 4 has no place for it"
    }


def test_the_caller_fills_in_what_the_form_does_not_give() -> None:
    printed = attrs.evolve(
        FOUR,
        issuer=attrs.evolve(FOUR.issuer, cik=None),
        reporting_owners=(attrs.evolve(ADA, cik=None), attrs.evolve(ADA, cik="8"), attrs.evolve(ADA, cik=None)),
        rule_10b5_1=None,
    )
    document = to_xml(printed, issuer_cik="5", owner_ciks=("6", "7", "9"), rule_10b5_1=True)
    assert "<issuerCik>5<" in document
    assert [f"<rptOwnerCik>{cik}<" in document for cik in "6789"] == [True, False, True, True]
    assert "<aff10b5One>1<" in document


def test_what_is_no_filing() -> None:
    with pytest.raises(TypeError, match=r"to_xml\(\) takes a Filing, not a str"):
        to_xml(DOCUMENT)  # type: ignore[arg-type]


def test_as_many_ciks_as_owners() -> None:
    with pytest.raises(XmlOutputError, match="owner_ciks has 2, and the filing 1"):
        to_xml(FOUR, owner_ciks=("1", "2"))


@pytest.mark.parametrize(("is_voluntary", "form"), [(False, "4"), (True, "5")])
def test_v_makes_it_a_transaction_of_form_5(is_voluntary: bool, form: str) -> None:
    row = attrs.evolve(SOLD, transaction_form_type=None, is_voluntary=is_voluntary)
    document = to_xml(attrs.evolve(FOUR, non_derivative=(row,), derivative=()))
    assert f"<transactionFormType>{form}<" in document


def test_v_and_a_transaction_of_form_4_do_not_go_together() -> None:
    row = attrs.evolve(SOLD, is_voluntary=True)
    assert problems(attrs.evolve(FOUR, non_derivative=(row,))) == {
        "non_derivative[0].is_voluntary": "reported early: set transaction_form_type to 5, or timeliness to E, "
        "with correct()"
    }
    assert "<value>E<" in to_xml(attrs.evolve(FOUR, non_derivative=(attrs.evolve(row, timeliness="E"),)))


def test_a_form_5_has_to_be_told_which_form_its_transactions_belong_to() -> None:
    row = attrs.evolve(SOLD, transaction_form_type=None)
    filing = attrs.evolve(of_type("5"), non_derivative=(row,))
    assert problems(filing) == {
        "non_derivative[0].transaction_form_type": "is missing, and the schema demands one of 4, 5: "
        "pass transaction_form_type="
    }
    assert to_xml(filing, transaction_form_type="4").count("<transactionFormType>4<") == 1


@pytest.mark.parametrize(
    ("state", "country", "lines"),
    [
        ("NEW  York", None, ["<rptOwnerState>NY<"]),
        ("IL", "United States", ["<rptOwnerState>IL<", "<rptOwnerCountry>X1<"]),
        ("ENGLAND", "X0", ["<rptOwnerNonUSStateTerritory>ENGLAND<", "<rptOwnerCountry>X0<"]),
        (None, "X0", ["<rptOwnerCountry>X0<"]),
    ],
)
def test_places_get_their_codes(state: str | None, country: str | None, lines: list[str]) -> None:
    owner = attrs.evolve(ADA, address=Address(state=state, country=country))
    document = to_xml(attrs.evolve(FOUR, reporting_owners=(owner,)))
    address = document.partition("<reportingOwnerAddress>")[2].partition("</reportingOwnerAddress>")[0]
    assert [line.strip().partition("</")[0] + "<" for line in address.strip().splitlines()] == lines


@pytest.mark.parametrize(
    ("printed", "lines"),
    [
        ("C/O LARKSPUR INSTRUMENTS, INC., 12 MILL LANE", ("C/O LARKSPUR INSTRUMENTS, INC.", "12 MILL LANE")),
        (
            "C/O LARKSPUR CAPITAL, 2800 SAND HILL ROAD, SUITE 101",
            ("C/O LARKSPUR CAPITAL", "2800 SAND HILL ROAD, SUITE 101"),
        ),
        ("ONE LARKSPUR DRIVE, BUILDING DELTA, FIFTH FLOOR", ("ONE LARKSPUR DRIVE, BUILDING DELTA", "FIFTH FLOOR")),
        ("12 MILL LANE, DOVER", ("12 MILL LANE, DOVER",)),
    ],
)
def test_a_street_line_over_its_length_is_parted(printed: str, lines: tuple[str, ...]) -> None:
    owner = attrs.evolve(ADA, address=attrs.evolve(ADA.address, street1=printed))
    document = to_xml(attrs.evolve(FOUR, reporting_owners=(owner,)))
    assert re.findall(r"<rptOwnerStreet\d>(.*)</rptOwnerStreet\d>", document) == list(lines)
    assert diff(parse_xml(document), attrs.evolve(FOUR, reporting_owners=(owner,))) == ()


@pytest.mark.parametrize("street2", [None, "SUITE 300"])
def test_a_street_line_that_cannot_be_parted_is_told(street2: str | None) -> None:
    line = (
        "C/O LARKSPUR INTERNATIONAL INSTRUMENTS TRUST"
        if street2 is None
        else "C/O LARKSPUR INSTRUMENTS, INC., 12 MILL LANE"
    )
    owner = attrs.evolve(ADA, address=attrs.evolve(ADA.address, street1=line, street2=street2))
    assert list(problems(attrs.evolve(FOUR, reporting_owners=(owner,)))) == ["reporting_owners[0].address.street1"]


@pytest.mark.parametrize(
    ("number", "text"), [("5.6400", "5.6400"), ("5.640000", "5.6400"), ("1E+3", "1000"), ("0", "0"), ("7.", "7")]
)
def test_numbers_keep_their_digits(number: str, text: str) -> None:
    row = attrs.evolve(HELD, value_owned_following=Decimal(number))
    assert f"<value>{text}</value>" in to_xml(attrs.evolve(FOUR, non_derivative=(row,)))
