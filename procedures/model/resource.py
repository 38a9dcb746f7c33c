"""Resources: forms and online services that have a page of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from procedures.model.about import Audience
from procedures.model.blocks import Attachment, Block, LinkedNotice, ServiceKind
from procedures.model.surroundings import Definition, Reference


@dataclass(frozen=True)
class Resource:
    """A form, online service or simulator with a page of its own in the guide (R-number)."""

    id: str
    audience: Audience
    kind: ServiceKind
    title: str
    url: str
    description: str = ""
    provider: str = ""
    number: str = ""  # CERFA number
    other_number: str = ""
    format: str = ""
    size: str = ""
    verified_on: date | None = None
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notices: tuple[LinkedNotice, ...] = ()
    procedures: tuple[Reference, ...] = ()
    dossiers: tuple[Reference, ...] = ()
    alternatives: tuple[Reference, ...] = ()  # other services or forms for the same purpose
    definitions: tuple[Definition, ...] = ()
