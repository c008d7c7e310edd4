"""`read` takes a path, bytes or text of any kind and tells by the content what it is."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType

import attrs
import pytest

from form4lib import (
    Filing,
    InputTooLargeError,
    Limits,
    NotAnOwnershipFormError,
    parse_html,
    parse_text,
    parse_xml,
    read,
    read_all,
)
from form4lib.inputs._decode import decode
from support.ownership import document
from test_submission import FACTS, HEADER, enclosed, page_in
from test_xml import SALE, TEXT


def test_each_kind_goes_through_its_door() -> None:
    page, tabs = page_in("html/viewer"), page_in("tabs/viewer")
    assert read(TEXT) == parse_xml(TEXT)
    assert read(page) == parse_html(page) == parse_text(page)
    assert read(tabs) == parse_text(tabs)
    submission = read(HEADER + enclosed(TEXT))
    assert (submission.submission, attrs.evolve(submission, submission=None)) == (FACTS, parse_xml(TEXT))
    assert read(f"\n{enclosed(tabs)}").issuer == parse_text(tabs).issuer


def test_a_path_is_read_whatever_its_name_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.pdf"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for source in (path, str(path), "page.pdf"):
        assert read(source) == parse_xml(TEXT)
    assert read_all(path) == (parse_xml(TEXT),)


def test_a_path_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAnOwnershipFormError, match="a file of that name"):
        read("nowhere.xml")
    with pytest.raises(NotAnOwnershipFormError, match="a file of that name"):
        read(1000 * "x")
    with pytest.raises(NotAnOwnershipFormError):
        read("")
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nowhere.xml")
    with pytest.raises(IsADirectoryError):
        read(str(tmp_path))


def test_a_text_that_could_be_a_form_is_never_taken_for_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("two\nlines").write_text(TEXT, encoding="utf-8")
    Path("<a>").write_text(TEXT, encoding="utf-8")
    for name in ("two\nlines", "<a>", "x" * 1001, "nul\0"):
        with pytest.raises(NotAnOwnershipFormError, match="the form's title"):
            read(name)


@pytest.mark.parametrize("source", [None, 4, BytesIO(b""), ["a"]])
def test_what_is_neither_path_nor_content_is_a_type_error(source: object) -> None:
    with pytest.raises(TypeError, match=f"a path, bytes or a str is read, not {type(source).__name__}"):
        read(source)  # type: ignore[arg-type]


def test_a_pdf_is_told_by_its_mark_and_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    door = ModuleType("form4lib.inputs._pdf")
    door.read_pdf = lambda data, work: Filing(form_type="4", remarks=data.decode())  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "form4lib.inputs._pdf", door)
    assert read(b"junk\n%PDF-1.7 ...") == Filing(form_type="4", remarks="junk\n%PDF-1.7 ...")


def test_too_much_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    for source in (b"12345", tmp_path / "a"):
        with pytest.raises(InputTooLargeError, match="bytes"):
            read(source, limits=Limits(file_bytes=3))


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_of_every_kind_are_read(kind: type) -> None:
    assert read(kind(TEXT.encode())) == parse_xml(TEXT)
    assert parse_xml(kind(TEXT.encode())) == parse_xml(TEXT)


NAMED = document({**SALE, "issuer/issuerName": "Café “Zoë” — Ångström"})


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (NAMED.encode(), []),
        (NAMED.encode("utf-8-sig"), []),
        (NAMED.encode("utf-16"), []),
        (NAMED.encode("utf-16-le"), []),
        (NAMED.encode("utf-16-be"), []),
        (NAMED.encode("utf-32"), []),
        (b'<?xml version="1.0" encoding="windows-1252"?>' + NAMED.encode("cp1252"), []),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>' + NAMED.encode("cp1252"), []),
        (b"<?xml version='1.0' encoding='UTF-8'?>" + NAMED.encode("cp1252"), ["encoding_assumed"]),
        (b"<?xml version='1.0' encoding='klingon'?>" + NAMED.encode(), []),
        (b"<?xml version='1.0' encoding='UTF-16'?>" + NAMED.encode(), []),
        (b"<?xml version='1.0' encoding='utf-7'?>" + NAMED.encode(), []),
        (b"<?xml version='1.0' encoding='punycode'?>" + NAMED.encode(), []),
        (b"<?xml version='1.0' encoding='hex'?>" + NAMED.encode(), []),
        (NAMED.encode("cp1252"), ["encoding_assumed"]),
    ],
)
def test_bytes_are_decoded_as_they_say_or_it_is_told(data: bytes, codes: list[str]) -> None:
    for filing in (read(data), parse_xml(data), read_all(data)[0]):
        assert filing == parse_xml(NAMED)
        assert [d.code for d in filing.diagnostics] == codes


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zoë’s — é".encode() + b"\xff", "Zoë’s — é\ufffd"),
        (b"caf\xe9 \x81", "café \ufffd"),
        (b"\xff\xfea\x00b", "a\ufffd"),
    ],
)
def test_bytes_that_stand_for_nothing_are_replaced_and_told(data: bytes, text: str) -> None:
    decoded, notices = decode(data)
    assert decoded == text
    assert [(d.code, d.severity) for d in notices] == [("encoding_replaced", "warning")]
    assert [text[a:b] for a, b in notices[0].spans] == ["\ufffd"]


def test_a_page_is_decoded_as_it_declares() -> None:
    declared = page_in("html/viewer").replace("<html>", '<html><meta charset="cp1253">', 1)
    name = parse_text(declared).issuer.name
    assert name is not None
    greek = declared.replace(name, f"{name} \u03b4")
    filing = parse_html(greek.encode("cp1253"))
    assert (filing.issuer.name, filing.diagnostics) == (f"{name} \u03b4", parse_text(greek).diagnostics)


def test_several_forms_give_the_first_and_say_so() -> None:
    both = TEXT + TEXT.replace("1250", "99")
    assert [d.code for d in read(both).diagnostics] == ["several_forms"]
    assert read(both) == read_all(both)[0] == parse_xml(TEXT)
    assert [filing.diagnostics for filing in read_all(both)] == [(), ()]
