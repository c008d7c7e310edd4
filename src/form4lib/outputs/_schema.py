"""The JSON schema of what `to_dict` makes.

Contract: JSON Schema 2020-12, one definition a record, derived from the records' fields and their
docstrings, so that it cannot drift from them.
"""

from __future__ import annotations

import inspect
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs

from .._shapes import (
    Field,
    Many,
    Nested,
    Scalar,
    Shape,
    Table,
    fields_of,
    kind_of,
    record_classes,
)
from ..records import Filing
from ._dict import DATE_PATTERN, DATETIME_PATTERN, DECIMAL_PATTERN

_SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "string", "pattern": DECIMAL_PATTERN},
    date: {"type": "string", "format": "date", "pattern": DATE_PATTERN},
    datetime: {"type": "string", "pattern": DATETIME_PATTERN},
}

_BESIDE: dict[str, dict[str, Any]] = {
    "file": {"type": "string", "description": "Set by the command line only: the file read."},
    "key": {"type": "string", "description": "Set by `form4lib batch` only: the document read."},
    "doubtful": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Set by the command line only: the paths of what is in doubt.",
    },
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the data that `to_dict` makes, as plain data."""
    definitions = {cls.__name__: _record_schema(cls) for cls in record_classes(Filing)}
    root = definitions.pop(Filing.__name__)
    root["properties"] |= _BESIDE
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An SEC Form 3, 4 or 5",
        **root,
        "$defs": definitions,
    }


def field_docs(cls: type) -> dict[str, str]:
    """Field name -> what the class docstring's `Attributes` says of it, as one line."""
    lines = inspect.getdoc(cls) or ""
    docs: dict[str, str] = {}
    name = ""
    for line in lines.partition("Attributes:\n")[2].splitlines():
        text = line.strip()
        if line.startswith("    ") and not line.startswith("     "):
            name, _, text = text.partition(": ")
        docs[name] = f"{docs.get(name, '')} {text}".strip()
    return docs


def _record_schema(cls: type[attrs.AttrsInstance]) -> dict[str, Any]:
    docs = field_docs(cls)
    kind = kind_of(cls)
    properties: dict[str, Any] = {} if kind is None else {"kind": {"const": kind}}
    for name, field in fields_of(cls).items():
        described = {"description": docs[name]} if name in docs else {}
        properties[name] = {**_field_schema(field), **described}
    summary = (inspect.getdoc(cls) or "").partition("\n")[0]
    return {
        **({"description": summary} if summary else {}),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _field_schema(field: Field) -> dict[str, Any]:
    schema = _shape_schema(field.shape)
    if not field.nullable:
        return schema
    if isinstance(field.shape, Scalar) and not field.shape.choices:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _shape_schema(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Scalar):
        return _scalar_schema(shape)
    if isinstance(shape, Nested):
        choices = [{"$ref": f"#/$defs/{cls.__name__}"} for cls in shape.classes]
        return choices[0] if len(choices) == 1 else {"oneOf": choices}
    if isinstance(shape, Table):
        return {"type": "object", "additionalProperties": _shape_schema(shape.value)}
    if isinstance(shape, Many):
        return {"type": "array", "items": _shape_schema(shape.item)}
    items = [_scalar_schema(item) for item in shape.items]
    return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}


def _scalar_schema(scalar: Scalar) -> dict[str, Any]:
    schema = dict(_SCALARS[scalar.type])
    if scalar.choices:
        schema["enum"] = list(scalar.choices)
    if scalar.bounds:
        schema["minimum"], schema["maximum"] = scalar.bounds
    return schema
