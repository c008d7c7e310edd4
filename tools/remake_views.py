"""Print a page made anew, and turn it into text as the corpus' views are.

Takes a folder with `html.txt`. Gives `page.pdf` and the views `pdfraw`, `pdflayout`, `ocr`, `ocrwide` and `ocrnoisy`
beside it. The paper, its margins, the scale and the noise are drawn from the folder's name. Needs chromium (through
playwright), pdftotext and pdftoppm of poppler, tesseract, and Pillow: FileNotFoundError or ImportError without them.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

PAPERS = ("A4", "Letter")
SCALES = (0.8, 0.9, 1, 1.15)
MARGINS = ("6mm", "10mm", "16mm")
SIDES = ("top", "bottom", "left", "right")
MOST_PAGES = 8
FINE, COARSE = 200, 150
"""Dots an inch of a clean scan and of a noisy one."""
WIDE = ("--psm", "6", "-c", "preserve_interword_spaces=1")


def print_page(folder: Path) -> None:
    """Print the page and take its text."""
    from playwright.sync_api import sync_playwright

    rng = random.Random(folder.name)
    options: dict[str, Any] = {"format": rng.choice(PAPERS)}
    options["landscape"] = rng.random() < 0.55
    options["scale"] = rng.choice(SCALES)
    options["margin"] = dict.fromkeys(SIDES, rng.choice(MARGINS))
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(java_script_enabled=False)
        page.set_content((folder / "html.txt").read_text(encoding="utf-8"), wait_until="domcontentloaded")
        page.pdf(path=str(folder / "page.pdf"), **options)
        browser.close()
    for view, more in (("pdfraw", ()), ("pdflayout", ("-layout",))):
        subprocess.run(["pdftotext", *more, str(folder / "page.pdf"), str(folder / f"{view}.txt")], check=True)


def read_page_image(folder: Path) -> None:
    """Scan the printed page, clean and noisy, and read it."""
    with tempfile.TemporaryDirectory() as held:
        fine, coarse = (_images(folder / "page.pdf", Path(held), dots) for dots in (FINE, COARSE))
        if len(fine) > MOST_PAGES:
            return
        rng = random.Random(folder.name)
        noisy = [_noisy(image, rng) for image in coarse]
        for view, images, more in (("ocr", fine, ()), ("ocrwide", fine, WIDE), ("ocrnoisy", noisy, ())):
            text = "".join([_read(image, *more) for image in images])
            (folder / f"{view}.txt").write_text(text, encoding="utf-8")


def _images(pdf: Path, folder: Path, dots: int) -> list[Path]:
    subprocess.run(["pdftoppm", "-r", str(dots), "-png", str(pdf), str(folder / f"at{dots}")], check=True)
    return sorted(folder.glob(f"at{dots}-*.png"))


def _read(image: Path, *more: str) -> str:
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(["tesseract", str(image), "-", *more], capture_output=True, check=True, env=env)
    return done.stdout.decode("utf-8")


def _noisy(image: Path, rng: random.Random) -> Path:
    """The page turned, blurred, noised and recompressed."""
    import numpy as np
    from PIL import Image, ImageFilter

    with Image.open(image) as scanned:
        grey = scanned.convert("L")
    turned = grey.rotate(rng.uniform(-0.25, 0.25), fillcolor=255, resample=Image.Resampling.BICUBIC)
    blurred = np.asarray(turned.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 0.8)))).astype(float)
    noise = np.random.default_rng(rng.randrange(1 << 30)).normal(0, rng.uniform(6, 14), blurred.shape)
    out = image.with_suffix(".jpg")
    pixels = (blurred + noise).clip(0, 255).astype("uint8")
    Image.fromarray(pixels).save(out, dpi=(COARSE, COARSE), quality=rng.randint(40, 70))
    return out
