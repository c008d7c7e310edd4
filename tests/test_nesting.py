"""Tags that do not close what they opened: a line of the page's source was lost, doubled or moved."""

from __future__ import annotations

import re

import pytest

import form4lib
from form4lib.engine._nesting import is_torn
from form4lib_bench.measure import printed_in
from form4lib_bench.writer import layout_named

ROW = "<tr><td><span>A</span></td><td><table><td>B</td></table></td></tr>"
PAGE = f"<html><table><thead>{ROW}</thead><tbody>{ROW * 3}</tbody></table></html>"
TORN = "tags of the page do not close what was opened last"


def tags(text: str) -> list[str]:
    return re.findall("<[^>]*>", text)


def test_a_page_that_closes_what_it_opens_is_not_torn() -> None:
    assert not is_torn(tags(PAGE))


@pytest.mark.parametrize("stop", range(0, len(tags(PAGE)), 3))
def test_nor_is_one_that_ends_in_its_middle(stop: int) -> None:
    assert not is_torn(tags(PAGE)[:stop])


def test_nor_one_that_was_written_without_closing_tags() -> None:
    assert not is_torn(tags(PAGE.replace("</td>", "").replace("</tr>", "")))


def test_nor_one_that_nests_deeper_than_pages_do() -> None:
    assert not is_torn(tags("<table><tr><td>" * 40 + "</td></tr></table>" * 40))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</span>", ""),
        ("<span>", "<span><span>"),
        ("</tbody>", "</td></tbody>"),
        ("</thead><tbody><tr>", "<tr></thead><tbody>"),
        ("</td><td><table>", "<table></td><td>"),
        ("<tbody>", "<tbody><td></td>"),
        ("<tbody>", "<tbody></td><td>"),
        ("</html>", "</style></html>"),
        ("</thead>", "<table></table></thead>"),
        ("<tbody>", "<tbody></table><table>"),
    ],
)
def test_a_line_out_of_its_place_tears_it(old: str, new: str) -> None:
    assert is_torn(tags(PAGE.replace(old, new, 1)))


def test_every_value_of_a_torn_page_is_in_doubt() -> None:
    text = printed_in(layout_named("html/reduced"), 3)[2]
    lines = text.splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line == "<tr><td>\n")
    other = next(i for i in range(at + 1, len(lines)) if re.fullmatch(r"\s+[\d,]+\n", lines[i]))
    lines[at], lines[other] = lines[other], lines[at]
    filing = form4lib.parse_text("".join(lines))
    assert TORN not in {d.message for d in form4lib.parse_text(text).diagnostics}
    assert TORN in {d.message for d in filing.diagnostics}
    values = [e for path, e in filing.evidence.items() if path.startswith("non_derivative") and e.spans]
    assert values
    assert all(e.confidence < 0.9 for e in values)
