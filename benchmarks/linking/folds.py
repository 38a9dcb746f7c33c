"""Weights learnt from some questions and judged on the others: what a search can do that was not taught the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np

from benchmarks.linking import mixing, questions
from procedures.catalogue import SearchEntry
from procedures.search.fields import NAMES
from procedures.search.index import Array
from procedures.search.ranking import Ranking
from procedures.search.sentences import NearSentences, SentenceModel, stored_vectors
from procedures.search.signals import SIGNALS
from procedures.search.weights import Mix, Weights

FOLDS = 5
SEED = 7
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_NONE_WEIGHT = 0.15  # of a case without its right documents, beside the question as it is
_NEW_WEIGHT = 0.25  # of a case where nobody has written how citizens ask for them
_OTHERS_UNSAID = 3  # one document in so many is then as unsaid as they are: being unsaid must not tell them
_OF_PHRASINGS = [SIGNALS.index(name) for name in ("said", "nearest_phrasing", "near_phrasings")]
_MEANING, _SENTENCE = SIGNALS.index("meaning"), SIGNALS.index("sentences")
_UNSAID = SIGNALS.index("unsaid")
# Rough weights, to choose the documents that a case compares; those of individuals first.
_ROUGH = dict.fromkeys(NAMES, 1.0) | {
    "title_cosine": 2.0,
    "nearest_phrasing": 4.0,
    "meaning": 8.0,
    "sentences": 8.0,
    "individuals": 1.0,
}
_PRIOR = np.array([_ROUGH.get(name, 0.0) for name in SIGNALS])
UNLEARNT = Weights(*(Mix(_PRIOR, 0.0) for _ in fields(Weights)))
_LACKING: dict[str, tuple[int, ...]] = {
    "with_both": (),
    "with_meaning": (_SENTENCE,),
    "with_sentences": (_MEANING,),
    "words_alone": (_MEANING, _SENTENCE),
}


@dataclass(frozen=True)
class Asked:
    """What the question ``text`` teaches: the cases it gives, itself first, for each mix of ``Weights``."""

    text: str
    of_mixes: dict[str, list[mixing.Case]]


def titles(entries: Iterable[SearchEntry], model: SentenceModel | None) -> NearSentences | None:
    """How near questions are to titles, once all are read: the sentences of a document that nobody has phrased."""
    if model is None:
        return None
    near = NearSentences((replace(entry, phrasings=()) for entry in entries), model, stored_vectors())
    near.wait()
    return near


def asked(
    ranking: Ranking, labelled: Iterable[questions.Labelled], by_title: NearSentences | None = None
) -> list[Asked]:
    """Those of the questions whose procedures are in the base. ``by_title``: what ``titles`` gives."""
    return [found for question in labelled if (found := _asked(ranking, question, by_title))]


def learn(asked: Sequence[Asked]) -> Weights:
    return Weights(
        **{
            mix.name: mixing.learn([case for one in asked for case in one.of_mixes[mix.name]])
            for mix in fields(Weights)
        }
    )


def _asked(ranking: Ranking, question: questions.Labelled, by_title: NearSentences | None) -> Asked | None:
    right = [number for number, document in enumerate(ranking.index.documents) if document.id in question.gold]
    if not right:
        return None
    like = _like(ranking, right)
    signals = ranking.signals.of(ranking.asked(question.text)).signals
    unsaid = _unsaid(signals, right, by_title.near(question.text) if by_title else None)
    return Asked(
        question.text,
        {
            mix: _cases(_without(signals, lacking), _without(unsaid, lacking), right, like)
            for mix, lacking in _LACKING.items()
        },
    )


def _unsaid(signals: Array, right: list[int], near_titles: Array | None) -> Array:
    """``signals`` as if nobody had written how citizens ask for the documents ``right``, nor for some others."""
    new, unsaid = signals.copy(), np.union1d(right, np.arange(0, len(signals), _OTHERS_UNSAID))
    new[np.ix_(unsaid, _OF_PHRASINGS)] = 0
    new[unsaid, _SENTENCE] = signals[:, _SENTENCE].mean() if near_titles is None else near_titles[unsaid]
    new[unsaid, _UNSAID] = 1
    return new


def _without(signals: Array, lacking: tuple[int, ...]) -> Array:
    left = signals.copy()
    left[:, lacking] = 0
    return left


def _cases(signals: Array, unsaid: Array, right: list[int], like: list[int]) -> list[mixing.Case]:
    return [
        mixing.case_of(signals, right, _PRIOR),
        mixing.case_of(signals, right, _PRIOR, weight=_NONE_WEIGHT, absent=like),
        mixing.case_of(unsaid, right, _PRIOR, weight=_NEW_WEIGHT),
    ]


def _like(ranking: Ranking, right: Sequence[int]) -> list[int]:
    """The right documents, their dossiers and those of the same dossiers: any of them could be meant."""
    documents = ranking.index.documents
    dossiers = {documents[number].dossier_id or documents[number].id for number in right}
    return [
        number
        for number, document in enumerate(documents)
        if number in right or document.dossier_id in dossiers or document.id in dossiers
    ]


@dataclass
class Judged:
    """Ranks of the best right document; how likely the first was held to be, and whether it was right."""

    ranks: list[int] = field(default_factory=list)
    likely: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def told(self) -> str:
        ranks, likely, right = np.array(self.ranks), np.array(self.likely), np.array(self.right)
        sure = likely >= 0.5
        return (
            f"first {np.mean(ranks == 0):.3f}, in five {np.mean(ranks < 5):.3f}; held likelier than not "
            f"{np.mean(sure):.3f} of them: right {np.mean(right[sure]):.3f}, thought {np.mean(likely[sure]):.3f}"
        )

    def curve(self) -> list[tuple[float, float, float]]:
        """For each threshold of probability: the share of questions whose first hit passes it, and how many of those
        hits are right."""
        likely, right = np.array(self.likely), np.array(self.right)
        passing = [(threshold, likely >= threshold) for threshold in THRESHOLDS]
        return [
            (threshold, float(sure.mean()), float(right[sure].mean()) if sure.any() else 1.0)
            for threshold, sure in passing
        ]


def learnt_without(asked: Sequence[Asked], seed: int = SEED) -> dict[str, Weights]:
    """For the text of each question, weights learnt from other folds than its own."""
    of = np.random.default_rng(seed).integers(0, FOLDS, len(asked)).tolist()
    learnt = [learn([one for one, its in zip(asked, of, strict=True) if its != fold]) for fold in range(FOLDS)]
    return {one.text: learnt[its] for one, its in zip(asked, of, strict=True)}


def judge(asked: Sequence[Asked], seed: int = SEED) -> dict[str, Judged]:
    """For each mix of ``Weights``, how good it is on questions that it has not been learnt from."""
    return judge_with(asked, learnt_without(asked, seed))


def judge_with(asked: Sequence[Asked], weights_of: dict[str, Weights]) -> dict[str, Judged]:
    """The same, with the weights that each question is judged by."""
    judged = {mix.name: Judged() for mix in fields(Weights)}
    for one in asked:
        for name, of_mix in judged.items():
            _judge(one.of_mixes[name][0], getattr(weights_of[one.text], name), of_mix)
    return judged


def _judge(case: mixing.Case, mix: Mix, judged: Judged) -> None:
    scores = case.signals @ mix.of_signals
    shares = np.exp(scores - scores.max())
    shares /= shares.sum() + np.exp(mix.nothing - scores.max())
    judged.ranks.append(int((scores > scores[case.right].max()).sum()))
    judged.likely.append(float(shares.max()))
    judged.right.append(int(scores.argmax()) in case.right)
