"""Stage 7b8: names and the ticker of a page that was scanned, put right by each other and by the signature.

Takes a `Reading`. The bracket of a ticker is read as a letter of it (`[IKVYO]`), its I as an exclamation mark; `AI` in
an issuer's name as `Al`; and the last word of an owner's name that reaches the next box, as the first of the issuer's
(`Roe Amie | Thorn Acme Ltd.`, signed by Amie Thorn Roe). What is put right says so, and stays in doubt where it is not
told elsewhere. Reports nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..spec.lexicon import COMPANY_ENDINGS
from ._cells import UNREAD, Cell, join_words
from ._labels import squeeze
from ._reading import Reading
from ._tickers import is_within

_LEAST_WORD = 3
_READ_AS_AI = re.compile(r"\bAl\b")
_LEAST_TICKER = 3
_BRACKETS = "IJL"
"""What a bracket is read as, beside one that was read."""


def settle_heading(reading: Reading) -> None:
    """Put right what a scan does to names and the ticker."""
    heading = reading.heading
    if reading.owners:
        _return_last_word(reading, reading.owners[0].name, heading.issuer)
    _fit(heading.ticker, str(heading.issuer.value or "").upper())
    if isinstance(heading.issuer.value, str) and _READ_AS_AI.search(heading.issuer.value):
        meant = _READ_AS_AI.sub("AI", heading.issuer.value)
        _take(heading.issuer, meant, UNREAD, f"{heading.issuer.value!r} is taken for {meant!r}: issuers are so named")


def _fit(ticker: Cell, name: str) -> None:
    """Read the ticker's bracket as one, and its exclamation mark as an I."""
    text = ticker.value
    if not isinstance(text, str):
        return
    if "!" in text:
        meant = text.replace("!", "I")
        _take(ticker, meant, UNREAD, f"{text!r} is taken for {meant!r}")
    elif text[0] in _BRACKETS and len(text) > _LEAST_TICKER and name and ticker.words[0].text.startswith("["):
        begun = text[1] == name[0] != text[0]
        if begun and is_within(text[1:], name) and not is_within(text, name):
            why = f"{text!r} is taken for {text[1:]!r} behind its bracket, from the issuer's name"
            _take(ticker, text[1:], UNREAD, why)


def _return_last_word(reading: Reading, owner: Cell, issuer: Cell) -> None:
    """Give the owner the issuer's first word where the notes and signatures have it behind the owner's last."""
    if len(owner.words) < 2 or len(issuer.words) < 2:
        return
    last, word = squeeze(owner.words[-1].text), issuer.words[0]
    key, rest = squeeze(word.text), [squeeze(w.text) for w in issuer.words[1:]]
    if min(len(last), len(key)) < _LEAST_WORD or all(r in COMPANY_ENDINGS for r in rest):
        return
    behind = reading.labels.words[_last_row(reading) :]
    pairs = [(squeeze(a.text), squeeze(b.text)) for a, b in pairwise(behind)]
    if (last, key) not in pairs or (key, rest[0]) in pairs:
        return
    why = f"{word.text!r} is the owner's, as elsewhere in the filing"
    owner.words, issuer.words = [*owner.words, word], issuer.words[1:]
    _take(owner, f"{owner.value} {word.text}", UNREAD, why)
    _take(issuer, join_words(issuer.words), UNREAD, why)


def _last_row(reading: Reading) -> int:
    """Where the last table ends."""
    regions = [r for r in (reading.regions.table_1, reading.regions.table_2) if r is not None]
    return max((stop for _, stop in regions), default=len(reading.labels.words))


def _take(cell: Cell, value: str, cost: float, why: str) -> None:
    cell.value, cell.state, cell.cost = value, "repaired", max(cell.cost, cost)
    cell.repairs = (*cell.repairs, why)
