"""Who a conversation belongs to, and how it changes hands. Pure."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    BOT = "bot"
    QUEUED = "queued"
    AGENT = "agent"
    CLOSED = "closed"


class Happening(StrEnum):
    CITIZEN_WROTE = "citizen_wrote"
    ENDED = "ended"


class ImpossibleChangeError(Exception):
    """This cannot happen to a conversation in that status."""


# A citizen who writes in a closed conversation is answered by the assistant again; one who waits for a person, or
# speaks with one, goes on doing so.
_CHANGES = {
    (Status.BOT, Happening.CITIZEN_WROTE): Status.BOT,
    (Status.QUEUED, Happening.CITIZEN_WROTE): Status.QUEUED,
    (Status.AGENT, Happening.CITIZEN_WROTE): Status.AGENT,
    (Status.CLOSED, Happening.CITIZEN_WROTE): Status.BOT,
    (Status.BOT, Happening.ENDED): Status.CLOSED,
    (Status.AGENT, Happening.ENDED): Status.CLOSED,
}


def after(status: Status, happening: Happening) -> Status:
    """The status that follows. Raises ImpossibleChangeError."""
    try:
        return _CHANGES[status, happening]
    except KeyError:
        raise ImpossibleChangeError(f"{happening} cannot happen to a conversation whose status is {status}") from None


def assistant_answers(status: Status) -> bool:
    """Whether the assistant owes a reply to what the citizen writes."""
    return status is Status.BOT
