"""Words that tell what a piece of text is: what security titles and natures of ownership are made of."""

from __future__ import annotations

COMMON_TITLES: tuple[str, ...] = (
    "Common Stock",
    "Class A Common Stock",
    "Class B Common Stock",
    "Class C Common Stock",
    "Common Shares",
    "Ordinary Shares",
    "Class A Ordinary Shares",
    "Class B Ordinary Shares",
    "Common Units",
    "American Depositary Shares",
    "Preferred Stock",
    "Class A Common Shares",
    "Class B Common Shares",
    "Common Stock, par value $0.01 per share",
    "Common Stock, par value $0.001 per share",
    "Series A Preferred Stock",
    "Series B Preferred Stock",
    "Series C Preferred Stock",
    "Shares of Common Stock",
    "Capital Stock",
    "Non-voting common stock",
    "Voting Common Stock",
)
"""Titles that underlying securities mostly have; beside them the titles of the filing itself."""

TITLE_WORDS: frozenset[str] = frozenset(
    "common stock shares share class series seed preferred option options right to buy sell purchase acquire"
    " restricted"
    " unit units rsu rsus psu psus performance warrant warrants phantom deferred employee director non"
    " qualified nonqualified incentive convertible notes note debenture debentures ordinary par value per of"
    " beneficial interest limited partner partnership interests depositary american ads adr call put swap award"
    " rights appreciation sar sars ltip op llc a b c d e voting non-voting capital equity cash settled time"
    " based performance-based market-based earnout forward contract prepaid variable exchangeable obligation"
    " agreement dividend equivalent stock-settled nqso iso profits senior subordinated term trust certificates"
    " fund representing trust redeemable cumulative perpetual nonvoting prefunded due f"
    " promissory subordinate total return sale fee deferral contingent exchange bonus matching equivalents".split()
)

CLASS_WORDS: frozenset[str] = frozenset(
    "series class convertible redeemable cumulative preferred common stock a b c d e f g".split()
)
"""Those that name a class of stock: a line of these alone is no heading."""

SENTENCE_WORDS: frozenset[str] = frozenset(
    "the in were was is are at to by for that which these this on from with has".split()
)
"""Words of sentences, which titles, names and the form's labels have seldom."""

NUMBERED_WORDS: frozenset[str] = frozenset(("class", "series", "tranche", "type", "rule"))
"""Words that a letter or a number may follow: `Class A`, `Series C-1`."""

TITLE_ENDINGS: frozenset[str] = frozenset(
    "stock shares share units unit option options warrants warrant buy sell rights notes note right interests"
    " debentures debenture awards award ads rsus psus".split()
)
"""Words that titles end with."""

NATURE_STARTS: frozenset[str] = frozenset(
    "by held see through in as footnote footnotes spouse trust trustee family wife husband custodian children"
    " son daughter 401k 401(k) ira indirect owned shares llc joint revocable via".split()
)
"""How the nature of indirect ownership begins."""

NATURE_WORDS: frozenset[str] = NATURE_STARTS | frozenset(
    "fund funds growth partners venture ventures planning vehicle vehicles principals estate foundation account plan"
    " esop holdings investments limited partnership lp living".split()
)
"""Words of it that no security's title has."""

STATE_CODES: frozenset[str] = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND"
    " OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU AS AA AE AP".split()
)

STATE_NAMES: frozenset[str] = frozenset(
    (
        "alabama",
        "alaska",
        "arizona",
        "arkansas",
        "california",
        "colorado",
        "connecticut",
        "delaware",
        "district of columbia",
        "florida",
        "georgia",
        "hawaii",
        "idaho",
        "illinois",
        "indiana",
        "iowa",
        "kansas",
        "kentucky",
        "louisiana",
        "maine",
        "maryland",
        "massachusetts",
        "michigan",
        "minnesota",
        "mississippi",
        "missouri",
        "montana",
        "nebraska",
        "nevada",
        "new hampshire",
        "new jersey",
        "new mexico",
        "new york",
        "north carolina",
        "north dakota",
        "ohio",
        "oklahoma",
        "oregon",
        "pennsylvania",
        "rhode island",
        "south carolina",
        "south dakota",
        "tennessee",
        "texas",
        "utah",
        "vermont",
        "virginia",
        "washington",
        "west virginia",
        "wisconsin",
        "wyoming",
        "puerto rico",
    )
)
"""The X09 edition spells states out."""

COMPANY_ENDINGS: frozenset[str] = frozenset(
    "inc corp corporation co company ltd limited plc llc lp group holdings holding trust fund bancorp bank nv"
    " sa ag international technologies therapeutics pharmaceuticals partners industries systems energy"
    " properties adr inde".split()
)
"""How the names of companies end."""


