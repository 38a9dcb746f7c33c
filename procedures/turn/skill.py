"""What every skill is given and gives back."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.catalogue import Catalogue
from procedures.dialogue import Reply, State
from procedures.search import Search

Done = tuple[State, Reply]


@dataclass(frozen=True)
class Turn:
    """The state before the turn and what may be asked while it is decided."""

    state: State
    catalogue: Catalogue
    search: Search
