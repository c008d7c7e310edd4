"""What holds of every door, whatever comes: a Filing or a Form4Error; and writing a text otherwise changes nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import form4lib
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import LAYOUTS, Layout
from support.answers import answer, is_sound, paths_beside_the_text
from support.pdf import make_pdf
from support.pdf_form import one_page
from support.strategies import SEEDS
from test_properties import torn_texts

DOORS = (
    form4lib.parse_text,
    form4lib.parse_html,
    form4lib.parse_xml,
    form4lib.parse_submission,
    lambda text: form4lib.read("\n" + text),
    lambda text: form4lib.read(text.encode("utf-8", "surrogatepass")),
    lambda text: form4lib.read(text.encode("utf-16", "surrogatepass")),
)
XML_LIKE = (
    "<ownershipDocument>",
    "</ownershipDocument>",
    "<XML>",
    "<value>",
    "&amp;",
    "<!DOCTYPE x [",
    "]]>",
    "<?xml?>",
)


@pytest.mark.parametrize("door", range(len(DOORS)))
@given(torn_texts(), st.lists(st.sampled_from(XML_LIKE), max_size=3))
@settings(max_examples=15, deadline=None)
def test_every_door_reads_or_refuses_torn_forms(door: int, text: str, around: list[str]) -> None:
    found = answer(DOORS[door], "".join(around) + text + "".join(reversed(around)))
    assert is_sound(found)
    assert paths_beside_the_text(found) == []


@pytest.mark.parametrize("door", range(len(DOORS)))
@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
@example("<ownershipDocument><issuer>")
@example("<SEC-DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n<ownershipDocument>")
def test_every_door_reads_or_refuses_any_text(door: int, text: str) -> None:
    found = answer(DOORS[door], text)
    assert is_sound(found)
    assert paths_beside_the_text(found) == []


@given(st.binary(max_size=300), st.integers(0, 3000))
@settings(max_examples=40, deadline=None)
def test_any_bytes_in_a_pdf_are_read_or_refused(junk: bytes, at: int) -> None:
    pytest.importorskip("pypdfium2")
    data = make_pdf([one_page()])
    for broken in (b"%PDF-1.7\n" + junk, data[:at] + junk + data[at + len(junk) :]):
        found = answer(form4lib.parse_pdf, broken)
        assert is_sound(found)
        assert paths_beside_the_text(found) == []


ACCENTS = str.maketrans({"a": "á", "e": "é", "o": "ö", "n": "ñ"})


@given(SEEDS, st.sampled_from(LAYOUTS))
@settings(max_examples=40, deadline=None)
def test_composition_of_letters_does_not_matter(seed: int, layout: Layout) -> None:
    filing, _, text = printed_in(layout, seed)
    name = filing.issuer.name or ""
    text = text.replace(name, name.translate(ACCENTS))
    composed = form4lib.parse_text(unicodedata.normalize("NFC", text))
    assert form4lib.parse_text(unicodedata.normalize("NFD", text)) == composed
