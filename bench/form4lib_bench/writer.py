"""Print a `Filing` as a text, in any of the layouts such texts arrive in.

>>> sorted({layout.name.split("/")[0] for layout in LAYOUTS})
['boxes', 'flat', 'html', 'lines', 'pipes', 'ruler', 'spaced', 'tabs', 'typed']

A layout is an edition of the form and a way to draw it. What a layout does not print (CIKs; on
the typed form deemed dates and the 10b5-1 box; the ticks a PDF draws) is listed in `compare`.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from form4lib.records import Filing

from .writer_boxes import reduced_boxes, viewer_boxes
from .writer_flat import reduced_flat, viewer_flat
from .writer_form import REDUCED, REDUCED_FULL, Edition, reduced_page, viewer_page
from .writer_html import reduced_html, viewer_html
from .writer_lines import reduced_lines, viewer_lines
from .writer_page import Page
from .writer_pipes import reduced_pipes, viewer_pipes
from .writer_ruler import reduced_ruler, viewer_ruler
from .writer_spaced import reduced_spaced, viewer_spaced
from .writer_tabs import reduced_tabs, viewer_tabs
from .writer_typed import typed_drawn, typed_spaced

__all__ = ["LAYOUTS", "Layout", "layout_named", "print_filing"]


@attrs.frozen
class Layout:
    """One way a filing is printed."""

    name: str
    write: Callable[[Filing], str] = attrs.field(repr=False, eq=False)

    @property
    def edition(self) -> str:
        """'viewer', 'reduced', 'full' (reduced with the whole address) or 'typed'."""
        return "typed" if self.name.startswith("typed") else self.name.split("/")[1]

    @property
    def prints_ticks(self) -> bool:
        """Whether the boxes of the masthead are text; in the PDF of some editions they are drawn."""
        drawn = self.name.split("/")[0] in ("spaced", "lines", "flat") and self.edition != "viewer"
        return not drawn


def _viewer(draw: Callable[[Page], str]) -> Callable[[Filing], str]:
    return lambda filing: draw(viewer_page(filing))


def _reduced(draw: Callable[[Page], str], edition: Edition) -> Callable[[Filing], str]:
    return lambda filing: draw(reduced_page(filing, edition))


_DRAWN = {
    "html": (viewer_html, reduced_html),
    "tabs": (viewer_tabs, reduced_tabs),
    "pipes": (viewer_pipes, reduced_pipes),
    "spaced": (viewer_spaced, reduced_spaced),
    "lines": (viewer_lines, reduced_lines),
    "boxes": (viewer_boxes, reduced_boxes),
    "ruler": (viewer_ruler, reduced_ruler),
    "flat": (viewer_flat, reduced_flat),
}


def _layouts() -> tuple[Layout, ...]:
    layouts = []
    for name, (viewer, reduced) in _DRAWN.items():
        layouts.append(Layout(f"{name}/viewer", _viewer(viewer)))
        layouts.append(Layout(f"{name}/reduced", _reduced(reduced, REDUCED)))
        layouts.append(Layout(f"{name}/full", _reduced(reduced, REDUCED_FULL)))
    layouts.append(Layout("typed/drawn", typed_drawn))
    layouts.append(Layout("typed/spaced", typed_spaced))
    return tuple(layouts)


LAYOUTS = _layouts()


def layout_named(name: str) -> Layout:
    """The layout with this name."""
    return next(layout for layout in LAYOUTS if layout.name == name)


def print_filing(filing: Filing, layout: Layout) -> str:
    """The filing as the text this layout gives."""
    return layout.write(filing)
