"""A citizen who opens the page, asks one question and reads the reply, over the HTTP contract alone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

WAIT = 25  # seconds of one long poll, the most that the contract allows
PATIENCE = 4  # polls


@dataclass(frozen=True)
class Exchange:
    """``reply`` is an assistant message; ``latency_ms`` runs from the message accepted to the reply stored."""

    reply: dict[str, Any]
    latency_ms: float


class RefusedError(Exception):
    """The question was refused (too long, for instance); the message is what the citizen reads."""


class NoReplyError(Exception):
    """No reply came, however long one waited."""


async def ask(client: httpx.AsyncClient, text: str) -> Exchange:
    """Ask ``text`` in a fresh conversation.

    Raises:
        RefusedError: the contract refuses the text.
        NoReplyError: it was accepted and never answered.
    """
    opened = (await client.post("conversations", json={})).raise_for_status().json()
    client_headers = {"Authorization": f"Bearer {opened['token']}"}
    address = f"conversations/{opened['id']}/messages"
    sent = await client.post(address, json={"client_id": str(uuid.uuid4()), "text": text}, headers=client_headers)
    if sent.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
        raise RefusedError(_reason(sent))
    asked = sent.raise_for_status().json()["message"]
    for _ in range(PATIENCE):
        polled = await client.get(address, params={"after": asked["seq"], "wait": WAIT}, headers=client_headers)
        for message in polled.raise_for_status().json()["messages"]:
            if message.get("in_reply_to") == asked["id"]:
                return Exchange(message, _milliseconds(asked["created_at"], message["created_at"]))
    raise NoReplyError(text)


def _milliseconds(begun: str, ended: str) -> float:
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds() * 1000


def _reason(refusal: httpx.Response) -> str:
    body = refusal.json()
    return str(body.get("detail") or body.get("message") or body)
