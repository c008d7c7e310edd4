"""How large an input may be: `Limits`.

Contract: an immutable record that every door takes as `limits=`; what a caller does not name stays as it is here. The
doors raise `InputTooLargeError`, or `UnreadableDocumentError` for a PDF, before they read what is larger.
"""

from __future__ import annotations

import attrs


def _is_count(_: object, attribute: attrs.Attribute[int], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{attribute.name} is a whole number, not {type(value).__name__}")


def _limit(default: int) -> int:
    count: int = attrs.field(default=default, validator=_is_count)
    return count


@attrs.frozen(kw_only=True)
class Limits:
    """How large an input may be; pass it to a door as `limits=`.

    The defaults let in every filing that the form allows, many times over. Reading takes time in proportion to the
    characters, about a second for each million: a service that answers while somebody waits sets them lower.

        >>> import form4lib
        >>> form4lib.Limits(characters=500_000).tags
        400000

    Raises:
        TypeError: a limit is no whole number.
    """

    characters: int = _limit(5_000_000)
    """Characters of one form: a text, an HTML page, an ownership document, the pages of a PDF. The largest form, with
    thirty rows in each table and 99 footnotes, has about 200,000 as HTML."""
    tags: int = _limit(400_000)
    """Angle brackets in an ownership document. All that the form allows have 6,000."""
    submission_characters: int = _limit(100_000_000)
    """Characters of a full submission with all its exhibits; the form in it has the limit of every text."""
    file_bytes: int = _limit(200_000_000)
    """Bytes of a file of any kind. A scan of a filing of thirty pages has 15 million."""
    pages: int = _limit(200)
    """Pages of a PDF. A Form 4 with thirty rows in each table and 99 footnotes prints on 25."""


DEFAULT_LIMITS = Limits()
"""What the doors let in where the caller says nothing."""


def require_limits(limits: object, function: str) -> Limits:
    """The limits that a caller passed, or the default ones for None.

    Raises:
        TypeError: they are none.
    """
    if limits is None:
        return DEFAULT_LIMITS
    if not isinstance(limits, Limits):
        raise TypeError(f"{function}() takes limits=form4lib.Limits(...), not {type(limits).__name__}")
    return limits
