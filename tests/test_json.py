"""JSON and JSON Lines: there and back, and what is neither."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given

from form4lib import (
    Filing,
    InvalidRecordError,
    from_json,
    from_json_lines,
    json_schema,
    to_dict,
    to_json,
    to_json_lines,
)
from samples import BARE, FULL
from support.strategies import filings


@pytest.mark.parametrize("filing", [BARE, FULL], ids=["bare", "full"])
def test_there_and_back(filing: Filing) -> None:
    text = to_json(filing)
    assert "\n" not in text
    assert json.loads(text) == to_dict(filing)
    for form in (text, text.encode(), to_json(filing, indent=2)):
        back = from_json(form)
        assert (back, back.evidence, back.diagnostics) == (filing, filing.evidence, filing.diagnostics)


def test_lines() -> None:
    lines = list(to_json_lines([FULL, BARE]))
    assert [line.count("\n") for line in lines] == [1, 1]
    assert list(from_json_lines([lines[0], "\n", lines[1].encode()])) == [FULL, BARE]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the record: this is no JSON document: Expecting value"),
        (b"\xff\xfe\xff", "the record: this is no JSON document: "),
        ("[]", "the record: expected the fields of Filing, found "),
        ('{"form_type": "6"}', "form_type: expected one of 3, 3/A, 4, 4/A, 5, 5/A, found '6'"),
    ],
)
def test_what_is_no_filing(text: str | bytes, problem: str) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        from_json(text)
    assert str(caught.value).startswith(problem)


def test_a_bad_line_is_told_when_it_is_reached() -> None:
    read = from_json_lines([to_json(BARE), "nonsense"])
    assert next(read) == BARE
    with pytest.raises(InvalidRecordError):
        next(read)


@given(filings())
def test_invented_filings_are_what_the_schema_says(filing: Filing) -> None:
    text = to_json(filing)
    validator = jsonschema.Draft202012Validator(
        json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert list(validator.iter_errors(json.loads(text))) == []
    assert from_json(text) == filing
