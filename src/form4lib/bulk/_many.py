"""Many documents, over several processes: `parse_many`.

Takes an iterable of documents. Gives an iterator of what each of them gave, in the order of the documents or as it
comes. Holds a bounded number of documents, and of their characters, at any time: more are taken in only when outcomes
have been taken out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

from ..records import Filing
from ._attempt import DEFAULT_BUDGET, Failure, Source, attempt, taken_in
from ._pool import Pool, Task
from ._worker import Outcome

_WINDOW = 64
"""Documents for each worker that are taken in and not yet given out; with `ordered`, one that takes long holds up the
outcomes of so many others at most."""
_HEAVY = 8_000_000
"""Characters for each worker that are taken in and not yet given out, beyond one document."""


def parse_many(
    sources: Iterable[Source] | Iterable[tuple[Any, Source]],
    *,
    workers: int | None = None,
    ordered: bool = True,
    budget: int = DEFAULT_BUDGET,
) -> Iterator[tuple[Any, Filing | Failure]]:
    """Read many Forms 3, 4 and 5, on several processes.

    The processes are spawned: a program that is run as a script needs the usual `if __name__ == "__main__":`.

    Args:
        sources: the documents, or pairs of a key and a document; without keys, their number from 0 is the key. A
            document is of any kind that `read` takes, but a str is always text: paths are `pathlib.Path`.
        workers: how many processes; None for as many as there are processors to use, 0 for none at all.
        ordered: give the outcomes in the order of the documents, and not as they come.
        budget: steps granted to each document; what takes more is given up. A step is a word looked at by one stage
            of the engine, or tried in one column of a table: the same everywhere.

    Returns:
        An iterator of (key, record) and (key, failure). A document that holds several forms gives a pair for each, one
        after the other. Documents are taken from `sources` only as outcomes are taken from the iterator, and in the
        same thread. When it is closed or left, the processes are ended.

    Raises:
        TypeError: `sources` is a single document.
        ValueError: `workers` is less than 0, or `budget` less than 1.
        WorkerStartError: the processes cannot be started; raised by the first step of the iterator.
    """
    outcomes = outcomes_of(sources, workers=workers, ordered=ordered, budget=budget)
    return _flat(outcomes)


def outcomes_of(
    sources: Iterable[Source] | Iterable[tuple[Any, Source]], *, workers: int | None, ordered: bool, budget: int
) -> Iterator[tuple[Any, Outcome]]:
    """As `parse_many`, but one outcome for each document, all its forms together."""
    if isinstance(sources, (str, bytes, bytearray, os.PathLike)):
        raise TypeError(f"documents are wanted, and this is one {type(sources).__name__}: pass a list")
    count = _processors() if workers is None else workers
    if count < 0 or budget < 1:
        raise ValueError(f"workers may be 0 or more and budget 1 or more, not {count} and {budget}")
    tasks = _tasks(sources)
    return _spread(tasks, count, ordered, budget) if count else _here(tasks, budget)


def _flat(outcomes: Iterator[tuple[Any, Outcome]]) -> Iterator[tuple[Any, Filing | Failure]]:
    for key, outcome in outcomes:
        for one in (outcome,) if isinstance(outcome, Failure) else outcome:
            yield key, one


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tasks(sources: Iterable[Any]) -> Iterator[Task]:
    for number, item in enumerate(sources):
        key, given = item if isinstance(item, tuple) and len(item) == 2 else (number, item)
        source = taken_in(given)
        yield Task(number, key, source, len(source) if isinstance(source, (str, bytes)) else 0)


def _here(tasks: Iterator[Task], budget: int) -> Iterator[tuple[Any, Outcome]]:
    for task in tasks:
        yield task.key, attempt(task.source, budget)


def _spread(tasks: Iterator[Task], workers: int, ordered: bool, budget: int) -> Iterator[tuple[Any, Outcome]]:
    pool = Pool(workers, budget)
    try:
        feed = _Feed(tasks, _WINDOW * workers, _HEAVY * workers)
        waiting: dict[int, tuple[Task, Outcome]] = {}
        due = 0
        while True:
            for worker in pool.free():
                chunk = pool.again[:1] or feed.take(worker.size)
                if not chunk:
                    break
                del pool.again[:1]
                pool.hand(worker, chunk)
            if not (pool.is_busy or pool.again or feed.more):
                return
            for task, outcome in pool.collect():
                if ordered:
                    waiting[task.number] = task, outcome
                else:
                    feed.release(task)
                    yield task.key, outcome
            while due in waiting:
                task, outcome = waiting.pop(due)
                due += 1
                feed.release(task)
                yield task.key, outcome
    finally:
        pool.close()


class _Feed:
    """Documents taken in as far as the window allows."""

    def __init__(self, tasks: Iterator[Task], window: int, heavy: int) -> None:
        self._tasks = tasks
        self._window = window
        self._heavy = heavy
        self._held = 0
        self._weight = 0
        self.more = True

    def take(self, count: int) -> list[Task]:
        """Up to so many documents; none where the window is full, or where there are no more."""
        out: list[Task] = []
        while self.more and len(out) < count and self._held < self._window and self._weight < self._heavy:
            task = next(self._tasks, None)
            if task is None:
                self.more = False
                break
            self._held += 1
            self._weight += task.weight
            out.append(task)
        return out

    def release(self, task: Task) -> None:
        """A document's outcome is given out."""
        self._held -= 1
        self._weight -= task.weight
