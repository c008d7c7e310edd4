"""Stage 5a: the lines of a table, without its headings.

Takes the words and labels of one table's region. Gives `TableText`: the lines that hold what somebody filled in
(by hard row where the page has rows, by line elsewhere), and where the headings of the columns stand. Lines that the
form itself prints (headings, repeated at every page; reminders) are dropped. Reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby, pairwise
from operator import attrgetter

import attrs

from ..spec.labels import BOILERPLATE, BOILERPLATE_WORDS, COUNTRY, EXPLANATION, FORM_TEXT, TABLE_WORDS
from ..spec.lexicon import CLASS_WORDS, TITLE_WORDS
from ._atoms import is_strong, is_value
from ._labels import Labels, squeeze
from ._page import BLOCK, LINE, NEXT_CELL, WIDE, Word
from ._pieces import join_pieces, join_words_cut, split_glued, title_numbers
from ._remembered import remembered
from ._title_lines import FOOTED, begins_title, is_footed, is_of_class, is_of_texts, is_title

_RULE = re.compile(r"^[\W_]{3,}$")
_NUMBERED = re.compile(r"^1?\d[aA]?\.$|^\d\)$")
_GLUED_NUMBER = re.compile(r"^1?\d(?=[a-z]{2})")
_OF_RESPONSES = frozenset(("of", "response", "responses", "s"))
"""What borders leave of `Explanation of Responses:` in the last row's cells."""
_HEAD_SHARE = 0.6
"""A line of which this share of the letters belongs to heading words is a heading."""
_CELLED_SHARE = 0.3


@attrs.define(slots=True, eq=False)
class Line:
    """One line (or hard row) of a table: its words and what is known of them at a glance."""

    words: list[Word]
    after_blank: bool = False
    flat: bool = False
    """It is one of the lines of a whole page that a converter put into one cell."""

    @property
    def values(self) -> int:
        """How many of the words are values."""
        return sum([is_value(w.text) for w in self.words])

    @property
    def strong(self) -> int:
        """How many of them are nothing else."""
        return sum([is_strong(w.text) for w in self.words])


@attrs.frozen
class TableText:
    """What is left of a table's region: lines of the body, lines of the head, and the kind of layout."""

    lines: list[Line]
    heads: list[list[Word]]
    celled: bool
    positioned: bool
    parted: bool
    """Blank lines part most cells: the page was read by its columns, and its order is not the rows'."""
    first_cell: int | None = None
    """The leftmost cell of the headings that stand in a row of cells."""

    def parts(self) -> list[TableText]:
        """The table in runs of pages that were read alike: in cells, or put into one cell each."""
        runs = [(flat, list(lines)) for flat, lines in groupby(self.lines, key=lambda line: line.flat)]
        if len(runs) < 2 and not any(flat for flat, _ in runs):
            return [self]
        return [
            attrs.evolve(self, lines=lines, celled=False, heads=[]) if flat else attrs.evolve(self, lines=lines)
            for flat, lines in runs
        ]


_LINE_OF: Callable[[Word], int] = attrgetter("line")
_ROW_OF: Callable[[Word], int] = attrgetter("row")


def _by(words: list[Word], key: Callable[[Word], int]) -> list[list[Word]]:
    return [list(unit) for _, unit in groupby(words, key=key)]


_FLAT_LINES = 4
_FLAT_VALUES = 3


def _is_flat(row: list[Word]) -> bool:
    """Does a whole page stand in one cell of its one row?"""
    return (
        row[-1].line - row[0].line >= _FLAT_LINES
        and all(w.cell == row[0].cell for w in row)
        and sum(is_strong(w.text) for w in row) >= _FLAT_VALUES
    )


def _units(words: list[Word], celled: bool) -> list[tuple[list[Word], bool]]:
    """The hard rows or the lines, each with whether it is a line of a page put into one cell."""
    if not celled:
        return [(unit, False) for unit in _by(words, _LINE_OF)]
    units: list[tuple[list[Word], bool]] = []
    for row in _by(words, _ROW_OF):
        flat = _is_flat(row)
        units += [(unit, flat) for unit in (_by(row, _LINE_OF) if flat else [row])]
    return units


def head_share(words: list[Word]) -> float:
    """How much of a line's letters are words of the columns' headings."""
    total = known = 0
    for word in words:
        letters, is_known = _letters_of_heads(word.text)
        total += letters
        known += letters if is_known else 0
    return known / total if total else 0.0


