"""Many citizens open a conversation at the same moment, as when a town writes to all of them: nobody is refused."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass

from tests.prove.desk.talk import a_client


@dataclass(frozen=True)
class CrowdVerdict:
    answers: Counter[int]
    seconds: float

    @property
    def holds(self) -> bool:
        return set(self.answers) == {201}

    def __str__(self) -> str:
        return f"{self.answers.total()} opened at once, the last after {self.seconds:.1f} s: {dict(self.answers)}"


async def crowd(url: str, *, count: int) -> CrowdVerdict:
    """``count`` conversations, asked for together."""
    begun = time.monotonic()
    async with a_client() as http:
        asked = (http.post(f"{url}/api/v1/conversations", json={}) for _ in range(count))
        answers = Counter(response.status_code for response in await asyncio.gather(*asked))
    return CrowdVerdict(answers, time.monotonic() - begun)
