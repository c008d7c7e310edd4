"""Forms 3, 4 and 5 of the SEC, from text to typed records.

    >>> import form4lib
    >>> filing = form4lib.parse_text(text)             # doctest: +SKIP
    >>> filing.non_derivative[0].shares                # doctest: +SKIP
    Decimal('4000')

Contract: `__all__` is the public surface. The records are here at once; what does the reading and
writing is imported when it is first used, so that importing the package stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .errors import (
    BudgetExceededError,
    Form4Error,
    InputTooLargeError,
    InvalidRecordError,
    MissingDependencyError,
    NotAnOwnershipFormError,
    PathError,
    TableValueError,
    UnreadableDocumentError,
    WorkerStartError,
    XmlOutputError,
)
from .evidence import (
    DIAGNOSTIC_CODES,
    CodeInfo,
    Diagnostic,
    Evidence,
    Severity,
    State,
)
from .records import (
    Address,
    DerivativeHolding,
    DerivativeRow,
    DerivativeTransaction,
    Filing,
    Footnote,
    FormType,
    Issuer,
    NonDerivativeHolding,
    NonDerivativeRow,
    NonDerivativeTransaction,
    Relationship,
    ReportingOwner,
    Signature,
    Submission,
)

if TYPE_CHECKING:
    from ._explanation import Explanation, RunnerUp
    from ._limits import Limits
    from ._paths import correct, get_path, iter_paths
    from .bulk import DEFAULT_BUDGET, Failure, parse_many
    from .bulk._batches import batch_schema, parse_batches
    from .engine import looks_like_ownership_form, parse_all, parse_text
    from .engine._explain import explain
    from .inputs import parse_html, parse_submission, parse_xml, read, read_all
    from .inputs._pdf import parse_pdf
    from .outputs import from_dict, json_schema, to_dict
    from .outputs._arrow import to_arrow, to_pandas, to_polars
    from .outputs._csv import to_csv
    from .outputs._diff import NOT_PRINTED, Difference, diff
    from .outputs._json import from_json, from_json_lines, to_json, to_json_lines
    from .outputs._plot import plot_confidence, plot_holdings
    from .outputs._tables import to_rows
    from .outputs._xml import to_xml
    from .outputs.review import review_html
    from .spec.data_sets import TABLES, Column, Table

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_BUDGET",
    "DIAGNOSTIC_CODES",
    "NOT_PRINTED",
    "TABLES",
    "Address",
    "BudgetExceededError",
    "CodeInfo",
    "Column",
    "DerivativeHolding",
    "DerivativeRow",
    "DerivativeTransaction",
    "Diagnostic",
    "Difference",
    "Evidence",
    "Explanation",
    "Failure",
    "Filing",
    "Footnote",
    "Form4Error",
    "FormType",
    "InputTooLargeError",
    "InvalidRecordError",
    "Issuer",
    "Limits",
    "MissingDependencyError",
    "NonDerivativeHolding",
    "NonDerivativeRow",
    "NonDerivativeTransaction",
    "NotAnOwnershipFormError",
    "PathError",
    "Relationship",
    "ReportingOwner",
    "RunnerUp",
    "Severity",
    "Signature",
    "State",
    "Submission",
    "Table",
    "TableValueError",
    "UnreadableDocumentError",
    "WorkerStartError",
    "XmlOutputError",
    "__version__",
    "batch_schema",
    "correct",
    "diff",
    "explain",
    "from_dict",
    "from_json",
    "from_json_lines",
    "get_path",
    "iter_paths",
    "json_schema",
    "looks_like_ownership_form",
    "parse_all",
    "parse_batches",
    "parse_html",
    "parse_many",
    "parse_pdf",
    "parse_submission",
    "parse_text",
    "parse_xml",
    "plot_confidence",
    "plot_holdings",
    "read",
    "read_all",
    "review_html",
    "to_arrow",
    "to_csv",
    "to_dict",
    "to_json",
    "to_json_lines",
    "to_pandas",
    "to_polars",
    "to_rows",
    "to_xml",
]

_LAZY = {
    "Explanation": "._explanation",
    "RunnerUp": "._explanation",
    "explain": ".engine._explain",
    "Limits": "._limits",
    "correct": "._paths",
    "get_path": "._paths",
    "iter_paths": "._paths",
    "DEFAULT_BUDGET": ".bulk",
    "Failure": ".bulk",
    "parse_many": ".bulk",
    "batch_schema": ".bulk._batches",
    "parse_batches": ".bulk._batches",
    "looks_like_ownership_form": ".engine",
    "parse_all": ".engine",
    "parse_text": ".engine",
    "parse_html": ".inputs",
    "parse_submission": ".inputs",
    "parse_xml": ".inputs",
    "read": ".inputs",
    "read_all": ".inputs",
    "parse_pdf": ".inputs._pdf",
    "from_dict": ".outputs",
    "json_schema": ".outputs",
    "to_dict": ".outputs",
    "to_arrow": ".outputs._arrow",
    "to_pandas": ".outputs._arrow",
    "to_polars": ".outputs._arrow",
    "to_csv": ".outputs._csv",
    "NOT_PRINTED": ".outputs._diff",
    "Difference": ".outputs._diff",
    "diff": ".outputs._diff",
    "from_json": ".outputs._json",
    "from_json_lines": ".outputs._json",
    "to_json": ".outputs._json",
    "to_json_lines": ".outputs._json",
    "plot_confidence": ".outputs._plot",
    "plot_holdings": ".outputs._plot",
    "to_rows": ".outputs._tables",
    "to_xml": ".outputs._xml",
    "review_html": ".outputs.review",
    "Column": ".spec.data_sets",
    "TABLES": ".spec.data_sets",
    "Table": ".spec.data_sets",
}
"""Public name -> the module it is imported from on first use."""


def __getattr__(name: str) -> object:
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(module, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
