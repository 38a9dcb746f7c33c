"""The queries of the inbox: gathering what went wrong, listing it, settling it, forgetting it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import batched
from uuid import uuid4

from sqlalchemy import ColumnElement, Engine, delete, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from api.conversations.messages import Author, Kind
from api.conversations.models import EventRow, FeedbackRow, MessageRow
from api.conversations.states import Happening
from api.database import deleted, reading, writing
from api.editor.inbox.models import InboxItemRow, MarkRow, ProcedureUseRow, Resolution, Trouble
from api.erasure.repository import Words
from procedures.dialogue import Decision
from procedures.store.base import Clock, utc_now

UNSURE_BELOW = 0.5  # likelihood of the first result under which a reply is doubted
SETTLED_AFTER = timedelta(seconds=15)  # a message is stored a little after the moment it bears
_WINDOW = timedelta(hours=6)  # gone through in one transaction
_MOST_LISTED = 2000
_CHORE = "inbox"
_SHORTEST = 3  # characters
_LOT = 200  # texts compared at once


@dataclass(frozen=True)
class Item:
    id: str
    trouble: Trouble
    text: str
    procedure_id: str
    reason: str
    day: date


@dataclass(frozen=True)
class Use:
    procedure_id: str
    shown: int
    useful: int
    useless: int


@dataclass(frozen=True)
class Example:
    text: str
    intent: str


class Inbox:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    # --- Gathering ------------------------------------------------------------------------------------------------

    def gather(self) -> bool:
        """Goes through what has been said since last time, six hours at most; whether there may be more. Several
        processes may call it: the mark's lock has each moment gone through once."""
        until = self._clock() - SETTLED_AFTER
        with writing(self._engine) as session:
            mark = session.get(MarkRow, _CHORE, with_for_update=True)
            if mark is None:
                session.add(
                    MarkRow(chore=_CHORE, until=until)
                )  # what was said before there was an inbox stays where it is
                return False
            if mark.until >= until:
                return False
            since, mark.until = mark.until, min(mark.until + _WINDOW, until)
            _Gathering(session, since, mark.until).all()
            return mark.until < until

    def forget_older(self, before: date) -> int:
        """How many questions were erased."""
        with writing(self._engine) as session:
            return deleted(session, delete(InboxItemRow).where(InboxItemRow.day < before))

    # --- Looking --------------------------------------------------------------------------------------------------

    def open_items(self) -> list[Item]:
        """Those that nobody has settled, the newest first."""
        query = (
            select(InboxItemRow)
            .where(InboxItemRow.resolution.is_(None))
            .order_by(InboxItemRow.day.desc(), InboxItemRow.id)
            .limit(_MOST_LISTED)
        )
        with reading(self._engine) as session:
            return [_item(row) for row in session.scalars(query)]

    def find(self, item_id: str) -> Item | None:
        with reading(self._engine) as session:
            row = session.get(InboxItemRow, item_id)
            return _item(row) if row else None

    def uses(self) -> list[Use]:
        row = ProcedureUseRow
        with reading(self._engine) as session:
            query = select(row.procedure_id, row.shown, row.useful, row.useless)
            return [Use(*found) for found in session.execute(query)]

    def examples(self) -> list[Example]:
        """What was kept to train with, each sentence once."""
        row = InboxItemRow
        query = select(row.text, row.intent).where(row.resolution == Resolution.EXAMPLE).order_by(row.intent, row.text)
        with reading(self._engine) as session:
            return list(dict.fromkeys(Example(*found) for found in session.execute(query)))

    def count_examples(self, since: datetime | None) -> int:
        """How many were kept after ``since``; all of them when it is None."""
        row = InboxItemRow
        query = select(func.count()).where(row.resolution == Resolution.EXAMPLE)
        if since is not None:
            query = query.where(row.resolved_at > since)
        with reading(self._engine) as session:
            return session.scalar(query) or 0

    # --- Settling -------------------------------------------------------------------------------------------------

    def resolve(self, ids: Collection[str], resolution: Resolution, *, by: str | None, intent: str = "") -> int:
        """How many were still open."""
        now, settled = self._clock(), 0
        with writing(self._engine) as session:
            for item_id in dict.fromkeys(ids):
                row = session.get(InboxItemRow, item_id, with_for_update=True)
                if row is None or row.resolution is not None:
                    continue
                row.resolution, row.resolved_by, row.resolved_at, row.intent = resolution, by, now, intent
                settled += 1
        return settled


