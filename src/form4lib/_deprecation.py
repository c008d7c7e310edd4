"""Names that are on their way out.

Contract: a deprecated function does what it did, and warns where it is called. It stays for at least two minor
versions or six months, whichever is longer; from 1.0 on it goes with a major version only.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


def deprecated(since: str, instead: str, gone: str) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Mark a function as deprecated.

    Args:
        since: the version that deprecated it.
        instead: the name to use in its place.
        gone: the version that will not have it any more.
    """

    def mark(function: Callable[_P, _R]) -> Callable[_P, _R]:
        message = (
            f"{function.__name__}() is deprecated since form4lib {since} and will be gone in {gone}; use {instead}"
        )

        @functools.wraps(function)
        def warning(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            return function(*args, **kwargs)

        return warning

    return mark
