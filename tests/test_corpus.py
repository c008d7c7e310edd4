"""The corpus of filings, where there is one: the seeds are read without an error, nothing raises.

The corpus is no part of the repository. FORM4LIB_CORPUS names its folder; the scorer that knows
what counts as the same value is `eval/score.py` beside that folder.
"""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import form4lib
from form4lib import Filing

NAMED = os.environ.get("FORM4LIB_CORPUS", "")
CORPUS = Path(NAMED)
SCORER = CORPUS.parent / "eval" / "score.py"
FILINGS = 10
"""Filings of the part `dev` that are read in all their views."""

if not NAMED:
    pytest.skip("FORM4LIB_CORPUS is not set: no corpus to read", allow_module_level=True)
if not CORPUS.is_dir() or not SCORER.is_file():
    pytest.skip(f"no corpus in {CORPUS}, or no {SCORER}", allow_module_level=True)


def scorer() -> Any:
    """The corpus' scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folders(part: str) -> list[Path]:
    """The filings of a part of the corpus, a folder each."""
    return sorted(truth.parent for truth in (CORPUS / part).glob("*/truth.json"))


def spread(found: list[Path], count: int) -> list[Path]:
    """So many of them, from the first to the last."""
    return found[:: max(len(found) // count, 1)][:count]


def views(folder: Path) -> Iterator[tuple[str, str]]:
    """The name and the text of every view of a filing."""
    for path in sorted(folder.glob("*.txt")):
        yield path.stem, path.read_text(encoding="utf-8")


def names(folder: Path) -> str:
    """What a filing is called in a test's name."""
    return folder.name


def spans_explain(filing: Filing, text: str) -> None:
    """Every raw text is what stands at its spans."""
    for path, evidence in filing.evidence.items():
        assert " ".join(text[a:b] for a, b in evidence.spans) == evidence.raw, path
    for diagnostic in filing.diagnostics:
        assert all(0 <= a <= b <= len(text) for a, b in diagnostic.spans), diagnostic


def test_there_are_seeds_and_filings() -> None:
    assert len(folders("seeds")) == 2
    assert len(folders("dev")) >= FILINGS


@pytest.mark.parametrize("folder", folders("seeds"), ids=names)
def test_seeds_are_read_without_an_error(folder: Path) -> None:
    score = scorer()
    truth = score.from_truth(json.loads((folder / "truth.json").read_text(encoding="utf-8")))
    for view, text in views(folder):
        filing = form4lib.parse_text(text)
        wrong = [
            (path, printed, read)
            for path, key, printed, read, _ in score.compare(truth, form4lib.to_dict(filing))
            if not score.same(key, printed, read)
            and (printed or read or key not in score.FLAGS)  # a box not ticked and a box not there come to the same
        ]
        assert not wrong, view
        spans_explain(filing, text)


@pytest.mark.parametrize("folder", spread(folders("dev"), FILINGS), ids=names)
def test_every_view_is_read_and_explained(folder: Path) -> None:
    for _, text in views(folder):
        filing = form4lib.parse_text(text)
        spans_explain(filing, text)
        assert form4lib.from_dict(form4lib.to_dict(filing)) == filing


def misses(folder: Path, filing: Filing) -> list[str]:
    """Paths at which a filing does not say what the truth has."""
    score = scorer()
    truth = score.from_truth(json.loads((folder / "truth.json").read_text(encoding="utf-8")))
    return [
        path
        for path, key, printed, read, _ in score.compare(truth, form4lib.to_dict(filing))
        if not score.same(key, printed, read) and (printed or read or key not in score.FLAGS)
    ]


@pytest.mark.parametrize("folder", [f for f in folders("dev") if (f / "source.xml").is_file()], ids=names)
def test_ownership_xml_says_what_the_page_shows(folder: Path) -> None:
    source = folder / "source.xml"
    filing = form4lib.read(source)
    wrong = misses(folder, filing)
    style = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["style"]
    if style == "X06" and filing.rule_10b5_1:  # that edition of the page has no such box; the document has the element
        wrong.remove("rule_10b5_1")
    assert (wrong, filing.diagnostics) == ([], ())
    spans_explain(filing, source.read_bytes().decode("utf-8"))


@pytest.mark.parametrize("folder", folders("submissions"), ids=names)
def test_submissions_say_what_the_page_shows(folder: Path) -> None:
    source = folder / "submission.txt"
    filing = form4lib.read(source)
    assert misses(folder, filing) == []
    assert filing.submission is not None
    assert filing.submission.issuer_cik == filing.issuer.cik
    assert set(filing.submission.owner_ciks) == {owner.cik for owner in filing.reporting_owners}
    assert None not in attrs.astuple(filing.submission)[:5]
    spans_explain(filing, source.read_bytes().decode("utf-8"))
