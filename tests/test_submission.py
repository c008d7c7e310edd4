"""Full submissions: the header, the document inside, and the lines that EDGAR wrapped."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

import attrs
import pytest

from form4lib import (
    Filing,
    InputTooLargeError,
    Limits,
    NotAnOwnershipFormError,
    Submission,
    iter_paths,
    parse_html,
    parse_submission,
    parse_text,
    parse_xml,
    read_all,
)
from form4lib_bench.invent import invent_filing
from form4lib_bench.writer import layout_named, print_filing
from support.ownership import document
from test_xml import SALE, TEXT

HEADER = """\
<SEC-DOCUMENT>0000123456-24-000789.txt : 20240508
<SEC-HEADER>0000123456-24-000789.hdr.sgml : 20240508
<ACCEPTANCE-DATETIME>20240508163005
ACCESSION NUMBER:\t\t0000123456-24-000789
CONFORMED SUBMISSION TYPE:\t4
PUBLIC DOCUMENT COUNT:\t\t2
CONFORMED PERIOD OF REPORT:\t20240506
FILED AS OF DATE:\t\t20240508
DATE AS OF CHANGE:\t\t20240509

ISSUER:\t\t

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tLARKSPUR INSTRUMENTS, INC.
\t\tCENTRAL INDEX KEY:\t\t\t0000123456

REPORTING-OWNER:\t

\tOWNER DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tQuennell Ada R
\t\tCENTRAL INDEX KEY:\t\t\t0000654321

REPORTING-OWNER:\t

