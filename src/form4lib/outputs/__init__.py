"""Ways out of a filing: plain data and its JSON schema.

Contract: each output takes a `Filing` and invents nothing.
"""

from __future__ import annotations

from ._dict import from_dict, to_dict
from ._schema import json_schema

__all__ = ["from_dict", "json_schema", "to_dict"]
