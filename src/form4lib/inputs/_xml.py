"""EDGAR's ownership XML: `parse_xml`.

Takes an ownership document, as text or as bytes. Gives the record. May report everything a document can have against
the specification: values that are none, absent ones, unknown elements, and damage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .._limits import Limits
from ..engine._limits import check_length
from ..engine._work import Work, work_within
from ..errors import InputTooLargeError, NotAnOwnershipFormError
from ..evidence import Span
from ..records import Filing
from ..spec.xml import ROOT
from ._decode import text_of
from ._excerpt import Excerpt, whole
from ._notices import first_of
from ._xml_record import Document

_START = re.compile(rf"<(?P<name>(?:[A-Za-z_][\w.-]{{0,60}}:)?{ROOT})(?=[\s/>])")
_PREFIX = 64
"""Characters in which the name of a root begins: it may have a prefix for its namespace."""


def parse_xml(source: str | bytes, *, limits: Limits | None = None) -> Filing:
    """Read an EDGAR ownership document: the XML that Forms 3, 4 and 5 are filed as since 2003.

    Editions X0101 to X0508 and the draft of version 5.5. What stands before the document (a byte order mark, an XML
    declaration, a document type) and behind it is passed over: entities that it declares are never expanded, and
    nothing outside of the text is read.

    Args:
        source: the document; bytes are decoded as the document declares, else as UTF-8 or cp1252.
        limits: how large it may be; see `Limits`.

    Returns:
        The record. Its evidence has spans into the text (for bytes, the decoded text). A damaged document gives what
        is there, with a diagnostic of severity error.

    Raises:
        TypeError: `source` is neither str nor bytes, or `limits` is no `Limits`.
        NotAnOwnershipFormError: there is no `ownershipDocument` in it.
        InputTooLargeError: it has more than five million characters or 400,000 tags, or what `limits` says.
    """
    text, notices = text_of(source, "parse_xml")
    work = work_within(limits, "parse_xml")
    spans = find_documents(text, work.limits)
    if not spans:
        next_step = "Check that this is the XML of a Form 3, 4 or 5; read(source) tells kinds apart."
        raise NotAnOwnershipFormError(f"an element {ROOT}", next_step)
    return first_of(read_document(whole(text), spans[0], work), len(spans), notices)


def read_document(excerpt: Excerpt, span: Span, work: Work) -> Filing:
    """The record of the ownership document that stands at a place of a text."""
    start, end = span
    if (tags := excerpt.text.count("<", start, end)) > work.limits.tags:
        raise InputTooLargeError(tags, work.limits.tags, "tags")
    work.spend(tags)
    document = Document(excerpt, start, end)
    return document.read_soundly() or document.read_carefully()


def find_documents(text: str, limits: Limits) -> list[Span]:
    """Where the ownership documents of a text stand; one that has no end goes on to the next, or to the text's end."""
    check_length(text, limits)
    starts = list(_starts(text))
    stops = [match.start() for match in starts[1:]] + [len(text)] * bool(starts)
    return [(match.start(), _end(text, match, limit)) for match, limit in zip(starts, stops, strict=True)]


def _starts(text: str) -> Iterator[re.Match[str]]:
    """The start tags of ownership documents, but for those in comments."""
    place = looked = 0  # comments are looked for once, up to each name in turn
    while (place := text.find(ROOT, place)) >= 0:
        while (comment := text.find("<!--", looked, place)) >= 0:
            looked = text.find("-->", comment)
            if looked < 0:
                return
        match = _START.match(text, max(0, text.rfind("<", max(0, place - _PREFIX), place)))
        place += len(ROOT)
        if match and match.end() == place and looked < place:
            yield match
        looked = max(looked, place)


def _end(text: str, start: re.Match[str], limit: int) -> int:
    end = text.find(f"</{start['name']}", start.end(), limit)
    return limit if end < 0 else text.find(">", end, limit) + 1 or limit
