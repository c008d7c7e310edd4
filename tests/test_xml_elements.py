"""Every element of the specification: its value comes back at its path, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from form4lib import Filing, get_path, iter_paths, parse_xml
from support.ownership import CITATIONS, ELEMENTS, document

SCHEMAS = Path(__file__).resolve().parent.parent.parent / "shared" / "spec"
XS = "{http://www.w3.org/2001/XMLSchema}"


def unlike_any_other(path: str) -> str:
    """A value for an element that no other element has: made of its place in the list."""
    number = sorted(ELEMENTS).index(path)
    kind = ELEMENTS[path][1]
    made = {
        "text": f"Text no. {number}",
        "digits": f"{7_000_000 + number}",
        "number": f"{31_000 + number}.{number:04}",
        "date": (date(2011, 1, 1) + timedelta(days=number)).isoformat(),
        "code": f"Q{number}",
        "flag": "0",
        "form": "5",
    }
    return made[kind]


ALL = {path: unlike_any_other(path) for path in ELEMENTS}
WHOLE = document(ALL)


def expected(path: str, text: str) -> object:
    """The value that the record has for an element's text."""
    kind = ELEMENTS[path][1]
    if kind == "number":
        return Decimal(text)
    if kind == "date":
        return date.fromisoformat(text)
    return text == "1" if kind == "flag" else text


def everything(filing: Filing) -> dict[str, object]:
    """What a filing says, by path; what has no field under the path of its element."""
    return {**dict(iter_paths(filing)), **filing.xml_extra}


def element_path(path: str) -> str:
    """The path under which an element without a field is kept."""
    return path.replace("reportingOwner/", "reportingOwner[1]/")


@pytest.mark.parametrize("path", sorted(p for p, (_, kind) in ELEMENTS.items() if kind not in ("flag", "form")))
def test_a_value_that_stands_nowhere_else_comes_back(path: str) -> None:
    assert WHOLE.count(f">{ALL[path]}<") == 1
    said = everything(parse_xml(WHOLE))
    assert said[ELEMENTS[path][0] or element_path(path)] == expected(path, ALL[path])
    assert list(said.values()).count(expected(path, ALL[path])) == 1


@pytest.mark.parametrize("path", sorted(ELEMENTS))
def test_an_element_says_its_field_and_no_other(path: str) -> None:
    other = {"number": "4.5", "date": "1999-12-31", "digits": "4242", "flag": "1", "form": "4"}
    text = other.get(ELEMENTS[path][1], "Z")
    before, after = everything(parse_xml(WHOLE)), everything(parse_xml(document({**ALL, path: text})))
    field = ELEMENTS[path][0] or element_path(path)
    changed = {key for key in before | after if before.get(key) != after.get(key)}
    assert changed == {field}
    assert after[field] == expected(path, text)


@pytest.mark.parametrize("path", sorted(ELEMENTS))
def test_the_evidence_of_a_value_is_its_text_in_the_document(path: str) -> None:
    field = ELEMENTS[path][0]
    if not field:
        pytest.skip("it has no field, and so no evidence")
    evidence = parse_xml(WHOLE).evidence[field]
    assert [WHOLE[start:end] for start, end in evidence.spans] == [evidence.raw] == [ALL[path]]
    start = evidence.spans[0][0]
    assert WHOLE[:start].rstrip().endswith((f"<{path.rpartition('/')[2]}>", 'footnote id="F1">'))


@pytest.mark.parametrize("path", sorted(ELEMENTS))
def test_an_element_that_is_not_there_is_missing_and_an_empty_one_blank(path: str) -> None:
    field = ELEMENTS[path][0]
    if field in ("", "form_type", "footnotes[0].text", "reporting_owners[0].address.state"):
        pytest.skip("it has no evidence, or the record cannot be without it, or another element takes its place")
    empty = parse_xml(document({**ALL, path: ""}))
    absent = parse_xml(document({key: text for key, text in ALL.items() if key != path}))
    assert (get_path(empty, field), get_path(absent, field)) == (None, None)
    assert empty.evidence[field].state == "blank"
    assert absent.evidence[field].state == "missing"


def test_a_foreign_state_stands_in_the_cell_of_the_state_where_that_is_empty() -> None:
    foreign = "reportingOwner/reportingOwnerAddress/rptOwnerNonUSStateTerritory"
    filing = parse_xml(document({**ALL, foreign.replace("NonUSStateTerritory", "State"): ""}))
    assert filing.reporting_owners[0].address.state == ALL[foreign]
    assert filing.evidence["reporting_owners[0].address.state"].raw == ALL[foreign]
    assert filing.xml_extra[element_path(foreign)] == ALL[foreign]


@pytest.mark.parametrize("path", sorted(CITATIONS))
def test_a_footnote_cited_there_and_nowhere_else_comes_back(path: str) -> None:
    filing = parse_xml(document(ALL, {path: ("F1", "F12")}))
    row, field = CITATIONS[path]
    cited = {
        place: dict(entry.footnotes)
        for table in ("non_derivative", "derivative")
        for i, entry in enumerate(getattr(filing, table))
        if entry.footnotes and (place := f"{table}[{i}]")
    }
    assert cited == {row: {field: ("1", "12")}}


def test_the_lists_are_long_enough() -> None:
    assert len(ELEMENTS) >= 79
    assert len(CITATIONS) >= 49


def leaves(types: dict[str, ElementTree.Element], element: ElementTree.Element, path: str) -> Iterator[str]:
    """The paths of the elements in a schema that hold a value, and of those that cite footnotes, marked by `!`."""
    inner = element.find(f"{XS}complexType")
    if inner is None:
        inner = types.get(element.get("type", ""))
    children = [] if inner is None else list(inner.iter(f"{XS}element"))
    if not children and element.get("name") != "footnoteId":
        yield path
    for child in children:
        if child.get("name") == "footnoteId":
            yield f"{path}!"
        else:
            yield from leaves(types, child, f"{path}/{child.get('name')}")


def schema_paths() -> set[str]:
    found: set[str] = set()
    common = ElementTree.parse(SCHEMAS / "ownershipDocumentCommon.xsd.xml").getroot()
    for form in ("3", "3A", "4", "4A", "5", "5A"):
        schema = ElementTree.parse(SCHEMAS / f"ownership{form}Document.xsd.xml").getroot()
        types = {t.get("name", ""): t for source in (common, schema) for t in source.findall(f"{XS}complexType")}
        root = schema.find(f"{XS}element")
        assert root is not None
        found |= {re.sub(r"^[^/]*/", "", path) for path in leaves(types, root, "ownershipDocument")}
    return found


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schema files of the specification are not here")
def test_the_lists_have_all_that_the_schemas_have() -> None:
    paths = schema_paths()
    assert {path for path in paths if not path.endswith("!")} == set(ELEMENTS)
    assert {path[:-1] for path in paths if path.endswith("!")} <= set(CITATIONS)
