"""The files of a run: parts while it goes on, one file at its end.

Takes the lines and rows of documents. Gives part files, and joins them into the output: JSON Lines, CSV, Parquet or a
DuckDB database. pyarrow and duckdb are imported where they are needed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from ..outputs._arrow import ARROW, arrow_schema, package
from ..outputs._csv import csv_text
from ._digest import FILINGS, columns_of
from ._rows import Row

SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".duckdb": "duckdb",
}
"""What the output is, by the end of its name."""
_DUCKDB = "pip install 'form4lib[duckdb]'"
_IN_DUCKDB = (FILINGS, "lines")


@attrs.frozen
class Format:
    """What is written.

    Attributes:
        kind: one of the values of `SUFFIXES`.
        table: the one table of CSV and Parquet.
    """

    kind: str
    table: str

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that are written."""
        return {"jsonl": (), "duckdb": _IN_DUCKDB}.get(self.kind, (self.table,))

    @property
    def typed(self) -> bool:
        """Do the columns have Arrow's types?"""
        return self.kind in ("parquet", "duckdb")

    def require(self) -> None:
        """Import what writing needs.

        Raises:
            MissingDependencyError: it is not installed.
        """
        if self.typed:
            package("pyarrow.parquet", ARROW)
        if self.kind == "duckdb":
            package("duckdb", _DUCKDB)

    def write_part(self, stem: Path, lines: Sequence[str], rows: dict[str, list[Row]]) -> None:
        """Write the files of one part; their names begin with `stem`."""
        if self.kind == "jsonl":
            _write(_part(stem, "lines", "jsonl"), "".join(lines))
        for table in self.tables:
            columns = columns_of(table)
            if self.typed:
                _write_parquet(_part(stem, table, "parquet"), columns, rows[table])
            else:
                _write(_part(stem, table, "csv"), csv_text([name for name, _ in columns], rows[table]))

    def join(self, stems: Sequence[Path], out: Path) -> None:
        """Write the output from the parts; it is there as a whole, or not at all."""
        fresh = out.with_name(f"{out.name}.new")
        fresh.unlink(missing_ok=True)
        if self.kind == "duckdb":
            _join_duckdb(stems, fresh)
        elif self.kind == "parquet":
            _join_parquet([_part(stem, self.table, "parquet") for stem in stems], columns_of(self.table), fresh)
        elif self.kind == "csv":
            heading = csv_text([name for name, _ in columns_of(self.table)], ())
            concatenate([_part(stem, self.table, "csv") for stem in stems], fresh, heading)
        else:
            concatenate([_part(stem, "lines", "jsonl") for stem in stems], fresh)
        sync(fresh)
        fresh.replace(out)


def _part(stem: Path, table: str, suffix: str) -> Path:
    return stem.with_name(f"{stem.name}.{table}.{suffix}")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
    sync(path)


def sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def concatenate(parts: Sequence[Path], out: Path, heading: str = "") -> None:
    """Write files one behind the other, the heading that each begins with only once."""
    with out.open("wb") as joined:
        joined.write(heading.encode())
        for part in parts:
            with part.open("rb") as file:
                file.seek(len(heading.encode()))
                shutil.copyfileobj(file, joined, 1 << 20)


def _write_parquet(path: Path, columns: Sequence[tuple[str, Any]], rows: list[Row]) -> None:
    arrow, parquet = package("pyarrow", ARROW), package("pyarrow.parquet", ARROW)
    schema = arrow_schema(arrow, columns)
    values = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [arrow.array(column, type=field.type) for column, field in zip(values, schema, strict=True)]
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), path, compression="zstd")
    sync(path)


def _join_parquet(parts: Sequence[Path], columns: Sequence[tuple[str, Any]], out: Path) -> None:
    arrow, parquet = package("pyarrow", ARROW), package("pyarrow.parquet", ARROW)
    with parquet.ParquetWriter(out, arrow_schema(arrow, columns), compression="zstd") as joined:
        for part in parts:
            joined.write_table(parquet.read_table(part, partitioning=None))


def _join_duckdb(stems: Sequence[Path], out: Path) -> None:
    duckdb = package("duckdb", _DUCKDB)
    with duckdb.connect(str(out)) as database:
        for table in _IN_DUCKDB:
            parts = [str(_part(stem, table, "parquet")) for stem in stems]
            database.read_parquet(parts).create(table)


def failure_line(key: str, failure: Any) -> str:
    """A document that gave no record, as a line of JSON."""
    return json.dumps(
        {
            "key": key,
            "failure": failure.diagnostic.code,
            "message": failure.diagnostic.message,
            "error": failure.error,
            "traceback": failure.traceback,
        }
    )
