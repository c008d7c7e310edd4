"""Stage 1: the text, folded without moving a character.

Takes the text as it was passed in. Gives a `Source`, whose `folded` has exactly the length of the
text: offset *i* of one is offset *i* of the other, so that every span found later indexes the text
as passed in. What takes several characters to say one thing (a tag, an entity, an escape) becomes
that one thing, padded with `FILL`; what parts words (tags of structure, markdown pipes) becomes one of
the break characters below. Reports nothing: folding never fails.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

import attrs

FILL = "\x00"
"""Stands where a character of the source says nothing by itself; words drop it."""
ROW = "\x1e"
"""A new row of a table, or a new block."""
CELL = "\x1f"
"""A new cell in the same row."""
BR = "\x1d"
"""A new line inside a cell or a block."""
GAP = "\x1c"
"""As good as a wide gap: one underlined value ends and the next begins."""
TICKED = "☒"
UNTICKED = "☐"

_ROW_TAGS = frozenset("tr table tbody thead tfoot body html form caption".split())
_CELL_TAGS = frozenset(("td", "th"))
_LINE_TAGS = frozenset("br hr p div center h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote".split())
_INLINE_TAGS = frozenset(
    "u b i a em strong span font sup sub small big mark code s c pre nobr tt ins del label strike"
    " img meta link title head style script doctype col colgroup input".split()
)
_TAG = re.compile(r"<[/!]?[A-Za-z][A-Za-z0-9]*\b[^<>]{0,2000}>")
_TORN_TAG = re.compile(r"<(?:[/!]?[A-Za-z][^<>]{0,2000})?\Z")
"""A tag in whose middle the text ends."""
_RAISED_MARK = re.compile(r"<sup>(\d{1,2})</sup>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(?:(style|script|title)\b[^<>]{0,2000}>|!--)", re.IGNORECASE)
"""What opens a part of the page that is not shown; a comment has no name."""
_CLOSING: dict[str | None, re.Pattern[str]] = {
    None: re.compile("-->"),
    **{name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("style", "script", "title")},
}
_IS_HTML = re.compile(r"<(?:td|tr)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|$&<>~])")
_LINK = re.compile(r"\]\(#[^()\s]{0,40}\)")
_LINK_OPEN = re.compile(r"\[(?=[^\[\]\n]{1,40}\]\(#)")
_EMPHASIS = re.compile(r"\*(?<![\w*]\*)\*{0,2}(?=[^\s*])|\*(?<=[^\s*]\*)\*{0,2}(?=[\s|<,.;:)\]\x00-\x1f\w]|$)|\*\*")
_UNDERSCORES = re.compile(r"_(?<!\w_)(?=[A-Za-z(][^_\n]{0,40}_(?!\w))|_(?<=[\w.]_)(?!\w)")
"""Markdown's emphasis; the sign stands first in the pattern, what stands before it is looked back at."""
_UNDERLINED = re.compile(r"</u>(?=\s+<u>)", re.IGNORECASE)
_MARKDOWN_RULE = re.compile(
    r"^[ \t]*(?:\|[ \t]*:?-{3,}:?(?:[ \t]*\|[ \t]*:?-{3,}:?)*|:?-{3,}:?(?:[ \t]*\|[ \t]*:?-{3,}:?)+)"
    r"[ \t]*(?:\|[ \t]*)?$",
    re.MULTILINE,
)
_NESTED_RULE = re.compile(r"\|(?:[ ]?:?-{3,}:?[ ]?\|)+")
_HEADING = re.compile(r"^#{1,6}(?=[ \x00])", re.MULTILINE)
_MARKDOWN_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_BORDERED = re.compile(r"^[^|\n]*(?:\|[^|\n]*){5,}$", re.MULTILINE)


@attrs.frozen
class Source:
    """The text and its fold, of equal length."""

    text: str
    folded: str


