"""A citizen in conversation, over the HTTP contract alone: what is typed, what is clicked, what comes back."""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

WAIT_S = 25  # of one long poll, the most that the contract allows
HTTP_PATIENCE_S = 60.0

Message = dict[str, Any]


class NoReplyError(Exception):
    """A message was accepted and no reply came; or the service refuses it, for the reason given."""


@dataclass(frozen=True)
class Button:
    label: str
    value: str


class Citizen:
    """One conversation at a time; ``begin`` opens the next. ``took``: seconds from the last message to its reply."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self._address = ""
        self._headers: dict[str, str] = {}
        self.last: Message = {}
        self.took = 0.0

    def begin(self, procedure: str | None = None, aspect: str | None = None) -> Message:
        """Opens a conversation, about ``procedure`` if any; what the assistant says first."""
        told = {"procedure": procedure, "aspect": aspect}
        body = {name: value for name, value in told.items() if value is not None}
        opened = self._checked(self._http.post("conversations", json=body)).json()
        self._address = f"conversations/{opened['id']}"
        self._headers = {"Authorization": f"Bearer {opened['token']}"}
        self.last = opened["messages"][-1]
        return self.last

    def another(self) -> Citizen:
        """Somebody else on the same connection, in a conversation of their own."""
        other = Citizen(self._http)
        other.begin()
        return other

    def say(self, text: str) -> Message:
        """The reply to ``text``. Raises NoReplyError."""
        return self._send({"text": text})

    def press(self, value: str) -> Message:
        """The reply to a click on the button of that value. Raises NoReplyError."""
        return self._send({"choice": value})

    def rate(self, *, useful: bool) -> Message:
        """Judges the last message; what the assistant says to that, or the last message when it says nothing."""
        seq = self.last["seq"]
        feedback = {"seq": seq, "useful": useful}
        self._checked(self._http.post(f"{self._address}/feedback", json=feedback, headers=self._headers))
        if said := self._after(seq, wait=0):
            self.last = said[-1]
        return self.last

    def buttons(self) -> tuple[Button, ...]:
        """All that the last message offers to click, in its order."""
        return tuple(_buttons(self.last.get("payload", {})))

    def _send(self, content: Mapping[str, str]) -> Message:
        begun = time.perf_counter()
        body = {"client_id": str(uuid.uuid4()), **content}
        sent = self._checked(self._http.post(f"{self._address}/messages", json=body, headers=self._headers))
        asked = sent.json()["message"]
        for message in self._after(asked["seq"], wait=WAIT_S):
            if message.get("in_reply_to") == asked["id"]:
                self.took = time.perf_counter() - begun
                self.last = message
                return message
        raise NoReplyError(f"no reply in {WAIT_S} s to {content}")

    def _after(self, seq: int, *, wait: int) -> list[Message]:
        asked = {"after": seq, "wait": wait}
        polled = self._checked(self._http.get(f"{self._address}/messages", params=asked, headers=self._headers))
        messages: list[Message] = polled.json()["messages"]
        return messages

    @staticmethod
    def _checked(response: httpx.Response) -> httpx.Response:
        if response.is_error:
            raise NoReplyError(f"{response.request.method} {response.url.path}: {response.status_code} {response.text}")
        return response


@contextlib.contextmanager
def connected(url: str) -> Iterator[Citizen]:
    """A citizen of the assistant at ``url``, who has not opened a conversation yet."""
    with httpx.Client(base_url=f"{url}/api/v1/", timeout=HTTP_PATIENCE_S, trust_env=False) as http:
        yield Citizen(http)


def _buttons(payload: Mapping[str, Any]) -> Iterator[Button]:
    changes = [fact["change"] for fact in payload.get("facts", ()) if "change" in fact]
    back = [payload["back"]] if "back" in payload else []
    for offer in (*payload.get("choices", ()), *payload.get("suggestions", ()), *changes, *back):
        yield Button(offer["label"], offer["value"])
    for other in payload.get("related", ()):
        yield Button(other["title"], other["id"])
