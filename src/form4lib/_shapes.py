"""What each field of a record may hold, read off the annotations of `records` and `evidence`.

Contract: `fields_of(cls)` is the one description that writing, reading, the JSON schema and the
paths work from, so that a field is described once, where it is declared.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from ._mapping import FrozenMap
from .evidence import Bounds


@attrs.frozen
class Scalar:
    """One plain value of `type`; of `choices` only, or within `bounds`, where these are given."""

    type: type
    choices: tuple[str, ...] = ()
    bounds: Bounds | None = None


@attrs.frozen
class Nested:
    """A record of one of `classes`; where there are several, their `kind` tells them apart."""

    classes: tuple[type[attrs.AttrsInstance], ...]


@attrs.frozen
class Many:
    """A tuple of any length."""

    item: Shape


@attrs.frozen
class Fixed:
    """A tuple of as many values as `items`."""

    items: tuple[Scalar, ...]


@attrs.frozen
class Table:
    """A mapping from text to `value`."""

    value: Shape


Shape = Scalar | Nested | Many | Fixed | Table


@attrs.frozen
class Field:
    """One field of a record.

    Attributes:
        name: its name.
        shape: what it holds.
        nullable: it may be None.
        required: it has no default.
        reported: it takes part in the equality of records.
    """

    name: str
    shape: Shape
    nullable: bool
    required: bool
    reported: bool


@cache
def fields_of(cls: type[attrs.AttrsInstance]) -> dict[str, Field]:
    """The fields of a record class, by name, in the order declared. Do not change the result."""
    hints = get_type_hints(cls, include_extras=True)
    found = {}
    for attribute in attrs.fields(cls):
        shape, nullable = _shape(hints[attribute.name])
        required = attribute.default is attrs.NOTHING
        found[attribute.name] = Field(attribute.name, shape, nullable, required, bool(attribute.eq))
    return found


def kind_of(cls: type) -> str | None:
    """What a row's `kind` says; None for a record that is not a row."""
    return getattr(cls, "kind", None)


def _shape(hint: Any) -> tuple[Shape, bool]:
    """The shape of an annotation, and whether None is allowed."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        alternatives = [a for a in arguments if a is not type(None)]
        nullable = len(alternatives) < len(arguments)
        if len(alternatives) > 1:
            return Nested(tuple(alternatives)), nullable
        return _shape(alternatives[0])[0], nullable
    if origin is Annotated:
        return Scalar(arguments[0], bounds=arguments[1]), False
    if origin is Literal:
        return Scalar(str, choices=arguments), False
    if origin is FrozenMap:
        return Table(_shape(arguments[1])[0]), False
    if origin is tuple:
        return _tuple_shape(arguments), False
    return (Nested((hint,)) if attrs.has(hint) else Scalar(hint)), False


def _tuple_shape(arguments: tuple[Any, ...]) -> Shape:
    if arguments[-1] is Ellipsis:
        return Many(_shape(arguments[0])[0])
    return Fixed(tuple(Scalar(a) for a in arguments))


def record_classes(root: type[attrs.AttrsInstance]) -> tuple[type[attrs.AttrsInstance], ...]:
    """`root` and every record class that it holds, directly or not, each once."""
    seen: dict[type[attrs.AttrsInstance], None] = {}
    queue = [root]
    while queue:
        cls = queue.pop(0)
        if cls not in seen:
            seen[cls] = None
            for field in fields_of(cls).values():
                queue.extend(_nested(field.shape))
    return tuple(seen)


def _nested(shape: Shape) -> Iterable[type[attrs.AttrsInstance]]:
    if isinstance(shape, Nested):
        return shape.classes
    if isinstance(shape, Many):
        return _nested(shape.item)
    if isinstance(shape, Table):
        return _nested(shape.value)
    return ()
