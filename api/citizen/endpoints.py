"""Conversations over HTTP (DESIGN 5.2)."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool

from api.citizen.access import OwnConversation, Provided, limit_openings
from api.citizen.schemas import (
    ConversationOut,
    FeedbackOut,
    HistoryOut,
    MessageAccepted,
    MessageOut,
    NewConversation,
    NewFeedback,
    NewMessage,
    QueueOut,
    RefusalOut,
)
from api.citizen.transcript import transcript_of
from api.citizen.waiting import place_of
from api.conversations.messages import Author, History, Message
from api.security.rate_limits import Limit
from api.services import Services

LONGEST_WAIT_S = 25.0
REPLY_SOON_S = 2.0  # a poll that brings the citizen's own words alone waits that long for their reply

_REFUSED: dict[int | str, dict[str, Any]] = {422: {"model": RefusalOut}, 429: {"model": RefusalOut}}
_OWNED: dict[int | str, dict[str, Any]] = {401: {"model": RefusalOut}, 404: {"model": RefusalOut}}

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])


@router.post(
    "",
    status_code=201,
    response_model_exclude_none=True,
    responses=_REFUSED,
    dependencies=[Depends(limit_openings)],
)
async def open_conversation(new: NewConversation, provided: Provided) -> ConversationOut:
    """Opens a conversation, on a procedure if one is named. The token is given once and never again."""
    opened = await provided.conversations.open(new.procedure, new.aspect, new.page_url)
    return ConversationOut(
        id=opened.id,
        token=opened.token,
        status=opened.status,
        messages=[MessageOut.of(message) for message in opened.messages],
    )


@router.post(
    "/{conversation_id}/messages",
    status_code=201,
    response_model_exclude_none=True,
    responses={200: {"model": MessageAccepted}, **_OWNED, **_REFUSED},
)
async def send_message(
    conversation_id: OwnConversation, new: NewMessage, request: Request, response: Response, provided: Provided
) -> MessageAccepted:
    """Accepts a text or a click once it is on disk: 201; 200 when the same ``client_id`` was accepted before."""
    client_id = str(new.client_id)
    known = await run_in_threadpool(provided.conversations.already_accepted, conversation_id, client_id)
    if known is not None:
        message, is_new = known, False
    else:
        await run_in_threadpool(provided.limits.count_message, conversation_id, request)
        message, is_new = await run_in_threadpool(_accept, provided, conversation_id, client_id, new)
    if message.awaits_reply:
        provided.turns.wake(conversation_id)
    provided.hub.wake(conversation_id)
    if not is_new:
        response.status_code = 200
    return MessageAccepted(message=MessageOut.of(message))


def _accept(provided: Services, conversation_id: str, client_id: str, new: NewMessage) -> tuple[Message, bool]:
    if new.choice is not None:
        return provided.conversations.choose(conversation_id, client_id, new.choice)
    return provided.conversations.say(conversation_id, client_id, new.text or "")


@router.get("/{conversation_id}/messages", response_model_exclude_none=True, responses={**_OWNED, **_REFUSED})
async def read_messages(
    conversation_id: OwnConversation,
    provided: Provided,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="The last seq received.")] = 0,
    wait: Annotated[float, Query(ge=0, description="Seconds to wait for news, 25 at most.")] = 0,
) -> HistoryOut:
    """All that was said after ``after``. Waits for something to be, when there is nothing yet."""
    history = await _news(provided, conversation_id, after, min(wait, LONGEST_WAIT_S))
    provided.attendance.note(conversation_id)
    place = await place_of(provided, conversation_id, history.status)
    return HistoryOut(
        status=history.status,
        handoff_outcome=history.outcome,
        messages=[MessageOut.of(message) for message in history.messages],
        queue=QueueOut.of(place),
    )


async def _news(provided: Services, conversation_id: str, after: int, wait: float) -> History:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + wait
    before: History | None = None
    reply_by: float | None = None
    with provided.hub.watch(conversation_id) as something_happened:
        while True:
            something_happened.clear()
            history = await provided.looks.at(provided.conversations.history, conversation_id, after)
            something_happened.position = history.position
            if history.awaits_reply:
                provided.turns.wake(conversation_id)
            changed_hands = before is not None and before.status is not history.status
            if wait and history.messages and _only_ones_own(history):
                # On a slow line, asking again would cost more than the reply takes.
                reply_by = reply_by or min(deadline, loop.time() + REPLY_SOON_S)
                if loop.time() >= reply_by:
                    return history
            elif history.messages or changed_hands or loop.time() >= deadline:
                return history
            before = history
            try:
                async with asyncio.timeout_at(reply_by or deadline):
                    await something_happened.wait()
            except TimeoutError:
                return history


def _only_ones_own(history: History) -> bool:
    return history.awaits_reply and all(message.author is Author.CITIZEN for message in history.messages)


@router.post("/{conversation_id}/feedback", responses={**_OWNED, **_REFUSED})
async def give_feedback(conversation_id: OwnConversation, new: NewFeedback, provided: Provided) -> FeedbackOut:
    """Whether one answer was useful; said again, the last word counts. One that was not, without a reason, is followed
    by the question why, as the assistant's next message."""
    await run_in_threadpool(provided.limits.count, Limit.CONVERSATION, conversation_id)
    conversations = provided.conversations
    await run_in_threadpool(conversations.give_feedback, conversation_id, new.seq, new.useful, new.reason)
    if not new.useful and not new.reason and await conversations.ask_why(conversation_id, new.seq):
        provided.hub.wake(conversation_id)
    return FeedbackOut(seq=new.seq, useful=new.useful)


@router.get("/{conversation_id}/transcript", response_class=PlainTextResponse, responses=_OWNED)
def read_transcript(conversation_id: OwnConversation, provided: Provided) -> PlainTextResponse:
    """The whole conversation as a text to keep or print."""
    history = provided.conversations.history(conversation_id, 0)
    return PlainTextResponse(
        transcript_of(history.messages, provided.site),
        headers={"Content-Disposition": 'inline; filename="conversation.txt"'},
    )


@router.delete("/{conversation_id}", status_code=204, responses=_OWNED)
async def erase_conversation(conversation_id: OwnConversation, provided: Provided) -> None:
    """Erases everything that was kept of the conversation, at once and for good."""
    await run_in_threadpool(provided.erasure.erase, conversation_id)
    await provided.announcer.changed([conversation_id])
