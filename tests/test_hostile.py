"""Bytes and markup that mean harm, or are badly broken: read with a word about it, or refused; never anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import form4lib
from form4lib import Filing, Form4Error
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import LAYOUTS, layout_named
from support.pdf import PageMaker, make_pdf
from support.pdf_form import one_page

EXAMPLE = (Path(__file__).parent.parent / "examples" / "form4.txt").read_text(encoding="utf-8")
XML = form4lib.to_xml(
    form4lib.correct(printed_in(layout_named("tabs/viewer"), 8)[0], "remarks", "A remark."),
    issuer_cik="1",
    owner_ciks=("2",),
    rule_10b5_1=False,
)


def outcome(read: Callable[[], Filing]) -> Filing | None:
    """The filing, or None where it was refused; anything else that is raised fails the test."""
    try:
        filing = read()
    except Form4Error:
        return None
    assert isinstance(filing, Filing)
    assert form4lib.from_dict(form4lib.to_dict(filing)) == filing
    return filing


SECRET = "/etc/hostname"
EXTERNAL = (
    f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{SECRET}">]>',
    f'<!DOCTYPE x [<!ENTITY % p SYSTEM "file://{SECRET}"> %p;]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/none.dtd">',
)


def with_declaration(declaration: str, remark: str) -> str:
    head, _, body = XML.partition("?>")
    return f"{head}?>{declaration}{body.replace('A remark.', remark)}"


@pytest.mark.parametrize("declaration", EXTERNAL)
def test_external_entities_are_not_opened(declaration: str) -> None:
    filing = outcome(lambda: form4lib.parse_xml(with_declaration(declaration, "&e;")))
    secret = Path(SECRET).read_text() if Path(SECRET).exists() else "no such file"
    if filing is not None:
        assert secret.strip() not in str(form4lib.to_dict(filing))


def test_entities_do_not_multiply() -> None:
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 30))
    text = with_declaration(f'<!DOCTYPE x [<!ENTITY e0 "boom">{levels}]>', "&e29;")
    filing = outcome(lambda: form4lib.parse_xml(text))
    if filing is not None:
        assert len(str(filing.remarks)) < len(text)


@pytest.mark.parametrize("depth", [100, 10_000, 200_000])
def test_deep_nesting(depth: int) -> None:
    deep = "<a>" * depth
    outcome(lambda: form4lib.parse_xml(XML.replace("<remarks>", deep + "<remarks>")))
    outcome(lambda: form4lib.parse_xml(XML.replace("A remark.", deep + "</a>" * depth)))
    outcome(lambda: form4lib.parse_html("<table><tr><td>" * (depth // 10) + EXAMPLE))


@pytest.mark.parametrize("size", [10, 1_000_000])
def test_huge_attributes_and_names(size: int) -> None:
    for piece in (f'<a b="{"x" * size}"/>', f"<a {'b ' * (size // 2)}/>", f"<{'n' * size}/>", f"<!--{'-' * size}-->"):
        outcome(lambda piece=piece: form4lib.parse_xml(XML.replace("<remarks>", piece + "<remarks>")))  # type: ignore[misc]
        outcome(lambda piece=piece: form4lib.parse_html(EXAMPLE + piece))  # type: ignore[misc]


CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "ascii")


@pytest.mark.parametrize("codec", CODECS)
def test_every_common_encoding_is_read(codec: str) -> None:
    filing = outcome(lambda: form4lib.read(EXAMPLE.encode(codec)))
    assert filing is not None
    assert filing == form4lib.parse_text(EXAMPLE)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("declared", ["UTF-8", "UTF-16", "ascii", "ebcdic-cp-us", "no-such-encoding", "utf-7", "rot13"])
def test_encodings_that_are_declared_wrongly(codec: str, declared: str) -> None:
    text = XML.replace("A remark.", "Émigré’s remark.").replace('"1.0"?', f'"1.0" encoding="{declared}"?')
    outcome(lambda: form4lib.read(text.encode(codec, "replace")))


@pytest.mark.parametrize(
    "junk", [b"\x00", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\xaf", b"\x1a", b"\xff" * 40]
)
def test_bytes_that_do_not_belong_there(junk: bytes) -> None:
    data = EXAMPLE.encode()
    for broken in (junk + data, data + junk, data[:700] + junk + data[700:], junk, junk * 50):
        outcome(lambda broken=broken: form4lib.read(broken))  # type: ignore[misc]


def test_mixed_encodings_are_said_to_be() -> None:
    data = EXAMPLE.encode() + "Remarks: Émigré ".encode("cp1252") + "Émigré".encode()
    filing = outcome(lambda: form4lib.read(data))
    assert filing is not None
    assert any(d.code.startswith("encoding") for d in filing.diagnostics)


@pytest.mark.parametrize("char", ["\x00", "\ud800", "\ufffe", "\u2028", "\x85", "\U0010ffff", "\u202e", "\x1b[2J"])
def test_odd_characters_anywhere(char: str) -> None:
    doors = (form4lib.parse_text, form4lib.parse_html, form4lib.parse_xml, form4lib.parse_submission)
    for at in (0, 50, 900, len(EXAMPLE)):
        for parse in doors:
            outcome(lambda at=at, parse=parse: parse(EXAMPLE[:at] + char + EXAMPLE[at:]))  # type: ignore[misc]
    outcome(lambda: form4lib.parse_xml(XML.replace("A remark.", f"A {char} remark.")))


def test_lone_surrogates_stay_what_they_are() -> None:
    filing = form4lib.parse_text(EXAMPLE.replace("Remarks:", "Remarks: \ud800 here"))
    for path, evidence in filing.evidence.items():
        assert evidence.raw is not None, path


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("parse", [form4lib.parse_xml, form4lib.parse_submission, form4lib.parse_html])
def test_a_text_at_the_wrong_door(parse: Callable[[str], Filing], layout: object) -> None:
    text = printed_in(layout, 1)[2]  # type: ignore[arg-type]
    outcome(lambda: parse(text))


@pytest.mark.parametrize("cut", range(0, 100, 9))
def test_documents_cut_anywhere(cut: int) -> None:
    at = len(XML) * cut // 100
    outcome(lambda: form4lib.parse_xml(XML[:at]))
    outcome(lambda: form4lib.read(XML[:at].encode() + b"\xc3"))
    outcome(lambda: form4lib.parse_submission("<SEC-DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n" + XML[:at]))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    pytest.importorskip("pypdfium2")
    return make_pdf([one_page()])


@pytest.mark.parametrize("cut", [0, 1, 5, 8, 100, 1000, -1, -20, -400])
def test_a_truncated_pdf(pdf: bytes, cut: int) -> None:
    outcome(lambda: form4lib.parse_pdf(pdf[:cut]))
    outcome(lambda: form4lib.read(pdf[:cut]))


def test_an_encrypted_and_an_empty_pdf_are_refused() -> None:
    pytest.importorskip("pypdfium2")
    for data in (make_pdf([one_page()], encrypted=True), b"", b"%PDF-", b"%PDF-1.7\n%%EOF", make_pdf([])):
        with pytest.raises(Form4Error):
            form4lib.parse_pdf(data)


def test_a_pdf_with_very_many_pages(pdf: bytes) -> None:
    filing = outcome(lambda: form4lib.parse_pdf(make_pdf([one_page(), *[PageMaker() for _ in range(10_000)]])))
    assert filing is None or filing.issuer.name == "Larkspur Pumps Inc"


@pytest.mark.parametrize("seed", range(20))
def test_a_pdf_with_wrong_bytes(pdf: bytes, seed: int) -> None:
    rng = Random(seed)
    data = bytearray(pdf)
    for _ in range(rng.choice((1, 5, 50))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    outcome(lambda: form4lib.parse_pdf(bytes(data)))


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
    assert outcome(lambda: form4lib.parse_text(text)) is not None
