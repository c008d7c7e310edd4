"""What a release changes, and that the machinery around the library is the same everywhere."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import release

import form4lib

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2030, 1, 2)
FILES = {
    release.LIBRARY: 'before = 1\n__version__ = "1.2.3"\nafter = 2\n',
    release.CITATION: "title: form4lib\nversion: 1.2.3\ndate-released: 2029-01-01\n",
    release.CHANGELOG: "# Log\n\n## [Unreleased]\n\n### Added\n\n- One thing.\n\n## [1.2.3] - 2029-01-01\n\n- Old.\n",
}


def test_a_release_names_its_version_everywhere() -> None:
    assert release.released(FILES, "1.3.0", DAY) == {
        release.LIBRARY: 'before = 1\n__version__ = "1.3.0"\nafter = 2\n',
        release.CITATION: "title: form4lib\nversion: 1.3.0\ndate-released: 2030-01-02\n",
        release.CHANGELOG: "# Log\n\n## [Unreleased]\n\n## [1.3.0] - 2030-01-02\n\n### Added\n\n- One thing.\n\n"
        "## [1.2.3] - 2029-01-01\n\n- Old.\n",
    }


@pytest.mark.parametrize(
    ("version", "why"),
    [("1.3", "is no version"), ("v1.3.0", "is no version"), ("1.2.3", "already"), ("1.1.9", "older")],
)
def test_what_is_no_new_version_is_refused(version: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        release.released(FILES, version, DAY)


def test_nothing_new_is_not_released() -> None:
    empty = {**FILES, release.CHANGELOG: "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2029-01-01\n"}
    with pytest.raises(ValueError, match="nothing under"):
        release.released(empty, "1.3.0", DAY)


def test_the_repository_is_ready_to_be_released() -> None:
    files = {name: (ROOT / name).read_text(encoding="utf-8") for name in FILES}
    major, minor, _ = form4lib.__version__.split(".")
    after = release.released(files, f"{major}.{int(minor) + 1}.0", DAY)
    assert all(after[name] != files[name] for name in FILES)
    assert f"version: {form4lib.__version__}" in files[release.CITATION]


def test_the_workflow_is_the_gate_and_nothing_else() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert re.findall(r"^\s*(?:- )?run: (.*)$", workflow, re.MULTILINE) == ["bash .ci/run"]
    classifiers = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    supported = set(re.findall(r"Python :: (3\.\d+)", classifiers))
    assert set(re.findall(r'"(3\.\d+)"', workflow)) == supported
    assert set(re.findall(r'"(3\.\d+)"', (ROOT / "noxfile.py").read_text(encoding="utf-8"))) == supported


def test_the_changelog_has_a_place_for_what_is_read_differently() -> None:
    assert "### Same input, different output" in (ROOT / release.CHANGELOG).read_text(encoding="utf-8")
