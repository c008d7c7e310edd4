"""Transaction codes and what they say, from the General Instructions to Form 4 (SEC 1474, item 8)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TRANSACTION_CODES: Mapping[str, str] = MappingProxyType(
    {
        "P": "open market or private purchase",
        "S": "open market or private sale",
        "A": "grant, award or other acquisition, Rule 16b-3(d)",
        "D": "disposition to the issuer, Rule 16b-3(e)",
        "F": "payment of exercise price or tax by withholding securities",
        "I": "discretionary transaction, Rule 16b-3(f)",
        "M": "exercise or conversion of a derivative security, exempt under Rule 16b-3",
        "C": "conversion of a derivative security",
        "E": "expiration of a short derivative position",
        "H": "expiration or cancellation of a long derivative position for value",
        "O": "exercise of an out-of-the-money derivative security",
        "X": "exercise of an in-the-money or at-the-money derivative security",
        "G": "bona fide gift",
        "L": "small acquisition, Rule 16a-6",
        "W": "acquisition or disposition by will or laws of descent",
        "Z": "deposit into or withdrawal from a voting trust",
        "J": "other acquisition or disposition (described in a footnote)",
        "U": "disposition by tender in a change of control",
    }
)
USUAL_CODES = frozenset("PSADFMCGJ")
"""The codes of all but a few transactions in a thousand; what looks like another is likelier misread."""

EXERCISES = frozenset("MCXO")
"""The codes of transactions that stand in both tables: exercises and conversions."""

NON_DERIVATIVE_SIDE: Mapping[str, str] = MappingProxyType(
    {"P": "A", "S": "D", "A": "A", "D": "D", "F": "D", "M": "A", "C": "A", "X": "A", "O": "A", "L": "A", "U": "D"}
)
"""What a code does in Table I: S, F dispose and M, A acquire always, P and C nearly (28/29, 33/35)."""

DERIVATIVE_SIDE: Mapping[str, str] = MappingProxyType(
    {
        "A": "A",
        "P": "A",
        "M": "D",
        "C": "D",
        "X": "D",
        "S": "D",
        "D": "D",
        "F": "D",
        "E": "D",
        "H": "D",
        "O": "D",
        "U": "D",
    }
)
"""What a code does in Table II: a grant acquires, an exercise or conversion uses the derivative up."""

MISREAD_CODES: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "Ss": ("S", 0.6),
        "s": ("S", 0.4),
        "so": ("S", 1.2),
        "sd": ("S", 1.0),
        "sO": ("S", 1.0),
        "5": ("S", 1.6),
        "8": ("S", 2.2),
        "$": ("S", 2.0),
        "SO": ("S", 1.0),
        "Sl": ("S", 1.0),
        "S1": ("S", 1.0),
        "S)": ("S", 0.8),
        "8)": ("S", 2.2),
        "5)": ("S", 1.8),
        "3?)": ("S", 2.6),
        "52": ("S", 2.4),
        "53": ("S", 2.4),
        "5s?": ("S", 1.4),
        "c": ("C", 0.5),
        "Cc": ("C", 0.5),
        "co": ("C", 1.0),
        "(C": ("C", 1.0),
        "CO": ("C", 1.0),
        "e": ("C", 2.2),
        "«": ("C", 2.4),
        "¢": ("C", 1.2),
        "€": ("C", 1.5),
        "GO": ("G", 0.8),
        "g": ("G", 0.8),
        "Gc": ("G", 0.8),
        "6": ("G", 2.4),
        "JO": ("J", 0.8),
        "JQ": ("J", 0.8),
        "j": ("J", 0.8),
        "J)": ("J", 0.8),
        "mM": ("M", 0.5),
        "m": ("M", 0.5),
        "MO": ("M", 0.8),
        "M)": ("M", 0.8),
        "Mo": ("M", 0.8),
        "Pp": ("P", 0.5),
        "p": ("P", 0.6),
        "PO": ("P", 0.8),
        "P)": ("P", 0.8),
        "f": ("F", 0.8),
        "FO": ("F", 0.8),
        "F)": ("F", 0.8),
        "r": ("F", 2.2),
        "x": ("X", 0.5),
        "a": ("A", 0.7),
        "AO": ("A", 0.8),
        "JA": ("A", 0.8),
        "al": ("A", 1.2),
        "4": ("A", 2.0),
        "A)": ("A", 0.8),
        "AM": ("A", 1.2),
        "AQ": ("A", 0.8),
        "D)": ("D", 0.8),
        "DO": ("D", 0.8),
        "w": ("W", 0.8),
        "u": ("U", 1.0),
        "z": ("Z", 1.0),
        "i": ("I", 1.5),
        "l": ("I", 2.0),
        "SM": ("S", 1.0),
        "SQ": ("S", 1.0),
        "FM": ("F", 1.0),
        "MM": ("M", 0.8),
        "GM": ("G", 1.0),
        "M@": ("M", 0.8),
        "S@": ("S", 0.8),
        "s®": ("S", 0.8),
        "S®": ("S", 0.8),
        "|S": ("S", 0.8),
        "|M": ("M", 0.8),
        "S|": ("S", 0.8),
        "M|": ("M", 0.8),
        "[S": ("S", 0.8),
        "|F": ("F", 0.8),
        "|A": ("A", 0.8),
    }
)
"""What OCR makes of a transaction code, and how far that reading is from certain. The second glyph is
usually the footnote mark: `SM` is S with `(1)` behind it."""

_MISREAD_D: dict[str, tuple[str, float]] = {
    "o": ("D", 1.4),
    "O": ("D", 1.2),
    "0": ("D", 1.8),
    "Db": ("D", 0.7),
    "(0)": ("D", 1.4),
    "p": ("D", 1.2),
    "JD": ("D", 0.7),
    "dD": ("D", 0.6),
    "d": ("D", 0.7),
    "D|": ("D", 0.5),
    "|D": ("D", 0.5),
    "b": ("D", 1.5),
    ">": ("D", 2.0),
    "Dd": ("D", 0.6),
    "(D)": ("D", 0.8),
    "Do": ("D", 0.8),
    "[D": ("D", 0.7),
    "D)": ("D", 0.8),
    "pb": ("D", 1.2),
    "D,": ("D", 0.5),
    "D.": ("D", 0.5),
}
"""What OCR makes of a D, wherever it stands."""

MISREAD_SIDES: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        **_MISREAD_D,
        "a": ("A", 0.6),
        "al": ("A", 1.0),
        "fa": ("A", 1.0),
        "JA": ("A", 0.7),
        "4": ("A", 1.8),
        "|A": ("A", 0.6),
        "A|": ("A", 0.5),
        "(A)": ("A", 0.8),
        "A)": ("A", 0.8),
        "Al": ("A", 1.0),
        "[A": ("A", 0.7),
        "AJ": ("A", 0.9),
        "pd": ("D", 1.2),
        "Dp": ("D", 0.7),
    }
)
"""What OCR makes of the A and D of column 4."""

MISREAD_FORMS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        **_MISREAD_D,
        "|": ("I", 1.3),
        "1": ("I", 1.2),
        "l": ("I", 1.0),
        "]": ("I", 1.5),
        "!": ("I", 1.2),
        "i": ("I", 0.8),
        "[": ("I", 1.7),
        "t": ("I", 1.8),
        "I|": ("I", 0.5),
        "|I": ("I", 0.5),
        "(I)": ("I", 0.8),
        "II": ("I", 1.0),
        "ll": ("I", 1.4),
        "IT": ("I", 1.2),
        "4": ("I", 2.4),
        "T": ("I", 1.6),
        "DM": ("D", 0.9),
        "DO": ("D", 0.9),
        "D®": ("D", 0.6),
        "D@": ("D", 0.6),
        "»": ("D", 1.8),
        "p®": ("D", 1.4),
        "IM": ("I", 1.0),
        "I®": ("I", 0.7),
        "1®": ("I", 1.4),
        "IO": ("I", 1.0),
        "I)": ("I", 0.8),
        "po": ("D", 1.4),
    }
)
"""What OCR makes of the D and I of the ownership form."""
