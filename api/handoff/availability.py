"""Whether a person can answer in writing now, and if not, why. Pure: the first rung that breaks is the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from procedures.town import Town

LiveChat = Literal["hours", "always", "off"]


class Cause(StrEnum):
    NO_STAFF = "no_staff"  # nobody has an account: what is promised could not be kept
    OFF = "off"  # this town answers by telephone, or calls back
    OUTSIDE_HOURS = "outside_hours"
    HOLIDAY = "holiday"  # a public holiday, or a closure that the town has announced
    NOBODY = "nobody"
    FULL = "full"


@dataclass(frozen=True)
class Desk:
    """Who is there. ``staffed``: somebody has an account to answer with. ``present``: agents who take conversations
    now. ``free``: how many more they can take."""

    staffed: bool
    present: int = 0
    free: int = 0


def nobody_because(town: Town, now: datetime, desk: Desk, live_chat: LiveChat) -> Cause | None:
    """Why nobody can answer in writing at ``now`` (aware); None when somebody can.

    The hours of the fictional town are nobody's: it has no live chat unless that is always on.
    """
    if not desk.staffed:
        return Cause.NO_STAFF
    if live_chat == "off" or (live_chat == "hours" and town.demonstration):
        return Cause.OFF
    if live_chat == "hours" and (closed := _closed(town, now)):
        return closed
    if desk.present == 0:
        return Cause.NOBODY
    return Cause.FULL if desk.free <= 0 else None


def _closed(town: Town, now: datetime) -> Cause | None:
    local = now.astimezone(ZoneInfo(town.time_zone))
    if not any(slot.start <= local.time() < slot.end for slot in town.chat_slots_on(local.date())):
        return Cause.OUTSIDE_HOURS
    return Cause.HOLIDAY if town.closed_because(local.date()) else None


def takes_contacts(desk: Desk, *, call_back: bool) -> bool:
    """Whether a contact may be left: only where somebody can read it."""
    return call_back and desk.staffed
