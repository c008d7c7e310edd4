"""Stage 1: the text, folded without moving a character.

Takes the text as it was passed in. Gives a `Source`, whose `folded` has exactly the length of the
text: offset *i* of one is offset *i* of the other, so that every span found later indexes the text
as passed in. What takes several characters to say one thing (a tag, an entity, an escape) becomes
that one thing, padded with `FILL`; what parts words (tags of structure, markdown pipes) becomes one of
the break characters. Reports nothing: folding never fails.
"""

from __future__ import annotations

import html
import re
import unicodedata

import attrs

from ._breaks import BR, CELL, FILL, GAP, ROW, TICKED, UNTICKED
from ._markdown import fold_markdown, is_markdown
from ._nesting import TAG_LIKE, is_torn
from ._remembered import remembered_text
from ._transit import raise_letters, undo_transit

_ROW_TAGS = frozenset("tr table tbody thead tfoot body html form caption".split())
_CELL_TAGS = frozenset(("td", "th"))
_LINE_TAGS = frozenset("br hr p div center h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote page text".split())
_INLINE_TAGS = frozenset(
    "u b i a em strong span font sup sub small big mark code s c pre nobr tt ins del label strike"
    " img meta link title head style script doctype col colgroup input".split()
)
_TAG = re.compile(r"<[/!]?[A-Za-z][A-Za-z0-9]*\b[^<>]{0,2000}>")
_BETWEEN_TAGS = re.compile(r">(\s*[^<\s][^<]*)")
"""What stands between tags; those that follow each other are four of five."""
_TORN_TAG = re.compile(r"<(?:[/!]?[A-Za-z][^<>]{0,2000})?\Z")
"""A tag in whose middle the text ends."""
_RAISED_MARK = re.compile(r"<(?i:sup>(\d{1,2})</sup)>")
_HIDDEN = re.compile(r"<(?=[sS][tTcC]|[tT][iI]|!-)(?:((?i:style|script|title))\b[^<>]{0,2000}>|!--)")
"""What opens a part of the page that is not shown; a comment has no name. Most tags are told by two letters."""
_CLOSING: dict[str | None, re.Pattern[str]] = {
    None: re.compile("-->"),
    **{name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("style", "script", "title")},
}
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_IS_HTML = re.compile(r"<(?:td|tr)\b", re.IGNORECASE)
_SIGN_ENDS_LINE = re.compile(r"\$(?=\n)")
_LINE_ENDS = re.compile(r"\n\s*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED_TAG = re.compile(r"&lt;([!/]?[A-Za-z](?:[^&<>]|&(?!gt;|lt;)){0,2000})(?:&gt;|>)")
"""What feeds and sites write for a tag, `&lt;td&gt;` and the `&lt;CAPTION&gt;` of a typed filing shown as a page."""
_IS_ESCAPED = re.compile("&(?=lt;)")
_IS_ESCAPED_HTML = re.compile(r"&lt;(?:td|tr)\b", re.IGNORECASE)
_UNDERLINED = re.compile(r"</[uU]>(?=\s+<[uU]>)")


@attrs.frozen
class Source:
    """The text and its fold, of equal length."""

    text: str
    folded: str
    scanned: bool = False
    """Read off a picture: what is missing or odd may have been misread, and was not moved or lost."""
    is_torn: bool = False
    """Tags of the page close what they did not open: a line of its source was lost, doubled or moved."""


def _character_table() -> dict[int, str]:
    """Characters that are another spelling of an ASCII one. Each maps to one character.

    Converters write footnote marks as superscripts (`⁽¹⁾`), and PDF fonts and web dumps put Greek and
    Cyrillic capitals where Latin ones look the same (`Α` for the code A, `І` for indirect). OCR that reads Chinese,
    too, writes brackets as it does (`【 GOLF ］`).
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
    directions = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    table |= dict.fromkeys(directions, FILL)
    table |= {ord(c): "\n" for c in "\u2028\u2029\x85"}
    table |= {ord(c): TICKED for c in "☑✓✔✗✘✕"} | {ord(c): UNTICKED for c in "□▢❏❑"}
    table |= {ord(c): "X" for c in "×"} | {ord(c): "|" for c in "│┃║¦｜"}
    table |= {ord(c): "-" for c in "─━═╌╍┄┅╴╶╸╺"}
    table |= {ord(c): "+" for c in "┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╭╮╰╯╞╪╡╒╤╕╘╧╛╟╫╢╓╥╖╙╨╜┝┿┥┠╂┨"}
    table |= {ord(c): "[" for c in "【〔「『〖"} | {ord(c): "]" for c in "】〕」』〗"}
    table |= {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFF01, 0xFF5E) if c not in table}
    return table


_CHARACTERS = _character_table()
_CONTROLS = {c: FILL for c in range(32) if chr(c) not in "\t\n\r\f\v"} | {0x0C: "\n", 0x0B: "\n", 0x7F: FILL}
_PLAIN = b"\t\n\r" + bytes(range(0x20, 0x7F))
_ODD_CHARACTER = re.compile(r"[^\t\n\r\x20-\x7e]")
_FEW_KINDS = 40
"""So many kinds of odd characters are put in their places one kind after the other."""


def _pad(char: str, length: int) -> str:
    return char + FILL * (length - len(char))


def _folded(char: str) -> str:
    code = ord(char)
    return _CHARACTERS.get(code) or _CONTROLS.get(code) or char


def _fold_character(match: re.Match[str]) -> str:
    return _folded(match[0])


@remembered_text
def _breaks_of(begun: str) -> str:
    """What tags that follow each other stand for, but for the end of the last; a text has a few such, met often."""
    return _fold_markup(begun + ">")


def _fold_markup(markup: str) -> str:
    """Tags as what they stand for, each in its length; a tag that is none of HTML's stands for itself."""
    parts = TAG_LIKE.split(_UNDERLINED.sub(GAP + FILL * 3, markup))
    parts[1::2] = [_meaning_of(said.replace(FILL, "")).ljust(len(said), FILL) for said in parts[1::2]]
    return "".join(parts)


def _meaning_of(whole: str) -> str:
    body, length = whole[1:], len(whole)
    if not _TAG.match(whole):
        return whole
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


def _fold_escaped_tag(match: re.Match[str]) -> str:
    tag = f"<{match[1]}>"
    meant = _meaning_of(tag)
    return match[0] if meant is tag else meant.ljust(len(match[0]), FILL)


def _fill(match: re.Match[str]) -> str:
    return FILL * len(match[0])


def _fold_tags(folded: str, is_html: bool) -> tuple[str, bool]:
    """The text without its tags, and whether those are torn."""
    folded = _fill_hidden(folded)
    if is_html:
        folded = _fold_space(folded)
        at = folded.rfind("<")
        if at >= 0 and _TORN_TAG.match(folded, at):
            folded = folded[:at] + FILL * (len(folded) - at)
    *parts, last = _BETWEEN_TAGS.split(_RAISED_MARK.sub(_fold_mark, folded))
    markup = parts[::2]
    parts[::2] = map(_breaks_of, markup)
    return "".join((*parts, _fold_markup(last))), is_html and is_torn([*markup, last])


def _fold_space(folded: str) -> str:
    """In a page lines end for no reason; in markdown that keeps some tables as tags, only within those."""
    if not is_markdown(folded):
        return _one_line(folded)
    out: list[str] = []
    depth = done = 0
    for match in _TABLE_TAG.finditer(folded):
        if depth == 0:
            out.append(folded[done : match.start()])
            done = match.start()
        depth = max(depth + (-1 if match[1] else 1), 0)
        if depth == 0:
            out.append(_one_line(folded[done : match.end()]))
            done = match.end()
    return "".join((*out, folded[done:]))


def _fold_lines(folded: str) -> str:
    """A page put on one line, but for the lines that its source began behind a `$`: they mean nothing."""
    ends = [folded[match.start() - 1] for match in _LINE_ENDS.finditer(folded)]
    return _one_line(folded) if ends.count("$") * 2 > len(ends) else folded


def _one_line(folded: str) -> str:
    return folded.replace("\n", " ").replace("\t", " ")


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


def fold_characters(text: str) -> str:
    """Fold `text` letter by letter, its markup left as it is."""
    said = text.encode("utf-8", "surrogatepass")
    kinds = set(said.translate(None, _PLAIN).decode("utf-8", "surrogatepass"))
    if len(kinds) > _FEW_KINDS:
        return _ODD_CHARACTER.sub(_fold_character, text)
    for char in kinds:
        text = text.replace(char, _folded(char))
    return text


def fold(text: str) -> Source:
    """Fold `text`, keeping every offset."""
    folded = fold_characters(undo_transit(text))
    if "\r" in folded:
        folded = folded.replace("\r\n", " \n")
    is_page = torn = False
    if "&" in folded and _IS_ESCAPED.search(folded):
        folded = _one_line(folded) if _IS_ESCAPED_HTML.search(folded) else folded
        folded = _ESCAPED_TAG.sub(_fold_escaped_tag, folded.replace("&amp;", FILL * 4 + "&"))
    if "<" in folded:
        is_html = _IS_HTML.search(folded) is not None
        folded, torn = _fold_tags(folded, is_html)
        is_page = is_html and not is_markdown(folded)
    if _SIGN_ENDS_LINE.search(folded):
        folded = _fold_lines(folded)
    if "&" in folded:
        folded = _ENTITY.sub(_fold_entity, folded)
    folded = raise_letters(folded)
    return Source(text, folded if is_page else fold_markdown(folded), is_torn=torn)
