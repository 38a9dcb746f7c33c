"""The search, whole and without each of its ingredients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from benchmarks.linking.baselines import Scorer
from procedures.catalogue import SearchEntry
from procedures.search.fields import NAMES
from procedures.search.index import Array
from procedures.search.meaning import Meaning
from procedures.search.query import Term
from procedures.search.ranking import Ranking
from procedures.search.sentences import SentenceModel
from procedures.search.signals import SIGNALS, Asked
from procedures.search.weights import Weights

Kept = Callable[[Term], bool]
# Groups of signals that are left out together.
GROUPS = {
    "fields": NAMES,
    "title cosine": ("title_cosine",),
    "near phrasings": ("nearest_phrasing", "near_phrasings"),
    "how often it is asked": ("asked",),
    "audience": ("individuals", "spoken_for"),
    "kind and dossier": ("question_answer", "own_dossier"),
}


def variants(
    entries: Sequence[SearchEntry], weights_of: Callable[[str], Weights], model: SentenceModel | None
) -> dict[str, Callable[[], Scorer]]:
    """Each variant by its name, made when it is called: an index at a time is in memory. ``weights_of``: those that
    a question is judged by; ``model``: what reads whole sentences, where it is installed."""
    bare = [replace(entry, phrasings=()) for entry in entries]

    def made(
        searched: Sequence[SearchEntry],
        vectors: Meaning | None = None,
        sentences: SentenceModel | None = model,
        *,
        keeps: Kept = lambda _: True,
        left_out: Sequence[str] = (),
    ) -> Callable[[], Scorer]:
        return lambda: _scorer(Ranking(searched, vectors=vectors, sentences=sentences), weights_of, keeps, left_out)

    return {
        "ours": made(entries),
        "without sentences": made(entries, None, None),
        "without meaning": made(entries, Meaning.none()),
        "words alone": made(entries, Meaning.none(), None),
        # Sentences are those of the phrasings, so they go together.
        "without phrasings": made(bare, None, None),
        "words alone, without phrasings": made(bare, Meaning.none(), None),
        "without dictionary": made(entries, keeps=lambda term: "» se dit «" not in term.reason),
        "without spelling": made(entries, keeps=lambda term: "» lu «" not in term.reason),
        "without pairs": made(entries, keeps=lambda term: " " not in term.term),
    } | {f"without {name}": made(entries, left_out=group) for name, group in GROUPS.items()}


def _scorer(ranking: Ranking, weights_of: Callable[[str], Weights], keeps: Kept, left_out: Sequence[str]) -> Scorer:
    """Scores of all documents. ``keeps``: the terms of a question that are looked up; ``left_out``: the signals that
    weigh nothing. The other weights stay as they were learnt with everything."""
    mask = np.array([name not in left_out for name in SIGNALS])

    def scores(question: str) -> Array:
        evidence = ranking.signals.of(_only(ranking.asked(question), keeps))
        mix = weights_of(question).mix(evidence.known, sentences=evidence.sentences)
        return np.asarray(evidence.signals @ (mix.of_signals * mask))

    return scores


def _only(asked: Asked, keeps: Kept) -> Asked:
    kept = np.flatnonzero([keeps(term) for term in asked.terms])
    return replace(
        asked,
        terms=tuple(asked.terms[place] for place in kept),
        keys=asked.keys[kept],
        weights=asked.weights[kept],
        rarities=asked.rarities[kept],
    )
