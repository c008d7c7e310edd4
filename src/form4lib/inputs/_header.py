"""The header of a full submission.

Takes what stands before the first document. Gives the facts that the form itself does not print, with their evidence.
May report a date that cannot be read. Headers come in two shapes, one line a fact (`FILED AS OF DATE:  20200430`) and
tags (`<FILING-DATE>20200430`), the latter also all in one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from ..evidence import Diagnostic, Evidence, Span, diagnostic
from ..records import Submission
from ._excerpt import Excerpt
from ._values import shown


def _fact(label: str, tag: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^[ \t]*{label}:[ \t]*|<{tag}>[ \t]*)(?P<value>[^<\s]+)", re.MULTILINE)


def _day(digits: str) -> date:
    """`20200430`; raises ValueError for what is no day."""
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise ValueError(digits)
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _moment(digits: str) -> datetime:
    """`20200430164402`; raises ValueError for what is no time."""
    if not re.fullmatch(r"[0-9]{14}", digits):
        raise ValueError(digits)
    hour, minute, second = int(digits[8:10]), int(digits[10:12]), int(digits[12:])
    return datetime.combine(_day(digits[:8]), datetime.min.time()).replace(hour=hour, minute=minute, second=second)


_FACTS: Mapping[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "accession_number": (_fact("ACCESSION NUMBER", "ACCESSION-NUMBER"), str),
    "submission_type": (_fact("CONFORMED SUBMISSION TYPE", "TYPE"), str),
    "period_of_report": (_fact("CONFORMED PERIOD OF REPORT", "PERIOD"), _day),
    "filed_date": (_fact("FILED AS OF DATE", "FILING-DATE"), _day),
    "changed_date": (_fact("DATE AS OF CHANGE", "DATE-OF-FILING-DATE-CHANGE"), _day),
    "accepted_at": (_fact("ACCEPTANCE-DATETIME", "ACCEPTANCE-DATETIME"), _moment),
}

_COMPANIES = re.compile(
    r"(?:^[ \t]*|<)(?P<section>ISSUER|REPORTING[- ]OWNER|SUBJECT[- ]COMPANY|FILED[- ]BY|FILER)[>:]"
    r"|(?:^[ \t]*CENTRAL INDEX KEY:[ \t]*|<CIK>[ \t]*)(?P<cik>[0-9]{1,10})",
    re.MULTILINE,
)
_ISSUERS = ("ISSUER", "SUBJECT COMPANY")
_OWNERS = ("REPORTING OWNER", "FILED BY")
"""Sections of the header; the typed forms of before 2003 name the issuer as subject and the owner as who filed it."""


def read_header(excerpt: Excerpt, start: int, end: int) -> tuple[Submission, dict[str, Evidence], list[Diagnostic]]:
    """The facts of the header that stands there, the evidence for them, and what is to be said.

    Args:
        excerpt: the submission.
        start: where in its text the header begins.
        end: where its first document does.
    """
    values: dict[str, object] = {}
    evidence: dict[str, Evidence] = {}
    found: list[Diagnostic] = []
    for field, (pattern, convert) in _FACTS.items():
        path = f"submission.{field}"
        match = pattern.search(excerpt.text, start, end)
        if match is None:
            evidence[path] = Evidence(state="missing")
            continue
        evidence[path] = _evidence(excerpt, match.span("value"))
        try:
            values[field] = convert(match["value"])
        except ValueError:
            spans = evidence[path].spans
            evidence[path] = Evidence(spans=spans, raw=match["value"], confidence=0.0, state="unreadable")
            found.append(diagnostic("value_unreadable", f"{shown(match['value'])} is no date", path, spans))
    ciks = _ciks(excerpt, start, end)
    issuers = [span for section, span in ciks if section in _ISSUERS]
    owners = [span for section, span in ciks if section in _OWNERS]
    evidence["submission.issuer_cik"] = _evidence(excerpt, issuers[0]) if issuers else Evidence(state="missing")
    evidence |= {f"submission.owner_ciks[{i}]": _evidence(excerpt, span) for i, span in enumerate(owners)}
    submission = Submission(
        **values,  # type: ignore[arg-type]
        issuer_cik=excerpt.text[slice(*issuers[0])] if issuers else None,
        owner_ciks=tuple([excerpt.text[a:b] for a, b in owners]),
    )
    return submission, evidence, found


def _ciks(excerpt: Excerpt, start: int, end: int) -> list[tuple[str, Span]]:
    """Every SEC number with the section of the header that it stands in."""
    section = ""
    found = []
    for match in _COMPANIES.finditer(excerpt.text, start, end):
        if match["section"]:
            section = match["section"].replace("-", " ")
        else:
            found.append((section, match.span("cik")))
    return found


def _evidence(excerpt: Excerpt, span: Span) -> Evidence:
    spans = excerpt.places(*span)
    return Evidence(spans=spans, raw=" ".join([excerpt.source[a:b] for a, b in spans]))
