"""The scanner gives the tree that `xml.etree` gives, and every text's place."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from form4lib.inputs._xml_scan import Node, Scanner

NAMES = st.sampled_from(["value", "footnoteId", "a.b", "c-d", "_e", "x1"])
WORDS = st.text(st.sampled_from("ab 1,\n\t'\"]é—"), max_size=8)
CHARACTERS = WORDS | st.sampled_from(["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x42;", "<!-- <b> -->"])
TEXTS = st.lists(CHARACTERS | st.just("<![CDATA[<c>&]]>") | st.just("<?pi <d> ?>"), max_size=3).map("".join)
ATTRIBUTES = st.dictionaries(NAMES, st.sampled_from(["F1", "a&amp;b", "x>y", ""]), max_size=2)


def _element(name: str, attributes: dict[str, str], inner: str, short: bool) -> str:
    start = f"{name}{''.join(f' {key}={value!r}' for key, value in attributes.items())}"
    return f"<{start} />" if short else f"<{start}>{inner}</{name} >"


ELEMENTS = st.recursive(
    st.builds(_element, NAMES, ATTRIBUTES, TEXTS, st.booleans()),
    lambda inner: st.builds(
        _element, NAMES, ATTRIBUTES, st.lists(inner | TEXTS, max_size=4).map("".join), st.booleans()
    ),
    max_leaves=12,
)


def tree(element: Node | ElementTree.Element) -> object:
    """An element as plain data; None and '' are the same text."""
    children = [tree(child) for child in element]
    return element.tag, dict(element.attrib), element.text or "", element.tail or "", children


@given(ELEMENTS)
def test_a_sound_document_gives_the_same_tree(text: str) -> None:
    scanner = Scanner(text)
    assert tree(scanner.root) == tree(ElementTree.fromstring(text))
    assert (scanner.troubles, scanner.unfinished) == ([], [])


@given(ELEMENTS)
def test_every_text_stands_where_it_is_said_to(text: str) -> None:
    root = Scanner(text).root
    stated = [text[a:b] for a, b in root.all_pieces()]
    assert sum(map(len, "".join(stated).split())) >= sum(map(len, "".join(root.itertext()).split()))
    assert all(piece == piece.strip() and piece for piece in stated)
    for node in root.iter():
        assert {text[a:b] for a, b in node.places.values()} <= {"F1", "a&amp;b", "x>y", ""}


@given(ELEMENTS, st.data())
def test_a_piece_of_a_document_is_read_to_its_end(text: str, data: st.DataObject) -> None:
    cut = text[: data.draw(st.integers(1, len(text) - 1))]
    scanner = Scanner(cut)
    assert scanner.troubles
    assert {node.tag for node in scanner.root.iter()} <= {node.tag for node in Scanner(text).root.iter()} | {""}
