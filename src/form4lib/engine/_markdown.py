"""Stage 1b: the signs of markdown, and what else programs part text with, folded without moving a character.

Takes a text whose tags are folded. Gives it with its signs folded, in its length: pipes and drawn borders part cells,
pipes and tabs pieces of text where no cell is blank; emphasis, links, spans, headings, quotes and escapes say nothing.
Reports nothing.
"""

from __future__ import annotations

import re

from ._breaks import BR, CELL, FILL, GAP, ROW

_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|$&<>~^]|[ ]*[\n\x1d-\x1f])")
"""Behind the last word of a line it says that a new one begins."""
_JOINED = re.compile(r"\](?=[({^A-Za-z\d])")
"""A bracket of a link, its number or a span is joined to what follows; those of a company's symbol stand alone."""
_LINKED, _SPANNED = re.compile(r"\](?=\()"), re.compile(r"\](?=\{)")
"""In these and other patterns the sign that texts have few of stands first: it is found sooner than two together."""
_LINK = re.compile(r"\]\x00?\((?:#|/|https?:)[^()\s]{0,400}\)")
_LINK_OPEN = re.compile(r"\[(?=[^\[\]\n]{1,80}\]\x00?\((?:#|/|https?:))")
_WHOLE_LINK = re.compile(r"\[([^\[\]\n]{1,80})\]\((?:#|/|https?:)[^()\s]{0,400}\)")
_EMPHASIS = re.compile(r"\*(?<![\w*]\*)\*{0,2}(?=[^\s*])|\*(?<=[^\s*]\*)\*{0,2}(?=[\s|<,.;:)\]\x00-\x1f\w]|$)|\*\*")
_UNDERSCORES = re.compile(r"_(?<!\w_)(?=[A-Za-z(][^_\n]{0,40}_(?!\w))|_(?<=[\w.]_)(?!\w)")
"""Markdown's emphasis; the sign stands first in the pattern, what stands before it is looked back at."""
_SPAN_END = re.compile(r"\]\{[.#][^{}\n]{0,80}\}")
"""Pandoc keeps the classes of a page: `[05/06/2024]{.d}`."""
_BRACKET = re.compile(r"\\?[\[\]]")
_RAISED_NUMBER = re.compile(r"\^(\d{1,2})\^")
_RAISED = re.compile(r"\^(?=\x00*[(*])|\^(?<=\)\^)")
"""What stands higher, as pandoc and terminal browsers write it: `84,720^(1)`, `^(1)^`, `^1^`."""
_LINK_NUMBER = re.compile(r"\[(?<![^\s\x1f^]\[)\d{1,3}\](?=[A-Za-z\d(])|\[\d{1,3}\](?=\^[(*])")
"""Lynx and ELinks number the links of a page: `[2]QUENNELL CORP [ QNL ]`, `1,200^[3](1)`, `G[3]^(1)`."""
_DASHES = r"(?:-{3,}:?|:-+:?|-+:)"
"""A colon says to which side a column is set, and then one hyphen will do."""
_MARKDOWN_RULE = re.compile(
    rf"[ \t]*(?:\|[ \t]*{_DASHES}(?:[ \t]*\|[ \t]*{_DASHES})*|{_DASHES}(?:[ \t]*\|[ \t]*{_DASHES})+)[ \t]*(?:\|[ \t]*)?"
)
_DRAWN_RULE = re.compile(r"^[ \t]*[+|](?:[:=-]{3,}[+|])*[:=-]{3,}\+[:=-]{3,}", re.MULTILINE)
_DRAWN_BOX = re.compile(r"^[ \t]*\+-{3,}\+[ ]*$", re.MULTILINE)
_NESTED_RULE = re.compile(rf"\|(?:[ ]?{_DASHES}[ ]?\|)+")
_NESTED_ROWS = re.compile(rf"({_NESTED_RULE.pattern})((?:(?!\|[ ]?{_DASHES}).)*)")
_BULLET = re.compile(r"-(?<![^\n\x00]-)(?= [^\s-])")
_QUOTE = re.compile(r"^>(?:[ ]?>)*[ ]?", re.MULTILINE)
"""As mails and markdown quote a text."""
_HEADING_LINE = re.compile(r"#(?<=\n#)#{0,5} \S")
_HEADING = re.compile(r"#(?<![^\n\x00]#)#{0,5}(?=[ \x00])")
_BORDERED = re.compile(r"^[^|\n]*(?:\|[^|\n]*){5,}$", re.MULTILINE)
_WHOLE_ROW = re.compile(r"\|[ ](?:[^|]*[ ])?\|(?:[ ](?:[^|]*[ ])?\|)+")
_PARTS = re.compile(r" *\|[ |]*")
_TIGHT_PIPE = re.compile(r"\|(?<![ \t]\|)(?![ \t])")
"""`84,720|A||5.64`: a text joined with pipes, its cells, or its pieces where none is blank. OCR sets blanks beside the
borders that it takes for pipes, and those that are letters stand alone."""
_SOME_ROWS = 5
_NEARLY_ALL = 0.8
_NOTHING = FILL + " \t"
_FEW_SIGNS = 15
"""Three lines with five borders each: fewer pipes draw no table, and fewer tabs part none."""
_BLANK_CELL = re.compile(r"\t[ \x00]*(?=\t)")
_LONE_SIGN = re.compile(r"\t[ \x00]*\$[ \x00]*\t")
_MOST = 0.5
_HARDLY = 0.05
_CELLS = 40
"""No line of a table has so many."""


