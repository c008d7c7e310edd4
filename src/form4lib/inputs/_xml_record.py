"""From an ownership document to the record, its diagnostics and its evidence.

Takes the place of a document in a text. Gives the `Filing`, and on demand the evidence for every value of it. May
report what the reader and the scanner met. `xml.etree` reads a sound document, which nearly all are, and fast; one
that is not, or that has something odd in it, is read by the scanner, which knows places and goes on past damage. The
evidence is made when it is first looked at, by scanning the document again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from xml.etree import ElementTree

from .._mapping import DeferredMap, FrozenMap
from .._paths import iter_paths
from ..evidence import Diagnostic, Evidence, Span, diagnostic
from ..records import Filing
from ._excerpt import Excerpt
from ._values import STATE_OF, shown
from ._xml_extra import extra_of, stray_elements, stray_text
from ._xml_fields import Oddity, Reader, XmlElement, cut
from ._xml_scan import Node, Scanner

_UNREAD = Evidence(state="missing")
"""For what a document has no element for: nobody doubts that it is not there."""


class Document:
    """One ownership document in a text: where it stands, and what the careful way of reading it gives.

    Args:
        excerpt: the text.
        start: where in the text its root begins.
        end: where it ends.
    """

    def __init__(self, excerpt: Excerpt, start: int, end: int) -> None:
        self.excerpt = excerpt
        self.start = start
        self.end = end
        self.text = excerpt.text[start:end]

    def filing(self, reader: Reader, diagnostics: Iterable[Diagnostic], stray: Iterable[XmlElement] = ()) -> Filing:
        """The record of what was read, its evidence deferred."""
        stray = list(stray)
        extra = extra_of(reader.root, reader.kept, stray) if reader.kept or stray else {}
        where = (self.excerpt.source, self.excerpt.pieces, self.start, self.end)
        return Filing(
            **reader.values,
            xml_extra=FrozenMap(extra),
            evidence=DeferredMap(evidence_of, *where),
            diagnostics=tuple(diagnostics),
        )

    def read_soundly(self) -> Filing | None:
        """The record of a document in which nothing is odd; None for another one."""
        try:
            root = ElementTree.fromstring(self.text)
        except (ElementTree.ParseError, UnicodeEncodeError):
            return None
        if "}" in root.tag:
            for element in root.iter():
                element.tag = element.tag.rpartition("}")[2]
        reader = Reader(root)
        if reader.oddities or reader.unknown() or any(stray_elements(root)):
            return None
        return self.filing(reader, ())

    def read_carefully(self) -> Filing:
        """The record of any document; what is odd, damaged or unknown is told with its place."""
        scanner = Scanner(self.text)
        reader = Reader(scanner.root, frozenset(scanner.unfinished))
        stray = list(stray_elements(scanner.root))
        found = [diagnostic(t.code, t.message, spans=self.spans([t.span])) for t in scanner.troubles]
        for oddity in reader.oddities:
            spans = self.spans_of(oddity.element) if oddity.element is not None else ()
            found.append(diagnostic(oddity.code, oddity.problem, oddity.path, spans))
        for element in reader.unknown():
            message = f"{element.tag} has no place here; xml_extra keeps what it says: {cut(element)}"
            found.append(diagnostic("element_unknown", message, spans=self.spans_of(element)))
        for element in stray:
            message = f"text stands between the elements of {element.tag}: {shown(' '.join(stray_text(element)))}"
            found.append(diagnostic("leftover_values", message, spans=self.spans_of(element)))
        return self.filing(reader, found, stray)

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Places in the document as places in the text that was passed in."""
        return tuple([s for a, b in spans for s in self.excerpt.places(self.start + a, self.start + b)])

    def spans_of(self, element: XmlElement, field: str = "") -> tuple[Span, ...]:
        """Where an element's text stands; for the field `id`, where its attribute of that name does."""
        node = cast("Node", element)
        if field == "id":
            return self.spans([node.places["id"]] if "id" in node.places else [])
        return self.spans(node.all_pieces())

    def evidence(self) -> dict[str, Evidence]:
        """Evidence for every value of the record, None included."""
        scanner = Scanner(self.text)
        reader = Reader(scanner.root, frozenset(scanner.unfinished))
        oddities = {oddity.path: oddity for oddity in reader.oddities if oddity.code in STATE_OF}
        found = {}
        for path, value in iter_paths(self.filing(reader, ())):
            element = reader.places.get(path)
            if element is None:
                found[path] = _UNREAD
                continue
            spans = self.spans_of(element, path.rpartition(".")[2])
            found[path] = self._evidence(value, spans, oddities.get(path), reader.derived.get(path))
        return found

    def _evidence(self, value: object, spans: tuple[Span, ...], odd: Oddity | None, derived: str | None) -> Evidence:
        raw = " ".join([self.excerpt.source[a:b] for a, b in spans])
        if derived is not None:
            return Evidence(spans=spans, raw=raw, state="inferred", repairs=(derived,))
        if odd is None:
            return Evidence(spans=spans, raw=raw, state="blank" if value is None else "read")
        state, confidence = STATE_OF[odd.code]
        repairs = (odd.repair,) if odd.repair else ()
        return Evidence(spans=spans, raw=raw, confidence=confidence, state=state, repairs=repairs)


def evidence_of(source: str, pieces: tuple[Span, ...], start: int, end: int) -> dict[str, Evidence]:
    """The evidence of the document that stands there."""
    return Document(Excerpt(source, pieces), start, end).evidence()
