"""``python -m benchmarks.linking.learn``: the vectors and the weights of the search, learnt anew.

What is learnt from what:

- ``meaning.npz``, one vector per stem: from the phrasings (a sentence -> what it asks for) and from the guide's own
  texts (title, summary, linked question, heading, sentence -> the procedure that holds it).
- ``weights.yaml``, one weight per signal: from the phrasings alone. So that none judges what it has taught, vectors
  are learnt in folds of documents (a phrasing is judged by vectors that no phrasing of its document has taught) and
  the index in folds of phrasings (a phrasing is looked for without itself nor its fold).
- In some cases the right document and its neighbours are left out, so that "none of these" is learnt too; in others
  the phrasings of the right document are, as for a procedure that a town has just written.

Nothing else is read: no question of an evaluation, no log. The same base, files and seed give the same result.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.linking import mixing, vectors
from benchmarks.linking.corpus import Example, guide_texts, phrasings, searched_entries, without
from procedures.catalogue import SearchEntry
from procedures.search import meaning as meaning_file
from procedures.search import weights as weights_file
from procedures.search.meaning import Meaning
from procedures.search.ranking import Ranking
from procedures.search.signals import SIGNALS, Asked, Evidence
from procedures.store import StoredCatalogue
from procedures.store.engine import create_engine

FOLDS = 3
CASES = 8_000
_NONE_SHARE = 0.12  # of the cases: the right document is left out
_NEW_SHARE = 0.15  # of the cases: no phrasing of the right document is known
_SEED = 7


def main() -> None:
    options = _options()
    engine = create_engine(options.database)
    entries = searched_entries(StoredCatalogue(engine, "official"))
    said = phrasings(entries)
    rng = np.random.default_rng(options.seed)
    guide = guide_texts(engine, entries, rng)
    print(f"{len(entries)} documents, {len(said)} phrasings, {len(guide)} texts of the guide", flush=True)
    learner = _Learner(entries, said, guide, options.epochs, options.seed)
    whole = learner.vectors_without(None)
    if options.vectors_out:
        meaning_file.save(options.vectors_out, learner.vocabulary.stems, whole.vectors)
    cases = learner.cases(rng, options.cases)
    half = len(cases) // 2
    print(f"judged by halves: {_judged(cases[half:], mixing.learn(cases[:half]))}", flush=True)
    mix = mixing.learn(cases)
    print(_written(mix, len(cases)))
    if options.weights_out:
        options.weights_out.write_text(_written(mix, len(cases)), encoding="utf-8")


class _Learner:
    """Holds what all folds share."""

    def __init__(
        self, entries: list[SearchEntry], said: list[Example], guide: list[Example], epochs: int, seed: int
    ) -> None:
        self._entries, self._said = entries, said
        self._epochs, self._seed = epochs, seed
        self._ranking = Ranking(entries, vectors=_no_meaning())
        self.vocabulary = vectors.Vocabulary.of(self._ranking.index, (example.text for example in said))
        self._training = vectors.training(self._ranking, self.vocabulary, said, guide)
        rng = np.random.default_rng(seed)
        self._document_folds = rng.integers(0, FOLDS, len(entries))
        self._phrasing_folds = rng.integers(0, FOLDS, len(said))
        self._is_said = np.arange(len(self._training.targets)) < len(said)

    def vectors_without(self, fold: int | None) -> Meaning:
        """Vectors that no phrasing of the documents of ``fold`` has taught; with None, those of the product."""
        taught = ~self._is_said | (self._document_folds[self._training.targets] != fold)
        learnt = vectors.learn(self._training.only(np.flatnonzero(taught)), epochs=self._epochs, seed=self._seed)
        print(f"vectors without fold {fold}: {len(learnt)} stems", flush=True)
        return vectors.meaning_of(self.vocabulary, learnt)

    def cases(self, rng: np.random.Generator, count: int) -> list[mixing.Case]:
        """Cases drawn among phrasings, those often asked more often."""
        asked = np.array([self._ranking.index.documents[example.number].asked for example in self._said])
        shares = (1 + asked) / (1 + asked).sum()
        drawn = rng.choice(len(self._said), min(count, len(self._said)), replace=False, p=shares)
        fates = rng.random(len(drawn))
        found: list[tuple[int, mixing.Case]] = []
        meanings = [self.vectors_without(fold) for fold in range(FOLDS)]
        documents = [meaning.of_documents(self._ranking.index) for meaning in meanings]
        for fold in range(FOLDS):
            ranking = self._without_phrasings(fold)
            for order, (place, fate) in enumerate(zip(drawn, fates, strict=True)):
                if self._phrasing_folds[place] != fold:
                    continue
                example = self._said[place]
                judge = self._document_folds[example.number]
                asked_for = ranking.asked(example.text)
                evidence = _with_meaning(ranking.signals.of(asked_for), asked_for, meanings[judge], documents[judge])
                found.append((order, self._case(evidence, example, fate)))
        return [case for _, case in sorted(found, key=lambda pair: pair[0])]

    def _without_phrasings(self, fold: int) -> Ranking:
        left_out = {
            (example.number, example.phrasing)
            for example, of in zip(self._said, self._phrasing_folds, strict=True)
            if of == fold
        }
        return Ranking(without(self._entries, left_out), vectors=_no_meaning())

    def _case(self, evidence: Evidence, example: Example, fate: float) -> mixing.Case:
        prior = weights_file.weights().of_signals
        if fate < _NONE_SHARE:
            return mixing.case_of(evidence, example.number, self._like(example.number), prior, 1.0)
        if fate < _NONE_SHARE + _NEW_SHARE:
            for name in ("said", "nearest_phrasing", "near_phrasings"):
                evidence.signals[example.number, SIGNALS.index(name)] = 0
        return mixing.case_of(evidence, example.number, (), prior, 1.0)

    def _like(self, number: int) -> Sequence[int]:
        """The document, its dossier and those of the same dossier: any of them could be meant."""
        documents = self._ranking.index.documents
        dossier = documents[number].dossier_id or documents[number].id
        return [
            place
            for place, document in enumerate(documents)
            if place == number or dossier in (document.dossier_id, document.id)
        ]


def _no_meaning() -> Meaning:
    return Meaning(np.zeros(1, "u8"), np.zeros((1, 1), "f4"))


def _with_meaning(evidence: Evidence, asked: Asked, meaning: Meaning, documents: Any) -> Evidence:
    direction, known = meaning.of_question(asked.keys, asked.weights * asked.rarities)
    evidence.signals[:, SIGNALS.index("meaning")] = documents @ direction
    return Evidence(evidence.signals, evidence.phrasing, evidence.found, known)


def _judged(cases: Sequence[mixing.Case], mix: mixing.Mix) -> str:
    weights = np.array([mix.of_signals[name] for name in SIGNALS])
    asked = [case for case in cases if case.right >= 0]
    scores = [case.signals @ weights for case in asked]
    ranks = np.array([int((score > score[case.right]).sum()) for score, case in zip(scores, asked, strict=True)])
    return f"first {np.mean(ranks == 0):.3f}, in five {np.mean(ranks < 5):.3f}, {len(asked)} phrasings"


_NOTES = {
    "own": "set by hand: what a town wrote itself is what its people come for",
    "meaning": "cosine of the vectors of meaning.npz",
}


def _written(mix: mixing.Mix, cases: int) -> str:
    lines = [
        "# What each signal weighs when procedures are ranked (procedures/search/signals.py says what each one is).",
        f"# Learnt by benchmarks/linking/learn.py from {cases} phrasings, each judged by what it has not taught.",
        "signals:",
    ]
    for name in SIGNALS:
        note = f"  # {_NOTES[name]}" if name in _NOTES else ""
        lines.append(f"  {name}: {mix.of_signals[name]:.3f}{note}")
    lines += [
        "# The score at which it is as likely that none of the procedures is meant; learnt from cases without theirs.",
        f"nothing: {mix.nothing:.3f}",
        "# How much higher it is when every word of the question has a known meaning.",
        f"nothing_known: {mix.nothing_known:.3f}",
    ]
    return "\n".join(lines) + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", help="address of a base that holds the guide, such as sqlite:///guichet.sqlite3")
    parser.add_argument("--vectors-out", type=Path, default=meaning_file.FILE)
    parser.add_argument("--weights-out", type=Path, default=weights_file.FILE)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=_SEED)
    return parser.parse_args()


if __name__ == "__main__":
    main()
