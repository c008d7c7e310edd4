"""A filing as `rich` prints it.

Contract: the page of `form4lib parse`, within the width that rich gives, in the colours that its console takes. Needs
rich, which calls it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from ..records import Filing
from ._terminal import render


def rendered(filing: Filing, width: int) -> Iterator[Text]:
    """What rich prints: no number is cut and no word wrapped anew by rich itself."""
    yield Text.from_ansi(render(filing, width, colour=True).rstrip("\n"), no_wrap=True, overflow="ignore")
