"""Stage 4a: what a leftover word could be.

Takes one word's text. Gives its `Reading`s: a kind of column it could stand in, the value it would have there,
a cost (0 as printed; about one for each factor of e less likely), the footnote marks stuck to it, and in words what
was changed to read it so. Pure functions of the text, so they are cached. Reports nothing by itself: a reading that
needed a repair says so.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import attrs

from ..spec.codes import MISREAD_CODES, MISREAD_FORMS, MISREAD_SIDES, TRANSACTION_CODES, USUAL_CODES
from ..spec.tables import CODE, DATE, FORM, MONEY, NUMBER, SIDE, TEXT, VOLUNTARY
from ._date_atoms import AS_DATE, DIGITS_LIKE, is_printed_date, read_date
from ._remembered import remembered

MARK = "mark"

Value = str | date | Decimal | bool | None


@attrs.frozen
class Reading:
    """One way to read a word."""

    kind: str
    value: Value
    cost: float = 0.0
    marks: tuple[str, ...] = ()
    repair: str = ""


_PRICED = re.compile(r"^\W?\$|[.,]\d|\d{4}")
_MARKS = re.compile(r"(?:\(\d{1,2}\))+$")
_MARK_ID = re.compile(r"\d{1,2}")
_TAILS = (
    (re.compile(r"(?<=\.\d{4})\d{1,2}[^\w.,]{1,3}$"), 0.6),  # 37.58130)
    (re.compile(r"(?<=\d)[^\d.,()]{1,3}\)?$|(?<=[\d\W])[)\]}]+$"), 0.5),  # 2,400" 7,365) 52,594°)
    (re.compile(r"(?<=\d)[({\[]\d{1,2}$|(?<=\d)\d?\d[^\d.,|{}\[\]]{1,4}$"), 0.7),  # 1,794(2 49,3637) 1,088.9011°)
    (re.compile(r"(?<=\d)\d[^\d.,|{}\[\]]{1,4}$"), 0.8),
    (re.compile(r"(?<=\d)[^\w\s.,$%/-]{1,2}\d{1,2}[^\w\s.,$%/-]{0,2}$"), 0.7),  # 1,093.018"7) 1,150.165°9 979702)
    (
        re.compile(r"(?<=,\d{3})\d$|(?<=\.\d{4})\d{1,2}$"),
        1.1,
    ),  # 13,5920: no group has four digits, no price five decimals
)
"""What OCR leaves of a footnote mark behind a number, and what it costs to take it for one; a rule is none."""
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$|\.\d+$")


def _strip_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """`757,756(1)` is 757,756 with mark 1."""
    if match := _MARKS.search(text):
        return text[: match.start()], tuple(_MARK_ID.findall(match[0]))
    return text, ()


def _bodies(text: str) -> list[tuple[str, tuple[str, ...], float]]:
    """The ways to part a number from the mark behind it: body, marks, cost."""
    body, marks = _strip_marks(text)
    tails = [] if marks else [(match.start(), extra) for p, extra in _TAILS if (match := p.search(text))]
    return [(body, marks, 0.0), *((text[:start], (), extra) for start, extra in tails)]


def printed_date(text: str) -> date | None:
    """The date that a word is as printed."""
    return next((r.value for r in readings(text) if r.cost == 0 and isinstance(r.value, date)), None)


def has_date(text: str) -> bool:
    """Can the word be read as a date?"""
    return any(r.kind == DATE for r in readings(text))


def _exact_number(text: str) -> Decimal | None:
    if not _NUMBER.match(text):
        return None
    return Decimal(text.replace(",", ""))


_STRAY_SIGNS = ",.;:_'\"|[]{}()-~*"


def _read_number(text: str) -> tuple[Decimal, float, str] | None:
    exact = _exact_number(text)
    if exact is not None:
        return exact, 0.0, ""
    stripped = text.lstrip("/").strip(_STRAY_SIGNS)
    if (exact := _exact_number(stripped)) is not None:
        return exact, 0.7, f"read {text!r} without its stray signs"
    if sum(c.isdigit() for c in stripped) * 2 < len(stripped):
        return None
    candidate = stripped.translate(DIGITS_LIKE)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3}){2,}", candidate):
        return Decimal(re.sub(r"[.,]", "", candidate)), 1.0, f"read the dots of {text!r} as commas"
    if (exact := _exact_number(candidate)) is not None:
        return exact, 1.8, f"read letters of {text!r} as digits"
    if match := re.fullmatch(r"(\d{1,3}(?:[.,:;' ]?\d{3})+)(\.\d{1,4})?", candidate):
        return Decimal(re.sub(r"\D", "", match[1]) + (match[2] or "")), 2.0, f"read the signs of {text!r} as commas"
    return None


def _shape_cost(text: str) -> float:
    """Numbers of shares are printed with commas: `1234` and `0.845` are odd there, `07` more so."""
    whole = text.split(".")[0].strip(_STRAY_SIGNS)
    if whole.startswith("0,") or (whole.startswith("0") and text.startswith(",")):
        return _CUT_NUMBER
    if "," in whole or len(whole) <= 3:
        return 0.6 if whole.startswith("0") and len(whole) > 1 else 0.0
    return 0.8


_CUT_NUMBER = 2.0
"""`0,000`, `,000`: what is left of 120,000."""
_MOST_DECIMALS = 4
_TOO_FINE = 1.2
"""A price of more decimals than EDGAR takes ends with a footnote's number."""


