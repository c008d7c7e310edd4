"""Tesseract, called as a program.

Contract: `read_pictures` takes grey pictures and gives the words that tesseract finds in each, with their places in
dots and its confidence, in one call for all of them. Raises `MissingDependencyError` where the program is not
installed and `UnreadableDocumentError` where it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import MissingDependencyError, UnreadableDocumentError

Picture = Any
"""A numpy array of one byte a dot, 0 black."""
BLOCK, LINE, GLYPH = "6", "7", "10"
"""How tesseract is told to look at a picture: as lines one below the other, as one line, as one letter."""
DPI = 300
_SECONDS = 600
"""A page takes seconds; a program that hangs is given up."""


class ReadWord(NamedTuple):
    """A word, its place in the picture, the heights between which its line stands, and how sure it is, 0 to 1."""

    text: str
    x0: int
    x1: int
    top: int
    bottom: int
    sureness: float


def read_pictures(pictures: Sequence[Picture], layout: str, letters: str = "") -> list[list[ReadWord]]:
    """Read pictures, each of the given layout; `letters` are the only ones that may be found."""
    out: list[list[ReadWord]] = [[] for _ in pictures]
    if not pictures:
        return out
    program = shutil.which("tesseract")
    if program is None:
        raise MissingDependencyError(
            "reading a scan",
            "the program tesseract",
            "Install it (Debian and Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract; Windows: "
            "https://github.com/UB-Mannheim/tesseract/wiki) and put it on the PATH.",
        )
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, picture in enumerate(pictures):
            path = Path(folder, f"{i}.pgm")
            path.write_bytes(b"P5 %d %d 255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes())
            names.append(str(path))
        listed = Path(folder, "pictures.txt")
        listed.write_text("\n".join(names) + "\n", encoding="utf-8")
        options = ["--psm", layout, "--dpi", str(DPI), "-l", "eng"]
        if letters:
            options += ["-c", f"tessedit_char_whitelist={letters}"]
        _read_table(_run([program, str(listed), "-", *options, "tsv"]), out)
    return out


def _run(command: list[str]) -> str:
    """What the program prints. One thread: on small pictures more of them only wait for each other."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=_SECONDS, check=True)
    except subprocess.TimeoutExpired as error:
        problem = f"tesseract did not finish within {_SECONDS} seconds"
        raise UnreadableDocumentError(problem, "Pass fewer pages at a time.") from error
    except (subprocess.CalledProcessError, OSError) as error:
        said = getattr(error, "stderr", b"") or b""
        problem = f"tesseract failed: {said.decode('utf-8', 'replace').strip()[-200:] or error}"
        raise UnreadableDocumentError(problem, "Check that `tesseract --list-langs` names eng.") from error
    return done.stdout.decode("utf-8", "replace")


_LINE_LEVEL, _WORD_LEVEL = "4", "5"


def _read_table(table: str, out: list[list[ReadWord]]) -> None:
    """Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    top = bottom = 0
    for row in table.split("\n"):
        cells = row.split("\t")
        if cells[0] == _LINE_LEVEL:
            top, bottom = int(cells[7]), int(cells[7]) + int(cells[9])
        elif cells[0] == _WORD_LEVEL and len(cells) > 11 and cells[11].strip():
            left, width = int(cells[6]), int(cells[8])
            sureness = min(1.0, max(0.0, float(cells[10]) / 100))
            out[int(cells[1]) - 1].append(ReadWord(cells[11].strip(), left, left + width, top, bottom, sureness))
