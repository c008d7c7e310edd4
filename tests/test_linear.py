"""Reading takes time in proportion to the text: no pattern backtracks without end, no stage works square."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest
import regex

import form4lib
from form4lib.engine import _labels
from support.strange import FORM_LIKE, SQUARE, Endless

SHORT, LONG = 2_000, 8_000
MOST_STEPS = 6.5
"""Four times the text may take so many times the steps: what a text has once is in both."""
MOST_STEPS_BOUNDED = 17.0
"""As much for streams of amounts: square in the amounts of one table until the bound is reached."""


class Steps:
    """Counts calls: the same on every machine, however busy it is."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, frame: FrameType, event: str, what: object) -> None:
        self.count += 1

    def of(self, text: str) -> int:
        """The calls that reading a text takes."""
        gc.disable()
        sys.setprofile(self)
        try:
            form4lib.parse_text(text)
        finally:
            sys.setprofile(None)
            gc.enable()
        return self.count


@pytest.mark.parametrize("endless", [*FORM_LIKE, *SQUARE], ids=lambda endless: endless.name)
def test_steps_grow_with_the_text(endless: Endless) -> None:
    form4lib.parse_text(endless.make(SHORT))  # what is done once and kept
    short, long = Steps().of(endless.make(SHORT)), Steps().of(endless.make(LONG))
    most = MOST_STEPS_BOUNDED if endless in SQUARE else MOST_STEPS
    assert long <= most * short, (short, long)


def compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the package, wherever a module keeps it."""
    for found in pkgutil.walk_packages(form4lib.__path__, "form4lib.", onerror=lambda _: None):
        if found.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(found.name)
        except ModuleNotFoundError:
            continue  # what needs an extra that is not installed
        for name, value in vars(module).items():
            for i, pattern in enumerate(patterns_in(value)):
                yield f"{found.name.removeprefix('form4lib.')}.{name}[{i}]", pattern
    for patterns in _labels._patterns().values():
        for name, pattern in patterns:
            yield f"label {name} {pattern.pattern[:30]}", pattern


def patterns_in(value: Any) -> Iterator[Any]:
    if isinstance(value, (re.Pattern, regex.Pattern)):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from patterns_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from patterns_in(item)


PATTERNS = dict(compiled())
PIECES = (
    *"(1a A.,-/_|$*<>&#;:[]{}\\\"'=\n\t\x00",
    "1,", "1.", "1,000", "1/", "a ", "A ", "a.", "aA", "<a", "<a ", "</", "<!--", "a=", "a='", "|-", "| ", "|---",
    "---|", "](", "](#", "[a", "(1)", "(1", "$ ", "&#", "&a", "\\(", " \n", "\r\n", "/s/", "Form ", "of ", "x.y",
)  # fmt: skip
TAIL = "\x01"
FEW, MANY = 1_500, 6_000
NOTICED = 0.02
"""Seconds: what takes less than this cannot be told from the machine's other work."""
MOST_TIMES = 9.0
"""Four times the text in four times the time, and as much again for a busy machine; square would be sixteen times."""


def literals(pattern: str) -> list[str]:
    """The pieces of text that a pattern names: what comes nearest to matching it."""
    return re.findall(r"(?<!\\)[A-Za-z]{2,12}", pattern)[:3]


OF_WHOLE_TEXTS = (
    *("engine._source", "engine._page", "engine._limits", "engine._squeezed", "label "),
    *("inputs._xml", "inputs._submission", "inputs._header", "inputs._decode", "inputs._html"),
)
"""Patterns that are sought in texts of any length; the others are tried on words, and cells, where they begin."""


def seconds(name: str, pattern: re.Pattern[str], text: str) -> float:
    start = time.perf_counter()
    if name.startswith(OF_WHOLE_TEXTS):
        for _ in pattern.finditer(text):
            pass
    pattern.match(text)
    pattern.fullmatch(text)
    return time.perf_counter() - start


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_pattern_backtracks_without_end(name: str) -> None:
    pattern = PATTERNS[name]
    for piece in (*PIECES, *literals(pattern.pattern)):
        many = piece * (MANY // len(piece)) + TAIL
        if seconds(name, pattern, many) < NOTICED:
            continue
        few = piece * (FEW // len(piece)) + TAIL
        times = min(seconds(name, pattern, many) for _ in range(3)) / min(seconds(name, pattern, few) for _ in range(3))
        assert times < MOST_TIMES, f"{pattern.pattern!r} on {piece!r}: {times:.1f} times"


def test_all_patterns_are_looked_at() -> None:
    assert len(PATTERNS) > 150
