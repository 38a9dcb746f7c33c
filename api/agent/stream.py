"""The desk as it happens, over a WebSocket: who waits, what one holds, and every word of the conversations one watches.

As for citizens, a wake-up is only a hint: what is sent comes from the database, each message once, in order. An open
stream is a sign of life; so an agent whose tab is hidden is still there, and one whose machine is gone is not.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from anyio import CancelScope, create_task_group
from anyio.abc import TaskGroup
from fastapi import APIRouter, WebSocket
from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocketDisconnect, WebSocketState

from api.agent.access import AN_ID, agent_of
from api.agent.board import board, summarised
from api.agent.schemas import CITIZEN_THERE
from api.citizen.schemas import MessageOut
from api.conversations.delivery import DESK
from api.conversations.messages import Author, Position
from api.conversations.refusals import StorageUnavailableError, UnknownConversationError
from api.conversations.states import Status
from api.services import Services, services
from api.staff.identity import UNAUTHENTICATED, Role, Staff, gate, staff_on_stream
from procedures.store.base import utc_now

LARGEST_FRAME = 8 * 1024
SIGN_OF_LIFE_S = 30.0
LOOK_AGAIN_S = 1.0
# However much happens, the desk is not drawn more often than that.
REST_S = 0.25
MOST_WATCHED = 50
# That a citizen has gone is told by nobody: it is looked at, after so long. Not just so long, else a console that comes
# back, and watches all of its conversations in one moment, would look at all of them in one moment ever after.
CITIZEN_LEAVES_S = (8.0, 16.0)

ABNORMAL = 1006
POLICY = 1008
TOO_BIG = 1009
TRY_LATER = 1013

router = APIRouter()
_log = logging.getLogger(__name__)


class _EndError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(f"close {code}")
        self.code = code


@router.websocket("/api/v1/agent/stream")
async def stream(websocket: WebSocket) -> None:
    """Frames ``desk``, ``message``, ``status``, ``typing``, ``read`` and ``gone``. Takes ``ping``; ``watch`` with
    ``conversation_id`` and ``after`` (the last ``seq`` received), ``unwatch``; ``typing``; ``read`` with ``seq``."""
    provided = services(websocket)
    if not provided.origins.may_connect(websocket.headers.get("origin"), websocket.headers.get("host")):
        await websocket.close(POLICY)
        return
    staff = await staff_on_stream(websocket, Role.AGENT)
    if staff is None:
        return
    provided.metrics.stream_opened()
    try:
        code = await _serve(_Console(websocket, provided, staff))
    finally:
        provided.metrics.stream_closed()
    if code is not None and websocket.application_state is WebSocketState.CONNECTED:
        with suppress(WebSocketDisconnect):  # gone already
            await websocket.close(code)


async def _serve(console: _Console) -> int | None:
    """Until one side ends; the code to close with, None when the other side has closed."""
    code: int | None = None
    try:
        async with create_task_group() as tasks:
            console.tasks = tasks
            tasks.start_soon(console.show_desk)
            tasks.start_soon(console.show_standings)
            tasks.start_soon(console.stay_alive)
            await console.listen()
    except* WebSocketDisconnect:
        pass
    except* StorageUnavailableError as errors:
        _log.warning("a desk's stream ends, to be resumed: %s", errors.exceptions[0])
        code = TRY_LATER
    except* _EndError as ends:
        code = _first(ends).code
    return code


def _first(group: BaseExceptionGroup[_EndError]) -> _EndError:
    one = group.exceptions[0]
    return _first(one) if isinstance(one, BaseExceptionGroup) else one


@dataclass
class _Console:
    """One open console. ``watched``: what is under way for each conversation, to be stopped. ``changed``: those whose
    standing is to be shown anew; ``has_changed``: that there are some."""

    websocket: WebSocket
    provided: Services
    staff: Staff
    tasks: TaskGroup | None = None
    watched: dict[str, CancelScope] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    has_changed: asyncio.Event = field(default_factory=asyncio.Event)
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send(self, frame: dict[str, Any]) -> None:
        async with self.sending:
            if self.websocket.application_state is not WebSocketState.CONNECTED:  # another task has just found it gone
                raise WebSocketDisconnect(ABNORMAL)
            await self.websocket.send_json(frame)

    async def show_desk(self) -> None:
        """The whole desk, now and whenever it changed."""
        agent, shown = agent_of(self.staff), None
        with self.provided.hub.watch(DESK) as something_happened:
            while True:
                something_happened.clear()
                seen = await self.provided.looks.at_desk(board, self.provided, agent)
                frame = seen.model_dump(mode="json")
                if _without_moments(frame) != shown:
                    shown = _without_moments(frame)
                    await self.send({"type": "desk", **frame})
                await asyncio.sleep(REST_S)
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN_S):
                        await something_happened.wait()

    async def show_standings(self) -> None:
        """Of each conversation watched, who has it and whether its citizen is there, whenever that changed: of all that
        changed together, read in one go, as when a console comes back to forty of them."""
        provided = self.provided
        while True:
            await self.has_changed.wait()
            self.has_changed.clear()
            ids, self.changed = self.changed, set()
            found = await provided.looks.at(provided.desk_reading.summaries, list(ids))
            for shown in summarised(provided, found):
                frame = {"type": "status", "conversation": shown.model_dump(mode="json")}
                await self.send({**frame, "conversation_id": shown.id})

    def standing_changed(self, conversation_id: str) -> None:
        self.changed.add(conversation_id)
        self.has_changed.set()

    async def stay_alive(self) -> None:
        while True:
            if not await gate(self.websocket).is_still_in(self.staff):
                raise _EndError(UNAUTHENTICATED)
            await run_in_threadpool(self.provided.desk.touch, agent_of(self.staff))
            await asyncio.sleep(SIGN_OF_LIFE_S)

    async def listen(self) -> None:
        while True:
            match await self._receive():
                case {"type": "ping"}:
                    await self.send({"type": "pong"})
                case {"type": "watch", "conversation_id": str(one), "after": int(after)} if _can_be(one, after):
                    self._watch(one, after)
                case {"type": "unwatch", "conversation_id": str(one)} if one in self.watched:
                    self.watched.pop(one).cancel()
                case {"type": "typing", "conversation_id": str(one)} if one in self.watched:
                    self.provided.hub.wake(one, {"type": "typing", "author": Author.AGENT, "by": self.staff.id})
                case {"type": "read", "conversation_id": str(one), "seq": int(seq)} if one in self.watched and _can_be(
                    one, seq
                ):
                    with suppress(UnknownConversationError):
                        await self._read(one, seq)

    async def _read(self, conversation_id: str, seq: int) -> None:
        """Only what its owner has read is told to the citizen: a colleague who looks on is no answer."""
        news = await run_in_threadpool(self.provided.desk_reading.news, conversation_id, seq)
        if 0 < seq <= news.last_seq and news.standing[1] == self.staff.id:
            await run_in_threadpool(self.provided.repository.read, conversation_id, Author.AGENT, seq)
            self.provided.announcer.said(conversation_id)

    def _watch(self, conversation_id: str, after: int) -> None:
        if conversation_id in self.watched:
            self.watched.pop(conversation_id).cancel()
        if len(self.watched) < MOST_WATCHED and self.tasks is not None:
            self.watched[conversation_id] = scope = CancelScope()
            self.tasks.start_soon(self._follow, conversation_id, after, scope)

    async def _follow(self, conversation_id: str, after: int, scope: CancelScope) -> None:
        """Everything said after ``after``, then everything new, until nobody may see it any more."""
        with scope, self.provided.hub.watch(conversation_id) as something_happened:
            follower = _Follower(self, conversation_id, after)
            try:
                while True:
                    something_happened.clear()
                    something_happened.position = await follower.tell()
                    while something_happened.signals:
                        await follower.signal(something_happened.signals.popleft())
                    with suppress(TimeoutError):
                        async with asyncio.timeout(random.uniform(*CITIZEN_LEAVES_S)):  # noqa: S311 -- no secret
                            await something_happened.wait()
            except UnknownConversationError:
                self.watched.pop(conversation_id, None)
                await self.send({"type": "gone", "conversation_id": conversation_id})

    async def _receive(self) -> Any:
        received = await self.websocket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1000))
        text = received.get("text") or ""
        if len(text.encode("utf-8", "replace")) > LARGEST_FRAME or received.get("bytes"):
            raise _EndError(TOO_BIG)
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return None


@dataclass
class _Follower:
    """What one console has still to be told of one conversation."""

    console: _Console
    conversation_id: str
    after: int
    standing: tuple[Status, str | None, int, bool] | None = None
    read: int = 0

    async def tell(self) -> Position:
        """Where the conversation stands. Raises UnknownConversationError."""
        provided = self.console.provided
        news = await provided.looks.at(provided.desk_reading.news, self.conversation_id, self.after)
        seen = news.citizen_seen_at
        standing = (*news.standing, news.notes, seen is not None and utc_now() - seen < CITIZEN_THERE)
        if standing != self.standing:
            self.standing = standing
            self.console.standing_changed(self.conversation_id)
        for message in news.messages:
            self.after = message.seq
            await self._send(
                {"type": "message", "message": MessageOut.of(message).model_dump(mode="json", exclude_none=True)}
            )
        if news.read_by_citizen > self.read:
            self.read = news.read_by_citizen
            await self._send({"type": "read", "by": "citizen", "seq": self.read})
        return news.position

    async def signal(self, signal: dict[str, Any]) -> None:
        """Somebody is typing; not oneself."""
        if signal.get("by") != self.console.staff.id:
            await self._send({"type": "typing", "author": signal.get("author")})

    async def _send(self, frame: dict[str, Any]) -> None:
        await self.console.send({**frame, "conversation_id": self.conversation_id})


def _can_be(conversation_id: str, seq: int) -> bool:
    """Whether a database can be asked for it at all."""
    return re.fullmatch(AN_ID, conversation_id) is not None and 0 <= seq < 2**31


def _without_moments(frame: dict[str, Any]) -> Any:
    """``frame`` without the signs of life: that one more came changes nothing to be drawn."""
    agents = [{name: value for name, value in one.items() if name != "seen_at"} for one in frame["agents"]]
    return {**frame, "now": None, "agents": agents}
