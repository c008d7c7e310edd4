"""The engine: text in, record out. See `_pipeline` for the order of its stages."""

from __future__ import annotations

from ._pipeline import looks_like_ownership_form, parse_all, parse_text

__all__ = ["looks_like_ownership_form", "parse_all", "parse_text"]
