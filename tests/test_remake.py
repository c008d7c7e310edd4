"""Pages made anew: other values, drawn where the evidence says that they stand, and a truth that says the same."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from form4lib_bench.invent import invent_filing
from form4lib_bench.writer import layout_named, print_filing

pytest.importorskip("numpy", reason="numpy is not installed: no model is fitted")

from remake_page import IN_TRUTH, TABLES, Base, Remade, pool_of, printed

from form4lib import parse_text, to_dict

SEEDS = range(12)


def _in_truth(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a record in the shape of the corpus' truth."""
    own = {IN_TRUTH.get(key, key): value for key, value in row.items()}
    sides = {"acquired_disposed": row.get("acquired_disposed_code"), "ownership": row["direct_or_indirect"]}
    absent = dict.fromkeys(("shares", "price", "transaction_date", "underlying_title"))
    return {**absent, **own, **sides}


def _base(seed: int) -> Base:
    text = print_filing(invent_filing(Random(seed)), layout_named("html/viewer"))
    parsed = to_dict(parse_text(text))
    owners = [
        {
            "name": owner["name"],
            "officer_title": owner["relationship"]["officer_title"],
            "zip": owner["address"]["zip_code"],
            **{key: owner["address"][key] for key in ("street1", "street2", "city", "state")},
        }
        for owner in parsed["reporting_owners"]
    ]
    truth = {
        "issuer_name": parsed["issuer"]["name"],
        "issuer_ticker": parsed["issuer"]["trading_symbol"],
        "period_of_report": parsed["period_of_report"],
        "owners": owners,
        "signatures": parsed["signatures"],
        **{table: [_in_truth(row) for row in parsed[table]] for table in TABLES},
    }
    return Base(text, truth, parsed)


def _made(seed: int) -> tuple[str, dict[str, Any]]:
    base, others = _base(seed), [_base(other).truth for other in SEEDS]
    return Remade(base, pool_of(others), Random(seed), addresses=False).make()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_page_made_anew_says_what_its_truth_says(seed: int) -> None:
    page, truth = _made(seed)
    parsed = to_dict(parse_text(page))
    assert (parsed["issuer"]["name"], parsed["period_of_report"]) == (truth["issuer_name"], truth["period_of_report"])
    assert [o["name"] for o in parsed["reporting_owners"]] == [o["name"] for o in truth["owners"]]
    for table in TABLES:
        amounts = [(r["security_title"], _number(r["shares"]), _number(r["owned_following"])) for r in truth[table]]
        assert amounts == [
            (r["security_title"], _number(r.get("shares")), _number(r["shares_owned_following"])) for r in parsed[table]
        ]


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def test_pages_made_anew_have_other_values_and_other_rows() -> None:
    rows = [(len(_made(seed)[1][table]), len(_base(seed).truth[table])) for seed in SEEDS for table in TABLES]
    assert any(new > old for new, old in rows)
    assert any(new < old for new, old in rows)
    assert sum(_made(seed)[1]["period_of_report"] != _base(seed).truth["period_of_report"] for seed in SEEDS) > 6
    assert _made(3) == _made(3)


@pytest.mark.parametrize(
    ("value", "like", "wanted"),
    [("12345", "1,000", "12,345"), ("12345", "1000", "12345"), ("0.5", "17.305", "0.500"), ("1234", "96", "1,234")],
)
def test_amounts_are_printed_in_the_manner_of_the_page(value: str, like: str, wanted: str) -> None:
    assert printed(Decimal(value), like) == wanted
