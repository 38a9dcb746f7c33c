"""A citizen and a person of the town: asking for one, waiting, leaving a contact, saying what they thought of it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from api.citizen.access import OwnConversation, Provided, own_conversation
from api.citizen.handoff_schemas import (
    ContactOut,
    HandoffOut,
    NewContact,
    NewHandoff,
    NewRating,
    ProposalOut,
    RatingOut,
)
from api.citizen.schemas import QueueOut, RefusalOut
from api.handoff.repository.callbacks import Contact
from api.handoff.service import Asked
from api.services import Services

_RESPONSES: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 404, 409, 422, 429)}

router = APIRouter(prefix="/api/v1/conversations", tags=["handoff"], responses=_RESPONSES)


@router.get("/{conversation_id}/handoff", response_model_exclude_none=True, dependencies=[Depends(own_conversation)])
async def what_can_be_had(provided: Provided) -> ProposalOut:
    """What to say now to somebody who wants a person: what they would agree to, or why nobody answers and what to do.

    Nothing is asked for, and nothing is stored.
    """
    proposal = await run_in_threadpool(provided.handoff.propose)
    return ProposalOut(**{**proposal.payload, "text": proposal.text, "reach": provided.site.reach().as_json()})


@router.post(
    "/{conversation_id}/handoff",
    status_code=202,
    response_model_exclude_none=True,
    responses={200: {"model": HandoffOut, "description": "Nobody can answer now: why, and what to do."}},
)
async def ask_for_a_person(
    conversation_id: OwnConversation, new: NewHandoff, request: Request, response: Response, provided: Provided
) -> HandoffOut:
    """Asks for a person, who will read the conversation: 202 and a place in the queue; 200 when nobody can answer.

    ``consent`` says that the citizen agrees to be read. Asking again while one waits changes nothing.
    """
    await run_in_threadpool(provided.limits.count_message, conversation_id, request)
    asked = await run_in_threadpool(provided.handoff.ask, conversation_id, new.reason)
    if asked.told is not None:
        response.status_code = 200
    else:
        await provided.announcer.changed([conversation_id])
    return _as_answer(asked, provided)


@router.delete("/{conversation_id}/handoff", status_code=204)
async def wait_no_longer(conversation_id: OwnConversation, provided: Provided) -> None:
    """Leaves the queue: the assistant answers again. 409 when a person answers already."""
    await run_in_threadpool(provided.handoff.leave_queue, conversation_id)
    await provided.announcer.changed([conversation_id])


@router.post("/{conversation_id}/contact", status_code=201)
async def leave_a_contact(
    conversation_id: OwnConversation, new: NewContact, request: Request, provided: Provided
) -> ContactOut:
    """Leaves an address or a number to be called back at. Said again, it replaces what was left before."""
    await run_in_threadpool(provided.limits.count_message, conversation_id, request)
    contact = Contact(new.email or "", new.phone or "", new.message, new.preferred_time)
    await run_in_threadpool(provided.handoff.leave_contact, conversation_id, contact)
    await provided.announcer.changed([conversation_id])
    history = await run_in_threadpool(provided.conversations.history, conversation_id, 0)
    return ContactOut(status=history.status, handoff_outcome=history.outcome)


@router.post("/{conversation_id}/rating")
async def rate(conversation_id: OwnConversation, new: NewRating, request: Request, provided: Provided) -> RatingOut:
    """What one thought of the whole, from 1 to 5; said again, the last word counts."""
    await run_in_threadpool(provided.limits.count_message, conversation_id, request)
    await run_in_threadpool(provided.handoff.rate, conversation_id, new.score, new.comment)
    return RatingOut(score=new.score)


def _as_answer(asked: Asked, provided: Services) -> HandoffOut:
    if asked.told is None:
        return HandoffOut(status=asked.status, queue=QueueOut.of(asked.place))
    return HandoffOut(
        status=asked.status,
        cause=asked.cause,
        text=asked.told.text,
        contact=asked.told.payload["contact"],
        reach=provided.site.reach().as_json(),
    )
