"""``python -m benchmarks.linking DATABASE [QUESTIONS]``: the search beside baselines, and without each ingredient.

Documents that are dossiers are left aside: questions name procedures. A whole number after ± is half the width of the
interval of 95 %. The questions of the project taught the weights: what they say of "ours" is what it remembers, and
``benchmarks.linking.learn`` says in folds what it can do; give questions of your own to know more.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.linking import baselines, questions
from benchmarks.linking.baselines import Scorer
from benchmarks.linking.corpus import searched_entries
from benchmarks.linking.variants import variants
from procedures.catalogue import SearchEntry
from procedures.store import StoredCatalogue
from procedures.store.engine import create_engine


def main() -> None:
    options = _options()
    engine = create_engine(options.database)
    entries = searched_entries(StoredCatalogue(engine, "official"))
    asked = questions.read(options.questions)
    print(f"{len(asked)} questions, {len(entries)} documents")
    print(f"{'':34} {'first':>13} {'in five':>13} {'ms p50':>8}")
    made = {
        "BM25, titles": lambda: baselines.titles(entries),
        "BM25, full text": lambda: baselines.full_text(engine, entries),
        "letters three by three": lambda: baselines.letters(entries),
        **variants(entries),
    }
    for name, make in made.items():
        print(f"{name:34} {_measured(make(), entries, asked)}", flush=True)


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
