"""The PDF door, on pages drawn for the tests."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import form4lib
from support.pdf import PageMaker, make_pdf
from support.pdf_form import SALE, TRUST, draw_end, draw_head, draw_rows, draw_table, one_page

pytest.importorskip("pypdfium2")


def test_a_ruled_page_is_read_cell_by_cell() -> None:
    filing = form4lib.parse_pdf(make_pdf([one_page()]))
    assert filing.form_type == "4"
    assert filing.issuer.name == "Larkspur Pumps Inc"
    assert filing.issuer.trading_symbol == "LRKP"
    assert filing.period_of_report == date(2021, 3, 4)
    owner = filing.reporting_owners[0]
    assert (owner.name, owner.address.city, owner.address.zip_code) == ("Quennell Ada R", "SALEM", "01970")
    assert owner.relationship.is_officer is True
    assert owner.relationship.is_director is False
    sale, holding = filing.non_derivative
    assert isinstance(sale, form4lib.NonDerivativeTransaction)
    assert (sale.shares, sale.price_per_share) == (Decimal("1250"), Decimal("17.305"))
    assert (sale.transaction_code, sale.acquired_disposed_code, sale.direct_or_indirect) == ("S", "D", "D")
    assert dict(sale.footnotes) == {"transaction_code": ("1",), "price_per_share": ("1",)}
    assert (holding.kind, holding.shares_owned_following) == ("holding", Decimal("3000"))
    assert holding.nature_of_ownership == "By Trust"
    assert filing.footnotes[0].text == "Sold under a plan adopted in 2020."
    assert filing.signatures[0].name == "/s/ Ada R Quennell"


def test_evidence_says_where_on_the_page() -> None:
    filing = form4lib.parse_pdf(make_pdf([one_page()]))
    text = filing.source_text
    assert text is not None
    evidence = filing.evidence["non_derivative[0].shares"]
    assert [text[start:end] for start, end in evidence.spans] == ["1,250"]
    [(page, x0, top, x1, bottom)] = evidence.boxes
    assert page == 1
    assert x0 == pytest.approx(302, abs=1)
    assert x1 < 360
    assert top < 273 < bottom
    two_lines = filing.evidence["non_derivative[1].nature_of_ownership"].boxes
    assert len(two_lines) == 2
    assert two_lines[0][2] < two_lines[1][2]


def test_a_path_is_as_good_as_bytes(tmp_path: Path) -> None:
    data = make_pdf([one_page()])
    path = tmp_path / "form.pdf"
    path.write_bytes(data)
    assert form4lib.parse_pdf(path) == form4lib.parse_pdf(str(path)) == form4lib.parse_pdf(data)


def test_a_row_that_the_page_cuts_is_one_row() -> None:
    first, second = PageMaker(), PageMaker()
    draw_head(first)
    upper = ("Class A", *SALE[1:])
    draw_table(first, 210, (TRUST, upper), below=True)
    lower = ("Common Stock", *[""] * 10)
    bottom = draw_rows(second, 40, (lower, TRUST), above=True)
    draw_end(second, bottom)
    filing = form4lib.parse_pdf(make_pdf([first, second]))
    assert [row.security_title for row in filing.non_derivative] == [
        "Common Stock",
        "Class A Common Stock",
        "Common Stock",
    ]
    assert [box[0] for box in filing.evidence["non_derivative[1].security_title"].boxes] == [1, 2]


def test_two_rows_without_a_border_between_pages_stay_two() -> None:
    first, second = PageMaker(), PageMaker()
    draw_head(first)
    draw_table(first, 210, (SALE,), below=True)
    again = (*SALE[:5], "750", "D", "$17.40", "48,000", "D", "")
    draw_end(second, draw_rows(second, 40, (again,), above=True))
    filing = form4lib.parse_pdf(make_pdf([first, second]))
    assert [form4lib.get_path(filing, f"non_derivative[{i}].shares") for i in range(2)] == [
        Decimal("1250"),
        Decimal("750"),
    ]


def test_what_a_browser_prints_in_the_margins_is_left_out() -> None:
    first, second = PageMaker(), PageMaker()
    draw_head(first)
    draw_table(first, 210, (SALE,))
    draw_end(second, draw_rows(second, 40, (TRUST,)))
    for number, page in enumerate((first, second), 1):
        page.text(30, 780, f"https://example.org/form4.html   {number}/2")
    filing = form4lib.parse_pdf(make_pdf([first, second]))
    assert filing.source_text is not None
    assert "example.org" not in filing.source_text
    assert len(filing.non_derivative) == 2


def test_a_page_without_rules_is_read_by_where_words_stand() -> None:
    page = one_page()
    page.drawn = [drawing for drawing in page.drawn if drawing.startswith("BT")]
    filing = form4lib.parse_pdf(make_pdf([page]))
    sale = filing.non_derivative[0]
    assert isinstance(sale, form4lib.NonDerivativeTransaction)
    assert (sale.shares, sale.shares_owned_following) == (Decimal("1250"), Decimal("48750"))
    assert filing.evidence["non_derivative[0].shares"].boxes


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_lies_on_its_side_in_the_file_is_read_upright(turned: int) -> None:
    upright, filing = (form4lib.parse_pdf(make_pdf([one_page()], turned=t)) for t in (0, turned))
    assert filing == upright
    path = "non_derivative[0].shares"
    assert filing.evidence[path].boxes[0] == pytest.approx(upright.evidence[path].boxes[0], abs=0.2)


def test_the_page_text_is_reproducible() -> None:
    data = make_pdf([one_page()])
    assert form4lib.parse_pdf(data).source_text == form4lib.parse_pdf(data).source_text


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"no pdf at all", make_pdf([one_page()])[:700]])
def test_what_is_no_whole_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(form4lib.UnreadableDocumentError, match=r"not a PDF, or a damaged one.*qpdf"):
        form4lib.parse_pdf(data)


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(form4lib.UnreadableDocumentError, match=r"encrypted.*password"):
        form4lib.parse_pdf(make_pdf([one_page()], encrypted=True))


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(form4lib.UnreadableDocumentError, match="2 pages and the limit is 1"):
        form4lib.parse_pdf(make_pdf([one_page(), PageMaker()]), limits=form4lib.Limits(pages=1))


def test_too_many_bytes_are_refused(tmp_path: Path) -> None:
    data = make_pdf([one_page()])
    (tmp_path / "form.pdf").write_bytes(data)
    for source in (data, tmp_path / "form.pdf"):
        with pytest.raises(form4lib.UnreadableDocumentError, match="bytes and the limit is 100"):
            form4lib.parse_pdf(source, limits=form4lib.Limits(file_bytes=100))


def test_another_document_is_no_form() -> None:
    page = PageMaker()
    page.text(30, 40, "Dear Sir or Madam, thank you for the pumps.")
    with pytest.raises(form4lib.NotAnOwnershipFormError, match="Check that the PDF is a Form 3, 4 or 5"):
        form4lib.parse_pdf(make_pdf([page]))


def test_text_is_not_taken_for_a_pdf() -> None:
    with pytest.raises(TypeError, match="bytes or a path, not int"):
        form4lib.parse_pdf(4)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        form4lib.parse_pdf("no such file.pdf")


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(form4lib.MissingDependencyError, match=r"pip install form4lib\[pdf\]"):
        form4lib.parse_pdf(make_pdf([one_page()]))


def test_a_page_with_nothing_but_rules_needs_no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    last = PageMaker()
    last.lying(40, 30, 580)
    assert len(form4lib.parse_pdf(make_pdf([one_page(), last])).non_derivative) == 2


def test_a_drawing_of_thousands_of_rules_is_no_table() -> None:
    page = one_page()
    for i in range(1200):
        page.lying(420 + 0.3 * i, 30 + i % 7 * 60, 60 + i % 7 * 60)
        page.standing(30 + 0.45 * i, 420 + i % 7 * 40, 440 + i % 7 * 40)
    assert form4lib.parse_pdf(make_pdf([page])).issuer.trading_symbol == "LRKP"
