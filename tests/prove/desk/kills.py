"""What was acknowledged survives whatever is killed: the api, the database, Redis, Rasa, the action server.

While citizens talk with the assistant and with agents, processes are killed (SIGKILL) and started again: those without
which no message is taken, one after the other, and at the same time those without which it is answered less well, which
take longer to start. At the end, every message acknowledged is there once, in order, was heard by both sides, and every
question put to the assistant has one reply.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from tests.integration.team import Colleague
from tests.prove.desk.exactly_once import Verdict, judge, stored_messages
from tests.prove.desk.sides import Network, Sender, check_failure
from tests.prove.desk.talk import a_client, opened, talks
from tests.prove.desk.victims import Victim

REPLIED_WITHIN_S = 60.0
POLLED_S = 0.05  # between two looks for a reply, when it was refused
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
            for name, count in sorted(self.kills.items())
        )
        replies = f"{self.questions} questions: without a reply {self.without_reply}, with two {self.with_two}"
        return f"killed: {killed}; {super().__str__()}; {replies}"


async def kills(
    network: Network,
    agents: Sequence[Colleague],
    victims: Mapping[str, Victim],
    helpers: Mapping[str, Victim],
    *,
    times: int,
    conversations: int,
    pause: float,
) -> KillVerdict:
    """Kills each of ``victims`` and, at the same time, each of ``helpers`` that many ``times``, one after the other.
    ``pause``: seconds between two messages of one person."""
    begun = time.monotonic()
    async with talks(network, agents, conversations) as found, a_client() as http:
        siege = _Siege(http, network, KillVerdict(0, conversations, 0, 0.0), asyncio.Event(), pause)
        askers = [await _asker(http, network) for _ in range(conversations)]
        async with asyncio.TaskGroup() as everything:  # whatever fails ends the proof at once
            for talk in found:
                everything.create_task(siege.speak(talk.citizen_says, "citizen"))
                everything.create_task(siege.speak(talk.agent_says, "agent"))
            for asker in askers:
                everything.create_task(siege.ask(asker))
            await asyncio.gather(siege.kill(victims, times), siege.kill(helpers, times))
            siege.over.set()
        for talk in found:
            await judge(http, network, talk, siege.verdict)
        for asker in askers:
            await _judge_replies(http, network, asker, siege.verdict)
    verdict = siege.verdict
    verdict.cuts, verdict.failures = network.cuts, tuple(network.failures)
    verdict.seconds = time.monotonic() - begun
    return verdict


@dataclass(frozen=True)
class _Siege:
    """What goes on until it is ``over``."""

    http: httpx.AsyncClient
    network: Network
    verdict: KillVerdict
    over: asyncio.Event
    pause: float

    async def speak(self, sender: Sender, word: str) -> None:
        while not self.over.is_set():
            await sender.say(f"{word} {len(sender.acknowledged)}")
            self.verdict.messages += 1
            await asyncio.sleep(self.pause)

    async def ask(self, asker: Asker) -> None:
        """As people do: the next question comes after the reply."""
        while not self.over.is_set():
            number = len(asker.says.acknowledged)
            await asker.says.say(f"{WORDS[number % len(WORDS)]} {number}")
            self.verdict.messages += 1
            await self._replied(asker)
            await asyncio.sleep(self.pause)

    async def _replied(self, asker: Asker) -> None:
        """Returns once the last question is answered, or has been waited for long enough: the verdict tells."""
        news = {"after": list(asker.says.acknowledged.values())[-1], "wait": 5}
        limit = time.monotonic() + REPLIED_WITHIN_S
        while time.monotonic() < limit:
            with suppress(httpx.HTTPError):
                path = f"{self.network.url()}{asker.path}/messages"
                response = await self.http.get(path, params=news, headers=asker.own)
                if response.status_code != 200:
                    check_failure(response, self.network)
                elif response.json()["messages"]:
                    return
            await asyncio.sleep(POLLED_S)

    async def kill(self, chain: Mapping[str, Victim], times: int) -> None:
        """One after the other; the next one dies once this one, and each api, is there again."""
        for number in range(times):
            for name, victim in chain.items():
                await asyncio.sleep(BETWEEN_KILLS_S * self.network.dice.random())
                await asyncio.to_thread(victim.kill)
                self.verdict.kills[name] += 1
                await asyncio.sleep(0.2)
                self.verdict.back_after[name].append(await asyncio.to_thread(victim.start))
                await _serves(self.http, self.network)
            if chain:
                print(f"  {', '.join(chain)}: {number + 1} of {times}, {self.verdict.messages} messages", flush=True)


@dataclass(frozen=True)
class Asker:
    """A citizen who talks with the assistant."""

    path: str
    own: dict[str, str]
    says: Sender


async def _asker(http: httpx.AsyncClient, network: Network) -> Asker:
    conversation = await opened(http, network.url())
    path, own = f"/api/v1/conversations/{conversation['id']}", {"Authorization": f"Bearer {conversation['token']}"}
    return Asker(path, own, Sender(http, network, f"{path}/messages", own))


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


async def _judge_replies(http: httpx.AsyncClient, network: Network, asker: Asker, verdict: KillVerdict) -> None:
    limit = time.monotonic() + REPLIED_WITHIN_S
    while True:
        messages = await stored_messages(http, network, asker.path, asker.own)
        asked = {one["id"]: one["text"] for one in messages if one["author"] == "citizen"}
        replies = Counter(one["in_reply_to"] for one in messages if one.get("in_reply_to"))
        if len(replies) == len(asked) or time.monotonic() > limit:
            break
        await asyncio.sleep(0.5)
    texts = Counter(asked.values())
    verdict.questions += len(asked)
    verdict.lost += sum(texts[text] == 0 for text in asker.says.acknowledged)
    verdict.doubled += sum(max(0, count - 1) for count in texts.values())
    verdict.without_reply += sum(replies[one] == 0 for one in asked)
    verdict.with_two += sum(replies[one] > 1 for one in asked)
