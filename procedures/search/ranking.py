"""How likely each procedure and dossier is to be what a question is about, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from procedures.catalogue import SearchEntry
from procedures.search.everyday import everyday_words
from procedures.search.fields import FIELDS
from procedures.search.hit import Hit
from procedures.search.index import Array, Index, searched_entries
from procedures.search.meaning import Meaning, meaning
from procedures.search.query import analyse
from procedures.search.reasons import reasons
from procedures.search.sentences import NearSentences, SentenceModel, stored_vectors
from procedures.search.signals import SIGNALS, Asked, Evidence, Signals
from procedures.search.speakers import spoken_for
from procedures.search.spelling import Spelling
from procedures.search.taught import REASON, Taught, with_taught
from procedures.search.weights import Mix, Weights, weights

_RANKED = 60  # a document further down is never meant: the others share the whole probability
# When words and meaning hold one document this likely, reading the whole sentence changes nothing: in folds of 1,004
# questions, 0.850 and 0.972 are right first and in five with it read for the others alone, 0.853 and 0.974 for all.
# Lower, where several signals agree, 45 in 100 were read, but what was held likelier than not was right less often
# (0.905 for 0.914).
_DECIDED = 0.8
# Without a word in common, a document is looked at only when its meaning, or a sentence, is this near.
_NEAR_ENOUGH = {SIGNALS.index("meaning"): 0.3, SIGNALS.index("sentences"): 0.3}


@dataclass(frozen=True)
class Explained:
    """A hit with what spoke for it: each signal's value, and what it added to the score."""

    hit: Hit
    title: str
    signals: dict[str, tuple[float, float]]


class Ranking:
    """An index that answers: what words find in it, best first. Made once for a content; a question takes
    milliseconds."""

    def __init__(
        self,
        entries: Iterable[SearchEntry],
        *,
        vectors: Meaning | None = None,
        sentences: SentenceModel | None = None,
        weighed: Weights | None = None,
        before: Ranking | None = None,
    ) -> None:
        """``before``: the one of the content before this, by the same model: what has not changed is taken over."""
        searched = searched_entries(entries)
        self.index = Index(searched)
        self.spelling = Spelling(self.index.frequencies)
        self._near: NearSentences | None = None
        if sentences:
            self._near = NearSentences(searched, sentences, stored_vectors(), before._near if before else None)
        self.signals = Signals(self.index, vectors or meaning(), self._near)
        self._taught = Taught(searched)
        self._weights = weighed or weights()
        self.find = lru_cache(maxsize=256)(self._find)

    def wait_for_sentences(self) -> None:
        """Returns once every sentence has its vector, for measures and explanations; nobody who asks waits."""
        if self._near:
            self._near.wait()

    def asked(self, words: str) -> Asked:
        """The question as the index understands it."""
        terms = analyse(words, self.index, self.spelling, everyday_words())
        return Asked.of(words, terms.values(), spoken_for(words), self.index)

    def explain(self, words: str, limit: int = 5) -> tuple[Explained, ...]:
        """The first hits with their signals, for whoever asks why."""
        asked = self.asked(words)
        evidence = self._evidence(asked)
        of_signals = self._mix(evidence).of_signals
        return tuple(
            Explained(hit, self.index.documents[number].title, _told(evidence.signals[number], of_signals))
            for number, hit in self._hits(asked, evidence, limit).items()
        )

    def _find(self, words: str, limit: int) -> tuple[Hit, ...]:
        """The procedures and dossiers nearest to ``words``, at most ``limit``."""
        asked = self.asked(words)
        return tuple(self._hits(asked, self._evidence(asked), limit).values())

    def _evidence(self, asked: Asked) -> Evidence:
        """Read as a whole sentence only when its words leave a doubt: more than half of the questions."""
        evidence = self.signals.of_words(asked)
        first = self._ranked(evidence)[:1]
        decided = bool(first) and first[0][1] >= _DECIDED
        return evidence if decided else self.signals.with_sentences(asked, evidence)

    def _hits(self, asked: Asked, evidence: Evidence, limit: int) -> dict[int, Hit]:
        """By document number, best first."""
        meant = self._taught.meant(asked)
        ranked = with_taught(self._ranked(evidence), meant)[:limit]
        why = reasons(self.index, asked, evidence, [number for number, _ in ranked])
        documents = self.index.documents
        return {
            number: Hit(
                documents[number].id,
                documents[number].kind,
                float(f"{probability:.4g}"),
                (REASON, *said) if number in meant else said,
            )
            for (number, probability), said in zip(ranked, why, strict=True)
        }

    def _mix(self, evidence: Evidence) -> Mix:
        return self._weights.mix(evidence.known, sentences=evidence.sentences)

    def _ranked(self, evidence: Evidence) -> list[tuple[int, float]]:
        """Document numbers and probabilities, best first; equals keep the catalogue's order."""
        mix = self._mix(evidence)
        scores = evidence.signals @ mix.of_signals
        held = evidence.signals[:, : len(FIELDS)].any(axis=1)
        for signal, near_enough in _NEAR_ENOUGH.items():
            held |= evidence.signals[:, signal] >= near_enough
        numbers = np.flatnonzero(held)
        order = numbers[np.argsort(-scores[numbers], kind="stable")[:_RANKED]]
        if not len(order):
            return []
        likely = scores[order].astype("f8")
        highest = max(float(likely[0]), mix.nothing)
        shares = np.exp(likely - highest)
        probabilities = shares / (shares.sum() + np.exp(mix.nothing - highest))
        return list(zip(order.tolist(), probabilities.tolist(), strict=True))


def _told(signals: Array, of_signals: Array) -> dict[str, tuple[float, float]]:
    added = signals * of_signals
    return {name: (float(signals[place]), float(added[place])) for place, name in enumerate(SIGNALS)}
