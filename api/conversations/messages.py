"""What a conversation is made of, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from api.conversations.states import Outcome, Status
from procedures.dialogue import State
from procedures.outcome import Offer, Step

# Where a conversation stands: last ``seq``, status, what each side has read.
Position = tuple[Any, ...]


class Author(StrEnum):
    CITIZEN = "citizen"
    ASSISTANT = "assistant"
    AGENT = "agent"
    SYSTEM = "system"


class Kind(StrEnum):
    TEXT = "text"
    ANSWER = "answer"
    QUESTION = "question"
    NOTICE = "notice"


@dataclass(frozen=True)
class Message:
    """One stored message. ``seq`` grows by one with each message of its conversation. ``awaits_reply``: the assistant
    owes one."""

    id: str
    seq: int
    author: Author
    kind: Kind
    text: str
    payload: Mapping[str, Any]
    created_at: datetime
    client_id: str | None = None
    in_reply_to: str | None = None  # id of the message it answers
    awaits_reply: bool = False


@dataclass(frozen=True)
class History:
    """Messages of a conversation after some ``seq``, and who owns it now.

    ``owner``: the id of the agent who speaks. ``read_by_agent``, ``read_by_citizen``: the last ``seq`` each has read.
    ``position``: where the conversation stood.
    """

    status: Status
    messages: tuple[Message, ...]
    awaits_reply: bool = False
    outcome: Outcome | None = None
    owner: str | None = None
    read_by_agent: int = 0
    read_by_citizen: int = 0
    position: Position = ()


@dataclass(frozen=True)
class Written:
    """What a citizen wrote or clicked, masked and ready to be stored. ``choice``: the value clicked.

    ``first_aid``: whom to call, when the words tell of danger; said at once where the assistant does not answer.
    """

    client_id: str
    text: str
    choice: str | None = None
    first_aid: str = ""


@dataclass(frozen=True)
class Spoken:
    """What the assistant says, ready to be stored, with the state it leaves the conversation in.

    ``offers``: what the values in ``payload`` stand for. ``trace``: how the reply came about, never shown.
    """

    kind: Kind
    text: str
    payload: Mapping[str, Any]
    state: State
    offers: Mapping[str, Offer] = field(default_factory=dict)
    trace: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rated:
    """An answer that was judged, and how the conversation stands: ``step`` leads to the answer again."""

    step: Step
    state: State
    last_seq: int


@dataclass(frozen=True)
class Finished:
    """A reply that is on disk, and whether another is owed in that conversation."""

    message: Message
    more: bool


@dataclass(frozen=True)
class Turn:
    """A citizen's message to which the assistant owes a reply. ``offer``: what was clicked, if it was a click."""

    conversation_id: str
    message: Message
    state: State
    offer: Offer | None = None
