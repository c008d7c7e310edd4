"""What the commands share: reading the files they are given, and saying what is wrong with them.

Contract: a file is of any kind that `read` takes; `-` is standard input. Messages go to standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..engine._work import Work
from ..errors import Form4Error
from ..records import Filing

OK, READ_WITH_ERRORS, NOT_READ = 0, 1, 2
"""Exit statuses; what a command adds to them, its own help says."""

KINDS = "text, HTML, XML, PDF or full submission; - for standard input"


class UnreadableFileError(Form4Error):
    """A file that cannot be read; its message says why."""


def add_encoding(parser: argparse.ArgumentParser) -> None:
    """The option that every command has that reads files."""
    parser.add_argument("--encoding", help="encoding of the files, all text (default: told from what they hold)")


def read_file(file: str, encoding: str | None) -> tuple[Sequence[Filing], int]:
    """The forms of a file, and the exit status for it; what is wrong with it is told."""
    try:
        filings = _filings(content_of(file), encoding)
    except Form4Error as error:
        complain(file, error)
        return (), NOT_READ
    in_error = any(d.severity == "error" for filing in filings for d in filing.diagnostics)
    return filings, READ_WITH_ERRORS if in_error else OK


def complain(file: str, problem: object) -> None:
    """Say on standard error what is wrong with a file."""
    print(f"form4lib: {name_of(file)}: {problem}", file=sys.stderr)


def name_of(file: str) -> str:
    """The file as messages name it."""
    return "standard input" if file == "-" else file


def printable(text: str) -> str:
    """The text, what the terminal's encoding lacks replaced."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)


def content_of(file: str) -> bytes:
    """What a file holds, or `UnreadableFileError`."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}") from error


def decoded(data: bytes, encoding: str) -> str:
    """The bytes as text of that encoding, or `UnreadableFileError`."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"is not {encoding} text: byte {error.start} cannot be decoded; leave --encoding out to have it told"
        raise UnreadableFileError(problem) from error
    except LookupError as error:
        raise UnreadableFileError(f"there is no encoding {encoding!r}") from error


def read_with_text(file: str, encoding: str | None) -> list[tuple[str, Filing]]:
    """The forms of a file, each with the text that its spans index; what is wrong with the file is told."""
    from ..inputs._decode import decode

    try:
        data = content_of(file)
        filings = _filings(data, encoding)
    except Form4Error as error:
        complain(file, error)
        return []
    text = ""  # a PDF's door has written its own
    if any(filing.source_text is None for filing in filings):
        text = decode(data)[0] if encoding is None else decoded(data, encoding)
    return [(text if filing.source_text is None else filing.source_text, filing) for filing in filings]


def _filings(data: bytes, encoding: str | None) -> tuple[Filing, ...]:
    """The forms in what a file of any kind holds; with an encoding, a text file."""
    from ..inputs import read_all
    from ..inputs._read import filings_of

    return read_all(data) if encoding is None else filings_of(decoded(data, encoding), Work())
