"""What a filing can be turned into: plain data, JSON and its schema, ownership XML, tables, differences.

Contract: each output takes filings and invents nothing.
"""

from __future__ import annotations

from ._dict import from_dict, to_dict
from ._schema import json_schema

__all__ = ["from_dict", "json_schema", "to_dict"]