@remembered
def _letters_of_heads(text: str) -> tuple[int, bool]:
    """How many letters the word has, and whether it is one of the headings'."""
    plain = _GLUED_NUMBER.sub("", squeeze(text))
    is_known = (
        plain in TABLE_WORDS
        or (len(plain) > 5 and (plain.rstrip("s") in TABLE_WORDS or "instr" in plain or "month" in plain))
        or _NUMBERED.match(text) is not None
    )
    return len(plain), is_known


def _is_head(words: list[Word]) -> bool:
    if any(is_strong(w.text) for w in words):
        return False
    if len(words) == 1 and len(squeeze(words[0].text)) == 1 and words[0].text[0] != "(":
        return words[0].text == "V" or _NUMBERED.match(words[0].text) is not None
    if len(words) > 1 and (all(squeeze(w.text) in CLASS_WORDS for w in words) or is_of_class(words)):
        return False
    share = head_share(words)
    return share >= _HEAD_SHARE or (share >= 0.45 and len(words) > 6) or _is_reminder(words) or _is_cut_form_text(words)


_FORM_TRIGRAMS = frozenset(text[i : i + 3] for text in FORM_TEXT for i in range(len(text) - 2))
_TRIGRAM_SHARE = 0.68
"""`uant to | a contract, instruc | tion or`: cut text of the form keeps eight in ten of its trigrams,
titles have under half."""
_LEAST_LETTERS = 18


def _is_cut_form_text(words: list[Word]) -> bool:
    plain = [squeeze(w.text) for w in words]
    text = "".join(plain)
    if len(text) < _LEAST_LETTERS or sum(p in TITLE_WORDS for p in plain) * 2 > len(plain):
        return False
    return sum(text[i : i + 3] in _FORM_TRIGRAMS for i in range(len(text) - 2)) >= _TRIGRAM_SHARE * (len(text) - 2)


def _is_reminder(words: list[Word]) -> bool:
    """A line of the reminders, or what a page break left of one; not `Class A Shares`."""
    plain = [squeeze(w.text) for w in words]
    known = [p for p in plain if p in BOILERPLATE_WORDS]
    return len(known) >= 3 and len(known) >= 0.7 * len([p for p in plain if p]) and any(len(p) > 5 for p in known)


def _without_rules(words: list[Word]) -> list[Word]:
    is_rule = list(map(_is_rule, [w.text for w in words]))
    return [w for w, rules in zip(words, is_rule, strict=True) if not rules] if any(is_rule) else words


@remembered
def _is_rule(text: str) -> bool:
    return _RULE.match(text) is not None


def is_celled(words: list[Word]) -> bool:
    """Do the words stand in cells?"""
    return has_cells(bytes([w.gap for w in words]))


def has_cells(gaps: bytes) -> bool:
    """Do borders of cells part so many of the words, by the gaps before them?"""
    cells = gaps.count(NEXT_CELL)
    return cells > 3 and cells > _CELLED_SHARE * (cells + gaps.count(WIDE) + gaps.count(LINE) + gaps.count(BLOCK))


_PARTED_BODY = 0.45
PARTED_TABLE = 0.2
"""Headings stand in blocks of lines: fewer lines of a whole table than of its cells are parted by blank ones."""


def is_parted(words: list[Word], share: float) -> bool:
    """Do blank lines part so many of the lines?"""
    gaps = bytes([w.gap for w in words])
    return gaps.count(BLOCK) > share * (gaps.count(BLOCK) + gaps.count(LINE))


def _is_by_columns(lines: list[Line]) -> bool:
    """Do blank lines part most lines, or most that begin with a value: texts in narrow columns have many lines?"""
    gaps = [line.words[0].gap for line in lines if is_value(line.words[0].text)]
    return is_parted([w for line in lines for w in line.words], _PARTED_BODY) or (
        len(gaps) >= _LEAST_VALUES and gaps.count(BLOCK) > _PARTED_VALUES * len(gaps)
    )


_LEAST_VALUES = 3
_PARTED_VALUES = 0.6


