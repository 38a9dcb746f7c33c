"""The dialogue model, asked over HTTP.

One tracker per turn: the sender names the conversation and the message, so a reply that comes too late belongs to a
request that nobody waits for any more. The state travels with each message; Rasa remembers nothing for us.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
from pydantic import BaseModel, ValidationError

from api.conversations.breaker import Breaker
from api.conversations.messages import Kind, Turn
from api.privacy import without_masks
from procedures.dialogue import Decision, State
from procedures.wire import from_python, to_python

TIMEOUT_S = 3.0
# Rasa works on one message at a time: more at once would only wait there instead of here.
AT_ONCE = 8


class RasaUnavailableError(Exception):
    """No usable reply in time; ``reason`` for operators."""


class _Handoff(BaseModel):
    reason: str
    summary: str


class _Reply(BaseModel):
    decision: Decision
    kind: Kind
    text: str
    payload: dict[str, Any]
    candidates: list[dict[str, Any]]
    handoff: _Handoff | None
    report: str = ""


class _Understood(BaseModel):
    intent: str | None = None
    confidence: float | None = None
    aspect: str | None = None
    move: str | None = None


class _Custom(BaseModel):
    reply: _Reply
    state: dict[str, Any]
    understood: _Understood


@dataclass(frozen=True)
class Understanding:
    """What came back: the reply as ``procedures.reply.to_wire`` wrote it, the new state, what was understood."""

    reply: dict[str, Any]
    state: State
    understood: dict[str, Any]


class Rasa:
    def __init__(self, url: str, *, breaker: Breaker | None = None) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=TIMEOUT_S, trust_env=False)
        self._breaker = breaker or Breaker()
        self._places = asyncio.Semaphore(AT_ONCE)
        self.busy = 0  # turns sent to it and not answered yet

    @property
    def is_resting(self) -> bool:
        """Whether it has just failed, and is not asked for a while."""
        return self._breaker.is_open

    async def close(self) -> None:
        await self._http.aclose()

    async def is_ready(self) -> bool:
        """Whether Rasa answers at all; for the readiness page."""
        try:
            response = await self._http.get("/", timeout=1)
        except httpx.HTTPError:
            return False
        return response.is_success

    async def understand(self, turn: Turn) -> Understanding:
        """Raises RasaUnavailableError, at once when Rasa has just failed."""
        if not self._breaker.lets_through():
            raise RasaUnavailableError("it failed a moment ago")
        self.busy += 1
        try:
            understanding = await self._ask(turn)
        except RasaUnavailableError as error:
            self._breaker.failed(for_good=isinstance(error.__cause__, httpx.ConnectError))
            raise
        finally:
            self.busy -= 1
        self._breaker.succeeded()
        return understanding

    async def _ask(self, turn: Turn) -> Understanding:
        message = {
            "sender": f"{turn.conversation_id}:{turn.message.seq}",
            "message": without_commands(without_masks(turn.message.text)),
            "metadata": {"state": to_python(turn.state)},
        }
        try:
            async with asyncio.timeout(TIMEOUT_S), self._places:
                response = await self._http.post("/webhooks/rest/webhook", json=message)
            response.raise_for_status()
            return _read(response.json())
        except TimeoutError as error:
            raise RasaUnavailableError("no reply in time") from error
        except httpx.HTTPError as error:
            raise RasaUnavailableError(type(error).__name__) from error
        except (ValidationError, ValueError) as error:
            # Not the error's own words: they quote the reply, and with it the citizen.
            raise RasaUnavailableError("a reply that is not in the agreed form") from error


def without_commands(text: str) -> str:
    """``text`` without the slash at its start, which Rasa would take for a command and obey."""
    return text.lstrip("/ \t\r\n\u00a0") or "?"


def _read(sent: Any) -> Understanding:
    items = sent if isinstance(sent, list) else []
    custom = next((item["custom"] for item in items if isinstance(item, dict) and "custom" in item), None)
    if custom is None:
        raise ValueError("no custom reply")
    read = _Custom.model_validate(custom)
    return Understanding(
        reply=read.reply.model_dump(mode="json"),
        state=from_python(State, read.state),
        understood=read.understood.model_dump(),
    )
