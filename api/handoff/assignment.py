"""Who takes the next conversation, when conversations are given rather than taken. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Load:
    """``holds``: conversations the agent speaks in. ``busy_since``: when they last took one."""

    agent_id: str
    name: str
    holds: int
    busy_since: datetime | None = None


def next_agent(loads: Iterable[Load], *, capacity: int) -> Load | None:
    """The least loaded; among equals, whoever has been without a new one for longest. None when all are full."""
    free = [load for load in loads if load.holds < capacity]
    return min(free, key=lambda load: (load.holds, load.busy_since or _NEVER, load.agent_id), default=None)
