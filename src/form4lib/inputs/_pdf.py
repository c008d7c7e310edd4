"""The PDF door: a PDF of a filing, with a text layer or scanned.

Contract: takes bytes or a path; gives the `Filing` that the engine reads in the page text the door writes down. The
evidence's spans index that text, `Filing.source_text`, and its boxes say where on which page the words stand. A page
without letters is read with OCR. Raises `UnreadableDocumentError` for what is no PDF, or is damaged, encrypted, empty
or too large, and `MissingDependencyError` where an optional package or program is needed and not there.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from .._limits import Limits
from .._mapping import FrozenMap
from ..engine._pipeline import parse_source
from ..engine._work import Work, work_within
from ..errors import MissingDependencyError, NotAnOwnershipFormError, UnreadableDocumentError
from ..evidence import Box, Evidence
from ..records import Filing

if TYPE_CHECKING:
    from ._pdf_sheet import Sheet
    from ._pdf_text import PageText, Placed

__all__ = ["parse_pdf"]

_FEW_LETTERS = 12
"""A page with fewer, a page number or a stamp, has no text layer that says what is printed on it."""
_STEPS_OF_A_PAGE = 2_000
_STEPS_OF_A_SCAN = 500_000
"""What finding the words of a page, and reading a picture of one, count in a budget of work."""


def parse_pdf(source: bytes | str | os.PathLike[str], *, limits: Limits | None = None) -> Filing:
    """Read a PDF of a Form 3, 4 or 5; of one that holds several, the first.

    Needs the extra `form4lib[pdf]`; pages without a text layer need `form4lib[ocr]` and the program tesseract.

    Args:
        source: the file's bytes, or its path.
        limits: how large it may be; see `Limits`.

    Returns:
        The record. `source_text` is the text of the pages as the door wrote it down; each evidence has `boxes`: page
        (from 1), x0, top, x1, bottom in points from the top left corner of the page, its text turned upright.

    Raises:
        TypeError: `source` is neither bytes nor a path, or `limits` is no `Limits`.
        OSError: the path cannot be read.
        UnreadableDocumentError: no PDF, or one that is damaged, encrypted, empty or too large.
        MissingDependencyError: pypdfium2 is not installed, or what a scan needs.
        NotAnOwnershipFormError: the pages show no sign of an ownership form.
        InputTooLargeError: the pages have more than five million characters, or what `limits` says.
    """
    work = work_within(limits, "parse_pdf")
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, (str, os.PathLike)):
        path = Path(source)
        _require_size(path.stat().st_size, work.limits.file_bytes)
        data = path.read_bytes()
    else:
        raise TypeError(f"parse_pdf() takes bytes or a path, not {type(source).__name__}")
    return read_pdf(data, work)


def read_pdf(data: bytes, work: Work) -> Filing:
    """What `parse_pdf` gives, within a budget of work.

    Raises as `parse_pdf` does, and `BudgetExceededError`.
    """
    _require_size(len(data), work.limits.file_bytes)
    from ._pdf_text import write_text

    page_text = write_text(_sheets(data, work))
    try:
        filing = parse_source(page_text.source, positioned=not page_text.ruled, work=work)
    except NotAnOwnershipFormError as error:
        raise NotAnOwnershipFormError(error.looked_for, "Check that the PDF is a Form 3, 4 or 5.") from None
    return _placed(filing, page_text)


def _require_size(length: int, limit: int) -> None:
    if length > limit:
        problem = f"the PDF has {length:,} bytes and the limit is {limit:,}"
        raise UnreadableDocumentError(problem, "Pass the pages of one filing.")


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        import pypdfium2
    except ImportError as error:
        step = "Install it with `pip install form4lib[pdf]`."
        raise MissingDependencyError("reading a PDF", "the package pypdfium2", step) from error
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            step = "Take the password off, for example with `qpdf --decrypt --password=... in.pdf out.pdf`."
            raise UnreadableDocumentError("the PDF is encrypted", step) from error
        step = "Check that the file is whole; many damaged files are mended by `qpdf in.pdf out.pdf`."
        raise UnreadableDocumentError("this is not a PDF, or a damaged one", step) from error
    try:
        yield pdf
    finally:
        pdf.close()


def _sheets(data: bytes, work: Work) -> list[Sheet]:
    """The pages of a PDF."""
    with _opened(data) as pdf:
        count = len(pdf)
        if not count:
            raise UnreadableDocumentError("the PDF has no pages", "Check that the file is whole.")
        if count > work.limits.pages:
            problem = f"the PDF has {count:,} pages and the limit is {work.limits.pages:,}"
            raise UnreadableDocumentError(problem, "Pass the pages of one filing.")
        return _read_pages(pdf, count, work)


def _read_pages(pdf: Any, count: int, work: Work) -> list[Sheet]:
    import pypdfium2

    from ._pdf_page import is_picture, read_sheet

    sheets = []
    reader = None
    for index in range(count):
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError as error:
            problem = f"page {index + 1} of the PDF cannot be read"
            raise UnreadableDocumentError(problem, "Mend the file, for example with `qpdf in.pdf out.pdf`.") from error
        work.spend(_STEPS_OF_A_PAGE)
        sheet = read_sheet(page, index + 1)
        if sum(len(word.text) for word in sheet.words) < _FEW_LETTERS and is_picture(page):
            work.spend(_STEPS_OF_A_SCAN)
            reader = reader or _cell_reader()
            from ._scan import scan_sheet

            sheet = scan_sheet(page, index + 1, reader)
        sheets.append(sheet)
        page.close()
    return sheets


def _cell_reader() -> Any:
    try:
        from ._scan_cells import CellReader
    except ImportError as error:
        step = "Install them with `pip install form4lib[ocr]`."
        raise MissingDependencyError("reading a scan", "the packages numpy and pillow", step) from error
    return CellReader()


def _placed(filing: Filing, page_text: PageText) -> Filing:
    """The filing with its page text, and boxes beside the spans."""
    places = page_text.places
    starts = [place.start for place in places]
    evidence = {}
    for path, found in filing.evidence.items():
        here: list[Placed] = []
        for start, end in found.spans:
            first = max(0, bisect_right(starts, start) - 1)
            last = bisect_right(starts, end - 1)
            here += [place for place in places[first:last] if place.end > start]
        evidence[path] = _with_boxes(found, here) if here else found
    return attrs.evolve(filing, evidence=FrozenMap(evidence), source_text=page_text.source.text)


def _with_boxes(found: Evidence, places: list[Placed]) -> Evidence:
    sureness = min(place.sureness for place in places)
    confidence = found.confidence
    for below, most in _MOST_CONFIDENT:
        if sureness < below:
            confidence = min(confidence, most)
    return attrs.evolve(found, boxes=_joined([place.box for place in places]), confidence=confidence)


_MOST_CONFIDENT = ((0.8, 0.95), (0.6, 0.85))
"""A value is no surer than its letters: where two readings of a word differ, or tesseract itself doubts it, it is to
be looked at."""


def _joined(boxes: list[Box]) -> tuple[Box, ...]:
    """The boxes of words, those of neighbours on a line joined."""
    out: list[Box] = []
    for box in boxes:
        page, x0, top, x1, bottom = box
        if out and out[-1][0] == page and out[-1][1] <= x0 and out[-1][4] > top and out[-1][2] < bottom:
            before = out.pop()
            is_near = x0 - before[3] < bottom - top
            if not is_near or abs(before[2] - top) > (bottom - top) / 2:
                out.append(before)
            else:
                box = (page, before[1], min(before[2], top), max(before[3], x1), max(before[4], bottom))
        out.append(box)
    return tuple(out)
