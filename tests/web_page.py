"""Reads a web page strictly, with the standard library's parser, for tests of the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "input", "hr"}


@dataclass
class Node:
    """An element: its text is that directly inside it, in order with its children's in ``whole_text``."""

    name: str
    attributes: dict[str, str]
    inside: list[Node | str] = field(default_factory=list)

    def all(self, name: str = "") -> Iterator[Node]:
        """Every element beneath, of that name where one is given, in order."""
        for each in self.inside:
            if isinstance(each, Node):
                if not name or each.name == name:
                    yield each
                yield from each.all(name)

    def one(self, name: str) -> Node:
        """The only element of that name beneath."""
        (found,) = self.all(name)
        return found

    @property
    def text(self) -> str:
        """All text inside, the spaces evened."""
        return " ".join(self._texts().split())

    def _texts(self) -> str:
        return "".join(each if isinstance(each, str) else f" {each._texts()} " for each in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice in {tag}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"{tag} closes {self.open[-1].name}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read_page(text: str) -> Node:
    """The page's html element. Fails where an element is not closed, or in the wrong order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1, f"{reader.open[-1].name} is not closed"
    return reader.root.one("html")
