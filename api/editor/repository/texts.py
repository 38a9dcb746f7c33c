"""The queries of what editors write: every change of a text is one transaction, with what it changes in the base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.database import writing
from api.editor import content as contents
from api.editor.merging import merge
from api.editor.repository.reading import TextReading, text_in
from api.editor.repository.serving import Serving
from api.editor.texts import Author, Content, NothingToDoError, StaleError, Text, UnknownTextError
from api.handoff.canned import first_reply
from api.staff.audit import Action
from api.staff.models import AuditRow
from procedures.store import Store
from procedures.store.base import Clock, utc_now
from procedures.store.text_tables import TextEvent, TextKind, TextRevisionRow, TextRow

PROGRAM = Author(None, "Guichet")
_AUDITED = {
    TextEvent.SUBMITTED: Action.TEXT_SUBMITTED,
    TextEvent.PUBLISHED: Action.TEXT_PUBLISHED,
    TextEvent.SCHEDULED: Action.TEXT_SCHEDULED,
    TextEvent.WITHDRAWN: Action.TEXT_WITHDRAWN,
    TextEvent.DRAFTED: Action.TEXT_DRAFTED,
    TextEvent.DISCARDED: Action.TEXT_DISCARDED,
    TextEvent.UNSCHEDULED: Action.TEXT_UNSCHEDULED,
}


@dataclass(frozen=True)
class Change:
    """Who changes which text, from which edition on, and why."""

    kind: TextKind
    text_id: str
    edition: int
    author: Author
    comment: str = ""


class Texts(TextReading):
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        super().__init__(engine)
        self._clock = clock
        self._serving = Serving(Store(engine, clock=clock))

    def save_draft(self, change: Change, content: Content) -> Text:
        """Raises StaleError."""
        with self._changed(change, creates=True) as (session, row):
            self._hold(row, change, content)
            row.title = contents.title_of(change.kind, content) or row.title
            row.submitted_by = None
            self._record(session, row, TextEvent.DRAFTED, change, content)
            return text_in(row)

    def discard(self, change: Change) -> Text:
        """Raises StaleError, UnknownTextError, NothingToDoError."""
        with self._changed(change) as (session, row):
            if row.draft is None:
                raise NothingToDoError("Il n’y a pas de brouillon à abandonner.")
            _end_draft(row)
            self._record(session, row, TextEvent.DISCARDED, change, row.live)
            return text_in(row)

    def submit(self, change: Change) -> Text:
        """Raises StaleError, UnknownTextError, NothingToDoError."""
        with self._changed(change) as (session, row):
            if row.draft is None:
                raise NothingToDoError("Il n’y a pas de brouillon à relire.")
            row.submitted_by = change.author.id
            self._record(session, row, TextEvent.SUBMITTED, change, row.draft)
            return text_in(row)

    def publish(self, change: Change) -> Text:
        """Raises StaleError, UnknownTextError, NothingToDoError."""
        with self._changed(change) as (session, row):
            if row.draft is None:
                raise NothingToDoError("Tout ce qui est écrit est déjà publié.")
            content = row.draft
            _end_draft(row)
            self._publish(session, row, content, change)
            return text_in(row)

    def publish_at_once(self, change: Change, content: Content) -> Text:
        """Publishes ``content`` and leaves a draft as it is, with the same change in it. Raises StaleError."""
        with self._changed(change, creates=True) as (session, row):
            if row.draft is not None:
                row.draft = merge(row.live, row.draft, content).content
            self._publish(session, row, content, change)
            return text_in(row)

    def take_all(self, changes: Sequence[tuple[Change, Content]], *, publish: bool) -> int:
        """Writes several texts in one transaction, all or none: published, or as drafts for somebody else to read. How
        many. Raises StaleError."""
        with writing(self._engine) as session:
            for change, content in sorted(changes, key=lambda one: one[0].text_id):  # two may do it: one order of locks
                row = self._locked(session, change, creates=True)
                row.title = contents.title_of(change.kind, content) or row.title
                if publish:
                    _end_draft(row)
                    self._publish(session, row, content, change)
                    continue
                self._hold(row, change, content)
                row.submitted_by = change.author.id
                self._record(session, row, TextEvent.DRAFTED, change, content)
                self._record(session, row, TextEvent.SUBMITTED, change, content)
        return len(changes)

    def schedule(self, change: Change, day: date) -> Text:
        """Keeps the draft for ``day``. Raises StaleError, UnknownTextError, NothingToDoError."""
        with self._changed(change) as (session, row):
            if row.draft is None:
                raise NothingToDoError("Tout ce qui est écrit est déjà publié.")
            if row.scheduled is not None:
                raise NothingToDoError("Une version attend déjà son jour. Annulez-la d’abord.")
            row.scheduled, row.scheduled_from, row.scheduled_for = row.draft, row.live, day
            _end_draft(row)
            self._record(session, row, TextEvent.SCHEDULED, change, row.scheduled)
            return text_in(row)

    def unschedule(self, change: Change) -> Text:
        """What was waiting becomes the draft again. Raises StaleError, UnknownTextError, NothingToDoError."""
        with self._changed(change) as (session, row):
            if row.scheduled is None:
                raise NothingToDoError("Aucune version n’attend son jour.")
            self._hold(row, change, row.draft if row.draft is not None else row.scheduled)
            _end_schedule(row)
            self._record(session, row, TextEvent.UNSCHEDULED, change, row.draft)
            return text_in(row)

    def publish_due(self, kind: TextKind, text_id: str, today: date) -> bool:
        """Publishes what was waiting for today, with what was published meanwhile; whether it was still to be done."""
        with writing(self._engine) as session:
            row = session.get(TextRow, (kind, text_id), with_for_update=True)
            if row is None or row.scheduled is None or row.scheduled_for is None or row.scheduled_for > today:
                return False
            content = merge(row.scheduled_from, row.scheduled, row.live or row.scheduled_from).content
            _end_schedule(row)
            if row.draft is not None:
                row.draft = merge(row.live, row.draft, content).content
            row.edition += 1
            change = Change(kind, text_id, row.edition, PROGRAM, "Le jour choisi est venu.")
            self._publish(session, row, content, change)
            return True

    def withdraw(self, change: Change) -> Text:
        """Raises StaleError, UnknownTextError, NothingToDoError."""
        with self._changed(change, creates=True) as (session, row):
            if row.live is None:
                raise NothingToDoError("Ce texte n’est pas publié.")
            if row.draft is None:
                row.draft, row.draft_at = row.live, self._clock()
                row.draft_by, row.draft_by_name = change.author.id, change.author.name
            row.live, row.served, row.withdrawn = None, None, True
            _end_schedule(row)
            row.version = self._serving.take_away(session.connection(), change.kind, change.text_id)
            self._record(session, row, TextEvent.WITHDRAWN, change, None)
            return text_in(row)

    # --- Inside a transaction ------------------------------------------------------------------------------------

    @contextmanager
    def _changed(self, change: Change, *, creates: bool = False) -> Iterator[tuple[Session, TextRow]]:
        """The row of the text, locked, at the edition that ``change`` was made from; the next one at the end."""
        try:
            with writing(self._engine) as session:
                yield session, self._locked(session, change, creates=creates)
        except IntegrityError as error:  # two created it in the same moment
            current = self.find(change.kind, change.text_id)
            if current is None:
                raise
            raise StaleError(current, None) from error

    def _locked(self, session: Session, change: Change, *, creates: bool) -> TextRow:
        row = session.get(TextRow, (change.kind, change.text_id), with_for_update=True)
        if row is None:
            if not creates:
                raise UnknownTextError
            row = self._created(session, change)
        if row.edition != change.edition:
            raise StaleError(text_in(row), self._base(session, change))
        row.edition += 1
        return row

    def _created(self, session: Session, change: Change) -> TextRow:
        row = TextRow(
            kind=change.kind, id=change.text_id, title="", edition=0, draft_by_name="", withdrawn=False, version=0
        )
        original = self._original(change)
        if original is not None:
            row.live, row.title = original, contents.title_of(change.kind, original)
            self._record(session, row, TextEvent.ORIGINAL, Change(change.kind, change.text_id, 0, PROGRAM), original)
        session.add(row)
        session.flush()
        return row

    def _original(self, change: Change) -> Content | None:
        """What everybody read of it before anybody changed it here."""
        match change.kind:
            case TextKind.PROCEDURE:
                stored = self.stored(change.text_id)
                return contents.written(stored) if stored else None
            case TextKind.CANNED_REPLY:
                first = first_reply(change.text_id)
                return contents.written_reply(first) if first else None
            case _:
                return None

    def _base(self, session: Session, change: Change) -> Content | None:
        query = select(TextRevisionRow.content).where(
            TextRevisionRow.kind == change.kind,
            TextRevisionRow.text_id == change.text_id,
            TextRevisionRow.edition == change.edition,
        )
        return session.scalars(query.order_by(TextRevisionRow.id.desc()).limit(1)).first()

    def _hold(self, row: TextRow, change: Change, content: Content) -> None:
        """``content`` is the draft from now on, of whoever makes ``change``."""
        row.draft = content
        row.draft_by, row.draft_by_name, row.draft_at = change.author.id, change.author.name, self._clock()

    def _publish(self, session: Session, row: TextRow, content: Content, change: Change) -> None:
        row.live, row.withdrawn = content, False
        row.title = contents.title_of(change.kind, content) or row.title
        row.served, row.version = self._serving.lay(session.connection(), change.kind, change.text_id, content)
        self._record(session, row, TextEvent.PUBLISHED, change, content)

    def _record(
        self, session: Session, row: TextRow, event: TextEvent, change: Change, content: Content | None
    ) -> None:
        revision = TextRevisionRow(
            kind=change.kind,
            text_id=change.text_id,
            edition=row.edition,
            event=event,
            content=content,
            author_id=change.author.id,
            author_name=change.author.name,
            comment=change.comment,
            at=self._clock(),
        )
        session.add(revision)
        session.flush()
        if action := _AUDITED.get(event):
            # The revision says which text: the log holds ids and never words.
            target = f"revision {revision.id}"
            session.add(AuditRow(at=revision.at, actor_id=change.author.id, action=str(action), target_id=target))


def _end_draft(row: TextRow) -> None:
    row.draft, row.draft_by, row.draft_by_name, row.draft_at, row.submitted_by = None, None, "", None, None


def _end_schedule(row: TextRow) -> None:
    row.scheduled, row.scheduled_from, row.scheduled_for = None, None, None
