"""Many documents, over several processes: `parse_many`.

Takes an iterable of documents. Gives an iterator of what each of them gave, in the order of the documents or as it
comes. Holds a bounded number of documents, and of their characters, at any time: more are taken in only when outcomes
have been taken out.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Generator, Iterable, Iterator
from typing import Any

import attrs

from .._limits import Limits, require_limits
from .._mapping import DeferredMap, FrozenMap
from ..records import Filing
from ._attempt import DEFAULT_BUDGET, Failure, Outcome, Source, Unreadable, attempt, taken_in
from ._pool import Pool, Task
from ._worker import Reader

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
    limits: Limits | None = None,
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
        limits: how large each document may be; see `Limits`. What is larger is a failure, `document_refused`.

    Returns:
        An iterator of (key, record) and (key, failure). A document that holds several forms gives a pair for each, one
        after the other. Documents are taken from `sources` only as outcomes are taken from the iterator, and in the
        same thread. When it is closed or left, the processes are ended.

    Raises:
        TypeError: `sources` is a single document, or `limits` is no `Limits`.
        ValueError: `workers` is less than 0, or `budget` less than 1.
        WorkerStartError: the processes cannot be started; raised by the first step of the iterator.
    """
    if isinstance(sources, (str, bytes, bytearray, os.PathLike)):
        raise TypeError(f"documents are wanted, and this is one {type(sources).__name__}: pass a list")
    if budget < 1:
        raise ValueError(f"budget may be 1 or more, not {budget}")
    allowed = require_limits(limits, "parse_many")
    count = processes(workers)
    if not count:
        return _flat((task.key, attempt(task.source, budget, allowed)) for task in _tasks(sources))
    reader = _Parting(budget, allowed)
    return _flat((key, _whole(parted)) for key, parted in spread(_tasks(sources), count, ordered, reader))


def _flat(outcomes: Iterator[tuple[Any, Outcome]]) -> Iterator[tuple[Any, Filing | Failure]]:
    for key, outcome in outcomes:
        for one in (outcome,) if isinstance(outcome, Failure) else outcome:
            yield key, one


@attrs.frozen
class _Parting:
    """Reads a document; parts its records from their evidence, to be unpacked only where it is looked at."""

    budget: int
    limits: Limits

    def __call__(self, source: Source | Unreadable) -> _Parted:
        outcome = attempt(source, self.budget, self.limits)
        if isinstance(outcome, Failure):
            return outcome
        return [(attrs.evolve(f, evidence=FrozenMap()), pickle.dumps(f.evidence, -1)) for f in outcome]


_Parted = list[tuple[Filing, bytes]] | Failure


def _whole(parted: _Parted) -> Outcome:
    if isinstance(parted, Failure):
        return parted
    return tuple([attrs.evolve(f, evidence=DeferredMap(pickle.loads, evidence)) for f, evidence in parted])


def processes(workers: int | None) -> int:
    """How many processes are meant.

    Raises:
        ValueError: fewer than none.
    """
    if workers is None:
        return _processors()
    if workers < 0:
        raise ValueError(f"workers may be 0 or more, not {workers}")
    return workers


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tasks(sources: Iterable[Any]) -> Iterator[Task]:
    for number, item in enumerate(sources):
        key, given = item if isinstance(item, tuple) and len(item) == 2 else (number, item)
        source = taken_in(given)
        yield Task(number, key, source, len(source) if isinstance(source, (str, bytes)) else 0)


def spread(tasks: Iterator[Task], workers: int, ordered: bool, reader: Reader) -> Generator[tuple[Any, Any]]:
    """The key of each document and what the reader made of it in another process, or a `Failure`."""
    pool = Pool(workers, reader)
    try:
        feed = _Feed(tasks, _WINDOW * workers, _HEAVY * workers)
        waiting: dict[int, tuple[Task, Any]] = {}
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
