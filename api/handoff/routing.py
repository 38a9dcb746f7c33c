"""Who a conversation is for first of all, and whether an agent reads the answer before the citizen: by its theme."""

from __future__ import annotations

from api.handoff.repository.teams import TeamRepository, ThemeRule
from procedures.catalogue import Catalogue

_NOTHING = ThemeRule()


class Routing:
    """All methods block on the database. ``subject``: the public id of a procedure or dossier; None when there is
    none yet."""

    def __init__(self, teams: TeamRepository, catalogue: Catalogue) -> None:
        self._teams = teams
        self._catalogue = catalogue

    def team_for(self, subject: str | None) -> str | None:
        """The id of the team that answers about ``subject`` first of all."""
        return self._rule(subject).team_id

    def needs_approval(self, subject: str | None) -> bool:
        return self._rule(subject).approval

    def _rule(self, subject: str | None) -> ThemeRule:
        rules = self._teams.rules() if subject else {}
        if not rules or subject is None:
            return _NOTHING
        about = self._catalogue.procedure(subject) or self._catalogue.dossier(subject)
        return rules.get((about and about.theme_id) or "", _NOTHING)
