"""What comes in and goes out about the town's own decisions."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field

from api.citizen.schemas import clean, refuse
from api.handoff.repository.teams import Team, ThemeRule
from procedures.model import Audience, Theme

LONGEST_NAME = 60
MOST_MEMBERS = 200
AnId = Annotated[str, Field(pattern=r"^[0-9a-f-]{1,36}$")]


def _name(name: str) -> str:
    cleaned = clean(name)
    if not 2 <= len(cleaned) <= LONGEST_NAME:
        raise refuse(f"Le nom d’une équipe a de 2 à {LONGEST_NAME} caractères.")
    return cleaned


class NewTeam(BaseModel):
    """``members``: ids of agents."""

    name: Annotated[str, AfterValidator(_name)]
    members: Annotated[list[AnId], Field(max_length=MOST_MEMBERS)] = []


class NewThemeRule(BaseModel):
    """``team``: the id of a team, None for everybody."""

    team: AnId | None = None
    approval: bool = False


class TeamMembersOut(BaseModel):
    id: str
    name: str
    members: list[str]

    @classmethod
    def of(cls, team: Team) -> Self:
        return cls(id=team.id, name=team.name, members=sorted(team.members))


class ThemeRuleOut(BaseModel):
    id: str
    title: str
    audience: Audience
    team: str | None
    approval: bool

    @classmethod
    def of(cls, theme: Theme, rule: ThemeRule) -> Self:
        return cls(id=theme.id, title=theme.title, audience=theme.audience, team=rule.team_id, approval=rule.approval)


class AgentChoiceOut(BaseModel):
    id: str
    name: str


class TeamsAndThemesOut(BaseModel):
    teams: list[TeamMembersOut]
    themes: list[ThemeRuleOut]
    agents: list[AgentChoiceOut]
