"""Values of a filing by path, such as `non_derivative[0].shares`.

Contract: a path names a part of what the filing reports: fields joined by dots, items of a tuple by
their number, from 0, in brackets. Evidence, diagnostics and source text are not reported and have
no path; what the evidence is keyed by, and what a diagnostic is about, are such paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs

from ._mapping import FrozenMap
from ._shapes import Many, Nested, Scalar, Shape, Table, fields_of
from .errors import PathError
from .evidence import Evidence
from .records import Filing

Value = str | Decimal | date | bool | None
"""What a filing reports at the path of a single value."""

_FIRST_STEP = re.compile(r"(?P<name>[a-z][a-z0-9_]*)")
_STEP = re.compile(r"\.(?P<name>[a-z][a-z0-9_]*)|\[(?P<index>[0-9]{1,6})\]")


def get_path(filing: Filing, path: str) -> object:
    """What stands at a path: a value, a record, a tuple of records; the filing itself at ''.

    Raises `PathError` (also a ValueError and a KeyError) for a path that leads to nothing.
    """
    part: object = filing
    for step in _steps(path):
        part = _descend(part, step, path)
    return part


def iter_paths(filing: Filing) -> Iterator[tuple[str, Value]]:
    """Every single value the filing reports, None included, as (path, value), in record order.

    The footnote ids that cells cite and `xml_extra` are mappings and not among them.
    """
    return _iter_record(filing, "")


def correct(filing: Filing, path: str, value: Value | Mapping[str, tuple[str, ...]]) -> Filing:
    """A new filing in which a person has set the value at a path.

    The value's evidence keeps its spans, says `corrected` with confidence 1, and tells in its
    repairs what stood there before. Diagnostics at that very path are settled by it and dropped.

    Args:
        filing: the filing to correct; it stays as it is.
        path: path of a single value, or of a row's `footnotes`.
        value: the right value, of the field's own type: str, Decimal, date, bool; None where the
            form gives none; for `footnotes` a mapping of field name to footnote ids.

    Raises:
        PathError: the path leads to nothing, or the value is not of the field's type.
    """
    steps = _steps(path)
    before = get_path(filing, path)
    _check_value(_shape_at(filing, steps, path), value, path)
    corrected: Filing = _replaced(filing, steps, value)
    was = filing.evidence.get(path, Evidence())
    now = attrs.evolve(
        was,
        confidence=1.0,
        state="corrected",
        repairs=(*was.repairs, f"corrected by a person; it was {_shown(before)}"),
    )
    return attrs.evolve(
        corrected,
        evidence=FrozenMap({**filing.evidence, path: now}),
        diagnostics=tuple(d for d in filing.diagnostics if d.path != path),
    )


def _steps(path: str) -> list[str | int]:
    """`a[0].b` -> `a`, 0, `b`."""
    steps: list[str | int] = []
    place = 0
    while place < len(path):
        match = (_STEP if steps else _FIRST_STEP).match(path, place)
        if match is None:
            raise PathError(path, f"not a path: cannot read {path[place:]!r} (write issuer.name, footnotes[0].text)")
        steps.append(match["name"] or int(match["index"]))
        place = match.end()
    return steps


def _descend(part: object, step: str | int, path: str) -> object:
    if isinstance(step, int):
        if not isinstance(part, tuple):
            raise PathError(path, f"[{step}] stands behind what is no list")
        if step >= len(part):
            raise PathError(path, f"there is no [{step}]: the list has {len(part)}")
        item: object = part[step]
        return item
    cls: type = type(part)
    if not attrs.has(cls):
        raise PathError(path, f"{step!r} stands behind {_shown(part)}, which has no fields")
    names = [name for name, field in fields_of(cls).items() if field.reported]
    if step not in names:
        raise PathError(path, f"{cls.__name__} has no {step!r}; it has {', '.join(names)}")
    found: object = getattr(part, step)
    return found


def _iter_record(record: attrs.AttrsInstance, prefix: str) -> Iterator[tuple[str, Value]]:
    for name, field in fields_of(type(record)).items():
        if field.reported:
            yield from _iter_value(getattr(record, name), field.shape, f"{prefix}{name}")


def _iter_value(value: Any, shape: Shape, path: str) -> Iterator[tuple[str, Value]]:
    if isinstance(shape, Scalar):
        yield path, value
    elif isinstance(shape, Nested) and value is not None:
        yield from _iter_record(value, f"{path}.")
    elif isinstance(shape, Many):
        for i, item in enumerate(value):
            yield from _iter_value(item, shape.item, f"{path}[{i}]")


def _shape_at(filing: Filing, steps: list[str | int], path: str) -> tuple[Shape, bool]:
    """The shape of what stands at a path that is known to lead somewhere; may it be None?"""
    if not steps:
        raise PathError(path, "the path of a single value is needed")
    holder: object = filing
    for step in steps[:-1]:
        holder = _descend(holder, step, path)
    if isinstance(steps[-1], int):
        outer, _ = _shape_at(filing, steps[:-1], path)
        return (outer.item if isinstance(outer, Many) else outer), False
    field = fields_of(type(holder))[steps[-1]]  # type: ignore[arg-type]
    return field.shape, field.nullable


def _check_value(wanted: tuple[Shape, bool], value: object, path: str) -> None:
    shape, nullable = wanted
    if isinstance(shape, Table) and shape.value == Many(Scalar(str)):
        _check_footnotes(value, path)
    elif not isinstance(shape, Scalar):
        raise PathError(path, "this is a record or a list; give the path of a single value in it")
    elif value is None:
        if not nullable:
            raise PathError(path, f"expected {shape.type.__name__}, and None is not allowed here")
    elif not _is_a(value, shape):
        kind = " or ".join(repr(c) for c in shape.choices) or shape.type.__name__
        raise PathError(path, f"expected {kind}{' or None' if nullable else ''}, not {value!r}")


def _is_a(value: object, scalar: Scalar) -> bool:
    if isinstance(value, Decimal):
        return scalar.type is Decimal and value.is_finite()
    if isinstance(value, datetime):
        return scalar.type is datetime
    return isinstance(value, scalar.type) and (not scalar.choices or value in scalar.choices)


def _check_footnotes(value: object, path: str) -> None:
    right = isinstance(value, Mapping) and all(
        isinstance(name, str) and isinstance(ids, tuple) and all(isinstance(i, str) for i in ids)
        for name, ids in value.items()
    )
    if not right:
        raise PathError(path, f"expected a mapping of field name to a tuple of footnote ids, not {value!r}")


def _replaced(part: Any, steps: list[str | int], value: object) -> Any:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        return (*part[:step], _replaced(part[step], rest, value), *part[step + 1 :])
    return attrs.evolve(part, **{step: _replaced(getattr(part, step), rest, value)})


def _shown(value: object) -> str:
    if value is None or isinstance(value, (str, bool, FrozenMap)):
        return repr(value)
    return str(value)
