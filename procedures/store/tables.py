"""Tables of the knowledge base.

A procedure's tree is kept whole, as wire JSON, in ``revisions``; the other tables repeat the parts of it that editors
ask about in SQL. They are rewritten with the procedure and can be rebuilt from its tree at any time.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Numeric, Text, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from procedures.model import Aspect, Audience, LinkKind, OfficeKind, Origin, ProcedureKind, ServiceKind
from procedures.store.base import Base


class ItemKind(StrEnum):
    PROCEDURE = "procedure"
    DOSSIER = "dossier"
    THEME = "theme"
    RESOURCE = "resource"


class State(StrEnum):
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # no longer in its source; kept, with all its revisions


class Event(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"  # back in its source as it was


class ContentVersion(Base):
    """One row, whose number grows by one with each transaction that changes content.

    A number rather than ``max(revisions.id)``: its row lock puts concurrent writers in order, so a reader that has
    seen number 7 has seen everything up to 7.
    """

    __tablename__ = "content_version"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


class Revision(Base):
    """What an item was from ``recorded_at`` on. Never deleted. ``body`` is None when only the state changed."""

    __tablename__ = "revisions"
    __table_args__ = (Index(None, "kind", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ItemKind]
    item_id: Mapped[str]
    event: Mapped[Event]
    content_hash: Mapped[str]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int]
    recorded_at: Mapped[datetime]


class _Item:
    """Columns that procedures, dossiers, themes and resources share."""

    id: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[str]
    audience: Mapped[Audience]
    origin: Mapped[Origin]
    title: Mapped[str]
    url: Mapped[str]
    verified_on: Mapped[date | None]
    state: Mapped[State]
    content_hash: Mapped[str]
    derivation: Mapped[int]  # which version of the code wrote the rows derived from the body
    version: Mapped[int] = mapped_column(index=True)  # content version of its last change
    first_seen: Mapped[datetime]
    changed_at: Mapped[datetime]

    @declared_attr
    @classmethod
    def revision_id(cls) -> Mapped[int]:
        """The revision that holds its present body."""
        return mapped_column(ForeignKey("revisions.id"))


class ProcedureRow(_Item, Base):
    __tablename__ = "procedures"

    kind: Mapped[ProcedureKind]
    description: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str]
    theme_id: Mapped[str | None] = mapped_column(index=True)
    sub_theme: Mapped[str | None]
    dossier_id: Mapped[str | None] = mapped_column(index=True)
    sub_dossier: Mapped[str | None]
    label: Mapped[str | None]
    replaces: Mapped[list[str]]


class DossierRow(_Item, Base):
    __tablename__ = "dossiers"

    description: Mapped[str] = mapped_column(Text)
    theme_id: Mapped[str | None]
    sub_theme: Mapped[str | None]


class ThemeRow(_Item, Base):
    __tablename__ = "themes"


class ResourceRow(_Item, Base):
    __tablename__ = "resources"

    kind: Mapped[ServiceKind]
    provider: Mapped[str]
    number: Mapped[str] = mapped_column(index=True)  # CERFA number


class DossierEntryRow(Base):
    __tablename__ = "dossier_entries"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    procedure_id: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    sub_dossier_id: Mapped[str | None]
    sub_dossier: Mapped[str | None]


class SearchEntryRow(Base):
    """The words by which a procedure or dossier is found; labels come from the items around it, when read."""

    __tablename__ = "search_entries"

    kind: Mapped[ItemKind] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(Text)
    headings: Mapped[list[str]]
    questions: Mapped[list[str]]
    everyday_names: Mapped[list[str]]
    body: Mapped[str] = mapped_column(Text)
    counted: Mapped[bytes] = mapped_column(LargeBinary, server_default=text("''"))  # procedures.search.counting
    words: Mapped[str] = mapped_column(Text, server_default="")  # those written in it, one space apart


class SearchPhrasingsRow(Base):
    """How citizens ask for a procedure or dossier of the guide, whether the base holds it or not."""

    __tablename__ = "search_phrasings"

    subject_id: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str]
    asked: Mapped[int]
    said: Mapped[list[str]]
    counted: Mapped[bytes] = mapped_column(LargeBinary)


class SearchPhrasingFileRow(Base):
    """A file of phrasings as it was when it was last read: one that has not changed is not read again."""

    __tablename__ = "search_phrasing_files"

    file: Mapped[str] = mapped_column(primary_key=True)
    content_hash: Mapped[str]


class _Part:
    """A piece of a procedure, in reading order. ``path`` holds the titles and option labels that lead to it."""

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[list[str]]

    @declared_attr
    @classmethod
    def procedure_id(cls) -> Mapped[str]:
        return mapped_column(ForeignKey("procedures.id", ondelete="CASCADE"), primary_key=True, sort_order=-1)


class SectionRow(_Part, Base):
    __tablename__ = "sections"

    section_id: Mapped[str]
    title: Mapped[str]


class SectionAspectRow(Base):
    """Aspects of a section; ``rank`` 0 matters most."""

    __tablename__ = "section_aspects"

    procedure_id: Mapped[str] = mapped_column(ForeignKey("procedures.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    aspect: Mapped[Aspect] = mapped_column(primary_key=True, index=True)
    rank: Mapped[int]


class DocumentRow(_Part, Base):
    """A document to bring. ``words`` is folded (lower case, no accents) for LIKE."""

    __tablename__ = "required_documents"

    label: Mapped[str] = mapped_column(Text)
    details: Mapped[list[str]]
    words: Mapped[str] = mapped_column(Text)


class FeeRow(_Part, Base):
    __tablename__ = "fees"

    label: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))  # euros


class DelayRow(_Part, Base):
    __tablename__ = "delays"

    label: Mapped[str]
    text: Mapped[str] = mapped_column(Text)


class ServiceRow(_Part, Base):
    """Online services, simulators, letter templates."""

    __tablename__ = "services"

    service_id: Mapped[str]
    kind: Mapped[ServiceKind]
    title: Mapped[str]
    url: Mapped[str]
    provider: Mapped[str]


class FormRow(_Part, Base):
    __tablename__ = "forms"

    service_id: Mapped[str]
    title: Mapped[str]
    url: Mapped[str]
    number: Mapped[str] = mapped_column(index=True)  # CERFA number


class OfficeRow(_Part, Base):
    __tablename__ = "offices"

    office_id: Mapped[str]
    kind: Mapped[OfficeKind]
    title: Mapped[str]
    url: Mapped[str]
    pivots: Mapped[list[str]]


class LegalReferenceRow(_Part, Base):
    __tablename__ = "legal_references"

    reference_id: Mapped[str]
    title: Mapped[str]
    url: Mapped[str]


class LinkRow(_Part, Base):
    """A link in the words or around them ("Voir aussi"). ``target``: an id as the source writes it, or a URL."""

    __tablename__ = "links"

    kind: Mapped[LinkKind]
    target: Mapped[str] = mapped_column(index=True)
    audience: Mapped[Audience | None]
    label: Mapped[str]


PARTS: tuple[type[Base], ...] = (
    SectionRow,
    SectionAspectRow,
    DocumentRow,
    FeeRow,
    DelayRow,
    ServiceRow,
    FormRow,
    OfficeRow,
    LegalReferenceRow,
    LinkRow,
)


class ImportRow(Base):
    """One import, as it ended."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    withdrawn: Mapped[int]
    unreadable: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # {"name", "reason"}