@attrs.define(slots=True, eq=False)
class _Gathered:
    """The lines and the headings so far, and the last heading where it may be the first line of a title."""

    celled: bool
    positioned: bool
    parted: bool
    lines: list[Line] = attrs.field(factory=list)
    heads: list[list[Word]] = attrs.field(factory=list)
    _begun: list[Word] = attrs.field(factory=list)
    _begun_at: tuple[int, int] = (0, 0)

    def add_labels(self, unit: list[Word], owners: list[str | None]) -> None:
        """A line of labels alone."""
        self.heads.append(unit)
        if COUNTRY in owners and self.lines and not self.lines[-1].values:
            self.lines.pop()  # `UNITED STATES` above `(Country)`: box 1 reaches into the table's region

    def add_head(self, unit: list[Word], *, whole: bool) -> None:
        """A line of headings, `whole` where no label or rule stands in it."""
        self.heads.append(unit)
        at = len(self.heads) - 1
        if not any(line.values and not _is_lone_number(line) for line in self.lines):
            # what stood above the headings is the country of box 1, or a title of a page read by columns
            self.heads += [] if self.celled or self.positioned else [line.words for line in self.lines]
            self.lines[:] = _titles_of(self.lines) if self.parted else []
        self._begun = unit if self.positioned and whole and begins_title(unit) else []
        self._begun_at = at, len(self.lines)

    def take_back(self, body: list[Word], gap: int, blank: bool) -> None:
        """`Warrants` right above `to purchase`: the heading was the first line of the title that goes on here."""
        begun = self._begun
        if begun and body[0].x == begun[0].x and gap == LINE:
            del self.heads[self._begun_at[0]]
            self.lines.insert(self._begun_at[1], Line(begun, blank))
        if begun and (body[0].x <= begun[0].x or any(is_value(w.text) for w in body)):
            self._begun = []


def read_lines(labels: Labels, region: tuple[int, int], positioned: bool) -> TableText:
    """Gather the body of the table that stands in these words."""
    words = labels.words[slice(*region)]
    celled = is_celled(words)
    positioned = positioned and not celled
    parted = labels.as_printed and not (celled or positioned) and is_parted(words, PARTED_TABLE)
    got = _Gathered(celled, positioned, parted)
    lines = got.lines
    blank = goes_on = reminded = False
    last: Word | None = None
    at = region[0]
    for unit, flat in _units(words, celled):
        mine, at = labels.owner[at : at + len(unit)], at + len(unit)
        left = _unlabelled(unit, mine)
        body = _without_rules(left)
        if unit[0].gap == BLOCK or len(body if left == unit else _without_rules(unit)) < len(unit) / 2:
            blank = True
        before, last = last, unit[-1]
        labelled = len(left) < len(unit)
        reminded = BOILERPLATE in mine or (reminded and _is_reminders_end(left))
        if not body or (reminded and _is_reminders_end(body)):
            goes_on = False
            if labelled and not flat:
                got.add_labels(unit, mine)
            continue
        wraps = _follows(lines, before) and not labelled and unit[0].gap == LINE and (positioned or flat)
        if _is_head(body) and not (
            _ends_par(body, lines)
            or (parted and (is_title(body) or (goes_on and unit[0].gap == LINE and len(unit) == 1)))
            or (wraps and is_of_texts(body))
            or (positioned and not labelled and is_footed(body))
        ):
            goes_on = False
            got.add_head(unit, whole=body is unit)
            continue
        goes_on = parted and not labelled
        got.take_back(body, unit[0].gap, blank)
        if labelled and head_share(unit) > 0:
            body = _drop_head_words(body)
        body = join_words_cut(title_numbers(split_glued(body)))
        if body := join_pieces(body) if celled and not flat else body:
            lines.append(Line(body, blank, flat))
            blank = False
    return _as_text(lines, got.heads, celled, positioned, parted)


def _follows(lines: list[Line], last: Word | None) -> bool:
    """Is the last word so far the last of a row?"""
    return bool(lines) and lines[-1].words[-1] is last


def _is_lone_number(line: Line) -> bool:
    """Has the line but a number such as columns and the scan's misread `or` have: `10`?"""
    return _LONE_NUMBER.match("".join([w.text for w in line.words])) is not None


_LONE_NUMBER = re.compile(r"\W*1[01]\W*$")


