"""A page of a scan, read with tesseract into a `Sheet`.

Contract: takes an open page of a PDF; gives the words that OCR finds on it and the rules of its tables, placed as on
the page laid straight. Cells are read one by one, the rest of the page as a whole. Raises `MissingDependencyError`
where tesseract is not installed.
"""

from __future__ import annotations

from typing import Any

from ._pdf_grid import find_tables
from ._pdf_sheet import Rule, Sheet
from ._scan_cells import CellReader, in_points, place_of
from ._scan_ink import INK
from ._scan_picture import picture_of, scale_of, skew_of
from ._scan_rules import find_rules
from ._scan_tesseract import BLOCK, DPI, read_pictures

_RULE_DPI = 200
"""Thin rules keep their ink at the resolution that pages are scanned at; enlarged, they fade."""
_HALF_RULE = 1.2
"""Points on either side of a rule's middle that are wiped away."""
_SOME_INK = 60
"""Dots: less ink outside the tables is dust."""

Picture = Any
"""A numpy array of one byte a dot, 0 black."""


def _wipe(picture: Picture, lying: list[Rule], standing: list[Rule], scale: float) -> None:
    half = round(_HALF_RULE * scale)
    for at, start, end in lying:
        middle = int(at * scale)
        picture[max(0, middle - half) : middle + half + 1, int(start * scale) : int(end * scale) + 1] = 255
    for at, start, end in standing:
        middle = int(at * scale)
        picture[int(start * scale) : int(end * scale) + 1, max(0, middle - half) : middle + half + 1] = 255


def scan_sheet(page: Any, number: int, reader: CellReader) -> Sheet:
    """The words and the rules of a scanned page."""
    scale, rule_scale, angle = scale_of(page, DPI), scale_of(page, _RULE_DPI), skew_of(page)
    picture = picture_of(page, scale, angle)
    lying, standing = find_rules(picture_of(page, rule_scale, angle), rule_scale)
    _wipe(picture, lying, standing, scale)
    sheet = Sheet(number, picture.shape[1] / scale, picture.shape[0] / scale, [], lying, standing)
    tables = find_tables(sheet)
    words = reader.read(picture, tables, scale, number)
    for cell in (cell for table in tables for row in table.rows for cell in row):
        place = place_of(cell, scale)
        picture[place.top : place.bottom, place.x0 : place.x1] = 255
    if (picture < INK).sum() > _SOME_INK:
        words += in_points(read_pictures([picture], BLOCK)[0], scale, number)
    return Sheet(number, sheet.width, sheet.height, words, lying, standing, scanned=True)
