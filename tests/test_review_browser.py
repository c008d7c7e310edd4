"""The review page in a browser: every way to use it, text that would run, accessibility, and speed."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import bench
import pytest

from form4lib import Filing, correct, from_json, get_path, iter_paths, parse_text, read, review_html
from form4lib._review import doubtful_paths
from form4lib.outputs.review import Entry, review_page
from form4lib_bench.writer import layout_named, print_filing
from hostile import HOSTILE, filled_with
from samples import FULL
from support.browser import Sight, launched

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = (ROOT / "examples" / "form4.txt").read_text(encoding="utf-8")
SCANNED = EXAMPLE
for printed, scanned in (
    ("<u>2,000</u>	<u>A</u>", "<u>2,O0O</u>	<u>A</u>"),
    ("48,000", "46,000"),
    ("17.305", "177.305"),
):
    SCANNED = SCANNED.replace(printed, scanned)
"""The example as a poor scan may have it: an amount misread, a balance that does not follow, a price that is odd."""

WIDE = {"width": 1300, "height": 850}
PHONE = {"width": 390, "height": 780}
ZOOMED = {"width": 320, "height": 256}
"""1280 by 1024 at 400 %."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as running:
        yield running


@pytest.fixture
def sight(browser: Any) -> Iterator[Sight]:
    """A page on which nothing may go wrong, and which asks for nothing but itself."""
    context = browser.new_context(viewport=WIDE, accept_downloads=True)
    seen = Sight(context.new_page())
    yield seen
    context.close()
    assert seen.problems == []
    assert all(url.startswith(("file:", "blob:")) for url in seen.requests)


@pytest.fixture
def noisy() -> tuple[str, Filing]:
    filing = parse_text(SCANNED)
    doubted = {path: attrs.evolve(filing.evidence[path], confidence=0.5) for path in DOUBTED}
    return SCANNED, attrs.evolve(filing, evidence={**filing.evidence, **doubted})


DOUBTED = (
    "issuer.name",
    "reporting_owners[0].relationship.is_director",
    "non_derivative[1].transaction_date",
    "non_derivative[2].shares_owned_following",
    "footnotes[1].text",
)


def button(page: Any, path: str) -> Any:
    """The button of a value."""
    number = page.evaluate("path => Object.entries(current.data.paths).find(([, other]) => other === path)[0]", path)
    return page.locator(f'.record button[data-f="{number}"]')


def lit(page: Any) -> list[str]:
    return [str(text) for text in page.locator("mark.lit").all_inner_texts()]


def in_view(page: Any, selector: str, pane: str) -> bool:
    inner, outer = page.locator(selector).first.bounding_box(), page.locator(pane).bounding_box()
    return bool(outer["y"] - 1 <= inner["y"] and inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1)


def selected(page: Any) -> str:
    return str(page.evaluate("current.field(current.place)?.path ?? 'notice'"))


# ---- looking


@pytest.mark.parametrize("size", [WIDE, PHONE, ZOOMED], ids=["wide", "phone", "zoomed"])
def test_a_click_on_a_value_shows_where_it_was_read(sight: Sight, tmp_path: Path, size: dict[str, int]) -> None:
    filing = parse_text(EXAMPLE)
    page = sight.open(review_html(EXAMPLE, filing), tmp_path)
    page.set_viewport_size(size)
    for path in ("derivative[0].expiration_date", "issuer.name", "footnotes[0].text", "non_derivative[1].shares"):
        button(page, path).click()
        page.wait_for_timeout(50)  # what comes into view is laid out first
        assert " ".join(lit(page)) == filing.evidence[path].raw
        assert in_view(page, "mark.lit", ".source")
        assert page.locator(".detail .path").inner_text() == path
        assert page.locator('[aria-current="true"]').count() == 1


def test_a_click_in_the_text_shows_the_field(sight: Sight, tmp_path: Path) -> None:
    filing = parse_text(EXAMPLE)
    page = sight.open(review_html(EXAMPLE, filing), tmp_path)
    for raw, path in (("17.305 (1)", "non_derivative[1].price_per_share"), ("/s/ Ada", "signatures[0].name")):
        page.locator(".source mark", has_text=raw).first.click()
        assert selected(page) == path
        assert in_view(page, '[aria-current="true"]', ".record")
        assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    page.keyboard.press("Escape")
    assert page.locator("mark.lit").count() == 0
    assert page.locator(".detail").is_hidden()


