"""What was erased, day by day: the proof, for those who answer for it, that what is promised to citizens is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from api.citizen.schemas import RefusalOut
from api.erasure.repository import Day
from api.services import Services, services
from api.staff.identity import Role, current_staff

DAYS_SHOWN = 60

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 403)}

Provided = Annotated[Services, Depends(services)]

router = APIRouter(
    prefix="/api/v1/admin",
    tags=["administration"],
    responses=_REFUSED,
    dependencies=[Depends(current_staff(Role.ADMIN))],
)


class ErasureDayOut(BaseModel):
    """``aged``: erased because of its age; ``asked``: because a citizen asked. Rows, by the kind of thing they held."""

    day: date
    aged: dict[str, int]
    asked: dict[str, int]
    runs: int
    last_run_at: datetime | None
    last_took_ms: int
    failures: int
    last_failure: str

    @classmethod
    def of(cls, day: Day) -> ErasureDayOut:
        return cls.model_validate(day, from_attributes=True)


class ErasuresOut(BaseModel):
    """``days``: the newest first."""

    retention_days: int
    days: list[ErasureDayOut]


@router.get("/erasures")
def read_erasures(provided: Provided) -> ErasuresOut:
    """Counts of what was erased, and whether something could not be."""
    days = provided.erasure.days(at_most=DAYS_SHOWN)
    return ErasuresOut(retention_days=provided.settings.retention_days, days=[ErasureDayOut.of(day) for day in days])
