"""Teams, who is in them, and what a town has decided for each theme."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.database import reading, writing
from api.handoff.models import TeamMemberRow, TeamRow, ThemeRuleRow
from api.handoff.refusals import TeamNameTakenError, UnknownTeamError


@dataclass(frozen=True)
class Team:
    """``members``: ids of agents."""

    id: str
    name: str
    members: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ThemeRule:
    """``team_id``: who answers about the theme first of all. ``approval``: an agent reads the assistant's answers
    about it before citizens do."""

    team_id: str | None = None
    approval: bool = False


class TeamRepository:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> Sequence[Team]:
        """By name."""
        with reading(self._engine) as session:
            members: dict[str, set[str]] = {}
            for row in session.scalars(select(TeamMemberRow)):
                members.setdefault(row.team_id, set()).add(row.agent_id)
            rows = session.scalars(select(TeamRow).order_by(TeamRow.name))
            return [Team(row.id, row.name, frozenset(members.get(row.id, ()))) for row in rows]

    def find(self, team_id: str) -> Team:
        """Raises UnknownTeamError."""
        found = next((team for team in self.all() if team.id == team_id), None)
        if found is None:
            raise UnknownTeamError
        return found

    def add(self, name: str, members: Collection[str]) -> Team:
        """Raises TeamNameTakenError."""
        return self._put(TeamRow(id=str(uuid.uuid4()), name=name), members)

    def change(self, team_id: str, name: str, members: Collection[str]) -> Team:
        """Raises UnknownTeamError, TeamNameTakenError."""
        self.find(team_id)
        return self._put(TeamRow(id=team_id, name=name), members)

    def _put(self, row: TeamRow, members: Collection[str]) -> Team:
        try:
            with writing(self._engine) as session:
                session.merge(row)
                session.flush()
                session.execute(delete(TeamMemberRow).where(TeamMemberRow.team_id == row.id))
                session.add_all(TeamMemberRow(team_id=row.id, agent_id=one) for one in sorted(set(members)))
        except IntegrityError as error:
            raise TeamNameTakenError from error
        return Team(row.id, row.name, frozenset(members))

    def remove(self, team_id: str) -> None:
        """What it answered about is everybody's again. Raises UnknownTeamError."""
        self.find(team_id)
        with writing(self._engine) as session:
            session.execute(delete(TeamRow).where(TeamRow.id == team_id))

    def rules(self) -> Mapping[str, ThemeRule]:
        """By theme; one that is not there has no rule."""
        with reading(self._engine) as session:
            return {row.theme_id: ThemeRule(row.team_id, row.approval) for row in session.scalars(select(ThemeRuleRow))}

    def set_rule(self, theme_id: str, rule: ThemeRule) -> None:
        """Raises UnknownTeamError."""
        if rule.team_id is not None:
            self.find(rule.team_id)
        with writing(self._engine) as session:
            session.merge(ThemeRuleRow(theme_id=theme_id, team_id=rule.team_id, approval=rule.approval))


def team_names(session: Session) -> Mapping[str, str]:
    """By id."""
    return {row.id: row.name for row in session.scalars(select(TeamRow))}
