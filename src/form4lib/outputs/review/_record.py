"""The right side of the review page: the record, a button for each of its values.

Contract: every value that the form prints has its button, in the order of the form; so has every other one that is
there or in doubt, by its path. Whatever `doubtful_paths` names is a place to stop at. Buttons name fields by their
number in `Record.fields`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import attrs

from ..._shapes import Many, Nested, Scalar, Shape, fields_of
from ...evidence import Diagnostic, Span
from ...records import Filing
from ...spec.printed import HEADING, OWNER, STATES, TABLES, Box
from .._doubts import NONE, Doubts, worded
from .._escape import attribute, text_html


@attrs.frozen
class Field:
    """One single value of the filing: its path, its value, and what it may be."""

    path: str
    value: object
    type: str
    nullable: bool
    choices: tuple[str, ...]


def fields_in(filing: Filing) -> Iterator[Field]:
    """Every single value of what the filing reports, in record order."""
    return _of_record(filing, "")


def _of_record(record: attrs.AttrsInstance, prefix: str) -> Iterator[Field]:
    for name, field in fields_of(type(record)).items():
        if field.reported:
            yield from _of_value(getattr(record, name), field.shape, field.nullable, f"{prefix}{name}")


def _of_value(value: object, shape: Shape, nullable: bool, path: str) -> Iterator[Field]:
    if isinstance(shape, Scalar):
        yield Field(path, value, shape.type.__name__, nullable, shape.choices)
    elif isinstance(shape, Nested) and value is not None:
        yield from _of_record(cast("attrs.AttrsInstance", value), f"{path}.")
    elif isinstance(shape, Many) and isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _of_value(item, shape.item, False, f"{path}[{i}]")


class Record:
    """The record as HTML, and what the source has to know of it."""

    def __init__(self, filing: Filing, doubts: Doubts) -> None:
        self.filing, self.doubts = filing, doubts
        self.fields = list(fields_in(filing))
        self.number = {field.path: i for i, field in enumerate(self.fields)}
        self.notices: list[tuple[str, tuple[Span, ...]]] = []
        """Path and spans of each notice; numbered behind the fields."""
        self.shown: set[str] = set()
        self.form = filing.form_type
        self.notes = {note.id: note.text or "" for note in filing.footnotes}

    def spans(self) -> dict[int, tuple[Span, ...]]:
        """Number of a field or notice -> the spans it was read from or is about."""
        evidence = self.doubts.evidence
        out = {i: evidence[f.path].spans for i, f in enumerate(self.fields) if f.path in evidence}
        return {**out, **{len(self.fields) + i: spans for i, (_, spans) in enumerate(self.notices)}}

    def html(self) -> str:
        """The whole record."""
        parts = [self.about("", "filing"), self.whole(), self.part("Form and issuer", self.boxes("", HEADING))]
        parts.append(self.about("reporting_owners"))
        parts += [self.owner(i) for i in range(len(self.filing.reporting_owners))]
        parts += [self.table(*table) for table in TABLES]
        return "".join([*parts, self.footnotes(), self.closing(), self.others(), self.tolerated()])

    def part(self, title: str, content: str, kind: str = "part") -> str:
        """A section of the record with its heading."""
        return f'<section class="{kind}"><h3>{text_html(title)}</h3>{content}</section>' if content else ""

    def boxes(self, prefix: str, boxes: Sequence[Box], marks: dict[str, tuple[str, ...]] | None = None) -> str:
        """The values of a part of the form, in a grid."""
        out = []
        for box in boxes:
            path = f"{prefix}{box.field}"
            if path in self.number and self.is_shown(path, box):
                out.append(self.button(path, box, (marks or {}).get(box.field, ())))
        return f'<div class="boxes">{"".join(out)}</div>' if out else ""

    def is_shown(self, path: str, box: Box) -> bool:
        value = self.fields[self.number[path]].value
        return not box.rare or path in self.doubts.paths or value not in (None, False)

    def button(self, path: str, box: Box, marks: Sequence[str] = ()) -> str:
        """One value."""
        self.shown.add(path)
        number = self.number[path]
        value = self.fields[number].value
        state = self.doubts.state(path)
        doubted = path in self.doubts.paths
        changed = state in ("repaired", "inferred", "corrected", "ambiguous", "unreadable")
        kinds = ["v", *(["doubt"] if doubted else [])]
        shown = text_html(worded(value, money=box.money)) if value is not None else f'<span class="none">{NONE}</span>'
        cited = "".join(f'<sup title="{attribute(self.notes.get(i, ""))}">({text_html(i)})</sup>' for i in marks)
        tag = f'<span class="tag">{STATES[state]}</span>' if changed else ""
        ask = '<span class="ask" title="in doubt">?</span><span class="off"> in doubt</span>' if doubted else ""
        kinds += ["long"] if isinstance(value, str) and len(value) > _LONG else []
        printed = box.numbered(self.form)
        place = f"{printed}. " if printed else ""
        money = " data-money" if box.money else ""
        return (
            f'<button type="button" tabindex="-1" class="{" ".join(kinds)}" data-f="{number}"{money}>'
            f'<span class="name">{place}<span class="called">{text_html(box.name)}</span>{tag}</span> '
            f'<span class="is">{shown}</span>{cited}{ask}</button>'
        )

    def owner(self, index: int) -> str:
        """A reporting owner."""
        path = f"reporting_owners[{index}]"
        title = "Reporting owner" if index == 0 else f"Reporting owner {index + 1}"
        return self.part(title, self.about(path) + self.boxes(f"{path}.", OWNER))

    def table(self, name: str, title: str, columns: Sequence[Box]) -> str:
        """A table, each row a part of its own."""
        rows = getattr(self.filing, name)
        out = [f'<section class="table"><h3>{text_html(title)}</h3>{self.about(name)}']
        for i, row in enumerate(rows):
            path = f"{name}[{i}]"
            held = [box for box in columns if f"{path}.{box.field}" in self.number]
            boxes = self.boxes(f"{path}.", held, dict(row.footnotes))
            kind = f'<span class="soft">{row.kind}</span>'
            out.append(f'<section class="row"><h4>Row {i + 1} {kind}</h4>{self.about(path)}{boxes}</section>')
        if not rows:
            out.append('<p class="soft">no rows</p>')
        return "".join([*out, "</section>"])

    def footnotes(self) -> str:
        """The explanations of responses."""
        out = [self.about("footnotes")]
        for i, note in enumerate(self.filing.footnotes):
            path = f"footnotes[{i}]"
            ids = self.button(f"{path}.id", Box("id", "Footnote")) if f"{path}.id" in self._only_id() else ""
            text = self.button(f"{path}.text", Box("text", f"({note.id})"))
            self.shown.add(f"{path}.id")
            out.append(f'{self.about(path)}<div class="boxes">{ids}{text}</div>')
        return self.part("Footnotes", "".join(out)) if self.filing.footnotes or out[0] else ""

    def _only_id(self) -> frozenset[str]:
        """Footnote numbers that are in doubt where their texts are not."""
        doubted = self.doubts.paths
        return frozenset(p for p in doubted if p.endswith("].id") and f"{p.removesuffix('id')}text" not in doubted)

    def closing(self) -> str:
        """Remarks and signatures."""
        out = self.about("signatures")
        remarks = self.boxes("", (Box("remarks", "Remarks"),))
        for i in range(len(self.filing.signatures)):
            signed = (Box("name", "Signature"), Box("date", "Signed on"))
            out += self.about(f"signatures[{i}]") + self.boxes(f"signatures[{i}].", signed)
        return self.part("Remarks and signatures", remarks + out)

    def others(self) -> str:
        """What the printed form has no box for, where there is something to show."""
        out = [
            self.button(field.path, Box(field.path, field.path))
            for field in self.fields
            if field.path not in self.shown
            and (field.path in self.doubts.paths or field.value not in (None, False))
            and not (field.path.endswith("].id") and field.path.startswith("footnotes["))
        ]
        return self.part("Not on the printed form", f'<div class="boxes">{"".join(out)}</div>' if out else "")

    def about(self, path: str, name: str = "") -> str:
        """What is to be checked about a part as a whole."""
        told = [d for d in self.doubts.said.get(path, ()) if d.severity != "info"]
        return "".join(self.notice(d, name) for d in told)

    def whole(self) -> str:
        """What is to be checked and is about nothing that the record has."""
        known = {"", "reporting_owners", "non_derivative", "derivative", "footnotes", "signatures", *self.number}
        known |= {f"{part}[{i}]" for part in _LISTS for i in range(len(getattr(self.filing, part)))}
        told = [d for path, said in self.doubts.said.items() if path not in known for d in said]
        return "".join(self.notice(d, d.path) for d in told if d.severity != "info")

    def notice(self, d: Diagnostic, name: str = "") -> str:
        """A diagnostic that is a place to stop at."""
        number = len(self.fields) + len(self.notices)
        self.notices.append((d.path, d.spans))
        about = f'<span class="name">{text_html(name)}</span> ' if name else ""
        return (
            f'<button type="button" tabindex="-1" class="notice doubt {d.severity}" data-f="{number}">{about}'
            f'{text_html(d.message)} <span class="code">{text_html(d.code)}</span></button>'
        )

    def tolerated(self) -> str:
        """Tolerances that were used: nothing to check."""
        told = [d for d in self.filing.diagnostics if d.severity == "info"]
        if not told:
            return ""
        lines = "".join(f"<li><b>{text_html(d.path or 'filing')}</b> {text_html(d.message)}</li>" for d in told)
        return f'<details class="part"><summary>Tolerances used ({len(told)})</summary><ul>{lines}</ul></details>'


_LISTS = ("reporting_owners", "non_derivative", "derivative", "footnotes", "signatures")
_LONG = 10
"""Letters of a text that may have two columns."""
