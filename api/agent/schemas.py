"""What goes out on the agents' side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, PlainSerializer

from api.agent.known import Known
from api.citizen.schemas import MessageOut
from api.conversations.messages import Author, Kind
from api.conversations.states import Actor, Happening, Outcome, Status
from api.handoff.labels import Quality
from api.handoff.models import CallbackState, PresenceState
from api.handoff.repository.callbacks import Callback
from api.handoff.repository.presences import Presence
from api.handoff.repository.reading import Said
from api.handoff.repository.summaries import Summary

# Longer than it takes a client to ask for news again.
CITIZEN_THERE = timedelta(seconds=45)


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(_in_utc, return_type=str)]


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class AgentOut(_Out):
    id: str
    name: str


class PresenceOut(_Out):
    agent: AgentOut
    state: PresenceState
    holds: int
    seen_at: Moment
    back_at: Moment | None

    @classmethod
    def of(cls, presence: Presence) -> Self:
        return cls.model_validate(presence)


class SubjectOut(BaseModel):
    id: str
    title: str


class TeamOut(BaseModel):
    """``present``: how many of it take conversations now. ``mine``: whether whoever asks is in it."""

    id: str
    name: str
    themes: list[SubjectOut]
    present: int
    mine: bool


class TeamsOut(BaseModel):
    teams: list[TeamOut]


class TeamNameOut(BaseModel):
    id: str
    name: str


class SummaryOut(BaseModel):
    """A conversation in a list. ``citizen_present``: they asked for news less than a minute ago. ``last_words``: what
    they said last. ``notes``: how many colleagues have left. ``team``: whose it is first of all.
    ``follow_up``: something is left to do."""

    id: str
    status: Status
    handoff_outcome: Outcome | None
    owner: AgentOut | None
    subject: SubjectOut | None
    aspect: str | None
    reason: str
    team: TeamNameOut | None
    asked_at: Moment | None
    waiting_since: Moment | None
    taken_at: Moment | None
    last_seq: int
    last_text: str
    last_author: Author | None
    last_words: str
    notes: int
    follow_up: bool
    unread: int
    citizen_present: bool
    created_at: Moment
    last_activity_at: Moment

    @classmethod
    def of(cls, summary: Summary, title_of: Callable[[str], str | None], now: datetime) -> Self:
        subject, seen = summary.subject, summary.citizen_seen_at
        shown = {name: getattr(summary, name) for name in cls.model_fields if hasattr(summary, name)}
        shown |= {
            "handoff_outcome": summary.outcome,
            "team": {"id": summary.team[0], "name": summary.team[1]} if summary.team else None,
            "owner": summary.owner and AgentOut.model_validate(summary.owner),
            "subject": {"id": subject, "title": title_of(subject) or subject} if subject else None,
            "citizen_present": seen is not None and now - seen < CITIZEN_THERE,
        }
        return cls.model_validate(shown)


class DeskOut(BaseModel):
    """Everything that a console shows at once. ``callbacks``: how many wait. ``now``: waiting times are told by the
    service's clock, whatever the time on an agent's machine."""

    now: Moment
    waiting: list[SummaryOut]
    mine: list[SummaryOut]
    agents: list[PresenceOut]
    callbacks: int


class ConversationsOut(BaseModel):
    conversations: list[SummaryOut]


class KnownOut(_Out):
    subject: SubjectOut | None
    aspect: str | None
    path: list[str]
    facts: list[dict[str, str]]
    documents: list[str]
    answers: list[dict[str, Any]]
    confidence: float | None
    reason: str
    summary: str
    words: str

    @classmethod
    def of(cls, known: Known) -> Self:
        return cls.model_validate(known)


class NoteOut(_Out):
    id: str
    author: AgentOut
    text: str
    created_at: Moment


class ChangeOut(_Out):
    happening: Happening
    actor: Actor
    agent: str
    reason: str
    seq: int
    at: Moment


class CallbackOut(BaseModel):
    id: str
    conversation_id: str
    email: str
    phone: str
    message: str
    preferred_time: str
    state: CallbackState
    comment: str
    handled_by: str
    handled_at: Moment | None
    created_at: Moment

    @classmethod
    def of(cls, callback: Callback) -> Self:
        contact = callback.contact
        return cls(
            id=callback.id,
            conversation_id=callback.conversation_id,
            email=contact.email,
            phone=contact.phone,
            message=contact.message,
            preferred_time=contact.preferred_time,
            state=callback.state,
            comment=callback.comment,
            handled_by=callback.handled_by,
            handled_at=callback.handled_at,
            created_at=callback.created_at,
        )


class CallbacksOut(BaseModel):
    callbacks: list[CallbackOut]


class DraftOut(BaseModel):
    """An answer of the assistant that the citizen has not seen, as they would see it. ``seq``: of the message that it
    is kept with."""

    seq: int
    kind: Kind
    text: str
    payload: dict[str, Any]

    @classmethod
    def of(cls, kept: Said | None) -> Self | None:
        if kept is None:
            return None
        withheld = kept.trace["withheld"]
        shown = {name: withheld[name] for name in ("kind", "text", "payload")}
        return cls(seq=kept.message.seq, **shown)


class LabelOut(BaseModel):
    """How agents have labelled it. ``follow_up``: something is left to do."""

    theme: SubjectOut | None
    quality: Quality | None
    follow_up: bool


class DetailOut(BaseModel):
    """``theme``: the one it was filed under, else that of its subject."""

    theme: SubjectOut | None
    label: LabelOut
    conversation: SummaryOut
    draft: DraftOut | None
    page_url: str
    known: KnownOut
    messages: list[MessageOut]
    notes: list[NoteOut]
    callbacks: list[CallbackOut]
    changes: list[ChangeOut]


class NoteAccepted(BaseModel):
    id: str


class ConflictOut(BaseModel):
    """Why it is not possible now; ``owner`` is whoever has the conversation."""

    detail: str
    owner: AgentOut | None = None
