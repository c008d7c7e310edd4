"""The command line of the benchmark.

`make` writes the texts and the truth, `answer` reads the texts with form4lib, `score` holds anybody's
answers against the truth, and `baseline` does all three in memory.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import form4lib
from form4lib import Filing, Form4Error, InvalidRecordError

from .score import Score, table
from .task import CLEAN, Task, make_tasks, task_named

TEXTS, TRUTH = "texts.jsonl", "truth.jsonl"

Answers = Iterable[tuple[Task, Filing | None]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status.

    Args:
        arguments: as typed, without the program's name; None for those of the process.
    """
    parser = argparse.ArgumentParser(prog="form4lib-bench", description="A benchmark for readers of Forms 3, 4 and 5.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    make = commands.add_parser("make", help=f"write {TEXTS} and {TRUTH} into a folder")
    answer = commands.add_parser("answer", help="read the texts of a folder with form4lib, a line of JSON each")
    score = commands.add_parser("score", help="hold a file of answers against the truth")
    baseline = commands.add_parser("baseline", help="what form4lib itself reaches")
    for command in (make, answer):
        command.add_argument("folder", type=Path)
    score.add_argument("answers", type=Path, help="lines of JSON with an id and a filing")
    score.add_argument("--texts", type=Path, help="the folder that was to be answered, to tell what is missing")
    for command in (make, baseline):
        command.add_argument("--filings", type=int, default=6, help="in each layout and class of noise (default: 6)")
        command.add_argument("--first-seed", type=int, default=0, help="seed of the first filing (default: 0)")
    for command, function in ((make, _make), (answer, _answer), (score, _score), (baseline, _baseline)):
        command.set_defaults(function=function)
    options = parser.parse_args(arguments)
    status: int = options.function(options)
    return status


def _make(options: argparse.Namespace) -> int:
    options.folder.mkdir(parents=True, exist_ok=True)
    with (
        (options.folder / TEXTS).open("w", encoding="utf-8") as texts,
        (options.folder / TRUTH).open("w", encoding="utf-8") as truth,
    ):
        for task in make_tasks(options.filings, options.first_seed):
            texts.write(json.dumps({"id": task.id, "text": task.text}) + "\n")
            truth.write(json.dumps({"id": task.id, "filing": form4lib.to_dict(task.printed)}) + "\n")
    return 0


def _answer(options: argparse.Namespace) -> int:
    for line in _lines(options.folder / TEXTS):
        read = _read(line["text"])
        print(json.dumps({"id": line["id"], "filing": None if read is None else form4lib.to_dict(read)}))
    return 0


def _score(options: argparse.Namespace) -> int:
    answers = {line["id"]: line.get("filing") for line in _lines(options.answers)}
    asked = [line["id"] for line in _lines(options.texts / TEXTS)] if options.texts else list(answers)
    try:
        _report((task_named(name), _filing(name, answers.get(name))) for name in asked)
    except (ValueError, InvalidRecordError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _baseline(options: argparse.Namespace) -> int:
    _report((task, _read(task.text)) for task in make_tasks(options.filings, options.first_seed))
    return 0


def _report(answers: Answers) -> None:
    """Print the figures: clean texts by layout and edition, the damaged ones likewise, then all texts by noise."""
    clean: dict[str, Score] = {}
    damaged: dict[str, Score] = {}
    by_noise: dict[str, Score] = {}
    for task, read in answers:
        by_noise.setdefault(task.noise, Score()).add(task, read)
        by_layout = clean if task.noise == CLEAN else damaged
        by_layout.setdefault(task.layout.name, Score()).add(task, read)
    heads = {"clean text, by layout": clean, "damaged text, by layout": damaged, "all layouts, by noise": by_noise}
    print(*(table(head, scores) for head, scores in heads.items()), sep="\n\n")


def _read(text: str) -> Filing | None:
    try:
        return form4lib.parse_text(text)
    except Form4Error:
        return None


def _filing(name: str, data: object) -> Filing | None:
    """The filing of an answer; None where there is none."""
    if data is None:
        return None
    try:
        return form4lib.from_dict(data)  # type: ignore[arg-type]
    except InvalidRecordError as error:
        raise ValueError(f"{name}: {error}") from error


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main())
