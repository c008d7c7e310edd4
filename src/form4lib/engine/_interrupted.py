"""Stage 5b1a: titles that a value stands in.

Takes the words of a table that gives one cell a line. Gives them with the end of a title behind its beginning, where
the page's lines have put the value of the next column between the two:

    Common            Stock Option
    1,987             $10.41
    Stock             (right to buy)

Reports nothing: each word keeps its place in the text.
"""

from __future__ import annotations

from ._chunks import Chunk, begins_inside, is_whole_title, parts_of
from ._page import LINE, Word, lines_of

_MOST_LINES = 4
"""Lines that the end of a title takes."""


def rejoin_titles(words: list[Word]) -> list[Word]:
    """The words, each title in one piece."""
    pieces = [piece for line in lines_of(words) for piece in parts_of(line)]
    out: list[Chunk] = []
    at = 0
    while at < len(pieces):
        value = pieces[at]
        size = 0 if value.is_text or not out or not out[-1].is_text else _end_of(out, pieces[at + 1 :])
        out += pieces[at + 1 : at + 1 + size]
        out.append(value)
        at += 1 + size
    return [word for piece in out for word in piece.words]


def _end_of(before: list[Chunk], behind: list[Chunk]) -> int:
    """How many of the pieces behind a value are the end of the title before it."""
    if not behind or not behind[0].is_text or not begins_inside(behind[0]) or behind[0].gap < LINE:
        return 0
    title = _keys_before(before)
    if behind[0].words[0].text[0] != "(":
        return 1 if not is_whole_title(title) and is_whole_title((*title, *behind[0].keys)) else 0
    open_ = 0
    for size, piece in enumerate(behind[:_MOST_LINES], 1):
        open_ += sum(w.text.count("(") - w.text.count(")") for w in piece.words)
        if not piece.is_text or open_ <= 0:
            return size if piece.is_text and is_whole_title(title) else 0
    return 0


def _keys_before(before: list[Chunk]) -> tuple[str, ...]:
    """The text that the value stands behind: the lines of it that are one whole title, or all."""
    keys: tuple[str, ...] = ()
    for piece in reversed(before[-_MOST_LINES:]):
        if not piece.is_text:
            break
        keys = (*piece.keys, *keys)
    return keys


__all__ = ["rejoin_titles"]
