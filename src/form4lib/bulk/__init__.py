"""Many filings: `parse_many` over processes, `parse_batches` for engines, and what `form4lib batch` is made of.

Contract: one bad document is one `Failure`, never the end of a run; memory does not grow with the number of
documents; what is read of a document does not depend on how many processes or machines read it.
"""

from __future__ import annotations

from ._attempt import DEFAULT_BUDGET, Failure
from ._many import parse_many

__all__ = ["DEFAULT_BUDGET", "Failure", "parse_many"]
