#!/usr/bin/env python3
"""Measure reading in bulk: growth, memory, processes, engines, and beside another reader.

usage: bench_bulk.py [--filings N] [--long]

Prints how processor time a character grows with the length of a text (tables repeated, notes lengthened, noise
appended); how much memory a long text takes, and whether many filings take more than few; what a second process gains;
what Spark reads in the time that two processes need, where pyspark is installed; and filings a second from text beside
edgartools from the XML of the same filings, where it is installed and the corpus is there. Times of several processes
are of the clock and say little on a machine that is busy; all others are processor time. With --long, texts reach five
million characters.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import attrs
import bench
import corpus
import other_texts

from form4lib import DEFAULT_BUDGET, Footnote, batch_schema, parse_batches, parse_many, parse_text, parse_xml
from form4lib.bulk._digest import FILINGS, Digesting
from form4lib.bulk._many import spread
from form4lib.bulk._pool import Task
from form4lib_bench.writer import LAYOUTS, layout_named, print_filing

SHORT, MIDDLE, LONG = (5_000, 15_000, 50_000, 150_000), (500_000,), (1_500_000, 4_900_000)
ROUNDS = 3
"""Rounds of a comparison; all are printed."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--filings", type=int, default=1000, metavar="N", help="of each measurement (default: 1000)")
    options.add_argument("--long", action="store_true", help="texts of up to five million characters")
    options.add_argument("--only", choices=SECTIONS, help="one section")
    chosen = options.parse_args()
    for name, section in SECTIONS.items():
        if chosen.only in (None, name):
            section(chosen)


def texts() -> list[str]:
    """Texts of filings: those of the corpus in all its views, or invented ones in all layouts."""
    folder = corpus.find()
    if folder is None:
        return [print_filing(bench.invented(rows), layout) for rows in (1, 2, 3, 5) for layout in LAYOUTS]
    found = [path.read_text(encoding="utf-8") for _, path in corpus.texts(folder / "dev")]
    return Random(2).sample(found, len(found))


def varied(count: int) -> Iterator[str]:
    """So many texts, those there are again and again."""
    known = texts()
    return (known[i % len(known)] for i in range(count))


# growth ---------------------------------------------------------------------------------------------------------------


def print_growth(options: argparse.Namespace) -> None:
    lengths = (*SHORT, *MIDDLE, *(LONG if options.long else ()))
    heading = f"{'characters':<22}" + "".join(f"{n:>11,}" for n in lengths)
    print(f"\ngrowth: nanoseconds of processor time a character\n{heading}   longest : shortest")
    for name, make in GROWING.items():
        rates = []
        for length in lengths:
            text = make(length)
            rates.append(processor_time(partial(parse_text, text), 5 if length < 100_000 else 1) / len(text) * 1e9)
        print(f"{name:<22}" + "".join(f"{rate:>11,.0f}" for rate in rates) + f"{rates[-1] / rates[0]:>21.2f}")


def tables(layout: str, length: int) -> str:
    """A form with as many rows as make the length."""
    form = layout_named(layout)
    one, many = (len(print_filing(bench.invented(rows), form)) for rows in (1, 51))
    return print_filing(bench.invented(max(1, round((length - one) * 50 / (many - one)))), form)


