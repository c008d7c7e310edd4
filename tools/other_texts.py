"""Texts that are no ownership forms, made up: what a filter for such forms meets in filings and on the web.

Each kind is a function from a source of randomness to a text. Those that stand near the forms (Schedules 13G and 13D,
Form 144, proxy statements, annual reports, powers of attorney, news of insiders' trades) use the words of the forms as
such documents do. Source code and prose come from Python's own library.
"""

from __future__ import annotations

import json
import pydoc_data.topics
import string
import sysconfig
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

FIRST = "Alder Birch Cedar Larch Maple Rowan Willow Hazel Aspen Linden".split()
SECOND = "Analytics Bancorp Energy Holdings Instruments Materials Networks Pharma Systems Therapeutics".split()
PEOPLE = "Ada Quennell;Bruno Teller;Cora Ashby;Dora Finch;Egon Marsh;Flora Kent;Gwen Hollis".split(";")
LINE = "Revenue;Cost of goods sold;Gross profit;Selling expenses;Research;Interest;Income taxes;Net income".split(";")


def company(rng: Random) -> str:
    return f"{rng.choice(FIRST)} {rng.choice(SECOND)}, Inc."


def number(rng: Random) -> str:
    return f"{rng.randint(1, 9_999_999):,}"


@cache
def sentences() -> tuple[str, ...]:
    """English sentences, of Python's documentation."""
    words = " ".join(" ".join(pydoc_data.topics.topics.values()).split())
    return tuple(s for s in words.split(". ") if 40 < len(s) < 400)


def prose(rng: Random, count: int = 300) -> str:
    return ". ".join(rng.choice(sentences()) for _ in range(count))


def table(rng: Random, rows: int = 20) -> str:
    return "\n".join(f"{rng.choice(LINE):<30}{number(rng):>14}{number(rng):>14}{number(rng):>14}" for _ in range(rows))


def annual_report(rng: Random) -> str:
    """An extract of a 10-K, with its paragraph on Section 16(a)."""
    name = company(rng)
    return f"""UNITED STATES SECURITIES AND EXCHANGE COMMISSION Washington, D.C. 20549
FORM 10-K
Annual report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934. OMB APPROVAL
{name} (Exact name of registrant) Title of each class: Common Stock. Trading Symbol(s): {name[:4].upper()}
{prose(rng, 120)}
Item 8. Financial Statements
{table(rng, 60)}
Item 10. Section 16(a) Beneficial Ownership Reporting Compliance. Officers, directors and persons who beneficially own
more than ten percent of a registered class of our equity securities are required to file an Initial Statement of
Beneficial Ownership of Securities on Form 3, Statements of Changes in Beneficial Ownership on Form 4 and an Annual
Statement of Changes in Beneficial Ownership on Form 5. One Form 4 was filed late by {rng.choice(PEOPLE)}.
Derivative securities held for hedging: {number(rng)}. Date exercisable and expiration date of options, exercise price:
see Note {rng.randint(2, 20)}. Signature: {rng.choice(PEOPLE)}
{prose(rng, 120)}"""


def schedule_13g(rng: Random) -> str:
    """A Schedule 13G or 13D: reporting persons, and what they own beneficially."""
    person = rng.choice(PEOPLE)
    return f"""UNITED STATES SECURITIES AND EXCHANGE COMMISSION Washington, D.C. 20549
SCHEDULE 13{rng.choice("GD")} Under the Securities Exchange Act of 1934 (Amendment No. {rng.randint(1, 9)})*
OMB APPROVAL OMB Number: 3235-0145 Estimated average burden hours per response 10.4
{company(rng)} (Name of Issuer) Common Stock, $.01 par value (Title of Class of Securities) {rng.randint(10**8, 10**9)}
(CUSIP Number) December 31, 2023 (Date of Event Which Requires Filing of this Statement)
The remainder of this cover page shall be filled out for a reporting person's initial filing on this form.
1. NAMES OF REPORTING PERSONS {person} 2. CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP (a) [ ] (b) [X]
NUMBER OF SHARES BENEFICIALLY OWNED BY EACH REPORTING PERSON WITH 5. SOLE VOTING POWER {number(rng)}
9. AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON {number(rng)}
12. TYPE OF REPORTING PERSON (see instructions) IN
Item 2(a). Name of Person Filing: {person}. Item 2(b). Address of Principal Business Office: 1 Mill Lane
{prose(rng, 20)}
After reasonable inquiry I certify that the information set forth in this statement is true. Signature: /s/ {person}"""


