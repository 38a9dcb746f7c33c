"""What is kept no longer than promised: whatever is too old is erased every hour, and what was done written down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from anyio import sleep
from starlette.concurrency import run_in_threadpool

from api.database import StorageUnavailableError
from api.erasure.repository import Erasure, Run
from procedures.store.base import Clock, utc_now

EVERY_S = 3600.0
_LOT = 200  # a short transaction: citizens' messages do not wait behind it

_log = logging.getLogger(__name__)

Forget = Callable[[datetime], int]  # erases what is older than its own time, seen from a moment; how much


class Retention:
    """``conversations``: how long after its last message a conversation is erased. ``others``: what else ages, by the
    name under which it is counted."""

    def __init__(
        self, erasure: Erasure, conversations: timedelta, others: Mapping[str, Forget], clock: Clock = utc_now
    ) -> None:
        self._erasure = erasure
        self._conversations = conversations
        self._others = others
        self._clock = clock

    def run(self) -> Run:
        """Erases whatever is due. What fails is told in the report and keeps nothing else from being erased.

        Raises StorageUnavailableError when not even the report can be written.
        """
        now, begun = self._clock(), time.monotonic()
        failures: list[str] = []
        forgotten: dict[str, int] = {}
        self._try(failures, partial(self._erase_conversations, now - self._conversations))
        for kind, forget in self._others.items():
            forgotten[kind] = self._try(failures, partial(forget, now))
        self._try(failures, self._clear_log)
        run = Run(now, round((time.monotonic() - begun) * 1000), tuple(failures))
        self._erasure.note(run, forgotten)
        return run

    def _erase_conversations(self, since: datetime) -> int:
        total = 0
        while erased := self._erasure.erase_unused(since, at_most=_LOT):
            total += erased
        return total

    def _clear_log(self) -> int:
        if not self._erasure.clear_log():
            raise LogInUseError
        return 0

    def _try(self, failures: list[str], work: Callable[[], int]) -> int:
        try:
            return work()
        except StorageUnavailableError as error:
            _log.warning("something could not be erased now: %s", error)
            failures.append(type(error).__name__)
        except Exception as error:  # a mistake in one place must not keep the rest from being erased
            _log.exception("something could not be erased")
            failures.append(type(error).__name__)
        return 0


class LogInUseError(Exception):
    """Somebody reads from the write-ahead log: what was erased stays in it until the next run."""


async def erase_forever(retention: Retention) -> None:
    """At the start, then every hour, until cancelled."""
    while True:
        try:
            await run_in_threadpool(retention.run)
        except StorageUnavailableError as error:
            _log.warning("cannot erase what is too old now: %s", error)
        await sleep(EVERY_S)