def fold_markdown(folded: str) -> str:
    """Fold the signs of markdown, and borders that are drawn with pipes."""
    if ">" in folded and folded.count("\n>") > _MOST * folded.count("\n"):
        folded = _QUOTE.sub(_fill, folded)
    if is_markdown(folded):
        folded = _BULLET.sub(FILL, folded)
    if "#" in folded:
        folded = _HEADING.sub(_fill, folded)
    if "]" in folded and _JOINED.search(folded):
        folded = _fold_brackets(folded)
    if "|" in folded:
        folded = _fold_pipes(folded)
    if "\t" in folded and folded.count("\t") >= _FEW_SIGNS and _are_pieces(folded):
        folded = folded.replace("\t", BR)
    if "\\" in folded:
        folded = _ESCAPE.sub(FILL, folded)
        folded = _fold_links(folded) if "]" in folded and "---+" not in folded else folded
    if "^" in folded:
        folded = _RAISED.sub(FILL, _RAISED_NUMBER.sub(r"(\1)", folded))
    if "*" in folded:
        folded = _EMPHASIS.sub(_fill, folded)
    return _UNDERSCORES.sub(_fill, folded) if "_" in folded else folded


def _fold_brackets(folded: str) -> str:
    """Links, their numbers, and spans."""
    if _LINKED.search(folded):
        folded = _fold_links(folded)
    folded = _LINK_NUMBER.sub(_fill, folded)
    return _fold_spans(folded) if _SPANNED.search(folded) else folded


def _are_pieces(folded: str) -> bool:
    """Do tabs part pieces of text, as `get_text("\\t")` gives them? Every filing has blank cells: then none is left, or
    hardly one, and a sign stands apart from its amount. Nor do rows stand in one line."""
    if folded.count("\n") * _CELLS < folded.count("\t"):
        return True
    blank = len(_BLANK_CELL.findall(folded))
    return not blank or (blank < _HARDLY * folded.count("\t") and _LONE_SIGN.search(folded) is not None)


def _fold_links(folded: str) -> str:
    """A link that a drawn cell has broken is left until the cell is read by itself."""
    if "---+" in folded and _DRAWN_RULE.search(folded):
        return _WHOLE_LINK.sub(lambda m: FILL + m[1] + FILL * (len(m[0]) - len(m[1]) - 1), folded)
    return _LINK.sub(_fill, _LINK_OPEN.sub(FILL, folded))


def is_markdown(text: str) -> bool:
    """Is the text markdown, though it keeps tables as tags? It has rows of pipes, or headings."""
    return ("#" in text and _HEADING_LINE.search(text) is not None) or _has_rows(text)


def _has_rows(text: str) -> bool:
    return "|" in text and _is_ruled(text) and any(map(_is_rule, text.split("\n")))


def _is_ruled(text: str) -> bool:
    """Does something stand there that every rule has?"""
    return "---" in text or ":-" in text or "-:" in text


def _is_rule(line: str) -> bool:
    return _is_ruled(line) and _MARKDOWN_RULE.fullmatch(line.strip(FILL)) is not None


