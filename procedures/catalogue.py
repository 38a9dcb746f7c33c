"""The read side of the knowledge base: what the walk, the search and the dialogue ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from procedures.model import Audience, Dossier, Origin, Procedure, ProcedureKind, Resource, Theme


@dataclass(frozen=True)
class Phrasings:
    """Sentences by which citizens ask for a procedure or dossier of the guide.

    ``asked``: how often the people of a town do, from 0 (almost never) to 3 (every day). ``counted``: the terms of the
    sentences, as ``procedures.search.counting`` packs them; empty when they have not been counted yet. ``taught``: an
    editor has said that whoever writes these words means it.
    """

    subject_id: str
    asked: int
    said: tuple[str, ...]
    counted: bytes = b""
    taught: bool = False


@dataclass(frozen=True)
class SearchEntry:
    """The words by which one procedure or dossier can be found, field by field.

    ``counted``: what ``procedures.search.counting`` made of its own texts when they were written, and ``words`` the
    words in them; the longer texts are then left out. ``replaced_names``: titles of those that it replaces;
    ``phrasings``: how citizens ask for it, and for those.
    """

    id: str
    kind: Literal["procedure", "dossier"]
    procedure_kind: ProcedureKind | None  # None for a dossier
    audience: Audience
    origin: Origin
    title: str
    labels: tuple[str, ...] = ()  # theme, dossier, sub-dossier and its label there
    headings: tuple[str, ...] = ()  # chapters and options
    questions: tuple[str, ...] = ()  # linked questions
    description: str = ""
    body: str = ""
    everyday_names: tuple[str, ...] = ()
    dossier_id: str | None = None
    replaces: tuple[str, ...] = ()
    counted: bytes = b""
    words: str = ""
    replaced_names: tuple[str, ...] = ()
    phrasings: tuple[Phrasings, ...] = ()


class Catalogue(Protocol):
    """Published content only, already filtered by ``GUICHET_CONTENT``; withdrawn and replaced procedures are absent.

    ``procedure`` accepts the public id, and the official id of a procedure that a hand-written one replaces (it then
    returns the hand-written one).
    """

    def procedure(self, procedure_id: str) -> Procedure | None: ...

    def dossier(self, dossier_id: str) -> Dossier | None: ...

    def theme(self, theme_id: str) -> Theme | None: ...

    def themes(self, audience: Audience = Audience.INDIVIDUALS) -> tuple[Theme, ...]: ...

    def resource(self, resource_id: str) -> Resource | None: ...

    def title(self, subject_id: str) -> str | None:
        """Title of a procedure, dossier or theme, without loading its body."""
        ...

    def search_entries(self) -> Iterable[SearchEntry]: ...

    def version(self) -> str:
        """Changes whenever published content does; cheap enough to ask at every turn."""
        ...