def _character_table() -> dict[int, str]:
    """Characters that are another spelling of an ASCII one. Each maps to one character.

    Converters write footnote marks as superscripts (`⁽¹⁾`), and PDF fonts and web dumps put Greek and
    Cyrillic capitals where Latin ones look the same (`Α` for the code A, `І` for indirect).
    """
    table = dict(zip(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"), "0123456789()", strict=True))
    table |= dict(zip(map(ord, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"), "ABEZHIKMNOPTYX", strict=True))
    table |= dict(zip(map(ord, "АВЕЅІЈКМНОРСТХѴаеорсухіѕј"), "ABESIJKMHOPCTXVaeopcyxisj", strict=True))
    table |= {ord(c): "-" for c in "‐‑‒–—―−﹘﹣－"}
    table |= {ord(c): "'" for c in "‘’‚‛′`´"}
    table |= {ord(c): '"' for c in "“”„‟″"}
    table |= {
        ord(c): " "
        for c in "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    }
    table |= {ord(c): FILL for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}
    table |= {ord(c): "\n" for c in "\u2028\u2029\x85"}
    table |= {ord(c): TICKED for c in "☑✓✔✗✘✕"} | {ord(c): UNTICKED for c in "□▢❏❑"}
    table |= {ord(c): "X" for c in "×"} | {ord(c): "|" for c in "│┃¦｜"}
    table |= {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFF01, 0xFF5E) if c not in table}
    return table


_CHARACTERS = _character_table()
_CONTROLS = {c: FILL for c in range(32) if chr(c) not in "\t\n\r\f\v"} | {0x0C: "\n", 0x0B: "\n", 0x7F: FILL}
_ODD_CHARACTER = re.compile(r"[^\t\n\r\x20-\x7e]")


def _pad(char: str, length: int) -> str:
    return char + FILL * (length - len(char))


def _fold_character(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _CHARACTERS.get(code) or _CONTROLS.get(code) or match[0]


class _Breaks(dict[str, str]):
    """What each tag of a text stands for: a few tags, met often."""

    def __missing__(self, whole: str) -> str:
        self[whole] = found = _break_of(whole)
        return found


@lru_cache(maxsize=4096)
def _break_of(whole: str) -> str:
    """What a tag stands for, padded to its length; a tag that is none of HTML's stands for itself."""
    body, length = whole[1:], len(whole)
    if body.startswith("!"):
        return FILL * length
    closing = body.startswith("/")
    name = re.match(r"/?([A-Za-z0-9]+)", body)
    tag = name[1].lower() if name else ""
    if tag in _CELL_TAGS:
        return _pad(FILL if closing else CELL, length)
    if tag in _ROW_TAGS:
        return _pad(ROW, length)
    if tag in _LINE_TAGS:
        return _pad(BR, length)
    if tag == "input":
        return _pad(_tick_of(body), length)
    return FILL * length if tag in _INLINE_TAGS else whole


def _tick_of(body: str) -> str:
    if not re.search(r"checkbox|radio", body, re.IGNORECASE):
        return FILL
    return TICKED if re.search(r"\bchecked\b", body, re.IGNORECASE) else UNTICKED


def _fold_entity(match: re.Match[str]) -> str:
    char = html.unescape(match[0])
    if len(char) != 1:
        return match[0]
    return _pad(_ODD_CHARACTER.sub(_fold_character, char), len(match[0]))


def _fill(match: re.Match[str]) -> str:
    return FILL * len(match[0])


def _fold_markdown_row(match: re.Match[str]) -> str:
    """`| a | b |`, and the tables that some converters leave inside one line, parted by `| |`.

    There a cell of one space joins two rows, while a blank cell is two spaces wide.
    """
    line = match[0]
    if _NESTED_RULE.search(line):
        line = _NESTED_RULE.sub(lambda m: ROW + FILL * (len(m[0]) - 1), line)
        line = line.replace("| |", CELL + ROW + CELL)
    return line.replace("|", CELL)


def _has_borders(folded: str) -> bool:
    """Are the pipes of this text drawn borders? Then they stand at the same places in many lines."""
    seen: dict[tuple[int, ...], int] = {}
    for match in _BORDERED.finditer(folded):
        places = tuple(i for i, c in enumerate(match[0]) if c == "|")
        seen[places] = seen.get(places, 0) + 1
    most = sorted(seen.values())[-2:]
    return bool(most) and most[-1] >= 3 and sum(most) * 2 > sum(seen.values())


def _fold_tags(folded: str, is_html: bool) -> str:
    folded = _UNDERLINED.sub(GAP + FILL * 3, _fill_hidden(folded))
    if is_html:
        folded = _TORN_TAG.sub(_fill, folded.replace("\n", " ").replace("\t", " "))
    breaks = _Breaks()
    return _TAG.sub(lambda match: breaks[match[0]], _RAISED_MARK.sub(_fold_mark, folded))


def _fill_hidden(folded: str) -> str:
    """Comments, styles and scripts from where they open to where they close; one that never closes is not looked for
    again, however often it opens."""
    out: list[str] = []
    done = 0
    open_ended: set[str | None] = set()
    for opening in _HIDDEN.finditer(folded):
        name = opening[1] and opening[1].lower()
        if opening.start() < done or name in open_ended:
            continue
        closing = _CLOSING[name].search(folded, opening.end())
        if closing is None:
            open_ended.add(name)
            continue
        out += (folded[done : opening.start()], FILL * (closing.end() - opening.start()))
        done = closing.end()
    return "".join((*out, folded[done:]))


def _fold_mark(match: re.Match[str]) -> str:
    """A raised number is a footnote's: `<sup>1</sup>` is `(1)`."""
    return f"({FILL * 4}{match[1]}){FILL * 5}"


def _fold_markdown(folded: str) -> str:
    if "#" in folded:
        folded = _HEADING.sub(_fill, folded)
    if "](#" in folded:
        folded = _LINK.sub(_fill, _LINK_OPEN.sub(FILL, folded))
    is_markdown = "---" in folded and "|" in folded and _MARKDOWN_RULE.search(folded) is not None
    if is_markdown:
        folded = _MARKDOWN_RULE.sub(_fill, folded)
        folded = _MARKDOWN_ROW.sub(_fold_markdown_row, folded)
    elif folded.count("|") >= _FEW_PIPES and _has_borders(folded):
        folded = folded.replace("|", CELL)
    if "\\" in folded:
        folded = _ESCAPE.sub(FILL, folded)
    if "*" in folded:
        folded = _EMPHASIS.sub(_fill, folded)
    return _UNDERSCORES.sub(_fill, folded) if "_" in folded else folded


_FEW_PIPES = 15
"""Three lines with five borders each: fewer pipes draw no table."""


def fold_characters(text: str) -> str:
    """Fold `text` letter by letter, its markup left as it is."""
    return _ODD_CHARACTER.sub(_fold_character, text)


def fold(text: str) -> Source:
    """Fold `text`, keeping every offset."""
    folded = fold_characters(text)
    if "\r" in folded:
        folded = folded.replace("\r\n", " \n").replace("\r", "\n")
    is_html = False
    if "<" in folded:
        is_html = _IS_HTML.search(folded) is not None
        folded = _fold_tags(folded, is_html)
    if "&" in folded:
        folded = _ENTITY.sub(_fold_entity, folded)
    return Source(text=text, folded=folded if is_html else _fold_markdown(folded))
