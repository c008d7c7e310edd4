"""The drawing of the stages in the documentation, as SVG.

What a stage takes and gives is told in the docstring of its module; here is what stands in the drawing.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

STAGES = (
    ("_source", "fold the text, moving no character", "Source"),
    ("_page", "words, and how they are parted", "Page"),
    ("_labels", "which words are the form's own", "Labels"),
    ("_regions", "heading, tables, notes", "Regions"),
    ("_atoms, _solver, _tables", "rows as cheapest paths", "rows"),
    ("_heading, _owners, _notes", "the boxes and what follows the tables", "Reading"),
    ("_reconcile, _confidence, _wholeness", "what must agree; how sure it is; is it whole", "Reading, weighed"),
    ("_diagnose, _build", "what there is to say; the record", ""),
)
"""Modules of the engine, what they do, what they give."""

DOORS = (
    ("text, HTML", "parse_text, parse_html"),
    ("PDF, scan", "parse_pdf"),
    ("full submission", "parse_submission"),
)
"""What goes through the engine."""

OUTPUTS = (
    ("dict, JSON", "to_dict, to_json"),
    ("tables, frames", "to_csv, to_arrow, ..."),
    ("ownership XML", "to_xml"),
    ("differences", "diff"),
    ("pages, pictures", "review_html, plot_holdings"),
)

WIDTH, HEIGHT = 860, 700
LEFT, MIDDLE, RIGHT = 20, 260, 660
BOX, STEP = 46, 76
STAGE_WIDTH, SIDE_WIDTH = 300, 180
INK, PAPER, SOFT, SPEC = "#1f2933", "#ffffff", "#eef2f7", "#fdf3d8"


class Box(NamedTuple):
    """A box of the drawing: its corner and width."""

    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + BOX / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


def draw() -> str:
    """The drawing."""
    stages = [Box(MIDDLE, 40 + STEP * i, STAGE_WIDTH) for i in range(len(STAGES))]
    parts = [_text(MIDDLE, 26, "engine", "start", 14, bold=True), _text(LEFT, 26, "inputs", "start", 14, bold=True)]
    parts.append(_text(RIGHT, 26, "outputs", "start", 14, bold=True))
    for i, (box, (modules, does, gives)) in enumerate(zip(stages, STAGES, strict=True)):
        parts.append(_box(box, f"{i + 1}. {modules}", does, SOFT))
        parts.append(_text(box.right - 8, box.y + BOX + 19, gives, "end", 12, italic=True))
        if i:
            parts.append(_arrow(box.x + 40, stages[i - 1].y + BOX, box.x + 40, box.y))
    first, last = stages[0], stages[-1]
    for i, door in enumerate(DOORS):
        box = Box(LEFT, 40 + (BOX + 14) * i, SIDE_WIDTH)
        parts += [_box(box, *door, PAPER), _arrow(box.right, box.middle, first.x, first.y + 10 + 12 * i)]
    xml = Box(LEFT, last.y, SIDE_WIDTH)
    parts += [_box(xml, "ownership XML", "parse_xml: no engine needed", PAPER)]
    parts.append(_path(f"M{xml.right},{xml.middle} H{MIDDLE - 20} V{last.y + BOX + 34} H{MIDDLE + 190}"))
    spec = Box(LEFT, 350, SIDE_WIDTH)
    parts.append(_box(spec, "spec", "the form as data", SPEC))
    for box in stages[2:7]:
        parts.append(_arrow(spec.right, spec.middle, box.x, box.middle, dashed=True))
    parts.append(_record_and_outputs(last))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" role="img">\n'
        f"<title>The stages from text to record</title>\n"
        f'<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0,0 L8,4 L0,8 z" fill="{INK}"/></marker></defs>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>\n{body}\n</svg>\n'
    )


def _record_and_outputs(last: Box) -> str:
    """The record below the last stage, and what it is turned into."""
    top = last.y + BOX + 18
    parts = [_text(MIDDLE + 200, top + 20, "Filing: values, evidence, diagnostics", "start", 13, bold=True)]
    parts.append(_arrow(last.x + 230, last.y + BOX, last.x + 230, top + 6))
    for i, output in enumerate(OUTPUTS):
        box = Box(RIGHT, 40 + (BOX + 14) * i, SIDE_WIDTH)
        parts += [_box(box, *output, PAPER), _path(f"M{RIGHT - 40},{top + 4} V{box.middle} H{box.x}")]
    return "\n".join(parts)


def _box(box: Box, head: str, below: str, fill: str) -> str:
    frame = f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{BOX}" rx="6" fill="{fill}" stroke="{INK}"/>'
    return "\n".join(
        (frame, _text(box.x + 10, box.y + 19, head, "start", 13, bold=True), _text(box.x + 10, box.y + 36, below))
    )


def _text(
    x: float, y: float, text: str, anchor: str = "start", size: int = 12, *, bold: bool = False, italic: bool = False
) -> str:
    style = (' font-weight="bold"' if bold else "") + (' font-style="italic"' if italic else "")
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{INK}"{style}>{escape(text)}</text>'


def _arrow(x0: float, y0: float, x1: float, y1: float, *, dashed: bool = False) -> str:
    return _path(f"M{x0},{y0} L{x1},{y1}", dashed=dashed)


def _path(steps: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 4"' if dashed else ""
    return f'<path d="{steps}" fill="none" stroke="{INK}"{dash} marker-end="url(#tip)"/>'
