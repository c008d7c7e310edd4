"""`form4lib completion SHELL`: what makes a shell complete commands, options and files.

Contract: a script for the shell on standard output. The exit status is 0, or 2 where the extra that writes it is not
installed.
"""

from __future__ import annotations

import argparse
import sys

from ..errors import MissingDependencyError
from ._files import NOT_READ, OK

_SHELLS = ("bash", "zsh", "fish", "tcsh")
_FILES = frozenset(("FILE", "A", "B", "PAGE", "IN", "OUT"))
"""What arguments are called that are files."""

_EPILOG = """\
examples:
  form4lib completion bash > ~/.local/share/bash-completion/completions/form4lib
  form4lib completion zsh > ~/.zfunc/_form4lib      with ~/.zfunc in fpath, before compinit

exit status:
  0  written
  2  the extra form4lib[completion] is not installed
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    completion = commands.add_parser(
        "completion",
        help="print a script that makes a shell complete these commands",
        description="Print a script that makes a shell complete commands, options and files.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    completion.set_defaults(command=_completion)
    completion.add_argument("shell", metavar="SHELL", choices=_SHELLS, help=", ".join(_SHELLS))


def _completion(options: argparse.Namespace) -> int:
    """Write the script."""
    from ..cli import parser

    try:
        import shtab
    except ImportError:
        step = "Install it with `pip install form4lib[completion]`."
        error = MissingDependencyError("writing a completion script", "the package shtab", step)
        print(f"form4lib: {error}", file=sys.stderr)
        return NOT_READ
    whole = parser()
    _mark_files(whole, shtab.FILE)
    print(shtab.complete(whole, options.shell))
    return OK


def _mark_files(parser: argparse.ArgumentParser, files: object) -> None:
    """Say of every argument that is a file that it is one."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _mark_files(command, files)
        elif action.metavar in _FILES:
            action.complete = files  # type: ignore[attr-defined]  # shtab looks for it there
