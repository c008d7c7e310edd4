#!/usr/bin/env python3
"""Measure `looks_like_ownership_form`: what it takes, what it leaves, and how fast it leaves it.

usage: filtering.py [--texts N]

Prints, for N made-up texts of each kind that is no ownership form, how many are taken for one and how many million
characters a second of one processor's time are looked at; then, for each view of the corpus where there is one, how
many of its texts are taken; last, precision and recall over all.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from random import Random

import corpus
import other_texts

from form4lib import Limits, looks_like_ownership_form

SECONDS = 0.5
"""Processor time spent on each kind, at least."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=int, default=200, metavar="N", help="of each kind (default: 200)")
    taken, seen = others(options.parse_args().texts)
    folder = corpus.find()
    if folder is None:
        print(f"\n{corpus.ABSENT}")
        return
    found: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for part in corpus.PARTS:
        for _, path in corpus.texts(folder / part):
            all_[path.stem] += 1
            found[path.stem] += looks_like_ownership_form(path.read_text(encoding="utf-8"))
    print(f"\n{'texts of forms':<20}{'texts':>8}{'taken':>8}")
    for view, count in sorted(all_.items()):
        print(f"{view:<20}{count:>8}{found[view]:>8}")
    right = sum(found.values())
    print(f"\nrecall {right / sum(all_.values()):.4f} of {sum(all_.values())} texts of forms")
    print(f"precision {right / (right + taken):.4f} beside {seen} other texts")


def others(count: int) -> tuple[int, int]:
    """Print what is taken of the other kinds and how fast; give how many were taken, of how many."""
    print(f"{'no forms':<20}{'texts':>8}{'characters':>12}{'taken':>8}{'million a second':>18}")
    rng = Random(4)
    taken = characters = 0
    spent = 0.0
    for kind, make in other_texts.KINDS.items():
        texts = [make(rng)[: Limits().characters] for _ in range(count)]
        mine = sum(map(looks_like_ownership_form, texts))
        length = sum(map(len, texts))
        rate = speed(texts, length)
        print(f"{kind:<20}{count:>8}{length / count:>12,.0f}{mine:>8}{rate:>18,.0f}")
        taken += mine
        characters += length
        spent += length / rate
    print(f"{'all':<20}{count * len(other_texts.KINDS):>8}{'':>12}{taken:>8}{characters / spent:>18,.0f}")
    return taken, count * len(other_texts.KINDS)


def speed(texts: list[str], length: int) -> float:
    """Million characters looked at in a second of one processor's time, the best of several rounds."""
    best = float("inf")
    begun = time.process_time()
    while best == float("inf") or time.process_time() - begun < SECONDS:
        start = time.process_time()
        for text in texts:
            looks_like_ownership_form(text)
        best = min(best, time.process_time() - start)
    return length / best / 1e6


if __name__ == "__main__":
    main()
