#!/usr/bin/env python3
"""Make filings anew: pages of the corpus with other values, so that what is fitted and tried meets filings never seen.

usage: remake.py OUT [CORPUS] [--part dev] [--copies 2] [--scans] [--process K/N]

Each HTML page of the corpus is read, and its values are drawn anew where the evidence says that they stand: names,
titles and natures of ownership from other filings of the same fold, amounts scaled, balances shifted, prices and dates
moved, rows dropped, transactions parted into two lots. The relations of the form hold as before. A page that does not
read back as its truth is thrown away. With `--scans`, and chromium (through playwright), poppler and tesseract
installed, each is printed, and turned into text as the corpus' own views are. The same corpus gives the same pages.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from types import ModuleType

import corpus
from fit_confidence import FOLDS, fold_of
from remake_page import Base, Pool, Remade, Values, pool_of
from remake_views import print_page, read_page_image

from form4lib import parse_text, to_dict

ATTEMPTS = 4
NOT_COMPARED = ("footnote_ref", "text")


def reads_back(scorer: ModuleType, page: str, truth: Values) -> bool:
    """Does the page say what the truth says?"""
    for _, key, wanted, given, _ in scorer.compare(scorer.from_truth(truth), to_dict(parse_text(page))):
        empty = (wanted is None and given is None) or (key in scorer.FLAGS and not wanted and not given)
        if key not in NOT_COMPARED and not empty and not scorer.same(key, wanted, given):
            return False
    return True


def remake(base: Base, pool: Pool, name: str, scorer: ModuleType) -> tuple[str, Values] | None:
    """A page anew; None where no attempt reads back."""
    for attempt in range(ATTEMPTS):
        try:
            made = Remade(base, pool, random.Random(f"{name}-{attempt}"), addresses=not attempt).make()
        except (ValueError, OverflowError):
            continue
        if reads_back(scorer, *made):
            return made
    return None


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("corpus", type=Path, nargs="?", default=corpus.find())
    options.add_argument("--part", default="dev")
    options.add_argument("--copies", type=int, default=2)
    options.add_argument("--scans", action="store_true", help="print each page and turn it into text")
    options.add_argument("--process", default="0/1", help="K/N: of all folders, every Nth from the Kth on")
    chosen = options.parse_args()
    if chosen.corpus is None:
        print(corpus.ABSENT)
        return 1
    scorer = corpus.scorer(chosen.corpus)
    bases = {}
    for path in sorted((chosen.corpus / chosen.part).glob("*/html.txt")):
        text, truth = path.read_text(encoding="utf-8"), json.loads((path.parent / "truth.json").read_text("utf-8"))
        bases[path.parent.name] = Base(text, truth, to_dict(parse_text(text)))
    pools = [pool_of([b.truth for n, b in bases.items() if fold_of(n) == fold]) for fold in range(FOLDS)]
    start, step = map(int, chosen.process.split("/"))
    for name, base in list(bases.items())[start::step]:
        for copy_number in range(chosen.copies):
            made = remake(base, pools[fold_of(name)], f"{name}-{copy_number}", scorer)
            if made is None:
                print(f"{name}: copy {copy_number} does not read back")
                continue
            folder = chosen.out / f"{name}.{copy_number}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "html.txt").write_text(made[0], encoding="utf-8")
            (folder / "truth.json").write_text(json.dumps(made[1], indent=1), encoding="utf-8")
            if chosen.scans:
                print_page(folder)
                read_page_image(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
