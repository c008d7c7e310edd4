"""The command line: `form4lib parse FILE...`.

Contract: a file is of any kind that `read` takes. What was read goes to standard output, messages to
standard error. The exit status is 0; 1 where a form was read with a diagnostic of severity error; 2
where a file could not be read or is no Form 3, 4 or 5. A file that fails does not keep the others
from being read.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from . import __version__
from ._review import doubtful_paths
from .errors import Form4Error
from .inputs import read_all
from .inputs._read import filings_of
from .outputs import to_dict
from .outputs._terminal import render
from .records import Filing

OK, READ_WITH_ERRORS, NOT_READ = 0, 1, 2

_EPILOG = """\
exit status:
  0  read
  1  read, with an error among the diagnostics
  2  not a Form 3, 4 or 5, or no such file
"""


class _UnreadableFileError(Form4Error):
    """A file that cannot be read; its message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Args:
        arguments: as typed, without the program's name; None for those of the process.
    """
    options = _parser().parse_args(arguments)
    files = options.files or ["-"]
    status = OK
    try:
        for file in files:
            status = max(status, _parse(file, options, alone=len(files) == 1))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _parse(file: str, options: argparse.Namespace, *, alone: bool) -> int:
    """Read one file, write what it holds, and give the exit status for it."""
    try:
        filings = _filings(file, options.encoding)
    except Form4Error as error:
        print(f"form4lib: {_name(file)}: {error}", file=sys.stderr)
        return NOT_READ
    alone = alone and len(filings) == 1
    for filing in filings:
        if options.format == "json":
            sys.stdout.write(_json(file, filing, alone=alone))
        else:
            sys.stdout.write(_table(file, filing, alone=alone))
    in_error = any(d.severity == "error" for filing in filings for d in filing.diagnostics)
    return READ_WITH_ERRORS if in_error else OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="form4lib", description="Read SEC Forms 3, 4 and 5 into records.")
    parser.add_argument("--version", action="version", version=f"form4lib {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    parse = commands.add_parser(
        "parse",
        help="read forms and print what they report",
        description="Read Forms 3, 4 and 5 and print what they report, what is in doubt marked.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parse.add_argument(
        "files", nargs="*", metavar="FILE", help="text, HTML, XML or full submission; - or none for standard input"
    )
    parse.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help="table for a reader (default); json for a program: one document, or JSON Lines where there are several",
    )
    parse.add_argument("--encoding", help="encoding of the files, all text (default: told from what they hold)")
    return parser


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _filings(file: str, encoding: str | None) -> tuple[Filing, ...]:
    """The forms in a file of any kind; with an encoding, in a text file."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read_all(data) if encoding is None else filings_of(data.decode(encoding))
    except OSError as error:
        raise _UnreadableFileError(f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        problem = f"is not {encoding} text: byte {error.start} cannot be decoded; leave --encoding out to have it told"
        raise _UnreadableFileError(problem) from error
    except LookupError as error:
        raise _UnreadableFileError(f"there is no encoding {encoding!r}") from error


def _json(file: str, filing: Filing, *, alone: bool) -> str:
    """The filing as JSON, with its file and the paths of what is in doubt: a line of its own where there are more."""
    document = {"file": file, "doubtful": list(doubtful_paths(filing)), **to_dict(filing)}
    return f"{json.dumps(document, indent=2 if alone else None)}\n"


def _table(file: str, filing: Filing, *, alone: bool) -> str:
    """The filing for a reader; what the terminal's encoding lacks is replaced."""
    page = render(filing, shutil.get_terminal_size().columns)
    text = page if alone else f"== {_name(file)} ==\n{page}\n"
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)