def test_text_that_several_fields_have_shows_one_after_the_other(sight: Sight, tmp_path: Path) -> None:
    text = EXAMPLE.replace("<u>S</u>", "<u>S/K</u>")
    filing = parse_text(text)
    assert filing.non_derivative[1].equity_swap_involved is True  # type: ignore[union-attr]
    page = sight.open(review_html(text, filing), tmp_path)
    seen = []
    for _ in range(2):
        page.locator(".source mark", has_text="S/K").first.click()
        seen.append(selected(page))
    assert sorted(seen) == ["non_derivative[1].equity_swap_involved", "non_derivative[1].transaction_code"]


def test_every_value_and_every_character_is_on_the_page(sight: Sight, tmp_path: Path) -> None:
    filing = parse_text(EXAMPLE)
    page = sight.open(review_html(EXAMPLE, filing), tmp_path)
    lines = page.evaluate("[...document.querySelectorAll('.line')].map(line => line.textContent)")
    assert lines == EXAMPLE.split("\n")
    paths = page.evaluate("current.stops.map((_, place) => current.field(place)?.path)")
    held = [path for path, value in iter_paths(filing) if value not in (None, False) and not path.endswith("].id")]
    assert set(held) <= set(paths)
    assert len(paths) == len(set(paths))


def test_doubt_is_gone_through_by_keyboard_and_filtered(
    sight: Sight, tmp_path: Path, noisy: tuple[str, Filing]
) -> None:
    text, filing = noisy
    doubts = doubtful_paths(filing)
    page = sight.open(review_html(text, filing), tmp_path)
    assert set(DOUBTED) <= set(doubts)
    told = [d.path for d in filing.diagnostics if d.severity != "info" and d.path not in filing.evidence]
    count = len(doubts) + len(told) - len(set(told))  # a table may have more than one notice
    assert page.locator(".count").inner_text() == f"{count} in doubt"
    order = []
    for n in range(count):
        page.keyboard.press("n")
        order.append(selected(page))
        assert page.locator(".count").inner_text() == f"{n + 1} of {count} in doubt"
        assert in_view(page, '[aria-current="true"]', ".record")
    assert {path for path in order if path != "notice"} == {p for p in doubts if p in dict(iter_paths(filing))}
    page.keyboard.press("n")
    assert selected(page) == order[0]
    page.keyboard.press("p")
    assert selected(page) == order[-1]
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert page.locator(".filter").get_attribute("aria-pressed") == "true"
    assert page.locator(".record .v:visible").count() == page.locator(".record .v.doubt").count()
    page.keyboard.press("d")
    assert page.locator(".record .v:visible").count() > len(doubts)


def test_keys_can_be_put_off_and_lines_wrapped(sight: Sight, tmp_path: Path, noisy: tuple[str, Filing]) -> None:
    page = sight.open(review_html(*noisy), tmp_path)
    wrapped = "getComputedStyle(document.querySelector('.source')).whiteSpace"
    before = page.evaluate(wrapped)
    page.keyboard.press("w")
    assert page.evaluate(wrapped) != before
    page.keyboard.press("?")
    page.get_by_label("letters are keys").uncheck()
    page.locator(".keys .done").click()
    page.keyboard.press("n")
    assert page.evaluate("current.place") == -1


# ---- correcting


CORRECTIONS: list[tuple[str, str, object]] = [
    ("non_derivative[1].shares", "1,234.50", Decimal("1234.50")),
    ("non_derivative[1].price_per_share", "$17.31", Decimal("17.31")),
    ("non_derivative[1].transaction_date", "5/7/2024", date(2024, 5, 7)),
    ("period_of_report", "2024-05-05", date(2024, 5, 5)),
    ("issuer.name", "Larkspur & Söhne <AG>", "Larkspur & Söhne <AG>"),
    ("form_type", "4/A", "4/A"),
    ("reporting_owners[0].relationship.is_director", "yes", True),
    ("footnotes[1].text", "Another text.", "Another text."),
    ("non_derivative[2].nature_of_ownership", "", None),
]


