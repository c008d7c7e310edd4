"""Places as EDGAR codes them (EDGAR Ownership XML Technical Specification, 3.6.2 and 3.6.7).

The form prints a state's code or its name, as the edition has it; the ownership XML takes the code alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_STATES = """
AL alabama|AK alaska|B5 american samoa|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware
DC district of columbia|FL florida|GA georgia|GU guam|HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|KS kansas
KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts|MI michigan|MN minnesota|MS mississippi|MO missouri
MT montana|NE nebraska|NV nevada|NH new hampshire|NJ new jersey|NM new mexico|NY new york|NC north carolina
ND north dakota|1V northern mariana islands|OH ohio|OK oklahoma|OR oregon|PA pennsylvania|PR puerto rico
RI rhode island|SC south carolina|SD south dakota|TN tennessee|TX texas|2J united states minor outlying islands
UT utah|VT vermont|VI virgin islands, u.s.|VA virginia|WA washington|WV west virginia|WI wisconsin|WY wyoming
"""

STATE_CODE_OF: Mapping[str, str] = MappingProxyType(
    {name: code for code, _, name in (entry.partition(" ") for entry in _STATES.strip().replace("\n", "|").split("|"))}
)
"""Name of a state or territory of the United States, in lower case -> its code."""

US_STATES: frozenset[str] = frozenset(STATE_CODE_OF.values())
"""What `rptOwnerState` may say."""

_OF_EACH_LETTER = {
    "A": "0123456789", "B": "012346789", "C": "0123456789", "D": "0123456789", "E": "012345789", "F": "0123456789",
    "G": "0123456789", "H": "123456789", "I": "03456789", "J": "012345689", "K": "0123456789", "L": "0123456789",
    "M": "0123456789", "N": "012456789", "O": "01234569", "P": "012345678", "Q": "123456789", "R": "012345689",
    "S": "01345689", "T": "01234678", "U": "0123456789", "V": "01236789", "W": "0123456789", "X": "012345789X",
    "Y": "023456789", "Z": "012345",
}  # fmt: skip
_OF_EACH_DIGIT = {"1": "ABCDEFGHJKLMNPQRSTUWXYZ", "2": "ABCDEFGHKLMNPQ"}

COUNTRIES: frozenset[str] = frozenset(
    first + second for first, seconds in (_OF_EACH_LETTER | _OF_EACH_DIGIT).items() for second in seconds
)
"""What `rptOwnerCountry` may say: countries and the provinces of Canada, by code."""

UNITED_STATES = "X1"


def state_code(place: str) -> str:
    """The code of a state that is given by its name, as editions X09 print it; anything else as it is."""
    return STATE_CODE_OF.get(" ".join(place.casefold().split()), place)


def country_code(place: str) -> str:
    """The code of the United States where its name is given, as editions X09 print it; anything else as it is."""
    return UNITED_STATES if " ".join(place.casefold().split()) == "united states" else place
