"""The process that reads documents, and how outcomes travel back from it.

Takes, on a pipe, lists of sources; gives for each list the outcomes in the same order. Says `READY` once, when all is
imported. It ends when the pipe does: a parent that was killed leaves no processes behind.
"""

from __future__ import annotations

import pickle
import signal
from multiprocessing.connection import Connection

import attrs

from .._mapping import DeferredMap, FrozenMap
from ..records import Filing
from ._attempt import Failure, attempt

READY = b"ready"

Outcome = tuple[Filing, ...] | Failure
"""What a document gave: the records of all its forms, or why there are none."""

_NONE: FrozenMap[str, object] = FrozenMap()


def serve(connection: Connection, budget: int) -> None:
    """Read what comes, until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the pipe
    connection.send_bytes(READY)
    while True:
        try:
            sources = pickle.loads(connection.recv_bytes())
            connection.send_bytes(pack([attempt(source, budget) for source in sources]))
        except (EOFError, OSError):
            return


def pack(outcomes: list[Outcome]) -> bytes:
    """The outcomes as bytes; evidence, the greater part of them, as bytes within, to be unpacked where it is wanted."""
    return pickle.dumps([o if isinstance(o, Failure) else [_parted(f) for f in o] for o in outcomes], -1)


def unpack(data: bytes) -> list[Outcome]:
    """The outcomes that `pack` packed."""
    return [o if isinstance(o, Failure) else tuple([_whole(*pair) for pair in o]) for o in pickle.loads(data)]


def _parted(filing: Filing) -> tuple[Filing, bytes]:
    return attrs.evolve(filing, evidence=_NONE), pickle.dumps(filing.evidence, -1)


def _whole(filing: Filing, evidence: bytes) -> Filing:
    return attrs.evolve(filing, evidence=DeferredMap(pickle.loads, evidence))
