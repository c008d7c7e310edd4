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
from .commands import _diff, _parse
from .commands._files import OK

_COMMANDS = (
    _parse,
    _diff,
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
    parser = argparse.ArgumentParser(prog="form4lib", description="Read SEC Forms 3, 4 and 5 into records.")
    parser.add_argument("--version", action="version", version=f"form4lib {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add(commands)
    return parser
