"""Two agents claim one conversation at the same moment, again and again: one has it, the other is told who."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from tests.integration.team import Colleague
from tests.prove.desk.sides import Network
from tests.prove.desk.talk import a_client, be_there, may_write, opened

SIGN_OF_LIFE_EVERY = 20  # pairs


@dataclass
class ClaimVerdict:
    pairs: int = 0
    one_winner: int = 0
    told_who: int = 0
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        return self.pairs == self.one_winner == self.told_who

    def __str__(self) -> str:
        return (
            f"{self.pairs} pairs of claims in {self.seconds:.0f} s: exactly one winner {self.one_winner}, "
            f"the other told who {self.told_who}"
        )


async def claims(network: Network, agents: Sequence[Colleague], *, pairs: int) -> ClaimVerdict:
    """``agents``: two. With several copies of the api, each claims at another one."""
    verdict, begun = ClaimVerdict(), time.monotonic()
    urls = network.urls[0], network.urls[-1]
    async with a_client() as http:

        async def claim(conversation_id: str, agent: Colleague, url: str) -> httpx.Response:
            path = f"{url}/api/v1/agent/conversations/{conversation_id}/claim"
            return await http.post(path, headers={**may_write(agent), "Origin": url})

        for number in range(pairs):
            if number % SIGN_OF_LIFE_EVERY == 0:  # no console is open here that would give one
                for agent in agents:
                    await be_there(http, urls[0], agent)
            conversation = await opened(http, urls[0])
            own = {"Authorization": f"Bearer {conversation['token']}"}
            path = f"{urls[0]}/api/v1/conversations/{conversation['id']}"
            asked = await http.post(f"{path}/handoff", json={"consent": True}, headers=own)
            assert asked.status_code == 202, asked.text
            both = await asyncio.gather(*(claim(conversation["id"], *one) for one in zip(agents, urls, strict=True)))
            won = [one for one in both if one.status_code == 200]
            lost = [one for one in both if one.status_code == 409]
            verdict.pairs += 1
            verdict.one_winner += (len(won), len(lost)) == (1, 1)
            verdict.told_who += bool(won and lost) and lost[0].json()["owner"] == won[0].json()["owner"]
            await http.delete(path, headers=own)
    verdict.seconds = time.monotonic() - begun
    return verdict
