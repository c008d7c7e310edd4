"""The command line: `form4lib parse FILE...`, `form4lib diff A B`, and the commands of `commands`.

Contract: a file is of any kind that `read` takes. What was read goes to standard output, messages to
standard error. The exit status is 0; 1 where a form was read with a diagnostic of severity error, or
where two forms differ; 2 where a file could not be read, is no Form 3, 4 or 5, or cannot be written
as asked for. A file that fails does not keep the others from being read.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from . import __version__
from ._review import doubtful_paths
from .commands import _batch
from .engine._work import Work
from .errors import Form4Error
from .inputs import read_all
from .inputs._read import filings_of
from .outputs import to_dict
from .outputs._csv import csv_text
from .outputs._diff import NOT_PRINTED, diff
from .outputs._tables import iter_rows
from .outputs._terminal import render
from .outputs._xml import to_xml
from .records import Filing
from .spec.data_sets import TABLES

OK, READ_WITH_ERRORS, NOT_READ = 0, 1, 2
DIFFERENT = 1

_EPILOG = """\
exit status:
  0  read
  1  read, with an error among the diagnostics
  2  not a Form 3, 4 or 5, no such file, or not to be written in that format
"""

_DIFF_EPILOG = """\
exit status:
  0  the two say the same
  1  they differ
  2  not a Form 3, 4 or 5, or no such file
"""

_FORMATS = """\
table for a reader (default); json: one document, or JSON Lines where there are several; jsonl: a document a line; \
csv: a table of all forms; xml: one form as EDGAR's ownership XML"""


