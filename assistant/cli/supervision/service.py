"""What the supervisor needs to know of a process, and nothing of what the process does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Health = Callable[[], Awaitable[bool]]


@dataclass(frozen=True)
class Service:
    """A process to keep running.

    ``ready``: whether it can do its work, waited for at most ``start_limit`` seconds. ``alive``: whether it answers
    at all; what starting it again would not mend (a database that is away) does not count.
    ``essential``: without it the whole does not make sense, so that failing to start ends everything.
    """

    name: str  # of its log file
    label: str  # for people
    command: tuple[str, ...]
    environment: Mapping[str, str]
    ready: Health
    alive: Health
    start_limit: float
    essential: bool
    folder: Path | None = None  # where it runs
