"""What a console shows at once; the same over HTTP and on the stream."""

from __future__ import annotations

from collections.abc import Sequence

from api.agent.schemas import DeskOut, PresenceOut, SubjectOut, SummaryOut, TeamOut, TeamsOut
from api.handoff.repository.presences import Agent
from api.handoff.repository.reading import View
from api.handoff.repository.summaries import Summary
from api.services import Services
from procedures.store.base import utc_now


def board(provided: Services, agent: Agent) -> DeskOut:
    """Blocks on the database."""
    return DeskOut(
        now=utc_now(),
        waiting=summarised(provided, provided.desk_reading.queue()),
        mine=summarised(provided, provided.desk_reading.find(View.MINE, agent.id, "")),
        agents=[PresenceOut.of(one) for one in provided.desk.colleagues()],
        callbacks=provided.callbacks.waiting(),
    )


def teams(provided: Services, agent_id: str) -> TeamsOut:
    """Blocks on the database."""
    themes: dict[str, list[SubjectOut]] = {}
    for theme_id, rule in provided.teams.rules().items():
        if rule.team_id and (title := provided.knowledge.catalogue.title(theme_id)):
            themes.setdefault(rule.team_id, []).append(SubjectOut(id=theme_id, title=title))
    return TeamsOut(
        teams=[
            TeamOut(
                id=team.id,
                name=team.name,
                themes=themes.get(team.id, []),
                present=present,
                mine=agent_id in team.members,
            )
            for team, present in provided.desk.teams()
        ]
    )


def summarised(provided: Services, summaries: Sequence[Summary]) -> list[SummaryOut]:
    now = utc_now()
    return [SummaryOut.of(one, provided.knowledge.catalogue.title, now) for one in summaries]
