"""The command line: `form4lib COMMAND`, a command a module of `commands`.

Contract: what was read goes to standard output, messages to standard error. The exit status is the command's; 0 where
whoever reads the output has seen enough.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from . import __version__
from .commands import _batch, _completion, _diff, _parse, _review
from .commands._files import OK

_EPILOG = """\
examples:
  form4lib parse filing.txt                    what a form reports, as tables
  form4lib parse --format jsonl *.txt          a JSON document a line
  form4lib parse --explain issuer.name FILE    why a field has its value
  form4lib diff filing.txt ownership.xml       what two forms say differently
  form4lib review *.txt -o review.html         a page to check them on

`form4lib COMMAND --help` says more of each command.
"""

_COMMANDS = (
    _parse,
    _diff,
    _batch,
    _review,
    _completion,
)
"""In the order of the help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Args:
        arguments: as typed, without the program's name; None for those of the process.
    """
    options = parser().parse_args(arguments)
    try:
        status: int = options.command(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return status


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="form4lib",
        description="Read SEC Forms 3, 4 and 5 into records.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"form4lib {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add(commands)
    return parser
