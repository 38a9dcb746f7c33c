"""What a citizen can do about a person: ask for one, wait, stop waiting, leave a contact, say what they thought of it.

All methods block on the database: call them in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from api.conversations.persons import Proposal
from api.conversations.rows import Notice
from api.conversations.states import Status
from api.handoff.availability import Cause, Desk, nobody_because, takes_contacts
from api.handoff.estimate import Place
from api.handoff.refusals import NoContactsTakenError
from api.handoff.repository.callbacks import CallbackRepository, Contact
from api.handoff.repository.presences import PresenceRepository
from api.handoff.repository.queue import QueueRepository
from api.handoff.routing import Routing
from api.handoff.settings import HandoffRules
from api.handoff.wording import wording
from api.privacy import mask
from api.site import Site
from procedures.store.base import Clock, utc_now
from procedures.town import NobodyBecause

_TOWNS_OWN_WORDS: dict[Cause, NobodyBecause] = {
    Cause.OFF: "arret",
    Cause.OUTSIDE_HOURS: "hors_horaires",
    Cause.HOLIDAY: "jour_ferme",
    Cause.NOBODY: "absence",
    Cause.FULL: "complet",
}


@dataclass(frozen=True)
class Asked:
    """What became of a request for a person: a place in the queue, or why nobody can answer and what to do now."""

    status: Status
    place: Place | None = None
    cause: Cause | None = None
    told: Proposal | None = None


@dataclass(frozen=True)
class Repositories:
    queue: QueueRepository
    presences: PresenceRepository
    callbacks: CallbackRepository


class Handoff:
    """``is_staffed``: whether somebody has an account to answer citizens with. ``mails``: whether e-mail is set up."""

    def __init__(
        self,
        repositories: Repositories,
        site: Site,
        rules: HandoffRules,
        routing: Routing,
        *,
        is_staffed: Callable[[], bool],
        mails: bool = False,
        clock: Clock = utc_now,
    ) -> None:
        self._queue = repositories.queue
        self._presences = repositories.presences
        self._callbacks = repositories.callbacks
        self._site = site
        self._rules = rules
        self._routing = routing
        self._is_staffed = is_staffed
        self._mails = mails
        self._clock = clock

    def propose(self) -> Proposal:
        """What to say to somebody who wants a person, now: ask whether they agree, or why not and what to do."""
        desk = self._desk()
        cause = self._cause(desk)
        return self._sorry(cause, desk) if cause else self._consent()

    def takes_contacts(self) -> bool:
        """Whether a contact may be left."""
        return takes_contacts(self._desk(), call_back=self._rules.call_back)

    def read_first(self, subject: str | None) -> bool:
        """Whether an agent reads answers about ``subject`` before citizens do."""
        return self._routing.needs_approval(subject)

    def ask(self, conversation_id: str, words: str) -> Asked:
        """Puts a citizen who agreed to be read into the queue, if somebody can answer. Asking again changes nothing.

        Raises UnknownConversationError.
        """
        status = self._queue.status(conversation_id)
        if status in (Status.QUEUED, Status.AGENT):
            return Asked(status, self.place(conversation_id))
        desk = self._desk()
        if cause := self._cause(desk):
            self._callbacks.count(self._site.today(), cause.value)
            return Asked(status, cause=cause, told=self._sorry(cause, desk))
        team_id = self._routing.team_for(self._queue.subject(conversation_id))
        notice = Notice("queued", wording().queue.queued)
        self._queue.join(conversation_id, mask(words).text, notice, team_id=team_id, mail=self._mails)
        return Asked(Status.QUEUED, self.place(conversation_id))

    def place(self, conversation_id: str) -> Place | None:
        """Where the citizen is in the queue; None when they wait no longer."""
        return self._queue.place(conversation_id)

    def leave_queue(self, conversation_id: str) -> None:
        """Raises UnknownConversationError, WithAPersonError."""
        self._queue.leave(conversation_id, Notice("gave_up", wording().queue.gave_up))

    def waited_in_vain(self) -> Notice:
        """What is told to those for whom nobody came: whom to call and when, a contact to leave, or the assistant."""
        contact, said = self.takes_contacts(), wording()
        parts = [said.queue.timed_out, self._site.reach().sentence]
        if contact:
            parts.append(said.do_now.contact)
        parts.append(said.queue.timed_out_assistant)
        return Notice("timed_out", " ".join(parts), (("contact", {"fields": []}),) if contact else ())

    def leave_contact(self, conversation_id: str, contact: Contact) -> None:
        """Raises UnknownConversationError, WithAPersonError, NoContactsTakenError."""
        if not self.takes_contacts():
            raise NoContactsTakenError
        masked = replace(contact, message=mask(contact.message).text, preferred_time=mask(contact.preferred_time).text)
        notice = Notice("contact_left", wording().queue.contact_left)
        self._callbacks.leave(conversation_id, masked, notice, mail=self._mails)

    def rate(self, conversation_id: str, score: int, comment: str) -> None:
        """``score`` is from 1 to 5; said again, the last word counts. Raises UnknownConversationError."""
        self._callbacks.rate(conversation_id, score, mask(comment).text)

    def _desk(self) -> Desk:
        present = self._presences.at_work(self._clock() - self._rules.lost)
        free = sum(max(0, self._rules.capacity - one.holds) for one in present)
        return Desk(staffed=self._is_staffed(), present=len(present), free=free)

    def _cause(self, desk: Desk) -> Cause | None:
        return nobody_because(self._site.town, self._clock(), desk, self._rules.live_chat)

    def _consent(self) -> Proposal:
        said = wording().consent
        place = self._queue.next_place()
        payload: dict[str, Any] = {
            "available": True,
            "consent": said.told,
            "queue": place_as_json(place),
            "contact": takes_contacts(self._desk(), call_back=self._rules.call_back),
        }
        return Proposal(f"{said.ask} {said.told} {said.question}", payload)

    def _sorry(self, cause: Cause, desk: Desk) -> Proposal:
        """Why, then what can be done at once: the telephone and its hours, a contact, a France services house."""
        contact = takes_contacts(desk, call_back=self._rules.call_back)
        now = wording().do_now
        parts = [self._why(cause), self._site.reach().sentence]
        if contact:
            parts.append(now.contact)
        parts.append(now.france_services)
        text = " ".join(parts)
        return Proposal(text, {"available": False, "cause": cause.value, "text": text, "contact": contact})

    def _why(self, cause: Cause) -> str:
        town = self._site.town
        if own := town.texts.get(_TOWNS_OWN_WORDS.get(cause, "")):
            return own
        said = wording().causes
        if cause is Cause.HOLIDAY:
            return said.holiday.format(reason=town.closed_because(self._site.today()).lower())
        if cause is Cause.OUTSIDE_HOURS and town.chat_hours is not None:
            return said.outside_chat_hours.format(next=self._site.next_chat()).strip()
        sentence: str = getattr(said, cause.value)
        return sentence


def place_as_json(place: Place) -> dict[str, int]:
    """``{"position", "estimated_wait_s"?}``, as the contract writes it."""
    shown = {"position": place.position}
    if place.estimated_wait_s is not None:
        shown["estimated_wait_s"] = place.estimated_wait_s
    return shown
