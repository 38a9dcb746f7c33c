"""Turns are spread over several Rasa servers, and one that fails is left alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime

import httpx
import pytest

from api.conversations.messages import Author, Kind, Message, Turn
from api.conversations.rasa import Rasa, RasaUnavailableError, Understanding
from api.conversations.rasa_pool import RasaPool
from procedures.dialogue import State

UNDERSTOOD = Understanding(reply={}, state=State(), understood={})
TURN = Turn(
    conversation_id="c",
    message=Message(
        id="m", seq=1, author=Author.CITIZEN, kind=Kind.TEXT, text="bonjour", payload={}, created_at=datetime.now(UTC)
    ),
    state=State(),
)


class Server(Rasa):
    """Answers once ``go`` is set; fails with ``error`` when it has one."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__("http://nowhere.invalid")
        self.asked = 0
        self.error = error
        self.go = asyncio.Event()
        self.go.set()

    async def _ask(self, turn: Turn) -> Understanding:
        self.asked += 1
        await self.go.wait()
        if self.error:
            raise RasaUnavailableError("failed") from self.error
        return UNDERSTOOD


def test_turns_at_once_are_shared_out_evenly() -> None:
    async def at_once() -> Counter[int]:
        servers = [Server() for _ in range(3)]
        for server in servers:
            server.go.clear()
        pool = RasaPool(servers)
        turns = [asyncio.create_task(pool.understand(TURN)) for _ in range(6)]
        await asyncio.sleep(0)
        asked = Counter(server.asked for server in servers)
        for server in servers:
            server.go.set()
        await asyncio.gather(*turns)
        assert [server.busy for server in servers] == [0, 0, 0]
        return asked

    assert asyncio.run(at_once()) == {2: 3}


def test_a_server_that_is_gone_costs_nobody_an_answer() -> None:
    async def two_turns() -> tuple[int, int]:
        gone, well = Server(httpx.ConnectError("nobody there")), Server()
        pool = RasaPool([gone, well])
        for _ in range(2):
            assert await pool.understand(TURN) is UNDERSTOOD
        return gone.asked, well.asked

    assert asyncio.run(two_turns()) == (1, 2)  # found gone once, then left alone


def test_who_has_waited_for_one_server_does_not_wait_for_another() -> None:
    async def one_turn() -> int:
        slow, well = Server(TimeoutError()), Server()
        with pytest.raises(RasaUnavailableError):
            await RasaPool([slow, well]).understand(TURN)
        return well.asked

    assert asyncio.run(one_turn()) == 0


def test_without_any_server_the_turn_is_refused() -> None:
    async def one_turn() -> None:
        pool = RasaPool([Server(httpx.ConnectError("nobody")), Server(httpx.ConnectError("nobody"))])
        with pytest.raises(RasaUnavailableError):
            await pool.understand(TURN)

    asyncio.run(one_turn())
