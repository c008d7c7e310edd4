"""`form4lib review FILE... -o PAGE`: a page on which a person checks what was read.

Contract: one HTML file of its own; several forms stand behind an index, the most doubtful first. The exit status is 0;
2 where a file could not be read or is no Form 3, 4 or 5 (the page has the others), or where nothing could be written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ._files import KINDS, NOT_READ, OK, add_encoding, complain, read_with_text

_EPILOG = """\
examples:
  form4lib review filing.txt -o review.html
  form4lib review scans/*.pdf -o review.html

exit status:
  0  written
  2  a file is not a Form 3, 4 or 5, or cannot be read; the page has the others
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    review = commands.add_parser(
        "review",
        help="write a page that shows forms beside their source",
        description="Write one HTML page on which what was read is checked against its source, and corrected.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    review.set_defaults(command=_review)
    review.add_argument("files", nargs="+", metavar="FILE", help=KINDS)
    review.add_argument("-o", "--output", metavar="PAGE", required=True, help="where to write; - for standard output")
    add_encoding(review)


def _review(options: argparse.Namespace) -> int:
    """Read every file and write the page."""
    from ..outputs.review import Entry, review_page

    status = OK
    entries: list[Entry] = []
    for file in options.files:
        read = read_with_text(file, options.encoding)
        status = max(status, OK if read else NOT_READ)
        for i, (text, filing) in enumerate(read):
            name = f"{file} ({i + 1})" if len(read) > 1 else file
            entries.append(Entry(name, text, filing))
    if not entries:
        return status
    page = review_page(entries).encode("utf-8")
    if options.output == "-":
        sys.stdout.buffer.write(page)
        return status
    try:
        Path(options.output).write_bytes(page)
    except OSError as error:
        complain(options.output, f"cannot be written: {error.strerror}")
        return NOT_READ
    return status
