"""What an ownership document says that has no field: `Filing.xml_extra`.

Takes the document's root and the elements that went into no field. Gives path -> text for every text and attribute in
them. Paths are XPath as `xml.etree` takes it, from the root on, so that `root.find(path)` leads to the element:
`reportingOwner[1]/reportingOwnerAddress/rptOwnerGoodAddress`. Numbers start at 1; what the specification lets stand
several times always has its number, other elements from the second one on. Behind the element, `@name` is an
attribute and `text()` is text that stands between elements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..spec import xml as spec
from ._xml_fields import XmlElement


def extra_of(root: XmlElement, kept: Iterable[XmlElement], stray: Iterable[XmlElement]) -> dict[str, str]:
    """What is said by elements that have no field, and by text that belongs to no element of its own.

    Args:
        root: the document.
        kept: elements without a field; all that is in them is kept.
        stray: elements in whose midst text stands.
    """
    paths = _Paths(root)
    found: dict[str, str] = {}
    for top in kept:
        for element in top.iter():
            path = paths.of(element)
            for name in getattr(element, "attrib", ()):
                found[f"{path}/@{name}"] = str(element.get(name))
            text = " ".join((element.text or "").split())
            if text:
                found[path] = text
    for element in stray:
        found[f"{paths.of(element)}/text()".lstrip("/")] = " ".join(stray_text(element))
    return found


def stray_elements(root: XmlElement) -> Iterator[XmlElement]:
    """Elements that hold other elements and text between them; a footnote may."""
    for element in root.iter():
        if element.tag == "footnote":
            continue
        text = element.text
        if text and not text.isspace() and (len(element) or element.tag in _GROUPS):
            yield element
            continue
        for child in element:
            if child.tail and not child.tail.isspace():
                yield element
                break


def stray_text(element: XmlElement) -> list[str]:
    """The words that stand between the elements in an element."""
    words = (element.text or "").split()
    for child in element:
        words += (child.tail or "").split()
    return words


class _Paths:
    """The paths of elements below a root."""

    def __init__(self, root: XmlElement) -> None:
        self.parents: dict[XmlElement, XmlElement] = {child: parent for parent in root.iter() for child in parent}
        self.steps: dict[XmlElement, str] = {}

    def of(self, element: XmlElement) -> str:
        path: list[str] = []
        while (parent := self.parents.get(element)) is not None:
            if element not in self.steps:
                self._number(parent)
            path.append(self.steps[element])
            element = parent
        return "/".join(reversed(path))

    def _number(self, parent: XmlElement) -> None:
        """The steps from an element to all those in it, once for all: there may be many."""
        seen: Counter[str] = Counter()
        for child in parent:
            seen[child.tag] += 1
            numbered = seen[child.tag] > 1 or child.tag in spec.REPEATED
            self.steps[child] = f"{child.tag}[{seen[child.tag]}]" if numbered else child.tag


def _groups(content: spec.Content) -> Iterator[str]:
    for name, entry in content.items():
        if not isinstance(entry, (spec.Element, spec.Citation)):
            yield name
            yield from _groups(entry)


_GROUPS = frozenset(
    {spec.ROOT, "issuer", "reportingOwner", "reportingOwnerId", "reportingOwnerAddress", "reportingOwnerRelationship"}
    | {"footnotes", "ownerSignature", *spec.TABLES, *spec.ROWS}
    | {group for content in spec.ROWS.values() for group in _groups(content)}
)
