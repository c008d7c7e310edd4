"""EDGAR's full submissions: `parse_submission`.

Takes the text file that EDGAR keeps of a submission, as text or as bytes. Gives the record of the form in it, with the
facts of its header in `Filing.submission`. May report what the document's own door does, and a header date that cannot
be read. The form is the document that holds ownership XML, else the first one of type 3, 4 or 5, else the first that
looks like such a form; exhibits are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from .._limits import Limits
from .._mapping import DeferredMap, FrozenMap
from ..engine import looks_like_ownership_form
from ..engine._pipeline import all_filings
from ..engine._work import Work, work_within
from ..errors import InputTooLargeError, NotAnOwnershipFormError
from ..evidence import Evidence, Span
from ..records import FORM_TYPES, Filing
from ._decode import text_of
from ._excerpt import Excerpt, unwrapped
from ._header import read_header
from ._notices import first_of
from ._xml import find_documents, read_document

_SUBMISSION = re.compile(r"^[ \t]*<(?:SEC-DOCUMENT|IMS-DOCUMENT|SUBMISSION)>", re.MULTILINE)
_DOCUMENT = "<DOCUMENT>"
_TYPE = re.compile(r"<TYPE>[ \t]*([^<\s]*)")
_HEAD = 2000
"""Characters in which a document says its type and where its text begins."""


@attrs.frozen
class _Enclosed:
    """A document of a submission: its type, and its text."""

    type: str
    body: Excerpt


def parse_submission(source: str | bytes, *, limits: Limits | None = None) -> Filing:
    """Read an EDGAR full submission: the `.txt` file with a header and the documents that were filed.

    Both shapes of header, the wrapper of privacy-enhanced mail that was around submissions until 2006, and lines that
    EDGAR wrapped at column 1,023. The form in it may be ownership XML, HTML or text.

    Args:
        source: the submission; bytes are decoded as UTF-8 or cp1252.
        limits: how large it, and the form in it, may be; see `Limits`.

    Returns:
        The record of the form, with what the header says in `submission`. Spans index the text of the submission.

    Raises:
        TypeError: `source` is neither str nor bytes, or `limits` is no `Limits`.
        NotAnOwnershipFormError: no document in it is a Form 3, 4 or 5.
        InputTooLargeError: it has more than a hundred million characters, or the form more than five million, or
            what `limits` says.
    """
    text, notices = text_of(source, "parse_submission")
    filings = read_submissions(text, work_within(limits, "parse_submission"))
    return first_of(filings[0], len(filings), notices)


def read_submissions(text: str, work: Work) -> tuple[Filing, ...]:
    """The records of all forms in a text that holds one submission, or several behind each other.

    Raises as `parse_submission` does, and `BudgetExceededError`.
    """
    if len(text) > work.limits.submission_characters:
        raise InputTooLargeError(len(text), work.limits.submission_characters)
    excerpt = unwrapped(text)
    starts = [match.start() for match in _SUBMISSION.finditer(excerpt.text)]
    limits = [*starts[1:], len(excerpt.text)]
    spans = list(zip([0, *starts[1:]], limits, strict=True)) if starts else [(0, len(excerpt.text))]
    found = tuple([filing for span in spans for filing in _read(excerpt, span, work)])
    if not found:
        raise NotAnOwnershipFormError(
            "a document with ownership XML or with the form's title and headings",
            "Check that the whole submission was passed and that its type is 3, 4 or 5.",
        )
    return found


def _read(excerpt: Excerpt, span: Span, work: Work) -> Iterator[Filing]:
    """The records of the forms in one submission, each with what the header says."""
    start, end = span
    first = excerpt.text.find(_DOCUMENT, start, end)
    if first < 0:
        return
    submission, evidence, notices = read_header(excerpt, start, first)
    for filing in _forms(list(_enclosed(excerpt, first, end)), work):
        yield attrs.evolve(
            filing,
            submission=submission,
            evidence=DeferredMap(_joined, filing.evidence, FrozenMap(evidence)),
            diagnostics=(*notices, *filing.diagnostics),
        )


def _joined(form: FrozenMap[str, Evidence], header: FrozenMap[str, Evidence]) -> dict[str, Evidence]:
    return {**form, **header}


def _enclosed(excerpt: Excerpt, start: int, end: int) -> Iterator[_Enclosed]:
    """The documents of a submission; one that has no end goes on to the next."""
    while start >= 0:
        begin = start + len(_DOCUMENT)
        start = excerpt.text.find(_DOCUMENT, begin, end)
        limit = end if start < 0 else start
        kind = _TYPE.search(excerpt.text, begin, min(limit, begin + _HEAD))
        text = excerpt.text.find("<TEXT>", begin, min(limit, begin + _HEAD))
        if text >= 0:
            begin = text + len("<TEXT>")
        close = excerpt.text.find("</TEXT>", begin, limit)
        if close < 0:
            close = excerpt.text.find("</DOCUMENT>", begin, limit)
        yield _Enclosed(kind[1] if kind else "", excerpt.part(begin, limit if close < 0 else close))


def _forms(documents: list[_Enclosed], work: Work) -> tuple[Filing, ...]:
    """The forms among the documents of a submission."""
    as_xml = [
        (d.body, span)
        for d in documents
        if "ownershipDocument" in d.body.text
        for span in find_documents(d.body.text, work.limits)
    ]
    if as_xml:
        return tuple([read_document(body, span, work) for body, span in as_xml])
    for document in sorted(documents, key=lambda d: d.type not in FORM_TYPES):
        if looks_like_ownership_form(document.body.text, limits=work.limits):
            return tuple([_moved(filing, document.body) for filing in all_filings(document.body.text, work)])
    return ()


def _moved(filing: Filing, body: Excerpt) -> Filing:
    """A filing read from an excerpt, its spans in the source."""
    diagnostics = [attrs.evolve(d, spans=_moved_spans(d.spans, body)) for d in filing.diagnostics]
    evidence = {path: _moved_evidence(e, body) for path, e in filing.evidence.items()}
    return attrs.evolve(filing, evidence=FrozenMap(evidence), diagnostics=tuple(diagnostics))


def _moved_evidence(evidence: Evidence, body: Excerpt) -> Evidence:
    spans = _moved_spans(evidence.spans, body)
    return attrs.evolve(evidence, spans=spans, raw=" ".join([body.source[a:b] for a, b in spans]))


def _moved_spans(spans: tuple[Span, ...], body: Excerpt) -> tuple[Span, ...]:
    return tuple([place for a, b in spans for place in body.places(a, b)])
