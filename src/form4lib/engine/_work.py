"""The budget of work of one document.

Contract: a `Work` is made for one document and handed down with it. A stage tells it beforehand how many steps it is
about to take; more in sum than there were granted is a `BudgetExceededError`. It also carries how large the document
may be. A step is a word looked at by one stage,
or tried in one column of a table. Steps and not seconds: the same document is given up on every machine, or on none.
"""

from __future__ import annotations

import attrs

from .._limits import DEFAULT_LIMITS, Limits, require_limits
from ..errors import BudgetExceededError

UNBOUNDED = 1 << 62
"""More steps than any text within the limit of length takes."""


@attrs.define(slots=True, eq=False)
class Work:
    """The steps taken for a document, of those granted."""

    budget: int = UNBOUNDED
    done: int = 0
    limits: Limits = DEFAULT_LIMITS
    """How large the document may be."""

    def spend(self, steps: int) -> None:
        """Take that many steps.

        Raises:
            BudgetExceededError: they are more than what is left.
        """
        self.done += steps
        if self.done > self.budget:
            raise BudgetExceededError(self.done, self.budget)


def work_within(limits: object, function: str) -> Work:
    """The work of a document that may be as large as a caller of a door says; None for the default limits.

    Raises:
        TypeError: `limits` are none.
    """
    return Work(limits=require_limits(limits, function))
