"""Errors say what is wrong and what to do, and survive the way back from a worker process."""

from __future__ import annotations

import pickle

import pytest

from form4lib import (
    Form4Error,
    InputTooLargeError,
    InvalidRecordError,
    MissingDependencyError,
    NotAnOwnershipFormError,
    PathError,
    TableValueError,
    UnreadableDocumentError,
    XmlOutputError,
)

MESSAGES = [
    (
        NotAnOwnershipFormError(),
        "this is not the text of a Form 3, 4 or 5: looked for the form's title, its numbered boxes or the headings "
        "of its tables, and found none of it. Check that the whole text was passed; "
        "looks_like_ownership_form(text) tells beforehand.",
    ),
    (
        NotAnOwnershipFormError("its title", "Ask again."),
        "this is not the text of a Form 3, 4 or 5: looked for its title, and found none of it. Ask again.",
    ),
    (
        InputTooLargeError(5_000_001, 5_000_000),
        "the text has 5,000,001 characters and the limit is 5,000,000: pass one filing at a time",
    ),
    (
        InputTooLargeError(401_000, 400_000, "tags"),
        "the text has 401,000 tags and the limit is 400,000: pass one filing at a time",
    ),
    (PathError("issuer.ticker", "there is none"), "'issuer.ticker': there is none"),
    (
        UnreadableDocumentError("the PDF is encrypted", "Take the password off."),
        "the PDF is encrypted. Take the password off.",
    ),
    (InvalidRecordError("", "expected a list"), "the record: expected a list"),
    (InvalidRecordError("remarks", "expected a str"), "remarks: expected a str"),
    (
        TableValueError("lines", 3, "shares", "0.12345678901"),
        "lines, row 3, shares: 0.12345678901 has more than 28 digits or more than 10 decimals, and is not rounded: "
        "correct() the filing, or use to_csv() or to_rows()",
    ),
    (
        XmlOutputError((("issuer.cik", "is missing"), ("remarks", "is too long"))),
        "the filing is not yet a valid ownership document:\n  issuer.cik: is missing\n  remarks: is too long",
    ),
]

MISSING = MissingDependencyError("the table", "pyarrow", "Install it: pip install pyarrow")


@pytest.mark.parametrize(("error", "message"), MESSAGES)
def test_messages(error: Form4Error, message: str) -> None:
    assert str(error) == message


def test_a_missing_package_is_an_import_error_with_its_cure() -> None:
    assert isinstance(MISSING, Form4Error)
    assert isinstance(MISSING, ImportError)
    assert str(MISSING) == "the table needs pyarrow, which is not installed. Install it: pip install pyarrow"


@pytest.mark.parametrize("error", [*(error for error, _ in MESSAGES), MISSING])
def test_errors_pickle(error: Form4Error) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize("error", [error for error, _ in MESSAGES])
def test_errors_are_caught_as_ours_and_as_value_errors(error: Form4Error) -> None:
    assert isinstance(error, Form4Error)
    assert isinstance(error, ValueError)


def test_a_missing_dependency_is_ours_and_an_import_error() -> None:
    error = MissingDependencyError("reading a PDF", "the package x", "Install it.")
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, Form4Error)
    assert isinstance(copy, ImportError)
    assert str(copy) == "reading a PDF needs the package x, which is not installed. Install it."
