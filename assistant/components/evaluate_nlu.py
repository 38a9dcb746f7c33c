"""How well what is said is understood: ``python -m assistant.components.evaluate_nlu [FOLDS]``.

Cross-validation over ``nlu_data`` (each example is judged by a model that has not seen it), then the utterances held
out in ``tests/nlu``, judged by a model of all examples. Prints counts alone, never an utterance.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import List, Tuple

import numpy as np
import yaml

from assistant.components import held_out
from assistant.components.intent_model import IntentModel, fit
from assistant.components.nlu_scores import (
    Judged,
    accuracy,
    aspects,
    confusions,
    macro_f1,
    mean_confidence,
    scores,
)
from assistant.components.text import normalised
from assistant.components.understanding import understand
from assistant.components.word_vectors import WordVectors, from_spacy

NLU_DATA = Path(__file__).resolve().parents[2] / "nlu_data"
FOLDS, SEED = 5, 7
_WORST = 10
_BULLET = "- "


def examples() -> List[Tuple[str, str]]:
    """Text and intent of every example of ``nlu_data``, in the order of the files."""
    listed = []
    for path in sorted(NLU_DATA.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = entry["examples"].strip().splitlines()
            listed += [(line.removeprefix(_BULLET), entry["intent"]) for line in lines]
    return listed


def trained(vectors: WordVectors) -> IntentModel:
    """The model of all examples, as it is served."""
    listed = examples()
    return fit([normalised(text) for text, _ in listed], [intent for _, intent in listed], vectors)


def cross_validated(folds: int, vectors: WordVectors) -> List[Judged]:
    """Every example, judged by a model trained on the other folds."""
    from sklearn.model_selection import StratifiedKFold

    texts, intents = (np.array(column, dtype=object) for column in zip(*examples()))  # noqa: B905 - Python 3.10
    judged = []
    parts = StratifiedKFold(folds, shuffle=True, random_state=SEED).split(texts, intents.astype(str))
    for learnt, tried in parts:
        model = fit([normalised(text) for text in texts[learnt]], list(intents[learnt]), vectors)
        for at in tried:
            understood = understand(texts[at], model)
            judged.append(Judged(intents[at], understood.intent, understood.confidence))
    return judged


def report(title: str, judged: List[Judged]) -> str:
    """Figures over all intents, over aspects, of each intent, and the pairs most often confused."""
    asked = aspects(judged)
    lines = [
        f"{title}: {len(judged)} utterances, macro-F1 {macro_f1(judged):.3f}, accuracy {accuracy(judged):.3f}, "
        f"mean confidence {mean_confidence(judged):.3f}",
        f"{len(asked)} questions with an aspect, macro-F1 {macro_f1(asked):.3f}, accuracy {accuracy(asked):.3f}",
        f"{'intent':18}{'n':>5}{'recall':>8}{'precision':>11}{'F1':>6}",
    ]
    lines += [
        f"{intent:18}{score.count:5}{score.recall:8.2f}{score.precision:11.2f}{score.f1:6.2f}"
        for intent, score in scores(judged).items()
    ]
    lines += [f"{count:3} x {expected} taken for {found}" for expected, found, count in confusions(judged, _WORST)]
    return "\n".join(lines)


def main(arguments: List[str]) -> int:
    """Prints the reports. Returns an exit status."""
    vectors = from_spacy()
    begun = time.monotonic()
    print(report("Cross-validation", cross_validated(int(arguments[0]) if arguments else FOLDS, vectors)))
    model = trained(vectors)
    print()
    print(report("Held out", held_out.intents(model)))
    print("\nWhole messages, by kind, whose intent leads to a move that fits:")
    for kind, counted in sorted(held_out.kinds(model).items()):
        print(f"{kind:14}{counted.right:4} of {counted.count}")
    danger, facts = held_out.danger(model), held_out.stated_facts()
    print(f"\nDanger: {danger.found} of {danger.distress} told; {danger.alarmed} of {danger.calm} calm ones alarmed")
    print(
        f"Facts: {facts.right} of {facts.expected} found, {facts.invented} invented; "
        f"{facts.traps_left_alone} of {facts.traps} messages without any left alone"
    )
    print(f"{time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
