"""EDGAR's schema files of the ownership XML, where there are any: they are no part of the repository."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(os.environ.get("FORM4LIB_CORPUS", ""))
"""The corpus of filings, no part of the repository either."""

FOLDER = CORPUS.parent / "spec"

needed = pytest.mark.skipif(
    not (FOLDER / "ownership4Document.xsd.xml").is_file() or find_spec("xmlschema") is None,
    reason="xmlschema is not installed, or FORM4LIB_CORPUS names no folder with the schema files in `spec` beside it",
)


@cache
def schema(form_type: str) -> Any:
    """The schema of a form type, such as 4/A."""
    import xmlschema

    return xmlschema.XMLSchema(str(FOLDER / f"ownership{form_type.replace('/', '')}Document.xsd.xml"))


def faults(document: str) -> list[str]:
    """What the schema has against a document, nothing where it is valid."""
    found = re.search("<documentType>(.*?)</documentType>", document)
    assert found is not None
    return [f"{error.path}: {error.reason}" for error in schema(found[1]).iter_errors(document)]


def codes(element: str) -> set[str]:
    """The codes that the schema allows in an element."""
    text = (FOLDER / "ownershipDocumentCommon.xsd.xml").read_text(encoding="utf-8")
    declared = text.partition(f'name="{element}"')[2].partition("</xs:simpleType>")[0]
    return {code for code in re.findall('enumeration value="([^"]*)"', declared) if code.strip()}