def test_corrections_are_downloaded_as_the_librarys_json(
    sight: Sight, tmp_path: Path, noisy: tuple[str, Filing]
) -> None:
    text, filing = noisy
    page = sight.open(review_html(text, filing), tmp_path)
    wanted = filing
    for path, typed, value in CORRECTIONS:
        wanted = correct(wanted, path, value)  # type: ignore[arg-type]
        button(page, path).click()
        page.keyboard.press("e")
        if value is None:
            page.locator(".nothing input").check()
        elif page.locator("select.typed").is_visible():
            page.locator("select.typed").select_option(typed)
        else:
            page.keyboard.type(typed)
        page.locator(".save").click()
        assert page.locator(".wrong").inner_text() == ""
        assert "doubt" not in button(page, path).get_attribute("class").split()
    assert button(page, "non_derivative[1].shares").locator(".is").inner_text() == "1,234.50"
    assert button(page, "non_derivative[1].price_per_share").locator(".is").inner_text() == "$17.31"
    with page.expect_download() as started:
        page.get_by_role("button", name=f"Download corrected JSON ({len(CORRECTIONS)})").click()
    assert started.value.suggested_filename == "filing.corrected.json"
    got = from_json(Path(started.value.path()).read_text(encoding="utf-8"))
    assert got == wanted
    assert doubtful_paths(got) == doubtful_paths(wanted)
    for path, _, _ in CORRECTIONS:
        evidence, meant = got.evidence[path], wanted.evidence[path]
        assert (evidence.state, evidence.confidence, evidence.spans) == ("corrected", 1.0, meant.spans)
        assert len(evidence.repairs) == len(meant.repairs)
        assert evidence.repairs[-1].startswith("corrected by a person; it was ")
    for path in set(filing.evidence) - {path for path, _, _ in CORRECTIONS}:
        assert got.evidence[path] == filing.evidence[path]
    assert got.diagnostics == wanted.diagnostics


@pytest.mark.parametrize(
    ("path", "typed", "problem"),
    [
        ("non_derivative[1].shares", "about 12", "Write a number"),
        ("non_derivative[1].shares", "1.2.3", "Write a number"),
        ("period_of_report", "2024-02-30", "Write a day"),
        ("period_of_report", "13/45/2024", "Write a day"),
        ("issuer.name", "   ", "Write a value"),
    ],
)
def test_what_is_no_value_is_not_taken(sight: Sight, tmp_path: Path, path: str, typed: str, problem: str) -> None:
    filing = parse_text(EXAMPLE)
    page = sight.open(review_html(EXAMPLE, filing), tmp_path)
    button(page, path).click()
    page.keyboard.press("e")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    assert page.locator(".wrong").inner_text().startswith(problem)
    assert page.locator(".download").inner_text() == "Download JSON"
    with page.expect_download() as started:
        page.locator(".download").click()
    got = from_json(Path(started.value.path()).read_text(encoding="utf-8"))
    assert got == filing
    assert got.evidence == filing.evidence


def test_a_correction_can_be_taken_back(sight: Sight, tmp_path: Path, noisy: tuple[str, Filing]) -> None:
    text, filing = noisy
    page = sight.open(review_html(text, filing), tmp_path)
    count = page.locator(".count").inner_text()
    for typed in ("First Inc", "Second Inc"):
        button(page, "issuer.name").click()
        page.keyboard.press("e")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        assert button(page, "issuer.name").locator(".is").inner_text() == typed
    assert "doubt" not in button(page, "issuer.name").get_attribute("class").split()
    page.locator(".undo").click()
    assert button(page, "issuer.name").locator(".is").inner_text() == filing.issuer.name
    page.keyboard.press("Escape")
    assert page.locator(".count").inner_text() == count
    with page.expect_download() as started:
        page.locator(".download").click()
    got = from_json(Path(started.value.path()).read_text(encoding="utf-8"))
    assert (got, got.evidence) == (filing, filing.evidence)


def test_the_keyboard_alone_will_do(sight: Sight, tmp_path: Path, noisy: tuple[str, Filing]) -> None:
    page = sight.open(review_html(*noisy), tmp_path)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.record button')"):
            break
    page.keyboard.press("Enter")
    assert selected(page) in ("notice", "form_type")  # what is said of the whole filing stands before its values
    for _ in range(9):
        page.keyboard.press("ArrowRight")
        if selected(page) == "issuer.name":
            break
    assert selected(page) == "issuer.name"
    page.keyboard.press("e")
    page.keyboard.type("Larkspur Co")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    assert get_value(page, "issuer.name") == "Larkspur Co"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.detail') !== null")


def get_value(page: Any, path: str) -> object:
    value: object = page.evaluate("path => valueAt(current.record, path)", path)
    return value


# ---- several filings