class _UnreadableFileError(Form4Error):
    """A file that cannot be read; its message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Args:
        arguments: as typed, without the program's name; None for those of the process.
    """
    options = _parser().parse_args(arguments)
    try:
        status: int = options.command(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return status


def _parse(options: argparse.Namespace) -> int:
    """Read every file and write what it holds."""
    files = options.files or ["-"]
    status = OK
    read: list[tuple[str, Filing]] = []
    for file in files:
        filings, at_least = _read(file, options.encoding)
        status = max(status, at_least)
        alone = len(files) == 1 and len(filings) == 1
        read += [(file, filing) for filing in filings]
        if options.format in _WRITERS:
            for filing in filings:
                sys.stdout.write(_WRITERS[options.format](file, filing, alone=alone))
    if options.format == "csv":
        sys.stdout.write(_csv(read, options.table))
    elif options.format == "xml":
        status = max(status, _write_xml(read, options))
    return status


def _read(file: str, encoding: str | None) -> tuple[Sequence[Filing], int]:
    """The forms of a file, and the exit status for it."""
    try:
        filings = _filings(file, encoding)
    except Form4Error as error:
        _complain(file, error)
        return (), NOT_READ
    in_error = any(d.severity == "error" for filing in filings for d in filing.diagnostics)
    return filings, READ_WITH_ERRORS if in_error else OK


def _write_xml(read: Sequence[tuple[str, Filing]], options: argparse.Namespace) -> int:
    """Write the one form there is as XML, and give the exit status for it."""
    if not read:
        return OK
    (file, filing), *more = read
    if more:
        _complain(file, f"xml is one form, and {len(read)} were read: give one file that holds one form")
        return NOT_READ
    plan = {None: None, "yes": True, "no": False}[options.rule_10b5_1]
    try:
        document = to_xml(
            filing,
            issuer_cik=options.issuer_cik,
            owner_ciks=options.owner_cik,
            rule_10b5_1=plan,
            transaction_form_type=options.transaction_form_type,
        )
    except Form4Error as error:
        _complain(file, error)
        return NOT_READ
    sys.stdout.write(document)
    return OK


def _diff(options: argparse.Namespace) -> int:
    """Print what two files say differently."""
    compared = []
    for file in (options.a, options.b):
        filings, status = _read(file, options.encoding)
        if status == NOT_READ:
            return NOT_READ
        if len(filings) > 1:
            _complain(file, f"holds {len(filings)} forms; the first of them is compared")
        compared.append(filings[0])
    differences = diff(compared[0], compared[1], ignore=NOT_PRINTED if options.printed else ())
    for difference in differences:
        print(_printable(str(difference)))
    return DIFFERENT if differences else OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="form4lib", description="Read SEC Forms 3, 4 and 5 into records.")
    parser.add_argument("--version", action="version", version=f"form4lib {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_parse(commands)
    _add_diff(commands)
    _batch.add(commands)
    return parser


def _add_parse(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parse = commands.add_parser(
        "parse",
        help="read forms and print what they report",
        description="Read Forms 3, 4 and 5 and print what they report, what is in doubt marked.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parse.set_defaults(command=_parse)
    parse.add_argument(
        "files", nargs="*", metavar="FILE", help="text, HTML, XML, PDF or full submission; - or none for standard input"
    )
    parse.add_argument(
        "--format",
        choices=("table", "json", "jsonl", "csv", "xml"),
        default="table",
        help=_FORMATS,
    )
    parse.add_argument("--table", choices=tuple(TABLES), default="lines", help="csv: which table (default: lines)")
    parse.add_argument("--issuer-cik", metavar="CIK", help="xml: the issuer's CIK, which the form does not print")
    parse.add_argument(
        "--owner-cik", metavar="CIK", action="append", default=[], help="xml: an owner's CIK; once for each, in order"
    )
    parse.add_argument("--rule-10b5-1", choices=("yes", "no"), help="xml: the box, where the form has none")
    parse.add_argument(
        "--transaction-form-type", choices=("4", "5"), help="xml: which form the transactions of a Form 5 belong to"
    )
    _add_encoding(parse)


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compare = commands.add_parser(
        "diff",
        help="print what two forms say differently",
        description="Read two forms and print what they say differently, a line each.",
        epilog=_DIFF_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    compare.set_defaults(command=_diff)
    compare.add_argument("a", metavar="A", help="text, HTML, XML, PDF or full submission; - for standard input")
    compare.add_argument("b", metavar="B", help="another one")
    compare.add_argument("--printed", action="store_true", help="leave out what the printed form does not show")
    _add_encoding(compare)


def _add_encoding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--encoding", help="encoding of the files, all text (default: told from what they hold)")


def _complain(file: str, problem: object) -> None:
    print(f"form4lib: {_name(file)}: {problem}", file=sys.stderr)


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _filings(file: str, encoding: str | None) -> tuple[Filing, ...]:
    """The forms in a file of any kind; with an encoding, in a text file."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read_all(data) if encoding is None else filings_of(data.decode(encoding), Work())
    except OSError as error:
        raise _UnreadableFileError(f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        problem = f"is not {encoding} text: byte {error.start} cannot be decoded; leave --encoding out to have it told"
        raise _UnreadableFileError(problem) from error
    except LookupError as error:
        raise _UnreadableFileError(f"there is no encoding {encoding!r}") from error


def _json(file: str, filing: Filing, *, alone: bool) -> str:
    """The filing as JSON, with its file and the paths of what is in doubt: a line of its own where there are more."""
    return f"{json.dumps(_document(file, filing), indent=2 if alone else None)}\n"


def _json_line(file: str, filing: Filing, *, alone: bool) -> str:
    """The filing as a line of JSON, whether it is alone or not."""
    return _json(file, filing, alone=False)


def _document(file: str, filing: Filing) -> dict[str, object]:
    return {"file": file, "doubtful": list(doubtful_paths(filing)), **to_dict(filing)}


def _csv(read: Sequence[tuple[str, Filing]], table: str) -> str:
    """One table of all that was read, the file before the columns."""
    names = ["file", *(column.name for column in TABLES[table].columns)]
    files = [file for file, _ in read]
    key = next(i for i, column in enumerate(TABLES[table].columns) if column.source == "key")
    rows = iter_rows([filing for _, filing in read], table)
    return csv_text(names, ((files[cast("int", row[key])], *row) for row in rows))


def _table(file: str, filing: Filing, *, alone: bool) -> str:
    """The filing for a reader; what the terminal's encoding lacks is replaced."""
    page = render(filing, shutil.get_terminal_size().columns)
    return _printable(page if alone else f"== {_name(file)} ==\n{page}\n")


def _printable(text: str) -> str:
    """The text, what the terminal's encoding lacks replaced."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)


_WRITERS = {"json": _json, "jsonl": _json_line, "table": _table}
"""Formats that are written form by form; the others need them all."""
