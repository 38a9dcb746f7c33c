"""How fast an agent's words reach the citizen while many speak, and what many open sockets cost."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from websockets.asyncio.client import connect

from tests.integration.team import Colleague
from tests.prove.desk.sides import Listener, Network
from tests.prove.desk.talk import a_client, opened, talks

AT_ONCE = 32
HEARD_WITHIN_S = 30.0
NAP_S = 0.02


@dataclass(frozen=True)
class Speed:
    """In milliseconds, from the agent's request to the frame at the citizen's. ``late``: how late the machine woke this
    program itself meanwhile, in nineteen cases of twenty; on a machine with nothing else to do, one or two."""

    conversations: int
    p50: float
    p95: float
    worst: float
    late: float

    def __str__(self) -> str:
        return (
            f"agent to citizen with {self.conversations} open conversations: p50 {self.p50:.0f} ms, "
            f"p95 {self.p95:.0f} ms, worst {self.worst:.0f} ms; the proof itself woke {self.late:.0f} ms late (p95)"
        )


async def speed(
    network: Network, agents: Sequence[Colleague], *, conversations: int, words: int, a_second: float
) -> Speed:
    """Agents say ``words`` in all, ``a_second``, each in another conversation."""
    async with talks(network, agents, conversations) as found:
        for talk in found:  # the greeting, the queue, and who answers
            await _has_heard(talk.citizen_hears, "", 3)
            await _has_heard(talk.agent_hears, talk.id, 3)
        clock, took = asyncio.get_running_loop().time, []
        late: list[float] = []
        watch = asyncio.create_task(_note_lateness(late))

        async def say(number: int) -> None:
            talk, text = found[number % len(found)], f"word {number}"
            begun = clock()
            await talk.agent_says.say(text)
            async with asyncio.timeout(HEARD_WITHIN_S):
                while text not in talk.citizen_hears.arrived_at:
                    talk.citizen_hears.heard.clear()
                    await talk.citizen_hears.heard.wait()
            took.append((talk.citizen_hears.arrived_at[text] - begun) * 1000)

        tasks = []
        for number in range(words):
            tasks.append(asyncio.create_task(say(number)))
            await asyncio.sleep(1 / a_second)
        await asyncio.gather(*tasks)
        watch.cancel()
    return Speed(conversations, statistics.median(took), _p95(took), max(took), _p95(late))


async def _note_lateness(late: list[float]) -> None:
    """Adds to ``late`` by how many milliseconds a short sleep was too long, until cancelled."""
    clock = asyncio.get_running_loop().time
    while True:
        begun = clock()
        await asyncio.sleep(NAP_S)
        late.append((clock() - begun - NAP_S) * 1000)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


async def _has_heard(listener: Listener, conversation_id: str, seq: int) -> None:
    while listener.last(conversation_id) < seq:
        listener.heard.clear()
        await listener.heard.wait()


@dataclass(frozen=True)
class Cost:
    sockets: int
    before_mb: float
    after_mb: float
    seconds: float
    answered_ms: float  # a request, meanwhile

    def __str__(self) -> str:
        each = (self.after_mb - self.before_mb) * 1000 / self.sockets
        return (
            f"{self.sockets} sockets on one process, opened in {self.seconds:.0f} s: {self.before_mb:.0f} MB before, "
            f"{self.after_mb:.0f} MB with them ({each:.0f} kB each); a request meanwhile {self.answered_ms:.0f} ms"
        )


async def sockets(url: str, pid: int, *, count: int) -> Cost:
    """That many citizens with an open stream, each of whom has heard the first message."""
    before, begun = resident_mb(pid), time.monotonic()
    async with AsyncExitStack() as opening, a_client() as http:
        turns = asyncio.Semaphore(AT_ONCE)

        async def one() -> None:
            async with turns:
                conversation = await opened(http, url)
                address = f"{url.replace('http', 'ws', 1)}/api/v1/conversations/{conversation['id']}/stream"
                socket = await opening.enter_async_context(connect(address, proxy=None, ping_interval=None))
                await socket.send(json.dumps({"type": "auth", "token": conversation["token"], "after": 0}))
                while json.loads(await socket.recv())["type"] != "message":
                    pass

        await asyncio.gather(*(one() for _ in range(count)))
        took = time.monotonic() - begun
        asked = time.monotonic()
        await http.get(f"{url}/api/v1/site")
        return Cost(count, before, resident_mb(pid), took, (time.monotonic() - asked) * 1000)


def resident_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