def test_several_filings_stand_behind_an_index_by_doubt(
    sight: Sight, tmp_path: Path, noisy: tuple[str, Filing]
) -> None:
    entries = [Entry("in/sure.txt", EXAMPLE, parse_text(EXAMPLE)), Entry("in/noisy.txt", *noisy)]
    page = sight.open(review_page(entries), tmp_path)
    assert page.locator("tbody th").all_inner_texts() == ["noisy.txt", "sure.txt"]
    assert page.locator("main:visible").count() == 1
    page.get_by_role("link", name="noisy.txt").click()
    assert page.locator("h1:visible").inner_text() == "Form 4 · LKSP · Quennell Ada R"
    button(page, "issuer.name").click()
    page.keyboard.press("e")
    page.keyboard.type("Kept Inc")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="All filings").click()
    page.locator("main.index").wait_for()
    page.get_by_role("link", name="sure.txt").click()
    page.locator("main.index").wait_for(state="hidden")
    assert get_value(page, "issuer.name") == "Larkspur Instruments, Inc."
    page.go_back()
    page.locator("main.index").wait_for()
    page.go_back()
    page.locator("main.index").wait_for(state="hidden")
    assert get_value(page, "issuer.name") == "Kept Inc"
    with page.expect_download() as started:
        page.locator(".download:visible").click()
    assert started.value.suggested_filename == "noisy.txt.corrected.json"


@pytest.mark.parametrize("size", [WIDE, PHONE, ZOOMED], ids=["wide", "phone", "zoomed"])
def test_an_index_shows_files_and_doubt_without_scrolling(
    sight: Sight, tmp_path: Path, noisy: tuple[str, Filing], size: dict[str, int]
) -> None:
    page = sight.open(review_page([Entry("2024-05-08.txt", *noisy), Entry("b" * 80, *noisy)]), tmp_path)
    page.set_viewport_size(size)
    doubt = page.locator("tbody td").first.bounding_box()
    assert page.locator("tbody td").first.inner_text() == str(len(doubtful_paths(noisy[1])))
    assert doubt["x"] + doubt["width"] <= size["width"]
    name = page.locator("tbody a").first.evaluate("link => link.getClientRects().length")
    assert name <= 2  # lines
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


# ---- text that would run


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_would_run_is_text(sight: Sight, tmp_path: Path, text: str) -> None:
    filing = filled_with(text)
    source = f"{text}\n{text}\n"
    page = sight.open(review_html(source, filing), tmp_path)
    assert page.locator(".line").all_text_contents()[:2] == [text, text]
    for path in ("issuer.name", "non_derivative[0].security_title", "footnotes[0].text", "remarks"):
        shown = button(page, path)
        assert shown.locator(".is").text_content() == text
        shown.click()
        assert page.locator("input.typed").input_value() == text
        assert text in page.locator(".why").text_content()
    assert page.evaluate("JSON.stringify(current.record.remarks)") != '""'
    assert get_value(page, "remarks") == text
    assert (
        page.evaluate("document.querySelectorAll('img, svg, iframe, a[href^=\"javascript\"], [onerror]').length") == 0
    )
    with page.expect_download() as started:
        page.locator(".download").click()
    got = from_json(Path(started.value.path()).read_text(encoding="utf-8"))
    assert (got, got.evidence, got.diagnostics) == (filing, filing.evidence, filing.diagnostics)


def test_names_of_files_that_would_run_are_text(sight: Sight, tmp_path: Path) -> None:
    page = sight.open(review_page([Entry(text, text, filled_with(text)) for text in HOSTILE]), tmp_path)
    shown = page.locator("tbody a").all_text_contents()
    assert sorted(shown) == sorted(HOSTILE)
    page.locator("tbody a").first.click()
    assert page.locator(".file").first.text_content() == shown[0]


def test_what_no_page_shows_is_named_and_kept(sight: Sight, tmp_path: Path) -> None:
    odd = "a\x00b\u202ec\u2028d\ud800e\x1bf\rg"
    filing = attrs.evolve(FULL, remarks=odd, source_text=None)
    page = sight.open(review_html(f"{odd}\n", filing), tmp_path)
    assert button(page, "remarks").locator(".is").inner_text() == "aU+0000bU+202EcU+2028dU+D800eU+001BfU+000Dg"
    assert page.locator(".line").first.text_content() == "aU+0000bU+202EcU+2028dU+D800eU+001Bf"
    with page.expect_download() as started:
        page.locator(".download").click()
    assert from_json(Path(started.value.path()).read_text(encoding="utf-8")).remarks == odd


