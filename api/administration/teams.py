"""Teams and themes: who answers about what first of all, and which answers an agent reads before citizens do."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from starlette.concurrency import run_in_threadpool

from api.administration.schemas import (
    AgentChoiceOut,
    NewTeam,
    NewThemeRule,
    TeamMembersOut,
    TeamsAndThemesOut,
    ThemeRuleOut,
)
from api.citizen.schemas import RefusalOut
from api.handoff.repository.teams import TeamRepository, ThemeRule
from api.services import Services, services
from api.staff.account import Account
from api.staff.identity import Role, current_staff
from api.staff.provided import StaffServices, staff_services
from procedures.catalogue import Catalogue
from procedures.model import Audience

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 403, 404, 409, 422)}

Provided = Annotated[Services, Depends(services)]
Accounts = Annotated[StaffServices, Depends(staff_services)]
TeamId = Annotated[str, Path(pattern=r"^[0-9a-f-]{1,36}$")]
ThemeId = Annotated[str, Path(pattern=r"^[A-Za-z0-9@-]{1,40}$")]

router = APIRouter(
    prefix="/api/v1/admin",
    tags=["administration"],
    responses=_REFUSED,
    dependencies=[Depends(current_staff(Role.SUPERVISOR))],
)


@router.get("/teams")
async def list_teams(provided: Provided, staff: Accounts) -> TeamsAndThemesOut:
    """Every team with its members, every theme with what was decided for it, and who may be in a team."""
    return await run_in_threadpool(_everything, provided.teams, provided.knowledge.catalogue, staff)


@router.post("/teams", status_code=201)
async def add_team(new: NewTeam, provided: Provided) -> TeamMembersOut:
    """A new team."""
    return TeamMembersOut.of(await run_in_threadpool(provided.teams.add, new.name, new.members))


@router.put("/teams/{team_id}")
async def change_team(team_id: TeamId, new: NewTeam, provided: Provided) -> TeamMembersOut:
    """Another name, other members."""
    changed = await run_in_threadpool(provided.teams.change, team_id, new.name, new.members)
    provided.announcer.staff_moved()
    return TeamMembersOut.of(changed)


@router.delete("/teams/{team_id}", status_code=204)
async def remove_team(team_id: TeamId, provided: Provided) -> None:
    """The themes that it answered about are everybody's again."""
    await run_in_threadpool(provided.teams.remove, team_id)
    provided.announcer.staff_moved()


@router.put("/themes/{theme_id}")
async def decide_theme(theme_id: ThemeId, new: NewThemeRule, provided: Provided) -> NewThemeRule:
    """Who answers about the theme first of all, and whether an agent reads the assistant's answers about it before
    citizens do."""
    await run_in_threadpool(provided.teams.set_rule, theme_id, ThemeRule(new.team, new.approval))
    return new


def _everything(teams: TeamRepository, catalogue: Catalogue, staff: StaffServices) -> TeamsAndThemesOut:
    rules = teams.rules()
    themes = [theme for audience in Audience for theme in catalogue.themes(audience)]
    return TeamsAndThemesOut(
        teams=[TeamMembersOut.of(team) for team in teams.all()],
        themes=[ThemeRuleOut.of(theme, rules.get(theme.id, ThemeRule())) for theme in themes],
        agents=[AgentChoiceOut(id=one.id, name=one.name) for one in staff.repository.all() if _answers(one)],
    )


def _answers(account: Account) -> bool:
    return account.is_active and Role.AGENT in account.may_act_as
