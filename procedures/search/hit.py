"""What a search gives, and what the dialogue asks of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Hit:
    """A procedure or dossier that the words may be about.

    ``score``: how likely it is to be what is asked, from 0 to 1; what the hits leave is for "none of these".
    ``reasons`` say, in French, which words were found where, and which were corrected or translated on the way.
    """

    id: str
    kind: Literal["procedure", "dossier"]
    score: float
    reasons: tuple[str, ...] = ()


class Search(Protocol):
    def find(self, words: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """The procedures and dossiers nearest to ``words``, best first; none when no word is known."""
        ...
