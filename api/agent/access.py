"""Who may answer citizens."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from api.handoff.repository.presences import Agent
from api.services import Services, services
from api.staff.identity import Role, Staff, current_staff

Provided = Annotated[Services, Depends(services)]
AtWork = Annotated[Staff, Depends(current_staff(Role.AGENT))]


def agent_of(staff: Staff) -> Agent:
    return Agent(staff.id, staff.name)


def may_act_for_others(staff: Staff) -> bool:
    """Whether they may release, end or transfer what a colleague has taken."""
    return staff.may(Role.SUPERVISOR)
