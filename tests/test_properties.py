"""What holds of every text: nothing unexpected is raised, evidence points into the text."""

from __future__ import annotations

import pickle
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import form4lib
from form4lib import Filing, NotAnOwnershipFormError
from form4lib_bench.noise import damage
from form4lib_bench.writer import LAYOUTS, Layout, print_filing
from support.answers import answer, is_sound
from support.strategies import SEEDS, filings

PROSE = (
    "Dear colleagues,\n\nplease find the minutes of our last meeting below. The committee approved the"
    " budget and thanked the staff for a quiet quarter.\n\n",
    "The weather in the valley stayed mild all week, and the orchard was pruned by Thursday.\n",
    "Contents\n\nIntroduction\nMethods\nResults\n\n",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A printed filing of any layout."""
    layout: Layout = draw(st.sampled_from(LAYOUTS))
    return print_filing(draw(filings(era="typed" if layout.edition == "typed" else "edgar")), layout)


@st.composite
def damaged_texts(draw: st.DrawFn) -> str:
    """A printed filing, damaged or not."""
    text = draw(texts())
    return damage(text, draw(SEEDS)) if draw(st.booleans()) else text


@st.composite
def torn_texts(draw: st.DrawFn) -> str:
    """A printed filing with pieces cut out, doubled, moved and overwritten."""
    text = draw(texts())
    rng = Random(draw(SEEDS))
    for _ in range(rng.randint(1, 6)):
        a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        piece = text[a:b]
        text = rng.choice(
            (
                text[:a] + text[b:],
                text[:b] + piece + text[b:],
                piece + text[:a] + text[b:],
                text[:a] + rng.choice(("\x00", "\ud800", "|" * 50, "<td>", "(1)", "\f", "9" * 60)) + text[a:],
                text[:a].swapcase() + text[a:],
            )
        )[:60_000]
    return text


@given(damaged_texts())
@settings(max_examples=120)
def test_spans_give_the_raw_text(text: str) -> None:
    filing = form4lib.parse_text(text)
    for path, evidence in filing.evidence.items():
        slices = [text[a:b] for a, b in evidence.spans]
        assert " ".join(slices) == evidence.raw, path
        assert all(slices), path
        assert 0.0 <= evidence.confidence <= 1.0, path
    for diagnostic in filing.diagnostics:
        assert all(0 <= a <= b <= len(text) for a, b in diagnostic.spans), diagnostic


@given(damaged_texts())
def test_every_value_has_evidence(text: str) -> None:
    filing = form4lib.parse_text(text)
    printed = {path for path, _ in form4lib.iter_paths(filing) if is_printed(path)}
    assert printed <= filing.evidence.keys()


def is_printed(path: str) -> bool:
    """True of the values that a text can give; the others come from ownership XML only."""
    xml_only = ("cik", "timeliness", "transaction_form_type", "schema_version", "submission")
    return path.rsplit(".", 1)[-1] not in xml_only


@given(damaged_texts())
def test_no_value_without_text_is_given_for_sure(text: str) -> None:
    filing = form4lib.parse_text(text)
    for path, value in form4lib.iter_paths(filing):
        evidence = filing.evidence.get(path)
        if evidence and isinstance(value, str) and evidence.state == "read" and path != "form_type":
            assert evidence.raw, path


@given(damaged_texts())
def test_reading_twice_gives_the_same(text: str) -> None:
    first, second = form4lib.parse_text(text), form4lib.parse_text(text)
    assert first == second
    assert hash(first) == hash(second)
    assert form4lib.to_dict(first) == form4lib.to_dict(second)


@given(damaged_texts())
def test_plain_data_and_pickles_come_back(text: str) -> None:
    filing = form4lib.parse_text(text)
    data = form4lib.to_dict(filing)
    assert form4lib.from_dict(data) == filing
    assert form4lib.to_dict(form4lib.from_dict(data)) == data
    assert pickle.loads(pickle.dumps(filing)) == filing


@given(texts(), st.sampled_from(PROSE), st.sampled_from(PROSE))
@settings(max_examples=80)
def test_prose_around_the_form_does_not_matter(text: str, before: str, after: str) -> None:
    assert form4lib.parse_text(before + text + "\n\n" + after) == form4lib.parse_text(text)


@given(st.text(max_size=300))
@settings(max_examples=200)
@example("FORM 4")
@example("Table I")
@example("\ud800")
@example("SEC Form 4 \x00 1. Name and Address of Reporting Person")
@example("(" * 300)
def test_any_text_is_read_or_refused(text: str) -> None:
    found = answer(form4lib.parse_text, text)
    assert is_sound(found)
    assert isinstance(found, Filing) == form4lib.looks_like_ownership_form(text)


@given(torn_texts())
@settings(max_examples=100)
def test_any_torn_form_is_read_or_refused(text: str) -> None:
    found = answer(form4lib.parse_text, text)
    assert is_sound(found)
    assert isinstance(found, Filing) == form4lib.looks_like_ownership_form(text)


@given(damaged_texts())
@settings(max_examples=60)
def test_a_damaged_form_is_never_refused(text: str) -> None:
    assert form4lib.looks_like_ownership_form(text)


@pytest.mark.parametrize("thing", [b"x", None, 4, ["FORM 4"]])
def test_only_text_is_accepted(thing: Any) -> None:
    with pytest.raises(TypeError):
        form4lib.parse_text(thing)


@pytest.mark.parametrize("text", ["", " \n\t", "A letter to my aunt, with 4 pages and no form.", "4"])
def test_other_texts_are_refused(text: str) -> None:
    assert not form4lib.looks_like_ownership_form(text)
    with pytest.raises(NotAnOwnershipFormError, match="looked for"):
        form4lib.parse_text(text)


@given(texts(), texts())
@settings(max_examples=20)
def test_of_several_forms_the_first_is_read(first: str, second: str) -> None:
    both = first + "\n\n" + second
    assert len(form4lib.parse_all(both)) >= 1
    assert form4lib.parse_text(both).issuer == form4lib.parse_all(both)[0].issuer
