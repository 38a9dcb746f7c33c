"""The inbox fills by itself."""

from __future__ import annotations

import logging

from anyio import sleep
from starlette.concurrency import run_in_threadpool

from api.database import StorageUnavailableError
from api.editor.inbox.repository import Inbox

_EVERY_S = 10.0

_log = logging.getLogger(__name__)


async def gather_forever(inbox: Inbox) -> None:
    """Until cancelled."""
    while True:
        try:
            while await run_in_threadpool(inbox.gather):
                pass
        except StorageUnavailableError as error:
            _log.warning("cannot gather what went wrong now: %s", error)
        await sleep(_EVERY_S)
