"""Texts that hold several forms, texts that hold none, and texts that are too long."""

from __future__ import annotations

from pathlib import Path

import pytest

import form4lib

EXAMPLE = (Path(__file__).parent.parent / "examples" / "form4.txt").read_text(encoding="utf-8")


def test_two_forms_are_two_records() -> None:
    once = form4lib.parse_text(EXAMPLE)
    text = EXAMPLE + "\n\n" + EXAMPLE
    first, second = form4lib.parse_all(text)
    assert first == second == once
    for filing in (first, second):
        for evidence in filing.evidence.values():
            assert evidence.raw == " ".join(text[a:b] for a, b in evidence.spans)
    assert second.evidence["issuer.name"].spans[0][0] > len(EXAMPLE)


def test_the_first_of_several_forms_says_so() -> None:
    filing = form4lib.parse_text(EXAMPLE + "\n\n" + EXAMPLE)
    assert filing == form4lib.parse_text(EXAMPLE)
    assert [d.message for d in filing.diagnostics if d.code == "several_forms"] == [
        "the text holds 2 forms; this is the first of them"
    ]


def test_one_form_is_one_record() -> None:
    assert form4lib.parse_all(EXAMPLE) == (form4lib.parse_text(EXAMPLE),)


@pytest.mark.parametrize("text", ["", "no form", "The table shows securities, which the issuer is reporting. " * 50])
def test_other_texts_are_refused_by_all(text: str) -> None:
    assert not form4lib.looks_like_ownership_form(text)
    for parse in (form4lib.parse_text, form4lib.parse_all):
        with pytest.raises(form4lib.NotAnOwnershipFormError):
            parse(text)


def test_text_that_is_too_long_is_refused() -> None:
    for ask in (form4lib.parse_text, form4lib.parse_all, form4lib.looks_like_ownership_form):
        with pytest.raises(form4lib.InputTooLargeError):
            ask("x" * (form4lib.Limits().characters + 1))


def test_bytes_are_refused() -> None:
    for ask in (form4lib.parse_text, form4lib.parse_all, form4lib.looks_like_ownership_form):
        with pytest.raises(TypeError, match=r"takes a str, not bytes"):
            ask(b"FORM 4")  # type: ignore[arg-type]
