"""The conversation as it happens, over a WebSocket.

The first frame says who one is and what one has already; what follows comes from the database after that ``seq``, in
order, each message once. A wake-up lost somewhere delays a message, it never loses one.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from anyio import create_task_group
from fastapi import APIRouter, WebSocket
from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocketDisconnect, WebSocketState

from api.citizen.schemas import MessageOut
from api.citizen.waiting import place_of
from api.conversations.delivery import Watcher
from api.conversations.messages import Author, History
from api.conversations.refusals import StorageUnavailableError, UnknownConversationError
from api.conversations.states import Status
from api.errors import TRY_AGAIN_S
from api.handoff.estimate import Place
from api.handoff.service import place_as_json
from api.services import Services, services

LARGEST_FRAME = 8 * 1024
AUTHENTICATE_WITHIN_S = 10.0
# A place in the queue changes with what others do.
LOOK_AGAIN_S = 5.0

ABNORMAL = 1006
# Close codes. Those of 4000 and above are ours; the client starts over for 4404 and comes back later for the others.
POLICY = 1008
TOO_BIG = 1009
TRY_LATER = 1013
UNAUTHENTICATED = 4401
UNKNOWN = 4404

router = APIRouter()
_log = logging.getLogger(__name__)


class _Authentication(BaseModel):
    type: str = Field(pattern="^auth$")
    token: str
    after: int = Field(default=0, ge=0)


class _HangUpError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(f"close {code}")
        self.code = code


@router.websocket("/api/v1/conversations/{conversation_id}/stream")
async def stream(websocket: WebSocket, conversation_id: str) -> None:
    """Frames ``message``, ``status``, ``queue``, ``typing`` and ``read``. Takes ``{"type": "ping"}``, answered with
    ``{"type": "pong"}``, ``{"type": "typing"}``, and ``{"type": "read", "seq"}``."""
    provided = services(websocket)
    if not provided.origins.may_connect(websocket.headers.get("origin"), websocket.headers.get("host")):
        await websocket.close(POLICY)
        return
    await websocket.accept()
    provided.metrics.stream_opened()
    try:
        after = await _authenticate(websocket, provided, conversation_id)
        await _converse(websocket, _Feed(provided, conversation_id, after))
    except _HangUpError as reason:
        await _close(websocket, reason.code)
    except UnknownConversationError:
        await _close(websocket, UNKNOWN)
    except StorageUnavailableError as error:
        _log.warning("a stream ends, to be resumed in %s s: %s", TRY_AGAIN_S, error)
        await _close(websocket, TRY_LATER)
    except WebSocketDisconnect:
        pass
    finally:
        provided.metrics.stream_closed()


async def _authenticate(websocket: WebSocket, provided: Services, conversation_id: str) -> int:
    """The ``seq`` to go on from, once the token is known to be this conversation's."""
    try:
        async with asyncio.timeout(AUTHENTICATE_WITHIN_S):
            frame = _Authentication.model_validate(await _receive(websocket))
    except (TimeoutError, ValidationError):
        raise _HangUpError(UNAUTHENTICATED) from None
    await run_in_threadpool(provided.conversations.check_token, conversation_id, frame.token)
    return frame.after


async def _converse(websocket: WebSocket, feed: _Feed) -> None:
    """Sends and listens until one of the two ends, then ends the other; raises what ended it."""
    ends: list[Exception] = []
    async with create_task_group() as both:

        async def until_it_ends(work: Callable[[WebSocket], Awaitable[None]]) -> None:
            try:
                await work(websocket)
            except (_HangUpError, WebSocketDisconnect, UnknownConversationError, StorageUnavailableError) as end:
                ends.append(end)
            both.cancel_scope.cancel()

        both.start_soon(until_it_ends, feed.send_forever)
        both.start_soon(until_it_ends, feed.listen_forever)
    for end in ends:
        raise end


