"""Arrow batches in, Arrow batches out: what engines such as Spark, Ray and Dask call.

Takes batches with a column of texts and one of keys. Gives batches of the table `filings`, a row for each form and for
each document that gave none. Reads in the process it is called in: the engine has its own processes. pyarrow is
imported when it is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .._limits import Limits, require_limits
from ..outputs._arrow import ARROW, arrow_schema, package
from ._attempt import DEFAULT_BUDGET, attempt, taken_in
from ._rows import COLUMNS, Row, rows_of

if TYPE_CHECKING:
    import pyarrow

_ROWS = 256
"""Rows in a batch that is given out: with its JSON a row has about 30,000 bytes."""


def batch_schema() -> pyarrow.Schema:
    """The schema of the batches that `parse_batches` gives.

    Raises:
        MissingDependencyError: pyarrow is not installed (extra `form4lib[arrow]`).
    """
    schema: pyarrow.Schema = arrow_schema(package("pyarrow", ARROW), COLUMNS)
    return schema


def parse_batches(
    batches: Iterable[pyarrow.RecordBatch],
    *,
    text_column: str = "text",
    key_column: str = "key",
    budget: int = DEFAULT_BUDGET,
    limits: Limits | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Read the forms in a column of texts; Spark's `mapInArrow` calls it as it is.

    Args:
        batches: with a column of texts (or of bytes of any kind that `read` takes) and a column of keys.
        text_column: the name of the one.
        key_column: the name of the other; its values are given back as text.
        budget: steps granted to each document, as for `parse_many`.
        limits: how large each document may be; see `Limits`.

    Returns:
        Batches whose schema is `batch_schema()`: for each document in turn a row for every form in it, or one that
        says why there is none. `filing` is the record as JSON, for `from_json`.

    Raises:
        TypeError: `limits` is no `Limits`.
        MissingDependencyError: pyarrow is not installed (extra `form4lib[arrow]`).
        ValueError: a batch lacks one of the columns.
    """
    allowed = require_limits(limits, "parse_batches")
    arrow = package("pyarrow", ARROW)
    schema = batch_schema()
    rows: list[Row] = []
    for batch in batches:
        keys = _column(batch, key_column).cast(arrow.string())
        texts = _column(batch, text_column)
        for key, text in zip(keys, texts, strict=True):
            rows += rows_of(key.as_py(), attempt(taken_in(text.as_py()), budget, allowed))
            if len(rows) >= _ROWS:
                yield _batch(arrow, schema, rows)
                rows = []
    if rows:
        yield _batch(arrow, schema, rows)


def _column(batch: pyarrow.RecordBatch, name: str) -> Any:
    if name not in batch.schema.names:
        raise ValueError(f"there is no column {name!r}; there are {', '.join(batch.schema.names)}")
    return batch.column(name)


def _batch(arrow: Any, schema: pyarrow.Schema, rows: list[Row]) -> pyarrow.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [arrow.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)]
    return arrow.RecordBatch.from_arrays(arrays, schema=schema)
