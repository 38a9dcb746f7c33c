"""What nobody can use any more is forgotten: sessions and links at once, the audit log after a year."""

from __future__ import annotations

import logging
from datetime import timedelta

from anyio import sleep
from starlette.concurrency import run_in_threadpool

from api.database import StorageUnavailableError
from api.staff.provided import StaffServices
from procedures.store.base import utc_now

EVERY_S = 3600.0
LOG_KEPT = timedelta(days=365)  # six months to a year is what the CNIL recommends (délibération 2021-122)

_log = logging.getLogger(__name__)


async def forget_forever(provided: StaffServices) -> None:
    """Once an hour, until cancelled."""
    while True:
        try:
            await run_in_threadpool(forget, provided)
        except StorageUnavailableError as error:
            _log.warning("nothing was forgotten this time: %s", error)
        await sleep(EVERY_S)


def forget(provided: StaffServices) -> None:
    provided.sessions.forget_expired()
    provided.audit.forget_older(utc_now() - LOG_KEPT)
