"""What must agree on a form, as data: each relation by name, and what it says.

The engine weighs values by these relations; `Cell.agree` and `Cell.disagree` hold their names, and diagnostics and
explanations say their sentences. How often filers keep them was counted on 190 filings whose truth is known; they break
some of them, so a relation is evidence and not law.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

BALANCE_BEFORE = "balance_before"
BALANCE_AFTER = "balance_after"
BALANCE_REPEATED = "balance_repeated"
OWNED_COVERS = "owned_covers"
CODE_SIDE = "code_side"
TWIN = "twin"
UNDERLYING = "underlying"
NATURE = "nature"
PRICE_ABOVE = "price_above"
PRICE_BELOW = "price_below"
PRICE_MIDDLE = "price_middle"
CODE_PRICE = "code_price"
SIGNED = "signed"
PERIOD = "period"
ORDER = "order"
EXPIRY = "expiry"
ANNIVERSARY = "anniversary"
SAME_ABOVE = "same_above"
SAME_BELOW = "same_below"
KNOWN_TITLE = "known_title"
NOTED = "noted"

RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        BALANCE_BEFORE: "the amount owned is that of the row before, plus what was acquired or less what was given up",
        BALANCE_AFTER: "the amount owned leads to that of the next row by the next row's amount",
        BALANCE_REPEATED: "the amount owned is the same as in the row before",
        OWNED_COVERS: "what was acquired is not more than what is owned after it",
        CODE_SIDE: "the transaction code says whether securities are acquired or disposed of",
        TWIN: "an exercise stands in both tables, with the same amount and price",
        UNDERLYING: "there are as many underlying securities as derivative ones",
        NATURE: "direct ownership has no nature of indirect ownership, and indirect ownership has one",
        PRICE_ABOVE: "the price is near that of the row above",
        PRICE_BELOW: "the price is near that of the row below",
        PRICE_MIDDLE: "the price is near the middle one of all rows of this code",
        CODE_PRICE: "a purchase or sale has a price, a gift has none",
        SIGNED: "no transaction is later than the signature",
        PERIOD: "the period of the report is the date of its earliest transaction",
        ORDER: "dates do not go back from row to row",
        EXPIRY: "a right can be exercised before it expires, and is granted before that",
        ANNIVERSARY: "a right expires on an anniversary, or the day before one",
        SAME_ABOVE: "the row above has the same",
        SAME_BELOW: "the row below has the same",
        KNOWN_TITLE: "the title stands elsewhere in the filing, or is made of the words of titles",
        NOTED: "the footnotes that the cell cites are there",
    }
)
"""Name -> what holds when the relation does. Counted: balances in Table I 87 % (2 % show the final balance on every
row), Table II 8 %, mostly the same as before; sides of S, F, M and A in Table I always, A, C and M in Table II 109
of 115; twin prices 65 of 65 once amounts and dates match, but 51 of 116 exercises have no twin; underlying amounts
85 %; natures 830 of 830; dates before the signature 647 of 648, never decreasing 488 of 488; the same as in the row
before, Table I: title 99.5 %, form of ownership 98 %, date 94 %, code 90 %."""

NEAR = Decimal("1.25")
"""Prices of purchases and sales in neighbouring rows: within 25 % in 396 of 397 pairs."""

FEW = 2
"""Prices of more rows than this have a middle one that a single misread price does not move."""

SOON = 60
"""Days from a transaction to the signature of a form filed in time, with a margin; late forms are not rare."""
