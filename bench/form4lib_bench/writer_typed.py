"""The typed form of 1996 to 2003: seven items, then tables drawn with `|` or by spaces alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Literal

import attrs

from form4lib.records import Filing

from .writer_columns import TABLES, Column, TableName
from .writer_form import cell, form_digit
from .writer_page import CellStyle
from .writer_words import STATEMENT, TYPED_ITEMS, TYPED_SECTION_16, TYPED_TITLES

_WIDTH = 131
_NOTE_WIDTH = 78


@attrs.frozen
class TypedStyle:
    """How one typist drew the tables and wrote dates."""

    separator: Literal["|", " "]
    day: Callable[[date], str]
    cut_words: bool  # a cell fills its column to the last character, wherever a word ends


def short_date(day: date) -> str:
    """2/7/00"""
    return f"{day.month}/{day.day}/{day:%y}"


def long_date(day: date) -> str:
    """02/07/2000"""
    return f"{day:%m/%d/%Y}"


DRAWN = TypedStyle("|", short_date, cut_words=True)
SPACED = TypedStyle(" ", long_date, cut_words=False)


def _day(value: date | None, style: TypedStyle) -> str:
    return style.day(value) if value else ""


def _cell_lines(text: str, width: int, style: TypedStyle) -> list[str]:
    if style.cut_words:
        return [text[i : i + width] for i in range(0, len(text), width)]
    return wrap(text, width, break_long_words=True, break_on_hyphens=False)


def _drawn_row(cells: list[list[str]], columns: tuple[Column, ...], separator: str) -> list[str]:
    lines = []
    for y in range(max((len(c) for c in cells), default=0)):
        parts = [(c[y] if y < len(c) else "").ljust(column.width) for c, column in zip(cells, columns, strict=True)]
        lines.append((separator.join(parts) + separator).rstrip(" "))
    return lines


def _cell_text(row: object, column: Column, style: TypedStyle) -> str:
    value = getattr(row, column.field, None)
    printed = cell(row, column)
    if isinstance(value, date):
        printed = attrs.evolve(printed, value=style.day(value))
    return CellStyle().text(printed)


def _wide_enough(column: Column, rows: tuple[object, ...], style: TypedStyle) -> Column:
    """A typist may cut a word, but never a number: its column is made wider."""
    numbers = [_cell_text(row, column, style) for row in rows if isinstance(getattr(row, column.field, None), Decimal)]
    return attrs.evolve(column, width=max(column.width, *map(len, ("", *numbers))))


def _table(filing: Filing, table: TableName, style: TypedStyle) -> list[str]:
    form = form_digit(filing)
    rows: tuple[object, ...] = getattr(filing, table)
    columns = tuple(_wide_enough(column, rows, style) for column in TABLES["typed", form, table])
    rule = "_" * _WIDTH
    after = "_" * sum(c.width + 1 for c in columns) + "|" if style.separator == "|" else ""
    heads = [wrap(c.head, c.width, break_on_hyphens=False) for c in columns]
    ruler = "".join(("<S>" if i == 0 else "<C>").ljust(c.width + 1) for i, c in enumerate(columns))
    lines = ["<TABLE>", "<CAPTION>", rule, " " + TYPED_TITLES[table, form == "3"], rule]
    lines += _drawn_row(heads, columns, style.separator)
    lines += [after] if after else []
    lines += [ruler.rstrip(), rule]
    for row in rows:
        cells = [_cell_lines(_cell_text(row, c, style), c.width, style) for c in columns]
        lines += [*_drawn_row(cells, columns, style.separator), after]
    return [*lines, "</TABLE>"]


def _tick(ticked: object) -> str:
    return "(X)" if ticked else "( )"


def _indented(*texts: str | None) -> list[str]:
    return ["   " + text for text in texts if text]


def _items(filing: Filing, style: TypedStyle) -> list[str]:
    """Items 1 to 7 of the heading, in the order this form numbers them."""
    owner = filing.reporting_owners[0]
    a, r = owner.address, owner.relationship
    relationship = (
        f"   {_tick(r.is_director)} Director {_tick(r.is_ten_percent_owner)} 10% Owner"
        f" {_tick(r.is_officer)} Officer (give title below) {_tick(r.is_other)} Other"
    )
    several = len(filing.reporting_owners) > 1
    answers = {
        "owner": _indented(owner.name, a.street1, a.street2, f"{a.city}, {a.state}  {a.zip_code}"),
        "issuer": _indented(filing.issuer.name, filing.issuer.trading_symbol),
        "number": [""],
        "period": _indented(_day(filing.period_of_report, style)),
        "amendment": [*_indented(_day(filing.date_of_original_submission, style)), ""],
        "relationship": [
            relationship,
            "   (specify below)",
            *_indented(r.officer_title or r.other_text),
        ],
        "group": [
            f"   {_tick(not several)} Form filed by One Reporting Person",
            f"   {_tick(several)} Form filed by More than One Reporting Person",
        ],
    }
    lines = []
    for name, label in TYPED_ITEMS[form_digit(filing)]:
        lines += [label, *answers[name]]
    return lines


def _top(filing: Filing) -> list[str]:
    form = form_digit(filing)
    lines = [
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION",
        "WASHINGTON, D.C. 20549",
        f"FORM {form}",
        STATEMENT[form],
    ]
    if form != "3":
        lines += [f"{_tick(filing.not_subject_to_section16)} {TYPED_SECTION_16[0]}"]
        lines += TYPED_SECTION_16[1:]
    if form == "5":
        lines += [
            f"{_tick(filing.form3_holdings_reported)} Form 3 Holdings Reported",
            f"{_tick(filing.form4_transactions_reported)} Form 4 Transactions Reported",
        ]
    return lines


def _bottom(filing: Filing, style: TypedStyle) -> list[str]:
    lines = ["Explanation of Responses:"]
    if filing.no_securities_owned:
        lines.append("No securities are beneficially owned.")
    for note in filing.footnotes:
        lines += wrap(f"({note.id}) {note.text}", _NOTE_WIDTH, break_on_hyphens=False)
    if filing.remarks:
        lines += ["Remarks:", *wrap(filing.remarks, _NOTE_WIDTH, break_on_hyphens=False)]
    signature = filing.signatures[0]
    lines += ["SIGNATURE OF REPORTING PERSON", f"  {signature.name}"]
    return [*lines, "DATE", f"  {_day(signature.date, style)}"]


def _print(filing: Filing, style: TypedStyle) -> str:
    lines = [
        *_top(filing),
        *_items(filing, style),
        *_table(filing, "non_derivative", style),
        *_table(filing, "derivative", style),
        *_bottom(filing, style),
    ]
    return "\n".join(lines) + "\n"


def typed_drawn(filing: Filing) -> str:
    """Columns ruled with `|`, words cut at the column's edge, dates as 2/7/00."""
    return _print(filing, DRAWN)


def typed_spaced(filing: Filing) -> str:
    """Columns by spaces alone, words kept whole where they fit, dates as 02/07/2000."""
    return _print(filing, SPACED)
