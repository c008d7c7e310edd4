"""Stage 1a2: what programs set in the margins of a text: at the side of each line, above and below each page.

Takes a text. Gives it with its margins filled, in its length. Reports nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ._breaks import FILL

_PAGE = re.compile(
    r"(?:\n|\A)[ \t\f]*(?:(?:https?|file)://\S+[ \t]+\d{1,3}/\d{1,3}"
    r"|\d{1,2}/\d{1,2}/(?:\d\d){1,2},[ ]\d{1,2}:\d\d[ ][AP]M(?:[ \t][^\n]{0,200})?"
    r"|(?i:page)[ ]\d{1,3}(?:[ ]?(?:of|/)[ ]?\d{1,3})?)(?=[ \t\r]*(?:\n|\Z))"
)
"""`6/13/22, 4:20 PM   SEC FORM 4`, `https://www.sec.gov/Archives/...   1/3`, `Page 1 of 3`."""
_PAGE_NUMBER = tuple((said, re.compile(said + r"\d")) for said in ("age ", "AGE "))
_FEW_LINES = 10
_OPENING = '|<"[{'
_SIDE = re.compile(r"[^|<\"\[{]{0,200}?(?=\d*(?:[|<\"\[{]|\Z))")
"""What lines begin with that begins no cell, tag, string or box."""
_NUMBER = re.compile(r"[ \t]{0,8}(\d{1,6})")
_BEHIND = re.compile(r"[ \t]{0,8}[:.|)\]]?[ \t]{0,8}")


def fill_margins(text: str) -> str:
    """The text without what stands beside its lines and between its pages."""
    if _may_have_side(text):
        lines = text.split("\n")
        said = list(filter(str.strip, lines))
        if len(said) >= _FEW_LINES and (side := _side_of(said)):
            text = "\n".join([_without(line, *side) for line in lines])
    is_printed = "://" in text and (" PM" in text or " AM" in text)
    is_numbered = any(said in text and number.search(text) for said, number in _PAGE_NUMBER)
    return _PAGE.sub(_fill, text) if is_printed or is_numbered else text


def _may_have_side(text: str) -> bool:
    """Does the last line begin as the first does, or that with a number? Else there is nothing that all begin with."""
    first = text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1
    last = text.rfind("\n", 0, len(text.rstrip())) + 1
    begins = text[first : first + 1]
    alike = begins == text[last : last + 1] and begins not in _OPENING
    return alike or _NUMBER.match(text, first) is not None


def _side_of(said: list[str]) -> tuple[str, int] | None:
    """What all lines begin with, the name of a file or a sign, and how much stands there behind their numbers, -1 where
    they have none: `form4.txt:12:`, `    12\\t`, `> `."""
    match = _SIDE.match(_common(said))
    name = match[0] if match else ""
    if not _NUMBER.match(said[0], len(name)):
        return (name, -1) if name and not name.isspace() else None
    found = [number for line in said if (number := _NUMBER.match(line, len(name)))]
    if len(found) == len(said) and all(int(a[1]) < int(b[1]) for a, b in pairwise(found)):
        behind = _BEHIND.match(_common([line[number.end() :] for line, number in zip(said, found, strict=True)]))
        return name, behind.end() if behind else 0
    return (name, -1) if name and not name.isspace() else None


def _common(lines: list[str]) -> str:
    """What they all begin with."""
    low, high = min(lines), max(lines)
    return low[: next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))]


def _without(line: str, name: str, behind: int) -> str:
    if not line.startswith(name):
        return line
    number = _NUMBER.match(line, len(name)) if behind >= 0 else None
    end = number.end() + behind if number else len(name)
    return FILL * min(end, len(line)) + line[end:]


def _fill(match: re.Match[str]) -> str:
    return FILL * len(match[0])
