"""The picture of a scanned page: grey, its paper white, lying straight.

Contract: takes an open page of a PDF; gives pictures of it at the resolutions asked for, all turned by the same small
angle, the one at which its lines lie straightest. Reports nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image

Picture = Any
"""A numpy array of one byte a dot, 0 black."""
_MOST_DOTS = 40_000_000
"""A picture of a page has no more; a letter page at 300 dpi has 8.4 million."""
_LOOK_DPI = 100
_WIDEST, _COARSE, _FINE = 3.0, 0.25, 0.05
"""Degrees: how far a page is laid straight, and the steps in which the angle is looked for."""
_STRAIGHT = 0.06
"""Degrees: a page turned by no more is left as it is; over its width that is half a point."""


def scale_of(page: Any, dpi: int) -> float:
    """Dots a point; fewer on a poster."""
    wide, tall = page.get_size()
    return float(min(dpi / 72, (_MOST_DOTS / max(1.0, wide * tall)) ** 0.5))


def picture_of(page: Any, scale: float, angle: float = 0.0) -> Picture:
    """The page in grey, its paper white: some editions print on grey."""
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    picture = picture[:, :, 0] if picture.ndim == 3 else picture
    paper = max(1.0, float(np.median(picture)))
    white = np.clip(picture.astype(np.float32) * (255 / paper), 0, 255).astype(np.uint8)
    return _turned(white, angle) if angle else white


def skew_of(page: Any) -> float:
    """The degrees by which the page has to be turned to lie straight."""
    picture = picture_of(page, scale_of(page, _LOOK_DPI))
    coarse = np.arange(-_WIDEST, _WIDEST + _COARSE, _COARSE)
    middle = max(coarse, key=lambda angle: (_straightness(picture, angle), -abs(angle)))
    fine = middle + np.arange(-_COARSE, _COARSE + _FINE, _FINE)
    best = float(max(fine, key=lambda angle: (_straightness(picture, angle), -abs(angle))))
    return best if abs(best) > _STRAIGHT else 0.0


def _turned(picture: Picture, angle: float) -> Picture:
    return np.array(Image.fromarray(picture).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255))


def _straightness(picture: Picture, angle: float) -> float:
    """How sharply ink and paper part from row to row."""
    rows = (255 - _turned(picture, float(angle))).sum(axis=1, dtype=np.int64)
    return float((np.diff(rows) ** 2).sum())
