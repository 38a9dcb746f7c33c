"""Questions that say the same, put together: by their content words, in any order, a slip apart. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from api.editor.inbox.models import Trouble
from api.editor.inbox.repository import Item
from api.privacy import without_masks
from procedures.search.words import stems

ALIKE = 84.0  # of 100, between the sorted stems of two questions
_SHOWN = 5  # wordings of a group


@dataclass(frozen=True)
class Group:
    """``text``: the wording that comes most; ``wordings``: a few of them, the commonest first."""

    text: str
    items: tuple[Item, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        return tuple(text for text, _ in Counter(item.text for item in self.items).most_common(_SHOWN))

    @property
    def troubles(self) -> tuple[tuple[Trouble, int], ...]:
        return tuple(Counter(item.trouble for item in self.items).most_common())


def grouped(items: Sequence[Item]) -> list[Group]:
    """The groups of ``items``, the largest first, then the newest."""
    members: dict[str, list[Item]] = {}
    for item in items:
        key = " ".join(sorted(set(stems(without_masks(item.text))))) or item.text.strip().lower()
        near = process.extractOne(key, members.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE) if members else None
        members.setdefault(near[0] if near else key, []).append(item)
    groups = [Group(Counter(one.text for one in held).most_common(1)[0][0], tuple(held)) for held in members.values()]
    return sorted(groups, key=lambda group: (-len(group.items), -max(one.day for one in group.items).toordinal()))
