"""`form4lib diff A B`: what two forms say differently.

Contract: a difference a line on standard output. The exit status is 0 where the two say the same, 1 where they differ,
2 where one could not be read.
"""

from __future__ import annotations

import argparse

from ._files import KINDS, NOT_READ, OK, add_encoding, complain, printable, read_file

DIFFERENT = 1

_EPILOG = """\
examples:
  form4lib diff filing.txt ownership.xml --printed

exit status:
  0  the two say the same
  1  they differ
  2  not a Form 3, 4 or 5, or no such file
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    compare = commands.add_parser(
        "diff",
        help="print what two forms say differently",
        description="Read two forms and print what they say differently, a line each.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    compare.set_defaults(command=_diff)
    compare.add_argument("a", metavar="A", help=KINDS)
    compare.add_argument("b", metavar="B", help="another one")
    compare.add_argument("--printed", action="store_true", help="leave out what the printed form does not show")
    add_encoding(compare)


def _diff(options: argparse.Namespace) -> int:
    """Print what two files say differently."""
    from ..outputs._diff import NOT_PRINTED, diff

    compared = []
    for file in (options.a, options.b):
        filings, status = read_file(file, options.encoding)
        if status == NOT_READ:
            return NOT_READ
        if len(filings) > 1:
            complain(file, f"holds {len(filings)} forms; the first of them is compared")
        compared.append(filings[0])
    differences = diff(compared[0], compared[1], ignore=NOT_PRINTED if options.printed else ())
    for difference in differences:
        print(printable(str(difference)))
    return DIFFERENT if differences else OK
