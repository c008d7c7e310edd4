"""The notebooks of the documentation run, and show what is committed."""

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


def shown(notebook: Any) -> list[list[str]]:
    """What kinds of things each cell shows: text, cards, pictures. Their words change when reading gets better."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(out["output_type"] != "error" for cell in cells for out in cell.outputs)
    return [sorted({kind for out in cell.outputs for kind in out.get("data", ("text",))}) for cell in cells]


def test_there_are_no_others() -> None:
    assert {path.name for path in NOTEBOOKS.glob("*.ipynb")} == set(NEEDS)


@pytest.mark.filterwarnings("ignore")  # of zmq and the event loop it runs in
@pytest.mark.parametrize("name", sorted(NEEDS))
def test_a_notebook_runs_and_shows_what_is_committed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in NEEDS[name]:
        pytest.importorskip(package)
    if name == "scan.ipynb" and shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    committed = nbformat.read(NOTEBOOKS / name, as_version=4)
    ran = nbformat.read(NOTEBOOKS / name, as_version=4)
    nbclient.NotebookClient(ran, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    assert shown(ran) == shown(committed)
