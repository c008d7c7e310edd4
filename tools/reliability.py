#!/usr/bin/env python3
"""What the library does with damaged, strange and endless input: the figures of docs/reliability.md.

usage: reliability.py [--texts N] [--damages N] [--seed N] [--view NAME,...] [--show]

Prints, for texts of every layout made up by the tests and, where there is one, for the clean views of the corpus:
damaged texts read and refused, exceptions that are neither, damages whose record differs from that of the whole text in
a value or a row and says nothing of it, per 1,000, in the fields that a trade is made of and in all. Then how reading
grows with inputs made to be slow: how many times as long four times the input takes; and the slowest of them. With
--view only damages of those views of the corpus are counted; --show prints each silent change.
Exit status 1 when an exception escaped.
"""

from __future__ import annotations

import argparse
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from random import Random

import corpus

import form4lib

sys.path.insert(0, str(corpus.ROOT / "tests"))
sys.path.insert(0, str(corpus.ROOT / "bench"))
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import LAYOUTS
from support.line_damage import KINDS, LineDamage, changes, damages
from support.strange import FORM_LIKE, Endless

CLEAN_VIEWS = ("html", "inscriptis", "markitdown", "tabbed", "typed")
SHORT, LONG = 10_000, 40_000
"""Characters of the inputs whose reading times are compared."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=int, default=20, metavar="N", help="texts of a layout or view (default: 20)")
    options.add_argument("--damages", type=int, default=20, metavar="N", help="damages of a text (default: 20)")
    options.add_argument("--seed", type=int, default=1, metavar="N", help="which texts and damages (default: 1)")
    options.add_argument("--view", default="", metavar="NAME,...", help="of the corpus, and nothing made up")
    options.add_argument("--show", action="store_true", help="print each silent change")
    chosen = options.parse_args()
    views = tuple(chosen.view.split(",")) if chosen.view else CLEAN_VIEWS
    count: Counter[tuple[str, str]] = Counter()
    for name, text, truth in chain(
        () if chosen.view else made_up(chosen.texts), of_corpus(views, chosen.texts, chosen.seed)
    ):
        rng = Random(zlib.crc32(text.encode()) + chosen.seed - 1)
        damage(count, name, text, truth, damages(text, rng, chosen.damages), show=chosen.show)
    print_damage(count)
    if not chosen.view:
        print_growth()
    return 1 if any(what == "escaped" for _, what in count) else 0


Text = tuple[str, str, form4lib.Filing | None]
"""The name of a layout or view, a text of it, and what its XML says where there is one."""


def made_up(each: int) -> Iterator[Text]:
    """Texts of every layout."""
    for layout in LAYOUTS:
        for seed in range(each):
            yield f"made up: {layout.name.split('/')[0]}", printed_in(layout, seed)[2], None


def of_corpus(views: tuple[str, ...], each: int, seed: int) -> Iterator[Text]:
    """Texts of the corpus, where there is one."""
    folder = corpus.find()
    if folder is None:
        print(corpus.ABSENT)
        return
    for view in views:
        paths = sorted((folder / "dev").glob(f"*/{view}.txt"))
        for path in Random(seed).sample(paths, min(each, len(paths))):
            xml = path.with_name("source.xml")
            truth = form4lib.parse_xml(xml.read_bytes()) if xml.exists() else None
            yield f"corpus: {view}", path.read_text(encoding="utf-8"), truth


def damage(
    count: Counter[tuple[str, str]],
    name: str,
    text: str,
    truth: form4lib.Filing | None,
    damaged: Iterator[LineDamage],
    *,
    show: bool,
) -> None:
    """Read damaged texts, and count what became of them, by the text's kind and by the damage's."""
    before = form4lib.parse_text(text)
    for done in damaged:
        rows = (name, f"{name.partition(':')[0]}: {done.kind}")
        for row in rows:
            count[row, "tried"] += 1
        try:
            after = form4lib.parse_text(done.text)
        except form4lib.Form4Error:
            what = {"refused"}
        except Exception as error:  # noqa: BLE001 - what escapes is what is looked for
            what = {"escaped"}
            print(f"{name}: {done.what!r}: {error!r}")
        else:
            found = changes(before, after, done, truth)
            silent = [change for change in found if not change.faithful]
            for change in silent if show else ():
                print(f"{name}: {done.kind} {done.what!r}\n    {change.path}: {change.before!r} -> {change.after!r}")
            what = {"plain"} if found and not silent else set()
            what |= {"silent"} if silent else set()
            what |= {"core"} if any(change.is_core for change in silent) else set()
        for row in rows:
            for each in what:
                count[row, each] += 1


def print_damage(count: Counter[tuple[str, str]]) -> None:
    """One line a layout or view, and one a kind of damage."""
    print(f"{'single-line damages':<22}{'tried':>7}{'refused':>9}{'escaped':>9}{'plain':>7}{'core':>7}{'any':>7}")
    for row in dict.fromkeys(row for row, _ in count):
        tried = count[row, "tried"]
        rates = (f"{1000 * count[row, what] / tried:.1f}" for what in ("core", "silent"))
        plain = [str(count[row, what]) for what in ("refused", "escaped", "plain")]
        print(f"{row:<22}{tried:>7}{plain[0]:>9}{plain[1]:>9}{plain[2]:>7}{next(rates):>7}{next(rates):>7}")
    print("core, any: silent changes per 1,000 damages; plain: the damaged text says so itself")
    print(f"kinds of damage: {', '.join(KINDS)}")


def print_growth() -> None:
    """How many times as long four times the input takes, and the slowest input."""
    print(f"\n{'endless input':<24}{'seconds':>9}{'times':>7}   for {LONG:,} characters, against {SHORT:,}")
    slowest = ("", 0.0)
    for endless in FORM_LIKE:
        short, long = seconds(endless, SHORT), seconds(endless, LONG)
        slowest = max(slowest, (endless.name, long), key=lambda pair: pair[1])
        print(f"{endless.name:<24}{long:>9.2f}{long / max(short, 0.001):>7.1f}")
    print(f"slowest: {slowest[0]}, {slowest[1]:.2f} seconds")


def seconds(endless: Endless, length: int) -> float:
    """The shortest of two readings."""
    text = endless.make(length)
    times = []
    for _ in range(2):
        start = time.perf_counter()
        form4lib.parse_text(text)
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
