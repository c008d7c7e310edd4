"""Filings as Arrow tables, and from there as frames of pandas and polars.

Contract: a table has the same columns, of the same types, whatever the filings: text `string`, numbers
`decimal128(38, 10)`, dates `date32`, boxes `bool`, confidences `double`, and None is null. A number that has more than
10 decimals or more than 28 digits before them is refused, never rounded. pyarrow, pandas and polars are imported when
they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import MissingDependencyError, TableValueError
from ..records import Filing
from ..spec.data_sets import Column, ColumnType
from ._tables import TableValue, iter_rows, table_named

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

DIGITS, DECIMALS = 38, 10
"""Of a number column. The schema allows 12 digits and 4 decimals; a person's correction may have more."""

ARROW = "pip install 'form4lib[arrow]'"
"""What pyarrow comes with."""


def to_arrow(filings: Iterable[Filing], table: str = "lines") -> pyarrow.Table:
    """One table of the filings as a `pyarrow.Table`; DuckDB queries it as it is.

    Args:
        filings: any number of filings.
        table: one of `TABLES`, as `to_rows` takes it.

    Raises:
        MissingDependencyError: pyarrow is not installed (extra `form4lib[arrow]`).
        TableValueError: a number has too many digits for its column.
        ValueError: there is no such table.
        TypeError: something among `filings` is no Filing.
    """
    columns = table_named(table).columns
    rows = iter_rows(filings, table)
    arrow = package("pyarrow", ARROW)
    cells: list[list[TableValue]] = [[] for _ in columns]
    for number, row in enumerate(rows):
        for column, values, value in zip(columns, cells, row, strict=True):
            values.append(checked(value, column, table, number))
    schema = arrow_schema(arrow, [(column.name, column.type) for column in columns])
    arrays = [arrow.array(values, type=field.type) for values, field in zip(cells, schema, strict=True)]
    return arrow.Table.from_arrays(arrays, schema=schema)


def arrow_schema(arrow: Any, columns: Iterable[tuple[str, ColumnType]]) -> Any:
    """The schema of columns of these names and types."""
    types = _types(arrow)
    return arrow.schema([(name, types[type_]) for name, type_ in columns])


def to_pandas(filings: Iterable[Filing], table: str = "lines") -> pandas.DataFrame:
    """One table of the filings as a pandas frame whose columns keep their Arrow types.

    Takes and raises what `to_arrow` does; pandas has to be installed.
    """
    frames = package("pandas", "pip install pandas")
    frame: pandas.DataFrame = to_arrow(filings, table).to_pandas(types_mapper=frames.ArrowDtype)
    return frame


def to_polars(filings: Iterable[Filing], table: str = "lines") -> polars.DataFrame:
    """One table of the filings as a polars frame.

    Takes and raises what `to_arrow` does; polars has to be installed.
    """
    frames = package("polars", "pip install polars")
    frame: polars.DataFrame = frames.from_arrow(to_arrow(filings, table))
    return frame


def package(name: str, how: str) -> Any:
    """A package of an extra.

    Raises:
        MissingDependencyError: it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # it is there, and something that it needs itself is not
            raise
        raise MissingDependencyError("the table", name, f"Install it: {how}") from error


def _types(arrow: Any) -> dict[ColumnType, Any]:
    return {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.decimal128(DIGITS, DECIMALS),
        "date": arrow.date32(),
        "flag": arrow.bool_(),
        "confidence": arrow.float64(),
    }


def checked(value: TableValue, column: Column, table: str, row: int) -> TableValue:
    """The value, if its column can hold it to the last digit."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise TableValueError(table, row, column.name, str(value))
        _, digits, exponent = value.normalize().as_tuple()
        if -int(exponent) > DECIMALS or len(digits) + int(exponent) > DIGITS - DECIMALS:
            raise TableValueError(table, row, column.name, format(value, "f"))
    return value
