"""A filing as a card in a notebook.

Contract: a fragment of HTML with its own style and no script; it reads well on a light page and on a dark one, takes
nothing from the network, and holds the filing's text as text. Tables have the form's columns, those without any value
left out. A value in doubt is tinted, has a `?` behind it and says why on hover; one that was repaired, inferred or
corrected is underlined, and a footnote's mark shows the footnote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files

import attrs

from .._paths import iter_paths
from ..records import Filing, ReportingOwner
from ..spec.printed import TABLES, Box
from ._doubts import Doubts, doubts_of, worded
from ._escape import attribute, text_html

_ROWS = 60
"""So many rows of a table are shown; the rest are counted."""
_SHORT = 2
"""Letters of a code; what is longer may be broken into lines."""
_NOT_SHOWN = frozenset({"equity_swap_involved", "is_voluntary"})
"""Boxes that show nothing where they are not ticked."""


def card(filing: Filing) -> str:
    """The filing as HTML for a notebook."""
    page = _Card(filing, dict(iter_paths(filing)), doubts_of(filing), {n.id: n.text or "" for n in filing.footnotes})
    style = files(__package__).joinpath("card.css").read_text(encoding="utf-8")
    return f'<div class="form4lib"><style>{style}</style>{"".join(page.parts())}</div>'


@attrs.frozen
class _Card:
    """What every part of the card is written from."""

    filing: Filing
    values: dict[str, object]
    doubts: Doubts
    notes: dict[str, str]

    def parts(self) -> Iterator[str]:
        filing = self.filing
        yield f'<p class="title">Form {self.value("form_type")} {self.value("issuer.name")} '
        yield f'<span class="symbol">{self.value("issuer.trading_symbol")}</span></p>'
        yield f'<p class="facts">{"".join(self.facts())}</p>'
        for name, title, columns in TABLES:
            yield from self.table(name, title, columns)
        yield from self.footnotes()
        if filing.remarks or "remarks" in self.doubts.paths:
            yield f'<p><span class="soft">Remarks</span> {self.value("remarks")}</p>'
        yield from self.diagnostics()

    def facts(self) -> Iterator[str]:
        """Who, in what role, and when."""
        for i, owner in enumerate(self.filing.reporting_owners):
            roles = ", ".join(self.roles(f"reporting_owners[{i}].relationship", owner))
            name = self.value(f"reporting_owners[{i}].name")
            yield f"<span>{name}{f' <span class=soft>{roles}</span>' if roles else ''}</span>"
        yield f'<span><span class="soft">Period</span> {self.value("period_of_report")}</span>'
        if self.filing.date_of_original_submission is not None:
            yield f'<span><span class="soft">Amends</span> {self.value("date_of_original_submission")}</span>'
        for i, signature in enumerate(self.filing.signatures):
            if signature.date is not None:
                yield f'<span><span class="soft">Signed</span> {self.value(f"signatures[{i}].date")}</span>'
        if self.filing.rule_10b5_1:
            yield f'<span><span class="soft">Rule 10b5-1 plan</span> {self.value("rule_10b5_1")}</span>'

    def roles(self, path: str, owner: ReportingOwner) -> Iterator[str]:
        relation = owner.relationship
        for field, name, text in (
            ("is_director", "director", None),
            ("is_officer", "officer", "officer_title"),
            ("is_ten_percent_owner", "10% owner", None),
            ("is_other", "other", "other_text"),
        ):
            doubted = f"{path}.{field}" in self.doubts.paths
            if not getattr(relation, field) and not doubted:
                continue
            shown = name if getattr(relation, field) else f"{name}: {worded(getattr(relation, field))}"
            if text and getattr(relation, text):
                yield f"{self.marked(shown, f'{path}.{field}')} ({self.value(f'{path}.{text}')})"
            else:
                yield self.marked(shown, f"{path}.{field}")

    def table(self, name: str, title: str, columns: Sequence[Box]) -> Iterator[str]:
        """A table of the form, or a line that says that it has no rows."""
        rows = getattr(self.filing, name)
        shown_title = self.marked(title, name)
        if not rows:
            if name in self.doubts.paths:
                yield f"<p>{shown_title}: no row was found</p>"
            return
        kept = [box for box in columns if any(self.is_shown(f"{name}[{i}].{box.field}") for i in range(len(rows)))]
        numbers = ((box, box.numbered(self.filing.form_type)) for box in kept)
        heads = "".join(
            f'<th scope="col"{_kind_of(self.sample(name, len(rows), box))}>'
            f"{f'{number}.&nbsp;' if number else ''}{text_html(box.name)}</th>"
            for box, number in numbers
        )
        # a table that is too wide is scrolled, by keyboard, too
        yield f'<div class="wide" role="group" aria-label="{attribute(title)}" tabindex="0">'
        yield f"<table><caption>{shown_title}</caption><thead><tr>{heads}</tr></thead><tbody>"
        for i, row in enumerate(rows[:_ROWS]):
            cells = "".join(self.cell(f"{name}[{i}]", box, row.footnotes.get(box.field, ())) for box in kept)
            yield f"<tr{self.row_doubt(f'{name}[{i}]')}>{cells}</tr>"
        yield "</tbody></table></div>"
        if len(rows) > _ROWS:
            yield f'<p class="soft">and {len(rows) - _ROWS:,} rows more</p>'

    def sample(self, name: str, count: int, box: Box) -> object:
        """A value of a column, which tells what kind the others are."""
        values = (self.values.get(f"{name}[{i}].{box.field}") for i in range(count))
        return next((value for value in values if value is not None), None)

    def is_shown(self, path: str) -> bool:
        value = self.values.get(path)
        ticked = value is True or path.rpartition(".")[2] not in _NOT_SHOWN
        return path in self.doubts.paths or (value is not None and ticked)

    def cell(self, row: str, box: Box, ids: Sequence[str]) -> str:
        path = f"{row}.{box.field}"
        value = self.values.get(path)
        shown = self.value(path, money=box.money) if self.is_shown(path) else ""
        marks = "".join(f'<sup title="{attribute(self.notes.get(i, ""))}">({text_html(i)})</sup>' for i in ids)
        return f"<td{_kind_of(value)}>{shown}{marks}</td>"

    def row_doubt(self, path: str) -> str:
        if path not in self.doubts.paths:
            return ""
        return f' class="doubt" title="{attribute(self.doubts.reason(path))}"'

    def value(self, path: str, *, money: bool = False) -> str:
        return self.marked(worded(self.values.get(path), money=money), path)

    def marked(self, text: str, path: str) -> str:
        """The text as HTML; tinted, with a `?`, where its path is in doubt, underlined where it was not read so."""
        doubted = path in self.doubts.paths
        changed = self.doubts.state(path) in ("repaired", "inferred", "corrected")
        if not doubted and not changed:
            return text_html(text)
        reason = attribute(self.doubts.reason(path))
        kind = "doubt" if doubted else "repaired"
        return f'<span class="{kind}" title="{reason}">{text_html(text)}{"?" if doubted else ""}</span>'

    def footnotes(self) -> Iterator[str]:
        if not self.filing.footnotes:
            return
        yield f"<details><summary>{_counted(len(self.filing.footnotes), 'footnote')}</summary>"
        for i, note in enumerate(self.filing.footnotes):
            yield f"<p>({text_html(note.id)}) {self.value(f'footnotes[{i}].text')}</p>"
        yield "</details>"

    def diagnostics(self) -> Iterator[str]:
        told = [d for d in self.filing.diagnostics if d.severity != "info"]
        if not told:
            return
        yield f"<details><summary>{_counted(len(told), 'thing')} to check</summary>"
        for d in told:
            yield f'<p><span class="soft">{text_html(d.path or "filing")}</span> {text_html(d.message)}</p>'
        yield "</details>"


def _kind_of(value: object) -> str:
    if isinstance(value, Decimal):
        return ' class="number"'
    if isinstance(value, date):
        return ' class="date"'
    return ' class="text"' if isinstance(value, str) and len(value) > _SHORT else ""


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
