"""The official guide, brought up to date once a night while the assistant runs.

What it changed, and which of the town's texts that touches, is told to editors (``/redaction``, "Ce qui vieillit").
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from assistant.cli import console, services
from assistant.cli.settings import Settings
from assistant.cli.supervision import ProcessGroup

AT = time(4, 0)  # in the machine's own time, when few citizens ask
_GRACE = 10.0

Import = Callable[[Settings], Awaitable[int]]


async def refresh_every_night(
    settings: Settings,
    *,
    now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    run_import: Import | None = None,
) -> None:
    """Until cancelled. A night on which the guide cannot be reached changes nothing; the next one tries again."""
    if settings.guide_refresh == "off" or settings.guide not in ("auto", "official"):
        return
    while True:
        await sleep(until_next(now()))
        if await (run_import or import_guide)(settings) != 0:
            console.warn(f"Guide officiel : pas mis à jour cette nuit (voir {log_of(settings)}).")


def until_next(moment: datetime) -> float:
    """Seconds from ``moment`` to the next ``AT``; a whole day at that very time."""
    today = moment.replace(hour=AT.hour, minute=AT.minute, second=0, microsecond=0)
    following = today if today > moment else today + timedelta(days=1)
    return (following - moment).total_seconds()


def log_of(settings: Settings) -> Path:
    return settings.data_dir / "logs" / "import-guide.log"


async def import_guide(settings: Settings) -> int:
    """``guichet import-guide`` in a process of its own, which gives its memory back; its exit code."""
    lines: list[str] = []
    group = await ProcessGroup.start(
        (sys.executable, "-m", "assistant.cli", "import-guide"),
        environment={**services.variables(settings), "GUICHET_GUIDE": settings.guide},
        sink=lines.append,
    )
    try:
        return await group.wait()
    finally:
        await group.end(grace=_GRACE)
        log_of(settings).parent.mkdir(parents=True, exist_ok=True)
        log_of(settings).write_text("\n".join(lines) + "\n", encoding="utf-8")
