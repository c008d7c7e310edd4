"""`form4lib parse FILE...`: what forms report, for a reader or for another program.

Contract: what was read goes to standard output. The exit status is 0; 1 where a form was read with a diagnostic of
severity error; 2 where a file could not be read, is no Form 3, 4 or 5, or cannot be written as asked for. A file that
fails does not keep the others from being read.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from ..errors import Form4Error
from ..records import Filing
from ..spec.data_sets import TABLES
from ._files import KINDS, NOT_READ, OK, add_encoding, complain, name_of, printable, read_file, read_with_text

if TYPE_CHECKING:
    from .._explanation import Explanation

_EPILOG = """\
examples:
  form4lib parse filing.txt
  form4lib parse --explain 'non_derivative[0].shares' filing.txt
  form4lib parse --format csv *.html > lines.csv
  pdftotext -layout filing.pdf - | form4lib parse --format json

exit status:
  0  read
  1  read, with an error among the diagnostics
  2  not a Form 3, 4 or 5, no such file, no such field, or not to be written in that format
"""

_FORMATS = """\
table for a reader (default); json: one document, or JSON Lines where there are several; jsonl: a document a line; \
csv: a table of all forms; xml: one form as EDGAR's ownership XML"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parse = commands.add_parser(
        "parse",
        help="read forms and print what they report",
        description="Read Forms 3, 4 and 5 and print what they report, what is in doubt marked.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parse.set_defaults(command=_parse)
    parse.add_argument("files", nargs="*", metavar="FILE", help=f"{KINDS}, which it is without any, too")
    parse.add_argument("--format", choices=("table", "json", "jsonl", "csv", "xml"), default="table", help=_FORMATS)
    parse.add_argument("--explain", metavar="PATH", help="say why one field, such as issuer.name, has its value")
    parse.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto: where a terminal shows it, unless NO_COLOR is set",
    )
    parse.add_argument(
        "--table",
        choices=tuple(TABLES),
        default="lines",
        metavar="TABLE",
        help=f"csv: which table (default: lines); {', '.join(TABLES)}",
    )
    parse.add_argument("--issuer-cik", metavar="CIK", help="xml: the issuer's CIK, which the form does not print")
    parse.add_argument(
        "--owner-cik", metavar="CIK", action="append", default=[], help="xml: an owner's CIK; once for each, in order"
    )
    parse.add_argument("--rule-10b5-1", choices=("yes", "no"), help="xml: the box, where the form has none")
    parse.add_argument(
        "--transaction-form-type", choices=("4", "5"), help="xml: which form the transactions of a Form 5 belong to"
    )
    add_encoding(parse)


def _parse(options: argparse.Namespace) -> int:
    """Read every file and write what it holds."""
    files = options.files or ["-"]
    if options.explain is not None:
        return max([_explain(file, options) for file in files])
    status = OK
    read: list[tuple[str, Filing]] = []
    for file in files:
        filings, at_least = read_file(file, options.encoding)
        status = max(status, at_least)
        alone = len(files) == 1 and len(filings) == 1
        read += [(file, filing) for filing in filings]
        if options.format in _WRITERS:
            for filing in filings:
                sys.stdout.write(_WRITERS[options.format](file, filing, alone=alone))
        if options.format == "table":
            colour = _has_colour(options)
            for filing in filings:
                sys.stdout.write(_table(file, filing, alone=alone, colour=colour))
    if options.format == "csv":
        sys.stdout.write(_csv(read, options.table))
    elif options.format == "xml":
        status = max(status, _write_xml(read, options))
    return status


def _write_xml(read: Sequence[tuple[str, Filing]], options: argparse.Namespace) -> int:
    """Write the one form there is as XML, and give the exit status for it."""
    from ..outputs._xml import to_xml

    if not read:
        return OK
    (file, filing), *more = read
    if more:
        complain(file, f"xml is one form, and {len(read)} were read: give one file that holds one form")
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
        complain(file, error)
        return NOT_READ
    sys.stdout.write(document)
    return OK


def _json(file: str, filing: Filing, *, alone: bool) -> str:
    """The filing as JSON, with its file and the paths of what is in doubt: a line of its own where there are more."""
    import json

    return f"{json.dumps(_document(file, filing), indent=2 if alone else None)}\n"


def _json_line(file: str, filing: Filing, *, alone: bool) -> str:
    """The filing as a line of JSON, whether it is alone or not."""
    return _json(file, filing, alone=False)


def _document(file: str, filing: Filing) -> dict[str, object]:
    from .._review import doubtful_paths
    from ..outputs import to_dict

    return {"file": file, "doubtful": list(doubtful_paths(filing)), **to_dict(filing)}


def _csv(read: Sequence[tuple[str, Filing]], table: str) -> str:
    """One table of all that was read, the file before the columns."""
    from ..outputs._csv import csv_text
    from ..outputs._tables import iter_rows

    names = ["file", *(column.name for column in TABLES[table].columns)]
    files = [file for file, _ in read]
    key = next(i for i, column in enumerate(TABLES[table].columns) if column.source == "key")
    rows = iter_rows([filing for _, filing in read], table)
    return csv_text(names, ((files[cast("int", row[key])], *row) for row in rows))


def _table(file: str, filing: Filing, *, alone: bool, colour: bool) -> str:
    """The filing for a reader; what the terminal's encoding lacks is replaced."""
    from ..outputs._terminal import render

    page = render(filing, shutil.get_terminal_size().columns, colour=colour)
    return printable(page if alone else f"== {name_of(file)} ==\n{page}\n")


def _has_colour(options: argparse.Namespace) -> bool:
    from ..outputs._ink import takes_colour

    wanted: str = options.color
    return takes_colour(sys.stdout) if wanted == "auto" else wanted == "always"


def _explain(file: str, options: argparse.Namespace) -> int:
    """Say of one field of a file's first form why it has its value, and give the exit status for it."""
    read = read_with_text(file, options.encoding)
    if not read:
        return NOT_READ
    text, filing = read[0]
    try:
        explanation = _explained(text, filing, options.explain)
    except Form4Error as error:
        complain(file, error)
        return NOT_READ
    print(printable(str(explanation)))
    return OK


def _explained(text: str, filing: Filing, path: str) -> Explanation:
    """What the engine says of a text that it read; of other documents, what their evidence says."""
    from .._explanation import of_evidence
    from .._limits import DEFAULT_LIMITS
    from ..engine._explain import explain
    from ..inputs._xml import find_documents

    whole = filing.source_text is None and filing.submission is None and not find_documents(text, DEFAULT_LIMITS)
    return explain(text, path) if whole else of_evidence(filing, text, path)


_WRITERS = {"json": _json, "jsonl": _json_line}
"""Formats that are written form by form and look the same wherever they go."""
