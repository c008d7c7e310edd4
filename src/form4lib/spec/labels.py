"""The form's own words, as data: labels, what they open, and how editions spell them.

A label is written as a regular expression over *squeezed* text: letters and digits alone, in lower
case, so that lost or doubled spaces, line breaks, cell borders and punctuation do not matter. Sources:
Forms 3, 4 and 5 (SEC 1473, 1474, 2270) as EDGAR shows them, and the typed forms of 1996 to 2003.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NAME_ADDRESS = "name_address"
ISSUER = "issuer"
FOREIGN = "foreign"
PERIOD = "period"
PERIOD_TYPED = "period_typed"
EVENT = "event"
FISCAL = "fiscal"
AMENDMENT = "amendment"
RELATIONSHIP = "relationship"
GROUP_FILING = "group_filing"
IRS_NUMBER = "irs_number"
DIRECTOR = "director"
TEN_PERCENT = "ten_percent"
OFFICER = "officer"
OTHER = "other"
ONE_PERSON = "one_person"
MORE_PERSONS = "more_persons"
SECTION16 = "section16"
RULE_10B5_1 = "rule_10b5_1"
FORM3_HOLDINGS = "form3_holdings"
FORM4_TRANSACTIONS = "form4_transactions"
NAME_PARTS = "name_parts"
STREET = "street"
CITY = "city"
STATE = "state"
ZIP = "zip"
COUNTRY = "country"
TABLE_1 = "table_1"
TABLE_2 = "table_2"
COLUMN = "column"
EXPLANATION = "explanation"
REMARKS = "remarks"
SIGNATURES = "signatures"
SIGNATURE = "signature"
OWNERS = "owners"
OWNER_HEADS = "owner_heads"
FORM_3 = "form_3"
FORM_4 = "form_4"
FORM_5 = "form_5"
BOILERPLATE = "boilerplate"

_MDY = "(?:monthdayyear)?"
_INSTR = r"(?:instr\w{0,2}?\d(?:and\d|\dand\d)?)?"

PATTERNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        NAME_ADDRESS: (r"nameandaddressofreportingperson",),
        ISSUER: (r"issuernameandtickerortradingsymbol",),
        FOREIGN: (r"foreigntradingsymbol",),
        PERIOD: (r"dateofearliesttransaction" + _MDY,),
        PERIOD_TYPED: (r"statementformonth(?:day)?year",),
        EVENT: (r"dateofeventrequiringstatement" + _MDY,),
        FISCAL: (r"statementforissuersfiscalyearended" + _MDY,),
        AMENDMENT: (r"ifamendmentdate(?:of)?original(?:filed)?(?:monthdayyear|monthyear)?",),
        RELATIONSHIP: (r"relationshipofreportingpersonstoissuer(?:checkallapplicable)?", "checkallapplicable"),
        GROUP_FILING: (r"individualorjointgroup(?:filing|reporting)(?:checkapplicableline)?",),
        IRS_NUMBER: (r"irs(?:orsocialsecurity|identification)numberofreportingperson(?:ifanentity)?(?:voluntary)?",),
        TEN_PERCENT: ("10owner",),
        OFFICER: ("officergivetitlebelow", "officergivetitle"),
        OTHER: ("otherspecifybelow", "otherspecify"),
        ONE_PERSON: ("formfiledbyonereportingperson",),
        MORE_PERSONS: ("formfiledbymorethanonereportingperson",),
        SECTION16: (
            r"checkthisboxifnolongersubjecttosection16(?:form4orform5obligationsmaycontinue)?(?:seeinstructions?1b)?",
        ),
        RULE_10B5_1: (
            r"checkthisboxtoindicatethatatransactionwasmadepursuanttoacontractinstructionorwrittenplan"
            r"(?:forthepurchaseorsaleofequitysecuritiesoftheissuer)?thatisintendedtosatisfytheaffirmativedefense"
            r"conditionsofrule10b51c(?:seeinstruction10)?",
        ),
        FORM3_HOLDINGS: ("form3holdingsreported",),
        FORM4_TRANSACTIONS: ("form4transactionsreported",),
        NAME_PARTS: ("lastfirstmiddle",),
        TABLE_1: (
            r"tablei?(?:i|1|l)?nonderivativesecurities(?:acquireddisposedoforbeneficiallyowned|beneficiallyowned)?",
            "nonderivativesecuritiesacquireddisposedoforbeneficiallyowned",
        ),
        TABLE_2: (
            r"table(?:i[il1]|[1l][i1l]|2|ll|i|l|1)derivativesecurities(?:acquireddisposedoforbeneficiallyowned|beneficiallyowned)?"
            r"(?:egputscallswarrantsoptionsconvertiblesecurities)?",
            "egputscallswarrantsoptionsconvertiblesecurities",
        ),
        COLUMN: (
            r"titleof(?:derivative)?security" + _INSTR,
            r"transactiondate" + _MDY,
            r"deemedexecutiondateifany" + _MDY,
            r"transactioncode" + _INSTR + r"(?:codev(?=amount|ad))?",
            r"securitiesacquiredaordisposedofdinstr34and5(?:amountaordprice)?",
            r"amountofsecuritiesbeneficiallyowned(?:followingreportedtransactionsinstr3and4|atendofissuersfiscalyearinstr3and4"
            r"|instr4|followingreportedtransactions)?",
            r"ownershipform(?:ofderivativesecurity)?directdorindirectiinstr[45]",
            r"natureofindirectbeneficialownershipinstr[45]",
            r"conversionorexercisepriceofderivativesecurity",
            r"numberofderivativesecuritiesacquiredaordisposedofdinstr34and5(?:ad)?",
            r"dateexercisableandexpirationdate" + _MDY + r"(?:dateexercisableexpirationdate)?",
            r"titleandamountof(?:securitiesunderlyingderivativesecurity|underlyingsecurities)(?:instr3and4|instr4)?"
            r"(?:titleamountornumberofshares)?",
            r"priceofderivativesecurityinstr5",
            r"numberofderivativesecuritiesbeneficiallyowned(?:followingreportedtransactions|atendofissuersfiscalyear)instr4",
            "amountornumberofshares",
        ),
        EXPLANATION: ("explanationofresponses",),
        REMARKS: (),
        SIGNATURE: ("signatureofreportingperson(?:date)?",),
        OWNERS: ("reportingowners(?=reportingownername|relationships|rti)",),
        OWNER_HEADS: (
            r"reportingownernameaddress(?:relationships)?(?:director10ownerofficerother)?",
            r"relationshipsreportingownernameaddress(?:director10ownerofficerother)?",
            "director10ownerofficerother",
        ),
        FORM_3: ("initialstatementofbeneficialownership(?:ofsecurities)?", "ombnumber32350104"),
        FORM_4: ("statementofchangesinbeneficialownership(?:ofsecurities)?",),
        FORM_5: (r"annualstatementof(?:changesin)?beneficialownership(?:ofsecurities)?", "ombnumber32350362"),
        BOILERPLATE: (
            "unitedstatessecuritiesandexchangecommission(?:washingtondc20549)?",
            "washingtondc20549",
            "ombnumber32350287",
            "ombapproval",
            "ownershipsubmission",
            r"estimatedaverageburdenhoursperresponse(?:0?[15]0?)?",
            "printortyperesponses",
            "rule10b51ctransactionindication",
            r"filedpursuanttosection16aofthesecuritiesexchangeactof1934(?:section17aofthepublicutilityholdingcompanyactof1935)?"
            r"(?:orsection30hoftheinvestmentcompanyactof1940)?",
            "orsection30hoftheinvestmentcompanyactof1940",
            "reminderreportonaseparatelineforeachclassofsecuritiesbeneficiallyowneddirectlyorindirectly",
            "potential(?=personswho)",
            r"personswho(?:respond|aretorespond)tothecollectionofinformationcontainedinthisformarenotrequiredtorespond"
            r"unlesstheformdisplaysacurrentlyvalidomb(?:control)?number(?:sec\d{4}\d{3,4})?",
            "iftheformisfiledbymorethanonereportingpersonseeinstruction[45]bv",
            "intentionalmisstatementsoromissionsoffactsconstitutefederalcriminalviolationssee18usc1001and15usc78ffa",
            "notefilethreecopiesofthisformoneofwhichmustbemanuallysigned(?:ifspace(?:provided)?isinsufficientseeinstruction6forprocedure)?",
            r"sec147[34](?:\d{3,4})?",
            r"sec2270(?:\d{3,4})?",
        ),
    }
)
"""Label -> patterns over squeezed text. Each begins with letters that stand as they are: they are looked for first. The
numbers of boxes and columns are left out; one that stands before a label belongs to it."""

BRACKETED: Mapping[str, str] = MappingProxyType(
    {
        "last": NAME_PARTS,
        "first": NAME_PARTS,
        "middle": NAME_PARTS,
        "street": STREET,
        "city": CITY,
        "state": STATE,
        "zip": ZIP,
        "zippostal": ZIP,
        "country": COUNTRY,
    }
)
"""Small print under the lines of box 1. Only between brackets: a street may be called Street."""

OPENERS: tuple[tuple[str, str], ...] = (
    (NAME_ADDRESS, "nameandaddressofreportingperson"),
    (ISSUER, "issuernameandtickerortradingsymbol"),
    (PERIOD, "dateofearliesttransactionmonthdayyear"),
    (EVENT, "dateofeventrequiringstatementmonthdayyear"),
    (FISCAL, "statementforissuersfiscalyearended"),
    (AMENDMENT, "ifamendmentdateoforiginalfiledmonthdayyear"),
    (RELATIONSHIP, "relationshipofreportingpersonstoissuer"),
    (GROUP_FILING, "individualorjointgroupfilingcheckapplicableline"),
    (TABLE_1, "tableinonderivativesecuritiesacquireddisposedoforbeneficiallyowned"),
    (TABLE_2, "tableiiderivativesecuritiesacquireddisposedoforbeneficiallyowned"),
    (TABLE_1, "tableinonderivativesecuritiesbeneficiallyowned"),
    (TABLE_2, "tableiiderivativesecuritiesbeneficiallyowned"),
    (EXPLANATION, "explanationofresponses"),
    (SIGNATURE, "signatureofreportingperson"),
    (SECTION16, "checkthisboxifnolongersubjectto"),
    (ONE_PERSON, "formfiledbyonereportingperson"),
    (MORE_PERSONS, "formfiledbymorethanonereportingperson"),
    (BOILERPLATE, "reminderreportonaseparatelineforeachclassofsecuritiesbeneficiallyowneddirectlyorindirectly"),
    (BOILERPLATE, "personswhorespondtothecollectionofinformationcontainedinthisformarenotrequiredtorespond"),
    (BOILERPLATE, "unlesstheformdisplaysacurrentlyvalidombnumber"),
)
"""What the second, tolerant pass looks for when the first has not found it."""

TABLE_WORDS: frozenset[str] = frozenset(
    "title of security securities instr transaction date month day year monthdayyear deemed execution if any"
    " code v amount acquired a or disposed d price beneficially owned following reported transactions ownership"
    " form direct indirect i nature beneficial conversion exercise derivative number and exercisable expiration"
    " underlying shares at end issuer issuers fiscal the 2a 3a trans dir ect ecti indir convers ion expirati"
    " xercisab rcisable deriva tive owne rship transact transa ction co de on le e exe table ii acquired aor"
    " ordisposed tableii puts calls warrants options convertible eg aord ord ship benefi ficial natu"
    " indire benefici ownersh".split()
)
"""The words of the tables' column headings, in every edition. A line made of them says nothing."""

