"""prototype"""
from __future__ import annotations
from pathlib import Path
import attrs
import pypdfium2 as pdfium
from ..engine._pipeline import parse_source
from ..records import Filing
from ._pdf_page import read_sheet
from ._pdf_text import write_text


def read_text(data):
    pdf = pdfium.PdfDocument(data)
    sheets = []; reader = None
    for n, page in enumerate(pdf, 1):
        sheet = read_sheet(page, n)
        if not sheet.words:
            from ._scan import scan_sheet
            from ._scan_cells import CellReader
            reader = reader or CellReader()
            sheet = scan_sheet(page, n, reader)
        sheets.append(sheet)
    return write_text(sheets)

def parse_pdf(data) -> Filing:
    t = read_text(data)
    return attrs.evolve(parse_source(t.source), source_text=t.source.text)
