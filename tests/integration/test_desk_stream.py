"""What happens reaches both sides at once: places in the queue, words, signs of typing and of reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from api.staff.identity import Role
from assistant.setup.programs import REDIS
from tests.integration.citizen import Citizen, Stream
from tests.integration.conftest import Start, Welcome
from tests.integration.handing_over import act, ask, at_work, reply
from tests.integration.live_server import LiveServer
from tests.integration.team import Colleague, Team
from tests.redis_server import RedisServer

Json = dict[str, Any]


@pytest.fixture
def service(start: Start) -> LiveServer:
    return start(live_chat="always")


class Console(Stream):
    """An agent's stream."""

    def send(self, **frame: Any) -> None:
        self.socket.send(json.dumps(frame))

    def watch(self, citizen: Citizen, after: int = 0) -> None:
        self.send(type="watch", conversation_id=citizen.id, after=after)

    def next(self, kind: str) -> Json:
        """The next frame of that kind."""
        return next_frame(self, kind)


def next_frame(stream: Stream, kind: str) -> Json:
    while (frame := stream.frame())["type"] != kind:
        pass
    return frame


@contextmanager
def console(url: str, colleague: Colleague | None) -> Iterator[Console]:
    headers = {"Cookie": colleague.cookie} if colleague else {}
    with _connect(url, headers) as socket:
        yield Console(socket)


def _connect(url: str, headers: dict[str, str]) -> ClientConnection:
    address = f"{url.replace('http', 'ws', 1)}/api/v1/agent/stream"
    return connect(address, origin=url, additional_headers=headers, proxy=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("role", "code"), [(None, 4401), (Role.EDITOR, 4403)])
def test_only_agents_may_open_it(service: LiveServer, team: Team, role: Role | None, code: int) -> None:
    colleague = team.join(role) if role else None
    with console(service.url, colleague) as stream, pytest.raises(ConnectionClosed) as closed:
        stream.frame()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == code


def test_whoever_asks_for_a_person_appears_on_the_desk(service: LiveServer, citizen: Citizen, team: Team) -> None:
    camille = at_work(team, "Camille")
    with console(service.url, camille) as stream:
        assert stream.next("desk")["waiting"] == []
        ask(citizen)
        desk = stream.next("desk")
        assert [one["id"] for one in desk["waiting"]] == [citizen.id]
        act(camille, citizen, "claim")
        desk = stream.next("desk")
        while desk["waiting"]:
            desk = stream.next("desk")
        assert [one["id"] for one in desk["mine"]] == [citizen.id]


def test_words_go_both_ways_in_order_and_once(service: LiveServer, citizen: Citizen, team: Team) -> None:
    camille = at_work(team, "Camille")
    ask(citizen)
    act(camille, citizen, "claim")
    with console(service.url, camille) as stream, citizen.stream(after=1) as news:
        stream.watch(citizen)
        for number in range(5):
            citizen.send(text=f"question {number}")
            reply(camille, citizen, f"réponse {number}")
        expected = [f"{kind} {number}" for number in range(5) for kind in ("question", "réponse")]
        seen = [stream.message() for _ in range(3 + len(expected))]
        assert [one["text"] for one in seen[3:]] == expected
        assert [one["seq"] for one in seen] == list(range(1, len(seen) + 1))
        assert [news.message()["text"] for _ in range(2 + len(expected))][2:] == expected


def test_typing_and_reading_are_shown_to_the_other_side(service: LiveServer, citizen: Citizen, team: Team) -> None:
    camille = at_work(team, "Camille")
    ask(citizen)
    act(camille, citizen, "claim")
    with console(service.url, camille) as stream, citizen.stream() as news:
        stream.watch(citizen)
        assert next_frame(news, "status")["status"] == "agent"
        stream.next("status")
        stream.send(type="typing", conversation_id=citizen.id)
        assert next_frame(news, "typing") == {"type": "typing", "author": "agent", "typing": True}
        news.socket.send(json.dumps({"type": "typing"}))
        assert stream.next("typing")["author"] == "citizen"
        news.socket.send(json.dumps({"type": "read", "seq": 2}))
        assert stream.next("read") == {"type": "read", "by": "citizen", "seq": 2, "conversation_id": citizen.id}
        stream.send(type="read", conversation_id=citizen.id, seq=3)
        assert next_frame(news, "read") == {"type": "read", "by": "agent", "seq": 3}


def test_a_conversation_that_was_not_handed_over_cannot_be_watched(
    service: LiveServer, citizen: Citizen, team: Team
) -> None:
    with console(service.url, at_work(team, "Camille")) as stream:
        stream.watch(citizen)
        assert stream.next("gone")["conversation_id"] == citizen.id


def test_nonsense_is_not_heard_and_ends_nothing(service: LiveServer, citizen: Citizen, team: Team) -> None:
    with console(service.url, at_work(team, "Camille")) as stream:
        for one, after in (("\x00", 0), (citizen.id, 2**70), (citizen.id, -1), ("x" * 400, 0)):
            stream.send(type="watch", conversation_id=one, after=after)
        stream.socket.send("no JSON")
        stream.send(type="ping")
        assert stream.next("pong")


def test_nonsense_in_an_address_finds_nothing(team: Team) -> None:
    camille = at_work(team, "Camille")
    assert camille.http.get("/agent/conversations/%00").status_code == 422
    assert camille.http.get("/agent/conversations", params={"q": "\x00"}).status_code == 200
    assert camille.http.post("/agent/callbacks/%00/result", json={"reached": True}).status_code == 422


def test_those_who_wait_see_their_place_change(
    service: LiveServer, citizen: Citizen, team: Team, welcome: Welcome
) -> None:
    camille, first = at_work(team, "Camille"), welcome(service.url)
    ask(first)
    ask(citizen)
    with citizen.stream() as news:
        assert next_frame(news, "queue")["position"] == 2
        act(camille, first, "claim")
        assert next_frame(news, "queue")["position"] == 1
        act(camille, citizen, "claim")
        assert next_frame(news, "status")["status"] == "agent"


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    if REDIS.find() is None:
        pytest.skip(f"Redis est absent : {REDIS.cure}")
    with RedisServer.started() as url:
        yield url


@pytest.mark.parametrize("between", ["the database alone", "Redis"])
def test_two_processes_serve_one_conversation(
    start: Start, welcome: Welcome, database_url: str, between: str, request: pytest.FixtureRequest
) -> None:
    redis = {"redis_url": request.getfixturevalue("redis_url")} if between == "Redis" else {}
    here, there = start(live_chat="always", **redis), start(live_chat="always", **redis)
    with ExitStack() as opened:
        camille = at_work(opened.enter_context(Team(there.url, database_url)), "Camille")
        citizen = welcome(here.url)
        stream = opened.enter_context(console(there.url, camille))
        news = opened.enter_context(citizen.stream(after=1))
        ask(citizen)
        desk = stream.next("desk")
        while not desk["waiting"]:
            desk = stream.next("desk")
        act(camille, citizen, "claim")
        stream.watch(citizen, after=3)
        for number in range(5):
            citizen.send(text=f"question {number}")
            assert stream.message()["text"] == f"question {number}"
            reply(camille, citizen, f"réponse {number}")
            assert stream.message()["text"] == f"réponse {number}"
        received = [news.message() for _ in range(12)]
        assert [one["seq"] for one in received] == list(range(2, 14))
        if redis:
            stream.send(type="typing", conversation_id=citizen.id)
            assert next_frame(news, "typing")["author"] == "agent"
