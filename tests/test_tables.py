"""Tables: the published columns, a row a line, every digit kept, one set of types for CSV and Arrow."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

import attrs
import pytest

from form4lib import (
    TABLES,
    Filing,
    MissingDependencyError,
    NonDerivativeHolding,
    TableValueError,
    to_arrow,
    to_csv,
    to_pandas,
    to_polars,
    to_rows,
)
from samples import BARE, FULL, SALE

MARKED = attrs.evolve(
    FULL,
    xml_extra={"reportingOwner[1]/reportingOwnerAddress/rptOwnerStateDescription": "DELAWARE"},
    non_derivative=(attrs.evolve(SALE, footnotes={"price_per_share": ("1", "2"), "is_voluntary": ("2",)}),),
)

PUBLISHED = {
    "SUBMISSION": "ACCESSION_NUMBER FILING_DATE PERIOD_OF_REPORT DATE_OF_ORIG_SUB NO_SECURITIES_OWNED "
    "NOT_SUBJECT_SEC16 FORM3_HOLDINGS_REPORTED FORM4_TRANS_REPORTED DOCUMENT_TYPE ISSUERCIK ISSUERNAME "
    "ISSUERTRADINGSYMBOL REMARKS AFF10B5ONE",
    "REPORTINGOWNER": "ACCESSION_NUMBER RPTOWNERCIK RPTOWNERNAME RPTOWNER_RELATIONSHIP RPTOWNER_TITLE RPTOWNER_TXT "
    "RPTOWNER_STREET1 RPTOWNER_STREET2 RPTOWNER_CITY RPTOWNER_STATE RPTOWNER_ZIPCODE RPTOWNER_STATE_DESC FILE_NUMBER",
    "NONDERIV_TRANS": "ACCESSION_NUMBER NONDERIV_TRANS_SK SECURITY_TITLE SECURITY_TITLE_FN TRANS_DATE TRANS_DATE_FN "
    "DEEMED_EXECUTION_DATE DEEMED_EXECUTION_DATE_FN TRANS_FORM_TYPE TRANS_CODE EQUITY_SWAP_INVOLVED "
    "EQUITY_SWAP_TRANS_CD_FN TRANS_TIMELINESS TRANS_TIMELINESS_FN TRANS_SHARES TRANS_SHARES_FN TRANS_PRICEPERSHARE "
    "TRANS_PRICEPERSHARE_FN TRANS_ACQUIRED_DISP_CD TRANS_ACQUIRED_DISP_CD_FN SHRS_OWND_FOLWNG_TRANS "
    "SHRS_OWND_FOLWNG_TRANS_FN VALU_OWND_FOLWNG_TRANS VALU_OWND_FOLWNG_TRANS_FN DIRECT_INDIRECT_OWNERSHIP "
    "DIRECT_INDIRECT_OWNERSHIP_FN NATURE_OF_OWNERSHIP NATURE_OF_OWNERSHIP_FN",
    "NONDERIV_HOLDING": "ACCESSION_NUMBER NONDERIV_HOLDING_SK SECURITY_TITLE SECURITY_TITLE_FN TRANS_FORM_TYPE "
    "TRANS_FORM_TYPE_FN SHRS_OWND_FOLWNG_TRANS SHRS_OWND_FOLWNG_TRANS_FN VALU_OWND_FOLWNG_TRANS "
    "VALU_OWND_FOLWNG_TRANS_FN DIRECT_INDIRECT_OWNERSHIP DIRECT_INDIRECT_OWNERSHIP_FN NATURE_OF_OWNERSHIP "
    "NATURE_OF_OWNERSHIP_FN",
    "DERIV_TRANS": "ACCESSION_NUMBER DERIV_TRANS_SK SECURITY_TITLE SECURITY_TITLE_FN CONV_EXERCISE_PRICE "
    "CONV_EXERCISE_PRICE_FN TRANS_DATE TRANS_DATE_FN DEEMED_EXECUTION_DATE DEEMED_EXECUTION_DATE_FN TRANS_FORM_TYPE "
    "TRANS_CODE EQUITY_SWAP_INVOLVED EQUITY_SWAP_TRANS_CD_FN TRANS_TIMELINESS TRANS_TIMELINESS_FN TRANS_SHARES "
    "TRANS_SHARES_FN TRANS_TOTAL_VALUE TRANS_TOTAL_VALUE_FN TRANS_PRICEPERSHARE TRANS_PRICEPERSHARE_FN "
    "TRANS_ACQUIRED_DISP_CD TRANS_ACQUIRED_DISP_CD_FN EXCERCISE_DATE EXCERCISE_DATE_FN EXPIRATION_DATE "
    "EXPIRATION_DATE_FN UNDLYNG_SEC_TITLE UNDLYNG_SEC_TITLE_FN UNDLYNG_SEC_SHARES UNDLYNG_SEC_SHARES_FN "
    "UNDLYNG_SEC_VALUE UNDLYNG_SEC_VALUE_FN SHRS_OWND_FOLWNG_TRANS SHRS_OWND_FOLWNG_TRANS_FN VALU_OWND_FOLWNG_TRANS "
    "VALU_OWND_FOLWNG_TRANS_FN DIRECT_INDIRECT_OWNERSHIP DIRECT_INDIRECT_OWNERSHIP_FN NATURE_OF_OWNERSHIP "
    "NATURE_OF_OWNERSHIP_FN",
    "DERIV_HOLDING": "ACCESSION_NUMBER DERIV_HOLDING_SK SECURITY_TITLE SECURITY_TITLE_FN CONV_EXERCISE_PRICE "
    "CONV_EXERCISE_PRICE_FN TRANS_FORM_TYPE TRANS_FORM_TYPE_FN EXERCISE_DATE EXERCISE_DATE_FN EXPIRATION_DATE "
    "EXPIRATION_DATE_FN UNDLYNG_SEC_TITLE UNDLYNG_SEC_TITLE_FN UNDLYNG_SEC_SHARES UNDLYNG_SEC_SHARES_FN "
    "UNDLYNG_SEC_VALUE UNDLYNG_SEC_VALUE_FN SHRS_OWND_FOLWNG_TRANS SHRS_OWND_FOLWNG_TRANS_FN VALU_OWND_FOLWNG_TRANS "
    "VALU_OWND_FOLWNG_TRANS_FN DIRECT_INDIRECT_OWNERSHIP DIRECT_INDIRECT_OWNERSHIP_FN NATURE_OF_OWNERSHIP "
    "NATURE_OF_OWNERSHIP_FN",
    "FOOTNOTES": "ACCESSION_NUMBER FOOTNOTE_ID FOOTNOTE_TXT",
    "OWNER_SIGNATURE": "ACCESSION_NUMBER OWNERSIGNATURENAME OWNERSIGNATUREDATE",
}
"""The headings of the files that the SEC publishes, EXCERCISE_DATE included."""

KNOWN = {"ACCESSION_NUMBER": "0000000123-21-000004", "FILING_SK": 0}


def said(table: str, filing: Filing = FULL) -> list[dict[str, Any]]:
    """The rows of a table of one filing, without what is None."""
    return [{k: v for k, v in row.items() if v is not None} for row in to_rows([filing], table)]


@pytest.mark.parametrize("table", PUBLISHED)
def test_the_columns_are_the_published_ones_and_a_key(table: str) -> None:
    assert [column.name for column in TABLES[table].columns] == [*PUBLISHED[table].split(), "FILING_SK"]


def test_the_tables_are_the_published_ones_and_the_lines() -> None:
    assert list(TABLES) == ["lines", *PUBLISHED]


def test_submission() -> None:
    assert said("SUBMISSION") == [
        {
            **KNOWN,
            "FILING_DATE": date(2021, 3, 8),
            "PERIOD_OF_REPORT": date(2021, 3, 4),
            "DATE_OF_ORIG_SUB": date(2021, 3, 8),
            "NOT_SUBJECT_SEC16": False,
            "DOCUMENT_TYPE": "4/A",
            "ISSUERCIK": "0000000123",
            "ISSUERNAME": "Larkspur Instruments, Inc.",
            "ISSUERTRADINGSYMBOL": "LKSP",
            "REMARKS": "Émigré's remark.",
        }
    ]


def test_reporting_owners() -> None:
    assert said("REPORTINGOWNER", MARKED) == [
        {
            **KNOWN,
            "RPTOWNERCIK": "0000000456",
            "RPTOWNERNAME": "Quennell Ada R",
            "RPTOWNER_RELATIONSHIP": "Director,Officer",
            "RPTOWNER_TITLE": "Chief Financial Officer",
            "RPTOWNER_STREET1": "12 MILL LANE",
            "RPTOWNER_CITY": "DOVER",
            "RPTOWNER_STATE": "DE",
            "RPTOWNER_ZIPCODE": "19901",
            "RPTOWNER_STATE_DESC": "DELAWARE",
        },
        {**KNOWN, "RPTOWNERNAME": "Quennell Family Trust"},
    ]


def test_transactions() -> None:
    assert said("NONDERIV_TRANS", MARKED) == [
        {
            **KNOWN,
            "NONDERIV_TRANS_SK": 0,
            "SECURITY_TITLE": "Common Stock",
            "TRANS_DATE": date(2021, 3, 4),
            "TRANS_CODE": "S",
            "EQUITY_SWAP_INVOLVED": False,
            "EQUITY_SWAP_TRANS_CD_FN": "F2",
            "TRANS_SHARES": Decimal("1250"),
            "TRANS_PRICEPERSHARE": Decimal("17.305"),
            "TRANS_PRICEPERSHARE_FN": "F1,F2",
            "TRANS_ACQUIRED_DISP_CD": "D",
            "SHRS_OWND_FOLWNG_TRANS": Decimal("48750"),
            "DIRECT_INDIRECT_OWNERSHIP": "D",
        }
    ]
    (option,) = said("DERIV_TRANS")
    assert (option["DERIV_TRANS_SK"], option["EXCERCISE_DATE"], option["EXCERCISE_DATE_FN"]) == (
        0,
        date(2022, 3, 5),
        "F2",
    )
    assert (option["CONV_EXERCISE_PRICE"], option["UNDLYNG_SEC_SHARES"]) == (Decimal("9.5"), Decimal("2000"))


def test_holdings_keep_their_number_in_the_form() -> None:
    (held,) = said("NONDERIV_HOLDING")
    assert (held["NONDERIV_HOLDING_SK"], held["NATURE_OF_OWNERSHIP"]) == (1, "By spouse")
    (notes,) = said("DERIV_HOLDING")
    assert (notes["DERIV_HOLDING_SK"], notes["UNDLYNG_SEC_VALUE"], notes["VALU_OWND_FOLWNG_TRANS"]) == (
        1,
        Decimal("100000"),
        Decimal("100000"),
    )


def test_footnotes_and_signatures() -> None:
    assert said("FOOTNOTES") == [
        {**KNOWN, "FOOTNOTE_ID": "F1", "FOOTNOTE_TXT": "A weighted average."},
        {**KNOWN, "FOOTNOTE_ID": "F2", "FOOTNOTE_TXT": "Vests in a year."},
    ]
    assert said("OWNER_SIGNATURE") == [
        {**KNOWN, "OWNERSIGNATURENAME": "/s/ Ada R. Quennell", "OWNERSIGNATUREDATE": date(2021, 3, 8)}
    ]


def test_lines_have_a_row_each_with_its_filing_and_its_confidence() -> None:
    sale, held, option, notes = said("lines")
    assert [(row["table"], row["line"], row["kind"]) for row in (sale, held, option, notes)] == [
        ("non_derivative", 0, "transaction"),
        ("non_derivative", 1, "holding"),
        ("derivative", 0, "transaction"),
        ("derivative", 1, "holding"),
    ]
    assert sale == {
        "filing": 0,
        "accession_number": "0000000123-21-000004",
        "filed_date": date(2021, 3, 8),
        "form_type": "4/A",
        "period_of_report": date(2021, 3, 4),
        "issuer_cik": "0000000123",
        "issuer_name": "Larkspur Instruments, Inc.",
        "issuer_trading_symbol": "LKSP",
        "owner_count": 2,
        "owner_cik": "0000000456",
        "owner_name": "Quennell Ada R",
        "is_director": True,
        "is_officer": True,
        "is_ten_percent_owner": False,
        "is_other": False,
        "officer_title": "Chief Financial Officer",
        "table": "non_derivative",
        "line": 0,
        "kind": "transaction",
        "security_title": "Common Stock",
        "transaction_date": date(2021, 3, 4),
        "transaction_code": "S",
        "equity_swap_involved": False,
        "is_voluntary": False,
        "shares": Decimal("1250"),
        "acquired_disposed_code": "D",
        "price_per_share": Decimal("17.305"),
        "shares_owned_following": Decimal("48750"),
        "direct_or_indirect": "D",
        "footnotes": "price_per_share: 1,2",
        "line_in_doubt": True,
        "needs_review": True,
        "issuer_name_confidence": 0.99,
        "shares_confidence": 0.7,
    }
    assert (held["line_in_doubt"], option["line_in_doubt"]) == (False, False)
    assert option["deemed_execution_date_confidence"] == 0.98  # a blank cell is read, too


def test_every_value_of_a_line_has_a_confidence_column() -> None:
    names = [column.name for column in TABLES["lines"].columns]
    rows = {field.name for cls in (type(SALE), type(FULL.derivative[0])) for field in attrs.fields(cls)}
    assert rows - {"footnotes"} <= set(names)
    assert {f"{name}_confidence" for name in rows - {"footnotes"}} <= set(names)


def test_filings_are_numbered_and_a_form_without_lines_has_none() -> None:
    rows = list(to_rows([BARE, FULL, BARE, FULL]))
    assert [row["filing"] for row in rows] == [1, 1, 1, 1, 3, 3, 3, 3]
    assert list(to_rows([BARE], "FOOTNOTES")) == []
    assert [row["FILING_SK"] for row in to_rows([BARE, BARE], "SUBMISSION")] == [0, 1]


def test_csv_keeps_every_digit_and_quotes_what_needs_it() -> None:
    text = to_csv([FULL, BARE], "SUBMISSION")
    assert text.splitlines() == [
        f"{','.join(PUBLISHED['SUBMISSION'].split())},FILING_SK",
        '0000000123-21-000004,2021-03-08,2021-03-04,2021-03-08,,false,,,4/A,0000000123,"Larkspur Instruments, Inc.",'
        "LKSP,Émigré's remark.,,0",
        ",,,,,,,,4,,,,,,1",
    ]
    holding = next(csv.DictReader(io.StringIO(to_csv([FULL], "DERIV_HOLDING"))))
    assert (holding["UNDLYNG_SEC_VALUE"], holding["VALU_OWND_FOLWNG_TRANS"]) == ("100000", "100000.00")


@pytest.mark.parametrize("table", TABLES)
def test_csv_has_as_many_cells_as_columns_and_a_row_for_each_record(table: str) -> None:
    heading, *rows = csv.reader(io.StringIO(to_csv([FULL, MARKED], table)))
    assert heading == [column.name for column in TABLES[table].columns]
    assert len(rows) == len(list(to_rows([FULL, MARKED], table)))
    assert {len(row) for row in rows} == {len(heading)}


WRITERS: list[Callable[..., object]] = [to_rows, to_csv, to_arrow]


@pytest.mark.parametrize("write", WRITERS)
def test_a_table_that_is_not_there(write: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="there is no table 'FOOTNOTE'; there are lines, SUBMISSION, "):
        write([FULL], "FOOTNOTE")


@pytest.mark.parametrize("write", WRITERS)
def test_one_filing_is_not_a_list_of_them(write: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match="filings are wanted, and this is one Filing: pass a list"):
        write(FULL)


def test_what_is_no_filing_is_told_by_its_number() -> None:
    with pytest.raises(TypeError, match="filings are wanted, and number 1 is a str"):
        to_csv([FULL, "4"])  # type: ignore[list-item]


needs_arrow = pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed")

ARROW_TYPES = {
    "text": "string",
    "integer": "int64",
    "number": "decimal128(38, 10)",
    "date": "date32[day]",
    "flag": "bool",
    "confidence": "double",
}


@needs_arrow
@pytest.mark.parametrize("table", TABLES)
def test_arrow_has_the_same_types_whatever_the_filings(table: str) -> None:
    for filings in ([], [BARE], [FULL, MARKED]):
        arrow = to_arrow(filings, table)
        assert {field.name: str(field.type) for field in arrow.schema} == {
            column.name: ARROW_TYPES[column.type] for column in TABLES[table].columns
        }


@needs_arrow
@pytest.mark.parametrize("table", TABLES)
def test_arrow_holds_what_the_rows_hold(table: str) -> None:
    assert to_arrow([FULL, MARKED, BARE], table).to_pylist() == list(to_rows([FULL, MARKED, BARE], table))


def held(number: str) -> Filing:
    """A filing with one holding of so many shares."""
    return attrs.evolve(BARE, non_derivative=(NonDerivativeHolding(shares_owned_following=Decimal(number)),))


@needs_arrow
@pytest.mark.parametrize(
    "number", ["1234567890123456789012345678.0123456789", "0.0000000001", "1E+27", "-5", "1.0E-10"]
)
def test_arrow_keeps_numbers_to_the_last_digit(number: str) -> None:
    (row,) = to_arrow([held(number)]).to_pylist()
    assert row["shares_owned_following"] == Decimal(number)


@needs_arrow
@pytest.mark.parametrize("number", ["0.00000000001", "1E+28", "12345678901234567890123456789", "NaN"])
def test_arrow_refuses_a_number_that_it_would_have_to_round(number: str) -> None:
    with pytest.raises(TableValueError, match=r"lines, row 1, shares_owned_following: .* is not rounded"):
        to_arrow([held("1"), held(number)])


def test_pandas_and_polars_keep_the_types() -> None:
    for package in ("pyarrow", "pandas", "polars"):
        pytest.importorskip(package)
    frame = to_pandas([FULL])
    assert str(frame.dtypes["shares"]) == "decimal128(38, 10)[pyarrow]"
    assert frame["shares"].iloc[0] == Decimal("1250")
    assert frame["shares"].isna().tolist() == [False, True, False, True]
    polar = to_polars([FULL], "OWNER_SIGNATURE")
    assert polar.to_dicts() == list(to_rows([FULL], "OWNER_SIGNATURE"))
    assert str(to_polars([FULL]).schema["price_per_share"]) == "Decimal(precision=38, scale=10)"


@pytest.mark.parametrize(
    ("package", "write", "how"),
    [
        (
            "pyarrow",
            to_arrow,
            r"needs pyarrow, which is not installed. Install it: pip install 'form4lib\[arrow\]'",
        ),
        ("pandas", to_pandas, "the table needs pandas, which is not installed. Install it: pip install pandas"),
        ("polars", to_polars, "the table needs polars, which is not installed. Install it: pip install polars"),
    ],
)
def test_a_package_that_is_not_there_is_named(
    package: str, write: Callable[..., object], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # importing it fails from here on, be it installed or not
    with pytest.raises(MissingDependencyError, match=how):
        write([FULL])
