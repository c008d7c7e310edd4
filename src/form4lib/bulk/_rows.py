"""The table `filings`: a row for each form that was read, and for each document that gave none.

Takes the key of a document and its outcome. Gives rows whose columns are `COLUMNS`, and a `Summary` of each form. The
record itself is in the row, as the JSON of `to_json`; the other columns are for choosing and sorting.
"""

from __future__ import annotations

import attrs

from .._review import is_core, is_doubtful
from ..outputs._json import to_json
from ..outputs._tables import TableValue
from ..records import Filing
from ..spec.data_sets import ColumnType
from ._attempt import Failure, Outcome

COLUMNS: tuple[tuple[str, ColumnType], ...] = (
    ("key", "text"),
    ("form", "integer"),
    ("form_type", "text"),
    ("period_of_report", "date"),
    ("issuer_name", "text"),
    ("issuer_trading_symbol", "text"),
    ("issuer_cik", "text"),
    ("reporting_owner", "text"),
    ("reporting_owner_cik", "text"),
    ("reporting_owners", "integer"),
    ("non_derivative_lines", "integer"),
    ("derivative_lines", "integer"),
    ("needs_review", "flag"),
    ("doubtful_values", "integer"),
    ("least_confidence", "confidence"),
    ("diagnostics", "text"),
    ("filing", "text"),
    ("failure", "text"),
    ("message", "text"),
    ("error", "text"),
    ("traceback", "text"),
)
"""`form` numbers the forms of a document from 0. `reporting_owner` is the first of `reporting_owners`. Values that a
trade is made of count for `doubtful_values` and `least_confidence`. `diagnostics` has each code once, joined by commas.
`failure` and what follows are set where there is no record."""

_EMPTY = (None,) * len(COLUMNS)
Row = tuple[TableValue, ...]


@attrs.frozen
class Summary:
    """How a form was read, in short."""

    form_type: str
    codes: tuple[str, ...]
    needs_review: bool
    doubtful: int
    least: float | None


def summary_of(filing: Filing) -> Summary:
    """How sure a record is, from one look at its evidence."""
    core = [evidence for path, evidence in filing.evidence.items() if is_core(path)]
    doubtful = sum([is_doubtful(evidence) for evidence in core])
    codes = tuple(dict.fromkeys([d.code for d in filing.diagnostics]))
    review = bool(doubtful) or any(d.severity != "info" for d in filing.diagnostics)
    return Summary(filing.form_type, codes, review, doubtful, min([e.confidence for e in core], default=None))


def rows_of(key: str | None, outcome: Outcome) -> list[Row]:
    """The rows of one document."""
    if isinstance(outcome, Failure):
        failed = (outcome.diagnostic.code, outcome.diagnostic.message, outcome.error or None, outcome.traceback or None)
        return [storable((key, *_EMPTY[1:-4], *failed))]
    return [form_row(key, number, filing, summary_of(filing)) for number, filing in enumerate(outcome)]


def form_row(key: str | None, number: int, filing: Filing, summary: Summary) -> Row:
    """The row of one form of a document."""
    owner = filing.reporting_owners[0] if filing.reporting_owners else None
    row: Row = (
        key,
        number,
        filing.form_type,
        filing.period_of_report,
        filing.issuer.name,
        filing.issuer.trading_symbol,
        filing.issuer.cik,
        owner.name if owner else None,
        owner.cik if owner else None,
        len(filing.reporting_owners),
        len(filing.non_derivative),
        len(filing.derivative),
        summary.needs_review,
        summary.doubtful,
        summary.least,
        ",".join(summary.codes) or None,
        to_json(filing),
        *_EMPTY[-4:],
    )
    return storable(row)


def storable(row: Row) -> Row:
    """The row, halves of surrogate pairs in its texts replaced: neither UTF-8 nor Arrow can hold them."""
    return tuple([_storable(v) if isinstance(v, str) and not v.isascii() else v for v in row])


def _storable(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
