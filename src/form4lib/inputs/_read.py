"""Any kind of ownership filing: `read` and `read_all`.

Takes a path, bytes or text. Gives the record, or records, through the door that its content asks for. Reports what
that door does, and how bytes were decoded. The kind is told by content alone; names of files say nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from .._limits import Limits
from ..engine._pipeline import all_filings
from ..engine._work import Work, work_within
from ..errors import InputTooLargeError, NotAnOwnershipFormError
from ..evidence import Diagnostic
from ..records import Filing
from ._decode import decode
from ._excerpt import whole
from ._notices import first_of, noted
from ._submission import read_submissions
from ._xml import find_documents, read_document

_LONGEST_PATH = 1000
"""Characters. A form is longer as a rule, and a path is not."""

_PDF = b"%PDF-"
_PDF_HEAD = 1024
"""Bytes in which a PDF begins: readers of PDF pass over what stands before."""
_SUBMISSION = re.compile(
    r"\s*(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----"
    r"|<(?:SEC-DOCUMENT|IMS-DOCUMENT|SUBMISSION|SEC-HEADER|IMS-HEADER|DOCUMENT)>)"
)
_MARK = "\ufeff"


def read(source: str | bytes | os.PathLike[str], *, limits: Limits | None = None) -> Filing:
    """Read a Form 3, 4 or 5 of any kind: ownership XML, a full submission, a PDF, HTML or text.

    Args:
        source: a path (any `os.PathLike`); or the content itself, as bytes or as a str. A str of one line, without a
            `<` and of at most a thousand characters, is taken for the path of a file and never for a form.
        limits: how large it may be; see `Limits`.

    Returns:
        The record; of a source that holds several forms, that of the first. Spans index the text, for a file or
        bytes the decoded text.

    Raises:
        TypeError: `source` is none of these, or `limits` is no `Limits`.
        OSError: the file cannot be read.
        NotAnOwnershipFormError: the content shows no sign of an ownership form.
        InputTooLargeError: the content is larger than its door takes, or `limits` says.
        UnreadableDocumentError: a PDF that is damaged, encrypted, empty or too large.
        MissingDependencyError: a PDF, or a scan, and what its reading needs is not installed.
    """
    filings, notices = _read(source, work_within(limits, "read"))
    return first_of(filings[0], len(filings), notices)


def read_all(source: str | bytes | os.PathLike[str], *, limits: Limits | None = None) -> tuple[Filing, ...]:
    """Read all the forms in a source of any kind, in order.

    Args:
        source: as `read` takes it.
        limits: how large it may be; see `Limits`.

    Returns:
        One record a form; an empty tuple is never given.

    Raises:
        TypeError, OSError, Form4Error: as `read` does.
    """
    return read_within(source, work_within(limits, "read_all"))


def read_within(source: object, work: Work) -> tuple[Filing, ...]:
    """What `read_all` gives, within a budget of work.

    Raises as `read_all` does, and `BudgetExceededError`.
    """
    filings, notices = _read(source, work)
    return tuple([noted(filing, notices) for filing in filings])


def _read(source: object, work: Work) -> tuple[tuple[Filing, ...], list[Diagnostic]]:
    if isinstance(source, str):
        if not _is_path(source):
            return filings_of(source, work), []
        if not os.path.exists(source):  # noqa: PTH110 - Path.exists raises for names that are too long
            raise NotAnOwnershipFormError(
                "a file of that name, as a short line can be no form",
                "Pass the path of a file that exists; parse_text takes a text of one short line, too.",
            )
        source = Path(source)
    if isinstance(source, os.PathLike):
        source = _content(Path(source), work.limits.file_bytes)
    if not isinstance(source, (bytes, bytearray, memoryview)):
        raise TypeError(f"a path, bytes or a str is read, not {type(source).__name__}")
    data = bytes(source)
    if len(data) > work.limits.file_bytes:
        raise InputTooLargeError(len(data), work.limits.file_bytes, "bytes")
    if _PDF in data[:_PDF_HEAD]:
        return (_pdf_door()(data, work),), []
    text, notices = decode(data)
    return filings_of(text, work), notices


def _is_path(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_PATH and not any(sign in text for sign in "<\n\r\0")


def _content(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        return file.read(limit + 1)


def _pdf_door() -> Callable[[bytes, Work], Filing]:
    """What reads a PDF, imported when there is one: it needs an extra."""
    door: Callable[[bytes, Work], Filing] = import_module("._pdf", __package__).read_pdf
    return door


def filings_of(text: str, work: Work) -> tuple[Filing, ...]:
    """The records of all forms in a text of any kind, which is told by what it begins with and what it holds."""
    if _SUBMISSION.match(text, 1 if text.startswith(_MARK) else 0):
        return read_submissions(text, work)
    spans = find_documents(text, work.limits)
    if spans:
        return tuple([read_document(whole(text), span, work) for span in spans])
    return all_filings(text, work)
