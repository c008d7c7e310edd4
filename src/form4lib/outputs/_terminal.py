"""A filing for a reader at a terminal.

Contract: plain text, no wider than asked for; every value in doubt has a `?` behind it (a `?` alone
where none could be given), the footnotes that a cell cites stand in brackets behind its value, and
every diagnostic is listed at the end. A table too wide to stand with its rows below each other
stands with its rows side by side. Colour, where it is asked for, repeats what the marks say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from .._paths import iter_paths
from .._review import doubtful_paths
from ..records import DerivativeRow, Filing, NonDerivativeRow
from ._doubts import worded
from ._grid import Column, fits, grid, wrap
from ._ink import BAD, DOUBT, GOOD, QUIET, STRONG, dried, inked

_SEVERITIES = {"info": GOOD, "warning": DOUBT, "error": BAD}
LEGEND = "? in doubt: check it against the form.  (1) see footnote 1."


@attrs.frozen
class _Shown:
    """A field of a row, the heading it is shown under, and whether it is US dollars."""

    heading: str
    field: str
    money: bool = False


_CODED = (
    _Shown("Date", "transaction_date"),
    _Shown("Deemed executed", "deemed_execution_date"),
    _Shown("Code", "transaction_code"),
    _Shown("Swap", "equity_swap_involved"),
    _Shown("V", "is_voluntary"),
    _Shown("A/D", "acquired_disposed_code"),
    _Shown("Shares", "shares"),
    _Shown("Value", "transaction_total_value", money=True),
    _Shown("Price", "price_per_share", money=True),
)
_OWNED = (
    _Shown("Owned after", "shares_owned_following"),
    _Shown("Value owned", "value_owned_following", money=True),
    _Shown("D/I", "direct_or_indirect"),
    _Shown("Nature", "nature_of_ownership"),
)
_NON_DERIVATIVE = (_Shown("Security", "security_title"), *_CODED, *_OWNED)
_DERIVATIVE = (
    _Shown("Security", "security_title"),
    _Shown("Exercise price", "conversion_or_exercise_price", money=True),
    *_CODED,
    _Shown("Exercisable", "exercise_date"),
    _Shown("Expires", "expiration_date"),
    _Shown("Underlying", "underlying_security_title"),
    _Shown("Underlying shares", "underlying_security_shares"),
    _Shown("Underlying value", "underlying_security_value", money=True),
    *_OWNED,
)

_HEADING = (
    ("Issuer", "issuer.name"),
    ("Trading symbol", "issuer.trading_symbol"),
    ("Foreign symbol", "issuer.foreign_trading_symbol"),
    ("Period of report", "period_of_report"),
    ("Original filing", "date_of_original_submission"),
    ("Left Section 16", "not_subject_to_section16"),
    ("Rule 10b5-1 plan", "rule_10b5_1"),
    ("No securities owned", "no_securities_owned"),
    ("Form 3 holdings", "form3_holdings_reported"),
    ("Form 4 trades", "form4_transactions_reported"),
)
_OWNER = (
    ("Reporting owner", ("name",)),
    ("  address", tuple(f"address.{f}" for f in ("street1", "street2", "city", "state", "zip_code", "country"))),
    ("  director", ("relationship.is_director",)),
    ("  10% owner", ("relationship.is_ten_percent_owner",)),
    ("  officer", ("relationship.is_officer", "relationship.officer_title")),
    ("  other", ("relationship.is_other", "relationship.other_text")),
)
_LABEL_WIDTH = 2 + max(len(label) for label, _ in _HEADING)


def render(filing: Filing, width: int, *, colour: bool = False) -> str:
    """The filing as lines of at most `width` characters, each ended by a newline."""
    page = _Page(dict(iter_paths(filing)), frozenset(doubtful_paths(filing)), width, colour)
    lines = [page.marked(page.in_ink(f"Form {filing.form_type}", STRONG), "form_type")]
    lines += page.heading(len(filing.reporting_owners))
    lines += page.table("Table I: non-derivative securities", "non_derivative", filing.non_derivative, _NON_DERIVATIVE)
    lines += page.table("Table II: derivative securities", "derivative", filing.derivative, _DERIVATIVE)
    lines += page.notes(filing)
    lines += page.diagnostics(filing)
    text = "".join(f"{line}\n" for line in lines)
    return dried(text) if colour else text


def plain(value: object, *, money: bool = False) -> str:
    """A value as a reader writes it, on one line."""
    return _one_line(worded(value, money=money))


def _one_line(text: str) -> str:
    """The text without line breaks and without what would steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@attrs.frozen
