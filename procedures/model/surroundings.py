"""What surrounds the text of a sheet: definitions, pointers to other pages, warnings, a questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from procedures.model.about import Audience
from procedures.model.blocks import Block, Choice, LegalReference
from procedures.model.conditions import Condition


@dataclass(frozen=True)
class Definition:
    id: str
    term: str
    blocks: tuple[Block, ...]
    abbreviation: bool = False
    references: tuple[LegalReference, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A pointer to another page of the guide: a linked question, a dossier or procedure to see also."""

    id: str  # as the source writes it
    title: str
    audience: Audience | None = None
    theme: str = ""


@dataclass(frozen=True)
class WebReference:
    """A page of another site ("Pour en savoir plus")."""

    id: str
    title: str
    url: str
    provider: str = ""
    kind: str = ""
    audience: str = ""
    format: str = ""
    size: str = ""
    language: str = ""
    comment: tuple[Block, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True)
class DatedWarning:
    """A warning that stands above a sheet since ``day`` (a reform under way, a service closed)."""

    id: str
    title: str
    day: date | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Questionnaire:
    """Questions of a life event; their options set variables that filter the sheet's own content."""

    questions: tuple[Choice, ...]
    description: tuple[Block, ...] = ()