def notes(length: int) -> str:
    """A form whose footnotes make the length: 99 of them, or one for a thousand characters."""
    count = max(1, min(99, length // 1000))
    rng = Random(6)
    each = [Footnote(id=str(i + 1), text=other_texts.prose(rng, 1 + length // count // 100)) for i in range(count)]
    cut = [attrs.evolve(note, text=(note.text or "")[: length // count - 10]) for note in each]
    return print_filing(attrs.evolve(bench.invented(3), footnotes=tuple(cut)), layout_named("tabs/viewer"))


def noise(length: int) -> str:
    """A form with prose behind it."""
    form = print_filing(bench.invented(3), layout_named("tabs/viewer"))
    rest = max(0, length - len(form))
    return f"{form}\n\n{other_texts.prose(Random(7), 10 + rest // 80)[:rest]}"


GROWING: dict[str, Callable[[int], str]] = {
    **{f"tables, {layout}": partial(tables, layout) for layout in ("tabs/viewer", "html/viewer", "spaced/viewer")},
    "notes": notes,
    "noise": noise,
}


def processor_time(work: Callable[[], object], rounds: int) -> float:
    """Seconds of processor time, the least of several rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


# memory ---------------------------------------------------------------------------------------------------------------


def print_memory(options: argparse.Namespace) -> None:
    print("\nmemory of one text: peak above that of a short one, in bytes for each of its characters")
    for length in (50_000, 500_000, *(LONG if options.long else ())):
        rates = [f"{name} {in_a_process('peak', name, length):.0f}" for name in GROWING]
        print(f"{length:>11,} characters: {', '.join(rates)}")
    few, many = options.filings, options.filings * 5
    grown = [in_a_process("flat", str(workers), few, many) for workers in (0, 2)]
    print(
        f"memory of {many:,} filings beyond that of {few:,}: here {grown[0]:.1f} MB, over 2 processes {grown[1]:.1f} MB"
    )


def in_a_process(*arguments: object) -> float:
    """What a measurement prints that needs a process of its own."""
    command = [sys.executable, __file__, "measure", *map(str, arguments)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak(name: str, length: int) -> float:
    """Bytes above those of a short text, for each character."""
    parse_text(GROWING[name](5_000))
    text = GROWING[name](length)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    parse_text(text)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / len(text)


def flat(workers: int, few: int, many: int) -> float:
    """Megabytes that this process and its workers have more behind many filings than behind few."""
    run = parse_many(varied(many), workers=workers)
    for _ in islice(run, few):
        pass
    before = resident()
    for _ in islice(run, many - few - 100):
        pass
    return resident() - before


def resident() -> float:
    """Megabytes of this process and of its children."""
    here = Path("/proc")
    children = (here / f"self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    pages = [int((here / pid / "statm").read_text(encoding="ascii").split()[1]) for pid in ("self", *children)]
    return sum(pages) * resource.getpagesize() / 1e6


# processes and engines ------------------------------------------------------------------------------------------------


def print_workers(options: argparse.Namespace) -> None:
    known = list(varied(options.filings))
    print(f"\nprocesses, {len(known):,} filings\n{'':<10}{'one a second':>14}{'two a second':>14}{'two : one':>12}")
    for _ in range(ROUNDS):
        one, two = (per_second(partial(read_over, known, workers), len(known)) for workers in (1, 2))
        print(f"{'':<10}{one:>14,.0f}{two:>14,.0f}{two / one:>12.2f}")
    start = os.times()
    read_over(known, 1)
    end = os.times()
    ours, theirs = end.user + end.system - start.user - start.system, end.children_user - start.children_user
    print(f"processor time of the parent: {ours / theirs:.1%} of its worker's")


def read_over(known: list[str], workers: int) -> None:
    for _ in parse_many(known, workers=workers):
        pass


def per_second(work: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def print_spark(options: argparse.Namespace) -> None:
    if importlib.util.find_spec("pyspark") is None:
        print("\npyspark is not installed; Spark skipped")
        return
    frame, run = spark_frame(list(varied(options.filings)))
    run(frame)
    print(f"\nSpark local[2] beside two processes, {options.filings:,} filings to rows of the table filings")
    for _ in range(ROUNDS):
        pool = per_second(partial(rows_over, list(varied(options.filings))), options.filings)
        spark = per_second(partial(run, frame), options.filings)
        print(f"{'':<10}{pool:>10,.0f} a second with processes,{spark:>8,.0f} with Spark, ratio {spark / pool:.2f}")


def rows_over(known: list[str]) -> None:
    """The rows that Spark makes, made by two processes."""
    digesting = Digesting(DEFAULT_BUDGET, False, (FILINGS,), True)
    for _ in spread((Task(i, i, (str(i), text), len(text)) for i, text in enumerate(known)), 2, True, digesting):
        pass


def spark_frame(known: list[str]) -> tuple[Any, Callable[[Any], int]]:
    """A frame of the texts, and what reads it."""
    sessions: Any = importlib.import_module("pyspark.sql").SparkSession
    from_arrow_schema: Any = importlib.import_module("pyspark.sql.pandas.types").from_arrow_schema
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session: Any = (
        sessions.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
        .getOrCreate()
    )
    rows = [(str(i), text) for i, text in enumerate(known)]
    frame = session.createDataFrame(rows, "key string, text string").repartition(8).cache()
    frame.count()
    schema = from_arrow_schema(batch_schema())
    return frame, lambda given: sum(
        len(row.filing) for row in given.mapInArrow(parse_batches, schema).toLocalIterator()
    )


# beside another reader ------------------------------------------------------------------------------------------------


def print_edgartools(options: argparse.Namespace) -> None:
    folder = corpus.find()
    if importlib.util.find_spec("edgar") is None or folder is None:
        print("\nedgartools is not installed, or there is no corpus; skipped")
        return
    other = edgartools()
    filings = [path.parent for path in sorted((folder / "dev").glob("*/source.xml"))][: options.filings]
    xml = [(filing / "source.xml").read_text(encoding="utf-8") for filing in filings]
    print(f"\nfilings a second of processor time, {len(xml)} filings\n{'':<16}{'':>10}{'to edgartools':>15}")
    bare = rate(other, xml)
    print(f"{'edgartools, XML':<16}{bare:>10,.0f}{1:>15.2f}")
    for view in ("tabbed", "html", "markitdown"):
        mine = rate(parse_text, [(filing / f"{view}.txt").read_text(encoding="utf-8") for filing in filings])
        print(f"{view + ', text':<16}{mine:>10,.0f}{mine / bare:>15.2f}")
    mine = rate(parse_xml, xml)
    print(f"{'XML':<16}{mine:>10,.0f}{mine / bare:>15.2f}")


def rate(read: Callable[[str], object], known: list[str]) -> float:
    """Filings a second, from the median over the filings of the least of some rounds."""
    times = sorted(processor_time(partial(read, text), ROUNDS) for text in known)
    return 1 / times[len(times) // 2]


def edgartools() -> Callable[[str], object]:
    """What reads ownership XML there, without its look-up of each owner on the network."""
    ownership: Any = importlib.import_module("edgar.ownership")
    owners: Any = importlib.import_module("edgar.ownership.owners")
    person = SimpleNamespace(data=SimpleNamespace(is_company=False))
    owners.Entity = lambda cik: person
    read: Callable[[str], object] = ownership.Ownership.from_xml
    return read


SECTIONS: dict[str, Callable[[argparse.Namespace], None]] = {
    "growth": print_growth,
    "memory": print_memory,
    "workers": print_workers,
    "spark": print_spark,
    "edgartools": print_edgartools,
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        kind, first, *counts = sys.argv[2:]
        print(peak(first, int(counts[0])) if kind == "peak" else flat(int(first), *map(int, counts)))
    else:
        main()
