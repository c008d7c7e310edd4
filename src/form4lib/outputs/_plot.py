"""Pictures of filings: what an insider holds over time, and how sure the readings are.

Contract: takes filings and gives a figure of matplotlib of its own: it belongs to no window and no global state, a
notebook shows it, and `savefig` writes it. matplotlib, because it needs no browser and no network to draw, and a
picture of it can be mailed, printed and committed. Colours are told apart by those who see few of them, and shapes
say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from itertools import cycle
from typing import TYPE_CHECKING, Any

import attrs

from .._review import SURE, doubtful_paths, is_core
from ..errors import MissingDependencyError
from ..records import Filing
from ._diff import NOT_PRINTED, diff

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BUY, _SELL, _BAR = "#0072b2", "#d55e00", "#9aa5ad"
_LINES = ("#30475e", "#7a5195", "#2a7f62", "#a05d1e", "#5f6c7b", "#8c3b4a")
_MOST_SERIES = 8
"""So many holdings are drawn, those with the most rows; more could not be told apart."""
_FEW_DAYS = 8
"""So many are named one by one."""
_FEWEST_FIELDS, _MOST_FIELDS = 7, 14
"""Room for so many at least, so that few bars are no blocks; more than so many are left out."""
_BANDS = 10
_INK, _FAINT = "#22282d", "#e3e6e8"


def plot_holdings(filings: Iterable[Filing]) -> Figure:
    """An insider's balances over time, each acquisition and disposition marked.

    A line for each holding of Table I: an owner's shares of one title, held directly or in one indirect way. The
    balance after each transaction stands at its date, that of a reported holding at the period of the report. A
    triangle that points up is an acquisition, one that points down a disposition; a hollow one is in doubt.

    Args:
        filings: any number of filings, of one insider as a rule.

    Returns:
        A figure; a notebook shows it, `figure.savefig(path)` writes it.

    Raises:
        MissingDependencyError: matplotlib is not installed (extra `form4lib[plot]`).
        TypeError: something among `filings` is no Filing.
        ValueError: no filing has a balance with a date.
    """
    series = _series(_checked(filings))
    if not series:
        raise ValueError("there is nothing to draw: no row of Table I has a balance and a date")
    shown = sorted(series, key=lambda name: -len(series[name]))[:_MOST_SERIES]
    figure = _figure(9.5, 4.8)
    axes = figure.subplots()
    for name, colour in zip(shown, cycle(_LINES), strict=False):
        points = sorted(series[name], key=lambda point: point.order)
        days = [_number(point.day) for point in points]
        owned = [float(point.owned) for point in points]
        axes.plot(days, owned, drawstyle="steps-post", color=colour, linewidth=1.6, label=name, zorder=2)
        for point in points:
            _mark(axes, point, colour)
    left_out = len(series) - len(shown)
    _finish(axes, "Shares owned", f"{left_out} more holdings are not drawn" if left_out else "")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.xaxis_date()
    axes.plot([], [], "^", color=_BUY, label="acquired")
    axes.plot([], [], "v", color=_SELL, label="disposed of")
    axes.plot([], [], "o", color=_INK, markerfacecolor="white", label="in doubt")
    _mark_days(axes, [point.day for name in shown for point in series[name]])
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=9)
    return figure


def plot_confidence(filings: Iterable[Filing], truth: Iterable[Filing] | None = None) -> Figure:
    """How sure the core values of filings are, and which fields the doubt is about.

    On the left, how many values were given in each of ten bands of confidence; with `truth`, also which share of them
    is right: on the dashed line, confidence keeps its promise. On the right, the fields with the most values in
    doubt, as a share of all of that field.

    Args:
        filings: any number of filings.
        truth: for each filing the same form known to be right, such as its ownership XML read by `parse_xml`.

    Returns:
        A figure; a notebook shows it, `figure.savefig(path)` writes it.

    Raises:
        MissingDependencyError: matplotlib is not installed (extra `form4lib[plot]`).
        TypeError: something among `filings` or `truth` is no Filing.
        ValueError: no filing has a value with evidence, or `truth` has not as many filings.
    """
    checked = _checked(filings)
    known = None if truth is None else _checked(truth)
    if known is not None and len(known) != len(checked):
        raise ValueError(f"truth has {len(known)} filings, and there are {len(checked)}")
    values = [value for i, filing in enumerate(checked) for value in _weighed(filing, known[i] if known else None)]
    if not values:
        raise ValueError("there is nothing to draw: no core value has evidence")
    figure = _figure(11.5, 4.6)
    left, right = figure.subplots(1, 2, gridspec_kw={"width_ratios": (1, 1.1), "wspace": 0.1})
    _draw_bands(left, [value for value in values if value.given], known is not None)
    _draw_fields(right, values)
    return figure


def _checked(filings: Iterable[Filing]) -> list[Filing]:
    """The filings as a list, or a TypeError."""
    if isinstance(filings, Filing):
        raise TypeError("filings are wanted, and this is one Filing: pass a list")
    checked = list(filings)
    for number, filing in enumerate(checked):
        if not isinstance(filing, Filing):
            raise TypeError(f"filings are wanted, and number {number} is a {type(filing).__name__}")
    return checked


# ---- holdings


@attrs.frozen
class _Point:
    """A balance at a day; `side` A or D where it is that after a transaction."""

    order: tuple[date, int, int]
    owned: Decimal
    side: str | None
    doubtful: bool

    @property
    def day(self) -> date:
        return self.order[0]


def _series(filings: Sequence[Filing]) -> dict[str, list[_Point]]:
    """The balances of each holding, by what the legend calls it."""
    several = len({_owner(filing) for filing in filings}) > 1
    out: dict[str, list[_Point]] = {}
    called: dict[str, str] = {}
    for number, filing in enumerate(filings):
        doubts = frozenset(doubtful_paths(filing))
        for i, row in enumerate(filing.non_derivative):
            day = row.transaction_date if row.kind == "transaction" else filing.period_of_report
            if day is None or row.shares_owned_following is None:
                continue
            path = f"non_derivative[{i}]"
            held = ("shares_owned_following", "transaction_date", "acquired_disposed_code")
            doubtful = path in doubts or any(f"{path}.{field}" in doubts for field in held)
            side = row.acquired_disposed_code if row.kind == "transaction" else None
            name = ", ".join(part for part in (_owner(filing) if several else "", _holding(row)) if part)
            name = _as_label(name)
            name = called.setdefault(name.casefold(), name)
            out.setdefault(name, []).append(_Point((day, number, i), row.shares_owned_following, side, doubtful))
    return out


def _owner(filing: Filing) -> str:
    return (filing.reporting_owners[0].name or "") if filing.reporting_owners else ""


def _holding(row: Any) -> str:
    title = " ".join((row.security_title or "no title").split())
    if row.direct_or_indirect != "I":
        return title
    return f"{title}, {' '.join((row.nature_of_ownership or 'indirectly').split())}"


def _as_label(text: str) -> str:
    """The text for a legend: no formula between dollar signs, and no `_`, which would hide it, at its head."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain.lstrip("_ ").replace("$", r"\$")