def _fold_pipes(folded: str) -> str:
    if "---+" in folded and (_DRAWN_RULE.search(folded) or _DRAWN_BOX.search(folded)):
        return folded.replace("|", CELL)
    if _has_rows(folded):
        lines = folded.split("\n")
        if _are_parted_lines(lines):
            return "".join(map(_fold_parted, lines))[1:]
        return "\n".join(map(_fold_line, lines))
    if folded.count("|") < _FEW_SIGNS:
        return folded
    if _has_borders(folded):
        return folded.replace("|", CELL)
    if len(_TIGHT_PIPE.findall(folded)) > _NEARLY_ALL * folded.count("|"):
        return folded.replace("|", CELL if "||" in folded else BR)
    return "\n".join(map(_fold_line, folded.split("\n"))) if _is_all_rows(folded) else folded


def _are_parted_lines(lines: list[str]) -> bool:
    """Do pipes part lines of a page here, and no cells: `| Series A |  | Common |` right below and above other text?

    A table of markdown stands between blank lines. Some converters of PDF pages write the lines in which they see two
    columns as a table each, and rows of the form then stand half in one, half outside of it.
    """
    rules = [i for i, line in enumerate(lines) if i > 1 and _is_rule(line)]
    within = [i for i in rules if "|" not in lines[i - 2] and lines[i - 2].strip(_NOTHING)]
    return len(within) > _MOST * len(rules)


def _fold_parted(line: str) -> str:
    """The line behind its break, with a wide gap where a pipe is; a rule is no line."""
    if not line.startswith("|"):
        return "\n" + line
    if _is_rule(line):
        return FILL * (1 + len(line))
    return "\n" + _PARTS.sub(lambda m: GAP + FILL * (len(m[0]) - 1), line)


def _fold_line(line: str) -> str:
    """A rule says nothing; `| a | b |` is a row, and some converters leave tables inside one line, parted by `| |`.

    There a cell of one space joins two rows, while a blank cell is two spaces wide.
    """
    if "|" not in line:
        return line
    if _is_rule(line):
        return FILL * len(line)
    if line.lstrip(_NOTHING)[0] != "|":
        return line
    if _is_ruled(line) and _NESTED_RULE.search(line):
        if "|  |" not in line:
            line = _NESTED_ROWS.sub(_fold_nested, line)
        line = _NESTED_RULE.sub(lambda m: ROW + FILL * (len(m[0]) - 1), line)
        line = line.replace("| |", CELL + ROW + CELL)
    return line.replace("|", CELL)


def _fold_nested(match: re.Match[str]) -> str:
    """The rows below a rule within a line whose blanks were squeezed, so that blank cells are one space wide, too: each
    has as many cells as the rule, and another parts it from the next.
    """
    rule, pieces = match[1], match[2].split("|")
    columns = rule.count("|") - 1
    for at in range(0, len(pieces) - columns, columns + 1):
        if pieces[at] != " ":
            break
        pieces[at] = ROW
        pieces[at + 1 : at + columns + 1] = [
            piece if piece.strip() else FILL for piece in pieces[at + 1 : at + columns + 1]
        ]
    return rule + "|".join(pieces)


def _has_borders(folded: str) -> bool:
    """Are the pipes of this text drawn borders? Then they stand at the same places in many lines."""
    seen: dict[tuple[int, ...], int] = {}
    for match in _BORDERED.finditer(folded):
        places = tuple(i for i, c in enumerate(match[0]) if c == "|")
        seen[places] = seen.get(places, 0) + 1
    most = sorted(seen.values())[-2:]
    return bool(most) and most[-1] >= 3 and sum(most) * 2 > sum(seen.values())


def _is_all_rows(folded: str) -> bool:
    """Is each line with pipes a row of markdown? Some converters leave out the line that rules the heading."""
    lines = [line.strip() for line in folded.split("\n") if "|" in line]
    whole = sum(_WHOLE_ROW.fullmatch(line) is not None for line in lines)
    return whole >= _SOME_ROWS and whole > _NEARLY_ALL * len(lines)


def _fold_spans(folded: str) -> str:
    """Each bracket that opens a span and what closes it; spans hold spans."""
    opened: list[int] = []
    out: list[str] = []
    done = 0
    filled: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(folded):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            start = opened.pop()
            if end := _SPAN_END.match(folded, match.start()):
                filled += ((start, start + 1), end.span())
    for start, stop in sorted(filled):
        out += (folded[done:start], FILL * (stop - start))
        done = stop
    return "".join((*out, folded[done:]))


def _fill(match: re.Match[str]) -> str:
    return FILL * len(match[0])
