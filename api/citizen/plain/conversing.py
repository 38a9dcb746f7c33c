"""What a form does, and what the page then shows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.citizen.handoff_schemas import NewContact, NewRating
from api.citizen.plain.forms import Deed, Fields, Identity
from api.citizen.schemas import NewFeedback, NewMessage
from api.citizen.waiting import place_of
from api.conversations.messages import History
from api.conversations.persons import Proposal
from api.handoff.estimate import Place
from api.handoff.repository.callbacks import Contact
from api.security.rate_limits import Limit
from api.services import Services

WAIT_FOR_REPLY_S = 12.0
_AGREED = "Demande faite depuis la page sans JavaScript."


@dataclass(frozen=True)
class Outcome:
    """``identity``: the conversation, None once it is erased."""

    identity: Identity | None = None
    history: History | None = None
    place: Place | None = None
    offered: Proposal | None = None
    judged: int = 0  # the answer that was, just now
    rated: bool = False
    thanks: bool = False  # an opinion was given just now


class PlainConversation:
    """One request of the page without JavaScript.

    All methods raise what the api's own routes raise: RefusedError, ConflictError, TooOftenError, ValidationError…
    """

    def __init__(self, provided: Services, request: Request) -> None:
        self._provided = provided
        self._request = request

    async def do(self, fields: Fields) -> Outcome:
        """Does what the form asks, then looks at how the conversation stands."""
        if fields.do is Deed.SAY:
            _checked(fields)  # before a conversation is opened for it
        identity = await self._identity(fields)
        outcome = await self._deed(fields, Outcome(identity, rated=fields.rated))
        return outcome if outcome.identity is None else await self.look(outcome)

    async def look(self, outcome: Outcome) -> Outcome:
        """The conversation as it is, once the reply that is owed is there or has been waited for long enough."""
        assert outcome.identity is not None
        history = await self._settled(outcome.identity.id)
        self._provided.attendance.note(outcome.identity.id)
        place = await place_of(self._provided, outcome.identity.id, history.status)
        return replace(outcome, history=history, place=place)

    async def _identity(self, fields: Fields) -> Identity:
        provided = self._provided
        if not fields.conversation:
            await run_in_threadpool(provided.limits.count_address, Limit.OPENINGS, self._request)
            opened = await provided.conversations.open(fields.procedure or None, fields.aspect, None)
            return Identity(opened.id, opened.token)
        await run_in_threadpool(provided.conversations.check_token, fields.conversation, fields.token)
        await run_in_threadpool(provided.limits.count_message, fields.conversation, self._request)
        return Identity(fields.conversation, fields.token)

    async def _deed(self, fields: Fields, outcome: Outcome) -> Outcome:
        assert outcome.identity is not None
        provided, mine = self._provided, outcome.identity.id
        match fields.do:
            case Deed.SAY:
                await run_in_threadpool(provided.conversations.say, mine, fields.client_id, _checked(fields))
                provided.turns.wake(mine)
            case Deed.CHOOSE:
                await run_in_threadpool(provided.conversations.choose, mine, fields.client_id, fields.choice)
                provided.turns.wake(mine)
            case Deed.JUDGE:
                await self._judge(fields, mine)
                outcome = replace(outcome, judged=fields.seq, thanks=True)
            case Deed.PERSON:
                return replace(outcome, offered=await run_in_threadpool(provided.handoff.propose))
            case Deed.AGREE:
                asked = await run_in_threadpool(provided.handoff.ask, mine, _AGREED)
                outcome = replace(outcome, offered=asked.told)
            case Deed.LEAVE_QUEUE:
                await run_in_threadpool(provided.handoff.leave_queue, mine)
            case Deed.CONTACT:
                await self._leave_contact(fields, mine)
            case Deed.RATE:
                rated = NewRating.model_validate({"score": fields.score, "comment": fields.comment})
                await run_in_threadpool(provided.handoff.rate, mine, rated.score, rated.comment)
                return replace(outcome, rated=True, thanks=True)
            case Deed.ERASE:
                await run_in_threadpool(provided.erasure.erase, mine)
                outcome = replace(outcome, identity=None)
            case _:
                return outcome
        await provided.announcer.changed([mine])
        return outcome

    async def _judge(self, fields: Fields, mine: str) -> None:
        judged = NewFeedback.model_validate({"seq": fields.seq, "useful": fields.useful})
        conversations = self._provided.conversations
        await run_in_threadpool(conversations.give_feedback, mine, judged.seq, judged.useful, "")
        if not judged.useful:
            await conversations.ask_why(mine, judged.seq)

    async def _leave_contact(self, fields: Fields, mine: str) -> None:
        new = NewContact.model_validate(
            {"email": fields.email, "phone": fields.phone, "preferred_time": fields.preferred_time}
        )
        contact = Contact(new.email or "", new.phone or "", new.message, new.preferred_time)
        await run_in_threadpool(self._provided.handoff.leave_contact, mine, contact)

    async def _settled(self, mine: str) -> History:
        deadline = asyncio.get_running_loop().time() + WAIT_FOR_REPLY_S
        with self._provided.hub.watch(mine) as something_happened:
            while True:
                something_happened.clear()
                history = await self._provided.looks.at(self._provided.conversations.history, mine, 0)
                something_happened.position = history.position
                if not history.awaits_reply:
                    return history
                self._provided.turns.wake(mine)
                try:
                    async with asyncio.timeout_at(deadline):
                        await something_happened.wait()
                except TimeoutError:
                    return history


def _checked(fields: Fields) -> str:
    return NewMessage.model_validate({"client_id": fields.client_id, "text": fields.text}).text or ""
