#!/usr/bin/env python3
"""Take the pictures that README and documentation show.

usage: screenshots.py [FOLDER]

Draws the review page on a wide screen, light and dark, on a phone and at 400 %, its index, and the card of a notebook,
with a Chromium that has no window. FOLDER is `docs/images` unless it is named. Needs the extra `test` and a Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import corpus
from PIL import Image

from form4lib import parse_text, review_html
from form4lib.outputs.review import Entry, review_page

sys.path.insert(0, str(corpus.ROOT / "tests"))
from support.browser import launched

COLOURS = 128
"""Of a picture's palette: enough for letters and tints, and a third of the bytes."""
BATCH = corpus.ROOT / "examples" / "batch"
DOUBTFUL = "2022-05-18.txt"
SELECT = "current.select(current.stops.findIndex((_, place) => current.field(place)?.path === '{}'))"
PRICE = SELECT.format("non_derivative[2].price_per_share")
NOTEBOOK = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 18px 22px; color-scheme: light dark }}
@media (prefers-color-scheme: dark) {{ body {{ background: #111; color: #ddd }} }}</style>{}"""


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else corpus.ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(BATCH.glob("*.txt"))}
    filings = {name: parse_text(text) for name, text in texts.items()}
    one = review_html(texts[DOUBTFUL], filings[DOUBTFUL])
    several = review_page([Entry(name, texts[name], filing) for name, filing in filings.items()])
    card = NOTEBOOK.format(filings[DOUBTFUL]._repr_html_())
    with launched() as browser, tempfile.TemporaryDirectory() as scratch:
        studio = Studio(browser, Path(scratch), folder)
        for scheme in ("light", "dark"):
            studio.take(f"review-{scheme}", one, (1280, 760), scheme, [PRICE])
            studio.take(f"card-{scheme}", card, (860, 330), scheme)
        studio.take("review-index", several, (1000, 420), "light")
        studio.take("review-phone", one, (390, 780), "light", [PRICE], scale=1.5)
        studio.take("review-zoomed", one, (320, 256), "light", [PRICE], scale=3)


class Studio:
    """Opens pages and takes pictures of them."""

    def __init__(self, browser: Any, scratch: Path, folder: Path) -> None:
        self.browser, self.scratch, self.folder = browser, scratch, folder

    def take(
        self,
        name: str,
        html: str,
        size: tuple[int, int],
        scheme: str,
        steps: Sequence[str] = (),
        scale: float = 1.0,
    ) -> None:
        """One picture, after some steps on the page."""
        file = self.scratch / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        view = {"width": size[0], "height": size[1]}
        context = self.browser.new_context(viewport=view, color_scheme=scheme, device_scale_factor=scale)
        page = context.new_page()
        page.goto(file.as_uri())
        for step in steps:
            page.evaluate(step)
            page.wait_for_timeout(200)
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
        context.close()
        quiet = picture.quantize(COLOURS, dither=Image.Dither.NONE)
        quiet.save(self.folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