async def _receive(websocket: WebSocket) -> Any:
    text = await websocket.receive()
    if text["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(text.get("code", 1000))
    content = text.get("text") or ""
    if len(content.encode("utf-8", "replace")) > LARGEST_FRAME or len(text.get("bytes") or b"") > LARGEST_FRAME:
        raise _HangUpError(TOO_BIG)
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


@dataclass
class _Feed:
    """What one socket has still to be told."""

    provided: Services
    conversation_id: str
    after: int
    status: Status | None = None
    place: Place | None = None
    typing: bool = False
    read_by_agent: int = 0

    async def send_forever(self, websocket: WebSocket) -> None:
        """Everything after ``after``, then everything new. Raises UnknownConversationError once it is erased."""
        with (
            self.provided.attendance.here(self.conversation_id),
            self.provided.hub.watch(self.conversation_id) as something_happened,
        ):
            while True:
                something_happened.clear()
                looks = self.provided.looks
                history = await looks.at(self.provided.conversations.history, self.conversation_id, self.after)
                something_happened.position = history.position
                if history.awaits_reply:
                    self.provided.turns.wake(self.conversation_id)
                place = await place_of(self.provided, self.conversation_id, history.status)
                for frame in self._frames(history, place):
                    await _send(websocket, frame)
                while something_happened.signals:
                    await self._signal(websocket, something_happened)
                await self._wait(something_happened)

    async def listen_forever(self, websocket: WebSocket) -> None:
        while True:
            frame = await _receive(websocket)
            match frame:
                case {"type": "ping"}:
                    await _send(websocket, {"type": "pong"})
                case {"type": "typing"} if self.status is Status.AGENT:
                    self.provided.hub.wake(self.conversation_id, {"type": "typing", "author": Author.CITIZEN})
                case {"type": "read", "seq": int(seq)} if 0 < seq < 2**31:
                    read = self.provided.repository.read
                    await run_in_threadpool(read, self.conversation_id, Author.CITIZEN, seq)
                    self.provided.hub.wake(self.conversation_id)

    async def _wait(self, something_happened: Watcher) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN_S if self.status is Status.QUEUED else None):
                await something_happened.wait()

    async def _signal(self, websocket: WebSocket, watcher: Watcher) -> None:
        """An agent is typing; what the citizen's own other window does is not told."""
        signal = watcher.signals.popleft()
        if signal.get("author") == Author.AGENT and self.status is Status.AGENT:
            await _send(websocket, {"type": "typing", "author": Author.AGENT, "typing": True})

    def _frames(self, history: History, place: Place | None) -> list[dict[str, Any]]:
        frames: list[dict[str, Any]] = []
        if history.status is not self.status:
            self.status = history.status
            outcome = {"handoff_outcome": history.outcome.value} if history.outcome else {}
            frames.append({"type": "status", "status": history.status.value, **outcome})
        for message in history.messages:
            self.after = message.seq
            shown = MessageOut.of(message).model_dump(mode="json", exclude_none=True)
            frames.append({"type": "message", "message": shown})
        if place is not None and place != self.place:
            frames.append({"type": "queue", **place_as_json(place)})
        self.place = place
        if history.awaits_reply is not self.typing:
            self.typing = history.awaits_reply
            frames.append({"type": "typing", "author": "assistant", "typing": self.typing})
        if history.read_by_agent > self.read_by_agent:
            self.read_by_agent = history.read_by_agent
            frames.append({"type": "read", "by": "agent", "seq": history.read_by_agent})
        return frames


async def _send(websocket: WebSocket, frame: dict[str, Any]) -> None:
    if websocket.application_state is not WebSocketState.CONNECTED:  # the other task has just found it gone
        raise WebSocketDisconnect(ABNORMAL)
    await websocket.send_json(frame)


async def _close(websocket: WebSocket, code: int) -> None:
    if websocket.application_state is WebSocketState.CONNECTED:
        with suppress(WebSocketDisconnect):  # gone already
            await websocket.close(code)
