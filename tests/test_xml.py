"""Ownership XML: sound documents, odd values, and documents that are damaged."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import attrs
import pytest

from form4lib import (
    Evidence,
    Filing,
    InputTooLargeError,
    NotAnOwnershipFormError,
    from_dict,
    iter_paths,
    parse_xml,
    to_dict,
)
from support.ownership import document

ROW = "nonDerivativeTable/nonDerivativeTransaction"
HELD = "nonDerivativeTable/nonDerivativeHolding"
OPTION = "derivativeTable/derivativeTransaction"

SALE = {
    "documentType": "4",
    "periodOfReport": "2024-05-06",
    "issuer/issuerCik": "0000123456",
    "issuer/issuerName": "Larkspur Instruments, Inc.",
    "issuer/issuerTradingSymbol": "LKSP",
    "reportingOwner/reportingOwnerId/rptOwnerCik": "0000654321",
    "reportingOwner/reportingOwnerId/rptOwnerName": "Quennell Ada R",
    "reportingOwner/reportingOwnerRelationship/isDirector": "1",
    f"{ROW}/securityTitle/value": "Common Stock",
    f"{ROW}/transactionDate/value": "2024-05-06",
    f"{ROW}/transactionCoding/transactionFormType": "4",
    f"{ROW}/transactionCoding/transactionCode": "S",
    f"{ROW}/transactionCoding/equitySwapInvolved": "0",
    f"{ROW}/transactionAmounts/transactionShares/value": "1250",
    f"{ROW}/transactionAmounts/transactionPricePerShare/value": "17.305",
    f"{ROW}/transactionAmounts/transactionAcquiredDisposedCode/value": "D",
    f"{ROW}/postTransactionAmounts/sharesOwnedFollowingTransaction/value": "48750",
    f"{ROW}/ownershipNature/directOrIndirectOwnership/value": "D",
    "footnotes/footnote": "Sold under a plan.",
    "ownerSignature/signatureName": "/s/ Ada R. Quennell",
    "ownerSignature/signatureDate": "2024-05-07",
}
TEXT = document(SALE)
SHARES = "non_derivative[0].shares"


def with_value(path: str, text: str) -> Filing:
    """The sale with another text at an element."""
    return parse_xml(document({**SALE, path: text}))


def said(filing: Filing, severity: str = "") -> list[tuple[str, str]]:
    """The diagnostics as pairs of code and path."""
    return [(d.code, d.path) for d in filing.diagnostics if not severity or d.severity == severity]


def test_a_sound_document_says_nothing_beside_its_values() -> None:
    filing = parse_xml(TEXT)
    assert (filing.diagnostics, filing.needs_review, dict(filing.xml_extra)) == ((), False, {})
    assert {path for path, _ in iter_paths(filing)} == set(filing.evidence)
    assert all(evidence.confidence == 1.0 for evidence in filing.evidence.values())
    assert from_dict(to_dict(filing)) == filing


def test_evidence_made_late_is_evidence_all_the_same() -> None:
    filing = parse_xml(TEXT)
    copy = pickle.loads(pickle.dumps(filing))
    assert (copy, hash(copy)) == (filing, hash(filing))
    assert copy.evidence[SHARES] == Evidence(spans=((TEXT.index("1250"), TEXT.index("1250") + 4),), raw="1250")
    assert copy.evidence == filing.evidence
    assert hash(copy.evidence) == hash(filing.evidence)
    with pytest.raises(AttributeError):
        filing.evidence.nothing  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("given", "value", "code"),
    [
        ("1250", "1250", None),
        ("1250.00", "1250.00", None),
        ("+12.5", "12.5", None),
        (".5", "0.5", None),
        (" 1250\n", "1250", None),
        ("1,250", "1250", "value_repaired"),
        ("$1,250.5", "1250.5", "value_repaired"),
        ("$ 12", "12", "value_repaired"),
        ("-12", "-12", "value_not_allowed"),
        ("1,25", None, "value_unreadable"),
        ("1.250,00", None, "value_unreadable"),
        ("1250 shares", None, "value_unreadable"),
        ("(1250)", None, "value_unreadable"),
        ("1e5", None, "value_unreadable"),
        ("1_250", None, "value_unreadable"),
        ("NaN", None, "value_unreadable"),
        ("Infinity", None, "value_unreadable"),
        ("١٢", None, "value_unreadable"),
    ],
)
def test_numbers(given: str, value: str | None, code: str | None) -> None:
    filing = with_value(f"{ROW}/transactionAmounts/transactionShares/value", given)
    row = filing.non_derivative[0]
    assert row.kind == "transaction"
    assert row.shares == (None if value is None else Decimal(value))
    assert said(filing) == ([] if code is None else [(code, SHARES)])
    assert filing.evidence[SHARES].raw == given.strip()
    assert (filing.evidence[SHARES].state == "read") == (code in (None, "value_not_allowed"))
    assert (filing.evidence[SHARES].confidence == 1.0) == (code is None)


@pytest.mark.parametrize(
    ("given", "value", "code"),
    [
        ("2024-07-19", date(2024, 7, 19), None),
        ("2024-07-19-05:00", date(2024, 7, 19), None),
        ("2024-07-19+14:00", date(2024, 7, 19), None),
        ("2024-07-19Z", date(2024, 7, 19), None),
        ("2024-07-19T00:00:00-05:00", date(2024, 7, 19), "value_repaired"),
        ("0022-03-04", date(22, 3, 4), "value_not_allowed"),
        ("2024-02-30", None, "value_unreadable"),
        ("07/19/2024", None, "value_unreadable"),
        ("20240719", None, "value_unreadable"),
        ("2024-W29-5", None, "value_unreadable"),
    ],
)
def test_dates(given: str, value: date | None, code: str | None) -> None:
    filing = with_value("periodOfReport", given)
    assert filing.period_of_report == value
    assert said(filing) == ([] if code is None else [(code, "period_of_report")])
    assert filing.evidence["period_of_report"].raw == given


@pytest.mark.parametrize(
    ("given", "value", "code"),
    [
        ("1", True, None),
        ("true", True, None),
        ("0", False, None),
        ("false", False, None),
        ("Y", True, "value_repaired"),
        ("No", False, "value_repaired"),
        ("TRUE", True, "value_repaired"),
        ("2", None, "value_unreadable"),
        ("maybe", None, "value_unreadable"),
    ],
)
def test_flags(given: str, value: bool | None, code: str | None) -> None:
    filing = with_value("aff10b5One", given)
    assert filing.rule_10b5_1 is value
    assert said(filing) == ([] if code is None else [(code, "rule_10b5_1")])


def test_a_code_out_of_its_list_is_given_as_it_stands_and_told() -> None:
    filing = with_value(f"{ROW}/transactionCoding/transactionCode", "s")
    assert filing.non_derivative[0].transaction_code == "s"  # type: ignore[union-attr]
    assert said(filing) == [("value_not_allowed", "non_derivative[0].transaction_code")]
    assert filing.diagnostics[0].spans == filing.evidence["non_derivative[0].transaction_code"].spans
    assert filing.needs_review


@pytest.mark.parametrize(
    ("form", "form_type", "timeliness", "voluntary"),
    [("4", "4", "", False), ("4", "5", "", True), ("4", "5", "E", True), ("5", "5", "L", False), ("5", "4", "", False)],
)
def test_what_is_early_is_voluntary(form: str, form_type: str, timeliness: str, voluntary: bool) -> None:
    coding = {
        f"{ROW}/transactionCoding/transactionFormType": form_type,
        f"{ROW}/transactionTimeliness/value": timeliness,
    }
    filing = parse_xml(document({**SALE, "documentType": form, **coding}))
    assert filing.non_derivative[0].is_voluntary is voluntary  # type: ignore[union-attr]
    evidence = filing.evidence["non_derivative[0].is_voluntary"]
    assert (evidence.state, evidence.raw) == ("inferred", timeliness or form_type)


def test_runs_of_blanks_become_one_space() -> None:
    filing = with_value("remarks", "  first\n\n   second ")
    assert filing.remarks == "first second"
    assert filing.evidence["remarks"].raw == "first\n\n   second"


def test_rows_stand_in_the_order_of_the_document() -> None:
    text = TEXT.replace(
        "</nonDerivativeTable>", "<nonDerivativeHolding/><nonDerivativeTransaction/></nonDerivativeTable>"
    )
    assert [row.kind for row in parse_xml(text).non_derivative] == ["transaction", "holding", "transaction"]


def test_a_row_without_its_parts_is_kept_and_told() -> None:
    filing = parse_xml(TEXT.replace("</nonDerivativeTable>", "<nonDerivativeTransaction/></nonDerivativeTable>"))
    row = filing.non_derivative[1]
    assert (row.kind, row.security_title, row.shares_owned_following) == ("transaction", None, None)
    fields = "security_title transaction_date transaction_code shares acquired_disposed_code "
    fields += "shares_owned_following direct_or_indirect"
    assert said(filing) == [("value_missing", f"non_derivative[1].{field}") for field in fields.split()]


def test_a_document_without_its_heading_is_kept_and_told() -> None:
    filing = parse_xml("<ownershipDocument><documentType>4</documentType><reportingOwner/></ownershipDocument>")
    paths = ["period_of_report", "issuer.name", "reporting_owners[0].name"]
    assert said(filing) == [("value_missing", path) for path in paths]
    assert ("value_missing", "reporting_owners") in said(parse_xml("<ownershipDocument/>"))
    named_by_cik = {path: text for path, text in SALE.items() if not path.endswith("Name")}
    assert parse_xml(document(named_by_cik)).diagnostics == ()


def test_a_value_may_stand_in_place_of_shares_and_a_footnote_in_place_of_a_value() -> None:
    values = {key: text for key, text in SALE.items() if "Shares" not in key and "sharesOwned" not in key}
    values |= {f"{ROW}/transactionAmounts/transactionTotalValue/value": "900000.5"}
    values |= {f"{ROW}/postTransactionAmounts/valueOwnedFollowingTransaction": ""}
    filing = parse_xml(document(values, {f"{ROW}/postTransactionAmounts/valueOwnedFollowingTransaction": ("F1",)}))
    row = filing.non_derivative[0]
    assert (row.transaction_total_value, row.value_owned_following) == (Decimal("900000.5"), None)  # type: ignore[union-attr]
    assert dict(row.footnotes) == {"value_owned_following": ("1",)}
    assert filing.diagnostics == ()


def test_a_footnote_that_is_not_there_is_told() -> None:
    filing = parse_xml(document(SALE, {f"{ROW}/securityTitle": ("F2", "FN")}))
    assert filing.non_derivative[0].footnotes["security_title"] == ("2", "FN")
    assert said(filing) == 2 * [("footnote_unmatched", "non_derivative[0].security_title")]


def test_what_has_no_field_is_kept_under_its_path() -> None:
    address = "reportingOwner/reportingOwnerAddress"
    text = document({**SALE, f"{address}/rptOwnerGoodAddress": "true", f"{address}/rptOwnerCcc": ""})
    text = text.replace("</issuer>", '<x:mood xmlns:x="urn:x" a="b">gay<deep/>&amp;</x:mood><mood>sad</mood></issuer>')
    text = text.replace("<nonDerivativeTransaction>", "<nonDerivativeTransaction> stray 5,000 ")
    filing = parse_xml(text)
    assert dict(filing.xml_extra) == {
        "reportingOwner[1]/reportingOwnerAddress/rptOwnerGoodAddress": "true",
        "issuer/mood": "gay &",
        "issuer/mood/@a": "b",
        "issuer/mood[2]": "sad",
        "nonDerivativeTable/nonDerivativeTransaction[1]/text()": "stray 5,000",
    }
    assert {code for code, _ in said(filing)} == {"element_unknown", "leftover_values"}


@pytest.mark.parametrize(
    "path",
    [
        "reportingOwner/nickname",
        "nonDerivativeTable/total",
        "footnotes/remark",
        "reportingOwner/reportingOwnerId/alias",
    ],
)
def test_an_element_that_the_schema_does_not_have_is_kept(path: str) -> None:
    filing = with_value(path, "Odd")
    assert "Odd" in filing.xml_extra.values()
    assert attrs.evolve(filing, xml_extra={}, diagnostics=(), evidence={}) == attrs.evolve(
        parse_xml(TEXT), diagnostics=(), evidence={}
    )


def test_two_footnotes_of_one_name_are_told() -> None:
    filing = parse_xml(TEXT.replace("</footnotes>", '<footnote id="F1">Sold by hand.</footnote></footnotes>'))
    assert [note.text for note in filing.footnotes] == ["Sold under a plan.", "Sold by hand."]
    assert ("footnote_unmatched", "footnotes") in said(filing)


def test_a_key_that_is_not_made_of_digits_is_given_and_told() -> None:
    filing = with_value("issuer/issuerCik", "00O0123456")
    assert filing.issuer.cik == "00O0123456"
    assert said(filing) == [("value_not_allowed", "issuer.cik")]


def test_an_element_that_stands_twice_counts_once_and_is_told() -> None:
    filing = parse_xml(TEXT.replace("<periodOfReport>", "<periodOfReport>2024-05-05</periodOfReport><periodOfReport>"))
    assert filing.period_of_report == date(2024, 5, 5)
    assert filing.xml_extra == {"periodOfReport[2]": "2024-05-06"}
    assert said(filing) == [("value_ambiguous", "period_of_report")]
    assert filing.evidence["period_of_report"].state == "ambiguous"


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("<noSecuritiesOwned>0</noSecuritiesOwned>", "3"),
        ("<form3HoldingsReported>0</form3HoldingsReported>", "5"),
        ("", "4"),
        ("<documentType>Form 5</documentType>", "5"),
        ("<documentType>345</documentType>", "4"),
        ("<documentType/><dateOfOriginalSubmission>2024-05-01</dateOfOriginalSubmission>", "4/A"),
    ],
)
def test_a_document_that_does_not_say_its_type(given: str, form: str) -> None:
    filing = parse_xml(TEXT.replace("<documentType>4</documentType>", given))
    assert filing.form_type == form
    assert ("form_type_inferred", "form_type") in said(filing)
    assert filing.evidence["form_type"].state == "inferred"


@pytest.mark.parametrize(
    "before",
    [
        "\ufeff",
        '<?xml version="1.0" encoding="UTF-16"?>\n',
        "\n\n <?xml version='1.0'?>",
        "HTTP/1.1 200 OK\n\n",
        "<XML>\n",
        "<!-- <ownershipDocument> -->",
        '<!DOCTYPE ownershipDocument SYSTEM "http://nowhere.example/x.dtd">',
    ],
)
def test_what_stands_before_and_behind_the_document_is_passed_over(before: str) -> None:
    text = f"{before}{TEXT}\n</XML>\n"
    filing = parse_xml(text)
    assert (filing, filing.diagnostics) == (parse_xml(TEXT), ())
    start, end = filing.evidence[SHARES].spans[0]
    assert text[start:end] == "1250"


def test_namespaces_are_passed_over() -> None:
    assert parse_xml(TEXT.replace("<ownershipDocument>", '<ownershipDocument xmlns="urn:x">')) == parse_xml(TEXT)
    named = TEXT.replace("</", "</o:").replace("<", "<o:").replace("<o:/o:", "</o:")
    named = named.replace("<o:ownershipDocument>", '<o:ownershipDocument xmlns:o="urn:x">')
    filing = parse_xml(named)
    assert (filing, filing.diagnostics) == (parse_xml(TEXT), ())
    assert filing.evidence[SHARES].raw == "1250"


BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize("entities", [f'<!ENTITY a "lol">{BOMB}', '<!ENTITY i SYSTEM "file:///etc/hostname">'])
def test_entities_are_not_expanded(entities: str) -> None:
    text = f"<!DOCTYPE x [{entities}]>{document({**SALE, 'remarks': 'REMARK'}).replace('REMARK', 'so: &i;')}"
    filing = parse_xml(text)
    assert filing.remarks == "so: &i;"
    assert said(filing) == [("xml_damaged", "")]


@pytest.mark.parametrize(
    ("written", "meant", "code"),
    [
        ("AT&T", "AT&T", "xml_tolerated"),
        ("a&nbsp;b", "a b", "xml_tolerated"),
        ("a < b", "a < b", "xml_tolerated"),
        ("a\x00b", "ab", "xml_tolerated"),
        ("a\ud800b", "ab", "xml_tolerated"),
        ("a&#0;b", "a&#0;b", "xml_damaged"),
        ("&lt;b&gt; &#38;&#x26; &quot;&apos;", "<b> && \"'", None),
        ("<![CDATA[a <b> & c]]>", "a <b> & c", None),
        ("a<!-- not this -->b", "ab", None),
        ("Caf\u00e9 \u2014 \U0001f600", "Caf\u00e9 \u2014 \U0001f600", None),
    ],
)
def test_text_that_is_not_quite_xml_is_read(written: str, meant: str, code: str | None) -> None:
    filing = parse_xml(document({**SALE, "remarks": "REMARK"}).replace("REMARK", written))
    assert filing.remarks == meant
    assert said(filing) == ([] if code is None else [(code, "")])
    assert filing.non_derivative == parse_xml(TEXT).non_derivative


@pytest.mark.parametrize("length", range(TEXT.index(">") + 1, len(TEXT) - len("</ownershipDocument>") + 1, 7))
def test_a_truncated_document_gives_what_is_there_and_an_error(length: int) -> None:
    whole, cut = dict(iter_paths(parse_xml(TEXT))), parse_xml(TEXT[:length])
    assert [d.code for d in cut.diagnostics if d.severity == "error"] == ["xml_damaged"]
    marked = {d.path for d in cut.diagnostics}
    for path, value in iter_paths(cut):
        assert value is None or value == whole[path] or path in marked, path
    read = [path for path, value in iter_paths(cut) if value is not None and path != "form_type"]
    assert len(read) >= TEXT[:length].count("</") // 3


def test_a_value_that_is_cut_off_is_not_given() -> None:
    cut = parse_xml(TEXT[: TEXT.index("1250") + 2])
    assert cut.non_derivative[0].shares is None  # type: ignore[union-attr]
    assert (cut.evidence[SHARES].raw, cut.evidence[SHARES].state) == ("12", "unreadable")
    assert ("value_unreadable", SHARES) in said(cut)


def test_tags_that_do_not_match_are_an_error_and_leave_the_rest() -> None:
    filing = parse_xml(TEXT.replace("</transactionDate>", ""))
    assert ("xml_damaged", "") in said(filing, "error")
    assert filing.non_derivative[0].security_title == "Common Stock"
    assert [s.name for s in filing.signatures] == ["/s/ Ada R. Quennell"]
    loose = parse_xml(TEXT.replace("<footnotes>", "</deemedExecutionDate><footnotes>"))
    assert (loose, said(loose)) == (parse_xml(TEXT), [("xml_damaged", "")])


def test_an_end_tag_without_its_sign_is_read() -> None:
    filing = parse_xml(TEXT.replace("</securityTitle>", "</securityTitle"))
    assert (filing, said(filing)) == (parse_xml(TEXT), [("xml_tolerated", "")])


def test_several_documents_give_the_first_and_say_so() -> None:
    filing = parse_xml(TEXT + TEXT.replace("1250", "99"))
    assert (filing, said(filing)) == (parse_xml(TEXT), [("several_forms", "")])


@pytest.mark.parametrize("text", ["", "<a/>", "plain text", "<ownershipDocuments/>", "<!-- <ownershipDocument/>"])
def test_what_is_no_ownership_document_is_refused(text: str) -> None:
    with pytest.raises(NotAnOwnershipFormError, match="an element ownershipDocument"):
        parse_xml(text)


def test_what_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError, match=r"parse_xml\(\) takes a str or bytes, not NoneType"):
        parse_xml(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("<ownershipDocument>" + 5_000_000 * " ", "characters"), ("<ownershipDocument>" + 400_000 * "<a>", "tags")],
)
def test_too_large_a_document_is_refused(text: str, unit: str) -> None:
    with pytest.raises(InputTooLargeError, match=unit):
        parse_xml(text)


@pytest.mark.parametrize(
    "text",
    [
        120_000 * "<a>",
        120_000 * "<a>" + 120_000 * "</a>" + "</ownershipDocument>",
        "<" + 400_000 * "a",
        "<a " + 400_000 * "b",
        "<a " + 400_000 * '"',
        300_000 * "<a ",
        60_000 * "<ownershipDocument>",
        "<remarks>" + 300_000 * "&" + "</remarks></ownershipDocument>",
        60_000 * "<a>x</a>" + "</ownershipDocument>",
    ],
    ids=["open", "nested", "name", "attribute", "quotes", "starts", "roots", "references", "unknown"],
)
def test_hostile_documents_are_read_in_time(text: str) -> None:
    assert parse_xml(f"<ownershipDocument>{text}").diagnostics
