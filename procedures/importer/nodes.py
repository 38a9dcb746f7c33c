"""The neutral node: what an element of the guide is, whether it came as XML or as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ORDINARY_SPACES = re.compile(r"[ \t\r\n]+")


class UnreadableDocumentError(ValueError):
    """A document that cannot be read; the message says why and what to do."""


@dataclass(slots=True)
class Node:
    """An element. ``children`` mixes nodes and texts, in the order of the file."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, attribute: str) -> str:
        """The attribute's value, empty when absent."""
        return self.attributes.get(attribute, "")

    def elements(self, *names: str) -> Iterator[Node]:
        """The child elements, all or those so named, in order."""
        for child in self.children:
            if isinstance(child, Node) and (not names or child.name in names):
                yield child

    def first(self, *names: str) -> Node | None:
        return next(self.elements(*names), None)

    def raw_text(self) -> str:
        """All its text, however deep, white space as in the file."""
        return "".join(child if isinstance(child, str) else child.raw_text() for child in self.children)

    def words(self) -> str:
        """All its text on one line; no-break spaces stay."""
        return one_line(self.raw_text())

    def words_of(self, name: str) -> str:
        """The text of its first child so named, empty when there is none."""
        child = self.first(name)
        return child.words() if child else ""


def one_line(text: str) -> str:
    """``text`` with runs of ordinary white space as one space, trimmed."""
    return _ORDINARY_SPACES.sub(" ", text).strip(" ")
