"""A filing as JSON, and many as JSON Lines.

Contract: what `to_dict` makes, written and read with the standard library; `json_schema` describes it. Numbers stay
strings, so that no digit is lost to a binary fraction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..errors import InvalidRecordError
from ..records import Filing
from ._dict import from_dict, to_dict


def to_json(filing: Filing, *, indent: int | None = None) -> str:
    """A filing as a JSON document.

    Args:
        filing: what to write.
        indent: blanks for each level of the document; None writes it on one line.
    """
    return json.dumps(to_dict(filing), indent=indent)


def from_json(text: str | bytes) -> Filing:
    """The filing that `to_json` wrote; evidence and diagnostics are there again.

    Raises:
        InvalidRecordError: this is no JSON, or not that of a filing.
    """
    try:
        data = json.loads(text)
    except ValueError as error:  # not JSON, or bytes that are no text
        raise InvalidRecordError("", f"this is no JSON document: {error}") from error
    return from_dict(data)


def to_json_lines(filings: Iterable[Filing]) -> Iterator[str]:
    """Filings as JSON Lines: a document a line, each line with its newline character, for `file.writelines`."""
    return (f"{to_json(filing)}\n" for filing in filings)


def from_json_lines(lines: Iterable[str | bytes]) -> Iterator[Filing]:
    """The filings of JSON Lines, such as an open file; blank lines are passed over.

    Raises:
        InvalidRecordError: a line is no JSON, or not that of a filing; it is raised when that line is reached.
    """
    return (from_json(line) for line in lines if line.strip())
