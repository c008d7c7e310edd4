"""Worker processes, and what happens when one of them dies.

Takes lists of documents, one for each worker that has nothing to do. Gives what a reader makes of them, as it comes.
Nothing is sent to a worker that has not answered, so that neither side ever waits for the other to read. A worker that
dies is replaced, and its documents are read again, each alone: the one that kills a second worker is given up as
`worker_lost`.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

import attrs

from ..errors import WorkerStartError
from ._attempt import Failure, lost
from ._worker import READY, Reader, serve

_DEATHS = 2
"""Workers that a document may cost: one may have died of something else, such as the memory of the others."""
_STARTS = 3
"""So many workers in a row that die before they are ready, and something is wrong with starting them."""
_SHORT, _LONG = 0.02, 0.1
"""Seconds that a list of documents should take: longer than what handing it over costs, and not so long that one
worker has many documents left while others have none."""
_MOST = 16
"""Documents in a list."""


@attrs.define(slots=True, eq=False)
class Task:
    """A document on its way."""

    number: int
    key: Any
    source: Any
    weight: int
    deaths: int = 0


@attrs.define(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    tasks: list[Task] = attrs.field(factory=list)
    size: int = 1
    """Documents in its next list."""
    since: float = 0.0


class Pool:
    """Processes that read documents.

    Args:
        workers: how many.
        reader: what each document is handed to.
    """

    def __init__(self, workers: int, reader: Reader) -> None:
        self._context = get_context("spawn")  # the same everywhere, and safe where the caller has threads
        self._reader = reader
        self._failed_starts = 0
        self.again: list[Task] = []
        """Documents of workers that died."""
        self._workers: list[_Worker] = []
        try:
            for _ in range(workers):
                self._workers.append(self._start())
        except BaseException:
            self.close()
            raise

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._reader), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    @property
    def is_busy(self) -> bool:
        """Is there a document that a worker has not answered for?"""
        return any(worker.tasks for worker in self._workers)

    def free(self) -> Iterator[_Worker]:
        """The workers that have nothing to do."""
        return (worker for worker in self._workers if worker.ready and not worker.tasks)

    def hand(self, worker: _Worker, tasks: list[Task]) -> None:
        """Give a free worker a list of documents."""
        worker.tasks = tasks
        worker.since = time.monotonic()
        with suppress(OSError):  # it died while it had nothing to do; `collect` finds out
            worker.connection.send_bytes(pickle.dumps([task.source for task in tasks], -1))

    def collect(self) -> list[tuple[Task, Any]]:
        """Wait until a worker says something, and give what came: what the reader made of a document, or a failure."""
        out: list[tuple[Task, Any]] = []
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection)):
            worker = by_connection[connection]  # type: ignore[index]  # only our connections were waited for
            try:
                data = worker.connection.recv_bytes()
            except (EOFError, OSError):
                out += self._bury(worker)
                continue
            if data == READY:
                worker.ready = True
                self._failed_starts = 0
                continue
            out += zip(worker.tasks, pickle.loads(data), strict=True)
            self._answered(worker)
        return out

    def _answered(self, worker: _Worker) -> None:
        taken = time.monotonic() - worker.since
        if taken < _SHORT and len(worker.tasks) == worker.size:
            worker.size = min(_MOST, worker.size * 2)
        elif taken > _LONG:
            worker.size = max(1, worker.size // 2)
        worker.tasks = []

    def _bury(self, worker: _Worker) -> list[tuple[Task, Failure]]:
        """Replace a dead worker. Of its documents, those that have cost enough workers are given up."""
        worker.connection.close()
        worker.process.join()
        code = worker.process.exitcode
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise WorkerStartError(code)
        self._workers[self._workers.index(worker)] = self._start()
        alone = len(worker.tasks) == 1
        given_up: list[tuple[Task, Failure]] = []
        for task in worker.tasks:
            task.deaths += alone
            if task.deaths < _DEATHS:
                self.again.append(task)
            else:
                given_up.append((task, lost(f"{_DEATHS} processes died while they read it, with exit code {code}")))
        return given_up

    def close(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self._workers:
            worker.process.terminate()
            worker.connection.close()
        for worker in self._workers:
            worker.process.join()
