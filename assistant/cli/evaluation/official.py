"""Hand-written procedures under the official ids that they replace: labels know no others."""

from __future__ import annotations

import re

from api.database import create_engine
from assistant.cli.evaluation.prediction import MOST_PROCEDURES, Ranked
from assistant.cli.settings import Settings
from procedures.catalogue import Catalogue
from procedures.store import StoredCatalogue

DOSSIER = re.compile(r"N\d+(@\w+)?")


class OfficialIds:
    """Looks ids up in the base of ``settings``."""

    def __init__(self, settings: Settings) -> None:
        self._catalogue: Catalogue = StoredCatalogue(create_engine(settings.database_url), settings.content)

    def theme_of(self, procedure_id: str) -> str | None:
        """The title of the theme where the procedure stands."""
        procedure = self._catalogue.procedure(procedure_id)
        theme = self._catalogue.theme(procedure.theme_id) if procedure and procedure.theme_id else None
        return theme.title if theme else None

    def of(self, ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
        """``ranked`` with official ids of procedures, each once, at most five.

        A hand-written procedure may also stand for a dossier, which is never an answer to a labelled question.
        """
        found: dict[str, Ranked] = {}
        for one in ranked:
            procedure = self._catalogue.procedure(one.id)
            for official in (procedure.replaces if procedure else ()) or (one.id,):
                if not DOSSIER.fullmatch(official):
                    found.setdefault(official, Ranked(official, one.score))
        return tuple(found.values())[:MOST_PROCEDURES]
