"""Spark and Dask, for real: what they give is what one process gives, to the byte."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from form4lib import Limits, batch_schema, from_json, parse_batches, parse_text
from form4lib_bench.invent import invent_filing
from form4lib_bench.writer import LAYOUTS, print_filing

pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("pyarrow.parquet")
_RNG = Random(23)
TEXTS = [print_filing(invent_filing(_RNG), layout) for layout in LAYOUTS[:10] for _ in range(6)]
DOCUMENTS = [(f"k{i:03}", text) for i, text in enumerate(TEXTS)]
DOCUMENTS[7] = ("k007", "Dear Sir")

# what the engines and the packages they build on warn of is not ours
pytestmark = pytest.mark.filterwarnings("default")


def table() -> Any:
    """The documents as an Arrow table."""
    keys, texts = zip(*DOCUMENTS, strict=True)
    return pyarrow.table({"key": pyarrow.array(keys), "text": pyarrow.array([*texts[:-1], None])})


def here() -> list[dict[str, Any]]:
    """What one process gives."""
    return [row for batch in parse_batches(table().to_batches()) for row in batch.to_pylist()]


def by_key(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["key"], row["form"] or 0))


def test_one_process_gives_the_record_of_every_document() -> None:
    rows = here()
    assert [row["key"] for row in rows] == [key for key, _ in DOCUMENTS]
    failed = [row for row in rows if row["failure"]]
    assert [(row["key"], row["failure"], row["error"]) for row in failed] == [
        ("k007", "document_refused", "NotAnOwnershipFormError"),
        ("k059", "document_refused", "TypeError"),
    ]
    for row, (_, text) in zip(rows, DOCUMENTS, strict=True):
        if row["failure"] is None:
            filing = parse_text(text)
            assert from_json(row["filing"]) == filing
            assert row["form_type"] == filing.form_type
            assert row["needs_review"] == filing.needs_review


def test_batches_have_the_schema_and_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form4lib.bulk._batches._ROWS", 8)
    batches = list(parse_batches(table().to_batches()))
    assert {batch.schema for batch in batches} == {batch_schema()}
    assert [batch.num_rows for batch in batches] == [8] * 7 + [4]
    assert list(parse_batches([])) == []


def test_columns_and_keys_of_other_names_and_types() -> None:
    batch = pyarrow.RecordBatch.from_pydict({"id": [4, 5], "body": [TEXTS[0].encode(), b""]})
    (out,) = parse_batches([batch], text_column="body", key_column="id")
    assert out.column("key").to_pylist() == ["4", "5"]
    assert out.column("failure").to_pylist() == [None, "document_refused"]
    with pytest.raises(ValueError, match="there is no column 'text'; there are id, body"):
        list(parse_batches([batch], key_column="id"))


def test_the_budget_holds_in_batches() -> None:
    batch = pyarrow.RecordBatch.from_pydict({"key": ["a"], "text": [TEXTS[0]]})
    (out,) = parse_batches([batch], budget=100)
    assert out.column("failure").to_pylist() == ["document_given_up"]


def test_what_is_larger_than_the_limits_is_refused_in_batches() -> None:
    batch = pyarrow.RecordBatch.from_pydict({"key": ["a"], "text": [TEXTS[0]]})
    (out,) = parse_batches([batch], limits=Limits(characters=100))
    assert out.column("failure").to_pylist() == ["document_refused"]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A Spark of two processes."""
    sessions = pytest.importorskip("pyspark.sql").SparkSession
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        session = (
            sessions.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
            .getOrCreate()
        )
        yield session
        session.stop()


def run_the_example(heading: str, folder: Path, **names: Any) -> dict[str, Any]:
    """The names that the documentation's example makes, its folders being in this one."""
    page = (Path(__file__).resolve().parent.parent / "docs" / "engines.md").read_text(encoding="utf-8")
    code = page.partition(f"\n## {heading}\n")[2].partition("```python\n")[2].partition("```\n")[0]
    for name in ("texts", "filings"):
        code = code.replace(f'"{name}/"', repr(str(folder / name)))
    (folder / "texts").mkdir()
    for part in range(4):
        pyarrow.parquet.write_table(table().slice(part * 15, 15), folder / "texts" / f"{part}.parquet")
    exec(code, names)
    return names


def test_spark_gives_the_same_to_the_byte(spark: Any, tmp_path: Path) -> None:
    run_the_example("Spark", tmp_path, spark=spark)
    rows = spark.read.parquet(str(tmp_path / "filings")).collect()
    assert by_key([row.asDict() for row in rows]) == by_key(here())


def test_dask_gives_the_same_to_the_byte(tmp_path: Path) -> None:
    pytest.importorskip("dask.dataframe")
    dask = pytest.importorskip("dask")
    with dask.config.set(scheduler="processes", num_workers=2):
        found = run_the_example("Dask", tmp_path)["filings"].compute()
    rows = pyarrow.Table.from_pandas(found, schema=batch_schema(), preserve_index=False).to_pylist()
    assert by_key(rows) == by_key(here())
