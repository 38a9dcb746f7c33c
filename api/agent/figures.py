"""How the day goes, for agents; how the last weeks went, for supervisors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from api.agent.access import AtWork, Provided
from api.citizen.schemas import RefusalOut
from api.handoff.figures import Figures, by_day, figures
from api.services import Services
from api.staff.identity import Role, Staff, current_staff

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 403, 422)}
_ONE_DAY = timedelta(days=1)

router = APIRouter(prefix="/api/v1/agent/figures", tags=["agent"], responses=_REFUSED)


class FiguresOut(BaseModel):
    """Waits in seconds, from the wish for a person to the first agent; null when nobody was taken. ``abandoned``: by
    cause, of those who waited; ``unavailable``: by cause, of those who could not even wait. ``closed``: by reason;
    ``themes``: by title; ``qualities``: by what the assistant's answers were worth."""

    asked: int
    taken: int
    median_wait_s: int | None
    mean_wait_s: int | None
    longest_wait_s: int | None
    abandoned: dict[str, int]
    unavailable: dict[str, int]
    closed: dict[str, int]
    themes: dict[str, int]
    qualities: dict[str, int]

    @classmethod
    def of(cls, found: Figures, provided: Services) -> Self:
        titles = {theme: provided.knowledge.catalogue.title(theme) or theme for theme in found.themes}
        return cls(
            asked=found.asked,
            taken=found.taken,
            median_wait_s=found.median_wait_s,
            mean_wait_s=found.mean_wait_s,
            longest_wait_s=round(max(found.waits_s)) if found.waits_s else None,
            abandoned=dict(found.abandoned),
            unavailable=dict(found.unavailable),
            closed=dict(found.closed),
            themes={titles[theme]: total for theme, total in found.themes.items()},
            qualities=dict(found.qualities),
        )


class DayOut(BaseModel):
    """``waiting``: how many wait now. ``to_follow``: in how many conversations something is left to do."""

    day: date
    waiting: int
    to_follow: int
    figures: FiguresOut


class PeriodDayOut(BaseModel):
    day: date
    figures: FiguresOut


class PeriodOut(BaseModel):
    """``days``: those on which something happened, the newest first."""

    first: date
    last: date
    total: FiguresOut
    days: list[PeriodDayOut]


@router.get("")
async def show_day(staff: AtWork, provided: Provided) -> DayOut:  # noqa: ARG001
    """Today, by the town's clock."""
    return await run_in_threadpool(_day, provided)


@router.get("/period")
async def show_period(
    staff: Annotated[Staff, Depends(current_staff(Role.SUPERVISOR))],  # noqa: ARG001
    provided: Provided,
    days: Annotated[int, Query(ge=1, le=366)] = 30,
) -> PeriodOut:
    """The last ``days`` days, today included: all together, then one by one."""
    return await run_in_threadpool(_period, provided, days)


def _day(provided: Services) -> DayOut:
    today = provided.site.today()
    counts = provided.figures.counts(today, today).get(today, {})
    found = figures(provided.figures.events(*_bounds(provided, today, today)), counts)
    return DayOut(
        day=today,
        waiting=len(provided.queue.waiting()),
        to_follow=provided.labels.to_follow(),
        figures=FiguresOut.of(found, provided),
    )


def _period(provided: Services, days: int) -> PeriodOut:
    last = provided.site.today()
    first = last - (days - 1) * _ONE_DAY
    events = provided.figures.events(*_bounds(provided, first, last))
    counts = provided.figures.counts(first, last)
    daily = by_day(events, provided.site.time_zone)
    total = figures(events, _added(counts.values()))
    return PeriodOut(
        first=first,
        last=last,
        total=FiguresOut.of(total, provided),
        days=[
            PeriodDayOut(day=day, figures=FiguresOut.of(figures(daily.get(day, ()), counts.get(day, {})), provided))
            for day in sorted({*daily, *counts}, reverse=True)
        ],
    )


def _bounds(provided: Services, first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of ``first`` to that after ``last``, in the town's time."""
    zone = provided.site.time_zone
    return datetime.combine(first, time(), zone), datetime.combine(last + _ONE_DAY, time(), zone)


def _added(days: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for counts in days:
        for what, count in counts.items():
            total[what] = total.get(what, 0) + count
    return total
