"""What of the texts is in the base, read."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, select

from api.database import reading
from api.editor.texts import Content, Revision, Text, UnknownTextError
from procedures.model import Origin, Procedure
from procedures.store import bodies
from procedures.store.history import MODELS
from procedures.store.tables import DossierRow, ItemKind, ProcedureRow, State
from procedures.store.tables import Revision as StoredRevision
from procedures.store.text_tables import TextKind, TextRevisionRow, TextRow


class TextReading:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, kind: TextKind, text_id: str) -> Text | None:
        with reading(self._engine) as session:
            row = session.get(TextRow, (kind, text_id))
            return text_in(row) if row else None

    def of_kind(self, kind: TextKind) -> list[Text]:
        with reading(self._engine) as session:
            return [text_in(row) for row in session.scalars(select(TextRow).where(TextRow.kind == kind))]

    def unfinished(self) -> list[Text]:
        """Those with a draft, the latest first."""
        query = select(TextRow).where(TextRow.draft_at.is_not(None)).order_by(TextRow.draft_at.desc())
        with reading(self._engine) as session:
            return [text_in(row) for row in session.scalars(query) if row.draft is not None]

    def stored(self, procedure_id: str) -> Procedure | None:
        """The procedure as the base holds it, without anything laid over it; a withdrawn one of the editors too."""
        query = (
            select(StoredRevision.body, ProcedureRow.origin, ProcedureRow.state)
            .join(ProcedureRow, ProcedureRow.revision_id == StoredRevision.id)
            .where(ProcedureRow.id == procedure_id)
        )
        with reading(self._engine) as session:
            row = session.execute(query).one_or_none()
        if row is None or row.body is None or (row.origin is Origin.OFFICIAL and row.state is State.WITHDRAWN):
            return None
        found: Procedure = bodies.decode(MODELS[ItemKind.PROCEDURE], row.body)
        return found

    def title(self, subject_id: str) -> str | None:
        """Of the procedure or dossier that is, or once was, published under that id."""
        with reading(self._engine) as session:
            for table in (ProcedureRow, DossierRow):
                query = select(table.title).where(table.id == subject_id)
                if title := session.scalar(query):
                    return title
        return None

    def published(self, kind: TextKind) -> list[Content]:
        """What is live of ``kind``."""
        query = select(TextRow.live).where(TextRow.kind == kind, TextRow.live.is_not(None))
        with reading(self._engine) as session:
            return [live for live in session.scalars(query) if live is not None]

    def revisions(self, kind: TextKind, text_id: str) -> list[Revision]:
        """The newest first."""
        query = (
            select(TextRevisionRow)
            .where(TextRevisionRow.kind == kind, TextRevisionRow.text_id == text_id)
            .order_by(TextRevisionRow.id.desc())
        )
        with reading(self._engine) as session:
            return [_revision(row) for row in session.scalars(query)]

    def revision(self, kind: TextKind, text_id: str, revision_id: int) -> Revision:
        """Raises UnknownTextError."""
        with reading(self._engine) as session:
            row = session.get(TextRevisionRow, revision_id)
            if row is None or (row.kind, row.text_id) != (kind, text_id):
                raise UnknownTextError
            return _revision(row)

    def due(self, today: date) -> list[tuple[TextKind, str]]:
        """The texts whose day has come."""
        query = select(TextRow.kind, TextRow.id).where(TextRow.scheduled_for <= today)
        with reading(self._engine) as session:
            return [(row.kind, row.id) for row in session.execute(query)]


def text_in(row: TextRow) -> Text:
    names = "kind id title edition draft draft_by draft_by_name draft_at submitted_by live withdrawn scheduled"
    return Text(**{name: getattr(row, name) for name in f"{names} scheduled_for".split()})


def _revision(row: TextRevisionRow) -> Revision:
    return Revision(row.id, row.edition, row.event, row.author_name, row.comment, row.at, row.content)