def form_144(rng: Random) -> str:
    """A Form 144: notice of a proposed sale."""
    person = rng.choice(PEOPLE)
    return f"""FORM 144 NOTICE OF PROPOSED SALE OF SECURITIES PURSUANT TO RULE 144 OMB Number: 3235-0101
1(a) NAME OF ISSUER {company(rng)} 1(d) ADDRESS OF ISSUER STREET CITY STATE ZIP CODE
2(a) NAME OF PERSON FOR WHOSE ACCOUNT THE SECURITIES ARE TO BE SOLD {person} (b) RELATIONSHIP TO ISSUER Officer
3(a) Title of the Class of Securities To Be Sold Common (c) Number of Shares {number(rng)} (f) Approximate Date of Sale
TABLE I - SECURITIES TO BE SOLD. Date you Acquired, Nature of Acquisition Transaction, Amount of Securities Acquired
TABLE II - SECURITIES SOLD DURING THE PAST 3 MONTHS. Date of Sale, Amount of Securities Sold {number(rng)}
REMARKS: Rule 10b5-1 plan adopted 03/15/2023. {person} (SIGNATURE) DATE OF NOTICE 05/06/2024"""


def proxy_statement(rng: Random) -> str:
    """The table of beneficial owners in a proxy statement."""
    rows = "\n".join(f"{p:<30}{number(rng):>14}{rng.randint(1, 40):>6}%" for p in PEOPLE)
    return f"""{company(rng)} PROXY STATEMENT. Security Ownership of Certain Beneficial Owners and Management
Name and address of beneficial owner, amount and nature of beneficial ownership, percent of class
{rows}
Includes shares held indirectly by a trust, and shares underlying options exercisable within 60 days. Based on reports
on Forms 3, 4 and 5 filed by reporting persons under Section 16(a). {prose(rng, 100)}"""


def power_of_attorney(rng: Random) -> str:
    """An exhibit that goes with the forms."""
    return f"""POWER OF ATTORNEY. Know all by these presents that the undersigned appoints {rng.choice(PEOPLE)} to
execute for the undersigned, as an officer or director of {company(rng)}, Forms 3, 4 and 5 in accordance with Section
16(a) of the Securities Exchange Act of 1934, and to file such form with the Securities and Exchange Commission. This
power remains in effect until the undersigned is no longer required to file Forms 3, 4 and 5 with respect to holdings
of and transactions in securities issued by the Company. Signature: {rng.choice(PEOPLE)}"""


def news(rng: Random) -> str:
    """What services make of the forms."""
    return "\n".join(
        f"{company(rng)} insider {rng.choice(PEOPLE)} sold {number(rng)} shares in a transaction of May 6. Following "
        f"the transaction, the director owns {number(rng)} shares, according to a Form 4 filed with the SEC."
        for _ in range(12)
    )


def invoice(rng: Random) -> str:
    rows = "\n".join(f"{i:>3} {rng.choice(SECOND):<20}{rng.randint(1, 99):>5}{number(rng):>14}" for i in range(30))
    return f"INVOICE {number(rng)}\nBill to: {company(rng)}\nDate: 05/06/2024\n{rows}\nTotal due {number(rng)}"


def source_code(rng: Random) -> str:
    """A module of Python's library."""
    return rng.choice(modules()).read_text(encoding="utf-8", errors="replace")


@cache
def modules() -> tuple[Path, ...]:
    return tuple(sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")))


def web_page(rng: Random) -> str:
    items = "".join(f'<li class="i{i}"><a href="/{i}">{s}&#8217;s</a></li>\n' for i, s in enumerate(prose(rng).split()))
    return f"<html><head><title>{company(rng)}</title><script>var a = 1;</script></head><body><ul>{items}</ul></body>"


def data(rng: Random) -> str:
    return json.dumps([{"name": rng.choice(PEOPLE), "amount": number(rng), "date": "2024-05-06"} for _ in range(400)])


def other_alphabet(rng: Random) -> str:
    letters = "абвгдежзийклмнопрстуфхцчшщыэюя"
    return " ".join("".join(rng.choices(letters, k=rng.randint(2, 12))) for _ in range(3000))


def noise(rng: Random) -> str:
    return "".join(rng.choices(string.printable, k=20_000))


KINDS: dict[str, Callable[[Random], str]] = {
    "10-K": annual_report,
    "13G and 13D": schedule_13g,
    "144": form_144,
    "proxy statement": proxy_statement,
    "power of attorney": power_of_attorney,
    "news of trades": news,
    "invoice": invoice,
    "source code": source_code,
    "prose": prose,
    "web page": web_page,
    "JSON": data,
    "Cyrillic": other_alphabet,
    "noise": noise,
}
"""Kind -> what makes a text of it."""
