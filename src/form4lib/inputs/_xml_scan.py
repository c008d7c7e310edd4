"""XML read with its places, and past its damage.

Takes the text of an XML document from its root's tag on. Gives a tree of `Node`s, which have the interface of
`xml.etree` elements that the reader uses, and beside it where each text stands; and what was met that is not XML.
A well-formed document gives the tree that `xml.etree` gives. Nothing outside the text is ever looked at: there are
no entities but the five of XML and those of HTML, which stand for one character each.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator

import attrs

from ..evidence import Span

MAX_DEPTH = 100
"""Elements within elements; the specification has six levels. What is deeper is taken for text of its parent."""
_MOST_PROBLEMS = 20
"""A badly damaged document is told of this often and no more."""

_TOKEN = re.compile(
    r"<!--(?:.*?-->|.*\Z)"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<\?(?:.*?\?>|.*\Z)"
    r"|</(?P<end>[A-Za-z_][\w:.-]*)(?![\w:.-])\s*(?P<ended>>|(?=<)|\Z)"
    r"|<(?P<start>[A-Za-z_][\w:.-]*)(?![\w:.-])(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>"
    r"|<[A-Za-z_/!?][^<>]*\Z",
    re.DOTALL,
)
"""A piece of markup; the last alternative is a tag that the end of the text cuts off. A name is taken whole or not at
all: were it tried shorter and shorter, a long one would cost the square of its length."""
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));|&")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_BLANK = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_XML_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@attrs.define(eq=False)
class Node:
    """An element and its places in the text.

    Attributes:
        tag: its name, without namespace.
        attrib: its attributes.
        text: the text before its first child, `tail` that behind its end tag, up to the next tag.
        children: its child elements.
        pieces: where `text` stands, blanks around it left out.
        tail_pieces: where `tail` stands.
        places: attribute name -> where its value stands.
    """

    tag: str
    attrib: dict[str, str] = attrs.Factory(dict)
    text: str | None = None
    tail: str | None = None
    children: list[Node] = attrs.Factory(list)
    pieces: list[Span] = attrs.Factory(list)
    tail_pieces: list[Span] = attrs.Factory(list)
    places: dict[str, Span] = attrs.Factory(dict)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.children)

    def __len__(self) -> int:
        return len(self.children)

    def __getitem__(self, index: int) -> Node:
        return self.children[index]

    def get(self, name: str) -> str | None:
        """An attribute's value."""
        return self.attrib.get(name)

    def iter(self) -> Iterator[Node]:
        """This element and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def itertext(self) -> Iterator[str]:
        """All text in this element, in the order of the document."""
        if self.text:
            yield self.text
        for child in self.children:
            yield from child.itertext()
            if child.tail:
                yield child.tail

    def all_pieces(self) -> list[Span]:
        """Where the text of `itertext` stands."""
        found = list(self.pieces)
        for child in self.children:
            found += [*child.all_pieces(), *child.tail_pieces]
        return found


@attrs.frozen
class Trouble:
    """Something in the text that is not XML.

    Attributes:
        code: the diagnostic's code: `xml_tolerated` or `xml_damaged`.
        message: what was met.
        span: where.
    """

    code: str
    message: str
    span: Span


class Scanner:
    """Reads one document.

    Attributes:
        root: the tree.
        unfinished: the elements in it whose end tag is not there.
        troubles: what is not XML.
    """

    def __init__(self, text: str) -> None:
        self.source = text
        self.root = Node("")
        self.open: list[Node] = [self.root]
        self.unfinished: list[Node] = []
        self.troubles: list[Trouble] = []
        self._scan()

    def trouble(self, code: str, message: str, start: int, end: int) -> None:
        """Take down what is not XML."""
        if len(self.troubles) < _MOST_PROBLEMS:
            self.troubles.append(Trouble(code, message, (start, end)))

    def _scan(self) -> None:
        place = 0
        for token in _TOKEN.finditer(self.source):
            self._text(place, token.start())
            place = token.end()
            if token["start"] is not None:
                self._start(token)
            elif token["end"] is not None:
                self._end(token)
                if len(self.open) == 1:
                    break
            elif token["cdata"] is not None:
                self._put(token["cdata"], token.start("cdata"), token.end("cdata"))
            elif place == len(self.source):
                self.trouble("xml_damaged", "the document ends inside a tag", token.start(), place)
        else:
            self._text(place, len(self.source))
        if len(self.open) > 1:
            names = " in ".join(node.tag for node in reversed(self.open[1:]))
            self.trouble("xml_damaged", f"the document ends before its end, in {names}", *(2 * [len(self.source)]))
            self._drop(1)
        self.root = self.root.children[0] if self.root.children else self.root

    def _drop(self, depth: int) -> None:
        """Close what is open from `depth` on, for want of end tags."""
        self.unfinished += self.open[depth:]
        del self.open[depth:]

    def _start(self, token: re.Match[str]) -> None:
        attributes = token["attributes"]
        empty = attributes.endswith("/")
        node = Node(token["start"].rpartition(":")[2])
        for match in _ATTRIBUTE.finditer(attributes):
            group = 2 if match[2] is not None else 3
            at = token.start("attributes")
            node.attrib[match[1]] = self._decoded(match[group], at + match.start(group))
            node.places[match[1]] = (at + match.start(group), at + match.end(group))
        if len(self.open) > MAX_DEPTH:
            self.trouble("xml_damaged", f"elements stand more than {MAX_DEPTH} deep", *token.span())
            return
        self.open[-1].children.append(node)
        if not empty:
            self.open.append(node)

    def _end(self, token: re.Match[str]) -> None:
        name = token["end"].rpartition(":")[2]
        if not token["ended"]:
            self.trouble("xml_tolerated", f"the end tag of {name} lacks its >", *token.span())
        if self.open[-1].tag == name:
            self.open.pop()
            return
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == name:
                left = ", ".join(node.tag for node in self.open[depth + 1 :])
                self.trouble("xml_damaged", f"{name} ends while {left} is open", *token.span())
                self._drop(depth + 1)
                self.open.pop()
                return
        self.trouble("xml_damaged", f"{name} ends and was not open", *token.span())

    def _text(self, start: int, end: int) -> None:
        if start < end:
            raw = self.source[start:end]
            if "<" in raw:
                self.trouble("xml_tolerated", "a < that begins no tag is taken for text", start, end)
            self._put(self._decoded(raw, start), start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        """Text at the end of what has been read."""
        node = self.open[-1]
        found = _NOT_BLANK.search(self.source, start, end)
        if node.children:
            last = node.children[-1]
            last.tail = (last.tail or "") + text
            pieces = last.tail_pieces
        else:
            node.text = (node.text or "") + text
            pieces = node.pieces
        if found:
            pieces.append(found.span())

    def _decoded(self, raw: str, start: int) -> str:
        """Text with its references resolved."""
        if illegal := _ILLEGAL.search(raw):
            at = start + illegal.start()
            self.trouble("xml_tolerated", f"{illegal[0]!r} is no character of XML; it is left out", at, at + 1)
            raw = _ILLEGAL.sub("", raw)
        if "&" not in raw:
            return raw
        return _REFERENCE.sub(lambda match: self._character(match, start), raw)

    def _character(self, match: re.Match[str], start: int) -> str:
        """What a reference stands for; one that stands for nothing stays as it is written."""
        where = (start + match.start(), start + match.end())
        decimal, hexadecimal, name = match.groups()
        if name in _XML_ENTITIES:
            return _XML_ENTITIES[name]
        if decimal or hexadecimal:
            number = int(decimal) if decimal else int(hexadecimal, 16)
            if (
                number in (9, 10, 13)
                or 0x20 <= number < 0xD800
                or 0xE000 <= number < 0xFFFE
                or 0xFFFF < number < 0x110000
            ):
                return chr(number)
        if name and f"{name};" in html.entities.html5:
            self.trouble("xml_tolerated", f"{match[0]} is a character of HTML, not of XML", *where)
            return html.entities.html5[f"{name};"]
        if match[0] == "&":
            self.trouble("xml_tolerated", "a bare & is taken for text", *where)
        else:
            self.trouble("xml_damaged", f"{match[0]} is not known and stays as it is written", *where)
        return match[0]
