"""The public benchmark: texts made from names, figures that can be worked out by hand, answers of any program."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from form4lib import Evidence, Filing
from form4lib_bench.__main__ import main
from form4lib_bench.compare import CORE
from form4lib_bench.noise import DAMAGES
from form4lib_bench.score import Score
from form4lib_bench.task import CLEAN, NOISES, Task, make_tasks, task_named
from form4lib_bench.writer import LAYOUTS
from samples import FULL

README = Path(__file__).resolve().parent.parent / "bench" / "README.md"
TASK = Task(LAYOUTS[0], CLEAN, 0, FULL, "")
SALE, HOLDING = FULL.non_derivative


def scored(read: Filing | None) -> Score:
    score = Score()
    score.add(TASK, read)
    return score


def test_a_text_is_made_again_from_its_name() -> None:
    made = list(make_tasks(1, first_seed=3))
    assert len(made) == len(NOISES) * len(LAYOUTS)
    for task in made[::23]:
        again = task_named(task.id)
        assert (again.text, again.printed) == (task.text, task.printed)


@pytest.mark.parametrize(
    "name", ["tabs/viewer/clean", "tabs/viewer/rain/1", "scroll/viewer/clean/1", "tabs/viewer/clean/x"]
)
def test_a_name_that_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="no task is named"):
        task_named(name)


def test_a_perfect_answer() -> None:
    score = scored(FULL)
    assert (score.f1, score.flawless, score.silent, score.doubted, score.refused) == (1.0, 1, 0, 1, 0)
    assert score.printed == score.given == score.right > 20


def test_no_answer_loses_every_value() -> None:
    score = scored(None)
    assert (score.right, score.given, score.refused, score.flawless) == (0, 0, 1, 0)
    assert score.printed == scored(FULL).printed


def test_a_missing_row_loses_its_values() -> None:
    whole, less = scored(FULL), scored(attrs.evolve(FULL, non_derivative=(SALE,)))
    values = [name for name in CORE if getattr(HOLDING, name, None) is not None]
    assert sorted(values) == ["direct_or_indirect", "security_title", "shares_owned_following"]
    assert (less.printed, less.right, less.given) == (whole.printed, whole.right - 3, whole.given - 3)


def test_an_invented_row_gives_its_values_wrongly() -> None:
    whole, more = scored(FULL), scored(attrs.evolve(FULL, non_derivative=(SALE, HOLDING, HOLDING)))
    assert (more.printed, more.right, more.given) == (whole.printed, whole.right, whole.given + 3)
    assert more.silent == 3


@pytest.mark.parametrize(("confidence", "silent"), [(0.95, 1), (0.5, 0)])
def test_what_is_wrong_counts_as_silent_where_nothing_marks_it(confidence: float, silent: int) -> None:
    told = attrs.evolve(FULL, diagnostics=(), evidence={"period_of_report": Evidence(confidence=confidence)})
    assert scored(attrs.evolve(told, period_of_report=None)).silent == 0
    assert FULL.period_of_report is not None
    later = FULL.period_of_report.replace(year=2022)
    assert scored(attrs.evolve(told, period_of_report=later)).silent == silent


def test_answers_of_any_program_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make", str(tmp_path), "--filings", "1", "--first-seed", "7"]) == 0
    truth = (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "answers").write_text("\n".join(truth[1:]), encoding="utf-8")
    assert main(["score", str(tmp_path / "answers"), "--texts", str(tmp_path)]) == 0
    tables = capsys.readouterr().out.split("\n\n")
    rows = {row.split(" | ")[0].strip("| "): row for table in (*tables[2:], tables[0]) for row in table.splitlines()}
    assert rows["tabs/viewer"].startswith("| tabs/viewer | 1 | 1.0000 | 1.000 | 0.0 |")
    assert rows["html/viewer"].startswith("| html/viewer | 1 | 0.0000 | 0.000 | 0.0 |")  # the one that is not answered
    assert rows["break_page"].startswith(f"| break_page | {len(LAYOUTS)} | 1.0000 | 1.000 | 0.0 |")


def test_an_answer_that_is_no_filing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {"id": "tabs/viewer/clean/1", "filing": {"form_type": "4", "sheriff": "yes"}}
    (tmp_path / "answers").write_text(json.dumps(answer), encoding="utf-8")
    assert main(["score", str(tmp_path / "answers")]) == 2
    assert "tabs/viewer/clean/1: " in capsys.readouterr().err


def test_every_noise_and_layout_is_described() -> None:
    text = README.read_text(encoding="utf-8")
    assert {kind.name for kind in DAMAGES} <= set(NOISES)
    assert not [name for name in NOISES if f"`{name}`" not in text]
    words = {word for layout in LAYOUTS for word in layout.name.split("/")}
    assert not [word for word in words if f"`{word}`" not in text]
