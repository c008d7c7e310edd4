"""The page around the filings: its head, its policy, its data and, for several filings, its index.

Contract: the page's only program and style are what stands in the files beside this module, named in the policy by
their digests; data stand in blocks of JSON in which no `<` occurs.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

import attrs

from ...records import Filing
from .._dict import to_dict
from .._doubts import Doubts, doubts_of, worded
from .._escape import attribute, text_html
from ._record import Record
from ._source import source_html

_LONG_LINE = 400
"""A text with a longer line has lines that are no printed ones: they are wrapped."""
_STYLE = ("record.css", "page.css")
"""What fits small screens stands at the end, so that it wins."""
_PROGRAM = ("values.js", "view.js", "page.js")
_INDEX = re.compile(r"\[\d+\]")


@attrs.frozen
class Entry:
    """A filing to be reviewed: what to call it, the text its spans index, the record."""

    name: str
    text: str
    filing: Filing


def review_html(text: str, filing: Filing) -> str:
    """A page that shows a filing beside its source: one file, for any browser, without the network.

    A click on a value lights up where it was read, a click in the text the field; what is in doubt can be gone through
    by keyboard, and corrected. The corrected record is downloaded as the JSON that `from_json` reads.

    Args:
        text: what the filing's spans index: the text that was read, for a PDF `filing.source_text`.
        filing: the record.

    Returns:
        The page as HTML; write it to a file in UTF-8.

    Raises:
        TypeError: `text` is no str, or `filing` no Filing.
    """
    if not isinstance(text, str):
        raise TypeError(f"review_html() takes the text as a str, not {type(text).__name__}")
    if not isinstance(filing, Filing):
        raise TypeError(f"review_html() takes a Filing, not {type(filing).__name__}")
    return review_page([Entry("", text, filing)])


def review_page(entries: Sequence[Entry]) -> str:
    """The page of one filing, or of several behind an index that has the most doubtful first."""
    style, program = _joined(*_STYLE), _joined(*_PROGRAM)
    doubts = [doubts_of(entry.filing) for entry in entries]
    order = sorted(range(len(entries)), key=lambda i: (-len(doubts[i].paths), _least(doubts[i]), i))
    views = [_view(place, entries[i], doubts[i]) for place, i in enumerate(order)]
    alone = len(entries) == 1
    title = _title(entries[0].filing) if alone else f"{len(entries)} filings to review"
    body = (
        views[0]
        if alone
        else _index([(entries[i], doubts[i]) for i in order])
        + "".join(f'<template id="view-{place}">{view}</template>' for place, view in enumerate(views))
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{attribute(_policy(style, program))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{text_html(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{body}\n{_HELP}\n<script>{program}</script>\n</body>\n</html>\n"
    )


def _joined(*names: str) -> str:
    """The content of files beside this module, as one."""
    folder = files(__package__)
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _policy(style: str, program: str) -> str:
    """Nothing but this style and this program; no network at all."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(program)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode('utf-8')).digest()).decode('ascii')}"


def _title(filing: Filing) -> str:
    owner = filing.reporting_owners[0].name if filing.reporting_owners else None
    parts = (f"Form {filing.form_type}", filing.issuer.trading_symbol or filing.issuer.name, owner)
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def _least(doubts: Doubts) -> float:
    """The least confidence of a value that is offered as sure or not."""
    return min((evidence.confidence for evidence in doubts.evidence.values()), default=1.0)


def _view(place: int, entry: Entry, doubts: Doubts) -> str:
    """One filing: its bar, its text and its record."""
    record = Record(entry.filing, doubts)
    html = record.html()
    wrap = any(len(line) > _LONG_LINE for line in entry.text.splitlines())
    head = _title(entry.filing)
    source = source_html(entry.text, record.spans())
    name = f'<span class="soft file">{text_html(entry.name)}</span>' if entry.name else ""
    return (
        f'<main class="filing{" wrap" if wrap else ""}" id="filing-{place}">'
        f"<header><h1>{text_html(head)}</h1>{name}{_BAR}</header>"
        '<div class="sides">'
        f'<section class="source" tabindex="0" aria-label="Source text">{source}</section>'
        f'<section class="record" tabindex="-1" aria-label="Record"><h2 class="off">Record</h2>{html}</section>'
        f"</div>{_DETAIL}"
        f'<script type="application/json" class="data">{_data(entry, record)}</script></main>'
    )