def _fineness(value: Decimal) -> float:
    _, _, decimals = str(value).partition(".")
    return _TOO_FINE if decimals[_MOST_DECIMALS:].strip("0") else 0.0


def _numeric(text: str) -> list[Reading]:
    out: list[Reading] = []
    seen: set[Decimal] = set()
    signed = text[0] == "$"
    for body, marks, extra in _bodies(text[1:] if signed else text):
        found = _read_number(body) if body else None
        if found is None and not extra and (priced := _COMMA_POINT.search(body)):
            value = Decimal(f"{priced[1].replace(',', '')}.{priced[2]}")
            cost = _AS_POINT + (0.0 if signed else 2.0)
            out.append(Reading(MONEY, value, cost, marks, f"read the last comma of {text!r} as a point"))
        if found is None or found[0] in seen:
            continue
        value, cost, repair = found
        seen.add(value)
        cost += extra
        if extra:
            repair = repair or f"read {text!r} as {body} and a footnote mark"
        unsigned = 0.0 if signed else _UNSIGNED if value < _NO_PRICE else _UNSIGNED_MILLION
        out.append(Reading(MONEY, value, cost + unsigned + _fineness(value), marks, repair))
        if not signed:
            out.append(
                Reading(NUMBER, value, cost + _shape_cost(body) + (0.3 if len(body) < 2 else 0.0), marks, repair)
            )
    return out


_UNSIGNED, _UNSIGNED_MILLION = 2.0, 5.0
_NO_PRICE = 1_000_000
"""No security has been sold at so much."""
_COMMA_POINT = re.compile(r"^(\d{1,3}(?:,\d{3})*),(\d\d)[^\w.,$]?$")
_AS_POINT = 1.0
"""`$307,93`: two digits behind a comma are cents."""
_MISREAD_ZERO = frozenset(("so", "SO", "$o", "$O", "so.", "sO", "So", "$0.", "30", "80", "$)", "$Q", "50", "90"))


def _money(text: str) -> list[Reading]:
    """What OCR makes of a dollar sign: 3, 5, 8, S, s."""
    if text in _MISREAD_ZERO:
        return [Reading(MONEY, Decimal(0), 0.9, (), f"read {text!r} as $0")]
    out: list[Reading] = []
    loose = None if text[0] == "$" else _LOOSE_SIGN.match(text)
    sign, amount = ("$", loose[1]) if loose else (text[0], text[1:])
    if sign in "sS§¢3589" or loose:
        cost = 0.7
        if sign.isdigit():
            cost = _FUSED_LONG if _LACKS_COMMA.match(text) else _FUSED_SIGN
        if not sign.isdigit() and _LETTERED.match(amount):
            amount, cost = amount.translate(_ONES), cost + _LETTERS
        for body, marks, extra in _bodies(amount) if amount[:1].isdigit() or amount[:1] == "." else ():
            found = _read_number(body)
            if found and (not sign.isdigit() or "." in body):
                whole = found[1] + extra + cost + _fineness(found[0])
                out.append(Reading(MONEY, found[0], whole, marks, f"read {text!r} with a misread dollar sign"))
    return out


