#!/usr/bin/env python3
"""Make the examples that the notebooks of the documentation read: a scan, and a batch of filings of one insider.

usage: make_examples.py

Writes `examples/scan.pdf`, a page drawn, pictured at 200 dots an inch, laid a little askew and made black and white,
and `examples/batch/*.txt`, invented filings in several layouts, some damaged as OCR damages them. The same run gives
the same texts. Needs the extra `ocr`.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random

import corpus
import pypdfium2
from PIL import Image

from form4lib import Filing, Footnote, NonDerivativeTransaction, Signature

sys.path.insert(0, str(corpus.ROOT / "tests"))
import bench

from support.noise import confuse_glyphs, drop_points, smudge_marks
from support.pdf import make_pdf
from support.pdf_form import TRUST, one_page
from support.writer import layout_named, print_filing

EXAMPLES = corpus.ROOT / "examples"
DOTS, ASKEW = 200, 0.4
"""Dots an inch, and degrees."""
ROWS = (
    ("Common Stock", "03/04/2021", "", "M", "", "2,000", "A", "$9.5", "52,000", "D", ""),
    ("Common Stock", "03/04/2021", "", "S^(1)", "", "3,250", "D", "$17.305^(1)", "48,750", "D", ""),
    ("Common Stock", "03/05/2021", "", "S", "", "1,250", "D", "$17.11", "47,500", "D", ""),
    TRUST,
)
LAYOUTS = ("tabs/viewer", "pipes/viewer", "html/viewer", "spaced/viewer", "lines/viewer", "tabs/reduced")
SEED = 20
FIRST, BETWEEN = date(2022, 2, 15), 92
"""Day of the first filing, and days from one to the next."""


def main() -> None:
    (EXAMPLES / "scan.pdf").write_bytes(scan())
    folder = EXAMPLES / "batch"
    folder.mkdir(exist_ok=True)
    for filing, text in batch():
        (folder / f"{filing.period_of_report}.txt").write_text(text, encoding="utf-8")


def scan() -> bytes:
    """The page as a scanner gives it."""
    page = pypdfium2.PdfDocument(make_pdf([one_page(ROWS)]))[0]
    picture = page.render(scale=DOTS / 72, grayscale=True).to_pil()
    askew = picture.rotate(ASKEW, resample=Image.Resampling.BICUBIC, fillcolor=255)
    out = BytesIO()
    askew.point(lambda dot: 255 if dot > 160 else 0).convert("1").save(out, "PDF", resolution=DOTS)
    return out.getvalue()


def batch() -> list[tuple[Filing, str]]:
    """Filings of one insider, each with its text."""
    out, owned, form = [], Decimal(50_000), bench.invented(1)
    for number, layout in enumerate(LAYOUTS):
        rng, day = Random(SEED + number), FIRST + timedelta(days=number * BETWEEN)
        rows = []
        for i, side in enumerate(("A", "D", "D")):
            shares = Decimal(rng.randrange(1_000, 9_000, 250))
            owned += shares if side == "A" else -shares
            rows.append(
                NonDerivativeTransaction(
                    security_title="Common Stock",
                    transaction_date=day + timedelta(days=i),
                    transaction_code="P" if side == "A" else "S",
                    shares=shares,
                    acquired_disposed_code=side,
                    price_per_share=Decimal(rng.randrange(1500, 2400)) / 100,
                    shares_owned_following=owned,
                    direct_or_indirect="D",
                    footnotes={"price_per_share": ("1",)} if i == 1 else {},
                )
            )
        filing = Filing(
            form_type="4",
            period_of_report=day,
            not_subject_to_section16=False,
            issuer=form.issuer,
            reporting_owners=form.reporting_owners,
            non_derivative=tuple(rows),
            footnotes=(Footnote(id="1", text="The price is a weighted average."),),
            signatures=(Signature(name="/s/ Ada R. Quennell", date=day + timedelta(days=4)),),
        )
        text = print_filing(filing, layout_named(layout))
        for harm in (confuse_glyphs, drop_points, smudge_marks)[: number % 4]:
            text = harm(text, rng)
        out.append((filing, text))
    return out


if __name__ == "__main__":
    main()
