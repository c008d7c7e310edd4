"""Records are plain, immutable values, and what is beside them takes no part in their equality."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import attrs
import pytest

from form4lib import (
    DerivativeHolding,
    DerivativeTransaction,
    Evidence,
    Filing,
    Issuer,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    Signature,
)
from form4lib._mapping import FrozenMap
from form4lib._shapes import record_classes
from form4lib.evidence import CodeInfo, diagnostic
from samples import BARE, FULL, SALE

ALL_CLASSES = (*record_classes(Filing), CodeInfo)


@pytest.mark.parametrize("cls", ALL_CLASSES, ids=lambda cls: cls.__name__)
def test_every_record_is_frozen_and_slotted(cls: type[attrs.AttrsInstance]) -> None:
    assert not hasattr(cls, "__dict__") or "__dict__" not in dir(cls.__new__(cls))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(cls.__new__(cls), attrs.fields(cls)[0].name, None)


@pytest.mark.parametrize("cls", ALL_CLASSES, ids=lambda cls: cls.__name__)
def test_every_record_is_keyword_only(cls: type[attrs.AttrsInstance]) -> None:
    assert all(field.kw_only for field in attrs.fields(cls))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_filing_survives_pickling_whole(protocol: int) -> None:
    copy = pickle.loads(pickle.dumps(FULL, protocol))
    assert copy == FULL
    assert hash(copy) == hash(FULL)
    assert (copy.evidence, copy.diagnostics, copy.source_text) == (FULL.evidence, FULL.diagnostics, FULL.source_text)


@pytest.mark.parametrize("beside", ["evidence", "diagnostics", "source_text"])
def test_what_stands_beside_takes_no_part_in_equality(beside: str) -> None:
    changed = attrs.evolve(FULL, **{beside: getattr(BARE, beside)})
    assert getattr(changed, beside) != getattr(FULL, beside)
    assert changed == FULL
    assert hash(changed) == hash(FULL)


@pytest.mark.parametrize(
    "change",
    [
        {"form_type": "4"},
        {"issuer": Issuer(name="Another")},
        {"non_derivative": ()},
        {"xml_extra": {}},
        {"remarks": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_reported_decides_equality(change: dict[str, object]) -> None:
    assert attrs.evolve(FULL, **change) != FULL  # type: ignore[arg-type]


def test_a_row_compares_its_footnotes() -> None:
    assert attrs.evolve(SALE, footnotes={"price_per_share": ("1",)}) != SALE
    assert attrs.evolve(SALE, footnotes=dict(SALE.footnotes)) == SALE


def test_equal_amounts_are_equal_however_many_digits_they_print() -> None:
    assert attrs.evolve(SALE, shares=Decimal("1250.00")) == SALE
    assert hash(attrs.evolve(SALE, shares=Decimal("1250.00"))) == hash(SALE)


@pytest.mark.parametrize(
    ("cls", "kind"),
    [
        (NonDerivativeTransaction, "transaction"),
        (DerivativeTransaction, "transaction"),
        (NonDerivativeHolding, "holding"),
        (DerivativeHolding, "holding"),
    ],
)
def test_the_kind_of_a_row_cannot_be_changed(cls: type[NonDerivativeTransaction], kind: str) -> None:
    row = cls()
    assert row.kind == kind
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        row.kind = "transaction"  # type: ignore[misc]


def test_a_transaction_never_equals_a_holding() -> None:
    rows: set[object] = {NonDerivativeTransaction(), NonDerivativeHolding(), DerivativeHolding()}
    assert len(rows) == 3


def test_what_is_not_known_is_none_or_empty() -> None:
    assert BARE.period_of_report is None
    assert BARE.issuer == Issuer(name=None, trading_symbol=None, foreign_trading_symbol=None, cik=None)
    assert (BARE.reporting_owners, BARE.non_derivative, BARE.derivative, BARE.footnotes) == ((), (), (), ())
    assert BARE.rule_10b5_1 is None


def test_the_repr_of_a_filing_names_what_one_looks_for() -> None:
    assert repr(FULL) == (
        "<Filing Form 4/A, 2021-03-04, Larkspur Instruments, Inc. [LKSP], Quennell Ada R and 1 more, "
        "2 + 2 rows, needs review>"
    )


def test_the_repr_of_a_row_leaves_out_what_was_not_reported() -> None:
    row = NonDerivativeHolding(security_title="Common Stock", shares_owned_following=Decimal("300"))
    assert repr(row) == "NonDerivativeHolding(security_title='Common Stock', shares_owned_following=Decimal('300'))"
    assert repr(Signature(name="/s/ A", date=date(2021, 3, 8))) == (
        "Signature(name='/s/ A', date=datetime.date(2021, 3, 8))"
    )


SURE = Evidence(confidence=0.9)
UNSURE = Evidence(confidence=0.89)


@pytest.mark.parametrize(
    "path",
    [
        "period_of_report",
        "issuer.name",
        "reporting_owners[1].name",
        "reporting_owners[0].relationship.is_officer",
        "non_derivative[12].shares",
        "non_derivative[0].transaction_total_value",
        "derivative[0].underlying_security_shares",
        "derivative[3]",
    ],
)
def test_doubt_of_a_core_value_asks_for_review(path: str) -> None:
    assert attrs.evolve(BARE, evidence={path: UNSURE}).needs_review
    assert not attrs.evolve(BARE, evidence={path: SURE}).needs_review


@pytest.mark.parametrize(
    "path",
    ["remarks", "footnotes[0].text", "signatures[0].name", "reporting_owners[0].address.city", "derivative[0].kind"],
)
def test_doubt_of_another_value_does_not(path: str) -> None:
    assert not attrs.evolve(BARE, evidence={path: UNSURE}).needs_review


@pytest.mark.parametrize(
    ("evidence", "review"),
    [
        (Evidence(state="ambiguous"), True),
        (Evidence(state="unreadable"), True),
        (Evidence(state="blank"), False),
        (Evidence(state="corrected"), False),
        (Evidence(state="repaired", confidence=0.95), False),
    ],
)
def test_some_states_are_doubts_by_themselves(evidence: Evidence, review: bool) -> None:
    assert attrs.evolve(BARE, evidence={"issuer.name": evidence}).needs_review is review


@pytest.mark.parametrize(("code", "review"), [("label_fuzzy", False), ("table_incomplete", True)])
def test_a_warning_asks_for_review_and_an_info_does_not(code: str, review: bool) -> None:
    assert attrs.evolve(BARE, diagnostics=(diagnostic(code, "said"),)).needs_review is review


def test_a_diagnostic_has_the_severity_of_its_code() -> None:
    assert diagnostic("label_fuzzy", "said").severity == "info"
    assert diagnostic("row_doubtful", "said").severity == "warning"
    with pytest.raises(KeyError):
        diagnostic("no_such_code", "said")


class TestFrozenMap:
    """The mapping that records are made with."""

    def test_equals_any_mapping_with_the_same_items(self) -> None:
        assert FrozenMap({"a": 1, "b": 2}) == FrozenMap([("b", 2), ("a", 1)]) == {"a": 1, "b": 2}
        assert FrozenMap({"a": 1}) != FrozenMap({"a": 2})

    def test_hash_does_not_depend_on_order(self) -> None:
        assert hash(FrozenMap({"a": 1, "b": 2})) == hash(FrozenMap({"b": 2, "a": 1}))

    def test_keeps_its_order(self) -> None:
        assert list(FrozenMap([("b", 2), ("a", 1)])) == ["b", "a"]

    def test_does_not_change_with_what_it_was_made_of(self) -> None:
        source = {"a": 1}
        frozen = FrozenMap(source)
        source["a"] = 2
        assert frozen["a"] == 1

    def test_cannot_be_changed(self) -> None:
        frozen = FrozenMap({"a": 1})
        with pytest.raises(TypeError):
            frozen["a"] = 2  # type: ignore[index]
        with pytest.raises(AttributeError):
            frozen._items = {}
        with pytest.raises(AttributeError):
            del frozen._items
        assert frozen == {"a": 1}

    def test_pickles(self) -> None:
        frozen = FrozenMap({"b": ("1",), "a": ()})
        copy = pickle.loads(pickle.dumps(frozen))
        assert (copy, list(copy), type(copy)) == (frozen, ["b", "a"], FrozenMap)
