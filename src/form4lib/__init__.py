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
    Form4Error,
    InputTooLargeError,
    InvalidRecordError,
    MissingDependencyError,
    NotAnOwnershipFormError,
    PathError,
    UnreadableDocumentError,
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
    from ._paths import correct, get_path, iter_paths
    from .engine import looks_like_ownership_form, parse_all, parse_text
    from .inputs._pdf import parse_pdf
    from .outputs import from_dict, json_schema, to_dict

__version__ = "0.1.0"

__all__ = [
    "DIAGNOSTIC_CODES",
    "Address",
    "CodeInfo",
    "DerivativeHolding",
    "DerivativeRow",
    "DerivativeTransaction",
    "Diagnostic",
    "Evidence",
    "Filing",
    "Footnote",
    "Form4Error",
    "FormType",
    "InputTooLargeError",
    "InvalidRecordError",
    "Issuer",
    "MissingDependencyError",
    "NonDerivativeHolding",
    "NonDerivativeRow",
    "NonDerivativeTransaction",
    "NotAnOwnershipFormError",
    "PathError",
    "Relationship",
    "ReportingOwner",
    "Severity",
    "Signature",
    "State",
    "Submission",
    "UnreadableDocumentError",
    "__version__",
    "correct",
    "from_dict",
    "get_path",
    "iter_paths",
    "json_schema",
    "looks_like_ownership_form",
    "parse_all",
    "parse_pdf",
    "parse_text",
    "to_dict",
]

_LAZY = {
    "correct": "._paths",
    "get_path": "._paths",
    "iter_paths": "._paths",
    "looks_like_ownership_form": ".engine",
    "parse_all": ".engine",
    "parse_text": ".engine",
    "parse_pdf": ".inputs._pdf",
    "from_dict": ".outputs",
    "json_schema": ".outputs",
    "to_dict": ".outputs",
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
