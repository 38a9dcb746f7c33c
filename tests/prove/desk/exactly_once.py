"""Every message arrives, once, in order, on both sides, however often either of them is cut off.

Each side of each conversation says its share of the messages, one after the other, each again until it is acknowledged.
Requests are given up before their answer comes, and sockets break while messages come in. Then what was acknowledged is
compared with what is stored, and what each side heard with both.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import httpx

from tests.integration.team import Colleague
from tests.prove.desk.sides import Listener, Network, check_failure
from tests.prove.desk.talk import Talk, a_client, talks

IN_FLIGHT = 16
HEARD_WITHIN_S = 120
PROGRESS_EVERY = 10_000


@dataclass
class Verdict:
    messages: int
    conversations: int
    cuts: int
    seconds: float
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    failures: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return (self.lost, self.doubled, self.out_of_order, self.failures) == (0, 0, 0, ())

    def __str__(self) -> str:
        return (
            f"{self.messages} messages, {self.conversations} conversations, {self.cuts} disconnections, "
            f"{self.seconds:.0f} s ({self.messages / self.seconds:.0f}/s): lost {self.lost}, doubled {self.doubled}, "
            f"out of order {self.out_of_order}, failures without a sentence {len(self.failures)}"
        )


async def exactly_once(
    network: Network, agents: Sequence[Colleague], *, messages: int, conversations: int, at_most_s: float = math.inf
) -> Verdict:
    """``messages`` in all, half of them the citizens'; fewer when ``at_most_s`` seconds do not suffice."""
    begun = time.monotonic()
    each = messages // conversations // 2
    in_flight = asyncio.Semaphore(IN_FLIGHT)
    async with talks(network, agents, conversations) as found:
        said = 0

        async def speak(talk: Talk, who: str) -> None:
            nonlocal said
            sender = talk.citizen_says if who == "citizen" else talk.agent_says
            for number in range(each):
                async with in_flight:
                    if time.monotonic() - begun > at_most_s:
                        return
                    await sender.say(f"{who} {number}")
                said += 1
                if said % PROGRESS_EVERY == 0:
                    print(f"  {said} messages, {time.monotonic() - begun:.0f} s", flush=True)

        await asyncio.gather(*(speak(talk, who) for talk in found for who in ("citizen", "agent")))
        verdict = Verdict(said, conversations, network.cuts, 0)
        async with a_client() as http:
            for talk in found:
                await judge(http, network, talk, verdict)
    verdict.seconds = time.monotonic() - begun
    verdict.failures = tuple(network.failures)
    return verdict


async def stored_messages(
    http: httpx.AsyncClient, network: Network, path: str, own: dict[str, str]
) -> list[dict[str, Any]]:
    """All messages of a conversation, asked for until they come."""
    while True:
        try:
            response = await http.get(f"{network.url()}{path}/messages", headers=own)
        except httpx.HTTPError:
            continue
        if response.status_code == 200:
            found: list[dict[str, Any]] = response.json()["messages"]
            return found
        check_failure(response, network)


async def judge(http: httpx.AsyncClient, network: Network, talk: Talk, verdict: Verdict) -> None:
    """Adds to ``verdict`` what went wrong in ``talk``."""
    own = {"Authorization": f"Bearer {talk.token}"}
    stored = await stored_messages(http, network, talk.path, own)
    times = Counter((one["author"], one["text"]) for one in stored)
    for author, sender in (("citizen", talk.citizen_says), ("agent", talk.agent_says)):
        said = list(sender.acknowledged)
        verdict.lost += sum(times[author, text] == 0 for text in said)
        verdict.doubled += sum(max(0, times[author, text] - 1) for text in said)
        seqs = list(sender.acknowledged.values())
        verdict.out_of_order += sum(later <= earlier for earlier, later in pairwise(seqs))
    everything = [one["seq"] for one in stored]
    verdict.out_of_order += everything != list(range(1, len(stored) + 1))
    await _heard(talk.citizen_hears, "", everything, verdict)
    await _heard(talk.agent_hears, talk.id, everything, verdict)


async def _heard(listener: Listener, conversation_id: str, everything: list[int], verdict: Verdict) -> None:
    try:
        async with asyncio.timeout(HEARD_WITHIN_S):
            while listener.last(conversation_id) < everything[-1]:
                listener.heard.clear()
                await listener.heard.wait()
    except TimeoutError:
        pass
    received = listener.received[conversation_id]
    verdict.lost += len(set(everything) - set(received))
    verdict.doubled += len(received) - len(set(received))
    verdict.out_of_order += received != sorted(received)
