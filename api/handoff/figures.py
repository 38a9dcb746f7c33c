"""How requests for a person went, counted from their changes of hands. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import fmean, median
from zoneinfo import ZoneInfo

from api.conversations.states import Actor, Happening, Status
from api.handoff.labels import QUALITY, THEME


@dataclass(frozen=True)
class Event:
    """One change of hands, as it is kept."""

    conversation_id: str
    happening: Happening
    actor: Actor
    reason: str
    before: Status
    at: datetime


@dataclass(frozen=True)
class Figures:
    """``waits_s``: from the wish for a person to the first agent, in seconds. ``abandoned``: those who waited and got
    nobody, by cause. ``unavailable``: those who could not even wait, by cause. ``closed``: by reason; ``themes``: by
    theme, ``qualities``: by what the assistant's answers were worth, as agents have labelled them."""

    asked: int = 0
    taken: int = 0
    waits_s: tuple[float, ...] = ()
    abandoned: Mapping[str, int] = field(default_factory=dict)
    unavailable: Mapping[str, int] = field(default_factory=dict)
    closed: Mapping[str, int] = field(default_factory=dict)
    themes: Mapping[str, int] = field(default_factory=dict)
    qualities: Mapping[str, int] = field(default_factory=dict)

    @property
    def median_wait_s(self) -> int | None:
        return round(median(self.waits_s)) if self.waits_s else None

    @property
    def mean_wait_s(self) -> int | None:
        return round(fmean(self.waits_s)) if self.waits_s else None


_ABANDONED = (Happening.GAVE_UP, Happening.TIMED_OUT, Happening.CONTACT_LEFT)
_LABELS = (THEME, QUALITY)


def figures(events: Iterable[Event], counts: Mapping[str, int]) -> Figures:
    """Those of ``events``, in the order in which they happened; ``counts`` are the counts of the same days."""
    asked_at: dict[str, datetime] = {}
    asked, taken = 0, 0
    waits: list[float] = []
    abandoned: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for event in events:
        match event.happening:
            case Happening.ASKED:
                asked += 1
                asked_at[event.conversation_id] = event.at
            case Happening.TAKEN if since := asked_at.pop(event.conversation_id, None):
                taken += 1
                waits.append((event.at - since).total_seconds())
            case left if left in _ABANDONED and event.before is Status.QUEUED:
                abandoned[left.value] += 1
                asked_at.pop(event.conversation_id, None)
            case Happening.ENDED if event.before is Status.AGENT:
                closed[event.reason] += 1
    return Figures(
        asked=asked,
        taken=taken,
        waits_s=tuple(waits),
        abandoned=dict(abandoned),
        unavailable={what: total for what, total in counts.items() if not what.startswith(_LABELS)},
        closed=dict(closed),
        themes=_labelled(counts, THEME),
        qualities=_labelled(counts, QUALITY),
    )


def _labelled(counts: Mapping[str, int], kind: str) -> dict[str, int]:
    found = {what.removeprefix(kind): total for what, total in counts.items() if what.startswith(kind)}
    return {what: total for what, total in found.items() if total > 0}  # a label that was changed is taken back


def by_day(events: Iterable[Event], zone: ZoneInfo) -> dict[date, list[Event]]:
    """``events`` by the day on which they happened in the town."""
    days: dict[date, list[Event]] = {}
    for event in events:
        days.setdefault(event.at.astimezone(zone).date(), []).append(event)
    return days
