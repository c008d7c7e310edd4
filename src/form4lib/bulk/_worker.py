"""The process that reads documents.

Takes, on a pipe, lists of documents; gives for each list what the reader made of them, in the same order. Says `READY`
once, when all is imported. It ends when the pipe does: a parent that was killed leaves no processes behind.
"""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

READY = b"ready"

Reader = Callable[[Any], Any]
"""What makes something of one document, and raises nothing. It goes to the processes, as do its results come back."""


def serve(connection: Connection, reader: Reader) -> None:
    """Read what comes, until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its processes
    connection.send_bytes(READY)
    while True:
        try:
            documents = pickle.loads(connection.recv_bytes())
            connection.send_bytes(pickle.dumps([reader(document) for document in documents], -1))
        except (EOFError, OSError):
            return
