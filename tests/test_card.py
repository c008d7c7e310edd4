"""The card in a notebook: everything on it, and nothing that runs."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from html.parser import HTMLParser

import attrs
import pytest

from form4lib import Diagnostic, Evidence, Filing, Footnote, Issuer
from hostile import HOSTILE, filled_with
from samples import BARE, FULL, SALE


class Page(HTMLParser):
    """The text of a fragment, its tags, and what hovering shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.hovers: dict[str, str] = {}
        self.text = ""
        self._hover: str | None = None
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self._hover = dict(attrs).get("title")
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if self._style:
            return
        self.text += data
        if self._hover is not None:
            self.hovers[data], self._hover = self._hover, None


def card_of(filing: Filing) -> Page:
    return Page(filing._repr_html_())


def test_a_card_tells_who_what_and_when() -> None:
    page = card_of(FULL)
    for shown in ("Form 4/A", "Larkspur Instruments, Inc.", "LKSP", "Quennell Ada R", "Chief Financial Officer"):
        assert shown in page.text
    for shown in ("2021-03-04", "$17.305", "48,750", "By spouse", "4% Convertible Notes", "$100,000.00", "2031-03-05"):
        assert shown in page.text
    assert "Émigré's remark." in page.text


def test_columns_are_numbered_as_on_the_form() -> None:
    assert re.findall(r"(\d+A?)\.\s", card_of(FULL).text)[:9] == ["1", "2", "3", "4", "4", "4", "5", "6", "7"]
    third = card_of(attrs.evolve(FULL, form_type="3", non_derivative=FULL.non_derivative[1:], derivative=()))
    assert re.findall(r"(\d+A?)\.\s", third.text)[:4] == ["1", "2", "3", "4"]


def test_footnotes_and_doubt_are_told_on_hover() -> None:
    page = card_of(FULL)
    assert page.hovers["(1)"] == "A weighted average."
    doubt = page.hovers["1,250?" if "1,250?" in page.hovers else "1,250"]
    assert doubt.splitlines() == [
        "repaired, confidence 0.70",
        "the text has: l,250",
        "read l as 1: the balance needs it",
        "1,250 does not lead to 48,750",
    ]


def test_doubt_of_rows_and_of_tables_without_rows_is_seen() -> None:
    said = [("derivative", "lost"), ("non_derivative[1]", "odd"), ("remarks", "unreadable")]
    told = tuple(Diagnostic(code="c", severity="warning", message=m, path=p) for p, m in said)
    html = attrs.evolve(FULL, remarks=None, derivative=(), diagnostics=told)._repr_html_()
    assert "Table II: derivative securities?</span>: no row was found" in html
    assert '<tr class="doubt" title="odd">' in html
    assert "Remarks" in html


def test_a_repaired_value_that_is_sure_is_marked_and_not_tinted() -> None:
    evidence = {"issuer.name": Evidence(confidence=0.95, state="repaired", repairs=("read 0 as O",), raw="L0")}
    html = attrs.evolve(BARE, issuer=Issuer(name="LO"), evidence=evidence)._repr_html_()
    assert '<span class="repaired" title="repaired, confidence 0.95\nthe text has: L0\nread 0 as O">LO</span>' in html


def test_a_card_has_no_script_and_asks_for_nothing() -> None:
    page = card_of(FULL)
    assert set(page.tags) <= {
        "div", "style", "p", "span", "table", "caption", "thead", "tbody", "tr", "th", "td", "sup", "details",
        "summary",
    }  # fmt: skip
    assert page.attributes <= {"class", "title", "scope", "role", "aria-label", "tabindex"}
    assert "url(" not in FULL._repr_html_()


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    page = card_of(filled_with(text))
    assert set(page.tags).isdisjoint({"script", "img", "svg", "a", "iframe", "b", "base", "form"})
    assert page.attributes <= {"class", "title", "scope", "role", "aria-label", "tabindex"}
    assert page.text.count(text) >= 8


def test_what_no_page_shows_is_named() -> None:
    page = card_of(attrs.evolve(BARE, issuer=Issuer(name="a\x00b\u202ec\ud800d")))
    assert "aU+0000bU+202EcU+D800d" in page.text
    page.text.encode("utf-8")


def test_a_long_table_says_what_it_leaves_out() -> None:
    page = card_of(attrs.evolve(FULL, non_derivative=(SALE,) * 75))
    assert "and 15 rows more" in page.text


def test_repr_is_short() -> None:
    long = attrs.evolve(FULL, footnotes=(Footnote(id="1", text="long " * 200),), non_derivative=(SALE,) * 500)
    assert len(repr(long)) < 160
    assert "4/A" in repr(long)
    assert "LKSP" in repr(long)


def test_rich_prints_the_page_of_the_terminal() -> None:
    console = pytest.importorskip("rich.console")
    out = io.StringIO()
    console.Console(file=out, width=70, force_terminal=False).print(attrs.evolve(FULL, remarks="[bold]kept[/bold]"))
    page = out.getvalue()
    assert "1,250?" in page
    assert "[bold]kept[/bold]" in page
    assert max(map(len, page.splitlines())) <= 70
    assert str(Decimal(48750))[:2] in page