def _mark(axes: Axes, point: _Point, colour: str) -> None:
    shape, ink = {"A": ("^", _BUY), "D": ("v", _SELL)}.get(point.side or "", ("o", colour))
    size = 8 if point.side else 5
    fill = "white" if point.doubtful else ink
    axes.plot(
        [_number(point.day)], [float(point.owned)], shape, color=ink, markerfacecolor=fill, markersize=size, zorder=3
    )


def _mark_days(axes: Axes, days: Sequence[date]) -> None:
    """The days below the picture; a filing's few days are not parted into hours."""
    dates = _dates()
    few = (max(days) - min(days)).days < _FEW_DAYS
    locator = dates.DayLocator() if few else dates.AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    if few:
        axes.set_xlim(_number(min(days)) - 0.5, _number(max(days)) + 0.5)


def _number(day: date) -> float:
    """A day as matplotlib counts them."""
    return float(_dates().date2num(day))


def _dates() -> Any:
    return import_module("matplotlib.dates")


# ---- confidence


@attrs.frozen
class _Weighed:
    """A core value as the pictures count it; `right` None where nothing is known."""

    field: str
    confidence: float
    given: bool
    doubtful: bool
    right: bool | None


def _weighed(filing: Filing, truth: Filing | None) -> Iterator[_Weighed]:
    """The core values of a filing that have evidence and are there, or should be."""
    from .._paths import iter_paths

    doubts = frozenset(doubtful_paths(filing))
    is_wrong = _wrong(filing, truth)
    for path, value in iter_paths(filing):
        evidence = filing.evidence.get(path)
        if evidence is None or not is_core(path) or (value is None and path not in doubts):
            continue
        right = None if truth is None else not is_wrong(path)
        field = path.rpartition(".")[2] if "[" in path else path
        field = "owner's name" if path.startswith("reporting_owners") and field == "name" else field
        yield _Weighed(field, evidence.confidence, value is not None, path in doubts, right)