def test_the_page_forbids_other_programs_and_the_network(browser: Any, tmp_path: Path) -> None:
    context = browser.new_context()
    seen = Sight(context.new_page())
    page = seen.open(review_html(EXAMPLE, parse_text(EXAMPLE)), tmp_path)
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true'>");
            return fetch("https://example.org/").catch(() => null);
        }"""
    )
    assert page.evaluate("window.ran === undefined")
    assert any("Content Security Policy" in problem for problem in seen.problems)
    context.close()


# ---- for everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE, ZOOMED], ids=["wide", "phone", "zoomed"])
def test_axe_finds_nothing(
    browser: Any, tmp_path: Path, noisy: tuple[str, Filing], scheme: str, size: dict[str, int]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    seen = Sight(context.new_page())
    entries = [Entry("sure.txt", EXAMPLE, parse_text(EXAMPLE)), Entry("noisy.txt", *noisy)]
    page = seen.open(review_page(entries), tmp_path)
    found = axe.run(page).response["violations"]
    page.get_by_role("link", name="noisy.txt").click()
    found += axe.run(page).response["violations"]
    button(page, "issuer.name").click()
    page.keyboard.press("e")
    page.keyboard.type(" ")
    page.keyboard.press("Enter")
    found += axe.run(page).response["violations"]
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    found += axe.run(page).response["violations"]
    context.close()
    assert [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found] == []


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_a_small_screen_scrolls_one_way_only(
    sight: Sight, tmp_path: Path, noisy: tuple[str, Filing], size: dict[str, int]
) -> None:
    page = sight.open(review_html(*noisy), tmp_path)
    page.set_viewport_size(size)
    for path in ("issuer.name", "non_derivative[2].shares_owned_following", "footnotes[1].text"):
        button(page, path).click()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        held, source = button(page, path).bounding_box(), page.locator(".source").bounding_box()
        assert held["y"] >= source["y"] + source["height"] - 1
        assert held["y"] + min(held["height"], 30) <= size["height"]


# ---- speed

OPEN, CLICK = 1000, 100
"""Milliseconds that opening a page and answering a click may take of the page's own thread: a machine that does other
work as well is slow by itself."""
ROUNDS = 3
DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
CLICKED = """share => {
    const stops = document.querySelectorAll(".record button[data-f]");
    stops[Math.floor(share * stops.length)].click();
}"""
FAR_APART = (0.99, 0.02, 0.5, 0.75, 0.25)


def timed(browser: Any, tmp_path: Path, html: str) -> tuple[float, float]:
    """Milliseconds to open a page, and to answer a click on values far from each other: the best of some rounds."""
    opened, clicked = [], []
    for _ in range(ROUNDS):
        context = browser.new_context(viewport=WIDE)
        seen = Sight(context.new_page())
        session = context.new_cdp_session(seen.page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = worked(session)
        page = seen.open(html, tmp_path)
        page.evaluate(DRAWN)
        opened.append(worked(session) - before)
        clicks = []
        for share in FAR_APART:
            before = worked(session)
            page.evaluate(CLICKED, share)
            page.evaluate(DRAWN)
            clicks.append(worked(session) - before)
        clicked.append(statistics.median(clicks))
        context.close()
    print(f"\nopened in {min(opened):.0f} ms; a click is answered in {min(clicked):.0f} ms")  # noqa: T201
    return min(opened), min(clicked)


def worked(session: Any) -> float:
    """Milliseconds that the page's thread has worked."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])


def test_a_thousand_rows_stay_quick(browser: Any, tmp_path: Path) -> None:
    text = print_filing(attrs.evolve(bench.invented(1000), derivative=()), layout_named("tabs/viewer"))
    filing = parse_text(text)
    assert len(filing.non_derivative) == 1000
    opened, clicked = timed(browser, tmp_path, review_html(text, filing))
    assert opened < 2 * OPEN
    assert clicked < 2 * CLICK


def test_the_largest_filing_of_the_corpus_is_quick(browser: Any, tmp_path: Path) -> None:
    named = os.environ.get("FORM4LIB_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip(f"no corpus in {folder}")
    largest = max((folder / "dev").glob("*/*.txt"), key=lambda path: path.stat().st_size)
    text = largest.read_text(encoding="utf-8")
    filing = read(text)
    assert get_path(filing, "form_type") in ("3", "4", "5", "4/A", "3/A", "5/A")
    opened, clicked = timed(browser, tmp_path, review_html(text, filing))
    assert opened < OPEN
    assert clicked < CLICK
