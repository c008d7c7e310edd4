"""Stage 7f: what there is to say."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence import Diagnostic
from ._reading import Reading


def diagnose(text: str, reading: Reading) -> Iterator[Diagnostic]:
    """Everything the reading has to say, in a fixed order."""
    yield from ()
