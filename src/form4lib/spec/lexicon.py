"""Words that tell what a piece of text is: what security titles and natures of ownership are made of."""

from __future__ import annotations

COMMON_TITLES: tuple[str, ...] = (
    "Common Stock", "Class A Common Stock", "Class B Common Stock", "Class C Common Stock", "Common Shares", "Ordinary Shares",
    "Class A Ordinary Shares", "Class B Ordinary Shares", "Common Units", "American Depositary Shares", "Preferred Stock",
    "Class A Common Shares", "Class B Common Shares", "Common Stock, par value $0.01 per share",
    "Common Stock, par value $0.001 per share", "Series A Preferred Stock", "Series B Preferred Stock", "Series C Preferred Stock",
    "Shares of Common Stock", "Capital Stock", "Non-voting common stock", "Voting Common Stock",
)
"""Titles that underlying securities mostly have; beside them the titles of the filing itself."""

TITLE_WORDS: frozenset[str] = frozenset(
    "common stock shares share class series preferred option options right to buy sell purchase restricted unit units rsu rsus psu psus"
    " performance warrant warrants phantom deferred employee director non qualified nonqualified incentive convertible notes note"
    " debenture debentures ordinary par value per of beneficial interest limited partner partnership interests depositary american"
    " ads adr call put swap award rights appreciation sar sars ltip op llc a b c d e voting non-voting capital equity cash settled"
    " time based performance-based market-based earnout forward contract prepaid variable exchangeable obligation agreement dividend"
    " equivalent stock-settled nqso iso profits senior subordinated term trust certificates fund representing trust".split()
)

NATURE_STARTS: frozenset[str] = frozenset(
    "by held see through in as footnote footnotes spouse trust trustee family wife husband custodian children son daughter 401k 401(k) ira"
    " indirect owned shares llc joint revocable via".split()
)
"""How the nature of indirect ownership begins."""

STATE_CODES: frozenset[str] = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX"
    " UT VT VA WA WV WI WY PR VI GU AS AA AE AP".split()
)

STATE_NAMES: frozenset[str] = frozenset(
    (
        "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "district of columbia", "florida",
        "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine", "maryland",
        "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "new hampshire",
        "new jersey", "new mexico", "new york", "north carolina", "north dakota", "ohio", "oklahoma", "oregon", "pennsylvania",
        "rhode island", "south carolina", "south dakota", "tennessee", "texas", "utah", "vermont", "virginia", "washington",
        "west virginia", "wisconsin", "wyoming", "puerto rico",
    )
)
"""The X09 edition spells states out."""

COMPANY_ENDINGS: frozenset[str] = frozenset(
    "inc corp corporation co company ltd limited plc llc lp group holdings holding trust fund bancorp bank nv sa ag international"
    " technologies therapeutics pharmaceuticals partners industries systems energy properties adr inde".split()
)
"""How the names of companies end."""
