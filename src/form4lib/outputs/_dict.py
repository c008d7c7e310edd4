"""A filing as plain data, and back.

Contract: `to_dict` has every field of every record, always, in types that `json.dumps` takes;
`from_dict(to_dict(filing)) == filing`, evidence and diagnostics included. What is not the work of
`to_dict` raises `InvalidRecordError` with the place and the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, cast

import attrs

from .._mapping import FrozenMap
from .._shapes import Field, Fixed, Many, Nested, Scalar, Shape, Table, fields_of, kind_of
from ..errors import InvalidRecordError
from ..records import Filing

DECIMAL_PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"
"""Decimals are plain: no exponent, no separators."""

DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DATETIME_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$"

BESIDE = ("file", "key", "doubtful")
"""Keys that the command line sets beside those of the filing; `from_dict` passes over them."""

R = TypeVar("R", bound=attrs.AttrsInstance)


def to_dict(filing: Filing) -> dict[str, Any]:
    """A filing as plain data: every field of every record, under the names of the records.

    Dates are ISO strings, Decimals plain decimal strings such as '0.845', tuples lists; each row
    has its `kind`. `json.dumps` takes the result.
    """
    return _record_out(filing)


def from_dict(data: Mapping[str, Any]) -> Filing:
    """The filing that `to_dict` made the data of.

    A key that is absent has the field's default. Raises `InvalidRecordError` for an unknown key
    and for a value that `to_dict` would not have made.
    """
    if isinstance(data, Mapping):
        data = {key: value for key, value in data.items() if key not in BESIDE}
    return _record_in(data, Filing, "")


def _record_out(record: attrs.AttrsInstance) -> dict[str, Any]:
    cls = type(record)
    kind = kind_of(cls)
    out: dict[str, Any] = {} if kind is None else {"kind": kind}
    for name in fields_of(cls):
        out[name] = _value_out(getattr(record, name))
    return out


def _value_out(value: object) -> Any:
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value_out(item) for item in value]
    if isinstance(value, FrozenMap):
        return {key: _value_out(item) for key, item in value.items()}
    return _record_out(cast("attrs.AttrsInstance", value))


def _record_in(data: object, cls: type[R], path: str) -> R:
    if not isinstance(data, Mapping):
        raise _expected(f"the fields of {cls.__name__}", data, path)
    fields = fields_of(cls)
    known = {*fields, "kind"} if kind_of(cls) else set(fields)
    for key in data:
        if key not in known:
            raise InvalidRecordError(path, f"{cls.__name__} has no field {key!r}")
    values = {}
    for name, field in fields.items():
        if name in data:
            values[name] = _field_in(data[name], field, f"{path}.{name}" if path else name)
        elif field.required:
            raise InvalidRecordError(path, f"the field {name!r} of {cls.__name__} is absent")
    return cls(**values)


def _field_in(data: object, field: Field, path: str) -> object:
    if data is None and field.nullable:
        return None
    return _value_in(data, field.shape, path)


def _value_in(data: object, shape: Shape, path: str) -> object:
    if isinstance(shape, Scalar):
        return _scalar_in(data, shape, path)
    if isinstance(shape, Nested):
        return _record_in(data, _class_for(data, shape, path), path)
    if isinstance(shape, Table):
        if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
            raise _expected("an object", data, path)
        return FrozenMap({k: _value_in(v, shape.value, f"{path}[{k!r}]") for k, v in data.items()})
    if not isinstance(data, (list, tuple)):
        raise _expected("a list", data, path)
    if isinstance(shape, Many):
        return tuple(_value_in(v, shape.item, f"{path}[{i}]") for i, v in enumerate(data))
    return _fixed_in(data, shape, path)


def _fixed_in(data: list[object] | tuple[object, ...], shape: Fixed, path: str) -> object:
    if len(data) != len(shape.items):
        raise _expected(f"a list of {len(shape.items)}", data, path)
    pairs = zip(data, shape.items, strict=True)
    return tuple(_scalar_in(v, item, f"{path}[{i}]") for i, (v, item) in enumerate(pairs))


def _class_for(data: object, shape: Nested, path: str) -> type[attrs.AttrsInstance]:
    if len(shape.classes) == 1:
        return shape.classes[0]
    if not isinstance(data, Mapping):
        raise _expected("an object", data, path)
    for cls in shape.classes:
        if data.get("kind") == kind_of(cls):
            return cls
    kinds = " or ".join(repr(kind_of(cls)) for cls in shape.classes)
    raise _expected(f"a row whose kind is {kinds}", data.get("kind"), path)


def _scalar_in(data: object, scalar: Scalar, path: str) -> object:
    if scalar.type is Decimal:
        return Decimal(_text_like(data, DECIMAL_PATTERN, "a plain decimal string", path))
    if scalar.type in (date, datetime):
        return _moment_in(data, scalar.type, path)
    if scalar.type is float:
        return _float_in(data, scalar, path)
    if not isinstance(data, scalar.type) or (scalar.type is int and isinstance(data, bool)):
        raise _expected(f"a {scalar.type.__name__}", data, path)
    if scalar.choices and data not in scalar.choices:
        raise _expected(f"one of {', '.join(scalar.choices)}", data, path)
    return data


def _moment_in(data: object, wanted: type, path: str) -> date:
    if wanted is datetime:
        text = _text_like(data, DATETIME_PATTERN, "a date and time as YYYY-MM-DDTHH:MM:SS", path)
    else:
        text = _text_like(data, DATE_PATTERN, "a date as YYYY-MM-DD", path)
    try:
        return datetime.fromisoformat(text) if wanted is datetime else date.fromisoformat(text)
    except ValueError as error:
        raise _expected("a day of the calendar", data, path) from error


def _float_in(data: object, scalar: Scalar, path: str) -> float:
    if isinstance(data, bool) or not isinstance(data, (int, float)):
        raise _expected("a number", data, path)
    if scalar.bounds and not scalar.bounds.least <= data <= scalar.bounds.greatest:
        raise _expected(f"a number from {scalar.bounds.least} to {scalar.bounds.greatest}", data, path)
    return float(data)


def _text_like(data: object, pattern: str, wanted: str, path: str) -> str:
    if not isinstance(data, str) or not re.fullmatch(pattern, data):
        raise _expected(wanted, data, path)
    return data


def _expected(wanted: str, data: object, path: str) -> InvalidRecordError:
    shown = repr(data)
    if len(shown) > 60:
        shown = f"{shown[:57]}..."
    return InvalidRecordError(path, f"expected {wanted}, found {shown}")
