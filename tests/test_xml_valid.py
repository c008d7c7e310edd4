"""Ownership XML of many filings is valid against EDGAR's schema, where there is a copy of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import ownership_schema
from form4lib import XmlOutputError, correct, parse_xml, to_xml
from form4lib.spec.places import COUNTRIES, STATE_CODE_OF, US_STATES
from form4lib_bench.invent import invent_filing


@ownership_schema.needed
def test_invented_filings_are_valid_or_lack_a_price_or_a_date() -> None:
    written = 0
    for seed in range(150):
        filing = invent_filing(Random(seed))
        ciks = [str(i + 1) for i in range(len(filing.reporting_owners))]
        try:
            document = to_xml(filing, issuer_cik="9", owner_ciks=ciks, rule_10b5_1=False, transaction_form_type="5")
        except XmlOutputError as error:
            for path, why in error.problems:
                allowed = ["is missing, and the schema demands", "is not a text of at most"]
                if filing.form_type.startswith("5"):  # the form has no column for V, the invention has
                    allowed.append("reported early")
                assert any(words in why for words in allowed), (path, why)
        else:
            written += 1
            assert ownership_schema.faults(document) == [], seed
    assert written > 75


@ownership_schema.needed
@pytest.mark.parametrize(
    "source", [pytest.param(s, id=s.parent.name) for s in sorted(ownership_schema.CORPUS.glob("dev/*/source.xml"))]
)
def test_filings_of_the_corpus_are_valid_and_come_back(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    filing = parse_xml(text)
    lacking = [fault for fault in ownership_schema.faults(text) if "aff10b5One" not in fault]
    whole = filing if filing.rule_10b5_1 is not None else correct(filing, "rule_10b5_1", False)
    if lacking:
        with pytest.raises(XmlOutputError):
            to_xml(whole)
    else:
        assert ownership_schema.faults(to_xml(whole)) == []
        assert parse_xml(to_xml(whole)) == whole


@ownership_schema.needed
def test_the_codes_of_places_are_those_of_the_schema() -> None:
    assert ownership_schema.codes("rptOwnerState") == US_STATES
    assert ownership_schema.codes("rptOwnerCountry") == COUNTRIES
    assert len(STATE_CODE_OF) == len(US_STATES)