BOILERPLATE_WORDS: frozenset[str] = frozenset(
    "reminder report on a separate line for each class of securities beneficially owned directly or indirectly"
    " persons who respond to the collection information contained in this form are not required unless displays"
    " currently valid omb control number sec potential 1473 1474 2270 902 702".split()
)
"""The words of the reminders between the tables."""

FORM_TEXT: tuple[str, ...] = (
    "checkthisboxifnolongersubjecttosection16form4orform5obligationsmaycontinueseeinstruction1b",
    "checkthisboxtoindicatethatatransactionwasmadepursuanttoacontractinstructionorwrittenplanforthepurchaseorsaleofequitysecurities"
    "oftheissuerthatisintendedtosatisfytheaffirmativedefenseconditionsofrule10b51cseeinstruction10",
    "reminderreportonaseparatelineforeachclassofsecuritiesbeneficiallyowneddirectlyorindirectly",
    "personswhorespondtothecollectionofinformationcontainedinthisformarenotrequiredtorespondunlesstheformdisplaysacurrentlyvalidombcontrolnumber",
    "tableinonderivativesecuritiesacquireddisposedoforbeneficiallyowned",
    "tableiiderivativesecuritiesacquireddisposedoforbeneficiallyownedegputscallswarrantsoptionsconvertiblesecurities",
    "individualorjointgroupfilingcheckapplicablelineformfiledbyonereportingpersonformfiledbymorethanonereportingperson",
    "relationshipofreportingpersonstoissuercheckallapplicabledirector10ownerofficergivetitlebelowotherspecifybelow",
    "titleofderivativesecurityinstr3conversionorexercisepriceofderivativesecuritytransactiondatemonthdayyeardeemedexecutiondateifany"
    "transactioncodeinstr8codevnumberofderivativesecuritiesacquiredaordisposedofdinstr34and5dateexercisableandexpirationdate"
    "titleandamountofsecuritiesunderlyingderivativesecurityinstr3and4amountornumberofsharespriceofderivativesecurityinstr5"
    "numberofderivativesecuritiesbeneficiallyownedfollowingreportedtransactionsinstr4ownershipformdirectdorindirectiinstr4"
    "natureofindirectbeneficialownershipinstr4amountofsecuritiesbeneficiallyowned",
    "reportingownersreportingownernameaddressrelationshipsdirector10ownerofficerother",
    "explanationofresponses",
)
"""What the form prints in and around its tables, squeezed: text that was cut into cells is known by its letters."""

PRINTED_BETWEEN: tuple[tuple[int, str], ...] = (
    (0, "reminderreportonaseparatelineforeachclassofsecuritiesbeneficiallyowneddirectlyorindirectly"),
    (
        1,
        "personswhorespondtothecollectionofinformationcontainedinthisformarenotrequiredtorespond"
        "unlesstheformdisplaysacurrentlyvalidombcontrolnumber",
    ),
    (2, "sec1474902"),
    (2, "sec1473702"),
    (2, "sec2270902"),
    (3, "tableiiderivativesecuritiesacquireddisposedoforbeneficiallyowned"),
    (3, "tableiiderivativesecuritiesbeneficiallyowned"),
    (3, "tableinonderivativesecuritiesacquireddisposedoforbeneficiallyowned"),
    (3, "tableinonderivativesecuritiesbeneficiallyowned"),
    (4, "egputscallswarrantsoptionsconvertiblesecurities"),
)
"""What stands between the two tables and above them, by its place; the reduced editions print the reminders there."""
