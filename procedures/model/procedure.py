"""A procedure: one sheet of the base."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procedures.model.about import Audience, Origin
from procedures.model.blocks import Block, LegalReference, Office, Service
from procedures.model.surroundings import DatedWarning, Definition, Questionnaire, Reference, WebReference


class ProcedureKind(StrEnum):
    INFORMATION = "information"
    QUESTION_ANSWER = "question_answer"
    GUIDED_SEARCH = "guided_search"  # an official dialogue; each end is a link to a procedure
    LIFE_EVENT = "life_event"  # "Comment faire si…": things to do, in order
    POINTERS = "pointers"  # a sheet made of links to other sites


@dataclass(frozen=True)
class Procedure:
    """One sheet of the base.

    ``id`` is the public id: the guide's F-number when unique, else ``F133@associations`` (individuals keep the bare
    number). ``source_id`` is the guide's own. ``verified_on`` is the sheet's own date, never that of the import.
    ``replaces`` lists the official ids that a hand-written procedure stands for.
    """

    id: str
    source_id: str
    audience: Audience
    origin: Origin
    kind: ProcedureKind
    title: str
    description: str
    url: str
    publisher: str
    verified_on: date | None
    introduction: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    conditioned: bool = False
    creator: str = ""
    contributor: str = ""
    coverage: str = ""
    subjects: tuple[str, ...] = ()
    legal_sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()  # finer audiences, in the source's words
    breadcrumb: tuple[Reference, ...] = ()
    theme_id: str | None = None
    sub_theme: str | None = None
    dossier_id: str | None = None
    sub_dossier: str | None = None
    label: str | None = None  # its short name inside its dossier ("Première demande")
    warnings: tuple[DatedWarning, ...] = ()
    questionnaire: Questionnaire | None = None
    offices: tuple[Office, ...] = ()
    services: tuple[Service, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    definitions: tuple[Definition, ...] = ()
    questions: tuple[Reference, ...] = ()
    see_also: tuple[Reference, ...] = ()
    life_events: tuple[Reference, ...] = ()
    guided_searches: tuple[Reference, ...] = ()
    more: tuple[WebReference, ...] = ()
    replaces: tuple[str, ...] = ()
    everyday_names: tuple[str, ...] = ()  # hand-written: how people call it
