#!/usr/bin/env python3
"""Score the library on the corpus: against the floors, and how far its confidence can be believed.

usage: accuracy.py [--floors-only] [--markdown] [--scans]

For each part of the corpus, and each of the library's doors, the scorer's table is printed and held against
`tools/floors.json` (part, or part and door -> view -> measure -> floor); scanned pages, which take minutes and need
tesseract, only with --scans. Then, for each view of `dev`: of the values given with a stated
confidence in a band, the share that is right; and the expected calibration error, the mean
distance of the two, weighted by the values in a band. Exit status 1 when a floor does not hold.
With --markdown the table of the README is printed as well. Without a corpus it says so and exits
with 0.
"""

from __future__ import annotations

import argparse
import bisect
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import corpus

from form4lib import Form4Error, parse_text, to_dict

FLOORS = Path(__file__).with_name("floors.json")
EDGES = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Ten bands, finer towards 1, where nearly all values stand."""

DOORS = (("submissions", "submission"), ("dev", "xml"), ("dev", "pdf"))
SCANS = ("dev", "scan")
"""Parts of the corpus and the doors that their documents go through."""

LEFT_OUT = {"kind", "footnote_ref", "text"}
"""Keys of the scorer whose path is not that of one value."""

Measures = dict[str, dict[str, Any]]
"""View -> what the scorer measured."""

Bands = list[list[float]]
"""For each band: values, right values, sum of the stated confidences."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--floors-only", action="store_true", help="leave the reliability table out")
    options.add_argument("--markdown", action="store_true", help="print the table of the README, too")
    options.add_argument("--scans", action="store_true", help="read scanned pages, too")
    chosen = options.parse_args()
    folder = corpus.find()
    if folder is None:
        print(corpus.ABSENT)
        return 0
    doors = (*DOORS, SCANS) if chosen.scans else DOORS
    scored = {part: score(folder, part) for part in corpus.PARTS}
    scored |= {f"{part} {door}": score(folder, part, door) for part, door in doors}
    if not chosen.floors_only:
        print_reliability(reliability(folder, "dev"))
    if chosen.markdown:
        print_markdown(scored["dev"][1])
    failed = [part for part, (holds, _) in scored.items() if not holds]
    print(f"floors do not hold: {', '.join(failed)}" if failed else "the floors of every part hold")
    return 1 if failed else 0


def score(folder: Path, part: str, door: str = "text") -> tuple[bool, Measures]:
    """Run the scorer on a part of the corpus: do its floors hold, and what was measured?"""
    name = part if door == "text" else f"{part} {door}"
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    print(f"\n{name}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        floors_path, measures_path = Path(scratch) / "floors.json", Path(scratch) / "measures.json"
        floors_path.write_text(json.dumps(floors), encoding="utf-8")
        command: list[str | Path] = [sys.executable, corpus.scorer_path(folder), folder / part]
        command += ["--door", door, "--floors", floors_path, "--json", measures_path]
        done = subprocess.run(command, check=False)
        return done.returncode == 0, json.loads(measures_path.read_text(encoding="utf-8"))


def print_markdown(measures: Measures) -> None:
    """The table of the README: one row for each way a page was turned into text."""
    print("\n| view | filings | core F1 | all core values right | wrong and unmarked | ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for view, m in measures.items():
        cells = f"{m['core']:.4f} | {m['docs']:.3f} | {m['silent']:.1f} | {m['ms']:.1f}"
        print(f"| {view} | {m['n']:.0f} | {cells} |")
    print()


def reliability(folder: Path, part: str) -> dict[str, Bands]:
    """View -> how many values were given in each band of confidence, and how many of them are right."""
    scorer = corpus.scorer(folder)
    views: dict[str, Bands] = defaultdict(lambda: [[0.0, 0.0, 0.0] for _ in EDGES[1:]])
    for truth_path, text_path in corpus.texts(folder / part):
        truth = scorer.from_truth(json.loads(truth_path.read_text(encoding="utf-8")))
        try:
            parsed = to_dict(parse_text(text_path.read_text(encoding="utf-8")))
        except Form4Error:
            continue
        bands = views[text_path.stem]
        for path, key, wanted, given, _core in scorer.compare(truth, parsed):
            if key in LEFT_OUT or given is None or (not wanted and not given):
                continue
            stated = confidence(path, parsed["evidence"], scorer.VALUE_OF)
            if stated is not None:
                band = bands[min(bisect.bisect_right(EDGES, stated), len(bands)) - 1]
                band[0] += 1
                band[1] += scorer.same(key, wanted, given)
                band[2] += stated
    return dict(views)


def confidence(path: str, evidence: dict[str, Any], value_of: dict[str, str]) -> float | None:
    """The stated confidence of what the scorer reads at a path."""
    row, _, field = path.rpartition(".")
    paths = [path]
    if field == "street":  # the scorer joins the lines
        paths = [f"{row}.street1", f"{row}.street2"]
    elif field in value_of:
        paths.append(f"{row}.{value_of[field]}")
    found = [evidence[p]["confidence"] for p in paths if p in evidence]
    return min(found) if found else None


def print_reliability(views: dict[str, Bands]) -> None:
    heads = [f"{low:g}-{high:g}" for low, high in pairwise(EDGES)]
    print("\nshare of right values (and how many) by stated confidence")
    print(f"{'view':<12}{'ece':>7}" + "".join(f"{head:>14}" for head in heads))
    for view, bands in sorted(views.items()):
        total = sum(count for count, _, _ in bands) or 1
        error = sum(abs(right - stated) for _, right, stated in bands) / total
        cells = [f"{right / count:.3f} ({count:.0f})" if count else "-" for count, right, _ in bands]
        print(f"{view:<12}{error:>7.4f}" + "".join(f"{cell:>14}" for cell in cells))


if __name__ == "__main__":
    sys.exit(main())
