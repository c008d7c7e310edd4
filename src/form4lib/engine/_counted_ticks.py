"""Stage 6e1: ticks told by how many there are.

Takes an owner's name and the words of his ticks in the closing table, of a page that keeps no columns. Gives `Ticks`:
one without a title is a director's (fifty of sixty-one people), a company's one says ten percent; two are both; a
title is the last one's. None where the words say something else. What is so told is inferred, and says from what.
Reports nothing.
"""

from __future__ import annotations

from ..spec.lexicon import COMPANY_ENDINGS, OFFICER_WORDS
from ._cells import UNREAD, Cell, join_words
from ._labels import squeeze
from ._page import Word
from ._ticks import BOXES, Ticks, is_tick

_BY_COUNT = 1.5
"""Doubt in a title that stands behind them."""
_ORDER = ("director", "ten_percent")
"""The first two columns of the table."""
_REFERENCES = frozenset("see footnote footnotes remarks explanation of the and to".split())
"""Words that stand in place of a title, or in any."""


def count_ticks(name: Cell, words: list[Word]) -> Ticks | None:
    """The ticks of one owner by their number and the title behind them."""
    marks = [w for w in words if is_tick(w.text)]
    title = [w for w in words if not is_tick(w.text) and sum(map(str.isalpha, w.text)) > 1]
    free = len(marks) - bool(title)
    if not marks or free > len(_ORDER) or words[0] is not marks[0]:
        return None
    if title and not any(squeeze(w.text) in OFFICER_WORDS - _REFERENCES for w in title):
        return None  # `See footnote`, or a piece of the address
    company = any(squeeze(part) in COMPANY_ENDINGS for part in str(name.value or "").split()[-3:])
    order = _ORDER[::-1] if company else _ORDER
    ticked = {*order[:free], *(["officer"] if title else [])}
    ticks = Ticks()
    for field in BOXES:
        why = ("from the number of ticks in the closing table of owners",)
        setattr(ticks, field, Cell(field in ticked, marks, UNREAD, (), "inferred", why))
    if title:
        ticks.officer_title = Cell(join_words(title), title, _BY_COUNT, (), "read")
    return ticks
