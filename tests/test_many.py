"""Many documents over several processes: none is lost, and none ends the run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from multiprocessing import active_children
from pathlib import Path
from random import Random
from typing import cast

import pytest

from form4lib import DEFAULT_BUDGET, Failure, Filing, Limits, WorkerStartError, parse_many, parse_text
from form4lib.bulk._attempt import attempt
from form4lib.engine import _pipeline
from form4lib_bench.invent import invent_filing
from form4lib_bench.writer import layout_named, print_filing

LAYOUT = layout_named("tabs/viewer")


class Deadly:
    """A path whose look-up ends the process that looks."""

    def __fspath__(self) -> str:
        os._exit(9)


class DeadlyOnce:
    """A path whose look-up ends the first process that looks."""

    def __init__(self, mark: Path, path: Path) -> None:
        self.mark = mark
        self.path = path

    def __fspath__(self) -> str:
        if not self.mark.exists():
            self.mark.touch()
            os._exit(9)
        return str(self.path)


def texts(count: int) -> list[str]:
    """Forms of one transaction or several, all different."""
    rng = Random(5)
    return [print_filing(invent_filing(rng), LAYOUT) for _ in range(count)]


def code(outcome: object) -> str:
    """Why a document gave no record; '' where it gave one."""
    return outcome.diagnostic.code if isinstance(outcome, Failure) else ""


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_every_document_gives_its_record_in_order(workers: int) -> None:
    documents = texts(40)
    assert list(parse_many(documents, workers=workers)) == [(i, parse_text(text)) for i, text in enumerate(documents)]


def test_evidence_and_diagnostics_come_back_whole() -> None:
    documents = texts(5)
    for (_, found), text in zip(parse_many(documents, workers=1), documents, strict=True):
        assert isinstance(found, Filing)
        assert found.evidence == parse_text(text).evidence
        assert found.diagnostics == parse_text(text).diagnostics


def test_as_they_come_every_key_comes_once() -> None:
    documents = texts(30)
    found = list(parse_many(((f"k{i}", text) for i, text in enumerate(documents)), workers=2, ordered=False))
    assert sorted(key for key, _ in found) == sorted(f"k{i}" for i in range(30))
    assert dict(found) == {f"k{i}": parse_text(text) for i, text in enumerate(documents)}


@pytest.mark.parametrize("workers", [0, 2])
def test_documents_of_any_kind_are_read_and_a_bad_one_is_one_failure(workers: int, tmp_path: Path) -> None:
    (text,) = texts(1)
    path = tmp_path / "form.txt"
    path.write_text(text, encoding="utf-8")
    both = f"{text}\n{text}"
    sources = [text, text.encode(), path, tmp_path / "nowhere", "Dear Sir", str(path), None, 7, bytearray(b"x"), both]
    found = list(parse_many(cast("list[str]", sources), workers=workers))
    assert [(key, code(outcome)) for key, outcome in found] == [
        (0, ""),
        (1, ""),
        (2, ""),
        (3, "document_refused"),
        (4, "document_refused"),
        (5, "document_refused"),  # a str is text, never a path
        (6, "document_refused"),
        (7, "document_refused"),
        (8, "document_refused"),
        (9, ""),
        (9, ""),
    ]
    errors = [outcome.error for _, outcome in found if isinstance(outcome, Failure)]
    assert errors == ["FileNotFoundError", "NotAnOwnershipFormError", "NotAnOwnershipFormError"] + ["TypeError"] * 2 + [
        "NotAnOwnershipFormError"
    ]


def test_a_mistake_of_ours_is_one_failure_that_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a mistake")

    monkeypatch.setattr(_pipeline, "reconcile", broken)
    outcome = attempt(texts(1)[0], DEFAULT_BUDGET)
    assert isinstance(outcome, Failure)
    assert (outcome.diagnostic.code, outcome.diagnostic.message) == ("document_failed", "a mistake")
    assert outcome.error == "ZeroDivisionError"
    assert "in broken" in outcome.traceback


def test_too_much_work_is_given_up_everywhere_at_the_same_step() -> None:
    (text,) = texts(1)
    outcomes = [outcome for workers in (0, 1) for _, outcome in parse_many([text], workers=workers, budget=300)]
    assert [code(outcome) for outcome in outcomes] == ["document_given_up"] * 2
    assert outcomes[0] == outcomes[1]
    assert isinstance(outcomes[0], Failure)
    assert "and 300 were granted" in outcomes[0].diagnostic.message


def test_what_a_document_takes_is_granted() -> None:
    from form4lib.engine._work import Work

    (text,) = texts(1)
    work = Work()
    _pipeline.all_filings(text, work)
    assert code(attempt(text, work.done)) != code(attempt(text, work.done - 1)) == "document_given_up"


def test_the_document_that_kills_its_process_is_reported_and_no_other_is_lost() -> None:
    documents = texts(20)
    sources: list[str | Deadly] = [*documents[:7], Deadly(), *documents[7:]]
    found = list(parse_many(sources, workers=2))
    assert [key for key, _ in found] == list(range(21))
    assert [code(outcome) for _, outcome in found] == [""] * 7 + ["worker_lost"] + [""] * 13
    assert [outcome for _, outcome in found if isinstance(outcome, Filing)] == [parse_text(t) for t in documents]


def test_a_document_whose_process_died_once_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(texts(1)[0], encoding="utf-8")
    ((_, outcome),) = parse_many([DeadlyOnce(tmp_path / "mark", path)], workers=1)
    assert outcome == parse_text(texts(1)[0])


def test_processes_killed_from_outside_lose_nothing() -> None:
    documents = texts(60)
    run = parse_many(documents, workers=2)
    found = list(islice(run, 5))
    for child in active_children():
        child.kill()
    found += run
    assert found == [(i, parse_text(text)) for i, text in enumerate(documents)]


@pytest.mark.parametrize("ordered", [True, False])
def test_no_more_is_taken_in_than_the_window_holds(ordered: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form4lib.bulk._many._WINDOW", 6)
    (text,) = texts(1)
    taken = given = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            assert taken - given <= 2 * 6
            yield text

    run = parse_many(endless(), workers=2, ordered=ordered)
    for _ in islice(run, 50):
        given += 1
    assert taken >= 50


def test_heavy_documents_are_taken_in_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("form4lib.bulk._many._HEAVY", 10)
    taken = given = 0

    def heavy() -> Iterator[str]:
        nonlocal taken
        for _ in range(5):
            taken += 1
            assert taken - given <= 1
            yield "x" * 100

    for key, _ in parse_many(heavy(), workers=1):
        given += 1
        assert key == given - 1
    assert given == 5


def test_nothing_in_nothing_out() -> None:
    assert list(parse_many([], workers=1)) == list(parse_many([], workers=0)) == []


def test_the_processes_end_with_the_iterator() -> None:
    run = parse_many(texts(20), workers=2)
    next(run)
    assert len(active_children()) == 2
    run.close()  # type: ignore[attr-defined]  # it is a generator
    assert active_children() == []


def test_what_the_input_raises_is_raised() -> None:
    def broken() -> Iterator[str]:
        yield texts(1)[0]
        raise ConnectionError("the source is gone")

    with pytest.raises(ConnectionError, match="the source is gone"):
        list(parse_many(broken(), workers=1))
    assert active_children() == []


@pytest.mark.parametrize("workers", [0, 1])
def test_a_document_larger_than_the_caller_allows_is_a_failure(workers: int) -> None:
    short, long = sorted(texts(2), key=len)
    (_, read), (_, refused) = parse_many([short, long], workers=workers, limits=Limits(characters=len(short)))
    assert read == parse_text(short)
    assert isinstance(refused, Failure)
    assert (refused.diagnostic.code, refused.error) == ("document_refused", "InputTooLargeError")
    assert f"the limit is {len(short):,}" in refused.diagnostic.message


def test_what_is_no_limits_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match=r"parse_many\(\) takes limits=form4lib.Limits"):
        parse_many([], limits=5)  # type: ignore[arg-type]


def test_one_document_is_no_list_of_documents() -> None:
    for one in ("text", b"bytes", Path("path")):
        with pytest.raises(TypeError, match="pass a list"):
            parse_many(one)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="workers may be 0 or more"):
        parse_many([], workers=-1)
    with pytest.raises(ValueError, match="budget may be 1 or more"):
        parse_many([], budget=0)


def test_a_script_without_its_guard_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import form4lib\nlist(form4lib.parse_many(['x'], workers=1))\n", encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith(str(WorkerStartError(1)))
    assert 'under `if __name__ == "__main__":`' in done.stderr
