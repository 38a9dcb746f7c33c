"""How well intents are told: ``python -m assistant.components.evaluate_nlu [FOLDS]``.

Cross-validation over ``nlu_data``: each example is judged by a model that has not seen it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import List, Tuple

import numpy as np
import yaml

from assistant.components.intent_model import fit
from assistant.components.text import normalised
from assistant.components.understanding import understand
from assistant.components.word_vectors import WordVectors, from_spacy

NLU_DATA = Path(__file__).resolve().parents[2] / "nlu_data"
FOLDS, SEED = 5, 7
_ASPECTS = "ask_"
_WORST = 15
_BULLET = "- "


@dataclass(frozen=True)
class Judged:
    text: str
    expected: str
    found: str


def examples() -> List[Tuple[str, str]]:
    """Text and intent of every example of ``nlu_data``, in the order of the files."""
    listed = []
    for path in sorted(NLU_DATA.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = entry["examples"].strip().splitlines()
            listed += [(line.removeprefix(_BULLET), entry["intent"]) for line in lines]
    return listed


def cross_validated(folds: int, vectors: WordVectors) -> List[Judged]:
    """Every example with the intent that a model trained on the other folds finds."""
    from sklearn.model_selection import StratifiedKFold

    texts, intents = (np.array(column, dtype=object) for column in zip(*examples()))  # noqa: B905 - Python 3.10
    judged = []
    parts = StratifiedKFold(folds, shuffle=True, random_state=SEED).split(texts, intents.astype(str))
    for learnt, tried in parts:
        model = fit([normalised(text) for text in texts[learnt]], list(intents[learnt]), vectors)
        judged += [Judged(texts[at], intents[at], understand(texts[at], model).intent) for at in tried]
    return judged


def report(judged: List[Judged]) -> str:
    """Accuracy, recall and precision of each intent, and the pairs most often confused."""
    right = [each for each in judged if each.expected == each.found]
    aspects = [each for each in judged if each.expected.startswith(_ASPECTS)]
    right_aspects = [each for each in aspects if each.expected == each.found]
    lines = [
        f"{len(judged)} examples, accuracy {len(right) / len(judged):.3f}",
        f"{len(aspects)} questions with an aspect, accuracy {len(right_aspects) / len(aspects):.3f}",
        f"{'intent':18}{'n':>5}{'recall':>8}{'precision':>11}",
    ]
    expected, found = Counter(each.expected for each in judged), Counter(each.found for each in judged)
    hits = Counter(each.expected for each in right)
    for intent in sorted(expected):
        precision = hits[intent] / found[intent] if found[intent] else 0.0
        lines.append(f"{intent:18}{expected[intent]:5}{hits[intent] / expected[intent]:8.2f}{precision:11.2f}")
    wrong = Counter((each.expected, each.found) for each in judged if each.expected != each.found)
    lines += [f"{count:3} x {pair[0]} taken for {pair[1]}" for pair, count in wrong.most_common(_WORST)]
    return "\n".join(lines)


def main(arguments: List[str]) -> int:
    """Prints the report. Returns an exit status."""
    vectors = from_spacy()
    begun = time.monotonic()
    print(report(cross_validated(int(arguments[0]) if arguments else FOLDS, vectors)))
    print(f"{time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
