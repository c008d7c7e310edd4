"""What is printed and then damaged comes back equal or marked; wrong values in silence are rare.

Filings and damage are made from fixed seeds, the bounds stand a little above what is measured.
"""

from __future__ import annotations

import re

import pytest

import form4lib
from form4lib_bench.compare import letters_and_digits
from form4lib_bench.measure import Tally, printed_in_turn
from form4lib_bench.noise import DAMAGES, HARMLESS, Damage, damage

DAMAGED_TEXTS = 204
"""Filings printed, damaged with a seed and read, over all layouts."""

TEXTS_PER_DAMAGE = 34
"""Two of every layout."""

MOST_SILENT = 0.012
"""Wrong core values that nothing marks, of the core values printed, over every kind of damage."""

MOST_LOST_ROWS = 0.013
"""Rows that are missing or invented although nothing at the table or the filing says so."""

MOST_SILENT_PER_KIND = {
    "confuse_glyphs": 0.012,
    "smudge_marks": 0.01,
    "cut_words": 0.014,
    "lose_spaces": 0.01,
    "double_spaces": 0.01,
    "stray_rules": 0.007,
    "drop_points": 0.026,
    "collapse_blanks": 0.01,
    "break_page": 0.012,
    "escape_html": 0.009,
    "unicode_punctuation": 0.009,
    "trailing_spaces": 0.009,
    "newline_style": 0.009,
}
"""As `MOST_SILENT`, for each kind of damage alone."""

MOST_CHANGED = {
    "escape_html": 0.002,
    "unicode_punctuation": 0.0,
    "trailing_spaces": 0.0,
    "newline_style": 0.005,
}
"""Values that harmless damage changes, of the values read from the clean text."""

LINE_ENDS = ("\r\n", "\r", "   \n")
"""Ends of lines that say the same as a new line alone."""

ROW = "Common Stock\t05/06/2024\t\t\tS\t1,400\tD\t$11.8(1)\t39,485\tI\tBy Trust"

DONE_TO_ROW = {
    "confuse_glyphs": r"[s58]\t1,400\t[DO0o]\t[$358S]11.8|\t[O0o]\t|\t[|1l\]]\tBy|\t[358S]11\.8",
    "smudge_marks": r"11\.8(\)|®|\")\t",
    "cut_words": r"^Common St?o?c?\t[tock]{1,4} 05/06",
    "lose_spaces": r"CommonStock|ByTrust",
    "double_spaces": r"Common  Stock|By  Trust",
    "stray_rules": r"\t[|_—\[\]] ",
    "drop_points": r"1\.?400|11,?8|39\.?485",
    "collapse_blanks": r"05/06/2024\tS",
    "trailing_spaces": r"By Trust   $",
}


@pytest.mark.parametrize("name", DONE_TO_ROW)
def test_damage_does_what_it_says(name: str) -> None:
    kinds = [kind for kind in DAMAGES if kind.name == name]
    assert re.search(DONE_TO_ROW[name], damage(ROW, 3, kinds))


def test_damage_to_punctuation() -> None:
    def done(name: str, text: str) -> str:
        return damage(text, 1, [kind for kind in DAMAGES if kind.name == name])

    assert done("escape_html", 'Ember & "Oak" at $5') == "Ember &amp; &quot;Oak&quot; at \\$5"
    assert re.fullmatch(r"O[’ʼ]Tarran 28228[‐‑–]9986", done("unicode_punctuation", "O'Tarran 28228-9986"))
    assert done("newline_style", "a\nb") in ("a\r\nb", "a\rb")


def test_page_break_repeats_the_heading() -> None:
    text = f"Table I\nTitle\tDate\n{ROW}\n{ROW}\nTable II\n{ROW}\n"
    broken = damage(text, 5, [kind for kind in DAMAGES if kind.name == "break_page"])
    assert broken.count("Title\tDate") == 2
    assert "\n- 2 -\n\fTable I\n" in broken
    assert broken.count("Table II") == 1


@pytest.mark.parametrize("kind", HARMLESS, ids=lambda kind: kind.name)
def test_harmless_damage_changes_nothing(kind: Damage) -> None:
    tally = Tally()
    for seed, (_, layout, text) in enumerate(printed_in_turn(TEXTS_PER_DAMAGE)):
        before, after = form4lib.parse_text(text), form4lib.parse_text(damage(text, seed, [kind]))
        tally.add_filing(before, after, layout, letters_and_digits)
    assert len(tally.wrong) <= MOST_CHANGED[kind.name] * tally.values, tally.told(tally.wrong, tally.values)


@pytest.mark.parametrize("end", LINE_ENDS)
def test_line_ends_do_not_matter(end: str) -> None:
    changed = [
        (layout.name, seed)
        for seed, (_, layout, text) in enumerate(printed_in_turn(TEXTS_PER_DAMAGE))
        if form4lib.parse_text(text.replace("\n", end)) != form4lib.parse_text(text)
    ]
    assert not changed


def test_silent_errors_are_rare() -> None:
    tally = Tally()
    for seed, (filing, layout, text) in enumerate(printed_in_turn(DAMAGED_TEXTS)):
        tally.add(filing, damage(text, seed), layout, letters_and_digits)
    assert len(tally.silent_core) <= MOST_SILENT * tally.core, tally.told(tally.silent_core, tally.core)
    assert len(tally.lost) <= MOST_LOST_ROWS * tally.rows, tally.told(tally.lost, tally.rows)


@pytest.mark.parametrize("kind", DAMAGES, ids=lambda kind: kind.name)
def test_no_kind_of_damage_is_silent(kind: Damage) -> None:
    tally = Tally()
    for seed, (filing, layout, text) in enumerate(printed_in_turn(TEXTS_PER_DAMAGE)):
        tally.add(filing, damage(text, seed, [kind]), layout, letters_and_digits)
    most = MOST_SILENT_PER_KIND[kind.name]
    assert len(tally.silent_core) <= most * tally.core, tally.told(tally.silent_core, tally.core)
