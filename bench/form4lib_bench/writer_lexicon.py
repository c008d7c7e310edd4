"""The words invented filings are made of. Nobody named here exists."""

from __future__ import annotations

FIRST_NAMES = (
    "Adela",
    "Bruno",
    "Carmen",
    "Dmitri",
    "Edith",
    "Farouk",
    "Greta",
    "Hiram",
    "Ilse",
    "Jonas",
    "Katya",
    "Leopold",
    "Mirela",
    "Nestor",
    "Odile",
    "Percival",
)
LAST_NAMES = (
    "Abernale",
    "Brackwell",
    "Corvane",
    "Dunmarrow",
    "Eskelund",
    "Farthingay",
    "Grellish",
    "Hollowick",
    "Ingersaal",
    "Jarnholt",
    "Kestrelby",
    "Lindqvast",
    "Morrowin",
    "O'Tarran",
    "Penhallet",
    "van der Hulme",
)
ENTITY_LAST = ("Partners LP", "Holdings LLC", "Capital Fund II, L.P.", "Family Trust", "Ventures Ltd")
COMPANY_FIRST = (
    "Aldergrove",
    "Blue Heron",
    "Cindertop",
    "Drumlin",
    "Ember & Oak",
    "Fenwick",
    "Granite Bay",
    "Halcyon",
    "Ironleaf",
    "Juniper",
)
COMPANY_SECOND = (
    "Biosciences",
    "Energy",
    "Foods",
    "Instruments",
    "Logistics",
    "Networks",
    "Semiconductor",
    "Therapeutics",
    "Bancorp",
    "Materials",
)
COMPANY_LAST = ("Inc.", "Corp", "Holdings, Inc.", "CORP /DE/", "Co.", "Group plc", "Ltd", "Inc")
STREETS = (
    "Larkspur Lane",
    "Old Quarry Road",
    "Harbour Street, Suite 210",
    "Mill Pond Drive",
    "West 9th Avenue",
    "Industrial Parkway",
    "Beacon Hill Court",
    "Tamarack Way, 4th Floor",
)
CITIES = (
    "BRINDLETON",
    "Cedar Hollow",
    "EASTMARSH",
    "Fort Lindley",
    "NEW CARROW",
    "Port Samber",
    "SOUTH ELMSFORD",
    "WINTERHAM",
)
OFFICER_TITLES = (
    "Chief Executive Officer",
    "CFO",
    "President and COO",
    "EVP, General Counsel & Secretary",
    "Sr. Vice President",
    "Chief Accounting Officer",
    "See Remarks",
    "VP - Operations",
)
OTHER_RELATIONS = ("Member of 10% owner group", "Former officer", "Trustee", "Advisory Board Member")
SECURITIES = (
    "Common Stock",
    "Class A Common Stock",
    "Common Stock, par value $0.01 per share",
    "Ordinary Shares",
    "Common Units",
    "American Depositary Shares",
    "Series B Preferred Stock",
    "6.50% Series A Preferred Stock",
)
DERIVATIVES = (
    "Stock Option (right to buy)",
    "Restricted Stock Units",
    "Phantom Stock Units",
    "Warrants",
    "Employee Stock Option (Right to Buy)",
    "Performance Share Units",
    "Class B Common Stock",
    "Series C Convertible Preferred Stock",
    "Convertible Note",
)
NATURES = (
    "By Spouse",
    "By Trust",
    "By Family Trust",
    "By 401(k) Plan",
    "See Footnote",
    "By LLC",
    "By Brackwell Holdings LLC",
    "By IRA",
)
FOOTNOTES = (
    "Shares withheld by the issuer to satisfy tax withholding obligations upon vesting.",
    "Includes 1,250 restricted stock units that vest on March 15 of each of the next three years.",
    "The price reported in Column 4 is a weighted average price. These shares were sold in multiple"
    " transactions at prices ranging from $12.10 to $12.95, inclusive.",
    "The option vests in four equal annual installments beginning on the first anniversary of the grant date.",
    "Each unit represents a contingent right to receive one share of the issuer's common stock.",
    "The reporting person disclaims beneficial ownership of these securities except to the extent"
    " of her pecuniary interest therein.",
    "Immediately exercisable.",
    "Not applicable.",
    "Acquired through the company's employee stock purchase plan in an exempt transaction.",
)
REMARKS = (
    "Exhibit 24 - Power of Attorney",
    "Executive Vice President, Chief Operating Officer and Interim Treasurer.",
    "The reporting person ceased to be a member of the board on the date of this report.",
)
SIGNATURES = (
    "/s/ Greta Hollowick",
    "Jonas Penhallet, Attorney-in-Fact",
    "/s/ Ilse Corvane, by power of attorney",
    "Percival Morrowin",
    "/s/ Odile Jarnholt, as attorney-in-fact for Nestor Eskelund",
)
