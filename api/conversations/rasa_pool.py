"""Several Rasa servers behind one: each turn goes to the least busy of those that are well.

A turn needs nothing from the one before (its state travels with it), so any server may take it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import httpx

from api.conversations.messages import Turn
from api.conversations.rasa import Rasa, RasaUnavailableError, Understanding


class RasaPool:
    """``servers``: one at least. Speaks as a single one does."""

    def __init__(self, servers: Iterable[Rasa]) -> None:
        self._servers = tuple(servers)

    @classmethod
    def at(cls, urls: Iterable[str]) -> RasaPool:
        return cls(map(Rasa, urls))

    async def close(self) -> None:
        await asyncio.gather(*(server.close() for server in self._servers))

    async def is_ready(self) -> bool:
        """Whether one of them answers: the assistant then understands."""
        return any(await asyncio.gather(*(server.is_ready() for server in self._servers)))

    async def understand(self, turn: Turn) -> Understanding:
        """Raises RasaUnavailableError when none is there, or when the one asked fails: who has waited for one is not
        made to wait for another."""
        refused = RasaUnavailableError("it failed a moment ago")
        for server in sorted(self._servers, key=lambda each: (each.is_resting, each.busy)):
            try:
                return await server.understand(turn)
            except RasaUnavailableError as error:
                refused = error
                if not (server.is_resting and _at_once(error)):
                    raise
        raise refused


def _at_once(error: RasaUnavailableError) -> bool:
    """Whether nobody was there, or was asked: the next may be tried without anyone having waited."""
    return error.__cause__ is None or isinstance(error.__cause__, httpx.ConnectError)
