"""Inputs without end that look like a form: one piece over and over, behind a heading that tells a form."""

from __future__ import annotations

from collections.abc import Callable

import attrs

HEAD = (
    "FORM 4 STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP\n"
    "1. Name and Address of Reporting Person\nQuennell Ada R\n"
    "2. Issuer Name and Ticker or Trading Symbol\nLarkspur Instruments, Inc. [ LKSP ]\n"
)
TABLE = (
    "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned\n"
    "1. Title of Security\t2. Transaction Date\t3. Transaction Code\n"
)
NOTES = "Explanation of Responses:\n"
ROW = "Common Stock\t01/02/2020\t\tS\t\t1,000\tD\t$10.5(1)\t5,000\tD\t\n"


@attrs.frozen
class Endless:
    """A name, and the text that has about as many characters as are asked for."""

    name: str
    make: Callable[[int], str] = attrs.field(repr=False, eq=False)


def _of(name: str, piece: str, before: str = HEAD) -> Endless:
    return Endless(name, lambda length: before + piece * (length // len(piece)))


def _notes(length: int) -> str:
    marks = "".join(f"({n})" for n in range(1, 100))
    row = ROW.replace("(1)", marks)
    notes = "".join(f"({n}) A note of some words.\n" for n in range(1, 100))
    return HEAD + TABLE + row * (length // len(row)) + NOTES + notes


def _drawn(lines: list[str]) -> str:
    width = max(map(len, lines))
    return "\n".join(("+" + "-" * width + "+", *(f"|{line:<{width}}|" for line in lines), "+" + "-" * width + "+\n"))


def _broken_rulers(length: int) -> str:
    """A drawn cell in which a ruler has no end, and lines that may each have been broken so often."""
    count = length // 160
    return HEAD + TABLE + _drawn(["   ---", *[" " + "- " * 39] * count, "   ab", *[" " + "x" * 77 + " "] * count])


def _rows_unlike(size: int) -> str:
    """Rows each of which has a title of its own, that another's may end with, and a nature of ownership of its own."""
    rows = []
    for i in range(size // 90):
        title, nature = f"Series {i} Common Stock", f"By the {i} Trust"
        rows.append(f"{title}\t05/06/2024\t\tS\t\t{1000 + i:,}\tD\t$1{i}.5\t48,000\tI\t{nature}\n")
    return HEAD + TABLE + "".join(rows)


def _wide_cell(length: int) -> str:
    """A drawn cell whose lines can be put together at any of their blanks."""
    width = length // 8
    lines = ["   -------- --", " " + "- " * (width // 2), *["   ab", " " + "x" * (2 * (width // 2) - 1) + " "] * 2]
    return HEAD + TABLE + _drawn(lines)


FORM_LIKE = (
    _of("brackets", "("),
    _of("digits", "1"),
    _of("digits apart", "1 "),
    _of("one cell", "x", HEAD + TABLE),
    _of("words", "Common ", HEAD + TABLE),
    _of("near labels", "1. Name and Adress of Reportng Person\n"),
    _of("labels", "1. Name and Address of Reporting Person\n"),
    _of("headings", TABLE),
    _of("nested tags", "<table><tr><td>"),
    _of("open tags", "<td "),
    _of("open comments", "<tr><!--"),
    _of("open styles", "<tr><style>"),
    _of("rows of tags", "<tr><td>Common</td><td>01/02/2020</td><td>S</td></tr>", HEAD + TABLE),
    _of("rows", ROW, HEAD + TABLE),
    _of("rows by spaces", ROW.replace("\t", "    "), HEAD + TABLE),
    _of("rows in one line", ROW.replace("\t", " ").replace("\n", " "), HEAD + TABLE),
    _of("titles", "Common Stock, par value $0.001 per share\n", HEAD + TABLE),
    _of("marks", "(1) ", HEAD + TABLE),
    _of("marks in one word", "(1)", HEAD + TABLE),
    _of("dollar signs", "$ ", HEAD + TABLE),
    _of("borders", "| ", HEAD + TABLE),
    _of("rules", "|---", HEAD + TABLE),
    _of("drawn rows", "|----+----|\n| ab | cd |\n", HEAD + TABLE),
    _of("wide rules", "+---" * 99 + "+\n+---+\n", HEAD + TABLE),
    _of("rulers", "---- ---- ---- ----\nab   cd\n\n", HEAD + TABLE),
    Endless("rows unlike each other", _rows_unlike),
    Endless("broken rulers", _broken_rulers),
    Endless("a wide cell", _wide_cell),
    _of("underlined cells", "|ab cd|ef|\n|gh___|__|\n", HEAD + TABLE),
    _of("a long underline", "_|", HEAD + TABLE + "|"),
    _of("cells without blanks", "Stock01/02/2020S1,000", HEAD + TABLE),
    _of("open spans", "[x]{.d} [", HEAD + TABLE),
    _of("emphasis", "*x "),
    _of("entities", "&#"),
    _of("escaped tags", "&lt;a ", HEAD + TABLE),
    _of("fields of CSV", ',"x', HEAD + TABLE + ",,"),
    _of("escaped lines", "\\n", HEAD + TABLE),
    _of("combining marks", "\u0301"),
    _of("spaces", " "),
    _of("new lines", "\n"),
    _of("signatures", "/s/ Ada Quennell 01/02/2020\n** Signature of Reporting Person\n", HEAD + TABLE),
    _of("boxes", "[X] Director ( ) 10% Owner\n"),
    _of("footnotes", "(1) A note.\n", HEAD + TABLE + NOTES),
    _of("prose", "The price is an average. ", HEAD + TABLE + NOTES),
    Endless("99 notes cited", _notes),
)
"""What each part of the reader could be made to work for."""

SQUARE = (
    _of("lines of amounts", "1,000\n", HEAD + TABLE),
    _of("lines of dates", "01/02/2020\n", HEAD + TABLE),
    _of("cells of amounts", "\t1,000", HEAD + TABLE),
)
"""Streams of amounts that no row holds: dealing them out is bounded, and below the bound takes more than its share."""
