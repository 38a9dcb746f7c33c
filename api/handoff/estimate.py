"""How long one waits for a person, told from how long others have just waited. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

RECENT = timedelta(hours=2)
AT_LEAST = 3  # pick-ups: fewer tell nothing, and then nothing is told
AT_MOST = 20
_MINUTE = 60


@dataclass(frozen=True)
class PickUp:
    """Somebody who was at ``position`` in the queue was taken after ``waited_s`` seconds."""

    position: int
    waited_s: float


@dataclass(frozen=True)
class Place:
    """Where somebody is in the queue, the first being 1. ``estimated_wait_s``: None when it cannot be told honestly."""

    position: int
    estimated_wait_s: int | None = None


def place(position: int, recent: Sequence[PickUp]) -> Place:
    """``recent``: the last pick-ups, newest first. Whole minutes, rounded up: no promise finer than it is known."""
    if len(recent) < AT_LEAST:
        return Place(position)
    for_one_place = median(one.waited_s / max(1, one.position) for one in recent[:AT_MOST])
    return Place(position, max(1, math.ceil(for_one_place * position / _MINUTE)) * _MINUTE)
