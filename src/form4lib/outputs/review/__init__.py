"""The review page: a filing beside its source, to be looked at and put right by a person.

Contract: takes filings, each with the text that its spans index. Gives one page of HTML that needs nothing else: its
style and its program stand in it, and its own policy forbids it the network. What a person corrects is kept in the
page and downloaded as the library's JSON, which `from_dict` and `from_json` read.
"""

from __future__ import annotations

from ._page import Entry, review_html, review_page

__all__ = ["Entry", "review_html", "review_page"]
"""`review_html` is public; the others are for the command line."""
