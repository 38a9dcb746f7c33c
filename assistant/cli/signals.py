"""Ctrl-C and SIGTERM end the work in order, as a cancellation."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine


async def until_stopped(work: Coroutine[object, object, None]) -> bool:
    """Run ``work`` to its end, or cancel it at the first request to stop. True when it was stopped so.

    Raises whatever ``work`` raises.
    """
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for number in numbers:
        loop.add_signal_handler(number, asked.set)
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(asked.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            await working
            return False
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return True
    finally:
        stopping.cancel()
        for number in numbers:
            loop.remove_signal_handler(number)
