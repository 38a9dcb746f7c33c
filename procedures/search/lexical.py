"""Search by words over what is published, which changes while citizens ask."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock, Thread
from time import perf_counter

from procedures.catalogue import Catalogue
from procedures.search.hit import Hit
from procedures.search.meaning import Meaning
from procedures.search.ranking import Ranking
from procedures.search.sentences import SentenceModel
from procedures.search.weights import Weights

# A small base is indexed while the question waits; the whole guide, in seconds, beside the index in use.
_NOT_WORTH_A_THREAD = 0.2  # seconds
# While content goes on changing, as during an import, a large base is indexed a fifth of the time at most.
_REST = 4.0  # times as long as the indexing took


@dataclass(frozen=True)
class _Built:
    version: str
    ranking: Ranking
    seconds: float

    @property
    def takes_long(self) -> bool:
        return self.seconds >= _NOT_WORTH_A_THREAD


class LexicalSearch:
    """Implements ``Search``. Making one takes a few seconds for the whole guide, a question milliseconds.

    When content has changed, the index in use goes on serving while the next is built. Safe to use from threads.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        sentences: SentenceModel | None = None,
        *,
        vectors: Meaning | None = None,
        weighed: Weights | None = None,
    ) -> None:
        """``sentences``: the model that compares whole sentences, where one is installed. ``vectors`` and ``weighed``:
        other than those of this package, for tests and comparisons."""
        self._catalogue = catalogue
        self._sentences = sentences
        self._vectors, self._weighed = vectors, weighed
        self._rebuilding = Lock()
        self._rests_until = 0.0
        self._built = self._build(None)

    def find(self, words: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """The procedures and dossiers nearest to ``words``, best first; none when no word is known."""
        self.follow()
        return self._built.ranking.find(words, limit)

    def follow(self) -> None:
        """Looks whether content has changed, and has it indexed if so; ``find`` looks too. A tiny query."""
        built = self._built
        if built.version == self._catalogue.version() or perf_counter() < self._rests_until:
            return
        if not self._rebuilding.acquire(blocking=False):
            return
        if built.takes_long:
            Thread(target=self._rebuild, name="search index", daemon=True).start()
        else:
            self._rebuild()

    def _rebuild(self) -> None:
        """Ends by releasing the lock that its caller took."""
        try:
            self._built = self._build(self._built.ranking)
            if self._built.takes_long:
                self._rests_until = perf_counter() + _REST * self._built.seconds
        finally:
            self._rebuilding.release()

    def _build(self, before: Ranking | None) -> _Built:
        start = perf_counter()
        version = self._catalogue.version()  # asked first: what is published meanwhile is indexed next time
        ranking = Ranking(
            self._catalogue.search_entries(),
            vectors=self._vectors,
            sentences=self._sentences,
            weighed=self._weighed,
            before=before,
        )
        return _Built(version, ranking, perf_counter() - start)
