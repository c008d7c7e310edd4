#!/usr/bin/env python3
"""Read a hundred thousand filings end to end with `form4lib batch`, killed twice in the middle.

usage: bench_killed.py [--documents N] [--workers N] [--views VIEW ...] [--longest N]

Writes N texts of the corpus, their numbers varied, to JSON Lines; runs `form4lib batch` on them and kills it, without
warning, behind a third and behind two thirds; then lets it finish, and checks that each document is in the output
exactly once, and that there are as many of each form as there were texts of it. Prints the counts
and the filings a second of the last run. The exit status is 1 where a count is not exact.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import corpus

from form4lib import parse_text

FILES = 20
_NUMBER = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=100_000, metavar="N")
    options.add_argument("--workers", type=int, default=2, metavar="N")
    options.add_argument("--views", nargs="+", default=["tabbed", "html", "markitdown"], metavar="VIEW")
    options.add_argument("--longest", type=int, default=1_000_000, metavar="N", help="leave longer texts out")
    chosen = options.parse_args()
    folder = corpus.find()
    if folder is None:
        print(corpus.ABSENT)
        return 0
    paths = [path for _, path in corpus.texts(folder / "dev") if path.stem in chosen.views]
    texts = [text for text in (path.read_text(encoding="utf-8") for path in paths) if len(text) <= chosen.longest]
    forms: list[str] = [parse_text(text).form_type for text in texts]
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        expected = write(place / "in", texts, forms, chosen.documents)
        found = read(place, chosen.documents, chosen.workers)
    print(f"{len(texts)} texts of {sum(map(len, texts)) // len(texts):,} characters, varied")
    print(f"forms written {dict(sorted(expected.items()))}\nforms read    {dict(sorted(found.items()))}")
    return 0 if found == expected else 1


def write(folder: Path, texts: list[str], forms: list[str], count: int) -> Counter[str]:
    """Write the documents, and give how many there are of each form."""
    folder.mkdir()
    counts: Counter[str] = Counter()
    files = [(folder / f"{i:02}.jsonl").open("w", encoding="utf-8") for i in range(FILES)]
    for number, text in enumerate(vary(texts, count)):
        counts[forms[number % len(forms)]] += 1
        files[number * FILES // count].write(json.dumps({"id": number, "text": text}) + "\n")
    for file in files:
        file.close()
    return counts


def vary(texts: list[str], count: int) -> Iterator[str]:
    """The texts again and again; a number is another one in each copy, and the same wherever it stands in it."""
    for number in range(count):
        rng = Random(number)
        shift = rng.randint(1, 8)
        yield _NUMBER.sub(lambda m: m[0][:-1] + str((int(m[0][-1]) + shift) % 10), texts[number % len(texts)])  # noqa: B023


def read(place: Path, count: int, workers: int) -> Counter[str]:
    """Run, kill, run, kill, run; check the output, and give how many there are of each form."""
    out = place / "out.jsonl"
    command = [sys.executable, "-m", "form4lib", "batch", str(place / "in"), "-o", str(out), "--key-column", "id"]
    command += ["--workers", str(workers)]
    for share in (1 / 3, 2 / 3):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while done(place) < count * share:
            if run.poll() is not None:
                raise SystemExit(f"the run ended by itself, with status {run.returncode}")
            time.sleep(0.2)
        run.kill()
        run.wait()
        print(f"killed with {done(place):,} documents in parts", flush=True)
    left, start = count - done(place), time.perf_counter()
    report = subprocess.run([*command], check=True, capture_output=True, text=True).stdout
    taken = time.perf_counter() - start
    print(f"the other {left:,} in {taken:,.0f} s, {left / taken:,.0f} a second, {workers} processes\n\n{report}")
    keys: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    with out.open(encoding="utf-8") as lines:
        for line in lines:
            filing = json.loads(line)
            keys[filing["key"]] += 1
            forms[filing["form_type"]] += 1
    doubled = sum(n > 1 for n in keys.values())
    print(f"documents {count:,}, in the output {len(keys):,}, lost {count - len(keys):,}, doubled {doubled:,}")
    return forms if len(keys) == count and not doubled else Counter()


def done(place: Path) -> int:
    """How many documents are in parts that count; about, as parts are written while this looks."""
    return sum(
        json.loads(journal.read_text(encoding="utf-8"))["report"]["documents"]
        for journal in (place / "out.jsonl.parts").glob("*.journal.json")
    )


if __name__ == "__main__":
    sys.exit(main())
