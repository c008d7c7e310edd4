"""A page of a PDF with a text layer, read with pypdfium2 into a `Sheet`.

Contract: takes an open page; gives its words and its rules. Words end where the file has a blank or where the
letters stand apart, so that none is cut by a column's edge and none runs over it. Rules are thin filled boxes, strokes
and the sides of boxes, as browsers, printers and word processors draw the borders of cells. Raises nothing of its own.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium_c

from ._pdf_sheet import PrintedWord, Rule, Sheet

_THIN = 3.2
"""Points: a filled box no wider is a rule; browsers draw borders of 0.75 to 2.25."""
_SHORT = 4.0
"""Points: shorter rules are parts of letters and ticks."""
_LETTER_GAP = 0.22
"""Of the letters' height: what stands further apart is two words; a blank is 0.25 of it or more."""
_RAISED = 0.3
"""Of the letters' height: a mark raised or lowered by more begins a word of its own."""
_WHITE = 250
_DEPTH = 4
"""Forms inside forms; more are not looked into."""
_MAX_OBJECTS = 60_000
"""A page of thirty rows has 3,000 objects; more than this many draw pictures."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ODD_LETTERS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
"""pdfium gives U+0002 for a hyphen at a line's end."""


class _View:
    """From the coordinates of the file to those of the page, turned so that its text is upright."""

    def __init__(self, page: Any, turned: int) -> None:
        self.left, self.low, self.right, self.high = page.get_cropbox()
        self.turned = turned
        wide, tall = self.right - self.left, self.high - self.low
        self.size = (tall, wide) if self.turned in (90, 270) else (wide, tall)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of a box that is given by two of its corners."""
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One place on the page."""
        if self.turned == 90:
            return y - self.low, x - self.left
        if self.turned == 180:
            return self.right - x, y - self.low
        if self.turned == 270:
            return self.high - y, self.right - x
        return x - self.left, self.high - y


