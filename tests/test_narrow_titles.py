"""Titles in narrow columns: words that headings have, numbers of titles on lines of their own, prices behind them."""

from __future__ import annotations

import form4lib
from form4lib.engine._lines import Line
from form4lib.engine._page import LINE, SPACE, WIDE, Word
from form4lib.engine._title_lines import begins_title, is_title
from form4lib.engine._title_numbers import close_series, tie_numbers
from form4lib.engine._titles import is_broken

_HEAD = """FORM 4
1. Name and Address of Reporting Person*
Ravel Nora
2. Issuer Name and Ticker or Trading Symbol
Quillon Works Inc. [ QWI ]
3. Date of Earliest Transaction (Month/Day/Year)
05/06/2024
"""
_TABLE_1 = """
      Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3)                 2. Date      3. Code   4. Amount  (A) or (D)  Price    5. Owned  6. Form
Depositary Shares, each representing a 1/400th
                                                05/06/2024   P         2,000      A           $17.30   48,000    D
interest in a share of Series C Preferred Stock
"""


def _words(*texts: str, gap: int = SPACE) -> list[Word]:
    return [Word(t, 10 * i, len(t), 0, 0, 0, 10 * i, gap if i else LINE) for i, t in enumerate(texts)]


def _texts(lines: list[Line]) -> list[list[str]]:
    return [[w.text for w in line.words] for line in lines]


def test_an_article_in_a_title_is_no_mark() -> None:
    filing = form4lib.parse_text(_HEAD + _TABLE_1)
    title = "Depositary Shares, each representing a 1/400th interest in a share of Series C Preferred Stock"
    assert [row.security_title for row in filing.non_derivative] == [title]


def test_a_rate_and_a_year_go_with_their_note() -> None:
    lines = [
        Line(_words(t)) if " " not in t else Line(_words(*t.split()))
        for t in ("3.75%", "Convertible", "Notes due", "2031", "(1)")
    ]
    assert _texts(tie_numbers(lines)) == [["3.75% Convertible"], ["Notes", "due 2031"], ["(1)"]]


def test_a_par_value_goes_before_the_amount_beside_its_title() -> None:
    lines = [Line(_words(*t.split())) for t in ("Common Stock,", "par value 43,000", "$0.002", "per share", "$0")]
    assert _texts(tie_numbers(lines)) == [
        ["Common", "Stock,"],
        ["par", "value $0.002", "per", "share", "43,000"],
        ["$0"],
    ]


def test_a_price_below_other_words_stays() -> None:
    lines = [Line(_words(*t.split())) for t in ("Common Stock 43,000", "$0.25", "due", "12,031")]
    assert _texts(tie_numbers(lines)) == [["Common", "Stock", "43,000"], ["$0.25"], ["due"], ["12,031"]]


def test_titles_among_headings() -> None:
    assert is_title(_words("Director", "Stock", "Option", "(right", "to", "buy)(1)"))
    assert is_title(_words("Common", "Stock,", "par", "value $0.01", "per", "share"))
    assert not is_title(_words("of", "Shares"))
    assert begins_title(_words("Put", "Shares", gap=WIDE))
    assert not begins_title(_words("Derivative", "Security"))


def test_no_title_ends_in_a_comma() -> None:
    assert is_broken("Class A Common Stock,")
    assert not is_broken("Class A Common Stock")


def test_a_series_counted_by_years_gets_its_number_back() -> None:
    lines = [Line(_words(*t.split())) for t in ("Term Preferred Shares, Series 2031- 850 D", "2")]
    assert _texts(close_series(lines)) == [["Term", "Preferred", "Shares,", "Series 2031-2", "850", "D"]]


def test_a_number_below_no_open_series_stays() -> None:
    for texts in (("Series 2031 850 D", "2"), ("Series 2031- 850 D", "2 Holdings"), ("2031- 850", "2")):
        lines = [Line(_words(*t.split())) for t in texts]
        assert _texts(close_series(lines)) == [t.split() for t in texts]


_HOLDING = """FORM 3
1. Name and Address of Reporting Person*      2. Date of Event Requiring Statement   3. Issuer Name and Ticker
Quillon Trust Company                         05/06/2024                             Ravel Income Fund [ RVF ]
                     Table I - Non-Derivative Securities Beneficially Owned
 1. Title of Security                                               2. Amount of Securities   3. Ownership   4. Nature
 (Instr. 4)                                                         Beneficially Owned        Form: Direct   of Indirect

 Variable Rate Term Preferred Shares, Series 2031-
                                                  850                                         D
 2

Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.
"""


def test_an_amount_squeezed_against_a_long_title_is_none_of_its_words() -> None:
    (row,) = form4lib.parse_text(_HOLDING).non_derivative
    assert row.security_title == "Variable Rate Term Preferred Shares, Series 2031-2"
    assert (str(row.shares_owned_following), row.direct_or_indirect) == ("850", "D")
