"""How agents label a conversation once it is over, for their figures and for what is left to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# Before the id of a theme, and before a quality, among the counts of a day.
THEME, QUALITY = "theme:", "quality:"


class Quality(StrEnum):
    """What the assistant's answers were worth, as an agent judges them."""

    GOOD = "good"
    PARTIAL = "partial"
    WRONG = "wrong"


@dataclass(frozen=True)
class Label:
    """``theme``: an id. ``follow_up``: something is left to do."""

    theme: str | None = None
    quality: Quality | None = None
    follow_up: bool = False

    def counted_as(self) -> Iterator[str]:
        """Under which names a day counts it."""
        if self.theme:
            yield f"{THEME}{self.theme}"
        if self.quality:
            yield f"{QUALITY}{self.quality}"
