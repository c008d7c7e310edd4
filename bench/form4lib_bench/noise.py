"""What OCR and converters do to a text, in small seeded steps that can be combined.

Every damage is a function of the text and a `Random`; the same seed gives the same damage.
`HARMLESS` ones change how the text is written and leave what it says; the others lose
something, and what they lose has to be restored or marked by whoever reads the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

import attrs

__all__ = ["DAMAGES", "HARMFUL", "HARMLESS", "Damage", "damage"]

RATE = 0.15
"""How often a place that could be damaged is; near what a bad scan shows."""

_GLYPHS = {
    "$": ("3", "5", "8", "S"),
    "I": ("|", "1", "l", "]"),
    "D": ("O", "0", "o"),
    "A": ("Α",),
    "S": ("s", "5", "8"),
}
_LONE_GLYPH = re.compile(r"(?<![^\s|>])[IDAS](?![^\s|<(⁽])|\$(?=\d)")
_MARK = re.compile(r"\(\d{1,2}\)|⁽[⁰¹²³⁴-⁹]+⁾")
_TAG = re.compile(r"<[^<>\n]{1,120}>")
_WORD_AT_EDGE = re.compile(r"([A-Za-z]{3,})(\t| {2,}| \| )(?=\S)")
_GAP = re.compile(r"(?<=\S)(\t| {2,})(?=\S)")
_SPACE = re.compile(r"(?<=\w) (?=\w)")
_OTHER_POINT = {",": ".", ".": ","}
_POINT = re.compile(r"(?<=\d)[,.](?=\d)")
_BLANK_CELLS = re.compile(r"\t\t+|\|(?:\s*\|)+| {2,}")
_ROW_WITH_DATE = re.compile(r"^(?=.*\S.*\b\d\d/\d\d/\d{4}\b).{30,}$", re.MULTILINE)
_TABLE_LINE = re.compile(r"^.*Table I\b.*$", re.MULTILINE)


def _sometimes(pattern: re.Pattern[str], text: str, rng: Random, change: Callable[[re.Match[str]], str]) -> str:
    """Change some of the matches outside of tags, and at least one where there is any."""
    tags = {i for tag in _TAG.finditer(text) for i in range(*tag.span())}
    places = [match.span() for match in pattern.finditer(text) if match.start() not in tags]
    if not places:
        return text
    chosen = {place for place in places if rng.random() < RATE} or {rng.choice(places)}
    return pattern.sub(lambda m: change(m) if m.span() in chosen else m[0], text)


def confuse_glyphs(text: str, rng: Random) -> str:
    """A letter alone in its cell, or a dollar sign, is read as a glyph of the same outline."""
    return _sometimes(_LONE_GLYPH, text, rng, lambda m: rng.choice(_GLYPHS[m[0]]))


def smudge_marks(text: str, rng: Random) -> str:
    """A raised footnote mark is too small to read: a bracket, a sign or a quote is left."""
    return _sometimes(_MARK, text, rng, lambda m: rng.choice((")", "®", '"')))


def cut_words(text: str, rng: Random) -> str:
    """A converter's column edge falls inside a word; its end begins the next cell."""

    def cut(match: re.Match[str]) -> str:
        at = rng.randrange(1, len(match[1]))
        return f"{match[1][:at]}{match[2]}{match[1][at:]} "

    return _sometimes(_WORD_AT_EDGE, text, rng, cut)


def lose_spaces(text: str, rng: Random) -> str:
    """Letters set close together: the space between two words is not seen."""
    return _sometimes(_SPACE, text, rng, lambda m: "")


def double_spaces(text: str, rng: Random) -> str:
    """Justified lines: the space between two words is read as two."""
    return _sometimes(_SPACE, text, rng, lambda m: "  ")


