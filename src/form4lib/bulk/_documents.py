"""Where the documents of a run come from: files, folders, patterns, archives, JSON Lines and Parquet.

Takes what a person named. Gives `Document`s one at a time, always in the same order: names sorted, archives and tables
from their beginning. What cannot be read as what its name says is a document that cannot be read, and the run goes on.
Archives within archives are not opened.
"""

from __future__ import annotations

import glob
import gzip
import json
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import attrs

from .._limits import DEFAULT_LIMITS
from ..errors import Form4Error, InputTooLargeError
from ..outputs._arrow import ARROW, package
from ._attempt import Source, Unreadable, taken_in

if TYPE_CHECKING:
    from collections.abc import Callable

_TARS = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_DAMAGED = (OSError, EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error, RuntimeError, NotImplementedError)
"""What archives raise that are damaged, encrypted, or packed in a way that Python cannot unpack."""
_BATCH = 64
_MAX_BYTES = DEFAULT_LIMITS.file_bytes
"""Rows of Parquet that are held at a time."""


class NoInputError(Form4Error):
    """What was named as input and is not there; its message says which."""


@attrs.frozen
class Document:
    """A document on its way into a run.

    Attributes:
        place: where it stands; no other document of the run has the same.
        key: what the output calls it.
        source: what `read` takes, or why there is nothing to take.
    """

    place: str
    key: str
    source: Source | Unreadable


@attrs.frozen
class Columns:
    """The fields of JSON Lines and the columns of Parquet that hold the text and, if not None, its key."""

    text: str = "text"
    key: str | None = None


def files_of(inputs: Iterable[str], is_ours: Callable[[str], bool]) -> list[str]:
    """The files that are meant, each once: those named, those in folders, and those that match patterns.

    Args:
        inputs: names and patterns as a shell has them, `**` included.
        is_ours: tells a file that the run itself writes.

    Raises:
        NoInputError: one of them names nothing.
    """
    found: dict[str, None] = {}
    for name in inputs:
        matches = [name] if os.path.lexists(name) else sorted(glob.glob(name, recursive=True))  # noqa: PTH207
        if not matches:
            raise NoInputError(f"{name}: there is no such file or folder, and nothing matches it as a pattern")
        for match in matches:
            found |= dict.fromkeys(_walk(match) if Path(match).is_dir() else [match])
    return [file for file in found if not is_ours(file)]


def _walk(folder: str) -> Iterator[str]:
    """The files below a folder, hidden ones left out."""
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry.path)
        else:
            yield entry.path


def documents_of(files: Iterable[str], columns: Columns) -> Iterator[Document]:
    """The documents in files of any kind, which the ends of their names tell."""
    for file in files:
        opener = _opener(file)
        if opener is None:
            yield Document(file, file, Path(file))
            continue
        try:
            yield from opener(file, columns)
        except _DAMAGED as error:
            yield Document(file, file, _unreadable(error))


def count_of(files: Iterable[str]) -> int | None:
    """How many documents there are, where that can be told without reading them; else None."""
    count = 0
    for file in files:
        opener = _opener(file)
        if opener not in (None, _in_zip):
            return None
        try:
            count += 1 if opener is None else len(_members(file))
        except _DAMAGED:
            count += 1
    return count


def _opener(file: str) -> Callable[[str, Columns], Iterator[Document]] | None:
    name = file.lower()
    if name.endswith(".zip"):
        return _in_zip
    if name.endswith(_TARS):
        return _in_tar
    if name.endswith(_LINES):
        return _in_lines
    return _in_parquet if name.endswith(".parquet") else None


def _unreadable(error: Exception) -> Unreadable:
    return Unreadable(type(error).__name__, str(error) or "it cannot be read")


def _members(file: str) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(file) as archive:
        return [member for member in archive.infolist() if not member.is_dir()]


def _in_zip(file: str, columns: Columns) -> Iterator[Document]:
    with zipfile.ZipFile(file) as archive:
        for number, member in enumerate(_members(file)):
            key = f"{file}!{member.filename}"
            try:
                with archive.open(member) as content:
                    source = _content(content)
            except _DAMAGED as error:
                source = _unreadable(error)
            yield Document(f"{key}!{number}", key, source)


def _in_tar(file: str, columns: Columns) -> Iterator[Document]:
    with tarfile.open(file, "r|*") as archive:
        for number, member in enumerate(archive):
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                key = f"{file}!{member.name}"
                yield Document(f"{key}!{number}", key, _content(content))


def _content(stream: IO[bytes]) -> bytes | Unreadable:
    """All bytes of a member of an archive; of one that unpacks to too much, none."""
    data = stream.read(_MAX_BYTES + 1)
    if len(data) <= _MAX_BYTES:
        return data
    return _unreadable(InputTooLargeError(len(data), _MAX_BYTES, "bytes"))


def _in_lines(file: str, columns: Columns) -> Iterator[Document]:
    with gzip.open(file) if file.lower().endswith(".gz") else Path(file).open("rb") as stream:
        for number, line in enumerate(_lines(stream), 1):
            place = f"{file}:{number}"
            if isinstance(line, Unreadable):
                yield Document(place, place, line)
            elif line.strip():
                yield _from_line(place, line, columns)


def _lines(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes | Unreadable]:
    while line := stream.readline(_MAX_BYTES):
        if len(line) < _MAX_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_MAX_BYTES)) and not rest.endswith(b"\n"):
            pass
        yield _unreadable(InputTooLargeError(_MAX_BYTES, _MAX_BYTES, "bytes"))


def _from_line(place: str, line: bytes, columns: Columns) -> Document:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:  # no JSON, no text at all, or brackets without end
        return Document(place, place, _unreadable(error))
    if not isinstance(fields, dict) or columns.text not in fields:
        return Document(place, place, Unreadable("KeyError", f"the line has no field {columns.text!r}"))
    return _row(place, fields[columns.text], fields.get(columns.key) if columns.key else None)


def _in_parquet(file: str, columns: Columns) -> Iterator[Document]:
    arrow = package("pyarrow", ARROW)  # first: it is what is lacking, not a part
    parquet = package("pyarrow.parquet", ARROW)
    names = [columns.text, *([columns.key] if columns.key else [])]
    try:
        with parquet.ParquetFile(file) as table:
            lacking = [name for name in names if name not in table.schema_arrow.names]
            if lacking:
                raise NoInputError(
                    f"{file}: there is no column {lacking[0]!r}; there are {', '.join(table.schema_arrow.names)}"
                )
            number = 0
            for batch in table.iter_batches(_BATCH, columns=names):
                for row in batch.to_pylist():
                    yield _row(f"{file}:{number}", row[columns.text], row[columns.key] if columns.key else None)
                    number += 1
    except arrow.ArrowException as error:
        yield Document(file, file, _unreadable(error))


def _row(place: str, text: Any, key: Any) -> Document:
    return Document(place, place if key is None else str(key), taken_in(text))
