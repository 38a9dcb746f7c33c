"""The evaluation's citizen keeps to the HTTP contract."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest

from assistant.cli.evaluation import citizen
from assistant.cli.evaluation.citizen import Exchange


class Api:
    """As much of the citizen's side as one question needs; ``polls_before_reply`` long polls come back empty."""

    def __init__(self, *, polls_before_reply: int = 0, refusal: str = "") -> None:
        self.polls_left = polls_before_reply
        self.refusal = refusal
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/conversations"):
            return httpx.Response(201, json={"id": "c1", "token": "t1", "status": "bot", "messages": []})
        assert request.headers["Authorization"] == "Bearer t1"
        return self._said(request) if request.method == "POST" else self._polled(request)

    def _said(self, request: httpx.Request) -> httpx.Response:
        if self.refusal:
            return httpx.Response(422, json={"detail": self.refusal})
        self.asked.append(json.loads(request.content)["text"])
        message = {"id": "m1", "seq": 2, "created_at": "2026-11-22T10:00:00.000000+00:00"}
        return httpx.Response(201, json={"message": message})

    def _polled(self, request: httpx.Request) -> httpx.Response:
        assert request.url.params["after"] == "2"
        if self.polls_left:
            self.polls_left -= 1
            return httpx.Response(200, json={"status": "bot", "messages": []})
        reply = {"id": "m2", "seq": 3, "in_reply_to": "m1", "created_at": "2026-11-22T10:00:00.125000+00:00"}
        return httpx.Response(200, json={"status": "bot", "messages": [reply]})


def asked_of(api: Api, text: str = "Bonjour") -> Exchange:
    async def ask() -> Exchange:
        transport = httpx.MockTransport(api)
        async with httpx.AsyncClient(base_url="http://api.example/api/v1/", transport=transport) as client:
            return await citizen.ask(client, text)

    return asyncio.run(ask())


def test_the_reply_is_waited_for_and_timed_from_message_to_reply() -> None:
    api = Api(polls_before_reply=2)
    exchange = asked_of(api)
    assert api.asked == ["Bonjour"]
    assert exchange.reply["id"] == "m2"
    assert exchange.latency_ms == 125


def test_a_refused_text_tells_what_the_citizen_reads() -> None:
    with pytest.raises(citizen.RefusedError, match="trop long"):
        asked_of(Api(refusal="Votre message est trop long."))


def test_a_reply_that_never_comes_is_not_waited_for_for_ever() -> None:
    with pytest.raises(citizen.NoReplyError):
        asked_of(Api(polls_before_reply=100))
