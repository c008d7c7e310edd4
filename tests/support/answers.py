"""What a door answers to a document: a filing, or a refusal. Whatever else it raises fails the test that asked."""

from __future__ import annotations

from collections.abc import Callable

import form4lib
from form4lib import Filing, Form4Error

Answer = Filing | Form4Error


def answer(parse: Callable[..., Filing], document: object) -> Answer:
    """The filing, or the error that says why there is none."""
    try:
        return parse(document)
    except Form4Error as refusal:
        return refusal


def is_sound(found: object) -> bool:
    """Is it a refusal, or a filing that comes back the same from plain data?"""
    if isinstance(found, Form4Error):
        return True
    return isinstance(found, Filing) and form4lib.from_dict(form4lib.to_dict(found)) == found


def paths_beside_the_text(found: Answer) -> list[str]:
    """The paths of a filing whose spans, in the text that they index, do not give the raw text."""
    if isinstance(found, Form4Error) or found.source_text is None:
        return []
    source = found.source_text
    return [
        path
        for path, evidence in found.evidence.items()
        if " ".join(source[a:b] for a, b in evidence.spans) != evidence.raw
    ]
