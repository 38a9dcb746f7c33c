"""The catalogue and its search, held once for the whole process, and the one function that decides a turn."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import replace

from procedures.catalogue import Catalogue
from procedures.dialogue import Reply, Said, State
from procedures.model import Aspect
from procedures.search import LexicalSearch, SentenceModel, asked_reader, installed_model
from procedures.settings import BaseSettings
from procedures.store import StoredCatalogue
from procedures.store.engine import create_engine, wait_until_there
from procedures.turn import advance

_LOOK_EVERY_S = 0.1
_PATIENCE_S = 60.0  # for a database that starts at the same moment

_log = logging.getLogger(__name__)


class Brain:
    """Both follow what editors change; building the search takes most of a second, so once for all skills."""

    def __init__(self, catalogue: Catalogue, sentences: SentenceModel | None) -> None:
        """``sentences``: the model that reads whole sentences, where one is installed."""
        self._catalogue = catalogue
        self._search = LexicalSearch(catalogue, sentences)
        self._asked = asked_reader(sentences)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Brain:
        engine = create_engine(settings.database_url)
        wait_until_there(engine, patience_s=_PATIENCE_S)
        return cls(StoredCatalogue(engine, settings.content), installed_model())

    def reread(self, said: Said, told: Mapping[Aspect, float]) -> Said:
        """``said`` with the aspect that the whole message asks about; ``told``: how likely its words make each."""
        if said.aspect is None or self._asked is None or said.intent != f"ask_{said.aspect}":
            return said
        aspect = self._asked.aspect(said.words, told) or said.aspect
        return replace(said, aspect=aspect, intent=f"ask_{aspect}")

    def decide(self, state: State, said: Said) -> tuple[State, Reply]:
        """What comes of ``said`` in ``state``."""
        return advance(state, said, catalogue=self._catalogue, search=self._search)

    def follow_forever(self) -> None:
        """Has what is published indexed at once, rather than when the next citizen asks. Never returns."""
        while True:
            try:
                self._search.follow()
            except Exception:
                _log.exception("the knowledge base cannot be read; trying again")
            time.sleep(_LOOK_EVERY_S)
