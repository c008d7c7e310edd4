"""Ways into a filing beside plain text: ownership XML, full submissions, HTML pages, and `read` for any of them.

Contract: each door gives a `Filing` and raises only what its documentation names.
"""

from __future__ import annotations

from ._html import parse_html
from ._read import read, read_all
from ._submission import parse_submission
from ._xml import parse_xml

__all__ = ["parse_html", "parse_submission", "parse_xml", "read", "read_all"]
