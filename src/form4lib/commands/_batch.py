"""`form4lib batch IN... -o OUT`: many documents into one file.

Contract: what was read goes to OUT, documents that gave no record to OUT.failures.jsonl, the final report to standard
output, messages and, on a terminal, a progress bar to standard error. The exit status is 0; 1 where a document failed
or was read with an error among its diagnostics; 2 where the run could not begin. A run that was killed goes on when
the same command is given again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..spec.data_sets import TABLES
from ._files import printable

if TYPE_CHECKING:
    from ..bulk._report import Report

OK, SOME_FAILED, NOT_RUN = 0, 1, 2

_EPILOG = """\
examples:
  form4lib batch filings/ -o filings.jsonl
  form4lib batch crawl.tar.gz 'more/**/*.html' -o lines.parquet --table lines
  form4lib batch texts.parquet --text-column body --key-column url -o filings.duckdb

A run that was killed goes on where it stopped when the same command is given again.

exit status:
  0  all were read
  1  a document gave no record, or was read with an error among its diagnostics; see OUT.failures.jsonl
  2  the run could not begin
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    batch = commands.add_parser(
        "batch",
        help="read many documents into one file",
        description="Read many Forms 3, 4 and 5, over several processes, into JSON Lines, CSV, Parquet or DuckDB.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    batch.set_defaults(command=run)
    batch.add_argument(
        "inputs", nargs="+", metavar="IN", help="files, folders, patterns; .zip, .tar.gz, .jsonl, .parquet are opened"
    )
    batch.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="a name that ends in .jsonl, .csv, .parquet or .duckdb"
    )
    batch.add_argument(
        "--table",
        choices=("filings", *TABLES),
        help="csv, parquet: which table (default: lines for csv, filings for parquet)",
    )
    batch.add_argument("--text-column", default="text", metavar="NAME", help="of JSON Lines, Parquet (default: text)")
    batch.add_argument(
        "--key-column", metavar="NAME", help="of JSON Lines, Parquet (default: file and row are the key)"
    )
    batch.add_argument("--workers", type=int, metavar="N", help="processes; 0 for none (default: one a processor)")
    batch.add_argument("--budget", type=int, metavar="STEPS", help="of work for each document; more is given up")
    batch.add_argument("--overwrite", action="store_true", help="begin anew, whatever is there")


def run(options: argparse.Namespace) -> int:
    """Run the command and give its exit status."""
    from ..errors import Form4Error

    try:
        report: Report = _run(options)
    except (Form4Error, OSError) as error:
        print(f"form4lib: {error}", file=sys.stderr)
        return NOT_RUN
    print(printable(str(report)))
    return SOME_FAILED if report.failed or any(errors for errors, *_ in report.first) else OK


def _run(options: argparse.Namespace) -> Report:
    from ..bulk._attempt import DEFAULT_BUDGET
    from ..bulk._digest import Digesting
    from ..bulk._documents import Columns, count_of, documents_of, files_of
    from ..bulk._many import processes
    from ..bulk._output import SUFFIXES, Format
    from ..bulk._run import Run, RunError

    out = Path(options.output)
    kind = SUFFIXES.get(out.suffix.lower())
    if kind is None:
        raise RunError(f"{out}: what to write is told by the end of the name: {', '.join(SUFFIXES)}")
    if options.table and kind in ("jsonl", "duckdb"):
        raise RunError(f"{out}: --table is for csv and parquet; {kind} has all")
    made = Format(kind, options.table or ("lines" if kind == "csv" else "filings"))
    made.require()
    budget = DEFAULT_BUDGET if options.budget is None else options.budget
    if budget < 1 or (options.workers or 0) < 0:
        raise RunError("--workers may be 0 or more, --budget 1 or more")
    columns = Columns(options.text_column, options.key_column)
    batch = Run(out, made, {"budget": budget, "text": columns.text, "key": columns.key})
    named = [name for name in options.inputs if batch.is_ours(name)]
    if named:
        raise RunError(f"{named[0]}: is what the run writes, and cannot be read as well")
    files = files_of(options.inputs, batch.is_ours)
    digesting = Digesting(budget, kind == "jsonl", made.tables, made.typed)
    with closing(batch):
        batch.open(overwrite=options.overwrite)
        with _progress(count_of(files), batch.report) as tell:
            batch.read(documents_of(files, columns), processes(options.workers), digesting, tell)
        batch.finish()
    return batch.report


@contextmanager
def _progress(total: int | None, report: Report) -> Iterator[Callable[[Report, int], None]]:
    """A progress bar where standard error is a terminal and tqdm is there; else nothing."""
    if not sys.stderr.isatty():
        yield lambda report, more: None
        return
    try:
        from tqdm import tqdm
    except ImportError:
        print("form4lib: for a progress bar, pip install 'form4lib[batch]'", file=sys.stderr)
        yield lambda report, more: None
        return
    with tqdm(total=total, initial=report.documents, unit=" documents", smoothing=0.05) as bar:

        def tell(report: Report, more: int) -> None:
            bar.set_postfix(doubtful=report.review, failed=report.failed, refresh=False)
            bar.update(more)

        yield tell