\tOWNER DATA:\t
\t\tCENTRAL INDEX KEY:\t\t\t0000654322
</SEC-HEADER>
"""
TAGS = (
    "<SUBMISSION>\n<ACCESSION-NUMBER>0000123456-24-000789<TYPE>4<PUBLIC-DOCUMENT-COUNT>2<PERIOD>20240506"
    "<FILING-DATE>20240508<DATE-OF-FILING-DATE-CHANGE>20240509<ACCEPTANCE-DATETIME>20240508163005"
    "<REPORTING-OWNER><OWNER-DATA><CONFORMED-NAME>Quennell Ada R<CIK>0000654321</OWNER-DATA></REPORTING-OWNER>"
    "<REPORTING-OWNER><OWNER-DATA><CIK>0000654322</OWNER-DATA></REPORTING-OWNER>"
    "<ISSUER><COMPANY-DATA><CIK>0000123456</COMPANY-DATA></ISSUER>"
)
FACTS = Submission(
    accession_number="0000123456-24-000789",
    submission_type="4",
    period_of_report=date(2024, 5, 6),
    filed_date=date(2024, 5, 8),
    changed_date=date(2024, 5, 9),
    accepted_at=datetime(2024, 5, 8, 16, 30, 5),
    issuer_cik="0000123456",
    owner_ciks=("0000654321", "0000654322"),
)
POWER = "<DOCUMENT>\n<TYPE>EX-24\n<SEQUENCE>2\n<TEXT>\nI appoint any officer of the issuer.\n</TEXT>\n</DOCUMENT>\n"


def page_in(layout: str) -> str:
    """An invented filing, printed."""
    filing = invent_filing(Random(4), "typed" if layout.startswith("typed") else "edgar")
    return print_filing(filing, layout_named(layout))


def enclosed(text: str, kind: str = "4") -> str:
    """A text as a document of a submission."""
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<FILENAME>doc.txt\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"


def wrapped(text: str, width: int = 1023) -> str:
    """A text as EDGAR wraps it: long lines go on in the next one, wherever they are cut."""
    return "\n".join(line[i : i + width] for line in text.split("\n") for i in range(0, len(line) or 1, width))


def spans_explain(filing: Filing, text: str) -> None:
    assert {path for path, _ in iter_paths(filing)} == set(filing.evidence)
    for path, evidence in filing.evidence.items():
        assert " ".join(text[a:b] for a, b in evidence.spans) == evidence.raw, path


@pytest.mark.parametrize("header", [HEADER, HEADER.replace("\n", "\r\n"), TAGS, TAGS.replace("<", "\n<")])
def test_the_header_is_kept_beside_the_form(header: str) -> None:
    text = f"{header}{enclosed(f'<XML>{TEXT}</XML>')}{POWER}</SEC-DOCUMENT>\n"
    filing = parse_submission(text)
    assert filing.submission == FACTS
    assert attrs.evolve(filing, submission=None) == parse_xml(TEXT)
    assert filing.diagnostics == ()
    assert filing.evidence["submission.filed_date"].raw == "20240508"
    assert filing.evidence["submission.owner_ciks[1]"].raw == "0000654322"
    spans_explain(filing, text)


def test_a_wrapper_of_mail_is_passed_over() -> None:
    mail = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\nMIC-Info: RSA-MD5,RSA,\n ABC==\n\n"
    text = f"{mail}{HEADER}{enclosed(TEXT)}</SEC-DOCUMENT>\n-----END PRIVACY-ENHANCED MESSAGE-----\n"
    assert attrs.evolve(parse_submission(text), submission=None) == parse_xml(TEXT)
    assert parse_submission(text).submission == FACTS


def test_the_typed_forms_name_the_issuer_as_subject_and_the_owner_as_who_filed() -> None:
    header = HEADER.replace("ISSUER:", "SUBJECT COMPANY:").replace("REPORTING-OWNER:", "FILED BY:")
    assert parse_submission(header + enclosed(TEXT)).submission == FACTS


@pytest.mark.parametrize("layout", ["html/viewer", "typed/drawn", "spaced/reduced"])
def test_a_form_as_html_or_text_goes_through_its_door(layout: str) -> None:
    page = page_in(layout)
    text = f"{HEADER}{POWER}{enclosed(page)}</SEC-DOCUMENT>"
    filing = parse_submission(text)
    alone = parse_text(page)
    assert attrs.evolve(filing, submission=None) == alone
    assert [d.code for d in filing.diagnostics] == [d.code for d in alone.diagnostics]
    assert parse_html(page) == alone
    spans_explain(filing, text)


def test_a_form_is_found_without_its_type() -> None:
    page = page_in("tabs/viewer")
    filing = parse_submission(f"{HEADER}{POWER}{enclosed(page, kind='')}")
    assert attrs.evolve(filing, submission=None) == parse_text(page)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_lines_are_rejoined_in_words_and_tags(newline: str) -> None:
    long = " ".join(f"word{i}" for i in range(500))
    document_in_one_line = document({**SALE, "footnotes/footnote": long, "remarks": long[::-1]}).replace("\n", "")
    tagged = wrapped(f"{TAGS}{enclosed('').replace(chr(10), '').replace('<TEXT>', '<TEXT>' + document_in_one_line)}")
    text = tagged.replace("\n", newline)
    assert max(map(len, text.splitlines())) == 1023
    filing = parse_submission(text)
    assert attrs.evolve(filing, submission=None) == parse_xml(document_in_one_line)
    assert (filing.submission, filing.diagnostics) == (FACTS, ())
    spans_explain(filing, text)
    assert len(filing.evidence["footnotes[0].text"].spans) > 1


@pytest.mark.parametrize("cut", ["</securityTitle>", "<transactionDate>"])
@pytest.mark.parametrize("width", [1020, 1023, 1025])
def test_a_tag_that_is_cut_near_the_column_is_rejoined(cut: str, width: int) -> None:
    line = TEXT.replace("\n", "")
    place = line.index(cut) + 5
    text = f"{HEADER}{enclosed(' ' * (width - place) + line[:place] + chr(10) + line[place:])}"
    assert attrs.evolve(parse_submission(text), submission=None) == parse_xml(TEXT)


def test_a_line_of_another_length_is_left_as_it_is() -> None:
    remarks = "x" * 900 + "\n" + "y" * 20
    filing = parse_submission(HEADER + enclosed(document({**SALE, "remarks": remarks})))
    assert filing.remarks == " ".join(remarks.split())


@pytest.mark.parametrize("given", ["20240599", "2024-05-08", "202405"])
def test_a_date_of_the_header_that_is_none_is_told(given: str) -> None:
    filing = parse_submission(HEADER.replace("DATE:\t\t20240508", f"DATE:\t\t{given}") + enclosed(TEXT))
    assert filing.submission == attrs.evolve(FACTS, filed_date=None)
    assert [(d.code, d.path) for d in filing.diagnostics] == [("value_unreadable", "submission.filed_date")]
    assert filing.evidence["submission.filed_date"].state == "unreadable"


def test_a_header_that_says_nothing_leaves_its_facts_out() -> None:
    filing = parse_submission(enclosed(TEXT))
    assert filing.submission == Submission()
    assert filing.evidence["submission.issuer_cik"].state == "missing"


def test_several_submissions_give_the_first_and_say_so() -> None:
    other = HEADER.replace("000789", "000790") + enclosed(TEXT.replace("1250", "99"))
    text = HEADER + enclosed(TEXT) + "</SEC-DOCUMENT>\n" + other
    filing = parse_submission(text)
    assert filing.submission == FACTS
    assert [d.code for d in filing.diagnostics] == ["several_forms"]
    first, second = read_all(text)
    assert (first, second.submission) == (filing, attrs.evolve(FACTS, accession_number="0000123456-24-000790"))
    spans_explain(second, text)


def test_a_submission_that_breaks_off_gives_what_is_there() -> None:
    text = HEADER + enclosed(TEXT)
    filing = parse_submission(text[: text.index("<ownerSignature>")])
    assert (filing.submission, filing.signatures) == (FACTS, ())
    assert [d.code for d in filing.diagnostics] == ["xml_damaged"]


@pytest.mark.parametrize("text", ["", HEADER, HEADER + POWER, f"{HEADER}{enclosed('nothing of the kind')}"])
def test_a_submission_without_a_form_is_refused(text: str) -> None:
    with pytest.raises(NotAnOwnershipFormError, match="a document with ownership XML"):
        parse_submission(text)


def test_too_large_a_submission_is_refused() -> None:
    with pytest.raises(InputTooLargeError, match="characters"):
        parse_submission(HEADER + enclosed(TEXT), limits=Limits(submission_characters=len(HEADER)))
