"""Who a conversation belongs to, and how it changes hands. Pure: every change there is stands in one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    BOT = "bot"
    QUEUED = "queued"
    AGENT = "agent"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What became of the last request for a person, once it is over."""

    CONTACT_LEFT = "contact_left"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    ABANDONED = "abandoned"
    TIMED_OUT = "timed_out"


class Actor(StrEnum):
    CITIZEN = "citizen"
    AGENT = "agent"
    SERVICE = "service"  # a time that ran out


class Happening(StrEnum):
    CITIZEN_WROTE = "citizen_wrote"
    ASKED = "asked"  # for a person, having agreed to be read by one
    TAKEN = "taken"
    TRANSFERRED = "transferred"  # to another agent
    RELEASED = "released"  # its agent puts it back into the queue
    AGENT_LOST = "agent_lost"  # nothing was heard from its agent for too long
    RETURNED = "returned"  # its agent hands it to the assistant
    GAVE_UP = "gave_up"  # the citizen waits no longer
    TIMED_OUT = "timed_out"  # nobody came
    CONTACT_LEFT = "contact_left"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    ENDED = "ended"
    REOPENED = "reopened"  # by an agent


class ImpossibleChangeError(Exception):
    """This cannot happen to a conversation that stands so."""


@dataclass(frozen=True)
class Standing:
    """``owner``: the agent who speaks with the citizen; nobody else may write while there is one."""

    status: Status = Status.BOT
    owner: str | None = None
    outcome: Outcome | None = None

    @property
    def is_possible(self) -> bool:
        return (self.owner is not None) is (self.status is Status.AGENT)


# A citizen who writes in a closed conversation is answered by the assistant again; one who waits for a person, or
# speaks with one, goes on doing so. A contact may be left from anywhere but from a talk with a person.
_CHANGES = {
    (Status.BOT, Happening.CITIZEN_WROTE): Status.BOT,
    (Status.BOT, Happening.ASKED): Status.QUEUED,
    (Status.BOT, Happening.CONTACT_LEFT): Status.BOT,
    (Status.BOT, Happening.ENDED): Status.CLOSED,
    (Status.QUEUED, Happening.CITIZEN_WROTE): Status.QUEUED,
    (Status.QUEUED, Happening.TAKEN): Status.AGENT,
    (Status.QUEUED, Happening.GAVE_UP): Status.BOT,
    (Status.QUEUED, Happening.TIMED_OUT): Status.BOT,
    (Status.QUEUED, Happening.CONTACT_LEFT): Status.BOT,
    (Status.AGENT, Happening.CITIZEN_WROTE): Status.AGENT,
    (Status.AGENT, Happening.TRANSFERRED): Status.AGENT,
    (Status.AGENT, Happening.RELEASED): Status.QUEUED,
    (Status.AGENT, Happening.AGENT_LOST): Status.QUEUED,
    (Status.AGENT, Happening.RETURNED): Status.BOT,
    (Status.AGENT, Happening.ENDED): Status.CLOSED,
    (Status.CLOSED, Happening.CITIZEN_WROTE): Status.BOT,
    (Status.CLOSED, Happening.ASKED): Status.QUEUED,
    (Status.CLOSED, Happening.CONTACT_LEFT): Status.CLOSED,
    (Status.CLOSED, Happening.REOPENED): Status.AGENT,
}

# What these leave as the outcome; the others leave the one there was, but for a new request, which forgets it.
_OUTCOMES = {
    Happening.ASKED: None,
    Happening.REOPENED: None,
    Happening.GAVE_UP: Outcome.ABANDONED,
    Happening.TIMED_OUT: Outcome.TIMED_OUT,
    Happening.CONTACT_LEFT: Outcome.CONTACT_LEFT,
    Happening.REACHED: Outcome.REACHED,
    Happening.NOT_REACHED: Outcome.NOT_REACHED,
}
_TO_AN_AGENT = (Happening.TAKEN, Happening.TRANSFERRED, Happening.REOPENED)
_CALLED = (Happening.REACHED, Happening.NOT_REACHED)
_CALLABLE = (Outcome.CONTACT_LEFT, Outcome.REACHED, Outcome.NOT_REACHED)


def change(standing: Standing, happening: Happening, *, owner: str | None = None) -> Standing:
    """How the conversation stands afterwards. ``owner``: the agent whose it becomes, if it becomes one's.

    Raises ImpossibleChangeError.
    """
    after = _status_after(standing, happening)
    speaks = owner if happening in _TO_AN_AGENT else standing.owner
    changed = Standing(after, speaks if after is Status.AGENT else None, _OUTCOMES.get(happening, standing.outcome))
    if not changed.is_possible:
        raise ImpossibleChangeError(f"{happening} needs an agent")
    return changed


def _status_after(standing: Standing, happening: Happening) -> Status:
    if happening in _CALLED and standing.outcome in _CALLABLE:
        return standing.status  # whoever calls back does not take the conversation over
    try:
        return _CHANGES[standing.status, happening]
    except KeyError:
        raise ImpossibleChangeError(f"{happening} cannot happen to a conversation that stands {standing}") from None


def assistant_answers(status: Status) -> bool:
    """Whether the assistant owes a reply to what the citizen writes."""
    return status is Status.BOT
