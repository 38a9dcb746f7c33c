"""The two sides of a conversation on a bad network: what is sent is cut off half-way, what is heard breaks off."""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

Json = dict[str, Any]
CUT_WITHIN_S = 0.03
COME_BACK_WITHIN_S = 0.2


@dataclass
class Network:
    """How bad it is: the shares of requests and of frames received at which the connection breaks; what it did."""

    urls: list[str]
    cut_request: float = 0.0
    cut_stream: float = 0.0
    dice: random.Random = field(default_factory=lambda: random.Random(5))
    cuts: int = 0
    failures: list[str] = field(default_factory=list)  # answers of 500 and above without a French sentence

    def url(self) -> str:
        return self.dice.choice(self.urls)

    def breaks(self, share: float) -> bool:
        broken = self.dice.random() < share
        self.cuts += broken
        return broken


class Sender:
    """Says one thing after the other, each until it is acknowledged, with the same ``client_id``."""

    def __init__(self, http: httpx.AsyncClient, network: Network, path: str, headers: dict[str, str]) -> None:
        self._http = http
        self._network = network
        self._path = path
        self._headers = headers
        self.acknowledged: dict[str, int] = {}  # seq by text, in the order of saying

    async def say(self, text: str) -> None:
        """Returns once the service has acknowledged ``text``."""
        body = {"client_id": str(uuid.uuid4()), "text": text}
        while (seq := await self._try(body)) is None:
            await asyncio.sleep(self._network.dice.random() * COME_BACK_WITHIN_S)
        self.acknowledged[text] = seq

    async def _try(self, body: Json) -> int | None:
        cut = self._network.dice.random() * CUT_WITHIN_S if self._network.breaks(self._network.cut_request) else None
        try:
            async with asyncio.timeout(cut):
                response = await self._http.post(self._network.url() + self._path, json=body, headers=self._headers)
        except (TimeoutError, httpx.HTTPError):
            return None
        if response.status_code in (200, 201):
            return int(response.json()["message"]["seq"])
        check_failure(response, self._network)
        return None


def check_failure(response: httpx.Response, network: Network) -> None:
    """A failure may happen; it says so in French, and when to come back. Anything else ends the proof."""
    assert response.status_code >= 500, f"{response.status_code} {response.text}"
    try:
        said = response.json()["detail"]
    except (ValueError, KeyError, TypeError):
        said = ""
    if not said.endswith("."):
        network.failures.append(f"{response.status_code} {response.text[:200]}")


class Listener:
    """Hears conversations over one socket, and comes back after each break with the last ``seq`` it has of each."""

    def __init__(self, network: Network, address: str, headers: dict[str, str]) -> None:
        self._network = network
        self._address = address
        self._headers = headers
        self.received: defaultdict[str, list[int]] = defaultdict(list)
        self.hello: dict[str, Any] = {}  # what to say first, by conversation; "after" is added
        self.heard = asyncio.Event()
        self.arrived_at: dict[str, float] = {}  # by text

    async def listen_forever(self) -> None:
        while True:
            with suppress(ConnectionClosed, InvalidHandshake, OSError, TimeoutError):
                await self._listen_once()
            await asyncio.sleep(self._network.dice.random() * COME_BACK_WITHIN_S)

    async def _listen_once(self) -> None:
        url = self._network.url()
        async with connect(
            url.replace("http", "ws", 1) + self._address,
            additional_headers=self._headers,
            origin=url if self._headers else None,  # type: ignore[arg-type]
            proxy=None,
            ping_interval=None,
        ) as socket:
            for conversation_id, hello in self.hello.items():
                await socket.send(json.dumps({**hello, "after": self.last(conversation_id)}))
            while True:
                await self._hear(socket)

    async def _hear(self, socket: ClientConnection) -> None:
        frame = json.loads(await socket.recv())
        if frame["type"] != "message":
            return
        if self._network.breaks(self._network.cut_stream):
            socket.transport.abort()  # what came with it is lost, like the frame itself
            raise ConnectionAbortedError
        conversation_id = frame.get("conversation_id", "")
        self.received[conversation_id].append(frame["message"]["seq"])
        self.arrived_at[frame["message"]["text"]] = asyncio.get_running_loop().time()
        self.heard.set()

    def last(self, conversation_id: str = "") -> int:
        received = self.received[conversation_id]
        return received[-1] if received else 0
