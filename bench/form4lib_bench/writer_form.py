"""A filing as the blocks of a page, for the editions EDGAR prints (2003 and later).

The three editions differ in wording, ticks, the address and where things stand; what differs is
data in `Edition`, what is common is code here. The typed edition is `writer_typed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import attrs

from form4lib.records import Filing, Issuer, Relationship, ReportingOwner

from .writer_columns import OWNERS, TABLES, Column, EditionName, TableName
from .writer_page import Box, Boxes, Cell, Grid, Line, Masthead, Notes, Page, Prose, Run, Signed
from .writer_words import (
    BOX_ORDER,
    CLOSING,
    ITEM,
    OMB,
    STATE_NAMES,
    STATEMENT,
    TABLE_TITLES,
    TICK_BOXES,
)

DOLLARS = frozenset({"price_per_share", "conversion_or_exercise_price"})


@attrs.frozen
class Edition:
    """What tells one edition from another."""

    name: EditionName
    tick: tuple[str, str]  # ticked, not ticked
    group_tick: tuple[str, str]
    full_address: bool  # state spelled out, country printed, foreign symbol asked for
    code_suffix: Mapping[str, str]  # the form's number behind the code, on Form 5


VIEWER = Edition("viewer", ("X", ""), ("X", ""), full_address=False, code_suffix={})
REDUCED = Edition("reduced", ("__X__", "_____"), ("_X_", "___"), full_address=False, code_suffix={"5": "4"})
REDUCED_FULL = attrs.evolve(REDUCED, full_address=True)


def form_digit(filing: Filing) -> str:
    """'3', '4' or '5': an amendment prints the same form."""
    return filing.form_type[0]


def us_date(value: date | None) -> str:
    """A date as EDGAR prints it, 05/04/2020."""
    return value.strftime("%m/%d/%Y") if value else ""


def number(value: Decimal) -> str:
    """A number with thousands separated and every digit kept."""
    return f"{value:,f}"


def cell_value(row: object, column: Column) -> str:
    """What a row has for a column, as text; empty when blank or when it stands elsewhere."""
    value = getattr(row, column.field, None)
    if column.side and getattr(row, "acquired_disposed_code", None) != column.side:
        return ""
    if isinstance(value, bool):
        return "V" if value else ""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return us_date(value)
    return str(value or "")


def cell(row: object, column: Column, code_suffix: str = "") -> Cell:
    """One table cell: value, dollar sign, footnote marks."""
    value = cell_value(row, column)
    if column.field == "transaction_code" and value:
        value += "/K" if getattr(row, "equity_swap_involved", False) else code_suffix
    footnotes: Mapping[str, tuple[str, ...]] = getattr(row, "footnotes", {})
    here = not column.side or getattr(row, "acquired_disposed_code", None) == column.side
    marks = tuple(footnotes.get(column.field, ())) if here else ()
    return Cell(value, dollar=column.field in DOLLARS and bool(value), marks=marks)


def _grid(filing: Filing, edition: Edition, table: TableName) -> Grid:
    form = form_digit(filing)
    columns = TABLES[edition.name, form, table]
    suffix = edition.code_suffix.get(form, "")
    rows: tuple[object, ...] = getattr(filing, table)
    return Grid(
        TABLE_TITLES[table, form == "3"],
        columns,
        tuple(tuple(cell(row, column, suffix) for column in columns) for row in rows),
    )


def _labels(*texts: str) -> Line:
    return tuple(Run(text) for text in texts)


def _values(*texts: str | None) -> Line:
    return tuple(Run(text, "value") for text in texts if text)


_RULE: Line = (Run("", "rule"),)


def _viewer_owner(owner: ReportingOwner) -> Box:
    a = owner.address
    return Box(
        (
            _labels("1. Name and Address of Reporting Person*"),
            _values(owner.name),
            _RULE,
            _labels("(Last)", "(First)", "(Middle)"),
            *(_values(street) for street in (a.street1, a.street2) if street),
            _RULE,
            _labels("(Street)"),
            _values(a.city, a.state, a.zip_code),
            _RULE,
            _labels("(City)", "(State)", "(Zip)"),
        )
    )


def _reduced_owner(owner: ReportingOwner) -> Box:
    a = owner.address
    return Box(
        (
            _labels("1. Name and Address of Reporting Person *"),
            _values(owner.name),
            _labels("(Last)", "(First)", "(Middle)"),
            _values(", ".join(s for s in (a.street1, a.street2) if s)),
            _labels("(Street)"),
            _values(f"{a.city}, {a.state} {a.zip_code}"),
            _labels("(City)", "(State)", "(Zip)"),
        )
    )


def _full_owner(owner: ReportingOwner) -> Box:
    a = owner.address
    return Box(
        (
            _labels("1. Name and Address of Reporting Person *"),
            _values(owner.name),
            _labels("(Last)", "(First)", "(Middle)"),
            *(_values(street) for street in (a.street1, a.street2) if street),
            _labels("(Street)"),
            _values(a.city, STATE_NAMES[a.state or ""], a.zip_code),
            _labels("(City)", "(State)", "(Zip/Postal Code)"),
            _values("UNITED STATES"),
            _labels("(Country)"),
        )
    )


def _owner_box(owner: ReportingOwner, edition: Edition) -> Box:
    if edition.name == "viewer":
        return _viewer_owner(owner)
    return _full_owner(owner) if edition.full_address else _reduced_owner(owner)


def _relationship_box(relationship: Relationship, edition: Edition, item: str) -> Box:
    """Box 5 (Form 3: box 4). The viewer has a cell for each tick, the others write it in line."""
    r = relationship
    named = (
        (r.is_director, "Director"),
        (r.is_ten_percent_owner, "10% Owner"),
        (r.is_officer, "Officer (give title below)"),
        (r.is_other, "Other (specify below)"),
    )
    runs: list[Line] = []
    for ticked, label in named:
        mark = edition.tick[0 if ticked else 1]
        if edition.name == "viewer":
            runs.append((Run(mark, "tick"), Run(label)))
        else:
            runs.append((Run(f"{mark} {label}"),))
    lines = [
        _labels(f"{item}. Relationship of Reporting Person(s) to Issuer"),
        _labels("(Check all applicable)"),
        runs[0] + runs[1],
        runs[2] + runs[3],
    ]
    if r.officer_title or r.other_text:
        lines.append(_values(r.officer_title, r.other_text))
    return Box(tuple(lines))


def _issuer_box(issuer: Issuer, edition: Edition, item: str) -> Box:
    bracket = "[ {} ]" if edition.name == "viewer" else "[{}]"
    symbol = bracket.format(issuer.trading_symbol) if issuer.trading_symbol else "[]"
    lines = [
        _labels(f"{item}. Issuer Name and Ticker or Trading Symbol"),
        (Run(f"{issuer.name} {symbol}", "value"),),
    ]
    if edition.full_address:
        lines.append(_labels(f"{item}a. Foreign Trading Symbol"))
        if issuer.foreign_trading_symbol:
            lines.append(_values(f"[{issuer.foreign_trading_symbol}]"))
    return Box(tuple(lines))


def _group_box(filing: Filing, edition: Edition) -> Box:
    several = len(filing.reporting_owners) > 1
    words = ITEM[edition.name]
    form = form_digit(filing)
    one, more = words.get(f"group lines {form}", words["group lines"]).split("|")
    lines = [_labels(words.get(f"group {form}", words["group"]))]
    for ticked, label in ((not several, one), (several, more)):
        mark = edition.group_tick[0 if ticked else 1]
        if edition.name == "viewer":
            lines.append((Run(mark, "tick"), Run(label)))
        else:
            lines.append((Run(f"{mark} {label}"),))
    return Box(tuple(lines))


def _boxes(filing: Filing, edition: Edition) -> Boxes:
    form = form_digit(filing)
    words = ITEM[edition.name]
    relationship_item, issuer_item, amendment_item = ("4", "3", "5") if form == "3" else ("5", "2", "4")
    first = filing.reporting_owners[0]
    boxes = {
        "": Box(),
        "owner": _owner_box(first, edition),
        "issuer": _issuer_box(filing.issuer, edition, issuer_item),
        "relationship": _relationship_box(first.relationship, edition, relationship_item),
        "period": Box((_labels(words["period " + form]), _values(us_date(filing.period_of_report)))),
        "amendment": Box(
            (
                _labels(f"{amendment_item}. {words['amendment']}"),
                _values(us_date(filing.date_of_original_submission)),
            )
        ),
        "group": _group_box(filing, edition),
    }
    return Boxes(tuple(tuple(boxes[name] for name in row) for row in BOX_ORDER[form]))


def _masthead(filing: Filing, edition: Edition) -> Masthead:
    form = form_digit(filing)
    said = {
        "section 16": filing.not_subject_to_section16,
        "form 3": filing.form3_holdings_reported,
        "form 4": filing.form4_transactions_reported,
        "10b5-1": filing.rule_10b5_1,
    }
    wanted = ["section 16"] if form != "3" else []
    wanted += ["form 3", "form 4"] if form == "5" else []
    wanted += ["10b5-1"] if filing.rule_10b5_1 is not None and form != "3" else []
    ticks = tuple((bool(said[key]), TICK_BOXES[edition.name][key]) for key in wanted)
    statement = STATEMENT[form] + (" OF SECURITIES" if edition.name == "reduced" else "")
    title = (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION",
        "Washington, D.C. 20549",
        statement.replace("SECURITIES OF SECURITIES", "SECURITIES"),
        "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934"
        " or Section 30(h) of the Investment Company Act of 1940",
    )
    return Masthead(f"FORM {form}", ticks, title, OMB[form])


def _notes(filing: Filing, mark: str) -> Notes:
    return Notes(tuple((mark.format(note.id), note.text or "") for note in filing.footnotes))


def _signed(filing: Filing, *, each: bool) -> Signed:
    caption = ("** Signature of Reporting Person", "Date")
    pairs = tuple((s.name or "", us_date(s.date)) for s in filing.signatures)
    return Signed(pairs, caption, caption_under_each=each)


def _owner_row(owner: ReportingOwner, edition: Edition) -> tuple[Cell, ...]:
    a, r = owner.address, owner.relationship
    place = (
        (a.city, STATE_NAMES[a.state or ""], a.zip_code, "UNITED STATES")
        if edition.full_address
        else (f"{a.city}, {a.state} {a.zip_code}",)
    )
    lines = [s for s in (owner.name, a.street1, a.street2, *place) if s]
    officer = r.officer_title or ("X" if r.is_officer else "")
    other = r.other_text or ("X" if r.is_other else "")
    ticks = ("X" if r.is_director else "", "X" if r.is_ten_percent_owner else "")
    return tuple(Cell(text) for text in ("\n".join(lines), *ticks, officer, other))


def _no_securities(filing: Filing) -> tuple[Prose, ...]:
    said = filing.no_securities_owned
    return (Prose(("No securities are beneficially owned",)),) if said else ()


def _remarks(filing: Filing) -> tuple[str, ...]:
    return ("Remarks:", filing.remarks) if filing.remarks else ("Remarks:",)


def viewer_page(filing: Filing) -> Page:
    """The page as EDGAR's own viewer prints it."""
    further: Page = ()
    if len(filing.reporting_owners) > 1:  # the first owner is repeated there
        further = tuple(Boxes(((_viewer_owner(o),),)) for o in filing.reporting_owners)
    return (
        Prose((f"SEC Form {form_digit(filing)}",)),
        _masthead(filing, VIEWER),
        _boxes(filing, VIEWER),
        _grid(filing, VIEWER, "non_derivative"),
        _grid(filing, VIEWER, "derivative"),
        *further,
        Prose(("Explanation of Responses:",)),
        *_no_securities(filing),
        _notes(filing, "{}."),
        Prose(_remarks(filing)),
        _signed(filing, each=False),
        Prose(CLOSING["viewer"]),
    )


def reduced_page(filing: Filing, edition: Edition = REDUCED) -> Page:
    """The page of the reduced-content edition, the owners' table and the notes at the end."""
    owners = Grid(
        ("Reporting Owners",),
        OWNERS,
        tuple(_owner_row(owner, edition) for owner in filing.reporting_owners),
    )
    remarks: Page = (Prose(_remarks(filing)),) if filing.remarks else ()
    return (
        _masthead(filing, edition),
        Prose(("(Print or Type Responses)",)),
        _boxes(filing, edition),
        _grid(filing, edition, "non_derivative"),
        Prose(CLOSING["reduced middle"]),
        _grid(filing, edition, "derivative"),
        owners,
        Prose(("Signatures",)),
        _signed(filing, each=True),
        Prose(("Explanation of Responses:",)),
        *_no_securities(filing),
        Notes(
            (
                ("*", CLOSING["reduced star"][0]),
                ("**", CLOSING["reduced star"][1]),
                *_notes(filing, "({})").items,
            )
        ),
        *remarks,
        Prose(CLOSING["reduced"]),
    )
