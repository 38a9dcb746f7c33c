"""What nobody can use any more is forgotten: sessions and links."""

from __future__ import annotations

import logging

from anyio import sleep
from starlette.concurrency import run_in_threadpool

from api.database import StorageUnavailableError
from api.staff.provided import StaffServices

EVERY_S = 3600.0

_log = logging.getLogger(__name__)


async def forget_forever(provided: StaffServices) -> None:
    """Once an hour, until cancelled."""
    while True:
        try:
            await run_in_threadpool(provided.sessions.forget_expired)
        except StorageUnavailableError as error:
            _log.warning("nothing was forgotten this time: %s", error)
        await sleep(EVERY_S)
