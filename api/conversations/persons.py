"""What the assistant may say about persons: whether one can be had now is asked each time, of whoever knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from api.site import Site

NO_PERSON_HERE = "Je ne peux pas vous mettre en relation avec une personne dans cette fenêtre."


@dataclass(frozen=True)
class Proposal:
    """``text``: whether they agree to be read by a person; or why nobody can answer, and what to do now. ``payload``
    says the same to the widget: ``{"available", "contact", …}``."""

    text: str
    payload: Mapping[str, Any]


class Persons(Protocol):
    """All may block on the database."""

    def propose(self) -> Proposal: ...

    def takes_contacts(self) -> bool:
        """Whether somebody will read a contact that is left."""
        ...

    def read_first(self, subject: str | None) -> bool:
        """Whether an agent reads answers about ``subject`` before citizens do."""
        ...


class TelephoneOnly:
    """Nobody answers in writing, nor calls back."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def propose(self) -> Proposal:
        text = f"{NO_PERSON_HERE} {self._site.reach().sentence}"
        return Proposal(text, {"available": False, "text": text, "contact": False})

    def takes_contacts(self) -> bool:
        return False

    def read_first(self, subject: str | None) -> bool:  # noqa: ARG002
        return False
