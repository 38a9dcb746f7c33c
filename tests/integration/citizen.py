"""A citizen at the HTTP contract."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import httpx
from websockets.sync.client import ClientConnection, connect

Json = dict[str, Any]


class Citizen:
    """One conversation, from its opening on."""

    def __init__(self, url: str, **opening: Any) -> None:
        self.http = httpx.Client(base_url=f"{url}/api/v1", timeout=30, trust_env=False)
        response = self.http.post("/conversations", json=opening)
        assert response.status_code == 201, response.text
        self.opened: Json = response.json()
        self.id: str = self.opened["id"]
        self.token: str = self.opened["token"]
        self.path = f"/conversations/{self.id}"
        self.http.headers["Authorization"] = f"Bearer {self.token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def send(self, **body: Any) -> httpx.Response:
        """POST of one message; a ``client_id`` is made up unless given."""
        return self.http.post(f"{self.path}/messages", json={"client_id": str(uuid.uuid4()), **body})

    def say(self, text: str) -> Json:
        """The assistant's reply to ``text``."""
        return self._reply(self.send(text=text))

    def choose(self, value: str) -> Json:
        """The assistant's reply to a click."""
        return self._reply(self.send(choice=value))

    def reply_to(self, message: Json) -> Json:
        """Waits for the reply to ``message``."""
        after = message["seq"]
        while True:
            for other in self.messages(after=after, wait=25):
                if other.get("in_reply_to") == message["id"]:
                    return other
                after = other["seq"]

    def messages(self, **params: Any) -> list[Json]:
        response = self.http.get(f"{self.path}/messages", params=params)
        assert response.status_code == 200, response.text
        found: list[Json] = response.json()["messages"]
        return found

    def _reply(self, response: httpx.Response) -> Json:
        assert response.status_code == 201, response.text
        return self.reply_to(response.json()["message"])

    @contextmanager
    def stream(self, *, after: int = 0, origin: str | None = None) -> Iterator[Stream]:
        address = str(self.http.base_url).replace("http", "ws", 1).rstrip("/") + f"{self.path}/stream"
        with connect(address, origin=origin, proxy=None) as socket:  # type: ignore[arg-type]
            socket.send(json.dumps({"type": "auth", "token": self.token, "after": after}))
            yield Stream(socket)


class Stream:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def frame(self) -> Json:
        received: Json = json.loads(self.socket.recv(timeout=20))
        return received

    def message(self) -> Json:
        """The next frame that is a message."""
        while True:
            frame = self.frame()
            if frame["type"] == "message":
                found: Json = frame["message"]
                return found


def choices(message: Json) -> dict[str, str]:
    """Values of what a message offers, by label."""
    payload = message["payload"]
    return {one["label"]: one["value"] for one in (*payload.get("choices", ()), *payload.get("suggestions", ()))}
