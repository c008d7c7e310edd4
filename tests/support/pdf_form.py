"""A Form 4 drawn on PDF pages: boxes, two ruled tables, a footnote and a signature."""

from __future__ import annotations

from collections.abc import Sequence

from .pdf import PageMaker

COLUMNS_1 = (30, 150, 200, 250, 280, 300, 360, 390, 440, 490, 540, 585)
HEAD_1 = (
    "1. Title of\nSecurity\n(Instr. 3)",
    "2. Transaction\nDate (Month/\nDay/Year)",
    "2A. Deemed\nExecution\nDate, if any",
    "Code",
    "V",
    "Amount",
    "(A) or\n(D)",
    "Price",
    "5. Amount of\nSecurities\nOwned",
    "6. Ownership\nForm: Direct\n(D) or\nIndirect (I)",
    "7. Nature of\nIndirect\nOwnership",
)
SALE = ("Common Stock", "03/04/2021", "", "S^(1)", "", "1,250", "D", "$17.305^(1)", "48,750", "D", "")
TRUST = ("Common Stock", "", "", "", "", "", "", "", "3,000", "I", "By\nTrust")


def draw_head(page: PageMaker) -> None:
    """The title and boxes 1 to 6."""
    page.text(30, 30, "FORM 4", 12)
    page.text(180, 40, "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP", 10)
    columns = (30, 220, 400, 585)
    for x in columns:
        page.standing(x, 60, 200)
    for y in (60, 200):
        page.lying(y, 30, 585)
    page.text(32, 70, "1. Name and Address of Reporting Person *")
    page.text(34, 82, "Quennell Ada R", 9)
    page.lying(86, 36, 214)
    for x, label in ((34, "(Last)"), (100, "(First)"), (160, "(Middle)")):
        page.text(x, 96, label)
    page.text(34, 110, "12 HARBOUR STREET")
    page.text(32, 126, "(Street)")
    for x, place, label in ((34, "SALEM", "(City)"), (100, "MA", "(State)"), (160, "01970", "(Zip)")):
        page.text(x, 140, place)
        page.text(x, 152, label)
    page.text(222, 70, "2. Issuer Name and Ticker or Trading Symbol")
    page.text(222, 82, "Larkspur Pumps Inc [ LRKP ]", 8)
    page.lying(100, 220, 400)
    page.text(222, 110, "3. Date of Earliest Transaction (Month/Day/Year)")
    page.text(222, 122, "03/04/2021")
    page.lying(140, 220, 585)
    page.text(222, 150, "4. If Amendment, Date of Original Filed (Month/Day/Year)")
    page.text(402, 70, "5. Relationship of Reporting Person(s) to Issuer")
    page.text(402, 80, "(Check all applicable)")
    page.text(420, 92, "Director")
    page.text(500, 92, "10% Owner")
    page.text(406, 108, "X", 8)
    page.text(420, 105, "Officer (give title")
    page.text(420, 112, "below)")
    page.text(500, 105, "Other (specify")
    page.text(500, 112, "below)")
    page.text(420, 126, "Chief Engineer")
    page.text(402, 150, "6. Individual or Joint/Group Filing")
    page.text(410, 162, "X")
    page.text(420, 162, "Form filed by One Reporting Person")


def draw_table(page: PageMaker, top: float, rows: Sequence[Sequence[str]], **cut: bool) -> float:
    """Table I with its heading; `above` or `below` leave the outermost rule out. Gives where it ends."""
    page.text(150, top + 9, "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned")
    return draw_rows(page, top + 14, (HEAD_1, *rows), **cut)


def draw_rows(page: PageMaker, top: float, rows: Sequence[Sequence[str]], **cut: bool) -> float:
    """Rows of Table I."""
    for i, row in enumerate(rows):
        tall = 6 + 9 * max(cell.count("\n") + 1 for cell in row)
        last, first = i == len(rows) - 1, i == 0
        page.row(COLUMNS_1, top, top + tall, row, above=first and cut.get("above", False),
                 below=last and cut.get("below", False))  # fmt: skip
        top += tall
    return top


def draw_end(page: PageMaker, top: float) -> None:
    """The footnote, the remarks and the signature."""
    page.text(30, top + 14, "Explanation of Responses:")
    page.text(30, top + 26, "1. Sold under a plan adopted in 2020.")
    page.text(30, top + 38, "Remarks:")
    page.text(350, top + 54, "/s/ Ada R Quennell")
    page.text(480, top + 54, "03/05/2021")
    page.text(350, top + 64, "** Signature of Reporting Person")
    page.text(480, top + 64, "Date")


def one_page(rows: Sequence[Sequence[str]] = (SALE, TRUST)) -> PageMaker:
    """The whole form on one page."""
    page = PageMaker()
    draw_head(page)
    draw_end(page, draw_table(page, 210, rows))
    return page