def erase_copies(session: Session, words: Sequence[Words]) -> int:
    """Erases the questions that say the same as ``words`` and came in on the same day or later; how many.

    Nothing says whose question one was: another citizen's, in the very same words, may go as well. What is being
    gathered is waited for, and what comes later finds the conversation no more.
    """
    session.get(MarkRow, _CHORE, with_for_update=True)
    erased = 0
    for lot in batched(words, _LOT):
        first_said: dict[str, date] = {}
        for one in lot:
            text, day = one.text.strip(), one.at.date()
            first_said[text] = min(day, first_said.get(text, day))
        same = or_(InboxItemRow.text.in_(first_said), InboxItemRow.reason.in_(first_said))
        for row in session.scalars(select(InboxItemRow).where(same)).all():
            if any(row.day >= first_said[said] for said in (row.text, row.reason) if said in first_said):
                session.delete(row)
                erased += 1
        session.flush()
    return erased


class _Gathering:
    """What happened in one stretch of time, inside a transaction."""

    def __init__(self, session: Session, since: datetime, until: datetime) -> None:
        self._session = session
        self._since = since
        self._until = until

    def all(self) -> None:
        self._replies()
        self._opinions()
        self._requests()

    def _replies(self) -> None:
        asked = aliased(MessageRow)
        query = (
            select(MessageRow, asked)
            .join(asked, asked.id == MessageRow.in_reply_to)
            .where(MessageRow.author == Author.ASSISTANT, *self._during(MessageRow.created_at))
        )
        for reply, question in self._session.execute(query):
            procedure_id = _answered(reply)
            if reply.kind is Kind.ANSWER and procedure_id:
                self._use(procedure_id, reply.created_at.date(), shown=1)
            trouble = _trouble(reply)
            if trouble and not question.payload.get("choice"):
                self._add(trouble, question.text, procedure_id, "", reply.created_at.date())

    def _opinions(self) -> None:
        query = (
            select(FeedbackRow, MessageRow)
            .join(
                MessageRow,
                (MessageRow.conversation_id == FeedbackRow.conversation_id) & (MessageRow.seq == FeedbackRow.seq),
            )
            .where(*self._during(FeedbackRow.created_at))
        )
        for opinion, reply in self._session.execute(query).all():
            procedure_id, day = _answered(reply), opinion.created_at.date()
            if procedure_id:
                self._use(procedure_id, day, useful=int(opinion.useful), useless=int(not opinion.useful))
            if not opinion.useful:
                question = self._session.get(MessageRow, reply.in_reply_to) if reply.in_reply_to else None
                text = question.text if question else str(reply.payload.get("procedure", {}).get("title", ""))
                self._add(Trouble.USELESS, text, procedure_id, opinion.reason, day)

    def _requests(self) -> None:
        query = select(EventRow).where(EventRow.happening == Happening.ASKED, *self._during(EventRow.at))
        for event in self._session.scalars(query).all():
            last = self._session.scalars(
                select(MessageRow.text)
                .where(
                    MessageRow.conversation_id == event.conversation_id,
                    MessageRow.author == Author.CITIZEN,
                    MessageRow.seq <= event.seq,
                )
                .order_by(MessageRow.seq.desc())
                .limit(1)
            ).first()
            self._add(Trouble.HANDED_OVER, last or "", "", "", event.at.date())

    def _during(self, moment: InstrumentedAttribute[datetime]) -> tuple[ColumnElement[bool], ...]:
        return (moment > self._since, moment <= self._until)

    def _add(self, trouble: Trouble, text: str, procedure_id: str, reason: str, day: date) -> None:
        if len(text.strip()) >= _SHORTEST:
            row = InboxItemRow(trouble=trouble, text=text.strip(), procedure_id=procedure_id, reason=reason, day=day)
            row.id, row.intent = str(uuid4()), ""
            self._session.add(row)

    def _use(self, procedure_id: str, day: date, *, shown: int = 0, useful: int = 0, useless: int = 0) -> None:
        row = self._session.get(ProcedureUseRow, procedure_id)
        if row is None:
            row = ProcedureUseRow(procedure_id=procedure_id, shown=0, useful=0, useless=0, last_day=day)
            self._session.add(row)
            self._session.flush()
        row.shown += shown
        row.useful += useful
        row.useless += useless
        row.last_day = max(row.last_day, day)


def _answered(reply: MessageRow) -> str:
    """The public id of what a reply answered with; empty when it is no answer."""
    procedure = reply.payload.get("procedure")
    return str(procedure.get("id", "")) if isinstance(procedure, dict) else ""


def _trouble(reply: MessageRow) -> Trouble | None:
    decision, candidates = reply.trace.get("decision"), reply.trace.get("candidates") or ()
    if reply.trace.get("handoff"):
        return Trouble.HANDED_OVER
    if decision == Decision.FALLBACK:
        return Trouble.NOT_UNDERSTOOD
    likelihood = candidates[0]["score"] if candidates else 1.0
    proposed = decision in (Decision.ANSWER, Decision.CLARIFY)
    return Trouble.UNSURE if proposed and likelihood < UNSURE_BELOW else None


def _item(row: InboxItemRow) -> Item:
    return Item(row.id, row.trouble, row.text, row.procedure_id, row.reason, row.day)
