"""Texts that would run, break out or vanish on a page that does not hold them as text."""

from __future__ import annotations

from typing import Any

import attrs

from form4lib import Evidence, Filing, Footnote, Signature
from form4lib._shapes import Scalar, fields_of
from form4lib.evidence import diagnostic
from samples import FULL

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    "&lt;b&gt; &amp;amp; &quot; &#60;",
    "<!-- --><svg onload=alert(1)><style>*{display:none}</style>",
    "</template></title></textarea></style>]]>",
    "{{7*7}} ${7*7} `x` \\u003c \\",
    "a < b > c & d \" e ' f",
)


def filled_with(text: str) -> Filing:
    """A filing that has the text wherever a record holds text that is not one of a few words."""
    filing: Filing = _filled(FULL, text)
    return attrs.evolve(
        filing,
        form_type="4",
        footnotes=(Footnote(id="1", text=text), Footnote(id=text, text=text)),
        signatures=(Signature(name=text),),
        evidence={
            path: Evidence(spans=((0, len(text)),), raw=text, confidence=0.5, state="repaired", repairs=(text,))
            for path in ("issuer.name", "non_derivative[0].security_title", "footnotes[0].text", "remarks")
        },
        diagnostics=(diagnostic("relation_failed", text, "issuer.name"), diagnostic("table_incomplete", text, text)),
        xml_extra={text: text},
        source_text=None,
    )


def _filled(record: Any, text: str) -> Any:
    changes: dict[str, object] = {}
    cls: type[attrs.AttrsInstance] = type(record)
    for name, field in fields_of(cls).items():
        value = getattr(record, name)
        if isinstance(field.shape, Scalar) and field.shape.type is str and not field.shape.choices:
            changes[name] = text
        elif attrs.has(type(value)) and field.reported:
            changes[name] = _filled(value, text)
        elif isinstance(value, tuple) and value and attrs.has(type(value[0])) and field.reported:
            changes[name] = tuple(_filled(item, text) for item in value)
    return attrs.evolve(record, **changes)
