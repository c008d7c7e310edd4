"""The form as a web page: `parse_html`.

Takes the page as text or as bytes. Gives the record. HTML is one of the layouts that the engine reads; what this door
adds is the decoding of a page as it declares itself.
"""

from __future__ import annotations

from .._limits import Limits, require_limits
from ..engine import parse_text
from ..records import Filing
from ._decode import text_of
from ._notices import noted


def parse_html(source: str | bytes, *, limits: Limits | None = None) -> Filing:
    """Read the HTML page of a Form 3, 4 or 5, such as EDGAR shows.

    Args:
        source: the page; bytes are decoded as the page declares, else as UTF-8 or cp1252.
        limits: how large it may be; see `Limits`.

    Returns:
        The record. Spans index the HTML (for bytes, the decoded text).

    Raises:
        TypeError: `source` is neither str nor bytes, or `limits` is no `Limits`.
        NotAnOwnershipFormError: the page shows no sign of an ownership form.
        InputTooLargeError: it has more than five million characters, or what `limits` says.
    """
    text, notices = text_of(source, "parse_html")
    return noted(parse_text(text, limits=require_limits(limits, "parse_html")), notices)
