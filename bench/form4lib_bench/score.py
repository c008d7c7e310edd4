"""Figures of the benchmark: how much is read right, and how much is wrong without a mark.

Core values are those a trade is made of (`compare.CORE`). A value is right when it is equal; in a damaged
text the case, punctuation and spaces of words do not count. A row that is missing loses each of its core
values, a row that is invented gives each of its own wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from form4lib.records import Filing

from .compare import CORE, Checked, Comparison, exact, letters_and_digits
from .task import CLEAN, Task

NOTHING: tuple[object, ...] = (None, False, (), {})
"""What stands for no value."""


@attrs.define
class Score:
    """Counts over the core values of many texts."""

    texts: int = 0
    flawless: int = 0
    """Texts without a wrong, missing or invented core value."""
    refused: int = 0
    """Texts that were not answered at all."""
    printed: int = 0
    given: int = 0
    right: int = 0
    silent: int = 0
    """Values given wrongly that neither a confidence under 0.9 nor a diagnostic marks."""
    doubted: int = 0
    """Right values that are marked as doubtful."""

    @property
    def f1(self) -> float:
        """Harmonic mean of the shares right of what was printed and of what was given."""
        return 2 * self.right / max(self.printed + self.given, 1)

    def add(self, task: Task, read: Filing | None) -> None:
        """Count what was read from the text of a task; None where there is no answer."""
        self.texts += 1
        self.refused += read is None
        same = exact if task.noise == CLEAN else letters_and_digits
        answer = Filing(form_type=task.printed.form_type) if read is None else read
        before = self.printed + self.given - 2 * self.right
        for check in Comparison(task.printed, answer, task.layout, same).checks():
            for printed, given, is_same in _core_values(check):
                self.printed += printed
                self.given += given
                self.right += printed and given and is_same
                self.silent += given and not is_same and not check.marked
                self.doubted += printed and given and is_same and check.marked
        self.flawless += self.printed + self.given - 2 * self.right == before

    def row(self, name: str) -> str:
        """A row of the table of figures."""
        silent = 1000 * self.silent / max(self.given, 1)
        doubted = self.doubted / max(self.right, 1)
        flawless = self.flawless / max(self.texts, 1)
        return f"| {name} | {self.texts} | {self.f1:.4f} | {flawless:.3f} | {silent:.1f} | {doubted:.3f} |"


HEAD = (
    "texts | core F1 | all core values right | wrong and unmarked | doubted",
    "---: | ---: | ---: | ---: | ---:",
)


def _core_values(check: Checked) -> Iterator[tuple[bool, bool, bool]]:
    """Of each core value that a check is about: was it printed, was it given, is it the same?"""
    if check.lost:
        for _ in [value for value in check.lost if value not in NOTHING]:
            yield bool(check.printed), bool(check.read), False
    elif check.field in CORE:
        yield check.printed not in NOTHING, check.read not in NOTHING, check.same


def table(head: str, scores: dict[str, Score]) -> str:
    """A markdown table with a row for each score."""
    lines = [f"| {head} | {HEAD[0]} |", f"| --- | {HEAD[1]} |"]
    return "\n".join([*lines, *(score.row(name) for name, score in scores.items())])
