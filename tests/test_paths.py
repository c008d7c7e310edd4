"""Values by path: looking them up, listing them, correcting them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from form4lib import Evidence, Form4Error, PathError, correct, get_path, iter_paths
from samples import BARE, FULL


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("form_type", "4/A"),
        ("issuer.trading_symbol", "LKSP"),
        ("reporting_owners[0].address.zip_code", "19901"),
        ("reporting_owners[1].name", "Quennell Family Trust"),
        ("non_derivative[0].shares", Decimal(1250)),
        ("derivative[1].shares_owned_following", None),
        ("footnotes[1].text", "Vests in a year."),
        ("signatures[0].date", date(2021, 3, 8)),
        ("submission.owner_ciks[1]", "0000000789"),
    ],
)
def test_a_path_leads_to_its_value(path: str, value: object) -> None:
    assert get_path(FULL, path) == value
    assert (path, value) in list(iter_paths(FULL))


def test_a_path_may_stop_at_a_record_or_a_table() -> None:
    assert get_path(FULL, "non_derivative[0]") is FULL.non_derivative[0]
    assert get_path(FULL, "non_derivative") is FULL.non_derivative
    assert get_path(FULL, "non_derivative[0].footnotes") == {"price_per_share": ("1", "2")}
    assert get_path(FULL, "") is FULL


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("non_derivative[2].shares", "there is no [2]: the list has 2"),
        ("issuer.ticker", "Issuer has no 'ticker'; it has name, trading_symbol, foreign_trading_symbol, cik"),
        ("non_derivative[1].shares", "NonDerivativeHolding has no 'shares'"),
        ("issuer[0]", "[0] stands behind what is no list"),
        ("issuer.name.first", "'first' stands behind 'Larkspur Instruments, Inc.', which has no fields"),
        ("evidence", "Filing has no 'evidence'"),
        ("diagnostics[0].message", "Filing has no 'diagnostics'"),
        ("non_derivative.0.shares", "not a path: cannot read '.0.shares'"),
        ("non_derivative[-1].shares", "not a path: cannot read '[-1].shares'"),
        ("issuer..name", "not a path"),
        ("issuer.", "not a path"),
        (".issuer", "not a path"),
        ("[0]", "not a path"),
        ("issuer name", "not a path"),
        ("__class__", "not a path"),
        ("issuer.kind", "Issuer has no 'kind'"),
    ],
)
def test_a_path_that_leads_nowhere_says_why(path: str, problem: str) -> None:
    with pytest.raises(PathError) as caught:
        get_path(FULL, path)
    assert problem in str(caught.value)
    assert path in str(caught.value)
    with pytest.raises(PathError):
        correct(FULL, path, None)


@pytest.mark.parametrize("family", [Form4Error, ValueError, KeyError])
def test_a_path_error_is_of_the_family_a_caller_expects(family: type[Exception]) -> None:
    with pytest.raises(family):
        get_path(FULL, "nowhere")


def test_every_value_is_listed_once_and_leads_back() -> None:
    listed = list(iter_paths(FULL))
    assert len({path for path, _ in listed}) == len(listed)
    assert all(get_path(FULL, path) == value for path, value in listed)
    assert not [path for path, _ in listed if path.startswith(("evidence", "diagnostics", "source_text", "xml_extra"))]


def test_none_is_listed_too() -> None:
    listed = dict(iter_paths(BARE))
    assert listed["issuer.name"] is None
    assert "remarks" in listed
    assert "submission.filed_date" not in listed


def test_a_correction_gives_a_new_filing() -> None:
    corrected = correct(FULL, "non_derivative[0].shares", Decimal(1260))
    assert corrected.non_derivative[0] != FULL.non_derivative[0]
    assert get_path(corrected, "non_derivative[0].shares") == Decimal(1260)
    assert get_path(FULL, "non_derivative[0].shares") == Decimal(1250)
    assert {path for path, value in iter_paths(corrected) if get_path(FULL, path) != value} == {
        "non_derivative[0].shares"
    }


def test_a_correction_keeps_the_place_and_tells_what_stood_there() -> None:
    corrected = correct(FULL, "non_derivative[0].shares", Decimal(1260))
    assert corrected.evidence["non_derivative[0].shares"] == Evidence(
        spans=((200, 205),),
        raw="l,250",
        confidence=1.0,
        state="corrected",
        repairs=("read l as 1: the balance needs it", "corrected by a person; it was 1250"),
        boxes=((1, 10.5, 20.0, 30.25, 28.0),),
    )
    assert corrected.evidence["issuer.name"] == FULL.evidence["issuer.name"]


def test_a_correction_settles_the_doubt_about_its_value_only() -> None:
    assert FULL.needs_review
    corrected = correct(FULL, "non_derivative[0].shares", Decimal(1250))
    assert [d.code for d in corrected.diagnostics] == ["label_fuzzy"]
    assert not corrected.needs_review
    assert correct(FULL, "remarks", None).needs_review


def test_a_value_without_evidence_can_be_corrected() -> None:
    corrected = correct(BARE, "issuer.name", "Larkspur")
    assert corrected.evidence["issuer.name"] == Evidence(
        state="corrected", repairs=("corrected by a person; it was None",)
    )


def test_the_footnotes_of_a_row_can_be_corrected() -> None:
    corrected = correct(FULL, "non_derivative[0].footnotes", {"shares": ("3",)})
    assert corrected.non_derivative[0].footnotes == {"shares": ("3",)}
    assert hash(corrected) != hash(FULL)


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("non_derivative[0].shares", 1260, "expected Decimal or None, not 1260"),
        ("non_derivative[0].shares", "1260", "expected Decimal or None, not '1260'"),
        ("non_derivative[0].shares", Decimal("NaN"), "expected Decimal or None"),
        ("period_of_report", "2021-03-04", "expected date or None, not '2021-03-04'"),
        ("period_of_report", datetime(2021, 3, 4), "expected date or None"),
        ("form_type", "6", "expected '3' or '3/A' or '4' or '4/A' or '5' or '5/A', not '6'"),
        ("form_type", None, "None is not allowed"),
        ("footnotes[0].id", None, "None is not allowed"),
        ("submission.owner_ciks[0]", None, "None is not allowed"),
        ("reporting_owners[0].relationship.is_officer", "yes", "expected bool or None, not 'yes'"),
        ("issuer", None, "give the path of a single value"),
        ("issuer", FULL.issuer, "give the path of a single value"),
        ("non_derivative", (), "give the path of a single value"),
        ("non_derivative[0]", None, "give the path of a single value"),
        ("xml_extra", {"a": "b"}, "give the path of a single value"),
        ("non_derivative[0].footnotes", {"shares": "3"}, "expected a mapping of field name to a tuple"),
        ("non_derivative[0].footnotes", None, "expected a mapping of field name to a tuple"),
        ("", "x", "the path of a single value is needed"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(path: str, value: Any, problem: str) -> None:
    with pytest.raises(PathError) as caught:
        correct(FULL, path, value)
    assert problem in str(caught.value)
