"""The queries that erase, and those that keep count of it. What belongs to a conversation is found by its foreign keys:
a table that is added tomorrow is erased and counted without a word here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.conversations.messages import Author
from api.conversations.models import ConversationRow, FeedbackRow, MessageRow
from api.database import reading, writing
from api.erasure.models import ErasureDayRow
from api.handoff.models import CallbackRow, CallbackState
from procedures.store.base import Base, Clock, utc_now

CALLBACKS_LEFT_WAITING = "callbacks_waiting"
COPIES = "inbox_items"

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Words:
    """What a citizen wrote, and when: a copy of it is not older."""

    text: str
    at: datetime


# Erases what was copied of such words elsewhere; how many copies. It is called before the conversations are gone.
EraseCopies = Callable[[Session, Sequence[Words]], int]


@dataclass(frozen=True)
class Run:
    """One look for what is too old. ``failures``: types of the errors that kept something from being erased."""

    at: datetime
    took_ms: int
    failures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """See ``ErasureDayRow``."""

    day: date
    aged: Counts
    asked: Counts
    runs: int
    last_run_at: datetime | None
    last_took_ms: int
    failures: int
    last_failure: str


class Erasure:
    def __init__(
        self, engine: Engine, erase_copies: EraseCopies, today: Callable[[], date], clock: Clock = utc_now
    ) -> None:
        self._engine = engine
        self._erase_copies = erase_copies
        self._today = today
        self._clock = clock

    def erase(self, conversation_id: str) -> None:
        """Everything that was kept of the conversation, and copies of its words."""
        with writing(self._engine) as session:
            erased = self._erase(session, [conversation_id])
            self._add(session, asked=erased)
        self.clear_log()

    def erase_unused(self, since: datetime, *, at_most: int) -> int:
        """The same for up to ``at_most`` conversations in which nothing was said since then; how many."""
        with writing(self._engine) as session:
            unused = ConversationRow.last_activity_at < since
            old = session.scalars(select(ConversationRow.id).where(unused).limit(at_most)).all()
            if old:
                self._add(session, aged=self._erase(session, old))
            return len(old)

    def note(self, run: Run, aged: Counts) -> None:
        """That the job ran, and what else it erased."""
        with writing(self._engine) as session:
            row = self._add(session, aged=aged)
            row.runs += 1
            row.last_run_at, row.last_took_ms = run.at, run.took_ms
            row.failures += len(run.failures)
            if run.failures:
                row.last_failure = run.failures[-1][:60]

    def clear_log(self) -> bool:
        """SQLite keeps what was erased in its write-ahead log until that is emptied; whether it is."""
        if self._engine.dialect.name != "sqlite":
            return True
        connection = self._engine.raw_connection()
        try:
            busy = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
        return not busy

    def days(self, *, at_most: int) -> list[Day]:
        """The newest first."""
        with reading(self._engine) as session:
            rows = session.scalars(select(ErasureDayRow).order_by(ErasureDayRow.day.desc()).limit(at_most))
            return [_day(row) for row in rows]

    def _erase(self, session: Session, ids: Sequence[str]) -> Counts:
        copies = self._erase_copies(session, _words(session, ids))
        counts = {**_counted(session, ids), COPIES: copies}
        session.execute(delete(ConversationRow).where(ConversationRow.id.in_(ids)))  # the rest follows: ON DELETE
        return counts

    def _add(self, session: Session, *, aged: Counts | None = None, asked: Counts | None = None) -> ErasureDayRow:
        """Adds to the counts of today, whose row is locked from then on."""
        row = _today_row(session, self._today())
        row.aged = _sum(row.aged, aged or {})
        row.asked = _sum(row.asked, asked or {})
        return row


def _words(session: Session, ids: Sequence[str]) -> list[Words]:
    said = select(MessageRow.text, MessageRow.created_at).where(
        MessageRow.conversation_id.in_(ids), MessageRow.author == Author.CITIZEN
    )
    reasons = select(FeedbackRow.reason, FeedbackRow.created_at).where(
        FeedbackRow.conversation_id.in_(ids), FeedbackRow.reason != ""
    )
    return [Words(*row) for query in (said, reasons) for row in session.execute(query)]


def _counted(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """How many rows each table holds of these conversations."""
    counts = {ConversationRow.__tablename__: len(_existing(session, ids))}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == ConversationRow.__tablename__:
                rows = select(func.count()).select_from(table).where(key.parent.in_(ids))
                counts[table.name] = session.scalar(rows) or 0
    waiting = CallbackRow.conversation_id.in_(ids), CallbackRow.state == CallbackState.WAITING
    counts[CALLBACKS_LEFT_WAITING] = session.scalar(select(func.count()).select_from(CallbackRow).where(*waiting)) or 0
    return counts


def _existing(session: Session, ids: Sequence[str]) -> Sequence[str]:
    return session.scalars(select(ConversationRow.id).where(ConversationRow.id.in_(ids))).all()


def _today_row(session: Session, today: date) -> ErasureDayRow:
    row = session.get(ErasureDayRow, today, with_for_update=True)
    if row is None:
        nothing = {"aged": {}, "asked": {}, "runs": 0, "last_took_ms": 0, "failures": 0, "last_failure": ""}
        try:
            with session.begin_nested():
                session.execute(insert(ErasureDayRow).values(day=today, **nothing))
        except IntegrityError:  # another process was faster
            pass
        row = session.get_one(ErasureDayRow, today, with_for_update=True)
    return row


def _sum(before: Counts, more: Counts) -> dict[str, int]:
    return {kind: total for kind, total in (Counter(before) + Counter(more)).items() if total}


def _day(row: ErasureDayRow) -> Day:
    return Day(
        day=row.day,
        aged=row.aged,
        asked=row.asked,
        runs=row.runs,
        last_run_at=row.last_run_at,
        last_took_ms=row.last_took_ms,
        failures=row.failures,
        last_failure=row.last_failure,
    )
