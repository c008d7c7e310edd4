#!/usr/bin/env python3
"""Execute the notebooks of the documentation anew, in place.

usage: run_notebooks.py [NOTEBOOK ...]

Without names, all of `docs/notebooks`. When and how long a cell ran is not kept: a notebook changes only where what it
shows does. Needs the extra `test`; that of the scan needs tesseract, too.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from corpus import ROOT
from nbclient import NotebookClient

SECONDS = 300
"""For one cell."""


def main() -> None:
    named = [Path(name) for name in sys.argv[1:]]
    for path in named or sorted((ROOT / "docs" / "notebooks").glob("*.ipynb")):
        run(path)
        print(path)


def run(path: Path) -> None:
    """Execute one notebook and write it back."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=SECONDS, record_timing=False, resources=resources).execute()
    nbformat.write(notebook, path)


if __name__ == "__main__":
    main()
