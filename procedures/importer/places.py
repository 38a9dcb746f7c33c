"""Where the reader stands in a document, and the ids it gives there.

An id is a short hash of the titles and labels on the way from the top, so that it stays the same when content changes,
or when a chapter is inserted before. An ordinal counts only among equals: siblings with the same title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2b

from procedures.importer.nodes import Node
from procedures.model import Block

_WORD = re.compile(r"\w+")

BlockReader = Callable[[Iterable[Node | str], "Place"], tuple[Block, ...]]


class Place:
    """A point of the tree of titles. ``at`` goes one step down; ``id`` names the point."""

    __slots__ = ("_kind", "_path", "_read", "_seen")

    def __init__(self, path: str, read: BlockReader, kind: str = "") -> None:
        self._path = path
        self._read = read
        self._kind = kind
        self._seen: Counter[str] = Counter()

    def at(self, kind: str, title: str) -> Place:
        """The place of a child. ``kind`` is one letter, also the first of its id: s(ection), c(hoice), o(ption)…"""
        step = f"{kind}:{' '.join(_WORD.findall(title.casefold())) or title}"
        equals = self._seen[step]
        self._seen[step] += 1
        return Place(f"{self._path}/{step}" + (f"#{equals}" if equals else ""), self._read, kind)

    def blocks(self, children: Iterable[Node | str]) -> tuple[Block, ...]:
        """The blocks that ``children`` hold, as seen from here."""
        return self._read(children, self)

    @property
    def id(self) -> str:
        return self._kind + blake2b(self._path.encode(), digest_size=5).hexdigest()
