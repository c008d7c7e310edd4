"""`explain` tells why a field has its value, and tells the truth."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import form4lib
from form4lib import Explanation, NotAnOwnershipFormError, PathError, explain, get_path, iter_paths, parse_text

EXAMPLE = (Path(__file__).resolve().parent.parent / "examples" / "form4.txt").read_text(encoding="utf-8")
SCANNED = EXAMPLE.replace(
    "<u>2,000</u>	<u>D</u>	<u>$17.305 (1)</u>", "<u>2,0O0</u>	<u>D</u>	<u>$17.305 (1)</u>"
)
"""The sale's amount as a scan may have it."""
DAMAGED = EXAMPLE.replace("<u>48,000</u>", "<u>47,000</u>")
"""The balance after the sale is not what the sale leaves."""


def test_every_field_is_explained_by_what_the_filing_says_of_it() -> None:
    filing = parse_text(SCANNED)
    for path, value in iter_paths(filing):
        explanation = explain(SCANNED, path)
        assert (explanation.path, explanation.value) == (path, value)
        assert explanation.evidence == filing.evidence[path]
        for line, (start, end) in zip(explanation.lines, explanation.evidence.spans, strict=True):
            assert SCANNED[start:end] in SCANNED.splitlines()[line - 1]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(newline: str) -> None:
    text = EXAMPLE.replace("\n", newline)
    (line,) = explain(text, "period_of_report").lines
    assert EXAMPLE.splitlines()[line - 1].count("05/06/2024") == 1


def test_relations_speak_for_what_agrees_and_against_what_does_not() -> None:
    balance = "the amount owned is that of the row before, plus what was acquired or less what was given up"
    agreeing = explain(EXAMPLE, "non_derivative[1].shares_owned_following")
    assert balance in agreeing.speaks_for
    assert agreeing.speaks_against == ()
    failing = explain(DAMAGED, "non_derivative[1].shares_owned_following")
    assert failing.value == Decimal(47000)
    assert balance in failing.speaks_against
    assert balance not in failing.speaks_for


def test_a_repair_is_told_with_its_trace() -> None:
    explanation = explain(SCANNED, "non_derivative[1].shares")
    assert (explanation.value, explanation.evidence.state, explanation.evidence.raw) == (
        Decimal(2000),
        "repaired",
        "2,0O0",
    )
    said = str(explanation).splitlines()
    assert said[0] == "non_derivative[1].shares: 2000"
    assert said[1] == "  repaired: what stands there was changed"
    assert "  trace: read letters of '2,0O0' as digits" in said
    (where,) = (line for line in said if "stands in line" in line)
    start = SCANNED.index("2,0O0")
    assert where == f"  stands in line 24, characters {start} to {start + 5}"


def test_runners_up_are_judged_by_the_same_relations() -> None:
    (other,) = explain(EXAMPLE, "non_derivative[1].acquired_disposed_code").runners_up
    assert other.value == "A"
    assert "the transaction code says whether securities are acquired or disposed of" in other.speaks_against
    glued = EXAMPLE.replace("<u>50,000</u>", "<u>50,0001</u>")
    values = [other.value for other in explain(glued, "non_derivative[0].shares_owned_following").runners_up]
    assert explain(glued, "non_derivative[0].shares_owned_following").value not in values


def test_an_explanation_tells_its_runners_up_and_what_speaks_against_them() -> None:
    said = str(explain(EXAMPLE, "non_derivative[1].acquired_disposed_code")).splitlines()
    at = said.index("  runner-up: 'A', the only other letter that may stand there")
    assert "    against it: the transaction code says whether securities are acquired or disposed of" in said[at:]
    assert not any("no runner-up" in line for line in said)


def test_an_explanation_tells_what_speaks_against_the_value_and_shows_a_tick_as_yes() -> None:
    said = str(explain(DAMAGED, "non_derivative[1].shares_owned_following"))
    assert "  against it: the amount owned is that of the row before" in said
    ticked = {path for path, value in iter_paths(parse_text(EXAMPLE)) if value is True}
    assert all(str(explain(EXAMPLE, path)).startswith(f"{path}: yes\n") for path in sorted(ticked)[:2])
    assert ticked


def test_a_value_that_was_not_found_has_what_is_unclaimed_for_runner_up() -> None:
    cut = EXAMPLE.replace("<u>05/06/2024</u>		<u>S</u>", "<u></u>		<u>S</u>").replace(
        "<u>300</u>", "<u>300</u> 05/09/2024"
    )
    filing = parse_text(cut)
    assert filing.non_derivative[1].kind == "transaction"
    explanation = explain(cut, "non_derivative[1].transaction_date")
    if explanation.value is None:
        assert [other.value for other in explanation.runners_up] == [date(2024, 5, 9)]
    else:
        pytest.fail("the date was cut from the text")


def test_what_is_not_printed_is_said_to_be_missing() -> None:
    said = str(explain(EXAMPLE, "issuer.cik"))
    assert said.splitlines()[:2] == ["issuer.cik: no value", "  missing: no place for it was found"]
    assert "no runner-up" in said


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("issuer.nam", "Issuer has no 'nam'"),
        ("non_derivative[9].shares", "there is no \\[9\\]: the list has 3"),
        ("non_derivative", "this is a list; give the path of a single value, such as non_derivative\\[0\\]"),
        ("issuer", "this is a record; give the path of a single value, such as issuer.name"),
        ("", "this is a record; give the path of a single value"),
    ],
)
def test_a_path_to_no_value_says_what_to_give(path: str, problem: str) -> None:
    with pytest.raises(PathError, match=problem):
        explain(EXAMPLE, path)


def test_other_input_is_refused_as_everywhere() -> None:
    with pytest.raises(NotAnOwnershipFormError):
        explain("Dear Sir or Madam", "issuer.name")
    with pytest.raises(TypeError, match=r"explain\(\) takes a str, not bytes"):
        explain(b"FORM 4", "issuer.name")  # type: ignore[arg-type]


def test_an_explanation_is_a_plain_record() -> None:
    explanation = explain(EXAMPLE, "issuer.name")
    assert isinstance(explanation, Explanation)
    assert pickle.loads(pickle.dumps(explanation)) == explanation
    assert get_path(form4lib.parse_text(EXAMPLE), "issuer.name") == explanation.value
