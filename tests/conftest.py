"""For all tests: programs that are started in folders of their own find the library where the tests found it."""

from __future__ import annotations

import os
from pathlib import Path

if found := os.environ.get("PYTHONPATH"):  # `PYTHONPATH=src` would lead to another `src` from there
    os.environ["PYTHONPATH"] = os.pathsep.join(str(Path(part).absolute()) for part in found.split(os.pathsep))
