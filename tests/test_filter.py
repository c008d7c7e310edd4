"""What is left alone, and what is taken whatever was done to its letters."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from form4lib import looks_like_ownership_form
from form4lib_bench.invent import invent_filing
from form4lib_bench.writer import LAYOUTS, layout_named, print_filing

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import other_texts

FORM = print_filing(invent_filing(Random(3)), layout_named("tabs/viewer"))


@pytest.mark.parametrize("kind", other_texts.KINDS)
def test_other_documents_are_left_alone(kind: str) -> None:
    rng = Random(8)
    assert not any(looks_like_ownership_form(other_texts.KINDS[kind](rng)) for _ in range(3))


def test_forms_of_every_layout_are_taken() -> None:
    rng = Random(9)
    assert all(looks_like_ownership_form(print_filing(invent_filing(rng), layout)) for layout in LAYOUTS)


@pytest.mark.parametrize(
    "text",
    [
        FORM.replace(" ", "&#160;"),
        FORM.replace(" ", "&nbsp;"),
        "".join(f"&#{ord(letter)};" if letter.isalpha() else letter for letter in FORM),
        FORM.replace("a", "а").replace("e", "е").replace("o", "о"),  # Cyrillic letters that look Latin
        FORM.replace("i", "<b>i</b>").replace("1. Name and Address", "1. Name and <i>Address</i>"),
        " ".join(FORM).replace("\t", " \t "),
        FORM.upper(),
        FORM.replace(" ", "\u00a0"),
    ],
    ids=["numbered blanks", "named blanks", "entities", "Cyrillic", "tags", "spaces", "capitals", "hard spaces"],
)
def test_what_hides_letters_does_not_hide_the_form(text: str) -> None:
    assert looks_like_ownership_form(text)


def test_two_labels_as_printed_are_enough() -> None:
    from form4lib.engine._limits import is_worth_reading
    from form4lib.spec.labels import OPENERS

    telling = ("name_address", "issuer", "period", "relationship", "table_1", "table_2")
    labels = {name: label for name, label in OPENERS if name in telling}
    titles = ("initialstatementofbeneficialownership", "statementofchangesinbeneficialownership", "ombnumber32350362")
    signs = [*labels.values(), *titles]
    assert len(labels) == 6
    for one in labels.values():
        for other in signs:
            assert one == other or is_worth_reading(f"{one} {other}")


def test_the_titles_of_all_forms_are_one_sign() -> None:
    assert not looks_like_ownership_form(
        "File an Initial Statement of Beneficial Ownership of Securities on Form 3, a Statement of Changes in "
        "Beneficial Ownership on Form 4 and an Annual Statement of Changes in Beneficial Ownership on Form 5."
    )