def _turn_of(page: Any) -> int:
    """By how many degrees most of the text has to be turned to be upright; the page's own turn where it has none."""
    text_page = page.get_textpage()
    count = text_page.count_chars()
    votes = [0, 0, 0, 0]
    for i in range(0, count, max(1, count // _SAMPLE)):
        angle = pdfium_c.FPDFText_GetCharAngle(text_page, i)
        if angle >= 0 and not chr(pdfium_c.FPDFText_GetUnicode(text_page, i)).isspace():
            votes[-round(angle / (math.pi / 2)) % 4] += 1  # pdfium counts clockwise
    text_page.close()
    return 90 * votes.index(max(votes)) if any(votes) else int(page.get_rotation())


_SAMPLE = 200
"""So many letters tell how the text runs."""


def is_picture(page: Any) -> bool:
    """Does the page show a picture, or so many drawings that its letters may be among them?"""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    kinds = [pdfium_c.FPDFPageObj_GetType(pdfium_c.FPDFPage_GetObject(page.raw, i)) for i in range(count)]
    pictures = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM, pdfium_c.FPDF_PAGEOBJ_SHADING)
    return any(kind in pictures for kind in kinds) or count > _MANY_DRAWINGS


_MANY_DRAWINGS = 300
"""Letters drawn as outlines: a page of the form has 2,000. Rules without letters, on a page that a table's end is
printed on, are fewer."""


def read_sheet(page: Any, number: int) -> Sheet:
    """The words and the rules of a page."""
    view = _View(page, _turn_of(page))
    lying: list[Rule] = []
    standing: list[Rule] = []
    for x0, top, x1, bottom in _thin_boxes(page, view):
        if x1 - x0 >= bottom - top:
            lying.append(Rule((top + bottom) / 2, x0, x1))
        else:
            standing.append(Rule((x0 + x1) / 2, top, bottom))
    return Sheet(number, *view.size, _words(page, view, number), lying, standing)


Letter = tuple[str, float, float, float, float, int]
"""A letter, x0, top, x1, bottom, and its number in the file; '' for a blank."""


def _letters(text_page: Any, view: _View) -> Iterator[Letter]:
    """The letters in the order of the file."""
    rect = pdfium_c.FS_RECTF()
    at = ctypes.byref(rect)
    code_of, box_of = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
    high = 0
    for i in range(text_page.count_chars()):
        code = code_of(text_page, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        letter = _ODD_LETTERS.get(code) or chr(code)
        if (letter.isspace() or code < 32 or 0x7F <= code < 0xA0) and letter != "-":
            yield "", 0, 0, 0, 0, i
            continue
        if box_of(text_page, i, at):
            yield (letter, *view.box(rect.left, rect.bottom, rect.right, rect.top), i)


def _words(page: Any, view: _View, number: int) -> list[PrintedWord]:
    """The letters, put together to words."""
    text_page = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    words: list[PrintedWord] = []
    text = ""
    x0 = top = x1 = bottom = base = 0.0
    for letter, a, b, c, d, i in _letters(text_page, view):
        apart = (
            not letter
            or not -_LETTER_GAP * 2 <= (a - x1) / max(bottom - top, 1.0) <= _LETTER_GAP
            or abs(b - top) + abs(d - bottom) > 2 * _RAISED * (bottom - top)
        )
        if apart and text:
            words.append(PrintedWord(text, x0, top, x1, bottom, base, number))
            text = ""
        if not letter:
            continue
        if not text:
            text, x0, top, x1, bottom, base = letter, a, b, c, d, d
            if pdfium_c.FPDFText_GetCharOrigin(text_page, i, x, y):
                base = view.point(x.value, y.value)[1]
        else:
            text += letter
            x1, top, bottom = max(x1, c), min(top, b), max(bottom, d)
    if text:
        words.append(PrintedWord(text, x0, top, x1, bottom, base, number))
    text_page.close()
    return words


def _thin_boxes(page: Any, view: _View) -> Iterator[tuple[float, float, float, float]]:
    """What is drawn as straight lines along the page's edges."""
    budget = _MAX_OBJECTS
    stack = [(pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, page.raw, _IDENTITY, _DEPTH)]
    while stack:
        count, get, holder, matrix, depth = stack.pop()
        for i in range(count(holder)):
            budget -= 1
            if budget < 0:
                return
            piece = get(holder, i)
            kind = pdfium_c.FPDFPageObj_GetType(piece)
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                for x0, y0, x1, y1 in _sides(piece, matrix):
                    box = view.box(x0, y0, x1, y1)
                    wide, tall = box[2] - box[0], box[3] - box[1]
                    if min(wide, tall) <= _THIN and max(wide, tall) >= _SHORT:
                        yield box
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
                inner = _times(_matrix_of(piece), matrix)
                stack.append(
                    (pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, piece, inner, depth - 1)
                )


def _matrix_of(piece: Any) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(piece, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _is_seen(piece: Any, *, stroked: bool) -> bool:
    """Is the path drawn in anything but white?"""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour = pdfium_c.FPDFPageObj_GetStrokeColor if stroked else pdfium_c.FPDFPageObj_GetFillColor
    if not colour(piece, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _sides(piece: Any, outer: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The lines of a path: its strokes from point to point, and its filled parts that are thin."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(piece, fill, stroke)
    stroked = bool(stroke.value) and _is_seen(piece, stroked=True)
    filled = bool(fill.value) and _is_seen(piece, stroked=False)
    if not stroked and not filled:
        return
    matrix = _times(_matrix_of(piece), outer)
    for points in _parts(piece, matrix):
        if stroked:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                yield x0, y0, x1, y1
        elif len(points) > 1:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
                yield min(xs), min(ys), max(xs), max(ys)


_MAX_SEGMENTS = 4_000
"""A path with more is a drawing, or letters as outlines."""


def _parts(piece: Any, m: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The parts of a path, each as its corners; one with a curve is left out."""
    count = pdfium_c.FPDFPath_CountSegments(piece)
    if count > _MAX_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for i in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(piece, i)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if points and not curved:
                yield points
            points, curved = [], False
        curved |= kind == pdfium_c.FPDF_SEGMENT_BEZIERTO
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((m[0] * x.value + m[2] * y.value + m[4], m[1] * x.value + m[3] * y.value + m[5]))
        if pdfium_c.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if points and not curved:
        yield points
