"""What two filings say differently: a difference each, rows paired by what they say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given

from form4lib import (
    NOT_PRINTED,
    Address,
    Difference,
    Filing,
    Footnote,
    NonDerivativeHolding,
    NonDerivativeTransaction,
    Relationship,
    ReportingOwner,
    Signature,
    Submission,
    correct,
    diff,
    get_path,
    iter_paths,
)
from samples import BARE, FULL, SALE
from support.strategies import SEEDS, filings


def sale(shares: int, following: int, price: str = "17.305") -> NonDerivativeTransaction:
    """One of several sales of a day."""
    return attrs.evolve(
        SALE,
        shares=Decimal(shares),
        shares_owned_following=Decimal(following),
        price_per_share=Decimal(price),
        footnotes={},
    )


DAY = tuple(sale(100 * n, 10_000 - 100 * n, f"17.{n}") for n in range(1, 7))
OF_A_DAY = attrs.evolve(BARE, non_derivative=DAY)


def told(a: Filing, b: Filing) -> list[tuple[str, str | None, str | None]]:
    """The differences, as kind and paths."""
    return [(d.kind, d.path_a, d.path_b) for d in diff(a, b)]


def owner(**address: str) -> Filing:
    """A filing of an owner who lives there."""
    return attrs.evolve(BARE, reporting_owners=(ReportingOwner(name="Quennell Ada R", address=Address(**address)),))


def test_a_filing_says_the_same_as_itself() -> None:
    assert diff(FULL, FULL) == ()
    assert diff(FULL, attrs.evolve(FULL, evidence={}, diagnostics=(), source_text=None)) == ()


def test_a_changed_value() -> None:
    other = correct(FULL, "non_derivative[0].shares", Decimal("1350"))
    (found,) = diff(FULL, other)
    assert found == Difference(
        kind="changed",
        path_a="non_derivative[0].shares",
        path_b="non_derivative[0].shares",
        a=Decimal("1250"),
        b=Decimal("1350"),
    )
    assert str(found) == "non_derivative[0].shares: 1250 -> 1350"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.a = Decimal("1350")  # type: ignore[misc]


@pytest.mark.parametrize(
    ("a", "b", "kind"), [("A remark.", None, "only_in_a"), (None, "A remark.", "only_in_b"), ("A.", "B.", "changed")]
)
def test_a_value_that_only_one_has(a: str | None, b: str | None, kind: str) -> None:
    one, other = attrs.evolve(BARE, remarks=a), attrs.evolve(BARE, remarks=b)
    assert told(one, other) == [(kind, "remarks", "remarks")]
    shown = {
        "only_in_a": "remarks: only in a: 'A remark.'",
        "only_in_b": "remarks: only in b: 'A remark.'",
        "changed": "remarks: 'A.' -> 'B.'",
    }
    assert [str(d) for d in diff(one, other)] == [shown[kind]]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (attrs.evolve(BARE, remarks="Two  words\nand one"), attrs.evolve(BARE, remarks="Two words and one")),
        (attrs.evolve(BARE, rule_10b5_1=None), attrs.evolve(BARE, rule_10b5_1=False)),
        (
            attrs.evolve(BARE, non_derivative=(sale(4000, 1),)),
            attrs.evolve(BARE, non_derivative=(attrs.evolve(sale(4000, 1), shares=Decimal("4000.00")),)),
        ),
        (owner(street1="C/O LARKSPUR", street2="12 MILL LANE"), owner(street1="C/O LARKSPUR, 12 MILL LANE")),
        (owner(state="DE"), owner(state="Delaware")),
        (owner(state="DE"), owner(state="DELAWARE", country="UNITED STATES")),
        (owner(country="X1"), owner(country="United States")),
    ],
)
def test_what_says_the_same(a: Filing, b: Filing) -> None:
    assert diff(a, b) == ()
    assert diff(b, a) == ()


@pytest.mark.parametrize(
    ("a", "b", "field"),
    [
        (owner(state="DE"), owner(state="MD"), "state"),
        (owner(state="A1"), owner(state="BRITISH COLUMBIA, CANADA"), "state"),
        (owner(street1="12 MILL LANE"), owner(street1="12 MILE LANE"), "street1"),
        (owner(country="X0"), owner(country="X1"), "country"),
    ],
)
def test_addresses_that_differ(a: Filing, b: Filing, field: str) -> None:
    path = f"reporting_owners[0].address.{field}"
    assert told(a, b) == [("changed", path, path)]


def test_a_state_is_known_by_the_name_that_the_xml_gives_it() -> None:
    coded = attrs.evolve(
        owner(state="A1"),
        xml_extra={"reportingOwner[1]/reportingOwnerAddress/rptOwnerStateDescription": "BRITISH COLUMBIA, CANADA"},
    )
    assert diff(coded, owner(state="BRITISH COLUMBIA, CANADA"), ignore={"xml_extra"}) == ()


@pytest.mark.parametrize("lost", range(len(DAY)))
def test_a_lost_row_is_one_difference(lost: int) -> None:
    other = attrs.evolve(OF_A_DAY, non_derivative=DAY[:lost] + DAY[lost + 1 :])
    (found,) = diff(OF_A_DAY, other)
    assert (found.kind, found.path_a, found.path_b) == ("only_in_a", f"non_derivative[{lost}]", None)
    assert (found.a, found.b) == (DAY[lost], None)
    assert str(found).startswith(f"non_derivative[{lost}]: only in a: NonDerivativeTransaction(security_title='Common")
    (back,) = diff(other, OF_A_DAY)
    assert (back.kind, back.path_a, back.path_b, back.b) == ("only_in_b", None, f"non_derivative[{lost}]", DAY[lost])


def test_a_row_lost_and_another_changed() -> None:
    changed = attrs.evolve(DAY[4], price_per_share=Decimal("71.5"))
    other = attrs.evolve(OF_A_DAY, non_derivative=(DAY[0], *DAY[2:4], changed, DAY[5]))
    lost, price = diff(OF_A_DAY, other)
    assert (lost.kind, lost.path_a) == ("only_in_a", "non_derivative[1]")
    assert (price.path_a, price.path_b) == ("non_derivative[4].price_per_share", "non_derivative[3].price_per_share")
    assert str(price) == "non_derivative[4].price_per_share (in b: non_derivative[3].price_per_share): 17.5 -> 71.5"


def test_a_row_before_and_a_row_after_do_not_shift_the_others() -> None:
    one = attrs.evolve(BARE, non_derivative=DAY[:3])
    other = attrs.evolve(BARE, non_derivative=DAY[1:4])
    assert told(one, other) == [
        ("only_in_a", "non_derivative[0]", None),
        ("only_in_b", None, "non_derivative[2]"),
    ]


def test_a_transaction_read_as_a_holding() -> None:
    held = NonDerivativeHolding(
        security_title="Common Stock", shares_owned_following=Decimal("48750"), direct_or_indirect="D"
    )
    one = attrs.evolve(BARE, non_derivative=(attrs.evolve(SALE, shares=None, price_per_share=None, footnotes={}),))
    found = diff(one, attrs.evolve(BARE, non_derivative=(held,)))
    assert [str(d) for d in found] == [
        "non_derivative[0]: 'transaction' -> 'holding'",
        "non_derivative[0].transaction_date: only in a: 2021-03-04",
        "non_derivative[0].transaction_code: only in a: 'S'",
        "non_derivative[0].acquired_disposed_code: only in a: 'D'",
    ]
    assert [d.path_b for d in found] == ["non_derivative[0]", None, None, None]


def test_owners_are_paired_by_name_where_they_share_an_address() -> None:
    address = Address(street1="12 MILL LANE", city="DOVER", state="DE", zip_code="19901")
    fund, partner, trust = (ReportingOwner(name=n, address=address) for n in ("Fund LP", "Partner LLC", "Trust"))
    one = attrs.evolve(BARE, reporting_owners=(fund, partner, trust))
    assert told(one, attrs.evolve(BARE, reporting_owners=(fund, trust))) == [("only_in_a", "reporting_owners[1]", None)]


NOTES = (Footnote(id="1", text="A weighted average price."), Footnote(id="2", text="Vests in four years."))
SALE_OF_TWO = attrs.evolve(SALE, footnotes={"shares": ("1",), "price_per_share": ("2",)})


def test_a_new_footnote_in_front_changes_numbers_and_not_what_the_cells_cite() -> None:
    one = attrs.evolve(
        BARE,
        footnotes=NOTES,
        non_derivative=(SALE_OF_TWO, attrs.evolve(SALE_OF_TWO, footnotes={"shares": ("2",)})),
    )
    moved = (Footnote(id="1", text="Held by a trust of which she is trustee."), attrs.evolve(NOTES[0], id="2"))
    other = attrs.evolve(
        one,
        footnotes=(*moved, attrs.evolve(NOTES[1], id="3")),
        non_derivative=(
            attrs.evolve(SALE, footnotes={"shares": ("2",), "price_per_share": ("3",)}),
            attrs.evolve(SALE, footnotes={"shares": ("3", "1")}),
        ),
    )
    assert [str(d) for d in diff(one, other)] == [
        "non_derivative[1].footnotes: {'shares': ('2',)} -> {'shares': ('3', '1')}",
        "footnotes[0]: only in b: Footnote(id='1', text='Held by a trust of which she is trustee.')",
        "footnotes[0].id (in b: footnotes[1].id): '1' -> '2'",
        "footnotes[1].id (in b: footnotes[2].id): '2' -> '3'",
    ]


def test_a_cell_that_cites_another_footnote_of_the_same_number_differs() -> None:
    one = attrs.evolve(BARE, footnotes=NOTES, non_derivative=(SALE_OF_TWO,))
    other = attrs.evolve(one, footnotes=(attrs.evolve(NOTES[1], id="1"), Footnote(id="2", text="Held by a trust.")))
    assert [str(d) for d in diff(one, other)] == [
        "non_derivative[0].footnotes: the same numbers of other footnotes: "
        "{'shares': ('1',), 'price_per_share': ('2',)}",
        "footnotes[0]: only in a: Footnote(id='1', text='A weighted average price.')",
        "footnotes[1].id (in b: footnotes[0].id): '2' -> '1'",
        "footnotes[1]: only in b: Footnote(id='2', text='Held by a trust.')",
    ]


def test_a_garbled_footnote_is_still_the_same_one() -> None:
    one = attrs.evolve(BARE, footnotes=NOTES)
    other = attrs.evolve(BARE, footnotes=(Footnote(id="1", text="A wcightcd avcragc pricc."), NOTES[1]))
    assert told(one, other) == [("changed", "footnotes[0].text", "footnotes[0].text")]


def test_a_submission_that_only_one_has() -> None:
    known = Submission(accession_number="0000000123-21-000004")
    assert told(attrs.evolve(BARE, submission=known), BARE) == [("only_in_a", "submission", "submission")]
    late = attrs.evolve(known, filed_date=date(2021, 3, 9), owner_ciks=("1",))
    assert [str(d) for d in diff(attrs.evolve(BARE, submission=known), attrs.evolve(BARE, submission=late))] == [
        "submission.filed_date: only in b: 2021-03-09",
        "submission.owner_ciks: () -> ('1',)",
    ]


def test_what_is_not_printed_can_be_left_out() -> None:
    printed = attrs.evolve(
        FULL,
        schema_version=None,
        issuer=attrs.evolve(FULL.issuer, cik=None),
        reporting_owners=tuple(attrs.evolve(o, cik=None) for o in FULL.reporting_owners),
        xml_extra={},
        submission=None,
    )
    assert len(diff(FULL, printed)) == 5
    assert diff(FULL, printed, ignore=NOT_PRINTED) == ()


@pytest.mark.parametrize("ignored", ["non_derivative", "non_derivative.shares"])
def test_a_field_to_ignore_is_named_without_numbers(ignored: str) -> None:
    other = correct(FULL, "non_derivative[0].shares", Decimal("1350"))
    assert diff(FULL, other, ignore={ignored}) == ()


def test_what_some_editions_do_not_print_is_compared_where_both_say_it() -> None:
    first = FULL.reporting_owners[0]
    both = attrs.evolve(FULL, reporting_owners=(first, attrs.evolve(first, name="QUENNELL BEATRIX")), rule_10b5_1=True)
    unsaid = attrs.evolve(both.reporting_owners[1], relationship=Relationship())
    printed = attrs.evolve(both, reporting_owners=(first, unsaid), rule_10b5_1=None)
    assert diff(both, printed) != ()
    assert diff(both, printed, ignore=NOT_PRINTED) == ()
    denied = attrs.evolve(printed, rule_10b5_1=False)
    assert [d.path_a for d in diff(both, denied, ignore=NOT_PRINTED)] == ["rule_10b5_1"]
    untold = attrs.evolve(both, reporting_owners=(unsaid, both.reporting_owners[1]))
    assert any(".relationship." in str(d) for d in diff(both, untold, ignore=NOT_PRINTED))


def test_a_country_that_is_not_printed_is_the_united_states() -> None:
    abroad = Address(street1="5 MILL STREET", city="VANCOUVER", state="A1", zip_code="V6E 2K3")
    owner = attrs.evolve(FULL.reporting_owners[0], address=abroad)
    one = attrs.evolve(FULL, reporting_owners=(owner,))
    printed = attrs.evolve(owner, address=attrs.evolve(abroad, country="UNITED STATES"))
    assert diff(one, attrs.evolve(FULL, reporting_owners=(printed,))) == ()


def test_what_is_no_filing() -> None:
    with pytest.raises(TypeError, match="takes two filings, not a dict"):
        diff(FULL, {})  # type: ignore[arg-type]


def test_signatures_are_paired_by_name() -> None:
    names = [Signature(name=n, date=date(2021, 3, 8)) for n in ("/s/ A. Quennell", "/s/ B. Quennell")]
    one = attrs.evolve(BARE, signatures=tuple(names))
    assert told(one, attrs.evolve(BARE, signatures=(names[1],))) == [("only_in_a", "signatures[0]", None)]


def changed(filing: Filing, rng: Random) -> tuple[Filing, str]:
    """The filing with one text changed in a way that leaves no doubt which record it belongs to, and its path."""
    texts = [path for path, value in iter_paths(filing) if isinstance(value, str) and path.endswith(("title", "_name"))]
    path = rng.choice(texts or ["remarks"])
    return correct(filing, path, "Quite another text"), path


@given(filings(), SEEDS)
def test_one_change_is_one_difference_at_its_path(filing: Filing, seed: int) -> None:
    other, path = changed(filing, Random(seed))
    (found,) = diff(filing, other)
    assert (found.path_a, found.path_b) == (path, path)


@given(filings(), filings())
def test_the_values_stand_at_the_paths_and_both_ways_tell_the_same(a: Filing, b: Filing) -> None:
    forth, back = diff(a, b), diff(b, a)
    for found in forth:
        for filing, path, value in ((a, found.path_a, found.a), (b, found.path_b, found.b)):
            if path is not None and value not in ("transaction", "holding"):
                assert get_path(filing, path) == value
    turned: dict[str, Any] = {"changed": "changed", "only_in_a": "only_in_b", "only_in_b": "only_in_a"}
    assert len(forth) == len(back)
    assert sorted(turned[d.kind] for d in forth) == sorted(d.kind for d in back)