NAME_SUFFIXES: frozenset[str] = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"))
"""What may follow a person's names."""

GIVEN_NAMES: frozenset[str] = frozenset(
    (
        "aaron adam adrian alan albert alex alexander alexandra alfred alice alicia allan allen allison amanda amber"
        " amy ana andrea andrew angela anita ann anna anne anthony antonio april arthur ashley audrey austin barbara"
        " barry benjamin bernard beth betty beverly bill blake bob bonnie brad bradley brandon brenda brendan brent"
        " brett brian brittany bruce bryan caleb calvin cameron carl carla carlos carmen carol caroline carolyn carrie"
        " casey catherine cathy chad charles charlotte chelsea cheryl chris christian christina christine christopher"
        " cindy claire clara clark claude clayton clifford colin colleen connie connor corey courtney craig crystal"
        " curtis cynthia dale dan dana daniel danielle darrell darren daryl dave david dawn dean deanna deborah debra"
        " deirdre denise dennis derek derrick diana diane don donald donna dorothy doug douglas duane dustin dylan"
        " earl eddie edward edwin eileen elaine eleanor elizabeth ellen elon emily emma eric erica erik erin ernest"
        " ethan eugene eva evan evelyn felix frances francis francisco frank franklin fred frederick gabriel gail"
        " garrett gary gene geoffrey george georgia gerald gilbert gina glen glenn gloria gordon grace greg gregory"
        " guy hannah harold harry heather hector heidi helen henry herbert holly howard hugh ian irene isaac ivan jack"
        " jackie jackson jacob jacqueline jaime jake james jamie jane janet janice jared jasmine jason jay jean jeff"
        " jeffery jeffrey jenna jennifer jenny jeremy jerome jerry jesse jessica jill jim jimmy joan joann joanna"
        " joanne jodi joe joel john johnny jon jonathan jordan jorge jose joseph joshua joy joyce juan juanita judith"
        " judy julia julian julie june justin karen karl kate katherine kathleen kathryn kathy katie keith kelly"
        " kelsey ken kenneth kent kerry kevin kim kimberly kirk kristen kristin kristina kristine kurt kyle larry"
        " laura lauren laurence laurie lawrence leah lee leo leon leonard leslie lewis linda lindsay lindsey lisa"
        " lloyd logan lois lonnie lori lorraine louis lucas lucy luis luke lynn madison marc marcia marcus margaret"
        " maria marie marilyn mario marion marissa mark marshall martha martin marvin mary mason mathew matthew"
        " maureen maurice max megan melanie melinda melissa melvin meredith michael michele michelle miguel mike"
        " mildred milton mitchell molly monica morgan nancy natalie natasha nathan nathaniel neil nicholas nicole nina"
        " noah norman oliver olivia oscar pam pamela patricia patrick patti paul paula pedro peggy penny perry peter"
        " philip phillip phyllis rachel ralph ramon randall randi randy raul ray raymond rebecca regina reginald reid"
        " renee rhonda ricardo richard rick ricky rita rob robert roberta roberto robin rodney roelof roger roland ron"
        " ronald ronnie rosa rose ross roy ruben russell ruth ryan sabrina sally sam samantha samuel sandra sara sarah"
        " scott sean seth shane shannon sharon shaun shawn sheila shelby shelley shelly sherri sherry sheryl shirley"
        " sidney simon sonia spencer stacey stacy stanley stephanie stephen steve steven stuart sue susan suzanne"
        " sydney sylvia tammy tanya tara ted teresa terrance terrence terri terry thelma theodore theresa thomas"
        " tiffany tim timothy tina todd tom tommy toni tony tracey traci tracy travis trevor tyler valerie vanessa"
        " vernon veronica vicki victor victoria vincent virginia vivian wade wallace walter wanda warren wayne wendy"
        " wesley whitney wilfred will william yolanda yvonne zachary"
    ).split()
)
"""Common given names: in a name printed last name first they stand second and third. They tell where a person's
name ends in a line that goes on with the issuer's."""

OFFICER_WORDS: frozenset[str] = frozenset(
    (
        "chief executive officer officers president presidents pres vice svp evp sr senior chairman chairwoman chair"
        " board director directors founder cofounder counsel secretary corporate treasurer financial operating"
        " accounting technology principal controller managing head global human resources legal marketing sales"
        " strategy information remarks explanation ceo cfo coo cto cao clo cio cmo interim acting assistant asst exec"
        " vp operations administrative commercial revenue compliance strategic planning chro cpo gm development"
        " finance deputization trustee advisor adviser affiliate member see"
    ).split()
)
"""Words of officers' titles, as box 5 gives them."""

