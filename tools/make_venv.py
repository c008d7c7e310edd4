#!/usr/bin/env python3
"""Make `.venv` beside the sources and install the library into it, with nothing but Python at hand.

usage: python3 tools/make_venv.py [EXTRA ...]

EXTRA names optional dependencies of the project, such as `test` or `dev`. A system whose Python is
externally managed is left alone: everything goes into `.venv`. Some systems ship Python without
`ensurepip`; there pip itself is fetched from PyPI, checked against the digest PyPI gives.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PIP_ON_PYPI = "https://pypi.org/pypi/pip/json"


def main(extras: list[str]) -> None:
    if sys.version_info < (3, 10):
        sys.exit(f"Python 3.10 or later is needed; this is {sys.version.split()[0]}")
    python = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not is_ours(python):
        has_pip = importlib.util.find_spec("ensurepip") is not None
        venv.EnvBuilder(clear=True, with_pip=has_pip, symlinks=sys.platform != "win32").create(FOLDER)
        if not has_pip:
            install_pip(python)
    project = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    subprocess.run([python, "-m", "pip", "install", "--quiet", project], check=True)


def is_ours(python: Path) -> bool:
    """Is this Python there, made from the one that runs now, and with pip?"""
    if not python.exists():
        return False
    program = "import pip, sys; print(sys.base_prefix)"
    asked = subprocess.run([python, "-c", program], capture_output=True, text=True, check=False)
    return asked.returncode == 0 and asked.stdout.strip() == sys.base_prefix


def install_pip(python: Path) -> None:
    """Let pip's own wheel, which Python can run as it is, install itself."""
    with urllib.request.urlopen(PIP_ON_PYPI) as answer:
        files = json.load(answer)["urls"]
    wheel = next(file for file in files if file["packagetype"] == "bdist_wheel")
    with urllib.request.urlopen(urljoin(PIP_ON_PYPI, wheel["url"])) as answer:
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != wheel["digests"]["sha256"]:
        sys.exit(f"{wheel['url']} is not what PyPI says it is")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / wheel["filename"]
        path.write_bytes(data)
        subprocess.run([python, path / "pip", "install", "--quiet", "--no-index", path], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