def _unlabelled(unit: list[Word], owners: list[str | None]) -> list[Word]:
    if None not in owners:
        return []
    if not any(owners):
        return unit
    left = [w for w, owner in zip(unit, owners, strict=True) if owner is None]
    return [w for w in left if squeeze(w.text) not in _OF_RESPONSES] if EXPLANATION in owners else left


def _as_text(lines: list[Line], heads: list[list[Word]], celled: bool, positioned: bool, parted: bool) -> TableText:
    """The body, its lines parted where signs or paragraphs say so."""
    if positioned:
        _part_signs(lines)
    if celled:
        _part_paragraphs(lines)
    first_cell = _first_cell(heads) if celled else None
    return TableText(lines, heads, celled, positioned, parted and _is_by_columns(lines), first_cell)


_LEAST_CELLS = 3


def _first_cell(heads: list[list[Word]]) -> int | None:
    """Where the rows of the heading begin; a title across the page has fewer cells."""
    cells = [{w.cell for w in head} for head in heads if len(head) >= _LEAST_CELLS]
    return min((min(held) for held in cells if len(held) >= _LEAST_CELLS), default=None)


_LEAST_PARAGRAPHS = 3
_STRONG_OF_A_ROW = 2
"""So many amounts and dates of a line that has no cells are a row's."""


def _part_paragraphs(lines: list[Line]) -> None:
    """Rows that a converter has left out of its table: a paragraph each cell (`684,741`, `I`), or a line each row."""
    for alone, run in groupby(lines, key=lambda line: all(w.cell == 0 for w in line.words)):
        if not alone:
            continue
        held = list(run)
        letters = [x for x in held if len(x.words) == 1 and x.words[0].text in ("D", "I")]
        values = [x for x in held if len(x.words) == 1 and x.strong == 1]
        whole = any(x.strong >= _STRONG_OF_A_ROW for x in held)
        if whole or (letters and values and len(held) >= _LEAST_PARAGRAPHS):
            for line in held:
                line.flat = True


def _ends_par(words: list[Word], lines: list[Line]) -> bool:
    """`value` alone, below a title that ends in `$0.01 par`."""
    return (
        [squeeze(w.text) for w in words] == ["value"]
        and bool(lines)
        and any(squeeze(w.text).endswith("par") for line in lines[-2:] for w in line.words)
    )


_FAR_SIGN = 3
"""Blanks behind a `$` that belongs to what stands below it."""


def _part_signs(lines: list[Line]) -> None:
    """A `$` far from the number behind it, and right above another, is that one's: `$      12,103,636 / 5.4504`."""
    for line, below in pairwise(lines):
        for i, word in enumerate(line.words):
            blanks = word.size - len(word.text)
            if word.text[0] != "$" or blanks < _FAR_SIGN or word.more:
                continue
            if any(is_strong(w.text) and w.x <= word.x < w.x_end for w in below.words):
                at, text = 1 + blanks, word.text[1:]
                number = attrs.evolve(word, text=text, start=word.start + at, size=len(text), x=word.x + at, gap=WIDE)
                line.words[i : i + 1] = [attrs.evolve(word, text="$", size=1), number]


def _titles_of(lines: list[Line]) -> list[Line]:
    """The lines that are titles, each by itself or with the others of its block; and the marks behind them."""
    kept: list[Line] = []
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or line.words[0].gap >= BLOCK:
            blocks.append([])
        blocks[-1].append(line)
    for block in blocks:
        whole = is_title([w for line in block for w in line.words])
        kept += [
            x for x in block if whole or is_title(x.words) or (kept and all(FOOTED.match(w.text) for w in x.words))
        ]
    return kept


def _is_reminders_end(words: list[Word]) -> bool:
    """What a reminder that is too wide has on its next line: `indirectly.`, `control number.`"""
    plain = [key for w in words if not (key := squeeze(w.text)).isdigit()]  # `(7-02)` of the form's number may be cut
    return BOILERPLATE_WORDS.issuperset(plain) and not is_title(words) and (len(plain) > 0 or not words)


def _drop_head_words(words: list[Word]) -> list[Word]:
    """A line that a label shares with values: what is left of the heading goes, too."""
    first = next((i for i, w in enumerate(words) if squeeze(w.text) not in TABLE_WORDS and squeeze(w.text)), len(words))
    return words[first:]


__all__ = ["PARTED_TABLE", "Line", "TableText", "head_share", "is_celled", "is_parted", "read_lines"]
