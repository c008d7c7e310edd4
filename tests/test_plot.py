"""The pictures show what the filings say."""

from __future__ import annotations

import io
import sys
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

import attrs
import pytest

from form4lib import Evidence, Filing, MissingDependencyError, plot_confidence, plot_holdings
from samples import BARE, FULL, SALE

pytest.importorskip("matplotlib")
dates = pytest.importorskip("matplotlib.dates")

BUY = attrs.evolve(
    SALE, transaction_date=date(2021, 5, 6), acquired_disposed_code="A", shares_owned_following=Decimal(50_000)
)
LATER = attrs.evolve(FULL, non_derivative=(BUY,), evidence={}, diagnostics=())
EARLIER = attrs.evolve(FULL, evidence={}, diagnostics=())
DOUBTFUL = attrs.evolve(EARLIER, evidence={"non_derivative[0].shares_owned_following": Evidence(confidence=0.4)})


def lines(figure: Any) -> dict[str, tuple[list[date], list[float]]]:
    """The lines of a picture, by their names in the legend."""
    (axes,) = figure.axes
    return {
        line.get_label(): ([dates.num2date(x).date() for x in line.get_xdata()], list(line.get_ydata()))
        for line in axes.get_lines()
        if not line.get_label().startswith("_") and len(line.get_xdata())
    }


def marks(figure: Any) -> list[tuple[str, float, bool]]:
    """Shape and height of each point, and whether it is hollow."""
    (axes,) = figure.axes
    return [
        (line.get_marker(), float(line.get_ydata()[0]), line.get_markerfacecolor() == "white")
        for line in axes.get_lines()
        if line.get_marker() not in ("None", None) and len(line.get_xdata())
    ]


def test_balances_stand_at_their_days_in_order() -> None:
    drawn = lines(plot_holdings([LATER, EARLIER]))
    assert drawn["Common Stock"] == ([date(2021, 3, 4), date(2021, 5, 6)], [48_750.0, 50_000.0])
    assert drawn["Common Stock, By spouse"] == ([date(2021, 3, 4)], [300.0])


def test_everything_is_on_the_picture() -> None:
    for figure in (plot_holdings([LATER, EARLIER]), plot_confidence([DOUBTFUL], [EARLIER])):
        figure.canvas.draw()
        inches = figure.get_tightbbox()
        width, height = figure.get_size_inches()
        assert min(inches.x0, inches.y0) >= 0
        assert (inches.x1, inches.y1) <= (width, height)


@pytest.mark.parametrize("after", [0, 1, 6])
def test_a_few_days_are_not_parted_into_hours(after: int) -> None:
    last = attrs.evolve(BUY, transaction_date=date(2021, 3, 4 + after))
    figure = plot_holdings([EARLIER, attrs.evolve(LATER, non_derivative=(last,))])
    figure.canvas.draw()
    (axes,) = figure.axes
    assert [dates.num2date(x) for x in axes.get_xticks()] == [
        datetime(2021, 3, 4 + day, tzinfo=timezone.utc) for day in range(after + 1)
    ]


def test_shapes_tell_acquired_from_disposed_and_hollow_is_doubt() -> None:
    assert sorted(marks(plot_holdings([LATER, EARLIER]))) == [
        ("^", 50_000.0, False),
        ("o", 300.0, False),
        ("v", 48_750.0, False),
    ]
    assert ("v", 48_750.0, True) in marks(plot_holdings([DOUBTFUL]))


def test_owners_are_told_apart_and_spelling_is_not() -> None:
    other = attrs.evolve(EARLIER, reporting_owners=(attrs.evolve(FULL.reporting_owners[0], name="Other B"),))
    assert {name.split(",")[0] for name in lines(plot_holdings([EARLIER, other]))} == {"Quennell Ada R", "Other B"}
    shouted = attrs.evolve(LATER, non_derivative=(attrs.evolve(BUY, security_title="COMMON  STOCK"),))
    assert set(lines(plot_holdings([EARLIER, shouted]))) == {"Common Stock", "Common Stock, By spouse"}


@pytest.mark.parametrize("title", ["$\\frac{", "_hidden", "a$b$c", "x\x00\ny"])
def test_titles_are_text_and_no_formulas(title: str) -> None:
    row = attrs.evolve(BUY, security_title=title)
    figure = plot_holdings([attrs.evolve(LATER, non_derivative=(row,))])
    figure.savefig(io.BytesIO(), format="png")
    (legend,) = figure.legends
    assert title.strip("_")[-1] in legend.get_texts()[0].get_text()


def test_confidence_is_counted_in_bands() -> None:
    evidence = {
        "issuer.name": Evidence(confidence=0.99),
        "issuer.trading_symbol": Evidence(confidence=0.95),
        "non_derivative[0].shares": Evidence(confidence=0.15, state="ambiguous"),
        "issuer.cik": Evidence(confidence=0.1),
    }
    filing = attrs.evolve(FULL, evidence=evidence, diagnostics=())
    axes: Any = plot_confidence([filing, filing]).axes
    left, right = axes
    assert [bar.get_height() for bar in left.patches] == [0, 2, 0, 0, 0, 0, 0, 0, 0, 4]
    assert [label.get_text() for label in right.get_yticklabels()] == ["shares"]
    assert [bar.get_width() for bar in right.patches] == [100.0]


def test_truth_gives_the_share_that_is_right() -> None:
    evidence = {
        path: Evidence(confidence=0.95) for path in ("issuer.name", "non_derivative[0].shares", "period_of_report")
    }
    read = attrs.evolve(FULL, evidence=evidence, diagnostics=(), period_of_report=date(2001, 1, 1))
    *_, shares = plot_confidence([read], [FULL]).axes
    measured: Any = shares.get_lines()[-1]
    assert [round(float(y), 3) for y in measured.get_ydata()] == [0.667]


@pytest.mark.parametrize("plot", [plot_holdings, plot_confidence])
def test_what_cannot_be_drawn_is_said(plot: object) -> None:
    assert callable(plot)
    with pytest.raises(ValueError, match="there is nothing to draw"):
        plot([BARE])
    with pytest.raises(TypeError, match="this is one Filing: pass a list"):
        plot(FULL)
    with pytest.raises(TypeError, match="number 1 is a str"):
        plot([FULL, "x"])


def test_truth_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="truth has 0 filings, and there are 1"):
        plot_confidence([FULL], [])


def test_a_notebook_shows_it_and_no_window_is_opened() -> None:
    figure: Any = plot_holdings([FULL])
    assert figure._repr_png_().startswith(b"\x89PNG")
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()


def test_what_is_needed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    filing: Filing = FULL
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'form4lib\[plot\]'"):
        plot_holdings([filing])
