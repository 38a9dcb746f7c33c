"""Conversations between citizens and agents, opened for a proof."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.integration.team import Colleague
from tests.prove.desk.sides import Listener, Network, Sender

Json = dict[str, Any]
AT_ONCE = 16


@dataclass
class Talk:
    """One conversation that an agent has taken: who speaks, who listens, on both sides."""

    id: str
    token: str
    agent: Colleague
    citizen_says: Sender
    agent_says: Sender
    citizen_hears: Listener
    agent_hears: Listener

    @property
    def path(self) -> str:
        return f"/api/v1/conversations/{self.id}"


def a_client() -> httpx.AsyncClient:
    """It lets go of a connection before the service does: a busy machine must not be taken for a fault."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=64, keepalive_expiry=1.0)
    return httpx.AsyncClient(trust_env=False, timeout=60, limits=limits)


def cookie(agent: Colleague) -> dict[str, str]:
    return {"Cookie": agent.cookie}


def may_write(agent: Colleague) -> dict[str, str]:
    return {**cookie(agent), "X-CSRF-Token": agent.http.headers["X-CSRF-Token"]}


async def opened(http: httpx.AsyncClient, url: str) -> Json:
    """A new conversation."""
    response = await http.post(f"{url}/api/v1/conversations", json={})
    assert response.status_code == 201, response.text
    found: Json = response.json()
    return found


async def be_there(http: httpx.AsyncClient, url: str, agent: Colleague) -> None:
    online = await http.post(f"{url}/api/v1/agent/presence", json={"state": "online"}, headers=may_write(agent))
    assert online.status_code == 204, online.text


async def taken(http: httpx.AsyncClient, network: Network, agent: Colleague, agent_hears: Listener) -> Talk:
    """A conversation that ``agent`` has taken."""
    url = network.urls[0]
    conversation = await opened(http, url)
    own = {"Authorization": f"Bearer {conversation['token']}"}
    path = f"/api/v1/conversations/{conversation['id']}"
    asked = await http.post(f"{url}{path}/handoff", json={"consent": True}, headers=own)
    assert asked.status_code == 202, asked.text
    desk = f"/api/v1/agent/conversations/{conversation['id']}"
    claimed = await http.post(f"{url}{desk}/claim", headers=may_write(agent))
    assert claimed.status_code == 200, claimed.text
    agent_hears.hello[conversation["id"]] = {"type": "watch", "conversation_id": conversation["id"]}
    citizen_hears = Listener(network, f"{path}/stream", {})
    citizen_hears.hello[""] = {"type": "auth", "token": conversation["token"]}
    return Talk(
        id=conversation["id"],
        token=conversation["token"],
        agent=agent,
        citizen_says=Sender(http, network, f"{path}/messages", own),
        agent_says=Sender(http, network, f"{desk}/messages", may_write(agent)),
        citizen_hears=citizen_hears,
        agent_hears=agent_hears,
    )


@asynccontextmanager
async def talks(network: Network, agents: Sequence[Colleague], count: int) -> AsyncIterator[list[Talk]]:
    """``count`` conversations shared among ``agents``, with both sides listening."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(a_client())
        consoles = [Listener(network, "/api/v1/agent/stream", cookie(agent)) for agent in agents]
        for agent in agents:
            await be_there(http, network.urls[0], agent)
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> Talk:
            which = number % len(agents)
            async with turns:
                return await taken(http, network, agents[which], consoles[which])

        found = await asyncio.gather(*(one(number) for number in range(count)))
        listening = [*consoles, *(talk.citizen_hears for talk in found)]
        tasks = [asyncio.create_task(listener.listen_forever()) for listener in listening]
        try:
            yield found
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
