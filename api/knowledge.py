"""The knowledge base as this process holds it: the catalogue read from the database, and an index to search it.

Building the index takes seconds. It is built beside the one in use, which goes on serving meanwhile, once what was
published has come to rest: during an import, content changes many times a minute.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from starlette.concurrency import run_in_threadpool

from procedures.catalogue import Catalogue, SearchEntry
from procedures.search import Hit, LexicalSearch

_LOOK_EVERY_S = 1.0
_LOOKS_AT_MOST = 60  # content that never rests is indexed all the same, this often

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
        """Loads, then builds the index again whenever content has changed and rests, until cancelled."""
        seen, looks = "", 0
        while True:
            try:
                version = await run_in_threadpool(self.catalogue.version)
                known = self._index.version if self._index else None
                looks = looks + 1 if version != known else 0
                if known is None or (looks and (version == seen or looks >= _LOOKS_AT_MOST)):
                    await run_in_threadpool(self.load)
                    looks = 0
                seen = version
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