class _Page:
    """What every part of the page is written from: values by path, what is in doubt, the width."""

    values: dict[str, object]
    doubtful: frozenset[str]
    width: int
    colour: bool

    def in_ink(self, text: str, ink: int) -> str:
        """The text in an ink, where there is colour."""
        return inked(text, ink) if self.colour else text

    def marked(self, text: str, path: str) -> str:
        """The text, with a `?` behind it where its path is in doubt."""
        return self.in_ink(f"{text}?", DOUBT) if path in self.doubtful else text

    def shown(self, path: str) -> str:
        """The value at a path, marked; a box that is not ticked and not in doubt shows nothing."""
        value = self.values.get(path)
        return self.marked("" if value is False and path not in self.doubtful else plain(value), path)

    def fact(self, label: str, text: str) -> list[str]:
        """A line of the heading, wrapped below itself; nothing where there is nothing to say."""
        return wrap(text, self.width, self.in_ink(label.ljust(_LABEL_WIDTH), QUIET), " " * _LABEL_WIDTH)

    def heading(self, owners: int) -> Iterator[str]:
        for label, path in _HEADING:
            yield from self.fact(label, self.shown(path))
        for i in range(owners):
            for label, fields in _OWNER:
                parts = [self.shown(f"reporting_owners[{i}].{field}") for field in fields]
                yield from self.fact(label, ", ".join(part for part in parts if part))

    def table(
        self,
        title: str,
        name: str,
        rows: Sequence[NonDerivativeRow | DerivativeRow],
        shown: Sequence[_Shown],
    ) -> Iterator[str]:
        yield ""
        yield self.marked(self.in_ink(title if rows else f"{title}: none", STRONG if rows else QUIET), name)
        if not rows:
            return
        numbers = tuple(self.marked(str(i), f"{name}[{i}]") for i in range(len(rows)))
        columns = [Column("#", numbers)]
        for column in shown:
            cells = tuple(self.cell(f"{name}[{i}]", row, column) for i, row in enumerate(rows))
            if any(cells):
                numeric = any(isinstance(getattr(row, column.field, None), Decimal) for row in rows)
                columns.append(Column(column.heading, cells, to_the_right=numeric))
        yield from grid(columns, self.width) if fits(columns, self.width) else self.turned(columns)

    def cell(self, row_path: str, row: NonDerivativeRow | DerivativeRow, column: _Shown) -> str:
        path = f"{row_path}.{column.field}"
        value = getattr(row, column.field, None)
        text = self.marked("" if value is False else plain(value, money=column.money), path)
        notes = ",".join(row.footnotes.get(column.field, ()))
        return f"{text} ({notes})".strip() if notes else text

    def turned(self, columns: Sequence[Column]) -> Iterator[str]:
        """The table with a row in each column, as many side by side as fit."""
        labels = Column("", tuple(c.heading for c in columns[1:]))
        rows = [
            Column(f"row {number}", tuple(c.cells[i] for c in columns[1:])) for i, number in enumerate(columns[0].cells)
        ]
        while rows:
            count = len(rows)
            while count > 1 and not fits([labels, *rows[:count]], self.width):
                count -= 1
            yield from grid([labels, *rows[:count]], self.width)
            rows = rows[count:]
            if rows:
                yield ""

    def notes(self, filing: Filing) -> Iterator[str]:
        if filing.footnotes:
            yield ""
        for i, note in enumerate(filing.footnotes):
            text = f"({note.id}) {self.shown(f'footnotes[{i}].text')}"
            yield from wrap(text, self.width, rest="    ")
        remarks = self.shown("remarks")
        if remarks:
            yield ""
            yield from self.fact("Remarks", remarks)
        if filing.signatures:
            yield ""
        for i in range(len(filing.signatures)):
            parts = [self.shown(f"signatures[{i}].{field}") for field in ("name", "date")]
            yield from self.fact("Signature", ", ".join(part for part in parts if part))

    def diagnostics(self, filing: Filing) -> Iterator[str]:
        if self.doubtful:
            yield ""
            yield from wrap(self.in_ink(LEGEND, QUIET), self.width)
        if filing.diagnostics:
            yield ""
        for d in filing.diagnostics:
            severity = self.in_ink(d.severity, _SEVERITIES[d.severity])
            text = f"{severity}: {d.path or 'filing'}: {_one_line(d.message)} [{d.code}]"
            yield from wrap(text, self.width, rest="    ")
