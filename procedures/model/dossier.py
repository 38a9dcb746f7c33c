"""Dossiers: several procedures on one subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from procedures.model.about import Audience, Origin
from procedures.model.blocks import Block, LegalReference, Office, Service
from procedures.model.surroundings import DatedWarning, Definition, Reference, WebReference


@dataclass(frozen=True)
class DossierEntry:
    procedure_id: str  # public id
    label: str


@dataclass(frozen=True)
class SubDossier:
    id: str
    label: str
    entries: tuple[DossierEntry, ...]


@dataclass(frozen=True)
class Dossier:
    """A subject with several procedures, in the guide's order. ``entries`` are those outside any sub-dossier."""

    id: str
    source_id: str
    audience: Audience
    origin: Origin
    title: str
    description: str
    url: str
    verified_on: date | None
    sub_dossiers: tuple[SubDossier, ...] = ()
    entries: tuple[DossierEntry, ...] = ()
    introduction: tuple[Block, ...] = ()
    theme_id: str | None = None
    sub_theme: str | None = None
    offices: tuple[Office, ...] = ()
    services: tuple[Service, ...] = ()
    questions: tuple[Reference, ...] = ()
    see_also: tuple[Reference, ...] = ()
    guided_searches: tuple[Reference, ...] = ()
    life_events: tuple[Reference, ...] = ()
    more: tuple[WebReference, ...] = ()
    warnings: tuple[DatedWarning, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    definitions: tuple[Definition, ...] = ()

    def procedure_ids(self) -> tuple[str, ...]:
        """Public ids of all its procedures, in order, each once."""
        listed = [entry.procedure_id for sub in self.sub_dossiers for entry in sub.entries]
        listed += [entry.procedure_id for entry in self.entries]
        return tuple(dict.fromkeys(listed))
