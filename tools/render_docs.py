#!/usr/bin/env python3
"""Write the tables of the documentation that come from the code.

usage: render_docs.py [--check]

Each stands in a page of `docs` between `<!-- rendered: NAME -->` and `<!-- end -->`. With --check
nothing is written; pages that are not up to date are named and the exit status is 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import attrs

from form4lib import DIAGNOSTIC_CODES, Filing
from form4lib._shapes import kind_of, record_classes
from form4lib.outputs._schema import field_docs

DOCS = Path(__file__).resolve().parent.parent / "docs"
PLACE = re.compile(r"(<!-- rendered: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="change nothing, tell what is not up to date")
    check = options.parse_args().check
    behind = [page for page in sorted(DOCS.glob("*.md")) if rendered(page) != page.read_text(encoding="utf-8")]
    for page in behind:
        if check:
            print(f"{page.name} is not up to date: run tools/render_docs.py", file=sys.stderr)
        else:
            page.write_text(rendered(page), encoding="utf-8")
    return 1 if check and behind else 0


def rendered(page: Path) -> str:
    """The page with its tables as the code has them now."""
    text = page.read_text(encoding="utf-8")
    return PLACE.sub(lambda place: f"{place[1]}\n{RENDERERS[place[2]]()}\n{place[3]}", text)


def diagnostics() -> str:
    """The table of diagnostic codes."""
    lines = ["| code | severity | meaning | what to do |", "| --- | --- | --- | --- |"]
    lines += [f"| `{c}` | {i.severity} | {i.meaning} | {i.what_to_do} |" for c, i in DIAGNOSTIC_CODES.items()]
    return "\n".join(lines) + "\n"


def records() -> str:
    """A section for each record, with a table of its fields."""
    return "\n".join(record(cls) for cls in record_classes(Filing))


def record(cls: type[attrs.AttrsInstance]) -> str:
    docs = field_docs(cls)
    summary = (cls.__doc__ or "").partition("\n")[0]
    kind = f" Its `kind` is `'{kind_of(cls)}'`." if kind_of(cls) else ""
    lines = [f"## {cls.__name__}", "", f"{summary}{kind}", "", "| field | type | meaning |", "| --- | --- | --- |"]
    for field in attrs.fields(cls):
        kind_of_value = str(field.type).replace("|", "\\|")
        lines.append(f"| `{field.name}` | `{kind_of_value}` | {docs[field.name]} |")
    return "\n".join(lines) + "\n"


RENDERERS = {"diagnostics": diagnostics, "records": records}


if __name__ == "__main__":
    sys.exit(main())