def _wrong(filing: Filing, truth: Filing | None) -> Callable[[str], bool]:
    """Does the truth say something else at a path, or have no such row?"""
    found = () if truth is None else diff(filing, truth, ignore=NOT_PRINTED)
    wrong = {d.path_a for d in found if d.path_a}
    return lambda path: path in wrong or path.partition("].")[0] + "]" in wrong


def _draw_bands(axes: Axes, values: Sequence[_Weighed], measured: bool) -> None:
    bands: list[list[_Weighed]] = [[] for _ in range(_BANDS)]
    for value in values:
        bands[min(int(value.confidence * _BANDS), _BANDS - 1)].append(value)
    places = [(i + 0.5) / _BANDS for i in range(_BANDS)]
    axes.bar(places, [len(band) for band in bands], width=0.085, color=_BAR, zorder=2, label="values given")
    for place, band in zip(places, bands, strict=True):
        if band:
            axes.annotate(f"{len(band):,}", (place, len(band)), ha="center", va="bottom", fontsize=8, color=_INK)
    axes.set_yscale("symlog", linthresh=10)
    axes.set_ylim(0, max(map(len, bands)) * 3)
    axes.axvline(SURE, color=_SELL, linestyle=":", linewidth=1.2)
    axes.set_xlim(0, 1)
    axes.set_xlabel(f"confidence (in doubt below {SURE})")
    _finish(axes, "values given, by confidence", "")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    if measured:
        shares = axes.twinx()
        right = [
            (p, sum(bool(v.right) for v in band) / len(band)) for p, band in zip(places, bands, strict=True) if band
        ]
        shares.plot([0, 1], [0, 1], "--", color=_INK, linewidth=0.8)
        shares.plot([p for p, _ in right], [s for _, s in right], "o-", color=_BUY, linewidth=1.4)
        shares.set_ylim(0, 1.12)
        shares.set_ylabel("share right", color=_BUY)
        shares.spines[["top", "left", "bottom"]].set_visible(False)


def _draw_fields(axes: Axes, values: Sequence[_Weighed]) -> None:
    total: dict[str, int] = {}
    doubted: dict[str, int] = {}
    for value in values:
        total[value.field] = total.get(value.field, 0) + 1
        doubted[value.field] = doubted.get(value.field, 0) + value.doubtful
    fields = sorted((f for f in total if doubted[f]), key=lambda f: -doubted[f] / total[f])[:_MOST_FIELDS][::-1]
    shares = [100 * doubted[field] / total[field] for field in fields]
    axes.barh(
        [field.replace("_", " ").replace(".", " ") for field in fields], shares, color=_BUY, height=0.62, zorder=2
    )
    for i, field in enumerate(fields):
        axes.annotate(f" {doubted[field]:,} of {total[field]:,}", (shares[i], i), va="center", fontsize=8, color=_INK)
    axes.set_ylim(len(fields) - max(len(fields), _FEWEST_FIELDS) - 0.6, len(fields) - 0.4)
    axes.set_xlim(0, min(max([*shares, 4]) * 1.35, 130))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} %" if value <= 100 else "")
    _finish(axes, "in doubt, by field", "" if fields else "nothing is in doubt")
    axes.grid(axis="x", color=_FAINT, zorder=0)
    axes.grid(visible=False, axis="y")


# ---- matplotlib


def _figure(width: float, height: float) -> Figure:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        step = "Install it with `pip install 'form4lib[plot]'`."
        raise MissingDependencyError("drawing", "the package matplotlib", step) from error

    picture: Any = type("Picture", (Figure,), {"_repr_png_": _png})
    shown: Figure = picture(figsize=(width, height), dpi=110, facecolor="white", layout="constrained")
    return shown


def _png(figure: Figure) -> bytes:
    """What a notebook shows of a figure."""
    out = BytesIO()
    figure.savefig(out, format="png", dpi=96, bbox_inches="tight")
    return out.getvalue()


def _finish(axes: Axes, title: str, below: str) -> None:
    """Quiet lines, and a title where reading starts."""
    axes.set_title(title, loc="left", fontsize=10.5, color=_INK, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color("#9aa1a6")
    axes.tick_params(colors=_INK, labelsize=9)
    axes.grid(axis="y", color=_FAINT, zorder=0)
    axes.set_axisbelow(True)
    if below:
        axes.annotate(below, (1, 1.02), xycoords="axes fraction", ha="right", fontsize=8.5, color=_INK)
