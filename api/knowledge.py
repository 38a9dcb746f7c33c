"""The knowledge base as this process holds it: the catalogue read from the database, and an index to search it.

Building the index takes most of a second. It is built beside the one in use, which goes on serving meanwhile, and at
once when something is published; during an import, when content changes all the time, the process rests in between.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import cast

from starlette.concurrency import run_in_threadpool

from api.database import DatabaseUnavailableError
from procedures.catalogue import Catalogue, SearchEntry
from procedures.search import Hit, LexicalSearch

_LOOK_EVERY_S = 0.1
_REST = 4.0  # times as long as the last building took

_log = logging.getLogger(__name__)


class Knowledge:
    """Implements ``Search``. ``catalogue`` always shows what is published now; the index follows a second later."""

    def __init__(self, catalogue: Catalogue, find_newest_verification: Callable[[], date | None]) -> None:
        self.catalogue = catalogue
        self._find_newest_verification = find_newest_verification
        self._loading = threading.Lock()
        self._index: _Index | None = None

    @property
    def is_loaded(self) -> bool:
        return self._index is not None

    def find(self, words: str, *, limit: int = 10) -> tuple[Hit, ...]:
        return self._loaded().search.find(words, limit=limit)

    def newest_verification(self) -> date | None:
        """The latest day on which a sheet of the guide was checked; None without the guide."""
        return self._loaded().newest_verification

    def version(self) -> str:
        """Of the content that the index knows."""
        return self._loaded().version

    def load(self) -> None:
        """Builds the index anew."""
        with self._loading:
            self._index = self._build()

    async def follow_forever(self) -> None:
        """Loads, then builds the index again whenever content has changed, until cancelled."""
        rests_until, is_away = 0.0, False
        while True:
            try:
                version = await run_in_threadpool(self.catalogue.version)
                known = self._index.version if self._index else None
                begun = perf_counter()
                if version != known and begun >= rests_until:
                    await run_in_threadpool(self.load)
                    built = perf_counter()
                    rests_until = built + _REST * (built - begun) if known else 0.0
                is_away = False
            except DatabaseUnavailableError as error:
                if not is_away:  # said once: it is looked for ten times a second
                    _log.warning("the knowledge base cannot be read now: %s; trying again", type(error.orig).__name__)
                is_away = True
            except Exception:
                _log.exception("the knowledge base cannot be read; trying again")
            await asyncio.sleep(_LOOK_EVERY_S)

    def _loaded(self) -> _Index:
        if self._index is None:
            with self._loading:
                if self._index is None:
                    self._index = self._build()
        return self._index

    def _build(self) -> _Index:
        still = _Still(self.catalogue, self.catalogue.version())
        search = LexicalSearch(cast(Catalogue, still))
        return _Index(still.known_version, search, self._find_newest_verification())


@dataclass(frozen=True)
class _Index:
    version: str
    search: LexicalSearch
    newest_verification: date | None


@dataclass(frozen=True)
class _Still:
    """As much of a catalogue as a search reads, whose version never changes: when to index again is decided here."""

    catalogue: Catalogue
    known_version: str

    def version(self) -> str:
        return self.known_version

    def search_entries(self) -> Iterable[SearchEntry]:
        return self.catalogue.search_entries()
