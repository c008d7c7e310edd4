"""Plain data: complete, faithful, described by its schema, and checked on the way back."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import attrs
import jsonschema
import pytest

from form4lib import Filing, InvalidRecordError, from_dict, json_schema, to_dict
from samples import BARE, FULL

TOP_KEYS = {
    "form_type", "schema_version", "period_of_report", "date_of_original_submission", "not_subject_to_section16",
    "rule_10b5_1", "no_securities_owned", "form3_holdings_reported", "form4_transactions_reported", "issuer",
    "reporting_owners", "non_derivative", "derivative", "footnotes", "remarks", "signatures", "xml_extra",
    "submission", "evidence", "diagnostics", "source_text",
}  # fmt: skip
TRANSACTION_KEYS = {
    "kind", "security_title", "transaction_date", "deemed_execution_date", "transaction_code", "transaction_form_type",
    "equity_swap_involved", "is_voluntary", "timeliness", "shares", "transaction_total_value",
    "acquired_disposed_code", "price_per_share", "shares_owned_following", "value_owned_following",
    "direct_or_indirect", "nature_of_ownership", "footnotes",
}  # fmt: skip


@pytest.mark.parametrize("filing", [BARE, FULL], ids=["bare", "full"])
def test_every_field_is_there_always(filing: Filing) -> None:
    assert set(to_dict(filing)) == TOP_KEYS
    assert set(to_dict(filing)["issuer"]) == {"name", "trading_symbol", "foreign_trading_symbol", "cik"}


def test_rows_say_their_kind_and_have_every_field() -> None:
    data = to_dict(FULL)
    assert [row["kind"] for row in data["non_derivative"]] == ["transaction", "holding"]
    assert [row["kind"] for row in data["derivative"]] == ["transaction", "holding"]
    assert set(data["non_derivative"][0]) == TRANSACTION_KEYS
    assert set(data["derivative"][0]) == TRANSACTION_KEYS | {
        "conversion_or_exercise_price",
        "exercise_date",
        "expiration_date",
        "underlying_security_title",
        "underlying_security_shares",
        "underlying_security_value",
    }


def test_values_are_plain() -> None:
    data = to_dict(FULL)
    row = data["non_derivative"][0]
    assert data["period_of_report"] == "2021-03-04"
    assert row["price_per_share"] == "17.305"
    assert row["footnotes"] == {"price_per_share": ["1", "2"]}
    assert data["derivative"][1]["underlying_security_value"] == "100000"  # no exponent
    assert data["derivative"][1]["value_owned_following"] == "100000.00"  # the digits as printed
    assert data["submission"]["accepted_at"] == "2021-03-08T16:04:02"
    assert data["rule_10b5_1"] is None
    assert data["not_subject_to_section16"] is False


def test_evidence_and_diagnostics_are_plain() -> None:
    data = to_dict(FULL)
    assert data["evidence"]["non_derivative[0].shares"] == {
        "spans": [[200, 205]],
        "raw": "l,250",
        "confidence": 0.7,
        "state": "repaired",
        "repairs": ["read l as 1: the balance needs it"],
        "boxes": [[1, 10.5, 20.0, 30.25, 28.0]],
    }
    assert data["diagnostics"][0] == {
        "code": "label_fuzzy",
        "severity": "info",
        "message": "read 'Tabel II' as 'Table II'",
        "path": "derivative",
        "spans": [[400, 408]],
    }


@pytest.mark.parametrize("filing", [BARE, FULL], ids=["bare", "full"])
def test_what_is_written_comes_back_whole(filing: Filing) -> None:
    back = from_dict(json.loads(json.dumps(to_dict(filing))))
    assert back == filing
    assert (back.evidence, back.diagnostics, back.source_text) == (
        filing.evidence,
        filing.diagnostics,
        filing.source_text,
    )
    assert to_dict(back) == to_dict(filing)


def test_a_key_of_a_later_version_may_be_absent() -> None:
    assert from_dict({"form_type": "4"}) == BARE


def test_what_the_command_line_adds_is_passed_over() -> None:
    assert from_dict({**to_dict(BARE), "file": "a.txt", "doubtful": ["issuer.name"]}) == BARE


def _with(path: list[str | int], value: object) -> dict[str, Any]:
    data = to_dict(FULL)
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return data


MALFORMED: list[tuple[list[str | int], object, str]] = [
    (["form_type"], "6", "form_type: expected one of 3, 3/A, 4, 4/A, 5, 5/A, found '6'"),
    (["form_type"], None, "form_type: expected a str, found None"),
    (["period_of_report"], "2021-02-30", "period_of_report: expected a day of the calendar, found '2021-02-30'"),
    (["period_of_report"], "20210304", "period_of_report: expected a date as YYYY-MM-DD, found '20210304'"),
    (["rule_10b5_1"], 1, "rule_10b5_1: expected a bool, found 1"),
    (["issuer"], None, "issuer: expected the fields of Issuer, found None"),
    (["issuer", "nmae"], "X", "issuer: Issuer has no field 'nmae'"),
    (["non_derivative", 0, "shares"], 1250, "non_derivative[0].shares: expected a plain decimal string, found 1250"),
    (["non_derivative", 0, "shares"], "1e3", "non_derivative[0].shares: expected a plain decimal string, found '1e3'"),
    (["non_derivative", 0, "shares"], "NaN", "non_derivative[0].shares: expected a plain decimal string, found 'NaN'"),
    (
        ["non_derivative", 1, "kind"],
        "loan",
        "non_derivative[1]: expected a row whose kind is 'transaction' or 'holding', found 'loan'",
    ),
    (["non_derivative", 0], [], "non_derivative[0]: expected an object, found []"),
    (["non_derivative"], {}, "non_derivative: expected a list, found {}"),
    (
        ["non_derivative", 0, "footnotes", "shares"],
        "1",
        "non_derivative[0].footnotes['shares']: expected a list, found '1'",
    ),
    (["submission", "accepted_at"], "2021-03-08", "submission.accepted_at: expected a date and time"),
    (["evidence", "issuer.name", "confidence"], 1.5, "expected a number from 0 to 1, found 1.5"),
    (["evidence", "issuer.name", "confidence"], True, "expected a number, found True"),
    (["evidence", "issuer.name", "state"], "guessed", "expected one of read, repaired, blank"),
    (["evidence", "issuer.name", "spans"], [[1, 2, 3]], "expected a list of 2, found [1, 2, 3]"),
    (["evidence", "issuer.name", "spans"], [[1, True]], "expected a int, found True"),
    (["signature"], [], "the record: Filing has no field 'signature'"),
]


@pytest.mark.parametrize(("path", "value", "message"), MALFORMED, ids=lambda x: None if isinstance(x, str) else str(x))
def test_malformed_data_is_refused_with_its_place(path: list[str | int], value: object, message: str) -> None:
    data = _with(path, value)
    with pytest.raises(InvalidRecordError) as caught:
        from_dict(data)
    assert message in str(caught.value)
    assert not _valid(data), "the schema takes what from_dict refuses"


def test_a_number_is_not_read_across_a_line_break() -> None:
    with pytest.raises(InvalidRecordError, match="expected a plain decimal string"):
        from_dict(_with(["non_derivative", 0, "shares"], "12\n"))


def test_the_kind_decides_which_record_a_row_becomes() -> None:
    assert from_dict(_with(["non_derivative", 1, "kind"], "transaction")).non_derivative[1].kind == "transaction"
    with pytest.raises(InvalidRecordError, match="NonDerivativeHolding has no field"):
        from_dict(_with(["non_derivative", 0, "kind"], "holding"))


@pytest.mark.parametrize("data", [None, [], "4", 4])
def test_what_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(InvalidRecordError, match="the record: expected the fields of Filing"):
        from_dict(data)


def test_the_form_type_is_needed() -> None:
    with pytest.raises(InvalidRecordError, match="the field 'form_type' of Filing is absent"):
        from_dict({})


def _valid(data: object) -> bool:
    checker = jsonschema.Draft202012Validator(
        json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return bool(checker.is_valid(data))


def test_the_schema_is_a_schema_and_plain_data() -> None:
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("filing", [BARE, FULL], ids=["bare", "full"])
def test_the_schema_takes_what_is_written(filing: Filing) -> None:
    assert _valid(json.loads(json.dumps(to_dict(filing))))


@pytest.mark.parametrize("key", sorted(TOP_KEYS))
def test_the_schema_wants_every_key(key: str) -> None:
    data = to_dict(FULL)
    del data[key]
    assert not _valid(data)


def test_the_schema_tells_what_a_field_means_and_its_unit() -> None:
    sale = json_schema()["$defs"]["NonDerivativeTransaction"]["properties"]
    assert sale["price_per_share"]["description"] == (
        "US dollars per share (column 4, Price); a printed $0 is 0, a blank None."
    )
    for name, definition in json_schema()["$defs"].items():
        undescribed = [key for key, value in definition["properties"].items() if "description" not in value]
        assert undescribed in ([], ["kind"]), name


def test_the_schema_is_made_anew_each_time() -> None:
    changed = json_schema()
    before = copy.deepcopy(changed)
    changed["properties"].clear()
    changed["$defs"]["Issuer"]["properties"]["name"]["type"] = "number"
    assert json_schema() == before


@pytest.mark.parametrize("digits", ["0", "-0.5", "0.845", "639485", "1000000000000.000001", "17.30"])
def test_decimals_keep_their_digits(digits: str) -> None:
    row = attrs.evolve(FULL.non_derivative[0], shares_owned_following=Decimal(digits))
    data = to_dict(attrs.evolve(BARE, non_derivative=(row,)))
    assert data["non_derivative"][0]["shares_owned_following"] == digits
    assert str(from_dict(data).non_derivative[0].shares_owned_following) == digits
