"""Hypothesis strategies for filings as people file them.

Names, companies and places are invented. Rows follow the sense of the form: the code decides
acquired or disposed, balances add up (and sometimes, as with real filers, do not), what is
indirect says through whom, footnotes are numbered in the order they are cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from form4lib.records import Address, Filing, FormType, Issuer, Relationship, ReportingOwner, Signature

from . import writer_lexicon as words
from .strategies_rows import Draw, Era, chance, pick, tables_of
from .writer_words import STATE_NAMES

FIRST_DAY = {"edgar": date(2003, 7, 1), "typed": date(1996, 7, 1)}
LAST_DAY = {"edgar": date(2025, 12, 1), "typed": date(2003, 5, 1)}
PLAN_BOX_SINCE = date(2023, 4, 1)
"""From this day on the form has a box for trading plans under Rule 10b5-1(c)."""


@st.composite
def issuers(draw: Draw) -> Issuer:
    """A company and its ticker."""
    first, second = pick(draw, words.COMPANY_FIRST), pick(draw, words.COMPANY_SECOND)
    name = f"{first} {second} {pick(draw, words.COMPANY_LAST)}"
    symbol = (first[:2] + second[: draw(st.integers(1, 2))]).upper()
    return Issuer(name=name.upper() if chance(draw, 30) else name, trading_symbol=symbol)


@st.composite
def addresses(draw: Draw, issuer: Issuer) -> Address:
    """A street in one or two lines, a city, a state, a zip code."""
    street = f"{draw(st.integers(1, 9999))} {pick(draw, words.STREETS)}"
    first: str | None = None
    if chance(draw, 40):
        first = f"C/O {(issuer.name or '').upper()}"
    second = street.upper() if chance(draw, 60) else street
    zip_code = f"{draw(st.integers(1001, 99950)):05d}"
    if chance(draw, 15):
        zip_code += f"-{draw(st.integers(1, 9999)):04d}"
    return Address(
        street1=first or second,
        street2=second if first else None,
        city=pick(draw, words.CITIES),
        state=pick(draw, sorted(STATE_NAMES)),
        zip_code=zip_code,
    )


@st.composite
def relationships(draw: Draw) -> Relationship:
    """At least one box ticked; an officer has a title, another relation a text."""
    kind = pick(draw, ("director", "officer", "owner", "both", "other"))
    title = pick(draw, words.OFFICER_TITLES)
    return Relationship(
        is_director=kind in ("director", "both"),
        is_officer=kind in ("officer", "both"),
        is_ten_percent_owner=kind == "owner" or chance(draw, 10),
        is_other=kind == "other",
        officer_title=title if kind in ("officer", "both") else None,
        other_text=pick(draw, words.OTHER_RELATIONS) if kind == "other" else None,
    )


@st.composite
def owner_names(draw: Draw) -> str:
    """A person, last name first, or an entity."""
    last = pick(draw, words.LAST_NAMES)
    if chance(draw, 15):
        return f"{last} {pick(draw, words.ENTITY_LAST)}"
    name = f"{last} {pick(draw, words.FIRST_NAMES)}"
    if chance(draw, 50):
        name += f" {pick(draw, 'ABCDEFGHJKLMNPRSTW')}{pick(draw, ('', '.'))}"
    return name.upper() if chance(draw, 40) else name


@st.composite
def owners(draw: Draw, issuer: Issuer, most: int) -> tuple[ReportingOwner, ...]:
    """One owner, seldom more, never two of one name."""
    count = draw(st.integers(2, most)) if most > 1 and chance(draw, 15) else 1
    names = draw(st.lists(owner_names(), min_size=count, max_size=count, unique_by=str.upper))
    return tuple(
        ReportingOwner(name=name, address=draw(addresses(issuer)), relationship=draw(relationships())) for name in names
    )


def _dates_of(rows: Sequence[object]) -> list[date]:
    return [day for row in rows if (day := getattr(row, "transaction_date", None))]


@st.composite
def filings(
    draw: Draw,
    era: Era = "edgar",
    forms: Sequence[str] = ("4", "4", "4", "3", "5"),
    most_rows: int = 4,
    most_owners: int = 3,
) -> Filing:
    """A filing of one of the forms; 'typed' keeps to the years and fields of the typed form."""
    form = pick(draw, forms)
    first = draw(st.dates(FIRST_DAY[era], LAST_DAY[era]))
    one, two, notes = draw(tables_of(form, era, first, most_rows))
    issuer = draw(issuers())
    days = _dates_of((*one, *two)) or [first]
    period = date(max(days).year, 12, 31) if form == "5" else min(days)
    signed = max([*days, period]) + timedelta(days=draw(st.integers(0, 3)))
    amends = chance(draw, 12)
    form_types: dict[tuple[str, bool], FormType] = {
        ("3", False): "3",
        ("4", False): "4",
        ("5", False): "5",
        ("3", True): "3/A",
        ("4", True): "4/A",
        ("5", True): "5/A",
    }
    plan_box = era == "edgar" and form != "3" and signed >= PLAN_BOX_SINCE
    people = draw(owners(issuer, most_owners if era == "edgar" else 1))
    return Filing(
        form_type=form_types[form, amends],
        period_of_report=period,
        date_of_original_submission=signed if amends else None,
        not_subject_to_section16=form != "3" and chance(draw, 8),
        rule_10b5_1=chance(draw, 25) if plan_box else None,
        no_securities_owned=not one and not two if form == "3" else None,
        form3_holdings_reported=chance(draw, 15) if form == "5" else None,
        form4_transactions_reported=chance(draw, 30) if form == "5" else None,
        issuer=issuer,
        reporting_owners=people,
        non_derivative=one,
        derivative=two,
        footnotes=notes,
        remarks=pick(draw, words.REMARKS) if chance(draw, 20) else None,
        signatures=tuple(Signature(name=pick(draw, words.SIGNATURES), date=signed) for _ in people),
    )
