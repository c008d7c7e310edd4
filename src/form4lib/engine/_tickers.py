"""Stage 6g1: the ticker among the fragments of a heading.

Takes the `Fragment`s of boxes that were read across. Gives the `Ticker` that stands in brackets behind the issuer's
name; where the brackets are lost, the capitals behind a company's ending; None where there is neither. What the signs
around it leave in doubt is in its cost. Reports nothing.
"""

from __future__ import annotations

import re

import attrs

from ..spec.lexicon import COMPANY_ENDINGS
from ._cells import Cell
from ._fragments import Fragment
from ._page import Word

OPENS = re.compile(r"[\[{]|^[(|](?=[A-Z]{1,5}[\])}|]?$)|^[(|]$")
CLOSES = re.compile(r"[\]}]|[)|]$")
_BARE_TICKER = re.compile(r"[A-Z]{1,5}$")
_TICKER_WORDS = 4
"""`[ WSO; WSOB ]`: at most so many words from bracket to bracket."""


_MOST_NAME = 9
"""Words of a name between a rule or a bracket before it and the ticker's own."""
_BRACKET_READ = re.compile(r"(?<=[A-Za-z]) J$")
"""`XOOM J`: a closing bracket."""
_MEANT = {"E": "F", "R": "F", "1": "TIL", "0": "O", "2": "Z", "5": "S", "6": "G", "8": "B"}
"""What is read as a ticker's letter or digit, and what it may be: `MSRT`, `CCEN`, `1SLA`, `Z1P`."""
_RESPELLED = 1.0


def fit_ticker(ticker: Cell, issuer: Cell) -> None:
    """Put a letter right where a ticker then is made of letters of the issuer's name, in their order, and is not as it
    was read: three of four tickers are, and none of the others would be changed so."""
    name, text = str(issuer.value or "").upper(), str(ticker.value or "")
    if not text or not name or is_within(text, name):
        return
    options = {text[:i] + c + text[i + 1 :] for i, read in enumerate(text) for c in _MEANT.get(read, "")}
    meant = [option for option in options if is_within(option, name)]
    if len(meant) == 1:
        ticker.repairs = (*ticker.repairs, f"read {text!r} as {meant[0]!r}, from the issuer's name")
        ticker.value, ticker.state, ticker.cost = meant[0], "repaired", ticker.cost + _RESPELLED


def is_within(ticker: str, name: str) -> bool:
    letters = iter(name)
    return all(c in letters for c in ticker)


@attrs.frozen
class Ticker:
    """A ticker found among fragments: in which, from which word to which, and what it says."""

    fragment: int
    start: int
    stop: int
    cell: Cell


def _ticker_cell(words: list[Word], text: str) -> Cell:
    """OCR reads the brackets as other signs, and small capitals as a mixture: each is a doubt."""
    stripped = _BRACKET_READ.sub("", text.strip(" []{}()|.,_"))
    stripped = stripped if re.search(r"\w/\w", stripped) or not stripped.endswith("/") else stripped[:-1]
    if not stripped:
        return Cell(None, words, 0.0, (), "blank")
    exact = text.startswith("[") and text.endswith("]")
    cost = 0.0 if exact else 1.2
    value = stripped
    letters = [c for c in stripped if c.isalpha()]
    mixed = any(c.islower() for c in letters) and stripped.lower() not in ("n/a", "none", "na")
    if mixed:
        value = stripped.upper()
        cost += 1.5
    repairs = (f"read {stripped!r} in capitals",) if mixed else ()
    return Cell(value, words, cost, (), "repaired" if mixed else "read", repairs)


def _rest_of_ticker(following: list[Fragment]) -> list[Word]:
    """`C]` on the line below `[ CIG-`, with the label of another box between them."""
    words = following[0].words[:2] if following else []
    stop = next((k for k, w in enumerate(words, 1) if w.text.endswith("]")), 0)
    return words[:stop]


def _closes(words: list[Word]) -> bool:
    """Does the last word close the bracket that the first one opens? A `|` right behind the bracket does not; a `J`
    behind a ticker does."""
    if len(words) > 2 and words[-1].text == "J" and words[0].text == "[":
        return True
    inside = " ".join([words[0].text[1:], *(w.text for w in words[1:])]).strip()
    return CLOSES.search(inside) is not None and inside != "|"


def find_ticker(fragments: list[Fragment]) -> Ticker | None:
    """The bracketed ticker behind the issuer's name; where brackets are lost, capitals behind a company's ending."""
    for at, fragment in enumerate(fragments):
        words = fragment.words
        for i, word in enumerate(words):
            if not OPENS.search(word.text) or any("[" in w.text for w in words[i + 1 : i + 1 + _MOST_NAME]):
                continue  # `| INCOME TRUST [MIN]`, `[Andretti Acquisition Corp. [POLE]`
            inside = word.text[re.search(r"[\[{(|]", word.text).start() :]  # type: ignore[union-attr]
            stop = next(
                (k for k in range(i, min(len(words), i + _TICKER_WORDS + 1)) if _closes(words[i : k + 1])),
                None,
            )
            rest: list[Word] = []
            if stop is None and "[" in word.text and i + 1 >= len(words) - 1:
                stop, rest = len(words) - 1, _rest_of_ticker(fragments[at + 1 : at + 2])
            if stop is None:
                continue
            text = " ".join([inside, *(w.text for w in words[i + 1 : stop + 1])])
            text = f"{text}{'' if text.endswith('-') else ' '}{' '.join(w.text for w in rest)}".strip()
            if any(c.isalnum() for c in text) or text.replace(" ", "") == "[]":
                return Ticker(at, i, stop + 1, _ticker_cell([*words[i : stop + 1], *rest], text))
    for at, fragment in enumerate(fragments):
        keys = fragment.keys
        if (
            len(keys) > 1
            and _BARE_TICKER.match(fragment.words[-1].text)
            and keys[-2] in COMPANY_ENDINGS
            and keys[-1] not in COMPANY_ENDINGS
        ):
            return Ticker(
                at, len(keys) - 1, len(keys), Cell(fragment.words[-1].text, fragment.words[-1:], 2.0, (), "read")
            )
    return None
