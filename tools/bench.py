#!/usr/bin/env python3
"""Measure how long reading takes.

usage: bench.py [--filings N]

Prints the median milliseconds of `parse_text` for the shipped examples, for an invented filing in
each layout that the benchmark can print, and for N filings of each view of the corpus where there is
one; what `parse_xml` takes for the corpus' ownership documents, beside `xml.etree` alone; how the
time grows with the number of rows; and what `import form4lib` costs over bare Python.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import corpus

from form4lib import (
    Address,
    DerivativeTransaction,
    Filing,
    Issuer,
    NonDerivativeTransaction,
    Relationship,
    ReportingOwner,
    Signature,
    parse_text,
    parse_xml,
)

sys.path.insert(0, str(corpus.ROOT / "bench"))
from form4lib_bench.writer import LAYOUTS, layout_named, print_filing

REPEATS = 7
"""A text is read this often; the median counts."""

GROWTH = (1, 3, 10, 30)
"""Rows in each table; the form's schema allows 30."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--filings", type=int, default=40, metavar="N", help="filings of the corpus (default: 40)")
    filings = options.parse_args().filings
    examples = {p.name: [p.read_text(encoding="utf-8")] for p in sorted((corpus.ROOT / "examples").glob("*.txt"))}
    report("shipped examples", examples)
    report("an invented filing, by layout", {f.name: [print_filing(invented(3), f)] for f in LAYOUTS})
    folder = corpus.find()
    if folder is None:
        print(f"\n{corpus.ABSENT}")
    else:
        report(f"the corpus, {filings} filings a view", corpus_texts(folder / "dev", filings))
        report_xml(sorted((folder / "dev").glob("*/source.xml"))[:filings])
    print_growth()
    print_import_time()


def milliseconds(work: Callable[[], object]) -> float:
    """The median time of a piece of work."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def parse_time(text: str) -> float:
    """The median milliseconds of reading a text."""
    return milliseconds(lambda: parse_text(text))


def report(title: str, texts_by_name: dict[str, list[str]]) -> None:
    """Print the median over the texts under each name, and the slowest of them."""
    print(f"\n{title}\n{'':<18}{'texts':>7}{'characters':>12}{'median ms':>11}{'slowest ms':>12}")
    for name, texts in texts_by_name.items():
        times = [parse_time(text) for text in texts]
        length = statistics.median(map(len, texts))
        print(f"{name:<18}{len(texts):>7}{length:>12.0f}{statistics.median(times):>11.2f}{max(times):>12.2f}")


def report_xml(paths: list[Path]) -> None:
    """What ownership documents take: the median, and how many times what `xml.etree` takes to parse them."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    ways: dict[str, Callable[[str], object]] = {
        "xml.etree alone": ElementTree.fromstring,
        "parse_xml": parse_xml,
        "and its evidence": lambda text: len(parse_xml(text).evidence),
    }
    print(f"\nownership XML, {len(texts)} documents\n{'':<18}{'median ms':>11}{'a second':>10}{'times xml.etree':>17}")
    bare: list[float] = []
    for name, way in ways.items():
        times = [milliseconds(partial(way, text)) for text in texts]
        bare = bare or times
        median = statistics.median(times)
        ratio = statistics.median(taken / alone for taken, alone in zip(times, bare, strict=True))
        print(f"{name:<18}{median:>11.3f}{1000 / median:>10.0f}{ratio:>17.1f}")


def corpus_texts(part: Path, filings: int) -> dict[str, list[str]]:
    """The texts of the first filings of each view."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, path in corpus.texts(part):
        if len(found[path.stem]) < filings:
            found[path.stem].append(path.read_text(encoding="utf-8"))
    return dict(sorted(found.items()))


def print_growth() -> None:
    """How the time grows with the rows of a filing: flat figures in the last column are linear growth."""
    print(f"\ngrowth with length\n{'rows':>6}{'characters':>12}{'ms':>9}{'ms per 10,000 characters':>26}")
    for rows in GROWTH:
        text = print_filing(invented(rows), layout_named("tabs/viewer"))
        taken = parse_time(text)
        print(f"{rows:>6}{len(text):>12}{taken:>9.2f}{taken / len(text) * 10_000:>26.2f}")


def print_import_time() -> None:
    """What the import costs over a Python that does nothing."""
    bare = milliseconds(lambda: run_python("pass"))
    whole = milliseconds(lambda: run_python("import form4lib"))
    print(f"\nimport form4lib: {whole - bare:.0f} ms over bare Python ({bare:.0f} ms)")


def run_python(program: str) -> None:
    """Run a program in a Python of its own."""
    subprocess.run([sys.executable, "-c", program], check=True)


def invented(rows: int) -> Filing:
    """A filing with as many transactions in each table."""
    day, owned = date(2024, 5, 6), Decimal(50_000 + rows * (100 + rows))
    sales = tuple(
        NonDerivativeTransaction(
            security_title="Common Stock",
            transaction_date=day,
            transaction_code="S",
            shares=Decimal(100 + i),
            acquired_disposed_code="D",
            price_per_share=Decimal("17.25"),
            shares_owned_following=owned - sum(100 + j for j in range(i + 1)),
            direct_or_indirect="D",
        )
        for i in range(rows)
    )
    options = tuple(
        DerivativeTransaction(
            security_title="Stock Option (Right to Buy)",
            conversion_or_exercise_price=Decimal("9.5"),
            transaction_date=day,
            transaction_code="A",
            shares=Decimal(1000),
            acquired_disposed_code="A",
            exercise_date=date(2025, 5, 6),
            expiration_date=date(2034, 5, 6),
            underlying_security_title="Common Stock",
            underlying_security_shares=Decimal(1000),
            price_per_share=Decimal(0),
            shares_owned_following=Decimal(1000 * (i + 1)),
            direct_or_indirect="D",
        )
        for i in range(rows)
    )
    owner = ReportingOwner(
        name="Quennell Ada R",
        address=Address(street1="12 MILL LANE", city="CONCORD", state="MA", zip_code="01742"),
        relationship=Relationship(is_director=True, is_officer=False, is_ten_percent_owner=False, is_other=False),
    )
    return Filing(
        form_type="4",
        period_of_report=day,
        not_subject_to_section16=False,
        rule_10b5_1=False,
        issuer=Issuer(name="Larkspur Instruments, Inc.", trading_symbol="LKSP"),
        reporting_owners=(owner,),
        non_derivative=sales,
        derivative=options,
        signatures=(Signature(name="/s/ Ada R. Quennell", date=date(2024, 5, 7)),),
    )


if __name__ == "__main__":
    main()
