"""The documentation says what the code does: every example and command in it is run, every link leads somewhere."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import form4lib
from form4lib._shapes import record_classes
from form4lib.cli import parser
from form4lib.records import Filing
from support.pdf import make_pdf
from support.pdf_form import one_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(str(p.relative_to(ROOT)) for f in ("", "docs", "bench", ".github") for p in (ROOT / f).glob("*.md"))
NEEDS = {
    "docs/engines.md": ("pyarrow",),
    "docs/outputs.md": ("pyarrow",),
    "docs/pdf.md": ("pypdfium2",),
    "docs/howto-pdf.md": ("pypdfium2", "pyarrow", "pandas"),
}
"""What a page's examples need beyond the library itself."""
ENGINES = re.compile(r"\b(spark|dask|ray)\.")
"""Examples for these are no doctests: `test_engines.py` runs those of Spark and Dask, and the page says that the
one of Ray is not tried."""
PROGRAM = "import sys\nfrom form4lib.cli import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
"""As an installer writes it: its processes import it anew."""
EXTENDING = "docs/howto-extend.md"
"""Its examples are run with a copy of the library that has its edits."""

FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EDIT = re.compile(r"^<!-- edit: (\S+) -->\n```diff\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]\[]*\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def with_blocks(language: str, mark: str) -> list[str]:
    """The pages that have a block of this language with this mark in it."""
    return [p for p in PAGES if any(kind == language and mark in body for kind, body in FENCE.findall(text_of(p)))]


@pytest.mark.parametrize("page", [page for page in with_blocks("python", ">>> ") if page != EXTENDING])
def test_examples_print_what_they_say(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in NEEDS.get(page, ()):
        pytest.importorskip(module)
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / page), module_relative=False, encoding="utf-8")
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_no_example_goes_untried(page: str) -> None:
    untried = [body for kind, body in FENCE.findall(text_of(page)) if kind == "python" and ">>> " not in body]
    assert not [body for body in untried if page != "docs/engines.md" or not ENGINES.search(body)]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the commands are written for bash")
@pytest.mark.parametrize("page", with_blocks("console", "$ "))
def test_commands_print_what_they_say(page: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    program = tmp_path / "bin" / "form4lib"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\n{PROGRAM}")
    program.chmod(0o755)
    surroundings = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "COLUMNS": "80"}
    blocks = [body for kind, body in FENCE.findall(text_of(page)) if kind == "console"]
    for session in (f"\n{body}" for body in blocks if body.startswith("$ ")):
        for command, _, wanted in (part.partition("\n") for part in session.split("\n$ ")[1:]):
            whole = ["bash", "-c", f"exec 2>&1; {command}"]
            done = subprocess.run(whole, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
            same = doctest.OutputChecker().check_output(wanted.strip(), done.stdout.strip(), doctest.ELLIPSIS)
            assert same, f"{command}\nprinted:\n{done.stdout}"


def edited_copy(folder: Path) -> Path:
    """A copy of the library with the edits of the how-to; each has to fit in one place."""
    shutil.copytree(Path(form4lib.__file__).parent, folder / "form4lib", ignore=shutil.ignore_patterns("__pycache__"))
    edits = EDIT.findall(text_of(EXTENDING))
    assert len(edits) == 3
    for file, diff in edits:
        path = folder / Path(file).relative_to("src")
        assert path.relative_to(folder).parts[:2] == ("form4lib", "spec"), "what the how-to edits is data"
        lines = diff.splitlines()
        before, after = ("\n".join(line[1:] for line in lines if line[0] != sign) for sign in "+-")
        code = path.read_text(encoding="utf-8")
        assert code.count(before) == 1, before
        path.write_text(code.replace(before, after), encoding="utf-8")
    return folder


def tried_with(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the how-to's examples with the library in a folder."""
    program = "import doctest, sys, form4lib; print(form4lib.__file__); "
    program += "sys.exit(doctest.testfile(sys.argv[1], module_relative=False, encoding='utf-8').failed)"
    command = [sys.executable, "-B", "-c", program, str(ROOT / EXTENDING)]
    surroundings = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def test_a_label_and_an_edition_are_added_by_editing_data(tmp_path: Path) -> None:
    done = tried_with(edited_copy(tmp_path))
    assert done.stdout.startswith(str(tmp_path))
    assert done.returncode == 0, done.stdout


def test_without_the_edits_the_edition_is_read_wrongly_and_says_so() -> None:
    filing = form4lib.parse_text(text_of("examples/house-edition.txt"))
    assert filing.issuer.name is None
    assert [str(row.shares) for row in filing.non_derivative[:2] if row.kind == "transaction"] == ["9.5", "17.305"]
    assert {"value_missing", "relation_failed"} <= {d.code for d in filing.diagnostics}


def test_rendered_tables_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "tools" / "render_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def anchors(path: Path) -> set[str]:
    """The headings of a page, as links name them."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(path.read_text(encoding="utf-8")))
    return {word.strip().replace(" ", "-") for word in words}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for link in LINK.findall(FENCE.sub("", text_of(page))):
        if link.startswith(("https://", "mailto:")):
            continue
        file, _, anchor = link.partition("#")
        target = (ROOT / page).parent / file if file else ROOT / page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_has_its_place() -> None:
    index = text_of("docs/index.md")
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}
    assert sorted(pages) == sorted(name for _, body in FENCE.findall(index) for name in body.split() if name in pages)


def test_every_public_name_is_in_the_reference() -> None:
    described = set(re.findall(r"^\.\. auto\w+:: (\w+)$", text_of("docs/api.md"), re.MULTILINE))
    assert described | {cls.__name__ for cls in record_classes(Filing)} | {"__version__"} == set(form4lib.__all__)


def test_every_option_is_in_the_documentation() -> None:
    pages = "\n".join(text_of(page) for page in PAGES if page.startswith("docs/"))
    commands = next(a.choices for a in parser()._actions if isinstance(a.choices, dict))
    for name, command in commands.items():
        assert f"form4lib {name}" in pages
        options = [option for action in command._actions for option in action.option_strings]
        assert not [option for option in options if option not in pages and option not in ("-h", "--help")]


def test_the_continuous_check_finds_its_command() -> None:
    readme = text_of("README.md")
    block = readme.partition("<!-- command: test -->\n```console\n")[2].partition("\n```\n")[0]
    assert shlex.split(block)[-1] == "pytest"
    assert "<!-- command: test -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_shipped_page_is_the_one_that_the_tests_draw() -> None:
    assert (ROOT / "examples" / "form4.pdf").read_bytes() == make_pdf([one_page()])
