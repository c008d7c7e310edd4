"""What the library raises.

Contract: every error raised on purpose is a `Form4Error` and can be pickled, so that it
survives the way back from a worker process. Text that is a Form 3, 4 or 5, however damaged,
raises none of them within the documented size limits: doubt and loss are diagnostics.
"""

from __future__ import annotations

__all__ = [
    "BudgetExceededError",
    "Form4Error",
    "InputTooLargeError",
    "InvalidRecordError",
    "MissingDependencyError",
    "NotAnOwnershipFormError",
    "PathError",
    "TableValueError",
    "UnreadableDocumentError",
    "WorkerStartError",
    "XmlOutputError",
]


class Form4Error(Exception):
    """The base of every error that this library raises on purpose."""


class NotAnOwnershipFormError(Form4Error, ValueError):
    """The text shows no sign of a Form 3, 4 or 5.

    Args:
        looked_for: what would have told such a form, in words a person can check the text for.
        next_step: what the caller can do about it.
    """

    def __init__(
        self,
        looked_for: str = "the form's title, its numbered boxes or the headings of its tables",
        next_step: str = "Check that the whole text was passed; looks_like_ownership_form(text) tells beforehand.",
    ) -> None:
        super().__init__(looked_for, next_step)
        self.looked_for = looked_for
        self.next_step = next_step

    def __str__(self) -> str:
        return (
            f"this is not the text of a Form 3, 4 or 5: "
            f"looked for {self.looked_for}, and found none of it. {self.next_step}"
        )


class InputTooLargeError(Form4Error, ValueError):
    """The text is longer than the documented limit.

    Args:
        length: characters passed in, or what `unit` says.
        limit: as many are allowed.
        unit: what is counted: characters, bytes or tags.
    """

    def __init__(self, length: int, limit: int, unit: str = "characters") -> None:
        super().__init__(length, limit, unit)
        self.length = length
        self.limit = limit
        self.unit = unit

    def __str__(self) -> str:
        return f"the text has {self.length:,} {self.unit} and the limit is {self.limit:,}: pass one filing at a time"


class MissingDependencyError(Form4Error, ImportError):
    """Something that an optional part of the library needs is not installed.

    Args:
        purpose: what was to be done.
        needs: the package or program that is missing.
        next_step: how to install it.
    """

    def __init__(self, purpose: str, needs: str, next_step: str) -> None:
        super().__init__(purpose, needs, next_step)
        self.purpose = purpose
        self.needs = needs
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.purpose} needs {self.needs}, which is not installed. {self.next_step}"


class UnreadableDocumentError(Form4Error, ValueError):
    """A file that cannot be opened as what it says it is: damaged, encrypted or empty.

    Args:
        problem: what is wrong with it.
        next_step: what the caller can do about it.
    """

    def __init__(self, problem: str, next_step: str) -> None:
        super().__init__(problem, next_step)
        self.problem = problem
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.problem}. {self.next_step}"


class PathError(Form4Error, ValueError, KeyError):
    """A path that leads to nothing in a filing, or a value that does not fit its path.

    Args:
        path: the path as it was given.
        problem: what is wrong with it, or with the value given for it.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path!r}: {self.problem}"


class BudgetExceededError(Form4Error, RuntimeError):
    """Reading a document takes more work than was granted.

    Args:
        steps: as many were taken or about to be taken.
        budget: as many were granted.
    """

    def __init__(self, steps: int, budget: int) -> None:
        super().__init__(steps, budget)
        self.steps = steps
        self.budget = budget

    def __str__(self) -> str:
        return (
            f"given up: the document takes {self.steps:,} steps or more, and {self.budget:,} were granted. "
            f"Read it alone with parse_text(), or grant more"
        )


class InvalidRecordError(Form4Error, ValueError):
    """Data handed to `from_dict` that is not what `to_dict` makes.

    Args:
        path: where in the data, '' for the whole of it.
        problem: what was expected there and what was found.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path or 'the record'}: {self.problem}"


class WorkerStartError(Form4Error, RuntimeError):
    """The processes that were to read documents ended before they were ready.

    Args:
        exit_code: of the last of them.
    """

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code

    def __str__(self) -> str:
        return (
            f"worker processes end before they are ready, with exit code {self.exit_code}. In a script, put what "
            f'starts them under `if __name__ == "__main__":`; or pass workers=0'
        )


class XmlOutputError(Form4Error, ValueError):
    """A filing that the schema of the ownership XML does not allow as it is.

    Args:
        problems: all that is in the way, as (path, what is wrong or missing and how to supply it).
    """

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        lines = [f"  {path}: {problem}" for path, problem in self.problems]
        return "\n".join(["the filing is not yet a valid ownership document:", *lines])


class TableValueError(Form4Error, ValueError):
    """A number that a column of a typed table cannot hold to the last digit.

    Args:
        table: the table.
        row: number of its row, from 0.
        column: the column.
        value: the number.
    """

    def __init__(self, table: str, row: int, column: str, value: str) -> None:
        super().__init__(table, row, column, value)
        self.table = table
        self.row = row
        self.column = column
        self.value = value

    def __str__(self) -> str:
        return (
            f"{self.table}, row {self.row}, {self.column}: {self.value} has more than 28 digits or more than 10 "
            f"decimals, and is not rounded: correct() the filing, or use to_csv() or to_rows()"
        )
