"""Who may answer citizens."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path

from api.handoff.repository.presences import Agent
from api.services import Services, services
from api.staff.identity import Role, Staff, current_staff

Provided = Annotated[Services, Depends(services)]
# What no id can be is refused before a database has to read it.
AN_ID = r"^[0-9a-f-]{1,36}$"
Id = Annotated[str, Path(pattern=AN_ID)]
AtWork = Annotated[Staff, Depends(current_staff(Role.AGENT))]


def agent_of(staff: Staff) -> Agent:
    return Agent(staff.id, staff.name)


def may_act_for_others(staff: Staff) -> bool:
    """Whether they may release, end or transfer what a colleague has taken."""
    return staff.may(Role.SUPERVISOR)
