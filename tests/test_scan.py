"""Scans: the picture's rules and ink, and pages read with tesseract where it is installed."""

from __future__ import annotations

import shutil
from decimal import Decimal
from typing import Any

import pytest

import form4lib
from support.pdf import make_pdf, make_scan
from support.pdf_form import SALE, TRUST, one_page

np = pytest.importorskip("numpy")
pypdfium2 = pytest.importorskip("pypdfium2")
image = pytest.importorskip("PIL.Image")

from form4lib.inputs._scan_cells import _letters_of  # noqa: E402
from form4lib.inputs._scan_ink import lines_of_ink, separators, without_borders  # noqa: E402
from form4lib.inputs._scan_rules import find_rules  # noqa: E402
from form4lib.inputs._scan_tesseract import _read_table  # noqa: E402

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def scan_of(data: bytes, askew: float = 0.0) -> bytes:
    """The pages of a PDF as pictures at 200 dpi, turned by some degrees."""
    pdf = pypdfium2.PdfDocument(data)
    pictures = []
    for page in pdf:
        picture = page.render(scale=200 / 72, grayscale=True).to_numpy()
        picture = picture[:, :, 0] if picture.ndim == 3 else picture
        picture = np.asarray(image.fromarray(picture).rotate(askew, fillcolor=255))
        pictures.append((picture.shape[1], picture.shape[0], picture.tobytes()))
    pdf.close()
    return make_scan(pictures)


def paper(tall: int, wide: int) -> Any:
    return np.full((tall, wide), 255, dtype=np.uint8)


@needs_tesseract
def test_a_scan_is_read() -> None:
    filing = form4lib.parse_pdf(scan_of(make_pdf([one_page((SALE, TRUST))])))
    assert filing.issuer.trading_symbol == "LRKP"
    assert filing.reporting_owners[0].name == "Quennell Ada R"
    sale, holding = filing.non_derivative
    assert isinstance(sale, form4lib.NonDerivativeTransaction)
    assert (sale.shares, sale.price_per_share) == (Decimal("1250"), Decimal("17.305"))
    assert (sale.transaction_code, sale.acquired_disposed_code, sale.direct_or_indirect) == ("S", "D", "D")
    assert sale.footnotes["price_per_share"] == ("1",)
    assert holding.direct_or_indirect == "I"
    [(page, x0, top, _, bottom)] = filing.evidence["non_derivative[0].shares"].boxes
    assert page == 1
    assert x0 == pytest.approx(302, abs=2)
    assert top < 273 < bottom


@needs_tesseract
def test_a_scan_that_lies_askew_is_laid_straight() -> None:
    filing = form4lib.parse_pdf(scan_of(make_pdf([one_page((SALE, TRUST))]), askew=0.8))
    assert form4lib.get_path(filing, "non_derivative[0].shares") == Decimal("1250")
    assert form4lib.get_path(filing, "non_derivative[1].shares_owned_following") == Decimal("3000")


def test_the_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(form4lib.MissingDependencyError, match=r"tesseract.*apt install tesseract-ocr"):
        form4lib.parse_pdf(scan_of(make_pdf([one_page()])))


def test_rules_are_long_and_letters_are_not() -> None:
    picture = paper(400, 400)
    picture[100:103, 20:380] = 0
    picture[50:350, 200:202] = 90
    picture[300:303, 20:50] = 0
    lying, standing = find_rules(picture, 200 / 72)
    assert [(round(r.at), round(r.start), round(r.end)) for r in lying] == [(37, 7, 137)]
    assert [(round(r.at), round(r.start), round(r.end)) for r in standing] == [(72, 18, 126)]


def test_what_is_raised_behind_a_line_is_told_from_it() -> None:
    picture = paper(60, 200)
    for x in (10, 30, 50):
        picture[20:50, x : x + 14] = 0
    for x in (70, 78, 88):
        picture[12:34, x : x + 6] = 0
    [line] = lines_of_ink(picture)
    assert line.glyphs == 3
    assert line.main == (10, 20, 64, 50)
    assert line.mark == (70, 12, 94, 34)


def test_a_comma_goes_below_the_feet() -> None:
    picture = paper(60, 200)
    for x in (10, 40, 70, 100):
        picture[10:40, x : x + 14] = 0
    picture[35:46, 30:34] = 0
    picture[35:40, 90:95] = 0
    assert separators(picture) == " ,  . "


def test_the_rest_of_a_border_is_wiped() -> None:
    picture = paper(80, 200)
    picture[:, 1:3] = 0
    picture[30:60, 20:30] = 0
    kept = without_borders(picture, 300 / 72)
    assert kept[:, :4].min() == 255
    assert (kept[30:60, 20:30] == 0).all()


@pytest.mark.parametrize(
    ("heading", "letters"),
    [
        ("Code", "ABCDEFGHIJKLMOPSUVWXZ"),
        ("V", "V"),
        ("(A) or (D)", "AD"),
        ("(A)or(D)", "AD"),
        ("6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", "DI"),
        ("7. Nature of Indirect Beneficial Ownership (Instr. 4)", ""),
        ("5. Number of Derivative Securities Acquired (A) or Disposed of (D)", ""),
        ("Amount", ""),
    ],
)
def test_a_column_s_heading_tells_its_letters(heading: str, letters: str) -> None:
    assert _letters_of(heading) == letters


def test_tesseract_s_table() -> None:
    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "4\t2\t1\t1\t1\t0\t10\t20\t90\t30\t-1\t",
        "5\t2\t1\t1\t1\t1\t10\t22\t40\t20\t91.5\t1,250",
        "5\t2\t1\t1\t1\t2\t60\t22\t40\t20\t12\t ",
    ]
    out: list[list[object]] = [[], []]
    _read_table("\n".join(rows), out)  # type: ignore[arg-type]
    assert out == [[], [("1,250", 10, 50, 20, 50, 0.915)]]
