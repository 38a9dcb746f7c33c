"""How long one waits, for what, and to whom it is told: the part of the settings that the handoff goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from api.handoff.availability import LiveChat


@dataclass(frozen=True)
class HandoffRules:
    """``wait``: in the queue, at most. ``lost``: an agent of whom nothing was heard for so long is no longer there.
    ``idle``: a citizen silent for so long is warned; ``grace``: how long after that the conversation ends.
    ``late``: an agent who said when they would be back, and is not so long after that, gives back what they hold.
    ``unused``: what nobody has written in for so long is closed."""

    live_chat: LiveChat = "hours"
    call_back: bool = True
    automatic: bool = False
    capacity: int = 5
    wait: timedelta = timedelta(minutes=5)
    lost: timedelta = timedelta(minutes=3)
    late: timedelta = timedelta(minutes=5)
    idle: timedelta = timedelta(minutes=15)
    grace: timedelta = timedelta(minutes=5)
    unused: timedelta = timedelta(hours=24)
