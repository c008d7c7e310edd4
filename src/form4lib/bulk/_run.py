"""A run that can be killed at any time and goes on where it stopped.

Takes documents and a `Format`. Writes parts into a folder beside the output, then joins them. A part counts from the
moment its journal, which names its documents, is in place: that is one renaming, the last step of writing a part. What
was written of a part without its journal is written again. When all is done, the output is put in place by another
renaming, and then the folder is taken away.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import attrs

from .. import __version__
from ..errors import Form4Error
from ._attempt import Failure
from ._digest import Digest, Digesting, number_column
from ._documents import Document
from ._many import spread
from ._output import Format, concatenate, failure_line, sync
from ._pool import Task
from ._report import Report
from ._rows import Row

_JOURNAL = ".journal.json"
_FAILURES = ".failures.jsonl"
_DOCUMENTS = 500
_CHARACTERS = 64_000_000
_SECONDS = 30.0
"""What a part may hold, and how long its first document may wait for it: as much is read again after a kill."""


class RunError(Form4Error):
    """A run that cannot begin or go on; its message says why."""


@attrs.define(slots=True)
class _Part:
    """Documents that were read and are not yet written."""

    places: list[str] = attrs.field(factory=list)
    lines: list[str] = attrs.field(factory=list)
    rows: dict[str, list[Row]] = attrs.field(factory=dict)
    failures: list[str] = attrs.field(factory=list)
    report: Report = attrs.field(factory=Report)
    characters: int = 0
    since: float = attrs.field(factory=time.monotonic)

    @property
    def is_full(self) -> bool:
        waited = time.monotonic() - self.since
        return len(self.places) >= _DOCUMENTS or self.characters >= _CHARACTERS or waited >= _SECONDS


class Run:
    """A run and the folder of its parts.

    Args:
        out: the output.
        format: what is written there.
        settings: what else decides what is written; a run goes on only with the same.
    """

    def __init__(self, out: Path, format: Format, settings: dict[str, Any]) -> None:  # noqa: A002 - it is one
        self.out = out
        self.format = format
        self.settings = {"version": __version__, "kind": format.kind, "table": format.table, **settings}
        self.folder = out.with_name(f"{out.name}.parts")
        self.failures = out.with_name(f"{out.name}{_FAILURES}")
        self.report = Report()
        self._stems: list[Path] = []
        self._done: set[bytes] = set()
        self._locked: IO[str] | None = None

    def is_ours(self, file: str) -> bool:
        """Is it a file that this run writes?"""
        path = Path(file).absolute()
        written = [self.out, self.failures, *(p.with_name(f"{p.name}.new") for p in (self.out, self.failures))]
        folder = self.folder.absolute()
        return path in [p.absolute() for p in written] or folder == path or folder in path.parents

    def open(self, *, overwrite: bool) -> None:
        """Begin, or find out how far the run has come.

        Args:
            overwrite: forget what is there already.

        Raises:
            RunError: the output is there and may not be overwritten, or the parts are of a run with other settings.
        """
        shutil.rmtree(self._finished, ignore_errors=True)
        if overwrite and self.folder.exists():
            self._remove()
        if not self.folder.exists():
            if self.out.exists() and not overwrite:
                raise RunError(f"{self.out} is there already: pass --overwrite, or another name")
            self.folder.mkdir(parents=True)
        self._lock()
        known = self.folder / "settings.json"
        if known.exists():
            if json.loads(known.read_text(encoding="utf-8")) != self.settings:
                raise RunError(
                    f"{self.folder} holds parts of a run with other settings: repeat those, or pass --overwrite"
                )
        else:
            _put(known, self.settings)
        for journal in sorted(self.folder.glob(f"*{_JOURNAL}")):
            self._take_up(journal)

    def _lock(self) -> None:
        """Keep a second process from writing the same parts; the lock ends with the process, however that ends."""
        try:
            import fcntl
        except ImportError:  # not on Windows
            return
        self._locked = (self.folder / "lock").open("w")
        try:
            fcntl.flock(self._locked, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RunError(f"{self.folder}: another process is at work there") from error

    def _take_up(self, journal: Path) -> None:
        data = json.loads(journal.read_text(encoding="utf-8"))
        self._stems.append(journal.with_name(journal.name.removesuffix(_JOURNAL)))
        self._done.update(map(_mark, data["places"]))
        self.report.add(Report.from_data(data["report"]))

    def read(
        self, documents: Iterable[Document], workers: int, digesting: Digesting, tell: Callable[[Report, int], None]
    ) -> None:
        """Read the documents that were not read before, and write parts.

        Args:
            documents: all documents of the run.
            workers: processes; 0 for none.
            digesting: how each is read.
            tell: called with the report and how many more documents it counts than before.
        """
        part = _Part()
        with closing(self._digests(documents, workers, digesting)) as digests:
            for document, digest in digests:
                if isinstance(digest, Failure):  # its process died: nothing was made of it there
                    digest = digesting.digest(document.key, digest)
                self._keep(part, document, digest)
                tell(self.report, 1)
                if part.is_full:
                    self._write(part)
                    part = _Part()
        if part.places or not self._stems:
            self._write(part)

    def _digests(
        self, documents: Iterable[Document], workers: int, digesting: Digesting
    ) -> Generator[tuple[Document, Digest | Failure]]:
        fresh = (d for d in documents if _mark(d.place) not in self._done)
        if not workers:
            return ((document, digesting((document.key, document.source))) for document in fresh)
        tasks = (Task(i, d, (d.key, d.source), _weight(d.source)) for i, d in enumerate(fresh))
        return spread(tasks, workers, True, digesting)

    def _keep(self, part: _Part, document: Document, digest: Digest) -> None:
        for table in self.format.tables:
            column = number_column(table)
            rows = digest.rows.get(table, [])
            if column is not None:
                rows = [(*row[:column], row[column] + self.report.filings, *row[column + 1 :]) for row in rows]  # type: ignore[operator]  # it is an integer
            part.rows.setdefault(table, []).extend(rows)
        part.places.append(document.place)
        part.lines += digest.lines
        part.characters += sum(map(len, digest.lines)) + sum(_length(rows) for rows in digest.rows.values())
        if isinstance(digest.forms, Failure):
            part.failures.append(failure_line(document.key, digest.forms) + "\n")
        for report in (part.report, self.report):
            report.count(document.key, digest.forms)

    def _write(self, part: _Part) -> None:
        stem = self.folder / f"{len(self._stems):08}"
        rows = {table: part.rows.get(table, []) for table in self.format.tables}
        self.format.write_part(stem, part.lines, rows)
        failures = stem.with_name(f"{stem.name}{_FAILURES}")
        failures.write_text("".join(part.failures), encoding="utf-8", newline="")
        sync(failures)
        _put(stem.with_name(f"{stem.name}{_JOURNAL}"), {"places": part.places, "report": part.report.to_data()})
        self._stems.append(stem)

    def finish(self) -> None:
        """Join the parts into the output, and take them away."""
        fresh = self.failures.with_name(f"{self.failures.name}.new")
        concatenate([stem.with_name(f"{stem.name}{_FAILURES}") for stem in self._stems], fresh)
        if fresh.stat().st_size:
            fresh.replace(self.failures)
        else:
            fresh.unlink()
            self.failures.unlink(missing_ok=True)
        self.format.join(self._stems, self.out)
        self._remove()

    @property
    def _finished(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.old")

    def _remove(self) -> None:
        """Take the folder away: first its name, so that no half of it is ever taken for a run."""
        shutil.rmtree(self._finished, ignore_errors=True)
        self.folder.rename(self._finished)
        self.close()
        shutil.rmtree(self._finished)

    def close(self) -> None:
        """Let other processes go on with the run."""
        if self._locked is not None:
            self._locked.close()
            self._locked = None


def _put(path: Path, data: dict[str, Any]) -> None:
    """Write a file that is there as a whole, or not at all."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps(data), encoding="utf-8")
    sync(fresh)
    fresh.replace(path)


def _mark(place: str) -> bytes:
    return hashlib.blake2b(place.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _weight(source: object) -> int:
    return len(source) if isinstance(source, (str, bytes)) else 0


def _length(rows: list[Row]) -> int:
    return sum(len(value) for row in rows for value in row if isinstance(value, str))
