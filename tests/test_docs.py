"""The documentation says what the code does."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


PAGES = ("README.md", "docs/bulk.md", "docs/engines.md", "docs/look.md", "docs/outputs.md", "docs/use.md")


@pytest.mark.parametrize("page", PAGES)
def test_examples_print_what_they_say(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if page in ("docs/engines.md", "docs/outputs.md"):
        pytest.importorskip("pyarrow")
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / page), module_relative=False, encoding="utf-8")
    assert tried > 0
    assert failed == 0


def test_the_report_of_a_batch_is_what_the_command_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "bulk.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- command: batch -->\n```console\n$ ")[2].partition("\n```\n")[0]
    command, _, report = shown.partition("\n")
    monkeypatch.chdir(ROOT)
    arguments = command.replace("out.jsonl", str(tmp_path / "out.jsonl")).split()[1:]
    done = subprocess.run([sys.executable, "-m", "form4lib", *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (1, report.strip(), "")


def test_rendered_tables_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "tools" / "render_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_continuous_check_finds_its_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("<!-- command: test -->\n```console\n")[2].partition("\n```\n")[0]
    assert block.endswith(".venv/bin/python -m pytest")
    assert "<!-- command: test -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
