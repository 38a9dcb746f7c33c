"""Whoever watches a conversation is woken by what happened there, and not in vain."""

from __future__ import annotations

import asyncio
import threading
from contextlib import ExitStack, suppress
from typing import Any

from api.conversations import delivery
from api.conversations.delivery import Hub, Watcher


class Stored:
    """What a repository says of where conversations stand."""

    def __init__(self, **positions: tuple[Any, ...]) -> None:
        self.at = positions
        self.looks = threading.Semaphore(0)

    def positions(self, conversation_ids: Any) -> dict[str, tuple[Any, ...]]:
        self.looks.release()
        return {one: self.at[one] for one in conversation_ids if one in self.at}


async def _look(hub: Hub, stored: Stored) -> None:
    """Lets the hub look for what other processes wrote; once it looks again, it has told of the first time."""
    looking = asyncio.create_task(hub.look_forever())
    for _ in range(2):
        await asyncio.to_thread(stored.looks.acquire)
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking


def _woken(stored: Stored, **seen: tuple[Any, ...]) -> dict[str, bool]:
    """Who is woken by a look, when each watcher has seen that position of "one"."""

    async def watch() -> dict[str, bool]:
        hub = Hub(stored)  # type: ignore[arg-type]
        with ExitStack() as watching:
            watchers = {name: watching.enter_context(hub.watch("one")) for name in seen}
            for name, position in seen.items():
                watchers[name].position = position
            await _look(hub, stored)
            return {name: watcher.is_set() for name, watcher in watchers.items()}

    return asyncio.run(watch())


def test_what_another_process_wrote_wakes_those_who_have_not_seen_it(monkeypatch: Any) -> None:
    monkeypatch.setattr(delivery, "LOOK_EVERY_S", 0.001)
    assert _woken(Stored(one=(2, "bot")), behind=(1, "bot"), there=(2, "bot")) == {"behind": True, "there": False}


def test_whoever_watches_what_was_erased_is_woken(monkeypatch: Any) -> None:
    monkeypatch.setattr(delivery, "LOOK_EVERY_S", 0.001)
    assert _woken(Stored(), there=(2, "bot")) == {"there": True}


def test_what_happens_here_wakes_all_who_watch_at_once() -> None:
    async def watch() -> list[bool]:
        hub = Hub(Stored())  # type: ignore[arg-type]
        with hub.watch("one") as first, hub.watch("one") as second, hub.watch("other") as third:
            hub.wake("one")
            return [one.is_set() for one in (first, second, third)]

    assert asyncio.run(watch()) == [True, True, False]


def test_a_signal_is_kept_for_whoever_was_not_looking() -> None:
    async def watch() -> Watcher:
        hub = Hub(Stored())  # type: ignore[arg-type]
        with hub.watch("one") as watcher:
            hub.wake("one", {"type": "typing"})
            return watcher

    assert list(asyncio.run(watch()).signals) == [{"type": "typing"}]
