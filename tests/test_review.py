"""The review page as a text: one file of its own, everything in it held as text."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

from form4lib import Evidence, Filing, parse_text, review_html
from form4lib._review import doubtful_paths
from form4lib.cli import main
from form4lib.outputs.review import Entry, review_page
from form4lib.outputs.review._source import source_html
from hostile import HOSTILE, filled_with
from samples import BARE, FULL

EXAMPLE_FILE = Path(__file__).resolve().parent.parent / "examples" / "form4.txt"
EXAMPLE = EXAMPLE_FILE.read_text(encoding="utf-8")
PAGE = review_html(EXAMPLE, parse_text(EXAMPLE))


def shown(html: str) -> str:
    """The text of a piece of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def data_of(page: str) -> dict[str, object]:
    """The first block of JSON on a page."""
    found = re.search(r'<script type="application/json" class="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, object] = json.loads(found[1])
    return data


def test_the_page_is_one_file_that_forbids_the_network() -> None:
    assert not re.search(r"""<[^>]*\s(?:src|href)=["']?(?!["']?#)""", PAGE)
    assert "http:" not in PAGE
    assert "https:" not in PAGE
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', PAGE)
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", PAGE, re.DOTALL)
        assert len(content) == 1
        digest = b64encode(sha256(content[0].encode()).digest()).decode()
        assert f"{kind} &#x27;sha256-{digest}&#x27;" in policy
    assert policy.startswith("default-src &#x27;none&#x27;;")
    assert " style=" not in PAGE
    assert not re.search(r"<[^>]* on[a-z]+=", PAGE)


def test_its_program_never_makes_markup_of_text() -> None:
    folder = files("form4lib.outputs.review")
    programs = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".js")]
    styles = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".css")]
    ways = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", 'setAttribute("on')
    assert programs
    assert not [way for way in ways for program in programs if way in program]
    for text in (*programs, *styles, files("form4lib.outputs").joinpath("card.css").read_text(encoding="utf-8")):
        assert "</" not in text
        assert "url(" not in text
        assert "@import" not in text
        assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("text", [*HOSTILE, "\u2028\u2029", "\ud800", "é\U0001f600"])
def test_data_are_json_without_a_tag(text: str) -> None:
    filing = filled_with(text)
    page = review_html(text, filing)
    page.encode("utf-8")
    block = re.findall(r'class="data">(.*?)</script>', page, re.DOTALL)
    assert len(block) == 1
    assert not set("<>&\u2028\u2029") & set(block[0])
    record = data_of(page)["record"]
    assert isinstance(record, dict)
    assert (record["remarks"], record["issuer"]["name"]) == (text, text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_source_has_every_line_with_what_was_read_marked(end: str) -> None:
    text = end.join(("ab<c>", "", "de&f", "g"))
    inner = text.index("&")
    html = source_html(text, {3: ((1, 4),), 7: ((2, 3), (inner - 1, inner + 2)), 9: ((0, 10**6), (5, 5), (-3, 2))})
    lines = re.findall(r'<div class="line" data-n="(\d+)">(.*?)</div>', html)
    assert [(n, shown(line)) for n, line in lines] == [("1", "ab<c>"), ("2", ""), ("3", "de&f"), ("4", "g")]
    assert re.findall(r'<mark data-f="([\d ]+)">(.*?)</mark>', html) == [
        ("3", "b"),
        ("3 7", "&lt;"),
        ("3", "c"),
        ("7", "e&amp;f"),
    ]


@pytest.mark.parametrize("filing", [BARE, FULL, parse_text(EXAMPLE)], ids=["bare", "full", "example"])
def test_whatever_is_in_doubt_is_a_stop(filing: Filing) -> None:
    page = review_html(EXAMPLE, filing)
    stops = re.findall(r'<button [^>]*class="(?:notice|v) doubt[^"]*" data-f="(\d+)"', page)
    paths = data_of(page)["paths"]
    assert isinstance(paths, dict)
    known = {paths[number] for number in stops if number in paths}
    assert known == {path for path in doubtful_paths(filing) if path in set(paths.values())}
    told = {d.path for d in filing.diagnostics if d.severity != "info"} - known
    assert len(stops) - len(known) >= len(told)


def test_doubt_about_what_the_form_does_not_print_is_a_stop_too() -> None:
    evidence = {path: Evidence(confidence=0.3) for path in ("footnotes[0].id", "issuer.cik", "schema_version")}
    page = review_html(EXAMPLE, attrs.evolve(FULL, evidence=evidence, diagnostics=()))
    assert len(re.findall(r'class="v doubt', page)) == 3
    assert ">issuer.cik<" in page


def test_several_are_sorted_by_doubt_and_named_below_their_folder() -> None:
    sure = attrs.evolve(parse_text(EXAMPLE), evidence={}, diagnostics=())
    odd = attrs.evolve(FULL, evidence={"issuer.name": Evidence(confidence=0.3)}, diagnostics=())
    page = review_page([Entry("a/b/sure.txt", EXAMPLE, sure), Entry("a/c/odd.txt", "", odd)])
    assert re.findall(r'<a href="#filing-(\d)">([^<]*)</a>', page) == [("0", "c/odd.txt"), ("1", "b/sure.txt")]
    assert page.count("<template") == 2


@pytest.mark.parametrize(("text", "filing"), [(b"x", FULL), ("x", {})])
def test_other_types_are_refused(text: object, filing: object) -> None:
    with pytest.raises(TypeError, match=r"review_html\(\) takes"):
        review_html(text, filing)  # type: ignore[arg-type]


def test_the_command_writes_the_page(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    out = tmp_path / "page.html"
    assert main(["review", str(EXAMPLE_FILE), "-o", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "form4.txt" in page
    assert main(["review", str(EXAMPLE_FILE), str(tmp_path / "nowhere"), str(EXAMPLE_FILE), "-o", "-"]) == 2
    written, told = capsysbinary.readouterr()
    assert b"2 filings to review" in written
    assert b"nowhere: cannot be read" in told


def test_the_command_says_what_it_cannot_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter"
    letter.write_text("Dear Sir", encoding="utf-8")
    assert main(["review", str(letter), "-o", str(tmp_path / "page.html")]) == 2
    assert not (tmp_path / "page.html").exists()
    assert main(["review", str(EXAMPLE_FILE), "-o", str(tmp_path / "no" / "page.html")]) == 2
    assert "cannot be written: No such file or directory" in capsys.readouterr().err


def test_the_text_of_a_file_is_what_the_spans_index(tmp_path: Path) -> None:
    (tmp_path / "form").write_bytes(EXAMPLE.replace("Larkspur", "Lärkspur").encode("utf-16"))
    out = tmp_path / "page.html"
    assert main(["review", str(tmp_path / "form"), "-o", str(out)]) == 0
    assert ">Lärkspur Instruments, Inc.</mark>" in out.read_text(encoding="utf-8")