def stray_rules(text: str, rng: Random) -> str:
    """The lines that box the cells are read as characters, where they stand."""

    def rule(match: re.Match[str]) -> str:
        gap = match[1][:-2] if match[1] != "\t" else "\t"
        return f"{gap}{rng.choice('|_—[]')} "

    return _sometimes(_GAP, text, rng, rule)


def drop_points(text: str, rng: Random) -> str:
    """A comma or a dot in a number is lost, or the one is read as the other."""
    return _sometimes(_POINT, text, rng, lambda m: rng.choice(("", _OTHER_POINT[m[0]])))


def collapse_blanks(text: str, rng: Random) -> str:
    """A converter drops the empty cells, so that what follows moves to the left."""

    def collapse(match: re.Match[str]) -> str:
        return "\t" if match[0][0] == "\t" else "|" if match[0][0] == "|" else " "

    return _sometimes(_BLANK_CELLS, text, rng, collapse)


def break_page(text: str, rng: Random) -> str:
    """A page ends within Table I: a page number, a form feed, and the heading once more."""
    table = _TABLE_LINE.search(text)
    rows = list(_ROW_WITH_DATE.finditer(text, table.end())) if table else []
    if table is None or not rows or "<html" in text:
        return text
    end = text.find("Table II", table.end())
    inside = [row for row in rows if end < 0 or row.start() < end]
    if not inside:
        return text
    heading = text[table.start() : inside[0].start()]
    at = rng.choice(inside).start()
    return f"{text[:at]}\n- 2 -\n\f{heading}{text[at:]}"


def escape_html(text: str, rng: Random) -> str:
    """A converter writes some characters as HTML or markdown escapes."""
    if "<html" in text:
        return text
    text = text.replace("&", "&amp;").replace('"', "&quot;")
    return _sometimes(re.compile(r"(?<!\\)\$"), text, rng, lambda m: "\\$")


def unicode_punctuation(text: str, rng: Random) -> str:
    """Hyphens, quotes and spaces in the forms word processors and PDF fonts use."""
    hyphen, quote = rng.choice("‐‑–"), rng.choice("’ʼ")
    if "<html" not in text:
        text = re.sub(r"(?<=\w)-(?=\w)", hyphen, text)
    text = re.sub(r"(?<=\w)'(?=\w)", quote, text)
    return _sometimes(re.compile(r"(?<=[a-z]) (?=[a-z])"), text, rng, lambda m: "\u00a0")


def newline_style(text: str, rng: Random) -> str:
    """Lines end as on Windows or as on old Macs."""
    return text.replace("\n", rng.choice(("\r\n", "\r")))


def trailing_spaces(text: str, rng: Random) -> str:
    """Lines are padded with spaces at their end."""
    return _sometimes(re.compile(r"(?<=\S)$", re.MULTILINE), text, rng, lambda m: "   ")


@attrs.frozen
class Damage:
    """One kind of damage: its name, and the function that does it."""

    name: str
    apply: Callable[[str, Random], str] = attrs.field(repr=False, eq=False)


def _kinds(*functions: Callable[[str, Random], str]) -> tuple[Damage, ...]:
    return tuple(Damage(f.__name__, f) for f in functions)


HARMLESS = _kinds(escape_html, unicode_punctuation, trailing_spaces, newline_style)
HARMFUL = _kinds(
    confuse_glyphs,
    smudge_marks,
    cut_words,
    lose_spaces,
    double_spaces,
    stray_rules,
    drop_points,
    collapse_blanks,
    break_page,
)
DAMAGES = HARMFUL + HARMLESS


def damage(text: str, seed: int, kinds: Sequence[Damage] = DAMAGES, most: int = 3) -> str:
    """The text after one to `most` kinds of damage, chosen and placed by the seed."""
    rng = Random(seed)
    chosen = rng.sample(list(kinds), rng.randint(1, min(most, len(kinds))))
    for kind in sorted(chosen, key=kinds.index):  # line ends last: the others look for them
        text = kind.apply(text, rng)
    return text
