"""Bytes and markup that mean harm, or are badly broken: read with a word about it, or refused; never anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import form4lib
from form4lib import Filing, Form4Error, UnreadableDocumentError
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import LAYOUTS, Layout, layout_named
from support.answers import Answer, answer, is_sound
from support.pdf import PageMaker, make_pdf
from support.pdf_form import one_page

EXAMPLE = (Path(__file__).parent.parent / "examples" / "form4.txt").read_text(encoding="utf-8")
XML = form4lib.to_xml(
    form4lib.correct(printed_in(layout_named("tabs/viewer"), 8)[0], "remarks", "A remark."),
    issuer_cik="1",
    owner_ciks=("2",),
    rule_10b5_1=False,
)


SECRET = "/etc/hostname"
EXTERNAL = (
    f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{SECRET}">]>',
    f'<!DOCTYPE x [<!ENTITY % p SYSTEM "file://{SECRET}"> %p;]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/none.dtd">',
)


def said(found: Answer) -> str:
    """All that a record holds, or the message of a refusal."""
    return str(form4lib.to_dict(found)) if isinstance(found, Filing) else str(found)


def with_declaration(declaration: str, remark: str) -> str:
    head, _, body = XML.partition("?>")
    return f"{head}?>{declaration}{body.replace('A remark.', remark)}"


@pytest.mark.parametrize("declaration", EXTERNAL)
def test_external_entities_are_not_opened(declaration: str) -> None:
    found = answer(form4lib.parse_xml, with_declaration(declaration, "&e;"))
    secret = Path(SECRET).read_text() if Path(SECRET).exists() else "no such file"
    assert is_sound(found)
    assert secret.strip() not in said(found)


def test_entities_do_not_multiply() -> None:
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 30))
    text = with_declaration(f'<!DOCTYPE x [<!ENTITY e0 "boom">{levels}]>', "&e29;")
    found = answer(form4lib.parse_xml, text)
    assert is_sound(found)
    assert len(said(found)) < 10 * len(text)


@pytest.mark.parametrize("depth", [100, 10_000, 200_000])
def test_deep_nesting(depth: int) -> None:
    deep = "<a>" * depth
    assert is_sound(answer(form4lib.parse_xml, XML.replace("<remarks>", deep + "<remarks>")))
    assert is_sound(answer(form4lib.parse_xml, XML.replace("A remark.", deep + "</a>" * depth)))
    assert is_sound(answer(form4lib.parse_html, "<table><tr><td>" * (depth // 10) + EXAMPLE))


@pytest.mark.parametrize("size", [10, 1_000_000])
def test_huge_attributes_and_names(size: int) -> None:
    for piece in (f'<a b="{"x" * size}"/>', f"<a {'b ' * (size // 2)}/>", f"<{'n' * size}/>", f"<!--{'-' * size}-->"):
        assert is_sound(answer(form4lib.parse_xml, XML.replace("<remarks>", piece + "<remarks>")))
        assert is_sound(answer(form4lib.parse_html, EXAMPLE + piece))


CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "ascii")


@pytest.mark.parametrize("codec", CODECS)
def test_every_common_encoding_is_read(codec: str) -> None:
    assert form4lib.read(EXAMPLE.encode(codec)) == form4lib.parse_text(EXAMPLE)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("declared", ["UTF-8", "UTF-16", "ascii", "ebcdic-cp-us", "no-such-encoding", "utf-7", "rot13"])
def test_encodings_that_are_declared_wrongly(codec: str, declared: str) -> None:
    text = XML.replace("A remark.", "Émigré’s remark.").replace('"1.0"?', f'"1.0" encoding="{declared}"?')
    assert is_sound(answer(form4lib.read, text.encode(codec, "replace")))


@pytest.mark.parametrize(
    "junk", [b"\x00", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\xaf", b"\x1a", b"\xff" * 40]
)
def test_bytes_that_do_not_belong_there(junk: bytes) -> None:
    data = EXAMPLE.encode()
    for broken in (junk + data, data + junk, data[:700] + junk + data[700:], junk, junk * 50):
        assert is_sound(answer(form4lib.read, broken))


def test_mixed_encodings_are_said_to_be() -> None:
    data = EXAMPLE.encode() + "Remarks: Émigré ".encode("cp1252") + "Émigré".encode()
    filing = form4lib.read(data)
    assert any(d.code.startswith("encoding") for d in filing.diagnostics)


@pytest.mark.parametrize("char", ["\x00", "\ud800", "\ufffe", "\u2028", "\x85", "\U0010ffff", "\u202e", "\x1b[2J"])
def test_odd_characters_anywhere(char: str) -> None:
    doors = (form4lib.parse_text, form4lib.parse_html, form4lib.parse_xml, form4lib.parse_submission)
    for at in (0, 50, 900, len(EXAMPLE)):
        for parse in doors:
            assert is_sound(answer(parse, EXAMPLE[:at] + char + EXAMPLE[at:]))
    assert is_sound(answer(form4lib.parse_xml, XML.replace("A remark.", f"A {char} remark.")))


def test_lone_surrogates_stay_what_they_are() -> None:
    filing = form4lib.parse_text(EXAMPLE.replace("Remarks:", "Remarks: \ud800 here"))
    for path, evidence in filing.evidence.items():
        assert evidence.raw is not None, path


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("parse", [form4lib.parse_xml, form4lib.parse_submission, form4lib.parse_html])
def test_a_text_at_the_wrong_door(parse: Callable[[str], Filing], layout: Layout) -> None:
    assert is_sound(answer(parse, printed_in(layout, 1)[2]))


@pytest.mark.parametrize("cut", range(0, 100, 9))
def test_documents_cut_anywhere(cut: int) -> None:
    at = len(XML) * cut // 100
    submission = "<SEC-DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n" + XML[:at]
    assert is_sound(answer(form4lib.parse_xml, XML[:at]))
    assert is_sound(answer(form4lib.read, XML[:at].encode() + b"\xc3"))
    assert is_sound(answer(form4lib.parse_submission, submission))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    pytest.importorskip("pypdfium2")
    return make_pdf([one_page()])


@pytest.mark.parametrize("cut", [0, 1, 5, 8, 100, 1000, -1, -20, -400])
def test_a_truncated_pdf(pdf: bytes, cut: int) -> None:
    assert is_sound(answer(form4lib.parse_pdf, pdf[:cut]))
    assert is_sound(answer(form4lib.read, pdf[:cut]))


def test_an_encrypted_and_an_empty_pdf_are_refused() -> None:
    pytest.importorskip("pypdfium2")
    for data in (make_pdf([one_page()], encrypted=True), b"", b"%PDF-", b"%PDF-1.7\n%%EOF", make_pdf([])):
        with pytest.raises(Form4Error):
            form4lib.parse_pdf(data)


def test_a_pdf_with_very_many_pages(pdf: bytes) -> None:
    pages = [one_page(), *[PageMaker() for _ in range(10_000)]]
    with pytest.raises(UnreadableDocumentError, match="pages"):
        form4lib.parse_pdf(make_pdf(pages))


@pytest.mark.parametrize("seed", range(20))
def test_a_pdf_with_wrong_bytes(pdf: bytes, seed: int) -> None:
    rng = Random(seed)
    data = bytearray(pdf)
    for _ in range(rng.choice((1, 5, 50))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    assert is_sound(answer(form4lib.parse_pdf, bytes(data)))


def test_a_row_in_the_wrong_table_is_kept_and_announced() -> None:
    row = "<nonDerivativeHolding><securityTitle><value>Common Stock</value></securityTitle></nonDerivativeHolding>"
    filing = form4lib.parse_xml(XML.replace("<remarks>", f"<derivativeTable>{row}</derivativeTable><remarks>"))
    assert all(
        isinstance(row, (form4lib.DerivativeTransaction, form4lib.DerivativeHolding)) for row in filing.derivative
    )
    assert form4lib.from_dict(form4lib.to_dict(filing)) == filing
    assert any(d.code == "table_incomplete" and d.path == "derivative" for d in filing.diagnostics)
    assert "Common Stock" in filing.xml_extra.values()


FOUND = (
    "SEC IES TATEMENTOFCHANGESINBENEFICIALOWNERSHIPssuerNameandTickerorTradingSymbol<td><u>2005f ReportingPe\nReminder",
)
"""What fuzzing found to raise something else, cut down to what is needed for it."""


@pytest.mark.parametrize("text", FOUND)
def test_what_fuzzing_found(text: str) -> None:
    assert is_sound(form4lib.parse_text(text))
