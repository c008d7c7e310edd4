"""How large an input may be is the caller's to say."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

import form4lib
from form4lib import InputTooLargeError, Limits
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import LAYOUTS


def some_text() -> str:
    return printed_in(LAYOUTS[0], 1)[2]


XML = "<ownershipDocument><documentType>4</documentType><issuer/></ownershipDocument>"


@pytest.mark.parametrize(
    "door",
    [
        form4lib.parse_text,
        form4lib.parse_html,
        form4lib.parse_all,
        form4lib.looks_like_ownership_form,
        form4lib.read,
        form4lib.read_all,
    ],
)
def test_a_text_longer_than_the_caller_allows_is_refused(door: Callable[..., object]) -> None:
    text = some_text()
    assert door(text, limits=Limits(characters=len(text)))
    with pytest.raises(InputTooLargeError, match="the limit is 99"):
        door(text, limits=Limits(characters=99))


def test_an_xml_document_of_more_tags_or_characters_is_refused() -> None:
    assert form4lib.parse_xml(XML, limits=Limits(tags=5)).form_type == "4"
    with pytest.raises(InputTooLargeError, match="5 tags and the limit is 4"):
        form4lib.parse_xml(XML, limits=Limits(tags=4))
    with pytest.raises(InputTooLargeError, match="characters and the limit is 9"):
        form4lib.parse_xml(XML, limits=Limits(characters=9))


def test_more_than_by_default_may_be_let_in() -> None:
    text = some_text() + " " * Limits().characters
    with pytest.raises(InputTooLargeError):
        form4lib.parse_text(text)
    assert form4lib.parse_text(text, limits=Limits(characters=len(text))) == form4lib.parse_text(text.rstrip())


@pytest.mark.parametrize("wrong", [5, {"characters": 5}, "5"])
def test_what_is_no_limits_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"parse_text\(\) takes limits=form4lib.Limits"):
        form4lib.parse_text(some_text(), limits=wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [1.5, "9", None, True])
def test_a_limit_is_a_whole_number(wrong: object) -> None:
    with pytest.raises(TypeError, match="pages is a whole number"):
        Limits(pages=wrong)  # type: ignore[arg-type]


def test_limits_do_not_change() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Limits().pages = 3  # type: ignore[misc]
