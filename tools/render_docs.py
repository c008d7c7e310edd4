#!/usr/bin/env python3
"""Write the tables, the JSON Schema and the drawing of the documentation that come from the code.

usage: render_docs.py [--check] [--measure]

A table stands in a page of `docs` between `<!-- rendered: NAME -->` and `<!-- end -->`. With --check
nothing is written; files that are not up to date are named and the exit status is 1. With --measure the
figures of the public benchmark are measured and written, which takes half a minute.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import attrs
import draw_stages

from form4lib import DIAGNOSTIC_CODES, Filing, json_schema
from form4lib._shapes import kind_of, record_classes
from form4lib.outputs._schema import field_docs

DOCS = Path(__file__).resolve().parent.parent / "docs"
PLACE = re.compile(r"(<!-- rendered: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
MEASURED = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="change nothing, tell what is not up to date")
    options.add_argument("--measure", action="store_true", help="measure the figures of the benchmark, too")
    chosen = options.parse_args()
    wanted = {page: rendered(page) for page in sorted(DOCS.glob("*.md"))}
    wanted |= {DOCS / name: make() for name, make in FILES.items()}
    behind = {path: text for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in behind.items():
        if chosen.check:
            print(f"{path.name} is not up to date: run tools/render_docs.py", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8")
    if chosen.measure:
        page = DOCS / "benchmark.md"
        page.write_text(with_figures(page.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if chosen.check and behind else 0


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


def modules() -> str:
    """A section for each layer, with what each of its modules says it is; the engine's in the order of the stages."""
    source = DOCS.parent / "src" / "form4lib"
    rooms: dict[str, dict[str, str]] = {room: {} for room in ROOMS}
    for path in source.rglob("*.py"):
        names = path.relative_to(source).with_suffix("").parts
        if says := ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))):
            rooms[names[0] if names[0] in rooms else ""][".".join(names)] = " ".join(says.partition("\n\n")[0].split())
    lines = []
    for room, said in rooms.items():
        lines += [f"### {f'`{room}`' if room else 'At the top'}", "", "| module | what it is |", "| --- | --- |"]
        ordered = sorted(said, key=lambda module: (not module.endswith("__init__"), stage(said[module]), module))
        lines += [f"| `{module}` | {said[module]} |" for module in ordered]
        lines.append("")
    return "\n".join(lines)


def stage(says: str) -> tuple[str, ...]:
    """Where a module stands among others: `Stage 5d2: ...` is behind `Stage 5d: ...`; what has no number is last."""
    number = re.match(r"Stage (\w+):", says)
    return tuple(re.findall(r"\d+|[a-z]", number[1])) if number else ("~",)


def schema() -> str:
    """The JSON Schema, as a file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def with_figures(page: str) -> str:
    """The page of the benchmark with its figures as they are now."""
    command = [sys.executable, "-m", "form4lib_bench", "baseline"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=DOCS.parent / "bench")
    return MEASURED.sub(lambda place: f"{place[1]}\n{done.stdout}\n{place[2]}", page)


ROOMS = ("", "spec", "engine", "inputs", "outputs", "bulk", "commands")
"""The layers of the library, the lowest first; the top has the record and the command line."""
RENDERERS = {"diagnostics": diagnostics, "modules": modules, "records": records}
FILES = {"filing.schema.json": schema, "stages.svg": draw_stages.draw}


if __name__ == "__main__":
    sys.exit(main())
