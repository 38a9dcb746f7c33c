"""Conversations are erased some days after their last message."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from starlette.concurrency import run_in_threadpool

from api.conversations.refusals import StorageUnavailableError
from api.conversations.repository import Repository
from procedures.store.base import Clock, utc_now

_EVERY_S = 3600
_LOT = 200  # a short transaction: citizens' messages do not wait behind it

_log = logging.getLogger(__name__)


def purge(repository: Repository, retention: timedelta, clock: Clock = utc_now) -> int:
    """Erases what has not been used for ``retention``; how many conversations."""
    before = clock() - retention
    total = 0
    while erased := repository.erase_older(before, at_most=_LOT):
        total += erased
    return total


async def purge_forever(repository: Repository, retention: timedelta) -> None:
    """Purges at the start, then every hour, until cancelled."""
    while True:
        try:
            erased = await run_in_threadpool(purge, repository, retention)
        except StorageUnavailableError as error:
            _log.warning("cannot erase old conversations now: %s", error)
        else:
            if erased:
                _log.info("erased %s conversations unused for %s days", erased, retention.days)
        await asyncio.sleep(_EVERY_S)
