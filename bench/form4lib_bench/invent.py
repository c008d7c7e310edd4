"""Inventing filings as people file them.

Names, companies and places are invented. Rows follow the sense of the form: the code decides
acquired or disposed, balances add up (and sometimes, as with real filers, do not), what is
indirect says through whom, footnotes are numbered in the order they are cited. The same seed gives
the same filing on every Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from form4lib.records import Address, Filing, FormType, Issuer, Relationship, ReportingOwner, Signature

from . import writer_lexicon as words
from .invent_rows import Era, chance, pick, tables_of
from .writer_words import STATE_NAMES

FIRST_DAY = {"edgar": date(2003, 7, 1), "typed": date(1996, 7, 1)}
LAST_DAY = {"edgar": date(2025, 12, 1), "typed": date(2003, 5, 1)}
PLAN_BOX_SINCE = date(2023, 4, 1)
"""From this day on the form has a box for trading plans under Rule 10b5-1(c)."""


def _issuer(rng: Random) -> Issuer:
    """A company and its ticker."""
    first, second = pick(rng, words.COMPANY_FIRST), pick(rng, words.COMPANY_SECOND)
    name = f"{first} {second} {pick(rng, words.COMPANY_LAST)}"
    symbol = (first[:2] + second[: rng.randint(1, 2)]).upper()
    return Issuer(name=name.upper() if chance(rng, 30) else name, trading_symbol=symbol)


def _address(rng: Random, issuer: Issuer) -> Address:
    """A street in one or two lines, a city, a state, a zip code."""
    street = f"{rng.randint(1, 9999)} {pick(rng, words.STREETS)}"
    first: str | None = None
    if chance(rng, 40):
        first = f"C/O {(issuer.name or '').upper()}"
    second = street.upper() if chance(rng, 60) else street
    zip_code = f"{rng.randint(1001, 99950):05d}"
    if chance(rng, 15):
        zip_code += f"-{rng.randint(1, 9999):04d}"
    return Address(
        street1=first or second,
        street2=second if first else None,
        city=pick(rng, words.CITIES),
        state=pick(rng, sorted(STATE_NAMES)),
        zip_code=zip_code,
    )


def _relationship(rng: Random) -> Relationship:
    """At least one box ticked; an officer has a title, another relation a text."""
    kind = pick(rng, ("director", "officer", "owner", "both", "other"))
    title = pick(rng, words.OFFICER_TITLES)
    return Relationship(
        is_director=kind in ("director", "both"),
        is_officer=kind in ("officer", "both"),
        is_ten_percent_owner=kind == "owner" or chance(rng, 10),
        is_other=kind == "other",
        officer_title=title if kind in ("officer", "both") else None,
        other_text=pick(rng, words.OTHER_RELATIONS) if kind == "other" else None,
    )


def _owner_name(rng: Random) -> str:
    """A person, last name first, or an entity."""
    last = pick(rng, words.LAST_NAMES)
    if chance(rng, 15):
        return f"{last} {pick(rng, words.ENTITY_LAST)}"
    name = f"{last} {pick(rng, words.FIRST_NAMES)}"
    if chance(rng, 50):
        name += f" {pick(rng, 'ABCDEFGHJKLMNPRSTW')}{pick(rng, ('', '.'))}"
    return name.upper() if chance(rng, 40) else name


def _owners(rng: Random, issuer: Issuer, most: int) -> tuple[ReportingOwner, ...]:
    """One owner, seldom more, never two of one name."""
    count = rng.randint(2, most) if most > 1 and chance(rng, 15) else 1
    names: list[str] = []
    while len(names) < count:
        name = _owner_name(rng)
        if name.upper() not in map(str.upper, names):
            names.append(name)
    return tuple(
        ReportingOwner(name=name, address=_address(rng, issuer), relationship=_relationship(rng)) for name in names
    )


def _dates_of(rows: Sequence[object]) -> list[date]:
    return [day for row in rows if (day := getattr(row, "transaction_date", None))]


def invent_filing(
    rng: Random,
    era: Era = "edgar",
    forms: Sequence[str] = ("4", "4", "4", "3", "5"),
    most_rows: int = 4,
    most_owners: int = 3,
) -> Filing:
    """A filing of one of the forms; 'typed' keeps to the years and fields of the typed form."""
    form = pick(rng, forms)
    first = FIRST_DAY[era] + timedelta(days=rng.randint(0, (LAST_DAY[era] - FIRST_DAY[era]).days))
    one, two, notes = tables_of(rng, form, era, first, most_rows)
    issuer = _issuer(rng)
    days = _dates_of((*one, *two)) or [first]
    period = date(max(days).year, 12, 31) if form == "5" else min(days)
    signed = max([*days, period]) + timedelta(days=rng.randint(0, 3))
    amends = chance(rng, 12)
    form_types: dict[tuple[str, bool], FormType] = {
        ("3", False): "3",
        ("4", False): "4",
        ("5", False): "5",
        ("3", True): "3/A",
        ("4", True): "4/A",
        ("5", True): "5/A",
    }
    plan_box = era == "edgar" and form != "3" and signed >= PLAN_BOX_SINCE
    people = _owners(rng, issuer, most_owners if era == "edgar" else 1)
    return Filing(
        form_type=form_types[form, amends],
        period_of_report=period,
        date_of_original_submission=signed if amends else None,
        not_subject_to_section16=form != "3" and chance(rng, 8),
        rule_10b5_1=chance(rng, 25) if plan_box else None,
        no_securities_owned=not one and not two if form == "3" else None,
        form3_holdings_reported=chance(rng, 15) if form == "5" else None,
        form4_transactions_reported=chance(rng, 30) if form == "5" else None,
        issuer=issuer,
        reporting_owners=people,
        non_derivative=one,
        derivative=two,
        footnotes=notes,
        remarks=pick(rng, words.REMARKS) if chance(rng, 20) else None,
        signatures=tuple(Signature(name=pick(rng, words.SIGNATURES), date=signed) for _ in people),
    )
