"""PDFs made by hand: words and rules at given places, in points from the page's top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

WIDE, TALL = 612, 792
SIZE = 7.0
THICK = 0.8


@attrs.define
class PageMaker:
    """Collects what one page shows."""

    drawn: list[str] = attrs.field(factory=list)

    def text(self, x: float, base: float, text: str, size: float = SIZE) -> None:
        """Write a line whose letters stand on `base`."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.drawn.append(f"BT /F1 {size} Tf {x} {TALL - base} Td ({escaped}) Tj ET")

    def lying(self, y: float, x0: float, x1: float) -> None:
        """Draw a rule from left to right, as a thin filled box."""
        self.drawn.append(f"{x0} {TALL - y - THICK / 2} {x1 - x0} {THICK} re f")

    def standing(self, x: float, top: float, bottom: float) -> None:
        """Draw a rule from top to bottom, as a stroke."""
        self.drawn.append(f"{THICK} w {x} {TALL - top} m {x} {TALL - bottom} l S")

    def row(self, columns: Sequence[float], top: float, bottom: float, cells: Sequence[str], **cut: bool) -> None:
        """Draw cells side by side; each may have lines and, behind a `^`, a raised mark. `above`, `below`: no rule."""
        if not cut.get("above"):
            self.lying(top, columns[0], columns[-1])
        if not cut.get("below"):
            self.lying(bottom, columns[0], columns[-1])
        for x in columns:
            self.standing(x, top, bottom)
        for x, cell in zip(columns, cells, strict=False):
            for i, line in enumerate(cell.split("\n") if cell else ()):
                main, _, mark = line.partition("^")
                base = top + 9 + i * 8.5
                self.text(x + 2, base, main)
                if mark:
                    self.text(x + 2.5 + 0.56 * SIZE * len(main), base - 2.5, mark, 5.0)


_TURNS = {
    0: f"0 0 {WIDE} {TALL}",
    90: f"0 0 {TALL} {WIDE}",
    180: f"0 0 {WIDE} {TALL}",
    270: f"0 0 {TALL} {WIDE}",
}
_MATRICES = {0: "1 0 0 1 0 0", 90: f"0 1 -1 0 {TALL} 0", 180: f"-1 0 0 -1 {WIDE} {TALL}", 270: f"0 -1 1 0 0 {WIDE}"}


def make_pdf(pages: Iterable[PageMaker], *, turned: int = 0, encrypted: bool = False) -> bytes:
    """The bytes of a PDF with these pages; `turned` ones lie on their side in the file and are shown upright."""
    streams = [f"{_MATRICES[turned]} cm\n{chr(10).join(page.drawn)}".encode("latin-1") for page in pages]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{_TURNS[turned]}] /Rotate {turned} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects, encrypted=encrypted)


def make_scan(pictures: Sequence[tuple[int, int, bytes]]) -> bytes:
    """The bytes of a PDF whose pages are grey pictures: dots across, dots down, and the dots."""
    kids = " ".join(f"{3 + 3 * i} 0 R" for i in range(len(pictures)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pictures)} >>".encode(),
    ]
    for i, (wide, tall, dots) in enumerate(pictures):
        content = f"q {WIDE} 0 0 {TALL} 0 0 cm /P Do Q".encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {TALL}] "
            f"/Resources << /XObject << /P {5 + 3 * i} 0 R >> >> /Contents {4 + 3 * i} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Length %d >>\nstream\n%s\nendstream" % (wide, tall, len(dots), dots)
        )
    return _file(objects)


def _file(objects: Sequence[bytes], *, encrypted: bool = False) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> " % (
        b"11" * 32,
        b"22" * 32,
    )
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\n" % (len(objects) + 1, lock if encrypted else b"")
    return out + b"startxref\n%d\n%%%%EOF\n" % start
