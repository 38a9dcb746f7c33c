"""The town hall as an administrator sees and changes it: its telephones and hours, when agents answer in writing,
closed days, what is said when nobody can answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool

from api.administration.sheet import TownSheet
from api.administration.town_schemas import HolidayOut, NewTown, TownOut
from api.citizen.schemas import RefusalOut
from api.services import Services, services
from api.staff.audit.actions import Action
from api.staff.provided import Administrator, StaffServices, administrator, staff_services
from procedures.town import Town, public_holidays

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 403, 409, 422)}
AHEAD = timedelta(days=400)

Provided = Annotated[Services, Depends(services)]
Accounts = Annotated[StaffServices, Depends(staff_services)]

router = APIRouter(prefix="/api/v1/admin", tags=["administration"], responses=_REFUSED)


@router.get("/town", dependencies=[Depends(administrator)])
async def show_town(provided: Provided) -> TownOut:
    """The town's sheet; ``demonstration`` while there is none, and a fictional town stands in."""
    return await run_in_threadpool(_shown, provided)


@router.put("/town")
async def change_town(new: NewTown, who: Administrator, provided: Provided, staff: Accounts) -> TownOut:
    """Writes the sheet. All processes go by it at once. 409 when somebody has changed it since ``version``."""
    await run_in_threadpool(_sheet(provided).write, new.as_sheet(), new.version)
    await run_in_threadpool(staff.audit.record, Action.TOWN_CHANGED, actor_id=who.account.id)
    return await run_in_threadpool(_shown, provided)


def _shown(provided: Services) -> TownOut:
    town = provided.site.town
    return TownOut.of(town, _sheet(provided).version(), provided.settings.live_chat, _holidays(town, provided))


def _sheet(provided: Services) -> TownSheet:
    return TownSheet(provided.settings.data_dir)


def _holidays(town: Town, provided: Services) -> list[HolidayOut]:
    """The public holidays to come: the town is closed without anybody having to write it."""
    today: date = provided.site.today()
    days = {**public_holidays(town.holiday_region, today.year), **public_holidays(town.holiday_region, today.year + 1)}
    return [HolidayOut(on=day, name=name) for day, name in sorted(days.items()) if today <= day <= today + AHEAD]
