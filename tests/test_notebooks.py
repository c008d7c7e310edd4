"""The notebooks of the documentation run, and print what is committed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: notebooks are not executed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed: notebooks are not executed")
nbformat = pytest.importorskip("nbformat")

NOTEBOOKS = Path(__file__).resolve().parent.parent / "docs" / "notebooks"
NEEDS = {"scan.ipynb": ("pypdfium2", "PIL", "pandas", "pyarrow", "matplotlib"), "batch.ipynb": ("pandas", "matplotlib")}


def printed(notebook: Any) -> list[str]:
    """What the cells print and show, as text."""
    out = []
    for cell in notebook.cells:
        for shown in cell.get("outputs", ()):
            assert shown["output_type"] != "error"
            data = shown.get("data", {})
            if "text/html" not in data:  # versions of pandas set a table differently
                out.append(shown.get("text") or data.get("text/plain", ""))
    return out


def test_there_are_no_others() -> None:
    assert {path.name for path in NOTEBOOKS.glob("*.ipynb")} == set(NEEDS)


@pytest.mark.filterwarnings("ignore")  # of zmq and the event loop it runs in
@pytest.mark.parametrize("name", sorted(NEEDS))
def test_a_notebook_prints_what_is_committed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in NEEDS[name]:
        pytest.importorskip(package)
    if name == "scan.ipynb" and shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    committed = nbformat.read(NOTEBOOKS / name, as_version=4)
    ran = nbformat.read(NOTEBOOKS / name, as_version=4)
    nbclient.NotebookClient(ran, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    assert printed(committed)
    if name == "scan.ipynb":  # versions of tesseract differ in a stray mark
        assert len(printed(ran)) == len(printed(committed))
    else:
        assert printed(ran) == printed(committed)
