"""The worker's edge: one document read, whatever happens.

Takes a source, a budget of work, and how large the source may be. Gives the records of all forms in it, or a
`Failure`. This is the one place that catches every exception: a run over a million documents does not end with the one
that meets a mistake of ours. What was caught keeps its traceback.
"""

from __future__ import annotations

import os
import traceback

import attrs

from .._limits import DEFAULT_LIMITS, Limits
from ..engine._work import Work
from ..errors import BudgetExceededError, Form4Error
from ..evidence import Diagnostic, diagnostic
from ..inputs._read import filings_of, read_within
from ..records import Filing

Source = str | bytes | os.PathLike[str]
"""A document: its text, its bytes, or the path of its file."""

DEFAULT_BUDGET = 50_000_000
"""Steps granted to a document: all that the limits of length let in, but for scans of more than a hundred pages. A
filing takes some thousands."""


@attrs.frozen(kw_only=True, slots=True)
class Failure:
    """A document that gave no record.

    Attributes:
        diagnostic: why, of severity error: `document_refused` (no ownership form, not readable, too large),
            `document_given_up` (more work than was granted), `document_failed` (a mistake of the library: please
            report it), `worker_lost` (the process that read it died).
        error: the name of the exception's class; '' where there was none.
        traceback: of a `document_failed`, where it was raised; else ''.
    """

    diagnostic: Diagnostic
    error: str = ""
    traceback: str = ""


@attrs.frozen(slots=True)
class Unreadable:
    """What was passed as a document and is none: the name of an error's class, and its message."""

    error: str
    message: str


def taken_in(source: object) -> Source | Unreadable:
    """The document as it goes to another process."""
    if isinstance(source, (str, bytes, os.PathLike)):
        return source
    if isinstance(source, (bytearray, memoryview)):
        return bytes(source)
    if isinstance(source, Unreadable):
        return source
    return Unreadable("TypeError", f"a path, bytes or a str is read, not {type(source).__name__}")


Outcome = tuple[Filing, ...] | Failure
"""What a document gave: the records of all its forms, or why there are none."""


def attempt(source: Source | Unreadable, budget: int, limits: Limits = DEFAULT_LIMITS) -> Outcome:
    """The records of all forms in a document within the limits, or why there are none."""
    if isinstance(source, Unreadable):
        return Failure(diagnostic=diagnostic("document_refused", source.message), error=source.error)
    work = Work(budget, limits=limits)
    try:
        if isinstance(source, str):  # a text is never taken for a path: what is read shall not depend on the disk
            return filings_of(source, work)
        return read_within(source, work)
    except BudgetExceededError as error:
        return _failure("document_given_up", error)
    except (Form4Error, OSError) as error:
        return _failure("document_refused", error)
    except Exception as error:  # noqa: BLE001 - see the module's contract
        return _failure("document_failed", error, "".join(traceback.format_exception(error)))


def lost(message: str) -> Failure:
    """The failure of a document whose process died."""
    return Failure(diagnostic=diagnostic("worker_lost", message))


def _failure(code: str, error: Exception, where: str = "") -> Failure:
    return Failure(diagnostic=diagnostic(code, str(error)), error=type(error).__name__, traceback=where)