STREET_WORDS: frozenset[str] = frozenset(
    (
        "street st avenue ave road rd boulevard blvd drive dr lane ln way suite ste floor fl parkway pkwy place plaza"
        " square court ct box building bldg highway hwy route circle terrace tower apt unit room trail loop"
    ).split()
)
"""Words of the street lines of an address."""

DATED_WORDS: frozenset[str] = frozenset("dtd dated ud ua uad uadtd udt uta utd amended restated established".split())
"""Words before the date that is part of a trust's name: `SMITH FAMILY TRUST U/A DTD 12/21/04`."""

HEAD_WORDS: frozenset[str] = frozenset(
    (
        "relationship of reporting persons person s to issuer check all applicable line if amendment date original"
        " filed month day year monthdayyear individual or joint group filing form by one more than title below give"
        " specify symbol trading ticker and name address earliest transaction print type responses requiring statement"
        " event last first middle street city state zip code for the issuers fiscal ended checkallapplicable"
        " filedmonthdayyear officer other director owner 10 10owner a filingcheck"
    ).split()
)
"""The words of the labels of boxes 1 to 6: what is left of a damaged label is made of them."""

STRONG_HEAD_WORDS: frozenset[str] = frozenset(
    (
        "relationship reporting applicable checkallapplicable monthdayyear requiring amendment specify earliest"
        " transaction filedmonthdayyear statement below give ticker trading symbol filingcheck"
    ).split()
)
"""Of these, those that are seldom part of a name, an address or a title."""

_OF = r"(?:class [a-z]\d?|series (?:[a-z]|seed)\d?)"
_EQUITY = r"(?:common|ordinary|capital)"
_PAPERS = r"(?:stock|shares?|units?)"
_VOTING = r"(?:(?:subordinate |limited )?(?:non ?)?voting)"
_PREFERRED = (
    r"(?:redeemable |convertible |cumulative |perpetual |participating |junior |nonvoting )*preferred"
    r" (?:stock|shares|units)"
)
_TO = r"(?: (?:right|obligation|option) to (?:buy|purchase|sell|acquire))"
_AWARD = (
    r"(?:restricted|performance|deferred|phantom|director|employee|incentive|bonus|based|market|time|vested|vesting"
    r"|cash ?settled|fee|deferral)"
)
_GRANT = (
    r"(?:employee|director|non|nonemployee|qualified|qualifed|nonqualified|nonqualifed|incentive|performance|outside)"
)
TITLES_1 = (
    rf"(?:{_OF} )?(?:{_VOTING} )?{_EQUITY} {_PAPERS}(?: par value \d+(?: per share)?| \d+ par value(?: per share)?)?"
    rf"|(?:{_OF} )?{_VOTING} (?:stock|shares)|(?:common )?shares of beneficial interest"
    rf"|american depositary shares|{_OF} {_PREFERRED}"
)
"""The titles that securities of Table I mostly have, as a pattern of their words in small letters without signs."""
TITLES_2 = (
    rf"(?:{_GRANT} )*(?:stock|share) options?{_TO}?|(?:{_GRANT} )*options?{_TO}"
    rf"|(?:call|put) options?{_TO}?"
    rf"|options? to (?:buy|purchase|acquire) (?:{_OF} )?{_EQUITY} {_PAPERS}"
    rf"|(?:{_AWARD} )+(?:stock |share )?(?:units?|rights|awards?)|phantom stock|stock units?|rsus?|psus?"
    rf"|(?:stock|share) appreciation rights?|dividend equivalent (?:rights|units)|(?:ltip|op|partnership) units"
    rf"|(?:{_OF} )?(?:common stock |preferred stock |prefunded |pre funded )?warrants?"
    rf"(?: right to (?:buy|purchase)| to (?:buy|purchase|acquire) (?:{_OF} )?{_EQUITY} {_PAPERS})?"
    r"|(?:(?:senior|secured|unsecured|subordinated|convertible|exchangeable|promissory) )+(?:notes?|debentures?)"
    r"(?: due)?"
    rf"|(?:prepaid |variable )*forward (?:sale |purchase )?contracts?{_TO}?"
    r"|(?:cash ?settled |total return |equity )*swaps?|contingent value rights?"
    rf"|class [a-z]\d? {_EQUITY} {_PAPERS}"
    rf"|{_OF} {_PREFERRED}"
)
"""Those of Table II."""
TITLE_TAILS: frozenset[str] = frozenset(
    "par value due of to representing restricted warrants warrant option options".split()
)
"""Words with which a title goes on that would otherwise be whole."""
