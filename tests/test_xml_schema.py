"""The schema as data says what the schema files say: every element in its order, mandatory or not, and how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

import ownership_schema
from form4lib import FormType
from form4lib.records import FORM_TYPES
from form4lib.spec.xml_schema import DOCUMENTS, ROOT, Cell, Cites, Group, Notes, OneOf, Part, Several, Value

Described = tuple[str, bool | None, int | None]
"""Path of an element; is it mandatory (None: one of several has to be there); its greatest length."""


def by_us(parts: Sequence[Part], path: str) -> Iterator[Described]:
    """The elements that our data describe, in order."""
    for part in parts:
        if isinstance(part, Value):
            yield f"{path}/{part.element}", part.required, part.facet.longest
        elif isinstance(part, Cell):
            yield from cell(part, path, part.required)
        elif isinstance(part, OneOf):
            for one in part.cells:
                yield from cell(one, path, None)
        elif isinstance(part, Group):
            yield f"{path}/{part.element}", part.required, None
            yield from by_us(part.parts, f"{path}/{part.element}")
        elif isinstance(part, Cites):
            yield f"{path}/footnoteId", False, None
        elif isinstance(part, Several):
            yield from several(part, path)
        else:
            assert isinstance(part, Notes)
            yield f"{path}/footnotes", False, None
            yield f"{path}/footnotes/footnote", False, None


def cell(part: Cell, path: str, required: bool | None) -> Iterator[Described]:
    inner = f"{path}/{part.element}"
    yield inner, required, None
    needed = {"value": True, "value or footnote": None}.get(part.needs, part.value_always)
    yield f"{inner}/value", needed, part.facet.longest
    if part.citable:
        yield f"{inner}/footnoteId", False, None


def several(part: Several, path: str) -> Iterator[Described]:
    inner = f"{path}/{part.inside}" if part.inside else path
    if part.inside:
        yield inner, False, None
    for kind in ("transaction", "holding", ""):
        if kind in part.elements:
            group = part.elements[kind]
            yield f"{inner}/{group.element}", None if part.inside else True, None
            yield from by_us(group.parts, f"{inner}/{group.element}")


def by_schema(particle: Any, path: str) -> Iterator[Described]:
    """The elements that a schema file declares, in order."""
    seen: set[str] = set()
    for child in particle:
        if hasattr(child, "model"):  # a sequence or a choice
            for described in by_schema(child, path):
                seen.add(described[0])
                yield described
            continue
        inner = f"{path}/{child.local_name}"
        if inner in seen:  # a footnoteId in place of a value, and behind it
            continue
        simple = child.type.is_simple()
        required = None if particle.model == "choice" else child.min_occurs > 0
        if child.local_name == "footnoteId":
            required = False
        yield inner, required, child.type.max_length if simple else None
        if not simple and child.local_name not in ("footnote", "footnoteId"):
            yield from by_schema(child.type.content, inner)


@ownership_schema.needed
@pytest.mark.parametrize("form_type", FORM_TYPES)
def test_the_data_are_the_schema(form_type: FormType) -> None:
    root = ownership_schema.schema(form_type).elements[ROOT]
    assert list(by_us(DOCUMENTS[form_type], "")) == list(by_schema(root.type.content, ""))