_LACKS_COMMA = re.compile(r"\d{4}\.\d")
_FUSED_LONG = 1.6
"""`8351.4`: the form prints 8,351.4 with a comma."""
_LOOSE_SIGN = re.compile(r"[^\w$(]{0,2}(?:[sS§][$§]|[Jj/3]?[$§]|[Jj/}|]{1,3}[sS])(?=[\diltoO.])(.*)")
"""`J$1,150.16`, `js11.64`, `s$18.86`: a rule, and a sign."""
_LETTERED = re.compile(r"(?=[\d,.]*[a-zA-Z])[ilItoO\d],?[\diltoO,]*\.\d{2}")
"""`i5.11`, `t,o91.01`: an amount with letters for digits."""
_ONES = str.maketrans("iltIoO", "111100")
_LETTERS = 1.0


_FUSED_SIGN = 2.6
"""`569.10` for `$69.10`: more than a missing sign costs (2.0), so that neighbours decide."""


def _letters(text: str) -> list[Reading]:
    """Codes, sides and forms of ownership: one letter, or what OCR makes of it."""
    body, marks = _strip_marks(text)
    out: list[Reading] = []
    head, _, swap = body.partition("/")
    if head in TRANSACTION_CODES and swap in ("", "K"):
        out.append(Reading(CODE, body, 0.0, marks))
    elif len(body) == 2 and body[0] in TRANSACTION_CODES and body[1] in "345":
        out.append(Reading(CODE, body[0], 0.0, marks))
    elif body in MISREAD_CODES:
        code, cost = MISREAD_CODES[body]
        out.append(Reading(CODE, code, cost, marks, f"read {text!r} as {code}"))
    elif match := _CODE_BEHIND.fullmatch(body):
        out.append(Reading(CODE, match[1], _LETTER_BESIDE, marks, f"read {text!r} as {match[1]}"))
    elif (first := body[:1].upper()) in TRANSACTION_CODES and (junk := _junk_cost(body)) is not None:
        cost = junk + (0.0 if first in USUAL_CODES else _UNUSUAL_CODE)
        out.append(Reading(CODE, first, cost, marks, f"read {text!r} as {first}"))
    for kind, legal, misread in ((SIDE, "AD", MISREAD_SIDES), (FORM, "DI", MISREAD_FORMS)):
        if len(body) == 1 and body in legal:
            out.append(Reading(kind, body, 0.0, marks))
        elif body in misread:
            letter, cost = misread[body]
            out.append(Reading(kind, letter, cost, marks, f"read {text!r} as {letter}"))
        elif match := _BESIDE_LETTER[kind].fullmatch(body):
            letter = (match[1] or match[2]).upper().replace("P", "D")
            out.append(Reading(kind, letter, _LETTER_BESIDE, marks, f"read {text!r} as {letter}"))
    if body in ("V", "v"):
        out.append(Reading(VOLUNTARY, "V", 0.0 if body == "V" else 0.7, marks))
    return out


_BESIDE_LETTER = {
    SIDE: re.compile(r"[jJ/(]([AD])[.,)]?|([AD])[.,]"),
    FORM: re.compile(r"[=/]?([Dp])[bpyYaw>®@©°\"'*①-⑳]{1,2}\)?|([ID])[①-⑳]"),
}
"""`jA`, `D.`, `DY`, `p®)`: the letter with a rule or a footnote mark."""
_LETTER_BESIDE = 1.3
_CODE_BEHIND = re.compile(r"[ijlfe/]([PSAGFMJC])[)°®\"'?]{0,2}")
"""`iS)`, `eG`: a rule before the code."""
_CODE_JUNK = re.compile(r"[A-Za-z][oO0dQ®@©°\"'()?*»\d|]{1,3}$")
"""A code and what is left of its footnote mark: `s?)`, `F®`, `S(2`."""
_CODE_SMUDGE = re.compile(r"[A-Za-z][^\W\d_]{0,2}[^\w,.]{0,2}$")
"""`st`, `sv”`, `cf`: OCR took the mark behind a code for a letter."""
_UNUSUAL_CODE = 1.5


