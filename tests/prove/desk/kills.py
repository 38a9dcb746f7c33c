"""What was acknowledged survives whatever is killed: the api, the database, Redis, Rasa, the action server.

While citizens talk with the assistant and with agents, processes are killed (SIGKILL) and started again. At the end,
every message acknowledged is there once, in order, was heard by both sides, and every question put to the assistant
has one reply.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import httpx

from tests.integration.team import Colleague
from tests.prove.desk.exactly_once import Verdict, judge, stored_messages
from tests.prove.desk.sides import Network, Sender
from tests.prove.desk.talk import a_client, opened, talks
from tests.prove.desk.victims import Victim

REPLIED_WITHIN_S = 60.0
BETWEEN_KILLS_S = 2.0
WORDS = ("cantine", "passeport", "combien coûte un passeport", "bonjour")


@dataclass
class KillVerdict(Verdict):
    kills: Counter[str] = field(default_factory=Counter)
    back_after: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    questions: int = 0
    without_reply: int = 0
    with_two: int = 0

    @property
    def holds(self) -> bool:
        return super().holds and (self.without_reply, self.with_two) == (0, 0)

    def __str__(self) -> str:
        killed = ", ".join(
            f"{name} {count} times (back after {max(self.back_after[name]):.1f} s at most)"
            for name, count in self.kills.items()
        )
        replies = f"{self.questions} questions: without a reply {self.without_reply}, with two {self.with_two}"
        return f"killed: {killed}; {super().__str__()}; {replies}"


async def kills(
    network: Network, agents: Sequence[Colleague], victims: Mapping[str, Victim], *, times: int, conversations: int
) -> KillVerdict:
    """Kills each of ``victims`` that many ``times``, one after the other."""
    begun, over = time.monotonic(), asyncio.Event()
    verdict = KillVerdict(0, conversations, 0, 0.0)
    async with talks(network, agents, conversations) as found, a_client() as http:
        askers = [await _asker(http, network) for _ in range(conversations)]

        async def speak(sender: Sender, words: Sequence[str]) -> None:
            number = 0
            while not over.is_set():
                await sender.say(f"{words[number % len(words)]} {number}")
                verdict.messages += 1
                number += 1
                await asyncio.sleep(0.05)

        speaking = [
            *(speak(talk.citizen_says, ["citizen"]) for talk in found),
            *(speak(talk.agent_says, ["agent"]) for talk in found),
            *(speak(asker, WORDS) for _, asker in askers),
        ]
        tasks = [asyncio.create_task(one) for one in speaking]
        for _ in range(times):
            for name, victim in victims.items():
                await asyncio.sleep(BETWEEN_KILLS_S * network.dice.random())
                await asyncio.to_thread(victim.kill)
                verdict.kills[name] += 1
                await asyncio.sleep(0.2)
                verdict.back_after[name].append(await asyncio.to_thread(victim.start))
                await _serves(http, network)
        over.set()
        await asyncio.gather(*tasks)
        for talk in found:
            await judge(http, network, talk, verdict)
        for (path, token), asker in askers:
            await _judge_replies(http, network, path, token, asker, verdict)
    verdict.cuts, verdict.failures = network.cuts, tuple(network.failures)
    verdict.seconds = time.monotonic() - begun
    return verdict


async def _asker(http: httpx.AsyncClient, network: Network) -> tuple[tuple[str, str], Sender]:
    conversation = await opened(http, network.url())
    path, token = f"/api/v1/conversations/{conversation['id']}", conversation["token"]
    return (path, token), Sender(http, network, f"{path}/messages", {"Authorization": f"Bearer {token}"})


async def _serves(http: httpx.AsyncClient, network: Network) -> None:
    """Returns once every copy of the api says that it can serve."""
    for url in network.urls:
        while True:
            try:
                if (await http.get(f"{url}/readyz")).is_success:
                    break
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.1)


async def _judge_replies(
    http: httpx.AsyncClient, network: Network, path: str, token: str, asker: Sender, verdict: KillVerdict
) -> None:
    own = {"Authorization": f"Bearer {token}"}
    limit = time.monotonic() + REPLIED_WITHIN_S
    while True:
        messages = await stored_messages(http, network, path, own)
        asked = {one["id"]: one["text"] for one in messages if one["author"] == "citizen"}
        replies = Counter(one["in_reply_to"] for one in messages if one.get("in_reply_to"))
        if len(replies) == len(asked) or time.monotonic() > limit:
            break
        await asyncio.sleep(0.5)
    texts = Counter(asked.values())
    verdict.questions += len(asked)
    verdict.lost += sum(texts[text] == 0 for text in asker.acknowledged)
    verdict.doubled += sum(max(0, count - 1) for count in texts.values())
    verdict.without_reply += sum(replies[one] == 0 for one in asked)
    verdict.with_two += sum(replies[one] > 1 for one in asked)
