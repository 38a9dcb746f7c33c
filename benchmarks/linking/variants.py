"""The search, whole and without each of its ingredients."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from procedures.catalogue import SearchEntry
from procedures.search.fields import NAMES
from procedures.search.index import Array
from procedures.search.query import Term
from procedures.search.ranking import Ranking
from procedures.search.sentences import SentenceModel
from procedures.search.signals import SIGNALS, Asked, Evidence
from procedures.search.weights import Weights


@dataclass(frozen=True)
class Variant:
    """What is left out: the signals ``without``; terms for a ``reason`` that begins so, or ``pairs``; phrasings."""

    without: tuple[str, ...] = ()
    reason: str = ""
    pairs: bool = True
    phrasings: bool = True

    @property
    def asks(self) -> tuple[str, bool, bool]:
        """Variants that ask the same of the index share its reply."""
        return self.reason, self.pairs, self.phrasings

    def keeps(self, term: Term) -> bool:
        return (not self.reason or self.reason not in term.reason) and (self.pairs or " " not in term.term)


_BY_HAND = ("said", "nearest_phrasing", "near_phrasings")
VARIANTS: Mapping[str, Variant] = {
    "ours": Variant(),
    "without sentences": Variant(("sentences",)),
    "without meaning": Variant(("meaning",)),
    "words alone": Variant(("meaning", "sentences")),
    # Sentences are those of the phrasings, so they go together.
    "without phrasings": Variant(("sentences",), phrasings=False),
    "words alone, without phrasings": Variant(("meaning", "sentences"), phrasings=False),
    "without dictionary": Variant(reason="» se dit «"),
    "without spelling": Variant(reason="» lu «"),
    "words alone, without dictionary": Variant(("meaning", "sentences"), reason="» se dit «"),
    "words alone, without spelling": Variant(("meaning", "sentences"), reason="» lu «"),
    "without pairs": Variant(pairs=False),
    "without fields": Variant(NAMES),
    "without title cosine": Variant(("title_cosine",)),
    "without near phrasings": Variant(_BY_HAND[1:]),
    "without how often it is asked": Variant(("asked",)),
    "without audience": Variant(("individuals", "spoken_for")),
    "without kind and dossier": Variant(("question_answer", "own_dossier")),
}


class Ablation:
    """Scores of all documents by each variant, for one question at a time. The weights of what is left stay as they
    were learnt with everything; without meaning or sentences, those learnt without count, as in the product."""

    def __init__(
        self,
        whole: Ranking,
        entries: Sequence[SearchEntry],
        weights_of: Callable[[str], Weights],
        model: SentenceModel | None,
    ) -> None:
        bare = [replace(entry, phrasings=()) for entry in entries]
        self._rankings = {True: whole, False: Ranking(bare)}
        self._weights_of = weights_of
        self._has_sentences = model is not None

    def scores(self, question: str) -> dict[str, Array]:
        found: dict[tuple[str, bool, bool], Evidence] = {}
        for variant in VARIANTS.values():
            if variant.asks not in found:
                found[variant.asks] = self._evidence(question, variant)
        return {name: self._scores(question, variant, found[variant.asks]) for name, variant in VARIANTS.items()}

    def _evidence(self, question: str, variant: Variant) -> Evidence:
        ranking = self._rankings[variant.phrasings]
        return ranking.signals.of(_only(ranking.asked(question), variant.keeps))

    def _scores(self, question: str, variant: Variant, evidence: Evidence) -> Array:
        known = 0.0 if "meaning" in variant.without else evidence.known
        sentences = self._has_sentences and "sentences" not in variant.without
        mix = self._weights_of(question).mix(known, sentences=sentences)
        mask = np.array([name not in variant.without for name in SIGNALS])
        return np.asarray(evidence.signals @ (mix.of_signals * mask))


def _only(asked: Asked, keeps: Callable[[Term], bool]) -> Asked:
    kept = np.flatnonzero([keeps(term) for term in asked.terms])
    return replace(
        asked,
        terms=tuple(asked.terms[place] for place in kept),
        keys=asked.keys[kept],
        weights=asked.weights[kept],
        rarities=asked.rarities[kept],
    )
