"""Where the corpus of filings is, if it is here, and how its scorer compares.

The corpus is not part of the repository. It is looked for in the folder that the environment
variable FORM4LIB_CORPUS names, else in `shared/corpus` beside the checkout; its scorer is
`eval/score.py` beside the corpus.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("seeds", "dev", "sec_html")
"""Folders of the corpus, each with a folder a filing."""

ABSENT = "no corpus here: set FORM4LIB_CORPUS to its folder, or put it in shared/corpus beside the checkout; skipped"


def find() -> Path | None:
    """The folder of the corpus, or None where there is none."""
    named = os.environ.get("FORM4LIB_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    return folder if folder.is_dir() else None


def scorer_path(corpus: Path) -> Path:
    """The corpus' scorer."""
    return corpus.parent / "eval" / "score.py"


def scorer(corpus: Path) -> ModuleType:
    """The corpus' scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", scorer_path(corpus))
    if spec is None or spec.loader is None:
        raise FileNotFoundError(scorer_path(corpus))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(part: Path) -> Iterator[tuple[Path, Path]]:
    """The truth and the text of every view of every filing in a part of the corpus."""
    for truth in sorted(part.glob("*/truth.json")):
        for text in sorted(truth.parent.glob("*.txt")):
            yield truth, text
