"""What happens to texts by itself: those whose day has come are published."""

from __future__ import annotations

import logging

from anyio import sleep
from starlette.concurrency import run_in_threadpool

from api.database import StorageUnavailableError
from api.editor.service import Editing

_EVERY_S = 20.0

_log = logging.getLogger(__name__)


def publish_due(editing: Editing) -> int:
    """Publishes what was prepared for today; how many texts. Each is asked again under its lock: processes may meet."""
    today, published = editing.today(), 0
    for kind, text_id in editing.texts.due(today):
        try:
            published += editing.texts.publish_due(kind, text_id, today)
        except ValueError:  # the rules have changed since it was prepared: it waits for a person, the others do not
            _log.exception("%s %s cannot be published on its day", kind, text_id)
    return published


async def publish_due_forever(editing: Editing) -> None:
    """Until cancelled."""
    while True:
        try:
            await run_in_threadpool(publish_due, editing)
        except StorageUnavailableError as error:
            _log.warning("cannot look for texts to publish now: %s", error)
        await sleep(_EVERY_S)