def _junk_cost(body: str) -> float | None:
    """What it costs to take a word's first letter for a code, and the rest for a mark."""
    if _CODE_JUNK.match(body):
        return 0.9
    return 1.9 if 1 < len(body) <= 4 and _CODE_SMUDGE.match(body) else None


_MARK_LIKE = re.compile(
    r"[({\[]?\d{1,2}[)}\]]$|[({\[]\d{1,2}$|[({\[][^\s]{0,2}[)}\]]$|[\"'®@©°*«»~^`“”]{1,2}\)?$|[a-zA-Z@®]{1,2}\)$|[eaoQGO]$|\(\w{1,3}\)$|e@$"
)


def _mark(text: str) -> list[Reading]:
    match = _MARKS.match(text)
    if match and match.end() == len(text):
        return [Reading(MARK, None, 0.0, tuple(_MARK_ID.findall(text)))]
    if _MARK_LIKE.match(text):
        ids = tuple(_MARK_ID.findall(text)) if re.match(r"[({\[]?\d{1,2}[)}\]]?$", text) else ()
        return [Reading(MARK, None, 0.7 if ids else 1.0, ids, f"read {text!r} as a footnote mark")]
    return []


def _text(text: str) -> list[Reading]:
    letters = sum(c.isalpha() for c in text)
    if letters >= 2 or (letters and letters * 2 >= len(text) and len(text) > 1):
        cost = 0.0 if letters * 3 >= len(text) * 2 else 0.5
    elif letters:
        cost = 0.8
    elif not any(c.isdigit() for c in text):
        cost = 2.5
    else:
        cost = 2.6 if not _PRICED.search(text) else 5.0
        if is_printed_date(text) or AS_DATE in text:
            cost = _DATE_AS_TEXT
    return [Reading(TEXT, text, cost)]


_DATE_AS_TEXT = 12.0
"""No title holds a date as the form prints it; a row of which little else is legible is a transaction by its date."""


_RULES = "|}{[]_~"
"""Ruled lines beside a value, as OCR reads them."""
_RULE_COST = 0.15


_LONGEST = 100
"""Characters of a number with the marks of a dozen footnotes, and then some."""


@remembered
def readings(text: str) -> tuple[Reading, ...]:
    """Every way to read one word that stands in a table; a word without end is text."""
    if len(text) > _LONGEST:
        return (Reading(TEXT, text),)
    out = _plain(text)
    bare = text.strip(_RULES)
    if bare and bare != text:
        out += [attrs.evolve(r, cost=r.cost + _RULE_COST) for r in _plain(bare)]
    return tuple(out + _text(text))


def _plain(text: str) -> list[Reading]:
    out: list[Reading] = []
    if any(c.isdigit() for c in text) or text[0] in "$sS":
        body, marks = _strip_marks(text)
        if found := read_date(body):
            value, cost, repair = found
            out.append(Reading(DATE, value, cost, marks, repair))
        else:
            out += _numeric(text) + _money(text)
    return out + _letters(text) + _mark(text)


@remembered
def is_value(text: str) -> bool:
    """Does the word look like a date or an amount, whatever else it could be?"""
    return any(r.kind in (DATE, NUMBER, MONEY) and r.cost < 2.0 for r in readings(text)) and (
        len(text) > 2 or text.isdigit() or text.startswith("$")
    )


_GRIME = re.compile(r"[|{}\[\]~^`\xa2-\xbf\u2022\u20ac]|^[_.,;:'\"*=]+$|[a-z][0-9A-Z]$")
"""What scans leave of rules and specks; pages that were never printed have none of it."""


@remembered
def is_grimy(text: str) -> bool:
    """Does a scan leave such words?"""
    return _GRIME.search(text) is not None


@remembered
def is_strong(text: str) -> bool:
    """A date, a price with its sign, or a number of shares with its comma or over three digits long."""
    for reading in readings(text):
        if reading.kind == DATE:
            return True
        if reading.cost < 1.0 and reading.kind in (NUMBER, MONEY) and _PRICED.search(text):
            return True
    return False
