"""The card of a notebook in a browser: text that would run, accessibility on light and dark pages, narrow cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from form4lib import Evidence, Filing
from hostile import HOSTILE, filled_with
from samples import FULL
from support.browser import Sight, launched

NOTEBOOK = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title>
<style>:root {{ color-scheme: {scheme} }} body {{ background: {paper}; color: {ink} }}</style></head>
<body><main><h1>Notebook</h1>{card}</main></body></html>"""
SCHEMES = {"light": ("#ffffff", "#000000"), "dark": ("#111111", "#dddddd")}
DOUBTED: Filing = attrs.evolve(
    FULL, evidence={**FULL.evidence, "non_derivative[0].price_per_share": Evidence(raw="17.305", confidence=0.4)}
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as running:
        yield running


def page_with(filing: Filing, scheme: str) -> str:
    paper, ink = SCHEMES[scheme]
    return NOTEBOOK.format(scheme=scheme, paper=paper, ink=ink, card=filing._repr_html_())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_would_run_is_text(browser: Any, tmp_path: Path, text: str) -> None:
    context = browser.new_context()
    seen = Sight(context.new_page())
    page = seen.open(page_with(filled_with(text), "light"), tmp_path)
    shown = page.locator(".form4lib").text_content()
    for cell in page.locator(".form4lib td, .form4lib sup").all():
        cell.hover()
    assert page.locator(".form4lib :is(script, img, a, svg, template, textarea)").count() == 0
    titles = page.evaluate("[...document.querySelectorAll('.form4lib [title]')].map(held => held.title)")
    context.close()
    assert " ".join(text.split()) in " ".join(shown.split())
    assert any(text in title for title in titles)
    assert seen.problems == []
    assert [url for url in seen.requests if not url.startswith("file:")] == []


@pytest.mark.parametrize("width", [1100, 320], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme)
    page = Sight(context.new_page()).open(page_with(DOUBTED, scheme), tmp_path)
    for folded in page.locator("summary").all():
        folded.click()
    found = axe.run(page).response["violations"]
    scrolls = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    context.close()
    assert [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found] == []
    assert not scrolls
