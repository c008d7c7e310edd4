#!/usr/bin/env python3
"""Set the version of a release.

usage: release.py VERSION [--date YYYY-MM-DD] [--write]

Prints what would change: the version in the library and in CITATION.cff, and the changelog, whose *Unreleased* entries
become those of VERSION. With --write it is changed. Nothing is committed, tagged or sent.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARY, CITATION, CHANGELOG = "src/form4lib/__init__.py", "CITATION.cff", "CHANGELOG.md"
VERSION_LINE = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
CITED = re.compile(r"^version: .*\n(date-released: .*\n)?", re.MULTILINE)
UNRELEASED = re.compile(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("version")
    options.add_argument("--date", type=date.fromisoformat, default=date.today(), help="day of the release")
    options.add_argument("--write", action="store_true", help="change the files")
    chosen = options.parse_args()
    before = {name: (ROOT / name).read_text(encoding="utf-8") for name in (LIBRARY, CITATION, CHANGELOG)}
    try:
        after = released(before, chosen.version, chosen.date)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for name, text in after.items():
        lines = before[name].splitlines(keepends=True), text.splitlines(keepends=True)
        sys.stdout.writelines(difflib.unified_diff(*lines, name, name, n=1))
        if chosen.write:
            (ROOT / name).write_text(text, encoding="utf-8")
    return 0


def released(files: dict[str, str], version: str, day: date) -> dict[str, str]:
    """The files as they are in the release. Raises ValueError where there is nothing to release as this version."""
    now = VERSION_LINE.search(files[LIBRARY])
    entries = UNRELEASED.search(files[CHANGELOG])
    if now is None or entries is None:
        raise ValueError("the library has no __version__, or the changelog no [Unreleased]")
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError(f"{version!r} is no version: write X.Y.Z")
    if f"## [{version}]" in files[CHANGELOG] or _numbers(version) < _numbers(now[1]):
        raise ValueError(f"{version} is released already, or older than {now[1]}")
    if not entries[1].strip():
        raise ValueError("the changelog has nothing under [Unreleased]")
    heading = f"## [Unreleased]\n\n## [{version}] - {day.isoformat()}\n"
    cited = f"version: {version}\ndate-released: {day.isoformat()}\n"
    return {
        LIBRARY: VERSION_LINE.sub(f'__version__ = "{version}"', files[LIBRARY]),
        CITATION: CITED.sub(cited, files[CITATION]),
        CHANGELOG: files[CHANGELOG].replace("## [Unreleased]\n", heading, 1),
    }


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


if __name__ == "__main__":
    sys.exit(main())
