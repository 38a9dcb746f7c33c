"""What open streams and long polls read when they are woken: a few at a time, the first woken first.

Hundreds are woken at once when a service starts again or a queue moves. All threads of the process would then read for
them, and take the interpreter from each other and from whoever has just written something.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from anyio import CapacityLimiter, to_thread

# Reading costs processor time, not waiting: more at once would not be sooner done.
STREAMS_AT_ONCE = 4
# A desk shows many conversations, and takes ten times as long.
DESKS_AT_ONCE = 1


class Looks:
    """Belongs to one event loop."""

    def __init__(self) -> None:
        self._streams = CapacityLimiter(STREAMS_AT_ONCE)
        self._desks = CapacityLimiter(DESKS_AT_ONCE)

    async def at[**P, T](self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``read``, which blocks on the database, finds of one conversation."""
        return await to_thread.run_sync(partial(read, *args, **kwargs), limiter=self._streams)

    async def at_desk[**P, T](self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for all that an agent sees at once."""
        return await to_thread.run_sync(partial(read, *args, **kwargs), limiter=self._desks)