def _data(entry: Entry, record: Record) -> str:
    """What the page's program works with: the record as `to_dict` gives it, and what its fields may be.

    Thousands of cells are empty, and the evidence says the same of most: it stands once, and they have its number.
    """
    document = to_dict(entry.filing)
    numbers: dict[str, int] = {}
    shared: list[dict[str, object]] = []
    for path, evidence in document["evidence"].items():
        if not evidence["spans"] and not evidence["repairs"]:
            key = f"{evidence['state']} {evidence['confidence']} {evidence['raw']} {evidence['boxes']}"
            if key not in numbers:
                numbers[key] = len(shared)
                shared.append(evidence)
            document["evidence"][path] = numbers[key]
    data = {
        "name": entry.name,
        "record": document,
        "shared": shared,
        "paths": {i: field.path for i, field in enumerate(record.fields) if field.path in record.shown},
        "kinds": {_INDEX.sub("[]", f.path): [f.type, f.nullable, f.choices] for f in record.fields},
    }
    text = json.dumps(data, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _index(entries: Sequence[tuple[Entry, Doubts]]) -> str:
    rows = []
    skipped = _common_folder([entry.name for entry, _ in entries])
    for place, (entry, doubts) in enumerate(entries):
        filing = entry.filing
        owner = filing.reporting_owners[0].name if filing.reporting_owners else None
        shown = "".join(f"<td>{text_html(cell or '')}</td>" for cell in (filing.form_type, filing.issuer.name, owner))
        rows.append(
            f'<tr><th scope="row"><a href="#filing-{place}">{text_html(entry.name[skipped:])}</a></th>'
            f'<td class="number">{len(doubts.paths)}</td><td class="number">{_least(doubts):.2f}</td>{shown}'
            f'<td class="date">{worded(filing.period_of_report)}</td></tr>'
        )
    # doubt beside the file: on a phone the rest is a scroll away
    head = '<th scope="col">File</th>'
    head += "".join(f'<th scope="col" class="number">{name}</th>' for name in ("In doubt", "Least sure"))
    head += "".join(f'<th scope="col">{name}</th>' for name in ("Form", "Issuer", "Owner", "Period"))
    return (
        f'<main class="index" id="index"><h1>{len(entries)} filings to review</h1>'
        '<p class="soft">The most doubtful first.</p>'
        '<div class="wide" role="region" aria-label="Filings" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></main>"
    )


def _common_folder(names: Sequence[str]) -> int:
    """How many letters the folder has that all the files are in, its last `/` included."""
    parts = [name.split("/")[:-1] for name in names]
    shared = 0
    for steps in zip(*parts, strict=False):
        if len(set(steps)) > 1:
            break
        shared += len(steps[0]) + 1
    return shared


_BAR = """
<div class="bar">
<a class="back" href="#index" hidden>All filings</a>
<span class="steps"><button type="button" class="previous" aria-keyshortcuts="p">Previous</button>
<span class="count" role="status"></span>
<button type="button" class="next" aria-keyshortcuts="n">Next in doubt</button></span>
<button type="button" class="filter" aria-pressed="false" aria-keyshortcuts="d">Only in doubt</button>
<button type="button" class="wraps" aria-pressed="false" aria-keyshortcuts="w">Wrap lines</button>
<button type="button" class="help" aria-keyshortcuts="?">Keys</button>
<button type="button" class="download">Download JSON</button>
</div>"""
_DETAIL = """
<section class="detail" aria-label="Selected value" hidden>
<div class="what"><b class="label"></b> <code class="path"></code>
<button type="button" class="close" aria-label="Close">\N{MULTIPLICATION SIGN}</button></div>
<p class="how"></p><ul class="why"></ul>
<form class="fix" novalidate><label><span>Correct it</span> <input class="typed" autocomplete="off" spellcheck="false">
<select class="typed" hidden></select></label>
<label class="nothing"><input type="checkbox"> the form gives no value</label>
<button type="submit" class="save">Save</button> <button type="button" class="undo" hidden>Undo</button>
<p class="wrong" role="alert"></p></form>
</section>"""
_HELP = """
<dialog class="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2>
<dl><dt>n, p</dt><dd>next, previous value in doubt</dd><dt>arrows</dt><dd>next, previous value</dd>
<dt>Enter</dt><dd>show where the value was read</dd><dt>e</dt><dd>correct the value</dd>
<dt>d</dt><dd>only what is in doubt</dd><dt>w</dt><dd>wrap long lines</dd><dt>Esc</dt><dd>let go</dd></dl>
<label><input type="checkbox" class="letters" checked> letters are keys</label>
<button type="button" class="done">Close</button></dialog>"""
