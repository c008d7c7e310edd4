"""Stage 1a1: what programs set between quotes: a text as one string, rows and lines as lists of strings, tables as CSV
or as a spreadsheet copies them.

Takes a text. Gives it with tabs between the fields of a row and line ends between rows, of a field its letters alone,
in its length. Reports nothing.
"""

from __future__ import annotations

import re

from ._breaks import FILL

_ENDS = {"n": "\n", "t": "\t"}
_ESCAPE = re.compile(r"\\(?:([nrt])|u((?![dD][89a-fA-F])[0-9A-Fa-f]{4})|(?=[\"'\\/]))")
_FEW_LINES = 10
"""So many signs of a line's end for each line that the text has, at least: markdown and paths have a few."""
_LIST = re.compile(r"\s*\[[\s\[]*[\"']")
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)(?:\"|\Z)|'((?:[^'\\]|\\.)*)(?:'|\Z)", re.DOTALL)
_PAIR = re.compile(
    r"^([ \t]{0,40}(?:-[ \t])?)([\"']?)([^\"'\s][^\"'\n]{0,200})\2:[ ]"
    r"(?:([\"'])((?:(?!\4)[^\n])*)\4|(?:null|None)\b),?[ \t\r]{0,8}$",
    re.MULTILINE,
)
"""`"3. Transaction Date": "05/06/2024",`, `Price: '5.64'`: a name and its value, as JSON and YAML have them."""
_BEFORE_VALUE = (('"', '": '), ("'", ": '"))
_NO_VALUE = re.compile(r"null|None|NaN")
_PARTING = {",": re.compile(",(?! )"), ";": re.compile(";(?! )"), "\t": re.compile("\t")}
"""What parts the fields of a row; behind a comma of a text stands a blank."""
_ANY = "".join(_PARTING)
_WHOLE = {sign: re.compile(rf'"(?<=[\n{sign}]")[^"]+"(?=["\r\n{sign}])') for sign in (*_PARTING, _ANY)}
_SOME = 2
_MANY = 4


def unquote(text: str) -> str:
    """The text with its strings and fields as they were before a program set them between quotes."""
    if "\\" in text and text.count("\\n") > _FEW_LINES * (1 + text.count("\n")):
        return _ESCAPE.sub(_unescape, text)
    if _LIST.match(text):
        return _part_list(text)
    has_pairs = any(sign in text and before in text for sign, before in _BEFORE_VALUE)
    if has_pairs and len(_PAIR.findall(text)) >= _MANY:
        return _PAIR.sub(_unquote_pair, text)
    for sign in _PARTING if '"' in text and _WHOLE[_ANY].search(text) else ";":
        if _are_fields(text, sign):
            return _part_fields(text, sign)
    return text


def _unquote_pair(match: re.Match[str]) -> str:
    opening, closing = FILL * len(match[2]), FILL * len(match[4] or "")
    value = _ESCAPE.sub(_unescape, match[5] or "")
    pair = f"{match[1]}{opening}{match[3]}{opening}: {closing}{value}"
    return pair.ljust(len(match[0]), FILL)


def _are_fields(text: str, sign: str) -> bool:
    """Every filing has blank cells, and in its titles stand commas: blank fields, and fields in quotes."""
    if sign not in text:
        return False
    blank = text.count(sign * 2) + text.count(f'{sign}""{sign}') if sign != "\t" else _SOME
    if blank < _SOME:
        return False
    return len(_WHOLE[sign].findall(text)) >= _SOME or (sign == ";" and blank >= _MANY)


def _part_fields(text: str, sign: str) -> str:
    """Tabs between fields; of a field in quotes its letters, in one line."""
    parts = text.split('"')
    out: list[str] = []
    for i, part in enumerate(parts):
        if i % 2:
            out += (FILL, part.replace("\n", " "), FILL)
        elif part or i in (0, len(parts) - 1):
            out.append(_PARTING[sign].sub("\t", part))
        else:
            out[-1] = '"'  # two quotes within a field are one of its letters; the one before opens no field
    return "".join(out) if len(parts) % 2 else text


def _part_list(text: str) -> str:
    """Of lists within a list each is a row; what a list itself holds are lines."""
    out: list[str] = []
    done = 0
    between = "\t" if text.lstrip()[1:].lstrip().startswith("[") else "\n"
    for match in _STRING.finditer(text):
        said = _ESCAPE.sub(_unescape, match[1] or match[2] or "")
        said = said.replace("\n", " ") if between == "\t" else said
        out += (_part(text[done : match.start()], between), FILL, said, FILL * (len(match[0]) - len(said) - 1))
        done = match.end()
    return "".join((*out, _part(text[done:], between)))


def _part(outside: str, between: str) -> str:
    """What stands between two strings of a list: commas part them, and a bracket begins a row."""
    outside = _NO_VALUE.sub(_fill, outside)
    if "]" in outside or "[" in outside:
        between = "\n"
    return outside.replace("\n", " ").replace(",", between).replace("[", " ").replace("]", " ")


def _fill(match: re.Match[str]) -> str:
    return FILL * len(match[0])


def _unescape(match: re.Match[str]) -> str:
    meant = chr(int(match[2], 16)) if match[2] else _ENDS.get(match[1], FILL)
    return meant.rjust(len(match[0]), FILL)
